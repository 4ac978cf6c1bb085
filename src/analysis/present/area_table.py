"""Process areas with their assessment and trend."""

import polars as pl
from markupsafe import Markup

from analysis.catalogue import _
from analysis.language import SYMBOL_REMARKS
from analysis.marked import swedish
from analysis.present.fragment import render
from analysis.present.symbols import SymbolSet
from analysis.present.tables import Column, Row, Table
from analysis.vocabulary import SymbolSource, SymbolSubject


def area_table(areas: pl.DataFrame, symbols: SymbolSet, caption: str, source: str) -> Table:
    """Make the table of process areas.

    Args:
        areas: Rows of the view `area_detail`.
        symbols: The symbols of the edition.
        caption: What the table shows.
        source: Where the judgements come from.

    Returns:
        One row an area, in printed order.
    """
    columns = [
        Column(_("Processområde"), lambda row: swedish(row["name"]), row_heading=True),
        Column(_("Perspektiv"), lambda row: swedish(row["perspective_name"])),
        _judged(_("Bedömning"), symbols, SymbolSubject.AREA, "assessment"),
        _judged(_("Trend"), symbols, SymbolSubject.TREND, "trend"),
    ]
    return Table(caption, columns, areas, source=source, cards=True)


def _judged(heading: str, symbols: SymbolSet, subject: SymbolSubject, name: str) -> Column:
    def remarks(row: Row) -> list[str]:
        remark = SYMBOL_REMARKS[SymbolSource(row[f"{name}_source"])]
        return [remark] if remark else []

    def cell(row: Row) -> Markup:
        return render("status.html.j2", symbol=symbols.symbol(subject, row[name]), remarks=remarks(row))

    return Column(heading, cell, values=[symbols.words(heading, subject, name), symbols.remarks(heading, remarks)])
