"""The style of values in notebook cells: of each only the pieces that its elements need."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from markupsafe import Markup

from analysis.chapter.chapter import Value
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.charts import is_lying
from analysis.chapter.markup.theme_style import cell_theme
from analysis.chapter.overview import Count, Glance, Legend
from analysis.chapter.pieces import Cell, Course, Share
from analysis.chapter.table import Row, Shown, Table

#: What rows become where a page is narrow.
CARDS = "cards"
#: The style lies with what JupyterLab loads: there outputs that nobody vouches for look right as well.
_FILE = ("lab", "extension", "static", "cell.css")
_PIECE = re.compile(r"/\*== (\w+) ==\*/")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: Spaces that mean nothing: around signs, and after the colon of a declaration.
_AROUND, _AFTER_COLON = re.compile(r"\s*([{};,>])\s*"), re.compile(r"(?<=[\w-]): (?=[^{}]*[;}])")


def style_of(value: Value) -> Markup:
    """Gather the style that a value needs.

    Args:
        value: The value.

    Returns:
        CSS without comments, at most 4 kB.
    """
    pieces = _pieces()
    wanted = dict.fromkeys(("base", *_needed(value)))
    return Markup("".join(pieces[name] for name in wanted)) + cell_theme()  # noqa: S704 - our own style


def _needed(value: Value) -> Iterator[str]:
    if isinstance(value, Table):
        yield from _of_table(value.layout, value.rows, has_cards=value.form == CARDS)
    elif isinstance(value, Chart):
        yield from ("chart", *_of_drawing(value))
        # The figures behind a chart have neither courses nor texts below; with the style of those it would be too much.
        yield from ["table"] if value.rows else []
    elif isinstance(value, Picture | Hypertext):
        yield from ("chart", "table")
    elif isinstance(value, Legend | Count | Glance):
        yield "listing"


def _of_drawing(chart: Chart) -> list[str]:
    if chart.still or not chart.picture:
        return []
    return ["bars"] if is_lying(chart.picture) else ["lines"]


def _of_table(layout: Sequence[Shown], rows: Sequence[Row], *, has_cards: bool = False) -> Iterator[str]:
    yield "table"
    has_below = any(column.look == "below" for column in layout)
    if has_cards or has_below or any(_is_drawn(cell) for row in rows for cell in row.words):
        yield "rows"


def _is_drawn(cell: Cell) -> bool:
    return any(isinstance(piece, Course | Share) for piece in cell)


@cache
def _pieces() -> Mapping[str, str]:
    """The pieces of the style by name: what stands below `/*== name ==*/`."""
    file = resources.files("analysis").joinpath(*_FILE)
    _before, *found = _PIECE.split(file.read_text(encoding="utf-8"))
    return dict(zip(found[::2], map(_short, found[1::2]), strict=True))


def _short(style: str) -> str:
    """The style without comments and spaces that mean nothing."""
    plain = " ".join(_COMMENT.sub("", style).split())
    return _AFTER_COLON.sub(":", _AROUND.sub(r"\1", plain)).replace(";}", "}").strip()
