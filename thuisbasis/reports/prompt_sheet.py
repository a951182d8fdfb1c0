"""The prompts of a family's programme in one language, on paper and on a page to hold up."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from thuisbasis import clock, languages, rulebook, spoken
from thuisbasis.documents.sheets import PromptSheet, SpokenLine
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.parent_texts import queries
from thuisbasis.parent_texts.standing import Standing
from thuisbasis.parent_texts.texts import DUTCH, ParentText, prompts_of
from thuisbasis.permissions import Actor
from thuisbasis.recording.questions import expected_guardians
from thuisbasis.reports.record_sheet import short_id


@dataclass(frozen=True, kw_only=True)
class FamilyPrompts:
    """What may be read to a family, by language; `spoken` are the languages of its guardians who take part."""

    texts: Sequence[ParentText]
    by_language: dict[str, list[Standing]]
    spoken: tuple[str, ...]

    @property
    def usual_language(self) -> str:
        """The first of the family's languages in which there is something to say, else Dutch."""
        return next((language for language in self.spoken if language in self.by_language), DUTCH)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The family's languages in which something is still a concept."""
        return tuple(
            language
            for language in self.spoken
            if len(self.by_language.get(language, ())) < len(self.texts) and any(language in t.ours for t in self.texts)
        )


def family_prompts(session: Session, enrolment: Enrolment) -> FamilyPrompts:
    """The reviewed prompts of an enrolment's programme, the family's languages first."""
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    texts = prompts_of(rulebook.catalogue(), programme)
    guardians = expected_guardians(session, enrolment.organisation_id, [enrolment]).get(enrolment.id, [])
    own = tuple(dict.fromkeys(code for guardian in guardians for code in guardian.languages_spoken))
    found: dict[str, list[Standing]] = {}
    for one in queries.reviewed(session, enrolment.organisation_id, texts):
        found.setdefault(one.language, []).append(one)
    order = [*own, *(language for language in found if language not in own)]
    by_language = {language: found[language] for language in order if language in found}
    return FamilyPrompts(texts=texts, by_language=by_language, spoken=own)


def prompt_sheet(actor: Actor, enrolment: Enrolment, language: str, standings: Sequence[Standing]) -> PromptSheet:
    """The sheet to leave with a family, or to read from: each prompt large, its Dutch small below it."""
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    return PromptSheet(
        document_id=short_id(enrolment.id),
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        programme=languages.text(programme.full_name),
        family=gettext("gezin %(name)s", name=enrolment.family.name),
        language=language,
        language_name=spoken.own_name(language),
        lines=tuple(
            SpokenLine(
                title=languages.text(one.text.title), text=one.words, dutch=one.dutch if language != DUTCH else ""
            )
            for one in standings
        ),
    )
