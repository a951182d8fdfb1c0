"""A fourth programme, written as an organisation would write it."""

from pathlib import Path

FOURTH = '''"""VoorleesExpress: a volunteer reads aloud with a family, weekly."""

from programmes.cadence import Weekly
from programmes.conditions import AgeAtStart
from programmes.dose import AttendShare, CourseCovers, EachContact, EveryContact
from programmes.evidence import EvidenceField, FieldKind
from programmes.protocol import (
    Element, KindCadence, LocalDefault, Programme, Step, StepKind, Subject, Symbol, Track,
)
from programmes.reasons import USUAL_FOLLOW_UPS, USUAL_REASONS
from programmes.text import Text

READ_ALOUD = Element(
    key="read_aloud",
    name=Text("Voorgelezen", "Read aloud"),
    meaning=Text("De vrijwilliger las voor, de ouder deed mee.", "The volunteer read aloud and the parent joined in."),
    asked_at=EveryContact((StepKind.HOME_VISIT,)),
    frequency=EachContact(),
    asked_of=Subject.CHILD,
    evidence=(EvidenceField(key="title", label=Text("Welk boek?", "Which book?"), kind=FieldKind.TITLE),),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="L",
)

TRACK = Track(
    key="voorlees-20",
    name=Text("20 weken", "20 weeks"),
    cadences=(KindCadence(kind=StepKind.HOME_VISIT, cadence=Weekly(), source="L"),),
    steps=tuple(
        Step(
            key=f"evening-{number:02}",
            number=number,
            kind=StepKind.HOME_VISIT,
            title=Text(f"Voorleesavond {number}", f"Reading evening {number}"),
            minutes=60,
            minutes_range=(45, 75),
            covers=("read_aloud",),
            recorded_per=Subject.CHILD,
            source="L",
        )
        for number in range(1, 21)
    ),
    source="L",
)

PROGRAMME = Programme(
    key="voorleesexpress",
    version="1",
    name="VoorleesExpress",
    full_name=Text("VoorleesExpress", "VoorleesExpress"),
    symbol=Symbol.SQUARE,
    summary=Text("Twintig weken voorlezen thuis.", "Twenty weeks of reading aloud at home."),
    leaders=("home-visitor",),
    leader_name=Text("vrijwilliger", "volunteer"),
    tracks=(TRACK,),
    elements=(READ_ALOUD,),
    conditions=(AgeAtStart(from_months=24, before_birthday=9, hard=True, source="L"),),
    plan_rules=(CourseCovers(source="L"),),
    completion=(AttendShare(kind=StepKind.HOME_VISIT, percent="completion_percent", source="L"),),
    local_defaults=(
        LocalDefault(key="completion_percent", value=75, label=Text("deel van de avonden", "share of the evenings")),
    ),
    source="L",
)
'''


def written(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """Writes the fourth programme into `folder`, each change made to its text once. A change must find its place."""
    text = FOURTH
    for old, new in changes:
        assert old in text, f"nothing to change: {old}"
        text = text.replace(old, new, 1)
    file = folder / name
    file.write_text(text)
    return file
