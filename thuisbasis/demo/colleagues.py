"""The invented staff of the demo: one or more people for each role, all with an account."""

from dataclasses import dataclass, field

from thuisbasis.permissions import Role

# Shown to whoever starts the demo; it opens invented families alone.
PASSWORD = "thuis-in-de-demo"  # noqa: S105 - meant to be known
DOMAIN = "deladder.example"


@dataclass(frozen=True, kw_only=True)
class Course:
    """A programme's training: which qualification it gave, and how many months ago."""

    programme: str
    qualification: str
    months_ago: int


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """A member of staff. `schools` count from 0, none means the whole organisation; `key` begins the e-mail address."""

    key: str
    given_name: str
    surname: str
    role: Role
    infix: str = ""
    schools: tuple[int, ...] = ()
    languages: tuple[str, ...] = ("nl",)
    courses: tuple[Course, ...] = ()
    supervised: bool = False
    words: str = field(default="")

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


ADMINISTRATOR, COORDINATOR, SCHOOL_COORDINATOR = "beheerder", "coordinator", "coordinator-utrecht"
VISITOR_NORTH, VISITOR_SOUTH, READING = "huisbezoeker", "huisbezoeker2", "pact-begeleider"
TRAINER, SECOND_TRAINER, NEW_TRAINER = "trainer", "trainer2", "trainer3"
SUPERVISOR, OFFICER, DEPUTY = "supervisor", "aandachtsfunctionaris", "vervanger"

# Het Klaverblad in Tilburg has named nobody: there the page of a worry says whom to phone.
WITH_OFFICER = (0, 1)

LEADER_COURSE = "pittige-jaren-course"

COLLEAGUES = (
    Colleague(key=ADMINISTRATOR, given_name="Hanneke", infix="van", surname="Dijk", role=Role.ADMINISTRATOR),
    Colleague(
        key=COORDINATOR,
        given_name="Saida",
        surname="Bennani",
        role=Role.COORDINATOR,
        languages=("nl", "ar", "fr"),
        words="hele organisatie",
    ),
    Colleague(
        key=SCHOOL_COORDINATOR,
        given_name="Joost",
        surname="Meijer",
        role=Role.COORDINATOR,
        schools=(1,),
        words="alleen De Brug",
    ),
    Colleague(key=SUPERVISOR, given_name="Gerda", surname="Wolters", role=Role.SUPERVISOR),
    Colleague(
        key=VISITOR_NORTH,
        given_name="Mirjam",
        surname="Vos",
        role=Role.HOME_VISITOR,
        words="Zaandam",
        courses=(Course(programme="real", qualification="real-training", months_ago=26),),
    ),
    Colleague(
        key=VISITOR_SOUTH,
        given_name="Derya",
        surname="Aydın",
        role=Role.HOME_VISITOR,
        languages=("nl", "tr"),
        words="Tilburg",
        courses=(Course(programme="real", qualification="real-training", months_ago=20),),
    ),
    Colleague(
        key=READING,
        given_name="Wilma",
        surname="Claassen",
        role=Role.PACT_SUPPORTER,
        courses=(Course(programme="pact", qualification="pact-training", months_ago=19),),
    ),
    Colleague(
        key=TRAINER,
        given_name="Ellen",
        infix="de",
        surname="Groot",
        role=Role.TRAINER,
        supervised=True,
        courses=(Course(programme="pittige-jaren", qualification=LEADER_COURSE, months_ago=38),),
    ),
    Colleague(
        key=SECOND_TRAINER,
        given_name="Rachid",
        surname="Azzouz",
        role=Role.TRAINER,
        languages=("nl", "ar", "rif"),
        supervised=True,
        courses=(Course(programme="pittige-jaren", qualification=LEADER_COURSE, months_ago=15),),
    ),
    Colleague(
        key=NEW_TRAINER,
        given_name="Maaike",
        surname="Post",
        role=Role.TRAINER,
        supervised=True,
        words="nog zonder de training",
    ),
    Colleague(
        key=OFFICER,
        given_name="Carolien",
        surname="Stam",
        role=Role.SAFEGUARDING_OFFICER,
        schools=WITH_OFFICER,
    ),
    Colleague(
        key=DEPUTY,
        given_name="Winston",
        surname="Ferrier",
        role=Role.SAFEGUARDING_DEPUTY,
        schools=WITH_OFFICER,
    ),
)
