"""Contradictions as a table: what is said, the other figure, both places, and who has taken a stand."""

import polars as pl
from markupsafe import Markup

from analysis.language import KINDS, SEVERITIES, day
from analysis.present.fragment import render
from analysis.present.tables import Column, Row, Table
from analysis.vocabulary import Contradiction, Severity


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
        Column("Vad", lambda row: row["message"], row_heading=True),
        Column("Grad", lambda row: SEVERITIES[Severity(row["severity"])]),
        Column("Slag", lambda row: KINDS[Contradiction(row["kind"])]),
        Column("Platser i dokumentet", _places, wide=True),
        Column("Kvitterad", _acknowledged),
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
