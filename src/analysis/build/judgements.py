"""What rules judge, once a build: yardsticks, goals, areas and the whole, each from what the one before says."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
import polars as pl

from analysis.base.judged import AddingUp, Level
from analysis.base.vocabulary import AreaAssessment, Assessment
from analysis.build import judged_tables as judged
from analysis.intake.rows import StoredRow
from analysis.judge.adding_up import Sum, add_up
from analysis.judge.amounts import judge_amounts
from analysis.judge.commitments import judge_commitments
from analysis.judge.facts import Facts
from analysis.judge.goals import judge_goals
from analysis.judge.plans import judge_plans
from analysis.judge.series import judge_aims, judge_earlier, judge_goal_aims, judge_goal_figures, judge_series
from analysis.store.query import ask, ask_sql
from analysis.store.writer import insert, settle_view

#: What a goal's judgement is called for an area, and back.
OF_AREA = {
    Assessment.BETTER: AreaAssessment.FULL,
    Assessment.NEAR: AreaAssessment.PARTIAL,
    Assessment.WORSE: AreaAssessment.NOT,
}
OF_GOAL = {area.value: goal.value for goal, area in OF_AREA.items()}
Rules = Mapping[Level, AddingUp]
Row = Mapping[str, Any]


def judge(connection: duckdb.DuckDBPyConnection, rules: Rules) -> None:
    """Judge and store.

    Args:
        connection: A database whose tables of files are filled.
        rules: How judgements add up, by level.
    """
    facts = Facts(
        ask(connection, "judge_yardsticks"),
        ask(connection, "judge_figures"),
        ask(connection, "judge_targets"),
        ask_sql(connection, "SELECT indicator, from_date FROM method_break"),
        ask_sql(connection, "SELECT unit, scale_of, factor FROM unit"),
    )
    _fill(connection, judged.UnitConversions, facts.units.every_pair())
    outcomes = ask(connection, "judge_outcomes")
    _fill(connection, judged.SeriesFigures, judge_series(outcomes, facts.units))
    _fill(connection, judged.EarlierFigures, judge_earlier(outcomes, facts.breaks))
    _fill(connection, judged.StandingTargets, judge_aims(ask(connection, "judge_aims")))
    _fill(connection, judged.LedgerAmounts, judge_amounts(ask_sql(connection, "FROM ledger_detail")))
    _fill(connection, judged.PlanJudgements, judge_plans(facts))
    goals = judge_goals(facts)
    _fill(connection, judged.Yardsticks, goals)
    _fill(connection, judged.GoalFigures, judge_goal_figures(goals, outcomes, facts.units))
    _fill(connection, judged.CommitmentMeasures, judge_commitments(facts, ask(connection, "judge_commitments")))
    settle_view(connection, "goal_basis")
    yardsticks = ask(connection, "judge_goals_of_yardsticks")
    _fill(connection, judged.GoalJudgements, _added(yardsticks, ("document", "goal"), rules[Level.GOAL]))
    _fill(connection, judged.GoalTargets, judge_goal_aims(ask(connection, "judge_goal_aims")))
    if rule := rules.get(Level.AREA):
        areas = _added(ask(connection, "judge_goals_of_areas"), ("document", "organisation", "process_area"), rule)
        _fill(connection, judged.AreaJudgements, _called_as_areas(areas))
    if rule := rules.get(Level.WHOLE):
        whole = ask(connection, "judge_areas_of_parts").with_columns(pl.col("assessment_final").replace(OF_GOAL))
        _fill(connection, judged.PartJudgements, _called_as_areas(_added(whole, ("document", "organisation"), rule)))


def _added(rows: pl.DataFrame, keys: Sequence[str], rule: AddingUp) -> pl.DataFrame:
    """Add up the judgements in the last column, over the rows of each key, in the steps that its edition has."""
    groups = groupby(rows.iter_rows(named=True), key=itemgetter(*keys, "has_some"))
    column = rows.columns[-1]
    added = [
        _row(keys, key, add_up([row[column] for row in group], rule, some=some), rule) for (*key, some), group in groups
    ]
    return pl.DataFrame(added, infer_schema_length=None)


def _row(keys: Sequence[str], key: Iterable[str], total: Sum, rule: AddingUp) -> Row:
    named = dict(zip(keys, key, strict=True))
    return {**named, "assessment_computed": str(total.assessment), **_counts(total), "rule": str(rule)}


def _counts(total: Sum) -> Row:
    return {"parts": total.parts, "known": total.known, "reached": total.reached}


def _called_as_areas(rows: pl.DataFrame) -> pl.DataFrame:
    """The same in the words for areas, which have none for what is not evaluated."""
    if rows.is_empty():
        return rows
    words = {goal.value: area.value for goal, area in OF_AREA.items()}
    return rows.with_columns(pl.col("assessment_computed").replace_strict(words, default=None, return_dtype=pl.String))


def _fill(connection: duckdb.DuckDBPyConnection, contract: type[StoredRow], rows: pl.DataFrame) -> None:
    if rows.height:
        insert(connection, contract.stored_in, rows.select(list(contract.stored_columns())))
