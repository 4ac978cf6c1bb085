"""Commitments that a document measures: the figure of its year, the one a year before, and the level to reach."""

from typing import Any

import polars as pl

from analysis.base.vocabulary import Assessment, Direction, Measure, Sex
from analysis.judge.assessment import aim_at, assess
from analysis.judge.facts import Facts, Row
from analysis.judge.figures import Asked, earlier_than, holds_for, outcome_of, period_of, said_by, target_for
from analysis.judge.periods import Period, apart
from analysis.judge.trend import judge_trend, moved
from analysis.judge.units import Units
from analysis.words.numbers import exact

IMPROVEMENT = "improvement"


def judge_commitments(facts: Facts, commitments: pl.DataFrame) -> pl.DataFrame:
    """Judge every commitment that is measured.

    Args:
        facts: What is known.
        commitments: Rows of the query `judge_commitments`.

    Returns:
        One row a commitment with an outcome, columns as in the contract `CommitmentMeasures`.
    """
    found = (_measured(row, facts) for row in commitments.iter_rows(named=True))
    return pl.DataFrame([row for row in found if row], infer_schema_length=None)


def _measured(about: Row, facts: Facts) -> Row | None:
    asked = Asked(about["document"], Period(about["first_day"], about["last_day"]), about["source_line"])
    every = facts.figures.get((about["indicator"], about["measured_for"]), ())
    figures = [row for row in every if row["sex"] == Sex.TOTAL and row["document"] == asked.document]
    outcome = outcome_of(figures, asked)
    if outcome is None:
        return None
    period, units, breaks = period_of(outcome), facts.units, facts.breaks
    previous = earlier_than(figures, period, asked, breaks)
    since = apart(period_of(previous), period) if previous else None
    if since and since.years != 1:
        previous = None
    aims = [row for row in figures if row["measure"] == Measure.TARGET and row["value"] is not None]
    target = target_for(aims, period, about["year"], asked)
    target = target if target and holds_for(period_of(target), period) else None
    return {
        "document": about["document"],
        "commitment": about["commitment"],
        **_values("outcome", outcome, outcome, units),
        "outcome_unit": outcome["unit"],
        "outcome_place": outcome["place"],
        "outcome_type": outcome["period_type"],
        "outcome_start": outcome["period_start"],
        "outcome_end": outcome["period_end"],
        "measured_anew": max(filter(period.holds, breaks.get(about["indicator"], ())), default=None),
        **_values("previous", previous, outcome, units),
        "previous_start": previous and previous["period_start"],
        "previous_end": previous and previous["period_end"],
        **_values("target", target, outcome, units),
        **_judged(about, outcome, previous, target, units),
    }


def _values(name: str, row: Row | None, outcome: Row, units: Units) -> dict[str, Any]:
    """A figure in the outcome's unit; nothing where it has no common ground with that."""
    factor = units.factor(row["unit"], outcome["unit"]) if row else None
    if row is outcome:
        return {name: row["value"], f"{name}_decimals": row["decimals"], f"{name}_operator": row["operator"]}
    if row is None or factor is None:
        return {name: None, f"{name}_decimals": None, f"{name}_operator": None}
    decimals = row["decimals"] if not factor.changes else None
    return {
        name: float(factor.of(exact(row["value"]))),
        f"{name}_decimals": decimals,
        f"{name}_operator": row["operator"],
    }


def _judged(about: Row, outcome: Row, previous: Row | None, target: Row | None, units: Units) -> dict[str, Any]:
    """A level is reached or not: nothing is near it."""
    now, aim = said_by(outcome), None
    factor = units.factor(target["unit"], outcome["unit"]) if target else None
    if target and factor:
        aim = aim_at(target, factor)
    back = units.factor(previous["unit"], outcome["unit"]) if previous else None
    step = moved(now, said_by(previous).each(back.of)) if previous and back else None
    direction = about["direction"] or Direction.NONE
    return {
        "level_computed": str(assess(now, aim, direction)) if aim else str(Assessment.NOT_EVALUATED),
        "trend_computed": judge_trend(step, direction, IMPROVEMENT),
    }
