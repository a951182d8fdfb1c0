import io
import re
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from thuisbasis.listing.table import Column, Table, Value
from thuisbasis.listing.xlsx_file import LONGEST_CELL, xlsx_bytes

CREATED = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def _table(title: str = "Gezinnen") -> Table[Value]:
    return Table(title, (Column("value", "Waarde", lambda value: value, width=31),))


def _sheet(*values: Value) -> str:
    with ZipFile(io.BytesIO(xlsx_bytes(_table(), values, created=CREATED))) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_the_same_rows_give_the_same_bytes() -> None:
    assert xlsx_bytes(_table(), ["a", 1], created=CREATED) == xlsx_bytes(_table(), ["a", 1], created=CREATED)


def test_the_labels_stay_in_sight_and_columns_have_their_width() -> None:
    sheet = _sheet("a")
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet
    assert 'min="1" max="1" width="31.' in sheet


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "{=1}", "http://example.org", "007", "+31612345678"])
def test_a_text_stays_a_text(text: str) -> None:
    sheet = _sheet(text)
    assert f'<c r="A2" t="inlineStr"><is><t>{text}</t></is></c>' in sheet
    assert "<f>" not in sheet


def test_numbers_and_dates_can_be_reckoned_with() -> None:
    sheet = _sheet(42, date(2026, 11, 23), datetime(2026, 11, 23, 18, 30, tzinfo=UTC))
    assert '<c r="A2"><v>42</v></c>' in sheet
    assert re.search(r'<c r="A3" s="\d"><v>46349</v></c>', sheet)
    assert re.search(r'<c r="A4" s="\d"><v>46349\.8125</v></c>', sheet)  # 19:30 on a Dutch clock


def test_booleans_are_words_and_nothing_is_nothing() -> None:
    sheet = _sheet(True, None)
    assert "<t>ja</t>" in sheet
    assert 'r="A3"' not in sheet


def test_a_text_that_is_too_long_for_a_cell_is_cut() -> None:
    assert f"<t>{'x' * LONGEST_CELL}</t>" in _sheet("x" * 40_000)


@pytest.mark.parametrize(
    ("title", "name"), [("Groep 1/2 [A]", "Groep 1 2  A"), ("x" * 40, "x" * 31), ("", "1"), ("'t Hof", "t Hof")]
)
def test_any_title_becomes_a_name_that_a_sheet_may_have(title: str, name: str) -> None:
    with ZipFile(io.BytesIO(xlsx_bytes(_table(title), [], created=CREATED))) as book:
        assert f'<sheet name="{name}"' in book.read("xl/workbook.xml").decode()


def test_no_row_is_left_behind_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def fail(_: Value) -> Value:
        raise LookupError

    table: Table[Value] = Table("x", (Column("value", "Waarde", fail),))
    with pytest.raises(LookupError):
        xlsx_bytes(table, ["geheim"], created=CREATED)
    xlsx_bytes(_table(), ["geheim"], created=CREATED)
    assert list(tmp_path.iterdir()) == []
