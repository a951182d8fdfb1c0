"""What trainers wrote in the records of parent groups, by the theme of the session. In our own words."""

from dataclasses import dataclass

from thuisbasis.demo.filling import Words


@dataclass(frozen=True, kw_only=True)
class SessionText:
    """One session: what was practised, what families took home, and a remark."""

    content: str
    practice: str
    home_activity: str
    about: tuple[str, ...] = ()
    notes: str = ""

    @property
    def words(self) -> Words:
        """As answers to the elements."""
        return {
            ("joint_practice", "where"): "at_home",
            ("joint_practice", "what_to_practise"): self.practice,
            ("joint_practice", "reviewed_first"): True,
            ("home_activities", "activity"): self.home_activity,
            ("positive_interaction", "about"): list(self.about or ("attention",)),
            ("emotion_communication", "what_was_practised"): self.content,
            ("consistent_responses", "what_was_practised"): self.content,
        }


TEXTS: dict[str, SessionText] = {
    "child_directed_play": SessionText(
        content="Kennismaking, doelen van elke ouder op een kaart; spel volgen in tweetallen geoefend.",
        practice="Elke dag tien minuten spelen waarbij het kind de leiding heeft.",
        home_activity="Tien minuten spel per dag, en opschrijven wat opviel.",
        about=("play", "attention"),
        notes="Iedereen kwam aan het woord. Koffie en kinderopvang hielpen bij de start.",
    ),
    "play": SessionText(
        content="Beschrijven wat het kind doet, zonder vragen of opdrachten.",
        practice="Spelen en hardop beschrijven; één ouder speelde het voor met blokken.",
        home_activity="Tien minuten spel per dag, nu met beschrijvend praten.",
        about=("play",),
    ),
    "persistence_coaching": SessionText(
        content="Volhouden benoemen: “je blijft proberen, ook nu het lastig is”.",
        practice="Bij een puzzel of huiswerk het volhouden van het kind benoemen.",
        home_activity="Elke dag één keer volhouden benoemen en noteren wat het kind deed.",
        about=("attention", "praise"),
    ),
    "social_coaching": SessionText(
        content="Delen, wachten en vragen benoemen tijdens spel met een broer of zus.",
        practice="Een spelletje met zijn drieën; delen en op de beurt wachten prijzen.",
        home_activity="Eén spel met broer, zus of vriendje begeleiden.",
        about=("play", "praise"),
        notes="Het vorige onderwerp riep veel vragen op; daardoor liep de tijd uit.",
    ),
    "emotion_coaching": SessionText(
        content="Gevoelens benoemen tijdens spel, eigen gevoel rustig laten zien.",
        practice="Elke dag drie gevoelens van het kind benoemen, ook de prettige.",
        home_activity="Gevoelens benoemen tijdens spel; het kaartje hangt op de koelkast.",
        notes="Veel herkenning. Twee ouders vertelden hoe thuis over boosheid werd gezwegen.",
    ),
    "praise": SessionText(
        content="Gericht prijzen: meteen, dichtbij en over wat het kind deed.",
        practice="Vijf keer per dag gericht prijzen, met oogcontact.",
        home_activity="Eén lastige situatie kiezen en daar het gewenste gedrag prijzen.",
        about=("praise",),
    ),
    "rewards": SessionText(
        content="Een beloningskaart maken met kleine stappen die het kind kan halen.",
        practice="De kaart samen met het kind maken en twee dagen proberen.",
        home_activity="Beloningskaart voor één doel; meenemen naar de volgende keer.",
        about=("praise", "attention"),
        notes="De kaarten zijn in de groep gemaakt; ouders hielpen elkaar met vertalen.",
    ),
    "routines_rules": SessionText(
        content="Ochtend en bedtijd in vaste stappen, met plaatjes.",
        practice="De bedtijdroutine samen met het kind tekenen en een week volgen.",
        home_activity="Eén routine kiezen en elke avond hetzelfde doen.",
    ),
    "clear_limits": SessionText(
        content="Korte, duidelijke opdrachten geven en het opvolgen prijzen.",
        practice="Opdrachten positief zeggen: wat het kind wél mag doen.",
        home_activity="Drie opdrachten per dag bewust kort en rustig geven.",
    ),
    "ignoring_redirecting": SessionText(
        content="Zeuren negeren, weer aandacht geven zodra het stopt; afleiden naar spel.",
        practice="Eén gedrag kiezen om te negeren en het tegendeel te prijzen.",
        home_activity="Bijhouden wanneer negeren lukte en wat hielp om rustig te blijven.",
    ),
    "time_out": SessionText(
        content="Rustmoment uitleggen aan het kind als het kalm is; zelf rustig blijven.",
        practice="Samen met het kind de rustplek inrichten en oefenen met ademhalen.",
        home_activity="De rustplek maken en één keer oefenen op een goed moment.",
    ),
    "consequences": SessionText(
        content="Gevolgen die bij het gedrag passen, vooraf gezegd en kort.",
        practice="Met de partner twee gevolgen afspreken die bij thuis passen.",
        home_activity="Eén logisch gevolg proberen en opschrijven hoe het ging.",
    ),
    "problem_solving_children": SessionText(
        content="Met het kind drie oplossingen bedenken, met poppen of een verhaal.",
        practice="Een ruzie van deze week naspelen en oplossingen verzinnen.",
        home_activity="Samen een probleem van het kind oplossen en de oplossing tekenen.",
    ),
    "problem_solving_adults": SessionText(
        content="Een gesprek met een andere volwassene voorbereiden; terugblik en feest.",
        practice="Met de partner of een vriendin één afspraak maken over thuis.",
        home_activity="Het plan voor de komende maanden op de koelkast.",
        notes="Feestelijk afgesloten; elke ouder vertelde waar hij of zij trots op is.",
    ),
}

GOALS = (
    ("Rustig blijven als iets niet lukt", "De leerkracht benoemt het gevoel en geeft een rustplek.",
     "Vader en moeder benoemen het gevoel en wachten even met helpen."),
    ("Meedoen in de kring zonder weg te lopen", "Korte beurten en een vaste plaats naast de leerkracht.",
     "Thuis oefenen met een spelletje om de beurt."),
    ("Eerst vragen, dan pakken", "School prijst het vragen en speelt het na met poppen.",
     "Thuis prijzen als het lukt, ook bij broer of zus."),
    ("Op tijd naar bed en uitgerust op school", "School vertelt wekelijks hoe de ochtend ging.",
     "Elke avond dezelfde stappen, telefoon uit na half acht."),
    ("Praten in plaats van slaan", "Op het plein loopt iemand mee en helpt woorden vinden.",
     "Thuis de gevoelskaart gebruiken."),
)  # fmt: skip
"""Goals of school and parents together: the goal, what school does, what the parents do."""


def goal_words(turn: int) -> Words:
    """The goals of one child."""
    goal, school, parents = GOALS[turn % len(GOALS)]
    return {
        ("shared_goals", "goals"): [goal],
        ("shared_goals", "school_does"): school,
        ("shared_goals", "parents_do"): parents,
    }
