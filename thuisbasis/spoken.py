"""The languages that families speak and read: BCP 47 codes, named by CLDR in the reader's language."""

from collections.abc import Iterable

from babel import Locale, localedata

from thuisbasis import languages

# Offered first: those for which the product has texts for families.
COMMON = ("nl", "ar", "tr", "pl", "uk", "ti", "so", "fa", "en", "es", "fr", "ro", "bg")

MORE = (
    "ak", "am", "az", "ber", "bs", "ckb", "cs", "de", "dse", "el", "fy", "hi", "hr", "hu", "hy", "id", "ig", "it", "ja",
    "ka", "ku", "lt", "lv", "pa", "pap", "prs", "ps", "pt", "rom", "ru", "sk", "sq", "sr", "srn", "sw", "ta", "th",
    "ur", "vi", "yo", "yue", "zh",
)  # fmt: skip

# What CLDR does not name, or names in a way that families do not use.
_OWN_NAMES = {
    "nl": {
        "ber": "Berbers",
        "ckb": "Koerdisch (Sorani)",
        "dse": "Nederlandse Gebarentaal",
        "ku": "Koerdisch (Kurmanci)",
        "prs": "Dari",
        "rom": "Romani",
    },
    "en": {
        "ber": "Berber",
        "ckb": "Kurdish (Sorani)",
        "dse": "Dutch Sign Language",
        "ku": "Kurdish (Kurmanji)",
        "prs": "Dari",
        "rom": "Romani",
    },
}

# Written from right to left, yet without a locale in CLDR.
_RIGHT_TO_LEFT = frozenset({"prs"})

CODES = COMMON + MORE


def name(code: str) -> str:
    """A language's name in the language in force: "Tigrinya". An unknown code is its own name."""
    language = languages.current()
    found = _OWN_NAMES[language].get(code) or Locale.parse(language).languages.get(code)
    return found[:1].upper() + found[1:] if found else code


def own_name(code: str) -> str:
    """A language's name for itself: "Türkçe", "العربية". Where CLDR has none, as the reader calls it."""
    found = Locale.parse(code).languages.get(code) if localedata.exists(code) else None
    return found[:1].upper() + found[1:] if found else name(code)


def names(codes: Iterable[str]) -> str:
    """The names of several languages: "Arabisch, Nederlands"."""
    return ", ".join(name(code) for code in codes)


def is_right_to_left(code: str) -> bool:
    """Whether the language is written from right to left."""
    return direction(code) == "rtl"


def direction(code: str) -> str:
    """The direction of writing, "rtl" or "ltr"."""
    known = localedata.exists(code)
    return Locale.parse(code).text_direction if known else "rtl" if code in _RIGHT_TO_LEFT else "ltr"
