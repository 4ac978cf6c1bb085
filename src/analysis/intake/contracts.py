"""Frame contracts of `data/sources/<document>/`: what each file must hold, column by column.

A column's `metadata["references"]` names the file and column that must know its value.
"""

import dataframely as dy
import polars as pl

from analysis.base import vocabulary as words
from analysis.intake import columns
from analysis.words.translate import later


class FileRow(dy.Schema):
    """Where a row stands in the input, added when a file is read."""

    file = dy.String()
    file_row = dy.Int64(min=2)


class SourceRow(FileRow):
    """A row taken from a document: which one and where in it."""

    document = columns.reference("documents.csv", "document", key=True)
    place = columns.text()
    source_line = dy.Int64(min=1)


class Parts(SourceRow):
    """Parts of a document, one an organisation, each with its own symbols."""

    organisation = columns.reference("organisations.csv", "organisation", key=True)
    title = columns.text()
    symbol_set = columns.reference("symbols.csv", "symbol_set")
    note = columns.text(nullable=True, optional=True)


class DocumentAreas(SourceRow):
    """The process areas of a document under the names printed there."""

    organisation = columns.reference("organisations.csv", "organisation", key=True)
    process_area = columns.reference("process_areas.csv", "process_area", key=True)
    printed_name = columns.text()
    position = dy.Int64(min=1)
    assessment = columns.one_of(words.AreaAssessment, nullable=True)
    trend = columns.one_of(words.Trend, nullable=True)
    assessment_source = columns.one_of(words.SymbolSource)
    trend_source = columns.one_of(words.SymbolSource)

    @dy.rule()
    def assessment_has_source(cls) -> pl.Expr:
        """An unknown assessment is lost; a known one is not."""
        return pl.col("assessment").is_null() == (pl.col("assessment_source") == "lost")

    @dy.rule()
    def trend_has_source(cls) -> pl.Expr:
        """An unknown trend is lost; a known one is not."""
        return pl.col("trend").is_null() == (pl.col("trend_source") == "lost")


class Goals(SourceRow):
    """Process goals with their published assessment and trend."""

    goal = columns.code(key=True)
    organisation = columns.reference("organisations.csv", "organisation")
    decided_by = columns.reference("organisations.csv", "organisation", nullable=True)
    perspective = columns.reference("perspectives.csv", "perspective")
    strategic_goal = columns.label(nullable=True)
    process_area = columns.reference("process_areas.csv", "process_area")
    label = columns.label()
    wording = columns.text(nullable=True)
    indicator = columns.reference("indicators.csv", "indicator", nullable=True)
    measured_for = columns.reference("organisations.csv", "organisation", nullable=True)
    assessment = columns.one_of(words.Assessment, nullable=True)
    assessment_source = columns.one_of(words.SymbolSource)
    trend = columns.one_of(words.Trend, nullable=True)
    trend_source = columns.one_of(words.SymbolSource)

    @dy.rule()
    def assessment_has_source(cls) -> pl.Expr:
        """An unknown assessment is lost; a known one is not."""
        return pl.col("assessment").is_null() == (pl.col("assessment_source") == "lost")

    @dy.rule()
    def trend_has_source(cls) -> pl.Expr:
        """An unknown trend is lost; a known one is not."""
        return pl.col("trend").is_null() == (pl.col("trend_source") == "lost")

    @dy.rule()
    def label_is_unique(cls) -> pl.Expr:
        """The label is what the public views call the goal."""
        return pl.len().over("document", "organisation", "label") == 1


class GoalIndicators(SourceRow):
    """Further indicators of a goal that is measured by more than one; the first stands in the goal's own row."""

    goal = columns.reference("goals.csv", "goal", key=True)
    indicator = columns.reference("indicators.csv", "indicator", key=True)
    measured_for = columns.reference("organisations.csv", "organisation")


class Targets(SourceRow):
    """Target of a goal, a step series per year."""

    goal = columns.reference("goals.csv", "goal", key=True)
    organisation = columns.reference("organisations.csv", "organisation", key=True)
    year = columns.year(key=True)
    operator = columns.one_of(words.Operator, nullable=True)
    value = columns.number()
    decimals = dy.Int64(nullable=True, min=0)
    missing = columns.one_of(words.Missing, nullable=True)
    unit = columns.reference("units.csv", "unit")

    @dy.rule()
    def value_or_missing(cls) -> pl.Expr:
        """A figure, or the reason why there is none."""
        return pl.col("value").is_null() == pl.col("missing").is_not_null()


class Observations(SourceRow):
    """Figures of indicators, as printed; the same figure printed twice is two rows."""

    indicator = columns.reference("indicators.csv", "indicator", key=True)
    organisation = columns.reference("organisations.csv", "organisation", key=True)
    sex = columns.one_of(words.Sex, key=True)
    period_type = columns.one_of(words.PeriodType, key=True)
    period_start = dy.Date(primary_key=True)
    period_end = dy.Date(primary_key=True)
    measure = columns.one_of(words.Measure, key=True)
    operator = columns.one_of(words.Operator, nullable=True)
    value = columns.number()
    decimals = dy.Int64(nullable=True, min=0)
    missing = columns.one_of(words.Missing, nullable=True)
    unit = columns.reference("units.csv", "unit", nullable=True)
    compared_to = dy.Date(nullable=True)
    preliminary = columns.flag()
    doubted = columns.flag(optional=True)
    place = columns.text(key=True)
    source_line = dy.Int64(min=1, primary_key=True)
    note = columns.text(nullable=True)

    @dy.rule()
    def value_or_missing(cls) -> pl.Expr:
        """A figure, or the reason why there is none."""
        return pl.col("value").is_null() == pl.col("missing").is_not_null()

    @dy.rule()
    def period_in_order(cls) -> pl.Expr:
        """A period starts before it ends."""
        return pl.col("period_start") <= pl.col("period_end")


class Commitments(SourceRow):
    """Commitments with status and completion."""

    commitment = columns.code(key=True)
    organisation = columns.reference("organisations.csv", "organisation")
    kind = columns.one_of(words.CommitmentKind)
    perspective = columns.reference("perspectives.csv", "perspective")
    strategic_goal = columns.label(nullable=True)
    process_area = columns.reference("process_areas.csv", "process_area", nullable=True)
    label = columns.label()
    wording = columns.text(nullable=True)
    owners = columns.text(nullable=True)
    status = columns.one_of(words.Status, nullable=True)
    status_source = columns.one_of(words.SymbolSource)
    completion = columns.number(min=0, max=100)
    carried_to = columns.year(nullable=True)
    indicator = columns.reference("indicators.csv", "indicator", nullable=True, optional=True)
    measured_for = columns.reference("organisations.csv", "organisation", nullable=True, optional=True)

    @dy.rule()
    def status_has_source(cls) -> pl.Expr:
        """An unknown status is lost; a known one is not."""
        return pl.col("status").is_null() == (pl.col("status_source") == "lost")

    @dy.rule()
    def indicator_has_organisation(cls) -> pl.Expr:
        """A figure is somebody's."""
        return pl.col("indicator").is_null() == pl.col("measured_for").is_null()

    @dy.rule()
    def label_is_unique(cls) -> pl.Expr:
        """The label is what the public views call the commitment."""
        return pl.len().over("document", "organisation", "label") == 1


class Activities(SourceRow):
    """What is done to keep a commitment, by whom, and what shows it."""

    commitment = columns.reference("commitments.csv", "commitment", key=True)
    activity_no = dy.Int64(min=1, primary_key=True)
    label = columns.text(longest=200)
    responsible = columns.text(nullable=True)
    measure = columns.text(nullable=True)


class Roles(SourceRow):
    """What the codes of responsible people mean in one document; the same letters may mean a board elsewhere."""

    role = columns.code(key=True)
    name = columns.label()


class Controls(SourceRow):
    """Internal control: a risk, how it is controlled, what was found and what follows."""

    control = columns.code(key=True)
    organisation = columns.reference("organisations.csv", "organisation")
    scope = columns.text(nullable=True, optional=True)
    process_area = columns.reference("process_areas.csv", "process_area", nullable=True)
    risk = columns.text(longest=400)
    label = columns.text(longest=200)
    frequency = columns.text(nullable=True)
    method = columns.text(nullable=True)
    assessment = columns.one_of(words.AreaAssessment, nullable=True)
    assessment_source = columns.one_of(words.SymbolSource)
    action = columns.text(nullable=True)
    carried_to = columns.year(nullable=True)

    @dy.rule()
    def assessment_has_source(cls) -> pl.Expr:
        """An unknown assessment is lost; a known one is not."""
        return pl.col("assessment").is_null() == (pl.col("assessment_source") == "lost")


class Scores(SourceRow):
    """Points of an outside evaluation: one row a question, and one an area total without question number."""

    area_no = dy.Int64(min=1, primary_key=True)
    area = columns.label()
    question_no = dy.String(nullable=True, regex=r"^[0-9]+[.][0-9]+$")
    label = columns.text(longest=200)
    achieved = columns.number(min=0)
    max = columns.number(min=0)
    percent = columns.number(min=0, max=100)
    source_line = dy.Int64(min=1, primary_key=True)


class Findings(SourceRow):
    """What an outside evaluation found: strengths, what is partly there, and what to improve."""

    area_no = dy.Int64(min=1, primary_key=True)
    kind = columns.one_of(words.FindingKind, key=True)
    label = columns.text(key=True, longest=200)


class Ledger(SourceRow):
    """Amounts of financial tables, one a cell, totals included, signs as printed."""

    organisation = columns.reference("organisations.csv", "organisation", key=True)
    statement = columns.one_of(words.Statement, key=True)
    line_no = dy.Int64(min=1, primary_key=True)
    line = columns.label()
    is_total = columns.flag()
    measure = columns.one_of(words.LedgerMeasure, key=True)
    period_start = dy.Date(primary_key=True)
    period_end = dy.Date(primary_key=True)
    amount = columns.number()
    decimals = dy.Int64(nullable=True, min=0)
    missing = columns.one_of(words.Missing, nullable=True)
    unit = columns.reference("units.csv", "unit")
    note = columns.text(nullable=True, optional=True)

    @dy.rule()
    def amount_or_missing(cls) -> pl.Expr:
        """A figure, or the reason why there is none."""
        return pl.col("amount").is_null() == pl.col("missing").is_not_null()

    @dy.rule()
    def period_in_order(cls) -> pl.Expr:
        """A period starts before it ends."""
        return pl.col("period_start") <= pl.col("period_end")


class Claims(SourceRow):
    """Figures stated in prose, with the query that recomputes them."""

    claim = columns.code(key=True)
    organisation = columns.reference("organisations.csv", "organisation")
    label = columns.text()
    printed = columns.number(nullable=False)
    decimals = dy.Int64(nullable=True, min=0)
    unit = columns.reference("units.csv", "unit")
    support = columns.text(nullable=True, longest=4000)


class Narratives(SourceRow):
    """Follow-up texts in our own words."""

    organisation = columns.reference("organisations.csv", "organisation", key=True)
    subject_type = columns.one_of(words.SubjectType, key=True)
    subject = columns.text(key=True)
    section = columns.one_of(words.Section, key=True)
    place = columns.text(key=True)
    source_line = dy.Int64(min=1, primary_key=True)
    text = columns.text(longest=20000)


RULES: dict[str, str] = {
    "value_or_missing": later("antingen ett tal i value eller en orsak i missing, inte båda och inte ingendera"),
    "amount_or_missing": later("antingen ett tal i amount eller en orsak i missing, inte båda och inte ingendera"),
    "period_in_order": later("period_start får inte ligga efter period_end"),
    "tolerance_has_kind": later("en tolerans behöver en tolerance_kind"),
    "assessment_has_source": later("tom bedömning ska ha källan lost, annars printed eller prose"),
    "trend_has_source": later("tom trend ska ha källan lost, annars printed eller prose"),
    "status_has_source": later("tom status ska ha källan lost, annars printed eller prose"),
    "indicator_has_organisation": later("indicator och measured_for fylls i tillsammans eller inte alls"),
    "label_is_unique": later("samma label finns på en annan rad för organisationen; gör dem olika"),
}

SOURCE_FILES: dict[str, type[SourceRow]] = {
    "parts.csv": Parts,
    "process_areas.csv": DocumentAreas,
    "goals.csv": Goals,
    "goal_indicators.csv": GoalIndicators,
    "targets.csv": Targets,
    "observations.csv": Observations,
    "commitments.csv": Commitments,
    "activities.csv": Activities,
    "roles.csv": Roles,
    "controls.csv": Controls,
    "scores.csv": Scores,
    "findings.csv": Findings,
    "ledger.csv": Ledger,
    "claims.csv": Claims,
}
