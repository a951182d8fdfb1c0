"""Contrast of our colours, in light and in dark: WCAG 2.2, 1.4.3 (text 4.5:1) and 1.4.11 (controls and signs 3:1)."""

import re

import pytest

from thuisbasis import paths

GROUNDS = ("ground", "surface", "sunken")
TEXT_ON_GROUND = [
    (ink, ground)
    for ground in GROUNDS
    for ink in ("ink", "ink-soft", "action", "action-strong", "wait-ink", "danger", "danger-strong")
]
TEXT_ON_COLOUR = [
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("on-danger", "danger"),
    ("on-danger", "danger-strong"),
    ("on-wait", "wait"),
    ("ink", "action-soft"),
    ("ink-soft", "action-soft"),
    ("action-strong", "action-soft"),
    ("ink", "wait-soft"),
    ("wait-ink", "wait-soft"),
    ("ink", "danger-soft"),
    ("danger", "danger-soft"),
    ("danger-strong", "danger-soft"),
]
SHAPES = [
    (shape, ground)
    for ground in ("ground", "surface")
    for shape in ("control-line", "action", "action-line", "wait", "danger", "focus")
] + [("focus", "sunken"), ("control-line", "sunken"), ("wait", "wait-soft"), ("action", "action-soft")]


def colours(sheet: str) -> dict[str, str]:
    """Our colour variables of a stylesheet: name without --tb- -> six hexadecimal digits."""
    text = (paths.STATIC / "css" / sheet).read_text(encoding="utf-8")
    return dict(re.findall(r"--tb-([a-z-]+): #([0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


MODES = {"light": colours("tokens.css"), "dark": colours("dark.css")}


def test_the_arithmetic_agrees_with_the_standard() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


def test_dark_mode_gives_every_colour_again() -> None:
    assert MODES["light"].keys() == MODES["dark"].keys()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND + TEXT_ON_COLOUR)
def test_text_can_be_read(mode: str, ink: str, ground: str) -> None:
    assert contrast(MODES[mode][ink], MODES[mode][ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_controls_and_signs_can_be_seen(mode: str, shape: str, ground: str) -> None:
    assert contrast(MODES[mode][shape], MODES[mode][ground]) >= 3
