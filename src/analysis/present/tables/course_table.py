"""How indicators have gone over the years: where each began, where it is, and how far that is from its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from analysis.base.judged import DistanceKind
from analysis.base.vocabulary import Trend
from analysis.chapter.pieces import Course
from analysis.chapter.table import Origin
from analysis.present.course import Ends, alike, figure_of, why_untold
from analysis.present.origins import of_row, traced
from analysis.present.series import LEAST, Series
from analysis.present.sparkline import sparkline
from analysis.present.table import Column, Row, Table
from analysis.present.typed_values import printed, whole
from analysis.words.numbers import number, percentage
from analysis.words.translate import Words, _, later, n_

#: In the order that they are told: what asks for something first.
WAYS = Words(
    {
        Trend.WORSE: later("Har blivit sämre"),
        Trend.BETTER: later("Har blivit bättre"),
        Trend.UNCHANGED: later("Står stilla"),
        None: later("Går inte att säga"),
    }
)


@dataclass(frozen=True)
class Gone:
    """How a series has gone.

    Attributes:
        name: Whose and what it is.
        series: What is known of it.
        indicator: Its code.
        trend: For the better, for the worse or unchanged; nothing where that cannot be told.
        ends: Where its alike figures begin and end.
        target: The target of the year of the last figure.
        shortfall: How far the last figure misses that, in per cent of it; less than nothing for what reaches it.
        gap: How far it is, as `far` counts it.
        decimals: With how many decimals that is written.
        far: What the distance is counted in.
    """

    name: str
    series: Series
    indicator: str
    trend: Trend | None
    ends: Ends | None
    target: float | None = None
    shortfall: float | None = None
    gap: float = 0.0
    decimals: int = 0
    far: DistanceKind = DistanceKind.PERCENT

    @property
    def rank(self) -> tuple[int, float]:
        """Its place among others: worse first, and of each the furthest from its target."""
        missed = -self.shortfall if self.shortfall is not None else float("inf")
        return list(WAYS).index(self.trend), missed


def course_table(gone: Sequence[Gone], trend: Trend | None, source: str) -> Table:
    """Lay out the series that have gone one way.

    Args:
        gone: The series, furthest from the target first.
        trend: Which way.
        source: Where figures come from.

    Returns:
        One row a series.
    """
    frame = pl.DataFrame({"at": range(len(gone))}, schema={"at": pl.Int64})
    columns = [Column(_("{Indicator.one}"), lambda row: gone[row["at"]].name, row_heading=True)]
    columns += _untold(gone) if trend is None else _moved(gone)
    if any(one.target is not None for one in gone):
        columns.append(Column(_("Mot målet"), lambda row: _against(gone[row["at"]])))
    return Table(
        WAYS[trend],
        columns,
        frame,
        source=source,
        cards=True,
        derived=True,
        measure=lambda row: gone[row["at"]].indicator,
    )


def _moved(gone: Sequence[Gone]) -> list[Column]:
    return [
        _end(gone, 0, _("Från")),
        _end(gone, 1, _("Till")),
        Column(_("Över tid"), lambda row: _line(gone[row["at"]])),
    ]


def _end(gone: Sequence[Gone], which: int, heading: str) -> Column:
    def told(row: Row) -> str:
        one = gone[row["at"]]
        return figure_of(one.series, one.ends[which]) if one.ends else ""

    def part(row: Row, name: str) -> Any:  # noqa: ANN401 - a cell of any kind
        ends = gone[row["at"]].ends
        return ends[which].get(name) if ends else None

    def origins(row: Row) -> list[Origin]:
        ends = gone[row["at"]].ends
        return of_row(ends[which]) if ends else []

    values = [
        *printed(heading, lambda row: part(row, "value"), lambda row: part(row, "operator"),
                 lambda row: part(row, "printed_decimals")),
        whole(_("{heading}, år", heading=heading), lambda row: getattr(part(row, "period_end"), "year", None)),
    ]  # fmt: skip
    return Column(heading, told, values=traced(values, origins))


def _untold(gone: Sequence[Gone]) -> list[Column]:
    def last(row: Row) -> str:
        one = gone[row["at"]]
        rows = alike(one.series) or list(one.series.outcomes.iter_rows(named=True))
        return figure_of(one.series, rows[-1])

    return [
        Column(_("Senaste siffran"), last, worded=True),
        Column(_("Varför"), lambda row: why_untold(gone[row["at"]].series), worded=True),
    ]


def _line(one: Gone) -> Course | str:
    rows = alike(one.series)
    if len(rows) <= LEAST:
        return ""
    return sparkline(rows, one.series.unit, rows[-1]["period_end"].year, one.series.kind)


def _against(one: Gone) -> str:
    """How far a series is from its target, and whether that is good."""
    if one.target is None or one.shortfall is None:
        return _("inget mål för året")
    aim = one.series.asked({"target": one.target}, one.series.unit_of_targets)
    if not one.gap:
        return _("precis på målet {target}", target=aim)
    if one.far is DistanceKind.POINTS:
        points = number(one.gap, one.decimals)
        far = n_("{number} procentenhet", "{number} procentenheter", 1 if one.gap == 1 else 2, number=points)
    else:
        far = percentage(one.gap, one.decimals)
    worse = _("{far} sämre än målet {target}", far=far, target=aim)
    return worse if one.shortfall > 0 else _("{far} bättre än målet {target}", far=far, target=aim)
