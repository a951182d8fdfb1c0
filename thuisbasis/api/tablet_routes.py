"""The tablet protocol over HTTP: docs/tablet-protocol.md."""

import hashlib
import json
import re
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from thuisbasis import clock, languages
from thuisbasis.api import doors
from thuisbasis.api.blueprint import blueprint
from thuisbasis.api.taking_in import sources, take_in
from thuisbasis.database import db
from thuisbasis.errors import NotFoundError
from thuisbasis.families import access
from thuisbasis.guards import current_actor, current_settings, requires
from thuisbasis.permissions import Permission
from thuisbasis.recording import attachments
from thuisbasis.recording.prompts import reviewed_prompts
from thuisbasis.safeguarding import officers
from thuisbasis.tablet import devices, form_versions, packing, receiving
from thuisbasis.tablet.bodies import NotUnderstoodError, item_from, moment_from
from thuisbasis.tablet.devices import Beat
from thuisbasis.tablet.outcomes import status_of
from thuisbasis.tablet.receiving import Arrival
from thuisbasis.tablet.sealing import ServerKey
from thuisbasis.tablet.sources import AtTheDoor, TabletSource
from thuisbasis.tablet.states import State

LARGEST_BODY = 2 * 1024 * 1024
SEALED = "application/vnd.thuisbasis.sealed+json"
LOCK_MINUTES, WRONG_PINS, KEEP_DAYS = 10, 5, 7
LONGEST_NAME = 80


@blueprint.post("/tablet/devices")
@requires(Permission.RECORD)
def devices_sign_in() -> ResponseReturnValue:
    """Sign a person in on a tablet."""
    session, actor, body = db.session(), current_actor(), _object()
    device_id = _device_id(body.get("device"))
    key = devices.sign_in(
        session, actor, device_id, name=_text(body, "name", LONGEST_NAME), app_version=_text(body, "app_version", 40)
    )
    device = devices.device_or_404(session, actor, device_id)
    session.commit()
    settings, server = current_settings(), _server_key()
    return jsonify(
        {
            "device": str(device_id),
            "device_name": device.name,
            "person": {"id": str(actor.staff_id), "name": actor.name, "initials": _initials(actor.name)},
            "organisation": {"id": str(actor.organisation_id), "name": actor.organisation_name},
            "unlock_key": key.unlock_key,
            "server_key": server.jwk,
            "server_key_id": server.key_id,
            "language": languages.current(),
            "lock_minutes": LOCK_MINUTES,
            "wrong_pins": WRONG_PINS,
            "keep_days": KEEP_DAYS,
            "form_version": form_versions.CURRENT,
            "numbers": {"emergency": settings.emergency_number, "veilig_thuis": settings.veilig_thuis_number},
        }
    )


@blueprint.get("/tablet/visits")
@requires(Permission.RECORD)
def tablet_visits() -> ResponseReturnValue:
    """What one takes along, as a list."""
    _refuse_shut_out()
    session, actor = db.session(), current_actor()
    texts = {"prompts": reviewed_prompts(session, actor.organisation_id)}
    told: dict[str, Any] = {"taken_at": clock.local(clock.now()).isoformat(), "texts": texts}
    for source in sources():
        for name, value in source.listed(session, actor).items():
            told[name] = [*told[name], *value] if isinstance(value, list) and name in told else value
    return jsonify(told)


@blueprint.get("/tablet/visits/<uuid:contact_id>")
@requires(Permission.RECORD)
def tablet_visit(contact_id: uuid.UUID) -> ResponseReturnValue:
    """All that is needed at the door of one visit, with its forms."""
    return _at_the_door(lambda source: source.visit(db.session(), current_actor(), contact_id))


@blueprint.get("/tablet/spares/<uuid:enrolment_id>")
@requires(Permission.RECORD)
def tablet_spare(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """The same for a visit that was not planned."""
    return _at_the_door(lambda source: source.spare(db.session(), current_actor(), enrolment_id))


def _at_the_door(look: Callable[[TabletSource], AtTheDoor]) -> Response:
    _refuse_shut_out()
    for source in sources():
        try:
            found = look(source)
        except NotFoundError:
            continue
        forms = [form.as_data() for form in packing.forms_of(db.session(), found.contact, found.served)]
        answer = jsonify(found.data | {"forms": forms, "worry": _who_reads_worries(found.contact.school_id)})
        answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:32])
        if found.contact.family_id is not None:
            access.note(found.contact.family_id, allowed=True)
        answer.make_conditional(request)
        return answer
    raise NotFoundError("visit")


def _who_reads_worries(school_id: uuid.UUID | None) -> dict[str, Any]:
    """Whether somebody reads a worry of this school, and whom to phone."""
    readers = officers.who_reads(db.session(), current_actor().organisation_id, school_id)
    return {"named": readers.named, "readers": readers.together, "to_call": readers.to_call}


@blueprint.put("/tablet/items/<uuid:item_id>")
@requires(Permission.RECORD)
def put_item(item_id: uuid.UUID) -> ResponseReturnValue:
    """Bring something back. Twice is once."""
    body = _body()
    said = item_from(_parsed(body))
    arrival = Arrival(item_id=item_id, body=body, sha256=hashlib.sha256(body).hexdigest(), said=said)
    kept = receiving.receive(db.session(), current_actor(), arrival, take_in)
    db.session.commit()
    return jsonify(kept.answer), status_of(State(kept.state))


@blueprint.get("/tablet/items/<uuid:item_id>")
@requires(Permission.RECORD)
def get_item(item_id: uuid.UUID) -> ResponseReturnValue:
    """The receipt of something that was brought, asked again."""
    kept = receiving.item_of(db.session(), current_actor(), item_id)
    if kept is None or current_actor().staff_id not in (kept.staff_id, kept.sent_by_id):
        raise NotFoundError("item")
    return jsonify(kept.answer)


@blueprint.get("/tablet/attachments/<hash:sha256>")
@requires(Permission.RECORD)
def attachment_offset(sha256: str) -> ResponseReturnValue:
    """How much of a photo or signature is here (asked with HEAD)."""
    received = attachments.received_of(db.session(), current_actor(), sha256)
    return Response(status=HTTPStatus.NO_CONTENT, headers={"Upload-Offset": str(received)})


@blueprint.patch("/tablet/attachments/<hash:sha256>")
@requires(Permission.RECORD)
def add_attachment_part(sha256: str) -> ResponseReturnValue:
    """Bring the next part of a photo or signature."""
    if (request.content_length or 0) > attachments.LARGEST_PART:
        raise attachments.UnfitError("part")
    received = attachments.add_part(
        db.session(),
        current_actor(),
        sha256,
        offset=_header_count("Upload-Offset"),
        length=_header_count("Upload-Length"),
        type_=request.mimetype,
        content=request.get_data(),
    )
    db.session.commit()
    return Response(status=HTTPStatus.NO_CONTENT, headers={"Upload-Offset": str(received)})


@blueprint.post("/tablet/beats")
@requires(Permission.RECORD)
def beats() -> ResponseReturnValue:
    """A sign of life of a tablet."""
    body = _object()
    oldest = body.get("oldest_waiting_at")
    life = Beat(
        app_version=_text(body, "app_version", 40),
        waiting=_small_count(body, "waiting"),
        conflicts=_small_count(body, "conflicts"),
        oldest_waiting_at=None if oldest is None else moment_from(oldest, "/oldest_waiting_at"),
    )
    devices.beat(db.session(), current_actor(), _device_id(body.get("device")), life)
    db.session.commit()
    return jsonify({"app_version": life.app_version, "shut_out": False})


def _body() -> bytes:
    """The bytes of the item, taken out of their envelope where they are sealed."""
    if (request.content_length or 0) > LARGEST_BODY:
        raise NotUnderstoodError(f"/: at most {LARGEST_BODY} bytes.")
    sent = request.get_data()
    if len(sent) > LARGEST_BODY:
        raise NotUnderstoodError(f"/: at most {LARGEST_BODY} bytes.")
    return _server_key().open(_parsed(sent)) if request.mimetype == SEALED else sent


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body.decode(), parse_constant=_refuse_constant)
    except (UnicodeDecodeError, RecursionError, ValueError) as fault:
        raise NotUnderstoodError(f"/: this is no JSON in UTF-8 ({type(fault).__name__}).") from fault


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _object() -> dict[str, Any]:
    found = _parsed(request.get_data())
    if not isinstance(found, dict):
        raise NotUnderstoodError("/: give an object.")
    return found


def _text(body: dict[str, Any], name: str, longest: int) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        raise NotUnderstoodError(f"/{name}: give text of at most {longest} characters on one line.")
    return value.strip()


def _small_count(body: dict[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 100_000:
        raise NotUnderstoodError(f"/{name}: give a whole number, 0 or more.")
    return value


def _device_id(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise NotUnderstoodError("/device: give a UUID.") from None


def _header_count(name: str) -> int:
    text = request.headers.get(name, "")
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise NotUnderstoodError(f"{name}: give a whole number.")
    return int(text)


def _refuse_shut_out() -> None:
    """Raise ShutOutError, or NotFoundError, unless the tablet that asks may take things along."""
    device_id = _device_id(request.headers.get(doors.DEVICE_HEADER))
    devices.refuse_shut_out(devices.device_or_404(db.session(), current_actor(), device_id))


def _server_key() -> ServerKey:
    found: ServerKey = current_app.extensions["server_key"]
    return found


def _initials(name: str) -> str:
    parts = [part for part in name.split() if part[:1].isupper()]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts))
