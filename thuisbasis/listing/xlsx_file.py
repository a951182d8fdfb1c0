"""A list as an Excel workbook: every text written as a text, so that none can act as a formula."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from xlsxwriter import Workbook

from thuisbasis.clock import local
from thuisbasis.listing.table import Table, Value

Row = TypeVar("Row")

LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
# What a sheet's name may not hold.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def xlsx_bytes(table: Table[Row], rows: Iterable[Row], *, created: datetime, yes: str = "ja", no: str = "nee") -> bytes:
    """The rows under a frozen line of labels, in memory that does not grow with their number but for the result.

    The same arguments give the same bytes; `created` is aware. `yes` and `no` are the words for booleans.
    """
    target = io.BytesIO()
    # The library keeps finished rows in files; they hold personal data, so they get a folder that is ours alone.
    with (
        TemporaryDirectory(prefix="listing-") as folder,
        Workbook(target, {"constant_memory": True, "tmpdir": folder}) as workbook,
    ):
        workbook.set_properties({"created": local(created).replace(tzinfo=None)})
        _fill(workbook, table, rows, (yes, no))
    return target.getvalue()


def _fill(workbook: Workbook, table: Table[Row], rows: Iterable[Row], words: tuple[str, str]) -> None:
    name = str(table.title).translate(_NOT_IN_NAMES).strip()[:LONGEST_SHEET_NAME] or "1"
    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "bottom": 1})
    formats = {
        "day": workbook.add_format({"num_format": "d-m-yyyy"}),
        "moment": workbook.add_format({"num_format": "d-m-yyyy hh:mm"}),
    }
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(0, position, str(column.label), bold)
    for number, values in enumerate(table.values(rows), start=1):
        for position, value in enumerate(values):
            _write(sheet, number, position, value, formats, words)


def _write(sheet: Any, row: int, column: int, value: Value, formats: dict[str, Any], words: tuple[str, str]) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_string(row, column, words[0] if value else words[1])
        case int() | float() | Decimal():
            sheet.write_number(row, column, value)
        case datetime():
            sheet.write_datetime(row, column, local(value).replace(tzinfo=None, second=0), formats["moment"])
        case date():
            sheet.write_datetime(row, column, value, formats["day"])
        case str():
            sheet.write_string(row, column, value.replace("\0", "")[:LONGEST_CELL])
