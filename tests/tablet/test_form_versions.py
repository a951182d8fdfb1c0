from datetime import date, timedelta

import pytest

from thuisbasis.tablet import form_versions
from thuisbasis.tablet.bodies import Fields
from thuisbasis.tablet.form_versions import ACCEPTED_FOR, CURRENT, OldVersion, TooOldError, renewed

REPLACED_ON = date(2026, 9, 1)


def with_new_name(fields: Fields) -> Fields:
    return {("notes" if name == "remarks" else name): values for name, values in fields.items()}


OLD = {CURRENT - 1: OldVersion(replaced_on=REPLACED_ON, renew=with_new_name)}


def test_todays_form_stays_as_it_is() -> None:
    assert renewed({"notes": ["Mooi"]}, CURRENT, date(2026, 11, 28)) == {"notes": ["Mooi"]}


def test_an_older_form_reads_as_todays_for_six_months() -> None:
    assert renewed({"remarks": ["Mooi"]}, CURRENT - 1, REPLACED_ON + ACCEPTED_FOR, OLD) == {"notes": ["Mooi"]}


def test_after_six_months_it_is_too_old() -> None:
    with pytest.raises(TooOldError):
        renewed({}, CURRENT - 1, REPLACED_ON + ACCEPTED_FOR + timedelta(days=1), OLD)


@pytest.mark.parametrize("version", [CURRENT + 1, CURRENT - 7])
def test_a_version_that_never_was_is_refused(version: int) -> None:
    with pytest.raises(TooOldError):
        renewed({}, version, REPLACED_ON, OLD)


def test_each_older_version_leads_to_the_present_one() -> None:
    assert all(version < CURRENT for version in form_versions.OLD)
    for version in form_versions.OLD:
        assert set(range(version, CURRENT)) <= set(form_versions.OLD)
