"""The look that an owner gives to what readers get: `data/theme.yaml`, its colours, typefaces and logo."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.base.contrast import COLOUR, contrast
from analysis.base.logo import PNG, SVG, LogoTrouble, NoLogoError, cleaned_logo
from analysis.base.plain_yaml import read_yaml
from analysis.base.project import THEME_FILE, find_project
from analysis.base.yaml_trouble import UnreadableYaml

LIGHT, DARK = "light", "dark"
#: The colours of a role in light and in dark, where an owner says nothing; the same as in page.css.
USUAL: Mapping[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#14181c"),
    "tint": ("#f4f6f8", "#1e242a"),
    "ink": ("#1c2329", "#e7ebee"),
    "muted": ("#56606a", "#a9b4bd"),
    "link": ("#0b5394", "#8fbef2"),
    "focus": ("#b34700", "#ffb27a"),
    "edge": ("#6d7883", "#84909a"),
    "good": ("#00695c", "#57c7b3"),
    "caution": ("#9a5b00", "#efb452"),
    "bad": ("#b3261e", "#ff8f85"),
    "active": ("#1f5f99", "#7db4ec"),
    "neutral": ("#5b6570", "#a9b4bd"),
    "women": ("#6a3d8f", "#c7a5ea"),
    "men": ("#b06000", "#f2a860"),
}
TEXT, SHAPE = 4.5, 3.0
_TONES = ("good", "caution", "bad", "active", "neutral")
#: Which role is seen on which ground, and how well it must be. Numbers stand in bars of a tone in the colour of paper.
NEEDED: tuple[tuple[str, str, float], ...] = (
    *((role, ground, TEXT) for role in ("ink", "muted", "link") for ground in ("paper", "tint")),
    *((role, "paper", TEXT) for role in _TONES),
    *((role, "tint", SHAPE) for role in _TONES),
    *((role, "paper", SHAPE) for role in ("focus", "edge", "women", "men")),
)
KEYS = ("colours", "typeface", "logo")
FACES = ("body", "headings")
_FACE = re.compile(r"[^\W_][\w -]{0,39}")
LONGEST_ALT = 120


class ThemeTrouble(StrEnum):
    """What is wrong with a theme."""

    KEY = "key"
    COLOUR = "colour"
    CONTRAST = "contrast"
    FACE = "face"
    ALT = "alt"
    FORM = "form"


@dataclass(frozen=True)
class Wrong:
    """A fault of a theme.

    Attributes:
        why: What is wrong.
        where: The keys that lead to it.
        value: What stands there.
        known: What may stand there.
        ratio: How well a colour is seen, where that is too little.
        needed: How well it must be.
    """

    why: ThemeTrouble | LogoTrouble
    where: str
    value: str = ""
    known: tuple[str, ...] = ()
    ratio: float = 0
    needed: float = 0


@dataclass(frozen=True)
class Logo:
    """An owner's logo, cleaned.

    Attributes:
        name: Name of its file below what pages share.
        alt: What it shows, in words.
        content: The picture.
    """

    name: str
    alt: str
    content: bytes = field(repr=False)

    @property
    def address(self) -> str:
        """The picture itself as an address, for a page that has nothing beside it."""
        kind = "svg+xml" if self.name.endswith(SVG) else "png"
        return f"data:image/{kind};base64,{b64encode(self.content).decode()}"


@dataclass(frozen=True)
class Theme:
    """What an owner has chosen.

    Attributes:
        colours: Light and dark by role; only roles that are chosen.
        faces: Typefaces of the reader's system, by `body` and `headings`.
        logo: The logo.
        logo_file: The file that the theme names as its logo, whatever it holds.
    """

    colours: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    faces: Mapping[str, str] = field(default_factory=dict)
    logo: Logo | None = None
    logo_file: str = ""

    def light(self, role: str) -> str:
        """The colour of a role on light ground."""
        return self.colours.get(role, USUAL[role])[0]


def current_theme() -> Theme:
    """The theme of the project that the user stands in; what is wrong with it is told by the build."""
    return read_theme(find_project().data)[0]


def read_theme(data: Path) -> tuple[Theme, tuple[Wrong, ...]]:
    """Read the theme of a project.

    Args:
        data: Its data folder.

    Returns:
        What is right in it, and what is wrong with it; nothing of either where there is no file.
    """
    path = data / THEME_FILE
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return Theme(), ()
    pictures = sorted(each for each in data.iterdir() if each.suffix.lower() in (SVG, PNG))
    logos = tuple((each.name, each.stat().st_mtime_ns) for each in pictures)
    return _read(path, stamp, logos)


@lru_cache(maxsize=8)
def _read(path: Path, _stamp: int, _logos: tuple[tuple[str, int], ...]) -> tuple[Theme, tuple[Wrong, ...]]:
    try:
        told = read_yaml(path)
    except (UnreadableYaml, OSError, UnicodeDecodeError):
        return Theme(), (Wrong(ThemeTrouble.FORM, ""),)
    if not isinstance(told, dict):
        return Theme(), (Wrong(ThemeTrouble.FORM, ""),)
    wrong = [_unknown("", key, KEYS) for key in told if key not in KEYS]
    colours, wrong_colours = _colours(told.get("colours"))
    faces, wrong_faces = _faces(told.get("typeface"))
    logo, wrong_logo = _logo(path.parent, told.get("logo"))
    named = told.get("logo")
    theme = Theme(colours, faces, logo, str(named.get("file") or "") if isinstance(named, dict) else "")
    return theme, (*wrong, *wrong_colours, *wrong_faces, *wrong_logo, *_unseen(theme))


def _unknown(where: str, key: object, known: tuple[str, ...]) -> Wrong:
    return Wrong(ThemeTrouble.KEY, where, str(key), known)


def _colours(told: Any) -> tuple[dict[str, tuple[str, str]], list[Wrong]]:  # noqa: ANN401 - whatever a person writes
    if not isinstance(told, dict):
        return {}, [] if told is None else [Wrong(ThemeTrouble.FORM, "colours")]
    found, wrong = {}, [_unknown("colours", role, tuple(USUAL)) for role in told if role not in USUAL]
    for role, pair in ((role, pair) for role, pair in told.items() if role in USUAL):
        chosen = pair if isinstance(pair, dict) else {LIGHT: pair}
        wrong += [_unknown(f"colours.{role}", key, (LIGHT, DARK)) for key in chosen if key not in (LIGHT, DARK)]
        bad = {key: value for key, value in chosen.items() if not COLOUR.fullmatch(str(value))}
        wrong += [Wrong(ThemeTrouble.COLOUR, f"colours.{role}.{key}", str(value or "")) for key, value in bad.items()]
        good = {key: str(value).lower() for key, value in chosen.items() if key not in bad}
        found[role] = (good.get(LIGHT, USUAL[role][0]), good.get(DARK, USUAL[role][1]))
    return found, wrong


def _faces(told: Any) -> tuple[dict[str, str], list[Wrong]]:  # noqa: ANN401 - whatever a person writes
    if not isinstance(told, dict):
        return {}, [] if told is None else [Wrong(ThemeTrouble.FORM, "typeface")]
    wrong = [_unknown("typeface", key, FACES) for key in told if key not in FACES]
    good = {key: str(name) for key, name in told.items() if key in FACES and _FACE.fullmatch(str(name))}
    bad = [key for key in told if key in FACES and key not in good]
    return good, wrong + [Wrong(ThemeTrouble.FACE, f"typeface.{key}", str(told[key] or "")) for key in bad]


def _logo(data: Path, told: Any) -> tuple[Logo | None, list[Wrong]]:  # noqa: ANN401 - whatever a person writes
    if told is None:
        return None, []
    if not isinstance(told, dict) or not isinstance(told.get("file"), str):
        return None, [Wrong(ThemeTrouble.FORM, "logo")]
    wrong = [_unknown("logo", key, ("file", "alt")) for key in told if key not in ("file", "alt")]
    name, alt = told["file"], told.get("alt")
    if not isinstance(alt, str) or not 0 < len(alt.strip()) <= LONGEST_ALT:
        return None, [*wrong, Wrong(ThemeTrouble.ALT, "logo.alt", str(alt or ""))]
    try:
        content = cleaned_logo(name, _content(data, name))
    except NoLogoError as error:
        return None, [*wrong, Wrong(error.why, "logo.file", name, (error.what,) if error.what else ())]
    return Logo(f"logo{Path(name).suffix.lower()}", alt.strip(), content), wrong


def _content(data: Path, name: str) -> bytes:
    """What the file holds, which lies beside the theme."""
    path = data / name
    if Path(name).name != name or not path.is_file():
        raise NoLogoError(LogoTrouble.MISSING)
    return path.read_bytes()


def _unseen(theme: Theme) -> Iterator[Wrong]:
    """Colours that are too weak on what they stand on, where an owner has chosen either of them."""
    for at, ground in enumerate((LIGHT, DARK)):
        colours = {role: theme.colours.get(role, usual)[at] for role, usual in USUAL.items()}
        for role, on, needed in NEEDED:
            ratio = contrast(colours[role], colours[on])
            if ratio < needed and {role, on} & {*theme.colours}:
                place = f"colours.{role}.{ground}"
                yield Wrong(ThemeTrouble.CONTRAST, place, colours[role], (on, colours[on]), ratio, needed)
