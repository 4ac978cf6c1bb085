"""Printed variances of key figures, held against the outcome and the budget or target beside them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import polars as pl

from analysis.base.vocabulary import LIMITS, Contradiction, Measure, Severity
from analysis.judge.checks.finding import NOISE, Finding, Row, period_of, weighed, where, written
from analysis.judge.checks.one_unit import are_points, have_one_ground, slack_in, value_in
from analysis.words.numbers import PERCENT, number, with_unit

KEY = ("document", "indicator", "organisation", "sex", "period_start", "period_end")
#: What came out or is expected to, and what that was meant to be.
CAME, MEANT = (Measure.OUTCOME, Measure.FORECAST), (Measure.BUDGET, Measure.TARGET)
SAID = {Measure.OUTCOME: "utfallet", Measure.FORECAST: "prognosen", Measure.BUDGET: "budgeten", Measure.TARGET: "målet"}
HUNDRED = 100
Pair = tuple[Row, Row]


def check_own_variances(figures: pl.DataFrame) -> Iterator[Finding]:
    """Recompute variances that are printed of key figures.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        One finding a variance that no outcome or forecast of its document and period gives with a budget or target,
        whichever is taken from the other: what its sign says nobody has told. A budget goes before a target.
    """
    sure = figures.filter(pl.col("value").is_not_null() & pl.col("doubted").is_null())
    printed: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in sure.filter(pl.col("measure").is_in([each.value for each in (*CAME, *MEANT)])).iter_rows(named=True):
        printed[tuple(row[name] for name in KEY)].append(row)
    for row in sure.filter(pl.col("measure") == Measure.VARIANCE.value).iter_rows(named=True):
        beside = printed.get(tuple(row[name] for name in KEY), [])
        pairs = [pair for pair in _pairs(beside) if _is_comparable(row, pair)]
        if pairs and not any(_fits(row, pair) for pair in pairs):
            yield _finding(row, pairs[0])


def _pairs(beside: list[Row]) -> list[Pair]:
    """What a variance may be between, the likeliest first."""
    came = [row for measure in CAME for row in beside if row["measure"] == measure]
    return [pair for measure in MEANT for pair in product(came, [row for row in beside if row["measure"] == measure])]


def _is_comparable(variance: Row, pair: Pair) -> bool:
    """Whether there is one unit to count in, or a share to count; limits may be anything."""
    limited = any(row["operator"] in LIMITS for row in (variance, *pair))
    one = have_one_ground((variance, *pair)) or (have_one_ground(pair) and _in_percent(variance))
    return (one or are_points(variance, *pair)) and not limited


def _in_percent(variance: Row) -> bool:
    return bool(variance["symbol"] == PERCENT)


def _fits(variance: Row, pair: Pair) -> bool:
    """Whether some true figures round to all three, in steps, or in percent where the variance is printed so."""
    size = abs(variance["value"])
    if have_one_ground((variance, *pair)) or are_points(variance, *pair):
        slack = sum(slack_in(row, variance) for row in (variance, *pair))
        if abs(size - _step(variance, pair)) <= slack + NOISE:
            return True
    meant = abs(pair[1]["value"])
    if not _in_percent(variance) or not meant:
        return False
    slack = HUNDRED * sum(slack_in(row, pair[1]) for row in pair) / meant + slack_in(variance, variance)
    return bool(abs(size - HUNDRED * _step(pair[1], pair) / meant) <= slack + NOISE)


def _step(to: Row, pair: Pair) -> float:
    came, meant = (value_in(row, to) for row in pair)
    return abs(came - meant)


def _finding(variance: Row, pair: Pair) -> Finding:
    came, meant = pair
    whole = have_one_ground((variance, *pair)) or are_points(variance, *pair)
    given = _step(variance, pair) if whole else HUNDRED * _step(meant, pair) / (abs(meant["value"]) or 1)
    decimals = None if whole else (variance["printed_decimals"] or 0) + 1
    shown = with_unit(number(round(given, 6), decimals), variance["symbol"])
    told = f"{SAID[Measure(came['measure'])]} {written(came)} mot {SAID[Measure(meant['measure'])]} {written(meant)}"
    return Finding(
        **where(variance),
        kind=Contradiction.VARIANCE,
        severity=weighed(Severity.ERROR if meant["measure"] == Measure.BUDGET else Severity.WARNING, variance, came),
        rule="own-variance",
        subject=f"{variance['label']}, avvikelse {variance['organisation']} {variance['period_end'].year}",
        printed=number(variance["value"], variance["printed_decimals"]),
        other=number(round(given, 6), decimals),
        difference=round(abs(variance["value"]) - given, 6),
        other_place=came["place"],
        message=f"Avvikelsen för {variance['label']}, {variance['organisation']} {period_of(variance)} är tryckt som "
        f"{written(variance)}, men {told} skiljer {shown}.",
    )
