"""The series that a figure belongs to: the same thing in other periods of the same kind, measured in the same way."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from analysis.base.vocabulary import LIMITS, Measure, PeriodType
from analysis.judge.checks.finding import Row
from analysis.judge.units import ground, to_ground
from analysis.words.numbers import exact

#: What is followed over time; a change or a variance may be anything.
FOLLOWED = (Measure.OUTCOME, Measure.TARGET, Measure.BUDGET, Measure.FORECAST)
MONTHS = 12
Period = tuple[date, date]
Series = Mapping[Period, list[Row]]


def series_of(figures: pl.DataFrame) -> Iterator[Series]:
    """Gather printed figures into series.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        The figures of one series by their periods, the earliest first. Like is put with like: the same indicator,
        organisation, sex and measure, as long a period, units that convert. Doubted figures are left out.
    """
    yield from (series for series, _outcomes in series_with_outcomes(figures))


def series_with_outcomes(figures: pl.DataFrame) -> Iterator[tuple[Series, Series]]:
    """Gather printed figures into series, each with the outcomes that belong to it.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        As `series_of`, and the series of outcomes of the same thing: itself, where it is of outcomes.
    """
    told = figures.filter(
        pl.col("value").is_not_null() & pl.col("doubted").is_null(),
        pl.col("measure").is_in([measure.value for measure in FOLLOWED]),
    )
    every: defaultdict[tuple[object, ...], defaultdict[Period, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in told.sort("period_end", "period_start", maintain_order=True).iter_rows(named=True):
        every[_key(row)][row["period_start"], row["period_end"]].append(row)
    for (measure, *same), series in list(every.items()):
        yield series, every.get((Measure.OUTCOME.value, *same), {}) if measure != Measure.OUTCOME else series


def _key(row: Row) -> tuple[object, ...]:
    who = tuple(row[name] for name in ("measure", "indicator", "organisation", "sex"))
    return (*who, length_of(row), ground(row))


def length_of(row: Row) -> int:
    """How long the period of a figure is.

    Args:
        row: `period_type`, `period_start`, `period_end`.

    Returns:
        How many months it touches, 0 for a day.
    """
    start, end = row["period_start"], row["period_end"]
    months = (end.year - start.year) * MONTHS + end.month - start.month + 1
    return 0 if row["period_type"] == PeriodType.POINT or start == end else months


def worth(row: Row) -> float:
    """What a figure is worth in the unit that its series is counted in.

    Args:
        row: `value`, `factor`.

    Returns:
        For example 1 300 000 for 1,3 million kronor.
    """
    return float(to_ground(row).of(exact(row["value"])))


def others(series: Series, row: Row, reach: int) -> list[Row]:
    """The figures around one.

    Args:
        series: One series.
        row: A figure of it.
        reach: How many periods before it, and how many after it.

    Returns:
        All that is printed for those periods, the earliest first; no limits, and nothing from the other side of a
        change of method.
    """
    own = row["period_end"]
    before = [period for period in series if period[1] < own][-reach:]
    after = [period for period in series if period[1] > own][:reach]
    return _telling(row, [other for period in (*before, *after) for other in series[period]])


def outcomes_around(outcomes: Series, row: Row, reach: int) -> list[Row]:
    """The outcomes around what was expected or budgeted.

    Args:
        outcomes: The series of outcomes.
        row: A forecast or a budget.
        reach: How many periods before it, and how many from its own on.

    Returns:
        As `others`, and what came out in its own period.
    """
    own = row["period_end"]
    before = [period for period in outcomes if period[1] < own][-reach:]
    after = [period for period in outcomes if period[1] >= own][:reach]
    return _telling(row, [other for period in (*before, *after) for other in outcomes[period]])


def _telling(row: Row, found: list[Row]) -> list[Row]:
    return [other for other in found if other["operator"] not in LIMITS and not _measured_anew(row, other)]


def _measured_anew(row: Row, other: Row) -> bool:
    first, last = sorted((row["period_end"], other["period_end"]))
    return any(first < day <= last for day in row["measured_anew"] or ())
