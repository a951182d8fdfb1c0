"""PACT, leestraining voor ouders (practice card 6): one parent training, then thirty teaching weeks of reading at home.

The original PACT is an oral-language programme for ages 3 to 4; the source document asks for a clear focus on named
reading skills, decoding among them. So the skills on offer depend on the child's groep.
"""

from __future__ import annotations

from datetime import time

from programmes.cadence import TeachingWeekly, Weekly
from programmes.conditions import Advice, IndicationRecorded, InGroep, TriedBefore, groepen_between
from programmes.dose import (
    AbsentInARow,
    AttendOnce,
    AttendShare,
    CourseCovers,
    EachBlock,
    EachContact,
    ElementsPrepared,
    EveryContact,
    QualifiedLeaders,
)
from programmes.evidence import EvidenceField, FieldKind, Purpose
from programmes.protocol import (
    Element,
    KindCadence,
    LocalDefault,
    PracticeLog,
    Programme,
    Qualification,
    Reason,
    Step,
    StepKind,
    Subject,
    Symbol,
    Track,
    WeeklyKinds,
    WeekPlan,
)
from programmes.reasons import HANDED_OVER, USUAL_FOLLOW_UPS, USUAL_REASONS
from programmes.text import Choice, Text

BLOCKS = 6
WEEKS_IN_A_BLOCK = 5
UP_TO_GROEP_2 = groepen_between("voorschool", "2")
FROM_GROEP_3 = groepen_between("3", "5")
BOTH_KINDS = EveryContact((StepKind.TRAINING, StepKind.WEEKLY_CHECK))

READING = Choice("reading", Text("samen lezen", "shared reading"))
VOCABULARY = Choice("vocabulary", Text("woordenschat", "vocabulary"))
STORY = Choice("story", Text("verhaal", "story"))

SKILLS = (
    Choice("vocabulary", Text("woordenschat", "vocabulary"), UP_TO_GROEP_2),
    Choice("narrative", Text("verhaal navertellen", "telling the story"), UP_TO_GROEP_2),
    Choice("sounds", Text("klanken en klanken samenvoegen", "sounds and combining sounds")),
    Choice("decoding", Text("woorden ontsleutelen", "decoding words"), FROM_GROEP_3),
    Choice("fluency", Text("vlot lezen", "fluency"), FROM_GROEP_3),
)

STRATEGIES = (
    Choice("ask_about_pictures", Text("vragen bij de plaatjes", "asking about the pictures")),
    Choice("new_words", Text("nieuwe woorden uitleggen", "explaining new words")),
    Choice("tell_again", Text("samen navertellen", "telling the story again together")),
    Choice("read_in_turn", Text("om en om lezen", "reading in turn")),
    Choice("sound_out", Text("klank voor klank lezen", "sounding out")),
    Choice("praise_effort", Text("inzet prijzen", "praising effort")),
)

NO_READER = Choice("no_reader_at_home", Text("niemand thuis leest", "nobody at home reads"))
DIFFICULTY = Choice(
    "developmental_difficulty",
    Text("een vermoede of vastgestelde ontwikkelingsstoornis", "a suspected or diagnosed developmental difficulty"),
)
SIBLING = Choice("sibling_in_groep", Text("een broer of zus in hetzelfde leerjaar", "a sibling in the same year group"))

SELECTED_MATERIALS = Element(
    key="selected_materials",
    name=Text("Gekozen leesmateriaal", "Selected reading material"),
    meaning=Text(
        "Voor dit kind gekozen leesmateriaal: titel, niveau en waarom het past; uitgeleend of gegeven, en aan wie.",
        "Reading material chosen for this child: title, level and why it fits; lent or given, and to whom.",
    ),
    prompt=Text(
        "Dit boek heb ik voor uw kind gekozen. Leest u het deze week samen?",
        "I chose this book for your child. Will you read it together this week?",
    ),
    asked_at=BOTH_KINDS,
    frequency=EachContact(),
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="title",
            label=Text("Titel", "Title"),
            kind=FieldKind.TITLE,
            purpose=Purpose.MATERIAL_TITLE,
            source="S",
        ),
        EvidenceField(
            key="level",
            label=Text("Niveau", "Level"),
            kind=FieldKind.TEXT,
            purpose=Purpose.MATERIAL_LEVEL,
            source="S",
        ),
        EvidenceField(
            key="why_it_fits", label=Text("Waarom past dit?", "Why does it fit?"), kind=FieldKind.TEXT, source="S"
        ),
        EvidenceField(
            key="handed_over",
            label=Text("Uitgeleend of gegeven?", "Lent or given?"),
            kind=FieldKind.CHOICE,
            choices=HANDED_OVER[:2],
            purpose=Purpose.MATERIAL_HANDED,
            source="S",
        ),
        EvidenceField(key="to_whom", label=Text("Aan wie?", "To whom?"), kind=FieldKind.TEXT, source="S"),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="S",
)

HOW_TO_HELP = Element(
    key="how_to_help",
    name=Text("Hoe de ouder helpt", "How the parent helps"),
    meaning=Text(
        "Expliciet hoe de ouder helpt bij het samen lezen: de getoonde of besproken strategie is benoemd.",
        "Explicit on how the parent helps while reading together: the strategy shown or discussed is named.",
    ),
    prompt=Text(
        "Ik laat zien hoe u kunt helpen als u samen leest. Daarna kunt u het zelf proberen.",
        "I will show how you can help when you read together. After that you can try it yourself.",
    ),
    asked_at=BOTH_KINDS,
    frequency=EachBlock(),
    evidence=(
        EvidenceField(
            key="strategies",
            label=Text("Welke strategie is getoond of besproken?", "Which strategy was shown or discussed?"),
            kind=FieldKind.CHOICES,
            choices=STRATEGIES,
            own_words=True,
            source="S",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="S",
)

PARENT_ROLE = Element(
    key="parent_role",
    name=Text("Het belang van leren en van de ouder", "The importance of learning and of the parent"),
    meaning=Text(
        "Het belang van leren en van de rol van de ouder is weer benadrukt.",
        "The importance of learning and of the parent's role was stressed again.",
    ),
    prompt=Text(
        "U bent belangrijk voor uw kind. Samen lezen en praten helpt uw kind om te leren.",
        "You are important to your child. Reading and talking together helps your child to learn.",
    ),
    asked_at=BOTH_KINDS,
    frequency=EachContact(),
    evidence=(
        EvidenceField(
            key="what_was_said", label=Text("Wat is gezegd?", "What was said?"), kind=FieldKind.TEXT, required=False
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="S",
)

SKILL_FOCUS = Element(
    key="skill_focus",
    name=Text("Gerichte leesvaardigheid", "Focus on a reading skill"),
    meaning=Text(
        "Benoemde leesvaardigheden staan centraal, daarnaast wordt niets anders geoefend; vanaf groep 3 één tegelijk.",
        "Named reading skills are in focus, and nothing else is trained beside them; one at a time from groep 3.",
    ),
    prompt=Text(
        "Ik leg uit wat uw kind deze week oefent bij het lezen.",
        "I will explain what your child practises this week when reading.",
    ),
    asked_at=BOTH_KINDS,
    frequency=EachContact(),
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="skills",
            label=Text("Welke leesvaardigheid?", "Which reading skill?"),
            kind=FieldKind.CHOICES,
            choices=SKILLS,
            own_words=True,
            one_at_a_time_for=FROM_GROEP_3,
            source="SL",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="SL",
)

PRACTICE_CHECKED = Element(
    key="practice_checked",
    name=Text("Leeslogboek bekeken", "Reading log looked at"),
    meaning=Text(
        "Het leeslogboek van de week is bekeken: dagen, minuten, wat opviel. “Niet doorgegeven” is ook een antwoord.",
        "The reading log of the week was looked at: days, minutes, what was noticed. “Not reported” is an answer.",
    ),
    prompt=Text(
        "Hoe ging het lezen deze week? Vertel het ook gerust als het niet lukte.",
        "How did the reading go this week? Please tell us too if it did not work out.",
    ),
    asked_at=EveryContact((StepKind.WEEKLY_CHECK,)),
    frequency=EachContact(),
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="reported",
            label=Text("Doorgegeven?", "Reported?"),
            kind=FieldKind.CHOICE,
            choices=(
                Choice("reported", Text("doorgegeven", "reported")),
                Choice("not_reported", Text("niet doorgegeven", "not reported")),
            ),
            purpose=Purpose.PRACTICE_REPORTED,
        ),
        EvidenceField(
            key="days",
            label=Text("Dagen gelezen", "Days read"),
            kind=FieldKind.COUNT,
            required=False,
            purpose=Purpose.PRACTICE_DAYS,
        ),
        EvidenceField(
            key="minutes",
            label=Text("Minuten", "Minutes"),
            kind=FieldKind.MINUTES,
            required=False,
            purpose=Purpose.PRACTICE_MINUTES,
        ),
        EvidenceField(
            key="noticed", label=Text("Wat viel op?", "What was noticed?"), kind=FieldKind.TEXT, required=False
        ),
    ),
    reasons=(
        *USUAL_REASONS,
        Reason(key="log_lost", text=Text("het logboek was er niet", "the reading log was not there")),
    ),
    follow_ups=USUAL_FOLLOW_UPS,
    source="L",
)

ELEMENT_KEYS = ("selected_materials", "how_to_help", "parent_role", "skill_focus")


def _weekly_check(number: int) -> Step:
    return Step(
        key=f"check-{number:02}",
        number=number,
        kind=StepKind.WEEKLY_CHECK,
        title=Text(f"Weekcheck {number}", f"Weekly check {number}"),
        minutes=15,
        minutes_range=(5, 30),
        covers=(*ELEMENT_KEYS, "practice_checked"),
        theme=f"block-{(number - 1) // WEEKS_IN_A_BLOCK + 1}",
        block=(number - 1) // WEEKS_IN_A_BLOCK + 1,
        recorded_per=Subject.CHILD,
        source="PL",
    )


TRAINING = Step(
    key="training",
    number=1,
    kind=StepKind.TRAINING,
    title=Text("Oudertraining", "Parent training"),
    minutes=120,
    minutes_range=(90, 120),
    covers=ELEMENT_KEYS,
    theme="training",
    recorded_per=Subject.GROUP,
    source="P",
)

PACT_30 = Track(
    key="pact-30",
    name=Text("30 lesweken", "30 teaching weeks"),
    cadences=(
        KindCadence(kind=StepKind.TRAINING, cadence=Weekly(), source="P"),
        KindCadence(kind=StepKind.WEEKLY_CHECK, cadence=TeachingWeekly(), source="PL"),
    ),
    steps=(TRAINING, *(_weekly_check(number) for number in range(1, BLOCKS * WEEKS_IN_A_BLOCK + 1))),
    usual_time=time(8, 30),
    source="P",
)

PROGRAMME = Programme(
    key="pact",
    version="1",
    name="PACT",
    full_name=Text("PACT, leestraining voor ouders", "PACT, reading training for parents"),
    symbol=Symbol.SQUARE,
    summary=Text(
        "Ouders lezen thuis vijf keer per week ongeveer twintig minuten met hun kind, dertig lesweken lang. Ze "
        "beginnen met een oudertraining. De PACT-begeleider van school bespreekt elke week hoe het ging.",
        "Parents read at home with their child five times a week for about twenty minutes, during thirty teaching "
        "weeks. They begin with a parent training. The school's PACT-begeleider talks with them each week.",
    ),
    leaders=("pact-begeleider", "trainer"),
    leader_name=Text("PACT-begeleider", "PACT-begeleider"),
    tracks=(PACT_30,),
    elements=(SELECTED_MATERIALS, HOW_TO_HELP, PARENT_ROLE, SKILL_FOCUS, PRACTICE_CHECKED),
    conditions=(
        InGroep(groepen=groepen_between("voorschool", "5"), hard=True, source="P"),
        IndicationRecorded(
            question=Text(
                "Vastgelegd is waarom de school verwacht dat dit kind baat heeft bij extra leessteun van de ouders.",
                "It is recorded why the school expects this child to benefit from extra reading support at home.",
            ),
            hard=False,
            source="P",
        ),
        TriedBefore(hard=False, source="S"),
        Advice(
            circumstance=DIFFICULTY,
            advice=Text(
                "Overleg met de intern begeleider wat past.", "Discuss what fits with the school's care coordinator."
            ),
            hard=False,
            source="P",
        ),
        Advice(
            circumstance=SIBLING,
            advice=Text(
                "Spreek af hoe de ouder de leestijd over de kinderen verdeelt.",
                "Agree how the parent divides the reading time between the children.",
            ),
            hard=False,
            source="P",
        ),
        Advice(
            circumstance=NO_READER,
            advice=Text(
                "Kies boeken zonder woorden of luisterboeken, de thuistaal, of een andere voorlezer.",
                "Choose wordless or audio books, the home language, or another reader.",
            ),
            hard=False,
            source="L",
        ),
    ),
    circumstances=(DIFFICULTY, SIBLING, NO_READER),
    qualifications=(
        Qualification(
            key="pact-training",
            name=Text("PACT-begeleider", "PACT-begeleider"),
            training=Text("scholing van 4 tot 5 uur", "4 to 5 hours of training"),
            source="P",
        ),
    ),
    plan_rules=(
        QualifiedLeaders(count=1, qualification="pact-training", hard=False, source="P"),
        ElementsPrepared(
            elements=("selected_materials",), kinds=(StepKind.TRAINING, StepKind.WEEKLY_CHECK), source="S"
        ),
        CourseCovers(source="S"),
    ),
    completion=(
        AttendOnce(kind=StepKind.TRAINING, source="L"),
        AttendShare(kind=StepKind.WEEKLY_CHECK, percent="completion_percent", source="L"),
    ),
    alarms=(AbsentInARow(times="absent_in_a_row", source="L"),),
    practice_log=PracticeLog(
        days=5,
        minutes=20,
        kinds=(READING, VOCABULARY, STORY),
        counted_a_day=1,
        weekly_kinds=(
            WeeklyKinds(groepen=UP_TO_GROEP_2, kinds=("reading", "vocabulary", "story"), source="PL"),
            WeeklyKinds(groepen=FROM_GROEP_3, kinds=("reading",), source="L"),
        ),
        source="PL",
    ),
    week_plan=WeekPlan(elements=("selected_materials", "skill_focus"), source="SL"),
    places=(
        Choice("school", Text("op school", "at school")),
        Choice("phone", Text("telefonisch", "by phone")),
        Choice("video", Text("met beeldbellen", "by video")),
        Choice("home", Text("thuis", "at home")),
    ),
    local_defaults=(
        LocalDefault(
            key="completion_percent",
            value=70,
            label=Text(
                "deel van de weekchecks voor afronden, in procenten", "share of weekly checks to complete, per cent"
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
