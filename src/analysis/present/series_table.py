"""The table behind a trend chart: outcomes and targets, one a row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from analysis.base.vocabulary import Sex, TargetKind
from analysis.chapter.table import Origin
from analysis.present.doubts import also, remark
from analysis.present.origins import of_row
from analysis.present.series import Series, asks_for, called, part_named, when
from analysis.present.table import Column, Row, Table
from analysis.present.typed_values import Values, days, numbers, printed, texts
from analysis.words.codes import SEXES
from analysis.words.mixed_language import joined, swedish
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
    "place": pl.String,
    "file": pl.String,
    "file_row": pl.Int64,
    "origin": pl.String,
    "origin_kind": pl.String,
}
#: Where a figure comes from.
FROM = ("place", "file", "file_row", "origin", "origin_kind")


def series_table(title: str, symbol: str, rows: Sequence[Mapping[str, object]]) -> Table:
    """Lay out the figures of a trend chart.

    Args:
        title: What the table shows.
        symbol: The unit of all its figures, as written after numbers; empty where they have none or several.
        rows: `when`, `start`, `end`, `what`, `value`, `printed_decimals`, `operator`, `unit`, `kind`, `also` (what is
            told behind the figure), `also_printed` (other values printed for the same period), `remark`; `upper` of a
            range, `mean` of a mean; `place`, `file`, `file_row`, `origin`, `origin_kind` where they are known.

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
    return Table(title, columns, pl.DataFrame(rows, schema=TABLE_ROWS), row_origins=_origins)


def _origins(row: Row) -> list[Origin]:
    return of_row(row, joined([row["what"], row["when"]], " "))


def _came_from(row: Row) -> Row:
    return {name: row.get(name) for name in FROM}


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


def figures(series: Series, title: str) -> Table:
    """Lay out all figures of a series.

    Args:
        series: What is drawn.
        title: What the table shows.

    Returns:
        One row a figure.
    """
    rows = [*_outcomes(series), *_targets(series)]
    return replace(series_table(title, series.shared_unit, rows), notes=[*_explained(series), *series.left_out])


def _outcomes(series: Series) -> Iterator[Row]:
    for row in series.outcomes.iter_rows(named=True):
        yield {
            "when": when(row),
            "start": row["period_start"],
            "end": row["period_end"],
            "what": SEXES[Sex(row["sex"])],
            "value": row["value"],
            "printed_decimals": row.get("printed_decimals"),
            "operator": row["operator"],
            "unit": series.unit,
            "kind": series.kind,
            "also": also(row),
            "also_printed": row["also_printed"],
            "remark": remark(row),
        } | _came_from(row)


def _targets(series: Series) -> Iterator[Row]:
    """Those of whole years first, then those of parts."""
    for row in series.targets.iter_rows(named=True):
        year = row["year"]
        yield _target(series, row, {"when": str(year), "start": date(year, 1, 1), "end": date(year, 12, 31)})
    for row in series.parts:
        yield _target(series, row, {"when": part_named(row), "start": row["period_start"], "end": row["period_end"]})


def _target(series: Series, row: Row, during: Row) -> Row:
    return (
        during
        | _came_from(row)
        | {
            "what": called(row),
            "value": row["target"],
            "upper": row.get("upper"),
            "mean": asks_for(row) is TargetKind.MEAN,
            "printed_decimals": row.get("printed_decimals"),
            "unit": series.unit_of_targets,
            "kind": series.kind,
            "also": also(row),
            "also_printed": row.get("also_printed"),
        }
    )


def _explained(series: Series) -> list[str]:
    """What a reader would ask of a drawing: why a point is hollow that documents disagree on, and a line is broken."""
    return [
        _(
            "Ihålig punkt, {when}: {figure} är också tryckt som {values}.",
            when=when(row),
            figure=series.figure(row),
            values=joined(quantity(value, None, series.unit, None, series.kind) for value in row["also_printed"]),
        )
        for row in series.outcomes.iter_rows(named=True)
        if row["also_printed"]
    ] + [
        _(
            "Prickad lodrät linje: nytt mätsätt från {year}. {reason}.",
            year=row["from_date"].year,
            reason=swedish(row["reason"]),
        )
        for row in series.drawn_breaks.iter_rows(named=True)
    ]
