"""What comes out of the system: printed pages and calendars, fetched as the browser or a calendar program does."""

from datetime import datetime
from io import BytesIO
from urllib.request import urlopen

from icalendar import Calendar
from playwright.sync_api import Locator
from pypdf import PdfReader


def printed(link: Locator) -> list[str]:
    """The text of each page of the PDF file that a link leads to, each in one line."""
    address = link.get_attribute("href")
    assert address is not None
    answer = link.page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.body())).pages]


def appointments(address: str) -> dict[datetime, str]:
    """What stands in the calendar at an address: when each appointment starts, and what it is called."""
    with urlopen(address) as answer:  # noqa: S310  # our own server
        calendar = Calendar.from_ical(answer.read())
    return {event["DTSTART"].dt: str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
