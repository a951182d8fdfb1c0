"""Pages of staff, their roles, qualifications and accounts. Administrators alone."""

import uuid
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from thuisbasis import clock, rulebook, spoken
from thuisbasis.accounts import services as accounts
from thuisbasis.audit import trail
from thuisbasis.database import db
from thuisbasis.errors import InvalidStateError
from thuisbasis.guards import current_actor, requires
from thuisbasis.listing.downloads import download
from thuisbasis.once import once
from thuisbasis.organisations import lists, queries, staffing
from thuisbasis.organisations.blueprint import blueprint
from thuisbasis.organisations.forms import NewStaffForm, QualificationForm, RolesForm, StaffForm, roles_as_data
from thuisbasis.organisations.lists import StaffRow
from thuisbasis.organisations.models import Staff
from thuisbasis.organisations.staffing import ROLE_NAMES
from thuisbasis.permissions import Actor, Permission, Role


@blueprint.get("/staff")
@requires(Permission.MANAGE_STAFF)
def staff() -> ResponseReturnValue:
    """The staff, or those who left."""
    archived = request.args.get("archived") == "1"
    return render_template(
        "organisations/staff.html", rows=_rows(current_actor(), archived=archived), archived=archived
    )


@blueprint.get("/staff/export/<any(csv,xlsx):kind>")
@requires(Permission.MANAGE_STAFF)
def export_staff(kind: str) -> ResponseReturnValue:
    """The staff as a file: csv or xlsx."""
    return download(lists.STAFF, _rows(current_actor(), archived=False), kind, "medewerkers")


def _rows(actor: Actor, *, archived: bool) -> list[StaffRow]:
    found = queries.staff_list(db.session(), actor, archived=archived)
    roles = queries.roles_of(db.session(), actor, [one.id for one in found])
    return [StaffRow(one, roles[one.id]) for one in found]


@blueprint.route("/staff/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_STAFF)
def new_staff() -> ResponseReturnValue:
    """Add a staff member; whoever signs in gets a first password, which is shown once."""
    actor = current_actor()
    form = NewStaffForm()
    form.offer_all(queries.staff_with_role(db.session(), actor, Role.SUPERVISOR), queries.schools(db.session(), actor))
    if not form.validate_on_submit():
        return render_template("organisations/new_staff.html", form=form), 422 if form.errors else 200
    added, password = once(lambda: _add_staff(form))
    if password is not None:
        return render_template("organisations/first_password.html", person=added, password=password)
    flash(gettext("%(name)s is toegevoegd.", name=added.name))
    return redirect(url_for("organisations.staff_member", staff_id=added.id))


def _add_staff(form: NewStaffForm) -> tuple[Staff, str | None]:
    """The new staff member, with the first password when the account is new too."""
    account_id, password = _account_for(form.email.data) if form.signs_in.data else (None, None)
    added = staffing.add_staff(
        db.session(),
        current_actor(),
        facts=form.facts(),
        roles=form.chosen(),
        account_id=account_id,
        staff_id=form.submission.data,
    )
    return added, password


def _account_for(email: str) -> tuple[uuid.UUID, str | None]:
    """The account with this address, with its first password when it is new."""
    known = accounts.account_by_email(db.session(), email)
    if known is not None:
        return known.id, None
    password = accounts.initial_password()
    return accounts.make_account(db.session(), email=email, password=password).id, password


@blueprint.get("/staff/<uuid:staff_id>")
@requires(Permission.MANAGE_STAFF)
def staff_member(staff_id: uuid.UUID) -> ResponseReturnValue:
    """One staff member: facts, roles, qualifications."""
    person = queries.staff_or_404(db.session(), current_actor(), staff_id)
    return _page(person, QualificationForm())


def _page(person: Staff, form: QualificationForm) -> ResponseReturnValue:
    actor = current_actor()
    form.offer(rulebook.catalogue().programmes())
    supervisors = [person.supervisor_id] if person.supervisor_id else []
    return render_template(
        "organisations/staff_member.html",
        person=person,
        roles=queries.roles_of(db.session(), actor, [person.id])[person.id],
        role_names=ROLE_NAMES,
        school_names={school.id: school.name for school in queries.schools(db.session(), actor)},
        language_names=spoken.names(person.languages),
        supervisor=queries.staff_by_id(db.session(), actor, supervisors).get(person.supervisor_id or person.id),
        qualifications=_shown_qualifications(person),
        form=form,
    ), 422 if form.errors else 200


def _shown_qualifications(person: Staff) -> list[dict[str, object]]:
    found = queries.qualifications_of(db.session(), current_actor(), [person.id])[person.id]
    names = {
        (programme.key, one.key): (programme, one.name)
        for programme in rulebook.catalogue().programmes()
        for one in programme.qualifications
    }
    return [
        {
            "row": row,
            "programme": names[row.programme_key, row.qualification_key][0],
            "name": names[row.programme_key, row.qualification_key][1],
            "expired": _has_expired(row.expires_on),
        }
        for row in found
        if (row.programme_key, row.qualification_key) in names
    ]


def _has_expired(expires_on: date | None) -> bool:
    return expires_on is not None and expires_on < clock.today()


@blueprint.route("/staff/<uuid:staff_id>/edit", methods=["GET", "POST"])
@requires(Permission.MANAGE_STAFF)
def change_staff(staff_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is known of a staff member."""
    actor = current_actor()
    person = queries.staff_or_404(db.session(), actor, staff_id)
    form = StaffForm(obj=person, data={"spoken": person.languages})
    form.offer(queries.staff_with_role(db.session(), actor, Role.SUPERVISOR), but=person.id)
    if form.validate_on_submit():
        staffing.change_staff(db.session(), actor, person, facts=form.facts(), revision=form.revision.data)
        db.session.commit()
        flash(gettext("%(name)s is bewaard.", name=person.name))
        return redirect(url_for("organisations.staff_member", staff_id=person.id))
    return render_template("organisations/change_staff.html", form=form, person=person), 422 if form.errors else 200


@blueprint.route("/staff/<uuid:staff_id>/roles", methods=["GET", "POST"])
@requires(Permission.MANAGE_STAFF)
def change_roles(staff_id: uuid.UUID) -> ResponseReturnValue:
    """Change somebody's roles; they have to sign in again."""
    actor = current_actor()
    person = queries.staff_or_404(db.session(), actor, staff_id)
    held = queries.roles_of(db.session(), actor, [person.id])[person.id]
    form = RolesForm(data=roles_as_data(held))
    form.offer(queries.schools(db.session(), actor))
    if form.validate_on_submit():
        staffing.set_roles(db.session(), actor, person, roles=form.chosen())
        db.session.commit()
        flash(gettext("De rollen van %(name)s zijn bewaard.", name=person.name))
        return redirect(url_for("organisations.staff_member", staff_id=person.id))
    return render_template("organisations/change_roles.html", form=form, person=person), 422 if form.errors else 200


@blueprint.post("/staff/<uuid:staff_id>/archive")
@requires(Permission.MANAGE_STAFF)
def archive_staff(staff_id: uuid.UUID) -> ResponseReturnValue:
    """Take somebody who left out of lists."""
    actor = current_actor()
    person = queries.staff_or_404(db.session(), actor, staff_id)
    staffing.archive_staff(db.session(), actor, person)
    db.session.commit()
    flash(gettext("%(name)s is gearchiveerd en kan zich niet meer aanmelden.", name=person.name))
    return redirect(url_for("organisations.staff_member", staff_id=person.id))


@blueprint.post("/staff/<uuid:staff_id>/restore")
@requires(Permission.MANAGE_STAFF)
def restore_staff(staff_id: uuid.UUID) -> ResponseReturnValue:
    """Put an archived staff member back."""
    actor = current_actor()
    person = queries.staff_or_404(db.session(), actor, staff_id)
    staffing.restore_staff(db.session(), actor, person)
    db.session.commit()
    flash(gettext("%(name)s is teruggezet.", name=person.name))
    return redirect(url_for("organisations.staff_member", staff_id=person.id))


@blueprint.post("/staff/<uuid:staff_id>/password")
@requires(Permission.MANAGE_STAFF)
def new_password(staff_id: uuid.UUID) -> ResponseReturnValue:
    """Give somebody an account, or a new password for theirs; it is shown once, on this page."""
    actor = current_actor()
    person = queries.staff_or_404(db.session(), actor, staff_id)
    password = accounts.initial_password()
    account = staffing.account_of(db.session(), actor, person)
    if account is None:
        if person.email is None:
            raise InvalidStateError(gettext("Vul eerst een e-mailadres in. Daarmee meldt deze medewerker zich aan."))
        account_id, first = _account_for(person.email)
        staffing.give_account(db.session(), actor, person, account_id=account_id)
        password = first or ""
    else:
        accounts.set_password(db.session(), account, password)
        trail.record(db.session(), actor, "staff.password_set", person)
    db.session.commit()
    if not password:
        flash(gettext("%(name)s had al een account en meldt zich aan met het eigen wachtwoord.", name=person.name))
        return redirect(url_for("organisations.staff_member", staff_id=person.id))
    return render_template("organisations/first_password.html", person=person, password=password)


@blueprint.post("/staff/<uuid:staff_id>/qualifications")
@requires(Permission.MANAGE_STAFF)
def add_qualification(staff_id: uuid.UUID) -> ResponseReturnValue:
    """Write down that somebody was trained."""
    actor = current_actor()
    person = queries.staff_or_404(db.session(), actor, staff_id)
    form = QualificationForm()
    form.offer(rulebook.catalogue().programmes())
    if not form.validate_on_submit():
        return _page(person, form)
    programme_key, qualification_key = form.keys
    once(
        lambda: staffing.add_qualification(
            db.session(),
            actor,
            person,
            programme_key=programme_key,
            qualification_key=qualification_key,
            obtained_on=form.obtained_on.data,
            expires_on=form.expires_on.data,
            qualification_id=form.submission.data,
        )
    )
    flash(gettext("De bevoegdheid is bewaard."))
    return redirect(url_for("organisations.staff_member", staff_id=person.id, _anchor="qualifications"))


@blueprint.post("/staff/<uuid:staff_id>/qualifications/<uuid:qualification_id>/remove")
@requires(Permission.MANAGE_STAFF)
def remove_qualification(staff_id: uuid.UUID, qualification_id: uuid.UUID) -> ResponseReturnValue:
    """Take away a qualification that was entered by mistake."""
    actor = current_actor()
    person = queries.staff_or_404(db.session(), actor, staff_id)
    found = queries.qualification_or_404(db.session(), actor, person.id, qualification_id)
    staffing.remove_qualification(db.session(), actor, found)
    db.session.commit()
    flash(gettext("De bevoegdheid is verwijderd."))
    return redirect(url_for("organisations.staff_member", staff_id=person.id, _anchor="qualifications"))
