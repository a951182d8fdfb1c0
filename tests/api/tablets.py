"""A tablet as the server knows one: it speaks the protocol, keeps nothing, and forgets nothing."""

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from thuisbasis import clock
from thuisbasis.database import new_id

Fields = dict[str, list[str]]


@dataclass
class Tablet:
    """A signed-in browser with a device id. `owner`: the id of who works on it."""

    client: FlaskClient
    owner: uuid.UUID
    device: uuid.UUID = field(default_factory=new_id)

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Thuisbasis-Tablet": str(self.device), "Sec-Fetch-Site": "same-origin"}

    def sign_in(self) -> Any:
        body = {"device": str(self.device), "name": "Tablet 1", "app_version": "1"}
        answer = self.client.post("/api/v1/tablet/devices", json=body, headers=self.headers)
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(f"/api/v1/tablet/{path}", headers=self.headers | more.pop("headers", {}), **more)

    def visit(self, contact_id: uuid.UUID) -> Any:
        answer = self.get(f"visits/{contact_id}")
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()

    def item(self, contact_id: uuid.UUID, form: Any, fields: Fields, **more: Any) -> dict[str, Any]:
        """The body of a record, written on a form that was taken along."""
        now = clock.now().isoformat()
        return {
            "kind": "record",
            "owner": str(self.owner),
            "device": str(self.device),
            "sequence": 1,
            "contact": str(contact_id),
            "enrolment": form["enrolment"],
            "form_version": form["form_version"],
            "base_revision": form["revision"],
            "base": form["fields"],
            "fields": {**form["fields"], **fields},
            "finish": False,
            "attachments": [],
            "opened_at": now,
            "changed_at": now,
            "finished_at": None,
            "tablet_now": now,
        } | more

    def put(self, item_id: uuid.UUID, body: Any, **more: Any) -> TestResponse:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = more.pop("content_type", "application/json")
        headers = self.headers | more.pop("headers", {})
        return self.client.put(f"/api/v1/tablet/items/{item_id}", data=sent, content_type=kind, headers=headers, **more)


def hash_of(body: Any) -> str:
    return hashlib.sha256(json.dumps(body).encode()).hexdigest()


def whole_visit(guardian_field: str) -> Fields:
    """What the form of a REAL visit wants to be finished."""
    return {
        guardian_field: ["present"],
        "element-support_information": ["delivered"],
        "element-support_information-explained": ["Hoe u samen naar plaatjes kijkt."],
        "element-support_information-handed_over": ["told"],
        "element-support_information-language": ["tr"],
        "element-selected_materials": ["delivered"],
        "element-selected_materials-title": ["Rupsje Nooitgenoeg"],
        "element-selected_materials-sort": ["book"],
        "element-selected_materials-handed_over": ["lent"],
        "element-activity_modelled": ["delivered"],
        "element-activity_modelled-activity": ["Voorlezen met gebaren."],
        "element-joint_practice": ["delivered"],
        "element-joint_practice-what_they_did": ["Samen de rups nagedaan."],
        "element-home_agreement": ["delivered"],
        "element-home_agreement-agreement": ["Elke avond vijf minuten."],
        "element-strand_coverage": ["delivered"],
        "element-strand_coverage-cells": ["books:interaction", "books:modelling"],
    }
