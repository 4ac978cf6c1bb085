"""Where figures come from: the place, file and row of a printed one, what a counted one is counted from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from analysis.base.vocabulary import OriginKind
from analysis.chapter.table import COMPUTED, Kind, Origin
from analysis.present.typed_values import Values
from analysis.words.mixed_language import joined, swedish
from analysis.words.translate import _

Row = Mapping[str, Any]
#: The row and column of a figure, counted from 0.
Spot = tuple[int, int]
NUMBERS = (Kind.NUMBER, Kind.WHOLE)


def origin_of(what: str, row: Row, place: str = "place", file: str = "file", file_row: str = "file_row") -> Origin:
    """Say where a figure comes from.

    Args:
        what: The figure in words.
        row: A row of the frame.
        place: Name of its column with the place in the document.
        file: Name of its column with the input file below the data folder.
        file_row: Name of its column with the row in that file.

    Returns:
        The origin.
    """
    spot, words = row[place] or "", row.get("origin")
    told = joined(map(swedish, dict.fromkeys(filter(None, (spot, words)))), ", ")
    kind = row.get("origin_kind") or OriginKind.PRINTED
    return Origin(what, told, f"data/{row[file]}", row[file_row], origin_kind=str(kind))


def counted(view: str, how: str = "", what: str = "") -> Origin:
    """Say what figures that stand in no document are counted or worked out from.

    Args:
        view: The view of the database.
        how: How, in words; that they are counted when left out.
        what: Which figures; all that no other origin names when left out.

    Returns:
        The origin.
    """
    return Origin(what or _("Räknade siffror"), how or _("räknade av Årshjul"), origin_kind=COMPUTED, view=view)


def of_row(row: Row, what: str = "") -> list[Origin]:
    """Say where the figures of a row come from that stand in one place of a document.

    Args:
        row: `place`, `file`, `file_row`, and `origin` and `origin_kind` where they are known.
        what: The figure in words; named after its row and column when left out.

    Returns:
        The origin; none where nobody knows it.
    """
    return [origin_of(what, row)] if row.get("file") else []


def traced(values: Iterable[Values], origins: Callable[[Any], Sequence[Origin]]) -> tuple[Values, ...]:
    """Say of columns of numbers where their figures come from.

    Args:
        values: Columns; of those of texts nothing is said, nor of those that have said it.
        origins: Takes from a row where its figure comes from.

    Returns:
        The columns.
    """
    return tuple(
        replace(each, origins=origins) if each.kind in NUMBERS and each.origins is None else each for each in values
    )


def gathered(
    given: Sequence[Origin], found: Iterable[tuple[Spot, Origin]], named: Callable[[Sequence[Spot]], str]
) -> tuple[Origin, ...]:
    """Tell each origin once, with the figures that come from there.

    Args:
        given: Those that are told first, whatever figures are found to come from there.
        found: Row and column of a figure, and where it comes from; one for each place.
        named: Names figures by their rows and columns, for an origin that does not say what it is of.

    Returns:
        What `Table.origins` takes.
    """
    told = {_same(origin): origin for origin in given}
    figures: dict[tuple[object, ...], dict[Spot, None]] = {}
    for spot, origin in found:
        told.setdefault(_same(origin), origin)
        figures.setdefault(_same(origin), {})[spot] = None
    return tuple(_with(origin, tuple(figures.get(key, ())), named) for key, origin in told.items())


def _with(origin: Origin, figures: tuple[Spot, ...], named: Callable[[Sequence[Spot]], str]) -> Origin:
    return replace(origin, what=origin.what or named(figures), figures=figures)


def _same(origin: Origin) -> tuple[object, ...]:
    """What tells origins apart: a row of a file has several figures, and a goal's target may be another one's too."""
    return str(origin.what), str(origin.place), origin.file, origin.row, origin.view
