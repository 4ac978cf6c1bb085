"""The colours of pages: what is written on what, and whether it can be read."""

import re
from importlib import resources

import pytest

CSS = (resources.files("analysis.publish") / "assets" / "page.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
LIGHT, DARK = (dict(TOKEN.findall(part)) for part in CSS.split("/* The page */")[0].split("@media", 1))
SCHEMES = {"light": LIGHT, "dark": LIGHT | DARK}
#: What words have; women and men are named in charts alone, which stand on paper.
WRITTEN = ("ink", "muted", "link", "good", "caution", "bad", "active", "neutral")
GROUNDS = ("paper", "tint", "mark")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_can_be_read_on_every_ground(scheme: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    found = {name: contrast(colours[name], colours[ground]) for name in WRITTEN}
    assert {name: round(value, 2) for name, value in found.items() if value < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_names_in_charts_can_be_read_on_paper(scheme: str) -> None:
    colours = SCHEMES[scheme]
    assert min(contrast(colours[name], colours["paper"]) for name in ("women", "men")) >= 4.5


def contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * each for each in digits)
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
