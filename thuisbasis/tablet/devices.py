"""Tablets and the people on them: signing in, signs of life, and shutting a lost one out."""

import base64
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.errors import DomainError, NotFoundError
from thuisbasis.permissions import Actor
from thuisbasis.tablet.models import TabletDevice, TabletKey

KEY_BYTES = 32


class ShutOutError(DomainError):
    """The tablet was shut out: it gets nothing, and throws away what it holds."""


@dataclass(frozen=True, kw_only=True)
class Beat:
    """A sign of life: how much waits on the device, and since when (aware)."""

    app_version: str
    waiting: int
    conflicts: int
    oldest_waiting_at: datetime | None


def sign_in(session: Session, actor: Actor, device_id: uuid.UUID, *, name: str, app_version: str) -> TabletKey:
    """The actor's key on a device, made at first use, as is the device. Flushes. Raises ShutOutError."""
    device = _device(session, actor, device_id)
    if device is None:
        at = clock.now()
        device = TabletDevice(
            organisation_id=actor.organisation_id,
            id=device_id,
            name=name,
            made_at=at,
            seen_at=at,
            seen_by_id=actor.staff_id,
            app_version=app_version,
        )
        session.add(device)
        session.flush()
        trail.record(session, actor, "tablet.added", device, after={"name": name})
    elif name and name != device.name:
        device.name = name
    refuse_shut_out(device)
    key = session.scalars(
        select(TabletKey).where(
            TabletKey.organisation_id == actor.organisation_id,
            TabletKey.device_id == device_id,
            TabletKey.staff_id == actor.staff_id,
        )
    ).one_or_none()
    if key is None:
        key = TabletKey(
            organisation_id=actor.organisation_id,
            device_id=device_id,
            staff_id=actor.staff_id,
            unlock_key=base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
            made_at=clock.now(),
        )
        session.add(key)
    session.flush()
    return key


def beat(session: Session, actor: Actor, device_id: uuid.UUID, life: Beat) -> TabletDevice:
    """Note a sign of life. Raises ShutOutError, NotFoundError for a device on which nobody signed in."""
    device = device_or_404(session, actor, device_id)
    refuse_shut_out(device)
    device.seen_at, device.seen_by_id = clock.now(), actor.staff_id
    device.app_version, device.waiting, device.conflicts = life.app_version, life.waiting, life.conflicts
    device.oldest_waiting_at = life.oldest_waiting_at
    session.flush()
    return device


def shut_out(session: Session, actor: Actor, device: TabletDevice) -> None:
    """A tablet is lost: its keys go, and it gets nothing any more. What it sealed is still taken in."""
    if device.shut_out_at is not None:
        return
    device.shut_out_at, device.shut_out_by_id = clock.now(), actor.staff_id
    session.execute(
        delete(TabletKey).where(TabletKey.organisation_id == actor.organisation_id, TabletKey.device_id == device.id)
    )
    session.flush()
    trail.record(session, actor, "tablet.shut_out", device, after={"name": device.name})


def refuse_shut_out(device: TabletDevice) -> None:
    """Raise ShutOutError for a tablet that was shut out."""
    if device.shut_out_at is not None:
        raise ShutOutError(device.name)


def has_key(session: Session, actor: Actor, device_id: uuid.UUID, staff_id: uuid.UUID) -> bool:
    """Whether somebody ever signed in on a device: only then may it bring that person's work."""
    return staff_id == actor.staff_id or (
        session.scalar(
            select(TabletKey.id).where(
                TabletKey.organisation_id == actor.organisation_id,
                TabletKey.device_id == device_id,
                TabletKey.staff_id == staff_id,
            )
        )
        is not None
    )


def device_or_404(session: Session, actor: Actor, device_id: uuid.UUID) -> TabletDevice:
    """A device of the actor's organisation. Raises NotFoundError."""
    found = _device(session, actor, device_id)
    if found is None:
        raise NotFoundError("tablet")
    return found


def devices(session: Session, actor: Actor) -> Sequence[TabletDevice]:
    """The organisation's tablets, the last seen first."""
    return session.scalars(
        select(TabletDevice)
        .where(TabletDevice.organisation_id == actor.organisation_id)
        .options(joinedload(TabletDevice.seen_by))
        .order_by(TabletDevice.seen_at.desc(), TabletDevice.id)
    ).all()


def _device(session: Session, actor: Actor, device_id: uuid.UUID) -> TabletDevice | None:
    return session.scalars(
        select(TabletDevice).where(TabletDevice.organisation_id == actor.organisation_id, TabletDevice.id == device_id)
    ).one_or_none()
