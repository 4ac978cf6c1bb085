"""Goals: target, outcome and judgement, as a table and as charts."""

from collections import defaultdict

import polars as pl

from analysis.base.judged import Level
from analysis.base.vocabulary import Assessment, SubjectType, SymbolSubject
from analysis.present.chart import Chart
from analysis.present.charts.goal_charts import GoalFigures
from analysis.present.charts.goal_charts import goal_charts as charts_of_goals
from analysis.present.fragment import Fragment, Several, nothing
from analysis.present.goal_origins import GoalOrigins, by_goal
from analysis.present.one_unit import InOneUnit, in_one_unit
from analysis.present.sparkline import Course, courses
from analysis.present.table import Table
from analysis.present.tables.count_table import by_area, count_chart
from analysis.present.tables.goal_table import Comments, goal_table
from analysis.present.tables.plan_table import target_text
from analysis.present.text.running_text import comments
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import with_notes
from analysis.words.mixed_language import swedish
from analysis.words.numbers import count_of
from analysis.words.translate import _, either

#: So many goals are counted at a glance.
FEW_GOALS = 2
#: What is counted as goals: those of the levels below are counted by themselves.
IS_GOAL = pl.col("level") == Level.GOAL.value


def goals_frame(part: DocumentPart) -> pl.DataFrame:
    """Goals with target, outcome and every judgement, one row a goal.

    Returns:
        Rows of the view `goal_detail`.
    """
    return part.rows("goals")


def goal_measures_frame(part: DocumentPart) -> pl.DataFrame:
    """The same goals, one row an indicator: a goal that is measured by three has three rows.

    Returns:
        Rows of the view `goal_measure_detail`, the indicator named in `label` where a goal has several.
    """
    return part.rows("goal_measures")


def goals(part: DocumentPart) -> Table | Fragment:
    """The narrative table of goals.

    Returns:
        A table with target, outcome, symbols and comment, or a sentence when there are no goals.
    """
    goals = goal_measures_frame(part)
    if goals.is_empty():
        return nothing(_("{Area.the} har inga {goal.many}."))
    texts = part.texts_about(SubjectType.GOAL, goals["goal"])
    caption = _("{Goal.many} {where}", where=part.where)
    return with_notes(part, shown(part, goals, caption, comments(texts)), texts)


def shown(part: DocumentPart, goals: pl.DataFrame, caption: str, comments: Comments | None = None) -> Table:
    """Lay out goals with how their outcomes have moved, what others aim at and where each figure comes from."""
    return goal_table(
        goals,
        part.symbols,
        comments,
        caption,
        part.source,
        courses_of(part),
        targets_of_others(part),
        origins_of_goals(part),
    )


def origins_of_goals(part: DocumentPart) -> GoalOrigins:
    """Where the figures that the goals are judged by come from."""
    return by_goal(part.rows("goal_origins"))


def goal_charts(part: DocumentPart) -> Several | Fragment:
    """One trend chart a goal that has any outcome.

    Returns:
        Charts with the finding as title, or a sentence when there is nothing to draw.
    """
    outcomes, conversions = _series_of_goals(part), part.rows("unit_conversions")
    figures = GoalFigures(
        outcomes.rows, part.rows("goal_targets"), part.rows("indicator_breaks"), conversions, outcomes.apart
    )
    charts = charts_of_goals(goal_measures_frame(part), figures, part.symbols)
    return Several(charts) if charts else nothing(_("Det finns inga utfall att rita."), optional=True)


def goals_chart(part: DocumentPart) -> Chart | Fragment:
    """Draw the goals by assessment per process area.

    Returns:
        A stacked bar chart; its title counts the goals that reach their target, and those that miss it.
    """
    goals = goals_frame(part).filter(IS_GOAL)
    counted = by_area(goals, "assessment_shown")
    if counted.is_empty() or not part.symbols.of(SymbolSubject.ASSESSMENT):
        return nothing(_("Utgåvan bedömer inga enskilda {goal.many}."), optional=True)
    if counted.height <= FEW_GOALS:
        return nothing(_("Så få {goal.many} räknas i översikten."), optional=True)
    better = goals.filter(pl.col("assessment_final") == Assessment.BETTER.value).height
    every = count_of(counted.height, *either("{goal.one}", "{goal.many}"))
    worse = goals.filter(pl.col("assessment_final") == Assessment.WORSE.value).height
    title = _("{better} av {all} är bättre än målet, {worse} sämre", better=better, all=every, worse=worse)
    caption = _("{Goal.many} efter bedömning {where}", where=part.where)
    return count_chart(
        "mal", counted, part.symbols, SymbolSubject.ASSESSMENT, (title, caption), part.source, "goal_status"
    )


def scorecard(part: DocumentPart) -> Table | Fragment:
    """The key figures of the goals: earlier outcome, outcome, target and assessment.

    Returns:
        One row a goal.
    """
    goals = goal_measures_frame(part)
    judged = goals["assessment_published"].count() + goals["outcome"].count()
    if not judged:
        return nothing(_("Inga {goal.many} är bedömda eller har utfall för året."), optional=True)
    caption = _("{Goal.short.the_many}s {key_figure.many} {where}", where=part.where)
    return shown(part, goals, caption)


def targets_of_others(part: DocumentPart) -> dict[tuple[str, int], list[str]]:
    """What somebody else has set as a target for the same as the one that a goal is judged by, by goal and measure."""
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    year = pl.col("year") == part.row["year"]
    elsewhere = pl.col("set_by") != pl.coalesce("target_set_by", "set_by")
    same = pl.col("organisation") != pl.col("set_by")
    for row in part.rows("all_targets").filter(year & elsewhere & same).iter_rows(named=True):
        told = _("{whose}: {target}", whose=swedish(row["set_by_name"]), target=target_text(row))
        found[row["goal"], row["measure_no"]].append(told)
    return found


def courses_of(part: DocumentPart) -> dict[tuple[str, int], Course]:
    """How the outcomes of each goal and measure have gone, in one unit."""
    return courses(_series_of_goals(part).rows, part.rows("indicator_breaks"))


def _series_of_goals(part: DocumentPart) -> InOneUnit:
    """The outcomes of every goal's indicators in the unit that its own is printed in."""
    shown_in = goal_measures_frame(part).select(
        "goal", "measure_no", shown_in=pl.coalesce("outcome_unit", "target_unit")
    )
    rows = part.rows("series_of_goals").join(shown_in, on=["goal", "measure_no"], how="left", maintain_order="left")
    return in_one_unit(rows, part.rows("unit_conversions"), pl.col("shown_in"))
