"""A notebook of an analyst's own, begun by the command, as a report: everything that other reports have."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import papermill
import pikepdf
import pytest
from tests.making import SMALL, read_notebook, said, small_project, within, write_report
from tests.pages import Page, read_page

from analysis.base.project import Project
from analysis.build.database import Built
from analysis.publish.chromium import find_browser
from analysis.publish.paper.pdf_tree import alternative, elements, role
from analysis.schedule.loose_ends import loose_ends
from analysis.starter.renewal import renew
from analysis.starter.suite_files import suite_files

NAME, REPORT = "Badande och båtar", "badande-och-batar"
OWN = "analytikerns egna siffror"
#: A cell for every kind of output: of the database as it is, and of an analyst's own.
CELLS = {
    "goals": "report.goals()",
    "charts": "report.goal_charts()",
    "answer": 'report.sql("SELECT goal, target FROM goal_status ORDER BY goal")',
    "frame": 'import polars as pl\npl.DataFrame({"Brygga": ["Norra", "Södra"], "Badande": [120.0, 95.5]})',
    "worked": "report.goals_frame().select('label', 'outcome')",
    "plotly": "import plotly.graph_objects as go\n"
    'figure = go.Figure(go.Bar(x=["Norra", "Södra"], y=[120, 95]))\n'
    'report.show(figure, text="Norra bryggan har flest badande.", title="Flest vid norra bryggan")',
    "picture": "import matplotlib.pyplot as plt\ndrawn, axes = plt.subplots()\n_ = axes.plot([1, 2])\n"
    'report.show(drawn, text="En linje uppåt.", title="Uppåt")',
    "html": 'from IPython.display import HTML\nHTML("<table><tr><th>Grillar</th><td>4</td></tr></table>")',
    "printed": 'print("Två bryggor.")',
}


@dataclass(frozen=True)
class Made:
    """The project and what its commands said."""

    project: Project
    begun: str
    ran: str

    @property
    def folder(self) -> Path:
        return self.project.output / REPORT

    @property
    def page(self) -> Page:
        return read_page(next(self.folder.glob("01-*.html")))


@pytest.fixture(scope="module")
def made(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A notebook as the command makes it, with a cell of every kind, and a parameter file of one line."""
    project = small_project(tmp_path_factory.mktemp("own-report"), small)
    begun = within(project, "notebook", NAME)
    assert begun.returncode == 0
    alike = within(project, "notebook", "Mitt bad", "--like", f"egna/{REPORT}")
    assert alike.returncode == 0, said(alike)
    write_report(project, "eget", {"notebook": "egna/mitt-bad", "title": "Badet"}, **SMALL)
    add_cells(project.own_notebooks / f"{REPORT}.ipynb", CELLS)
    (project.parameters / f"{REPORT}.yaml").write_text(f"notebook: egna/{REPORT}\n", encoding="utf-8")
    ran = within(project, "run")
    assert ran.returncode == 0, said(ran)
    return Made(project, said(begun), said(ran))


def add_cells(path: Path, cells: dict[str, str]) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for name, source in cells.items():
        cell = {"cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": []}
        notebook["cells"].append(cell | {"execution_count": None})
    path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


def origins(page: Page) -> Iterator[tuple[str, str]]:
    """What each fold about origins is about, and what it says."""
    for fold in page.all("main details.origins"):
        about, told = fold.select_one("summary .visually-hidden"), fold.select_one("ul")
        if told is not None and "kommer ifrån" in fold.text:
            yield (about.text.removeprefix(": ") if about else ""), told.text.strip()


def test_the_command_says_how_the_notebook_becomes_a_chapter_or_a_report(made: Made) -> None:
    assert f"- {{notebook: egna/{REPORT}, title: …}}" in made.begun
    assert f"parameters/{REPORT}.yaml med raden «notebook: egna/{REPORT}»" in made.begun


def test_a_new_notebook_has_our_kernel_parameters_that_fit_and_a_first_question(made: Made) -> None:
    notebook = read_notebook(made.project.own_notebooks / f"{REPORT}.ipynb")
    assert notebook.metadata.kernelspec.name == "arshjul"
    sources = [cell.source for cell in notebook.cells]
    assert sources[0] == f"# {NAME}"
    assert 'organisation: str = "HAMN"' in sources[1]
    assert "year: int = 2031" in sources[1]
    assert "report.worsened()" in sources


def test_one_line_makes_a_report_with_the_title_and_parameters_of_the_notebook(made: Made) -> None:
    assert made.page.one("h1").text == NAME
    about = json.loads((made.folder / "report.json").read_text(encoding="utf-8"))
    assert (about["report"], about["title"], len(about["chapters"])) == (REPORT, NAME, 1)
    assert any("organisation = HAMN, year = 2031" in fact for fact in about["chapters"][0]["facts"])


def test_it_is_published_with_all_that_reports_have(made: Made) -> None:
    files = {path.name for path in made.folder.iterdir()}
    assert files >= {"index.html", "hela.html", f"{REPORT}.html", f"{REPORT}.xlsx", "datapackage.json", "search.json"}
    assert REPORT in (made.project.output / "index.html").read_text(encoding="utf-8")
    assert "Vattnet går att bada i" in made.page.text
    assert made.page.all("main .symbol")
    assert "Två bryggor." in made.page.text
    assert "Grillar" in made.page.text


def test_figures_of_the_database_keep_their_places_and_others_are_named_the_analysts_own(made: Made) -> None:
    told = dict(origins(made.page))
    assert told["Flest vid norra bryggan"] == f"Flest vid norra bryggan: {OWN}"
    assert told["Uppåt"] == f"Uppåt: {OWN}"
    assert told[""] == OWN  # the HTML, which has no heading
    goals = next(words for heading, words in told.items() if heading.startswith("Processmål"))
    assert "data/sources/annual-2031/targets.csv, rad" in goals
    assert OWN not in goals


def test_an_answer_as_it_is_is_the_databases_and_what_is_made_of_one_the_analysts(made: Made) -> None:
    chapter = json.loads(next((made.folder / "chapters").glob("*.json")).read_text(encoding="utf-8"))
    values = [value for block in chapter["blocks"] for value in block.get("values", ())]
    frames = [value for value in values if value["kind"] == "table" and value["heading"] == "Tabell"]
    assert [value["origin_kind"] for value in frames] == ["", "own", "own"]
    assert [len(value["origins"]) for value in frames] == [0, 1, 1]


def test_the_workbook_says_whose_figures_are(made: Made) -> None:
    book = openpyxl.load_workbook(made.folder / f"{REPORT}.xlsx", read_only=True)
    rows = [tuple(map(str, row)) for sheet in book for row in sheet.iter_rows(values_only=True)]
    book.close()
    assert any("Södra" in row and "95.5" in row for row in rows)
    assert any("Flest vid norra bryggan" in row and OWN in row for row in rows)


@pytest.mark.skipif(not find_browser(), reason="no Chromium on this machine; name one in CHROMIUM")
def test_it_is_printed_without_a_fault(made: Made) -> None:
    ran = within(made.project, "pdf", REPORT)
    assert ran.returncode == 0, said(ran)
    with pikepdf.open(made.folder / f"{REPORT}.pdf") as pdf:
        told = [alternative(element) for element in elements(pdf) if role(element) == "Figure"]
    # A figure that Plotly drew and a picture are read as what they say.
    assert "Flest vid norra bryggan. Norra bryggan har flest badande." in told
    assert "En linje uppåt." in told


def test_it_is_approved_and_verified(made: Made, tmp_path: Path) -> None:
    project = Project(tmp_path / "approved")
    shutil.copytree(made.project.root, project.root)
    ran = within(project, "approve", REPORT, "--name", "Hamnchefen", "--reason", "Egen uppföljning")
    assert ran.returncode == 0, said(ran)
    assert "Godkänd version 1" in next((project.output / REPORT).glob("01-*.html")).read_text(encoding="utf-8")
    assert within(project, "verify").returncode == 0
    # Made again, it is the same and still approved.
    assert within(project, "run").returncode == 0
    assert "Godkänd version 1" in next((project.output / REPORT).glob("01-*.html")).read_text(encoding="utf-8")


def test_plain_papermill_runs_it(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(made.project.own_notebooks)
    target = tmp_path / "executed.ipynb"
    papermill.execute_notebook("mitt-bad.ipynb", str(target), {"year": 2031}, progress_bar=False)
    shown = {cell.source: cell.outputs for cell in read_notebook(target).cells if cell.cell_type == "code"}
    assert "Vattnet går att bada i" in str(shown["report.worsened()"])


def test_like_another_notebook_it_begins_as_that_and_may_be_a_chapter(made: Made) -> None:
    one, other = (read_notebook(made.project.own_notebooks / f"{name}.ipynb") for name in (REPORT, "mitt-bad"))
    assert other.cells[0].source == "# Mitt bad"
    assert [cell.source for cell in other.cells[1:]] == [cell.source for cell in one.cells[1 : len(other.cells)]]
    page = read_page(made.project.output / "eget" / "01-badet.html")
    assert page.one("h1").text == "Badet"
    assert "Vattnet går att bada i" in page.text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((NAME,), f"egna/{REPORT}.ipynb finns redan."),
        (("Nytt", "--like", f"egna/{REPORT[:-1]}"), f"Menade du «egna/{REPORT}»?"),
        (("???",), "«???» går inte att göra ett filnamn av."),
        ((" ",), "Säg vad notebooken ska heta."),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_is_written(made: Made, words: tuple[str, ...], sentence: str) -> None:
    before = {path: path.read_bytes() for path in made.project.own_notebooks.iterdir()}
    ran = within(made.project, "notebook", *words)
    assert ran.returncode == 2
    assert sentence in said(ran)
    assert before == {path: path.read_bytes() for path in made.project.own_notebooks.iterdir()}


def test_the_project_knows_own_notebooks_and_the_suite_leaves_them(made: Made, tmp_path: Path) -> None:
    project = Project(tmp_path / "checked")
    shutil.copytree(made.project.root, project.root, ignore=shutil.ignore_patterns("output"))
    shutil.copy(project.own_notebooks / f"{REPORT}.ipynb", project.own_notebooks / "ensam.ipynb")
    unused = {fault.file for fault in loose_ends(project).unused if fault.file.endswith(".ipynb")}
    assert unused == {"notebooks/egna/ensam.ipynb"}
    before = {path.name: path.read_bytes() for path in project.own_notebooks.iterdir()}
    assert {each.place for each in renew(project.root)} == {place for place, __ in suite_files()}
    assert before == {path.name: path.read_bytes() for path in project.own_notebooks.iterdir()}


def test_a_report_of_a_notebook_that_is_not_there_says_so(made: Made, tmp_path: Path) -> None:
    project = Project(tmp_path / "missing")
    shutil.copytree(made.project.root, project.root, ignore=shutil.ignore_patterns("output"))
    (project.parameters / f"{REPORT}.yaml").write_text("notebook: egna/badande\n", encoding="utf-8")
    ran = within(project, "run")
    assert ran.returncode == 1
    assert "okänd notebook «egna/badande»." in said(ran)
