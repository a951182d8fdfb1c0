"""The interface described for machines: OpenAPI 3.1, at /api/v1/openapi.json."""

from importlib.metadata import version
from typing import Any

from thuisbasis.api.schemas import SCHEMAS, Schema

JSON = "application/json"


def description() -> dict[str, Any]:
    """The OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Thuisbasis",
            "version": version("thuisbasis"),
            "description": "What tablets take along and bring back. See docs/tablet-protocol.md for the rules.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"signIn": []}],
        "paths": _paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "signIn": {"type": "apiKey", "in": "cookie", "name": "thuisbasis", "description": "the sign-in cookie"}
            },
            "parameters": {
                "device": {
                    "name": "X-Thuisbasis-Tablet",
                    "in": "header",
                    "required": True,
                    "schema": {"type": "string", "format": "uuid"},
                    "description": "the tablet's own id",
                }
            },
        },
    }


def _paths() -> dict[str, Any]:
    return {
        "/tablet/devices": {"post": _operation("Sign a person in on a tablet", "SignedIn", body="SigningIn")},
        "/tablet/visits": {"get": _operation("What one takes along", "VisitList")},
        "/tablet/visits/{contact_id}": {
            "get": _operation("All that is needed at the door of a visit", "Visit", path="contact_id")
        },
        "/tablet/spares/{enrolment_id}": {
            "get": _operation("The same for a visit that was not planned", "Visit", path="enrolment_id")
        },
        "/tablet/items/{item_id}": {
            "get": _operation("The receipt, asked again", "Receipt", path="item_id"),
            "put": _bringing(),
        },
        "/tablet/attachments/{sha256}": {
            "get": _operation("How much is here", path="sha256"),
            "patch": _operation("Bring the next part", path="sha256"),
        },
        "/tablet/beats": {"post": _operation("A sign of life", body="Beat")},
    }


def _operation(summary: str, answer: str = "", *, body: str = "", path: str = "") -> Schema:
    operation: Schema = {
        "summary": summary,
        "parameters": [{"$ref": "#/components/parameters/device"}, *([_in_path(path)] if path else [])],
        "responses": {
            "200" if answer or body else "204": {"description": summary} | (_content(answer) if answer else {}),
            "default": {"description": "what is wrong, in the reader's language"} | _content("Error"),
        },
    }
    if body:
        operation["requestBody"] = {"required": True} | _content(body)
    return operation


def _bringing() -> Schema:
    operation = _operation("Bring something back; twice is once", "Receipt", path="item_id")
    operation["responses"] |= {
        "202": {"description": "kept with a reason, for a person to look at"} | _content("Receipt"),
        "409": {"description": "two people wrote something else; choose, and send the next sequence"}
        | _content("Receipt"),
    }
    one_of = {"oneOf": [_ref(name) for name in ("Record", "Event", "Worry")]}
    operation["requestBody"] = {
        "required": True,
        "content": {
            JSON: {"schema": one_of},
            "application/vnd.thuisbasis.sealed+json": {"schema": _ref("Sealed")},
        },
    }
    return operation


def _in_path(name: str) -> Schema:
    schema: Schema = {"type": "string"} if name == "sha256" else {"type": "string", "format": "uuid"}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _content(name: str) -> Schema:
    return {"content": {JSON: {"schema": _ref(name)}}}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
