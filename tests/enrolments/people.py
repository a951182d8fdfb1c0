"""A small organisation to enrol in."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import factories as make
from thuisbasis.families.models import Child, Family, Guardian
from thuisbasis.organisations.models import Organisation, School, Staff
from thuisbasis.permissions import Actor, Role


@dataclass(frozen=True, kw_only=True)
class People:
    """An organisation with a coordinator, a visitor, and one family."""

    organisation: Organisation
    school: School
    coordinator: Staff
    visitor: Staff
    actor: Actor
    family: Family
    guardian: Guardian
    child: Child


def people(session: Session, *, birth_date: date | None = None, groep: str = "2", **child: Any) -> People:
    """An organisation with a coordinator of the whole of it, a visitor, and one family."""
    organisation = make.make_organisation(session)
    school = make.make_school(session, organisation)
    coordinator = make.make_staff(session, organisation, name="Karin Smit", roles=[Role.COORDINATOR])
    visitor = make.make_staff(session, organisation, name="Fatma Demir", roles=[Role.HOME_VISITOR])
    family = make.make_family(session, organisation)
    guardian = make.make_guardian(session, family)
    if birth_date is not None:
        child["birth_date"] = birth_date
    return People(
        organisation=organisation,
        school=school,
        coordinator=coordinator,
        visitor=visitor,
        actor=make.actor_of(organisation, coordinator, Role.COORDINATOR, every_school=True),
        family=family,
        guardian=guardian,
        child=make.make_child(session, family, school=school, groep=groep, guardians=[guardian], **child),
    )


def posted(client: FlaskClient, url: str, data: dict[str, Any] | None = None) -> TestResponse:
    """A form sent with its token."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/account").text)
    assert found
    return client.post(url, data={"csrf_token": found[1], **(data or {})})
