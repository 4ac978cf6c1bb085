"""The table of commitments: owners, status, completion and what was done."""

from collections.abc import Mapping

import polars as pl

from analysis.base.vocabulary import CommitmentKind, Status, SymbolSource, SymbolSubject
from analysis.chapter.pieces import Piece, Said, Share, Sign
from analysis.present.origins import of_row
from analysis.present.symbols import SymbolSet, stated_code
from analysis.present.table import COMMITMENT, Column, Content, Row, Table
from analysis.present.tables.named_rows import naming_column
from analysis.present.tables.plan_table import belonging, owners_text
from analysis.present.typed_values import numbers
from analysis.words.codes import COMMITMENT_KINDS, SYMBOL_REMARKS
from analysis.words.days import period
from analysis.words.mixed_language import filled, joined, swedish
from analysis.words.numbers import percentage, quantity
from analysis.words.translate import Words, _, later

#: What is said once below a table where it would be said in every row.
WITHOUT_STATUS = Words(
    {
        SymbolSource.LOST: later(
            "Status är okänd för alla {commitment.many}: symbolerna följde inte med i vårt textutdrag."
        ),
        SymbolSource.NOT_PRINTED: later("Dokumentet anger ingen status för {commitment.the_many}."),
        SymbolSource.NOT_SET: later("Status är inte satt än för {commitment:någon|något} {commitment.one}."),
    }
)
LOST_COMPLETION = later(
    "Färdiggraden är okänd för alla {commitment.many}: symbolerna följde inte med i vårt textutdrag."
)
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
        naming_column(_("{Commitment.one}"), commitments),
        *belonging(commitments),
        Column(_("Ansvarig"), owners_text),
        Column(_("Slag"), lambda row: COMMITMENT_KINDS[CommitmentKind(row["kind"])]),
    ]
    notes = [note for note in (_without_status(commitments), _without_completion(commitments)) if note]
    if not _without_status(commitments):
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
    if comments:
        columns.append(Column(_("Uppföljning"), lambda row: comments.get(row["code"], ""), below=True))
    return Table(
        caption,
        columns,
        commitments,
        notes=notes,
        source=source,
        cards=True,
        subject=COMMITMENT,
        row_origins=of_row,
    )


def _without_status(commitments: pl.DataFrame) -> str:
    """Say once why a column of statuses would say nothing, where all that it would say is the same in every row."""
    sources = commitments["status_source"].unique().to_list()
    if commitments.height == 1 or commitments["carried_to"].count() or len(sources) > 1:
        return ""
    return WITHOUT_STATUS.get(SymbolSource(sources[0]), "")


def _without_completion(commitments: pl.DataFrame) -> str:
    """Say once that completions are lost, where all of them are; of those that no edition prints nothing is said."""
    lost = (commitments["completion_source"] == SymbolSource.LOST.value).any()
    return _(LOST_COMPLETION) if lost and not commitments["completion"].count() else ""


def _status_column(symbols: SymbolSet) -> Column:
    return Column(
        _("Status"),
        lambda row: _status(row, symbols),
        values=[symbols.words(_("Status"), SymbolSubject.STATUS, "status"), symbols.remarks(_("Status"), _remarks)],
    )


def _status(row: Row, symbols: SymbolSet) -> list[Piece]:
    return symbols.stated(SymbolSubject.STATUS, stated_code(row, "status"), row["status_source"], _remarks(row))


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
    if row["completion_source"] == SymbolSource.LOST:
        return Sign(symbols.symbol(SymbolSubject.COMPLETION, None), remarks=(SYMBOL_REMARKS[SymbolSource.LOST],))
    return Said(_("ej angiven"), "muted")
