"""A fourth programme is one new file and nothing else: it goes all the way, in a group and at home."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy.orm import Session

from tests.fourth_programme.story import START, House, Reader, a_house
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.organisations.models import Staff

HONEST = {
    "element-explained": "delivered",
    "element-explained-what": "Dat kiezen een kind leert plannen",
    "element-played_together": "not_delivered",
    "element-played_together--reason": "no_time",
    "element-played_together--follow-up": "next_contact",
}


@pytest.fixture
def house(db_session: Session) -> House:
    return a_house(db_session)


@pytest.fixture
def signed_in(house: House, app: Flask) -> Callable[[Staff], Reader]:
    """Signs a member of staff in, in a browser of their own."""
    return lambda staff: Reader(house, app.test_client(), staff)


@pytest.fixture
def coordinator(house: House, signed_in: Callable[[Staff], Reader]) -> Reader:
    return signed_in(house.coordinator)


def enrol(house: House, coordinator: Reader, name: str, track: str, button: str) -> str:
    """Enrol a family by the page where all programmes stand side by side; the address of the enrolment."""
    family, child = house.family(name)
    house.session.commit()
    address = f"/families/{family.id}/enrol?child={child.id}&start={START}&programme=speel-mee"
    assert "Ouders leren spelen met hun peuter of kleuter." in coordinator.words(address)
    return coordinator.send(
        address,
        track_key=track,
        tried_before="Tips in de nieuwsbrief",
        next=button,
        guardian_id="",
        informed_how="",
    )


def id_in(address: str) -> str:
    """The id at the end of an address."""
    return address.rsplit("/", 1)[1]


def everybody_present(page: str) -> dict[str, str]:
    """The register with everybody there."""
    return dict.fromkeys(re.findall(r'name="(attendance-[^"]+)"', page), "present")


def written_up(worker: Reader, contact: Contact, enrolment: str = "") -> str:
    """Write the record of a contact through the record gate; its address."""
    edit = worker.press(f"/contacts/{contact.id}/records", enrolment_id=enrolment)
    record = edit.removesuffix("/edit")
    present = everybody_present(worker.page(edit))
    worker.send(edit, "record-form", **present, **{"element-explained": "delivered", "then": "review"})
    assert "Samen gespeeld" in worker.refused(record)
    worker.send(edit, "record-form", **HONEST, next_date="20-10-2026", then="review")
    worker.press(
        f"{record}/complete", revision=re.findall(r'name="revision" value="(\d+)"', worker.page(f"{record}/review"))[0]
    )
    return record


def test_a_group_of_it_goes_from_enrolment_to_a_printed_record(
    house: House, coordinator: Reader, signed_in: Callable[[Staff], Reader]
) -> None:
    families = coordinator.send(
        "/groups/new",
        track="speel-mee groep-6",
        name="Spelen op dinsdag",
        school_id=str(house.school.id),
        weekday="",
        starts_on="15-9-2026",
        start_time="13:30",
        leaders=[str(house.trainer.id)],
    )
    group = families.removesuffix("/families")
    for name in ("Yılmaz", "de Vries"):
        enrol(house, coordinator, name, "groep-6", f"group:{id_in(group)}")
    coordinator.press(f"{group}/start")
    planned = house.contacts()

    with clock.set_to(planned[0].ends_at):
        trainer = signed_in(house.trainer)
        record = written_up(trainer, planned[0])
        read, printed = trainer.words(record), trainer.printed(f"{record}/record.pdf")
        events = Calendar.from_ical(trainer.feed()).walk("VEVENT")

    assert [clock.local(contact.starts_at).date() for contact in planned][:2] == [START, date(2026, 9, 22)]
    assert len(planned) == len(events) == 6
    assert "Niet gedaan, met reden" in read
    assert "Speel mee" in printed
    assert "Samen gespeeld" in printed
    assert "te weinig tijd" in printed


def test_visits_of_it_go_from_enrolment_to_a_printed_record(
    house: House, coordinator: Reader, signed_in: Callable[[Staff], Reader]
) -> None:
    enrolment = enrol(house, coordinator, "El Idrissi", "thuis-6", f"visitor:{house.visitor.id}")
    signed_in(house.visitor).send(
        f"{enrolment}/visits/plan", "plan-form", start="15-9-2026", weekday="1", at="15:00", then="save"
    )
    planned = house.contacts()

    with clock.set_to(planned[0].ends_at):
        visitor = signed_in(house.visitor)
        record = written_up(visitor, planned[0], id_in(enrolment))
        printed = visitor.printed(f"{record}/record.pdf")
        events = Calendar.from_ical(visitor.feed()).walk("VEVENT")

    assert [contact.month for contact in planned] == [
        "2026-09",
        "2026-10",
        "2026-11",
        "2026-12",
        "2027-01",
        "2027-02",
    ]
    assert len(events) == 6
    assert "Speelbezoek 1" in printed
    assert "te weinig tijd" in printed


def test_it_stands_among_the_others_wherever_programmes_are_named(house: House, coordinator: Reader) -> None:
    family, _ = house.family("Jansen")
    house.session.commit()

    for address in (f"/families/{family.id}/enrol", "/groups/new", "/local-defaults"):
        assert "Speel mee" in coordinator.page(address), address
