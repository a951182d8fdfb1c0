"""Speel mee: an invented fourth programme, in one file as an organisation would write it.

Parents play with their child, in a group of six weeks or at home for six months.
"""

from datetime import time

from programmes.cadence import OpenMonthly, Weekly
from programmes.conditions import AgeAtStart, TriedBefore
from programmes.dose import (
    AtLeast,
    CourseCovers,
    CoveringSteps,
    EachContact,
    ElementsCovered,
    GroupSize,
    QualifiedLeaders,
)
from programmes.evidence import EvidenceField, FieldKind
from programmes.protocol import (
    ChecklistItem,
    Element,
    KindCadence,
    LocalDefault,
    Programme,
    Qualification,
    Step,
    StepKind,
    Subject,
    Symbol,
    Track,
)
from programmes.reasons import USUAL_FOLLOW_UPS, USUAL_REASONS
from programmes.text import Choice, Text

CONTACTS = 6

PLAYED = Element(
    key="played_together",
    name=Text("Samen gespeeld", "Played together"),
    meaning=Text("Ouder en kind speelden een spel uit de koffer.", "Parent and child played a game from the case."),
    asked_at=CoveringSteps(),
    frequency=EachContact(),
    evidence=(
        EvidenceField(key="game", label=Text("Welk spel?", "Which game?"), kind=FieldKind.TITLE),
        EvidenceField(
            key="who_led",
            label=Text("Wie leidde het spel?", "Who led the game?"),
            kind=FieldKind.CHOICE,
            choices=(Choice("child", Text("het kind", "the child")), Choice("parent", Text("de ouder", "the parent"))),
        ),
        EvidenceField(key="minutes", label=Text("Hoeveel minuten?", "How many minutes?"), kind=FieldKind.MINUTES),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="L",
)

EXPLAINED = Element(
    key="explained",
    name=Text("Uitgelegd wat spelen doet", "Explained what play does"),
    meaning=Text("De begeleider legde uit wat het kind al spelend leert.", "It was explained what the child learns."),
    asked_at=CoveringSteps(),
    frequency=AtLeast("times_explained"),
    needed_for_dose=True,
    evidence=(EvidenceField(key="what", label=Text("Wat is uitgelegd?", "What was explained?"), kind=FieldKind.TEXT),),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="L",
)


def _step(number: int, kind: StepKind, title: Text, subject: Subject) -> Step:
    return Step(
        key=f"play-{number:02}",
        number=number,
        kind=kind,
        title=title,
        minutes=60,
        minutes_range=(45, 75),
        covers=(PLAYED.key, EXPLAINED.key),
        recorded_per=subject,
        source="L",
    )


GROUP = Track(
    key="groep-6",
    name=Text("In een groep, 6 weken", "In a group, 6 weeks"),
    cadences=(KindCadence(kind=StepKind.GROUP_SESSION, cadence=Weekly(), source="L"),),
    steps=tuple(
        _step(
            number,
            StepKind.GROUP_SESSION,
            Text(f"Speelmiddag {number}", f"Play afternoon {number}"),
            Subject.GROUP,
        )
        for number in range(1, CONTACTS + 1)
    ),
    usual_time=time(13, 30),
    source="L",
)

AT_HOME = Track(
    key="thuis-6",
    name=Text("Thuis, 6 maanden", "At home, 6 months"),
    cadences=(KindCadence(kind=StepKind.HOME_VISIT, cadence=OpenMonthly("open_month_school_days"), source="L"),),
    steps=tuple(
        _step(number, StepKind.HOME_VISIT, Text(f"Speelbezoek {number}", f"Play visit {number}"), Subject.CHILD)
        for number in range(1, CONTACTS + 1)
    ),
    usual_time=time(15, 0),
    source="L",
)

PROGRAMME = Programme(
    key="speel-mee",
    version="1",
    name="Speel mee",
    full_name=Text("Speel mee, spelen met je kind", "Speel mee, playing with your child"),
    symbol=Symbol.SQUARE,
    summary=Text("Ouders leren spelen met hun peuter of kleuter.", "Parents learn to play with their young child."),
    leaders=("trainer", "home-visitor"),
    leader_name=Text("spelbegeleider", "play worker"),
    tracks=(GROUP, AT_HOME),
    elements=(PLAYED, EXPLAINED),
    conditions=(
        AgeAtStart(from_months=24, before_birthday=7, hard=True, source="L"),
        TriedBefore(hard=False, source="L"),
    ),
    qualifications=(
        Qualification(
            key="play-course",
            name=Text("spelbegeleider", "play worker"),
            training=Text("cursus van twee dagen", "course of two days"),
            source="L",
        ),
    ),
    plan_rules=(
        QualifiedLeaders(count=1, qualification="play-course", hard=True, source="L"),
        GroupSize(least=2, most=10, advised_least=4, advised_most=8, hard=True, source="L"),
        CourseCovers(source="L"),
    ),
    completion=(ElementsCovered(elements=(EXPLAINED.key,), source="L"),),
    checklist=(ChecklistItem(key="tidied", text=Text("samen opgeruimd", "tidied up together"), source="L"),),
    places=(Choice("home", Text("thuis", "at home")), Choice("school", Text("op school", "at school"))),
    local_defaults=(
        LocalDefault(
            key="open_month_school_days",
            value=10,
            least=1,
            most=23,
            label=Text("schooldagen die een maand open maken", "school days that make a month open"),
        ),
        LocalDefault(
            key="times_explained",
            value=4,
            least=1,
            most=CONTACTS,
            label=Text("keer uitgelegd voor afronden", "times explained to complete"),
        ),
    ),
    source="L",
)
