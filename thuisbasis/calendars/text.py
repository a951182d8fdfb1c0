"""Texts as calendar programs can read them, and as RFC 5545 §3.3.11 writes them."""

import re

from icalendar.prop import vText

# C0 (but for tab and newline) and DEL make Nextcloud and Home Assistant refuse a whole feed; C1 shows as rubbish, and
# the two non-characters cannot stand in the XML in which CalDAV carries an event.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Some readers break lines at these too, and would see a property that begins in the middle of a text.
_LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile("[ \t\n]+")


def clean_text(text: str) -> str:
    """`text` without what a calendar program cannot read: lines end in a newline, nothing stands around the whole."""
    writable = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _UNWRITABLE.sub("", _LINE_BREAK.sub("\n", text)))
    return "\n".join(line.rstrip(" \t") for line in writable.split("\n")).strip()


def clean_line(text: str) -> str:
    """`text` on one line, for titles and places."""
    return _BLANKS.sub(" ", clean_text(text))


def clean_url(text: str) -> str:
    """`text` without blanks and line breaks, for addresses."""
    return _BLANKS.sub("", clean_text(text))


class Text(vText):
    r"""A text escaped to the letter of RFC 5545 §3.3.11.

    vText takes a backslash before an N for a line break and would tear `C:\Notulen` in two, and the library writes
    properties that it does not know (NAME, X-WR-CALNAME) without any escaping.
    """

    def to_ical(self) -> bytes:
        """The text as it stands after the colon, not yet folded."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()
