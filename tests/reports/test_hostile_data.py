"""Labels and texts that hold markup: a page shows them as text and runs nothing."""

from pathlib import Path

import pytest
from tests.making import whole_project, within, write_report
from tests.pages import Page, read_page

from analysis.base.project import Project
from analysis.build.database import Built, build_database

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
CLOSING = "</script><script>alert(3)</script>"
TEXT = f"{SCRIPT} {IMAGE} [x](javascript:alert(4))"
SOURCE = "sources/annual-2016"
CHANGES = [
    (f"{SOURCE}/goals.csv", "Arbetstillfällen genom etableringar", f"Jobb {SCRIPT}{IMAGE}{CLOSING}"),
    (f"{SOURCE}/commitments.csv", "Bättre insyn, dialog och inflytande", f"Insyn {SCRIPT}{IMAGE}"),
    (f"{SOURCE}/process_areas.csv", "Att främja näringsliv och arbete", f"../Näringsliv {SCRIPT}"),
    (
        f"{SOURCE}/texts/klk-naringsliv-arbete.md",
        "### Resultat\n",
        f"### Resultat\n{TEXT} ",
    ),
    ("reference/symbols.csv", "Nära målet", f"Nära {IMAGE}"),
]


@pytest.fixture(scope="module")
def hostile(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with markup in goals, commitments, areas, texts and symbols, and its report."""
    project = whole_project(tmp_path_factory.mktemp("hostile"), built)
    for file, old, new in CHANGES:
        replace(project.data / file, old, new)
    for path in project.parameters.glob("*.yaml"):
        path.unlink()
    build_database(project)
    area: dict[str, object] = {"parameters": {"process_area": "naringsliv-arbete"}}
    write_report(
        project,
        "hostile",
        {"notebook": "process_area", "title": f"Kapitel {SCRIPT}"} | area,
        {"notebook": "summary", "title": f"../../{IMAGE}"},
        {"notebook": "commitments", "title": "Åtaganden"},
    )
    ran = within(project, "run")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return project


@pytest.fixture(scope="module")
def hostile_pages(hostile: Project) -> list[Page]:
    """Its pages."""
    return [read_page(path) for path in sorted(hostile.output.rglob("*.html"))]


def replace(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content, path
    path.write_text(content.replace(old, new), encoding="utf-8")


def test_no_script_of_the_data_is_in_a_page(hostile_pages: list[Page]) -> None:
    for page in hostile_pages:
        scripts = [script for script in page.all("script") if not script.get("src")]
        assert [script for script in scripts if script.get("type") != "application/json"] == []
        assert [image for image in page.all("img") if not str(image["src"]).startswith("data:")] == []


def test_no_handler_and_no_link_that_runs_code_is_in_a_page(hostile_pages: list[Page]) -> None:
    for page in hostile_pages:
        assert [name for tag in page.soup.find_all(True) for name in tag.attrs if name.startswith("on")] == []
        assert [address for address in page.addresses() if "javascript" in address.lower()] == []


def test_the_markup_is_shown_as_it_was_written(hostile_pages: list[Page]) -> None:
    text = " ".join(page.text for page in hostile_pages)
    for words in (f"Jobb {SCRIPT}{IMAGE}", f"Insyn {SCRIPT}", f"Nära {IMAGE}", f"Kapitel {SCRIPT}"):
        assert words in text


def test_the_outline_of_a_page_holds(hostile_pages: list[Page]) -> None:
    assert [page.path.name for page in hostile_pages if len(page.all("h1")) != 1 or len(page.all("main")) != 1] == []


def test_no_name_of_the_data_leads_out_of_the_folder(hostile: Project) -> None:
    folders = {path.relative_to(hostile.root).parts[0] for path in hostile.root.rglob("*.html")}
    assert folders == {"output"}
    assert all(
        path.parent.parent == hostile.output for path in hostile.output.rglob("*.html") if path.parent != hostile.output
    )
