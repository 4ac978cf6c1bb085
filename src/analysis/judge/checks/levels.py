"""Levels that a status says are reached, held against women and men where no total is printed."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from analysis.base.vocabulary import Assessment, Direction, LevelSaid, Measure, Sex
from analysis.judge.assessment import aim_at, assess
from analysis.judge.checks.finding import Finding, Row, period_of
from analysis.judge.checks.one_unit import have_one_ground, value_in
from analysis.judge.checks.statuses import level_said
from analysis.judge.checks.units import adds_up
from analysis.judge.figures import Asked, by_sex, holds_for, outcome_of, target_for
from analysis.judge.figures import period_of as covers
from analysis.judge.interval import Interval, interval_of
from analysis.judge.periods import Period
from analysis.words.numbers import exact, quantity

Figures = Mapping[tuple[object, ...], Sequence[Row]]


def check_levels_by_sex(commitments: pl.DataFrame, figures: pl.DataFrame) -> Iterator[Finding]:
    """Find commitments said to have reached a level that neither women and men together nor between them reach.

    Args:
        commitments: Rows of the view `commitment_detail` with `indicator`, `measured_for`, `document_start` and
            `document_end`.
        figures: Rows of the view `key_figure_detail` with `third_answer`.

    Yields:
        One warning a commitment without a total.
    """
    printed = _printed(figures)
    said = commitments.filter((pl.col("status_level") == LevelSaid.REACHED.value) & pl.col("outcome").is_null())
    for row in said.filter(pl.col("indicator").is_not_null()).iter_rows(named=True):
        every = printed.get((row["document"], row["indicator"], row["measured_for"]), ())
        period = Period(row["document_start"], row["document_end"])
        yield from _missed(row, every, Asked(row["document"], period, row["source_line"]))


def _printed(figures: pl.DataFrame) -> Figures:
    """Figures of a document that nobody doubts, by what they measure and of whom."""
    told: dict[tuple[object, ...], list[Row]] = {}
    for row in figures.filter(pl.col("value").is_not_null() & pl.col("doubted").is_null()).iter_rows(named=True):
        key = row["document"], row["indicator"], row["organisation"]
        told.setdefault(key, []).append(row | {"decimals": row["printed_decimals"], "width": row.get("about_width")})
    return told


def _missed(row: Row, every: Sequence[Row], asked: Asked) -> Iterator[Finding]:
    totals = [figure for figure in every if figure["sex"] == Sex.TOTAL]
    pair = None if outcome_of(totals, asked) else by_sex(every, asked)
    if pair is None or pair.women is None or pair.men is None:
        return
    women, men = pair.women, pair.men
    aims = [figure for figure in totals if figure["measure"] == Measure.TARGET]
    target = target_for(aims, covers(women), row["year"], asked)
    if not target or not holds_for(covers(target), covers(women)):
        return
    rows = (women, men, target)
    together = _together(*rows) if have_one_ground(rows) and not target["third_answer"] else None
    if assess(together, aim_at(target), target["direction"] or Direction.NONE) == Assessment.WORSE:
        yield _finding(row, *rows)


def _together(women: Row, men: Row, target: Row) -> Interval | None:
    """What adds up, or what lies between, in the unit of the target; nothing of what may be either."""
    hers, his = (interval_of(exact(value_in(row, target)), row["operator"], row["decimals"]) for row in (women, men))
    adding = adds_up(women)
    return None if adding is None else hers.plus(his) if adding else hers.around(his)


def _finding(row: Row, women: Row, men: Row, target: Row) -> Finding:
    hers, his, aim = (
        quantity(each["value"], each["decimals"], each["symbol"], each["operator"]) for each in (women, men, target)
    )
    but = f"{women['label']} är kvinnor {hers} och män {his} {period_of(women)} mot målet {aim}"
    return level_said(row, f"{hers} / {his}", women["place"], but)
