"""What is known of an enrolment beside its state: who takes part, why, in which track, what was tried before."""

from collections.abc import Collection, Sequence
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from thuisbasis import rulebook
from thuisbasis.audit import trail
from thuisbasis.enrolments.models import Enrolment, EnrolmentGuardian
from thuisbasis.enrolments.states import State
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.families.models import Guardian
from thuisbasis.permissions import Actor
from thuisbasis.revisions import refuse_if_edited

LABELS_OF_FIELDS: dict[str, LazyString] = {
    "indication_note": _l("Toelichting"),
    "tried_before": _l("Wat is eerder geprobeerd?"),
    "delivered_by": _l("Wie voert het programma uit?"),
    "expected_start": _l("Verwachte start"),
}


def set_guardians(session: Session, actor: Actor, enrolment: Enrolment, guardians: Sequence[Guardian]) -> None:
    """Say which guardians take part. Raises NotFoundError for one of another family."""
    if any(guardian.family_id != enrolment.family_id for guardian in guardians):
        raise NotFoundError("guardian")
    ours = (
        EnrolmentGuardian.organisation_id == actor.organisation_id,
        EnrolmentGuardian.enrolment_id == enrolment.id,
    )
    before = {str(each) for each in session.scalars(select(EnrolmentGuardian.guardian_id).where(*ours))}
    after = {str(guardian.id) for guardian in guardians}
    if before == after:
        return
    session.execute(delete(EnrolmentGuardian).where(*ours))
    session.add_all(
        EnrolmentGuardian(organisation_id=actor.organisation_id, enrolment_id=enrolment.id, guardian_id=guardian.id)
        for guardian in guardians
    )
    session.flush()
    if before:
        trail.record(
            session,
            actor,
            "enrolment.changed",
            enrolment,
            family_id=enrolment.family_id,
            before={"guardians": sorted(before)},
            after={"guardians": sorted(after)},
        )


def change(
    session: Session,
    actor: Actor,
    enrolment: Enrolment,
    *,
    revision: int | None = None,
    indication_key: str | None,
    indication_note: str,
    circumstances: Collection[str],
    tried_before: str,
    tried_before_applies: bool,
    delivered_by: str,
    expected_start: date | None,
    track_key: str | None = None,
) -> None:
    """Change what is known beside the state. The track can change until the enrolment is under way.

    Raises InvalidStateError for a later change of track, UnknownKeyError for a track that does not exist,
    EditConflictError when somebody changed it after `revision`.
    """
    track_key = track_key or enrolment.track_key
    rulebook.track(enrolment.programme_key, enrolment.version, track_key)
    if track_key != enrolment.track_key and State(enrolment.state) not in {State.PROPOSED, State.WAITING}:
        raise InvalidStateError(gettext("De variant ligt vast sinds de plaatsing."))
    new = {
        "indication_key": indication_key,
        "indication_note": indication_note,
        "circumstances": sorted(circumstances),
        "tried_before": tried_before,
        "tried_before_applies": tried_before_applies,
        "delivered_by": delivered_by,
        "expected_start": expected_start,
        "track_key": track_key,
    }
    if revision is not None:
        refuse_if_edited(enrolment, revision, new, LABELS_OF_FIELDS)
    before, after = trail.changes(enrolment, new)
    if not after:
        return
    for name, value in after.items():
        setattr(enrolment, name, value)
    session.flush()
    trail.record(
        session, actor, "enrolment.changed", enrolment, family_id=enrolment.family_id, before=before, after=after
    )
