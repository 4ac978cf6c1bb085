"""The marks of figures in doubt: they follow the row of the file that a figure comes from, wherever it is shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import polars as pl

from analysis.base.vocabulary import PLACES
from analysis.chapter import table as chapter
from analysis.chapter.pieces import Inline, Link, Listing, Mark, Said
from analysis.chapter.table import Column, Figure, Origin, Row
from analysis.chapter.text import Part, Text
from analysis.present.chart import Chart
from analysis.present.fragment import Several
from analysis.present.table import Table
from analysis.words.current_language import SWEDISH
from analysis.words.mixed_language import filled, joined, swedish
from analysis.words.numbers import together
from analysis.words.translate import Words, _, later

#: Each kind of doubt in a word or two.
WORDS = Words(
    {
        "two_values": later("två värden"),
        "recalculated": later("räknat på nytt"),
        "contradicted": later("går inte ihop"),
        "incomparable": later("går inte att jämföra"),
        "judged_otherwise": later("motsägs av siffrorna"),
        "against_verdict": later("mot {area.short.the}s bedömning"),
        "assumed": later("antaget mått"),
        "preliminary": later("preliminärt"),
        "doubted": later("tveksam uppgift"),
        "unverifiable": later("går inte att pröva"),
    }
)
#: What is known of the figures of a row of a file, by file and row.
Marks = Mapping[tuple[str, int], Sequence[Mark]]
Spot = tuple[int, int]
T = TypeVar("T")


def by_figure(doubts: pl.DataFrame) -> Marks:
    """Make the marks of figures.

    Args:
        doubts: Rows of the view `figure_doubt`.

    Returns:
        The marks of each row of a file that has any.
    """
    found: dict[tuple[str, int], list[Mark]] = {}
    for row in doubts.iter_rows(named=True):
        found.setdefault((f"data/{row['file']}", row["file_row"]), []).append(_mark(row))
    return found


def _mark(row: Mapping[str, Any]) -> Mark:
    told = swedish(together(row["message"] or ""))
    return Mark(WORDS[row["doubt"]], told, tuple(_places(row)), row["finding"] or "")


def _places(row: Mapping[str, Any]) -> Iterator[str]:
    """Where both figures stand, each with its document."""
    others = filter(None, (row["other_place"] or "").split(PLACES))
    other_title = row["other_title"] or row["document_title"]
    told = [(row["document_title"], row["place"]), *((other_title, other) for other in others)]
    yield from dict.fromkeys(filled("{document}: {place}", document=swedish(a), place=swedish(b)) for a, b in told if b)


def marked(given: T, marks: Marks) -> T:
    """Let the figures of what is shown take their marks along.

    Args:
        given: A table, a chart, several things or something else, which stays as it is.
        marks: The marks of all figures.

    Returns:
        The same with marks.
    """
    if isinstance(given, Table):
        return replace(given, finish=lambda made: with_marks(made, marks))
    if isinstance(given, Chart):
        return replace(given, table=marked(given.table, marks))
    if isinstance(given, Several):
        return Several([marked(each, marks) for each in given])  # type: ignore[return-value]
    return given


def marked_text(text: Text, by_subject: Mapping[str, Sequence[Mark]]) -> Text:
    """Put marks behind what is said of goals in a list, such as that of a first page.

    Args:
        text: The text.
        by_subject: The marks of what each goal is judged by, by what leads to it.

    Returns:
        The text; a line that leads to such a goal and says something of it ends with its marks.
    """
    return replace(text, parts=tuple(_part(part, by_subject) for part in text.parts))


def _part(part: Part, by_subject: Mapping[str, Sequence[Mark]]) -> Part:
    pieces = (
        replace(piece, items=tuple(_item(item, by_subject) for item in piece.items))
        if isinstance(piece, Listing)
        else piece
        for piece in part.pieces
    )
    return replace(part, pieces=tuple(pieces))


def _item(item: tuple[Inline, ...], by_subject: Mapping[str, Sequence[Mark]]) -> tuple[Inline, ...]:
    """A name alone says no figure that could be in doubt."""
    if len(item) == 1:
        return item
    found = (mark for piece in item if isinstance(piece, Link) for mark in by_subject.get(piece.subject, ()))
    marks = _once(found)
    return (*item, *(each for mark in marks for each in (Said(" "), mark))) if marks else item


def with_marks(table: chapter.Table, marks: Marks) -> chapter.Table:
    """Put marks behind the figures of a table, and what they say in a column for files.

    Args:
        table: The table.
        marks: The marks of all figures.

    Returns:
        The table; the same where nothing is in doubt.
    """
    found = _found(table.origins, marks)
    if not found:
        return table
    rows = tuple(_row(table, at, row, found) for at, row in enumerate(table.rows))
    return replace(table, rows=rows, columns=(*table.columns, Column(_("Tvivel"), language=SWEDISH)))


def _found(origins: Iterable[Origin], marks: Marks) -> dict[Spot, list[Mark]]:
    found: dict[Spot, list[Mark]] = {}
    for origin in origins:
        for mark in marks.get((origin.file, origin.row or 0), ()):
            for row, column in origin.figures:
                found.setdefault((row, column), []).append(mark)
    return found


def _row(table: chapter.Table, at: int, row: Row, found: Mapping[Spot, Sequence[Mark]]) -> Row:
    words = tuple(
        (*cell, *_once(mark for column in shown.columns for mark in found.get((at, column), ())))
        for cell, shown in zip(row.words, table.layout, strict=True)
    )
    return replace(row, words=words, figures=(*row.figures, _told(table, at, found)))


def _once(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """What is said of several figures of a cell, each once."""
    return tuple({(mark.word, mark.finding, mark.told): mark for mark in marks}.values())


def _told(table: chapter.Table, at: int, found: Mapping[Spot, Sequence[Mark]]) -> Figure:
    """What is in doubt in a row, figure by figure."""
    told = [
        joined([str(column.heading), joined(dict.fromkeys(_spoken(mark) for mark in found[at, place]), "; ")], ": ")
        for place, column in enumerate(table.columns)
        if (at, place) in found
    ]
    return " | ".join(told) or None


def _spoken(mark: Mark) -> str:
    return f"{mark.word} ({mark.told})" if mark.told else str(mark.word)
