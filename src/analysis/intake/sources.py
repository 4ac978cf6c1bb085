"""The whole data folder: every file read, validated and joined into one frame a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from analysis.errors import Fault, InputFaults
from analysis.intake.approvals import approval_faults
from analysis.intake.contracts import SOURCE_FILES, FileRow, Narratives, SourceRow
from analysis.intake.csv_file import read_csv
from analysis.intake.reference_contracts import REFERENCE_FILES
from analysis.intake.references import reference_faults
from analysis.intake.review_contracts import REVIEW_FILES
from analysis.intake.texts import read_texts
from analysis.words.translate import _

REQUIRED_SOURCE_FILES = {"parts.csv"}
REFERENCE_TABLES = {
    "documents.csv": "document",
    "organisations.csv": "organisation",
    "perspectives.csv": "perspective",
    "process_areas.csv": "process_area",
    "units.csv": "unit",
    "indicators.csv": "indicator",
    "method_breaks.csv": "method_break",
    "symbols.csv": "symbol",
    "abbreviations.csv": "abbreviation",
    "organisation_lineage.csv": "organisation_lineage",
    "strategic_periods.csv": "strategic_period",
    "commitment_lineage.csv": "commitment_lineage",
    "finding_lineage.csv": "finding_lineage",
    "department_lines.csv": "department_line",
    "ledger_sums.csv": "ledger_sum",
    "indicator_relations.csv": "indicator_relation",
}
SOURCE_TABLES = {
    "parts.csv": "part",
    "process_areas.csv": "document_area",
    "goals.csv": "goal",
    "goal_indicators.csv": "goal_indicator",
    "targets.csv": "target",
    "observations.csv": "observation",
    "commitments.csv": "commitment",
    "activities.csv": "activity",
    "roles.csv": "role",
    "controls.csv": "control",
    "scores.csv": "score",
    "findings.csv": "finding",
    "ledger.csv": "ledger",
    "claims.csv": "claim",
}
REVIEW_TABLES = {"acknowledgements.csv": "acknowledgement", "overrides.csv": "override"}
NARRATIVE = "narrative"
REFERABLE = REFERENCE_TABLES | {"goals.csv": "goal", "commitments.csv": "commitment"}


@dataclass(frozen=True)
class Sources:
    """Validated input.

    Attributes:
        frames: One frame a table, keyed by table name; empty frames for tables without files.
    """

    frames: Mapping[str, pl.DataFrame]


def read_sources(data: Path) -> Sources:
    """Read and validate the whole data folder.

    Args:
        data: Folder with `reference/` and `sources/<document>/`.

    Returns:
        Frames that keep every contract, ready for the database.

    Raises:
        InputFaults: With all faults of all files at once; nothing is half loaded.
    """
    frames, faults = _read_reference(data)
    reviews, review_faults = _read_reviews(data)
    frames |= reviews
    faults += [*review_faults, *approval_faults(data)]
    source_frames, source_faults = _read_documents(data)
    frames |= source_frames
    faults += source_faults
    # References are only told of when every file could be read, lest one bad row name a hundred others.
    faults = faults or reference_faults(frames, _contracts(), REFERABLE)
    if faults:
        raise InputFaults(faults)
    return Sources(frames)


def _contracts() -> dict[str, type[FileRow]]:
    reference = {REFERENCE_TABLES[file]: contract for file, contract in REFERENCE_FILES.items()}
    source = {SOURCE_TABLES[file]: contract for file, contract in SOURCE_FILES.items()}
    review = {REVIEW_TABLES[file]: contract for file, contract in REVIEW_FILES.items()}
    return {**reference, **source, **review, NARRATIVE: Narratives}


def _read_reference(data: Path) -> tuple[dict[str, pl.DataFrame], list[Fault]]:
    frames: dict[str, pl.DataFrame] = {}
    faults: list[Fault] = []
    for file, contract in REFERENCE_FILES.items():
        frame, wrong = read_csv(data / "reference" / file, contract, f"reference/{file}")
        frames[REFERENCE_TABLES[file]] = frame
        faults += wrong
    return frames, faults


def _read_reviews(data: Path) -> tuple[dict[str, pl.DataFrame], list[Fault]]:
    """What people decided; a project where nobody has decided anything has no such files."""
    frames: dict[str, pl.DataFrame] = {}
    faults: list[Fault] = []
    for file, contract in REVIEW_FILES.items():
        path = data / "reviews" / file
        frames[REVIEW_TABLES[file]] = contract.create_empty()
        if path.exists():
            frames[REVIEW_TABLES[file]], wrong = read_csv(path, contract, f"reviews/{file}")
            faults += wrong
    return frames, faults


def _read_documents(data: Path) -> tuple[dict[str, pl.DataFrame], list[Fault]]:
    parts: dict[str, list[pl.DataFrame]] = {table: [] for table in (*SOURCE_TABLES.values(), NARRATIVE)}
    faults: list[Fault] = []
    folders = sorted(folder for folder in (data / "sources").glob("*") if folder.is_dir() and not _hidden(folder))
    for folder in folders:
        faults += _read_document(folder, parts)
    contracts: dict[str, type[SourceRow]] = {SOURCE_TABLES[file]: contract for file, contract in SOURCE_FILES.items()}
    contracts[NARRATIVE] = Narratives
    return {table: pl.concat([contracts[table].create_empty(), *frames]) for table, frames in parts.items()}, faults


def _read_document(folder: Path, parts: dict[str, list[pl.DataFrame]]) -> list[Fault]:
    faults: list[Fault] = []
    document = folder.name
    unknown = [path for path in sorted(folder.glob("*.csv")) if path.name not in SOURCE_FILES]
    faults += [
        Fault(_name(path), 0, "", path.name, _("okänd fil; tillåtna: {files}", files=", ".join(SOURCE_FILES)))
        for path in unknown
    ]
    for file, contract in SOURCE_FILES.items():
        path = folder / file
        if path.exists() or file in REQUIRED_SOURCE_FILES:
            frame, wrong = read_csv(path, contract, _name(path), document)
            parts[SOURCE_TABLES[file]].append(frame)
            faults += wrong
    for path in sorted((folder / "texts").glob("*.md")):
        frame, wrong = read_texts(path, _name(path, levels=4), document)
        parts[NARRATIVE].append(frame)
        faults += wrong
    return faults


def _hidden(path: Path) -> bool:
    """Folders such as .ipynb_checkpoints are no data."""
    return path.name.startswith(".")


def _name(path: Path, levels: int = 3) -> str:
    return "/".join(path.parts[-levels:])
