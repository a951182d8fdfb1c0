"""Evidence has a type, and 0 and "no" are answers."""

import pytest

from programmes.evidence import EvidenceField, FieldKind, Value, grid_pairs, missing
from programmes.text import Choice, Text

WORDS = Text("vraag", "question")
CHOICES = (Choice("told", WORDS), Choice("shown", WORDS, ("1",)))


def field(kind: FieldKind, **more: object) -> EvidenceField:
    return EvidenceField(key="it", label=WORDS, kind=kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldKind.TEXT, "iets"),
        (FieldKind.COUNT, 0),
        (FieldKind.MINUTES, 20),
        (FieldKind.LANGUAGE, "ti"),
        (FieldKind.YES_NO, False),
        (FieldKind.CHOICE, "told"),
        (FieldKind.CHOICES, ["told", "shown"]),
        (FieldKind.GRID, [["told", "shown"]]),
        (FieldKind.COUNT, None),
        (FieldKind.CHOICES, []),
    ],
)
def test_a_fitting_or_empty_value_is_no_misfit(kind: FieldKind, value: Value) -> None:
    assert field(kind, choices=CHOICES, rows=CHOICES, columns=CHOICES).misfit(value) is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldKind.TEXT, 3),
        (FieldKind.COUNT, -1),
        (FieldKind.COUNT, "3"),
        (FieldKind.COUNT, True),
        (FieldKind.YES_NO, 1),
        (FieldKind.CHOICE, "sung"),
        (FieldKind.CHOICE, ["told"]),
        (FieldKind.CHOICES, "told"),
        (FieldKind.CHOICES, ["sung"]),
        (FieldKind.CHOICES, [1]),
        (FieldKind.GRID, [["told", "sung"]]),
        (FieldKind.GRID, ["told"]),
        (FieldKind.GRID, "told"),
    ],
)
def test_a_value_of_another_kind_or_off_the_list_is_a_misfit(kind: FieldKind, value: Value) -> None:
    assert field(kind, choices=CHOICES, rows=CHOICES, columns=CHOICES).misfit(value) is not None


def test_own_words_fit_where_they_are_allowed() -> None:
    assert field(FieldKind.CHOICES, choices=CHOICES, own_words=True).misfit(["gezongen"]) is None


@pytest.mark.parametrize("value", [None, "", "  ", []])
def test_nothing_filled_in_is_missing(value: Value) -> None:
    asked = field(FieldKind.TEXT)

    assert missing((asked,), {"it": value}, 1) == (asked,)


@pytest.mark.parametrize("value", [0, False])
def test_zero_and_no_are_answers(value: Value) -> None:
    assert missing((field(FieldKind.COUNT),), {"it": value}, 1) == ()


def test_looking_back_is_not_asked_at_the_first_step() -> None:
    asked = field(FieldKind.TEXT, from_step=2)

    assert missing((asked,), {}, 1) == ()
    assert missing((asked,), {}, None) == ()
    assert missing((asked,), {}, 2) == (asked,)


def test_a_question_is_needless_after_the_choice_that_makes_it_so() -> None:
    goals = EvidenceField(key="goals", label=WORDS, kind=FieldKind.CHOICES)
    asked = field(FieldKind.TEXT, not_after=("goals", "no_contact"))

    assert missing((goals, asked), {"goals": ["no_contact"]}, 1) == ()
    assert missing((goals, asked), {"goals": "no_contact"}, 1) == ()
    assert missing((goals, asked), {"goals": ["tellen"]}, 1) == (asked,)


def test_choices_may_be_meant_for_some_groepen() -> None:
    asked = field(FieldKind.CHOICES, choices=CHOICES)

    assert [choice.key for choice in asked.choices_for("3")] == ["told"]
    assert asked.choices_for(None) == CHOICES


def test_a_grid_is_read_as_pairs() -> None:
    assert grid_pairs([["books", "modelling"]]) == (("books", "modelling"),)
    assert grid_pairs([["books"]]) is None
