"""What a reader sees of a chapter, as texts in order: the form that approvals are hashed from.

This is rule 2, and it never changes: approvals stand on it. What a later version of the program shows besides is added
where it is there and nowhere else, so that what is approved reads as it did. Another form has another number.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from analysis.chapter.chapter import Chapter, Passage, Value
from analysis.chapter.chart import Chart, Line
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.course import told as course_words
from analysis.chapter.markup.markdown import paragraphs
from analysis.chapter.markup.markdown import words as prose_words
from analysis.chapter.overview import Card, Count, Glance, Legend
from analysis.chapter.pieces import Course, Link, Listing, Mark, Moment, Piece, Prose, Said, Share, Sign
from analysis.chapter.table import OWN, Origin, Row, Shown, Table
from analysis.chapter.text import Contradictions, Part, Text

#: What a hash by this rule begins with; one by the first rule, of words in HTML, has no number.
RULE = "2:"
#: A text, or the rows of a table, each with the texts of its cells: there the place of a text says what it is.
Seen = str | list[list[str]]
#: Texts that are one part without a heading.
SENTENCES = {"note", "nothing", "amounts", "printed"}
#: What a figure that is not ours draws: its texts and figures, not its looks.
_DRAWN = {
    *("name", "x", "y", "z", "r", "theta", "base", "text", "labels", "parents", "values", "locations", "lat", "lon"),
    *("open", "high", "low", "close", "header", "cells", "node", "link", "dimensions", "value"),
}


def content_of(title: str, chapters: Iterable[tuple[str, bool, Chapter]]) -> str:
    """Hash what a reader sees of a report.

    Args:
        title: The report's title.
        chapters: Of each chapter its title, whether it is part of the document that is adopted, and what it shows.

    Returns:
        The number of the rule, then SHA-256 as 64 hexadecimal digits.
    """
    digest = hashlib.sha256(_json(text_of(title)))
    for name, in_document, chapter in chapters:
        digest.update(_json([text_of(name), in_document, list(seen_of(chapter))]))
    return f"{RULE}{digest.hexdigest()}"


def _json(seen: object) -> bytes:
    return json.dumps(seen, ensure_ascii=False, separators=(",", ":")).encode()


def seen_of(chapter: Chapter) -> Iterator[Seen]:
    """Say what a reader sees of a chapter, below its title.

    Args:
        chapter: The chapter, as it is published.

    Yields:
        Its texts in order: no looks, no files, no rows of files, no names of ours, nothing that tells of builds.
    """
    for block in chapter.blocks:
        if isinstance(block, Passage):
            yield from filter(None, (text_of(words) for _level, words in paragraphs(block.markdown)))
            continue
        for value in block.values:
            if not getattr(value, "log", False):
                yield from seen_in(value)


def seen_in(value: Value) -> Iterator[Seen]:
    """Say what a reader sees of a value.

    Args:
        value: The value.

    Yields:
        Its texts in order.
    """
    for seen in _VALUES[value.kind](value):
        if isinstance(seen, list):
            yield seen
        elif text := text_of(seen):
            yield text


def cell_text(pieces: Sequence[Piece]) -> str:
    """Say what a reader sees in a cell.

    Args:
        pieces: Its pieces.

    Returns:
        All its words.
    """
    return text_of(" ".join(words for piece in pieces for words in _PIECES[piece.kind](piece)))


def text_of(words: object) -> str:
    """Take words as they are read: how they are broken over lines is looks.

    Args:
        words: The words.

    Returns:
        The words, single blanks between.
    """
    return " ".join(str(words).split())


# ---- pieces ----


def _said(piece: Said | Link | Share) -> list[str]:
    return [piece.words]


def _sign(sign: Sign) -> list[str]:
    return [f"{sign.label}:" if sign.label else "", sign.symbol.word, *sign.remarks]


def _prose(piece: Prose) -> list[str]:
    return [piece.heading, prose_words(piece.markdown)]


def _course(course: Course) -> list[str]:
    return [course.years, course_words(course)]


def _moment(moment: Moment) -> list[str]:
    return [moment.at[:16], moment.remark]


def _listing(listing: Listing) -> list[str]:
    return [listing.summary, *(cell_text(item) for item in listing.items)]


def _mark(_mark: Mark) -> list[str]:
    """What casts doubt on a figure may be found after it was approved: it changes no seal."""
    return []


_PIECES: Mapping[str, Callable[[Any], Iterable[str]]] = {
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


# ---- tables and charts ----


def _table(table: Table) -> Iterator[Seen]:
    yield from (table.heading, table.lead)
    yield _rows(table.layout, table.rows)
    yield from _below(table)


def _rows(layout: Sequence[Shown], rows: Sequence[Row]) -> list[list[str]]:
    heads = [text_of(column.symbol.word if column.symbol else column.heading) for column in layout]
    return [heads, *([cell_text(cell) for cell in row.words] for row in rows)]


def _below(value: Table | Chart) -> Iterator[str]:
    yield from (*value.notes, *(doubt.words for doubt in value.doubts), value.source)
    yield from map(origin_of, value.origins)


def origin_of(origin: Origin) -> str:
    """Say where a figure comes from.

    Args:
        origin: Where it comes from.

    Returns:
        The figure, its place and its file; not its row there, which moves when another one is put in before it.
    """
    if origin.origin_kind == OWN:
        return text_of(f"{origin.what}: {origin.place}" if origin.what else origin.place)
    kept = ", ".join(filter(None, [origin.file, origin.form, origin.cell, origin.reply]))
    return text_of(f"{origin.what}: {origin.place} ({kept})")


def _chart(chart: Chart) -> Iterator[Seen]:
    yield from (chart.heading, *map(verdict_of, chart.verdicts), chart.lead, chart.summary)
    if chart.rows:
        yield chart.caption
        yield _rows(chart.layout, chart.rows)
    yield from _below(chart)
    for line in (*chart.series, *chart.targets):
        yield from _line(line)
    yield from (f"{each.since} {each.reason}" for each in chart.breaks)
    if not chart.series:
        # A chart of ours is drawn from its series; of another one nothing is known but the figure itself. What a
        # browser draws of it depends on the browser.
        yield from _figure(chart.picture)
        yield "" if chart.picture.get("data") else _digest(chart.still)


def verdict_of(sign: Sign) -> str:
    """Say how what a chart shows is judged.

    Args:
        sign: A symbol above it.

    Returns:
        Its words; one that says whose it is has no remarks.
    """
    return f"{sign.label}: {sign.symbol.word}" if sign.label else cell_text([sign])


def _line(line: Line) -> Iterator[str]:
    yield f"{line.name} {line.unit}"
    for dot in line.points:
        yield f"{dot.at}: {dot.sign}{'' if dot.value is None else dot.value} {dot.words}"


def _figure(picture: Mapping[str, Any]) -> Iterator[str]:
    for trace in picture.get("data", ()):
        yield json.dumps({name: trace[name] for name in trace if name in _DRAWN}, ensure_ascii=False, sort_keys=True)


def _digest(data: str) -> str:
    return hashlib.sha256("".join(data.split()).encode()).hexdigest() if data else ""


def _picture(picture: Picture) -> Iterator[Seen]:
    yield from (picture.heading, picture.text, _digest(picture.data))
    if picture.table:
        yield from _table(picture.table)
    yield picture.source
    yield from map(origin_of, picture.origins)


def _hypertext(foreign: Hypertext) -> Iterator[Seen]:
    yield from (foreign.heading, foreign.text)
    yield from map(origin_of, foreign.origins)


# ---- texts and overviews ----


def _text(text: Text) -> Iterator[Seen]:
    for part in parts_of(text):
        yield heading_of(part)
        yield from (cell_text([piece]) for piece in part.pieces)
    yield "" if text.role in SENTENCES else text.source
    yield from (doubt.words for doubt in text.doubts)


def parts_of(text: Text) -> Sequence[Part]:
    """Say which parts of a text a reader sees.

    Args:
        text: The text.

    Returns:
        Its parts; of a sentence one, without a heading.
    """
    return [replace(part, heading="") for part in text.parts[:1]] if text.role in SENTENCES else text.parts


def paragraphs_of(piece: Piece) -> list[str]:
    """Take apart what stands in a text.

    Args:
        piece: A piece of it.

    Returns:
        Its paragraphs and items.
    """
    if isinstance(piece, Prose):
        return [piece.heading, *prose_words(piece.markdown).splitlines()]
    if isinstance(piece, Listing):
        return [piece.summary, *map(cell_text, piece.items)]
    return [cell_text([piece])]


def heading_of(part: Part) -> str:
    """Say what stands above a part of a text.

    Args:
        part: The part.

    Returns:
        Its heading with what is said beside it.
    """
    return part.heading if part.folded or not part.heading else f"{part.heading} {part.remark}"


def _contradictions(found: Contradictions) -> Iterator[Seen]:
    yield from (*(item.words for item in found.items), found.rest)


def _legend(legend: Legend) -> Iterator[Seen]:
    for group in legend.groups:
        yield group.heading
        yield from (f"{symbol.word} {symbol.printed}" for symbol in group.symbols)
        yield from (f"{code} {name}" for code, name in group.names)
        yield group.note


def _count(count: Count) -> Iterator[Seen]:
    yield f"{count.heading}: {count.what}"
    yield from (f"{amount} {symbol.word}" for symbol, amount in count.counts)


def _glance(glance: Glance) -> Iterator[Seen]:
    for count in glance.counts:
        yield from _count(count)
    yield from glance.notes
    yield from (mark.symbol.word for mark in glance.worse.marks[:1])
    yield from (mark.label for mark in glance.worse.marks)
    for marks in glance.differing:
        yield from (marks.words, *(mark.label for mark in marks.marks))
    for card in glance.cards:
        yield from _card(card)


def _card(card: Card) -> Iterator[Seen]:
    yield from (card.name, *(symbol.word for symbol in card.judged))
    yield from (f"{mark.label}: {mark.symbol.word}" for mark in card.marks)
    for count in (card.goals, card.commitments):
        yield from (count.what, *(f"{amount} {symbol.word}" for symbol, amount in count.counts))


_VALUES: Mapping[str, Callable[[Any], Iterator[Seen]]] = {
    "table": _table,
    "chart": _chart,
    "text": _text,
    "contradictions": _contradictions,
    "legend": _legend,
    "count": _count,
    "glance": _glance,
    "picture": _picture,
    "html": _hypertext,
}
