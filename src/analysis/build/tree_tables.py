"""The goal tree as tables: levels, nodes in order, what hangs right under what, and what hangs anywhere below."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import dataframely as dy
import polars as pl

from analysis.base import vocabulary as words
from analysis.base.judged import AddingUp, Level
from analysis.base.vocabulary import SubjectType
from analysis.intake import columns
from analysis.intake.goal_tree import Frames, PartTree, Path, Step, part_trees
from analysis.intake.reference_contracts import Perspectives, ProcessAreas
from analysis.intake.rows import StoredRow

Row = Mapping[str, Any]
#: What a node has of its own besides its name: what the file that tells of it says.
OWN = (
    "wording",
    "owners",
    "assessment",
    "assessment_source",
    "assessment_step",
    "trend",
    "trend_source",
    "trend_step",
    "place",
    "source_line",
    "file",
    "file_row",
)


class TreeLevels(StoredRow, table="tree_level"):
    """The levels of the goal tree, the highest first, and how judgements of each add up; nothing where they do not."""

    level = dy.String(primary_key=True)
    position = dy.Int32()
    is_goal = dy.Bool()
    rule = columns.one_of(AddingUp, nullable=True)


class TreeNodes(StoredRow, table="tree_node"):
    """Every node of the goal tree of each part of a document, goals among them, each after what it hangs under."""

    document = columns.reference("document", key=True)
    organisation = columns.reference("organisation", key=True)
    level = dy.String(primary_key=True)
    node = dy.String(primary_key=True)
    position = dy.Int32()
    depth = dy.Int32()
    label = dy.String()
    parent_level = dy.String(nullable=True)
    parent = dy.String(nullable=True)
    perspective = dy.String(nullable=True)
    wording = dy.String(nullable=True)
    owners = dy.List(dy.String())
    assessment = dy.String(nullable=True)
    assessment_source = columns.one_of(words.SymbolSource, nullable=True)
    assessment_step = dy.String(nullable=True)
    trend = columns.one_of(words.Trend, nullable=True)
    trend_source = columns.one_of(words.SymbolSource, nullable=True)
    trend_step = dy.String(nullable=True)
    place = dy.String(nullable=True)
    source_line = dy.Int32(nullable=True)
    file = dy.String(nullable=True)
    file_row = dy.Int32(nullable=True)


class TreeEdges(StoredRow, table="tree_edge"):
    """What hangs right under what; an area that columns name under several strategic goals hangs under each."""

    document = columns.reference("document", key=True)
    organisation = columns.reference("organisation", key=True)
    parent_level = dy.String(primary_key=True)
    parent = dy.String(primary_key=True)
    level = dy.String(primary_key=True)
    node = dy.String(primary_key=True)


class TreeAbove(StoredRow, table="tree_above"):
    """Every node that a goal or commitment hangs below, the goal itself among them; `step` counts from the top."""

    document = columns.reference("document", key=True)
    organisation = columns.reference("organisation", key=True)
    subject_type = columns.one_of(words.SubjectType, key=True)
    subject = dy.String(primary_key=True)
    step = dy.Int32()
    level = dy.String(primary_key=True)
    node = dy.String(primary_key=True)


TREE = (TreeLevels, TreeNodes, TreeEdges, TreeAbove)


@dataclass
class _Laid:
    """The tree of one part, laid out: what is told of each node, in order."""

    tree: PartTree
    names: Mapping[str, Mapping[str, str]]
    paths: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.paths = [path for path in self.tree.paths() if path]
        self.below: dict[Step | None, dict[Step, None]] = {}
        for path in self.paths:
            for above, step in zip((None, *path), path, strict=False):
                self.below.setdefault(above, {})[step] = None

    def in_order(self) -> list[Step]:
        """Every node, each after what it hangs under, siblings in the order of the document."""
        found: dict[Step, None] = {}
        left = self._sorted(None)
        while left:
            step = left.pop(0)
            if step not in found:
                found[step] = None
                left = [*self._sorted(step), *left]
        return list(found)

    def _sorted(self, above: Step | None) -> list[Step]:
        return sorted(self.below.get(above, ()), key=self._order)

    def _order(self, step: Step) -> tuple[int, int, int]:
        row, shared = self.row(step), list(self.names.get(step.level, ()))
        listed = shared.index(step.node) if step.node in shared else 0
        place = row.get("position") or row.get("source_line") or listed
        return self.tree.rank(step.level), place, row.get("file_row") or 0

    def row(self, step: Step) -> Row:
        """What the files tell of a node: its own row, or none."""
        if step.level not in self.tree.groups:
            return self.tree.goals[step.node]
        found = self.tree.nodes.get(step)
        return found or (self.tree.listed.get(step.node, {}) if step.level == Level.AREA else {})

    def label(self, step: Step) -> str:
        """What a node is called: by its document, else by what documents share."""
        row = self.row(step)
        told = row.get("label") or row.get("printed_name") or self.names.get(step.level, {}).get(step.node)
        return told or self._strategic_goals().get(step.node) or step.node

    def _strategic_goals(self) -> Mapping[str | None, str]:
        named = (row["strategic_goal"] for row in (*self.tree.goals.values(), *self.tree.commitments.values()))
        return {self.tree.strategic_goal(label): label for label in named if label}

    def nodes(self) -> Iterator[Row]:
        """Every node with what is told of it."""
        ways: dict[Step, list[Path]] = {}
        for path in self.paths:
            for number, step in enumerate(path):
                ways.setdefault(step, []).append(path[:number])
        for position, step in enumerate(self.in_order(), start=1):
            # Where columns hang one area under several strategic goals, it is found under what they have in common.
            above = _in_common(ways[step])
            parent = above[-1] if above else (None, None)
            own = {name: self.row(step).get(name) for name in OWN}
            named = {"level": step.level, "node": step.node, "position": position, "depth": len(above)}
            yield {
                **own,
                **named,
                "label": self.label(step),
                "owners": own["owners"] or [],
                "parent_level": parent[0],
                "parent": parent[1],
                "perspective": dict((*above, step)).get(Level.PERSPECTIVE),
            }

    def edges(self) -> Iterator[Row]:
        """What hangs right under what."""
        for above, steps in self.below.items():
            if above is not None:
                under = {"parent_level": above.level, "parent": above.node}
                yield from ({**under, "level": step.level, "node": step.node} for step in steps)

    def above(self) -> Iterator[Row]:
        """What goals and commitments hang below."""
        goals = ((code, self.tree.path(step)) for code in self.tree.goals if (step := self.tree.goal_step(code)))
        commitments = ((code, self.tree.above(row)) for code, row in self.tree.commitments.items())
        for kind, ways in ((SubjectType.GOAL, goals), (SubjectType.COMMITMENT, commitments)):
            for code, path in ways:
                for number, step in enumerate(path, start=1):
                    named = {"subject_type": kind.value, "subject": code, "step": number}
                    yield {**named, "level": step.level, "node": step.node}


def _in_common(ways: Sequence[Path]) -> Path:
    """How far several ways from the top are the same."""
    return tuple(steps[0] for steps in takewhile(lambda steps: len(set(steps)) == 1, zip(*ways, strict=False)))


def tree_rows(
    frames: Frames, levels: Sequence[str], rules: Mapping[str, AddingUp]
) -> dict[type[StoredRow], pl.DataFrame]:
    """Lay out the goal trees of all documents.

    Args:
        frames: Validated frames by contract, of trees without faults.
        levels: The levels of the project, the highest first.
        rules: How the judgements of a level become one, by level.

    Returns:
        The rows of each table of the tree.
    """
    names = {
        Level.PERSPECTIVE.value: _names(frames[Perspectives], "perspective"),
        Level.AREA.value: _names(frames[ProcessAreas], "process_area"),
    }
    first = levels.index(Level.GOAL)
    told = [
        {"level": level, "position": at, "is_goal": at >= first, "rule": rule_of(level, rules, is_goal=at >= first)}
        for at, level in enumerate(levels)
    ]
    rows: dict[type[StoredRow], list[Row]] = {TreeLevels: [*told], TreeNodes: [], TreeEdges: [], TreeAbove: []}
    for (document, organisation), tree in part_trees(frames, levels).items():
        laid, part = _Laid(tree, names), {"document": document, "organisation": organisation}
        for kind, found in ((TreeNodes, laid.nodes()), (TreeEdges, laid.edges()), (TreeAbove, laid.above())):
            rows[kind] += _of(part, found)
    return {kind: _frame(kind, found) for kind, found in rows.items()}


def _names(rows: pl.DataFrame, key: str) -> Mapping[str, str]:
    """What documents call a node, in the order that they have it."""
    return dict(rows.sort("position").select(key, "name").iter_rows())


def rule_of(level: str, rules: Mapping[str, AddingUp], *, is_goal: bool) -> AddingUp | None:
    """Say how the judgements of a level become one: part goals add up as goals do where nobody says otherwise.

    Args:
        level: The level.
        rules: How the judgements of a level become one, by level.
        is_goal: Whether it is `goal` or lies below that.

    Returns:
        The rule; nothing where the level is not added up.
    """
    return rules.get(level) or (rules[Level.GOAL] if is_goal else None)


def _of(part: Row, found: Iterable[Row]) -> list[Row]:
    return [{**part, **row} for row in found]


def _frame(kind: type[StoredRow], rows: Sequence[Row]) -> pl.DataFrame:
    names = list(kind.stored_columns())
    return pl.DataFrame(
        [[row[name] for name in names] for row in rows], schema=names, orient="row", infer_schema_length=None
    )
