"""Feeds for calendar programs, and the pages where people make and withdraw their addresses."""

import uuid

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Connection

from thuisbasis import clock
from thuisbasis.calendars import addresses, delivery, queries
from thuisbasis.calendars.addresses import LiveFeed
from thuisbasis.calendars.feed import COLOUR, feed_bytes, state_etag
from thuisbasis.calendars.models import FeedAddress
from thuisbasis.calendars.recent import RecentFeeds
from thuisbasis.database import db
from thuisbasis.families.queries import family_or_404
from thuisbasis.groups.queries import group_or_404
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission

blueprint = Blueprint("calendars", __name__)


_recent = RecentFeeds()


@blueprint.get("/calendars/<string:token>.ics")
@requires(Permission.ANONYMOUS)
def feed(token: str) -> ResponseReturnValue:
    """A feed, for whoever has its address."""
    with db.engine.connect() as connection:
        found = addresses.live_feed(connection, token)
        response = _answer(connection, found) if found else None
    if found is None or response is None:
        return delivery.unknown_response()
    if not found.was_read_today:
        with db.engine.begin() as connection:
            addresses.note_reading(connection, found)
    return response


def _answer(connection: Connection, found: LiveFeed) -> Response | None:
    """The feed, or "unchanged" without looking at any event; None for one whose maker has left.

    What a feed shows moves on with the day, so the day is part of its state.
    """
    today = clock.today()
    tag = state_etag(found.name, COLOUR, str(found.address_id), found.revision, str(today))
    changed_at = max(found.changed_at, queries.midnight(today))
    if delivery.is_current(request, tag, changed_at):
        return delivery.unchanged_response(tag, changed_at)
    if not addresses.maker_is_there(connection, found):
        return None
    body = _recent.get(found.address_id, tag)
    if body is None:
        body = feed_bytes(found.name, COLOUR, queries.feed_events(connection, found, queries.window(today)))
        _recent.keep(found.address_id, tag, body)
    return delivery.feed_response(body, tag, changed_at)


@blueprint.get("/calendar-addresses")
@requires(Permission.OWN_ACCOUNT)
def own_addresses() -> ResponseReturnValue:
    """The addresses of one's own feed, with how to add one to a calendar program."""
    found = addresses.open_addresses(db.session(), current_actor())
    return render_template("calendars/own_addresses.html", addresses=found)


@blueprint.post("/calendar-addresses")
@requires(Permission.OWN_ACCOUNT)
def make_own_address() -> ResponseReturnValue:
    """Make an address of one's own feed. Shown in this answer and never again, so there is no redirect."""
    actor = current_actor()
    made, token = addresses.make_address(db.session(), actor, calendar_name=f"Thuisbasis – {actor.organisation_name}")
    db.session.commit()
    return _shown_once(made, token, url_for("calendars.own_addresses"))


@blueprint.get("/groups/<uuid:group_id>/calendar-addresses")
@requires(Permission.SEE_GROUPS)
def group_addresses(group_id: uuid.UUID) -> ResponseReturnValue:
    """The addresses that one made of a group's feed."""
    actor = current_actor()
    group = group_or_404(db.session(), actor, group_id)
    found = addresses.open_addresses(db.session(), actor, group_id=group.id)
    return render_template("calendars/group_addresses.html", group=group, addresses=found)


@blueprint.post("/groups/<uuid:group_id>/calendar-addresses")
@requires(Permission.SEE_GROUPS)
def make_group_address(group_id: uuid.UUID) -> ResponseReturnValue:
    """Make an address of a group's feed, shown in this answer and never again."""
    actor = current_actor()
    group = group_or_404(db.session(), actor, group_id)
    made, token = addresses.make_address(db.session(), actor, calendar_name=f"{group.name} – Thuisbasis", group=group)
    db.session.commit()
    return _shown_once(made, token, url_for("calendars.group_addresses", group_id=group_id))


@blueprint.post("/calendar-addresses/<uuid:address_id>/revoke")
@requires(Permission.OWN_ACCOUNT)
def revoke_address(address_id: uuid.UUID) -> ResponseReturnValue:
    """Withdraw an address that one made."""
    actor = current_actor()
    address = addresses.address_or_404(db.session(), actor, address_id)
    addresses.revoke(db.session(), actor, address)
    db.session.commit()
    flash(gettext("Het agenda-adres werkt niet meer."), "success")
    if address.group_id is not None:
        return redirect(url_for("calendars.group_addresses", group_id=address.group_id))
    return redirect(url_for("calendars.own_addresses"))


@blueprint.get("/families/<uuid:family_id>/schedule.ics")
@requires(Permission.SEE_FAMILIES)
def family_schedule(family_id: uuid.UUID) -> ResponseReturnValue:
    """A family's appointments as a file to send to the parents: a copy of this moment, not a feed."""
    actor = current_actor()
    family = family_or_404(db.session(), actor, family_id)
    events = queries.family_events(db.session.connection(), actor, family.id, queries.window(clock.today()))
    name = f"gezin {family.number:04}"
    body = feed_bytes(f"Thuisbasis – {name}", COLOUR, events)
    return delivery.download_response(body, f"afspraken-{name.replace(' ', '-')}.ics")


def _shown_once(made: FeedAddress, token: str, back: str) -> ResponseReturnValue:
    address = url_for("calendars.feed", token=token, _external=True)
    opens_directly = "webcal:" + address.partition(":")[2]
    return render_template(
        "calendars/made_address.html", name=made.name, address=address, opens_directly=opens_directly, back=back
    )
