"""Whose figures an analyst's own notebook shows: the database's as they are, or others, which are the analyst's own."""

import weakref

import polars as pl

from analysis.chapter.table import OWN, Origin
from analysis.words.translate import _

#: Frames as the database gave them, by identity: frames are compared by content, which neither names nor hashes them.
_ANSWERS: dict[int, "weakref.ref[pl.DataFrame]"] = {}


def from_database(frame: pl.DataFrame) -> pl.DataFrame:
    """Remember that a frame is what the database says, for as long as it is there.

    Args:
        frame: An answer that nothing has been added to.

    Returns:
        The same frame.
    """
    key = id(frame)
    _ANSWERS[key] = weakref.ref(frame, lambda __: _ANSWERS.pop(key, None))
    return frame


def is_from_database(thing: object) -> bool:
    """Say whether something is a frame as the database gave it; whatever is made of one is the analyst's work."""
    known = _ANSWERS.get(id(thing))
    return known is not None and known() is thing


def own_figures(heading: str) -> tuple[Origin, ...]:
    """Say of figures that are not the database's whose they are.

    Args:
        heading: What shows them; empty where that has no name.

    Returns:
        What stands where other figures have their places.
    """
    return (Origin(what=heading, place=_("analytikerns egna siffror"), origin_kind=OWN),)
