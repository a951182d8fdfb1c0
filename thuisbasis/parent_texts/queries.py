"""How texts for parents stand in an organisation, in two statements however many there are."""

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from thuisbasis.parent_texts.models import ParentTextReview, ParentTextWording
from thuisbasis.parent_texts.standing import Standing, State, standings_of
from thuisbasis.parent_texts.texts import LANGUAGES, ParentText
from thuisbasis.permissions import Actor


def standings(
    session: Session, actor: Actor, texts: Sequence[ParentText], languages: Sequence[str] = LANGUAGES
) -> list[Standing]:
    """How texts stand in the actor's organisation, text by text and within it language by language."""
    return _standings(session, actor.organisation_id, texts, languages)


def standing(session: Session, actor: Actor, text: ParentText, language: str) -> Standing:
    """How one text stands in one language."""
    (found,) = _standings(session, actor.organisation_id, [text], [language])
    return found


def reviewed(session: Session, organisation_id: uuid.UUID, texts: Sequence[ParentText]) -> list[Standing]:
    """Those texts and languages that may reach parents."""
    found = _standings(session, organisation_id, texts, LANGUAGES)
    return [one for one in found if one.state is State.REVIEWED]


def wordings_of(session: Session, actor: Actor, text: ParentText, language: str) -> Sequence[ParentTextWording]:
    """The organisation's own wordings of a text, latest first, with their writers."""
    return session.scalars(
        select(ParentTextWording)
        .where(
            ParentTextWording.organisation_id == actor.organisation_id,
            ParentTextWording.kind == text.kind,
            ParentTextWording.key == text.key,
            ParentTextWording.language == language,
        )
        .options(joinedload(ParentTextWording.written_by))
        .order_by(ParentTextWording.number.desc())
    ).all()


def _standings(
    session: Session, organisation_id: uuid.UUID, texts: Sequence[ParentText], languages: Sequence[str]
) -> list[Standing]:
    wordings = session.scalars(
        select(ParentTextWording)
        .where(
            ParentTextWording.organisation_id == organisation_id,
            *_these(ParentTextWording, texts),
        )
        .order_by(ParentTextWording.number)
    ).all()
    reviews = session.scalars(
        select(ParentTextReview)
        .where(
            ParentTextReview.organisation_id == organisation_id,
            ParentTextReview.withdrawn_at.is_(None),
            *_these(ParentTextReview, texts),
        )
        .options(joinedload(ParentTextReview.reviewed_by))
        .order_by(ParentTextReview.reviewed_at, ParentTextReview.id)
    ).all()
    return standings_of(texts, languages, wordings, reviews)


def _these(
    table: type[ParentTextReview | ParentTextWording], texts: Sequence[ParentText]
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Of these texts. A key that two kinds share costs a row too many, which nobody asks for."""
    return table.kind.in_({text.kind for text in texts}), table.key.in_({text.key for text in texts})
