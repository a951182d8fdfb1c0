"""The people of the story, and what they do in a browser without JavaScript."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import factories
from tests.browsing import said, sent, token
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.families.models import Child, Family
from thuisbasis.organisations.models import Organisation, Qualification, School, Staff
from thuisbasis.permissions import Role

REGISTERED = datetime(2026, 9, 1, 9, tzinfo=clock.ZONE)
START = date(2026, 9, 15)  # a Tuesday


@dataclass(frozen=True)
class House:
    """An organisation whose trainer and home visitor had the course of the new programme."""

    session: Session
    organisation: Organisation
    school: School
    coordinator: Staff
    trainer: Staff
    visitor: Staff

    def family(self, name: str) -> tuple[Family, Child]:
        """A family with a mother and a child of four."""
        family = factories.make_family(self.session, self.organisation, name=name)
        mother = factories.make_guardian(self.session, family, phone="+31612345678")
        child = factories.make_child(
            self.session, family, school=self.school, guardians=[mother], birth_date=date(2022, 3, 1)
        )
        return family, child

    def contacts(self) -> list[Contact]:
        """What stands in the calendar, in order of time."""
        self.session.rollback()
        self.session.expire_all()
        ours = Contact.organisation_id == self.organisation.id
        return list(self.session.scalars(select(Contact).where(ours).order_by(Contact.starts_at)))


def a_house(session: Session) -> House:
    """The organisation with its staff."""
    organisation = factories.make_organisation(session)
    school = factories.make_school(session, organisation)
    trainer = factories.make_staff(session, organisation, name="Truus Reinders", roles=[Role.TRAINER])
    visitor = factories.make_staff(session, organisation, name="Vera Hof", roles=[Role.HOME_VISITOR])
    for one in (trainer, visitor):
        held = {"programme_key": "speel-mee", "qualification_key": "play-course", "obtained_on": date(2025, 3, 1)}
        session.add(Qualification(organisation_id=organisation.id, staff_id=one.id, **held))
    coordinator = factories.make_staff(session, organisation, name="Coby Vos", roles=[Role.COORDINATOR])
    session.commit()
    return House(session, organisation, school, coordinator, trainer, visitor)


class Reader:
    """Somebody who reads pages and sends their forms, where every answer has to be a good one."""

    def __init__(self, house: House, client: FlaskClient, staff: Staff) -> None:
        self._client = factories.sign_in(house.session, client, staff)

    def page(self, address: str) -> str:
        """The page at an address."""
        answer = self._client.get(address)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}: {said(answer.text)}"
        return answer.text

    def words(self, address: str) -> str:
        """What the page says, in one line."""
        return said(self.page(address))

    def press(self, address: str, **values: str) -> str:
        """Press a button that is a form of its own; where it leads."""
        return self._led_to(self._client.post(address, data=token(self.page("/account")) | values))

    def send(self, address: str, form_id: str | None = None, **changes: str | list[str] | None) -> str:
        """Fill in the form on a page and send it there; where it leads."""
        return self._led_to(self._client.post(address, data=sent(self.page(address), form_id, **changes)))

    def complete(self, record: str) -> str:
        """Read a record through and complete it; where that leads."""
        return self._led_to(self._completed(record))

    def refused(self, record: str) -> str:
        """What is said when a record is read through, to be completed, and is not complete."""
        answer = self._completed(record)
        assert answer.status_code == 409, answer.status_code
        return said(answer.text)

    def _completed(self, record: str) -> TestResponse:
        return self._client.post(f"{record}/complete", data=sent(self.page(f"{record}/review")))

    def printed(self, address: str) -> str:
        """The text of a PDF file."""
        answer = self._client.get(address)
        assert answer.mimetype == "application/pdf", f"{address} answers {answer.status_code}"
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)

    def feed(self) -> bytes:
        """The feed of one's own appointments, by an address made just now."""
        made = self._client.post("/calendar-addresses", data=token(self.page("/account")))
        address = made.text.split("/calendars/")[1].split(".ics")[0]
        return self._client.get(f"/calendars/{address}.ics").data

    @staticmethod
    def _led_to(answer: TestResponse) -> str:
        assert answer.status_code in {302, 303}, f"{answer.status_code}: {said(answer.text)}"
        return answer.location
