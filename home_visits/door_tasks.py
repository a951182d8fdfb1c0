"""What was told from the door and asks somebody to act; and, above all else, who is not back."""

import uuid
from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import gettext

from home_visits import door_queries
from home_visits.door_queries import Late
from home_visits.models import VisitSignal
from home_visits.signals import LABELS, WENT_LABELS, Kind, Went
from thuisbasis import clock, languages, rulebook
from thuisbasis.contacts.pages import page_of, words_of
from thuisbasis.families import queries as families
from thuisbasis.families.models import Household
from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Task
from thuisbasis.permissions import Actor, Permission

NOT_BACK, UNSAFE = 100, 97
WEIGHTS = {Kind.UNSAFE: UNSAFE, Kind.ADDRESS_WRONG: 85, Kind.INTERPRETER_MISSING: 68, Kind.NOT_AT_HOME: 66}


def not_back(desk: Desk) -> list[Task]:
    """Who is late from a visit, for those on duty; and the actor's own return. No name of a family or a child."""
    session, actor = desk.session, desk.actor
    if not actor.may(Permission.SEE_VISITS):
        return []
    late = door_queries.late_returns(session, actor, desk.now)
    return [_own(each) if each.staff.id == actor.staff_id else _colleague(each) for each in late]


def _own(late: Late) -> Task:
    expected = languages.moment(late.out.expected_back)
    return Task(
        title=gettext("Bent u veilig terug?"),
        why=gettext("U werd op %(moment)s terug verwacht van een bezoek.", moment=expected),
        action=gettext("Antwoorden"),
        url=url_for("home_visits.visit", contact_id=late.out.contact_id, _anchor="door"),
        weight=NOT_BACK,
    )


def _colleague(late: Late) -> Task:
    words = [
        gettext("Werd op %(moment)s terug verwacht.", moment=languages.moment(late.out.expected_back)),
        gettext("Adres: %(address)s.", address=in_words(late.addresses)),
        "" if late.staff.phone else gettext("Er staat geen telefoonnummer van deze collega in Thuisbasis."),
    ]
    return Task(
        title=gettext("Een collega is nog niet terug van een bezoek"),
        why=" ".join(word for word in words if word),
        action=gettext("Antwoord vastleggen"),
        url=url_for("home_visits.late_return", visit_return_id=late.out.id),
        weight=NOT_BACK,
        phone=late.staff.phone,
    )


def in_words(addresses: Sequence[str]) -> str:
    """Addresses where somebody can be, one or the other."""
    return gettext(" of ").join(addresses) or gettext("onbekend")


def told(desk: Desk) -> list[Task]:
    """What visitors told and nobody dealt with yet, each with what mends it. Two statements."""
    session, actor = desk.session, desk.actor
    if not actor.may(Permission.SEE_VISITS):
        return []
    signals = door_queries.signals_to_handle(session, actor)
    wrong = {each.contact.family_id for each in signals if each.kind == Kind.ADDRESS_WRONG and each.contact.family_id}
    homes = families.households_of(session, actor.organisation_id, wrong) if wrong else {}
    return [_task(actor, each, homes) for each in signals]


def _task(actor: Actor, signal: VisitSignal, homes: Mapping[uuid.UUID, Sequence[Household]]) -> Task:
    kind, contact = Kind(signal.kind), signal.contact
    label, url = mending(actor, signal, homes)
    dealt_with = (gettext("Afhandelen"), url_for("home_visits.signal", visit_signal_id=signal.id))
    return Task(
        title=f"{LABELS[kind]}: {words_of(contact)}",
        why=why(signal),
        action=label,
        url=url,
        weight=WEIGHTS[kind],
        symbol=rulebook.programme(contact.programme_key, contact.version).symbol,
        on=clock.local(signal.at).date(),
        phone=signal.staff.phone if kind is Kind.UNSAFE else None,
        more=dealt_with if url != dealt_with[1] else None,
    )


def why(signal: VisitSignal) -> str:
    """Who told it and when, what was added, and what is left to do."""
    by = gettext("%(name)s meldde dit op %(moment)s.", name=signal.staff.name, moment=languages.moment(signal.at))
    went = f"{WENT_LABELS[Went(signal.went)]}." if signal.went else ""
    return " ".join(part for part in (by, went, signal.note, _left_to_do(signal)) if part)


def _left_to_do(signal: VisitSignal) -> str:
    """A new date that was proposed and could not be kept: the visit stands elsewhere now, or its record is begun."""
    if signal.new_starts is None or signal.contact.starts_at == signal.new_starts:
        return ""
    return gettext(
        "Voorgesteld was %(moment)s, maar het bezoek was toen al veranderd.", moment=languages.moment(signal.new_starts)
    )


def mending(actor: Actor, signal: VisitSignal, homes: Mapping[uuid.UUID, Sequence[Household]]) -> tuple[str, str]:
    """The words and the address of what mends it."""
    kind, contact = Kind(signal.kind), signal.contact
    if kind is Kind.UNSAFE:
        return gettext("Afhandelen"), url_for("home_visits.signal", visit_signal_id=signal.id)
    if kind is Kind.NOT_AT_HOME:
        return gettext("Datum kiezen"), url_for("contacts.move", contact_id=contact.id)
    if kind is Kind.INTERPRETER_MISSING or contact.family_id is None:
        return gettext("Tolk regelen"), page_of(contact)
    if not actor.may(Permission.EDIT_FAMILIES):
        return gettext("Gezin bellen"), url_for("family_card.family_card", family_id=contact.family_id)
    at_home = homes.get(contact.family_id, ())
    if len(at_home) == 1:
        home = at_home[0]
        url = url_for("families.change_household", family_id=contact.family_id, household_id=home.id)
        return gettext("Adres wijzigen"), url
    everything = url_for("families.change_family", family_id=contact.family_id, _anchor="households")
    return gettext("Adres wijzigen"), everything
