"""Ending what families of the demo began: completed when the completion gate opens, else stopped with a reason."""

from datetime import date, time

from programmes.facts import CompletionFacts
from programmes.findings import may
from programmes.gates.completion import completion_findings
from thuisbasis import rulebook
from thuisbasis.demo.entering import Enrolled
from thuisbasis.demo.world import World, on, working_day
from thuisbasis.enrolments import services
from thuisbasis.recording.outcomes import outcomes


def finish(world: World, entered: Enrolled, day: date, *, by: str) -> bool:
    """Complete an enrolment if the completion gate opens; says whether it did."""
    enrolment = entered.enrolment
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    was = outcomes(world.session, enrolment.organisation_id, [enrolment.id])[enrolment.id]
    facts = CompletionFacts(track=enrolment.track_key, contacts=was)
    if not may(completion_findings(programme, facts, enrolment.local_numbers)):
        return False
    day = working_day(day)
    with on(day, time(14, 30)):
        services.complete(world.session, world.by(by), enrolment, on=day)
    return True


def stop(world: World, entered: Enrolled, day: date, *, by: str, reason: str, note: str) -> None:
    """The family stops before completion; `reason` is a key of `enrolments.states.REASONS_TO_END`."""
    day = working_day(day)
    with on(day, time(12, 15)):
        services.end_early(world.session, world.by(by), entered.enrolment, reason=reason, note=note, on=day)
