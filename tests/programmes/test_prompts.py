"""What may be read to a parent: short, plain, in the right script, and never beside Dutch that it does not say."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from programmes.catalogue import Catalogue, default, load
from programmes.prompts import LONGEST, SCRIPTS, problems_in, script_of
from programmes.protocol import Element, Programme
from programmes.soundness import UnsoundProgrammeError, check
from programmes.text import Text
from programmes.translations import Translation, Translations
from tests.programmes.shipped import PACT, PITTIGE_JAREN, REAL, SHIPPED
from tests.programmes.writing import written

PROMPTS = [(programme, element) for programme in SHIPPED for element in programme.elements]
MEANING = '"The volunteer read aloud and the parent joined in."),'
FOR_FAMILIES = {"nl", "en", "tr", "ar", "pl", "uk", "ti", "so", "fa", "es", "fr", "ro", "bg"}

# Letters of a neighbouring language that slip in easily.
FOREIGN = {
    "fa": "\u064a\u0643\u0629",  # Arabic yeh, kaf and teh marbuta for the Farsi ones
    "ar": "پچژگکی",
    "uk": "ыэёъ",
    "bg": "ыэёіїєґ",
    "ro": "şţ",  # with a cedilla for the comma below
}
OWN = {
    "tr": "ğşı",
    "pl": "ąęł",
    "uk": "іїє",
    "fa": "پچگ",
    "ro": "ășț",
    "fr": "éèà",
    "es": "¿ñó",
    "bg": "ъщ",
    "so": "xq",
}


def said(programme: Programme, element: Element) -> dict[str, str]:
    return default().prompts(programme, element)


def all_in(language: str) -> str:
    return " ".join(said(*one)[language] for one in PROMPTS)


@pytest.mark.parametrize(("programme", "element"), PROMPTS, ids=lambda one: one.key)
def test_every_element_has_a_prompt_in_every_language_of_families(programme: Programme, element: Element) -> None:
    texts = said(programme, element)

    assert set(texts) == FOR_FAMILIES == {"nl", "en", *SCRIPTS}
    for language, text in texts.items():
        assert list(problems_in(text, SCRIPTS.get(language, "LATIN"), language)) == []
        assert 10 <= len(text) <= LONGEST
    assert len(set(texts.values())) == len(FOR_FAMILIES)  # none was left untranslated


@pytest.mark.parametrize(("programme", "element"), PROMPTS, ids=lambda one: one.key)
def test_a_prompt_is_one_or_two_short_dutch_sentences_to_somebody_called_u(
    programme: Programme, element: Element
) -> None:
    text = said(programme, element)["nl"]
    sentences = re.split(r"(?<=[.?])\s", text)

    assert len(sentences) <= 2
    assert max(len(sentence.split()) for sentence in sentences) <= 18
    assert text.endswith((".", "?"))
    assert not re.search(r"\b(je|jij|jou|jouw|jullie)\b", text)


@pytest.mark.parametrize("language", FOREIGN)
def test_no_letter_of_a_neighbouring_language_slipped_in(language: str) -> None:
    assert [letter for letter in FOREIGN[language] if letter in all_in(language).casefold()] == []


@pytest.mark.parametrize("language", OWN)
def test_it_is_spelled_with_the_languages_own_letters(language: str) -> None:
    assert [letter for letter in OWN[language] if letter not in all_in(language).casefold()] == []


@pytest.mark.parametrize(("language", "script"), SCRIPTS.items())
def test_it_is_written_in_the_languages_own_script(language: str, script: str) -> None:
    assert {script_of(letter) for letter in all_in(language) if letter.isalpha()} == {script}


def test_no_translation_is_of_an_older_wording() -> None:
    assert default().translations.outdated(SHIPPED) == []


def test_a_translation_is_not_shown_beside_dutch_that_it_does_not_say() -> None:
    told = Translations({"tr": {("real", "joint_practice"): Translation("Nu doet u het.", "Şimdi siz yapın.")}})
    old = REAL.element("joint_practice")
    elements = tuple(
        replace(each, prompt=Text("Nu doet u het.", "Now you do it.")) if each is old else each
        for each in REAL.elements
    )
    earlier = replace(REAL, version="0", elements=elements)
    catalogue = Catalogue([REAL, earlier], told)

    assert catalogue.prompts(earlier, earlier.element("joint_practice"))["tr"] == "Şimdi siz yapın."
    assert set(catalogue.prompts(REAL, old)) == {"nl", "en"}
    assert told.outdated([REAL]) == ["tr: real.joint_practice"]
    assert told.outdated([REAL, earlier]) == []


def test_programmes_may_say_different_things_at_an_element_of_the_same_name() -> None:
    at_home, in_a_group = REAL.element("joint_practice"), PITTIGE_JAREN.element("joint_practice")

    assert said(REAL, at_home)["ar"] != said(PITTIGE_JAREN, in_a_group)["ar"]
    assert said(REAL, REAL.element("selected_materials")) != said(PACT, PACT.element("selected_materials"))


def test_a_fourth_programme_needs_no_prompt_and_no_translation(tmp_path: Path) -> None:
    written(tmp_path, "fourth.py")
    catalogue = load(tmp_path)
    fourth = catalogue.get("voorleesexpress")
    assert catalogue.prompts(fourth, fourth.elements[0]) == {}

    written(tmp_path, "fourth.py", (MEANING, MEANING + ' prompt=Text("Ik lees voor.", "I read aloud."),'))
    catalogue = load(tmp_path)
    fourth = catalogue.get("voorleesexpress")
    assert catalogue.prompts(fourth, fourth.elements[0]) == {"nl": "Ik lees voor.", "en": "I read aloud."}


@pytest.mark.parametrize(
    ("prompt", "sentence"),
    [
        ("'Ik lees voor.'", "elements[0].prompt is a str; write a Text | None."),
        ("Text('Ik lees voor.', '')", "elements[0].prompt.en is empty; write the text in both languages."),
        (
            "Text('Ik lees voor.' * 20, 'I read.')",
            "elements[0].prompt.nl has 260 characters; say it in at most 200: it is read out at the door.",
        ),
        (
            "Text('Ik lees voor.', 'I read\\naloud.')",
            "elements[0].prompt.en has spaces around it or a line end in it; write it as one line.",
        ),
        (
            "Text('Ik lees вoor.', 'I read.')",
            "elements[0].prompt.nl holds “в”, which is not Latin; write it in the language's own script.",
        ),
        ("Text('…', 'I read.')", "elements[0].prompt.nl holds no word; write one or two short sentences."),
    ],
)
def test_a_badly_written_prompt_is_refused(tmp_path: Path, prompt: str, sentence: str) -> None:
    written(tmp_path, "fourth.py", (MEANING, f"{MEANING} prompt={prompt},"))
    with pytest.raises(UnsoundProgrammeError) as refused:
        load(tmp_path)

    assert str(refused.value) == f"fourth.py: {sentence}"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "de.toml",
            "",
            "prompts/de.toml: its name is “de”, no language with prompts; "
            "name it after one of tr, ar, pl, uk, ti, so, fa, es, fr, ro, bg.",
        ),
        ("tr.toml", "[voorleesexpress", "prompts/tr.toml cannot be read ("),
        (
            "tr.toml",
            'voorleesexpress = "Okuyorum."',
            "prompts/tr.toml: voorleesexpress is no table; write [programme.element] with nl and tr in it.",
        ),
        (
            "tr.toml",
            '[voorleesexpress.read_aloud]\ntr = "Okuyorum."',
            "prompts/tr.toml: voorleesexpress.read_aloud holds something else than two texts; write nl and tr in it.",
        ),
        (
            "tr.toml",
            '[voorleesexpress.sing]\nnl = "Ik zing."\ntr = "Okuyorum."',
            "prompts/tr.toml: voorleesexpress.sing translates a prompt that no programme has; "
            "take it out, or give the element a prompt.",
        ),
        (
            "tr.toml",
            '[voorleesexpress.read_aloud]\nnl = "Ik lees voor."\ntr = " "',
            "prompts/tr.toml: voorleesexpress.read_aloud.tr is empty; write the text, or take the table out.",
        ),
        (
            "ar.toml",
            '[voorleesexpress.read_aloud]\nnl = "Ik lees voor."\nar = "سأقرأ, ik lees."',
            "prompts/ar.toml: voorleesexpress.read_aloud.ar holds “i”, which is not Arabic; "
            "write it in the language's own script.",
        ),
        (
            "tr.toml",
            f'[voorleesexpress.read_aloud]\nnl = "Ik lees voor."\ntr = "{"Okuyorum. " * 21}Okuyorum."',
            "prompts/tr.toml: voorleesexpress.read_aloud.tr has 219 characters; "
            "say it in at most 200: it is read out at the door.",
        ),
    ],
)
def test_a_badly_written_translation_is_refused(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    written(tmp_path, "fourth.py", (MEANING, f'{MEANING} prompt=Text("Ik lees voor.", "I read aloud."),'))
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / name).write_text(content, encoding="utf-8")
    with pytest.raises(UnsoundProgrammeError) as refused:
        load(tmp_path)

    assert str(refused.value).startswith(sentence)


def test_a_prompt_is_no_part_of_what_makes_an_element_sound() -> None:
    check(replace(REAL, elements=tuple(replace(each, prompt=None) for each in REAL.elements)), "real.py")
