"""A municipality with three levels of goals, built and run: a page a node of each level, a page a tag, and a tree."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.invented import WHO, Invented, asked
from tests.making import ROOT, within, write_report

from analysis.base.project import Project

SETTINGS = """format: 2
levels: [perspective, inriktning, goal, delmal, steg]
adding_up: {perspective: weakest, inriktning: share, whole: weakest}
words:
  perspective: en vision, visionen, visioner, visionerna
  inriktning: en inriktning, inriktningen, inriktningar, inriktningarna
  delmal: ett delmål, delmålet, delmål, delmålen
  steg: ett steg, steget, steg, stegen
"""
CHAPTERS = [
    {"notebook": "summary", "title": "Kort"},
    {"notebook": "node", "title": "Inriktning", "for_each": "inriktning"},
    {"notebook": "node", "title": "Delmål", "for_each": "delmal"},
    {"notebook": "tag", "title": "Tagg", "for_each": "tag"},
    {"notebook": "review", "title": "Granskning"},
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Invented(tmp_path_factory.mktemp("nivaer"), SETTINGS)
    made.source("nodes", organisation=WHO, node="vision", level="perspective", label="En stad för alla")
    for code in ("trygg", "klok"):
        made.source("nodes", organisation=WHO, node=code, level="inriktning", parent="vision", label=f"Vi är {code}a")
    nowhere = {"perspective": "", "process_area": "", "assessment_source": "", "trend_source": ""}
    made.judged_goal("lugn", "90", "80", parent="trygg", **nowhere)
    made.goal("lara", parent="klok", **nowhere)
    made.goal("skriva", parent="lara", **nowhere)
    made.judged_goal("lasa", "40", "80", parent="lara", **nowhere)
    for code, outcome in (("bokstaver", "90"), ("ord", "85")):
        made.judged_goal(code, outcome, "80", parent="skriva", **nowhere)
    made.reference("tags", tag="g4", name="God utbildning för alla", kind="Globala mål")
    made.source("tags", subject_type="goal", subject="lasa", tag="g4")
    project = made.build()
    for name in {str(chapter["notebook"]) for chapter in CHAPTERS}:
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", project.notebooks)
    write_report(project, "prov", *CHAPTERS, organisation=WHO, year=2023)
    ran = within(project, "run")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    return project


def chapters_of(project: Project) -> dict[str, Any]:
    folder = project.output / "prov" / "chapters"
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def test_every_node_of_a_level_and_every_tag_has_a_page_of_its_own(project: Project) -> None:
    assert list(chapters_of(project)) == [
        *("01-kort", "02-vi-ar-trygga", "03-vi-ar-kloka", "04-mal-skriva", "05-mal-lasa"),
        *("06-god-utbildning-for-alla", "07-granskning"),
    ]


def test_part_goals_add_up_to_their_goal_and_their_goal_to_its_direction(project: Project) -> None:
    sql = "SELECT node, assessment_final, goals, part_goals FROM node_status WHERE level <> 'area' ORDER BY position"
    assert asked(project, sql).rows() == [
        ("vision", "not", 2, 4),
        ("trygg", "full", 1, 0),
        ("lugn", "better", 0, 0),
        ("klok", "not", 1, 4),
        ("lara", "worse", 0, 4),
        ("skriva", "better", 0, 2),
        ("bokstaver", "better", 0, 0),
        ("ord", "better", 0, 0),
        ("lasa", "worse", 0, 0),
    ]
    assert asked(project, "SELECT assessment_computed FROM part_status").item() == "not"


def test_the_overview_shows_the_tree_with_links_to_its_pages(project: Project) -> None:
    page = (project.output / "prov" / "01-kort.html").read_text(encoding="utf-8")
    assert "Målträdet" in page
    for address in ("02-vi-ar-trygga.html#nod-inriktning-trygg", "03-vi-ar-kloka.html#mal-skriva"):
        assert f'href="{address}"' in page


def test_a_page_of_a_node_says_the_owners_word_for_its_level_and_none_of_ours(project: Project) -> None:
    page = (project.output / "prov" / "03-vi-ar-kloka.html").read_text(encoding="utf-8")
    for words in ("Inriktning", "En stad för alla", "Mål lara", "Del av: Mål skriva", "God utbildning för alla"):
        assert words in page
    assert "rocessområde" not in page


def test_tags_are_found_by_search_and_taken_away_in_files(project: Project) -> None:
    folder = project.output / "prov"
    found = [
        path for path in folder.rglob("*.csv") if "God utbildning för alla" in path.read_text(encoding="utf-8-sig")
    ]
    assert found
    index = folder / "search.json"
    assert "God utbildning" in index.read_text(encoding="utf-8")


def test_an_unknown_level_is_told_with_those_that_there_are(project: Project, tmp_path: Path) -> None:
    own = Project(Path(shutil.copytree(project.root, tmp_path / "egen")))
    write_report(own, "fel", {"notebook": "node", "title": "N", "for_each": "inriktnng"}, organisation=WHO, year=2023)
    told = within(own, "run", "fel")
    assert told.returncode == 1
    assert "Okänd nivå «inriktnng» i for_each. Menade du «inriktning»?" in " ".join((told.stdout + told.stderr).split())
