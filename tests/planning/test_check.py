"""`thuisbasis check` judges facts at a gate: 0 it may, 1 it may not, 2 not understood."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from programmes.protocol import Gate
from tests.planning.running import Ran, run
from tests.programmes.shipped import SHIPPED
from thuisbasis.planning.check import input_schema

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
FILES = sorted(EXAMPLES.glob("*.json"))
SCHEMA = Draft202012Validator(input_schema())


def example(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text())
    return found


def check(given: object, *options: str) -> Ran:
    return run("check", "-", *options, typed=json.dumps(given))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_example_ends_as_its_name_says(file: Path) -> None:
    ran = run("check", str(file))
    refused = file.name.endswith(".refused.json")

    assert ran.err == ""
    assert ran.code == (1 if refused else 0)
    assert ran.json["may"] is not refused
    assert any(finding["blocks"] for finding in ran.json["findings"]) is refused


@pytest.mark.parametrize("gate", Gate)
@pytest.mark.parametrize("programme", SHIPPED, ids=lambda programme: programme.key)
def test_there_is_an_example_that_may_and_one_that_may_not_for_each_gate_and_programme(gate: Gate, programme) -> None:  # type: ignore[no-untyped-def]
    names = {file.name for file in FILES}

    assert {f"{gate}-{programme.key}.json", f"{gate}-{programme.key}.refused.json"} <= names


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_example_fits_the_schema_that_is_printed(file: Path) -> None:
    SCHEMA.validate(json.loads(file.read_text()))


def test_the_schema_is_itself_a_schema_and_is_printed() -> None:
    Draft202012Validator.check_schema(input_schema())

    assert run("check", "--schema").json == input_schema()


def test_a_real_record_without_support_information_is_refused_by_name() -> None:
    ran = run("check", str(EXAMPLES / "record-real.refused.json"))

    assert ran.code == 1
    assert ran.json["findings"] == [
        {
            "element": "support_information",
            "rule": "unanswered",
            "message": "“Uitleg over steunen thuis”: dit is nog niet ingevuld.",
            "satisfied_by": "Schrijf op wat er gedaan is, of kies waarom het niet lukte en wat het goedmaakt. "
            "Inhalen kan nog telefonisch, vóór het volgende contact.",
            "blocks": True,
        }
    ]
    assert ran.json["counts_towards_dose"] is False


def test_with_a_reason_and_a_follow_up_it_may_and_does_not_count() -> None:
    verdict = run("check", str(EXAMPLES / "record-real-deviation.json")).json

    assert verdict == {
        "may": True,
        "findings": [],
        "deviations": [
            {
                "element": "support_information",
                "reason": "no_interpreter",
                "follow_up": "call_this_week",
                "child": None,
                "paid_back_on": None,
            }
        ],
        "counts_towards_dose": False,
    }


def test_given_late_by_phone_it_counts_after_all() -> None:
    verdict = run("check", str(EXAMPLES / "record-real-late.json")).json

    assert verdict["counts_towards_dose"] is True
    assert verdict["deviations"][0]["paid_back_on"] == "2026-11-20"


@pytest.mark.parametrize(
    ("born", "code"),
    [
        ("2023-09-16", 1),
        ("2023-09-15", 0),
        ("2017-09-16", 0),
        ("2017-09-15", 1),
    ],
)
def test_the_age_of_a_child_is_judged_to_the_day(born: str, code: int) -> None:
    assert check({**example("eligibility-pittige-jaren"), "birth_date": born}).code == code


@pytest.mark.parametrize(
    ("born", "start", "code"),
    [
        ("2024-02-29", "2027-02-28", 1),
        ("2024-02-29", "2027-03-01", 0),
        ("2020-02-29", "2029-02-28", 0),
        ("2020-02-29", "2029-03-01", 1),
    ],
)
def test_a_child_of_29_february_has_its_birthday_on_1_march(born: str, start: str, code: int) -> None:
    assert check({**example("eligibility-pittige-jaren"), "birth_date": born, "start": start}).code == code


def test_eligibility_shows_each_condition_met_or_not_and_why() -> None:
    conditions = check(example("eligibility-pittige-jaren")).json["conditions"]

    assert [condition["rule"] for condition in conditions] == [
        "age_at_start",
        "indication_recorded",
        "track_by_indication",
        "track_advised",
        "tried_before",
    ]
    assert all(condition["met"] for condition in conditions)


def test_texts_come_in_english_when_asked_for() -> None:
    ran = run("check", str(EXAMPLES / "eligibility-real.refused.json"), "--lang", "en")

    assert ran.json["findings"][0]["message"] == (
        "At the start the child is in groep 1 up to and including 2. The child is in groep 3."
    )


def test_an_organisations_own_numbers_are_used() -> None:
    given = example("completion-pittige-jaren")

    assert check(given).code == 0
    assert check({**given, "numbers": {"completion_percent": 90}}).code == 1


def test_the_latest_version_is_the_usual_one() -> None:
    given = example("record-real")
    del given["version"]

    assert check(given).code == 0


@pytest.mark.parametrize(("groep", "code"), [("2", 0), (2, 0), (3, 1), ("voorschool", 1), (9, 2), ("kleuters", 2)])
def test_a_groep_is_a_key_or_a_number(groep: object, code: int) -> None:
    assert check({**example("eligibility-real"), "groep": groep}).code == code


def test_a_programme_with_one_track_needs_none_named() -> None:
    given = example("record-pact")
    del given["track"]

    assert check(given).code == 0


def test_a_record_without_a_step_is_judged_as_any_visit() -> None:
    given = example("record-real")
    del given["step"]

    assert check(given).code == 0


def answered(element: str, answer: object) -> dict[str, Any]:
    given = example("record-real")
    return {**given, "elements": {**given["elements"], element: answer}}


NOT_UNDERSTOOD = [
    ("", [], "de hele invoer: hier hoort een object."),
    ("", {}, "/gate: dit veld ontbreekt."),
    ("", {"gate": "record"}, "/programme: dit veld ontbreekt."),
    ("record-real", {"gate": "door"}, "/gate: hier hoort een van: eligibility, plan, record, completion."),
    ("record-real", {"programme": "opstapje"}, "/programme: hier hoort een van: pact, pittige-jaren, real."),
    ("record-real", {"version": "9"}, "/version: hier hoort een van: 1."),
    ("record-real", {"version": 1}, "/version: hier hoort een van: 1."),
    ("record-real", {"track": "real-9"}, "/track: hier hoort een van: real-10, real-8."),
    ("record-real", {"step": "visit-11"}, "/step: hier hoort een van:"),
    ("record-real", {"minutes": 50.5}, "/minutes: hier hoort een heel getal: 0 of meer."),
    ("record-real", {"minutes": True}, "/minutes: hier hoort een heel getal: 0 of meer."),
    ("record-real", {"date": "17-11-2026"}, "/date: hier hoort een bestaande datum, zoals 2026-09-15."),
    ("record-real", {"date": "2026-02-29"}, "/date: hier hoort een bestaande datum, zoals 2026-09-15."),
    ("record-real", {"acquaintance": "no"}, "/acquaintance: hier hoort true of false."),
    ("record-real", {"elements": []}, "/elements: hier hoort een object."),
    ("record-real", {"a/b~c": 1}, "/a~1b~0c: dit veld bestaat niet"),
    (
        "record-real",
        {"numbers": {"completion_percent": 101}},
        "/numbers/completion_percent: hier hoort een heel getal: 0",
    ),
    ("plan-pittige-jaren", {"leaders": {}}, "/leaders: hier hoort een lijst."),
    (
        "plan-pittige-jaren",
        {"leaders": [{}, {"qualifications": [{}]}]},
        "/leaders/1/qualifications/0/key: dit veld ontbr",
    ),
    (
        "plan-pittige-jaren",
        {"children": [{"birth_date": "x"}]},
        "/children/0/birth_date: hier hoort een bestaande datum",
    ),
    ("completion-pact", {"contacts": [{"step": "training"}]}, "/contacts/0/presence: dit veld ontbreekt."),
]


@pytest.mark.parametrize(("name", "change", "said"), NOT_UNDERSTOOD)
def test_input_that_is_not_understood_names_its_field(name: str, change: Any, said: str) -> None:
    given = {**example(name), **change} if name else change
    ran = check(given)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith(said)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"delivered": "yes"}, "/elements/support_information/delivered: hier hoort true of false."),
        ({"evidence": {"sung": "x"}}, "/elements/support_information/evidence/sung: dit veld bestaat niet"),
        ({"evidence": {"explained": 3}}, "/elements/support_information/evidence/explained: hier hoort tekst."),
        (
            {"evidence": {"handed_over": ["sung"]}},
            "/elements/support_information/evidence/handed_over/0: hier hoort een van: told, shown, on_paper.",
        ),
        ({"late": {"by": "phone"}}, "/elements/support_information/late/on: dit veld ontbreekt."),
    ],
)
def test_an_answer_that_is_not_understood_names_its_field(answer: object, said: str) -> None:
    ran = check(answered("support_information", answer))

    assert ran.code == 2
    assert ran.err.startswith(said)


@pytest.mark.parametrize(("name", "change", "said"), [case for case in NOT_UNDERSTOOD if "2026-02-29" not in str(case)])
def test_what_is_not_understood_does_not_fit_the_schema_either(name: str, change: Any, said: str) -> None:
    assert not SCHEMA.is_valid({**example(name), **change} if name else change)


@pytest.mark.parametrize("answer", [None, {}, {"delivered": None}])
def test_null_is_an_element_that_is_not_answered(answer: object) -> None:
    ran = check(answered("support_information", answer))

    assert ran.code == 1
    assert ran.json["findings"][0]["rule"] == "unanswered"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (b'{"gate": "record",\n "programme" "real"}', "regel 2, teken 14: dit is geen geldige JSON"),
        (b"", "regel 1, teken 1: dit is geen geldige JSON"),
        (b'{\n\n"gate": "\xff"}', "regel 3: dit is geen UTF-8."),
        (b'{"gate": "record", "gate": "plan"}', "het veld “gate” staat er twee keer."),
        (b'{"minutes": NaN}', "NaN is geen getal in JSON."),
        (b'{"gate": "\\ud800"}', "de tekst bevat een half teken."),
        (b"[" * 100_000, "de invoer is te diep genest."),
        (b"1" * 10_000, "een getal is te lang."),
    ],
)
def test_broken_json_names_its_line(typed: bytes, said: str) -> None:
    ran = run("check", "-", typed=typed)

    assert ran.code == 2
    assert ran.err.startswith(said)


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert run("check", "-", typed=b"\xef\xbb\xbf" + json.dumps(example("record-real")).encode()).code == 0


@pytest.mark.parametrize("arguments", [("check",), ("check", "nowhere.json")])
def test_without_input_there_is_nothing_to_judge(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).code == 2


def test_a_message_for_a_reader_of_english() -> None:
    assert check({}, "--lang", "en").err == "/gate: this field is missing.\n"
