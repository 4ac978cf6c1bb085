"""The table behind a trend chart: outcomes and targets, one a row."""

from collections.abc import Mapping, Sequence

import polars as pl

from analysis.language import number
from analysis.present.tables import Column, Table, plain_column
from analysis.present.values import days, printed, texts

#: The rows of the table.
TABLE_ROWS = {
    "when": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "what": pl.String,
    "value": pl.Float64,
    "operator": pl.String,
    "also": pl.String,
}
PERIOD = (
    texts("Period", lambda row: row["when"]),
    days("Från och med", lambda row: row["start"]),
    days("Till och med", lambda row: row["end"]),
)


def series_table(title: str, unit: str, rows: Sequence[Mapping[str, object]]) -> Table:
    """Lay out the figures of a trend chart.

    Args:
        title: What the table shows.
        unit: The unit of its figures, as written after numbers.
        rows: `when`, `start`, `end`, `what`, `value`, `operator`, `also` (other values printed for the same period).

    Returns:
        One row a figure.
    """
    value = f"Värde, {unit}" if unit else "Värde"
    columns = [
        Column("Period", lambda row: row["when"], row_heading=True, values=PERIOD),
        plain_column("Vad", "what"),
        Column(
            value,
            lambda row: number(row["value"]) + row["also"],
            numeric=True,
            values=[
                *printed(value, lambda row: row["value"], lambda row: row["operator"]),
                texts("Anmärkning", lambda row: row["also"].strip(" ()"), spare=True),
            ],
        ),
    ]
    return Table(title, columns, pl.DataFrame(rows, schema=TABLE_ROWS))
