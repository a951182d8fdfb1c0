"""What the app is made with."""

from pathlib import Path

import pytest

from thuisbasis import migrating
from thuisbasis.app import create_app
from thuisbasis.database import db
from thuisbasis.settings import Settings


def test_the_app_and_its_migrations_find_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(database_url="sqlite:///var/data.sqlite")
    migrating.upgrade(settings.database_url)

    with create_app(settings).app_context():
        found = db.engine.url.database
        db.engine.dispose()

    assert found == str(tmp_path / "var" / "data.sqlite")
