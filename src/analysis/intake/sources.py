"""The whole data folder: every file read, validated and joined into one frame a contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from analysis.errors import Fault, InputFaults
from analysis.intake.approvals import approval_faults
from analysis.intake.csv_file import read_csv
from analysis.intake.project_settings import ProjectSettings, read_settings
from analysis.intake.reference_contracts import Units
from analysis.intake.references import reference_faults
from analysis.intake.rows import FileRow, ReferenceRow, ReviewRow, SourceRow
from analysis.intake.tables import CONTRACTS, contracts_of
from analysis.intake.texts import read_texts
from analysis.intake.unit_kinds import with_kinds
from analysis.words.translate import _

MARKDOWN = ".md"
Frames = dict[type[FileRow], list[pl.DataFrame]]


@dataclass(frozen=True)
class Sources:
    """Validated input.

    Attributes:
        frames: One frame a contract; empty frames for contracts without files.
        settings: What the project says of itself.
    """

    frames: Mapping[type[FileRow], pl.DataFrame]
    settings: ProjectSettings = field(default_factory=ProjectSettings)


def read_sources(data: Path) -> Sources:
    """Read and validate the whole data folder.

    Args:
        data: Folder with `reference/`, `reviews/` and `sources/<document>/`.

    Returns:
        Frames that keep every contract, ready for the database.

    Raises:
        InputFaults: With all faults of all files at once; nothing is half loaded.
    """
    read: Frames = {contract: [contract.create_empty()] for contract in CONTRACTS}
    settings, faults = read_settings(data)
    faults += _read_folder(data, data / ReferenceRow.folder, ReferenceRow, read)
    faults += [*_read_folder(data, data / ReviewRow.folder, ReviewRow, read), *approval_faults(data)]
    for folder in sorted((data / SourceRow.folder).glob("*")):
        if folder.is_dir() and not _hidden(folder):
            faults += _unknown_files(data, folder) + _read_folder(data, folder, SourceRow, read)
    frames = {contract: pl.concat(parts) for contract, parts in read.items()}
    # References are only told of when every file could be read, lest one bad row name a hundred others.
    faults = faults or reference_faults(frames)
    if faults:
        raise InputFaults(faults)
    return Sources(frames | {Units: with_kinds(frames[Units])}, settings)


def _read_folder(data: Path, folder: Path, kind: type[FileRow], read: Frames) -> list[Fault]:
    """Read the files that contracts of one kind know, each into its list; a document's folder bears its id."""
    faults: list[Fault] = []
    for contract in contracts_of(kind):
        there = sorted(folder.glob(contract.read_from))
        for path in there or ([folder / contract.read_from] if contract.required else []):
            name = path.relative_to(data).as_posix()
            frame, wrong = _read_file(path, contract, name, folder.name)
            read[contract].append(frame)
            faults += wrong
    return faults


def _read_file(path: Path, contract: type[FileRow], name: str, document: str) -> tuple[pl.DataFrame, list[Fault]]:
    return read_texts(path, name, document) if path.suffix == MARKDOWN else read_csv(path, contract, name, document)


def _unknown_files(data: Path, folder: Path) -> list[Fault]:
    known = [contract.read_from for contract in contracts_of(SourceRow) if contract.read_from.endswith(".csv")]
    allowed = _("okänd fil; tillåtna: {files}", files=", ".join(known))
    unknown = [path for path in sorted(folder.glob("*.csv")) if path.name not in known]
    return [Fault(path.relative_to(data).as_posix(), 0, "", path.name, allowed) for path in unknown]


def _hidden(path: Path) -> bool:
    """Folders such as .ipynb_checkpoints are no data."""
    return path.name.startswith(".")
