"""Where figures come from, as a list: those of one place of a document in one item."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.chapter.markup.spoken import kept_in
from analysis.chapter.table import Origin
from analysis.words.mixed_language import filled, joined
from analysis.words.translate import _


@dataclass(frozen=True)
class Told:
    """An item.

    Attributes:
        what: The figures in words; each with its row where there are several.
        place: Where they stand.
        kept_in: What keeps them.
    """

    what: str
    place: str
    kept_in: str


def by_place(origins: Sequence[Origin]) -> list[Told]:
    """Tell where figures come from, a place once.

    Args:
        origins: One a figure.

    Returns:
        One a place and file, in the order of their first figures.
    """
    found: dict[tuple[str, ...], list[Origin]] = {}
    for origin in origins:
        found.setdefault((str(origin.place), origin.file, origin.form, origin.reply, origin.view), []).append(origin)
    return [_told(each) for each in found.values()]


def _told(alike: Sequence[Origin]) -> Told:
    first = alike[0]
    if len(alike) == 1:
        return Told(first.what, first.place, kept_in(first))
    return Told(joined(map(_with_row, alike), "; "), first.place, kept_in(replace(first, row=None, cell="")))


def _with_row(origin: Origin) -> str:
    row = _("rad {row}", row=origin.row) if origin.row is not None else origin.cell
    return filled("{figure} ({row})", figure=origin.what, row=row) if row else origin.what
