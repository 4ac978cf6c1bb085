"""The goal tree and the columns that were there before it: each is filled in from the other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from analysis.base.judged import Level
from analysis.intake.contracts import Commitments, DocumentAreas, Goals, Nodes
from analysis.intake.goal_tree import Frames, PartTree, Path, Step, part_trees
from analysis.intake.reference_contracts import Perspectives, ProcessAreas
from analysis.intake.rows import FileRow

Row = Mapping[str, Any]
#: What follows from where a row hangs.
FILLED = ("level", "perspective", "strategic_goal", "process_area")
#: What a node of `nodes.csv` has that the list of a document's areas has too.
OF_AREA = [name for name in Nodes.columns() if name in DocumentAreas.columns().keys() - {"document", "organisation"}]


def with_areas(frames: Frames, levels: Sequence[str]) -> Frames:
    """Let nodes that are perspectives or areas stand where old files list those.

    Args:
        frames: Validated frames by contract.
        levels: The levels of the project, the highest first.

    Returns:
        The frames; what the files list themselves stands as it is.
    """
    nodes = frames[Nodes]
    if nodes.is_empty():
        return frames
    areas, perspectives = (nodes.filter(pl.col("level") == level.value) for level in (Level.AREA, Level.PERSPECTIVE))
    trees = part_trees(frames, levels)
    shared_perspectives = _listed(perspectives, "perspective")
    shared_areas = _listed(areas, "process_area").with_columns(
        perspective=pl.Series(list(_above(areas, trees)), dtype=pl.String)
    )
    return {
        **frames,
        Perspectives: _with(frames, Perspectives, shared_perspectives, ["perspective"]),
        ProcessAreas: _with(frames, ProcessAreas, shared_areas, ["process_area"]),
        DocumentAreas: _with(frames, DocumentAreas, _of_documents(areas), ["document", "organisation", "process_area"]),
    }


def with_columns(frames: Frames, levels: Sequence[str]) -> Frames:
    """Fill in the columns of levels, where rows say by their parent where they hang.

    Args:
        frames: Validated frames by contract, of trees without faults.
        levels: The levels of the project, the highest first.

    Returns:
        The frames; what a column says itself stands as it is.
    """
    trees = part_trees(frames, levels)
    found = {Goals: "goal", Commitments: "commitment"}
    return {**frames, **{contract: _filled(frames[contract], key, trees) for contract, key in found.items()}}


def _listed(nodes: pl.DataFrame, column: str) -> pl.DataFrame:
    """Nodes as rows of what documents share, each once, the latest document's word for it."""
    latest = nodes.unique("node", keep="last", maintain_order=True)
    return latest.select(pl.col("node").alias(column), "file", "file_row", name="label").with_row_index("position", 1)


def _above(areas: pl.DataFrame, trees: Mapping[tuple[str, str], PartTree]) -> Iterator[str | None]:
    for row in areas.unique("node", keep="last", maintain_order=True).iter_rows(named=True):
        path = trees[row["document"], row["organisation"]].path(Step(Level.AREA, row["node"]))
        yield dict(path).get(Level.PERSPECTIVE)


def _of_documents(areas: pl.DataFrame) -> pl.DataFrame:
    position = (pl.int_range(pl.len()) + 1).over("document", "organisation")
    own = {"process_area": "node", "printed_name": "label"}
    return areas.select("document", "organisation", *OF_AREA, position=position, **own)


def _with(frames: Frames, contract: type[FileRow], rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Add the rows that a table does not have."""
    known = frames[contract]
    after = known["position"].max() or 0
    new = rows.join(known, on=keys, how="anti", maintain_order="left").with_columns(pl.col("position") + after)
    blank = {name: pl.lit(None) for name in known.columns if name not in new.columns}
    return pl.concat([known, new.with_columns(**blank).select(known.columns).cast(known.schema)])


def _filled(rows: pl.DataFrame, key: str, trees: Mapping[tuple[str, str], PartTree]) -> pl.DataFrame:
    filled = [_row(row, key, trees[row["document"], row["organisation"]]) for row in rows.iter_rows(named=True)]
    told = pl.DataFrame(filled, schema=dict.fromkeys(FILLED, pl.String))
    return rows.with_columns(told.select(name for name in FILLED if name in rows.columns))


def _row(row: Row, key: str, tree: PartTree) -> dict[str, str | None]:
    level = tree.level_of(row[key]) if key == "goal" else None
    path = tree.above(row, level)
    steps = dict(path)
    return {
        "level": level,
        "perspective": row["perspective"] or steps.get(Level.PERSPECTIVE),
        "strategic_goal": row["strategic_goal"] or _strategic_goal(tree, path),
        "process_area": row["process_area"] or steps.get(Level.AREA),
    }


def _strategic_goal(tree: PartTree, path: Path) -> str | None:
    named = (tree.nodes[step]["label"] for step in path if step.level == Level.STRATEGIC_GOAL and step in tree.nodes)
    return next(named, None)
