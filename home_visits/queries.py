"""Finding visits and the families that are visited, as far as the actor may see them."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, joinedload

from home_visits.calendar_entries import KINDS
from home_visits.tracks import is_visited, visited_programmes
from thuisbasis.contacts import queries as contacts
from thuisbasis.contacts.models import Contact, ContactEnrolment
from thuisbasis.contacts.states import AHEAD
from thuisbasis.enrolments import queries as enrolments
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import OPEN, State
from thuisbasis.errors import NotFoundError
from thuisbasis.families.models import Child, Family
from thuisbasis.listing.cursors import Cursor
from thuisbasis.listing.paging import Page, keyset, page_of
from thuisbasis.permissions import Actor, Permission

UNFINISHED = (*AHEAD, "held", "recorded")
FAMILIES_ON_A_PAGE = 30


def visit_or_404(session: Session, actor: Actor, contact_id: uuid.UUID) -> Contact:
    """A visit or an activity with families, with family and school. Raises NotFoundError."""
    contact = contacts.contact_or_404(session, actor, contact_id)
    if contact.kind not in KINDS:
        raise NotFoundError("visit")
    return contact


def visits_between(
    session: Session, actor: Actor, first: datetime, until: datetime, *, most: int | None = None
) -> Sequence[Contact]:
    """The visits that start from `first` up to `until` (aware), in order of time; at most `most`."""
    return session.scalars(
        _visits(actor).where(Contact.starts_at >= first, Contact.starts_at < until).order_by(*IN_TIME).limit(most)
    ).all()


def unfinished_before(session: Session, actor: Actor, at: datetime, limit: int = 50) -> Sequence[Contact]:
    """Past visits that still want a record or a word on what became of them, the longest ago first."""
    return session.scalars(
        _visits(actor).where(Contact.starts_at < at, Contact.state.in_(UNFINISHED)).order_by(*IN_TIME).limit(limit)
    ).all()


def _visits(actor: Actor) -> Select[Contact]:
    return contacts.seen_by(actor).where(Contact.kind.in_(KINDS)).options(joinedload(Contact.family))


IN_TIME = (Contact.starts_at, Contact.id)


def enrolments_at(
    session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Enrolment]]:
    """Whom each contact serves, by contact id, with child and family. One statement."""
    found: dict[uuid.UUID, list[Enrolment]] = defaultdict(list)
    rows = session.execute(
        select(ContactEnrolment.contact_id, Enrolment)
        .join(
            Enrolment,
            and_(
                Enrolment.organisation_id == ContactEnrolment.organisation_id,
                Enrolment.id == ContactEnrolment.enrolment_id,
            ),
        )
        .join(Child, and_(Child.organisation_id == Enrolment.organisation_id, Child.id == Enrolment.child_id))
        .where(ContactEnrolment.organisation_id == organisation_id, ContactEnrolment.contact_id.in_(contact_ids))
        .options(joinedload(Enrolment.child), joinedload(Enrolment.family))
        .order_by(Child.sort_key, Enrolment.id)
    )
    for contact_id, enrolment in rows:
        found[contact_id].append(enrolment)
    return found


def visited(actor: Actor) -> Select[Enrolment]:
    """The start of a query: open enrolments in programmes with home visits; a visitor's own, a coordinator's all."""
    chosen = enrolments.seen_by(actor).where(
        Enrolment.programme_key.in_(visited_programmes()), Enrolment.state.in_(OPEN)
    )
    if not actor.may(Permission.ENROL):
        chosen = chosen.where(Enrolment.visitor_id == actor.staff_id)
    return chosen.options(joinedload(Enrolment.child), joinedload(Enrolment.family), joinedload(Enrolment.visitor))


def under_way(session: Session, actor: Actor) -> list[Enrolment]:
    """Enrolments that are visited now: active ones on a track of visits."""
    found = session.scalars(visited(actor).where(Enrolment.state == State.ACTIVE).order_by(Enrolment.id))
    return [enrolment for enrolment in found if is_visited(enrolment)]


def visited_page(session: Session, actor: Actor, cursor: Cursor | None = None) -> Page[Enrolment]:
    """A page of those visited now or soon, by family name."""
    columns = (Family.sort_key, Enrolment.id)
    statement = keyset(visited(actor), columns, cursor, FAMILIES_ON_A_PAGE)
    rows = session.scalars(statement).all()
    page = page_of(rows, lambda enrolment: (enrolment.family.sort_key, enrolment.id), cursor, FAMILIES_ON_A_PAGE)
    return Page(
        items=tuple(enrolment for enrolment in page.items if is_visited(enrolment)),
        before=page.before,
        after=page.after,
    )


def siblings_of(session: Session, actor: Actor, enrolment: Enrolment) -> list[Enrolment]:
    """Open enrolments of the same family on the same track, whom one visit can serve too."""
    found = session.scalars(
        enrolments.seen_by(actor)
        .where(
            Enrolment.family_id == enrolment.family_id,
            Enrolment.id != enrolment.id,
            Enrolment.programme_key == enrolment.programme_key,
            Enrolment.version == enrolment.version,
            Enrolment.track_key == enrolment.track_key,
            Enrolment.state.in_(OPEN),
        )
        .options(joinedload(Enrolment.child), joinedload(Enrolment.family), joinedload(Enrolment.visitor))
        .order_by(Enrolment.id)
    )
    return list(found)
