"""What has been published otherwise before, in the words that readers know it by."""

import re

import polars as pl

from analysis.catalogue import Words, _, later, later_as, p_
from analysis.language import MEASURES, MISSING, day, number
from analysis.marked import filled, swedish
from analysis.present.symbols import SymbolSet
from analysis.present.tables import Column, Row, Table
from analysis.present.values import days, texts
from analysis.vocabulary import SymbolSubject

#: What changes in a fact beside its figures.
FIELDS = Words(
    {
        "assessment": later("Bedömning"),
        "trend": later("Trend"),
        "status": later("Status"),
        "completion": later("Färdiggrad"),
        "label": later("Namn"),
        "owners": later("Ansvariga"),
        "printed": later("Tryckt"),
        "achieved": later("Poäng"),
        "max": later_as("poäng", "Högsta poäng"),
        "percent": later("Procent"),
        "text": later("Text"),
    }
)
#: Which symbols tell a fact's field.
SYMBOLS = {
    ("goal", "assessment"): SymbolSubject.ASSESSMENT,
    ("override", "assessment"): SymbolSubject.ASSESSMENT,
    ("goal", "trend"): SymbolSubject.TREND,
    ("override", "trend"): SymbolSubject.TREND,
    ("commitment", "status"): SymbolSubject.STATUS,
    ("area", "assessment"): SymbolSubject.AREA,
    ("area", "trend"): SymbolSubject.TREND,
    ("control", "assessment"): SymbolSubject.CONTROL,
}
FIGURE = re.compile(r"(?P<operator>[^\d-]{0,2})(?P<value>-?\d+(\.\d+)?)")


def change_table(changes: pl.DataFrame, symbols: SymbolSet, caption: str) -> Table:
    """Lay out what has been published otherwise before.

    Args:
        changes: `changed_at`, `fact`, `name`, `whose`, `year`, `field`, `before`, `after`, `place`, `commit_id`.
        symbols: The symbols of the edition.
        caption: What the table shows.

    Returns:
        One row a change.
    """
    columns = [
        Column(_("Uppgift"), _name, row_heading=True),
        Column(_("Vad"), lambda row: MEASURES.get(row["field"]) or FIELDS.get(row["field"], row["field"])),
        Column(p_("förr", "Var"), lambda row: _value(row, "before", symbols) or _("inget")),
        Column(_("Är"), lambda row: _value(row, "after", symbols) or _("borttaget")),
        Column(
            _("När"),
            lambda row: f"{day(row['changed_at'])} {row['changed_at']:%H:%M} UTC",
            values=[
                days(_("Dag"), lambda row: row["changed_at"].date()),
                texts(_("Klockslag, UTC"), lambda row: f"{row['changed_at']:%H:%M}"),
            ],
        ),
        Column(_("Incheckning"), lambda row: row["commit_id"] or ""),
    ]
    return Table(caption, columns, changes, cards=True, log=True)


def _name(row: Row) -> str:
    if row["whose"] is None:
        return swedish(row["name"])
    return filled("{name}, {whose} {year}", name=swedish(row["name"]), whose=row["whose"], year=row["year"])


def _value(row: Row, side: str, symbols: SymbolSet) -> str:
    """A value as readers know it: a symbol's word, a figure in their way, the reason why one is missing."""
    value = row[side]
    if value is None:
        return ""
    if subject := SYMBOLS.get((row["fact"], row["field"])):
        return symbols.symbol(subject, value).word
    if figure := FIGURE.fullmatch(value):
        return f"{figure['operator']}{number(float(figure['value']))}"
    return MISSING.get(value) or swedish(value)
