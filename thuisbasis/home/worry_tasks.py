"""What worries about safety ask for on the start page. No name of a family stands there, and no word of the text."""

from typing import Final

from flask import url_for
from flask_babel import gettext

from thuisbasis import clock, guards, languages
from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Column, Task
from thuisbasis.permissions import Permission
from thuisbasis.safeguarding import lists, officers
from thuisbasis.safeguarding.models import Worry

# Above whatever else there may be to do.
UNREAD_WEIGHT, TOO_LONG_WEIGHT, OPENING_WEIGHT = 100, 99, 98
SHARED_WEIGHT = 45
MOST: Final = 10


def to_read(desk: Desk) -> list[Task]:
    """For officer and deputy: each worry that neither has acknowledged."""
    session, actor = desk.session, desk.actor
    if not actor.may(Permission.HANDLE_WORRIES):
        return []
    return [
        Task(
            title=gettext("Nieuwe zorg over veiligheid"),
            why=gettext(
                "Van %(author)s, ontvangen op %(moment)s. Nog niemand heeft dit gelezen.",
                author=worry.author.name,
                moment=languages.moment(worry.received_at),
            ),
            action=gettext("Lezen"),
            url=_page(worry),
            weight=UNREAD_WEIGHT,
            on=clock.local(worry.received_at).date(),
        )
        for worry in lists.unread(session, actor, MOST)
    ]


def to_go_on_with(desk: Desk) -> list[Task]:
    """For officer and deputy: what they took up themselves and is not closed."""
    session, actor = desk.session, desk.actor
    if not actor.may(Permission.HANDLE_WORRIES):
        return []
    return [
        Task(
            title=gettext("Zorg die u oppakte"),
            why=gettext("Ontvangen op %(moment)s, nog open.", moment=languages.moment(worry.received_at)),
            action=gettext("Verdergaan"),
            url=_page(worry),
            weight=SHARED_WEIGHT,
            column=Column.THIS_WEEK,
            on=clock.local(worry.received_at).date(),
        )
        for worry in lists.taken_up_by(session, actor, MOST)
    ]


def to_review(desk: Desk) -> list[Task]:
    """For officer and deputy: where an administrator broke the glass."""
    session, actor = desk.session, desk.actor
    if not actor.may(Permission.HANDLE_WORRIES):
        return []
    return [
        Task(
            title=gettext("Een beheerder opende een zorg"),
            why=gettext(
                "%(name)s deed dat op %(moment)s, met een reden. Kijk die na.",
                name=opening.staff.name,
                moment=languages.moment(opening.opened_at),
            ),
            action=gettext("Nakijken"),
            url=url_for("safeguarding.worry", worry_id=opening.worry_id, _anchor="openings"),
            weight=OPENING_WEIGHT,
            on=clock.local(opening.opened_at).date(),
        )
        for opening in lists.to_review(session, actor, MOST)
    ]


def not_read_yet(desk: Desk) -> list[Task]:
    """For an author: what nobody has acknowledged after 24 hours, with whom to phone."""
    session, actor = desk.session, desk.actor
    if not actor.may(Permission.RAISE_WORRIES):
        return []
    found = lists.unread_too_long(session, actor, desk.now, MOST)
    if not found:
        return []
    reads = officers.who_reads_at(session, actor.organisation_id, {worry.school_id for worry in found})
    advice = guards.current_settings().veilig_thuis_number
    return [
        Task(
            title=gettext("Uw zorg is nog door niemand gelezen"),
            why=_whom_to_call(reads[worry.school_id], advice),
            action=gettext("Bekijken"),
            url=_page(worry),
            weight=TOO_LONG_WEIGHT,
            on=clock.local(worry.received_at).date(),
        )
        for worry in found
    ]


def _whom_to_call(reads: officers.Reads, advice: str) -> str:
    if not reads.named:
        return gettext("Bel uw leidinggevende, of Veilig Thuis op %(advice)s voor advies.", advice=advice)
    return gettext("Bel %(names)s, of Veilig Thuis op %(advice)s voor advies.", names=reads.to_call, advice=advice)


def shared(desk: Desk) -> list[Task]:
    """For a supervisor: the worries that an officer shares with them."""
    session, actor = desk.session, desk.actor
    return [
        Task(
            title=gettext("Een zorg die met u gedeeld is"),
            why=gettext(
                "Van %(author)s, ontvangen op %(moment)s.",
                author=worry.author.name,
                moment=languages.moment(worry.received_at),
            ),
            action=gettext("Lezen"),
            url=_page(worry),
            weight=SHARED_WEIGHT,
            on=clock.local(worry.received_at).date(),
        )
        for worry in lists.shared_with(session, actor)
    ]


def _page(worry: Worry) -> str:
    return url_for("safeguarding.worry", worry_id=worry.id)
