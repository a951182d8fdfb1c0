"""The five steps of the Meldcode and the ways a worry ends, as words. Nothing here decides: people do.

Source: Wet verplichte meldcode huiselijk geweld en kindermishandeling, with the assessment frame of 2019.
"""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: its number, what is done, and what to think of."""

    number: int
    title: LazyString
    hint: LazyString


STEPS = (
    Step(
        number=1,
        title=_l("Signalen in kaart brengen"),
        hint=_l("Wat is gezien, gehoord of verteld, door wie en wanneer? Schrijf feiten op, en wat een vermoeden is."),
    ),
    Step(
        number=2,
        title=_l("Overleggen met een collega, en zo nodig met Veilig Thuis"),
        hint=_l("Met Veilig Thuis kan dat zonder de naam van het gezin te noemen."),
    ),
    Step(
        number=3,
        title=_l("Praten met de ouders, en met het kind"),
        hint=_l("Deze stap mag u overslaan als de veiligheid dat vraagt. Schrijf dan de reden op."),
    ),
    Step(
        number=4,
        title=_l("Wegen: hoe ernstig is het?"),
        hint=_l("Gebruik het afwegingskader van uw beroepsgroep. Vraag bij twijfel Veilig Thuis."),
    ),
    Step(
        number=5,
        title=_l("Beslissen: is melden nodig, en is hulp mogelijk?"),
        hint=_l("Beantwoord beide vragen, in deze volgorde. Acute of structurele onveiligheid meldt u meteen."),
    ),
)
NUMBERS = tuple(step.number for step in STEPS)


class Kind(StrEnum):
    """What a note is."""

    STEP = "step"
    SKIPPED = "skipped"
    CLOSED = "closed"
    REOPENED = "reopened"


class Outcome(StrEnum):
    """How a worry ended, in the words of who closed it."""

    REPORTED = "reported"
    HELPED = "helped"
    BOTH = "both"
    HANDED_OVER = "handed-over"
    NO_GROUND = "no-ground"


OUTCOMES = {
    Outcome.REPORTED: _l("Gemeld bij Veilig Thuis"),
    Outcome.HELPED: _l("Hulp geregeld, niet gemeld"),
    Outcome.BOTH: _l("Gemeld bij Veilig Thuis, en hulp geregeld"),
    Outcome.HANDED_OVER: _l("Overgedragen aan wie het verder doet"),
    Outcome.NO_GROUND: _l("Gewogen: geen reden om te melden of hulp te regelen"),
}
