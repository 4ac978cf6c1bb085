"""What has not changed is not made again, and what has changed always is."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checkouts import outputs_of, save
from tests.making import ROOT, SMALL, arshjul, small_project, within, write_notebook, write_report

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built
from analysis.make.chapter_task import text_of
from analysis.memory.recorded_questions import Answers, Asked, as_asked, is_traceable
from analysis.memory.unchanged import unchanged
from analysis.store.answers import Answer
from analysis.store.connection import open_database
from analysis.store.snapshots import state_of

OBSERVATIONS = "data/sources/annual-2031/observations.csv"
BATHING = "badvatten;SJO;T;year;2031-01-01;2031-12-31;outcome;;66;"
ABSENCE = "sjukfranvaro;KLK;T;year;"
Run = Callable[..., subprocess.CompletedProcess[str]]
GOALS = "from analysis.report import Report\nReport(organisation=organisation, year=year, process_area={!r}).goals()"


@pytest.fixture(scope="module")
def project(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with one report of two areas, made once."""
    made = small_project(tmp_path_factory.mktemp("unchanged"), small)
    write_notebook(made, "bathing", GOALS.format("badet"))
    write_notebook(made, "harbour", GOALS.format("hamnen"))
    write_report(made, "two", *({"notebook": name, "title": name} for name in ("bathing", "harbour")), **SMALL)
    ran = within(made, "run", "--progress", "json")
    assert outcomes(ran) == {"bathing": "made", "harbour": "made"}, ran.stdout + ran.stderr
    return made


def outcomes(ran: subprocess.CompletedProcess[str]) -> dict[str, str]:
    rows = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    return {row["title"]: row["outcome"] for row in rows}


def again(project: Project, *words: str) -> dict[str, str]:
    ran = within(project, "run", "--progress", "json", *words)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return outcomes(ran)


def files(project: Project) -> dict[str, tuple[int, int]]:
    folder = project.output / "two"
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert content.count(old) >= 1
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def test_an_unchanged_report_is_left_alone_down_to_its_files(project: Project) -> None:
    before = files(project)
    ran = arshjul(project, "run")
    assert (ran.returncode, outcomes(ran)) == (0, {})
    assert "two: oförändrad sedan den senast togs fram." in ran.stdout
    assert files(project) == before


def test_an_unchanged_run_stands_in_the_journal(project: Project) -> None:
    ran = within(project, "runs")
    assert "two oförändrad" in ran.stdout


def test_a_changed_figure_makes_the_chapter_that_shows_it_and_no_other(project: Project) -> None:
    path = project.root / OBSERVATIONS
    change(path, BATHING, BATHING.replace("66", "65"))
    try:
        assert again(project, "--build") == {"bathing": "made", "harbour": "unchanged"}
        page = next((project.output / "two").glob("*bathing.html")).read_text(encoding="utf-8")
        assert "65" in page
    finally:
        change(path, BATHING.replace("66", "65"), BATHING)
    assert again(project, "--build") == {"bathing": "made", "harbour": "unchanged"}


def test_a_change_in_what_no_chapter_asks_for_makes_nothing(project: Project) -> None:
    path = project.root / "data/sources/annual-2031/ledger.csv"
    content = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([*content[:-1], content[-1] + " "]) + "\n", encoding="utf-8")
    ran = within(project, "run", "--build")
    assert (ran.returncode, outcomes(ran)) == (0, {}), ran.stdout + ran.stderr
    assert "oförändrad" in ran.stdout


def test_other_parameters_another_notebook_and_force_make_it_again(project: Project) -> None:
    write_notebook(project, "bathing", GOALS.format("badet"), "print('ny cell')")
    assert again(project) == {"bathing": "made", "harbour": "unchanged"}
    change(project.parameters / "two.yaml", "year: 2031", "year: 2031\n  document: annual-2031")
    change(project.notebooks / "bathing.ipynb", "year: int = 2016", "document: str = ''\\nyear: int = 2016")
    change(project.notebooks / "harbour.ipynb", "year: int = 2016", "document: str = ''\\nyear: int = 2016")
    assert again(project) == {"bathing": "made", "harbour": "made"}
    assert again(project, "--force") == {"bathing": "made", "harbour": "made"}
    assert again(project) == {}


def test_a_notebook_saved_with_outputs_and_another_kernel_is_the_same(project: Project) -> None:
    path = project.notebooks / "bathing.ipynb"
    before, files_before = path.read_bytes(), files(project)
    save(path)
    try:
        assert outputs_of(path) >= 2
        ran = within(project, "run")
        assert (ran.returncode, outcomes(ran), files(project)) == (0, {}, files_before)
        # Neither is a chapter executed again where the report has to be published again.
        (project.state / "reports" / "two.json").unlink()
        assert again(project) == {"bathing": "unchanged", "harbour": "unchanged"}
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize("key", ["tag", "kind", "text"])
def test_another_tag_kind_or_text_of_a_cell_makes_the_chapter_again(project: Project, key: str) -> None:
    path = project.notebooks / "bathing.ipynb"
    before = path.read_bytes()
    notebook = json.loads(before)
    first = notebook["cells"][0]
    first |= {
        "tag": {"metadata": {"tags": ["notebook-only"]}},
        "kind": {"cell_type": "raw"},
        "text": {"source": "# Annan rubrik"},
    }[key]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    try:
        assert again(project) == {"bathing": "made", "harbour": "unchanged"}
    finally:
        path.write_bytes(before)
    assert again(project) == {"bathing": "unchanged", "harbour": "unchanged"}


def test_what_is_sent_to_be_executed_holds_no_saved_outputs(project: Project, tmp_path: Path) -> None:
    path = Path(shutil.copy(project.notebooks / "bathing.ipynb", tmp_path))
    was = text_of(path)
    save(path)
    assert "mycket" not in was
    assert text_of(path) == was
    path.write_bytes(b"\xff")
    assert text_of(path) == "\ufffd"


def test_a_page_that_somebody_has_touched_is_published_again_without_running_anything(project: Project) -> None:
    page = next((project.output / "two").glob("*bathing.html"))
    was = page.read_text(encoding="utf-8")
    page.write_text(was.replace("Prov", "Bluff"), encoding="utf-8")
    assert again(project) == {"bathing": "unchanged", "harbour": "unchanged"}
    assert "Bluff" not in page.read_text(encoding="utf-8")


def test_a_torn_chapter_is_made_again(project: Project) -> None:
    for kept in (project.state / "chapters").glob("*.ipynb"):
        kept.write_bytes(kept.read_bytes()[:-100])
    (project.state / "reports" / "two.json").unlink()
    assert again(project) == {"bathing": "made", "harbour": "made"}


def test_a_notebook_that_reaches_past_the_suite_is_never_skipped(project: Project) -> None:
    write_notebook(project, "clock", "import datetime as d\nprint(d.datetime.now())")
    write_report(project, "clocked", {"notebook": "clock", "title": "clock"}, **SMALL)
    for _ in range(2):
        assert again(project, "clocked") == {"clock": "made"}


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_of_the_suite_keeps_to_it(path: Path) -> None:
    assert is_traceable(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("code", "traceable"),
    [
        ("from analysis.report import Report\nReport(organisation='KLK', year=2016)", True),
        ("import polars as pl\nreport.goals_frame().group_by('trend').len()", True),
        ("import duckdb", False),
        ("from pathlib import Path", False),
        ("import polars as pl\npl.read_csv('x.csv')", False),
        ("from polars import read_csv as rows\nrows('x.csv')", False),
        ("from analysis.report.indicator_series import open_database as look\nlook('x')", False),
        ("open('x')", False),
        ("!ls", False),
        ("%time 1", False),
        ("__import__('os')", False),
    ],
)
def test_code_that_reaches_files_programs_or_clocks_is_known_by_its_words(code: str, traceable: bool) -> None:
    notebook = {"cells": [{"cell_type": "code", "source": code}, {"cell_type": "markdown", "source": "open('x')"}]}
    assert is_traceable(json.dumps(notebook)) is traceable


# ---- answers ----

VALUE = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=3))


@given(st.lists(st.tuples(VALUE, VALUE), max_size=3), st.lists(st.tuples(VALUE, VALUE), max_size=3))
def test_two_answers_have_one_fingerprint_only_if_they_are_the_same(
    one: list[tuple[object, object]], other: list[tuple[object, object]]
) -> None:
    columns = [("a", "VARCHAR"), ("b", "VARCHAR")]
    same = repr(one) == repr(other)
    assert (Answer(columns, list(one)).fingerprint == Answer(columns, list(other)).fingerprint) is same
    assert Answer(columns, list(one)).fingerprint != Answer([("c", "VARCHAR"), *columns[1:]], list(one)).fingerprint


def test_a_question_that_can_no_longer_be_asked_has_changed(built: Built) -> None:
    with open_database(built.path) as connection:
        answers = Answers(connection)
        known = answers.ask("parts")
        assert answers.same([known])
        gone = Asked("no_such_query", None, {}, known.answer)
        broken = Asked(None, "FROM no_such_table", {}, known.answer)
        assert not answers.same([gone])
        assert not answers.same([broken])
        assert not answers.same(as_asked([{"query": "parts", "sql": None, "values": {}, "answer": "0"}]))


# ---- what is loaded ----

LOADED = """
import sys
from analysis.cli import main
try:
    main()
finally:
    print("loaded:", *sorted({"duckdb", "polars", "papermill", "plotly", "nbformat"} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("words", "loaded"),
    [(["run", "two"], []), (["list"], []), (["runs"], []), (["--help"], []), (["check"], ["duckdb", "polars"])],
)
def test_a_command_loads_no_library_that_it_does_not_need(
    project: Project, words: list[str], loaded: list[str]
) -> None:
    within(project, "run", "two")
    within(project, "list")
    environment = os.environ | {ROOT_VARIABLE: str(project.root), "PYTHONUTF8": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *words], capture_output=True, text=True, env=environment, check=False
    )
    assert ran.stdout.splitlines()[-1].split() == ["loaded:", *loaded], ran.stderr


def test_a_database_with_the_same_answers_is_asked_once(project: Project) -> None:
    within(project, "run", "two")
    shutil.copy(project.database, project.database.with_suffix(".new"))
    project.database.with_suffix(".new").replace(project.database)
    asked = [unchanged(project, ["two"]) for _ in range(2)]
    stored = json.loads((project.state / "reports" / "two.json").read_text(encoding="utf-8"))
    assert asked == [["two"], ["two"]]
    assert stored["file"] == list(state_of(project.database))


def test_a_statement_of_a_notebook_is_asked_even_of_the_same_file(project: Project) -> None:
    within(project, "run", "two")
    path = project.state / "reports" / "two.json"
    before = path.read_text(encoding="utf-8")
    stored = json.loads(before)
    stored["asked"].append({"query": None, "sql": "SELECT random()", "values": {}, "answer": "0"})
    path.write_text(json.dumps(stored), encoding="utf-8")
    try:
        assert unchanged(project, ["two"]) == []
    finally:
        path.write_text(before, encoding="utf-8")
