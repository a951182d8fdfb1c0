"""Marking texts for parents as reviewed, and writing them in one's own words."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.errors import EditConflictError, InvalidStateError
from thuisbasis.parent_texts.models import ParentTextReview, ParentTextWording
from thuisbasis.parent_texts.standing import Standing, State
from thuisbasis.permissions import Actor

WORDS_LABEL = _l("Tekst")


def mark_reviewed(session: Session, actor: Actor, standing: Standing, *, text_hash: str) -> None:
    """Somebody read these words beside the Dutch and found them right: from now on they reach parents.

    `text_hash` names what was read. Raises InvalidStateError when that is no longer in use, or nothing is.
    """
    if standing.state is State.MISSING:
        raise InvalidStateError(gettext("Er is nog geen tekst om na te kijken."))
    if text_hash != standing.text_hash:
        raise InvalidStateError(gettext("Deze tekst is intussen veranderd. Lees hem nog eens, en kijk hem dan na."))
    if standing.state is State.REVIEWED:
        return
    review = ParentTextReview(
        organisation_id=actor.organisation_id,
        **_name(standing),
        text_hash=text_hash,
        reviewed_by_id=actor.staff_id,
        reviewed_at=clock.now(),
    )
    session.add(review)
    session.flush()
    trail.record(session, actor, "parent_text.reviewed", review, after=_name(standing) | {"text": standing.words})


def withdraw_review(session: Session, actor: Actor, standing: Standing) -> None:
    """The words are a concept again, and reach no parent until somebody reviews them anew."""
    reviews = session.scalars(
        select(ParentTextReview).where(
            ParentTextReview.organisation_id == actor.organisation_id,
            ParentTextReview.kind == standing.text.kind,
            ParentTextReview.key == standing.text.key,
            ParentTextReview.language == standing.language,
            ParentTextReview.withdrawn_at.is_(None),
        )
    ).all()
    for review in reviews:
        review.withdrawn_at, review.withdrawn_by_id = clock.now(), actor.staff_id
        session.flush()
        before = _name(standing) | {"text": standing.words}
        trail.record(session, actor, "parent_text.withdrawn", review, before=before)


def write_own(session: Session, actor: Actor, standing: Standing, *, words: str, number: int) -> None:
    """Replace the words in use by the organisation's own; "" puts ours back. They need a review of their own.

    `number` is that of the wording which the writer saw. Raises EditConflictError when there is a later one, unless it
    says the same.
    """
    ours = standing.text.ours.get(standing.language, "")
    becomes = words or ours
    if becomes == standing.words:
        return
    if number != standing.number:
        raise EditConflictError(mine={str(WORDS_LABEL): becomes}, theirs={str(WORDS_LABEL): standing.words})
    own = "" if becomes == ours else becomes
    wording = ParentTextWording(
        organisation_id=actor.organisation_id,
        **_name(standing),
        number=number + 1,
        text=own,
        written_by_id=actor.staff_id,
        written_at=clock.now(),
    )
    session.add(wording)
    session.flush()
    trail.record(
        session,
        actor,
        "parent_text.worded" if own else "parent_text.ours_again",
        wording,
        before={"text": standing.words},
        after=_name(standing) | {"text": becomes},
    )


def _name(standing: Standing) -> dict[str, str]:
    return {"kind": standing.text.kind, "key": standing.text.key, "language": standing.language}
