"""What has been published otherwise before, in the words that readers know it by."""

import re
from collections.abc import Sequence
from itertools import takewhile

import polars as pl

from analysis.base.vocabulary import STEP, SymbolSubject
from analysis.chapter.markup.markdown import words as prose_words
from analysis.chapter.pieces import Moment
from analysis.present.symbols import SymbolSet
from analysis.present.table import Column, Row, Table
from analysis.present.typed_values import days, texts
from analysis.words.codes import MEASURES, MISSING, STATEMENTS
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import number, with_unit
from analysis.words.translate import Words, _, later, later_as, p_

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
    ("node", "assessment"): SymbolSubject.AREA,
    ("node", "trend"): SymbolSubject.TREND,
    ("control", "assessment"): SymbolSubject.CONTROL,
}
#: More changes than this are folded away.
LONG = 12
TEXT = "text"
#: Words shown around those of a text that have changed.
AROUND = 4
CUT = "…"
FIGURE = re.compile(r"(?P<operator>[^\d-]{0,2})(?P<value>-?\d+(\.\d+)?)")


def change_table(changes: pl.DataFrame, symbols: SymbolSet, caption: str) -> Table:
    """Lay out what has been published otherwise before.

    Args:
        changes: Rows of the query `changes_of`.
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
            _when,
            values=[
                days(_("Dag"), lambda row: row["changed_at"].date()),
                texts(_("Klockslag, UTC"), lambda row: f"{row['changed_at']:%H:%M}"),
                texts(_("Incheckning"), lambda row: row["commit_id"], spare=True),
            ],
        ),
    ]
    return Table(caption, columns, changes, folded=changes.height > LONG, cards=True, log=True)


def _when(row: Row) -> Moment:
    return Moment(f"{row['changed_at']:%Y-%m-%dT%H:%M:%SZ}", row["commit_id"] or "")


def _name(row: Row) -> str:
    name = row["name"] or STATEMENTS.get(row["code"]) or _heading(row)
    if row["whose"] is None:
        return swedish(name)
    return filled("{name}, {whose} {year}", name=swedish(name), whose=row["whose"], year=row["year"])


def _heading(row: Row) -> str:
    """A text without a name of its own is known by what it stands below."""
    return str(row["place"]).rpartition(STEP)[2] if row["fact"] == TEXT and row["place"] else str(row["code"])


def _value(row: Row, side: str, symbols: SymbolSet) -> str:
    """A value as readers know it: a symbol's word, a figure in their way, why one is missing, what of a text is new."""
    value = row[side]
    if value is None:
        return ""
    if subject := SYMBOLS.get((row["fact"], row["field"])):
        return symbols.symbol(subject, value).word
    if row["fact"] == TEXT:
        return swedish(_changed(_words(value), _words(row["after" if side == "before" else "before"] or "")))
    if figure := FIGURE.fullmatch(value):
        told = with_unit(number(float(figure["value"])), row[f"symbol_{side}"], "\N{NO-BREAK SPACE}")
        return f"{figure['operator']}{told}"
    return MISSING.get(value) or swedish(value)


def _words(text: str) -> list[str]:
    return prose_words(text).split()


def _changed(words: list[str], others: list[str]) -> str:
    """The part of a text that is not as in the other one, with a few words around it."""
    if not others:
        return " ".join(words)
    before = _alike(words, others)
    after = min(_alike(words[::-1], others[::-1]), min(len(words), len(others)) - before)
    first, last = max(0, before - AROUND), len(words) - max(0, after - AROUND)
    return " ".join([*([CUT] if first else []), *words[first:last], *([CUT] if last < len(words) else [])])


def _alike(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words two texts have in common from their beginning on."""
    pairs = zip(words, others, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
