"""A chapter's content into blocks, with the place of each and what it is about."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

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
from analysis.signoff.words import ROW_OF_FILE, ChapterText, ReportText, seen_of, words_of
from analysis.speech import SWEDISH

#: Elements that stand on lines of their own.
_LINES = {
    *("p", "li", "pre", "summary", "dt", "dd", "blockquote", "h2", "h3", "h4", "h5", "h6", "div", "ul", "ol", "dl"),
    *("details", "section", "figure", "table", "hr"),
}
_OVERVIEWS = ["legend", "glance", "tally", "amounts", "overview"]
#: Classes of a row with running text below it, and of that.
FOLLOWED, TOLD = "followed", "told"
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def read_blocks(chapter: ChapterText) -> list[Block]:
    """Read a chapter.

    Args:
        chapter: The chapter.

    Returns:
        Its blocks in order; every word that a reader sees stands in one.
    """
    reader = _Reader(chapter.title, _drawings(chapter.body))
    return list(reader.read(BeautifulSoup(seen_of(chapter.body), "html.parser")))


def _drawings(body: str) -> list[str]:
    """The charts with their drawings, in order; what is compared is read without them."""
    found = BeautifulSoup(body, "html.parser").select("figure.chart") if 'class="chart"' in body else []
    return [_drawn(figure) for figure in found]


def _drawn(figure: Tag) -> str:
    """A chart's picture; the script that draws it, where it has one, stands after it."""
    script = figure.find_next_sibling("script", class_="plotly")
    pictures = [tag for tag in figure.find_all(True, recursive=False) if tag.name not in ("figcaption", "details", "p")]
    return "".join(str(part) for part in [*pictures, script] if part)


def swedish_texts(report: ReportText) -> frozenset[str]:
    """Find what a report in another language says is in Swedish.

    Args:
        report: The report.

    Returns:
        The words of each such text; none of a report in Swedish.
    """
    if report.language == SWEDISH:
        return frozenset()
    bodies = (BeautifulSoup(seen_of(chapter.body), "html.parser") for chapter in report.chapters)
    return frozenset(_words(text) for body in bodies for text in body.select(f"[lang={SWEDISH}]"))


class _Reader:
    """Walks through a chapter and remembers under which headings it is."""

    def __init__(self, chapter: str, drawings: list[str]) -> None:
        self._chapter = chapter
        self._drawings = iter(drawings)
        self._headings: list[tuple[int, str]] = []
        self._folded: list[str] = []
        self._tables: Counter[str] = Counter()
        self._rows: list[Block] = []
        self._head: Block | None = None

    def read(self, parent: Tag) -> Iterator[Block]:
        for child in parent.children:
            if isinstance(child, Tag):
                yield from self._read(child)
            elif isinstance(child, NavigableString) and not isinstance(child, Comment) and child.strip():
                yield self._text(" ".join(child.split()))

    def _read(self, tag: Tag) -> Iterator[Block]:
        if tag.name in _HEADINGS:
            yield self._heading(tag)
        elif tag.name == "figure" and "chart" in _classes(tag):
            yield self._chart(tag)
        elif tag.name == "table":
            yield from self._table(tag)
        elif tag.name == "details" and "origins" in _classes(tag):
            yield from self._origins(tag)
        elif tag.name == "details":
            yield from self._details(tag)
        elif tag.name == "li" and tag.find_parent(class_="marks") is not None:
            yield self._mark(tag)
        elif tag.find(_LINES) is not None:
            yield from self.read(tag)
        elif self._head is not None and {"source", "note"} & set(_classes(tag)):
            # A remark below a table is as much of a compilation as the table is.
            yield replace(self._text(_words(tag), derived=self._head.derived), section=self._head.section)
        elif words := _words(tag):
            # A sentence that there is nothing to show, an overview and the legend follow from what is shown.
            yield self._text(words, derived="muted" in _classes(tag) or tag.find_parent(class_=_OVERVIEWS) is not None)

    def _block(self, **values: object) -> Block:
        usual = {
            "chapter": self._chapter,
            "section": self._section,
            "holder": "",
            "nth": 0,
            "key": "",
            "label": "",
            "cells": (),
        }
        return Block(**usual | values)  # type: ignore[arg-type]

    @property
    def _section(self) -> str:
        return STEP.join([words for _, words in self._headings] + self._folded)

    def _text(self, words: str, *, derived: bool = False) -> Block:
        return self._block(shape="text", derived=derived, cells=(Cell(TEXT, words),))

    def _mark(self, tag: Tag) -> Block:
        """A symbol in an overview that leads to the goal that it is of."""
        words, link = _words(tag), tag.find("a")
        subject = str(link.get("href", "")).partition("#")[2] if isinstance(link, Tag) else ""
        label = words.rpartition(":")[0]
        cells = (Cell(SYMBOL, words, symbols=words),)
        return self._block(shape="mark", key=subject or label, label=label, subject=subject, cells=cells)

    def _heading(self, tag: Tag) -> Block:
        level, words = int(tag.name[1]), _words(tag)
        self._headings = [(above, heading) for above, heading in self._headings if above < level]
        block = self._block(shape="text", cells=(Cell(TITLE, words),))
        self._headings.append((level, words))
        return block

    def _details(self, tag: Tag) -> Iterator[Block]:
        summary = tag.find("summary", recursive=False)
        if summary is None or "folded" in _classes(tag):
            # The summary of a folded table is its caption and how many rows it has.
            yield from (block for child in _tags(tag) if child is not summary for block in self._read(child))
            return
        yield self._text(_words(summary))
        self._folded.append(_words(summary))
        yield from (block for child in _tags(tag) if child is not summary for block in self._read(child))
        self._folded.pop()

    def _next(self) -> int:
        self._tables[self._section] += 1
        return self._tables[self._section]

    # ---- charts ----

    def _chart(self, tag: Tag) -> Block:
        title, subject, measure = _first(tag, ".finding"), str(tag.get("data-subject", "")), _measure(tag)
        spoken = tag.select_one("[role=img][aria-label]")
        symbols = " ".join(_words(each) for each in tag.select("figcaption .symbol"))
        verdict = " ".join(_words(each) for each in tag.select("figcaption > p:not(.finding)"))
        table = tag.find("table")
        cells = [Cell(TITLE, title), Cell(SPOKEN, str(spoken["aria-label"]) if spoken else "")]
        cells += [Cell(SYMBOL, verdict, symbols)] if symbols else []
        caption = _first(table, "caption") if table else ""
        cells += [Cell(CAPTION, caption)] if caption not in ("", title) else []
        cells += _points(table) if table else []
        drawn = tag.select(".picture .note")
        cells += [
            Cell(SOURCE, _words(each))
            for each in tag.select(".source, .note")
            if each.find_parent(class_="picture") is None
        ]
        cells += [Cell(DRAWN, " · ".join(map(_words, drawn)))] if drawn else []
        key = (subject and f"{subject} {tag.get('id', '')}") or str(tag.get("id", "")) or title
        return self._block(
            holder=title,
            shape="chart",
            nth=self._next(),
            key=key,
            label=title.partition(":")[0],
            subject=subject,
            measure=measure,
            derived=table is not None and table.has_attr("data-derived"),
            cells=tuple(cells),
            picture=next(self._drawings, ""),
        )

    # ---- tables ----

    def _table(self, tag: Tag) -> Iterator[Block]:
        caption, nth = _first(tag, "caption"), self._next()
        derived = tag.has_attr("data-derived")
        names = [_words(cell) for cell in tag.select("thead th")]
        head = self._block(holder=caption, shape="head", nth=nth, key="head", label=caption, derived=True)
        yield replace(head, cells=(Cell(CAPTION, caption), Cell(COLUMNS, " · ".join(names))))
        self._head = replace(head, derived=derived)
        self._rows = [
            replace(
                head,
                shape="row",
                key=str(row.get("data-subject", "")) or _first(row, "th"),
                label=_first(row, "th"),
                subject=str(row.get("data-subject", "")),
                measure=_measure(row),
                derived=derived or "total" in _classes(row),
                cells=tuple(_cells(row, names)),
            )
            for row in tag.select("tr")
            if (row.parent is None or row.parent.name != "thead") and TOLD not in _classes(row)
        ]
        yield from self._rows

    def _origins(self, tag: Tag) -> Iterator[Block]:
        """Where the figures of the table above come from: each line begins with the heading of its row."""
        for line in tag.find_all("li"):
            words = _words(line)
            own = [row for row in self._rows if row.label and words.startswith((f"{row.label},", f"{row.label} "))]
            row = max(own, key=lambda each: len(each.label), default=None)
            block = self._block(shape="origin", cells=(Cell(ORIGIN, words),))
            if row is None:
                yield block
                continue
            key = row.key if row.subject else words.partition(",")[0]
            yield replace(
                block,
                holder=row.holder,
                nth=row.nth,
                key=key,
                label=row.label,
                subject=row.subject,
                measure=row.measure,
            )


def _points(table: Tag) -> list[Cell]:
    """The figures behind a chart, each named by its row: all but the last cell."""
    names = [_words(cell) for cell in table.select("thead th")]
    cells = []
    for row in table.select("tbody tr"):
        *lead, last = _cells(row, names) or [Cell("", "")]
        if len(lead) > 1 and all(not cell.is_figure for cell in lead):
            cells.append(replace(last, name=" ".join(cell.words for cell in lead)))
        else:
            heading = lead[0].words if lead else ""
            cells += [replace(cell, name=f"{heading}, {cell.name}") for cell in [*lead[1:], last]]
    return cells


def _cells(row: Tag, names: list[str]) -> list[Cell]:
    """The cells of a row, with the running text in the row below it."""
    below = row.find_next_sibling("tr") if FOLLOWED in _classes(row) else None
    told = [Cell(str(cell.get("data-label", "")), _words(cell)) for cell in below.select("td")] if below else []
    return _own_cells(row, names) + told


def _own_cells(row: Tag, names: list[str]) -> list[Cell]:
    found = row.find_all(["th", "td"], recursive=False)
    return [
        Cell(
            names[place] if place < len(names) else "",
            _words(cell),
            " ".join(_words(symbol) for symbol in cell.select(".symbol")),
            is_figure="number" in _classes(cell),
        )
        for place, cell in enumerate(found)
    ]


def _measure(tag: Tag) -> str:
    return str(tag.get("data-measure", ""))


def _first(tag: Tag, selector: str) -> str:
    found = tag.select_one(selector)
    return _words(found) if found else ""


def _classes(tag: Tag) -> list[str]:
    return tag.get_attribute_list("class")


def _tags(tag: Tag) -> list[Tag]:
    return [child for child in tag.children if isinstance(child, Tag)]


def _words(tag: Tag) -> str:
    return ROW_OF_FILE.sub(r"\1", words_of(str(tag)))
