"""The templates that pages are written by."""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.base.theme import current_theme
from analysis.chapter.markup.palette import HALO, TOKENS
from analysis.words.mixed_language import plain
from analysis.words.translate import FOR_TEMPLATES

_FOLDER = Path(__file__).parent / "templates"
# Templates come with the program: to look whether they have changed takes longer than to fill them.
_PAGES = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, auto_reload=False)
_PAGES.globals.update(FOR_TEMPLATES)
_PAGES.filters["plain"] = plain
_PAGES.globals["logo"] = lambda: current_theme().logo
#: Which of the page's colours each of ours is; the script that draws charts asks for them.
_PAGES.globals["colours"] = json.dumps({**TOKENS, "#ffffff": "paper", HALO: "paper"})


def page(template: str, **values: object) -> str:
    """Write a page.

    Args:
        template: Name of its template, without ending.
        values: What the template asks for.

    Returns:
        A whole HTML page, in the language of the moment.
    """
    return _PAGES.get_template(f"{template}.html.j2").render(**values)


def stream_page(path: Path, template: str, **values: object) -> None:
    """Write a page that may be longer than what should be held in memory at once.

    Args:
        path: The file.
        template: Name of its template, without ending.
        values: What the template asks for; what is an iterator is read as the page is written.
    """
    stream = _PAGES.get_template(f"{template}.html.j2").stream(**values)
    stream.enable_buffering()
    stream.dump(str(path), encoding="utf-8")
