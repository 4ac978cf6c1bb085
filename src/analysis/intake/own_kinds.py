"""Kinds of documents, organisations and financial tables that the owner names, with what each behaves like."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

import polars as pl

from analysis.base.money import Statement
from analysis.base.vocabulary import DocumentKind, KindSubject, OrganisationKind
from analysis.errors import Fault, nearest
from analysis.intake.contracts import Ledger, StatementConventions
from analysis.intake.reference_contracts import Documents, Kinds, LedgerSums, Organisations
from analysis.intake.rows import FileRow
from analysis.words.translate import _

Frames = Mapping[type[FileRow], pl.DataFrame]
#: The kinds that the program knows.
KNOWN: Mapping[KindSubject, type[StrEnum]] = {
    KindSubject.DOCUMENT: DocumentKind,
    KindSubject.ORGANISATION: OrganisationKind,
    KindSubject.STATEMENT: Statement,
}
#: Where kinds are used.
USED: tuple[tuple[KindSubject, type[FileRow], str], ...] = (
    (KindSubject.DOCUMENT, Documents, "kind"),
    (KindSubject.ORGANISATION, Organisations, "kind"),
    (KindSubject.STATEMENT, Ledger, "statement"),
    (KindSubject.STATEMENT, StatementConventions, "statement"),
    (KindSubject.STATEMENT, LedgerSums, "statement"),
    (KindSubject.STATEMENT, LedgerSums, "part_statement"),
)


def kind_faults(frames: Frames) -> list[Fault]:
    """Find kinds that nobody declares, and declarations that say nothing.

    Args:
        frames: Validated frames by contract.

    Returns:
        One fault a cell, with its remedy.
    """
    return [*_declared(frames[Kinds]), *(fault for used in USED for fault in _unknown(frames, *used))]


def with_own_kinds(frames: Frames) -> dict[type[FileRow], pl.DataFrame]:
    """Say of documents and organisations what they behave like, and keep the owner's word beside it.

    Args:
        frames: Validated frames by contract.

    Returns:
        The frames: `kind` is one that the program knows, `own_kind` the owner's where that is another. Financial tables
        keep their own code, for it tells them apart; the view `ledger_detail` has what they behave like.
    """
    told = dict(frames)
    for subject, contract, column in USED:
        if column == "kind":
            own = dict(_of(frames[Kinds], subject).select("kind", "behaves_as").iter_rows())
            used = pl.col("kind").cast(pl.String)
            told[contract] = frames[contract].with_columns(
                kind=used.replace(own), own_kind=pl.when(used.is_in([*own])).then(used)
            )
    return told


def _declared(kinds: pl.DataFrame) -> Iterator[Fault]:
    for subject, kind, like, file, row in kinds.select("subject", "kind", "behaves_as", "file", "file_row").iter_rows():
        known = [word.value for word in KNOWN[KindSubject(subject)]]
        if kind in known:
            yield Fault(file, row, "kind", kind, _("slaget finns redan; ta bort raden, eller välj en annan kod"))
        if like not in known:
            yield Fault(file, row, "behaves_as", like, nearest(like, known))


def _unknown(frames: Frames, subject: KindSubject, contract: type[FileRow], column: str) -> Iterator[Fault]:
    known = [*(word.value for word in KNOWN[subject]), *_of(frames[Kinds], subject)["kind"]]
    used = frames[contract].with_columns(pl.col(column).cast(pl.String)).filter(~pl.col(column).is_in(known))
    # A word that is used on many rows is one fault a file.
    once = used.unique(["file", column], keep="first", maintain_order=True)
    for file, row, code in once.select("file", "file_row", column).iter_rows():
        told = _(
            "okänt slag; säg i reference/kinds.csv vad det heter och fungerar som ({subject}), eller rätta koden.",
            subject=subject,
        )
        yield Fault(file, row, column, code, f"{told} {nearest(code, known)}")


def _of(kinds: pl.DataFrame, subject: KindSubject) -> pl.DataFrame:
    return kinds.filter(pl.col("subject").cast(pl.String) == subject.value)
