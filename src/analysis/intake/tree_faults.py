"""What is wrong with a goal tree: levels that nobody declares, parents that are not there or too low, rings, twins."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.base.judged import Level
from analysis.base.project import SETTINGS_FILE
from analysis.errors import Fault, nearest
from analysis.intake.goal_tree import Frames, PartTree, Path, part_trees
from analysis.words.translate import _

Row = Mapping[str, Any]
COLUMNS = {Level.PERSPECTIVE: "perspective", Level.AREA: "process_area"}


def tree_faults(frames: Frames, levels: Sequence[str], *, own_levels: bool) -> list[Fault]:
    """Find what keeps the rows of a part from being a tree.

    Args:
        frames: Validated frames by contract, as they are written.
        levels: The levels of the project, the highest first.
        own_levels: Whether the project names its levels itself: then a goal may hang where it likes.

    Returns:
        One fault a row.
    """
    trees = part_trees(frames, levels).values()
    return [fault for tree in trees for fault in _of_part(tree, own_levels=own_levels)]


def _of_part(tree: PartTree, *, own_levels: bool) -> Iterator[Fault]:
    for step, row in tree.nodes.items():
        yield from _level(row, step.level, tree.groups, tree) or _parent(tree, row, step.level)
        if step.level == Level.AREA and step.node in tree.listed:
            other = tree.listed[step.node]
            told = _(
                "noden finns också i {file}, rad {row}; ta bort den ena", file=other["file"], row=other["file_row"]
            )
            yield _fault(row, "node", told)
    goal_levels = tree.levels[len(tree.groups) :]
    for code, row in tree.goals.items():
        level = tree.level_of(code)
        known = _level(row, row["level"], goal_levels, tree) if row["level"] else _unsaid(tree, code, level)
        yield from known or _parent(tree, row, level)
        yield from () if known else _place(tree, row, level, own_levels=own_levels)
    for row in tree.commitments.values():
        yield from _parent(tree, row, None)
        yield from _place(tree, row, None, own_levels=own_levels)


def _level(row: Row, level: str, allowed: Sequence[str], tree: PartTree) -> list[Fault]:
    if level in allowed:
        return []
    if level not in tree.levels:
        told = _("nivån finns inte bland levels i {file}.", file=SETTINGS_FILE)
        return [_fault(row, "level", f"{told} {nearest(level, [*allowed])}")]
    goals = _("{goal.short.many} och {part_goal.many}, från nivån goal och nedåt, står i goals.csv")
    above = _("det som ligger över {goal.short.the_many} står i nodes.csv")
    return [_fault(row, "level", goals if level not in tree.groups else above)]


def _unsaid(tree: PartTree, goal: str, level: str | None) -> list[Fault]:
    """A goal that does not say its level: it follows from its parent, where one thing only is called so."""
    row = tree.goals[goal]
    if level is None:
        return [_fault(row, "parent", _ring() if _is_ring(tree, goal) else _no_level_below(tree))]
    named = {step.level in tree.groups for step in tree.called(row["parent"])} if row["parent"] else set()
    if len(named) > 1:
        return [
            _fault(
                row,
                "parent",
                _("både {goal.short:en|ett} {goal.short.one} och en nod heter så; säg nivån i kolumnen level"),
            )
        ]
    return []


def _parent(tree: PartTree, row: Row, level: str | None) -> list[Fault]:
    code = row["parent"]
    if code is None or tree.parent(code, level):
        return []
    if found := tree.called(code):
        if _leads_back(tree, row):
            return [_fault(row, "parent", _ring())]
        told = _("«{node}» är på nivån {level}, som inte ligger över {own}", node=code, level=found[0].level, own=level)
        return [_fault(row, "parent", told)]
    known = sorted({*(step.node for step in tree.nodes), *tree.goals, *tree.areas, *tree.perspectives})
    return [_fault(row, "parent", _("okänd nod.") + f" {nearest(code, known)}")]


def _place(tree: PartTree, row: Row, level: str | None, *, own_levels: bool) -> Iterator[Fault]:
    """Columns that say otherwise than the parent does, and rows that hang nowhere."""
    path = tree.above(row, level)
    if row["parent"] is not None:
        yield from _contradictions(row, path)
    elif level is not None and not own_levels and row["process_area"] is None:
        yield _fault(row, "process_area", _("får inte vara tomt, om inte kolumnen parent säger var raden hör hemma"))
    elif tree.groups and not path:
        yield _fault(row, "parent", _("säg var raden hör hemma: i parent, eller i perspective och process_area"))


def _contradictions(row: Row, path: Path) -> Iterator[Fault]:
    steps = dict(path)
    for level, column in COLUMNS.items():
        if row[column] is not None and steps.get(level) != row[column]:
            there = steps.get(level) or _("ingenting")
            yield _fault(row, column, _("trädet säger {there}; rätta parent, eller lämna kolumnen tom", there=there))


def _is_ring(tree: PartTree, goal: str) -> bool:
    code, seen = tree.goals[goal]["parent"], set[str]()
    while code in tree.goals and code not in seen:
        seen.add(code)
        code = tree.goals[code]["parent"]
    return code in tree.goals


def _leads_back(tree: PartTree, row: Row) -> bool:
    """Whether parents, whatever their levels, lead from a row back to it."""
    above = {step.node: node["parent"] for step, node in tree.nodes.items()}
    above |= {code: goal["parent"] for code, goal in tree.goals.items()}
    own = row.get("node") or row.get("goal")
    code, seen = row["parent"], set[str]()
    while code is not None and code not in seen and code != own:
        seen.add(code)
        code = above.get(code)
    return code is not None and code == own


def _ring() -> str:
    return _("raderna leder runt till samma igen; ta bort den rad som är fel")


def _no_level_below(tree: PartTree) -> str:
    return _("det finns ingen nivå under {level} i {file}", level=tree.levels[-1], file=SETTINGS_FILE)


def _fault(row: Row, column: str, told: str) -> Fault:
    return Fault(row["file"], row["file_row"], column, str(row[column] or ""), told)
