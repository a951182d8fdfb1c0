"""The languages that families speak and read: BCP 47 codes, named by CLDR in the reader's language."""

from collections.abc import Iterable

from babel import Locale

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

CODES = COMMON + MORE


def name(code: str) -> str:
    """A language's name in the language in force: "Tigrinya". An unknown code is its own name."""
    language = languages.current()
    found = _OWN_NAMES[language].get(code) or Locale.parse(language).languages.get(code)
    return found[:1].upper() + found[1:] if found else code


def names(codes: Iterable[str]) -> str:
    """The names of several languages: "Arabisch, Nederlands"."""
    return ", ".join(name(code) for code in codes)


def is_right_to_left(code: str) -> bool:
    """Whether the language is written from right to left."""
    return Locale.parse(code).text_direction == "rtl" if code in CODES else False
