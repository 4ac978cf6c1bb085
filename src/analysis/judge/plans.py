"""Goals of a plan: the latest outcome that it prints, against the target of that year and against the plan's own."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from analysis.base.vocabulary import Assessment, Measure, Sex
from analysis.judge.assessment import assess
from analysis.judge.figures import Asked, Row, near, period_of, said_by, target_for
from analysis.judge.goals import Facts, aim_of, distance_of
from analysis.judge.periods import Period, is_part_of_year
from analysis.judge.units import Units
from analysis.words.numbers import exact

Values = dict[str, Any]


def judge_plans(facts: Facts) -> pl.DataFrame:
    """Hold the latest outcome of every goal against its targets.

    Args:
        facts: What is known.

    Returns:
        One row a goal whose document prints an outcome, of whatever year, columns as in the contract `PlanJudgements`.
    """
    units = Units(facts.units)
    outcomes: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    wanted = (
        (pl.col("sex") == Sex.TOTAL.value)
        & (pl.col("measure") == Measure.OUTCOME.value)
        & pl.col("value").is_not_null()
    )
    for row in facts.figures.filter(wanted).iter_rows(named=True):
        outcomes[row["document"], row["indicator"], row["organisation"]].append(row)
    targets: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in facts.targets.iter_rows(named=True):
        targets[row["document"], row["goal"]].append(row)
    first = facts.yardsticks.filter(pl.col("measure_no") == 1)
    found = (
        _judged(about, outcomes[about["document"], about["indicator"], about["measured_for"]], targets, units)
        for about in first.iter_rows(named=True)
    )
    return pl.DataFrame([row for row in found if row], infer_schema_length=None)


def _judged(
    about: Row, figures: Sequence[Row], targets: Mapping[tuple[str, str], Sequence[Row]], units: Units
) -> Values | None:
    asked = Asked(about["document"], Period(about["first_day"], about["last_day"]), about["source_line"])
    latest = min(figures, key=lambda row: (_age(period_of(row)), near(row, asked)), default=None)
    if latest is None:
        return None
    every = targets.get((about["document"], about["goal"]), ())
    mine = [row for row in every if row["organisation"] == about["organisation"]]
    plan, then = (target_for(mine, None, year, asked) for year in (about["year"], latest["period_end"].year))
    return {
        "document": about["document"],
        "goal": about["goal"],
        "latest": latest["value"],
        **{f"latest_{name}": latest[name] for name in ("operator", "decimals", "unit", "file", "file_row")},
        **{f"latest_{name}": latest[name] for name in ("period_type", "period_start", "period_end")},
        "latest_partial": is_part_of_year(period_of(latest)),
        "against_plan": str(_against(about, latest, plan, units)),
        "against_own_year": str(_against(about, latest, then, units)),
        **_distance(about, latest, plan, units),
    }


def _age(period: Period) -> tuple[object, ...]:
    """The latest year first, in it what is of that year alone, then the latest day and the longest."""
    rolling = period.days > 1 and period.start.year != period.end.year
    return -period.end.year, rolling, -period.end.toordinal(), -period.days


def _against(about: Row, latest: Row, target: Row | None, units: Units) -> Assessment:
    factor = units.factor(latest["unit"], target["unit"]) if target else None
    if factor is None or is_part_of_year(period_of(latest)):
        return Assessment.NOT_EVALUATED
    return assess(said_by(latest).times(factor), aim_of(about, target, units), about["direction"])


def _distance(about: Row, latest: Row, target: Row | None, units: Units) -> Values:
    names = ("plan_distance", "plan_distance_decimals", "plan_distance_kind", "plan_distance_side")
    if _against(about, latest, target, units) == Assessment.NOT_EVALUATED or target is None:
        return dict.fromkeys(names)
    factor = units.factor(latest["unit"], target["unit"]) or 1
    far = distance_of(target, latest, exact(latest["value"]) * factor)
    return dict(zip(names, (float(far.amount), far.decimals, str(far.kind), far.side), strict=True))
