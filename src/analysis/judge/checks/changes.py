"""Printed changes, in steps and in percent, against the figures that they are between."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import polars as pl

from analysis.base.vocabulary import ROUGH, Contradiction, Measure, Severity
from analysis.judge.checks.finding import NOISE, Finding, Row, where
from analysis.judge.checks.rounding import half_step, reach
from analysis.judge.checks.units import is_counted
from analysis.words.numbers import number

HUNDRED = 100
PERCENT = "percent"


def check_changes(figures: pl.DataFrame) -> Iterator[Finding]:
    """Recompute every printed change whose two ends are known.

    Args:
        figures: Rows of the view `key_figure_detail`, all documents, so that an earlier report can give the base.

    Yields:
        One finding a change that no pair of printed figures gives.
    """
    used = figures.filter(pl.col("value").is_not_null())
    outcomes: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in used.filter((pl.col("measure") == Measure.OUTCOME.value) & pl.col("doubted").is_null()).iter_rows(
        named=True
    ):
        outcomes[row["indicator"], row["organisation"], row["sex"], row["period_end"]].append(row)
    changes = used.filter(pl.col("measure").is_in([Measure.CHANGE.value, Measure.CHANGE_PCT.value]))
    for row in changes.filter(pl.col("compared_to").is_not_null()).iter_rows(named=True):
        who = row["indicator"], row["organisation"], row["sex"]
        now = [o for o in outcomes[(*who, row["period_end"])] if o["document"] == row["document"]]
        before = outcomes[(*who, row["compared_to"])]
        own = [o for o in before if o["document"] == row["document"]] or before
        yield from _compare(row, list(product(own, now)))


def _compare(change: Row, pairs: list[tuple[Row, Row]]) -> Iterator[Finding]:
    in_percent = change["measure"] == Measure.CHANGE_PCT or _is_share(change, pairs)
    usable = [pair for pair in pairs if not in_percent or pair[0]["value"]]
    if not usable or any(_fits(change, *pair, in_percent=in_percent) for pair in usable):
        return
    before, now = usable[0]
    expected = _step(before, now, in_percent=in_percent)
    decimals = change["printed_decimals"] or 0
    shown = number(round(expected, 6), decimals + 1 if in_percent else None)
    printed = number(change["value"], decimals)
    ends = f"{number(before['value'], before['printed_decimals'])} och {number(now['value'], now['printed_decimals'])}"
    unit = " %" if in_percent else ""
    about = change["operator"] in ROUGH
    roughly = "cirka " if about else ""
    yield Finding(
        **where(change),
        kind=Contradiction.PERCENTAGE if in_percent else Contradiction.COUNT,
        severity=Severity.WARNING if about else Severity.ERROR,
        rule="change",
        subject=f"{change['label']}, förändring {change['organisation']} {change['period_end'].year}",
        printed=printed,
        other=shown,
        difference=round(change["value"] - expected, 6),
        other_place=now["place"],
        message=f"Förändringen av {change['label']} är tryckt som {roughly}{printed}{unit}, "
        f"men {ends} ger {shown}{unit}.",
    )


def _is_share(change: Row, pairs: list[tuple[Row, Row]]) -> bool:
    """A change printed in percent of a figure that is not a percentage itself."""
    return change["unit"] == PERCENT and any(now["unit"] != PERCENT for __, now in pairs)


def _step(before: Row, now: Row, *, in_percent: bool) -> float:
    step = now["value"] - before["value"]
    return float(HUNDRED * step / abs(before["value"])) if in_percent else float(step)


def _fits(change: Row, before: Row, now: Row, *, in_percent: bool) -> bool:
    """Whether some true figures round to all three printed ones; the sign of a fall may be left to the words."""
    own = reach(change["value"], change["printed_decimals"], change["operator"])
    ends = half_step(before["printed_decimals"]) + half_step(now["printed_decimals"])
    if is_counted(before) and is_counted(now) and not (before["operator"] or now["operator"]):
        ends = 0.0  # heads are counted, not rounded
    scale = HUNDRED / abs(before["value"]) if in_percent else 1.0
    expected = _step(before, now, in_percent=in_percent)
    exact = 0.0 if is_counted(change) and not change["operator"] else own
    return bool(abs(change["value"] - expected) <= exact + ends * scale + NOISE)
