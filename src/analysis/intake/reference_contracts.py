"""Frame contracts of `data/reference/`: what documents share."""

import dataframely as dy
import polars as pl

from analysis.base import vocabulary as words
from analysis.intake import columns
from analysis.intake.contracts import FileRow


class Documents(FileRow):
    """Documents that the system holds."""

    document = columns.code(key=True)
    kind = columns.one_of(words.DocumentKind)
    year = columns.year()
    title = columns.text()
    period_start = dy.Date()
    period_end = dy.Date()
    reference = columns.text(nullable=True)


class Organisations(FileRow):
    """The organisation tree."""

    organisation = columns.code(key=True)
    name = columns.text()
    kind = columns.one_of(words.OrganisationKind)
    parent = columns.reference("organisations.csv", "organisation", nullable=True)


class OrganisationLineage(FileRow):
    """Which organisation took over from which, and when."""

    organisation = columns.reference("organisations.csv", "organisation", key=True)
    successor = columns.reference("organisations.csv", "organisation", key=True)
    from_date = dy.Date()
    note = columns.text(nullable=True)


class StrategicPeriods(FileRow):
    """The council's four-year directions."""

    strategic_period = dy.String(primary_key=True, regex=r"^\d{4}-\d{4}$")
    first_year = columns.year()
    last_year = columns.year()


class CommitmentLineage(FileRow):
    """Commitments that carry on in a later document."""

    from_document = columns.reference("documents.csv", "document", key=True)
    from_commitment = columns.code(key=True)
    to_document = columns.reference("documents.csv", "document", key=True)
    to_commitment = columns.code(key=True)
    note = columns.text(nullable=True)


class DepartmentLines(FileRow):
    """One code for a department whatever the documents' financial tables call it."""

    department = columns.code()
    name = columns.text()
    document = columns.reference("documents.csv", "document", key=True)
    line = columns.text(key=True)


class FindingLineage(FileRow):
    """Findings of an evaluation that a later document takes up."""

    document = columns.reference("documents.csv", "document", key=True)
    area_no = dy.Int64(min=1, primary_key=True)
    finding = columns.text(key=True, longest=200)
    followed_in = columns.reference("documents.csv", "document", key=True)
    subject_type = columns.one_of(words.SubjectType, key=True)
    subject = columns.code(key=True)
    note = columns.text()


class Perspectives(FileRow):
    """Perspectives of the strategic periods."""

    perspective = columns.code(key=True)
    name = columns.text()
    strategic_period = columns.reference("strategic_periods.csv", "strategic_period")
    position = dy.Int64(min=1)


class ProcessAreas(FileRow):
    """Process areas, one code through the years whatever their printed names."""

    process_area = columns.code(key=True)
    name = columns.text()
    perspective = columns.reference("perspectives.csv", "perspective")
    position = dy.Int64(min=1)


class Units(FileRow):
    """Units of figures, and how they convert."""

    unit = columns.code(key=True)
    symbol = columns.text(nullable=True)
    name = columns.text()
    scale_of = columns.text(nullable=True)
    factor = columns.number(min_exclusive=0)


class Indicators(FileRow):
    """What is measured, and how it is judged."""

    indicator = columns.code(key=True)
    label = columns.label()
    unit = columns.reference("units.csv", "unit")
    decimals = dy.Int64(min=0, max=6)
    direction = columns.one_of(words.Direction)
    tolerance = columns.number(min=0)
    tolerance_kind = columns.one_of(words.ToleranceKind, nullable=True)
    source = columns.text(nullable=True)
    definition = columns.text(nullable=True)

    @dy.rule()
    def tolerance_has_kind(cls) -> pl.Expr:
        """A tolerance says what it is a share of."""
        return pl.col("tolerance").is_null() | pl.col("tolerance_kind").is_not_null()


class MethodBreaks(FileRow):
    """Dates from which an indicator is measured in a new way."""

    indicator = columns.reference("indicators.csv", "indicator", key=True)
    from_date = dy.Date(primary_key=True)
    reason = columns.text()


class Abbreviations(FileRow):
    """What abbreviations mean that are no organisations' codes; those that no document explains are left out."""

    abbreviation = columns.code(key=True)
    name = columns.label()


class Symbols(FileRow):
    """Every edition's symbols with their printed legend."""

    symbol_set = columns.code(key=True)
    subject = columns.one_of(words.SymbolSubject, key=True)
    code = dy.String(primary_key=True)
    shape = columns.one_of(words.Shape)
    word = columns.text()
    position = dy.Int64(min=1)
    level = columns.one_of(words.LevelSaid, nullable=True, optional=True)


class LedgerSums(FileRow):
    """Which lines a printed total is the sum of: `1-7`, `7, 16` or with changed sign `-9, -10`."""

    document = columns.reference("documents.csv", "document", key=True)
    organisation = columns.reference("organisations.csv", "organisation", key=True)
    statement = columns.one_of(words.Statement, key=True)
    total = dy.Int64(min=1, primary_key=True)
    measure = columns.one_of(words.LedgerMeasure, nullable=True)
    part_statement = columns.one_of(words.Statement, nullable=True)
    parts = dy.String(primary_key=True, regex=r"^-?[0-9]+(-[0-9]+)?( *, *-?[0-9]+(-[0-9]+)?)*$")
    part_measure = columns.one_of(words.LedgerMeasure, nullable=True)


class IndicatorRelations(FileRow):
    """Indicators that hang together: the whole or share, and each member that it is made of."""

    relation = columns.code(key=True)
    kind = columns.one_of(words.RelationKind)
    indicator = columns.reference("indicators.csv", "indicator")
    role = columns.one_of(words.RelationRole, key=True)
    member = columns.reference("indicators.csv", "indicator", key=True)
    sex = columns.one_of(words.Sex, nullable=True)
    optional = columns.flag()
    measure = columns.one_of(words.Measure, nullable=True)


REFERENCE_FILES: dict[str, type[FileRow]] = {
    "documents.csv": Documents,
    "organisations.csv": Organisations,
    "organisation_lineage.csv": OrganisationLineage,
    "strategic_periods.csv": StrategicPeriods,
    "perspectives.csv": Perspectives,
    "process_areas.csv": ProcessAreas,
    "units.csv": Units,
    "indicators.csv": Indicators,
    "method_breaks.csv": MethodBreaks,
    "symbols.csv": Symbols,
    "abbreviations.csv": Abbreviations,
    "commitment_lineage.csv": CommitmentLineage,
    "finding_lineage.csv": FindingLineage,
    "department_lines.csv": DepartmentLines,
    "ledger_sums.csv": LedgerSums,
    "indicator_relations.csv": IndicatorRelations,
}
