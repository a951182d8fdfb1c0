"""Reading families that somebody pasted or typed, one a line: "Amina El Idrissi; 06 12345678; Yusuf; 15-9-2021; 1".

Columns may come in any order and may be missing: a telephone number, a date and a groep are known by their looks, a
school by its name, the first name is the parent's and the second the child's. Tabs (from a spreadsheet), semicolons or
commas part them. Plain functions; what cannot be read stays as it was typed, with a sentence on what would be right.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from programmes.facts import GROEPEN, VOORSCHOOL
from thuisbasis import dutch, names
from thuisbasis.dutch import NotUnderstoodError

MOST_LINES = 60
FEWEST_ALIKE = 3

_DATE = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", re.ASCII)
_GROEP = re.compile(r"(?:groep|gr\.?)?\s*(\d{1,2}(?:\s*/\s*\d{1,2})?)\s*[a-z]?", re.ASCII | re.IGNORECASE)
_VOORSCHOOL = re.compile(r"(?:voorschool|peuters?|peutergroep|psz|kdv)", re.IGNORECASE)
_EXCEL_MOBILE = re.compile(r"[1-9]\d{8}", re.ASCII)
_TRAILING_PHONE = re.compile(r"(.*?[^\W\d].*?)[\s:]+([+(]?\d[\d\s()./-]{7,})", re.ASCII)
_INFIXES = frozenset({"van", "de", "den", "der", "het", "'t", "’t", "in", "op", "te", "ten", "ter", "von", "la", "du"})
_KINDS_OF_SCHOOL = re.compile(r"^(?:obs|cbs|rkbs|pcbs|ibs|basisschool|school) ")
_HEADINGS = frozenset(
    {"naam", "ouder", "telefoon", "kind", "geboortedatum", "groep", "voornaam", "achternaam", "tel", "school"}
)


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name in its three parts; any may be empty."""

    given_name: str = ""
    infix: str = ""
    surname: str = ""

    def __bool__(self) -> bool:
        return bool(self.given_name or self.surname)


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The cells of a line as they were typed. `school` is a known school's id, else its name as it was written."""

    parent: str = ""
    phone: str = ""
    child: str = ""
    birth_date: str = ""
    groep: str = ""
    school: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.parent, self.phone, self.child, self.birth_date, self.groep))


@dataclass(frozen=True, kw_only=True)
class FamilyLine:
    """A line as it was understood, with `problems` by cell: what would be right there."""

    cells: Cells
    parent: Name
    child: Name
    phone: str | None = None
    birth_date: date | None = None
    groep: str = ""
    problems: dict[str, str | LazyString] = field(default_factory=dict)


def split_lines(text: str, schools: Mapping[str, str] | None = None) -> list[Cells]:
    """The lines of a pasted text, parted into cells; empty lines and a line of headings are left out.

    `schools`: the id of each known school by its name.
    """
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    parted = [_parts(line) for line in lines]
    if parted and {part.lower().strip(" :") for part in parted[0]} & _HEADINGS and not any(map(_has_digit, parted[0])):
        parted = parted[1:]
    known = {_school_key(name): school_id for name, school_id in (schools or {}).items()}
    often = Counter(_school_key(part) for parts in parted for part in set(parts[1:]) if _kind(part) == "name")
    # What stands on most lines is nobody's name: a school that is not known here.
    unknown = {key for key, times in often.items() if times >= FEWEST_ALIKE and 2 * times > len(parted)}
    return [_cells(parts, known, unknown) for parts in parted]


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _parts(line: str) -> list[str]:
    separator = next((each for each in ("\t", ";", ",") if each in line), None)
    if separator is None:
        trailing = _TRAILING_PHONE.fullmatch(line.strip())
        return [trailing[1], trailing[2]] if trailing else [line.strip()]
    return [part.strip().strip('"') for part in line.split(separator)]


def _school_key(name: str) -> str:
    return _KINDS_OF_SCHOOL.sub("", names.fold(name))


def _cells(parts: list[str], known: Mapping[str, str], unknown: Collection[str]) -> Cells:
    found: dict[str, str] = {}
    for part in filter(None, parts):
        kind = _kind(part)
        key = _school_key(part)
        if kind == "name" and "school" not in found and (key in known or ("parent" in found and key in unknown)):
            found["school"] = known.get(key, part)
            continue
        if kind == "name":
            kind = "child" if "parent" in found else "parent"
        if kind in found:  # more than we know a place for: keep it where it can be read and mended
            found[kind] = f"{found[kind]} {part}"
        else:
            found[kind] = part
    return Cells(**found)


def _kind(part: str) -> str:
    if _DATE.fullmatch(part):
        return "birth_date"
    if _GROEP.fullmatch(part) or _VOORSCHOOL.fullmatch(part):
        return "groep"
    return "name" if any(letter.isalpha() for letter in part) else "phone"


def understand(cells: Cells) -> FamilyLine:
    """What the cells of a line mean. The parent's name is all that a line must have."""
    problems: dict[str, str | LazyString] = {}
    parent = _read(problems, "parent", cells.parent, name_parts) or Name()
    if not parent and "parent" not in problems:
        problems["parent"] = _l("Vul de naam van een ouder in.")
    child = _read(problems, "child", cells.child, name_parts) or Name()
    if not child.surname:
        child = Name(given_name=child.given_name, infix=parent.infix, surname=parent.surname or parent.given_name)
    return FamilyLine(
        cells=cells,
        parent=parent,
        child=child,
        phone=_read(problems, "phone", cells.phone, phone_of),
        birth_date=_read(problems, "birth_date", cells.birth_date, dutch.day),
        groep=_read(problems, "groep", cells.groep, groep_of) or "",
        problems=problems,
    )


def _read(problems: dict[str, str | LazyString], cell: str, typed: str, read: Callable[[str], Any]) -> Any:
    if not typed.strip():
        return None
    try:
        return read(dutch.line(typed))
    except NotUnderstoodError as error:
        problems[cell] = error.message  # type: ignore[assignment]  # a lazy text of either kind
        return None


def name_parts(text: str) -> Name:
    """A name in parts: "Gradje van 't Hof", or as lists have it "Hof, Gradje van 't"."""
    if len(text) > 150:
        raise NotUnderstoodError(_l("Deze naam is te lang. Gebruik hoogstens 150 tekens."))
    if _has_digit(text):
        raise NotUnderstoodError(_l("In een naam staan geen cijfers. Zet naam en telefoonnummer in eigen vakken."))
    surname, comma, rest = (part.strip() for part in text.partition(","))
    words = (rest if comma else surname).split()
    infix_from = next((i for i, word in enumerate(words) if word.lower() in _INFIXES), len(words))
    if comma:
        return Name(
            given_name=" ".join(words[:infix_from]), infix=" ".join(words[infix_from:]).lower(), surname=surname
        )
    if infix_from == len(words):
        return Name(given_name=words[0], surname=" ".join(words[1:])) if words else Name()
    infix_until = infix_from
    while infix_until < len(words) - 1 and words[infix_until].lower() in _INFIXES:
        infix_until += 1
    return Name(
        given_name=" ".join(words[:infix_from]),
        infix=" ".join(words[infix_from:infix_until]).lower(),
        surname=" ".join(words[infix_until:]),
    )


def phone_of(text: str) -> str:
    """A telephone number as E.164, also one whose first 0 a spreadsheet dropped."""
    return dutch.phone(f"0{text}" if _EXCEL_MOBILE.fullmatch(text) else text)


def groep_of(text: str) -> str:
    """A groep: "voorschool" or "1" to "8"."""
    if _VOORSCHOOL.fullmatch(text):
        return VOORSCHOOL
    found = _GROEP.fullmatch(text)
    if found and found[1] in GROEPEN:
        return found[1]
    raise NotUnderstoodError(_l("Vul één groep in: voorschool, of 1 tot en met 8."))
