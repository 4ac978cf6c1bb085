"""An analyst's own notebook as a report: what other libraries show is published, and what cannot be is told."""

import base64
import csv
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.making import said, whole_project, within, write_notebook, write_report
from tests.pages import Page, read_page

from analysis.base.project import Project
from analysis.build.database import Built

REPORT = "from analysis.report import Report\nreport = Report(organisation=organisation, year=year)"
POLARS = """import polars as pl
pl.DataFrame({"Skola": ["Ekön", "Björkgården"], "Andel närvaro": [1234.5, -0.25], "Öppen": [True, None]})"""
PANDAS = """import pandas as pd
pd.DataFrame({"Plats": ["Torget <b>"], "Antal": [7]})"""
PLOTLY = """import plotly.graph_objects as go
figure = go.Figure(go.Scatter(x=[2024, 2025, 2026], y=[10, 12, 15], name="Besök"))
report.show(figure, text="Besöken ökar från 10 till 15.", title="Fler besök")"""
MATPLOTLIB = """import matplotlib.pyplot as plt
drawn, axes = plt.subplots()
_ = axes.bar(["a", "b"], [1, 2])
report.show(drawn, text="b är dubbelt så stort som a.", title="Två staplar")"""
GREAT = """from great_tables import GT
report.show(GT(pd.DataFrame({"Mått": ["Nöjda"], "Värde": [93]})).tab_header(title="Nöjdhet"), "Nöjda i procent.")"""
WIDGET = """from IPython.display import display
display({"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "IntSlider()"}, raw=True)"""


@dataclass(frozen=True)
class Made:
    """A report of such chapters."""

    project: Project
    code: int
    told: str

    @property
    def folder(self) -> Path:
        return self.project.output / "eget"

    def page(self, name: str) -> Page:
        return read_page(next(self.folder.glob(f"*{name}*.html")))


@pytest.fixture(scope="module")
def made(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Frames, a chart, a picture, a foreign table; then a figure without text and a widget."""
    project = whole_project(tmp_path_factory.mktemp("own-notebook"), built)
    for path in project.parameters.glob("annual-*.yaml"):
        path.unlink()
    notebooks = {
        "frames": (REPORT, POLARS, PANDAS),
        "chart": (REPORT, PLOTLY),
        "picture": (REPORT, MATPLOTLIB),
        "foreign": (REPORT, PANDAS, GREAT),
        "wordless": (REPORT, PLOTLY.rpartition("\n")[0], "figure"),
        "widget": (WIDGET,),
    }
    for name, cells in notebooks.items():
        write_notebook(project, name, *cells)
    write_report(project, "eget", *({"notebook": name, "title": f"Kapitel {name}"} for name in notebooks))
    ran = within(project, "run")
    return Made(project, ran.returncode, said(ran))


def test_what_can_be_shown_is_published_and_the_rest_is_told(made: Made) -> None:
    assert made.code == 1
    assert sorted(path.stem[3:] for path in made.folder.glob("0*.html")) == [
        "kapitel-chart", "kapitel-foreign", "kapitel-frames", "kapitel-picture",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("notebook", "sentence"),
    [
        (
            "wordless",
            "Cell 5 (figure) visar ett diagram (Plotly) utan text, och det går inte att ge ut. "
            'Skriv report.show(figuren, text="…") med det som den som inte ser den ska få veta.',
        ),
        ("widget", "visar ett reglage (widget), och det går inte att ge ut."),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_notebook_and_cell(made: Made, notebook: str, sentence: str) -> None:
    told = next(paragraph for paragraph in made.told.split("\n\n") if sentence in paragraph)
    assert f"{notebook}.ipynb" in told


def test_frames_are_tables_in_the_way_of_the_language(made: Made) -> None:
    first, second = made.page("frames").all("main table")
    rows = [[cell.text.strip() for cell in row.select("th, td")] for row in first.select("tr")]
    assert rows == [["Skola", "Andel närvaro", "Öppen"], ["Ekön", "1\u202f234,50", "ja"], ["Björkgården", "−0,25", ""]]
    assert "Torget <b>" in second.text


def test_frames_can_be_taken_away(made: Made) -> None:
    links = [str(link["href"]) for link in made.page("frames").all("main a[download]")]
    file, _other = [link for link in links if link.endswith(".csv")]
    with (made.folder / file).open(encoding="utf-8-sig", newline="") as lines:
        assert [*csv.reader(lines)] == [
            ["Skola", "Andel närvaro", "Öppen"], ["Ekön", "1234.50", "true"], ["Björkgården", "-0.25", ""],
        ]  # fmt: skip


def test_a_chart_has_its_words_a_still_picture_and_its_values(made: Made) -> None:
    page = made.page("chart")
    assert "Fler besök" in page.text
    drawing = page.one("main figure [role=img]")
    assert drawing["aria-label"] == "Fler besök. Besöken ökar från 10 till 15."
    assert drawing.select("img, svg")
    assert page.table("Fler besök").rows == [["2024", "10"], ["2025", "12"], ["2026", "15"]]


def test_a_picture_is_shown_with_its_words(made: Made) -> None:
    image = made.page("picture").one("main img")
    assert image["alt"] == "b är dubbelt så stort som a."
    assert base64.b64decode(str(image["src"]).partition("base64,")[2]).startswith(b"\x89PNG")


def test_a_foreign_table_is_cleaned(made: Made) -> None:
    page = made.page("foreign")
    assert "Nöjda i procent." in page.text
    assert not page.all("main style, main [onclick]")
    assert [cell.text for cell in page.all("main table td")][-2:] == ["Nöjda", "93"]


def test_the_published_notebooks_hold_values_in_every_output(made: Made) -> None:
    published = [path.stem for path in made.folder.glob("0*.html")]
    for path in (made.folder / "notebooks" / f"{name}.ipynb" for name in published):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        shown = [output for cell in notebook["cells"] for output in cell.get("outputs", []) if "data" in output]
        assert all("application/vnd.arshjul.v2+json" in output["data"] for output in shown), path
