"""What a record says of each required element, in the words of the rule-book's arithmetic."""

from collections.abc import Mapping

from programmes.facts import Answer
from programmes.fidelity import Outcome
from programmes.protocol import Programme
from thuisbasis.recording.drafts import AnswerKey


def outcomes_of_answers(programme: Programme, answers: Mapping[AnswerKey, Answer]) -> dict[str, Outcome]:
    """Each answer as an outcome for `fidelity.adherence`; of an element asked of each child, one for each child."""
    return {f"{key}/{child or ''}": _outcome(programme, key, answer) for (key, child), answer in answers.items()}


def _outcome(programme: Programme, key: str, answer: Answer) -> Outcome:
    """What was given after the contact was given. What was not due there is left out of fidelity."""
    if answer.delivered is None:
        return Outcome.UNANSWERED
    if answer.delivered or answer.late is not None:
        return Outcome.DELIVERED
    reason = programme.element(key).reason(answer.reason)
    return Outcome.NOT_DELIVERED if reason is None or reason.is_deviation else Outcome.NOT_APPLICABLE
