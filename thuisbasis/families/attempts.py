"""Attempts to reach a family: by which channel, and what came of it. One tap each."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, kw_only=True)
class AttemptKind:
    """A channel with its outcome, in words. `reached`: somebody of the family was spoken to or answered."""

    channel: str
    outcome: str
    words: LazyString
    icon: str
    reached: bool

    @property
    def key(self) -> str:
        return f"{self.channel}.{self.outcome}"


def _kind(channel: str, outcome: str, words: LazyString, icon: str, *, reached: bool = False) -> AttemptKind:
    return AttemptKind(channel=channel, outcome=outcome, words=words, icon=icon, reached=reached)


KINDS = (
    _kind("phone", "no-answer", _l("Gebeld, geen gehoor"), "telephone"),
    _kind("phone", "spoke", _l("Gebeld en gesproken"), "telephone", reached=True),
    _kind("message", "sent", _l("Bericht gestuurd"), "chat-left-text"),
    _kind("message", "answered", _l("Antwoord op een bericht"), "chat-left-text", reached=True),
    _kind("school-gate", "spoke", _l("Gesproken bij school"), "building", reached=True),
    _kind("home", "no-answer", _l("Langs geweest, niemand thuis"), "house-door"),
    _kind("home", "spoke", _l("Thuis gesproken"), "house-door", reached=True),
    _kind("letter", "sent", _l("Brief meegegeven of gestuurd"), "envelope"),
    _kind("e-mail", "sent", _l("E-mail gestuurd"), "envelope"),
)

BY_KEY = {kind.key: kind for kind in KINDS}


def kind_of(channel: str, outcome: str) -> AttemptKind:
    """The kind of a stored attempt. Raises KeyError for one that was never offered."""
    return BY_KEY[f"{channel}.{outcome}"]
