"""Printed changes, in steps and in percent, against the figures that they are between."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import polars as pl

from analysis.base.vocabulary import LIMITS, ROUGH, Contradiction, Measure, Severity
from analysis.judge.checks.finding import NOISE, Finding, Row, weighed, where
from analysis.judge.checks.neighbours import length_of
from analysis.judge.checks.one_unit import are_points, brought, have_one_ground, slack_in, value_in
from analysis.judge.checks.rounding import half_step, holds
from analysis.judge.checks.units import is_counted
from analysis.judge.units import ground
from analysis.words.numbers import PERCENT, number, with_unit

HUNDRED = 100
Pair = tuple[Row, Row]
Outcomes = Mapping[tuple[object, ...], Sequence[Row]]


def check_changes(figures: pl.DataFrame) -> Iterator[Finding]:
    """Recompute every printed change whose two ends are known.

    Args:
        figures: Rows of the view `key_figure_detail`, all documents, so that an earlier report can give the base.

    Yields:
        One finding a change that no pair of printed figures gives. Both ends are as long as the period of the change:
        two Decembers say nothing of how the year changed.
    """
    used = figures.filter(pl.col("value").is_not_null())
    outcomes = _outcomes(used)
    changes = used.filter(pl.col("measure").is_in([Measure.CHANGE.value, Measure.CHANGE_PCT.value]))
    for row in changes.filter(pl.col("compared_to").is_not_null()).iter_rows(named=True):
        yield from _compare(row, _pairs(row, outcomes))


def _outcomes(used: pl.DataFrame) -> Outcomes:
    """Outcomes that nobody doubts, by whose they are, how long their period is and when it ends."""
    sure = used.filter((pl.col("measure") == Measure.OUTCOME.value) & pl.col("doubted").is_null())
    outcomes: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in sure.iter_rows(named=True):
        outcomes[(*_who(row), row["period_end"])].append(row)
    return outcomes


def _who(row: Row) -> tuple[object, ...]:
    return row["indicator"], row["organisation"], row["sex"], length_of(row)


def _pairs(change: Row, outcomes: Outcomes) -> list[Pair]:
    """What a change may be between; what the document prints itself goes before what others print."""
    who = _who(change)
    now = [row for row in outcomes.get((*who, change["period_end"]), ()) if row["document"] == change["document"]]
    before = outcomes.get((*who, change["compared_to"]), ())
    own = [row for row in before if row["document"] == change["document"]] or before
    return [pair for pair in product(own, now) if have_one_ground(pair)]


def _compare(change: Row, pairs: Sequence[Pair]) -> Iterator[Finding]:
    in_percent = change["measure"] == Measure.CHANGE_PCT or any(_is_share(change, now) for __, now in pairs)
    usable = [pair for pair in pairs if _is_usable(change, *pair, in_percent=in_percent)]
    if not usable or any(_fits(change, *pair, in_percent=in_percent) for pair in usable):
        return
    yield _finding(change, *usable[0], in_percent=in_percent)


def _is_share(change: Row, now: Row) -> bool:
    """A change printed in percent of a figure that is not a percentage itself."""
    unprinted = now["unit"] is None and ground(now) == ground(change)
    return bool(change["symbol"] == PERCENT != now["symbol"] and not unprinted)


def _is_usable(change: Row, before: Row, now: Row, *, in_percent: bool) -> bool:
    """Whether the step between two figures can be told in the unit of the change; nothing is known of limits."""
    if before["operator"] in LIMITS or now["operator"] in LIMITS:
        return False
    if in_percent:
        return bool(before["value"])
    return have_one_ground((change, now)) or are_points(change, before, now)


def _ends_in(change: Row, before: Row, now: Row, *, in_percent: bool) -> tuple[Row, float, float]:
    """Both ends in the unit of a step, and whose unit that is: a share asks for one unit, a step for the change's."""
    to = now if in_percent or not have_one_ground((change, now)) else change
    return to, value_in(before, to), value_in(now, to)


def _step(change: Row, before: Row, now: Row, *, in_percent: bool) -> float:
    __, first, last = _ends_in(change, before, now, in_percent=in_percent)
    return HUNDRED * (last - first) / abs(first) if in_percent else last - first


def _fits(change: Row, before: Row, now: Row, *, in_percent: bool) -> bool:
    """Whether some true figures round to all three printed ones."""
    expected = _step(change, before, now, in_percent=in_percent)
    if change["operator"] in LIMITS:
        return holds(expected, change["value"], change["operator"])
    to, first, __ = _ends_in(change, before, now, in_percent=in_percent)
    scale = HUNDRED / abs(first) if in_percent else 1.0
    ends = sum(brought(half_step(end["printed_decimals"]), end, to) for end in (before, now))
    if all(is_counted(end) and end["factor"] == 1 and not end["operator"] for end in (before, now)):
        ends = 0.0  # heads are counted, not rounded
    return bool(abs(change["value"] - expected) <= slack_in(change, change) + ends * scale + NOISE)


def _finding(change: Row, before: Row, now: Row, *, in_percent: bool) -> Finding:
    expected, decimals = _step(change, before, now, in_percent=in_percent), change["printed_decimals"] or 0
    printed = number(change["value"], decimals)
    shown = number(round(expected, 6), decimals + 1 if in_percent else None)
    about = change["operator"] in ROUGH
    unit, ends = _unit_said(change, before, now, in_percent=in_percent), _ends_said(change, before, now)
    return Finding(
        **where(change),
        kind=Contradiction.PERCENTAGE if in_percent else Contradiction.COUNT,
        severity=weighed(Severity.WARNING if about else Severity.ERROR, change, before, now),
        rule="change",
        subject=f"{change['label']}, förändring {change['organisation']} {change['period_end'].year}",
        printed=printed,
        other=shown,
        difference=round(change["value"] - expected, 6),
        other_place=now["place"],
        message=f"Förändringen av {change['label']} är tryckt som {'cirka ' if about else ''}"
        f"{with_unit(printed, unit)}, men {' och '.join(ends)} ger {with_unit(shown, unit)}.",
    )


def _unit_said(change: Row, before: Row, now: Row, *, in_percent: bool) -> str | None:
    if in_percent:
        return PERCENT
    return change["symbol"] if _differ(change, before, now) else None


def _ends_said(change: Row, before: Row, now: Row) -> list[str]:
    """Both ends as printed; with their units where these are not the same."""
    symbols = _differ(change, before, now)
    return [
        with_unit(number(end["value"], end["printed_decimals"]), end["symbol"] if symbols else None)
        for end in (before, now)
    ]


def _differ(change: Row, before: Row, now: Row) -> bool:
    units = [brought(1.0, end, now) for end in (before, now)]
    return len(set(units)) > 1 or (have_one_ground((change, now)) and brought(1.0, change, now) != 1.0)
