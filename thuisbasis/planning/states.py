"""`thuisbasis states`: what leads from one state to another, as Markdown; docs/states.md is this."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from thuisbasis.contacts import states as contacts
from thuisbasis.enrolments import states as enrolments
from thuisbasis.groups import states as groups

Row = tuple[str, str, str]
"""From (empty: the beginning), to, and by which act."""

INTRODUCTION = """# States

What can become of an enrolment, a group and a contact. Printed from the tables in the code by `thuisbasis states`; a
test keeps this page as they are. An act that is not in a table is refused with a sentence that says what the state is.
"""


@dataclass(frozen=True)
class Table:
    """The states of one thing: its name, what is worth knowing, its rows and the words of its states."""

    name: str
    remark: str
    rows: Sequence[Row]
    labels: Mapping[Any, Any]


def tables() -> tuple[Table, ...]:
    """Every table of states."""
    of_contacts = [(str(step.source), str(step.target), step.act) for step in contacts.TRANSITIONS]
    return (
        Table(
            "Enrolment",
            "Contact, information and consent are dated facts beside the state (`enrolments/states.py`).",
            enrolments.rows(),
            enrolments.LABELS,
        ),
        Table("Group", "It starts through the plan gate (`groups/states.py`).", groups.rows(), groups.LABELS),
        Table(
            "Contact",
            "A move is an event, not a state: a contact keeps its number and month (`contacts/states.py`).",
            [("", str(contacts.State.PLANNED), "plan"), *of_contacts],
            contacts.LABELS,
        ),
    )


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(line for table in tables() for line in _chapter(table))])


def _chapter(table: Table) -> Iterator[str]:
    yield from (f"## {table.name}", "", table.remark, "")
    yield from ("```mermaid", "stateDiagram-v2")
    yield from (f"    {source or '[*]'} --> {target}: {act}" for source, target, act in table.rows)
    yield from ("```", "", "| state | Dutch | follows from | leads to |", "|---|---|---|---|")
    for key in dict.fromkeys(state for source, target, _ in table.rows for state in (source, target) if state):
        before = ", ".join(
            f"{source or 'the beginning'} ({act})" for source, target, act in table.rows if target == key
        )
        after = ", ".join(f"{target} ({act})" for source, target, act in table.rows if source == key)
        yield f"| `{key}` | {_label(table, key)} | {before} | {after or '–'} |"
    yield ""


def _label(table: Table, key: str) -> str:
    return next(str(words) for state, words in table.labels.items() if str(state) == key)


@click.command()
def states() -> None:
    """Print the states of enrolments, groups and contacts as Markdown."""
    click.echo(page(), nl=False)
