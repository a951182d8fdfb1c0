"""REAL, home visits (practice card 8): a visit a month in kleuter families, with four strands of early literacy."""

from __future__ import annotations

from datetime import time

from programmes.cadence import ByHand, OpenMonthly
from programmes.conditions import IndicationRecorded, InGroep, TriedBefore
from programmes.dose import (
    AbsentInARow,
    Caseload,
    CourseCovers,
    EachContact,
    EachRow,
    ElementsCovered,
    ElementsPrepared,
    EveryContact,
    LateDelivery,
    OpenMonthPassing,
    QualifiedLeaders,
    ShareWithElements,
    TooLongSince,
)
from programmes.evidence import EvidenceField, FieldKind, Purpose
from programmes.protocol import (
    Acquaintance,
    Element,
    Gate,
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
from programmes.reasons import HANDED_OVER, USUAL_FOLLOW_UPS, USUAL_REASONS
from programmes.text import Choice, Text

EACH_VISIT = EveryContact((StepKind.HOME_VISIT,))

STRANDS = (
    Choice("environmental_print", Text("letters en woorden om ons heen", "environmental print")),
    Choice("books", Text("boeken", "books")),
    Choice("early_writing", Text("eerste schrijven", "early writing")),
    Choice("oral_language", Text("mondelinge taal", "oral language")),
)
ORIM = (
    Choice("opportunities", Text("kansen geven", "opportunities")),
    Choice("recognition", Text("opmerken en waarderen", "recognition")),
    Choice("interaction", Text("samen doen", "interaction")),
    Choice("modelling", Text("voordoen", "modelling")),
)

SUPPORT_INFORMATION = Element(
    key="support_information",
    name=Text("Uitleg over steunen thuis", "Information on supporting the child"),
    meaning=Text(
        "Duidelijke informatie over hoe de ouder de ontwikkeling van het kind kan steunen: wat is uitgelegd, en hoe.",
        "Clear information on how the parent can support the child's development: what was explained, and how.",
    ),
    prompt=Text(
        "Ik vertel u hoe u uw kind thuis kunt helpen met praten, lezen en schrijven. Vraag gerust als iets niet "
        "duidelijk is.",
        "I will tell you how you can help your child at home with talking, reading and writing. Please ask if "
        "anything is not clear.",
    ),
    asked_at=EACH_VISIT,
    frequency=EachContact(),
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="explained",
            label=Text("Wat hebt u uitgelegd?", "What did you explain?"),
            kind=FieldKind.TEXT,
            source="S",
        ),
        EvidenceField(
            key="handed_over",
            label=Text("Hoe hebt u het meegegeven?", "How was it handed over?"),
            kind=FieldKind.CHOICES,
            choices=(
                Choice("told", Text("verteld", "told")),
                Choice("shown", Text("voorgedaan", "shown")),
                Choice("on_paper", Text("op papier", "on paper")),
            ),
            source="S",
        ),
        EvidenceField(
            key="language", label=Text("In welke taal?", "In which language?"), kind=FieldKind.LANGUAGE, source="S"
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    needed_for_dose=True,
    late_delivery=LateDelivery(by="phone", label=Text("telefonisch", "by phone"), source="L"),
    source="SL",
)

SELECTED_MATERIALS = Element(
    key="selected_materials",
    name=Text("Gekozen materiaal", "Selected material"),
    meaning=Text(
        "Materiaal, gekozen voor dit kind en dit bezoek: boek, spel, schrijfspullen; geleend, gegeven of gebruikt.",
        "Material chosen for this child and this visit: book, game, writing things; lent, given or only used.",
    ),
    prompt=Text(
        "Dit heb ik voor uw kind gekozen. We bekijken het samen.",
        "I chose this for your child. We will look at it together.",
    ),
    asked_at=EACH_VISIT,
    frequency=EachContact(),
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="title",
            label=Text("Wat is het?", "What is it?"),
            kind=FieldKind.TITLE,
            purpose=Purpose.MATERIAL_TITLE,
            source="S",
        ),
        EvidenceField(
            key="sort",
            label=Text("Soort", "Kind"),
            kind=FieldKind.CHOICE,
            choices=(
                Choice("book", Text("boek", "book")),
                Choice("game", Text("spel", "game")),
                Choice("writing_things", Text("schrijfspullen", "writing things")),
            ),
            own_words=True,
            source="SP",
        ),
        EvidenceField(
            key="handed_over",
            label=Text("Uitgeleend, gegeven of alleen gebruikt?", "Lent, given or only used?"),
            kind=FieldKind.CHOICE,
            choices=HANDED_OVER,
            purpose=Purpose.MATERIAL_HANDED,
            source="SP",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="SP",
)

ACTIVITY_MODELLED = Element(
    key="activity_modelled",
    name=Text("Activiteit voorgedaan", "Activity shown"),
    meaning=Text("De huisbezoeker deed de activiteit voor.", "The visitor showed the activity."),
    prompt=Text(
        "Ik doe het eerst voor. U kunt rustig kijken en vragen stellen.",
        "I will do it first. You can watch and ask questions.",
    ),
    asked_at=EACH_VISIT,
    frequency=EachContact(),
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="activity", label=Text("Welke activiteit?", "Which activity?"), kind=FieldKind.TEXT, source="P"
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="P",
)

JOINT_PRACTICE = Element(
    key="joint_practice",
    name=Text("Samen geoefend", "Practised together"),
    meaning=Text(
        "Ouder en kind deden het samen terwijl de huisbezoeker erbij was.",
        "Parent and child did it together while the visitor was there.",
    ),
    prompt=Text(
        "Nu doet u het samen met uw kind. Ik blijf erbij en help als u dat wilt.",
        "Now you do it together with your child. I stay with you and help if you like.",
    ),
    asked_at=EACH_VISIT,
    frequency=EachContact(),
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="what_they_did",
            label=Text("Wat deden ze samen?", "What did they do together?"),
            kind=FieldKind.TEXT,
            source="S",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="SP",
)

HOME_AGREEMENT = Element(
    key="home_agreement",
    name=Text("Afspraak voor thuis", "Agreement for home"),
    meaning=Text(
        "Wat het gezin tot het volgende bezoek doet; er is teruggekeken op de vorige afspraak.",
        "What the family will do until the next visit; the last agreement was looked back on.",
    ),
    prompt=Text(
        "We kiezen samen iets kleins om thuis te doen tot ik weer kom. Wat past bij u?",
        "Together we choose something small to do at home until I come again. What suits you?",
    ),
    asked_at=EACH_VISIT,
    frequency=EachContact(),
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="agreement",
            label=Text("Wat is afgesproken?", "What was agreed?"),
            kind=FieldKind.TEXT,
            purpose=Purpose.HOME_AGREEMENT,
            source="P",
        ),
        EvidenceField(
            key="looked_back",
            label=Text("Hoe ging de vorige afspraak?", "How did the last agreement go?"),
            kind=FieldKind.TEXT,
            from_step=2,
            purpose=Purpose.LAST_AGREEMENT,
            source="P",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="P",
)

STRAND_COVERAGE = Element(
    key="strand_coverage",
    name=Text("De vier lijnen", "The four strands"),
    meaning=Text(
        "Elke lijn komt in het traject minstens één keer aan bod; het ORIM-schema (4 × 4) laat zien wat al is gedaan.",
        "Each strand comes up at least once in the course; the ORIM grid (4 × 4) shows what has been done.",
    ),
    prompt=Text(
        "Bij de bezoeken doen we steeds iets anders: letters zoeken, boeken lezen, schrijven en vertellen. Zo leert "
        "uw kind elke keer iets nieuws.",
        "At the visits we do different things: finding letters, reading books, writing and telling. So your child "
        "learns something new each time.",
    ),
    asked_at=EACH_VISIT,
    frequency=EachRow("cells"),
    gate=Gate.COMPLETION,
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="cells",
            label=Text("Wat kwam aan bod?", "What came up?"),
            kind=FieldKind.GRID,
            rows=STRANDS,
            columns=ORIM,
            source="P",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="P",
)

ELEMENTS = (
    SUPPORT_INFORMATION,
    SELECTED_MATERIALS,
    ACTIVITY_MODELLED,
    JOINT_PRACTICE,
    HOME_AGREEMENT,
    STRAND_COVERAGE,
)


def _visit(number: int) -> Step:
    return Step(
        key=f"visit-{number:02}",
        number=number,
        kind=StepKind.HOME_VISIT,
        title=Text(f"Huisbezoek {number}", f"Home visit {number}"),
        minutes=60,
        minutes_range=(30, 60),
        covers=tuple(element.key for element in ELEMENTS),
        recorded_per=Subject.CHILD,
        source="P",
    )


def _activity(number: int) -> Step:
    return Step(
        key=f"activity-{number}",
        number=number,
        kind=StepKind.GROUP_ACTIVITY,
        title=Text(f"Groepsactiviteit {number}", f"Group activity {number}"),
        minutes=90,
        minutes_range=(30, 180),
        recorded_per=Subject.GROUP,
        source="PL",
    )


def _track(key: str, name: Text, *, visits: int, activities: int) -> Track:
    return Track(
        key=key,
        name=name,
        cadences=(
            KindCadence(kind=StepKind.HOME_VISIT, cadence=OpenMonthly("open_month_school_days"), source="SL"),
            KindCadence(kind=StepKind.GROUP_ACTIVITY, cadence=ByHand(), source="L"),
        ),
        steps=(
            *(_visit(number) for number in range(1, visits + 1)),
            *(_activity(number) for number in range(1, activities + 1)),
        ),
        usual_time=time(14, 0),
        source="P",
    )


PROGRAMME = Programme(
    key="real",
    version="1",
    name="REAL",
    full_name=Text("REAL, huisbezoeken", "REAL, home visits"),
    symbol=Symbol.TRIANGLE,
    summary=Text(
        "Een huisbezoeker die het kind kent, komt elke maand dat de school open is bij het gezin thuis. Samen doen ze "
        "activiteiten rond lezen, schrijven en praten.",
        "A visitor who knows the child comes to the family's home each month in which school is open. Together they do "
        "activities around reading, writing and talking.",
    ),
    leaders=("home-visitor",),
    leader_name=Text("huisbezoeker", "home visitor"),
    tracks=(
        _track(
            "real-10",
            Text("10 huisbezoeken en 5 groepsactiviteiten", "10 home visits and 5 group activities"),
            visits=10,
            activities=5,
        ),
        _track("real-8", Text("8 huisbezoeken", "8 home visits"), visits=8, activities=0),
    ),
    elements=ELEMENTS,
    conditions=(
        InGroep(groepen=("1", "2"), hard=True, source="SP"),
        IndicationRecorded(
            question=Text(
                "Vastgelegd is waarom de school dit gezin koos.",
                "The criteria by which the school chose the family are recorded.",
            ),
            hard=False,
            source="SP",
        ),
        TriedBefore(hard=False, source="S"),
    ),
    qualifications=(
        Qualification(
            key="real-training",
            name=Text("REAL-huisbezoeker", "REAL home visitor"),
            training=Text("scholing van 2 tot 4 dagen", "2 to 4 days of training"),
            source="P",
        ),
    ),
    plan_rules=(
        QualifiedLeaders(count=1, qualification="real-training", hard=False, source="P"),
        Caseload(most=8, source="P"),
        ElementsPrepared(elements=("selected_materials",), kinds=(StepKind.HOME_VISIT,), source="S"),
        CourseCovers(source="P"),
    ),
    completion=(
        ShareWithElements(kind=StepKind.HOME_VISIT, percent="completion_percent", source="L"),
        ElementsCovered(elements=("strand_coverage",), source="P"),
    ),
    alarms=(
        OpenMonthPassing(kind=StepKind.HOME_VISIT, days_left="alarm_open_days_left", source="L"),
        TooLongSince(kind=StepKind.HOME_VISIT, school_weeks="alarm_school_weeks", source="LP"),
        AbsentInARow(times="absent_in_a_row", source="L"),
    ),
    acquaintance=Acquaintance(kind=StepKind.HOME_VISIT, name=Text("kennismakingsbezoek", "first meeting"), source="SL"),
    places=(
        Choice("home", Text("thuis", "at home")),
        Choice("school", Text("op school", "at school")),
        Choice("phone", Text("telefonisch", "by phone")),
        Choice("video", Text("met beeldbellen", "by video")),
        Choice("post", Text("per post", "by post")),
    ),
    local_defaults=(
        LocalDefault(
            key="open_month_school_days",
            value=10,
            least=1,
            most=23,
            label=Text("schooldagen die een maand open maken", "school days that make a month open"),
        ),
        LocalDefault(
            key="alarm_open_days_left",
            value=5,
            least=1,
            most=20,
            label=Text(
                "open dagen over zonder bezoek voor een melding", "open days left without a visit that ring a bell"
            ),
        ),
        LocalDefault(
            key="alarm_school_weeks",
            value=6,
            least=1,
            most=20,
            label=Text(
                "schoolweken sinds het laatste bezoek voor een melding", "school weeks since a visit that ring a bell"
            ),
        ),
        LocalDefault(
            key="completion_percent",
            value=80,
            label=Text(
                "deel van de huisbezoeken voor afronden, in procenten", "share of home visits to complete, per cent"
            ),
        ),
        LocalDefault(
            key="absent_in_a_row",
            value=2,
            least=1,
            most=10,
            label=Text("keer achter elkaar afwezig voor een melding", "absences in a row that ring a bell"),
        ),
    ),
    source="SPL",
)
