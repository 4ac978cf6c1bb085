"""Targets that are ten times, or a tenth of, all that their indicator has ever given."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from analysis.base.vocabulary import LIMITS, Contradiction, Measure, Severity
from analysis.judge.checks.finding import Finding, Row, named, period_of, where, written
from analysis.judge.checks.neighbours import length_of, worth
from analysis.judge.checks.ranges import FEW, SEVERAL, THOUSAND, TIMES, power_of
from analysis.judge.checks.units import is_counted
from analysis.judge.units import ground


def check_far_targets(figures: pl.DataFrame) -> Iterator[Finding]:
    """Hold targets against the outcomes of the same indicator, organisation and length of period.

    Args:
        figures: Rows of the view `key_figure_detail`, targets of goals among them.

    Yields:
        A note each that is ten or a hundred times, or as much less than, every outcome there is, where there are
        several; a warning where it is a thousand times: that looks like another unit.
    """
    used = figures.filter(pl.col("value").is_not_null() & pl.col("doubted").is_null())
    series: defaultdict[tuple[object, ...], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in used.iter_rows(named=True):
        who = (row["indicator"], row["organisation"], row["sex"], length_of(row), ground(row))
        series[who][row["measure"]].append(row)
    for rows in series.values():
        outcomes = [row for row in rows[Measure.OUTCOME] if row["operator"] not in LIMITS]
        told = {(row["document"], row["value"], row["unit"], row["period_end"]): row for row in rows[Measure.TARGET]}
        for target in told.values():
            yield from _far(target, outcomes)


def _far(target: Row, outcomes: Sequence[Row]) -> Iterator[Finding]:
    usual = [worth(row) for row in outcomes]
    if not usual or min(worth(target) * value for value in usual) <= 0:
        return
    if is_counted(target) and min(map(abs, (worth(target), *usual))) < FEW * target["factor"]:
        return
    found = power_of([worth(target) / value for value in usual])
    periods = {(row["period_start"], row["period_end"]) for row in outcomes}
    if found and (found[0] >= THOUSAND or len(periods) >= SEVERAL):
        nearest = min(outcomes, key=lambda row: abs((row["period_end"] - target["period_end"]).days))
        yield _finding(target, nearest, *found)


def _finding(target: Row, outcome: Row, times: float, more: bool) -> Finding:
    size = TIMES[times][0 if more else 1]
    advice = "Kontrollera enheten." if times >= THOUSAND else "Kontrollera siffrorna och decimaltecknet."
    return Finding(
        **where(target),
        kind=Contradiction.VALUE,
        severity=Severity.WARNING if times >= THOUSAND else Severity.NOTE,
        rule="tenfold-target",
        subject=f"{target['label']}, {target['organisation']} {target['period_end'].year}",
        printed=written(target),
        other=written(outcome),
        other_place=outcome["place"],
        message=f"{named(target)} är {written(target)}: ungefär {size} utfallet för {period_of(outcome)}, "
        f"{written(outcome)}. {advice}",
    )
