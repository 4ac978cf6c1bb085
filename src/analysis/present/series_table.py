"""The table behind a trend chart: outcomes and targets, one a row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import TargetKind
from analysis.present.table import Column, Row, Table
from analysis.present.typed_values import Values, days, numbers, printed, texts
from analysis.words.numbers import number, quantity, unit
from analysis.words.targets import written
from analysis.words.translate import _

#: The rows of the table.
TABLE_ROWS: dict[str, pl.DataType | type[pl.DataType]] = {
    "when": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "what": pl.String,
    "value": pl.Float64,
    "upper": pl.Float64,
    "mean": pl.Boolean,
    "printed_decimals": pl.Int64,
    "operator": pl.String,
    "unit": pl.String,
    "kind": pl.String,
    "also": pl.String,
    "also_printed": pl.List(pl.Float64),
    "remark": pl.String,
}


def series_table(title: str, symbol: str, rows: Sequence[Mapping[str, object]]) -> Table:
    """Lay out the figures of a trend chart.

    Args:
        title: What the table shows.
        symbol: The unit of all its figures, as written after numbers; empty where they have none or several.
        rows: `when`, `start`, `end`, `what`, `value`, `printed_decimals`, `operator`, `unit`, `kind`, `also` (what is
            told behind the figure), `also_printed` (other values printed for the same period), `remark`; `upper` of a
            range, `mean` of a mean.

    Returns:
        One row a figure.
    """
    written = unit(symbol)
    value = _("Värde, {unit}", unit=written) if written else _("Värde")
    several = not written and any(row["unit"] for row in rows)
    columns = [
        Column(_("Period"), lambda row: row["when"], row_heading=True, values=_period()),
        Column(_("Vad"), lambda row: row["what"]),
        Column(
            value,
            lambda row: _written(row, row["unit"] if several else None) + row["also"],
            numeric=True,
            values=[
                *printed(
                    value, lambda row: row["value"], lambda row: row["operator"], lambda row: row["printed_decimals"]
                ),
                replace(numbers(_("Övre gräns"), lambda row: row["upper"]), spare=True),
                *([texts(_("Enhet"), lambda row: unit(row["unit"]))] if several else []),
                texts(_("Även tryckt"), lambda row: "; ".join(map(number, row["also_printed"] or ())), spare=True),
                texts(_("Anmärkning"), lambda row: row["remark"], spare=True),
            ],
        ),
    ]
    return Table(title, columns, pl.DataFrame(rows, schema=TABLE_ROWS))


def _written(row: Row, symbol: str | None) -> str:
    if row["upper"] is not None:
        ends = {name: row[name] for name in ("value", "upper")}
        return written({"kind": TargetKind.RANGE, **ends, "symbol": symbol, "unit_kind": row["kind"]})
    figure = quantity(row["value"], None, symbol, row["operator"], row["kind"])
    return _("i snitt {level}", level=figure) if row["mean"] else figure


def _period() -> list[Values]:
    return [
        texts(_("Period"), lambda row: row["when"]),
        days(_("Från och med"), lambda row: row["start"]),
        days(_("Till och med"), lambda row: row["end"]),
    ]
