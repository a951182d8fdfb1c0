"""Every rule of every programme can be said, and local defaults say that they are."""

import pytest

from programmes import wording
from programmes.as_data import as_data
from programmes.protocol import Programme
from programmes.text import Text
from tests.programmes.shipped import ALL, PITTIGE_JAREN, REAL


def spoken(programme: Programme) -> list[Text]:
    numbers = programme.numbers()
    return [
        *(wording.frequency(element.frequency, numbers) for element in programme.elements),
        *(wording.asked_at(element.asked_at, programme) for element in programme.elements),
        *(wording.cadence(entry.cadence, numbers) for track in programme.tracks for entry in track.cadences),
        *(wording.plan_rule(rule, programme, numbers) for rule in programme.plan_rules),
        *(wording.completion_rule(rule, programme, numbers) for rule in programme.completion),
        *(wording.alarm_rule(rule, numbers) for rule in programme.alarms),
    ]


@pytest.mark.parametrize("programme", ALL, ids=lambda programme: programme.key)
def test_every_rule_has_words_in_both_languages(programme: Programme) -> None:
    for text in spoken(programme):
        assert text.nl
        assert text.en
        assert text.nl != text.en


def test_a_local_default_says_that_it_is_one() -> None:
    said = wording.frequency(PITTIGE_JAREN.element("shared_goals").frequency, PITTIGE_JAREN.numbers())

    assert said == Text(
        "één keer, uiterlijk bij contact 6 (lokale afspraak)", "once, at contact 6 (local default) at the latest"
    )


def test_an_organisations_own_number_is_the_one_that_is_said() -> None:
    numbers = REAL.numbers({"alarm_school_weeks": 4})

    assert "meer dan 4 (lokale afspraak) schoolweken" in wording.alarm_rule(REAL.alarms[1], numbers).nl


def test_sources_are_said_in_words() -> None:
    assert wording.source_in_words("SL") == Text("brondocument en lokale afspraak", "source document and local default")


def test_a_programme_becomes_plain_data() -> None:
    data = as_data(REAL)

    assert isinstance(data, dict)
    assert data["key"] == "real"
    assert data["symbol"] == "triangle"
    assert data["conditions"][0]["type"] == "InGroep"  # type: ignore[index,call-overload]


def test_what_no_programme_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="set is not part of a programme"):
        as_data({1, 2})
