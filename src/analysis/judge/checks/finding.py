"""What a check says when it finds something: one row of the view `inconsistency`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from analysis.base.vocabulary import STEP, Contradiction, Measure, PeriodType, Severity
from analysis.words.days import DECEMBER, period
from analysis.words.numbers import beside_sign, number, with_unit

Row = Mapping[str, Any]
#: Binary noise of decimal figures, far below any printed precision.
NOISE = 1e-9

#: What a figure is, before "för" and its name; an outcome needs no word.
CALLED = {
    Measure.TARGET: "Målet",
    Measure.BUDGET: "Budgeten",
    Measure.FORECAST: "Prognosen",
    Measure.VARIANCE: "Avvikelsen",
    Measure.CHANGE: "Förändringen",
    Measure.CHANGE_PCT: "Förändringen",
}


@dataclass(frozen=True)
class Finding:
    """One contradiction, with both figures and both places.

    Attributes:
        document: Id of the document.
        kind: What contradicts what.
        severity: How grave it is.
        rule: Name of the check, stable over time; acknowledgements refer to it.
        subject: What it is about, in the words of the data.
        printed: The published figure or word, as written.
        other: What stands against it, as written.
        message: One Swedish sentence that a controller understands.
        difference: How far apart they are, in the printed unit; nothing for words.
        place: Where the published one stands.
        other_place: Where the other stands, and where either is printed again; several with `PLACES` between.
        other_document: Id of the document that the other stands in, where that is not the same one.
        file: Input file of the published one, below the data folder.
        file_row: Its row there.
        part: Whose part of the document it concerns, where that does not follow from the place: a covering letter
            tells of all.
    """

    document: str
    kind: Contradiction
    severity: Severity
    rule: str
    subject: str
    printed: str
    other: str
    message: str
    difference: float | None = None
    place: str = ""
    other_place: str = ""
    other_document: str = ""
    file: str = ""
    file_row: int = 0
    part: str = ""


SCHEMA = {
    name: {"difference": pl.Float64(), "file_row": pl.Int64()}.get(name, pl.String())
    for name in Finding.__dataclass_fields__
}


def as_frame(findings: Iterable[Finding]) -> pl.DataFrame:
    """Lay findings out as a table.

    Args:
        findings: Any number of them.

    Returns:
        One row a finding, each once, columns as the attributes of `Finding`; empty texts are null.
    """
    rows = list(dict.fromkeys(findings))
    frame = pl.DataFrame([asdict(row) for row in rows], schema=SCHEMA)
    return frame.with_columns(pl.col("place", "other_place", "other_document", "file", "part").replace("", None))


def span(start: date, end: date) -> str:
    """Write the period of an amount, whose table does not say what kind of period it is.

    Args:
        start: First day.
        end: Last day.

    Returns:
        For example "2020" for all of the year, else "jan.–mars 2020".
    """
    whole = (start.month, end.month) == (1, DECEMBER)
    one_month = (start.year, start.month) == (end.year, end.month)
    kind = PeriodType.YEAR if whole else PeriodType.MONTH if one_month else PeriodType.PART_YEAR
    return period(start, end, kind)


def period_of(row: Row) -> str:
    """Write the period of a figure.

    Args:
        row: `period_start`, `period_end`, `period_type`.

    Returns:
        For example "2016" or "jan.–aug. 2018".
    """
    return period(row["period_start"], row["period_end"], row["period_type"])


def named(row: Row) -> str:
    """Name a key figure, with whose it is and when.

    Args:
        row: `label`, `organisation`, `measure`, `period_start`, `period_end`, `period_type`.

    Returns:
        For example "Sjukfrånvaro, KLK 2022" or "Målet 2022 för Sjukfrånvaro, KLK".
    """
    what, when, called = f"{row['label']}, {row['organisation']}", period_of(row), CALLED.get(row["measure"])
    return f"{called} {when} för {what}" if called else f"{what} {when}"


def written(row: Row) -> str:
    """Write a key figure as it is printed, with its sign and unit.

    Args:
        row: `value`, `printed_decimals`, `operator`, `symbol`.

    Returns:
        For example "≥75 %".
    """
    return with_unit(beside_sign(number(row["value"], row["printed_decimals"]), row["operator"]), row["symbol"])


def written_amount(row: Row) -> str:
    """Write an amount as it is printed, with its unit.

    Args:
        row: `amount`, `decimals`, `symbol`.

    Returns:
        For example "1 340 tkr".
    """
    return with_unit(number(row["amount"], row["decimals"]), row["symbol"])


def difference_of(amount: float | Decimal, row: Row) -> str:
    """Say how far apart two amounts are.

    Args:
        amount: How far, in the unit of the row.
        row: `symbol`.

    Returns:
        For example "Skillnaden är 1 tkr."; a unit may end in a full stop itself.
    """
    told = f"Skillnaden är {with_unit(number(amount), row['symbol'])}"
    return told if told.endswith(".") else f"{told}."


def weighed(severity: Severity, *rows: Row) -> Severity:
    """Say how grave it is that figures do not fit, where some of them are preliminary: those may become others.

    Args:
        severity: How grave it is among figures that are all final, or all preliminary.
        *rows: The figures: `preliminary`.

    Returns:
        A note where only some are preliminary.
    """
    mixed = len({bool(row.get("preliminary")) for row in rows}) > 1
    return Severity.NOTE if mixed and severity in (Severity.ERROR, Severity.WARNING) else severity


def heading_of(row: Row) -> str:
    """Name the heading that something stands under.

    Args:
        row: `heading`, nothing outside tables, and `place`.

    Returns:
        The table's path, else the place.
    """
    return str(row["heading"] or row["place"])


def table_of(row: Row) -> str:
    """Name the table that an amount stands in.

    Args:
        row: `heading`, nothing outside tables, and `place`.

    Returns:
        The last step of where it stands, columns aside.
    """
    return heading_of(row).split(STEP)[-1]


def where(row: Row) -> dict[str, Any]:
    """Where a published figure stands, as arguments of `Finding`.

    Args:
        row: A row with `document`, `place`, `file` and `file_row`.

    Returns:
        Those four by name.
    """
    return {name: row[name] for name in ("document", "place", "file", "file_row")}
