"""References between files: every code used must be known where it is declared."""

from collections.abc import Iterator, Mapping

import polars as pl

from analysis.errors import Fault, nearest
from analysis.intake.contracts import FileRow

#: Contracts that several documents fill: a reference to one of them holds within the document.
WITHIN_DOCUMENT = {"goals.csv"}
OWNER_SEPARATOR = ","


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
    return faults + _owner_faults(frames) + _subject_faults(frames) + _target_faults(frames)


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
        Fault(file, row, column, value, f"okänd kod. {nearest(value, known)}")
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
    ):
        texts = frames["narrative"].filter(pl.col("subject_type").cast(pl.String) == subject_type)
        faults += _unknown(texts, "subject", frames[table], key, within=True)
    return faults


def _target_faults(frames: Mapping[str, pl.DataFrame]) -> list[Fault]:
    """A target is either for the goal's own organisation or for the one that is measured."""
    goals = frames["goal"].select("document", "goal", "measured_for", pl.col("organisation").alias("own"))
    targets = frames["target"].join(goals, on=["document", "goal"], how="inner", validate="m:1")
    astray = targets.filter(~pl.col("organisation").is_in(pl.concat_list("own", "measured_for")))
    return [
        Fault(file, row, "organisation", value, f"målet hör till {own} och mäts för {measured}")
        for file, row, value, own, measured in astray.select(
            "file", "file_row", "organisation", "own", "measured_for"
        ).iter_rows()
    ]
