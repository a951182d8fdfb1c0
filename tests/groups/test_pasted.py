"""What people paste is read as they mean it; what cannot be read keeps its place and says what would be right."""

from datetime import date

import pytest

from thuisbasis.groups.pasted import Cells, Name, name_parts, split_lines, understand


def only(text: str) -> Cells:
    (cells,) = split_lines(text)
    return cells


@pytest.mark.parametrize(
    "line",
    [
        "Amina El Idrissi; 06 12345678; Yusuf; 15-9-2021; 1",
        "Amina El Idrissi\t06 12345678\tYusuf\t15-9-2021\t1",
        "Amina El Idrissi, 06 12345678, Yusuf, 15-9-2021, 1",
        "Amina El Idrissi;Yusuf;15-9-2021;groep 1;06 12345678",
    ],
)
def test_a_line_is_read_whatever_parts_it_and_in_any_order(line: str) -> None:
    found = understand(only(line))
    assert found.parent == Name(given_name="Amina", surname="El Idrissi")
    assert (found.phone, found.birth_date, found.groep) == ("+31612345678", date(2021, 9, 15), "1")
    assert found.child == Name(given_name="Yusuf", surname="El Idrissi")
    assert found.problems == {}


def test_a_name_and_a_number_are_enough() -> None:
    found = understand(only("Fatma Yılmaz 0612345678"))
    assert found.parent == Name(given_name="Fatma", surname="Yılmaz")
    assert found.phone == "+31612345678"
    assert found.birth_date is None
    assert found.problems == {}


def test_missing_parts_leave_the_rest_in_its_place() -> None:
    found = understand(only("Jan de Vries;;;3-4-2020;"))
    assert found.parent == Name(given_name="Jan", infix="de", surname="Vries")
    assert (found.phone, found.birth_date) == (None, date(2020, 4, 3))
    assert found.child == Name(infix="de", surname="Vries")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Gradje van 't Hof", ("Gradje", "van 't", "Hof")),
        ("Hof, Gradje van 't", ("Gradje", "van 't", "Hof")),
        ("Anna Maria van der Berg", ("Anna Maria", "van der", "Berg")),
        ("Amina", ("Amina", "", "")),
        ("Abdi Hassan Mohamed", ("Abdi", "", "Hassan Mohamed")),
        ("Van der Berg", ("", "van der", "Berg")),
    ],
)
def test_names_fall_into_their_three_parts(typed: str, parts: tuple[str, str, str]) -> None:
    found = name_parts(typed)
    assert (found.given_name, found.infix, found.surname) == parts


def test_a_spreadsheet_that_dropped_the_zero_is_understood() -> None:
    assert understand(only("Olena Shevchenko\t612345678")).phone == "+31612345678"


def test_headings_and_empty_lines_are_no_families() -> None:
    text = "Naam;Telefoon;Kind\r\n\r\nJan Bos;0612345678;Mees\r\n"
    assert [cells.parent for cells in split_lines(text)] == ["Jan Bos"]


@pytest.mark.parametrize(
    ("line", "cell", "hint"),
    [
        ("Jan Bos;06-1234;Mees", "phone", "telefoonnummer"),
        ("Jan Bos;06-12", "phone", "telefoonnummer"),
        ("Jan Bos;0612345678;Mees;31-2-2020", "birth_date", "bestaat niet"),
        ("Jan Bos;0612345678;Mees;3-4-2020;1/2", "groep", "Vul één groep in"),
        ("Jan Bos;0612345678;Mees;3-4-2020;9", "groep", "1 tot en met 8"),
        (";0612345678;;", "parent", "naam van een ouder"),
        ("J4n Bos;0612345678", "parent", "geen cijfers"),
        ("Jan\x00Bos;0612345678", "parent", "teken"),
    ],
)
def test_what_cannot_be_read_says_at_its_place_what_would_be_right(line: str, cell: str, hint: str) -> None:
    cells = only(line)
    found = understand(cells)
    assert hint in str(found.problems[cell])
    assert found.cells is cells


def test_no_part_of_a_line_gets_lost() -> None:
    cells = only("Jan Bos;0612345678;Mees;komt via de gymleraar")
    assert cells.child == "Mees komt via de gymleraar"


def test_a_school_is_known_by_its_name_and_is_nobodys_child() -> None:
    text = "Ouder\tSchool\tTelefoon\nAmina El Idrissi\tobs De Brug\t06 12345678\nJan de Wit\tde brug\t06 12345679"
    read = split_lines(text, {"De Brug": "id-of-de-brug"})
    assert [(each.parent, each.school, each.child) for each in read] == [
        ("Amina El Idrissi", "id-of-de-brug", ""),
        ("Jan de Wit", "id-of-de-brug", ""),
    ]


def test_what_stands_on_most_lines_is_a_school_that_is_not_known() -> None:
    text = "\n".join(
        f"Ouder{letter} Bos; De Regenboog; 06 1234567{at}; Kind{letter}" for at, letter in enumerate("abcd")
    )
    read = split_lines(text, {"De Brug": "id-of-de-brug"})
    assert {each.school for each in read} == {"De Regenboog"}
    assert [each.child for each in read] == ["Kinda", "Kindb", "Kindc", "Kindd"]


def test_two_children_of_one_name_are_children() -> None:
    read = split_lines("An Bos; Noor; 06 12345678\nBo Vos; Noor; 06 12345679\nCo Bos; Sem; 06 12345670")
    assert [(each.child, each.school) for each in read] == [("Noor", ""), ("Noor", ""), ("Sem", "")]
