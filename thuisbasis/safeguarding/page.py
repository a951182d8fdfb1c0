"""All that the page of one worry shows to this reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from thuisbasis import clock, spoken
from thuisbasis.contacts import pages
from thuisbasis.contacts.models import Contact
from thuisbasis.families import queries as families
from thuisbasis.permissions import Actor
from thuisbasis.safeguarding import officers, queries, readings
from thuisbasis.safeguarding.forms import CloseForm, ReopenForm, ShareForm, StepForm
from thuisbasis.safeguarding.lists import PATIENCE
from thuisbasis.safeguarding.models import Worry, WorryNote
from thuisbasis.safeguarding.queries import Seen
from thuisbasis.safeguarding.steps import OUTCOMES, STEPS, Kind, Outcome, Step


@dataclass(frozen=True, kw_only=True)
class StepShown:
    """One step with what was written down in it and, for an officer, the form for more."""

    step: Step
    notes: Sequence[WorryNote]
    form: StepForm | None

    @property
    def is_skipped(self) -> bool:
        """Whether the last word on it is that it is skipped."""
        return bool(self.notes) and self.notes[-1].kind == Kind.SKIPPED


def values(session: Session, actor: Actor, seen: Seen, **forms: Any) -> dict[str, Any]:
    """The values of the template. `forms`: what was sent and came back, by its name there."""
    worry = seen.worry
    shown = {
        "worry": worry,
        "seen": seen,
        "contact_words": words_of(worry.contact) if worry.contact else "",
        "reads": officers.who_reads(session, worry.organisation_id, worry.school_id),
        "waits_too_long": worry.is_unread and worry.received_at <= clock.now() - PATIENCE,
        "today": clock.today(),
    }
    if seen.reads_notes:
        shown |= _done(session, worry, forms, writes=seen.is_officer and not worry.is_unread and not worry.is_closed)
    if seen.is_officer:
        shown |= _for_officers(session, actor, worry, forms)
    return shown


def words_of(contact: Contact) -> str:
    """The contact during which a worry arose, without names; "" for a kind that is carried no longer."""
    try:
        return pages.words_of(contact)
    except KeyError:
        return ""


def _done(session: Session, worry: Worry, forms: dict[str, Any], *, writes: bool) -> dict[str, Any]:
    notes = queries.notes_of(session, worry)
    sent: dict[int, StepForm] = forms.get("step_forms", {})
    steps = [
        StepShown(
            step=step,
            notes=[note for note in notes if note.step == step.number],
            form=(sent.get(step.number) or step_form(step.number)) if writes else None,
        )
        for step in STEPS
    ]
    return {
        "steps": steps,
        "turns": [note for note in notes if note.step is None],
        "outcome_of": lambda note: OUTCOMES[Outcome(note.outcome)] if note.outcome else "",
        "open_steps": [one.step for one in steps if not one.notes],
    }


def _for_officers(session: Session, actor: Actor, worry: Worry, forms: dict[str, Any]) -> dict[str, Any]:
    shared = queries.readers_of(session, worry)
    share = ShareForm(formdata=None, prefix="share-")
    known = {staff.id for staff in shared}
    share.offer([staff for staff in queries.supervisors(session, actor) if staff.id not in known])
    return {
        "guardians": families.guardians_of(session, worry.organisation_id, [worry.family_id])[worry.family_id],
        "language_names": spoken.names,
        "shared": shared,
        "share_form": share,
        "close_form": forms.get("close_form") or CloseForm(formdata=None, prefix="close-"),
        "reopen_form": forms.get("reopen_form") or ReopenForm(formdata=None, prefix="reopen-"),
        "looked": readings.who_looked(session, worry),
        "openings": queries.openings_of(session, worry),
    }


def step_form(number: int, **more: Any) -> StepForm:
    """The form of a step; today unless something was sent."""
    more.setdefault("formdata", None)
    return StepForm(prefix=f"step-{number}-", data={"on": clock.today()}, **more)
