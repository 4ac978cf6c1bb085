"""Rates and indexes of a part of a year against those of the whole: a part may differ, but hardly tenfold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from analysis.base.vocabulary import LIMITS, Contradiction, Measure, PeriodType, Severity, UnitKind
from analysis.judge.checks.finding import Finding, Row, named, period_of, where, written
from analysis.judge.checks.neighbours import MONTHS, length_of, worth
from analysis.judge.checks.ranges import TIMES, power_of
from analysis.judge.units import ground

WHO = ("indicator", "organisation", "sex")


def check_levels_of_year(figures: pl.DataFrame) -> Iterator[Finding]:
    """Find outcomes of a part of a year that are ten times or a tenth of what the year came to, or a thousand times.

    Figures of parts that are as long are held against each other by `ranges`.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        One warning a part of a year, against the first figure of its year.
    """
    told = figures.filter(
        pl.col("value").is_not_null() & pl.col("doubted").is_null() & (pl.col("value") != 0),
        pl.col("operator").is_null() | pl.col("operator").is_in([sign.value for sign in LIMITS]).not_(),
        (pl.col("measure") == Measure.OUTCOME.value) & (pl.col("unit_kind") == UnitKind.LEVEL.value),
        pl.col("period_type").is_in([PeriodType.POINT.value, PeriodType.ROLLING_12.value]).not_(),
    )
    years: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in told.iter_rows(named=True):
        if row["period_start"].year == row["period_end"].year:
            years[(*(row[name] for name in WHO), ground(row), row["period_end"].year)].append(row)
    for rows in years.values():
        yield from _slipped(rows)


def _slipped(rows: Sequence[Row]) -> Iterator[Finding]:
    wholes = [row for row in rows if length_of(row) == MONTHS]
    parts = {(row["document"], row["period_start"], row["period_end"], row["value"]): row for row in rows}
    for part in parts.values():
        # Where any figure of the year is of its size, another check tells which of the year's is odd.
        found = power_of([worth(part) / worth(whole) for whole in wholes]) if wholes else None
        if found and length_of(part) < MONTHS and worth(part) * worth(wholes[0]) > 0:
            yield _finding(part, wholes[0], *found)


def _finding(part: Row, whole: Row, times: float, more: bool) -> Finding:
    elsewhere = whole["document"] != part["document"]
    size = TIMES[times][0 if more else 1]
    return Finding(
        **where(part),
        kind=Contradiction.VALUE,
        severity=Severity.WARNING,
        rule="tenfold",
        subject=f"{part['label']}, {part['organisation']} {part['period_end'].year}",
        printed=written(part),
        other=written(whole),
        other_place="" if elsewhere else whole["place"],
        other_document=whole["document"] if elsewhere else "",
        message=f"{named(part)} är {written(part)}, men det är ungefär {size} värdet för hela "
        f"{period_of(whole)}, {written(whole)}. Kontrollera siffrorna och decimaltecknet.",
    )
