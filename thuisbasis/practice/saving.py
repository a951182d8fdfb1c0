"""Saving a week's form: plans, days and records of all children at once, and completing the weekly contact."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from sqlalchemy.orm import Session

from programmes.evidence import Purpose
from programmes.facts import Answer
from programmes.findings import Finding
from programmes.protocol import Element
from thuisbasis.errors import EditConflictError, RuleBrokenError
from thuisbasis.permissions import Actor
from thuisbasis.practice import services
from thuisbasis.practice.children import NOBODY, ChildWeek
from thuisbasis.practice.forms import (
    WeekForm,
    asks_record,
    evidence_sent,
    is_left_open,
    others_of,
    prefix,
    reported_keys,
    required_evidence,
)
from thuisbasis.practice.weeks import Week, key_of
from thuisbasis.recording import queries as recording
from thuisbasis.recording import services as records
from thuisbasis.recording.drafts import Draft, Presence
from thuisbasis.recording.fields import SelectField


def save(session: Session, actor: Actor, week: Week, children: Sequence[ChildWeek], form: WeekForm) -> None:
    """Save all rows; a row that says what stands there already writes nothing.

    Raises EditConflictError, with the child's name before each label, when somebody else saved a record meanwhile.
    """
    for child in children:
        _keep_days(session, actor, child, form)
    _keep_plans(session, actor, week, children, form)
    for child in children:
        if asks_record(week, child):
            _keep_record(session, actor, week, child, form)


def _days(child: ChildWeek, form: WeekForm) -> list[date]:
    return [date.fromisoformat(day) for day in form[f"{prefix(child)}-days"].data or ()]


def _keep_days(session: Session, actor: Actor, child: ChildWeek, form: WeekForm) -> None:
    own, days = prefix(child), _days(child, form)
    minutes, kinds = form[f"{own}-minutes"].data, list(form[f"{own}-kinds"].data or ())
    services.keep_days(session, actor, child.enrolment, child.entries, days, minutes=minutes, kinds=kinds)


def _keep_plans(session: Session, actor: Actor, week: Week, children: Sequence[ChildWeek], form: WeekForm) -> None:
    own_week, next_week = {}, {}
    for child in children:
        plan = {element.key: plan_sent(form, child, element) for element in week.plan_elements}
        if not child.is_completed:
            own_week[child.enrolment.id] = plan
            services.keep_plan(session, actor, week.contact, child.enrolment, child.plan, plan)
        if week.following is not None:
            own = prefix(child)
            following = {element.key: evidence_sent(form, f"{own}-next", element) for element in week.plan_elements}
            chosen = plan if form[f"{own}-same"].data else following
            next_week[child.enrolment.id] = chosen
            services.keep_plan(session, actor, week.following, child.enrolment, child.next_plan, chosen)
    services.prepare(session, actor, week.contact, _said(own_week))
    if week.following is not None:
        services.prepare(session, actor, week.following, _said(next_week))


def plan_sent(form: WeekForm, child: ChildWeek, element: Element) -> Mapping[str, Any]:
    """What a row plans for an element; of a completed record, what stands in it."""
    return child.planned(element) if child.is_completed else evidence_sent(form, f"{prefix(child)}-plan", element)


def _said(plans: Mapping[Any, Mapping[str, Mapping[str, Any]]]) -> dict[Any, dict[str, Mapping[str, Any]]]:
    """The plans without the elements of which nothing was said."""
    return {child: {key: values for key, values in plan.items() if values} for child, plan in plans.items()}


# The record of the weekly contact -----------------------------------------------------------------------------------


def _keep_record(session: Session, actor: Actor, week: Week, child: ChildWeek, form: WeekForm) -> None:
    spoken = form[f"{prefix(child)}-spoken"].data or ""
    beside = _answers_beside(week, child, form)
    if child.record is None and not spoken and not beside:
        return
    contact, enrolment = week.contact, child.enrolment
    record = records.open_record(session, actor, contact, enrolment.id)
    version = recording.version_of(session, record)
    before = recording.draft_of(session, record, version)
    answers = {(key, None): answer for key, answer in (_answers_planned(week, child, form, spoken) | beside).items()}
    own = {element.key for element in (*week.plan_elements, week.log_element, *others_of(week, child)) if element}
    kept = {key: answer for key, answer in before.answers.items() if key[0] not in own or answer.delivered is False}
    draft = replace(
        before, answers=answers | kept, attendance=_attendance(child, spoken, before), rest=_rest(child, form, before)
    )
    if draft == before and child.record is not None:
        return
    started_from = form[f"{prefix(child)}-revision"].data
    expected = version.revision if child.record is None and not started_from else started_from
    try:
        records.save(session, actor, record, contact, draft, revision=expected)
    except EditConflictError as conflict:
        name = enrolment.child.name
        raise EditConflictError(
            mine={f"{name}: {label}": text for label, text in conflict.mine.items()},
            theirs={f"{name}: {label}": text for label, text in conflict.theirs.items()},
        ) from conflict


def _answers_planned(week: Week, child: ChildWeek, form: WeekForm, spoken: str) -> dict[str, Answer]:
    """The elements of the plan: delivered once somebody was spoken to."""
    if spoken in ("", NOBODY):
        return {}
    asked = [element for element in week.plan_elements if element in child.asked and is_left_open(child, element)]
    found = {element.key: evidence_sent(form, f"{prefix(child)}-plan", element) for element in asked}
    return {key: Answer(delivered=True, evidence=evidence) for key, evidence in found.items() if evidence}


def _answers_beside(week: Week, child: ChildWeek, form: WeekForm) -> dict[str, Answer]:
    """The element that looks at the log, and those that are neither planned nor logged."""
    found: dict[str, Answer] = {}
    log = week.log_element
    if log is not None and log in child.asked and is_left_open(child, log):
        evidence = _log_evidence(week, log, child, form)
        if evidence:
            found[log.key] = Answer(delivered=True, evidence=evidence)
    own = prefix(child)
    for element in others_of(week, child):
        evidence = evidence_sent(form, f"{own}-other", element)
        ticked = form[f"{own}-other-{element.key}"].data if not required_evidence(element) else bool(evidence)
        if ticked and is_left_open(child, element):
            before = child.answers.get(element.key)
            found[element.key] = Answer(delivered=True, evidence={**(before.evidence if before else {}), **evidence})
    return found


def _log_evidence(week: Week, log: Element, child: ChildWeek, form: WeekForm) -> dict[str, Any]:
    """What is known of the log: days that were tapped say that it was reported; days and minutes follow from them."""
    evidence = evidence_sent(form, f"{prefix(child)}-log", log)
    reported, not_reported = reported_keys(week)
    key, days = key_of(log, Purpose.PRACTICE_REPORTED) or "", _days(child, form)
    if days:
        evidence.setdefault(key, reported)
    if not evidence or evidence.get(key) in (None, not_reported):
        return evidence
    each = form[f"{prefix(child)}-minutes"].data
    counted = {Purpose.PRACTICE_DAYS: len(days), Purpose.PRACTICE_MINUTES: len(days) * each if each else None}
    for purpose, number in counted.items():
        name = key_of(log, purpose)
        if name and number is not None:
            evidence[name] = number
    return evidence


def _attendance(child: ChildWeek, spoken: str, before: Draft) -> Mapping[Any, Presence]:
    """The register, when the row says something else than stands there."""
    if spoken == child.spoken_with:
        return before.attendance
    enrolment_id = child.enrolment.id
    if spoken == NOBODY:
        return {(enrolment_id, guardian.id): Presence.ABSENT for guardian in child.guardians}
    return {(enrolment_id, each.id): Presence.PRESENT for each in child.guardians if each.id.hex == spoken}


def _rest(child: ChildWeek, form: WeekForm, before: Draft) -> Answer | None:
    """One reason for all that is left; own words that the record gives instead stay, for a row cannot show them."""
    stood = before.rest or Answer()
    reason = _chosen(form, f"{prefix(child)}-reason", stood.reason)
    follow_up = _chosen(form, f"{prefix(child)}-follow-up", stood.follow_up)
    return Answer(delivered=False, reason=reason, follow_up=follow_up) if reason or follow_up else None


def _chosen(form: WeekForm, name: str, stood: str) -> str:
    bound = cast("SelectField", form[name])
    return bound.data or ("" if stood in bound.known else stood)


# Completing ---------------------------------------------------------------------------------------------------------


def complete(
    session: Session, actor: Actor, week: Week, children: Sequence[ChildWeek]
) -> tuple[int, dict[Any, tuple[Finding, ...]]]:
    """Complete the records of these children that the record gate lets pass.

    Returns how many were completed, and by enrolment id what keeps the others open.
    """
    done, refused = 0, {}
    for child in children:
        if child.record is None or child.is_completed:
            continue
        try:
            records.complete(session, actor, child.record, week.contact, child.enrolment.local_numbers)
            done += 1
        except RuleBrokenError as broken:
            refused[child.enrolment.id] = broken.findings
    return done, refused
