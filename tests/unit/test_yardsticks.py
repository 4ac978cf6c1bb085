"""What documents print of single yardsticks: in steps of the owner's own, and in the goal's own row."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from tests.invented import WHO, Invented, asked, one
from tests.scales import ARROWS, DOUBTFUL, add_scale

from analysis.base.project import HEADER_FILE, Project
from analysis.build.database import build_database
from analysis.chapter.markup.spoken import cell_words
from analysis.errors import InputFaults
from analysis.intake.sources import read_sources
from analysis.present.table import Table
from analysis.report import Report
from analysis.words.current_language import SWEDISH, speaking

FORMAT_2 = "format: 2\n"
#: What is published of the second yardstick of a goal whose step may mean near, or that nobody knows; its outcome.
OUTCOMES = {"near": "78", "worse": "50", "not_evaluated": ""}


def doubtful(folder: Path) -> Invented:
    """Goals with two yardsticks, the second judged by the document in a step of its own that may mean two things."""
    made = Invented(folder, FORMAT_2)
    made.document("e", 2024, symbols="dubbel")
    add_scale(made, "dubbel", "assessment", DOUBTFUL)
    add_scale(made, "dubbel", "trend", ARROWS)
    for code, outcome in OUTCOMES.items():
        for name, value in ((f"{code}-1", "90"), (f"{code}-2", outcome)):
            made.indicator(name)
            if value:
                made.figure(name, "2024", value, document="e")
        made.goal(code, f"{code}-1", "e", assessment="nar", assessment_source="", trend_source="")
        made.source("goal_indicators", "e", goal=code, indicator=f"{code}-2", measured_for=WHO, assessment="delvis",
                    trend="upp")  # fmt: skip
        for yardstick in (1, 2):
            target = {"goal": code, "organisation": WHO, "year": 2024, "value": "80", "unit": "percent"}
            made.source("targets", "e", **target, yardstick=yardstick)
    return made


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with speaking(SWEDISH):
        yield doubtful(tmp_path_factory.mktemp("steg")).build()


def yardstick(project: Project, code: str) -> dict[str, object]:
    return one(project, f"FROM goal_yardstick WHERE goal = 'Mål {code}' AND yardstick = 2")


@pytest.mark.parametrize(("code", "final"), [("near", "near"), ("worse", None), ("not_evaluated", None)])
def test_figures_say_which_of_two_meanings_a_yardsticks_own_step_has(
    project: Project, code: str, final: str | None
) -> None:
    told = yardstick(project, code)
    assert (told["assessment_step"], told["assessment_word"]) == ("delvis", "Delvis eller kan inte mätas")
    assert (told["assessment_published"], told["assessment_computed"]) == (None, code)
    assert told["assessment_final"] == final
    assert (told["trend_published"], told["trend_word"], told["trend_final"]) == (
        "better",
        "Går åt rätt håll",
        "better",
    )


def test_a_goal_adds_up_what_is_published_of_its_yardsticks(project: Project) -> None:
    told = asked(project, "SELECT goal, assessment_computed, yardsticks_known FROM goal_status ORDER BY goal")
    assert told.rows() == [
        ("Mål near", "near", 2),
        ("Mål not_evaluated", "not_evaluated", 1),
        ("Mål worse", "not_evaluated", 1),
    ]


def test_a_check_speaks_of_a_yardsticks_step_by_its_own_word_where_figures_give_neither_meaning(
    project: Project,
) -> None:
    said = asked(
        project, "SELECT subject, message FROM inconsistency WHERE kind = 'assessment' AND severity = 'warning'"
    )
    told = dict(said.filter(pl.col("subject").str.contains(": ")).iter_rows())
    assert list(told) == ["Mål worse: Mått worse-2"]
    assert "«Delvis eller kan inte mätas»" in told["Mål worse: Mått worse-2"]


def test_a_page_shows_the_step_that_is_published_of_a_yardstick(project: Project) -> None:
    shown = Report(organisation=WHO, year=2024, database=project.database).goals()
    assert isinstance(shown, Table)
    cells = [[cell_words(cell) for cell in row.words] for row in shown.value.rows]
    own = [" ".join(row) for row in cells if any("-2" in cell for cell in row)]
    assert len(own) == len(OUTCOMES)
    assert all("Delvis eller kan inte mätas" in row for row in own)


def test_a_step_of_no_scale_is_refused_of_a_yardstick_too(tmp_path: Path) -> None:
    made = doubtful(tmp_path)
    made.source("goal_indicators", "e", goal="near", indicator="worse-2", measured_for=WHO, assessment="delviss")
    with speaking(SWEDISH), pytest.raises(InputFaults) as refused:
        read_sources(made.write().data)
    assert [(fault.column, fault.value) for fault in refused.value.faults] == [("assessment", "delviss")]


def test_figures_in_a_goals_own_row_are_of_its_first_yardstick(tmp_path: Path) -> None:
    """Of whom it measures; what its figures start from is no base of a level."""
    made = Invented(tmp_path, FORMAT_2)
    made.indicator("i")
    project = made.write()
    folder = project.data / "sources" / "d"
    (folder / HEADER_FILE).write_text("goals: {perspective: p, process_area: a}\n", encoding="utf-8")
    (folder / "goals.csv").write_text(
        "goal;organisation;label;indicator;sex;base_year;base_value;target;outcome;place\n"
        f"m;{WHO};Målet;i;K;2021;74,5;80;91,5;A › T\n",
        encoding="utf-8",
    )
    build_database(project)
    told = one(
        project, "SELECT sex, target, outcome, target_kind, target_base, assessment_computed FROM goal_yardstick"
    )
    assert told == {
        "sex": "K",
        "target": 80,
        "outcome": 91.5,
        "target_kind": "level",
        "target_base": None,
        "assessment_computed": "better",
    }
    assert one(project, "SELECT sex, value FROM key_figure") == {"sex": "K", "value": 91.5}
