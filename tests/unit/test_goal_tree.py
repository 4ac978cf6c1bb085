"""Trees of every shape are read from parents and from columns, and what is no tree is told in words."""

from collections.abc import Mapping, Sequence

import pytest
from tests.trees import Frames, Row, frames_of, tree_of

from analysis.build.tree_tables import TreeEdges, TreeNodes, tree_rows
from analysis.intake.contracts import Commitments, DocumentAreas, Goals
from analysis.intake.reference_contracts import Perspectives, ProcessAreas
from analysis.intake.tree_columns import with_areas, with_columns
from analysis.intake.tree_faults import tree_faults

USUAL = ("perspective", "strategic_goal", "area", "goal")


def node(code: str, level: str, parent: str | None = None, **other: object) -> Row:
    return {"node": code, "level": level, "parent": parent, **other}


def goal(code: str, parent: str | None = None, level: str | None = None, **other: object) -> Row:
    return {"goal": code, "parent": parent, "level": level, **other}


def paths(levels: Sequence[str], frames: Frames) -> dict[str, str]:
    tree = tree_of(levels, frames)
    steps = {code: tree.goal_step(code) for code in tree.goals}
    return {
        code: " › ".join(f"{each.level}:{each.node}" for each in tree.path(step))
        for code, step in steps.items()
        if step
    }


#: What is said of a ring.
RING = "raderna leder runt till samma igen; ta bort den rad som är fel"
FOUR = ("perspective", "inriktning", "goal", "delmal")


@pytest.mark.parametrize(
    ("levels", "frames", "path"),
    [
        (("area", "goal"), frames_of(node=[node("trygg", "area")], goal=[goal("g", "trygg")]), "area:trygg › goal:g"),
        (("goal",), frames_of(goal=[goal("g")]), "goal:g"),
        (
            FOUR,
            frames_of(
                node=[node("v", "perspective"), node("i", "inriktning", "v")],
                goal=[goal("m", "i"), goal("d", "m"), goal("g", "d", "delmal")],
            ),
            None,
        ),
        (FOUR, frames_of(node=[node("v", "perspective")], goal=[goal("g", "v")]), "perspective:v › goal:g"),
        (
            FOUR,
            frames_of(
                node=[node("v", "perspective"), node("i", "inriktning", "v")], goal=[goal("m", "i"), goal("g", "m")]
            ),
            "perspective:v › inriktning:i › goal:m › delmal:g",
        ),
        (FOUR, frames_of(node=[node("v", "perspective")], goal=[goal("g", "v", "delmal")]), "perspective:v › delmal:g"),
        (USUAL, frames_of({"a": "p"}, goal=[goal("g", process_area="a")]), "perspective:p › area:a › goal:g"),
        (
            USUAL,
            frames_of({"a": "p"}, goal=[goal("g", process_area="a", strategic_goal="Fler jobb")]),
            "perspective:p › strategic_goal:fler-jobb › area:a › goal:g",
        ),
        (("area", "goal"), frames_of({"a": "p"}, goal=[goal("g", process_area="a")]), "area:a › goal:g"),
        (
            ("perspective", "goal"),
            frames_of({"a": "p"}, goal=[goal("g", process_area="a", perspective="p")]),
            "perspective:p › goal:g",
        ),
        (
            USUAL,
            frames_of(
                {"a": "p"},
                node=[node("fj", "strategic_goal", "p", label="Fler jobb"), node("a", "area", "fj")],
                goal=[goal("g", process_area="a")],
            ),
            "perspective:p › strategic_goal:fj › area:a › goal:g",
        ),
    ],
)
def test_where_a_goal_hangs(levels: Sequence[str], frames: Frames, path: str | None) -> None:
    found = paths(levels, frames)
    if path is None:
        assert tree_faults(frames, levels, own_levels=True)
    else:
        assert not tree_faults(frames, levels, own_levels=True)
        assert found["g"] == path


def told(levels: Sequence[str], rows: Mapping[str, Sequence[Row]], *, own: bool = True) -> list[str]:
    return [str(fault) for fault in tree_faults(frames_of(**rows), levels, own_levels=own)]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (
            {"node": [node("v", "perspectiv")]},
            "sources/d/nodes.csv, rad 2, kolumn level: «perspectiv» – nivån finns inte bland levels i project.yaml. "
            "Menade du «perspective»?",
        ),
        (
            {"node": [node("v", "goal")]},
            "sources/d/nodes.csv, rad 2, kolumn level: «goal» – mål och delmål, från nivån goal och nedåt, står i "
            "goals.csv",
        ),
        (
            {"goal": [goal("g", None, "inriktning")]},
            "sources/d/goals.csv, rad 2, kolumn level: «inriktning» – det som ligger över målen står i nodes.csv",
        ),
        (
            {"node": [node("vision", "perspective")], "goal": [goal("g", "visoin")]},
            "sources/d/goals.csv, rad 2, kolumn parent: «visoin» – okänd nod. Menade du «vision»?",
        ),
        (
            {"node": [node("v", "perspective", "i"), node("i", "inriktning")]},
            "sources/d/nodes.csv, rad 2, kolumn parent: «i» – «i» är på nivån inriktning, som inte "
            "ligger över perspective",
        ),
        (
            {"node": [node("v", "perspective", "i"), node("i", "inriktning", "v")]},
            "sources/d/nodes.csv, rad 2, kolumn parent: «i» – " + RING,
        ),
        (
            {"goal": [goal("g", "h"), goal("h", "g")]},
            "sources/d/goals.csv, rad 2, kolumn parent: «h» – " + RING,
        ),
        (
            {"goal": [goal("g", "g")]},
            "sources/d/goals.csv, rad 2, kolumn parent: «g» – " + RING,
        ),
        (
            {"node": [node("v", "perspective")], "goal": [goal("g", "v"), goal("h", "g"), goal("i", "h")]},
            "sources/d/goals.csv, rad 4, kolumn parent: «h» – det finns ingen nivå under delmal i project.yaml",
        ),
        (
            {"node": [node("v", "perspective")], "goal": [goal("v", "v", "goal"), goal("g", "v")]},
            "sources/d/goals.csv, rad 3, kolumn parent: «v» – både ett mål och en nod heter så; säg nivån i "
            "kolumnen level",
        ),
        (
            {"goal": [goal("g")]},
            "sources/d/goals.csv, rad 2, kolumn parent: säg var raden hör hemma: i parent, eller i perspective och "
            "process_area",
        ),
        (
            {"node": [node("v", "perspective")], "goal": [goal("g", "v", perspective="w")]},
            "sources/d/goals.csv, rad 2, kolumn perspective: «w» – trädet säger v; rätta parent, eller lämna "
            "kolumnen tom",
        ),
    ],
)
def test_what_is_no_tree_is_told(rows: dict[str, Sequence[Row]], fault: str) -> None:
    assert fault in told(FOUR, rows)


def test_an_area_in_two_files_is_told_with_both() -> None:
    rows: dict[str, Sequence[Row]] = {"node": [node("a", "area")], "process_area": [{"process_area": "a"}]}
    assert told(("area", "goal"), rows) == [
        "sources/d/nodes.csv, rad 2, kolumn node: «a» – noden finns också i sources/d/process_areas.csv, rad 2; "
        "ta bort den ena"
    ]


def test_a_folder_that_names_no_levels_needs_its_areas_as_before() -> None:
    assert told(USUAL, {"goal": [goal("g", perspective="p")]}, own=False) == [
        "sources/d/goals.csv, rad 2, kolumn process_area: får inte vara tomt, om inte kolumnen parent säger var raden "
        "hör hemma"
    ]


def test_columns_are_filled_in_from_the_tree_and_nodes_are_listed_where_areas_are() -> None:
    frames = frames_of(
        node=[
            node("v", "perspective"),
            node("s", "strategic_goal", "v", label="Fler jobb"),
            node("a", "area", "s", label="Arbete", assessment="full"),
        ],
        goal=[goal("g", "a"), goal("h", "v")],
        commitment=[{"commitment": "c", "parent": "s"}],
    )
    placed = with_columns(with_areas(frames, USUAL), USUAL)
    columns = ("level", "perspective", "strategic_goal", "process_area")
    assert placed[Goals].select("goal", *columns).rows() == [
        ("g", "goal", "v", "Fler jobb", "a"),
        ("h", "goal", "v", None, None),
    ]
    assert placed[Commitments].select(columns[1:]).rows() == [("v", "Fler jobb", None)]
    assert placed[ProcessAreas].select("process_area", "name", "perspective").rows() == [("a", "Arbete", "v")]
    assert placed[Perspectives]["perspective"].to_list() == ["v"]
    assert placed[DocumentAreas].select("process_area", "printed_name", "assessment").rows() == [
        ("a", "Arbete", "full")
    ]


def test_an_area_that_columns_hang_under_two_strategic_goals_hangs_under_both_and_has_their_perspective_above() -> None:
    rows = [goal("g", process_area="a", strategic_goal="Ett"), goal("h", process_area="a", strategic_goal="Två")]
    found = tree_rows(with_columns(frames_of({"a": "p"}, goal=rows), USUAL), USUAL, {"goal": "weakest"})  # type: ignore[dict-item]
    edges = found[TreeEdges].filter(level="area").select("parent").to_series().sort().to_list()
    assert edges == ["ett", "tva"]
    above = found[TreeNodes].filter(level="area").select("parent_level", "parent", "depth").rows()
    assert above == [("perspective", "p", 1)]
