"""Words of the tablet app: writing a record, reading it through, choosing between two texts."""

from flask_babel import gettext


def _form() -> dict[str, str]:
    return {
        "heading": gettext("Verslag: %(title)s"),
        "to_visit": gettext("Bezoek"),
        "to_review": gettext("Nakijken en afronden"),
        "sections": gettext("Onderdelen van het verslag"),
        "section_done": gettext("ingevuld"),
        "section_open": gettext("nog niet ingevuld"),
        "saved": gettext("Bewaard op dit apparaat om %(time)s"),
        "not_sent": gettext("nog niet verzonden"),
        "draft_sent": gettext("concept verzonden om %(time)s"),
        "nothing_typed": gettext("Wat u invult wordt meteen bewaard"),
        "conflict": gettext("iemand anders schreef hetzelfde veld: kies na het invullen"),
        "not_saved": gettext("Niet bewaard. Wat u typt staat alleen op het scherm."),
        "last_agreement": gettext("Vorige keer afgesproken"),
        "that_day": gettext("Op %(day)s hebt u al:"),
        "planned_already": gettext("Dan staat het volgende bezoek al gepland."),
        "overlaps": gettext("op dit uur"),
        "refused": gettext("De server vroeg nog om het volgende"),
        "for_the_parent": gettext("Laten lezen:"),
        "not_here": gettext("Dit verslag staat niet op dit apparaat"),
        "finished": gettext("Dit verslag is al afgerond"),
        "elsewhere": gettext("Dit verslag staat al open in een ander venster"),
        "see_list": gettext("Kies het bezoek in uw lijst."),
    }


def _attach() -> dict[str, str]:
    return {
        "photos": gettext("Foto's"),
        "photos_lead": gettext("Een foto van wat het kind maakte. Geen gezichten."),
        "take_photo": gettext("Foto maken of kiezen"),
        "photo_of": gettext("Foto %(name)s"),
        "remove": gettext("Weghalen"),
        "signature": gettext("Handtekening"),
        "signature_lead": gettext(
            "De ouder leest het verslag en tekent, tekent op papier, of tekent niet. Alle drie zijn goed."
        ),
        "sign": gettext("Laten tekenen"),
        "paper": gettext("Op papier getekend"),
        "refused": gettext("Tekent niet"),
        "sign_here": gettext("Teken hier"),
        "signed": gettext("Klaar met tekenen"),
        "again": gettext("Opnieuw"),
        "not_now": gettext("Nu niet"),
        "is_drawn": gettext("Getekend op %(when)s"),
        "is_paper": gettext("Op papier getekend, vastgelegd op %(when)s"),
        "is_refused": gettext("Wilde niet tekenen, vastgelegd op %(when)s"),
        "text_changed": gettext("De tekst is na het tekenen veranderd. Laat opnieuw tekenen."),
    }


def _review() -> dict[str, str]:
    return {
        "title": gettext("Nakijken en afronden"),
        "written": gettext("Verslag"),
        "needed": gettext("Dit is nog nodig"),
        "look_at": gettext("Kijk hier nog even naar"),
        "ready": gettext("Alles staat er. U kunt afronden."),
        "finish": gettext("Afronden"),
        "back": gettext("Terug naar het verslag"),
        "received": gettext("Ontvangen op %(when)s."),
        "on_the_server": gettext("Het verslag op de server openen"),
        "queued": gettext("Klaar. Het verslag wordt verzonden zodra er netwerk is."),
        "quarantine": gettext(
            "De server heeft het verslag ontvangen, maar kon het niet verwerken. Uw coördinator kijkt ernaar."
        ),
        "correction_reason": gettext("Waarom verbetert u dit verslag?"),
        "correction_hint": gettext("Dit verslag was al afgerond. Er komt een nieuwe versie; de vorige blijft bewaard."),
        "reason_needed": gettext("Schrijf op waarom u het verslag verbetert."),
        "photos": gettext("1 foto") + "|" + gettext("%(num)s foto's"),
    }


def _conflict() -> dict[str, str]:
    return {
        "title": gettext("Twee teksten"),
        "lead": gettext(
            "%(name)s veranderde dezelfde velden, op %(when)s. Er is niets weg. Kies bij elk veld wat er moet staan."
        ),
        "lead_completed": gettext(
            "%(name)s heeft dit verslag intussen afgerond, op %(when)s. Er is niets weg. Kies bij elk"
            " veld; wat u bewaart wordt een verbetering."
        ),
        "before": gettext("Eerst stond er: %(words)s"),
        "yours": gettext("Uw tekst"),
        "theirs": gettext("Tekst van %(name)s"),
        "take_mine": gettext("Deze bewaren"),
        "take_theirs": gettext("Deze bewaren"),
        "write": gettext("Iets anders schrijven"),
        "third_of": gettext("Uw nieuwe tekst voor %(label)s"),
        "empty": gettext("(leeg)"),
        "choose_all": gettext("Kies bij elk veld een van de teksten."),
        "keep": gettext("Bewaren"),
        "keep_and_finish": gettext("Bewaren en afronden"),
        "ask_again": gettext("De twee teksten worden opgehaald zodra er netwerk is."),
    }


ROOMS = {"form": _form, "attach": _attach, "review": _review, "conflict": _conflict}
