"""Laws of every goal tree: children count as their node does, print goes first, the unknown stays unknown."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.trees import frames_of

from analysis.base.judged import AddingUp
from analysis.build.tree_tables import TreeAbove, TreeEdges, tree_rows
from analysis.intake.tree_columns import with_areas, with_columns
from analysis.intake.tree_faults import tree_faults
from analysis.judge.adding_up import Node, add_up_tree

KNOWN = ("better", "near", "worse")
Nodes = Mapping[int, Node[int]]
said = st.sampled_from([None, *KNOWN])


@st.composite
def levels_of(draw: st.DrawFn) -> list[str]:
    above = draw(
        st.lists(st.sampled_from(["perspective", "strategic_goal", "inriktning", "area"]), unique=True, max_size=3)
    )
    return [*above, "goal", *draw(st.sampled_from([[], ["delmal"], ["delmal", "steg"]]))]


@st.composite
def rows_of(draw: st.DrawFn) -> tuple[list[str], list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and goals, each below something of a higher level or below nothing."""
    levels = draw(levels_of())
    first = levels.index("goal")
    known: list[tuple[int, str]] = []
    nodes: list[dict[str, Any]] = []
    goals: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 12))):
        rank = draw(st.integers(0, len(levels) - 1))
        higher = [code for other, code in known if other < rank]
        # Where there are groups, a goal hangs below something.
        parent = draw(st.sampled_from(higher)) if higher and (rank >= first or draw(st.booleans())) else None
        if rank >= first and first and parent is None:
            continue
        code = f"x{number}"
        known.append((rank, code))
        row = {"level": levels[rank], "parent": parent}
        (goals if rank >= first else nodes).append({"goal" if rank >= first else "node": code, **row})
    return levels, nodes, goals


@given(rows_of())
def test_the_counts_of_children_are_the_count_of_their_node(made: tuple[Any, Any, Any]) -> None:
    levels, nodes, goals = made
    frames = frames_of(node=nodes, goal=goals)
    assert not tree_faults(frames, levels, own_levels=True)
    found = tree_rows(with_columns(with_areas(frames, levels), levels), levels, {"goal": AddingUp.WEAKEST})
    if not goals:
        return
    above = found[TreeAbove]
    level_of = {row["goal"]: row["level"] for row in goals}
    below: dict[tuple[str, str], set[str]] = {}
    for goal, level, node in above.select("subject", "level", "node").iter_rows():
        below.setdefault((level, node), set()).add(goal)
    edges = (
        found[TreeEdges]
        if found[TreeEdges].height
        else pl.DataFrame(schema=["parent_level", "parent", "level", "node"])
    )
    for place, counted in below.items():
        children = edges.filter((pl.col("parent_level") == place[0]) & (pl.col("parent") == place[1]))
        for kind in levels:
            of_children = sum(
                len({goal for goal in below.get(child, set()) if level_of[goal] == kind})
                for child in children.select("level", "node").iter_rows()
            )
            own = place[1] in level_of and level_of[place[1]] == kind
            assert len({goal for goal in counted if level_of[goal] == kind}) == of_children + own


@st.composite
def trees(draw: st.DrawFn) -> Nodes:
    """Nodes numbered from the top: each hangs below one before it, or below none."""
    amount = draw(st.integers(1, 10))
    parents = [None, *(draw(st.one_of(st.none(), st.integers(0, number - 1))) for number in range(1, amount))]
    return {
        number: Node(
            parts=tuple(child for child in range(amount) if parents[child] == number),
            said=draw(said),
            own=draw(said),
            rule=draw(st.sampled_from([*AddingUp, None])),
            is_judged=draw(st.booleans()),
            some=draw(st.booleans()),
        )
        for number in range(amount)
    }


def changed(node: Node[int], **other: Any) -> Node[int]:  # noqa: ANN401 - values of any field
    return Node(**{**vars(node), **other})


@given(trees(), said.filter(bool), said)
def test_what_is_below_a_printed_judgement_says_nothing_above_it(nodes: Nodes, printed: str, below: str | None) -> None:
    """Print goes before what is computed: change what hangs below it, and everything above stays as it is."""
    for number, node in nodes.items():
        judged = {**nodes, number: changed(node, said=printed, is_judged=True)}
        otherwise = {key: changed(each, said=below) if key in node.parts else each for key, each in judged.items()}
        before, after = add_up_tree(judged), add_up_tree(otherwise)
        assert {key: total for key, total in before.items() if key < number} == {
            key: total for key, total in after.items() if key < number
        }


@given(trees(), st.data())
def test_a_known_judgement_stays_whatever_an_unknown_part_turns_out_to_be(nodes: Nodes, data: st.DataObject) -> None:
    """An unknown part makes the whole unknown, unless that makes no difference."""
    before = add_up_tree(nodes)
    unknown = [key for key, node in nodes.items() if not node.parts and node.said is None and node.own is None]
    if not unknown:
        return
    chosen = data.draw(st.sampled_from(unknown))
    after = add_up_tree({**nodes, chosen: changed(nodes[chosen], said=data.draw(st.sampled_from(KNOWN)))})
    assert all(after[key].assessment == total.assessment for key, total in before.items() if total.assessment in KNOWN)


@given(trees())
def test_a_level_that_is_not_judged_is_looked_through(nodes: Nodes) -> None:
    """Whoever leaves such nodes out, and hangs what is below them where they hung, gets the same judgements."""

    def through(parts: Sequence[int]) -> Sequence[int]:
        return tuple(
            each for part in parts for each in ([part] if nodes[part].is_judged else through(nodes[part].parts))
        )

    direct = {key: changed(node, parts=through(node.parts)) for key, node in nodes.items()}
    assert add_up_tree(direct) == add_up_tree(nodes)


@given(trees())
def test_a_whole_knows_no_more_parts_than_it_has(nodes: Nodes) -> None:
    assert all(total.reached <= total.known <= total.parts for total in add_up_tree(nodes).values())
