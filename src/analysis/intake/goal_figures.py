"""A goal's target and outcome in its own row: the same rows of targets and observations as if they stood there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from analysis.base.vocabulary import Measure, PeriodType, ShownIn, TargetKind
from analysis.errors import Fault
from analysis.intake.contracts import Observations, Targets
from analysis.intake.reference_contracts import Documents, Indicators
from analysis.intake.rows import FileRow

#: How a goal's row calls what the tables call otherwise.
NAMES: Mapping[type[FileRow], Mapping[str, str]] = {
    Targets: {"value": "target", "operator": "target_operator", "missing": "target_missing"},
    Observations: {"value": "outcome", "operator": "outcome_operator", "missing": "outcome_missing"},
}
#: A figure in a goal's own row is of its first yardstick.
FIRST = "1"
#: What is not there is printed with none.
NO_DECIMALS = pl.lit(0, pl.Int64)


@dataclass(frozen=True)
class Known:
    """What must be known to write a goal's figures.

    Attributes:
        documents: Rows of `documents.csv` as texts.
        indicators: The same of `indicators.csv`.
    """

    documents: pl.DataFrame
    indicators: pl.DataFrame


def known_of(documents: list[pl.DataFrame], indicators: list[pl.DataFrame]) -> Known:
    """Gather what must be known.

    Args:
        documents: What has been read of documents.
        indicators: What has been read of indicators.

    Returns:
        Texts, one row a document and an indicator.
    """
    days = ["document", "year", "period_start", "period_end"]
    return Known(_texts(Documents, documents, days), _texts(Indicators, indicators, ["indicator", "unit"]))


def with_measured(goals: pl.DataFrame) -> pl.DataFrame:
    """Say whose the outcome in a goal's own row is: the goal's own organisation, where the row names no other.

    Args:
        goals: Goals as texts, with all columns of their contract.

    Returns:
        The same; rows without figures as they are.
    """
    figures = [name for names in NAMES.values() for name in names.values()]
    own = pl.when(pl.any_horizontal(pl.col(figures).is_not_null()) & pl.col("indicator").is_not_null())
    return goals.with_columns(measured_for=pl.coalesce("measured_for", own.then("organisation")))


def figures_of(goals: pl.DataFrame, known: Known) -> dict[type[FileRow], pl.DataFrame]:
    """Write the figures that stand in rows of goals as rows of their own tables.

    Args:
        goals: Goals as texts, with all columns of their contract.
        known: Of which year documents are, and in which units indicators count.

    Returns:
        Texts by contract, as `validate` takes them; none where goals have no figures.
    """
    told = goals.join(known.documents, on="document", how="left", maintain_order="left").join(
        known.indicators.rename({"unit": "usual_unit"}), on="indicator", how="left", maintain_order="left"
    )
    told = told.with_columns(unit=pl.coalesce("unit", "usual_unit"), shown_in=pl.lit(ShownIn.GOAL.value))
    outcome = {
        "organisation": pl.coalesce("measured_for", "organisation"),
        "period_type": pl.coalesce("period_type", _period_type()),
        "measure": pl.lit(Measure.OUTCOME.value),
    }
    # A target of a goal is for the year, whatever part of it the document tells of.
    target = {
        "period_start": pl.col("year") + "-01-01",
        "period_end": pl.col("year") + "-12-31",
        "yardstick": pl.lit(FIRST),
        "set_by": pl.col("organisation"),
        "kind": pl.lit(TargetKind.LEVEL.value),
        # What the goal's figures start from is its yardstick's; a level is a number by itself.
        "base_year": pl.lit(None, pl.String),
        "base_value": pl.lit(None, pl.String),
        "base_decimals": NO_DECIMALS,
        "upper_decimals": NO_DECIMALS,
    }
    return {
        contract: rows
        for contract, columns in ((Targets, target), (Observations, outcome))
        if not (rows := _rows(told, contract, columns)).is_empty()
    }


def as_in_goals(fault: Fault, contract: type[FileRow]) -> Fault:
    """Tell a fault of such a row by the columns of the file that it stands in.

    Args:
        fault: The fault, as it is told of a table of its own.
        contract: The contract of that table.

    Returns:
        The same with the column that goals have.
    """
    return replace(fault, column=NAMES[contract].get(fault.column, fault.column))


def _rows(told: pl.DataFrame, contract: type[FileRow], columns: Mapping[str, pl.Expr]) -> pl.DataFrame:
    own = {name: pl.col(goal) for name, goal in NAMES[contract].items()}
    filled = told.filter(pl.any_horizontal(pl.col(list(NAMES[contract].values())).is_not_null()))
    decimals = pl.col("value").str.extract(r",([0-9]+)$").str.len_chars().fill_null(0).cast(pl.Int64)
    written = filled.with_columns(**own, **columns)
    blank = {name: pl.lit(None, pl.String) for name in contract.column_names() if name not in written.columns}
    return written.with_columns(**blank).with_columns(decimals=decimals).select(contract.column_names())


def _period_type() -> pl.Expr:
    """What kind of period the document's own days are."""
    whole = pl.col("period_start").str.ends_with("-01-01") & pl.col("period_end").str.ends_with("-12-31")
    return pl.when(whole).then(pl.lit(PeriodType.YEAR.value)).otherwise(pl.lit(PeriodType.PART_YEAR.value))


def _texts(contract: type[FileRow], frames: list[pl.DataFrame], columns: list[str]) -> pl.DataFrame:
    there = [frame.select(pl.col(columns).cast(pl.String)) for frame in frames if not frame.is_empty()]
    empty = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    return pl.concat([empty, *there]).unique(contract.primary_key(), keep="first", maintain_order=True)
