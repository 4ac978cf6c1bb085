"""Amounts that a document names in passing: one row an amount, since each has a measure and a time of its own."""

from datetime import date

import polars as pl

from analysis.base.vocabulary import Missing
from analysis.chapter.table import Kind
from analysis.present.table import Column, Row, Table
from analysis.present.tables.ledger_table import line_notes, line_origins, lines_by, what_and_when
from analysis.present.typed_values import Values, texts
from analysis.words.codes import MISSING
from analysis.words.mixed_language import swedish
from analysis.words.numbers import number, unit, with_unit
from analysis.words.translate import _

#: What makes two printed amounts one and the same, wherever they stand.
SAME = ("organisation", "line", "measure", "period_start", "period_end", "unit", "amount", "missing")


def amount_table(lines: pl.DataFrame, caption: str, source: str, until: date | None = None) -> Table:
    """List amounts, each with what it is and of which time.

    Args:
        lines: Rows of the view `ledger_detail`.
        caption: What the table shows.
        source: Where the figures come from.
        until: The day that the document reports to; a variance of a period that goes on is expected.

    Returns:
        One row an amount, also where several places print it; sums stand beside their parts.
    """
    several = lines_by(lines, SAME)
    columns = [
        Column(_("Post"), lambda row: swedish(row["line"]), row_heading=True),
        Column(_("Slag och år"), lambda row: what_and_when(row, until)),
        Column(
            _("Belopp"),
            _amount,
            numeric=True,
            values=[
                Values(_("Belopp"), lambda row: row["amount"], Kind.NUMBER, printed=lambda row: row["decimals"]),
                texts(_("Enhet"), lambda row: unit(row["symbol"])),
                texts(_("Saknas"), lambda row: None if row["amount"] is not None else _amount(row), spare=True),
            ],
        ),
    ]
    return Table(
        caption,
        columns,
        _each_once(lines),
        notes=line_notes(lines),
        source=source,
        is_total=lambda row: bool(row["is_total"]),
        slim=True,
        origins=line_origins(lines),
        row_origins=lambda row: several[tuple(row[name] for name in SAME)],
    )


def _each_once(lines: pl.DataFrame) -> pl.DataFrame:
    """Keep the lines of one organisation together: each numbers its own, and a sum stands after its parts."""
    met = lines.with_columns(first=pl.col("source_line").min().over("organisation"))
    ordered = met.sort("first", "organisation", "line_no", "period_end", maintain_order=True)
    return ordered.unique(SAME, keep="first", maintain_order=True)


def _amount(row: Row) -> str:
    if row["amount"] is None:
        return MISSING[Missing(row["missing"])]
    return with_unit(number(row["amount"], row["decimals"]), row["symbol"])
