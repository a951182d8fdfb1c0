"""An enrolment: its conditions, how it came to its state, consent, and what can be done."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from programmes.findings import Finding
from programmes.protocol import StepKind
from thuisbasis import clock, rulebook
from thuisbasis.database import db
from thuisbasis.enrolments import eligibility, enrolling, placements, queries, sources
from thuisbasis.enrolments.consents import HOW, INFORMED_HOW, PURPOSES, How, Purpose
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.routes.base import blueprint, show, ways_out
from thuisbasis.enrolments.states import LABELS, NOT_STARTED, OPEN, REASONS, State, targets
from thuisbasis.families import queries as families
from thuisbasis.guards import current_actor, requires
from thuisbasis.organisations import queries as organisations
from thuisbasis.permissions import Permission


@blueprint.get("/enrolments/<uuid:enrolment_id>")
@requires(Permission.SEE_FAMILIES)
def enrolment(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """One enrolment."""
    return enrolment_page(queries.enrolment_or_404(db.session(), current_actor(), enrolment_id))


def enrolment_page(found: Enrolment, refused: Sequence[Finding] = ()) -> ResponseReturnValue:
    """The page of an enrolment; with what a gate `refused` just now, on top and in focus."""
    values = _values(found) | _history(found)
    links = ways_out(found.family_id, found.child_id, url_for("enrolments.change", enrolment_id=found.id))
    status = 409 if refused else 200
    return show("enrolments/enrolment.html", found, status=status, refused=refused, ways_out=links, **values)


def _values(found: Enrolment) -> dict[str, Any]:
    actor, session = current_actor(), db.session()
    programme = rulebook.programme(found.programme_key, found.version)
    track = programme.track(found.track_key)
    state = State(found.state)
    start = found.started_on or found.expected_start or clock.today()
    place = placements.current().place_of(session, actor, found)
    return {
        "programme": programme,
        "track": track,
        "state": state,
        "state_label": LABELS[state],
        "next_states": [str(each) for each in targets(state)],
        "is_open": state in OPEN,
        "not_started": state in NOT_STARTED,
        "judgement": eligibility.judge(programme, eligibility.facts_of(found, found.child, start=start)),
        "judged_on": start,
        "indication": _chosen(programme.indications, [found.indication_key or ""]),
        "circumstances": _chosen(programme.circumstances, found.circumstances),
        "place": place,
        "links": sources.links(actor, found),
        "is_visited": track.main_kind is StepKind.HOME_VISIT,
        "steps": enrolling.next_steps(session, actor, programme)[:-1] if _may_place(state, place) else [],
        "end_reason": REASONS.get(state, {}).get(found.end_reason or ""),
        "informed_how": INFORMED_HOW.get(found.informed_how),
    }


def _may_place(state: State, place: object) -> bool:
    return place is None and state in (State.PROPOSED, State.WAITING) and current_actor().may(Permission.ENROL)


def _chosen(choices: Any, keys: list[str]) -> list[Any]:
    return [choice.text for choice in choices if choice.key in keys]


def _history(found: Enrolment) -> dict[str, Any]:
    """Events and consents with the names of who recorded them, and the guardians."""
    actor, session = current_actor(), db.session()
    events, consents = queries.events_of(session, found), queries.consents_of(session, found)
    staff_ids = {event.staff_id for event in events} | {consent.recorded_by_id for consent in consents}
    guardians = families.guardians_of(session, actor.organisation_id, [found.family_id], archived=True)[found.family_id]
    taking_part = queries.guardians_of(session, actor.organisation_id, [found.id]).get(found.id, [])
    standing = {consent.purpose for consent in consents if consent.withdrawn_on is None}
    return {
        "events": events,
        "consents": consents,
        "staff": organisations.staff_by_id(session, actor, staff_ids),
        "guardian_names": {guardian.id: guardian.name for guardian in guardians},
        "taking_part": taking_part,
        "purposes": [(words, str(purpose) in standing) for purpose, words in PURPOSES.items()],
        "purpose_labels": {str(key): words for key, words in PURPOSES.items()},
        "how_labels": {str(key): words for key, words in HOW.items()},
        "state_labels": {str(key): words for key, words in LABELS.items()},
        "reason_labels": {key: words for reasons in REASONS.values() for key, words in reasons.items()},
        "consent_key": Purpose.TAKING_PART,
        "spoken": How.SPOKEN,
    }
