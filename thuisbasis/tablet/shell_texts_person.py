"""Words of the tablet app: around every view, signing in, PIN, settings, what is not sent yet."""

from flask_babel import gettext


def _frame() -> dict[str, str]:
    return {
        "menu": gettext("Hoofdmenu"),
        "day": gettext("Mijn dag"),
        "outbox": gettext("Niet verzonden"),
        "settings": gettext("Instellingen"),
        "lock": gettext("Vergrendelen"),
        "close": gettext("Sluiten"),
        "all_sent": gettext("Alles is verzonden"),
        "records": gettext("1 verslag") + "|" + gettext("%(num)s verslagen"),
        "notes": gettext("1 bericht") + "|" + gettext("%(num)s berichten"),
        "and": gettext("en"),
        "unsent": gettext("%(what)s nog niet verzonden"),
        "oldest": gettext("oudste 1 dag") + "|" + gettext("oudste %(num)s dagen"),
        "conflicts": gettext("bij 1 verslag moet u kiezen") + "|" + gettext("bij %(num)s verslagen moet u kiezen"),
        "sending": gettext("bezig met verzenden"),
        "no_network": gettext("geen netwerk"),
        "sign_in_needed": gettext("inloggen nodig om te verzenden"),
        "shut_out": gettext("deze tablet is afgesloten door uw organisatie"),
        "disk_trouble": gettext(
            "Dit apparaat kan niet meer bewaren. Er is niets weg: wat bewaard was blijft, en wat u "
            "typt staat op het scherm."
        ),
        "last_resort": gettext("Wat u nu kunt doen"),
        "fault": gettext("Er ging iets mis in de app. Wat bewaard was, is er nog."),
    }


def _sign_in() -> dict[str, str]:
    return {
        "title": gettext("Thuisbasis op de tablet"),
        "lead": gettext("Log één keer in met netwerk. Daarna werkt de app ook zonder."),
        "sign_in": gettext("Inloggen"),
        "again": gettext("Opnieuw proberen"),
        "kept": gettext("Alles wat op dit apparaat staat blijft bewaard."),
        "known": gettext("%(name)s is ingelogd en heeft hier al een pincode."),
        "other_account": gettext("Bent u iemand anders? Log dan eerst uit op de gewone pagina's."),
        "ordinary": gettext("Naar de gewone pagina's"),
        "no_network": gettext("Voor de eerste keer, en na een vergeten pincode, is netwerk nodig. Dat is er nu niet."),
        "shut_out_title": gettext("Deze tablet is afgesloten"),
        "shut_out": gettext(
            "Uw organisatie heeft deze tablet afgesloten. Wat nog niet verzonden was, staat hier "
            "versleuteld. Vraag uw coördinator."
        ),
    }


def _pin() -> dict[str, str]:
    return {
        "title": gettext("Kies een pincode, %(name)s"),
        "lead": gettext("Zes cijfers die alleen u weet. Na 1 foute poging is inloggen met netwerk nodig.")
        + "|"
        + gettext("Zes cijfers die alleen u weet. Na %(num)s foute pogingen is inloggen met netwerk nodig."),
        "first": gettext("Pincode van zes cijfers"),
        "second": gettext("Nog eens dezelfde pincode"),
        "now": gettext("Uw pincode van nu"),
        "keep": gettext("Pincode bewaren"),
        "six_digits": gettext("Een pincode heeft zes cijfers."),
        "too_easy": gettext("Deze pincode is makkelijk te raden. Kies een andere."),
        "not_the_same": gettext("De twee pincodes zijn niet gelijk."),
    }


def _unlock() -> dict[str, str]:
    return {
        "title": gettext("Vergrendeld"),
        "pin": gettext("Uw pincode"),
        "open": gettext("Ontgrendelen"),
        "who": gettext("Wie bent u?"),
        "somebody_else": gettext("Iemand anders inloggen"),
        "wrong": gettext("Dat is niet uw pincode. U kunt het nog 1 keer proberen.")
        + "|"
        + gettext("Dat is niet uw pincode. U kunt het nog %(num)s keer proberen."),
        "forgotten": gettext(
            "Deze pincode is te vaak fout ingevuld. Log in met netwerk en kies een nieuwe. Er gaat niets verloren."
        ),
        "shut_out": gettext("Uw organisatie heeft deze tablet afgesloten. Vraag uw coördinator."),
        "new_pin": gettext("Inloggen en nieuwe pincode kiezen"),
        "unsent": gettext("Wat nog niet verzonden is"),
        "forgot_hint": gettext("Pincode vergeten? Na 1 foute poging kunt u met netwerk een nieuwe kiezen.")
        + "|"
        + gettext("Pincode vergeten? Na %(num)s foute pogingen kunt u met netwerk een nieuwe kiezen."),
    }


def _settings() -> dict[str, str]:
    return {
        "title": gettext("Instellingen"),
        "kept": gettext("Bewaren op dit apparaat"),
        "kept_yes": gettext("Dit apparaat heeft beloofd de gegevens te bewaren, ook als de opslag vol raakt."),
        "kept_no": gettext(
            "Dit apparaat heeft nog niet beloofd de gegevens te bewaren. Zet de app op het "
            "beginscherm, en vraag het daarna."
        ),
        "kept_ask": gettext("Het apparaat vragen"),
        "look": gettext("Taal en weergave"),
        "language": gettext("Taal"),
        "theme": gettext("Weergave"),
        "theme_auto": gettext("Zoals dit apparaat"),
        "theme_light": gettext("Licht"),
        "theme_dark": gettext("Donker"),
        "device": gettext("Dit apparaat"),
        "device_name": gettext("Naam van dit apparaat"),
        "keep_name": gettext("Naam bewaren"),
        "pin": gettext("Pincode"),
        "pin_lead": gettext("De pincode geldt alleen op dit apparaat."),
        "pin_change": gettext("Andere pincode kiezen"),
        "leave": gettext("Van dit apparaat af"),
        "leave_lead": gettext("Alles is verzonden. Uw gegevens verdwijnen van dit apparaat; op de server blijven ze."),
        "leave_now": gettext("Mijn gegevens van dit apparaat halen"),
        "leave_refused": gettext(
            "Er is nog 1 verslag of bericht niet verzonden. Daarom halen wij niets van dit apparaat. "
            "Vergrendelen kan wel."
        )
        + "|"
        + gettext(
            "Er zijn nog %(num)s verslagen en berichten niet verzonden. Daarom halen wij niets van "
            "dit apparaat. Vergrendelen kan wel."
        ),
        "version": gettext("Versie"),
        "version_is": gettext("Versie van de app: %(version)s"),
        "new_version": gettext("Nieuwe versie nemen"),
        "shell_fault": gettext("Zonder netwerk kan de app op dit apparaat niet beginnen."),
    }


def _unsent() -> dict[str, str]:
    return {
        "title": gettext("Nog niet verzonden"),
        "send": gettext("Nu verzenden"),
        "nothing": gettext("Alles is verzonden. Er wacht niets op dit apparaat."),
        "record": gettext("verslag"),
        "changed": gettext("laatst veranderd %(when)s"),
        "read": gettext("Lezen wat er staat"),
        "choose": gettext("Kiezen"),
        "mend": gettext("Aanvullen"),
        "write_on": gettext("Verder schrijven"),
        "disk_trouble": gettext(
            "Dit apparaat kan niet meer bewaren, bijvoorbeeld omdat de opslag vol is. Maak ruimte en "
            "probeer het opnieuw. Lukt dat niet: lees hieronder wat er staat, of haal het "
            "versleutelde bestand op."
        ),
        "disk_still": gettext("Het lukt nog niet. Wat u typte staat nog op het scherm."),
        "disk_again": gettext("Opnieuw proberen te bewaren"),
        "last_resort": gettext("Laatste redmiddel"),
        "last_resort_lead": gettext(
            "Gaat dit apparaat stuk? Haal een versleuteld bestand op met alles wat niet verzonden is."
            " Uw coördinator kan het inlezen; niemand anders kan het lezen."
        ),
        "last_resort_locked": gettext(
            "Ook zonder pincode kunt u een versleuteld bestand ophalen met wat niet verzonden is. Uw "
            "coördinator kan het inlezen; niemand anders kan het lezen."
        ),
        "export": gettext("Versleuteld bestand ophalen"),
        "not_saved": gettext("Dit staat alleen nog op het scherm"),
        "exported": gettext("Het bestand bevat 1 verslag of bericht.")
        + "|"
        + gettext("Het bestand bevat %(num)s verslagen en berichten."),
        "left_out": gettext("1 concept van iemand die vergrendeld is, staat er niet in.")
        + "|"
        + gettext("%(num)s concepten van iemand die vergrendeld is, staan er niet in."),
    }


def _state() -> dict[str, str]:
    return {
        "draft": gettext("concept, verzonden"),
        "draft_unsent": gettext("concept, nog niet verzonden"),
        "queued": gettext("klaar, nog niet verzonden"),
        "conflict": gettext("twee teksten: kies"),
        "refused": gettext("moet worden aangevuld"),
        "held": gettext("niet aangenomen"),
        "quarantine": gettext("bij de coördinator"),
        "sent": gettext("verzonden"),
    }


ROOMS = {
    "frame": _frame,
    "sign_in": _sign_in,
    "pin": _pin,
    "unlock": _unlock,
    "settings": _settings,
    "unsent": _unsent,
    "state": _state,
}
