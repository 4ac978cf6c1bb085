"""Internal control: risk, control, result and action in one row."""

import polars as pl
from markupsafe import Markup

from analysis.catalogue import _, p_
from analysis.language import SYMBOL_REMARKS
from analysis.marked import swedish
from analysis.present.fragment import render
from analysis.present.symbols import SymbolSet
from analysis.present.tables import Column, Row, Table, subject_of
from analysis.present.values import texts
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
        Column(_("Kontroll"), lambda row: swedish(row["label"]), row_heading=True),
        Column(_("Risk"), lambda row: swedish(row["risk"])),
        Column(
            _("Gäller, och hur ofta"),
            lambda row: render("noted.html.j2", text=swedish(row["organisation_name"]), note=swedish(row["frequency"])),
            values=[
                texts(p_("vem", "Gäller"), lambda row: row["organisation_name"]),
                texts(_("Hur ofta"), lambda row: row["frequency"]),
            ],
        ),
        Column(
            _("Bedömning"),
            lambda row: _assessment(row, symbols),
            values=[
                symbols.words(_("Bedömning"), SymbolSubject.CONTROL, "assessment"),
                symbols.remarks(_("Bedömning"), _remarks),
            ],
        ),
        Column(
            _("Så gjordes den, resultat och åtgärd"),
            lambda row: _result(row, results),
            below=True,
            values=[
                texts(_("Så gjordes den"), lambda row: row["method"]),
                texts(_("Resultat"), lambda row: results.get(row["code"])),
                texts(_("Åtgärd"), lambda row: row["action"]),
            ],
        ),
    ]
    return Table(caption, columns, controls, source=source, subject=subject_of("kontroll", "code"))


def _assessment(row: Row, symbols: SymbolSet) -> Markup:
    symbol = symbols.symbol(SymbolSubject.CONTROL, row["assessment"])
    return render("status.html.j2", symbol=symbol, remarks=_remarks(row))


def _remarks(row: Row) -> list[str]:
    carried = _("Kan gå vidare till {where}.", where=swedish(row["carried_to"])) if row["carried_to"] else ""
    return [text for text in (SYMBOL_REMARKS[SymbolSource(row["assessment_source"])], carried) if text]


def _result(row: Row, results: dict[str, Markup]) -> Markup:
    return render(
        "control_result.html.j2",
        method=swedish(row["method"]),
        result=results.get(row["code"]),
        action=swedish(row["action"]),
    )
