"""What each printed page needs: plain values, free of the database.

Whoever prints fills a sheet; the template of the same name lays it out. Texts come in the language of the page. Moments
are aware; the template puts them on a Dutch clock. `document_id` is the short id at the foot of each page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from math import ceil

# What fits the page: sessions beside each other, and lines of a family's schedule in large type.
MOST_COLUMNS = 20
MOST_LARGE_LINES = 17
MOST_LINES = 28
MOST_LARGE_LETTERS = 480


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What every page has. `printed_at` also dates the file: the same sheet gives the same bytes."""

    document_id: str
    printed_at: datetime
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One answered question about a delivered element, such as ("Hoe overgedragen", "voorgedaan en op papier")."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class ElementAnswer:
    """A required element: delivered (True) with evidence, not delivered (False) with reason and follow-up, or None."""

    title: str
    delivered: bool | None
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    follow_up: str = ""
    remark: str = ""


class ChecklistReply(StrEnum):
    """A reply on the process checklist."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, kw_only=True)
class ChecklistAnswer:
    """A checklist question with its reply (None: not answered) or, for a count, its `value`."""

    question: str
    reply: ChecklistReply | None = None
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Somebody who was expected or there. `how` in words: "aanwezig", "afwezig met bericht"."""

    name: str
    how: str
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class HandedOut:
    """Material that went along: `how` in words ("geleend", "gegeven"), `due` when it is to come back."""

    title: str
    how: str
    receiver: str = ""
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A signature: set electronically at `signed_at`, or a line to sign on when that is None."""

    role: str
    name: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Note:
    """A headed piece of text, such as the agreements or the observations. Line ends are kept."""

    heading: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of a record: its number, when it was saved, by whom, and why it replaced the one before."""

    number: int
    saved_at: datetime
    author: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordSheet(Sheet):
    """A record of a session or a visit. `facts` are further lines of its head: language, interpreter, month."""

    title: str
    subject: str
    programme: str
    protocol_version: str
    track: str
    starts: datetime
    ends: datetime
    place: str
    staff: tuple[str, ...]
    state: str
    versions: tuple[Version, ...]
    facts: tuple[Evidence, ...] = ()
    elements: tuple[ElementAnswer, ...] = ()
    checklist: tuple[ChecklistAnswer, ...] = ()
    attendance: tuple[Attendee, ...] = ()
    materials: tuple[HandedOut, ...] = ()
    notes: tuple[Note, ...] = ()
    signatures: tuple[Signature, ...] = ()
    counts_towards_dose: bool = True


class Presence(StrEnum):
    """What stands in a cell of the attendance table."""

    PRESENT = "present"
    ABSENT = "absent"
    CAUGHT_UP = "caught-up"


@dataclass(frozen=True, kw_only=True)
class SessionColumn:
    """A session as the head of a column, or as the one session that is signed for."""

    number: int
    starts: datetime
    ends: datetime
    topic: str = ""


@dataclass(frozen=True, kw_only=True)
class Participant:
    """A family on the list: its guardians' names, the child, and its presence by the session's number."""

    name: str
    child: str = ""
    presence: Mapping[int, Presence] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AttendanceSheet(Sheet):
    """An attendance list: with one session a column to sign in, with more a table of families × sessions.

    `spare_rows` are empty rows for who comes along unannounced.
    """

    group: str
    programme: str
    place: str
    staff: tuple[str, ...]
    sessions: tuple[SessionColumn, ...]
    participants: tuple[Participant, ...]
    spare_rows: int = 2

    @property
    def is_for_signing(self) -> bool:
        return len(self.sessions) == 1

    @property
    def blocks(self) -> list[tuple[SessionColumn, ...]]:
        """The sessions in as few tables as fit the width of the page, about equally long."""
        tables = ceil(len(self.sessions) / MOST_COLUMNS)
        size = ceil(len(self.sessions) / tables) if tables else 1
        return [self.sessions[start : start + size] for start in range(0, len(self.sessions), size)]


@dataclass(frozen=True, kw_only=True)
class ScheduleWords:
    """The words of a schedule in one language. The page's own language needs none: its template has them.

    `language` is a language tag; from it follow the direction and the names of days and months.
    """

    language: str
    title: str
    intro: str
    day: str
    time: str
    place: str
    no_meeting: str
    questions: str
    programme: str = ""


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """A date on a family's schedule; `place` only where it differs from the sheet's."""

    day: date
    starts: time
    ends: time
    place: str = ""

    @property
    def year(self) -> int:
        return self.day.year


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A holiday or closed time between appointments, first and last day included.

    `names` maps a language tag to the name in that language; without one, the sheet's own language is shown.
    """

    first: date
    last: date
    name: str
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return self.first.year


@dataclass(frozen=True, kw_only=True)
class FamilyScheduleSheet(Sheet):
    """A family's dates to hang on the wall: large type, plain words, then once more in each of `translations`.

    `lines` are appointments and pauses in order of time. `phone` as it is to be read, not E.164.
    """

    family: str
    programme: str
    place: str
    lines: tuple[Appointment | Pause, ...]
    contact_name: str
    phone: str
    translations: tuple[ScheduleWords, ...] = ()

    @property
    def is_long(self) -> bool:
        return len(self.lines) > MOST_LARGE_LINES

    @property
    def is_longest(self) -> bool:
        """Whether it fits one page in small type only: a course of a whole school year."""
        return len(self.lines) > MOST_LINES


@dataclass(frozen=True, kw_only=True)
class GroupSchedulesSheet(Sheet):
    """The schedules of a group's families in one file, each on a page of its own."""

    group: str
    schedules: tuple[FamilyScheduleSheet, ...]


@dataclass(frozen=True, kw_only=True)
class SpokenLine:
    """Something to read to a parent. `title` for staff; `dutch` what it says, empty where it is Dutch itself."""

    title: str
    text: str
    dutch: str = ""


@dataclass(frozen=True, kw_only=True)
class PromptSheet(Sheet):
    """What may be read to a parent, in one language (a tag, and its name for itself), in large type."""

    family: str
    programme: str
    language: str
    language_name: str
    lines: tuple[SpokenLine, ...]

    @property
    def is_long(self) -> bool:
        """Whether it fits one page in somewhat smaller type only."""
        return sum(len(line.text) for line in self.lines) > MOST_LARGE_LETTERS


@dataclass(frozen=True, kw_only=True)
class CertificateSheet(Sheet):
    """A certificate for who completed a programme. `receivers` are guardians; `day` and `place` of the signing."""

    receivers: tuple[str, ...]
    child: str
    programme: str
    meetings: int
    first_day: date
    last_day: date
    day: date
    place: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, kw_only=True)
class GroupCertificatesSheet(Sheet):
    """The certificates of a group's families in one file, each on a page of its own."""

    group: str
    certificates: tuple[CertificateSheet, ...]


@dataclass(frozen=True, kw_only=True)
class CallLine:
    """A parent to call. `phones` as they are to be read; `change` in words for this family, where something changes."""

    name: str
    child: str
    phones: tuple[str, ...]
    language: str
    prefers_call: bool
    change: str = ""
    interpreter: bool = False


@dataclass(frozen=True, kw_only=True)
class CallListSheet(Sheet):
    """Whom to call, for instance after a day was cancelled: a line for each parent, of so many `families`.

    `occasion` says in a sentence what happened.
    """

    title: str
    occasion: str
    families: int
    lines: tuple[CallLine, ...]
