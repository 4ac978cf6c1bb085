"""Women and men against the total: headcounts add up, levels lie in between."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import polars as pl

from analysis.base.vocabulary import Contradiction, Measure, Severity, Sex
from analysis.judge.checks.finding import NOISE, Finding, Row, where
from analysis.judge.checks.rounding import reach
from analysis.words.numbers import number

KEY = ("document", "indicator", "organisation", "period_type", "period_start", "period_end", "measure")
COUNTED = {"count", "fte"}
#: What is true of a whole must be true of women and men too; changes and variances may go their own ways.
MEASURES = {Measure.OUTCOME, Measure.BUDGET, Measure.FORECAST, Measure.TARGET}


def check_sexes(figures: pl.DataFrame) -> Iterator[Finding]:
    """Hold every total against the women and men printed for the same period.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        One finding a total that no printed pair of women and men fits.
    """
    wanted = figures.filter(pl.col("value").is_not_null() & pl.col("doubted").is_null())
    whole = wanted.filter((pl.col("sex").n_unique() == len(Sex)).over(*KEY))
    groups: defaultdict[tuple[object, ...], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in whole.filter(pl.col("measure").is_in([m.value for m in MEASURES])).iter_rows(named=True):
        groups[tuple(row[name] for name in KEY)][row["sex"]].append(row)
    for group in groups.values():
        for total in group[Sex.TOTAL]:
            pairs = list(product(group[Sex.WOMEN], group[Sex.MEN]))
            if not any(_fits(total, women, men) for women, men in pairs):
                yield _finding(total, *pairs[0])


def _fits(total: Row, women: Row, men: Row) -> bool:
    slack = sum(reach(row["value"], row["printed_decimals"], row["operator"]) for row in (total, women, men))
    if total["unit"] in COUNTED:
        exact = slack if any(row["operator"] for row in (total, women, men)) else 0.0
        return bool(abs(total["value"] - women["value"] - men["value"]) <= exact + NOISE)
    low, high = sorted((women["value"], men["value"]))
    return bool(low - slack <= total["value"] <= high + slack)


def _finding(total: Row, women: Row, men: Row) -> Finding:
    printed = [number(row["value"], row["printed_decimals"]) for row in (total, women, men)]
    label, year = total["label"], total["period_end"].year
    counted = total["unit"] in COUNTED
    summed = women["value"] + men["value"]
    said = (
        f"{printed[1]} kvinnor och {printed[2]} män är {number(summed)}, men totalt står {printed[0]}"
        if counted
        else f"totalt {printed[0]} ligger inte mellan kvinnor {printed[1]} och män {printed[2]}"
    )
    return Finding(
        **where(total),
        kind=Contradiction.SUM if counted else Contradiction.PERCENTAGE,
        severity=Severity.ERROR,
        rule="sexes",
        subject=f"{label}, {total['organisation']} {year}",
        printed=printed[0],
        other=number(summed) if counted else f"{printed[1]} / {printed[2]}",
        difference=round(total["value"] - summed, 6) if counted else None,
        other_place=women["place"],
        message=f"{label} {year}: {said}.",
    )
