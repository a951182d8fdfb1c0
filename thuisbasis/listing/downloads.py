"""A list as a file to take along."""

from collections.abc import Iterable
from typing import TypeVar

from flask import Response, request

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.database import db
from thuisbasis.errors import NotFoundError
from thuisbasis.guards import current_actor
from thuisbasis.listing.csv_file import csv_bytes
from thuisbasis.listing.table import Table
from thuisbasis.listing.xlsx_file import xlsx_bytes

Row = TypeVar("Row")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(table: Table[Row], rows: Iterable[Row], kind: str, name: str) -> Response:
    """The list as `name`.csv or `name`.xlsx; who took it along is noted. Raises NotFoundError for another `kind`."""
    if kind == "csv":
        content, mimetype = csv_bytes(table, rows), "text/csv"
    elif kind == "xlsx":
        content, mimetype = xlsx_bytes(table, rows, created=clock.now()), XLSX
    else:
        raise NotFoundError
    with db.engine.begin() as connection:
        trail.note_access(connection, current_actor(), view=str(request.endpoint), family_id=None, allowed=True)
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
