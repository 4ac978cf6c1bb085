"""What a document does not have is no error: every chapter that can be made is made, without empty tables or pages."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.making import ROOT, SMALL, said, small_project, within, write_report

from analysis.base.project import Project

SOURCE = Path("sources") / "annual-2031"
KINDS = ["annual", "interim", "plan", "control", "evaluation"]
#: What the harbour office has no files of.
FURTHER = {
    "controls.csv": "control;organisation;process_area;risk;label;frequency;method;assessment;assessment_source;action;"
    "carried_to;place;source_line\nbojar;HAMN;hamnen;Bojar lossnar;Bojarna ses över;;;;;;;Del 2 › Internkontroll;90",
    "scores.csv": "area_no;area;question_no;label;achieved;max;percent;place;source_line\n"
    "1;Service;1.1;Öppettider;8;10;80;Del 3 › Poäng;95\n1;Service;;Service;8;10;80;Del 3 › Poäng;96",
    "findings.csv": "area_no;kind;label;place;source_line\n1;strength;Långa öppettider;Del 3 › Fynd;97",
    "activities.csv": "commitment;activity_no;label;responsible;measure;place;source_line\n"
    "ny-brygga;1;Beställ virke;HC;;Del 1 › Styrkort;98",
    "roles.csv": "role;name;place;source_line\nHC;Hamnchef;Del 1 › Styrkort;99",
    "goal_indicators.csv": "goal;indicator;measured_for;place;source_line\nfull-hamn;badvatten;SJO;Del 1 › Hamnen;22",
}
#: What goes with each file that is left out: rows elsewhere that are about its rows, and texts.
WITH = {
    "goals.csv": ["goal_indicators.csv", "targets.csv", "texts"],
    "commitments.csv": ["activities.csv", "texts"],
    "observations.csv": ["texts"],
    "ledger.csv": ["claims.csv", "texts"],
    "process_areas.csv": ["texts"],
}
FILES = ["targets.csv", "claims.csv", "texts", *WITH, *FURTHER]
#: Notebooks that ask for something by its code, which must be there.
BY_CODE = {
    "process_area.ipynb": "process_areas.csv",
    "node.ipynb": "process_areas.csv",
    "explore.ipynb": "observations.csv",
}


def lacking(folder: Path, kind: str, *files: str) -> Project:
    """The harbour office with a document of one kind that has everything but these files, and a chapter a notebook."""
    project = small_project(folder)
    source = project.data / SOURCE
    for name, content in FURTHER.items():
        (source / name).write_text(content, encoding="utf-8")
    documents = project.data / "reference" / "documents.csv"
    documents.write_text(documents.read_text(encoding="utf-8").replace(";annual;", f";{kind};"), encoding="utf-8")
    gone = {each for file in files for each in (file, *WITH.get(file, []))}
    for name in gone:
        path = source / name
        shutil.rmtree(path, ignore_errors=True) if name == "texts" else path.unlink(missing_ok=True)
    notebooks = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if BY_CODE.get(path.name) not in gone]
    for path in notebooks:
        shutil.copy(path, project.notebooks)
    further: dict[str, dict[str, str]] = {
        "process_area": {"process_area": "hamnen"},
        "node": {"level": "perspective", "node": "sund-sjo"},
        "explore": {"indicator": "batplatser"},
    }
    chapters = [
        {"notebook": path.stem, "title": path.stem, "parameters": further.get(path.stem, {})} for path in notebooks
    ]
    write_report(project, "prov", *chapters, **SMALL)
    return project


def chapters_of(project: Project) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((project.output / "prov" / "chapters").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def assert_made(project: Project) -> None:
    """Every chapter is there, and says something."""
    ran = within(project, "run", "--build")
    assert ran.returncode == 0, said(ran)
    for name, chapter in chapters_of(project):
        values = [value for block in chapter["blocks"] for value in block.get("values", ())]
        # What an analyst asks for by hand may be a frame without rows.
        empty = [value["heading"] for value in values if value["kind"] == "table" and not value["rows"]]
        assert empty == [] or name.endswith("explore"), name
        assert [value for value in values if value.get("role") != "report"], name
    assert len(list(chapters_of(project))) == len(list(project.notebooks.glob("*.ipynb")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_of_nothing_gives_every_chapter(tmp_path: Path, kind: str) -> None:
    assert_made(lacking(tmp_path, kind, *FILES))


@pytest.mark.parametrize("files", [("commitments.csv",), ("scores.csv",), ("goals.csv",)], ids=" ".join)
def test_a_document_without_one_part_gives_every_chapter(tmp_path: Path, files: tuple[str, ...]) -> None:
    assert_made(lacking(tmp_path, "annual", *files))


@pytest.mark.long
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_document_without_each_of_its_files_gives_every_chapter(
    tmp_path: Path, kind: str, file: str
) -> None:
    assert_made(lacking(tmp_path, kind, file))


def test_a_figure_without_a_unit_is_built(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    path = project.data / SOURCE / "observations.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("\nbatplatser;HAMN;T;year;2031-01-01;2031-12-31;outcome;;80;;;;;M › A › Mål;5;;")
    ran = within(project, "build")
    assert ran.returncode == 0, said(ran)
