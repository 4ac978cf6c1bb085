"""Internal control: risk, control, result and action in one row."""

import polars as pl
from markupsafe import Markup

from analysis.present.fragment import render
from analysis.present.language import SYMBOL_REMARKS
from analysis.present.symbols import SymbolSet
from analysis.present.tables import Column, Row, Table
from analysis.vocabulary import SymbolSource, SymbolSubject


def control_table(
    controls: pl.DataFrame, symbols: SymbolSet, results: dict[str, Markup], caption: str, source: str
) -> Table:
    """Make the table of controls.

    Args:
        controls: Rows of the view `control_detail`.
        symbols: The symbols of the edition.
        results: What was found, by control code.
        caption: What the table shows.
        source: Where it comes from.

    Returns:
        One row a control.
    """
    columns = [
        Column("Kontroll", lambda row: row["label"], row_heading=True),
        Column("Gäller", lambda row: row["organisation_name"]),
        Column("Risk", lambda row: row["risk"]),
        Column("Hur ofta", lambda row: row["frequency"] or ""),
        Column("Bedömning", lambda row: _assessment(row, symbols)),
        Column("Så gjordes den, och resultatet", lambda row: _result(row, results), wide=True),
        Column("Åtgärd", lambda row: row["action"] or ""),
    ]
    return Table(caption, columns, controls, source=source)


def _assessment(row: Row, symbols: SymbolSet) -> Markup:
    remark = SYMBOL_REMARKS[SymbolSource(row["assessment_source"])]
    carried = f"Kan gå vidare till {row['carried_to']}." if row["carried_to"] else ""
    symbol = symbols.symbol(SymbolSubject.CONTROL, row["assessment"])
    return render("status.html.j2", symbol=symbol, remarks=[text for text in (remark, carried) if text])


def _result(row: Row, results: dict[str, Markup]) -> Markup:
    return render("control_result.html.j2", method=row["method"], result=results.get(row["code"]))
