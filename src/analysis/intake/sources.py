"""The whole data folder: every file read, validated and joined into one frame a contract."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import polars as pl

from analysis.base.files import WORKBOOK, sheet_of
from analysis.base.project import HEADER_FILE
from analysis.errors import Fault, InputFaults
from analysis.intake.aims import NEEDED, aim_faults
from analysis.intake.contracts import Commitments, DocumentAreas, Goals, Nodes, Parts
from analysis.intake.csv_file import validate
from analysis.intake.dangling import dangling_faults, ring_faults
from analysis.intake.document_header import table_of
from analysis.intake.folders import Walk, with_letters
from analysis.intake.node_references import node_reference_faults
from analysis.intake.own_kinds import kind_faults, with_own_kinds
from analysis.intake.project_settings import NEWEST, ProjectSettings, read_settings
from analysis.intake.reference_contracts import Kinds, Perspectives, ProcessAreas, Symbols, Units
from analysis.intake.references import reference_faults
from analysis.intake.repeated import repeated_keys
from analysis.intake.review_contracts import Closings
from analysis.intake.rows import FileRow, SourceRow
from analysis.intake.seals import seal_faults
from analysis.intake.symbol_families import step_faults, symbol_faults
from analysis.intake.tables import CONTRACTS
from analysis.intake.text_links import link_faults
from analysis.intake.theme_faults import theme_faults
from analysis.intake.tree_columns import with_areas, with_columns
from analysis.intake.tree_faults import tree_faults
from analysis.intake.unit_kinds import with_kinds
from analysis.intake.unread import unread_faults
from analysis.intake.unreadable import unreadable_files
from analysis.intake.unsaid import say_unsaid

TABLES = f"{SourceRow.folder}/*/*.csv"
Known = Mapping[type[FileRow], pl.DataFrame]
Unsure = set[type[FileRow]]
#: What a goal tree is made of.
OF_TREE: Unsure = {Nodes, Goals, Commitments, DocumentAreas, ProcessAreas, Perspectives}
#: What is read: frames by contract, what is wrong, and the letters of columns of sheets.
Read = tuple[Known, list[Fault], Mapping[tuple[str, str], str]]


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
    frames, faults, letters = _read_together(data)
    if faults:
        # What is wrong is told file by file, and of a file that cannot be read nothing else.
        frames, faults, letters = _read_each(data)
    # What others refer to is known only where every row of it could be read.
    unsure = _contracts_of_files({fault.file for fault in faults})
    frames, amiss, unsure = _with_tree(frames, settings, unsure)
    faults += [*wrong, *amiss, *theme_faults(data), *reference_faults(frames, unsure), *ring_faults(frames)]
    faults += [] if Kinds in unsure else kind_faults(frames)
    faults += [] if NEEDED & unsure else aim_faults(frames)
    unread = unread_faults(data)
    # A table that nobody knows among those of a document was always refused.
    faults += [fault for fault in unread if PurePosixPath(fault.file).match(TABLES)]
    faults += [] if {Parts, Symbols} & unsure else step_faults(frames)
    faults += [] if Closings in unsure else seal_faults(data, frames)
    strict = unread + ([] if faults else [*symbol_faults(frames), *link_faults(frames), *dangling_faults(frames)])
    if settings.format == NEWEST:
        faults += strict
    if faults:
        raise InputFaults(with_letters(faults, letters))
    placed = with_columns(with_own_kinds(frames), settings.levels)
    told: dict[type[FileRow], pl.DataFrame] = {**placed, Units: with_kinds(frames[Units])}
    return Sources(say_unsaid(told, settings.format), settings, tuple(sorted(set(with_letters(strict, letters)))))


def _with_tree(frames: Known, settings: ProjectSettings, unsure: Unsure) -> tuple[Known, list[Fault], Unsure]:
    """Let nodes stand where others look for areas and perspectives, or say what is wrong with their tree."""
    faults = [] if unsure & OF_TREE else tree_faults(frames, settings.levels, own_levels=settings.own_levels)
    if faults or unsure & OF_TREE:
        # What nodes are is not known then, and what refers to them no fault.
        return frames, faults, unsure | ({Perspectives, ProcessAreas, DocumentAreas} if frames[Nodes].height else set())
    placed = with_areas(frames, settings.levels)
    return placed, node_reference_faults(placed, settings.levels, unsure), unsure


def _read_together(data: Path) -> Read:
    """Validate all files of a contract at once: most of them are small, and each time costs as much as many rows do.

    Rules are about a row or forbid two rows, so that what holds of all rows together holds of those of a file.
    """
    walk = Walk(data, lambda rows, _contract: (rows, [])).take()
    faults = list(walk.faults)
    frames: dict[type[FileRow], pl.DataFrame] = {}
    for contract in CONTRACTS if not faults else ():
        rows = walk.read[contract]
        frames[contract], wrong = validate(pl.concat(rows), contract) if rows else (contract.create_empty(), [])
        faults += wrong
    return frames, faults, walk.letters


def _read_each(data: Path) -> Read:
    walk = Walk(data, _validated).take()
    frames = {contract: pl.concat([contract.create_empty(), *parts]) for contract, parts in walk.read.items()}
    return frames, walk.faults + repeated_keys(frames), walk.letters


def _validated(rows: pl.DataFrame, contract: type[FileRow]) -> tuple[pl.DataFrame, list[Fault]]:
    return validate(rows, contract)


def _contracts_of_files(names: Collection[str]) -> set[type[FileRow]]:
    """Tell which contracts some files are read by."""
    paths = [PurePosixPath(name) for name in names]
    return {contract for contract in CONTRACTS if any(_is_of(path, contract) for path in paths)}


def _is_of(path: PurePosixPath, contract: type[FileRow]) -> bool:
    """Whether a file, or a sheet of a workbook, is read by a contract; a workbook that is not read has rows of all."""
    if path.parts[0] != contract.folder:
        return False
    if sheet := sheet_of(path.name)[1]:
        return sheet == table_of(contract)
    return path.name in (HEADER_FILE, f"{path.parent.name}{WORKBOOK}") or path.match(contract.read_from)
