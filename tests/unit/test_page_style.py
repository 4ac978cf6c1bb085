"""The style of pages: whether what is written can be read, and whether style and templates know the same names."""

import re
from pathlib import Path

import pytest

import analysis

SOURCE = Path(analysis.__file__).parent
ASSETS = SOURCE / "publish" / "html" / "assets"
CSS = (ASSETS / "page.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
LIGHT, DARK = (dict(TOKEN.findall(part)) for part in CSS.split("/* The page */")[0].split("@media", 1))
SCHEMES = {"light": LIGHT, "dark": LIGHT | DARK}
#: What words have; women and men are named in charts alone, which stand on paper.
COMMENT, SELECTOR = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\.([a-zA-Z][\w-]*)")
CLASSES, FILLED = re.compile(r"class_?=\\?\"([^\"]*)\""), re.compile(r"\{[{%].*?[%}]\}|\{\}")
QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
#: Names that need no look of their own: what is told apart by them, they say to those who read pages by programs.
PLAIN = {"amounts", "bar-name", "differing", "downloads", "foreign", "lead"}
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


def test_every_name_in_templates_has_a_look_or_is_looked_for_by_a_script() -> None:
    rooms = [SOURCE / room for room in ("chapter", "publish", "signoff")]
    written = [path for room in rooms for path in room.rglob("*") if path.suffix in (".j2", ".py")]
    used = {name for path in written for name in names_in(path.read_text(encoding="utf-8"))}
    scripts = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.js"))
    looked_for = set(re.findall(r"[\w-]+", scripts))
    assert len(used) > 50
    assert used - styled() - looked_for == PLAIN


def test_every_name_that_has_a_look_is_used() -> None:
    written = [path for path in SOURCE.rglob("*") if path.suffix in (".j2", ".py", ".js")]
    quoted = (found for path in written for found in QUOTED.findall(path.read_text(encoding="utf-8")))
    words = {word for found in quoted for word in re.findall(r"[\w-]+", found)}
    # A state's name is put together.
    assert styled() - words == {"is-draft", "is-approved"}


def styled() -> set[str]:
    """Names that the style gives a look; numbers with a unit are none."""
    return set(SELECTOR.findall(COMMENT.sub("", CSS)))


def names_in(written: str) -> set[str]:
    """Names of classes in a template, or in code that writes elements; what is filled in is not known here."""
    return {name for found in CLASSES.findall(written) for name in FILLED.sub(" ", found).split()} - {"is-"}


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
