"""Words of the tablet app: the day, the card at the door, what may happen there, a worry."""

from flask_babel import gettext


def _day() -> dict[str, str]:
    return {
        "title": gettext("Mijn dag"),
        "taken_at": gettext("bijgewerkt %(when)s"),
        "never_taken": gettext("nog niet opgehaald"),
        "take": gettext("Nu bijwerken"),
        "taking": gettext("Bezig met ophalen…"),
        "today": gettext("Vandaag"),
        "week": gettext("De komende twee weken"),
        "to_write": gettext("Nog te schrijven"),
        "next_door": gettext("Volgende deur"),
        "open": gettext("Openen"),
        "open_visit": gettext("Naar dit bezoek"),
        "nothing_today": gettext("Vandaag staan er geen bezoeken."),
        "nothing_ahead": gettext("Er staan geen bezoeken gepland."),
        "nothing_yet": gettext("Haal uw bezoeken op zodra er netwerk is."),
        "unplanned": gettext("Een bezoek dat niet gepland was"),
        "unplanned_lead": gettext("Kies het gezin waar u bent."),
        "no_network": gettext("Er is nu geen netwerk. Wat u al had opgehaald, staat hier."),
        "sign_in_needed": gettext("Om te verzenden en op te halen moet u weer inloggen. Alles blijft bewaard."),
        "somebody_else": gettext(
            "%(name)s is op dit apparaat ingelogd. Log in als %(own)s om uw eigen bezoeken op te "
            "halen. Verzenden gaat wel door."
        ),
        "clock": gettext(
            "De klok van dit apparaat loopt niet gelijk: bij het ophalen was het %(time)s. Zet de klok goed."
        ),
    }


def _visit() -> dict[str, str]:
    return {
        "heading": gettext("Bezoek bij %(family)s"),
        "number": gettext("nummer %(number)s"),
        "unplanned": gettext("niet gepland"),
        "not_here": gettext("Dit bezoek staat niet op dit apparaat"),
        "not_here_lead": gettext("Haal uw bezoeken op zodra er netwerk is."),
        "begin": gettext("Het bezoek beginnen"),
        "go_on": gettext("Verder met het verslag"),
        "write": gettext("Verslag schrijven"),
        "read": gettext("Teruglezen"),
        "record_draft": gettext("elders begonnen"),
        "record_completed": gettext("afgerond"),
        "record_correcting": gettext("wordt verbeterd"),
        "safety": gettext("Let op."),
        "secret": gettext("Geheim adres: alleen vandaag zichtbaar"),
        "route": gettext("Route tonen"),
        "no_address": gettext("Er is geen adres bekend."),
        "call": gettext("Bellen"),
        "prefers_calls": gettext("Liever bellen dan een bericht"),
        "needs_interpreter": gettext("tolk nodig"),
        "speaks": gettext("spreekt %(languages)s"),
        "reads": gettext("leest %(languages)s"),
        "agreements": gettext("Vorige keer afgesproken"),
        "plan": gettext("Plan van dit bezoek"),
        "loans": gettext("Materiaal dat er nog is"),
        "loan": gettext("%(title)s, sinds %(day)s"),
        "something": gettext("Er is iets"),
        "expected_back": gettext("Terug verwacht om %(time)s."),
    }


def _happening() -> dict[str, str]:
    return {
        "not-at-home": gettext("Niemand thuis"),
        "address-wrong": gettext("Adres klopt niet"),
        "interpreter-missing": gettext("Tolk kwam niet"),
        "unsafe": gettext("Onveilig, weggegaan"),
        "back-safely": gettext("Veilig terug"),
        "started": gettext("Bezoek begonnen"),
        "lead_not-at-home": gettext("Leg vast dat er niemand was, en stel een nieuw moment voor."),
        "lead_address-wrong": gettext("Uw coördinator ziet dat het adres moet worden nagekeken."),
        "lead_interpreter-missing": gettext("Kies hoe het verder ging."),
        "lead_unsafe": gettext("Ga eerst naar een veilige plek. Uw coördinator ziet dit zodra het verzonden is."),
        "emergency": gettext("Gevaar nu? Bel eerst."),
        "why": gettext("Waarom ging het bezoek niet door?"),
        "attempt": gettext("Contact"),
        "attempt_yes": gettext("Ik ben aan de deur geweest"),
        "propose": gettext("Nieuw moment voorstellen"),
        "new_day": gettext("Dag"),
        "new_time": gettext("Tijd"),
        "day_shape": gettext("d-m-jjjj"),
        "clash": gettext("Dan hebt u al: %(time)s %(words)s"),
        "wrong_day": gettext("Deze dag is niet te lezen. Schrijf bijvoorbeeld 15-9-2026."),
        "choose_reason": gettext("Kies waarom het bezoek niet doorging."),
        "went": gettext("Hoe ging het verder?"),
        "went_telephone": gettext("Met een telefonische tolk"),
        "went_without": gettext("Doorgegaan zonder tolk"),
        "went_other-date": gettext("Een andere datum gekozen"),
        "choose_way": gettext("Kies hoe het verder ging."),
        "note": gettext("Wilt u er iets bij schrijven?"),
        "optional": gettext("(mag leeg blijven)"),
        "not": gettext("Niet doen"),
        "already": gettext("Dit hebt u bij dit bezoek al vastgelegd."),
        "keep_not-at-home": gettext("Niemand thuis vastleggen"),
        "keep_address-wrong": gettext("Adres laten nakijken"),
        "keep_interpreter-missing": gettext("Vastleggen"),
        "keep_unsafe": gettext("Vastleggen dat ik weg ben"),
    }


def _worry() -> dict[str, str]:
    return {
        "title": gettext("Zorg over veiligheid"),
        "lead": gettext("Dit komt niet in het verslag. Alleen deze mensen lezen het: %(readers)s."),
        "danger": gettext("Gevaar nu: bel %(number)s"),
        "advice": gettext("Advies: Veilig Thuis %(number)s"),
        "unsent": gettext(
            "Nog niet verzonden, nog door niemand gelezen. Gevaar nu: bel %(emergency)s. Advies: "
            "Veilig Thuis %(advice)s."
        ),
        "sent": gettext("Verzonden, ontvangen %(when)s."),
        "nobody_named": gettext(
            "Deze school heeft nog geen aandachtsfunctionaris. Schrijf de zorg hier niet op, maar bel."
        ),
        "whom": gettext("Over wie gaat het?"),
        "what": gettext("Wat zag of hoorde u?"),
        "hint": gettext("Schrijf op wat u zelf zag en hoorde. Uw conclusie hoeft er niet bij."),
        "keep": gettext("Zorg versturen"),
        "nothing": gettext("Schrijf op wat u zag of hoorde."),
    }


ROOMS = {"day": _day, "visit": _visit, "happening": _happening, "worry": _worry}
