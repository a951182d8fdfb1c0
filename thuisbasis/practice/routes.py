"""The week of a group's practice at home: one row a child, saved together; and where each group is."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from programmes.findings import Finding
from thuisbasis import clock, languages
from thuisbasis.contacts.pages import page_of
from thuisbasis.database import db
from thuisbasis.errors import EditConflictError
from thuisbasis.groups import queries as groups
from thuisbasis.groups.models import Group
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission
from thuisbasis.practice import overview, saving
from thuisbasis.practice.children import ChildWeek, children_of
from thuisbasis.practice.findings import advised, linked
from thuisbasis.practice.forms import WeekForm, form_for, form_sent, is_sound, prefix
from thuisbasis.practice.rows import rows_of
from thuisbasis.practice.weeks import Week, week_or_404

blueprint = Blueprint("practice", __name__)

EVERYBODY = "all"


@blueprint.get("/reading")
@requires(Permission.SEE_GROUPS)
def reading() -> ResponseReturnValue:
    """The groups that practise at home, each with the week that it is in."""
    today = clock.today()
    return render_template(
        "practice/reading.html", groups=overview.groups_at(db.session(), current_actor(), today), today=today
    )


def _opened(group_id: uuid.UUID, number: int) -> tuple[Group, Week, list[ChildWeek]]:
    group = groups.group_or_404(db.session(), current_actor(), group_id)
    week = week_or_404(db.session(), current_actor(), group, number)
    return group, week, children_of(db.session(), week)


@blueprint.get("/groups/<uuid:group_id>/weeks/<int:number>")
@requires(Permission.SEE_GROUPS)
def week(group_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """A week, child by child."""
    group, shown, children = _opened(group_id, number)
    return _week_page(group, shown, children, form_for(shown, children))


@blueprint.post("/groups/<uuid:group_id>/weeks/<int:number>")
@requires(Permission.RECORD)
def save_week(group_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Save all rows; with `complete`, then complete the weekly contact of one child or of all."""
    group, shown, children = _opened(group_id, number)
    form = form_sent(shown, children, request.form)
    if not is_sound(form, shown, children):
        return _week_page(group, shown, children, form), 422
    try:
        saving.save(db.session(), current_actor(), shown, children, form)
    except EditConflictError as conflict:
        db.session.rollback()
        return _conflict_page(group_id, number, conflict), 409
    db.session.commit()
    if "complete" in request.form:
        return _complete(group_id, number, request.form["complete"])
    flash(gettext("Bewaard."), "success")
    return redirect(url_for("practice.week", group_id=group_id, number=number))


def _conflict_page(group_id: uuid.UUID, number: int, conflict: EditConflictError) -> str:
    """What was typed stays; saving once more puts it on top of what somebody else saved."""
    group, shown, children = _opened(group_id, number)
    form = form_sent(shown, children, request.form)
    for child in children:
        form[f"{prefix(child)}-revision"].data = child.revision
        form[f"{prefix(child)}-revision"].raw_data = None
    return _week_page(group, shown, children, form, conflict=conflict)


def _complete(group_id: uuid.UUID, number: int, whose: str) -> ResponseReturnValue:
    group, shown, children = _opened(group_id, number)
    wanted = [child for child in children if whose in (EVERYBODY, prefix(child))]
    done, refused = saving.complete(db.session(), current_actor(), shown, wanted)
    db.session.commit()
    if done:
        flash(ngettext("%(num)d weekcheck is afgerond.", "%(num)d weekchecks zijn afgerond.", done), "success")
    if not refused:
        if not done:
            flash(gettext("Er is nog niets om af te ronden. Vul eerst in wie u sprak."), "warning")
        return redirect(url_for("practice.week", group_id=group_id, number=number))
    children = children_of(db.session(), shown)
    return _week_page(group, shown, children, form_for(shown, children), refused=refused), 409


def _week_page(
    group: Group,
    shown: Week,
    children: list[ChildWeek],
    form: WeekForm,
    *,
    refused: Mapping[uuid.UUID, tuple[Finding, ...]] | None = None,
    conflict: EditConflictError | None = None,
) -> str:
    rows = [
        replace(
            row,
            warnings=advised(shown, row.child),
            findings=linked(shown, row.child, (refused or {}).get(row.child.enrolment.id, ()), form),
        )
        for row in rows_of(form, shown, children)
    ]
    values: dict[str, Any] = {"form": form, "rows": rows, "week": shown, "group": group, "conflict": conflict}
    return render_template(
        "practice/week.html",
        today=clock.today(),
        contact_url=page_of(shown.contact),
        may_save=current_actor().may(Permission.RECORD),
        short_names=[languages.weekday(day) for day in shown.days],
        **values,
    )
