"""`thuisbasis check`: judges facts at one of the gates, without a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO

import click

from programmes import catalogue, rules
from programmes.findings import ConditionResult, Deviation, Finding, may
from programmes.protocol import Gate, Programme, UnknownKeyError
from programmes.text import Text
from thuisbasis.planning import inputs
from thuisbasis.planning.shapes import Json, Key, NotUnderstoodError, Object
from thuisbasis.planning.speaking import MAY_NOT, NOT_UNDERSTOOD, language_option, refuse

SCHEMA = "https://json-schema.org/draft/2020-12/schema"


@click.command()
@click.argument("file", type=click.File("rb"), required=False)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the input, and stop.")
@language_option
def check(file: BinaryIO | None, schema: bool, lang: str) -> None:
    """Judge the facts in FILE (- for standard input) at the gate that it names.

    Ends with 0 when it may, 1 when it may not, 2 when the input is not understood.
    """
    if schema:
        click.echo(json.dumps(input_schema(), ensure_ascii=False, indent=2))
        return
    if file is None:
        raise click.UsageError("name a FILE to judge, or - for standard input")
    try:
        verdict = judge(read(file.read()), lang)
    except NotUnderstoodError as problem:
        where = Text(problem.pointer, problem.pointer) if problem.pointer else Text("de hele invoer", "the whole input")
        refuse(Text(f"{where.nl}: {problem.message.nl}", f"{where.en}: {problem.message.en}"), lang, NOT_UNDERSTOOD)
    except BrokenJsonError as problem:
        refuse(problem.message, lang, NOT_UNDERSTOOD)
    click.echo(json.dumps(verdict, ensure_ascii=False, indent=2))
    sys.exit(0 if verdict["may"] else MAY_NOT)


class BrokenJsonError(Exception):
    """The input is not JSON. `message` names the line."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def read(body: bytes) -> Json:
    """The JSON in `body`, which is UTF-8. Raises BrokenJsonError, also for a field that stands in an object twice."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise BrokenJsonError(Text(f"regel {line}: dit is geen UTF-8.", f"line {line}: this is not UTF-8.")) from error
    try:
        value: Json = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise BrokenJsonError(
            Text(
                f"regel {error.lineno}, teken {error.colno}: dit is geen geldige JSON ({error.msg}).",
                f"line {error.lineno}, column {error.colno}: this is not valid JSON ({error.msg}).",
            )
        ) from error
    except UnicodeEncodeError as error:
        raise BrokenJsonError(Text("de tekst bevat een half teken.", "the text holds half a character.")) from error
    except RecursionError as error:
        raise BrokenJsonError(Text("de invoer is te diep genest.", "the input is nested too deeply.")) from error
    except ValueError as error:  # a number of thousands of digits
        raise BrokenJsonError(Text("een getal is te lang.", "a number is too long.")) from error
    return value


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, value in pairs:
        if name in found:
            raise BrokenJsonError(
                Text(f"het veld “{name}” staat er twee keer.", f"the field “{name}” stands there twice.")
            )
        found[name] = value
    return found


def _no_constant(name: str) -> Json:
    raise BrokenJsonError(Text(f"{name} is geen getal in JSON.", f"{name} is no number in JSON."))


def judge(given: Json, language: str) -> dict[str, Any]:
    """The verdict on the input: may, findings, deviations, counts_towards_dose. Raises NotUnderstoodError."""
    programme, gate = _named(given)
    inputs.shape(programme, gate, catalogue.default().versions(programme.key)).check(given, "")
    assert isinstance(given, dict)  # noqa: S101 - its shape was just checked
    try:
        return _judge(programme, gate, given, language)
    except UnknownKeyError as error:
        raise NotUnderstoodError("", Text(str(error), str(error))) from error


def _named(given: Json) -> tuple[Programme, Gate]:
    """The programme version and the gate that the input names."""
    known = catalogue.default()
    keys = tuple(programme.key for programme in known.programmes())
    head = Object({"gate": Key(tuple(gate.value for gate in Gate)), "programme": Key(keys)}, ("gate", "programme"))
    if not isinstance(given, dict):
        head.check(given, "")
        raise AssertionError("an object passed as none")
    head.check({name: given[name] for name in head.names if name in given}, "")
    key, version = str(given["programme"]), given.get("version")
    if version is not None:
        Key(known.versions(key)).check(version, "/version")
    return known.get(key, str(version) if version is not None else None), Gate(str(given["gate"]))


def _judge(programme: Programme, gate: Gate, given: dict[str, Any], language: str) -> dict[str, Any]:
    own = given.get("numbers", {})
    if gate is Gate.ELIGIBILITY:
        eligible = rules.eligibility(programme, inputs.eligibility_facts(programme, given))
        conditions = [_condition(result, language) for result in eligible.results]
        return {**_verdict(eligible.findings, language), "conditions": conditions}
    if gate is Gate.PLAN:
        return _verdict(rules.plan_findings(programme, inputs.plan_facts(programme, given), own), language)
    if gate is Gate.COMPLETION:
        return _verdict(rules.completion_findings(programme, inputs.completion_facts(programme, given), own), language)
    judged = rules.judge_record(programme, inputs.record_facts(programme, given), own)
    return {
        **_verdict(judged.findings, language),
        "deviations": [_deviation(deviation) for deviation in judged.deviations],
        "counts_towards_dose": judged.counts_towards_dose,
    }


def _verdict(findings: Sequence[Finding], language: str) -> dict[str, Any]:
    return {
        "may": may(findings),
        "findings": [_finding(finding, language) for finding in findings],
        "deviations": [],
        "counts_towards_dose": None,
    }


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "element": finding.element,
        "rule": finding.rule,
        "message": finding.message.in_language(language),
        "satisfied_by": finding.satisfied_by.in_language(language),
        "blocks": finding.blocks,
    }


def _deviation(deviation: Deviation) -> dict[str, Any]:
    return {
        "element": deviation.element,
        "reason": deviation.reason,
        "follow_up": deviation.follow_up,
        "child": deviation.child,
        "paid_back_on": deviation.paid_back_on.isoformat() if deviation.paid_back_on else None,
    }


def _condition(result: ConditionResult, language: str) -> dict[str, Any]:
    return {
        "rule": result.condition.rule,
        "met": result.met,
        "hard": result.hard,
        "description": result.description.in_language(language),
        "why": result.why.in_language(language),
    }


def input_schema() -> dict[str, Json]:
    """The JSON Schema (draft 2020-12) of the input: one branch for each gate of each programme."""
    known = catalogue.default()
    branches: dict[str, Json] = {}
    for programme in known.programmes():
        for gate in Gate:
            versions = known.versions(programme.key)
            branches[f"{programme.key}-{gate.value}"] = inputs.shape(programme, gate, versions).schema()
    return {
        "$schema": SCHEMA,
        "title": "thuisbasis check",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in branches],
        "$defs": branches,
    }
