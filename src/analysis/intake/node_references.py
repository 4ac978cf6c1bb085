"""Texts and tags must be about something that the document has: a node of its goal tree, a goal, an indicator."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from analysis.base.vocabulary import SubjectType, TaggedType
from analysis.errors import Fault, nearest
from analysis.intake.contracts import Narratives, Tagged
from analysis.intake.goal_tree import Frames, part_trees
from analysis.intake.reference_contracts import Indicators
from analysis.intake.references import SUBJECTS
from analysis.intake.rows import FileRow
from analysis.words.translate import _

Row = Mapping[str, Any]


def node_reference_faults(frames: Frames, levels: Sequence[str], unsure: Collection[type[FileRow]] = ()) -> list[Fault]:
    """Find texts that speak of nodes, and tags on things, that are not there.

    Args:
        frames: Validated frames by contract, of trees without faults.
        levels: The levels of the project, the highest first.
        unsure: Contracts of which rows are left out.

    Returns:
        One fault a row, naming the nearest code.
    """
    nodes = _nodes(frames, levels)
    spoken = [*_about(frames[Narratives], SubjectType.NODE), *_about(frames[Tagged], TaggedType.NODE)]
    lost = [row for row in spoken if row["subject"] not in nodes.get(row["document"], ())]
    return [*(_fault(row, _("okänd nod."), nodes.get(row["document"], ())) for row in lost), *_tagged(frames, unsure)]


def _nodes(frames: Frames, levels: Sequence[str]) -> Mapping[str, set[str]]:
    """The codes of every node above the goals, by document."""
    nodes: dict[str, set[str]] = {}
    for (document, _organisation), tree in part_trees(frames, levels).items():
        known = {step.node for path in tree.paths() for step in path if step.level in tree.groups}
        nodes.setdefault(document, set()).update(known)
    return nodes


def _about(rows: pl.DataFrame, kind: str) -> Iterator[Row]:
    return rows.filter(pl.col("subject_type").cast(pl.String) == kind).iter_rows(named=True)


def _tagged(frames: Frames, unsure: Collection[type[FileRow]]) -> Iterator[Fault]:
    for kind in TaggedType:
        if kind is not TaggedType.NODE and (declared := _declared(kind))[0] not in unsure:
            contract, column = declared
            for row in _about(frames[Tagged], kind):
                known = frames[contract]
                own = known if contract is Indicators else known.filter(pl.col("document") == row["document"])
                if row["subject"] not in (codes := own[column].to_list()):
                    yield _fault(row, _("okänd kod."), codes)


def _declared(kind: TaggedType) -> tuple[type[FileRow], str]:
    return (Indicators, "indicator") if kind is TaggedType.INDICATOR else SUBJECTS[SubjectType(kind.value)]


def _fault(row: Row, told: str, known: Collection[str]) -> Fault:
    return Fault(
        row["file"], row["file_row"], "subject", row["subject"], f"{told} {nearest(row['subject'], sorted(known))}"
    )
