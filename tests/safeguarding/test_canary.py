"""A canary in everything that is written about a worry: it shows itself to those who may read it and nowhere else."""

import io
import re
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from tests import factories as make
from tests.everywhere.crawling import Visit, walk
from tests.safeguarding.people import Cast, make_cast
from thuisbasis import clock, logs
from thuisbasis.accounts.models import Account
from thuisbasis.database import db
from thuisbasis.demo import seeding
from thuisbasis.demo.colleagues import COLLEAGUES, DEPUTY, DOMAIN, OFFICER, TRAINER
from thuisbasis.organisations.models import Staff
from thuisbasis.recording.models import Record
from thuisbasis.safeguarding import services
from thuisbasis.safeguarding.models import Worry
from thuisbasis.safeguarding.raising import raise_worry
from thuisbasis.safeguarding.steps import Outcome
from thuisbasis.tables import metadata

CANARY = "Kanariezang"
READERS = {OFFICER, DEPUTY, TRAINER}


def words(visit: Visit) -> str:
    """All that can be read in an answer, also inside a spreadsheet or a PDF."""
    if visit.answer is None:
        return visit.fault
    data = visit.answer.get_data()
    if visit.answer.mimetype == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return data.decode("utf-8", "replace") + str(visit.answer.headers)


def write_about(session: Session, cast: Cast) -> Worry:
    """A worry with the canary in its text, a note, the closing and the reopening."""
    worry = raise_worry(
        session,
        cast.author,
        worry_id=uuid.uuid4(),
        contact_id=cast.visit.id,
        family_id=cast.family.id,
        enrolment_id=cast.enrolment.id,
        text=f"{CANARY} in de tekst.",
        at=clock.now(),
    )
    _handle(session, cast, worry)
    return worry


def _handle(session: Session, cast: Cast, worry: Worry) -> None:
    officer = cast.as_officer
    services.acknowledge(session, officer, worry)
    note = {"is_skipped": True, "on": clock.today(), "text": f"{CANARY} in de notitie."}
    services.note_step(session, officer, worry, note_id=uuid.uuid4(), step=3, **note)  # type: ignore[arg-type]
    services.close(session, officer, worry, note_id=uuid.uuid4(), outcome=Outcome.BOTH, text=f"{CANARY} aan het eind.")
    services.reopen(session, officer, worry, note_id=uuid.uuid4(), text=f"{CANARY} opnieuw.")


def test_no_table_holds_a_word_of_it(db_session: Session) -> None:
    write_about(db_session, make_cast(db_session))
    db_session.commit()

    with db.engine.connect() as connection:
        found = [
            table.name
            for table in metadata().sorted_tables
            for row in connection.execute(text(f'SELECT * FROM "{table.name}"'))  # noqa: S608  # our own tables
            if CANARY in str(row)
        ]
    assert found == []


@pytest.mark.sqlite_only
def test_no_byte_of_the_database_file_tells_it(app: Flask, db_session: Session) -> None:
    worry = write_about(db_session, make_cast(db_session))
    db_session.commit()
    file = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database
    assert file
    everything = b"".join(path.read_bytes() for path in Path(file).parent.glob(f"{Path(file).name}*"))

    assert worry.id.bytes.hex().encode() in everything or worry.id.bytes in everything
    assert CANARY.encode() not in everything
    assert CANARY.encode("utf-16-le") not in everything


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the product logs."""
    written = io.StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(written))
    yield written
    logs.configure()


def test_no_log_tells_it_even_when_a_page_fails(
    app: Flask, db_session: Session, logged: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    cast = make_cast(db_session)
    worry = write_about(db_session, cast)
    browser = make.sign_in(db_session, app.test_client(), cast.officer)
    caplog.set_level("DEBUG")
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    was = app.extensions.pop("keyring")
    try:
        assert browser.get(f"/worries/{worry.id}").status_code == 500
        failing = {"step-1-text": f"{CANARY} getypt", "step-1-on": "1-9-2025"}
        assert browser.post(f"/worries/{worry.id}/steps/1", data=failing).status_code == 500
    finally:
        app.extensions["keyring"] = was
        app.config.update(WTF_CSRF_ENABLED=True, PROPAGATE_EXCEPTIONS=True)

    assert logged.getvalue().count("unexpected error") == 2
    assert CANARY not in logged.getvalue() + caplog.text


@pytest.fixture
def demo(app: Flask, db_session: Session) -> Worry:
    """The demo with the canary in a worry that a trainer wrote about a family of her group."""
    world = seeding.seed(db_session)
    trainer, officer = world.by(TRAINER), world.by(OFFICER)
    known = db_session.scalars(
        select(Worry).where(Worry.organisation_id == trainer.organisation_id, Worry.author_id == trainer.staff_id)
    ).one()
    worry = raise_worry(
        db_session,
        trainer,
        worry_id=uuid.uuid4(),
        contact_id=None,
        family_id=known.family_id,
        enrolment_id=None,
        child_id=known.child_id,
        text=f"{CANARY} in de tekst.",
        at=clock.now(),
    )
    services.acknowledge(db_session, officer, worry)
    services.note_step(
        db_session,
        officer,
        worry,
        note_id=uuid.uuid4(),
        step=1,
        is_skipped=False,
        on=clock.today(),
        text=f"{CANARY} in de notitie.",
    )
    db_session.commit()
    return worry


def addresses_about(app: Flask, session: Session, worry: Worry) -> Iterator[tuple[str, str]]:
    """Endpoint and address of all about its family or child, and of a record, whether a link leads there or not."""
    completed = select(Record.id).where(Record.organisation_id == worry.organisation_id, Record.state == "completed")
    known = {
        "worry_id": worry.id,
        "family_id": worry.family_id,
        "child_id": worry.child_id,
        "record_id": session.scalars(completed.limit(1)).one(),
    }
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.arguments & known.keys():
                for kind in ("csv", "xlsx") if "kind" in rule.arguments else ("",):
                    given = known | {"kind": kind}
                    if rule.arguments <= given.keys():
                        yield (
                            rule.endpoint,
                            app.url_for(rule.endpoint, **{name: given[name] for name in rule.arguments}),
                        )


def everything(app: Flask, session: Session, worry: Worry, key: str) -> Iterator[Visit]:
    """Every page, export and PDF that links lead somebody to, all about this family, and the own calendar's feed."""
    query = select(Staff).join(Account, Account.id == Staff.account_id).where(Account.email == f"{key}@{DOMAIN}")
    browser = make.sign_in(session, app.test_client(), session.scalars(query).one())
    yield from walk(app, browser, of_each=1)
    for endpoint, address in addresses_about(app, session, worry):
        yield Visit(address, endpoint, "nowhere", browser.get(address))
    token = re.search(r'name="csrf-token" content="([^"]+)"', browser.get("/account").text)
    assert token
    made = browser.post("/calendar-addresses", data={"csrf_token": token[1]})
    feed = re.search(r"https?://[^/\"]+(/calendars/[^\"<\s]+\.ics)", made.text)
    assert feed, made.text
    answer = app.test_client().get(feed[1])
    assert answer.status_code == 200
    yield Visit(feed[1], "calendars.feed", "the page of addresses", answer)
    yield Visit(f"/families?q={CANARY}", "families.family_list", "the search", browser.get(f"/families?q={CANARY}"))


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_whoever_walks_through_everything_meets_it_on_the_page_of_the_worry_alone(
    app: Flask, db_session: Session, demo: Worry
) -> None:
    met: dict[str, set[str]] = {}
    reached = set()

    for colleague in COLLEAGUES:
        for visit in everything(app, db_session, demo, colleague.key):
            reached.add(visit.endpoint)
            if f"{CANARY} in" in words(visit):
                met.setdefault(colleague.key, set()).add(visit.endpoint)

    assert met == {key: {"safeguarding.worry"} for key in READERS}
    exports = {"families.export_families", "reports.family_schedule_pdf", "reports.record_pdf", "calendars.feed"}
    assert reached >= exports | {"families.family_history", "family_card.family_card", "safeguarding.new_worry"}
