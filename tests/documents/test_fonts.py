import hashlib
import subprocess

import pytest
from fontTools.ttLib import TTFont

from programmes.catalogue import default
from thuisbasis.documents.pages import PageRenderer
from thuisbasis.paths import STATIC

FONTS = STATIC / "fonts"

ALPHABETS = {
    "Turkish": "çğıöşüÇĞİÖŞÜ",
    "Polish": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "Romanian": "ăâîșțĂÂÎȘȚ",
    "Vietnamese": "ếệởữựĐđ",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼАБВГҐЄІЇ",
    "Bulgarian": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي؟،ءآأإؤئةى",
    "Farsi": "پچژگکی\u200c",
    "Tigrinya": "ሀለሐመሠረሰሸቀቐበተኀነኘኣከኸወዐዘዠየደጀገጠጨጸፀፈፐቨ፣።፦",
    "signs": "–—‘’“”•…€→−≥≤▢◯△✓☐●\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}",
}


def test_every_font_is_the_one_that_was_taken_in() -> None:
    sums = dict(reversed(line.split("  ")) for line in (FONTS / "SHA256SUMS").read_text().splitlines())
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")}


def test_every_font_is_listed_with_its_version_and_may_be_handed_on() -> None:
    listed = {
        line.split()[0]: line.split()[1] for line in (FONTS / "VERSIONS").read_text().splitlines() if line[0] != "#"
    }
    for path in FONTS.glob("*.ttf"):
        names = TTFont(path)["name"]
        assert listed.pop(path.name) in names.getDebugName(5)
        assert "SIL Open Font License" in names.getDebugName(13)
    assert listed == {}


def test_printed_pages_see_no_other_font() -> None:
    done = subprocess.run(
        ["fc-list", "--format", "%{file}\n"],
        env={"FONTCONFIG_FILE": str(FONTS / "fonts.conf"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(done.stdout.split()) == sorted(str(path) for path in FONTS.glob("*.ttf"))


@pytest.fixture(scope="module")
def renderer() -> PageRenderer:
    return PageRenderer(STATIC)


def test_the_fonts_draw_every_prompt(renderer: PageRenderer) -> None:
    prompts = [
        text
        for programme in default().programmes()
        for element in programme.elements
        for text in default().prompts(programme, element).values()
    ]
    assert len(prompts) > 200
    assert [text for text in prompts if renderer.drawable(text) != text] == []


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_the_fonts_draw_every_letter_of(alphabet: str, renderer: PageRenderer) -> None:
    assert renderer.drawable(ALPHABETS[alphabet]) == ALPHABETS[alphabet]


def test_bold_letters_cover_what_regular_ones_do() -> None:
    for bold in FONTS.glob("*-Bold.ttf"):
        regular = bold.with_name(bold.name.replace("Bold", "Regular"))
        assert set(TTFont(regular).getBestCmap()) == set(TTFont(bold).getBestCmap())


def test_what_no_font_can_draw_becomes_a_sign_that_says_so(renderer: PageRenderer) -> None:
    assert renderer.drawable("Dag 👋🏽 Mei 美") == "Dag \N{REPLACEMENT CHARACTER} Mei \N{REPLACEMENT CHARACTER}"
