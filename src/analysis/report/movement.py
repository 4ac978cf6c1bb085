"""What got worse, what got better, what is furthest from its target: goals in an order that answers."""

import polars as pl

from analysis.judge.trend import gain_of
from analysis.present.fragment import Fragment, nothing
from analysis.present.table import Table
from analysis.report.document_part import DocumentPart
from analysis.report.goals import goal_measures_frame, shown
from analysis.words.translate import _


def worsened(part: DocumentPart) -> Table | Fragment:
    """What got worse than it was, the furthest from its target first.

    Returns:
        The table of those goals and yardsticks, with earlier outcome and distance; a sentence when there are none.
    """
    caption = _("{Goal.many} som har blivit sämre {where}", where=part.where)
    return _laid_out(part, _moved(part, gain=False), caption, _("Inga {goal.many} har blivit sämre."))


def improved(part: DocumentPart) -> Table | Fragment:
    """What got better than it was, the furthest from its target first.

    Returns:
        The table of those goals and yardsticks, with earlier outcome and distance; a sentence when there are none.
    """
    caption = _("{Goal.many} som har blivit bättre {where}", where=part.where)
    return _laid_out(part, _moved(part, gain=True), caption, _("Inga {goal.many} har blivit bättre."))


def rank(part: DocumentPart) -> Table | Fragment:
    """Every goal whose outcome is held against a target, the furthest from it first.

    Returns:
        The table, or a sentence when nothing can be ranked.
    """
    found = goal_measures_frame(part).filter(pl.col("shortfall_pct").is_not_null())
    caption = _("{Goal.many} efter avstånd till målet {where}", where=part.where)
    return _laid_out(part, found, caption, _("Inga {goal.many} har både utfall och mål i siffror."))


def _moved(part: DocumentPart, *, gain: bool) -> pl.DataFrame:
    """The rows whose figures, or whose printed trend where figures say nothing, move one way."""
    rows = goal_measures_frame(part)
    said = zip(rows["trend_computed"], rows["trend_final"], rows["direction"], strict=True)
    ways = [gain_of(computed or final, direction) for computed, final, direction in said]
    return rows.filter(pl.Series(ways, dtype=pl.Boolean) == gain)


def _laid_out(part: DocumentPart, rows: pl.DataFrame, caption: str, otherwise: str) -> Table | Fragment:
    if rows.is_empty():
        return nothing(otherwise)
    # A miss before a hit, by its part of the target; what cannot be said stands last.
    ranked = rows.sort("shortfall_pct", descending=True, nulls_last=True, maintain_order=True)
    return shown(part, ranked, caption)
