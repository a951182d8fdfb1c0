"""Reviews and own wordings: who did what and when is kept, nothing is overwritten, each organisation has its own."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.parent_texts.reviewing import KEY, Reviewing, reviewing
from thuisbasis.audit.models import AuditEntry
from thuisbasis.errors import EditConflictError, InvalidStateError, NotFoundError
from thuisbasis.parent_texts import queries, services
from thuisbasis.parent_texts.models import ParentTextReview, ParentTextWording
from thuisbasis.parent_texts.standing import State
from thuisbasis.parent_texts.texts import LANGUAGES, ParentText, every_text, language_or_404, prompt_key, text_or_404


@pytest.fixture
def here(db_session: Session) -> Reviewing:
    return reviewing(db_session)


def actions(here: Reviewing) -> list[str]:
    entries = select(AuditEntry).where(AuditEntry.organisation_id == here.organisation.id).order_by(AuditEntry.id)
    return [entry.action for entry in here.session.scalars(entries)]


def test_a_text_is_reviewed_by_somebody_on_a_day_once_however_often_it_is_pressed(here: Reviewing) -> None:
    here.review()
    here.review()
    now = here.standing()

    assert now.state is State.REVIEWED
    assert now.review is not None
    assert now.review.reviewed_by.name == "Saida Bennani"
    assert actions(here) == ["parent_text.reviewed"]
    kept = here.session.scalars(select(AuditEntry).where(AuditEntry.organisation_id == here.organisation.id)).one()
    assert kept.after == {"kind": "prompt", "key": KEY, "language": "tr", "text": now.words}


def test_what_was_read_is_what_is_reviewed(here: Reviewing) -> None:
    before = here.standing()
    here.write("Beraber yapın.")

    with pytest.raises(InvalidStateError, match="intussen veranderd"):
        services.mark_reviewed(here.session, here.actor, here.standing(), text_hash=before.text_hash)
    assert here.standing().state is State.CONCEPT


def test_where_there_is_no_text_nothing_can_be_reviewed(here: Reviewing) -> None:
    text = text_or_404("prompt", KEY)
    bare = queries.standing(here.session, here.actor, _without(text, "tr"), "tr")

    assert bare.state is State.MISSING
    with pytest.raises(InvalidStateError, match="nog geen tekst"):
        services.mark_reviewed(here.session, here.actor, bare, text_hash=bare.text_hash)


def _without(text: ParentText, language: str) -> ParentText:
    return replace(text, ours={code: words for code, words in text.ours.items() if code != language})


def test_a_review_can_be_withdrawn_and_is_kept(here: Reviewing) -> None:
    here.review()
    services.withdraw_review(here.session, here.actor, here.standing())
    services.withdraw_review(here.session, here.actor, here.standing())

    assert here.standing().state is State.CONCEPT
    assert here.standing().lapsed is None
    row = here.session.scalars(
        select(ParentTextReview).where(ParentTextReview.organisation_id == here.organisation.id)
    ).one()
    assert row.withdrawn_by_id == here.staff.id
    assert actions(here) == ["parent_text.reviewed", "parent_text.withdrawn"]


def test_a_withdrawn_review_does_not_come_back_with_words_that_come_back(here: Reviewing) -> None:
    here.review()
    here.write("Beraber yapın.")
    services.withdraw_review(here.session, here.actor, here.standing())
    here.write("")

    assert here.standing().state is State.CONCEPT


def test_own_wordings_are_versions_and_ours_can_come_back(here: Reviewing) -> None:
    ours = here.standing().words
    for words in ("Beraber yapın.", "Birlikte yapın.", ""):
        here.write(words)
    text = text_or_404("prompt", KEY)

    assert here.standing().words == ours
    assert not here.standing().is_own
    kept = queries.wordings_of(here.session, here.actor, text, "tr")
    assert [(each.number, each.text) for each in kept] == [(3, ""), (2, "Birlikte yapın."), (1, "Beraber yapın.")]
    assert actions(here) == ["parent_text.worded", "parent_text.worded", "parent_text.ours_again"]


def test_writing_what_stands_there_changes_nothing(here: Reviewing) -> None:
    here.review()
    here.write(here.standing().words)
    here.write("")

    assert here.standing().number == 0
    assert here.standing().state is State.REVIEWED


def test_writing_our_words_over_ones_own_puts_ours_back(here: Reviewing) -> None:
    ours = here.standing().words
    here.write("Beraber yapın.")
    here.write(ours)

    assert not here.standing().is_own
    assert actions(here)[-1] == "parent_text.ours_again"


def test_who_writes_over_somebody_elses_words_sees_both(here: Reviewing) -> None:
    seen = here.standing()
    here.write("Beraber yapın.")

    with pytest.raises(EditConflictError) as conflict:
        services.write_own(here.session, here.actor, here.standing(), words="Birlikte yapın.", number=seen.number)
    assert list(conflict.value.mine.values()) == ["Birlikte yapın."]
    assert list(conflict.value.theirs.values()) == ["Beraber yapın."]


def test_the_same_words_sent_twice_are_one_wording(here: Reviewing) -> None:
    seen = here.standing()
    for _ in range(2):
        services.write_own(here.session, here.actor, here.standing(), words="Beraber yapın.", number=seen.number)

    rows = select(ParentTextWording).where(ParentTextWording.organisation_id == here.organisation.id)
    assert len(here.session.scalars(rows).all()) == 1


def test_each_organisation_reviews_and_words_for_itself(db_session: Session, here: Reviewing) -> None:
    elsewhere = reviewing(db_session, organisation=factories.make_organisation(db_session, name="Stichting Elders"))
    elsewhere.review("ar")
    elsewhere.write("Beraber yapın.")

    assert here.standing("ar").state is State.CONCEPT
    assert not here.standing().is_own
    assert elsewhere.standing("ar").state is State.REVIEWED


def test_only_dutch_and_english_reach_parents_of_a_new_organisation(here: Reviewing) -> None:
    found = queries.reviewed(here.session, here.organisation.id, every_text())

    assert {one.language for one in found} == {"nl", "en"}
    assert len(found) == 2 * len(every_text())


def test_every_text_and_language_is_listed(here: Reviewing) -> None:
    found = queries.standings(here.session, here.actor, every_text())

    assert len(found) == len(every_text()) * len(LANGUAGES)
    assert len({(text.kind, text.key) for text in every_text()}) == len(every_text())
    assert all(len(text.key) <= 60 for text in every_text())  # so that an address takes it


@pytest.mark.usefixtures("db_session")
def test_what_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        text_or_404("prompt", prompt_key("real", "singing"))
    with pytest.raises(NotFoundError):
        text_or_404("consent", KEY)
    with pytest.raises(NotFoundError):
        language_or_404("xx")
