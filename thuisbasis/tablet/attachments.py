"""Photos and signatures: brought in parts, checked by their hash, and tied to a record."""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.errors import DomainError
from thuisbasis.permissions import Actor
from thuisbasis.recording.models import Record
from thuisbasis.tablet.bodies import Attached
from thuisbasis.tablet.models import RecordAttachment, TabletAttachment, TabletAttachmentPart

LARGEST = 10 * 1024 * 1024
LARGEST_PART = 512 * 1024
TYPES = frozenset({"image/jpeg", "image/png", "application/json"})
BEGINNINGS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "application/json": b"{"}


class OffsetError(DomainError):
    """A part does not begin where the last one ended; `received` says where that is."""

    def __init__(self, received: int) -> None:
        super().__init__("offset")
        self.received = received


class HashError(DomainError):
    """What came is not what its hash says, or not of its type. It was thrown away: begin anew."""


class UnfitError(DomainError):
    """Too large, or of a type that is not taken."""


def received_of(session: Session, actor: Actor, sha256: str) -> int:
    """How many bytes of an attachment are here; 0 for one that nobody began."""
    found = _attachment(session, actor, sha256)
    return found.received if found else 0


def add_part(
    session: Session, actor: Actor, sha256: str, *, offset: int, length: int, type_: str, content: bytes
) -> int:
    """Add the bytes from `offset` on to an attachment of `length` bytes; how many are here then. Flushes.

    Bytes that are here already are passed over. Raises OffsetError, HashError, UnfitError.
    """
    if type_ not in TYPES or not 0 < length <= LARGEST or len(content) > LARGEST_PART:
        raise UnfitError(type_)
    found = _attachment(session, actor, sha256) or _begin(session, actor, sha256, length=length, type_=type_)
    if found.completed_at is not None:
        return found.length
    if found.length != length or found.type != type_ or offset + len(content) > length:
        raise UnfitError(type_)
    if offset != found.received:
        raise OffsetError(found.received)
    session.add(
        TabletAttachmentPart(
            organisation_id=found.organisation_id, attachment_id=found.id, start=offset, content=content
        )
    )
    found.received = offset + len(content)
    session.flush()
    if found.received == found.length:
        _complete(session, found)
    return found.received


def _begin(session: Session, actor: Actor, sha256: str, *, length: int, type_: str) -> TabletAttachment:
    made = TabletAttachment(
        organisation_id=actor.organisation_id,
        sha256=sha256,
        type=type_,
        length=length,
        received=0,
        staff_id=actor.staff_id,
        begun_at=clock.now(),
    )
    session.add(made)
    session.flush()
    return made


def _complete(session: Session, attachment: TabletAttachment) -> None:
    content = bytes_of(session, attachment)
    if hashlib.sha256(content).hexdigest() != attachment.sha256 or not content.startswith(BEGINNINGS[attachment.type]):
        session.execute(delete(TabletAttachmentPart).where(*_parts(attachment)))
        session.delete(attachment)
        session.flush()
        raise HashError(attachment.sha256)
    attachment.completed_at = clock.now()
    session.flush()


def bytes_of(session: Session, attachment: TabletAttachment) -> bytes:
    """The bytes that are here, in order."""
    parts = select(TabletAttachmentPart.content).where(*_parts(attachment)).order_by(TabletAttachmentPart.start)
    return b"".join(session.scalars(parts))


def belong_to(session: Session, record: Record, attached: Iterable[Attached]) -> None:
    """Tie attachments to a record, here or still on their way. Those already tied stay."""
    wanted = {each.sha256: each for each in attached}
    if not wanted:
        return
    tied = {each.sha256 for each in of_record(session, record.organisation_id, record.id)}
    session.add_all(
        RecordAttachment(
            organisation_id=record.organisation_id,
            record_id=record.id,
            sha256=each.sha256,
            what=each.what,
            name=each.name,
            added_at=clock.now(),
        )
        for sha256, each in wanted.items()
        if sha256 not in tied
    )
    session.flush()


def of_record(session: Session, organisation_id: uuid.UUID, record_id: uuid.UUID) -> Sequence[RecordAttachment]:
    """The attachments of a record, oldest first."""
    return session.scalars(
        select(RecordAttachment)
        .where(RecordAttachment.organisation_id == organisation_id, RecordAttachment.record_id == record_id)
        .order_by(RecordAttachment.added_at, RecordAttachment.id)
    ).all()


def whole(session: Session, organisation_id: uuid.UUID, hashes: Collection[str]) -> dict[str, TabletAttachment]:
    """Those of these attachments that are here whole, by hash."""
    found = session.scalars(
        select(TabletAttachment).where(
            TabletAttachment.organisation_id == organisation_id,
            TabletAttachment.sha256.in_(hashes),
            TabletAttachment.completed_at.is_not(None),
        )
    )
    return {each.sha256: each for each in found}


def _attachment(session: Session, actor: Actor, sha256: str) -> TabletAttachment | None:
    return session.scalars(
        select(TabletAttachment).where(
            TabletAttachment.organisation_id == actor.organisation_id, TabletAttachment.sha256 == sha256
        )
    ).one_or_none()


def _parts(attachment: TabletAttachment) -> tuple[ColumnElement[bool], ...]:
    return (
        TabletAttachmentPart.organisation_id == attachment.organisation_id,
        TabletAttachmentPart.attachment_id == attachment.id,
    )
