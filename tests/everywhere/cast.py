"""Two organisations with one of everything, and a way to each page of either."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter, Rule

from tests import factories
from thuisbasis import clock
from thuisbasis.organisations.models import Organisation, School, Staff
from thuisbasis.permissions import Role
from thuisbasis.tables import metadata

# Names in an address whose table has another name.
TABLES = {"address": "feed_address", "record": "record", "period": "closed_period", "member": "membership"}


@dataclass(frozen=True)
class House:
    """One organisation of the cast."""

    organisation: Organisation
    school: School
    staff: dict[Role, Staff]


def furnish(session: Session, name: str, surname: str) -> House:
    """An organisation with a staff member for each role, a family in each programme, a group and contacts."""
    organisation = factories.make_organisation(session, name=name)
    school = factories.make_school(session, organisation, name=f"De {surname}")
    staff = {
        role: factories.make_staff(session, organisation, name=f"{role.name.title()} {surname}", roles=[role])
        for role in Role
    }
    family = factories.make_family(session, organisation, name=surname)
    factories.make_household(session, family)
    parent = factories.make_guardian(session, family)
    child = factories.make_child(session, family, school=school, guardians=[parent])
    visitor, trainer = staff[Role.HOME_VISITOR], staff[Role.TRAINER]
    visited = factories.make_enrolment(session, child, guardians=[parent], visitor=visitor)
    trained = factories.make_enrolment(
        session, child, programme="pittige-jaren", track="preventie-14", guardians=[parent]
    )
    group = factories.make_group(session, school, leaders=[trainer], enrolments=[trained], name=f"Groep {surname}")
    factories.make_contact(session, enrolments=[visited], staff=[visitor], school=school)
    factories.make_contact(session, group=group, kind="group_session", step="session-01", staff=[trainer])
    session.commit()
    return House(organisation=organisation, school=school, staff=staff)


@dataclass(frozen=True)
class Addresses:
    """The addresses of the app's pages, filled with what one organisation has."""

    app: Flask
    session: Session
    organisation_id: uuid.UUID

    def of(self, rule: Rule) -> str | None:
        """The address of a rule; None when the organisation has nothing that it could be of."""
        values: dict[str, object] = {}
        for name, converter in rule._converters.items():
            value = self._value(name, isinstance(converter, IntegerConverter))
            if value is None:
                return None
            values[name] = value
        return str(
            self.app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or ())))
        )

    def _value(self, name: str, is_number: bool) -> object:
        if name in {"day", "date", "on"} and not is_number:
            return clock.today()
        if is_number:
            year, week, _day = clock.today().isocalendar()
            return {"year": year, "week": week, "month": clock.today().month}.get(name, 1)
        if name == "organisation_id":
            return self.organisation_id
        if name.endswith("_id"):
            return self._row(name.removesuffix("_id"))
        return None

    def _row(self, name: str) -> uuid.UUID | None:
        table = metadata().tables.get(TABLES.get(name, name))
        if table is None:
            return None
        query = select(table.c.id).where(table.c.organisation_id == self.organisation_id)
        if "group_id" in table.c and name == "contact":
            query = query.order_by(table.c.group_id)
        found: uuid.UUID | None = self.session.scalar(query.limit(1))
        return found


def rules(app: Flask, method: str) -> list[Rule]:
    """Our own rules that answer `method`, in order."""
    own = (rule for rule in app.url_map.iter_rules() if not rule.endpoint.endswith("static"))
    return sorted((rule for rule in own if method in (rule.methods or ())), key=lambda rule: rule.rule)


def csrf_token(client: FlaskClient) -> str:
    """The token that forms of this browser carry."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/account").text)
    assert found
    return found[1]


def browsers(app: Flask, session: Session, house: House) -> Iterator[tuple[Role, FlaskClient]]:
    """A signed-in browser for each role."""
    for role, staff in house.staff.items():
        yield role, factories.sign_in(session, app.test_client(), staff)
