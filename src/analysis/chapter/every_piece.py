"""Every piece of what a chapter shows, whatever it stands in."""

from collections.abc import Iterable, Iterator

from analysis.chapter.chapter import Value
from analysis.chapter.chart import Chart
from analysis.chapter.pieces import Listing, Piece
from analysis.chapter.table import Table
from analysis.chapter.text import Text


def pieces_in(value: Value) -> Iterator[Piece]:
    """Gather the pieces of a value.

    Args:
        value: The value.

    Yields:
        Those of its cells or parts in order, those of lists after the list itself.
    """
    if isinstance(value, Table | Chart):
        yield from (piece for row in value.rows for cell in row.words for piece in _each(cell))
    elif isinstance(value, Text):
        yield from (piece for part in value.parts for piece in _each(part.pieces))


def _each(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield piece
        if isinstance(piece, Listing):
            yield from (inline for item in piece.items for inline in item)
