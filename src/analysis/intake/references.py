"""References between files: every code used must be known where it is declared."""

from collections.abc import Iterator, Mapping

import polars as pl

from analysis.base.vocabulary import Assessment, Judged, Trend
from analysis.errors import Fault, nearest
from analysis.intake.contracts import FileRow
from analysis.words.translate import _

#: Contracts that several documents fill: a reference to one of them holds within the document.
WITHIN_DOCUMENT = {"goals.csv", "commitments.csv"}
OWNER_SEPARATOR = ","
SCALES = {Judged.ASSESSMENT: Assessment, Judged.TREND: Trend}


def reference_faults(
    frames: Mapping[str, pl.DataFrame], contracts: Mapping[str, type[FileRow]], targets: Mapping[str, str]
) -> list[Fault]:
    """Find codes that nobody declares.

    Args:
        frames: Validated frames by table name.
        contracts: The contract of each table.
        targets: Table name of each file that others refer to.

    Returns:
        One fault a cell, naming the nearest known code.
    """
    faults: list[Fault] = []
    for table, contract in contracts.items():
        for column, (file, key) in _references(contract):
            faults += _unknown(frames[table], column, frames[targets[file]], key, within=file in WITHIN_DOCUMENT)
    return faults + _owner_faults(frames) + _subject_faults(frames) + _target_faults(frames) + _override_faults(frames)


def _references(contract: type[FileRow]) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, column in contract.columns().items():
        if column.metadata and "references" in column.metadata:
            yield name, column.metadata["references"]


def _unknown(frame: pl.DataFrame, column: str, declared: pl.DataFrame, key: str, *, within: bool) -> list[Fault]:
    keys = ["document", key] if within else [key]
    columns = ["document", column] if within else [column]
    lost = frame.filter(pl.col(column).is_not_null()).join(declared, left_on=columns, right_on=keys, how="anti")
    known = declared[key].unique(maintain_order=True).to_list()
    return [
        Fault(file, row, column, value, _("okänd kod.") + f" {nearest(value, known)}")
        for file, row, value in lost.select("file", "file_row", column).iter_rows()
    ]


def _owner_faults(frames: Mapping[str, pl.DataFrame]) -> list[Fault]:
    listed = frames["commitment"].with_columns(pl.col("owners").str.split(OWNER_SEPARATOR)).explode("owners")
    owners = listed.with_columns(pl.col("owners").str.strip_chars())
    return _unknown(owners, "owners", frames["organisation"], "organisation", within=False)


def _subject_faults(frames: Mapping[str, pl.DataFrame]) -> list[Fault]:
    """A text must be about something that the document holds."""
    faults = []
    for subject_type, table, key in (
        ("goal", "goal", "goal"),
        ("commitment", "commitment", "commitment"),
        ("area", "document_area", "process_area"),
        ("unit", "ledger", "line"),
        ("control", "control", "control"),
    ):
        texts = frames["narrative"].filter(pl.col("subject_type").cast(pl.String) == subject_type)
        faults += _unknown(texts, "subject", frames[table], key, within=True)
    return faults


def _target_faults(frames: Mapping[str, pl.DataFrame]) -> list[Fault]:
    """A target is for the goal's own organisation, for the one that is measured, or for one above them in the tree."""
    parents = dict(frames["organisation"].select("organisation", "parent").iter_rows())
    owners = {
        (document, goal): {*_line_up(own, parents), *_line_up(measured, parents)}
        for document, goal, own, measured in frames["goal"]
        .select("document", "goal", "organisation", "measured_for")
        .iter_rows()
    }
    columns = ["document", "goal", "organisation", "file", "file_row"]
    return [
        Fault(file, row, "organisation", value, _belongs(owners[document, goal]))
        for document, goal, value, file, row in frames["target"].select(columns).iter_rows()
        if (document, goal) in owners and value not in owners[document, goal]
    ]


def _belongs(owners: set[str]) -> str:
    return _("målet hör till {owners}", owners=_(" eller ").join(sorted(owners)))


def _override_faults(frames: Mapping[str, pl.DataFrame]) -> list[Fault]:
    """A decision must be about a goal of the document, and say a word of its own scale."""
    known = {field.value: [word.value for word in words] for field, words in SCALES.items()}
    wrong = [
        Fault(file, row, "value", value, _("tillåtna värden: {words}", words=", ".join(known[field])))
        for field, value, file, row in frames["override"].select("field", "value", "file", "file_row").iter_rows()
        if value not in known[field]
    ]
    return _unknown(frames["override"], "goal", frames["goal"], "goal", within=True) + wrong


def _line_up(organisation: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Walk from an organisation to the top of the tree; a ring of parents is walked once."""
    seen: set[str] = set()
    while organisation is not None and organisation not in seen:
        seen.add(organisation)
        yield organisation
        organisation = parents.get(organisation)
