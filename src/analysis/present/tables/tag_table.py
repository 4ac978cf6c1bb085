"""What carries a tag, with what is known of it."""

import polars as pl

from analysis.base.vocabulary import SymbolSubject, TaggedType
from analysis.chapter.pieces import Link, Piece, Said, Sign
from analysis.present.symbols import NONE, SymbolSet
from analysis.present.table import AREA, COMMITMENT, GOAL, Column, Row, Table
from analysis.present.tables.node_table import node_subject
from analysis.present.typed_values import texts
from analysis.words.mixed_language import swedish
from analysis.words.terms import term
from analysis.words.translate import _

#: By which symbols the state of each kind of thing is shown; an indicator has none.
SCALES = {
    TaggedType.GOAL: SymbolSubject.ASSESSMENT,
    TaggedType.COMMITMENT: SymbolSubject.STATUS,
    TaggedType.AREA: SymbolSubject.AREA,
    TaggedType.NODE: SymbolSubject.AREA,
    TaggedType.CONTROL: SymbolSubject.CONTROL,
}


def tag_table(tagged: pl.DataFrame, symbols: SymbolSet, caption: str, source: str) -> Table:
    """Make the table of what carries tags.

    Args:
        tagged: `tag_name`, `subject_type`, `subject`, `name`, `level`, `state`.
        symbols: The symbols of the edition.
        caption: What the table shows.
        source: Where it comes from.

    Returns:
        One row a thing and tag; the tag has a column where there are several.
    """
    several = tagged["tag_name"].n_unique() > 1
    words = {_code(row): _capital(term(_code(row)).one) for row in tagged.iter_rows(named=True)}
    columns = [
        Column(_("Namn"), lambda row: Link(_subject(row), swedish(row["name"])), row_heading=True),
        Column(_("Slag"), lambda row: words[_code(row)]),
        Column(_("Läge"), lambda row: _state(row, symbols), values=[texts(_("Läge"), lambda row: _word(row, symbols))]),
        *([Column(_("Tagg"), lambda row: swedish(row["tag_name"]))] if several else []),
    ]
    return Table(caption, columns, tagged, source=source, derived=True, slim=True)


def _subject(row: Row) -> str:
    """Where a thing is told about."""
    kind, code = row["subject_type"], row["subject"]
    if kind == TaggedType.NODE:
        return node_subject({"level": row["level"], "node": code, "is_goal": False})
    named = {TaggedType.GOAL: GOAL({"goal": code}), TaggedType.COMMITMENT: COMMITMENT({"code": code})}
    return named.get(kind) or (AREA({"process_area": code}) if kind == TaggedType.AREA else f"{kind}-{code}")


def _code(row: Row) -> str:
    """The code of the word for what a thing is; that of a node or a goal is its level's."""
    return str(row["level"] or row["subject_type"])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _word(row: Row, symbols: SymbolSet) -> str | None:
    scale = SCALES.get(TaggedType(row["subject_type"]))
    return symbols.symbol(scale, row["state"]).word if scale and row["state"] else None


def _state(row: Row, symbols: SymbolSet) -> Piece:
    scale = SCALES.get(TaggedType(row["subject_type"]))
    return Sign(symbols.symbol(scale, row["state"])) if scale and row["state"] else Said(NONE, "muted")
