"""A group: forming it, its page, changing it, giving it up."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from programmes.findings import Finding, may
from programmes.rules import plan_findings
from thuisbasis import languages, rulebook
from thuisbasis.database import db
from thuisbasis.enrolments import eligibility
from thuisbasis.enrolments.states import LABELS as ENROLMENT_LABELS
from thuisbasis.groups import leading, places, plan, services, shown, sources
from thuisbasis.groups.forms import (
    ChangeGroupForm,
    ConfirmForm,
    LeaderForm,
    NewGroupForm,
    chosen_track,
    tracks_for_groups,
    weekday_choices,
)
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member, group_or_404, leaders_of, members_of
from thuisbasis.groups.routes.base import blueprint
from thuisbasis.groups.states import LABELS, OPEN, REASONS_TO_STOP, State
from thuisbasis.guards import current_actor, requires
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Permission


@blueprint.route("/groups/new", methods=["GET", "POST"])
@requires(Permission.FORM_GROUPS)
def new_group() -> ResponseReturnValue:
    """Form a group."""
    actor, session = current_actor(), db.session()
    programmes = [each for each in rulebook.catalogue().programmes() if tracks_for_groups(each)]
    schools, staff = organisations.own_schools(session, actor), leading.may_lead(session, actor, programmes)
    form = NewGroupForm()
    form.offer(rulebook.catalogue(), schools, staff)
    if form.validate_on_submit():
        programme_key, track_key = chosen_track(form.track.data)
        group = services.form_group(
            session,
            actor,
            name=form.name.data,
            programme_key=programme_key,
            track_key=track_key,
            school=next(school for school in schools if school.id == form.school_id.data),
            place=form.place.data,
            weekday=int(form.weekday.data) if form.weekday.data else form.starts_on.data.weekday(),
            start_time=form.start_time.data,
            starts_on=form.starts_on.data,
            leaders=form.chosen_leaders(staff),
        )
        db.session.commit()
        flash(gettext("Groep %(group)s staat klaar. Wie doen er mee?", group=group.name))
        return redirect(url_for("groups.families", group_id=group.id))
    hints = leading.qualified_for(session, actor, staff, programmes)
    return render_template("groups/new_group.html", form=form, has_schools=bool(schools), hints=hints)


@blueprint.get("/groups/<uuid:group_id>")
@requires(Permission.SEE_GROUPS)
def group(group_id: uuid.UUID) -> ResponseReturnValue:
    """A group: who, when, whether it can start and what is missing."""
    return group_page(group_or_404(db.session(), current_actor(), group_id))


def group_page(found: Group, refused: Sequence[Finding] = ()) -> str:
    """A group's page; with what the plan gate `refused` just now, on top and in focus."""
    return render_template("groups/group.html", **_page(found, refused), leader_form=_leader_form(found))


def _page(found: Group, refused: Sequence[Finding] = ()) -> dict[str, Any]:
    actor, session = current_actor(), db.session()
    members = members_of(session, actor, found)
    leaders = leaders_of(session, actor.organisation_id, [found.id]).get(found.id, [])
    forming = State(found.state) is State.FORMING
    programme = plan.programme_of(found)
    return {
        "group": found,
        "programme": programme,
        "track": programme.track(found.track_key),
        "members": members,
        "leaders": leaders,
        "state_label": LABELS[State(found.state)],
        "forming": forming,
        "is_open": State(found.state) in OPEN,
        "may_form": actor.may(Permission.FORM_GROUPS),
        "gate": _gate(found, members, leaders, refused) if forming else None,
        "refused": bool(refused),
        "start_url": sources.start_url(found),
        "links": [] if forming else sources.links(current_actor(), found),
        "finish": None if forming else sources.finish(session, actor, found),
        "stop_url": sources.stop_url(found) if State(found.state) is State.STARTED else None,
        "enrolment_labels": ENROLMENT_LABELS,
        "end_reason": REASONS_TO_STOP.get(found.end_reason),
    }


def _gate(found: Group, members: list[Member], leaders: list[Staff], refused: Sequence[Finding] = ()) -> dict[str, Any]:
    """What the plan gate says, from what the page fetched already; or what it refused."""
    qualified = plan.qualified_leaders(db.session(), current_actor(), leaders)
    facts = plan.facts_from(found, members, leaders, qualified)
    findings = refused or plan_findings(plan.programme_of(found), facts, found.local_numbers)
    items = shown.shown(found, findings, _not_known(found, members))
    links = {item.element: item.link for item in items if item.link}
    return {"findings": items, "links": links, "may_start": may(findings), "headline": shown.headline(items)}


def _not_known(found: Group, members: list[Member]) -> set[str]:
    """What the rule-book says of the children only because something of them is not known yet."""
    programme = plan.programme_of(found)
    judged = [
        eligibility.judge(programme, eligibility.facts_of(each.enrolment, each.child, start=found.starts_on))
        for each in members
    ]
    return {languages.text(finding.message) for one in judged for finding in one.missing}


def _leader_form(found: Group) -> LeaderForm:
    actor, session = current_actor(), db.session()
    form = LeaderForm(formdata=None)
    present = {each.id for each in leaders_of(session, actor.organisation_id, [found.id]).get(found.id, [])}
    staff = [each for each in leading.may_lead(session, actor, [plan.programme_of(found)]) if each.id not in present]
    form.staff_id.offer([(each.id, each.name) for each in staff], gettext("Kies iemand"))
    return form


@blueprint.route("/groups/<uuid:group_id>/change", methods=["GET", "POST"])
@requires(Permission.FORM_GROUPS)
def change_group(group_id: uuid.UUID) -> ResponseReturnValue:
    """Change name, place, day and time."""
    actor, session = current_actor(), db.session()
    found = group_or_404(session, actor, group_id)
    form = ChangeGroupForm(obj=found, data={"weekday": str(found.weekday)})
    form.weekday.choices = weekday_choices()
    if State(found.state) is not State.FORMING:
        del form.weekday, form.start_time, form.starts_on
    if form.validate_on_submit():
        new = {name: value for name, value in form.data.items() if name not in ("csrf_token", "revision")}
        if "weekday" in new:
            new["weekday"] = int(new["weekday"])
        services.change_group(session, actor, found, revision=form.revision.data, new=new)
        db.session.commit()
        flash(gettext("De groep is gewijzigd."))
        return redirect(url_for("groups.group", group_id=found.id))
    return render_template("groups/change_group.html", form=form, group=found)


@blueprint.route("/groups/<uuid:group_id>/cancel", methods=["GET", "POST"])
@requires(Permission.FORM_GROUPS)
def cancel_group(group_id: uuid.UUID) -> ResponseReturnValue:
    """Give up a group that has not started; asks first."""
    actor, session = current_actor(), db.session()
    found = group_or_404(session, actor, group_id)
    if ConfirmForm().validate_on_submit():
        places.cancel_group(session, actor, found)
        db.session.commit()
        flash(gettext("Groep %(group)s gaat niet door. De gezinnen staan weer op de wachtlijst.", group=found.name))
        return redirect(url_for("groups.groups"))
    members = members_of(session, actor, found)
    return render_template("groups/cancel_group.html", group=found, members=members)


@blueprint.post("/groups/<uuid:group_id>/leaders")
@requires(Permission.FORM_GROUPS)
def add_leader(group_id: uuid.UUID) -> ResponseReturnValue:
    """Let somebody lead the group."""
    actor, session = current_actor(), db.session()
    found = group_or_404(session, actor, group_id)
    staff = leading.may_lead(session, actor, [plan.programme_of(found)])
    form = LeaderForm()
    form.staff_id.offer([(each.id, each.name) for each in staff], "")
    if not form.validate_on_submit():
        return render_template("groups/group.html", **_page(found), leader_form=form), 422
    services.add_leader(session, actor, found, next(each for each in staff if each.id == form.staff_id.data))
    db.session.commit()
    return redirect(url_for("groups.group", group_id=found.id, _anchor="leaders"))


@blueprint.post("/groups/<uuid:group_id>/leaders/<uuid:staff_id>/remove")
@requires(Permission.FORM_GROUPS)
def remove_leader(group_id: uuid.UUID, staff_id: uuid.UUID) -> ResponseReturnValue:
    """Somebody no longer leads the group."""
    actor, session = current_actor(), db.session()
    found = group_or_404(session, actor, group_id)
    services.remove_leader(session, actor, found, organisations.staff_or_404(session, actor, staff_id))
    db.session.commit()
    return redirect(url_for("groups.group", group_id=found.id, _anchor="leaders"))
