"""Chapters of today as lines of text, the way that pages of an earlier program had them: for comparing with those."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.chapter.chapter import Chapter, Outputs, Value
from analysis.chapter.chart import Chart
from analysis.chapter.overview import Card, Count, Glance
from analysis.chapter.table import Table
from analysis.chapter.text import Contradictions, Text
from analysis.signoff.visible_content import Seen, heading_of, paragraphs_of, parts_of, seen_in, seen_of, verdict_of
from analysis.words.translate import _


def lines_of_today(chapter: Chapter) -> Iterator[str]:
    """Say what a reader sees of a chapter, a row of a table on one line.

    Args:
        chapter: The chapter, as it is published.

    Yields:
        Line by line.
    """
    for block in chapter.blocks:
        if not isinstance(block, Outputs):
            yield from _lines(seen_of(replace(chapter, blocks=(block,))))
            continue
        for value in block.values:
            if not getattr(value, "log", False):
                yield from _lines_in(value)


def _lines_in(value: Value) -> Iterator[str]:
    if isinstance(value, Count):
        yield from _count(value)
    elif isinstance(value, Glance):
        yield from _glance(value)
    elif isinstance(value, Table):
        yield from _lines(seen_in(_without_origins(_without_headings_below(value))))
    elif isinstance(value, Chart):
        yield from _chart(value)
    elif isinstance(value, Text):
        yield from _text(value)
    elif isinstance(value, Contradictions):
        # The way to all of them was part of the sentence.
        elsewhere = " ".join([value.rest, _("Alla fel finns i Granskning")]) if value.rest else ""
        yield from _lines(seen_in(replace(value, rest=elsewhere)))
    else:
        yield from _lines(seen_in(value))


def _lines(seen: Iterator[Seen]) -> Iterator[str]:
    for each in seen:
        if isinstance(each, str):
            yield each
        else:
            yield from (" ".join(filter(None, row)) for row in each)


def _without_headings_below(table: Table) -> Table:
    """Running text below a row had no heading that was seen."""
    layout = tuple(replace(column, heading="") if column.look == "below" else column for column in table.layout)
    return replace(table, layout=layout)


def _without_origins(table: Table) -> Table:
    """Where figures come from is told in other words than then, and of more figures: it is no figure itself."""
    return replace(table, origins=())


def _chart(chart: Chart) -> Iterator[str]:
    """A chart without what it is drawn from: the table behind it says that."""
    yield from (chart.heading, " ".join(map(verdict_of, chart.verdicts)), chart.summary)
    if chart.rows:
        yield from _lines(seen_in(_without_origins(chart.table)))
    else:
        yield from _lines(seen_in(_without_origins(replace(chart.table, heading="", layout=()))))


def _text(text: Text) -> Iterator[str]:
    led = [part.heading for part in text.parts if part.subject]
    if text.contents and len(led) > 1:
        yield from led
    for part in parts_of(text):
        yield heading_of(part)
        for piece in part.pieces:
            yield from paragraphs_of(piece)
    yield from _lines(seen_in(replace(text, parts=())))


def _count(count: Count) -> Iterator[str]:
    for place, (symbol, amount) in enumerate(count.counts, start=1):
        of_what = " " + _("av {what}", what=count.what) if place == len(count.counts) else ""
        yield f"{amount} {symbol.word}{of_what}"


def _glance(glance: Glance) -> Iterator[str]:
    for count in glance.counts:
        yield from _count(count)
    bare = replace(glance, counts=(), cards=(), notes=())
    yield " ".join(glance.notes)
    yield from _lines(seen_in(bare))
    for card in glance.cards:
        yield from _card(card)


def _card(card: Card) -> Iterator[str]:
    yield card.name
    yield " ".join(symbol.word for symbol in card.judged)
    yield from (f"{mark.label}: {mark.symbol.word}" for mark in card.marks)
    yield _told(card.goals) if card.marks else ""
    yield _told(card.commitments) if card.commitments.counts else ""


def _told(count: Count) -> str:
    told = " · ".join(f"{symbol.word.lower()} {amount}" for symbol, amount in count.counts)
    return f"{count.what}: {told}" if told else count.what
