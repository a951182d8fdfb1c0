import pytest

from tests.documents.environment import sample_html
from tests.documents.samples import (
    ARABIC,
    attendance_matrix,
    attendance_to_sign,
    call_list,
    family_schedule,
    session_record,
    visit_record,
)
from thuisbasis.paths import TEMPLATES


@pytest.mark.parametrize(
    ("sessions", "sizes"), [(1, [1]), (14, [14]), (20, [20]), (21, [11, 10]), (31, [16, 15]), (0, [])]
)
def test_a_long_course_is_cut_into_tables_of_about_equal_width(sessions: int, sizes: list[int]) -> None:
    assert [len(block) for block in attendance_matrix(sessions).blocks] == sizes


def test_one_session_is_a_list_to_sign_and_more_are_a_table() -> None:
    assert attendance_to_sign().is_for_signing
    assert not attendance_matrix(14).is_for_signing


def test_a_record_shows_each_element_with_its_answer() -> None:
    html = sample_html("record", session_record())
    assert html.count(">Gedaan<") == 2
    assert html.count(">Niet gedaan, met reden<") == 1
    assert "Geen tijd meer" in html
    assert "Trainer belt alle gezinnen deze week" in html
    assert html.count(">Nog niet ingevuld<") == 1


def test_a_record_shows_programme_protocol_version_and_times_on_a_dutch_clock() -> None:
    html = sample_html("record", visit_record())
    assert "REAL, 10 bezoeken, protocol 2026" in html
    assert "donderdag 19 november 2026, van 15:00 tot 15:50" in html
    assert "Afgerond, versie 2 van 19-11-2026 21:10, door Saskia van &#39;t Hof" in html
    assert "Titel van het boek verbeterd" in html


def test_what_people_typed_is_text_and_never_markup() -> None:
    record = visit_record()
    object.__setattr__(record, "subject", "<img src='http://example.org/x'> & zoon")
    assert "&lt;img src=&#39;http://example.org/x&#39;&gt; &amp; zoon" in sample_html("record", record)


def test_phone_numbers_keep_their_direction() -> None:
    assert '<bdi dir="ltr" class="phone">06 1234 5678</bdi>' in sample_html("family_schedule", family_schedule(ARABIC))
    assert '<bdi dir="ltr">+48 601 234 567</bdi>' in sample_html("call_list", call_list())


def test_a_translated_schedule_runs_in_the_direction_of_its_language() -> None:
    html = sample_html("family_schedule", family_schedule(ARABIC))
    assert 'lang="ar" dir="rtl"' in html
    assert "عطلة الخريف" in html


def test_holidays_stand_between_the_dates() -> None:
    html = sample_html("family_schedule", family_schedule())
    places = [html.index(text) for text in ("13 oktober", "Herfstvakantie", "27 oktober", "Kerstvakantie", "2027")]
    assert places == sorted(places)


def test_no_template_names_a_programme_or_styles_inline() -> None:
    for path in (TEMPLATES / "documents").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not any(name in text for name in ("PACT", "Pittige", "REAL")), path.name
        assert "style=" not in text
        assert "<style" not in text
