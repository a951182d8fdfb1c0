"""What may be read to parents at the elements of a form: reviewed texts alone, in the shape that the tablet takes."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from programmes.protocol import Programme, StepKind
from thuisbasis import rulebook, spoken
from thuisbasis.parent_texts import queries
from thuisbasis.parent_texts.standing import Standing
from thuisbasis.parent_texts.texts import prompt_key, prompts_of
from thuisbasis.recording.element_fields import prefix_of
from thuisbasis.recording.questions import Questions

Prompts = dict[str, dict[str, dict[str, str]]]
"""By the prefix of an element's fields and by language: text, dir, and the language's own name."""


def reviewed_prompts(
    session: Session, organisation_id: uuid.UUID, programmes: Sequence[Programme] | None = None
) -> Prompts:
    """The prompts of these programmes (default: all that visit families at home), in two statements.

    Where two of the programmes say different things at an element of the same name, neither is given: better no words
    than another programme's.
    """
    chosen = _at_home() if programmes is None else programmes
    texts = [text for programme in chosen for text in prompts_of(rulebook.catalogue(), programme)]
    found = {(one.text.key, one.language): one for one in queries.reviewed(session, organisation_id, texts)}
    languages = tuple(dict.fromkeys(language for _, language in found))
    result: Prompts = {}
    for prefix, keys in _keys(chosen).items():
        for language in languages:
            said = [found.get((key, language)) for key in keys]
            first = said[0]
            if first is not None and all(one is not None and one.words == first.words for one in said):
                result.setdefault(prefix, {})[language] = _shown(first)
    return result


def prompts_for(session: Session, questions: Questions) -> Prompts:
    """The prompts of a record's form in the languages that its guardians speak, theirs first."""
    found = reviewed_prompts(session, questions.contact.organisation_id, [questions.programme])
    return {
        prefix: {language: said[language] for language in questions.languages if language in said}
        for prefix, said in found.items()
    }


def _at_home() -> list[Programme]:
    return [
        programme
        for programme in rulebook.catalogue().programmes()
        if any(track.steps_of(StepKind.HOME_VISIT) for track in programme.tracks)
    ]


def _keys(programmes: Iterable[Programme]) -> dict[str, list[str]]:
    """By the prefix of an element's fields, the keys of its prompts in the programmes that have such an element."""
    keys: dict[str, list[str]] = {}
    for programme in programmes:
        for element in programme.elements:
            keys.setdefault(prefix_of(element), []).append(prompt_key(programme.key, element.key))
    return keys


def _shown(standing: Standing) -> dict[str, str]:
    return {
        "text": standing.words,
        "dir": spoken.direction(standing.language),
        "language": spoken.own_name(standing.language),
    }
