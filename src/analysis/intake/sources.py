"""The whole data folder: every file read, validated and joined into one frame a contract."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import polars as pl

from analysis.base.files import listed
from analysis.errors import Fault, InputFaults
from analysis.intake.aims import NEEDED, aim_faults
from analysis.intake.approvals import approval_faults
from analysis.intake.csv_file import read_csv, read_csv_rows, validate
from analysis.intake.csv_text import unreadable
from analysis.intake.dangling import dangling_faults, ring_faults
from analysis.intake.project_settings import NEWEST, ProjectSettings, read_settings
from analysis.intake.reference_contracts import Units
from analysis.intake.references import reference_faults
from analysis.intake.repeated import repeated_keys
from analysis.intake.rows import FileRow, ReferenceRow, ReviewRow, SourceRow
from analysis.intake.symbol_families import symbol_faults
from analysis.intake.tables import CONTRACTS, contracts_of
from analysis.intake.text_links import link_faults
from analysis.intake.texts import read_text_rows, read_texts
from analysis.intake.unit_kinds import with_kinds
from analysis.intake.unread import unread_faults
from analysis.intake.unreadable import unreadable_files
from analysis.intake.unsaid import say_unsaid

MARKDOWN = ".md"
TABLES = f"{SourceRow.folder}/*/*.csv"
Frames = dict[type[FileRow], list[pl.DataFrame]]
ReadFile = Callable[[Path, type[FileRow], str, str], tuple[pl.DataFrame, list[Fault]]]


@dataclass(frozen=True)
class Sources:
    """Validated input.

    Attributes:
        frames: One frame a contract; empty frames for contracts without files.
        settings: What the project says of itself.
        warnings: What a folder of the newest format is refused for.
    """

    frames: Mapping[type[FileRow], pl.DataFrame]
    settings: ProjectSettings = field(default_factory=ProjectSettings)
    warnings: tuple[Fault, ...] = ()


def read_sources(data: Path) -> Sources:
    """Read and validate the whole data folder.

    Args:
        data: Folder with `reference/`, `reviews/` and `sources/<document>/`.

    Returns:
        Frames that keep every contract, ready for the database.

    Raises:
        InputFaults: With all faults of all files at once; nothing is half loaded.
    """
    if unreadable := unreadable_files(data):
        raise InputFaults(unreadable)
    settings, wrong = read_settings(data)
    frames, faults = _read_together(data)
    if faults:
        # What is wrong is told file by file, and of a file that cannot be read nothing else.
        frames, faults = _read_each(data)
    # What others refer to is known only where every row of it could be read.
    unsure = _contracts_of_files({fault.file for fault in faults})
    faults += [*wrong, *reference_faults(frames, unsure), *ring_faults(frames)]
    faults += [] if NEEDED & unsure else aim_faults(frames)
    unread = unread_faults(data)
    # A table that nobody knows among those of a document was always refused.
    faults += [fault for fault in unread if PurePosixPath(fault.file).match(TABLES)]
    strict = unread + ([] if faults else [*symbol_faults(frames), *link_faults(frames), *dangling_faults(frames)])
    if settings.format == NEWEST:
        faults += strict
    if faults:
        raise InputFaults(faults)
    told: dict[type[FileRow], pl.DataFrame] = {**frames, Units: with_kinds(frames[Units])}
    return Sources(say_unsaid(told, settings.format), settings, tuple(sorted(set(strict))))


def _read_together(data: Path) -> tuple[Mapping[type[FileRow], pl.DataFrame], list[Fault]]:
    """Validate all files of a contract at once: most of them are small, and each time costs as much as many rows do.

    Rules are about a row or forbid two rows, so that what holds of all rows together holds of those of a file.
    """
    read, faults = _walk(data, _rows_of)
    frames: dict[type[FileRow], pl.DataFrame] = {}
    for contract in CONTRACTS if not faults else ():
        rows = [part for part in read[contract] if not part.is_empty()]
        frames[contract], wrong = validate(pl.concat(rows), contract) if rows else (contract.create_empty(), [])
        faults += wrong
    return frames, faults


def _read_each(data: Path) -> tuple[Mapping[type[FileRow], pl.DataFrame], list[Fault]]:
    read, faults = _walk(data, _read_file)
    frames = {contract: pl.concat([contract.create_empty(), *parts]) for contract, parts in read.items()}
    return frames, faults + repeated_keys(frames)


def _contracts_of_files(names: Collection[str]) -> set[type[FileRow]]:
    """Tell which contracts some files are read by."""
    paths = [PurePosixPath(name) for name in names]
    return {
        contract
        for contract in CONTRACTS
        if any(path.parts[0] == contract.folder and path.match(contract.read_from) for path in paths)
    }


def _walk(data: Path, read_file: ReadFile) -> tuple[Frames, list[Fault]]:
    """Read every file in the order in which faults are told."""
    read: Frames = {contract: [] for contract in CONTRACTS}
    faults: list[Fault] = []

    def read_folder(folder: Path, kind: type[FileRow]) -> None:
        """Read the files that contracts of one kind know, each into its list; a document's folder bears its id."""
        for contract in contracts_of(kind):
            there = listed(folder, contract.read_from)
            for path in there or ([folder / contract.read_from] if contract.required else []):
                frame, wrong = read_file(path, contract, path.relative_to(data).as_posix(), folder.name)
                read[contract].append(frame)
                faults.extend(wrong)

    @contextmanager
    def within(folder: Path) -> Iterator[None]:
        """Tell of a folder that cannot be read: it is no empty one."""
        try:
            yield
        except OSError as error:
            named = Path(error.filename or folder)
            below = named if named.is_relative_to(data) else folder
            faults.append(unreadable(below.relative_to(data).as_posix(), error))

    for kind in (ReferenceRow, ReviewRow):
        with within(data / kind.folder):
            read_folder(data / kind.folder, kind)
    faults += approval_faults(data)
    with within(data / SourceRow.folder):
        for folder in listed(data / SourceRow.folder, "*"):
            if not _hidden(folder) and not folder.is_file():
                with within(folder):
                    read_folder(folder, SourceRow)
    return read, faults


def _rows_of(path: Path, contract: type[FileRow], name: str, document: str) -> tuple[pl.DataFrame, list[Fault]]:
    if path.suffix == MARKDOWN:
        return read_text_rows(path, name, document)
    return read_csv_rows(path, contract, name, document)


def _read_file(path: Path, contract: type[FileRow], name: str, document: str) -> tuple[pl.DataFrame, list[Fault]]:
    return read_texts(path, name, document) if path.suffix == MARKDOWN else read_csv(path, contract, name, document)


def _hidden(path: Path) -> bool:
    """Folders such as .ipynb_checkpoints are no data."""
    return path.name.startswith(".")
