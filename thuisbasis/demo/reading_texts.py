"""What the reading cohort's records and week plans say: books by groep, strategies, and remarks."""

from dataclasses import dataclass

from thuisbasis.demo.filling import Words


@dataclass(frozen=True)
class Book:
    """A title with its level and why it fits this child."""

    title: str
    level: str
    why: str


KLEUTERS = (
    Book("Rupsje Nooitgenoeg", "prentenboek", "Kent de dagen van de week nog niet allemaal."),
    Book("De Gruffalo", "prentenboek", "Rijm houdt de aandacht vast."),
    Book("Kikker is verliefd", "prentenboek", "Veel gevoelswoorden om samen te benoemen."),
    Book("Wij gaan op berenjacht", "prentenboek", "Herhaling: het kind leest mee."),
    Book("Nijntje in het museum", "prentenboek", "Korte zinnen; moeder leest nog zoekend."),
    Book("Boer Boris gaat naar zee", "prentenboek", "Tellen en rijmen, past bij het thema in de klas."),
)
BEGINNERS = (
    Book("Sik de geit", "AVI Start", "Korte woorden met de letters die de klas nu kent."),
    Book("Ik ben een dier", "AVI M3", "Weinig tekst op een bladzijde, veel om over te praten."),
    Book("Een huis voor Boot", "AVI M3", "Kan de klanken al samenvoegen, nu nog vlotter."),
    Book("Superjuffie!", "AVI E3", "Wil grappige boeken; om en om lezen met moeder."),
    Book("Raf de rat", "AVI Start", "Net onder het niveau: eerst weer lukt-het-boeken."),
    Book("Kees en de koe", "AVI M3", "Dieren zijn favoriet; klank voor klank lukt hier goed."),
)
READERS = (
    Book("Dummie de mummie", "AVI M4", "Spannend genoeg om door te lezen."),
    Book("De waanzinnige boomhut van 13 verdiepingen", "AVI E4", "Veel plaatjes tussen de tekst."),
    Book("Pluk van de Petteflet", "AVI M4", "Voorlezen en meelezen om de bladzijde."),
    Book("Meester Jaap", "AVI E4", "Korte hoofdstukken, één per avond."),
    Book("Hoe overleef ik groep 5?", "AVI M5", "Herkenning; moeder leest de lange stukken."),
    Book("Mees Kees", "AVI E4", "Gesprekken zijn goed om vlot te leren lezen."),
)

STRATEGIES = (
    ["ask_about_pictures"],
    ["new_words"],
    ["tell_again"],
    ["read_in_turn", "praise_effort"],
    ["sound_out"],
    ["praise_effort"],
)

SAID = (
    "Uw tijd met het boek helpt echt; u hoeft niet foutloos te lezen.",
    "Lezen in de eigen taal telt helemaal mee.",
    "Vijf keer kort is beter dan één keer lang.",
    "Praten over het verhaal is net zo belangrijk als de letters.",
)

NOTICED = (
    "Vraagt nu zelf om het boek.",
    "Las de laatste bladzijde alleen.",
    "Drie avonden ging goed, in het weekend kwam het er niet van.",
    "Zusje wil ook; ze lezen nu samen.",
    "Was moe na school; ze lezen nu voor het eten.",
    "Kende vier nieuwe woorden uit het boek.",
    "Moeder las voor in de eigen taal, kind vertelde na in het Nederlands.",
    "Gokt nog bij lange woorden.",
)


def book_for(groep: str, turn: int) -> Book:
    """A book that fits the groep."""
    shelf = KLEUTERS if groep in ("voorschool", "1", "2") else BEGINNERS if groep == "3" else READERS
    return shelf[turn % len(shelf)]


def skill_for(groep: str, week: int, turn: int) -> str:
    """The skill in focus: one at a time, for a block of weeks."""
    skills = ("vocabulary", "narrative", "sounds") if groep in ("voorschool", "1", "2") else ("decoding", "fluency")
    return skills[((week - 1) // 5 + turn) % len(skills)]


def material_words(book: Book, to_whom: str, *, given: bool) -> Words:
    """A book as the material that was chosen."""
    return {
        ("selected_materials", "title"): book.title,
        ("selected_materials", "level"): book.level,
        ("selected_materials", "why_it_fits"): book.why,
        ("selected_materials", "handed_over"): "given" if given else "lent",
        ("selected_materials", "to_whom"): to_whom,
    }
