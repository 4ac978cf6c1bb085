"""Commitments: status, completion, and what was done."""

import polars as pl

from analysis.base.vocabulary import Status, SubjectType, SymbolSubject
from analysis.errors import ParameterError, nearest
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment, nothing
from analysis.present.table import Table
from analysis.present.tables.commitment_table import commitment_table
from analysis.present.tables.count_table import by_area, count_chart
from analysis.present.text.running_text import comments
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import with_notes
from analysis.words.mixed_language import joined
from analysis.words.numbers import count_of
from analysis.words.translate import _, either, n_

#: Statuses that one sentence names with "or".
BOTH = 2


def commitments_frame(part: DocumentPart) -> pl.DataFrame:
    """Commitments with status and completion.

    Returns:
        Rows of the view `commitment_detail`.
    """
    return part.rows("commitments")


def commitments(part: DocumentPart, *, texts: bool = True) -> Table | Fragment:
    """The table of commitments.

    Args:
        texts: Whether the follow-up texts are shown.

    Returns:
        A table, or a sentence when there are no commitments.
    """
    rows = commitments_frame(part)
    if rows.is_empty():
        whole = part.process_area is None
        return nothing(
            _("Dokumentet har inga {commitment.many}.") if whole else _("{Area.the} har inga {commitment.many}.")
        )
    caption = _("{Commitment.many} {where}", where=part.where)
    if not texts:
        return commitment_table(rows, part.symbols, {}, caption, part.source)
    return _followed_up(part, rows, caption)


def commitments_with_status(part: DocumentPart, *statuses: str) -> Table | Fragment:
    """The commitments that have one of some statuses.

    Args:
        statuses: Codes: `done`, `ongoing`, `delayed`, `not_started`.

    Returns:
        A table with texts, or a sentence when none has such a status.
    """
    unknown = [status for status in statuses if status not in list(Status)]
    if unknown:
        raise ParameterError(_("Okänd status «{status}».", status=unknown[0]), nearest(unknown[0], list(Status)))
    rows = commitments_frame(part).filter(pl.col("status").is_in(statuses))
    if rows.is_empty():
        return nothing(_("Inga {commitment.many} har den statusen."))
    found = [status for status in statuses if status in rows["status"]]
    words = [part.symbols.symbol(SymbolSubject.STATUS, status).word.lower() for status in found]
    which = _("{one} eller {other}", one=words[0], other=words[1]) if len(words) == BOTH else ", ".join(words)
    caption = _("{Commitment.many} {where}: {which}", where=part.where, which=which)
    return _followed_up(part, rows, caption)


def commitments_chart(part: DocumentPart) -> Chart | Fragment:
    """Draw the commitments by status per process area.

    Returns:
        A stacked bar chart; its title counts the finished and the delayed ones. A sentence when there are none.
    """
    commitments = commitments_frame(part)
    if commitments.is_empty():
        return nothing(_("Dokumentet har inga {commitment.many}."), optional=True)
    if not commitments["status_step"].count():
        return nothing(_("{commitment:Ingen|Inget} {commitment.one} har en känd status."), optional=True)
    counted = by_area(commitments, "status_step")
    done, late = (commitments.filter(pl.col("status") == code.value).height for code in (Status.DONE, Status.DELAYED))
    every = count_of(counted.height, *either("{commitment.one}", "{commitment.many}"))
    title = _("{done} av {all} är klara", done=done, all=every)
    if late:
        title = joined([title, n_("{late} {commitment:försenad|försenat}", "{late} försenade", late, late=late)])
    caption = _("{Commitment.many} efter status {where}", where=part.where)
    return count_chart(
        "ataganden", counted, part.symbols, SymbolSubject.STATUS, (title, caption), part.source, "commitment_status"
    )


def _followed_up(part: DocumentPart, commitments: pl.DataFrame, caption: str) -> Table:
    """Commitments with what is told of each."""
    texts = part.texts_about(SubjectType.COMMITMENT, commitments["code"])
    return with_notes(part, commitment_table(commitments, part.symbols, comments(texts), caption, part.source), texts)
