"""A list as CSV for a Dutch Excel: UTF-8 with a byte order mark, semicolons, and no text that acts as a formula."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from thuisbasis.clock import local
from thuisbasis.listing.table import Table, Value

Row = TypeVar("Row")

# What makes a spreadsheet read a cell as a formula or a command (OWASP, CSV Injection); the last four are the wide
# forms that some versions treat alike.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PHONE = re.compile(r"\+[0-9][0-9 ()./-]{5,24}", re.ASCII)


def csv_bytes(table: Table[Row], rows: Iterable[Row], *, yes: str = "ja", no: str = "nee") -> bytes:
    """The rows with a line of labels above them. `yes` and `no` are the words for booleans."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(label) for label in table.labels])
    for values in table.values(rows):
        writer.writerow([_text(value, yes, no) for value in values])
    return text.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """`text` so that no spreadsheet runs it: with an apostrophe before it when it begins like a formula.

    A telephone number in international form stays as it is, or nobody could paste it.
    """
    text = text.replace("\0", "")
    begins_badly = text.lstrip().startswith(_DANGEROUS) or text.startswith(_DANGEROUS)
    return "'" + text if begins_badly and not _PHONE.fullmatch(text) else text


def _text(value: Value, yes: str, no: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return yes if value else no
        case int():
            return str(value)
        case float() | Decimal():
            return str(value).replace(".", ",")
        case datetime():
            moment = local(value)
            return f"{moment.day}-{moment.month}-{moment.year} {moment:%H:%M}"
        case date():
            return f"{value.day}-{value.month}-{value.year}"
        case str():
            return guarded(value)
