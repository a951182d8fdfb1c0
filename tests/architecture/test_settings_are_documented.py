"""docs/settings.md and the code know the same settings."""

import re
from dataclasses import fields

from tests.architecture.source import TOP
from thuisbasis.settings import PREFIX, Settings

DOCUMENTED = re.compile(rf"`({PREFIX}[A-Z_]+)`")


def test_every_setting_is_documented_and_nothing_else() -> None:
    known = {PREFIX + field.name.upper() for field in fields(Settings)}

    assert set(DOCUMENTED.findall((TOP / "docs" / "settings.md").read_text())) == known
