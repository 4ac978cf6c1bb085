"""Values in plain words: what is read where nothing can be drawn, and what a reader sees of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from analysis.base.files import sheet_of
from analysis.chapter.chapter import Value
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.course import told as course_words
from analysis.chapter.markup.markdown import words_with_addresses
from analysis.chapter.overview import Count, Glance, Legend
from analysis.chapter.pieces import Course, Link, Listing, Mark, Moment, Piece, Prose, Said, Share, Sign
from analysis.chapter.table import Origin, Table
from analysis.chapter.text import Contradictions, Text
from analysis.words.translate import _


def cell_words(pieces: Sequence[Piece]) -> str:
    """Say what stands in a cell.

    Args:
        pieces: Its pieces.

    Returns:
        A line a piece; empty for an empty cell.
    """
    return "\n".join(line for piece in pieces for line in piece_lines(piece) if line)


def piece_lines(piece: Piece) -> list[str]:
    """Say what a piece says.

    Args:
        piece: The piece.

    Returns:
        Its lines.
    """
    return _SPOKEN[piece.kind](piece)


def kept_in(origin: Origin) -> str:
    """Say what keeps a figure.

    Args:
        origin: Where it comes from.

    Returns:
        The file with its row, the form with its cell, the reply that it was fetched with, or the view that it is
        worked out from.
    """
    name, sheet = sheet_of(origin.file)
    table = _("{workbook}, blad {sheet}", workbook=name, sheet=sheet) if sheet else name
    file = table if origin.row is None else _("{file}, rad {row}", file=table, row=origin.row)
    view = _("vyn {view}", view=origin.view) if origin.view else ""
    return ", ".join(filter(None, [file, origin.form, origin.cell, origin.reply, view]))


def plain_of(value: Value) -> str:
    """Say what a value shows.

    Args:
        value: The value.

    Returns:
        Lines; cells of a table apart by tabs.
    """
    return "\n".join(line for line in _LINES[value.kind](value) if line)


def _said(piece: Said | Link | Share) -> list[str]:
    return [str(piece.words)]


def _sign(piece: Sign) -> list[str]:
    return [f"{piece.label}: {piece.symbol.word}" if piece.label else str(piece.symbol.word), *map(str, piece.remarks)]


def _prose(piece: Prose) -> list[str]:
    return [str(piece.heading), *words_with_addresses(piece.markdown).splitlines()]


def _course(piece: Course) -> list[str]:
    return [course_words(piece)]


def _moment(piece: Moment) -> list[str]:
    return [f"{piece.at[:10]} {piece.at[11:16]} UTC", str(piece.remark)]


def _listing(piece: Listing) -> list[str]:
    return [str(piece.summary), *("".join(" ".join(piece_lines(part)) for part in item) for item in piece.items)]


def _mark(mark: Mark) -> list[str]:
    return [mark.word]


_SPOKEN: dict[str, Callable[[Any], list[str]]] = {
    "said": _said,
    "link": _said,
    "share": _said,
    "sign": _sign,
    "prose": _prose,
    "course": _course,
    "moment": _moment,
    "listing": _listing,
    "mark": _mark,
}


def _table(table: Table) -> Iterator[str]:
    yield from (str(table.heading), str(table.lead))
    yield "\t".join(str(column.heading) for column in table.layout)
    for row in table.rows:
        yield "\t".join(" ".join(cell_words(words).split()) for words in row.words)
    yield from (*map(str, table.notes), *(str(doubt.words) for doubt in table.doubts))


def _chart(chart: Chart) -> Iterator[str]:
    yield from (str(chart.heading), str(chart.lead), str(chart.summary), *map(str, chart.notes))
    yield from (str(doubt.words) for doubt in chart.doubts)


def _text(text: Text) -> Iterator[str]:
    yield str(text.heading)
    for part in text.parts:
        yield f"{part.heading} {part.remark}".strip()
        yield from (cell_words([piece]) for piece in part.pieces)
    yield from (str(doubt.words) for doubt in text.doubts)


def _contradictions(found: Contradictions) -> Iterable[str]:
    return [*(str(item.words) for item in found.items), str(found.rest)]


def _legend(legend: Legend) -> Iterator[str]:
    for group in legend.groups:
        told = [*(str(symbol.word) for symbol in group.symbols), *(f"{code} {name}" for code, name in group.names)]
        yield f"{group.heading}: {', '.join(told)}"
        yield str(group.note)


def _count(count: Count) -> list[str]:
    return [count.words]


def _glance(glance: Glance) -> list[str]:
    counts = [count.words for count in glance.counts]
    differing = [str(each.words) for each in glance.differing]
    return [
        *counts,
        *map(str, glance.notes),
        *differing,
        *(f"{card.name}: {card.goals.words}" for card in glance.cards),
    ]


def _picture(picture: Picture | Hypertext) -> list[str]:
    return [str(picture.heading), str(picture.text)]


_LINES: dict[str, Callable[[Any], Iterable[str]]] = {
    "table": _table,
    "chart": _chart,
    "text": _text,
    "contradictions": _contradictions,
    "legend": _legend,
    "count": _count,
    "glance": _glance,
    "picture": _picture,
    "html": _picture,
}
