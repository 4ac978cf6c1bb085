"""One trend chart a goal."""

from dataclasses import dataclass, replace

import polars as pl

from analysis.base.vocabulary import SymbolSubject, TargetKind, TargetLevel
from analysis.chapter.pieces import Sign
from analysis.present.chart import Chart
from analysis.present.charts.trend_chart import trend_chart
from analysis.present.one_unit import in_one_unit, left_out
from analysis.present.sentences import finding
from analysis.present.series import AMOUNTS, Series, sources
from analysis.present.symbols import SymbolSet
from analysis.present.table import GOAL, Row, indicator_of
from analysis.words.translate import _

#: Targets that are drawn: a line, a band or what something is to rise or fall from.
DRAWN = (TargetKind.LEVEL, TargetKind.RANGE, TargetKind.DIRECTION, TargetKind.MEAN)


@dataclass(frozen=True)
class GoalFigures:
    """The figures of all goals of a report.

    Attributes:
        outcomes: `goal`, `measure_no`, `sex`, `period_type`, `period_start`, `period_end`, `operator`, `value`,
            `printed_decimals`, `also_printed`.
        targets: `goal`, `measure_no`, `year`, `period_start`, `period_end`, `partial`, `target`, `printed_decimals`,
            `unit`, `level`, `kind`, `upper`, `also_printed`.
        breaks: `indicator`, `from_date`, `reason`.
        conversions: `unit`, `to_unit`, `factor`, `name`.
        apart: Outcomes that have no common ground with the others.
    """

    outcomes: pl.DataFrame
    targets: pl.DataFrame
    breaks: pl.DataFrame
    conversions: pl.DataFrame
    apart: pl.DataFrame


def goal_charts(goals: pl.DataFrame, figures: GoalFigures, symbols: SymbolSet) -> list[Chart]:
    """Draw every goal whose figures can be compared, one chart an indicator.

    Steps of targets alone would look like progress, and a single point says less than its row in the table.

    Args:
        goals: Rows of the view `goal_measure_detail`.
        figures: Their outcomes, targets and breaks.
        symbols: The symbols of the edition.

    Returns:
        Charts with the finding as title and the goal's assessment beside it.
    """
    pairs = [(goal, _series(goal, figures)) for goal in goals.iter_rows(named=True)]
    return [
        replace(
            trend_chart(
                _key(goal),
                finding(goal),
                series,
                sources(series.outcomes, goal["indicator_source"]),
                _status(goal, symbols),
            ),
            subject=GOAL(goal),
            measure=indicator_of(goal),
        )
        for goal, series in pairs
        if series.compares
    ]


def _key(goal: Row) -> str:
    return str(goal["goal"]) if goal["measure_no"] == 1 else f"{goal['goal']}-{goal['measure_no']}"


def _series(goal: Row, figures: GoalFigures) -> Series:
    own = (pl.col("goal") == goal["goal"]) & (pl.col("measure_no") == goal["measure_no"])
    aimed_in = goal["target_symbol"] or ""
    unmeasured = goal["outcome_unit"] is None
    unit = aimed_in if unmeasured else goal["outcome_symbol"] or ""
    kind = goal["target_kind"] if unmeasured else goal["outcome_kind"]
    targets = figures.targets.filter(own)
    if kind in AMOUNTS:  # how many the whole municipality aims at says nothing of a part of it
        targets = targets.filter(pl.col("level") == TargetLevel.OWN.value)
    drawn_in = pl.lit(goal["outcome_unit"] or goal["target_unit"], pl.String)
    for end in ("target", "upper"):
        targets = in_one_unit(targets, figures.conversions, drawn_in, end).rows
    return Series(
        figures.outcomes.filter(own),
        targets.filter(~pl.col("partial")),
        figures.breaks.filter(pl.col("indicator").eq_missing(pl.lit(goal["indicator"], pl.String))),
        unit,
        goal["tolerance"],
        goal["tolerance_kind"],
        goal["direction"],
        goal["year"],
        _unit_of_targets(goal, figures),
        left_out(figures.apart.filter(own), figures.conversions),
        kind,
        tuple(targets.filter("partial").iter_rows(named=True)),
    )


def _unit_of_targets(goal: Row, figures: GoalFigures) -> str | None:
    """What is written after targets: their own unit where one is one of the outcomes' too, as percent and index."""
    if goal["target_asks"] not in DRAWN or goal["target_unit"] is None:
        return None
    if goal["outcome_unit"] is None:
        return goal["target_symbol"] or ""
    pair = (pl.col("unit") == goal["target_unit"]) & (pl.col("to_unit") == goal["outcome_unit"])
    converted = not figures.conversions.filter(pair & (pl.col("factor") != 1)).is_empty()
    return goal["outcome_symbol"] or "" if converted else goal["target_symbol"] or ""


def _status(goal: Row, symbols: SymbolSet) -> tuple[Sign, ...]:
    """The judgement; where the report and its figures judge in two ways, both, so that title and symbol agree."""
    final = symbols.symbol(SymbolSubject.ASSESSMENT, goal.get("assessment_shown", goal["assessment_final"]))
    if goal["assessment_override"] is not None or not goal["judged_otherwise"]:
        return (Sign(final),)
    computed = symbols.symbol(SymbolSubject.ASSESSMENT, goal["assessment_computed"])
    return Sign(final, _("Rapportens bedömning")), Sign(computed, _("Räknat ur siffrorna"))
