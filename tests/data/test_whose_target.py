"""The one goal of 2016 whose target is that of the whole municipality while its outcome is the office's."""

import duckdb
import pytest

from analysis.build.database import Built
from analysis.chapter.markup.cells import cell_html
from analysis.present.chart import Chart
from analysis.present.fragment import Several
from analysis.present.table import Table
from analysis.report import Report
from analysis.store.query import ask_sql
from tests.known import JUDGED_OTHERWISE
from tests.pages import Page, read_html

GOAL, LABEL = "forbattringsforslag", "Antal idéer och förbättringsförslag"
HARD = "\u00a0"


@pytest.fixture
def report(built: Built) -> Report:
    """The process area that the goal belongs to, KLK 2016."""
    return Report(organisation="KLK", year=2016, process_area="processkvalitet", database=built.path)


@pytest.fixture
def page(report: Report) -> Page:
    """Its goals as a browser reads them."""
    goals = report.goals()
    assert isinstance(goals, Table)
    return read_html(str(cell_html(goals.value)))


def test_the_targets_belong_to_the_whole_municipality(database: duckdb.DuckDBPyConnection) -> None:
    sql = f"""SELECT organisation, year, value FROM target_detail
    WHERE document = 'annual-2016' AND goal = '{GOAL}' ORDER BY year"""
    assert ask_sql(database, sql).rows() == [
        ("EK", 2016, 400.0),
        ("EK", 2017, 500.0),
        ("EK", 2018, 600.0),
        ("EK", 2019, 700.0),
    ]


def test_the_goal_has_no_deviation_and_no_computed_assessment(database: duckdb.DuckDBPyConnection) -> None:
    sql = f"""SELECT target, target_only_for, outcome, outcome_compared, shortfall, shortfall_pct, assessment_published,
    assessment_computed, assessment_final FROM goal_detail WHERE document = 'annual-2016' AND goal = '{GOAL}'"""
    judged = (400.0, "EK", 8.0, None, None, None, "not_evaluated", "not_evaluated", "not_evaluated")
    assert ask_sql(database, sql).rows() == [judged]


def test_no_other_goal_of_the_year_has_anothers_target(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT goal FROM goal_detail WHERE document = 'annual-2016' AND target_only_for IS NOT NULL"
    assert ask_sql(database, sql).rows() == [(GOAL,)]


def test_the_figures_of_seven_goals_judge_otherwise_than_the_report(database: duckdb.DuckDBPyConnection) -> None:
    sql = """SELECT goal FROM goal_detail WHERE document = 'annual-2016' AND organisation = 'KLK'
    AND assessment_computed <> 'not_evaluated' AND assessment_computed <> assessment_published"""
    assert set(ask_sql(database, sql).to_series()) == JUDGED_OTHERWISE


def test_the_cell_of_the_target_says_whose_it_is(page: Page) -> None:
    (row,) = page.all(f"tr[data-subject=mal-{GOAL}]")
    cell = read_html(str(row.select("td[data-label=Målnivå]")[0]))
    assert (cell.texts(".value"), cell.texts(".muted")) == (["400 st"], ["för Eskilstuna kommun"])
    assert page.table("Processmål").row(LABEL)["Utfall"] == "8 st"
    assert page.table("Processmål").row(LABEL)["Bedömning"] == "Ej utvärderad"


def test_the_title_of_its_chart_compares_nothing(report: Report) -> None:
    charts = report.goal_charts()
    assert isinstance(charts, Several)
    (chart,) = [chart for chart in charts if isinstance(chart, Chart) and chart.key == GOAL]
    assert chart.title == f"{LABEL}: 8{HARD}st, målet 400{HARD}st gäller Eskilstuna kommun"
    # Pieces of the municipality drawn beside pieces of one office would make both look like nothing.
    assert "ål – " not in chart.summary
