"""Pages of the people and addresses in a family: each its own small form."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from thuisbasis.database import db
from thuisbasis.families import access, members, queries
from thuisbasis.families.blueprint import blueprint
from thuisbasis.families.forms import AUTHORITY, ChildForm, HouseholdForm, guardian_form
from thuisbasis.families.members import Member
from thuisbasis.families.models import Child, Family, Guardian
from thuisbasis.guards import current_actor, requires
from thuisbasis.once import once
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import School
from thuisbasis.permissions import Actor, Permission

FAMILY_PAGE = "families.change_family"


@blueprint.route("/families/<uuid:family_id>/guardians/new", methods=["GET", "POST"])
@requires(Permission.EDIT_FAMILIES)
@access.noted
def new_guardian(family_id: uuid.UUID) -> ResponseReturnValue:
    """Add a guardian."""
    return _guardian_page(queries.family_or_404(db.session(), current_actor(), family_id), None)


@blueprint.route("/families/<uuid:family_id>/guardians/<uuid:guardian_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_FAMILIES)
@access.noted
def change_guardian(family_id: uuid.UUID, guardian_id: uuid.UUID) -> ResponseReturnValue:
    """Change a guardian."""
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    return _guardian_page(family, queries.guardian_or_404(db.session(), actor, family_id, guardian_id))


def _guardian_page(family: Family, guardian: Guardian | None) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    children = queries.children_of(session, actor.organisation_id, [family.id])[family.id]
    ties = queries.guardianships_of(session, actor.organisation_id, [child.id for child in children])
    form = guardian_form(children, ties, guardian)
    form.offer(queries.households_of(session, actor.organisation_id, [family.id])[family.id])
    if not form.validate_on_submit():
        parts = [form[f"tie_{place}"] for place in range(len(children))]
        return render_template(
            "families/guardian.html", family=family, guardian=guardian, form=form, ties=parts
        ), 422 if form.errors else 200
    return _saved(family, once(lambda: _save_guardian(family, guardian, children, form)).name)


def _save_guardian(family: Family, guardian: Guardian | None, children: Sequence[Child], form: Any) -> Guardian:
    session, actor = db.session(), current_actor()
    facts, home = form.facts(), form.household_id.data
    if guardian is None:
        new_id = form.submission.data
        guardian = members.add_guardian(session, actor, family, facts=facts, household_id=home, guardian_id=new_id)
    else:
        revision = form.revision.data
        members.change_guardian(session, actor, family, guardian, facts=facts, household_id=home, revision=revision)
    for place, child in enumerate(children):
        tie = form[f"tie_{place}"].form
        authority = AUTHORITY[tie.authority.data or ""]
        members.set_guardianship(
            session, actor, child=child, guardian=guardian, relation=tie.relation.data or "", has_authority=authority
        )
    return guardian


@blueprint.route("/families/<uuid:family_id>/children/new", methods=["GET", "POST"])
@requires(Permission.EDIT_FAMILIES)
@access.noted
def new_child(family_id: uuid.UUID) -> ResponseReturnValue:
    """Add a child."""
    return _child_page(queries.family_or_404(db.session(), current_actor(), family_id), None)


@blueprint.route("/families/<uuid:family_id>/children/<uuid:child_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_FAMILIES)
@access.noted
def change_child(family_id: uuid.UUID, child_id: uuid.UUID) -> ResponseReturnValue:
    """Change a child."""
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    return _child_page(family, queries.child_or_404(db.session(), actor, family_id, child_id))


def _child_page(family: Family, child: Child | None) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    lives = queries.residences_of(session, actor.organisation_id, [child.id]) if child else []
    form = ChildForm(obj=child, data={"households": [residence.household_id for residence in lives]})
    households = queries.households_of(session, actor.organisation_id, [family.id])[family.id]
    form.offer(_schools_for(actor, child), households)
    if child is None and request.method == "GET" and len(households) == 1:
        form.households.data = [households[0].id]
    if not form.validate_on_submit():
        return render_template("families/child.html", family=family, child=child, form=form), (
            422 if form.errors else 200
        )
    return _saved(family, once(lambda: _save_child(family, child, form)).given_name)


def _save_child(family: Family, child: Child | None, form: ChildForm) -> Child:
    session, actor = db.session(), current_actor()
    if child is None:
        child = members.add_child(session, actor, family, facts=form.facts(), child_id=form.submission.data)
    else:
        members.change_child(session, actor, family, child, facts=form.facts(), revision=form.revision.data)
    members.set_residences(session, actor, child, form.households.data or ())
    return child


def _schools_for(actor: Actor, child: Child | None) -> list[School]:
    """The schools that the actor may put a child at, and the one where it is."""
    offered = organisations.own_schools(db.session(), actor)
    if child is not None and child.school_id and child.school_id not in {school.id for school in offered}:
        offered.append(organisations.school_or_404(db.session(), actor, child.school_id))
    return offered


@blueprint.route("/families/<uuid:family_id>/households/new", methods=["GET", "POST"])
@requires(Permission.EDIT_FAMILIES)
@access.noted
def new_household(family_id: uuid.UUID) -> ResponseReturnValue:
    """Add an address."""
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    form = HouseholdForm()
    if form.validate_on_submit():
        facts, new_id = form.facts(), form.submission.data
        household = once(lambda: members.add_household(db.session(), actor, family, facts=facts, household_id=new_id))
        return _saved(family, household.line)
    status = 422 if form.errors else 200
    return render_template("families/household.html", family=family, household=None, form=form), status


@blueprint.route("/families/<uuid:family_id>/households/<uuid:household_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_FAMILIES)
@access.noted
def change_household(family_id: uuid.UUID, household_id: uuid.UUID) -> ResponseReturnValue:
    """Change an address."""
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    household = queries.household_or_404(db.session(), actor, family_id, household_id)
    form = HouseholdForm(obj=household)
    if form.validate_on_submit():
        revision = form.revision.data
        members.change_household(db.session(), actor, family, household, facts=form.facts(), revision=revision)
        db.session.commit()
        return _saved(family, household.line)
    status = 422 if form.errors else 200
    return render_template("families/household.html", family=family, household=household, form=form), status


@blueprint.post("/families/<uuid:family_id>/guardians/<uuid:guardian_id>/archive")
@requires(Permission.EDIT_FAMILIES)
def archive_guardian(family_id: uuid.UUID, guardian_id: uuid.UUID) -> ResponseReturnValue:
    """Take a guardian out of the family's lists."""
    return _archive(family_id, queries.guardian_or_404(db.session(), current_actor(), family_id, guardian_id))


@blueprint.post("/families/<uuid:family_id>/guardians/<uuid:guardian_id>/restore")
@requires(Permission.EDIT_FAMILIES)
def restore_guardian(family_id: uuid.UUID, guardian_id: uuid.UUID) -> ResponseReturnValue:
    """Put an archived guardian back."""
    return _restore(family_id, queries.guardian_or_404(db.session(), current_actor(), family_id, guardian_id))


@blueprint.post("/families/<uuid:family_id>/children/<uuid:child_id>/archive")
@requires(Permission.EDIT_FAMILIES)
def archive_child(family_id: uuid.UUID, child_id: uuid.UUID) -> ResponseReturnValue:
    """Take a child out of the family's lists."""
    return _archive(family_id, queries.child_or_404(db.session(), current_actor(), family_id, child_id))


@blueprint.post("/families/<uuid:family_id>/children/<uuid:child_id>/restore")
@requires(Permission.EDIT_FAMILIES)
def restore_child(family_id: uuid.UUID, child_id: uuid.UUID) -> ResponseReturnValue:
    """Put an archived child back."""
    return _restore(family_id, queries.child_or_404(db.session(), current_actor(), family_id, child_id))


@blueprint.post("/families/<uuid:family_id>/households/<uuid:household_id>/archive")
@requires(Permission.EDIT_FAMILIES)
def archive_household(family_id: uuid.UUID, household_id: uuid.UUID) -> ResponseReturnValue:
    """Take an address out of the family's lists."""
    return _archive(family_id, queries.household_or_404(db.session(), current_actor(), family_id, household_id))


@blueprint.post("/families/<uuid:family_id>/households/<uuid:household_id>/restore")
@requires(Permission.EDIT_FAMILIES)
def restore_household(family_id: uuid.UUID, household_id: uuid.UUID) -> ResponseReturnValue:
    """Put an archived address back."""
    return _restore(family_id, queries.household_or_404(db.session(), current_actor(), family_id, household_id))


def _archive(family_id: uuid.UUID, member: Member) -> ResponseReturnValue:
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    members.set_archived(db.session(), actor, family, member, archived=True)
    db.session.commit()
    flash(gettext("Gearchiveerd. U kunt dit hier terugdraaien."))
    return redirect(url_for(FAMILY_PAGE, family_id=family.id))


def _restore(family_id: uuid.UUID, member: Member) -> ResponseReturnValue:
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    members.set_archived(db.session(), actor, family, member, archived=False)
    db.session.commit()
    flash(gettext("Teruggezet."))
    return redirect(url_for(FAMILY_PAGE, family_id=family.id))


def _saved(family: Family, what: str) -> ResponseReturnValue:
    flash(gettext("%(what)s is bewaard.", what=what) if what else gettext("Bewaard."))
    return redirect(url_for(FAMILY_PAGE, family_id=family.id))
