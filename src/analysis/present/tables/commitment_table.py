"""The table of commitments: owners, status, completion and what was done."""

from collections.abc import Mapping

import polars as pl

from analysis.base.vocabulary import CommitmentKind, Status, SymbolSource, SymbolSubject
from analysis.chapter.pieces import Piece, Said, Share, Sign
from analysis.present.symbols import SymbolSet
from analysis.present.table import COMMITMENT, Column, Content, Row, Table
from analysis.present.tables.plan_table import belonging, owners_text
from analysis.present.typed_values import numbers
from analysis.words.codes import COMMITMENT_KINDS, SYMBOL_REMARKS
from analysis.words.days import period
from analysis.words.mixed_language import filled, joined, swedish
from analysis.words.numbers import percentage, quantity
from analysis.words.translate import _

#: Per cent of what is done.
WHOLE = 100


def commitment_table(
    commitments: pl.DataFrame, symbols: SymbolSet, comments: Mapping[str, Content], caption: str, source: str
) -> Table:
    """Make the table of commitments.

    Args:
        commitments: Rows of the view `commitment_detail`.
        symbols: The symbols of the edition.
        comments: Follow-up text by commitment code; leave it empty for a table without texts.
        caption: What the table shows.
        source: Where the figures come from.

    Returns:
        The table, one row a commitment.
    """
    columns = [
        Column(_("Åtagande"), lambda row: swedish(row["label"]), row_heading=True),
        *belonging(commitments),
        Column(_("Ansvarig"), lambda row: owners_text(row["owners"])),
        Column(_("Slag"), lambda row: COMMITMENT_KINDS[CommitmentKind(row["kind"])]),
    ]
    notes = []
    if _all_lost(commitments):
        notes.append(_("Status är okänd för alla åtaganden: symbolerna följde inte med i vårt textutdrag."))
    else:
        columns.append(_status_column(symbols))
    if commitments["completion"].count():
        columns.append(
            Column(
                _("Färdiggrad"),
                lambda row: _completion(row, symbols),
                numeric=True,
                values=[numbers(_("Färdiggrad, %"), lambda row: row["completion"], "%", 0)],
            )
        )
    elif symbols.of(SymbolSubject.COMPLETION):
        notes.append(_("Färdiggraden är okänd för alla åtaganden: symbolerna följde inte med i vårt textutdrag."))
    if comments:
        columns.append(Column(_("Uppföljning"), lambda row: comments.get(row["code"], ""), below=True))
    return Table(caption, columns, commitments, notes=notes, source=source, cards=True, subject=COMMITMENT)


def _all_lost(commitments: pl.DataFrame) -> bool:
    """Whether all that a column of statuses would say is, in every row, that the symbol is lost."""
    said = commitments.filter((pl.col("status_source") != SymbolSource.LOST.value) | pl.col("carried_to").is_not_null())
    return commitments.height > 1 and said.is_empty()


def _status_column(symbols: SymbolSet) -> Column:
    return Column(
        _("Status"),
        lambda row: _status(row, symbols),
        values=[symbols.words(_("Status"), SymbolSubject.STATUS, "status"), symbols.remarks(_("Status"), _remarks)],
    )


def _status(row: Row, symbols: SymbolSet) -> Sign:
    return Sign(symbols.symbol(SymbolSubject.STATUS, row["status"]), remarks=tuple(_remarks(row)))


def _remarks(row: Row) -> list[str]:
    carried = _("Förs över till {where}.", where=row["carried_to"]) if row["carried_to"] else ""
    full = row["completion"] is not None and row["completion"] >= WHOLE
    apart = _("Helt färdigt enligt färdiggraden.") if full and row["status"] not in (None, Status.DONE.value) else ""
    lost = SYMBOL_REMARKS[SymbolSource(row["status_source"])]
    return [text for text in (lost, _measured(row), carried, apart) if text]


def _measured(row: Row) -> str:
    """The figure that measures the commitment, beside the year before and the level to reach."""
    if row["outcome"] is None:
        return ""
    beside = []
    if row["previous"] is not None:
        earlier = period(row["previous_start"], row["previous_end"], row["outcome_type"])
        beside.append(f"{earlier}: {_figure(row, 'previous')}")
    if row["target"] is not None:
        beside.append(_("mål {target}", target=_figure(row, "target")))
    if row["measured_anew"] is not None:
        beside.append(_("nytt mätsätt från {year}, går inte att jämföra med tidigare", year=row["measured_anew"].year))
    words = "{indicator}: {outcome} ({beside})." if beside else "{indicator}: {outcome}."
    figures = {"outcome": _figure(row, "outcome"), "beside": joined(beside, "; ")}
    return filled(words, indicator=swedish(row["indicator_label"]), **figures)


def _figure(row: Row, which: str) -> str:
    return quantity(row[which], row[f"{which}_decimals"], row["unit_symbol"], row[f"{which}_operator"])


def _completion(row: Row, symbols: SymbolSet) -> Piece:
    if row["completion"] is not None:
        return Share(row["completion"], percentage(row["completion"], 0))
    if symbols.of(SymbolSubject.COMPLETION):
        return Sign(symbols.symbol(SymbolSubject.COMPLETION, None), remarks=(SYMBOL_REMARKS[SymbolSource.LOST],))
    return Said(_("ej angiven"), "muted")
