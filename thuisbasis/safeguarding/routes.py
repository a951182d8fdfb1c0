"""Pages of worries, for who writes one and who reads them; importing this registers them all."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.database import db
from thuisbasis.errors import NotFoundError
from thuisbasis.families import access
from thuisbasis.families import queries as families
from thuisbasis.families.models import Child, Family
from thuisbasis.guards import current_actor, requires
from thuisbasis.once import once
from thuisbasis.permissions import Permission
from thuisbasis.safeguarding import breaking_glass, case_routes, lists, officers, page, queries, raising
from thuisbasis.safeguarding.blueprint import blueprint, noted
from thuisbasis.safeguarding.forms import BreakGlassForm, WorryForm
from thuisbasis.safeguarding.models import Worry

__all__ = ["blueprint", "case_routes"]


@blueprint.get("/worries")
@requires(Permission.SEE_WORRIES)
def worries() -> ResponseReturnValue:
    """What the reader may see: those of an officer's schools, one's own, those that are shared with one."""
    session, actor = db.session(), current_actor()
    handles = actor.may(Permission.HANDLE_WORRIES)
    shown = render_template(
        "safeguarding/worries.html",
        handles=handles,
        unread=lists.unread(session, actor) if handles else [],
        taken_up=lists.open_ones(session, actor) if handles else [],
        closed=lists.closed_ones(session, actor) if handles else [],
        to_review=lists.to_review(session, actor) if handles else [],
        own=lists.written_by(session, actor),
        shared=lists.shared_with(session, actor),
        opened=lists.opened_by(session, actor),
        most=lists.MOST_LISTED,
    )
    access.note(None, allowed=True)
    return shown


@blueprint.get("/worries/<uuid:worry_id>")
@requires(Permission.SEE_WORRIES)
@noted
def worry(worry_id: uuid.UUID) -> ResponseReturnValue:
    """One worry, as far as the reader may see it."""
    session, actor = db.session(), current_actor()
    seen = queries.seen_or_404(session, actor, worry_id)
    return render_template("safeguarding/worry.html", **page.values(session, actor, seen))


@dataclass(frozen=True, kw_only=True)
class About:
    """Whom a new worry may be about, where it arose, and who would read it."""

    family: Family
    children: Sequence[Child]
    contact: Contact | None
    readers: Sequence[tuple[Child | None, officers.Reads]]


@blueprint.route("/families/<uuid:family_id>/worries/new", methods=["GET", "POST"])
@requires(Permission.RAISE_WORRIES)
@access.noted
def new_worry(family_id: uuid.UUID) -> ResponseReturnValue:
    """Write down a worry about a child or a family; `contact` in the address says during which contact it arose."""
    session, actor = db.session(), current_actor()
    about = _about(family_id)
    offered = [child for child, reads in about.readers if child and reads.named]
    only_child = offered[0].id if offered and len(about.children) == 1 else None
    form = WorryForm(data={"on": clock.today(), "child_id": only_child})
    form.offer(offered)
    if form.validate_on_submit():
        return _raised(about, form)  # refused where nobody reads any more: that page hands back what was typed
    return render_template(
        "safeguarding/new_worry.html",
        family=about.family,
        contact=about.contact,
        contact_words=page.words_of(about.contact) if about.contact else "",
        form=form,
        readers=_distinct(about.readers),
        without=[child for child, reads in about.readers if child and not reads.named],
        whom_to_phone=officers.whom_to_phone(),
        own=lists.written_by(session, actor, family_id),
    ), 422 if form.errors else 200


def _about(family_id: uuid.UUID) -> About:
    session, actor = db.session(), current_actor()
    family = families.family_or_404(session, actor, family_id)
    children = families.children_of(session, actor.organisation_id, [family.id])[family.id]
    contact_id = _contact_asked()
    contact = raising.contact_with(session, actor, family.id, contact_id) if contact_id else None
    whole = raising.schools_to_ask(children, contact)
    reads = officers.who_reads_at(session, actor.organisation_id, whole)
    first = next((reads[school_id] for school_id in whole if reads[school_id].named), reads[None])
    of_children = [(child, reads[child.school_id] if child.school_id else first) for child in children]
    return About(family=family, children=children, contact=contact, readers=[(None, first), *of_children])


def _contact_asked() -> uuid.UUID | None:
    """The contact in the address. Raises NotFoundError for what is no id."""
    asked = request.args.get("contact", "")
    try:
        return uuid.UUID(asked) if asked else None
    except ValueError:
        raise NotFoundError("contact") from None


def _distinct(readers: Sequence[tuple[Child | None, officers.Reads]]) -> list[str]:
    """The names of who would read it, each group once."""
    return list(dict.fromkeys(reads.together for _, reads in readers if reads.named))


def _raised(about: About, form: WorryForm) -> ResponseReturnValue:
    raised: Worry = once(
        lambda: raising.raise_worry(
            db.session(),
            current_actor(),
            worry_id=form.submission.data,
            contact_id=about.contact.id if about.contact else None,
            family_id=about.family.id,
            enrolment_id=None,
            child_id=form.child_id.data,
            text=form.text.data,
            at=form.moment(),
        )
    )
    flash(gettext("Uw zorg is ontvangen. U ziet hier wanneer iemand die heeft gelezen."), "success")
    return redirect(url_for("safeguarding.worry", worry_id=raised.id))


@blueprint.route("/families/<uuid:family_id>/worries/break-glass", methods=["GET", "POST"])
@requires(Permission.BREAK_GLASS)
@access.noted
def break_glass(family_id: uuid.UUID) -> ResponseReturnValue:
    """Read a family's worries as administrator, for an hour, with a reason. Only then one hears whether any exist."""
    session, actor = db.session(), current_actor()
    family = families.family_or_404(session, actor, family_id)
    form = BreakGlassForm()
    if not form.validate_on_submit():
        return render_template("safeguarding/break_glass.html", family=family, form=form), 422 if form.errors else 200
    reason, act_id = form.reason.data, form.submission.data
    found = once(lambda: breaking_glass.break_glass(session, actor, family_id=family.id, reason=reason, act_id=act_id))
    if found:
        flash(gettext("U kunt de zorgen over dit gezin een uur lezen."), "warning")
    else:
        flash(gettext("Over dit gezin staat geen zorg. Dat u dit vroeg, is vastgelegd."))
    return redirect(url_for("safeguarding.worries"))
