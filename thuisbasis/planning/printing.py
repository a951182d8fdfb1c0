"""The call list as a printed page."""

from collections.abc import Sequence

from babel import Locale
from flask_babel import gettext

from thuisbasis import clock, languages
from thuisbasis.contacts.pages import words_of
from thuisbasis.documents.sheets import CallLine, CallListSheet
from thuisbasis.dutch import shown_phone
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


def language_names(codes: Sequence[str]) -> str:
    """Language codes in the reader's words: "Arabisch, Nederlands"."""
    locale = Locale.parse(languages.current())
    return ", ".join(str(locale.languages.get(code, code)) for code in codes)


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
        lines=tuple(_line(call) for call in calls),
    )


def _line(call: Call) -> CallLine:
    guardian = call.guardian
    return CallLine(
        name=guardian.name,
        child=words_of(call.contact),
        phones=(shown_phone(guardian.phone),) if guardian.phone else (),
        language=language_names(guardian.languages_spoken),
        prefers_call=guardian.prefers_calls,
        change=what_changed(call),
        interpreter=guardian.needs_interpreter,
    )
