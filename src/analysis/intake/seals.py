"""What a closed document's files were when it was closed: whatever has changed since is told, with what to do."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from analysis.base.files import UNFINISHED
from analysis.errors import Fault
from analysis.intake.review_contracts import Closings
from analysis.intake.rows import FileRow, SourceRow
from analysis.words.days import day
from analysis.words.translate import _


def seal_of(folder: Path) -> str:
    """Hash the files of a document.

    Args:
        folder: The document's folder.

    Returns:
        A hash of every file's name and content; line ends do not count, so that Windows and Linux agree, nor do hidden
        files.
    """
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", UNFINISHED))]
    told = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        told.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return told.hexdigest()


def seal_faults(data: Path, frames: Mapping[type[FileRow], pl.DataFrame]) -> list[Fault]:
    """Find closed documents that somebody has changed without a correction.

    Args:
        data: The data folder.
        frames: Validated frames by contract.

    Returns:
        One fault a document.
    """
    faults = []
    latest = frames[Closings].sort("file_row").unique("document", keep="last", maintain_order=True)
    for row in latest.iter_rows(named=True):
        name = f"{SourceRow.folder}/{row['document']}"
        if (data / name).is_dir() and seal_of(data / name) != row["seal"]:
            told = _(
                "dokumentet är stängt sedan {day} ({decision}) och filerna är ändrade efter det; ångra ändringen, "
                "eller gör den till en rättelse: arshjul close {document} --decision … --reason …",
                day=day(row["closed_on"]),
                decision=row["decision"],
                document=row["document"],
            )
            faults.append(Fault(name, 0, "", "", told))
    return faults
