"""Taking families into a group: pasted, typed, or from the waiting list; and what is still missing of them."""

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from thuisbasis import languages
from thuisbasis.database import db
from thuisbasis.errors import NotFoundError
from thuisbasis.groups import completing, intake, places, placing, plan, services, sources, waiting
from thuisbasis.groups.forms import PasteForm, SharedForm
from thuisbasis.groups.models import Group
from thuisbasis.groups.pasted import MOST_LINES, Cells, split_lines
from thuisbasis.groups.queries import group_or_404, members_of
from thuisbasis.groups.routes.base import blueprint
from thuisbasis.groups.states import State
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission

EMPTY_LINES = 4
LINES_TO_TYPE = 12
CELLS = tuple(Cells.__dataclass_fields__)


@blueprint.route("/groups/<uuid:group_id>/families", methods=["GET", "POST"])
@requires(Permission.FORM_GROUPS)
def families(group_id: uuid.UUID) -> ResponseReturnValue:
    """Paste or type families, read them over, and add them; or pick from the waiting list.

    `step` says which button was pressed: "read" (the pasted text), "add" (the lines of the table).
    """
    found = group_or_404(db.session(), current_actor(), group_id)
    services.refuse_unless_open(found)
    if request.method == "GET":
        return _shown(found, _blank_lines() if "type" in request.args else [])
    if request.form.get("step") == "read":
        form = PasteForm()
        schools = intake.schools_for(db.session(), current_actor(), found)
        by_name = {school.name: key for key, school in schools.items()}
        cells = split_lines(form.text.data, by_name) if form.validate() else []
        if not cells and not form.errors:
            form.text.errors = [gettext("Plak of typ hier eerst de gezinnen.")]
        return _shown(found, cells[:MOST_LINES], form, left_over=cells[MOST_LINES:])
    return _add(found)


def _add(found: Group) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    cells, others = _typed_lines()
    shared_form = _shared_form(found)
    judged = intake.judge(session, actor, found, cells, _shared(shared_form), other_families=others)
    if not cells or judged.has_problems or not shared_form.validate():
        return _shown(found, cells or _blank_lines(), other_families=others, pressed=True)
    added = intake.take_in(session, actor, found, judged)
    db.session.commit()
    flash(ngettext("%(num)s gezin is toegevoegd.", "%(num)s gezinnen zijn toegevoegd.", len(added)))
    return redirect(url_for("groups.group", group_id=found.id))


def _typed_lines() -> tuple[list[Cells], set[int]]:
    """The lines of the table that hold anything, and the places of those that are another family after all."""
    cells: list[Cells] = []
    others: set[int] = set()
    for number in range(MOST_LINES):
        line = Cells(**{cell: request.form.get(f"{cell}-{number}", "") for cell in CELLS})
        if line.is_empty:
            continue
        if request.form.get(f"other-{number}"):
            others.add(len(cells))
        cells.append(line)
    return cells, others


def _blank_lines() -> list[Cells]:
    return [Cells() for _ in range(LINES_TO_TYPE)]


def _shared_form(found: Group) -> SharedForm:
    started = State(found.state) is State.STARTED
    number = sources.next_number(db.session(), current_actor(), found) if started else 1
    form = SharedForm(data={"from_number": number})
    form.offer(plan.programme_of(found), started=started)
    return form


def _shared(form: SharedForm) -> intake.Shared:
    return intake.Shared(
        indication_key=(form.indication_key.data or None) if "indication_key" in form else None,
        indication_note=form.indication_note.data if "indication_note" in form else "",
        circumstances=tuple(form.circumstances.data or ()) if "circumstances" in form else (),
        from_number=(form.from_number.data or 1) if "from_number" in form else 1,
    )


def _shown(found: Group, cells: list[Cells], form: PasteForm | None = None, **more: Any) -> tuple[str, int]:
    """The page with these lines, each judged at its place unless all are still empty."""
    actor, session = current_actor(), db.session()
    others, pressed = more.pop("other_families", set()), more.pop("pressed", False)
    shared_form = _shared_form(found)
    judged = intake.judge(session, actor, found, cells, _shared(shared_form), other_families=others)
    blank = all(each.is_empty for each in cells)
    written = {each.school for each in cells} - {"", str(found.school_id)}
    schools = intake.schools_for(session, actor, found) if written else {}
    refused = (judged.has_problems and not blank) or bool(form and form.errors)
    page = render_template(
        "groups/families.html",
        group=found,
        programme=plan.programme_of(found),
        intake=judged if cells else None,
        blank=blank,
        schools=schools,
        unknown_schools=sorted(written - set(schools)),
        pressed=pressed,
        rows=len(cells) + (EMPTY_LINES if cells and len(cells) <= MOST_LINES - EMPTY_LINES and not blank else 0),
        form=form or PasteForm(),
        shared_form=shared_form,
        waiting=waiting.waiting_for(session, actor, found),
        phone_as_typed=intake.phone_as_typed,
        **more,
    )
    return page, 422 if refused and request.method == "POST" else 200


@blueprint.post("/groups/<uuid:group_id>/waiting-list")
@requires(Permission.FORM_GROUPS)
def place_waiting(group_id: uuid.UUID) -> ResponseReturnValue:
    """Give places to those ticked on the waiting list."""
    actor, session = current_actor(), db.session()
    found = group_or_404(session, actor, group_id)
    ticked = set(request.form.getlist("enrolment"))
    chosen = [each for each in waiting.waiting_for(session, actor, found) if str(each.enrolment.id) in ticked]
    if not chosen:
        flash(gettext("Kies eerst wie een plaats krijgt."), "wait")
        return redirect(url_for("groups.families", group_id=found.id, _anchor="waiting"))
    form = _shared_form(found)
    if "from_number" in form and not form.from_number.validate(form):
        flash(" ".join(form.from_number.errors), "wait")
        return redirect(url_for("groups.families", group_id=found.id, _anchor="waiting"))
    number = _shared(form).from_number
    try:
        late = placing.add_waiting(session, actor, found, chosen, from_number=number)
    except placing.PlacesRefusedError as refused:
        session.rollback()
        return _refused(group_or_404(session, actor, group_id), refused, ticked)
    db.session.commit()
    flash(ngettext("%(num)s gezin is geplaatst.", "%(num)s gezinnen zijn geplaatst.", len(chosen)))
    for warning in {languages.text(each.satisfied_by) for some in late for each in some}:
        flash(warning, "wait")
    return redirect(url_for("groups.group", group_id=found.id))


def _refused(found: Group, refused: placing.PlacesRefusedError, ticked: set[str]) -> ResponseReturnValue:
    """The page once more: whom the programme does not take, and why; who was ticked stays ticked."""
    ways = {}
    if current_actor().may(Permission.SEE_FAMILIES):
        ways = {each.element: url_for("enrolments.enrolment", enrolment_id=each.element) for each in refused.children}
    page, _ = _shown(found, [], refused=refused.children, ways_out=ways, ticked=ticked)
    return page, 409


@blueprint.route("/groups/<uuid:group_id>/missing", methods=["GET", "POST"])
@requires(Permission.FORM_GROUPS)
def missing(group_id: uuid.UUID) -> ResponseReturnValue:
    """What is still to be asked of the families, all in one table."""
    actor, session = current_actor(), db.session()
    found = group_or_404(session, actor, group_id)
    members = members_of(session, actor, found)
    lines = completing.lines_of(found, members, request.form if request.method == "POST" else None)
    if request.method == "POST" and not any(line.problems for line in lines):
        completing.save(session, actor, found, lines)
        db.session.commit()
        flash(gettext("De gegevens zijn bewaard."))
        return redirect(url_for("groups.group", group_id=found.id))
    status = 422 if request.method == "POST" else 200
    programme = plan.programme_of(found)
    return render_template("groups/missing.html", group=found, programme=programme, lines=lines), status


@blueprint.post("/groups/<uuid:group_id>/members/<uuid:enrolment_id>/remove")
@requires(Permission.FORM_GROUPS)
def remove_member(group_id: uuid.UUID, enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Take a place back: the family waits again."""
    actor, session = current_actor(), db.session()
    found = group_or_404(session, actor, group_id)
    member = next((m for m in members_of(session, actor, found) if m.enrolment.id == enrolment_id), None)
    if member is None:
        raise NotFoundError("enrolment")
    places.remove_member(session, actor, found, member.enrolment)
    db.session.commit()
    flash(gettext("%(child)s staat weer op de wachtlijst.", child=member.child.name))
    return redirect(url_for("groups.group", group_id=found.id))
