"""Frame contracts of `data/sources/<document>/`: what each file must hold, column by column, and the table it fills.

Readers, references between files and the tables of the database are made of them (`tables.py`).
"""

import dataframely as dy

from analysis.base import money
from analysis.base import vocabulary as words
from analysis.intake import columns, rules, target_rules
from analysis.intake.rows import SourceRow


class PrintedRow(SourceRow):
    """A figure, with how it is printed and under which heading."""

    shown_in = columns.one_of(words.ShownIn, nullable=True, optional=True)
    heading = columns.text(nullable=True, optional=True)


class Parts(SourceRow, table="part", file="parts.csv"):
    """Parts of a document, one an organisation, each with its own symbols."""

    required = True

    organisation = columns.reference("organisation", key=True)
    title = columns.text()
    symbol_set = columns.reference("symbol", "symbol_set", nullable=True, optional=True)
    note = columns.text(nullable=True, optional=True)
    near_higher = columns.number(min=0, max=100, optional=True)
    near_lower = columns.number(min=100, optional=True)
    near_set_by = columns.reference("organisation", nullable=True, optional=True)
    state = columns.one_of(words.DocumentState, nullable=True, optional=True)
    fewest_people = columns.number(min=0, optional=True)

    near_both_ways = rules.NEAR_BOTH_WAYS


class DocumentAreas(SourceRow, table="document_area", file="process_areas.csv"):
    """The process areas of a document under the names printed there."""

    organisation = columns.reference("organisation", key=True)
    process_area = columns.reference("process_area", key=True)
    printed_name = columns.text()
    position = dy.Int32(min=1)
    assessment = columns.step(words.SymbolSubject.AREA)
    trend = columns.step(words.SymbolSubject.TREND)
    assessment_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    trend_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    assessment_step = columns.own_step()
    trend_step = columns.own_step()

    assessment_has_source = rules.ASSESSMENT_HAS_SOURCE
    trend_has_source = rules.TREND_HAS_SOURCE


class Nodes(SourceRow, table="node", file="nodes.csv"):
    """Nodes of the goal tree above the goals, with what the document itself says of them."""

    organisation = columns.reference("organisation", key=True)
    node = columns.code(key=True)
    level = columns.code()
    parent = columns.code(nullable=True, optional=True)
    label = columns.label()
    wording = columns.text(nullable=True, optional=True)
    owners = columns.codes("organisation", optional=True)
    assessment = columns.step(words.SymbolSubject.AREA, optional=True)
    assessment_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    trend = columns.step(words.SymbolSubject.TREND, optional=True)
    trend_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    assessment_step = columns.own_step()
    trend_step = columns.own_step()

    assessment_has_source = rules.ASSESSMENT_HAS_SOURCE
    trend_has_source = rules.TREND_HAS_SOURCE


class Goals(SourceRow, table="goal", file="goals.csv"):
    """Goals and part goals with their published assessment and trend; where they hang in the tree is their parent."""

    goal = columns.code(key=True)
    organisation = columns.reference("organisation")
    decided_by = columns.reference("organisation", nullable=True)
    perspective = columns.reference("perspective", nullable=True, optional=True)
    strategic_goal = columns.label(nullable=True, optional=True)
    process_area = columns.reference("process_area", nullable=True, optional=True)
    label = columns.label()
    wording = columns.text(nullable=True)
    indicator = columns.reference("indicator", nullable=True)
    measured_for = columns.reference("organisation", nullable=True)
    assessment = columns.step(words.SymbolSubject.ASSESSMENT)
    assessment_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    trend = columns.step(words.SymbolSubject.TREND)
    trend_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    sex = columns.filled(columns.one_of(words.Sex), value=words.Sex.TOTAL)
    period_type = columns.one_of(words.PeriodType, nullable=True, optional=True)
    base_year = columns.year(nullable=True, optional=True)
    base_value = columns.number(optional=True)
    base_decimals = columns.decimals("base_value")
    level = columns.code(nullable=True, optional=True)
    parent = columns.code(nullable=True, optional=True)
    owners = columns.codes("organisation", optional=True)
    #: A figure in the goal's own row becomes a row of its own table (`goal_figures.py`).
    target = columns.kept_elsewhere()
    target_operator = columns.kept_elsewhere()
    target_missing = columns.kept_elsewhere()
    outcome = columns.kept_elsewhere()
    outcome_operator = columns.kept_elsewhere()
    outcome_missing = columns.kept_elsewhere()
    unit = columns.kept_elsewhere()
    assessment_step = columns.own_step()
    trend_step = columns.own_step()

    assessment_has_source = rules.ASSESSMENT_HAS_SOURCE
    trend_has_source = rules.TREND_HAS_SOURCE
    label_is_unique = rules.LABEL_IS_UNIQUE


class GoalIndicators(SourceRow, table="goal_indicator", file="goal_indicators.csv"):
    """Further yardsticks of a goal; the first stands in the goal's own row, or here as number 1 where that has none."""

    goal = columns.reference("goal", key=True)
    yardstick = columns.numbered("goal")
    indicator = columns.reference("indicator")
    measured_for = columns.reference("organisation")
    sex = columns.filled(columns.one_of(words.Sex), value=words.Sex.TOTAL)
    period_type = columns.one_of(words.PeriodType, nullable=True, optional=True)
    base_year = columns.year(nullable=True, optional=True)
    base_value = columns.number(optional=True)
    base_decimals = columns.decimals("base_value")
    assessment = columns.step(words.SymbolSubject.ASSESSMENT, optional=True)
    assessment_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    trend = columns.step(words.SymbolSubject.TREND, optional=True)
    trend_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    assessment_step = columns.own_step()
    trend_step = columns.own_step()

    assessment_has_source = rules.ASSESSMENT_HAS_SOURCE
    trend_has_source = rules.TREND_HAS_SOURCE
    yardstick_is_said_once = rules.YARDSTICK_IS_SAID_ONCE


class Targets(PrintedRow, table="target", file="targets.csv"):
    """Target of a goal, a step series per year; for a part of it where the file says which.

    What it asks for is its `kind`; it is for one of the yardsticks, set by whom it is set for or by somebody else.
    """

    goal = columns.reference("goal", key=True)
    organisation = columns.reference("organisation", key=True)
    year = columns.year(key=True)
    period_start = columns.filled_date(columns.FIRST_DAY)
    period_end = columns.filled_date(columns.LAST_DAY)
    operator = columns.one_of(words.Operator, nullable=True)
    value = columns.number()
    decimals = columns.decimals("value")
    missing = columns.one_of(words.Missing, nullable=True)
    unit = columns.reference("unit", nullable=True)
    yardstick = columns.filled(dy.Int32(primary_key=True, min=1, max=99), value="1")
    set_by = columns.filled(columns.reference("organisation", key=True), of="organisation")
    kind = columns.filled(columns.one_of(words.TargetKind), value=words.TargetKind.LEVEL)
    upper = columns.number(optional=True)
    upper_decimals = columns.decimals("upper")
    base_year = columns.year(nullable=True, optional=True)
    base_value = columns.number(optional=True)
    base_decimals = columns.decimals("base_value")
    of = dy.Int32(min=1, nullable=True, metadata={"optional": True})
    first_year = columns.year(nullable=True, optional=True)
    last_year = columns.year(nullable=True, optional=True)
    words = columns.text(nullable=True, optional=True, longest=400)

    value_or_missing = target_rules.VALUE_OR_MISSING
    no_value = target_rules.NO_VALUE
    has_upper = target_rules.HAS_UPPER
    range_in_order = target_rules.RANGE_IN_ORDER
    has_no_sign = target_rules.HAS_NO_SIGN
    sign_is_a_way = target_rules.SIGN_IS_A_WAY
    base_has_direction = target_rules.BASE_HAS_DIRECTION
    base_is_earlier = target_rules.BASE_IS_EARLIER
    among_has_rank = target_rules.AMONG_HAS_RANK
    has_years = target_rules.HAS_YEARS
    years_in_order = target_rules.YEARS_IN_ORDER
    has_words = target_rules.HAS_WORDS
    unit_is_said = target_rules.UNIT_IS_SAID
    period_in_order = rules.PERIOD_IN_ORDER
    period_of_year = rules.PERIOD_OF_YEAR


class Observations(PrintedRow, table="observation", file="observations.csv"):
    """Figures of indicators, as printed; the same figure printed twice is two rows."""

    indicator = columns.reference("indicator", key=True)
    organisation = columns.reference("organisation", key=True)
    sex = columns.one_of(words.Sex, key=True)
    period_type = columns.one_of(words.PeriodType, key=True)
    period_start = columns.day(key=True)
    period_end = columns.day(key=True)
    measure = columns.one_of(words.Measure, key=True)
    operator = columns.one_of(words.Operator, nullable=True)
    value = columns.number()
    decimals = columns.decimals("value")
    missing = columns.one_of(words.Missing, nullable=True)
    unit = columns.reference("unit", nullable=True)
    compared_to = columns.day(nullable=True)
    preliminary = columns.flag()
    doubted = columns.flag(optional=True)
    assumed = columns.flag(optional=True)
    first_of_its_kind = columns.flag(optional=True)
    of = dy.Int32(min=1, nullable=True, metadata={"optional": True})
    place = columns.text(key=True, optional=True)
    source_line = columns.line_of_source(key=True)
    note = columns.text(nullable=True)

    value_or_missing = rules.VALUE_OR_MISSING
    place_is_among = rules.PLACE_IS_AMONG
    period_in_order = rules.PERIOD_IN_ORDER


class Commitments(SourceRow, table="commitment", file="commitments.csv"):
    """Commitments with status and completion."""

    commitment = columns.code(key=True)
    organisation = columns.reference("organisation")
    kind = columns.one_of(words.CommitmentKind)
    perspective = columns.reference("perspective", nullable=True, optional=True)
    strategic_goal = columns.label(nullable=True, optional=True)
    process_area = columns.reference("process_area", nullable=True, optional=True)
    label = columns.label()
    wording = columns.text(nullable=True)
    owners = columns.codes("organisation")
    status = columns.step(words.SymbolSubject.STATUS)
    status_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    status_step = columns.own_step()
    completion = columns.number(min=0, max=100)
    completion_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    carried_to = columns.year(nullable=True)
    indicator = columns.reference("indicator", nullable=True, optional=True)
    measured_for = columns.reference("organisation", nullable=True, optional=True)
    parent = columns.code(nullable=True, optional=True)

    status_has_source = rules.STATUS_HAS_SOURCE
    completion_has_source = rules.COMPLETION_HAS_SOURCE
    indicator_has_organisation = rules.INDICATOR_HAS_ORGANISATION
    label_is_unique = rules.LABEL_IS_UNIQUE


class Activities(SourceRow, table="activity", file="activities.csv"):
    """What is done to keep a commitment, by whom, and what shows it."""

    commitment = columns.reference("commitment", key=True)
    activity_no = dy.Int32(min=1, primary_key=True)
    label = columns.text(longest=200)
    responsible = columns.codes()
    measure = columns.text(nullable=True)


class Roles(SourceRow, table="role", file="roles.csv"):
    """What the codes of responsible people mean in one document; the same letters may mean a board elsewhere."""

    role = columns.code(key=True)
    name = columns.label()


class Controls(SourceRow, table="control", file="controls.csv"):
    """Internal control: a risk, how it is controlled, what was found and what follows."""

    control = columns.code(key=True)
    organisation = columns.reference("organisation")
    scope = columns.text(nullable=True, optional=True)
    process_area = columns.reference("process_area", nullable=True)
    risk = columns.text(longest=400)
    label = columns.text(longest=200)
    frequency = columns.text(nullable=True)
    method = columns.text(nullable=True)
    assessment = columns.step(words.SymbolSubject.CONTROL)
    assessment_source = columns.one_of(words.SymbolSource, nullable=True, optional=True)
    assessment_step = columns.own_step()
    action = columns.text(nullable=True)
    carried_to = columns.year(nullable=True)

    assessment_has_source = rules.ASSESSMENT_HAS_SOURCE


class Scores(SourceRow, table="score", file="scores.csv"):
    """Points of an outside evaluation: one row a question, and one an area total without question number."""

    area_no = dy.Int32(min=1, primary_key=True)
    area = columns.label()
    question_no = dy.String(nullable=True, regex=r"^[0-9]+[.][0-9]+$")
    label = columns.text(longest=200)
    achieved = columns.number(min=0)
    max = columns.number(min=0)
    percent = columns.number(min=0, max=100)
    source_line = columns.line_of_source(key=True)


class Findings(SourceRow, table="finding", file="findings.csv"):
    """What an outside evaluation found: strengths, what is partly there, and what to improve."""

    area_no = dy.Int32(min=1, primary_key=True)
    kind = columns.one_of(words.FindingKind, key=True)
    label = columns.text(key=True, longest=200)


class Ledger(PrintedRow, table="ledger_line", file="ledger.csv"):
    """Amounts of financial tables, one a cell, totals included, signs as printed."""

    organisation = columns.reference("organisation", key=True)
    statement = columns.code(key=True)
    line_no = dy.Int32(min=1, primary_key=True)
    line = columns.label()
    is_total = dy.Bool()
    measure = columns.one_of(money.LedgerMeasure, key=True)
    period_start = columns.day(key=True)
    period_end = columns.day(key=True)
    amount = columns.number()
    decimals = columns.decimals("amount")
    missing = columns.one_of(words.Missing, nullable=True)
    unit = columns.reference("unit")
    note = columns.text(nullable=True, optional=True)

    amount_or_missing = rules.AMOUNT_OR_MISSING
    period_in_order = rules.PERIOD_IN_ORDER


class StatementConventions(SourceRow, table="statement_convention", file="statements.csv"):
    """How a document's financial tables print costs and variances, where somebody has set that."""

    organisation = columns.reference("organisation", key=True)
    statement = columns.code(key=True)
    costs = columns.one_of(money.CostSign, nullable=True)
    variance = columns.one_of(money.VarianceSign, nullable=True)
    place = columns.text(nullable=True, optional=True)


class Claims(PrintedRow, table="stated_claim", file="claims.csv"):
    """Figures stated in prose, with the query that recomputes them."""

    claim = columns.code(key=True)
    organisation = columns.reference("organisation")
    label = columns.text()
    printed = columns.number(nullable=False)
    decimals = columns.decimals("printed")
    operator = columns.one_of(words.Operator, nullable=True, optional=True)
    unit = columns.reference("unit")
    support = columns.text(nullable=True, longest=4000)
    counted = columns.one_of(words.Counted, nullable=True, optional=True)
    expected = columns.flag(optional=True)


class Tagged(SourceRow, table="tagged", file="tags.csv"):
    """What carries which tag."""

    subject_type = columns.one_of(words.TaggedType, key=True)
    subject = columns.code(key=True)
    tag = columns.reference("tag", key=True)
    place = columns.text(nullable=True, optional=True)


class Narratives(SourceRow, file="texts/*.md"):
    """Follow-up texts in our own words."""

    organisation = columns.reference("organisation", key=True)
    subject_type = columns.one_of(words.SubjectType, key=True)
    subject = columns.text(key=True)
    section = columns.one_of(words.Section, key=True)
    place = columns.text(key=True, optional=True)
    source_line = columns.line_of_source(key=True)
    text = columns.text(longest=20000)
    text_row = dy.Int32(min=2, metadata={"added": True})
