"""What an interim report asks beside an annual one: what is expected, what is late or said to be."""

import polars as pl

from analysis.base.vocabulary import STEP, Counted, Status, SubjectType, SymbolSource
from analysis.judge.delay import delayed_sentences, due_year
from analysis.present.fragment import Fragment, nothing, overview
from analysis.present.table import Table
from analysis.present.tables.commitment_table import commitment_table
from analysis.present.tables.delay_table import delay_table
from analysis.present.text.running_text import reading
from analysis.report.commitments import commitments_frame
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import with_doubts
from analysis.words.numbers import number
from analysis.words.translate import _, later

EXPECTED_OF_ALL = later(
    "Enligt rapporten bedöms {done} {commitment.many} bli klara {year} och {ongoing} inte. Vilka framgår inte."
)
EXPECTED_OF_LOST = later(
    "Enligt rapporten bedöms {done} {commitment.many} bli klara {year} och {ongoing} inte. "
    "Vilka framgår inte, för symbolerna följde inte med i vårt textutdrag."
)


def expected_at_year_end(part: DocumentPart) -> Fragment:
    """How many commitments the document itself expects to be done, where nobody can see which.

    Returns:
        What the document says in figures; a sentence when symbols tell more, or when it says nothing.
    """
    commitments = commitments_frame(part)
    counts = part.rows("claims").filter(pl.col("counted").is_not_null())
    whole = {row["counted"]: row["printed"] for row in counts.reverse().iter_rows(named=True)}
    expected = set(counts.filter("expected")["counted"])
    if commitments["status"].count() or not {Counted.DONE.value, Counted.ONGOING.value} <= expected:
        return nothing(_("Dokumentet anger inga väntade antal."), optional=True)
    lost = SymbolSource.LOST.value in commitments["status_source"]
    told = _(
        EXPECTED_OF_LOST if lost else EXPECTED_OF_ALL,
        done=number(whole[Counted.DONE]),
        ongoing=number(whole[Counted.ONGOING]),
        year=part.row["year"],
    )
    stated, listed = whole.get(Counted.EVERY, commitments.height), commitments.height
    apart = _(
        "Rapporten uppger {stated} {commitment.many} men räknar upp {listed}.", stated=number(stated), listed=listed
    )
    return overview(told, apart if stated != listed else "")


def late_or_said_to_be(part: DocumentPart) -> Table | Fragment:
    """The commitments that are late or not begun by their status, or whose text tells of delay.

    Returns:
        One row a commitment with the sentences that tell so, or a sentence when nothing points that way.
    """
    found, reasons = late_commitments(part)
    commitments = commitments_frame(part)
    if found.is_empty():
        return nothing(_none_late(commitments))
    return delay_table(found, part.symbols, reasons, _caption_of_late(part, commitments), part.source)


def late(part: DocumentPart) -> Table | Fragment:
    """What is late, and whose it is: by status, or by what the text tells.

    Returns:
        One row a commitment with its owners, status and completion, or a sentence when nothing is late.
    """
    found, _reasons = late_commitments(part)
    commitments = commitments_frame(part)
    if found.is_empty():
        return nothing(_none_late(commitments))
    return commitment_table(found, part.symbols, {}, _caption_of_late(part, commitments), part.source)


def late_commitments(part: DocumentPart) -> tuple[pl.DataFrame, dict[str, list[str]]]:
    """The commitments that are late or not begun, or told to be; and the sentences that tell so."""
    commitments, texts = commitments_frame(part), part.texts(SubjectType.COMMITMENT)
    due = {row["code"]: due_year(row["label"], part.row["year"]) for row in commitments.iter_rows(named=True)}
    told = {
        str(code): delayed_sentences(rows["text"], due.get(code, part.row["year"]))
        for (code,), rows in texts.group_by("subject", maintain_order=True)
    }
    reasons = {code: sentences for code, sentences in told.items() if sentences}
    late = [Status.DELAYED.value, Status.NOT_STARTED.value]
    return commitments.filter(pl.col("status").is_in(late) | pl.col("code").is_in(list(reasons))), reasons


def _caption_of_late(part: DocumentPart, commitments: pl.DataFrame) -> str:
    """What the table of late commitments shows: where no status is known, none is known to be late."""
    if commitments["status"].count():
        return _("{Commitment.many} vars status eller text nämner försening {where}", where=part.where)
    return _("{Commitment.many} vars text tyder på försening {where}", where=part.where)


def _none_late(commitments: pl.DataFrame) -> str:
    if commitments["status"].count():
        return _(
            "Varken status eller text säger att {commitment:någon|något} {commitment.one} är "
            "{commitment:försenad|försenat}."
        )
    return _("Ingen text tyder på att {commitment:någon|något} {commitment.one} är {commitment:försenad|försenat}.")


def own_summary(part: DocumentPart) -> Fragment:
    """The summary of the document itself; that of its covering letter says the same over again.

    Returns:
        Running text.
    """
    texts = part.texts(SubjectType.ORGANISATION)
    place = pl.col("place")
    own = texts.filter((place == part.row["place"]) | place.str.starts_with(part.row["place"] + STEP))
    shown = own if own.height else texts
    return with_doubts(part, reading(shown, part.source), shown)
