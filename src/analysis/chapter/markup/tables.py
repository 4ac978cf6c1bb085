"""A table as HTML: a real one, with caption and scoped headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from analysis.chapter.markup.pieces import cell
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.shapes import with_word
from analysis.chapter.markup.template import fill
from analysis.chapter.pieces import Cell, Course
from analysis.chapter.table import Row, Shown, Table
from analysis.words.mixed_language import plain

#: A table of more rows may stay folded on paper: to say where fewer are found would save next to nothing.
LONG = 8
CLASSES = {"number": "number", "wide": "wide", "worded": "worded"}


@dataclass(frozen=True)
class _Head:
    heading: Markup
    label: str
    classes: str
    is_row: bool


@dataclass(frozen=True)
class _Line:
    kind: str
    anchor: Markup
    subject: str
    cells: Sequence[tuple[_Head, Markup]]
    below: tuple[str, Markup] | None


def table_html(table: Table, place: Place) -> Markup:
    """Write a table.

    Args:
        table: The table.
        place: Where it stands.

    Returns:
        Safe HTML.
    """
    heads = [_head(column) for column in table.layout if column.look != "below"]
    rows = [_row(row, table.layout, heads, place) for row in table.rows]
    is_long = len(table.rows) > LONG
    courses = list(_courses(table))
    return fill("table", table=table, heads=heads, rows=rows, courses=courses, is_long=is_long, place=place)


def figures_html(table: Table, place: Place) -> Markup:
    """Write the figures behind a picture: links lead to the rows of other tables, so these take no names from them.

    Args:
        table: The figures.
        place: Where they stand.

    Returns:
        Safe HTML.
    """
    return table_html(replace(table, rows=tuple(replace(row, subject="") for row in table.rows)), place)


def _head(column: Shown) -> _Head:
    heading = with_word(column.symbol) if column.symbol else Markup.escape(column.heading)
    return _Head(heading, plain(column.heading), CLASSES.get(column.look, ""), column.look == "row")


def _row(row: Row, layout: Sequence[Shown], heads: Sequence[_Head], place: Place) -> _Line:
    pairs = list(zip(layout, row.words, strict=True))
    below = next(((column.heading, cell(words, place)) for column, words in pairs if _is_below(column, words)), None)
    cells = [cell(words, place) for column, words in pairs if column.look != "below"]
    kind = "total" if row.total else "followed" if below else ""
    anchor = place.anchor(row.subject)
    return _Line(kind, anchor, row.subject, list(zip(heads, cells, strict=True)), below)


def _is_below(column: Shown, words: Cell) -> bool:
    return column.look == "below" and bool(words)


def _courses(table: Table) -> Iterator[tuple[Markup, Course]]:
    """The courses that its rows draw, each with the name of its row: a drawing shows no figures."""
    names = next((at for at, column in enumerate(table.layout) if column.look == "row"), 0)
    for row in table.rows:
        for words in row.words:
            yield from (
                (cell(row.words[names], Place(in_cell=True)), piece) for piece in words if isinstance(piece, Course)
            )
