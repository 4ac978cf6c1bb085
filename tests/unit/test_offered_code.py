"""Which code a page offers: questions to a report, and what its author lets everybody read."""

import json
from pathlib import Path

import pytest

from analysis.publish.chapters.executed import UNSHOWN
from analysis.publish.chapters.offered_code import SHOW_CODE, offered

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
QUESTIONS = [
    "report.goals()",
    "series = report.series(indicator)\nseries",
    "series.chart()",
    "report.sex_charts('headcount')",
    'report.key_figures(topic="headcount", caption="Antal anställda")',
    'report.goals_frame().select("label", "target")',
    "report.statement_text(risk_text)",
    "report.rank().head(-5)",
    'report.sql("SELECT goal, target FROM goal_status")',
]
PRIVATE = [
    'password = "Sommar2031"\nreport.goals()',
    'report.join_excel("/home/nn/loner.xlsx", on="Mål")',
    'report.join_excel("loner.xlsx")',
    r'report.join_excel("C:\\nn\\loner")',
    "report.sql(\"SELECT * FROM x WHERE mail = 'nn@kommun'\")",
    "report.goals()  # ring Anna om felet",
    'report.show(fetched(token="abc"), text="Antal")',
    'fetched("abc")',
    'report.goals(fetched("abc"))',
    'report.help(f"{password}")',
    'report.help("ab" + "c")',
    'report.help(b"a/b")',
    '"Sommar2031"',
    '["Sommar2031"]',
    'key.value = "Sommar2031"',
    'def asked():\n    return "Sommar2031"',
    "%env TOKEN=abc",
    "!cat /etc/passwd",
    "report.goals(",
]


@pytest.mark.parametrize("source", QUESTIONS)
def test_a_question_is_offered(source: str) -> None:
    assert offered(source, []) == source


@pytest.mark.parametrize("source", PRIVATE)
def test_what_may_tell_something_else_is_not(source: str) -> None:
    assert offered(source, ["other"]) == ""


@pytest.mark.parametrize("source", [*QUESTIONS, *PRIVATE])
def test_what_its_author_has_tagged_is(source: str) -> None:
    assert offered(source, [SHOW_CODE]) == source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_that_the_suite_shows_is_a_question(path: Path) -> None:
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in cells if not UNSHOWN & set(cell["metadata"].get("tags", ()))]
    assert [source for source in sources if not offered(source, [])] == []
