"""References between files: every code used must be known where it is declared."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

import dataframely as dy
import polars as pl

from analysis.base.vocabulary import Assessment, Judged, SubjectType, Trend
from analysis.errors import Fault, nearest
from analysis.intake.columns import is_added
from analysis.intake.contracts import (
    Commitments,
    Controls,
    DocumentAreas,
    GoalIndicators,
    Goals,
    Ledger,
    Narratives,
    Targets,
)
from analysis.intake.reference_contracts import Documents, Organisations
from analysis.intake.review_contracts import Overrides
from analysis.intake.rows import FileRow, SourceRow
from analysis.intake.tables import references
from analysis.words.translate import _

SCALES = {Judged.ASSESSMENT: Assessment, Judged.TREND: Trend}
#: What texts may be about: which contract declares it, in which column.
SUBJECTS: dict[SubjectType, tuple[type[FileRow], str]] = {
    SubjectType.GOAL: (Goals, "goal"),
    SubjectType.COMMITMENT: (Commitments, "commitment"),
    SubjectType.AREA: (DocumentAreas, "process_area"),
    SubjectType.UNIT: (Ledger, "line"),
    SubjectType.CONTROL: (Controls, "control"),
}
Frames = Mapping[type[FileRow], pl.DataFrame]


def reference_faults(frames: Frames, unsure: Collection[type[FileRow]] = ()) -> list[Fault]:
    """Find codes that nobody declares.

    Args:
        frames: Validated frames by contract.
        unsure: Contracts of which rows are left out, lest one bad row name a hundred others.

    Returns:
        One fault a cell, naming the nearest known code.
    """
    faults: list[Fault] = []
    for contract, frame in frames.items():
        for column, declared, pairs in references(contract):
            if declared in unsure:
                continue
            if declared is Documents and is_added(contract.columns()[column]):
                faults += _unknown_folders(frame, frames[Documents])
                continue
            listed = isinstance(contract.columns()[column], dy.List)
            faults += _unknown(frame.explode(column) if listed else frame, column, frames[declared], pairs)
    faults += _subject_faults(frames, unsure) + _override_faults(frames)
    return faults if {Goals, GoalIndicators, Organisations} & {*unsure} else faults + _target_faults(frames)


def _unknown_folders(frame: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Fault]:
    """A folder of no document is one fault, however many rows lie in it."""
    for name in frame.join(documents, on="document", how="anti")["document"].unique(maintain_order=True):
        told = _("mappens namn är inget dokument i reference/documents.csv.")
        yield Fault(
            f"{SourceRow.folder}/{name}", 0, "", name, f"{told} {nearest(name, documents['document'].to_list())}"
        )


def _unknown(frame: pl.DataFrame, column: str, declared: pl.DataFrame, pairs: Mapping[str, str]) -> list[Fault]:
    used = frame.filter(pl.col(column).is_not_null())
    lost = used.join(declared, left_on=list(pairs), right_on=list(pairs.values()), how="anti")
    known = declared[pairs[column]].unique(maintain_order=True).to_list()
    return [
        Fault(file, row, column, value, _("okänd kod.") + f" {nearest(value, known)}")
        for file, row, value in lost.select("file", "file_row", column).iter_rows()
    ]


def _subject_faults(frames: Frames, unsure: Collection[type[FileRow]]) -> list[Fault]:
    """A text must be about something that the document holds."""
    faults = []
    for subject_type, (declared, key) in SUBJECTS.items():
        if declared in unsure:
            continue
        texts = frames[Narratives].filter(pl.col("subject_type").cast(pl.String) == subject_type.value)
        faults += _unknown(texts, "subject", frames[declared], {"document": "document", "subject": key})
    return faults


def _target_faults(frames: Frames) -> list[Fault]:
    """A target is for the goal's own organisation, for the one that is measured, or for one above them in the tree."""
    parents = dict(frames[Organisations].select("organisation", "parent").iter_rows())
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for contract, names in ((Goals, ("organisation", "measured_for")), (GoalIndicators, ("measured_for",))):
        for document, goal, *who in frames[contract].select("document", "goal", *names).iter_rows():
            owners[document, goal].update(above for each in who for above in _line_up(each, parents))
    columns = ["document", "goal", "organisation", "file", "file_row"]
    return [
        Fault(file, row, "organisation", value, _belongs(owners[document, goal]))
        for document, goal, value, file, row in frames[Targets].select(columns).iter_rows()
        if (document, goal) in owners and value not in owners[document, goal]
    ]


def _belongs(owners: set[str]) -> str:
    return _("{goal.short.the} hör till {owners}", owners=_(" eller ").join(sorted(owners)))


def _override_faults(frames: Frames) -> list[Fault]:
    """A decision must say a word of its own scale."""
    known = {field.value: [word.value for word in words] for field, words in SCALES.items()}
    return [
        Fault(file, row, "value", value, _("tillåtna värden: {words}", words=", ".join(known[field])))
        for field, value, file, row in frames[Overrides].select("field", "value", "file", "file_row").iter_rows()
        if value not in known[field]
    ]


def _line_up(organisation: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Walk from an organisation to the top of the tree; a ring of parents is walked once."""
    seen: set[str] = set()
    while organisation is not None and organisation not in seen:
        seen.add(organisation)
        yield organisation
        organisation = parents.get(organisation)
