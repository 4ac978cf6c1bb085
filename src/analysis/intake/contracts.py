"""Frame contracts: what each input file must hold, column by column.

A column's `metadata["references"]` names the file and column that must know its value.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import dataframely as dy
import polars as pl

from analysis import vocabulary as words
from analysis.intake.numbers import PRINTED

CODE = r"^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9_-]*$"
LABEL_LENGTH = 120


def _code(*, nullable: bool = False, key: bool = False) -> dy.String:
    return dy.String(nullable=nullable, primary_key=key, regex=CODE, max_length=60)


def _reference(file: str, column: str, *, nullable: bool = False, key: bool = False) -> dy.String:
    return dy.String(nullable=nullable, primary_key=key, metadata={"references": (file, column)})


def _one_of(kind: type[StrEnum], *, nullable: bool = False, key: bool = False) -> dy.Enum:
    return dy.Enum([member.value for member in kind], nullable=nullable, primary_key=key)


def _text(*, nullable: bool = False, key: bool = False, longest: int = 1000) -> dy.String:
    return dy.String(nullable=nullable, primary_key=key, min_length=1, max_length=longest)


def _label(*, nullable: bool = False) -> dy.String:
    return _text(nullable=nullable, longest=LABEL_LENGTH)


def _flag() -> dy.Enum:
    return dy.Enum(["yes"], nullable=True)


def _year(*, nullable: bool = False, key: bool = False) -> dy.Int64:
    return dy.Int64(nullable=nullable, primary_key=key, min=1990, max=2100)


def _number(*, nullable: bool = True, **bounds: Any) -> dy.Float64:  # noqa: ANN401 - min and max go straight through
    return dy.Float64(nullable=nullable, **bounds)


class FileRow(dy.Schema):
    """Where a row stands in the input, added when a file is read."""

    file = dy.String()
    file_row = dy.Int64(min=2)


# ---- reference/ ----


class Documents(FileRow):
    """Documents that the system holds."""

    document = _code(key=True)
    kind = _one_of(words.DocumentKind)
    year = _year()
    title = _text()
    period_start = dy.Date()
    period_end = dy.Date()
    reference = _text(nullable=True)


class Organisations(FileRow):
    """The organisation tree."""

    organisation = _code(key=True)
    name = _text()
    kind = _one_of(words.OrganisationKind)
    parent = _reference("organisations.csv", "organisation", nullable=True)


class Perspectives(FileRow):
    """Perspectives of the strategic periods."""

    perspective = _code(key=True)
    name = _text()
    strategic_period = dy.String(regex=r"^\d{4}-\d{4}$")
    position = dy.Int64(min=1)


class ProcessAreas(FileRow):
    """Process areas, one code through the years whatever their printed names."""

    process_area = _code(key=True)
    name = _text()
    perspective = _reference("perspectives.csv", "perspective")
    position = dy.Int64(min=1)


class Units(FileRow):
    """Units of figures, and how they convert."""

    unit = _code(key=True)
    symbol = _text(nullable=True)
    name = _text()
    scale_of = _text(nullable=True)
    factor = _number(min_exclusive=0)


class Indicators(FileRow):
    """What is measured, and how it is judged."""

    indicator = _code(key=True)
    label = _label()
    unit = _reference("units.csv", "unit")
    decimals = dy.Int64(min=0, max=6)
    direction = _one_of(words.Direction)
    tolerance = _number(min=0)
    tolerance_kind = _one_of(words.ToleranceKind, nullable=True)
    source = _text(nullable=True)
    definition = _text(nullable=True)

    @dy.rule()
    def tolerance_has_kind(cls) -> pl.Expr:
        """A tolerance says what it is a share of."""
        return pl.col("tolerance").is_null() | pl.col("tolerance_kind").is_not_null()


class MethodBreaks(FileRow):
    """Dates from which an indicator is measured in a new way."""

    indicator = _reference("indicators.csv", "indicator", key=True)
    from_date = dy.Date(primary_key=True)
    reason = _text()


class Symbols(FileRow):
    """Every edition's symbols with their printed legend."""

    symbol_set = _code(key=True)
    subject = _one_of(words.SymbolSubject, key=True)
    code = dy.String(primary_key=True)
    shape = _one_of(words.Shape)
    word = _text()
    position = dy.Int64(min=1)


# ---- sources/<document>/ ----


class SourceRow(FileRow):
    """A row taken from a document: which one and where in it."""

    document = _reference("documents.csv", "document", key=True)
    place = _text()
    source_line = dy.Int64(min=1)


class Parts(SourceRow):
    """Parts of a document, one an organisation, each with its own symbols."""

    organisation = _reference("organisations.csv", "organisation", key=True)
    title = _text()
    symbol_set = _reference("symbols.csv", "symbol_set")


class DocumentAreas(SourceRow):
    """The process areas of a document under the names printed there."""

    organisation = _reference("organisations.csv", "organisation", key=True)
    process_area = _reference("process_areas.csv", "process_area", key=True)
    printed_name = _text()
    position = dy.Int64(min=1)
    assessment = _one_of(words.AreaAssessment, nullable=True)
    trend = _one_of(words.Trend, nullable=True)


class Goals(SourceRow):
    """Process goals with their published assessment and trend."""

    goal = _code(key=True)
    organisation = _reference("organisations.csv", "organisation")
    decided_by = _reference("organisations.csv", "organisation", nullable=True)
    perspective = _reference("perspectives.csv", "perspective")
    strategic_goal = _label(nullable=True)
    process_area = _reference("process_areas.csv", "process_area")
    label = _label()
    wording = _text(nullable=True)
    indicator = _reference("indicators.csv", "indicator")
    measured_for = _reference("organisations.csv", "organisation")
    assessment = _one_of(words.Assessment, nullable=True)
    assessment_source = _one_of(words.SymbolSource)
    trend = _one_of(words.Trend, nullable=True)
    trend_source = _one_of(words.SymbolSource)

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


class Targets(SourceRow):
    """Target of a goal, a step series per year."""

    goal = _reference("goals.csv", "goal", key=True)
    organisation = _reference("organisations.csv", "organisation", key=True)
    year = _year(key=True)
    operator = _one_of(words.Operator, nullable=True)
    value = _number()
    missing = _one_of(words.Missing, nullable=True)
    unit = _reference("units.csv", "unit")

    @dy.rule()
    def value_or_missing(cls) -> pl.Expr:
        """A figure, or the reason why there is none."""
        return pl.col("value").is_null() == pl.col("missing").is_not_null()


class Observations(SourceRow):
    """Figures of indicators, as printed; the same figure printed twice is two rows."""

    indicator = _reference("indicators.csv", "indicator", key=True)
    organisation = _reference("organisations.csv", "organisation", key=True)
    sex = _one_of(words.Sex, key=True)
    period_type = _one_of(words.PeriodType, key=True)
    period_start = dy.Date(primary_key=True)
    period_end = dy.Date(primary_key=True)
    measure = _one_of(words.Measure, key=True)
    operator = _one_of(words.Operator, nullable=True)
    value = _number()
    missing = _one_of(words.Missing, nullable=True)
    unit = _reference("units.csv", "unit", nullable=True)
    compared_to = dy.Date(nullable=True)
    preliminary = _flag()
    place = _text(key=True)
    source_line = dy.Int64(min=1, primary_key=True)
    note = _text(nullable=True)

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

    commitment = _code(key=True)
    organisation = _reference("organisations.csv", "organisation")
    kind = _one_of(words.CommitmentKind)
    perspective = _reference("perspectives.csv", "perspective")
    strategic_goal = _label(nullable=True)
    process_area = _reference("process_areas.csv", "process_area")
    label = _label()
    wording = _text(nullable=True)
    owners = _text(nullable=True)
    status = _one_of(words.Status, nullable=True)
    status_source = _one_of(words.SymbolSource)
    completion = _number(min=0, max=100)
    carried_to = _year(nullable=True)

    @dy.rule()
    def status_has_source(cls) -> pl.Expr:
        """An unknown status is lost; a known one is not."""
        return pl.col("status").is_null() == (pl.col("status_source") == "lost")

    @dy.rule()
    def label_is_unique(cls) -> pl.Expr:
        """The label is what the public views call the commitment."""
        return pl.len().over("document", "organisation", "label") == 1


class Ledger(SourceRow):
    """Amounts of financial tables, one a cell, totals included, signs as printed."""

    organisation = _reference("organisations.csv", "organisation", key=True)
    statement = _one_of(words.Statement, key=True)
    line_no = dy.Int64(min=1, primary_key=True)
    line = _label()
    is_total = _flag()
    measure = _one_of(words.LedgerMeasure, key=True)
    period_start = dy.Date(primary_key=True)
    period_end = dy.Date(primary_key=True)
    amount = _number()
    missing = _one_of(words.Missing, nullable=True)
    unit = _reference("units.csv", "unit")

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

    claim = _code(key=True)
    organisation = _reference("organisations.csv", "organisation")
    label = _text()
    printed = dy.String(regex=PRINTED)  # kept as text: its decimals decide what agrees with it
    unit = _reference("units.csv", "unit")
    support = _text(nullable=True, longest=4000)


class Narratives(SourceRow):
    """Follow-up texts in our own words."""

    organisation = _reference("organisations.csv", "organisation", key=True)
    subject_type = _one_of(words.SubjectType, key=True)
    subject = _text(key=True)
    section = _one_of(words.Section, key=True)
    place = _text(key=True)
    source_line = dy.Int64(min=1, primary_key=True)
    text = _text(longest=20000)


RULES: dict[str, str] = {
    "value_or_missing": "antingen ett tal i value eller en orsak i missing, inte båda och inte ingendera",
    "amount_or_missing": "antingen ett tal i amount eller en orsak i missing, inte båda och inte ingendera",
    "period_in_order": "period_start får inte ligga efter period_end",
    "tolerance_has_kind": "en tolerans behöver en tolerance_kind",
    "assessment_has_source": "tom bedömning ska ha källan lost, annars printed eller prose",
    "trend_has_source": "tom trend ska ha källan lost, annars printed eller prose",
    "status_has_source": "tom status ska ha källan lost, annars printed eller prose",
    "label_is_unique": "samma label finns på en annan rad för organisationen; gör dem olika",
}

REFERENCE_FILES: dict[str, type[FileRow]] = {
    "documents.csv": Documents,
    "organisations.csv": Organisations,
    "perspectives.csv": Perspectives,
    "process_areas.csv": ProcessAreas,
    "units.csv": Units,
    "indicators.csv": Indicators,
    "method_breaks.csv": MethodBreaks,
    "symbols.csv": Symbols,
}

SOURCE_FILES: dict[str, type[SourceRow]] = {
    "parts.csv": Parts,
    "process_areas.csv": DocumentAreas,
    "goals.csv": Goals,
    "targets.csv": Targets,
    "observations.csv": Observations,
    "commitments.csv": Commitments,
    "ledger.csv": Ledger,
    "claims.csv": Claims,
}

_DESCRIBED: list[tuple[type[dy.Column], Callable[[Any], str]]] = [
    (dy.Enum, lambda column: "tillåtna värden: " + ", ".join(column.categories)),
    (dy.Float64, lambda column: "ett tal med decimalkomma, till exempel 1 234,5" + _bounds(column)),
    (dy.Int64, lambda column: "ett heltal" + _bounds(column)),
    (dy.Date, lambda _: "ett datum som 2016-12-31"),
]


def _bounds(column: dy.Float64 | dy.Int64) -> str:
    low = f"minst {column.min:g}" if column.min is not None else ""
    high = f"högst {column.max:g}" if column.max is not None else ""
    limits = " och ".join(part for part in (low, high) if part)
    return f", {limits}" if limits else ""


def allowed(column: dy.Column) -> str:
    """Say in Swedish what a column accepts.

    Args:
        column: A column of one of the contracts.

    Returns:
        A phrase such as "tillåtna värden: K, M, T".
    """
    for kind, describe in _DESCRIBED:
        if isinstance(column, kind):
            return describe(column)
    if isinstance(column, dy.String) and column.regex == CODE:
        return "en kod av bokstäver, siffror, bindestreck och understreck, högst 60 tecken"
    if isinstance(column, dy.String) and column.regex == PRINTED:
        return "ett tal med decimalkomma, till exempel 1 234,5"
    if isinstance(column, dy.String) and column.max_length:
        return f"en text på högst {column.max_length} tecken"
    return "ett värde av rätt slag"
