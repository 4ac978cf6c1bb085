"""The owner's theme as style: for pages, for cells, and for pictures that stand alone."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from analysis.base.theme import Theme, current_theme
from analysis.chapter.markup.palette import TOKENS

#: The names that the style of pages has for typefaces, and what follows where a reader has not the chosen one.
_FACES: Mapping[str, tuple[str, str]] = {
    "body": ("body", 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'),
    "headings": ("display", 'Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif'),
}
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|fff)\b")
_ROLES = {**TOKENS, "#ffffff": "paper"}


def page_theme() -> str:
    """Write what the owner's theme changes in the style of pages.

    Returns:
        CSS that follows the pages' own; empty where there is no theme.
    """
    theme = current_theme()
    light = [*_colours(theme, 0), *_faces(theme)]
    dark = _colours(theme, 1)
    if not light:
        return ""
    within = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {' '.join(dark)} }} }}\n" if dark else ""
    return f"\n/* The owner's theme */\n:root {{ {' '.join(light)} }}\n{within}"


def cell_theme() -> Markup:
    """Write what the theme changes in a notebook cell, where ink and paper are the host's.

    Returns:
        CSS; empty where there is no theme.
    """
    colours = current_theme().colours
    own = [(role, pair) for role, pair in colours.items() if role not in ("ink", "paper")]
    said = "".join(f"--{role}:light-dark({light},{dark});" for role, (light, dark) in own)
    return Markup(f".arshjul.arshjul{{{said}}}") if said else Markup("")  # noqa: S704 - colours alone


def themed(drawn: str) -> str:
    """Give what is drawn for light paper the colours of the theme.

    Args:
        drawn: SVG or JSON with colours of the palette.

    Returns:
        The same with the owner's colours in their place.
    """
    theme = current_theme()
    if not theme.colours:
        return drawn

    def chosen(found: re.Match[str]) -> str:
        role = _ROLES.get(found[0].lower(), "")
        return theme.light(role) if role in theme.colours else found[0]

    return _COLOUR.sub(chosen, drawn)


def _colours(theme: Theme, at: int) -> list[str]:
    return [f"--{role}: {pair[at]};" for role, pair in theme.colours.items()]


def _faces(theme: Theme) -> Iterator[str]:
    for key, name in theme.faces.items():
        token, usual = _FACES[key]
        yield f'--{token}: "{name}", {usual};'
