"""The invented people of the demo: names, languages and circumstances as they are in Dutch schools, nobody real.

Ages are in months on the day of the demo, so that they hold whenever it is seeded. Telephone numbers lie in the range
06 12 34 xx xx; e-mail addresses end in .example.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Child:
    """A child of the cast. `months` is its age on the day of the demo."""

    name: str
    months: int


@dataclass(frozen=True, kw_only=True)
class Parent:
    """A parent of the cast. Languages are BCP 47 codes; `surname` holds an infix before a comma: "van den, Berg"."""

    name: str
    surname: str
    speaks: tuple[str, ...] = ("nl",)
    reads: tuple[str, ...] = ("nl",)
    own_script: str = ""
    prefers_calls: bool = False
    needs_interpreter: bool = False


@dataclass(frozen=True, kw_only=True)
class Household:
    """A family of the cast. `school` counts from 0.

    `apart`: the second parent lives at another address; `without_authority`: and has no parental authority;
    `one_takes_part`: only the first comes along to a programme.
    """

    parents: tuple[Parent, ...]
    children: tuple[Child, ...]
    school: int
    note: str = ""
    is_secret: bool = False
    apart: bool = False
    without_authority: bool = False
    one_takes_part: bool = False


def _family(
    school: int, surname: str, parents: str, children: str, speaks: str = "nl", reads: str = "nl", **more: object
) -> Household:
    """A family in a line: "Fatima Youssef", "Amina 51, Bilal 80"; languages divided by blanks, "" for none."""
    flags = {name: bool(more.pop(name, False)) for name in ("prefers_calls", "needs_interpreter")}
    scripts = str(more.pop("own_script", "")).split("|")
    people = tuple(
        Parent(
            name=name.strip(),
            surname=surname,
            speaks=tuple(speaks.split()),
            reads=tuple(reads.split()),
            own_script=scripts[at] if at < len(scripts) else "",
            **flags,
        )
        for at, name in enumerate(parents.split(","))
    )
    young = tuple(
        Child(name=part.rsplit(" ", 1)[0].strip(), months=int(part.rsplit(" ", 1)[1])) for part in children.split(",")
    )
    return Household(parents=people, children=young, school=school, **more)  # type: ignore[arg-type]


# The parent group half-way: twelve families, children of three to eight.
HALFWAY = (
    _family(1, "El Idrissi", "Fatima, Youssef", "Amina 62", "ar nl", "ar nl", prefers_calls=True),
    _family(1, "de, Vries", "Sanne", "Daan 71"),
    _family(1, "Yılmaz", "Ayşe, Mehmet", "Elif 58, Kerem 90", "tr nl", "tr nl"),
    _family(1, "Kowalska", "Agnieszka", "Zuzanna 66", "pl en", "pl"),
    _family(1, "van den, Berg", "Marieke, Tim", "Sem 80"),
    _family(
        1,
        "Tesfay",
        "Selam",
        "Natnael 54",
        "ti",
        "ti",
        own_script="ሰላም ተስፋይ",
        needs_interpreter=True,
        prefers_calls=True,
    ),
    _family(1, "Jansen", "Petra", "Lieke 75", note="Werkt in ploegendienst; bellen na 14 uur."),
    _family(1, "Bouzid", "Nadia, Karim", "Ilyas 69", "ar fr nl", "fr nl", one_takes_part=True),
    _family(1, "Shevchenko", "Olena", "Marko 60", "uk ru", "uk", own_script="Олена Шевченко", needs_interpreter=True),
    _family(1, "van 't, Hof", "Gradje, Henk", "Bram 88", one_takes_part=True),
    _family(1, "Sital", "Priya", "Rohan 65", "nl hi", "nl"),
    _family(1, "Hassan Ali", "Hodan", "Zakaria 57", "so nl", "so", prefers_calls=True),
)

# The parent group that cannot start yet: one leader without the course, too few parents.
FORMING = (
    _family(0, "Bakker", "Ilse", "Noor 63"),
    _family(0, "Demir", "Zeynep", "Emir 70", "tr nl", "nl"),
    _family(0, "Popescu", "Ioana", "Andrei 55", "ro en", "ro"),
    _family(0, "Visser", "Kim", "Jayden 84"),
)

# The reading cohort: ten children from voorschool to groep 5.
READERS = (
    _family(2, "Ahmadi", "Maryam, Reza", "Parisa 78", "fa nl", "fa nl", own_script="مریم احمدی|رضا احمدی"),
    _family(2, "Smits", "Chantal", "Finn 85"),
    _family(2, "Okafor", "Blessing", "Chidi 92", "en", "en"),
    _family(2, "Dimitrova", "Elena", "Stefan 74", "bg", "bg", needs_interpreter=True),
    _family(2, "Janssens", "Loes, Piet", "Saar 81"),
    _family(2, "García", "Lucía", "Mateo 96", "es nl", "es nl"),
    _family(
        2,
        "Haddad",
        "Rania",
        "Yusuf 90",
        "ar",
        "ar",
        own_script="رانيا حداد",
        needs_interpreter=True,
        prefers_calls=True,
    ),
    _family(2, "Peeters", "Anouk", "Guus 77"),
    _family(
        2,
        "Öztürk",
        "Hatice",
        "Defne 83",
        "tr",
        "",
        prefers_calls=True,
        note="Leest geen Nederlands en weinig Turks; voorlezen uit prentenboeken.",
    ),
    _family(2, "Maas", "Ria", "Tess 94", note="Oma leest mee: moeder werkt in de avond."),
)

# The home visits: sixteen families with kleuters, two visitors.
VISITED = (
    _family(0, "Benali", "Samira", "Adam 52", "ar nl", "nl"),
    _family(0, "de, Jong", "Kelly", "Milan 57"),
    _family(0, "Çelik", "Emine, Hasan", "Yusuf 61, Meryem 50", "tr nl", "tr"),
    _family(0, "Nowak", "Katarzyna", "Oliwia 55", "pl", "pl", needs_interpreter=True),
    _family(0, "Gebremedhin", "Almaz", "Hermon 64", "ti", "ti", own_script="ኣልማዝ ገብረመድህን", needs_interpreter=True),
    _family(0, "Willems", "Bianca, Ron", "Fleur 59", apart=True),
    _family(0, "Al-Khatib", "Hiba", "Omar 53", "ar", "ar", own_script="هبة الخطيب", prefers_calls=True),
    _family(0, "Hendriks", "Joyce", "Levi 66", is_secret=True, note="Geheim adres: nooit een kaart of route meegeven."),
    _family(2, "Mohamud", "Ifrah", "Sagal 58", "so", "", needs_interpreter=True, prefers_calls=True),
    _family(2, "van der, Linden", "Esther", "Pim 62"),
    _family(2, "Kaya", "Sevgi", "Deniz 56", "tr nl", "nl"),
    _family(2, "Kravchuk", "Iryna", "Sofiia 60", "uk", "uk", own_script="Ірина Кравчук", needs_interpreter=True),
    _family(2, "Dekker", "Manon", "Julia 54"),
    _family(2, "Rahimi", "Zahra", "Ali 63", "fa", "fa", own_script="زهرا رحیمی"),
    _family(2, "Vermeulen", "Linda", "Thijs 65"),
    _family(2, "Ionescu", "Mihaela", "Luca 51", "ro", "ro"),
)

# The parent group of last year: all but one completed it.
EARLIER = (
    _family(1, "Brouwer", "Nicole, Erik", "Isa 58", apart=True, without_authority=True),
    _family(1, "Wójcik", "Magdalena", "Jakub 76", "pl nl", "pl nl"),
    _family(1, "Abdi", "Faduma", "Amal 52", "so nl", "so"),
    _family(1, "Hoekstra", "Renate", "Mees 87"),
    _family(1, "Silva", "Carla", "Beatriz 64", "pt nl", "pt"),
    _family(1, "Chen", "Mei", "Lin 79", "zh nl", "zh", own_script="陈梅"),
    _family(1, "Sow", "Aïssatou", "Mariama 66", "fr", "fr"),
)

# One family that completed its home visits, one that paused them, and one that left the reading cohort.
COMPLETED = _family(2, "van, Leeuwen", "Astrid", "Boaz 69")
PAUSED = _family(2, "Rosario", "Maribel", "Diego 59", "es pap nl", "es nl")
STOPPED = _family(2, "Martens", "Saskia, Bart", "Wout 83")

# Those who are not in a programme (yet).
DECLINED = _family(0, "Mulder", "Wendy", "Sven 73")
PROPOSED = _family(0, "Amrani", "Khadija", "Nora 49", "ar nl", "nl")
TOO_OLD_SOON = _family(0, "Postma", "Femke", "Jorrit 105", note="Wordt binnen drie maanden negen.")
UNREACHED = _family(0, "Arslan", "Fadime", "Eymen 67", "tr", "tr", prefers_calls=True)
WAITING_TO_READ = _family(2, "Georgiev", "Maria", "Viktor 72", "bg nl", "bg nl")
WAITING_FOR_VISITS = _family(2, "Kuipers", "Denise", "Evi 56")
UNREACHED_VISITS = _family(2, "Yusuf", "Amina", "Khalid 61", "so", "so", needs_interpreter=True)
NEW = _family(0, "Prins", "Mandy", "Ruby 60")

OTHERS = (DECLINED, PROPOSED, TOO_OLD_SOON, UNREACHED, WAITING_TO_READ, WAITING_FOR_VISITS, UNREACHED_VISITS, NEW)

EVERYBODY = (*HALFWAY, *FORMING, *READERS, *VISITED, *EARLIER, COMPLETED, PAUSED, STOPPED, *OTHERS)
