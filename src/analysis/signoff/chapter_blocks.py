"""A chapter into blocks, with the place of each and what it is about."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from analysis.chapter.chapter import Chapter, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.markdown import paragraphs
from analysis.chapter.overview import Card, Count, Glance, Legend, Mark
from analysis.chapter.pieces import Piece, Sign
from analysis.chapter.table import Origin, Row, Shown, Table
from analysis.chapter.text import Contradictions, Part, Text
from analysis.signoff.blocks import (
    CAPTION,
    COLUMNS,
    DRAWN,
    ORIGIN,
    SOURCE,
    SPOKEN,
    STEP,
    SYMBOL,
    TEXT,
    TITLE,
    Block,
    Cell,
)
from analysis.signoff.visible_content import (
    cell_text,
    heading_of,
    origin_of,
    paragraphs_of,
    parts_of,
    seen_in,
    text_of,
    verdict_of,
)

#: Texts that follow from what is shown elsewhere: that there is nothing to show, overviews, amounts.
_DERIVED = {"nothing", "overview", "amounts", "answer"}


def read_blocks(title: str, chapter: Chapter) -> Iterator[Block]:
    """Read a chapter.

    Args:
        title: Its heading.
        chapter: What it shows.

    Returns:
        Its blocks in order; every word that a reader sees stands in one.
    """
    return _Reader(title).read(chapter)


class _Reader:
    """Walks through a chapter and remembers under which headings it is."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._headings: list[tuple[int, str]] = []
        self._met: Counter[str] = Counter()
        self._last = False
        self._readers: Mapping[str, Callable[[Any], Iterator[Block]]] = {
            "table": self._table,
            "chart": self._chart,
            "text": self._text,
            "contradictions": self._contradictions,
            "legend": self._legend,
            "count": self._count,
            "glance": self._glance,
            "picture": self._picture,
            "html": self._hypertext,
        }

    def read(self, chapter: Chapter) -> Iterator[Block]:
        for block in chapter.blocks:
            if isinstance(block, Passage):
                yield from self._passage(block)
                continue
            for value in block.values:
                yield from self._value(value)

    def _passage(self, passage: Passage) -> Iterator[Block]:
        for level, words in paragraphs(passage.markdown):
            if level:
                yield from self._heading(level, words)
            else:
                yield from self._said(words)

    def _value(self, value: Value) -> Iterator[Block]:
        if not getattr(value, "log", False):
            yield from self._readers[value.kind](value)

    # ---- places ----

    @property
    def _section(self) -> str:
        return STEP.join(words for __, words in self._headings)

    def _next(self) -> int:
        self._met[self._section] += 1
        return self._met[self._section]

    def _heading(self, level: int, words: str) -> Iterator[Block]:
        """A heading, under which what comes next stands."""
        self._headings = [(above, heading) for above, heading in self._headings if above < level]
        yield from self._said(words, name=TITLE)
        self._headings.append((level, text_of(words)))

    @contextmanager
    def _below(self) -> Iterator[None]:
        """Come back to the headings of the page after those of a text."""
        before = self._headings
        yield
        self._headings = before

    # ---- running text ----

    def _block(self, **values: Any) -> Block:  # noqa: ANN401 - attributes of a block
        usual: dict[str, Any] = {"holder": "", "nth": 0, "key": "", "label": "", "cells": ()}
        return Block(chapter=self._title, section=self._section, **usual | values)

    def _said(self, *words: str, name: str = TEXT, derived: bool = False) -> Iterator[Block]:
        for each in map(text_of, words):
            if each:
                yield self._block(shape="text", derived=derived, cells=(Cell(name, each),))

    def _text(self, text: Text) -> Iterator[Block]:
        # A note below a table is as much of a compilation as the table is.
        derived = text.role in _DERIVED or (text.role == "note" and self._last)
        with self._below():
            for part in parts_of(text):
                yield from self._part(part, derived=derived)
        # What contradicts a text follows from the figures elsewhere.
        yield from self._said(*(doubt.words for doubt in text.doubts), derived=True)
        rest = (words for words in seen_in(replace(text, parts=(), doubts=())) if isinstance(words, str))
        yield from self._said(*rest, derived=derived)

    def _part(self, part: Part, *, derived: bool) -> Iterator[Block]:
        if part.heading:
            yield from self._heading(part.level, heading_of(part))
        for piece in part.pieces:
            # A text's paragraphs and items are compared one by one; what somebody wrote follows from nothing.
            yield from self._said(*paragraphs_of(piece), derived=derived and piece.kind != "prose")

    def _contradictions(self, found: Contradictions) -> Iterator[Block]:
        yield from self._said(*(item.words for item in found.items), found.rest)

    def _hypertext(self, foreign: Hypertext) -> Iterator[Block]:
        with self._below():
            yield from self._heading(3, foreign.heading)
            yield from self._said(*foreign.text.splitlines())
            yield from (self._origin(origin, ()) for origin in foreign.origins)

    # ---- overviews: they follow from what is shown elsewhere ----

    def _legend(self, legend: Legend) -> Iterator[Block]:
        yield from self._said(*(words for words in seen_in(legend) if isinstance(words, str)), derived=True)

    def _count(self, count: Count) -> Iterator[Block]:
        yield from self._said(count.words, count.what, derived=True)

    def _glance(self, glance: Glance) -> Iterator[Block]:
        for count in glance.counts:
            yield from self._count(count)
        yield from self._said(*glance.notes, derived=True)
        yield from self._said(*(mark.symbol.word for mark in glance.worse.marks[:1]), derived=True)
        for marks in (replace(glance.worse, words=""), *glance.differing):
            yield from self._said(marks.words, *(mark.label for mark in marks.marks), derived=True)
        for card in glance.cards:
            yield from self._card(card)

    def _card(self, card: Card) -> Iterator[Block]:
        with self._below():
            yield from self._heading(3, card.name)
            yield from self._said(*(symbol.word for symbol in card.judged), derived=True)
            yield from map(self._mark, card.marks)
            yield from self._count(card.goals)
            yield from self._count(card.commitments)

    def _mark(self, mark: Mark) -> Block:
        """A symbol in an overview that leads to the goal that it is of."""
        words, label = text_of(f"{mark.label}: {mark.symbol.word}"), text_of(mark.label)
        cells = (Cell(SYMBOL, words, symbols=words),)
        return self._block(shape="mark", key=mark.subject or label, label=label, subject=mark.subject, cells=cells)

    # ---- tables ----

    def _table(self, table: Table) -> Iterator[Block]:
        caption, names = text_of(table.heading), list(map(_name, table.layout))
        head = self._block(holder=caption, shape="head", nth=self._next(), key="head", label=caption, derived=True)
        yield from self._said(table.lead, derived=table.derived)
        yield replace(head, cells=(Cell(CAPTION, caption), Cell(COLUMNS, " · ".join(names))))
        rows = [_row(row, table, replace(head, shape="row")) for row in table.rows]
        yield from rows
        yield from self._said(
            *table.notes, *(doubt.words for doubt in table.doubts), table.source, derived=table.derived
        )
        yield from (self._origin(origin, rows) for origin in table.origins)
        self._last = table.derived

    def _origin(self, origin: Origin, rows: Sequence[Block]) -> Block:
        """Where a figure of a table comes from: it begins with the heading of its row."""
        words = origin_of(origin)
        own = [row for row in rows if row.label and words.startswith((f"{row.label},", f"{row.label} "))]
        row = max(own, key=lambda each: len(each.label), default=None)
        cells = (Cell(ORIGIN, words),)
        if row is None:
            return self._block(shape="origin", cells=cells)
        key = row.key if row.subject else words.partition(",")[0]
        return replace(row, shape="origin", key=key, cells=cells, derived=False)

    # ---- charts ----

    def _chart(self, chart: Chart) -> Iterator[Block]:
        title, verdicts = text_of(chart.heading), text_of(" ".join(map(verdict_of, chart.verdicts)))
        cells = [Cell(TITLE, title), Cell(SPOKEN, text_of(chart.summary))]
        cells += [Cell(SYMBOL, verdicts, _symbols(chart.verdicts))] if verdicts else []
        cells += _figures(chart.table if chart.rows else replace(chart.table, heading="", layout=()), title)
        cells.append(Cell(DRAWN, _drawn(chart)))
        yield self._drawing(chart, title, chart.key, cells, derived=chart.derived, measure=chart.measure)

    def _picture(self, picture: Picture) -> Iterator[Block]:
        title = text_of(picture.heading or picture.text)
        cells = [Cell(TITLE, title), Cell(SPOKEN, text_of(picture.text))]
        cells += _figures(picture.table, title) if picture.table else []
        cells += [Cell(SOURCE, text_of(picture.source))] if picture.source else []
        cells += [Cell(ORIGIN, origin_of(origin)) for origin in picture.origins]
        cells.append(Cell(DRAWN, " ".join(words for words in seen_in(picture) if isinstance(words, str))))
        yield self._drawing(picture, title, "", cells)

    def _drawing(self, value: Chart | Picture, title: str, name: str, cells: Sequence[Cell], **more: object) -> Block:
        key = " ".join(filter(None, [value.subject, name])) or title
        label = title.partition(":")[0]
        return self._block(
            holder=title,
            shape="chart",
            nth=self._next(),
            key=key,
            label=label,
            subject=value.subject,
            cells=tuple(cells),
            picture=value,
            **more,
        )


def _name(column: Shown) -> str:
    return text_of(column.symbol.word if column.symbol else column.heading)


def _row(row: Row, table: Table, head: Block) -> Block:
    cells = _cells(row, table.layout)
    label = next((cell.words for cell, column in zip(cells, table.layout, strict=True) if column.look == "row"), "")
    return replace(
        head,
        key=row.subject or label,
        label=label,
        subject=row.subject,
        measure=row.measure,
        derived=table.derived or row.total,
        cells=tuple(cell for cell, column in zip(cells, table.layout, strict=True) if _is_there(cell, column)),
    )


def _is_there(cell: Cell, column: Shown) -> bool:
    """Running text below a row is there only where there is some."""
    return bool(cell.words) or column.look != "below"


def _cells(row: Row, layout: Sequence[Shown]) -> list[Cell]:
    return [
        Cell(_name(column), cell_text(pieces), _symbols(pieces), is_figure=column.look == "number")
        for column, pieces in zip(layout, row.words, strict=True)
    ]


def _symbols(pieces: Sequence[Piece]) -> str:
    return " ".join(text_of(piece.symbol.word) for piece in pieces if isinstance(piece, Sign))


def _figures(table: Table, title: str) -> Iterator[Cell]:
    """What stands behind a chart and below it."""
    caption = text_of(table.heading)
    if caption not in ("", title):
        yield Cell(CAPTION, caption)
    if table.layout:
        yield Cell(COLUMNS, " · ".join(map(_name, table.layout)))
    for row in table.rows:
        yield from _points(_cells(row, table.layout))
    below = (table.lead, *table.notes, *(doubt.words for doubt in table.doubts), table.source)
    yield from (Cell(SOURCE, text_of(words)) for words in below if words)
    yield from (Cell(ORIGIN, origin_of(origin)) for origin in table.origins)


def _points(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The figures of a row, each named by what stands before it: all but the last cell, or the first."""
    if not cells:
        return
    *lead, last = cells
    if len(lead) > 1 and not any(cell.is_figure for cell in lead):
        yield replace(last, name=" ".join(cell.words for cell in lead))
        return
    heading = lead[0].words if lead else ""
    yield from (replace(cell, name=f"{heading}, {cell.name}") for cell in [*lead[1:], last])


def _drawn(chart: Chart) -> str:
    """What a chart is drawn from, in the words that it is hashed by."""
    bare = replace(chart, heading="", verdicts=(), lead="", summary="", caption="", layout=(), rows=(), notes=())
    bare = replace(bare, doubts=(), source="", origins=())
    return " · ".join(words for words in seen_in(bare) if isinstance(words, str))
