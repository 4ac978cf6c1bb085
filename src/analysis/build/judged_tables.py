"""Tables of what the rules of `judge/` say, which pages, checks and open data only read."""

import dataframely as dy

from analysis.base import judged
from analysis.base import vocabulary as words
from analysis.intake import columns
from analysis.intake.rows import StoredRow


class Yardsticks(StoredRow, table="yardstick"):
    """Which figures a goal is held against by one of its yardsticks, and what they say; `judge/goals.py` decides."""

    document = columns.reference("document", key=True)
    goal = columns.reference("goal", key=True)
    measure_no = dy.Int32(primary_key=True)
    target = dy.Float64(nullable=True)
    target_operator = columns.one_of(words.Operator, nullable=True)
    target_decimals = dy.Int32(nullable=True)
    target_unit = columns.reference("unit", nullable=True)
    target_missing = columns.one_of(words.Missing, nullable=True)
    target_start = dy.Date(nullable=True)
    target_end = dy.Date(nullable=True)
    target_only_for = columns.reference("organisation", nullable=True)
    target_also_printed = dy.List(dy.Float64())
    target_asks = columns.one_of(words.TargetKind, nullable=True)
    target_value = dy.Float64(nullable=True)
    target_upper = dy.Float64(nullable=True)
    target_upper_decimals = dy.Int32(nullable=True)
    target_of = dy.Int32(nullable=True)
    target_base = dy.Float64(nullable=True)
    target_base_decimals = dy.Int32(nullable=True)
    target_base_unit = columns.reference("unit", nullable=True)
    target_base_year = dy.Int32(nullable=True)
    target_first_year = dy.Int32(nullable=True)
    target_last_year = dy.Int32(nullable=True)
    target_words = dy.String(nullable=True)
    target_set_by = columns.reference("organisation", nullable=True)
    mean = dy.Float64(nullable=True)
    mean_decimals = dy.Int32(nullable=True)
    mean_first = dy.Int32(nullable=True)
    mean_last = dy.Int32(nullable=True)
    mean_years = dy.Int32(nullable=True)
    outcome_of = dy.Int32(nullable=True)
    outcome_measure = columns.one_of(words.Measure, nullable=True)
    outcome = dy.Float64(nullable=True)
    outcome_operator = columns.one_of(words.Operator, nullable=True)
    outcome_decimals = dy.Int32(nullable=True)
    outcome_unit = columns.reference("unit", nullable=True)
    outcome_missing = columns.one_of(words.Missing, nullable=True)
    outcome_compared = dy.Float64(nullable=True)
    outcome_start = dy.Date(nullable=True)
    outcome_end = dy.Date(nullable=True)
    outcome_type = columns.one_of(words.PeriodType, nullable=True)
    outcome_place = dy.String(nullable=True)
    outcome_file = dy.String(nullable=True)
    outcome_row = dy.Int32(nullable=True)
    outcome_preliminary = dy.Bool()
    outcome_doubted = dy.Bool()
    outcome_also_printed = dy.List(dy.Float64())
    outcome_partial = dy.Bool()
    outcome_late = dy.Bool()
    outcome_women = dy.Float64(nullable=True)
    outcome_men = dy.Float64(nullable=True)
    outcome_women_decimals = dy.Int32(nullable=True)
    outcome_men_decimals = dy.Int32(nullable=True)
    outcome_women_operator = columns.one_of(words.Operator, nullable=True)
    outcome_men_operator = columns.one_of(words.Operator, nullable=True)
    outcome_women_unit = columns.reference("unit", nullable=True)
    outcome_men_unit = columns.reference("unit", nullable=True)
    outcome_women_file = dy.String(nullable=True)
    outcome_women_row = dy.Int32(nullable=True)
    outcome_women_preliminary = dy.Bool()
    outcome_women_doubted = dy.Bool()
    outcome_women_also_printed = dy.List(dy.Float64())
    outcome_men_file = dy.String(nullable=True)
    outcome_men_row = dy.Int32(nullable=True)
    outcome_men_preliminary = dy.Bool()
    outcome_men_doubted = dy.Bool()
    outcome_men_also_printed = dy.List(dy.Float64())
    previous_outcome = dy.Float64(nullable=True)
    previous_unit = columns.reference("unit", nullable=True)
    previous_decimals = dy.Int32(nullable=True)
    previous_operator = columns.one_of(words.Operator, nullable=True)
    previous_place = dy.String(nullable=True)
    previous_file = dy.String(nullable=True)
    previous_row = dy.Int32(nullable=True)
    previous_preliminary = dy.Bool()
    previous_doubted = dy.Bool()
    previous_also_printed = dy.List(dy.Float64())
    previous_start = dy.Date(nullable=True)
    previous_end = dy.Date(nullable=True)
    previous_type = columns.one_of(words.PeriodType, nullable=True)
    previous_women = dy.Float64(nullable=True)
    previous_men = dy.Float64(nullable=True)
    previous_women_decimals = dy.Int32(nullable=True)
    previous_men_decimals = dy.Int32(nullable=True)
    previous_women_operator = columns.one_of(words.Operator, nullable=True)
    previous_men_operator = columns.one_of(words.Operator, nullable=True)
    previous_women_unit = columns.reference("unit", nullable=True)
    previous_men_unit = columns.reference("unit", nullable=True)
    previous_women_file = dy.String(nullable=True)
    previous_women_row = dy.Int32(nullable=True)
    previous_women_preliminary = dy.Bool()
    previous_women_doubted = dy.Bool()
    previous_women_also_printed = dy.List(dy.Float64())
    previous_men_file = dy.String(nullable=True)
    previous_men_row = dy.Int32(nullable=True)
    previous_men_preliminary = dy.Bool()
    previous_men_doubted = dy.Bool()
    previous_men_also_printed = dy.List(dy.Float64())
    printed_change = dy.Float64(nullable=True)
    printed_change_from = dy.Date(nullable=True)
    unit = columns.reference("unit", nullable=True)
    unit_outcome = dy.Float64(nullable=True)
    unit_previous = dy.Float64(nullable=True)
    assessment_computed = columns.one_of(words.Assessment)
    trend_computed = columns.one_of(words.Trend, nullable=True)
    shortfall = dy.Float64(nullable=True)
    shortfall_pct = dy.Float64(nullable=True)
    distance = dy.Float64(nullable=True)
    distance_decimals = dy.Int32(nullable=True)
    distance_kind = columns.one_of(judged.DistanceKind, nullable=True)
    distance_side = dy.Int32(nullable=True)
    within_rounding = columns.one_of(judged.Turn, nullable=True)
    unjudged = columns.one_of(judged.Unjudged, nullable=True)
    untrended = columns.one_of(judged.Untrended, nullable=True)
    target_file = dy.String(nullable=True)
    target_row = dy.Int32(nullable=True)


class CommitmentMeasures(StoredRow, table="commitment_judgement"):
    """The figures of measured commitments, in the unit of the outcome; `judge/commitments.py` decides."""

    document = columns.reference("document", key=True)
    commitment = columns.reference("commitment", key=True)
    outcome = dy.Float64()
    outcome_decimals = dy.Int32(nullable=True)
    outcome_operator = columns.one_of(words.Operator, nullable=True)
    outcome_unit = columns.reference("unit", nullable=True)
    outcome_place = dy.String(nullable=True)
    outcome_type = columns.one_of(words.PeriodType)
    outcome_start = dy.Date()
    outcome_end = dy.Date()
    measured_anew = dy.Date(nullable=True)
    previous = dy.Float64(nullable=True)
    previous_decimals = dy.Int32(nullable=True)
    previous_operator = columns.one_of(words.Operator, nullable=True)
    previous_start = dy.Date(nullable=True)
    previous_end = dy.Date(nullable=True)
    target = dy.Float64(nullable=True)
    target_decimals = dy.Int32(nullable=True)
    target_operator = columns.one_of(words.Operator, nullable=True)
    level_computed = columns.one_of(words.Assessment)
    trend_computed = columns.one_of(words.Trend, nullable=True)


class PlanJudgements(StoredRow, table="plan_judgement"):
    """The latest outcome that a document prints of a goal, against targets ahead; `judge/plans.py` decides."""

    document = columns.reference("document", key=True)
    goal = columns.reference("goal", key=True)
    latest = dy.Float64()
    latest_operator = columns.one_of(words.Operator, nullable=True)
    latest_decimals = dy.Int32(nullable=True)
    latest_unit = columns.reference("unit", nullable=True)
    latest_file = dy.String()
    latest_file_row = dy.Int32()
    latest_period_type = columns.one_of(words.PeriodType)
    latest_period_start = dy.Date()
    latest_period_end = dy.Date()
    latest_partial = dy.Bool()
    against_plan = columns.one_of(words.Assessment)
    against_own_year = columns.one_of(words.Assessment)
    plan_distance = dy.Float64(nullable=True)
    plan_distance_decimals = dy.Int32(nullable=True)
    plan_distance_kind = columns.one_of(judged.DistanceKind, nullable=True)
    plan_distance_side = dy.Int32(nullable=True)
    plan_distance_pct = dy.Float64(nullable=True)


class SeriesFigures(StoredRow, table="series_figure"):
    """The outcomes that stand, one a period and sex; `also_printed` has what else is printed, in the same unit."""

    file = dy.String(primary_key=True)
    file_row = dy.Int32(primary_key=True)
    also_printed = dy.List(dy.Float64())


class GoalFigures(StoredRow, table="goal_figure"):
    """The outcomes that a goal is judged by, which its chart draws; `also_printed` as of `SeriesFigures`."""

    document = columns.reference("document", key=True)
    goal = columns.reference("goal", key=True)
    measure_no = dy.Int32(primary_key=True)
    file = dy.String(primary_key=True)
    file_row = dy.Int32(primary_key=True)
    also_printed = dy.List(dy.Float64())


class EarlierFigures(StoredRow, table="earlier_figure"):
    """The earlier outcome that each outcome is compared with, both by file and row; `judge/series.py` decides."""

    file = dy.String(primary_key=True)
    file_row = dy.Int32(primary_key=True)
    earlier_file = dy.String()
    earlier_row = dy.Int32()


class StandingTargets(StoredRow, table="standing_target"):
    """One target for each indicator, organisation, level and year; `judge/series.py` decides."""

    indicator = columns.reference("indicator", key=True)
    organisation = columns.reference("organisation", key=True)
    document = columns.reference("document")
    year = dy.Int32(primary_key=True)
    target = dy.Float64()
    printed_decimals = dy.Int32(nullable=True)
    unit = columns.reference("unit", nullable=True)
    level = dy.Enum([level.value for level in words.TargetLevel], primary_key=True)
    file = dy.String()
    file_row = dy.Int32()


class GoalTargets(StoredRow, table="goal_aim"):
    """One target for each year, or part of one, of each yardstick of a goal, as its chart shows them.

    `judge/series.py` decides.
    """

    document = columns.reference("document", key=True)
    goal = columns.reference("goal", key=True)
    measure_no = dy.Int32(primary_key=True)
    year = dy.Int32(primary_key=True)
    period_start = dy.Date(primary_key=True)
    period_end = dy.Date(primary_key=True)
    partial = dy.Bool()
    target = dy.Float64()
    printed_decimals = dy.Int32(nullable=True)
    unit = columns.reference("unit", nullable=True)
    level = columns.one_of(words.TargetLevel)
    kind = columns.one_of(words.TargetKind)
    upper = dy.Float64(nullable=True)
    upper_decimals = dy.Int32(nullable=True)
    file = dy.String(nullable=True)
    file_row = dy.Int32(nullable=True)


class LedgerAmounts(StoredRow, table="ledger_amount"):
    """What amounts are in the unit that theirs counts in the end, and how far outcomes are from budget."""

    file = dy.String(primary_key=True)
    file_row = dy.Int32(primary_key=True)
    in_ground = dy.Float64()
    from_budget = dy.Float64(nullable=True, min=0)
    from_budget_decimals = dy.Int32(nullable=True)
    from_budget_side = dy.Int32(nullable=True, min=-1, max=1)


class UnitConversions(StoredRow, table="unit_conversion"):
    """What figures in one unit are multiplied by to be in another, for every two that have a common ground."""

    unit = columns.reference("unit", key=True)
    to_unit = columns.reference("unit", key=True)
    factor = dy.Float64(min_exclusive=0)


class GoalJudgements(StoredRow, table="goal_judgement"):
    """What the yardsticks of a goal say together."""

    document = columns.reference("document", key=True)
    goal = columns.reference("goal", key=True)
    assessment_computed = columns.one_of(words.Assessment)
    parts = dy.Int32()
    known = dy.Int32()
    reached = dy.Int32()
    rule = columns.one_of(judged.AddingUp)


class NodeJudgements(StoredRow, table="node_judgement"):
    """What is right below a node of the goal tree says together, in the words of goals."""

    document = columns.reference("document", key=True)
    organisation = columns.reference("organisation", key=True)
    level = dy.String(primary_key=True)
    node = dy.String(primary_key=True)
    assessment_computed = columns.one_of(words.Assessment)
    parts = dy.Int32()
    known = dy.Int32()
    reached = dy.Int32()
    rule = columns.one_of(judged.AddingUp)


class PartJudgements(StoredRow, table="part_judgement"):
    """What the areas of a part of a document say together."""

    document = columns.reference("document", key=True)
    organisation = columns.reference("organisation", key=True)
    assessment_computed = columns.one_of(words.AreaAssessment, nullable=True)
    parts = dy.Int32()
    known = dy.Int32()
    reached = dy.Int32()
    rule = columns.one_of(judged.AddingUp)


JUDGED = (
    UnitConversions,
    SeriesFigures,
    GoalFigures,
    EarlierFigures,
    StandingTargets,
    GoalTargets,
    LedgerAmounts,
    Yardsticks,
    CommitmentMeasures,
    PlanJudgements,
    GoalJudgements,
    NodeJudgements,
    PartJudgements,
)
