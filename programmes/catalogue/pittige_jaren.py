"""Pittige Jaren (Incredible Years), parent groups (practice card 7): weekly sessions in three doses.

Session titles are generic and ours; check them against the licensed manual. An organisation can edit titles, not the
required elements.
"""

from __future__ import annotations

from datetime import time

from programmes.cadence import Weekly
from programmes.conditions import AgeAtStart, IndicationRecorded, TrackAdvised, TrackByIndication, TrackFor, TriedBefore
from programmes.dose import (
    AbsentInARow,
    AtLeast,
    AttendShare,
    ByStep,
    CourseCovers,
    CoveringSteps,
    EachContact,
    ElementsCovered,
    EveryContact,
    FromTheme,
    GroupSize,
    GrowingTooOld,
    JoiningUntil,
    QualifiedLeaders,
)
from programmes.evidence import EvidenceField, FieldKind
from programmes.protocol import (
    ChecklistItem,
    ChecklistKind,
    Element,
    HomePractice,
    KindCadence,
    LocalDefault,
    ParentEvaluation,
    PortfolioItem,
    Programme,
    Qualification,
    Reason,
    Step,
    StepKind,
    Subject,
    Symbol,
    Track,
)
from programmes.reasons import NOT_DUE_HERE, USUAL_FOLLOW_UPS, USUAL_REASONS
from programmes.text import Choice, Text

EACH_SESSION = EveryContact((StepKind.GROUP_SESSION,))
GOALS_BY_SESSION = 6
EMOTION_COACHING = "emotion_coaching"

THEMES: dict[str, Text] = {
    "child_directed_play": Text(
        "Kennismaken, doelen, spel dat het kind leidt", "Getting to know, goals, child-directed play"
    ),
    "play": Text("Spel", "Play"),
    "persistence_coaching": Text("Coachen op leren en volhouden", "Academic and persistence coaching"),
    "social_coaching": Text("Sociaal coachen", "Social coaching"),
    EMOTION_COACHING: Text("Emotiecoaching", "Emotion coaching"),
    "praise": Text("Prijzen", "Praise"),
    "rewards": Text("Belonen", "Rewards"),
    "routines_rules": Text("Routines, regels en verantwoordelijkheid", "Routines, rules and responsibility"),
    "clear_limits": Text("Duidelijke grenzen", "Clear limits"),
    "ignoring_redirecting": Text("Negeren en ombuigen", "Ignoring and redirecting"),
    "time_out": Text("Time-out om te kalmeren", "Time-out to calm down"),
    "consequences": Text("Natuurlijke en logische gevolgen", "Natural and logical consequences"),
    "problem_solving_children": Text("Problemen oplossen met kinderen", "Problem solving with children"),
    "problem_solving_adults": Text(
        "Problemen oplossen tussen volwassenen, terugblik en feest",
        "Problem solving between adults, review and celebration",
    ),
}
"""The content of the course in order; a track spends one session on each, or two."""

TWICE_IN_18 = (EMOTION_COACHING, "praise", "clear_limits", "time_out")
TWICE_IN_20 = (*TWICE_IN_18, "social_coaching", "problem_solving_children")

CAN_COVER: dict[str, tuple[str, ...]] = {
    "positive_interaction": (
        "child_directed_play",
        "play",
        "persistence_coaching",
        "social_coaching",
        "praise",
        "rewards",
    ),
    "emotion_communication": (
        EMOTION_COACHING,
        "time_out",
        "problem_solving_children",
        "problem_solving_adults",
    ),
    "consistent_responses": (
        "routines_rules",
        "clear_limits",
        "ignoring_redirecting",
        "time_out",
        "consequences",
    ),
}
EVERY_SESSION_COVERS = ("joint_practice", "home_activities")

REFUSES_CONTACT = Choice(
    "no_contact_wanted", Text("de ouder wil geen contact met school", "the parent wants no contact with school")
)

EMOTION_COMMUNICATION = Element(
    key="emotion_communication",
    name=Text("Praten over emoties en ze tonen", "Talking about emotions and showing them"),
    meaning=Text(
        "Ouders oefenen met praten over emoties, en met emoties tonen.",
        "Parents practise talking about emotions, and showing them.",
    ),
    prompt=Text(
        "Vandaag praten we over gevoelens: hoe u ze laat zien, en hoe u uw kind erbij helpt.",
        "Today we talk about feelings: how you show them, and how you help your child with them.",
    ),
    asked_at=FromTheme(EMOTION_COACHING),
    frequency=AtLeast("emotion_sessions"),
    evidence=(
        EvidenceField(
            key="what_was_practised",
            label=Text("Wat is geoefend?", "What was practised?"),
            kind=FieldKind.TEXT,
            source="S",
        ),
    ),
    reasons=(NOT_DUE_HERE, *USUAL_REASONS),
    follow_ups=USUAL_FOLLOW_UPS,
    source="SL",
)

POSITIVE_INTERACTION = Element(
    key="positive_interaction",
    name=Text("Positieve omgang met het kind", "Positive interaction with the child"),
    meaning=Text(
        "Spel, prijzen, aandacht: positief omgaan met het kind.",
        "Play, praise, attention: positive interaction with the child.",
    ),
    prompt=Text(
        "Vandaag gaat het over samen spelen, aandacht geven en zeggen wat goed gaat.",
        "Today is about playing together, giving attention and saying what goes well.",
    ),
    asked_at=CoveringSteps(),
    frequency=AtLeast("positive_sessions"),
    evidence=(
        EvidenceField(
            key="about",
            label=Text("Waarover ging het?", "What was it about?"),
            kind=FieldKind.CHOICES,
            choices=(
                Choice("play", Text("spel", "play")),
                Choice("praise", Text("prijzen", "praise")),
                Choice("attention", Text("aandacht", "attention")),
            ),
            own_words=True,
            source="S",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="SL",
)

CONSISTENT_RESPONSES = Element(
    key="consistent_responses",
    name=Text("Consequent reageren", "Consistent responses"),
    meaning=Text(
        "Consequent reageren op gedrag; duidelijke, eenduidige regels.",
        "Responding to behaviour consistently; clear, unambiguous rules.",
    ),
    prompt=Text(
        "Vandaag gaat het over duidelijke regels. We oefenen hoe u rustig blijft en elke keer hetzelfde doet.",
        "Today is about clear rules. We practise how to stay calm and do the same each time.",
    ),
    asked_at=CoveringSteps(),
    frequency=AtLeast("consistent_sessions"),
    evidence=(
        EvidenceField(
            key="what_was_practised",
            label=Text("Welke reactie of regel is geoefend?", "Which response or rule was practised?"),
            kind=FieldKind.TEXT,
            source="S",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="SL",
)

JOINT_PRACTICE = Element(
    key="joint_practice",
    name=Text("Samen oefenen", "Joint practice"),
    meaning=Text(
        "Ouders en kinderen krijgen de kans om samen te oefenen: in de groep als er kinderen bij zijn, anders thuis, "
        "afgesproken voor de week.",
        "Parents and children get the chance to practise together: in the room where children attend, otherwise at "
        "home, agreed for the week.",
    ),
    prompt=Text(
        "We oefenen samen wat we net bespraken. Het hoeft niet meteen goed te gaan.",
        "We practise together what we just talked about. It does not have to go well straight away.",
    ),
    asked_at=EACH_SESSION,
    frequency=EachContact(),
    evidence=(
        EvidenceField(
            key="where",
            label=Text("Waar is de kans geboden?", "Where was the chance offered?"),
            kind=FieldKind.CHOICE,
            choices=(
                Choice("in_the_room", Text("in de groep, met kinderen erbij", "in the room, with children")),
                Choice("at_home", Text("thuis, afgesproken voor deze week", "at home, agreed for the week")),
            ),
            source="SPL",
        ),
        EvidenceField(
            key="what_to_practise",
            label=Text("Wat is geoefend of afgesproken?", "What was practised or agreed?"),
            kind=FieldKind.TEXT,
            source="L",
        ),
        EvidenceField(
            key="reviewed_first",
            label=Text(
                "Eerst teruggekeken op het oefenen van vorige week?", "Was last week's practice reviewed first?"
            ),
            kind=FieldKind.YES_NO,
            from_step=2,
            source="L",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="SPL",
)

SHARED_GOALS = Element(
    key="shared_goals",
    name=Text("Gedeelde doelen", "Shared goals"),
    meaning=Text(
        "Doelen die school en ouders samen voor het kind stellen, met een hoge en realistische verwachting, en hoe "
        "ieder eraan werkt. “De ouder wil geen contact met school” is een geldig antwoord.",
        "Goals that school and parents set together for the child, with a high and realistic expectation, and how each "
        "works on them. “The parent wants no contact with school” is a valid answer.",
    ),
    prompt=Text(
        "Wat wenst u voor uw kind? Als u dat goed vindt, maken we daar samen met school een plan voor.",
        "What do you wish for your child? If you agree, we make a plan for it together with school.",
    ),
    asked_at=EACH_SESSION,
    frequency=ByStep("goals_by_session"),
    asked_of=Subject.CHILD,
    evidence=(
        EvidenceField(
            key="goals",
            label=Text(
                "Welke doelen, of wil de ouder geen contact met school?",
                "Which goals, or does the parent want no contact?",
            ),
            kind=FieldKind.CHOICES,
            choices=(REFUSES_CONTACT,),
            own_words=True,
            source="S",
        ),
        EvidenceField(
            key="school_does",
            label=Text("Hoe werkt school eraan?", "How does school work on them?"),
            kind=FieldKind.TEXT,
            not_after=("goals", REFUSES_CONTACT.key),
            source="S",
        ),
        EvidenceField(
            key="parents_do",
            label=Text("Hoe werken ouders eraan?", "How do the parents work on them?"),
            kind=FieldKind.TEXT,
            not_after=("goals", REFUSES_CONTACT.key),
            source="S",
        ),
    ),
    reasons=(
        *USUAL_REASONS,
        Reason(key="school_unreachable", text=Text("school was niet bereikbaar", "school could not be reached")),
    ),
    follow_ups=USUAL_FOLLOW_UPS,
    source="SL",
)

HOME_ACTIVITIES = Element(
    key="home_activities",
    name=Text("Thuisopdrachten", "Home activities"),
    meaning=Text(
        "De thuisopdracht is uitgelegd en uitgedeeld; die van vorige week is aan het begin besproken, elke ouder kwam "
        "aan de beurt.",
        "Home activity explained and handed out; last week's was reviewed at the start, every parent had a turn.",
    ),
    prompt=Text(
        "Dit is de opdracht voor thuis. De volgende keer vragen we hoe het ging.",
        "This is the activity for home. Next time we will ask how it went.",
    ),
    asked_at=EACH_SESSION,
    frequency=EachContact(),
    evidence=(
        EvidenceField(
            key="activity", label=Text("Welke thuisopdracht?", "Which home activity?"), kind=FieldKind.TEXT, source="P"
        ),
        EvidenceField(
            key="reviewed_first",
            label=Text("Is de vorige opdracht aan het begin besproken?", "Was the last one reviewed at the start?"),
            kind=FieldKind.YES_NO,
            from_step=2,
            source="P",
        ),
        EvidenceField(
            key="everyone_had_a_turn",
            label=Text("Kwam elke ouder aan de beurt?", "Did every parent have a turn?"),
            kind=FieldKind.YES_NO,
            from_step=2,
            source="P",
        ),
    ),
    reasons=USUAL_REASONS,
    follow_ups=USUAL_FOLLOW_UPS,
    source="P",
)

CHECKLIST = (
    ChecklistItem(
        key="role_plays",
        text=Text("rollenspelen of oefeningen", "role-plays or practice"),
        kind=ChecklistKind.COUNT,
        shown_first=True,
        source="P",
    ),
    ChecklistItem(
        key="vignettes",
        text=Text("vignetten", "vignettes"),
        kind=ChecklistKind.COUNT,
        advised=(6, 8),
        shown_first=True,
        source="P",
    ),
    ChecklistItem(
        key="vignette_minutes",
        text=Text("minuten besteed aan vignetten (ongeveer 60)", "minutes spent on vignettes (about 60)"),
        kind=ChecklistKind.MINUTES,
        shown_first=True,
        source="P",
    ),
    ChecklistItem(
        key="buddy_pairs",
        text=Text("maatjes gekozen en afgesproken om te bellen", "buddy pairs set"),
        shown_first=True,
        source="P",
    ),
    ChecklistItem(key="agenda_shown", text=Text("agenda getoond", "agenda shown"), source="P"),
    ChecklistItem(
        key="home_activities_first",
        text=Text("thuisopdrachten eerst besproken", "home activities reviewed first"),
        source="P",
    ),
    ChecklistItem(
        key="everyone_had_a_turn", text=Text("elke ouder kwam aan de beurt", "every parent had a turn"), source="P"
    ),
    ChecklistItem(key="effort_praised", text=Text("inzet geprezen", "effort praised"), source="P"),
    ChecklistItem(key="barriers_explored", text=Text("hindernissen besproken", "barriers explored"), source="P"),
    ChecklistItem(key="key_points", text=Text("kernpunten samengevat", "key points summarised"), source="P"),
    ChecklistItem(
        key="evaluation_collected",
        text=Text("evaluatie van ouders opgehaald", "parent evaluation collected"),
        source="P",
    ),
    ChecklistItem(key="both_leaders", text=Text("beide trainers aanwezig", "both leaders present"), source="P"),
    ChecklistItem(key="on_time", text=Text("op tijd begonnen en geëindigd", "started and ended on time"), source="P"),
)

DIAGNOSED = Choice(
    "diagnosed", Text("vastgestelde gedragsstoornis (ODD of CD)", "diagnosed behaviour disorder (ODD or CD)")
)
SERIOUS_BEHAVIOUR = Choice("serious_behaviour", Text("ernstige gedragsproblemen", "serious behaviour problems"))
THREATENED = Choice("threatened", Text("ontwikkeling anderszins bedreigd", "development otherwise threatened"))
INDICATIONS = (DIAGNOSED, SERIOUS_BEHAVIOUR, THREATENED)

HIGH_RISK = Choice("high_risk", Text("hoog risico", "high risk"))
INTERPRETER = Choice("interpreter", Text("werken met tolken", "working with interpreters"))

PREVENTIE = Text("Preventie, 14 bijeenkomsten", "Prevention, 14 sessions")
BEHANDELING = Text("Behandeling, 18 bijeenkomsten", "Treatment, 18 sessions")
UITGEBREID = Text("Uitgebreid, 20 bijeenkomsten", "Extended, 20 sessions")


def _covers(theme: str, number: int) -> tuple[str, ...]:
    content = tuple(key for key, themes in CAN_COVER.items() if theme in themes)
    goals = ("shared_goals",) if number <= GOALS_BY_SESSION else ()
    return (*content, *EVERY_SESSION_COVERS, *goals)


def _part(title: Text, part: int, parts: int) -> Text:
    if parts == 1:
        return title
    return Text(f"{title.nl} ({part} van {parts})", f"{title.en} ({part} of {parts})")


def _sessions(twice: tuple[str, ...]) -> tuple[Step, ...]:
    """One session on each theme in order, two on those in `twice`."""
    planned = [
        (theme, _part(title, part, 1 + (theme in twice)))
        for theme, title in THEMES.items()
        for part in range(1, 2 + (theme in twice))
    ]
    return tuple(
        Step(
            key=f"session-{number:02}",
            number=number,
            kind=StepKind.GROUP_SESSION,
            title=title,
            minutes=120,
            minutes_range=(105, 135),
            covers=_covers(theme, number),
            theme=theme,
            source="P",
        )
        for number, (theme, title) in enumerate(planned, start=1)
    )


def _track(key: str, name: Text, twice: tuple[str, ...] = ()) -> Track:
    return Track(
        key=key,
        name=name,
        cadences=(KindCadence(kind=StepKind.GROUP_SESSION, cadence=Weekly(), source="PL"),),
        steps=_sessions(twice),
        usual_time=time(19, 0),
        source="P",
    )


PROGRAMME = Programme(
    key="pittige-jaren",
    version="1",
    name="Pittige Jaren",
    full_name=Text("Pittige Jaren (Incredible Years), oudergroepen", "Pittige Jaren (Incredible Years), parent groups"),
    symbol=Symbol.CIRCLE,
    summary=Text(
        "Ouders van kinderen van 3 tot en met 8 jaar komen wekelijks twee uur bij elkaar met twee trainers. Ze oefenen "
        "met spel, prijzen, praten over emoties en consequent reageren, en thuis met hun kind.",
        "Parents of children aged 3 up to and including 8 meet weekly for two hours with two leaders. They practise "
        "play, praise, talking about emotions and consistent responses, and at home with their child.",
    ),
    leaders=("trainer",),
    leader_name=Text("trainer", "leader"),
    tracks=(
        _track("preventie-14", PREVENTIE),
        _track("behandeling-18", BEHANDELING, TWICE_IN_18),
        _track("uitgebreid-20", UITGEBREID, TWICE_IN_20),
    ),
    elements=(
        EMOTION_COMMUNICATION,
        POSITIVE_INTERACTION,
        CONSISTENT_RESPONSES,
        JOINT_PRACTICE,
        SHARED_GOALS,
        HOME_ACTIVITIES,
    ),
    conditions=(
        AgeAtStart(from_months=36, before_birthday=9, hard=True, source="S"),
        IndicationRecorded(
            question=Text("De indicatie is vastgelegd.", "The indication is recorded."),
            indications=INDICATIONS,
            hard=False,
            source="P",
        ),
        TrackByIndication(
            tracks=(
                TrackFor(
                    track="preventie-14",
                    name=PREVENTIE,
                    indications=(SERIOUS_BEHAVIOUR.key, THREATENED.key),
                    for_whom=Text("zonder diagnose", "without a diagnosis"),
                ),
                TrackFor(
                    track="behandeling-18",
                    name=BEHANDELING,
                    indications=(DIAGNOSED.key,),
                    for_whom=Text("met een diagnose", "with a diagnosis"),
                ),
                TrackFor(
                    track="uitgebreid-20",
                    name=UITGEBREID,
                    circumstances=(HIGH_RISK.key, INTERPRETER.key),
                    for_whom=Text("bij hoog risico of werken met tolken", "with high risk or interpreters"),
                ),
            ),
            hard=True,
            source="P",
        ),
        TrackAdvised(
            track="uitgebreid-20", name=UITGEBREID, circumstances=(HIGH_RISK, INTERPRETER), hard=False, source="P"
        ),
        TriedBefore(hard=False, source="S"),
    ),
    indications=INDICATIONS,
    circumstances=(HIGH_RISK, INTERPRETER),
    qualifications=(
        Qualification(
            key="pittige-jaren-course",
            name=Text("trainer Pittige Jaren", "Pittige Jaren leader"),
            training=Text("bijzondere training van 3 dagen", "special course of 3 days"),
            source="SP",
        ),
    ),
    plan_rules=(
        QualifiedLeaders(count=2, qualification="pittige-jaren-course", hard=True, source="SP"),
        GroupSize(least=6, most=16, advised_least=8, advised_most=12, hard=True, source="P"),
        JoiningUntil(step="joining_until_session", source="L"),
        CourseCovers(source="SL"),
    ),
    completion=(
        AttendShare(
            kind=StepKind.GROUP_SESSION, percent="completion_percent", catch_ups="catch_ups_counted", source="L"
        ),
        ElementsCovered(
            elements=("emotion_communication", "positive_interaction", "consistent_responses", "shared_goals"),
            source="SL",
        ),
    ),
    alarms=(
        AbsentInARow(times="absent_in_a_row", source="L"),
        GrowingTooOld(months="growing_too_old_months", source="L"),
    ),
    checklist=CHECKLIST,
    evaluation=ParentEvaluation(
        topics=(
            Choice("content", Text("inhoud", "content")),
            Choice("discussion", Text("gesprek in de groep", "discussion")),
            Choice("leader", Text("trainer", "leader")),
        ),
        scale=(
            Choice("1", Text("niet nuttig", "not useful")),
            Choice("2", Text("een beetje nuttig", "a little useful")),
            Choice("3", Text("nuttig", "useful")),
            Choice("4", Text("zeer nuttig", "very useful")),
        ),
        source="P",
    ),
    home_practice=(
        HomePractice(key="home_activity", text=Text("thuisopdracht", "home activity"), source="P"),
        HomePractice(key="reading", text=Text("lezen", "reading"), source="P"),
        HomePractice(key="buddy_call", text=Text("belletje met het maatje", "buddy call"), source="P"),
        HomePractice(
            key="midweek_call",
            text=Text("belletje van een trainer halverwege de week", "midweek call by a leader"),
            source="P",
        ),
    ),
    portfolio=(
        PortfolioItem(key="complete_groups", text=Text("volledige groepen", "complete groups"), count=2, source="P"),
        PortfolioItem(
            key="checklists",
            text=Text("checklist van elke bijeenkomst", "every session checklist"),
            count=0,
            source="P",
        ),
        PortfolioItem(key="attendance", text=Text("aanwezigheid", "attendance"), count=0, source="P"),
        PortfolioItem(
            key="evaluations", text=Text("week- en eindevaluaties", "weekly and final evaluations"), count=0, source="P"
        ),
        PortfolioItem(key="self_ratings", text=Text("zelfbeoordelingen", "self ratings"), count=2, source="P"),
        PortfolioItem(
            key="peer_ratings", text=Text("beoordelingen door een collega", "peer ratings"), count=2, source="P"
        ),
        PortfolioItem(
            key="reviewed_recording", text=Text("beoordeelde opname", "reviewed recording"), count=1, source="P"
        ),
    ),
    places=(
        Choice("group_room", Text("in de groepsruimte", "in the group room")),
        Choice("home", Text("thuis (inhalen)", "at home (catch-up)")),
    ),
    local_defaults=(
        LocalDefault(
            key="emotion_sessions",
            value=2,
            least=1,
            most=14,
            label=Text("bijeenkomsten met praten over emoties", "sessions with talking about emotions"),
        ),
        LocalDefault(
            key="positive_sessions",
            value=4,
            least=1,
            most=14,
            label=Text("bijeenkomsten met positieve omgang", "sessions with positive interaction"),
        ),
        LocalDefault(
            key="consistent_sessions",
            value=3,
            least=1,
            most=14,
            label=Text("bijeenkomsten met consequent reageren", "sessions with consistent responses"),
        ),
        LocalDefault(
            key="goals_by_session",
            value=GOALS_BY_SESSION,
            least=1,
            most=14,
            label=Text("gedeelde doelen uiterlijk bij bijeenkomst", "shared goals at the latest at session"),
        ),
        LocalDefault(
            key="completion_percent",
            value=70,
            label=Text(
                "deel van de bijeenkomsten voor afronden, in procenten", "share of sessions to complete, per cent"
            ),
        ),
        LocalDefault(
            key="catch_ups_counted",
            value=3,
            most=20,
            label=Text("keer inhalen die hoogstens meetelt", "catch-ups that count at most"),
        ),
        LocalDefault(
            key="joining_until_session",
            value=3,
            least=1,
            most=20,
            label=Text("instromen tot en met bijeenkomst", "joining until session"),
        ),
        LocalDefault(
            key="growing_too_old_months",
            value=3,
            least=1,
            most=12,
            label=Text(
                "maanden vooraf melden dat een kind te oud wordt", "months ahead to flag a child growing too old"
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
