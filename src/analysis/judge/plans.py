"""Goals of a plan: the latest outcome that it prints, against the target of that year and against the plan's own."""

from typing import Any

import polars as pl

from analysis.base.vocabulary import Assessment, Sex, TargetKind
from analysis.judge.aims import Known, measured, own_first, with_base
from analysis.judge.facts import Facts, Row
from analysis.judge.figures import Asked, latest_of, period_of, said_by, target_for
from analysis.judge.held import Held, distance_of, is_measured
from analysis.judge.limits import hold, kind_of, limits_of, nearest
from analysis.judge.outcome import Outcome
from analysis.judge.periods import Period, is_as_a_year, is_part_of_year
from analysis.judge.units import Units
from analysis.words.numbers import exact

Values = dict[str, Any]
#: What a plan's latest outcome can be held against; places and means are of other figures.
HELD = (TargetKind.LEVEL, TargetKind.RANGE, TargetKind.DIRECTION)


def judge_plans(facts: Facts) -> pl.DataFrame:
    """Hold the latest outcome of every goal against its targets.

    Args:
        facts: What is known.

    Returns:
        One row a goal whose document prints an outcome, of whatever year, columns as in the contract `PlanJudgements`.
    """
    first = facts.yardsticks.filter(pl.col("measure_no") == 1)
    found = (_judged(about, facts) for about in first.iter_rows(named=True))
    return pl.DataFrame([row for row in found if row], infer_schema_length=None)


def _judged(about: Row, facts: Facts) -> Values | None:
    asked = Asked(about["document"], Period(about["first_day"], about["last_day"]), about["source_line"])
    figures = measured(about, facts.figures.get((about["indicator"], about["measured_for"]), ()))
    latest = latest_of((row for row in figures if row["sex"] == Sex.TOTAL), asked)
    if latest is None:
        return None
    units = facts.units
    every = facts.targets.get((about["document"], about["goal"], about["measure_no"]), ())
    mine = own_first([row for row in every if row["organisation"] == about["organisation"]])
    seen = Outcome(latest, said_by(latest), exact(latest["value"]))
    beside = Known(asked, units, facts.breaks)
    plan, then = (
        with_base(about, target_for(mine, None, year, asked), figures, seen, beside)
        for year in (about["year"], latest["period_end"].year)
    )
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


def _held(latest: Row, target: Row | None, units: Units) -> Held:
    """The latest outcome in a target's unit; nothing where it says nothing of a year."""
    known = target is not None and kind_of(target) in HELD and not target.get("why_not")
    factor = units.factor(latest["unit"], target["unit"]) if target and known else None
    if factor is None or not is_as_a_year(period_of(latest)):
        return Held()
    return Held(said_by(latest).each(factor.of), factor.of(exact(latest["value"])))


def _against(about: Row, latest: Row, target: Row | None, units: Units) -> Assessment:
    return hold(_held(latest, target, units).interval, limits_of(about, target, units))


def _distance(about: Row, latest: Row, target: Row | None, units: Units) -> Values:
    names = ("plan_distance", "plan_distance_decimals", "plan_distance_kind", "plan_distance_side", "plan_distance_pct")
    held = _held(latest, target, units)
    verdict = _against(about, latest, target, units)
    unjudged = verdict == Assessment.NOT_EVALUATED
    if target is None or held.value is None or unjudged or not is_measured(held, target, verdict):
        return dict.fromkeys(names)
    aim = nearest(held.value, limits_of(about, target, units)).aim
    far = distance_of({**target, "value": aim.value}, latest, held.value, aim.allowance)
    share = float(abs((held.value - aim.value) / aim.value) * 100) if aim.value else None
    return dict(zip(names, (float(far.amount), far.decimals, str(far.kind), far.side, share), strict=True))
