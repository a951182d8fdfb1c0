"""The shapes of the tablet protocol as JSON Schemas (2020-12), for docs/tablet-protocol.md in machine-readable form."""

from typing import Any, Final

Schema = dict[str, Any]

ID: Final[Schema] = {"type": "string", "format": "uuid"}
MOMENT: Final[Schema] = {"type": "string", "format": "date-time", "description": "ISO 8601 with an offset"}
TEXT: Final[Schema] = {"type": "string"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    return {"type": "object", "required": list(required), "properties": required | (optional or {})}


SCHEMAS: Final[dict[str, Schema]] = {
    "Fields": {
        "type": "object",
        "additionalProperties": _list(TEXT),
        "description": "form field name to the values that a browser would send",
    },
    "Finding": _object(
        {"message": TEXT, "satisfied_by": TEXT, "field": TEXT, "blocks": {"type": "boolean"}, "rule": TEXT}
    ),
    "Gate": _object(
        {
            "elements": _list({"type": "object"}),
            "rest": {"type": "object"},
            "first_meeting": _maybe({"type": "object"}),
            "warnings": _list({"type": "object"}),
        }
    ),
    "Form": _object(
        {
            "enrolment": _maybe(ID),
            "child": TEXT,
            "form_version": COUNT,
            "record": _maybe(ID),
            "revision": COUNT,
            "record_state": _maybe({"enum": ["draft", "completed", "correcting"]}),
            "fields": _ref("Fields"),
            "labels": {"type": "object", "additionalProperties": TEXT},
            "html": TEXT,
            "gate": _ref("Gate"),
        }
    ),
    "Visit": _object(
        {
            "contact": _maybe(ID),
            "version": TEXT,
            "words": TEXT,
            "family": TEXT,
            "programme": {"type": "object"},
            "step": {"type": "object"},
            "addresses": _list({"type": "object"}),
            "guardians": _list({"type": "object"}),
            "children": _list({"type": "object"}),
            "forms": _list(_ref("Form")),
        }
    ),
    "VisitList": _object(
        {
            "taken_at": MOMENT,
            "until": MOMENT,
            "visits": _list({"type": "object", "required": ["contact", "version", "starts", "ends", "words"]}),
            "spares": _list({"type": "object", "required": ["enrolment", "version", "words"]}),
            "busy": _list({"type": "object", "required": ["starts", "ends", "words"]}),
            "texts": {"type": "object"},
        }
    ),
    "SigningIn": _object({"device": ID}, {"name": TEXT, "app_version": TEXT}),
    "SignedIn": _object(
        {
            "device": ID,
            "device_name": TEXT,
            "person": _object({"id": ID, "name": TEXT, "initials": TEXT}),
            "organisation": _object({"id": ID, "name": TEXT}),
            "unlock_key": {"type": "string", "description": "32 bytes, base64"},
            "server_key": {"type": "object", "description": "JSON Web Key, RSA-OAEP-256"},
            "server_key_id": TEXT,
            "language": {"enum": ["nl", "en"]},
            "lock_minutes": COUNT,
            "wrong_pins": COUNT,
            "keep_days": COUNT,
            "form_version": COUNT,
            "numbers": {"type": "object"},
        }
    ),
    "Record": _object(
        {
            "kind": {"const": "record"},
            "owner": ID,
            "device": ID,
            "sequence": {"type": "integer", "minimum": 1},
            "contact": ID,
            "form_version": COUNT,
            "base_revision": COUNT,
            "base": _ref("Fields"),
            "fields": _ref("Fields"),
            "finish": {"type": "boolean"},
        },
        {
            "enrolment": _maybe(ID),
            "correction_reason": _maybe(TEXT),
            "unplanned": _maybe(_object({"enrolments": _list(ID), "starts": MOMENT, "ends": MOMENT})),
            "attachments": _list(
                _object({"sha256": TEXT, "what": {"enum": ["photo", "signature"]}}, {"name": _maybe(TEXT)})
            ),
            "readable": _list({"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}),
            "opened_at": MOMENT,
            "changed_at": MOMENT,
            "finished_at": _maybe(MOMENT),
            "tablet_now": _maybe(MOMENT),
        },
    ),
    "Event": _object(
        {
            "kind": {"const": "event"},
            "owner": ID,
            "device": ID,
            "sequence": {"type": "integer", "minimum": 1},
            "contact": ID,
            "event": TEXT,
            "at": MOMENT,
        },
        {"note": _maybe(TEXT), "tablet_now": _maybe(MOMENT)},
    ),
    "Worry": _object(
        {
            "kind": {"const": "worry"},
            "owner": ID,
            "device": ID,
            "sequence": {"type": "integer", "minimum": 1},
            "contact": ID,
            "text": TEXT,
            "at": MOMENT,
        },
        {"child_enrolment": _maybe(ID), "tablet_now": _maybe(MOMENT)},
    ),
    "Sealed": _object({"key_id": TEXT, "key": TEXT, "nonce": TEXT, "body": TEXT}),
    "Receipt": _object(
        {
            "item": ID,
            "sequence": COUNT,
            "body_sha256": TEXT,
            "received_at": MOMENT,
            "state": {"enum": ["draft", "completed", "done", "refused", "conflict", "quarantine", "settled"]},
            "late_by_minutes": {"type": "integer"},
        },
        {
            "reason": TEXT,
            "record": ID,
            "revision": COUNT,
            "fields": _ref("Fields"),
            "wrong": {"type": "object", "additionalProperties": _list(TEXT)},
            "findings": _list(_ref("Finding")),
            "completed": {"type": "boolean"},
            "conflicts": _list(_object({"name": TEXT, "label": TEXT, "base": TEXT, "mine": TEXT, "theirs": TEXT})),
            "merged": _ref("Fields"),
            "theirs_by": TEXT,
            "theirs_at": MOMENT,
            "url": TEXT,
            "deviations": COUNT,
        },
    ),
    "Beat": _object(
        {"device": ID, "waiting": COUNT, "conflicts": COUNT},
        {"app_version": TEXT, "oldest_waiting_at": _maybe(MOMENT)},
    ),
    "Error": _object({"error": _object({"code": TEXT, "message": TEXT})}),
}
