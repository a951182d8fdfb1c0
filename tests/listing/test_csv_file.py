import csv
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuisbasis.listing.csv_file import csv_bytes, guarded
from thuisbasis.listing.table import Column, Table, Value


@dataclass(frozen=True)
class Family:
    name: str
    phone: str
    extra: Value = None


FAMILIES = Table[Family](
    "Gezinnen",
    (
        Column("name", "Naam", lambda family: family.name),
        Column("phone", "Telefoon", lambda family: family.phone),
        Column("extra", "Overig", lambda family: family.extra),
    ),
)


def _cells(*families: Family) -> list[list[str]]:
    text = csv_bytes(FAMILIES, families).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_excel_recognises_utf_8_and_semicolons() -> None:
    assert csv_bytes(FAMILIES, [Family("Şahin", "")]) == "\ufeffNaam;Telefoon;Overig\r\nŞahin;;\r\n".encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "ja"),
        (False, "nee"),
        (-3, "-3"),
        (0.7, "0,7"),
        (Decimal("12.50"), "12,50"),
        (date(2026, 9, 5), "5-9-2026"),
        (datetime(2026, 12, 1, 18, 0, tzinfo=UTC), "1-12-2026 19:00"),
        ('a;b\n"c"', 'a;b\n"c"'),
    ],
)
def test_a_value_is_written_as_the_dutch_write_it(value: Value, text: str) -> None:
    assert _cells(Family("x", "", value))[1][2] == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=cmd|' /C calc'!A0", "+31 6 =1"]
)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize(
    "phone", ["+31612345678", "+31 6 1234 5678", "+90 (532) 123 45 67", "06 12345678", "+32-2-555.12.12"]
)
def test_a_phone_number_stays_as_it_is(phone: str) -> None:
    assert _cells(Family("x", phone))[1][1] == phone


@pytest.mark.parametrize("text", ["Van 't Hof", "1-2", "a=b", "", "'s-Gravenhage", "3 + 4"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_a_label_is_guarded_too() -> None:
    table = Table[Family]("x", (Column("a", "=1", lambda family: family.name),))
    assert csv_bytes(table, []).decode("utf-8-sig") == "'=1\r\n"


@given(st.text(), st.text())
def test_every_text_comes_back_in_its_own_cell(name: str, phone: str) -> None:
    read = _cells(Family(name, phone))[1]
    expected = [guarded(name), guarded(phone), ""]
    assert read == expected


@given(st.text(min_size=1))
def test_nothing_that_acts_as_a_formula_gets_through(text: str) -> None:
    cell = guarded(text)
    assert not cell.lstrip().startswith(("=", "@")) or cell.startswith("'")
