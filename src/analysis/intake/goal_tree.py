"""The goal tree of each part of a document: where nodes, goals and commitments hang, by their parents or by columns.

A row says where it hangs by its `parent`, or by the columns `perspective`, `strategic_goal` and `process_area`, which
are a path of three levels. Both become paths, from the top down, and everything after this reads paths.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import polars as pl

from analysis.base.judged import Level
from analysis.base.slug import slug
from analysis.intake.contracts import Commitments, DocumentAreas, Goals, Nodes
from analysis.intake.reference_contracts import Perspectives, ProcessAreas
from analysis.intake.rows import FileRow

Frames = Mapping[type[FileRow], pl.DataFrame]
Row = Mapping[str, Any]
#: Letters of a code.
CODE_LENGTH = 60


class Step(NamedTuple):
    """A node of the tree: two levels may use the same code."""

    level: str
    node: str


Path = tuple[Step, ...]


@dataclass
class PartTree:
    """The tree of what one organisation tells in one document.

    Attributes:
        levels: The levels, the highest first.
        areas: The perspective of each process area that documents share.
        perspectives: Every perspective that documents share.
        nodes: Rows of `nodes.csv`, by step.
        goals: Rows of `goals.csv`, by code.
        commitments: Rows of `commitments.csv`, by code.
        listed: Rows of `process_areas.csv`, by code.
    """

    levels: Sequence[str]
    areas: Mapping[str, str | None]
    perspectives: Collection[str]
    nodes: dict[Step, Row] = field(default_factory=dict)
    goals: dict[str, Row] = field(default_factory=dict)
    commitments: dict[str, Row] = field(default_factory=dict)
    listed: dict[str, Row] = field(default_factory=dict)

    @property
    def groups(self) -> Sequence[str]:
        """The levels above the goals."""
        return self.levels[: self.levels.index(Level.GOAL)]

    def rank(self, level: str) -> int:
        """How far down a level is; what is no level is below them all."""
        return self.levels.index(level) if level in self.levels else len(self.levels)

    def level_of(self, goal: str) -> str | None:
        """The level of a goal: its own word, else one below the goal that is its parent.

        Args:
            goal: Its code.

        Returns:
            The level; nothing where there is none below, or parents lead round to the goal again.
        """
        depth, code, seen = 0, goal, {goal}
        while not (said := self.goals[code]["level"]):
            above = self.goals[code]["parent"]
            if above not in self.goals or above == code:
                said = Level.GOAL.value
                break
            if above in seen:
                return None
            depth, code = depth + 1, above
            seen.add(code)
        rank = self.rank(said) + depth
        return self.levels[rank] if rank < len(self.levels) else None

    def called(self, code: str) -> list[Step]:
        """Every node and goal of a code, the lowest first."""
        steps = [step for step in self.nodes if step.node == code]
        steps += [Step(level, code) for level in (self.level_of(code),) if level] if code in self.goals else []
        shared = {Level.AREA: self.areas, Level.PERSPECTIVE: self.perspectives}
        steps += [Step(level, code) for level, known in shared.items() if level in self.levels and code in known]
        return sorted(set(steps), key=lambda step: -self.rank(step.level))

    def parent(self, code: str, below: str | None) -> Step | None:
        """The node that a row names as its parent: the nearest level above its own that has one of the code."""
        limit = len(self.levels) if below is None else self.rank(below)
        return next((step for step in self.called(code) if self.rank(step.level) < limit), None)

    def path(self, step: Step) -> Path:
        """The way from the top down to a node, it included."""
        row = self.goals.get(step.node) if step.level not in self.groups else self.nodes.get(step)
        if row is None:
            return (*self._shared(step), step)
        return (*self.above(row, step.level), step)

    def above(self, row: Row, level: str | None = None) -> Path:
        """The way down to what a row hangs under.

        Args:
            row: A row of `nodes.csv`, `goals.csv` or `commitments.csv`.
            level: Its level; nothing for what is no node.
        """
        if row["parent"] is not None:
            found = self.parent(row["parent"], level)
            return self.path(found) if found else ()
        if "process_area" in row:
            return self._by_columns(row)
        return self._shared(Step(level or "", row["node"]))

    def _shared(self, step: Step) -> Path:
        """What documents share of a node that says nothing of its parent: the perspective of an area."""
        perspective = self.areas.get(step.node) if step.level == Level.AREA else None
        known = perspective is not None and Level.PERSPECTIVE in self.levels
        return (Step(Level.PERSPECTIVE, str(perspective)),) if known else ()

    def _by_columns(self, row: Row) -> Path:
        area = Step(Level.AREA, row["process_area"]) if row["process_area"] else None
        own = self.nodes.get(area) if area else None
        if area and own is not None and own["parent"] is not None:
            return self.path(area)
        named: dict[str, str | None] = {
            Level.PERSPECTIVE: row["perspective"] or (self.areas.get(area.node) if area else None),
            Level.STRATEGIC_GOAL: self.strategic_goal(row["strategic_goal"]),
            Level.AREA: row["process_area"],
        }
        return tuple(Step(level, code) for level in self.groups if (code := named.get(level)))

    def strategic_goal(self, label: str | None) -> str | None:
        """The code of a strategic goal that a column names in words: that of its node, else made of the words."""
        if label is None:
            return None
        own = (step.node for step, row in self.nodes.items() if row["label"] == label)
        return next(own, "") or slug(label, CODE_LENGTH) or label

    def paths(self) -> Iterator[Path]:
        """Every way down that the part has: to each goal, to each commitment, and to nodes that have neither."""
        used: set[Step] = set()
        own = [self.path(step) for step in map(self.goal_step, self.goals) if step]
        for path in (*own, *map(self.above, self.commitments.values())):
            used.update(path)
            yield path
        listed = [Step(Level.AREA, area) for area in self.listed] if Level.AREA in self.levels else []
        for step in sorted([*self.nodes, *listed], key=lambda step: -self.rank(step.level)):
            if step not in used:
                used.update(self.path(step))
                yield self.path(step)

    def goal_step(self, goal: str) -> Step | None:
        """A goal as a node of the tree."""
        level = self.level_of(goal)
        return Step(level, goal) if level else None


def part_trees(frames: Frames, levels: Sequence[str]) -> dict[tuple[str, str], PartTree]:
    """Read the goal trees of all documents.

    Args:
        frames: Validated frames by contract.
        levels: The levels of the project, the highest first.

    Returns:
        A tree by document and organisation.
    """
    areas = dict(frames[ProcessAreas].select("process_area", "perspective").iter_rows())
    perspectives = set(frames[Perspectives]["perspective"])
    trees: dict[tuple[str, str], PartTree] = defaultdict(lambda: PartTree(levels, areas, perspectives))
    for contract, key in (
        (Nodes, "node"),
        (Goals, "goal"),
        (Commitments, "commitment"),
        (DocumentAreas, "process_area"),
    ):
        for row in frames[contract].sort("document", "source_line", "file_row").iter_rows(named=True):
            _keep(trees[row["document"], row["organisation"]], contract, row[key], row)
    return dict(trees)


def _keep(tree: PartTree, contract: type[FileRow], code: str, row: Row) -> None:
    if contract is Nodes:
        tree.nodes[Step(row["level"], code)] = row
        return
    kept: Mapping[type[FileRow], dict[str, Row]] = {
        Goals: tree.goals,
        Commitments: tree.commitments,
        DocumentAreas: tree.listed,
    }
    kept[contract][code] = row
