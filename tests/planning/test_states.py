"""docs/states.md is what the code does."""

from pathlib import Path

from click.testing import CliRunner

from thuisbasis.cli import main
from thuisbasis.planning.states import page, tables

DOCUMENT = Path(__file__).parents[2] / "docs" / "states.md"


def test_the_page_is_printed_from_the_tables() -> None:
    assert DOCUMENT.read_text() == page(), "print it anew: thuisbasis states > docs/states.md"


def test_the_command_prints_the_page() -> None:
    result = CliRunner().invoke(main, ["states"])
    assert result.exit_code == 0
    assert result.output == page()


def test_each_state_is_reached_from_the_beginning() -> None:
    for table in tables():
        reached, waiting = set(), {""}
        while waiting:
            state = waiting.pop()
            reached.add(state)
            waiting |= {target for source, target, _ in table.rows if source == state} - reached
        assert {str(state) for state in table.labels} <= reached, table.name
