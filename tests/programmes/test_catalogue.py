"""The catalogue finds programmes, keeps old versions, and says clearly what it does not have."""

from dataclasses import replace
from pathlib import Path

import pytest

from programmes.catalogue import Catalogue, default, load
from programmes.protocol import UnknownKeyError
from tests.programmes.shipped import PACT, PITTIGE_JAREN, REAL
from tests.programmes.writing import written


def test_three_programmes_are_shipped() -> None:
    assert {"pact", "pittige-jaren", "real"} <= {programme.key for programme in load().programmes()}


def test_the_default_catalogue_is_loaded_once() -> None:
    assert default() is default()


def test_the_latest_version_is_the_usual_one_and_old_ones_stay() -> None:
    tenth, second = replace(REAL, version="10"), replace(REAL, version="2")
    catalogue = Catalogue([tenth, REAL, second])

    assert catalogue.versions("real") == ("1", "2", "10")
    assert catalogue.get("real") is tenth
    assert catalogue.get("real", "1") is REAL


def test_an_unknown_programme_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UnknownKeyError) as refusal:
        default().get("opstapje")

    assert str(refusal.value).startswith("there is no programme “opstapje”; there are pact, ")
    assert "opstapje" not in default()


def test_an_unknown_version_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UnknownKeyError, match="has no version “7”; it has 1"):
        default().get("pact", "7")


@pytest.mark.parametrize(
    ("look_up", "message"),
    [
        (lambda: PACT.track("pact-31"), "has no track “pact-31”; it has pact-30"),
        (lambda: REAL.element("orim"), "has no element “orim”; it has support_information"),
        (lambda: PACT.track("pact-30").step("check-31"), "has no step “check-31”"),
        (lambda: PACT.track("pact-30").step_numbered(31), "has no weekly_check number 31; it has 30"),
    ],
)
def test_whatever_does_not_exist_is_named_with_what_does(look_up, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnknownKeyError) as refusal:
        look_up()

    assert message in str(refusal.value)


def test_one_file_may_hold_several_versions(tmp_path: Path) -> None:
    (tmp_path / "real.py").write_text(
        "from dataclasses import replace\n"
        "from programmes.catalogue.real import PROGRAMME as FIRST\n"
        "PROGRAMMES = (FIRST, replace(FIRST, version='2'))\n"
    )

    assert load(tmp_path).versions("real") == ("1", "2")


def test_modules_with_an_underscore_are_no_programmes(tmp_path: Path) -> None:
    (tmp_path / "_words.py").write_text("x = 1\n")
    written(tmp_path, "fourth.py")

    assert [programme.key for programme in load(tmp_path).programmes()] == ["voorleesexpress"]


def test_an_organisations_own_numbers_stand_over_the_local_defaults() -> None:
    numbers = PITTIGE_JAREN.numbers({"completion_percent": 80})

    assert numbers["completion_percent"] == 80
    assert numbers["catch_ups_counted"] == 3


def test_a_number_that_is_no_local_default_is_refused() -> None:
    with pytest.raises(UnknownKeyError, match="no local default “visits”"):
        REAL.numbers({"visits": 3})


def test_a_number_outside_its_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="“open_month_school_days” must lie between 1 and 23, not 40"):
        REAL.numbers({"open_month_school_days": 40})
