"""The call list as a printed page."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from thuisbasis import clock, languages, spoken
from thuisbasis.contacts.pages import words_of
from thuisbasis.documents.sheets import CallLine, CallListSheet
from thuisbasis.dutch import shown_phone
from thuisbasis.listing.table import Column, Table
from thuisbasis.permissions import Actor
from thuisbasis.planning.call_list import Call
from thuisbasis.planning.selections import Selection


def what_changed(call: Call) -> str:
    """In words for the family: what is off, or what it becomes."""
    was = f"{languages.short_day(call.was)} {languages.time_of_day(call.was)}"
    if call.new is None:
        return gettext("%(was)s gaat niet door", was=was)
    return gettext(
        "%(was)s wordt %(new)s", was=was, new=f"{languages.short_day(call.new)} {languages.time_of_day(call.new)}"
    )


def call_list_sheet(actor: Actor, chosen: Selection, calls: Sequence[Call]) -> CallListSheet:
    """The sheet of a call list, a line for each guardian."""
    span = languages.day(chosen.first)
    if chosen.last != chosen.first:
        span = gettext("%(first)s tot en met %(last)s", first=span, last=languages.day(chosen.last))
    return CallListSheet(
        document_id=f"bel-{chosen.first:%Y%m%d}",
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        title=gettext("Bellijst"),
        occasion=gettext("Afspraken die zijn verzet of niet doorgaan: %(span)s.", span=span),
        families=len({call.family.id for call in calls}),
        lines=tuple(_line(call) for call in calls),
    )


def _line(call: Call) -> CallLine:
    guardian = call.guardian
    return CallLine(
        name=guardian.name,
        child=words_of(call.contact),
        phones=(shown_phone(guardian.phone),) if guardian.phone else (),
        language=spoken.names(guardian.languages_spoken),
        prefers_call=guardian.prefers_calls,
        change=what_changed(call),
        interpreter=guardian.needs_interpreter,
    )


TABLE: Table[Call] = Table(
    title=_l("Bellijst"),
    columns=(
        Column("guardian", _l("Ouder"), lambda call: call.guardian.name, width=30),
        Column("phone", _l("Telefoon"), lambda call: shown_phone(call.guardian.phone) if call.guardian.phone else ""),
        Column("languages", _l("Talen"), lambda call: spoken.names(call.guardian.languages_spoken), width=30),
        Column("contact", _l("Afspraak"), lambda call: words_of(call.contact), width=40),
        Column("change", _l("Wat verandert er"), what_changed, width=50),
    ),
)
