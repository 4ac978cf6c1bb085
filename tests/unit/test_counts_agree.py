"""Goals are counted in cards, tables, charts, sentences and open data: every count is that of `goal_status`."""

from collections import Counter

import duckdb
import pytest
from tests.invented import WHO, Invented, asked

from analysis.base.project import Project
from analysis.build.database import Built
from analysis.chapter.overview import Count, Glance
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment
from analysis.report import Report

Counts = dict[str | None, int]
#: Goals of each area: outcomes of their yardsticks against 80, more is better; nothing for one that is not known.
GOALS = {
    "a": [["90"], ["40"], ["78"], [""], ["90", "40"], ["90", ""], ["40", ""], ["90", "90", "78"]],
    "b": [["90"], ["90", "90"]],
    "c": [],
}


@pytest.fixture(scope="module", params=["weakest", "share"])
def document(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Project:
    rule = request.param
    settings = f"format: 2\nadding_up: {{goal: {rule}, area: {rule}, whole: {rule}}}\n"
    made = Invented(tmp_path_factory.mktemp("antal"), settings)
    for position, area in enumerate("bc", start=2):
        made.reference("process_areas", process_area=area, name=f"Område {area}", perspective="p", position=position)
        made.source(
            "process_areas", organisation=WHO, process_area=area, printed_name=f"Område {area}", position=position
        )
    for area, goals in GOALS.items():
        for number, outcomes in enumerate(goals):
            fill(made, area, f"{area}{number}", outcomes)
    return made.build()


def fill(made: Invented, area: str, code: str, outcomes: list[str]) -> None:
    for number, outcome in enumerate(outcomes):
        indicator = f"{code}-{number}"
        made.indicator(indicator)
        if number:
            made.source("goal_indicators", goal=code, indicator=indicator, measured_for=WHO)
            made.figure(indicator, "2023", "80", measure="target")
        else:
            made.goal(code, indicator, process_area=area, assessment_source="", trend_source="")
            made.target(code, "80")
        if outcome:
            made.figure(indicator, "2023", outcome)


def by_status(project: Project, where: str = "true") -> Counts:
    rows = asked(project, f"SELECT assessment_final, count(*) FROM goal_status WHERE {where} GROUP BY 1").rows()
    return dict(rows)


def counted(count: Count) -> Counts:
    return {symbol.code or None: amount for symbol, amount in count.counts}


def overview(project: Project) -> Glance:
    shown = Report(organisation=WHO, year=2023, database=project.database).at_a_glance()
    assert isinstance(shown, Fragment)
    assert isinstance(shown.value, Glance)
    return shown.value


def test_the_whole_and_every_card_count_as_the_view_does(document: Project) -> None:
    shown = overview(document)
    (goals,) = (count for count in shown.counts if "mål" in count.what)
    assert counted(goals) == by_status(document)
    for card, area in zip(shown.cards, GOALS, strict=True):
        assert counted(card.goals) == by_status(document, f"process_area = '{area}'")
        assert Counter(mark.symbol.code or None for mark in card.marks) == by_status(
            document, f"process_area = '{area}'"
        )


def test_what_is_listed_as_worse_is_what_is_counted_as_worse(document: Project) -> None:
    worse = asked(document, "SELECT goal FROM goal_status WHERE assessment_final = 'worse'")["goal"].to_list()
    assert sorted(mark.label for mark in overview(document).worse.marks) == sorted(worse)


def test_the_chart_and_its_table_count_so_too(document: Project) -> None:
    chart = Report(organisation=WHO, year=2023, database=document.database).goals_chart()
    assert isinstance(chart, Chart)
    drawn = {line.code: sum(int(point.value or 0) for point in line.points) for line in chart.series}
    assert {code: amount for code, amount in drawn.items() if amount} == by_status(document)
    better, worse = by_status(document).get("better", 0), by_status(document).get("worse", 0)
    assert chart.title == f"{better} av 10 mål är bättre än målet, {worse} sämre"


def test_areas_and_the_whole_follow_from_their_goals_by_the_declared_rule(document: Project) -> None:
    sql = "SELECT process_area, assessment_computed, goals, goals_known FROM process_area_status ORDER BY process_area"
    rule = asked(document, "SELECT rule FROM part_status")["rule"].item()
    weakest = rule == "weakest"
    assert asked(document, sql).rows() == [
        ("a", "not" if weakest else "partial", 8, by_known(document)),
        ("b", "full", 2, 2),
        ("c", None, 0, 0),
    ]
    whole = asked(document, "FROM part_status").row(0, named=True)
    assert (whole["assessment_computed"], whole["areas"], whole["areas_known"]) == (
        "not" if weakest else "partial",
        3,
        2,
    )


def test_what_is_not_known_is_counted_as_unknown_and_not_as_missed(document: Project) -> None:
    """Ten goals, three areas, one of them without any goal; what is unknown is told of beside every count."""
    shown, weakest = overview(document), asked(document, "SELECT rule FROM part_status")["rule"].item() == "weakest"
    (areas,) = (count for count in shown.counts if "områden" in count.what)
    assert (areas.what, counted(areas)) == (
        "3 områden",
        {"full": 1, "not" if weakest else "partial": 1, None: 1},
    )
    (whole,) = (note for note in shown.notes if note.startswith("Helheten"))
    assert whole.endswith(". 1 av 3 områden uppnår sina mål, 1 är okänt.")
    report = Report(organisation=WHO, year=2023, database=document.database)
    known = " ".join(report.goals().plain.split())
    assert ("0 av 2 mått når målnivån, 1 är okänt, det svagaste avgör" in known) == weakest
    assert "Går inte att bedöma: området har inga mål." in report.area_status().plain


def by_known(project: Project) -> int:
    known = by_status(project, "process_area = 'a'")
    return sum(amount for code, amount in known.items() if code in ("better", "near", "worse"))


def test_counts_of_the_real_documents_agree(built: Built, database: duckdb.DuckDBPyConnection) -> None:
    parts = database.execute(
        "SELECT DISTINCT p.document, p.organisation, p.year FROM document_part AS p"
        " JOIN goal_status AS g ON g.document = p.document AND g.organisation = p.organisation WHERE p.kind = 'annual'"
    ).fetchall()
    assert len(parts) >= 3
    for document, organisation, year in parts:
        shown = Report(organisation=organisation, year=year, document=document, database=built.path).at_a_glance()
        assert isinstance(shown.value, Glance)
        (goals,) = (count for count in shown.value.counts if "mål" in count.what)
        found = database.execute(
            "SELECT assessment_final, count(*) FROM goal_status WHERE document = ? AND organisation = ? GROUP BY 1",
            [document, organisation],
        ).fetchall()
        assert counted(goals) == dict(found)


def test_without_a_declared_rule_areas_are_not_judged(small: Built) -> None:
    """The harbour office declares none, and its two areas have goals that are judged."""
    office = Project(small.path.parents[1])
    assert by_status(office, "assessment_computed IN ('better', 'near', 'worse')") == {"near": 1, "better": 1}
    assert asked(office, "SELECT assessment_computed, assessment_final FROM process_area_status").rows() == [
        (None, None),
        (None, None),
    ]
    assert asked(office, "FROM part_status").is_empty()
