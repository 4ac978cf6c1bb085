"""The commitments whose status or text tells of delay, each leading to where it is told about."""

from collections.abc import Mapping, Sequence

import polars as pl

from analysis.base.vocabulary import SymbolSubject
from analysis.chapter.pieces import Link, Listing, Said, Sign
from analysis.present.symbols import SymbolSet, stated_code
from analysis.present.table import COMMITMENT, Column, Row, Table
from analysis.present.tables.plan_table import belonging
from analysis.present.typed_values import texts
from analysis.words.mixed_language import swedish
from analysis.words.translate import _


def delay_table(
    commitments: pl.DataFrame,
    symbols: SymbolSet,
    reasons: Mapping[str, Sequence[str]],
    caption: str,
    source: str,
) -> Table:
    """Lay out the commitments that are late, or whose text tells of delay.

    Args:
        commitments: Rows of the view `commitment_detail`, with `area`.
        symbols: The symbols of the edition.
        reasons: The sentences that tell of delay, by commitment code.
        caption: What the table shows.
        source: Where the texts come from.

    Returns:
        One row a commitment: a link to it, its status where any has one, and the sentences.
    """
    columns = [
        Column(
            _("{Commitment.one}"),
            _link,
            row_heading=True,
            values=[texts(_("{Commitment.one}"), lambda row: row["label"])],
        )
    ]
    columns += belonging(commitments)
    if commitments["status"].count():
        status = [symbols.words(_("Status"), SymbolSubject.STATUS, "status")]
        columns.append(Column(_("Status"), lambda row: _status(row, symbols), values=status))
    if reasons:
        columns.append(Column(_("Vad texten säger"), lambda row: _said(reasons.get(row["code"], ())), wide=True))
    return Table(caption, columns, commitments, notes=[_about()] if reasons else (), source=source, derived=True)


def _about() -> str:
    return _(
        "Texterna är valda på ord som tyder på försening, och på arbete som går över {commitment.the}s eget slutår."
    )


def _link(row: Row) -> Link:
    return Link(COMMITMENT(row), swedish(row["label"]))


def _status(row: Row, symbols: SymbolSet) -> Sign:
    return Sign(symbols.symbol(SymbolSubject.STATUS, stated_code(row, "status")))


def _said(sentences: Sequence[str]) -> list[Listing]:
    return [Listing(tuple((Said(swedish(sentence)),) for sentence in sentences))] if sentences else []
