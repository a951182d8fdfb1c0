"""The languages that families speak and read: codes (BCP 47), and their names in the reader's language."""

from babel import Locale

from thuisbasis import languages

TONGUES = (
    "nl", "en", "ar", "tr", "rif", "zgh", "pl", "uk", "ti", "am", "so", "fa", "ps", "ku", "ckb", "ur", "hi", "pa", "ta",
    "zh", "vi", "th", "id", "ru", "bg", "ro", "hu", "sr", "hr", "bs", "sq", "el", "it", "es", "pt", "fr", "de", "pap",
    "srn", "ak", "yo", "ig", "sw", "fy", "rom",
)  # fmt: skip
"""What is offered to choose from: languages that Dutch schools hear most."""

_OWN_NAMES = {
    "nl": {"rif": "Berbers (Tarifit)", "zgh": "Berbers (Tamazight)", "ku": "Koerdisch (Kurmanci)",
           "ckb": "Koerdisch (Sorani)", "ak": "Twi", "fa": "Perzisch (Farsi, Dari)"},
    "en": {"rif": "Berber (Tarifit)", "zgh": "Berber (Tamazight)", "ku": "Kurdish (Kurmanji)",
           "ckb": "Kurdish (Sorani)", "ak": "Twi", "fa": "Persian (Farsi, Dari)"},
}  # fmt: skip
"""Where CLDR's name says too much or too little for a family's page."""


def tongue_name(code: str) -> str:
    """A language's name in the language in force; the code itself when it has none."""
    reader = languages.current()
    own = _OWN_NAMES.get(reader, {}).get(code)
    return own or str(Locale(reader).languages.get(code) or code)


def tongue_choices(first: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Codes with names to choose from: those in `first` (the family's own) on top, the others by name."""
    others = sorted((code for code in TONGUES if code not in first), key=lambda code: tongue_name(code).casefold())
    return [(code, tongue_name(code)) for code in (*dict.fromkeys(first), *others)]
