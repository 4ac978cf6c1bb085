"""Contradictions as a table: what is said, the other figure, both places, and who has taken a stand."""

import polars as pl
from markupsafe import Markup

from analysis.language import KINDS, SEVERITIES, day
from analysis.present.fragment import render
from analysis.present.tables import Column, Row, Table
from analysis.present.values import Values, days, numbers, texts
from analysis.vocabulary import Contradiction, Severity

#: What is set against what. A count with a word and a figure with a sign are contradictions too, so these are texts.
COMPARED = (
    texts("Vad", lambda row: row["message"]),
    texts("Tryckt", lambda row: row["printed"]),
    texts("Annan uppgift", lambda row: row["other"]),
    numbers("Skillnad", lambda row: None if row["difference"] is None else round(row["difference"], 6)),
)
PLACES: tuple[Values, ...] = (
    texts("Plats", lambda row: row["place"]),
    texts("Annan plats", lambda row: row["other_place"], spare=True),
)
ACKNOWLEDGED = (
    texts("Kvitterad av", lambda row: row["acknowledged_by"], spare=True),
    days("Kvitterad den", lambda row: row["acknowledged_on"], spare=True),
    texts("Kvitterad för att", lambda row: row["acknowledged_for"], spare=True),
    texts("Motsägelsens id", lambda row: row["finding"]),
)


def finding_rows_table(findings: pl.DataFrame, caption: str, source: str = "") -> Table:
    """Make the table of contradictions.

    Args:
        findings: Rows of the view `inconsistency`.
        caption: What the table shows.
        source: Where the figures come from.

    Returns:
        One row a contradiction, with its id so that it can be acknowledged.
    """
    columns = [
        Column("Vad", lambda row: row["message"], row_heading=True, values=COMPARED),
        Column("Grad", lambda row: SEVERITIES[Severity(row["severity"])]),
        Column("Slag", lambda row: KINDS[Contradiction(row["kind"])]),
        Column("Platser i dokumentet", _places, wide=True, values=PLACES),
        Column("Kvitterad", _acknowledged, values=ACKNOWLEDGED),
    ]
    return Table(caption, columns, findings, source=source, derived=True)


def _places(row: Row) -> Markup:
    places = [place for place in (row["place"], row["other_place"]) if place]
    return render("listing.html.j2", items=places)


def _acknowledged(row: Row) -> Markup:
    if row["acknowledged_by"] is None:
        return render("muted.html.j2", text=f"nej, id {row['finding']}")
    return render(
        "noted.html.j2", text=f"{row['acknowledged_by']}, {day(row['acknowledged_on'])}", note=row["acknowledged_for"]
    )
