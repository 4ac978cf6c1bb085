"""Process areas with their assessment and trend."""

from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import SymbolSource, SymbolSubject
from analysis.chapter.pieces import Piece, Sign
from analysis.present.origins import of_row
from analysis.present.symbols import SymbolSet, stated_code
from analysis.present.table import Column, Row, Table, plain_column
from analysis.words.codes import SYMBOL_REMARKS
from analysis.words.mixed_language import swedish
from analysis.words.translate import _


def area_table(areas: pl.DataFrame, symbols: SymbolSet, caption: str, source: str) -> Table:
    """Make the table of process areas.

    Args:
        areas: Rows of the view `area_detail` with `assessment_computed`, `goals`, `goals_known`, and `adds_up`: whether
            goals judge areas.
        symbols: The symbols of the edition.
        caption: What the table shows.
        source: Where the judgements come from.

    Returns:
        One row an area, in printed order.
    """
    every = [(_("Bedömning"), SymbolSubject.AREA, "assessment"), (_("Trend"), SymbolSubject.TREND, "trend")]
    # An edition that has no such symbols needs no column to say so.
    judged = [each for each in every if _is_told(areas, each[2])]
    common = {name: _common_remark(areas, name) for _heading, _subject, name in judged}
    columns = [
        Column(_("{Area.one}"), lambda row: swedish(row["name"]), row_heading=True),
        *_perspective(areas),
        *(_judged(heading, symbols, subject, name, once=bool(common[name])) for heading, subject, name in judged),
    ]
    notes = [
        _("{heading}, alla rader: {remark}", heading=heading, remark=common[name])
        for heading, _subject, name in judged
        if common[name]
    ]
    return Table(caption, columns, areas, notes=notes, source=source, cards=True)


def _perspective(areas: pl.DataFrame) -> list[Column]:
    """What areas hang under; nothing in a tree that begins with them."""
    return [plain_column(_("{Perspective.one}"), "perspective_name")] if areas["perspective_name"].count() else []


def _is_told(areas: pl.DataFrame, name: str) -> bool:
    """Whether an edition has such symbols, or goals say instead what it does not."""
    printed = (areas[f"{name}_source"] != SymbolSource.NOT_PRINTED.value).any()
    return bool(printed or (name == "assessment" and areas["assessment_computed"].count()))


def _remark(row: Row, name: str) -> str:
    said = SYMBOL_REMARKS[SymbolSource(row[f"{name}_source"])]
    return said or (_why_unknown(row) if name == "assessment" else "")


def _why_unknown(row: Row) -> str:
    """Why the goals of an area do not judge it, where goals judge areas and nothing else does."""
    if not row["adds_up"] or stated_code(row, "assessment") is not None or row["assessment_computed"] is not None:
        return ""
    known = _("{known} av {all} {goal.short.many} är kända", known=row["goals_known"], all=row["goals"])
    reason = known if row["goals"] else _("{area.short.the} har inga {goal.short.many}")
    return _("Går inte att bedöma: {reason}.", reason=reason)


def _common_remark(areas: pl.DataFrame, name: str) -> str:
    """What is said beside the symbols of every row, so that it can be said once; empty where they differ."""
    said = {_remark(row, name) for row in areas.iter_rows(named=True)}
    return said.pop() if areas.height > 1 and len(said) == 1 else ""


def _judged(heading: str, symbols: SymbolSet, subject: SymbolSubject, name: str, *, once: bool) -> Column:
    def remarks(row: Row) -> list[str]:
        remark = _remark(row, name)
        return [remark] if remark else []

    def cell(row: Row) -> list[Piece]:
        return symbols.stated(subject, stated_code(row, name), row[f"{name}_source"], [] if once else remarks(row))

    words, told = symbols.words(heading, subject, name), symbols.remarks(heading, remarks)
    if name != "assessment":
        return Column(heading, cell, values=[words, told])
    values = [replace(words, origins=of_row), told]
    computed = symbols.words(_("{heading}, beräknad", heading=heading), subject, "assessment_computed", spare=True)
    return Column(heading, lambda row: _computed(row, symbols) or cell(row), values=[*values, computed])


def _computed(row: Row, symbols: SymbolSet) -> list[Piece]:
    """What the goals of an area say together, where the document does not judge it itself."""
    if stated_code(row, "assessment") is not None or row["assessment_computed"] is None:
        return []
    symbol = symbols.symbol(SymbolSubject.AREA, row["assessment_computed"])
    return [Sign(symbol, remarks=(_("Beräknat, inte publicerat."),))]
