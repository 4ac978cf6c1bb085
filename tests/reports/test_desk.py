"""From a page to an analyst's desk: the code that makes what is shown, its notebook with its parameters."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from tests.making import ROOT, SMALL, read_notebook, said, small_project, within, write_notebook, write_report
from tests.pages import read_page

from analysis.base.project import Project
from analysis.build.database import Built
from analysis.schedule.loose_ends import loose_ends

REPORT = "hamnen"
COPY = f"{REPORT}-01-hamnen.ipynb"
CELLS = (
    "from analysis.report import Report\nreport = Report(organisation=organisation, year=year)",
    "import polars as pl\npl.DataFrame({'Brygga': ['<Norra>'], 'Badande': [120]})",
)
#: What an analyst may have in a cell and nobody else is to read.
SECRETS = ("Sommar2031!", "/home/nn/loner.xlsx", "ring Anna om felet")
PRIVATE = """import polars as pl
password, path = "Sommar2031!", "/home/nn/loner.xlsx"  # ring Anna om felet
pl.DataFrame({"Brygga": ["Södra"], "Badande": [80]})"""
OWN = ({"notebook": "frame", "title": "Bryggor"}, {"notebook": "private", "title": "Löner"})


def tag_last(path: Path, tag: str) -> None:
    """Tag the last cell of a notebook."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][-1]["metadata"]["tags"] = [tag]
    path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


@pytest.fixture(scope="module")
def whole(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A report of areas by a notebook of the suite, and of one with a frame; nobody may change it."""
    project = small_project(tmp_path_factory.mktemp("desk"), small)
    shutil.copy(ROOT / "notebooks" / "process_area.ipynb", project.notebooks)
    tag_last(write_notebook(project, "frame", *CELLS), "show-code")
    write_notebook(project, "private", CELLS[0], PRIVATE, "report.goals()")
    areas = {"notebook": "process_area", "title": "Området", "for_each": "process_area"}
    write_report(project, REPORT, areas, *OWN, **SMALL)
    ran = within(project, "run")
    assert ran.returncode == 0, said(ran)
    return project


@pytest.fixture(autouse=True)
def signatures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Signatures of our own."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    """A copy that may be changed."""
    return Project(shutil.copytree(whole.root, tmp_path / "project"))


def laid(project: Project, *words: str) -> str:
    """Lay out a chapter without opening it."""
    ran = within(project, "open", *words, "--no-lab")
    assert ran.returncode == 0, said(ran)
    return said(ran)


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_trusted(path: Path) -> bool:
    with NotebookNotary() as notary:  # type: ignore[no-untyped-call]
        return bool(notary.check_signature(nbformat.read(path, as_version=4)))  # type: ignore[no-untyped-call]


def outputs(path: Path) -> Iterator[Any]:
    return (output for cell in read_notebook(path).cells for output in cell.get("outputs", ()))


def parameters(path: Path) -> str:
    cells = [cell.source for cell in read_notebook(path).cells if "parameters" in cell.metadata.get("tags", ())]
    assert len(cells) == 1
    return str(cells[0])


def test_a_chapter_lies_ready_with_its_parameters_and_outputs_trusted_and_nothing_else_is_touched(
    project: Project,
) -> None:
    before = files(project.output / REPORT) | files(project.notebooks)
    assert f"Kapitlet ligger i {project.own_notebooks / COPY}." in laid(project, REPORT, "hamnen")
    copy = project.own_notebooks / COPY
    assert 'organisation: str = "HAMN"  # organisationens kod' in parameters(copy)
    assert 'process_area: str = "hamnen"' in parameters(copy)
    assert len(list(outputs(copy))) > 4
    assert is_trusted(copy)
    assert before.items() <= files(project.root).items()
    # What is not made by the command is not trusted by it.
    copy.write_text(copy.read_text(encoding="utf-8").replace("HAMN", "BAD"), encoding="utf-8")
    assert not is_trusted(copy)


@pytest.mark.parametrize("name", ["", "hamnen", "Hamnen", "1", "01", "01-hamnen", "01-hamnen.html"])
def test_a_chapter_is_found_by_what_somebody_calls_it(project: Project, name: str) -> None:
    laid(project, REPORT, *([name] if name else []))
    assert [path.name for path in project.own_notebooks.iterdir()] == [COPY]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((REPORT, "hammnen"), "Rapporten har inget kapitel «hammnen». Menade du «hamnen»?"),
        (("hamn",), "Okänd rapport «hamn». Menade du «hamnen»?"),
    ],
)
def test_what_is_not_there_is_told(project: Project, words: tuple[str, ...], sentence: str) -> None:
    ran = within(project, "open", *words, "--no-lab")
    assert (ran.returncode, sentence in said(ran)) == (2, True)
    assert not project.own_notebooks.exists()


def test_what_somebody_has_changed_stays_and_what_nobody_has_is_made_anew(project: Project) -> None:
    laid(project, REPORT, "hamnen")
    copy = project.own_notebooks / COPY
    first = copy.read_bytes()
    cleared = json.loads(first)
    for cell in cleared["cells"]:
        cell.update({"outputs": []} if cell["cell_type"] == "code" else {})
    copy.write_text(json.dumps(cleared), encoding="utf-8")
    assert "ändrat" not in laid(project, REPORT, "hamnen")
    assert copy.read_bytes() == first
    copy.write_bytes(first.replace(b"report.goals()", b"report.worsened()"))
    mine = copy.read_bytes()
    assert "Du har ändrat i den förut" in laid(project, REPORT, "hamnen")
    assert copy.read_bytes() == mine != first


def test_outputs_of_other_code_or_other_values_are_not_shown(project: Project) -> None:
    path = project.notebooks / "process_area.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("report.goals()", "report.worsened()"), encoding="utf-8")
    laid(project, REPORT, "hamnen")
    assert list(outputs(project.own_notebooks / COPY)) == []
    shutil.rmtree(project.output)
    laid(project, REPORT, "2")
    assert 'process_area: str = "badet"' in parameters(project.own_notebooks / f"{REPORT}-02-badet.ipynb")


def test_what_is_laid_out_may_be_a_chapter_and_is_no_loose_end_until_somebody_changes_it(project: Project) -> None:
    laid(project, REPORT, "hamnen")
    loose = {fault.file for fault in loose_ends(project).unused}
    assert not any(COPY in file for file in loose)
    copy = project.own_notebooks / COPY
    copy.write_bytes(copy.read_bytes().replace(b"report.goals()", b"report.worsened()"))
    assert f"notebooks/egna/{COPY}" in {fault.file for fault in loose_ends(project).unused}
    line = f"notebook: egna/{COPY.removesuffix('.ipynb')}\n"
    (project.parameters / "mitt.yaml").write_text(line, encoding="utf-8")
    assert within(project, "run", "mitt").returncode == 0
    assert "har blivit sämre" in read_page(project.output / "mitt" / "01-omrade.html").text
    # It has these very values: it is opened itself.
    assert f"Kapitlet ligger i {copy}." in laid(project, "mitt")


def test_each_table_and_chart_of_a_page_offers_its_code_folded_with_a_name_of_its_own(whole: Project) -> None:
    page = read_page(whole.output / REPORT / "01-hamnen.html")
    folds = page.all("main details.code")
    assert not any(fold.has_attr("open") for fold in folds)
    codes = [fold.select("code")[0].text for fold in folds]
    assert {"report.goals()", "report.goal_charts()", "report.commitments()"} <= set(codes)
    shown = page.all("main .output > .table > table, main .output > figure.chart")
    assert len(folds) == len(shown) > 2
    names = [fold.select("summary")[0].text for fold in folds]
    assert len(set(names)) == len(names)


def test_code_that_its_author_has_tagged_is_text_and_stands_on_chapter_pages_alone(whole: Project) -> None:
    folder = whole.output / REPORT
    assert [fold.text for fold in read_page(folder / "03-bryggor.html").all("main details.code code")] == [CELLS[1]]
    for other in ("hela.html", "index.html", f"{REPORT}.html"):
        assert not read_page(folder / other).all("details.code")


def test_what_an_analyst_writes_for_nobody_else_is_not_published(whole: Project) -> None:
    folder = whole.output / REPORT
    page = read_page(folder / "04-loner.html")
    assert [fold.text for fold in page.all("main details.code code")] == ["report.goals()"]
    assert "Södra" in page.one("main").text
    # The executed notebook is the analyst's own; no page leads to it.
    published = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb"]
    told = {path.name for path in published for secret in SECRETS if secret.encode() in path.read_bytes()}
    assert len(published) > 10 and told == set()


def test_a_page_says_how_its_chapter_is_opened(whole: Project) -> None:
    page = (whole.output / REPORT / "01-hamnen.html").read_text(encoding="utf-8")
    assert f"I JupyterLab: arshjul open {REPORT} 01-hamnen" in page
