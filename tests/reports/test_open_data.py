"""The public views as open data: every value as the database has it, described, valid, and whole or not there."""

import json
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pytest
from tests.downloads import package_of, read_rows, unguarded
from tests.making import whole_project, within
from tests.pages import read_page, text_of

from analysis.base.project import Project
from analysis.build.database import Built

CONTRACT = {
    *("goal_status", "goal_yardstick", "goal_target", "commitment_status", "process_area_status", "key_figure"),
    *("ledger", "control_status", "evaluation_score", "evaluation_finding", "claim", "inconsistency", "narrative"),
    *("node_status", "tag_status"),
}


@pytest.fixture(scope="module")
def exported(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose database has been exported by the real command."""
    project = whole_project(tmp_path_factory.mktemp("open"), built)
    ran = within(project, "export")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "key_figure.csv: " in ran.stdout
    assert "Ingen licens är angiven" in ran.stdout
    return project


@pytest.fixture(scope="module")
def folder(exported: Project) -> Path:
    """The folder of open data."""
    return exported.output / "oppna-data"


def as_text(value: Any) -> str:  # noqa: ANN401 - whatever a view holds
    if value is None:
        return ""
    if isinstance(value, bool | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


@pytest.mark.parametrize("view", sorted(CONTRACT))
def test_every_value_is_the_one_in_the_database(database: duckdb.DuckDBPyConnection, folder: Path, view: str) -> None:
    asked = database.execute(f"FROM {view} ORDER BY ALL")
    names = [name for name, *_ in asked.description or []]
    headings, *rows = read_rows((folder / f"{view}.csv").read_bytes().decode("utf-8"))
    assert headings == names
    for read, row in zip(rows, asked.fetchall(), strict=True):
        for text, value in zip(read, row, strict=True):
            if isinstance(value, float):
                assert float(text) == value
            else:
                assert unguarded(text) == as_text(value)


def test_the_first_page_leads_to_it_and_tells_of_every_file(exported: Project, folder: Path) -> None:
    page = read_page(exported.output / "index.html")
    links = {str(link["href"]): text_of(link) for link in page.all('a[href^="oppna-data/"]')}
    assert links.pop("oppna-data/datapackage.json") == "Alla siffror som CSV, med beskrivning"
    titles = {f"oppna-data/{each['path']}": " ".join(each["title"].split()) for each in package_of(folder)["resources"]}
    assert links == titles
    assert len(links) == len(CONTRACT)


def test_the_package_is_valid(folder: Path) -> None:
    checked = frictionless.validate(str(folder / "datapackage.json"))
    assert checked.valid, checked.flatten(["type", "message"])[:5]


def test_every_view_and_column_is_described(folder: Path) -> None:
    resources = package_of(folder)["resources"]
    assert {resource["name"] for resource in resources} == CONTRACT
    assert all(resource["title"] for resource in resources)
    undescribed = [field for each in resources for field in each["schema"]["fields"] if not field.get("description")]
    assert undescribed == []


def test_the_same_database_gives_the_same_files(exported: Project, folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert within(exported, "export").returncode == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_without_a_database_nothing_is_touched_and_it_is_said(exported: Project, folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    exported.database.rename(exported.data / "away")
    ran = within(exported, "export")
    (exported.data / "away").rename(exported.database)
    assert ran.returncode == 1
    assert "arshjul build" in ran.stderr
    assert sorted(path.name for path in folder.iterdir()) == before
    assert [path for path in exported.output.iterdir() if path.name.startswith(".tmp")] == []
