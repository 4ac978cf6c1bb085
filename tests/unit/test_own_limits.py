"""What a document or an indicator says of itself goes before what we say: what is near, how rough, what it is about."""

from pathlib import Path

import polars as pl
import pytest
from tests.invented import WHO, Invented, asked

from analysis.base.project import Project
from analysis.errors import InputFaults, ParameterError
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment
from analysis.present.near_limits import near
from analysis.report import Report
from analysis.words.current_language import SWEDISH, speaking

HARD = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One document whose edition calls 80 % of a target near, and 120 % where less is better; one that says nothing."""
    made = Invented(tmp_path_factory.mktemp("grans"))
    made.document("own", 2022, near=("80", "120"))
    for code, outcome, direction in (
        *(("up-near", "80", "higher"), ("up-worse", "79", "higher")),
        *(("down-near", "120", "lower"), ("down-worse", "121", "lower")),
    ):
        made.indicator(code, "count", direction, tolerance="5")
        for name, year in (("own", 2022), ("d", 2023)):
            made.goal(f"{code}-{name}", code, name)
            made.figure(code, str(year), outcome, "count", document=name)
            made.source("targets", name, goal=f"{code}-{name}", organisation=WHO, year=year, value="100", unit="count")
    for code, sexes in (("heads", ("20", "12")), ("part", ("8", "4"))):
        made.indicator(code, "count", "none", topic="headcount", charted="yes" if code == "heads" else "")
        for sex, figure in zip("KM", sexes, strict=True):
            made.figure(code, "2023", figure, "count", sex=sex)
    made.indicator("alone", "percent", "lower", topic="sick_leave", charted="yes")
    made.figure("alone", "2023", "4,4", "percent")
    return made.build()


def test_an_editions_own_limits_go_before_the_indicators_tolerance(document: Project) -> None:
    rows = asked(document, "SELECT document, goal, assessment_computed FROM goal_status ORDER BY goal")
    own = rows.filter(pl.col("document") == "own")["assessment_computed"].to_list()
    assert own == ["near", "worse", "near", "worse"]
    assert set(rows.filter(pl.col("document") == "d")["assessment_computed"]) == {"worse"}


def test_it_is_said_whose_limit_it_is(document: Project) -> None:
    with speaking(SWEDISH):
        goals = asked(document, "FROM goal_measure_detail WHERE document = 'own'")
        assert near(goals) == (
            "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är "
            f"80{HARD}% av målvärdet eller mer där högre är bättre och 120{HARD}% av målvärdet eller mindre där "
            "lägre är bättre. Det är dokumentets egen gräns."
        )
        higher = goals.filter(pl.col("direction") == "higher")
        assert f"nära är 80{HARD}% av målvärdet eller mer där högre är bättre. Det är" in near(higher)
        assert "Gränsen är Årshjuls egen" in near(asked(document, "FROM goal_measure_detail WHERE document = 'd'"))


def test_an_edition_states_both_directions(tmp_path: Path) -> None:
    made = Invented(tmp_path)
    made.document("own", 2022, near=("80", ""))
    with pytest.raises(InputFaults) as rejected:
        made.build()
    assert "parts.csv, rad 2" in str(rejected.value)
    assert "near_higher och near_lower anges tillsammans" in str(rejected.value)


def test_a_chapter_shows_what_indicators_are_about(document: Project) -> None:
    report = Report(organisation=WHO, year=2023, database=document.database)
    chart = report.sex_charts("headcount")
    assert isinstance(chart, Chart)
    assert "Mått heads" in chart.table.plain
    told = report.key_figures(topic="headcount").plain
    assert "Mått heads" in told
    assert "Mått part" in told
    assert "Mått alone" not in told
    for topic in ("sick_leave", "employment"):
        said = report.sex_charts(topic)
        assert isinstance(said, Fragment)
        assert "Kvinnor och män är inte redovisade" in said.plain
    with pytest.raises(ParameterError) as wrong:
        report.key_figures(topic="headcnt")
    assert "Okänt ämne «headcnt»." in str(wrong.value)
    assert "headcount" in str(wrong.value)
