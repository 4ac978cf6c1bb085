"""Nodes and tags on pages: what is printed and what is computed, what hangs below, counts as views have them."""

from pathlib import Path

import pytest
from tests.invented import WHO, Invented, asked

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.chapter.overview import Glance
from analysis.errors import InputFaults, ParameterError
from analysis.present.fragment import Fragment, Several
from analysis.present.table import Table
from analysis.report import Report

SETTINGS = """format: 2
levels: [perspective, inriktning, area, goal, delmal]
adding_up: {perspective: weakest, inriktning: share, area: share, goal: weakest}
words:
  perspective: en vision, visionen, visioner, visionerna
  inriktning: en inriktning, inriktningen, inriktningar, inriktningarna
  delmal: ett delmål, delmålet, delmål, delmålen
"""


def grown(folder: Path) -> Invented:
    """A vision with two directions; one is printed as reached though a goal below misses its target."""
    made = Invented(folder, SETTINGS)
    made.source("nodes", organisation=WHO, node="vision", level="perspective", label="En stad för alla", owners=WHO)
    said = {"assessment": "full", "assessment_source": "prose", "trend": "better", "trend_source": "prose"}
    for code, told in (("trygg", said), ("klok", {})):
        made.source(
            "nodes", organisation=WHO, node=code, level="inriktning", parent="vision", label=f"Vi är {code}", **told
        )
    made.source("nodes", organisation=WHO, node="skola", level="area", parent="klok", label="Skola")
    nowhere = {"perspective": "", "process_area": "", "assessment_source": "", "trend_source": ""}
    made.judged_goal("ljus", "40", "80", parent="trygg", **nowhere)
    made.judged_goal("lugn", "90", "80", parent="trygg", **nowhere)
    made.goal("lara", parent="skola", **nowhere)
    made.judged_goal("lasa", "90", "80", parent="lara", **nowhere)
    made.judged_goal("rakna", "85", "80", parent="lara", **nowhere)
    made.goal("ensam", process_area="a", perspective="")
    made.source(
        "commitments",
        commitment="lampor",
        organisation=WHO,
        kind="own",
        parent="trygg",
        label="Fler lampor",
        status="done",
    )
    made.reference("tags", tag="g4", name="Globalt mål 4", kind="Globala mål")
    made.reference("tags", tag="g11", name="Globalt mål 11", kind="Globala mål")
    carried = (("goal", "lasa", "g4"), ("node", "klok", "g4"), ("goal", "ljus", "g11"), ("commitment", "lampor", "g11"))
    for kind, subject, tag in carried:
        made.source("tags", subject_type=kind, subject=subject, tag=tag)
    return made


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = grown(tmp_path_factory.mktemp("trad"))
    project = made.write()
    texts = project.data / "sources" / "d" / "texts"
    texts.mkdir()
    told = f"## node trygg ({WHO})\nPlats: A › B · rad 5\n\n### Analys\nFler lampor ger lugn.\n"
    (texts / "texter.md").write_text(told, encoding="utf-8")
    build_database(project)
    return project


def report(project: Project, **chosen: str) -> Report:
    return Report(organisation=WHO, year=2023, database=project.database, **chosen)


def rows(table: object) -> dict[str, list[str]]:
    assert isinstance(table, Table), table
    lines = [line.split("\t") for line in table.plain.splitlines()[2:]]
    return {line[0]: line[1:] for line in lines}


def test_printed_goes_before_computed_and_both_are_kept_apart(project: Project) -> None:
    sql = "SELECT node, assessment_published, assessment_computed, assessment_final FROM node_status"
    assert {row[0]: row[1:] for row in asked(project, f"{sql} WHERE level <> 'goal'").rows()} == {
        "p": (None, None, None),
        "a": (None, None, None),
        "vision": (None, "full", "full"),
        "trygg": ("full", "partial", "full"),
        "klok": (None, "full", "full"),
        "skola": (None, "full", "full"),
        "lasa": (None, "better", "better"),
        "rakna": (None, "better", "better"),
    }
    told = rows(report(project, node="vision").node_parts())["Vi är trygg"]
    assert told[:2] == [
        "Inriktning",
        "Uppnår målen Framgår av texten. Beräknat: Uppnår delvis målen 1 av 2 delar är nådda.",
    ]


def test_a_goal_without_yardsticks_is_judged_by_its_part_goals_everywhere(project: Project) -> None:
    sql = "SELECT goal, assessment_final, level, part_of FROM goal_status WHERE goal IN ('Mål lara', 'Mål lasa')"
    assert asked(project, f"{sql} ORDER BY goal").rows() == [
        ("Mål lara", "better", "goal", None),
        ("Mål lasa", "better", "delmal", "Mål lara"),
    ]
    shown = rows(report(project, node="lara").goals())
    assert shown["Mål lara"][2] == "Nått Beräknat, inte publicerat. 2 av 2 delar är nådda."
    assert "Mål lasa Del av: Mål lara Taggar: Globalt mål 4" in shown


def test_counts_are_those_of_the_view_on_every_page(project: Project) -> None:
    counted = asked(project, "SELECT node, goals, goals_reached, part_goals FROM node_status ORDER BY position").rows()
    by_node = {row[0]: row[1:] for row in counted}
    assert by_node["vision"] == (3, 2, 2)
    parts = rows(report(project, node="vision").node_parts())
    assert [row[3:] for row in parts.values()] == [["1 av 2 mål nås"], ["1 av 1 mål nås · 2 delmål"]]
    tree = rows(report(project).goal_tree())
    assert tree["En stad för alla"][3:] == [WHO, "2 av 3 mål nås · 2 delmål"]
    shown = report(project).at_a_glance()
    assert isinstance(shown, Fragment)
    assert isinstance(shown.value, Glance)
    assert [count.what for count in shown.value.counts] == ["2 områden", "4 mål", "2 delmål", "1 åtagande"]


def test_a_node_tells_where_it_hangs_what_is_said_of_it_and_what_is_below(project: Project) -> None:
    trygg = report(project, node="trygg")
    assert trygg.title == "Vi är trygg"
    assert trygg.node_path().plain == "Hör till:\nEn stad för alla"
    assert trygg.node_text().plain.startswith("Fler lampor ger lugn.")
    assert list(rows(trygg.commitments())) == ["Fler lampor Taggar: Globalt mål 11"]
    assert [name.partition(" Taggar")[0] for name in rows(trygg.goals())] == ["Mål ljus", "Mål lugn"]


def test_a_tag_has_everything_that_carries_it_with_its_state(project: Project) -> None:
    tagged = report(project, tag="g11")
    assert rows(tagged.tagged()) == {"Mål ljus": ["Mål", "Missat"], "Fler lampor": ["Åtagande", "Klart"]}
    counted = tagged.tag_at_a_glance()
    assert isinstance(counted, Several)
    assert [each.plain for each in counted] == ["1 mål: missat 1", "1 åtagande: klart 1"]
    assert list(rows(report(project, tag="Globalt mål 4").tagged())) == ["Vi är klok", "Mål lasa"]


def test_tags_and_parts_have_columns_of_their_own_in_files(project: Project) -> None:
    table = report(project, node="lara").goals()
    assert isinstance(table, Table)
    named = [column.heading for column in table.value.columns[:3]]
    assert named == ["Mål", "Del av", "Taggar"]
    assert table.value.rows[1].figures[:3] == ("Mål lasa", "Mål lara", "Globalt mål 4")


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"node": "tryg"}, "Okänd nod «tryg». Menade du «trygg»?"),
        ({"node": "trygg", "level": "inriktnin"}, "Okänd nivå «inriktnin». Menade du «inriktning»?"),
        ({"tag": "g44"}, "Okänd tagg «g44». Menade du «g4»?"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(project: Project, chosen: dict[str, str], told: str) -> None:
    with pytest.raises(ParameterError) as refused:
        report(project, **chosen)
    assert f"{refused.value.message} {refused.value.remedy}" == told


def test_texts_and_tags_speak_of_what_there_is(tmp_path: Path) -> None:
    made = grown(tmp_path)
    made.source("tags", subject_type="node", subject="trygt", tag="g4")
    made.source("tags", subject_type="indicator", subject="ljuss", tag="g4")
    made.source("tags", subject_type="goal", subject="ljus", tag="g44")
    project = made.write()
    texts = project.data / "sources" / "d" / "texts"
    texts.mkdir()
    (texts / "t.md").write_text(f"## node klokt ({WHO})\nPlats: A · rad 5\n\n### Analys\nOrd.\n", encoding="utf-8")
    with pytest.raises(InputFaults) as refused:
        build_database(project)
    assert {str(fault) for fault in refused.value.faults} == {
        "sources/d/texts/t.md, rad 4, kolumn subject: «klokt» – okänd nod. Menade du «klok»?",
        "sources/d/tags.csv, rad 6, kolumn subject: «trygt» – okänd nod. Menade du «trygg»?",
        "sources/d/tags.csv, rad 7, kolumn subject: «ljuss» – okänd kod. Menade du «ljus»?",
        "sources/d/tags.csv, rad 8, kolumn tag: «g44» – okänd kod. Menade du «g4»?",
    }
