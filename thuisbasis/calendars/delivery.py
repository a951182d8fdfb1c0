"""Calendars over HTTP: what subscribers need to fetch a feed often and cheaply (RFC 9110 §8.8, §13)."""

from datetime import datetime

from flask import Response
from werkzeug.http import http_date, is_resource_modified
from werkzeug.wrappers import Request

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Kept by nobody in between; the subscriber itself asks each time whether there is something new.
CACHING = "private, no-cache"


def feed_response(body: bytes, tag: str, last_modified: datetime) -> Response:
    """A feed for a subscriber: neither compressed nor offered as a file to save."""
    return _marked(Response(body, content_type=CONTENT_TYPE), tag, last_modified)


def unchanged_response(tag: str, last_modified: datetime) -> Response:
    """The answer to a subscriber who has the newest already."""
    response = _marked(Response(status=304), tag, last_modified)
    del response.headers["Content-Type"]
    return response


def is_current(request: Request, tag: str, last_modified: datetime) -> bool:
    """Whether the subscriber has the newest: by the tag that it sends, else by the date (RFC 9110 §13.2.2)."""
    return not is_resource_modified(request.environ, etag=tag, last_modified=last_modified)


def unknown_response() -> Response:
    """The answer to any address that opens nothing; it tells nothing of why."""
    return Response("Not found\n", status=404, content_type="text/plain; charset=utf-8")


def download_response(body: bytes, file_name: str) -> Response:
    """A calendar as a file to keep. `file_name` is plain ASCII and ends in .ics."""
    response = Response(body, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _marked(response: Response, tag: str, last_modified: datetime) -> Response:
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Last-Modified"] = http_date(last_modified)
    response.headers["Cache-Control"] = CACHING
    return response
