"""Every setting of the product, read from the environment once, each described in docs/settings.md."""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path

PREFIX = "THUISBASIS_"


class SettingError(ValueError):
    """A setting is missing or cannot be read; the message names it and says what would be right."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator may set. Each field is the environment variable THUISBASIS_<FIELD IN CAPITALS>."""

    database_url: str = field(default="sqlite:///var/thuisbasis.sqlite", metadata={"help": "SQLAlchemy URL"})
    secret_key: str = field(default="", repr=False)
    password_salt: str = field(default="", repr=False)
    tablet_key: str = field(default="", repr=False)
    encryption_keys: str = field(default="", repr=False)
    host_name: str = "thuisbasis.localhost"
    secure_cookies: bool = True
    demo: bool = False
    session_hours: int = 12
    idle_minutes: int = 120
    sign_in_tries: int = 10
    sign_in_window_minutes: int = 15
    upload_megabytes: int = 20
    document_seconds: int = 10
    document_megabytes: int = 512
    veilig_thuis_number: str = "0800-2000"
    emergency_number: str = "112"

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def _parse(name: str, kind: object, text: str) -> object:
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        raise SettingError(f"{name} is {text!r}: give 1 or 0.")
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise SettingError(f"{name} is {text!r}: give a whole number.") from None
    return text


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings out of `environment` (default: the process's).

    Raises SettingError for an unknown THUISBASIS_ variable or one that cannot be read.
    """
    given = {name: text for name, text in (environment or os.environ).items() if name.startswith(PREFIX)}
    values: dict[str, object] = {}
    for one in fields(Settings):
        name = PREFIX + one.name.upper()
        if name in given:
            values[one.name] = _parse(name, one.type, given.pop(name))
    if given:
        raise SettingError(f"{', '.join(sorted(given))}: no such setting. docs/settings.md lists them all.")
    return Settings(**values)  # type: ignore[arg-type]  # each value was parsed by its field's type


def _random_text() -> str:
    return secrets.token_urlsafe(48)


def kept_secret(folder: Path, name: str, make: Callable[[], str] = _random_text) -> str:
    """A secret that a single machine keeps in `folder`, made at first use, readable by its owner only.

    Of several processes that begin at once one makes it, and all read that one: written beside, then given its name.
    """
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f".{name}.{secrets.token_hex(8)}"
        beside.touch(mode=0o600)
        beside.write_text(make())
        with suppress(FileExistsError):
            path.hardlink_to(beside)
        beside.unlink()
    return path.read_text().strip()
