"""Photos and signatures: brought in parts, checked by their hash, and tied to a record."""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.errors import DomainError, NotFoundError
from thuisbasis.permissions import Actor
from thuisbasis.recording.attachment_models import Attachment, AttachmentPart, RecordAttachment
from thuisbasis.recording.models import Record

LARGEST = 10 * 1024 * 1024
LARGEST_PART = 512 * 1024
TYPES = frozenset({"image/jpeg", "image/png", "application/json"})
BEGINNINGS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "application/json": b"{"}


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A photo or signature that belongs to a record: `what` is photo or signature."""

    sha256: str
    what: str
    name: str


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
        AttachmentPart(organisation_id=found.organisation_id, attachment_id=found.id, start=offset, content=content)
    )
    found.received = offset + len(content)
    session.flush()
    if found.received == found.length:
        _complete(session, found)
    return found.received


def _begin(session: Session, actor: Actor, sha256: str, *, length: int, type_: str) -> Attachment:
    made = Attachment(
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


def _complete(session: Session, attachment: Attachment) -> None:
    content = bytes_of(session, attachment)
    if hashlib.sha256(content).hexdigest() != attachment.sha256 or not content.startswith(BEGINNINGS[attachment.type]):
        session.execute(delete(AttachmentPart).where(*_parts(attachment)))
        session.delete(attachment)
        session.flush()
        raise HashError(attachment.sha256)
    attachment.completed_at = clock.now()
    session.flush()


def bytes_of(session: Session, attachment: Attachment) -> bytes:
    """The bytes that are here, in order."""
    parts = select(AttachmentPart.content).where(*_parts(attachment)).order_by(AttachmentPart.start)
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


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An attachment as a page shows it; `content` is None while it is still on its way."""

    tied: RecordAttachment
    content: Attachment | None


def shown(session: Session, record: Record) -> list[Shown]:
    """The attachments of a record. Two statements, one where there are none."""
    tied = of_record(session, record.organisation_id, record.id)
    here = whole(session, record.organisation_id, [each.sha256 for each in tied]) if tied else {}
    return [Shown(tied=each, content=here.get(each.sha256)) for each in tied]


def of_record_or_404(session: Session, record: Record, attachment_id: uuid.UUID) -> Attachment:
    """A whole attachment of a record. Raises NotFoundError."""
    for each in shown(session, record):
        if each.content is not None and each.content.id == attachment_id:
            return each.content
    raise NotFoundError("attachment")


def whole(session: Session, organisation_id: uuid.UUID, hashes: Collection[str]) -> dict[str, Attachment]:
    """Those of these attachments that are here whole, by hash."""
    found = session.scalars(
        select(Attachment).where(
            Attachment.organisation_id == organisation_id,
            Attachment.sha256.in_(hashes),
            Attachment.completed_at.is_not(None),
        )
    )
    return {each.sha256: each for each in found}


def _attachment(session: Session, actor: Actor, sha256: str) -> Attachment | None:
    return session.scalars(
        select(Attachment).where(Attachment.organisation_id == actor.organisation_id, Attachment.sha256 == sha256)
    ).one_or_none()


def _parts(attachment: Attachment) -> tuple[ColumnElement[bool], ...]:
    return (
        AttachmentPart.organisation_id == attachment.organisation_id,
        AttachmentPart.attachment_id == attachment.id,
    )
