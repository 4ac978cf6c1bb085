"""Goal trees made up row by row, as the frames that files become."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from analysis.intake.contracts import Commitments, DocumentAreas, Goals, Nodes
from analysis.intake.goal_tree import PartTree, part_trees
from analysis.intake.reference_contracts import Perspectives, ProcessAreas
from analysis.intake.rows import FileRow

DOCUMENT, WHO = "d", "XK"
Row = Mapping[str, Any]
Frames = dict[type[FileRow], pl.DataFrame]
#: Which rows a frame is made of, and how they are called by the contract and here.
CALLED: Mapping[str, type[FileRow]] = {
    "node": Nodes,
    "goal": Goals,
    "commitment": Commitments,
    "process_area": DocumentAreas,
}


def frame_of(contract: type[FileRow], rows: Sequence[Row]) -> pl.DataFrame:
    """Rows as a contract has them; what they do not say is missing."""
    schema = contract.create_empty().schema
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


def frames_of(shared: Mapping[str, str] | None = None, /, **told: Sequence[Row]) -> Frames:
    """The frames of one document: rows by the column that names them; `shared` has the perspective of each area."""
    areas = shared or {}
    frames: Frames = {
        Perspectives: frame_of(
            Perspectives, [{"perspective": code, "name": code, "position": 1} for code in {*areas.values()}]
        ),
        ProcessAreas: frame_of(
            ProcessAreas,
            [
                {"process_area": area, "name": area, "perspective": above, "position": 1}
                for area, above in areas.items()
            ],
        ),
    }
    for name, contract in CALLED.items():
        file = f"sources/{DOCUMENT}/{contract.read_from}"
        rows = [
            {
                "document": DOCUMENT,
                "organisation": WHO,
                "label": row[name],
                "file": file,
                "file_row": number,
                "source_line": 5,
            }
            | {"printed_name": row[name], "position": number, **row}
            for number, row in enumerate(told.get(name, ()), start=2)
        ]
        frames[contract] = frame_of(contract, rows)
    return frames


def tree_of(levels: Sequence[str], frames: Frames) -> PartTree:
    """The tree of the one part."""
    return part_trees(frames, levels)[DOCUMENT, WHO]
