"""What rules judge, once a build: yardsticks, goals, areas and the whole, each from what the one before says."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
import polars as pl

from analysis.base.judged import AddingUp, Level
from analysis.base.vocabulary import AreaAssessment, Assessment
from analysis.build import judged_tables as judged
from analysis.build.tree_tables import TreeEdges
from analysis.intake.rows import StoredRow
from analysis.judge.adding_up import Node, Sum, add_up, add_up_tree
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
Rules = Mapping[str, AddingUp]
Row = Mapping[str, Any]
#: A node of a tree: its level and its code.
Place = tuple[str, str]
#: What tells what something hangs under.
UNDER = ("document", "organisation", "parent_level", "parent")


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
    _judge_tree(connection)
    _fill(connection, judged.GoalTargets, judge_goal_aims(ask(connection, "judge_goal_aims")))
    if rule := rules.get(Level.WHOLE):
        whole = ask(connection, "judge_areas_of_parts").with_columns(pl.col("assessment_final").replace(OF_GOAL))
        _fill(connection, judged.PartJudgements, _called_as_areas(_added(whole, ("document", "organisation"), rule)))


def _judge_tree(connection: duckdb.DuckDBPyConnection) -> None:
    """Judge goals by their yardsticks, and everything else in the tree by what hangs below it."""
    goals = _of_yardsticks(ask(connection, "judge_goals_of_yardsticks"))
    parts = _parts(ask_sql(connection, f"FROM {TreeEdges.stored_in}"))
    trees, found = _trees(ask(connection, "judge_nodes"), parts, goals), list[Row]()
    for (document, organisation), nodes in trees.items():
        for (level, node), total in add_up_tree(nodes).items():
            place = {"document": document, "organisation": organisation, "level": level, "node": node}
            found += [_row(place, total, nodes[level, node].rule)] if total.parts else []
    together = pl.DataFrame(found, infer_schema_length=None)
    _fill(connection, judged.NodeJudgements, together)
    levels = ask_sql(connection, "SELECT level FROM tree_level WHERE is_goal").to_series()
    _fill(connection, judged.GoalJudgements, _by_part_goals(goals, together, levels))


def _of_yardsticks(yardsticks: pl.DataFrame) -> pl.DataFrame:
    """What the yardsticks of each goal say together, and whether it has any."""
    added = [
        _added(rows.drop("rule", "measured"), ("document", "goal"), AddingUp(str(rule))).with_columns(measured=has)
        for (rule, has), rows in yardsticks.group_by("rule", "measured", maintain_order=True)
    ]
    return pl.concat(added) if added else yardsticks


def _parts(edges: pl.DataFrame) -> Mapping[tuple[str, ...], Sequence[Place]]:
    """What hangs right under each node."""
    parts: defaultdict[tuple[str, ...], list[Place]] = defaultdict(list)
    for *above, level, node in edges.select(*UNDER, "level", "node").iter_rows():
        parts[tuple(above)].append((level, node))
    return parts


def _trees(
    rows: pl.DataFrame, parts: Mapping[tuple[str, ...], Sequence[Place]], goals: pl.DataFrame
) -> Mapping[tuple[str, str], dict[Place, Node[Place]]]:
    """The tree of each part of a document, with what is known of every node before anything is added up."""
    own = {(row["document"], row["goal"]): row for row in goals.iter_rows(named=True) if row["measured"]}
    trees: defaultdict[tuple[str, str], dict[Place, Node[Place]]] = defaultdict(dict)
    for row in rows.iter_rows(named=True):
        figures = own.get((row["document"], row["node"])) if row["is_goal"] else None
        trees[row["document"], row["organisation"]][row["level"], row["node"]] = Node(
            parts=parts.get((row["document"], row["organisation"], row["level"], row["node"]), ()),
            said=OF_GOAL.get(row["said"], row["said"]),
            own=figures["assessment_computed"] if figures else None,
            rule=AddingUp(row["rule"]) if row["rule"] else None,
            is_judged=row["is_judged"],
            some=row["has_some"],
        )
    return trees


def _by_part_goals(goals: pl.DataFrame, together: pl.DataFrame, levels: pl.Series) -> pl.DataFrame:
    """A goal without yardsticks is what its part goals say together."""
    if together.is_empty():
        return goals
    parts = together.filter(pl.col("level").is_in(levels.implode()))
    said = parts.select("document", goal="node", by_parts="assessment_computed")
    computed = pl.when("measured").then("assessment_computed").otherwise(pl.coalesce("by_parts", "assessment_computed"))
    return goals.join(said, on=["document", "goal"], how="left").with_columns(assessment_computed=computed)


def _added(rows: pl.DataFrame, keys: Sequence[str], rule: AddingUp) -> pl.DataFrame:
    """Add up the judgements in the last column, over the rows of each key, in the steps that its edition has."""
    groups = groupby(rows.iter_rows(named=True), key=itemgetter(*keys, "has_some"))
    column = rows.columns[-1]
    added = [
        _row(dict(zip(keys, key, strict=True)), add_up([row[column] for row in group], rule, some=some), rule)
        for (*key, some), group in groups
    ]
    return pl.DataFrame(added, infer_schema_length=None)


def _row(named: Row, total: Sum, rule: AddingUp | None) -> Row:
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
