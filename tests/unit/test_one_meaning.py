"""One fact has one meaning: small documents that went wrong, built for real, and what is right of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.invented import Invented, asked, one

from analysis.base.project import Project
from analysis.present.sentences import distance, finding
from analysis.words.current_language import SWEDISH, speaking

HARD, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    made = Invented(tmp_path_factory.mktemp("mening"))
    for fill in (units, signs, periods, yardsticks, distances, sexes, dated):
        fill(made)
    with speaking(SWEDISH):
        yield made.build()


def units(made: Invented) -> None:
    made.indicator("a1", "tkr")
    made.goal("a1", "a1")
    made.figure("a1", "2022", "1 200", "tkr")
    made.figure("a1", "2023", "1,3", "mnkr")
    in_money = {"outcome_unit": "mnkr", "target_unit": "mnkr", "tolerance": "50", "tolerance_kind": "absolute"}
    made.judged_goal("a2", "0,90", "1,00", "tkr", **in_money)
    made.judged_goal("a2-near", "0,96", "1,00", "tkr", **in_money)
    made.judged_goal("apart", "90", "100", "count", outcome_unit="percent")


def signs(made: Invented) -> None:
    made.judged_goal("a3-below", "5", "3", direction="lower", outcome_operator="<")
    made.judged_goal("a3-above", "80", "95", outcome_operator=">")
    made.judged_goal("a3-same-below", "5", "5", direction="lower", outcome_operator="<", target_operator="<")
    made.judged_goal("a3-same-above", "95", "95", outcome_operator=">", target_operator=">")
    made.judged_goal("a3-limits", "5", "4", direction="lower", outcome_operator="<")
    made.figure("a3-limits", "2022", "7", operator="<")
    made.judged_goal("a12-over", "80", "80", outcome_operator="drygt", target_operator=">")
    made.judged_goal("a12-under", "80", "80", outcome_operator="knappt", tolerance="0")
    made.judged_goal("a12-about", "80", "80", outcome_operator="≈")
    made.judged_goal("a13", "60", "75", target_operator="≤")


def periods(made: Invented) -> None:
    made.indicator("a4", "count")
    made.goal("a4", "a4")
    made.figure("a4", "2023-01-01/2023-09-30", "310", "count")
    made.figure("a4", "2022", "380", "count")
    made.figure("a4", "2022-01-01/2022-09-30", "280", "count")
    made.indicator("part", "count")
    made.goal("part", "part")
    made.figure("part", "2023-01-01/2023-04-30", "40", "count")
    made.target("part", "100", "count")
    made.indicator("part-target", "count")
    made.goal("part-target", "part-target")
    made.figure("part-target", "2023-01-01/2023-04-30", "40", "count")
    made.target("part-target", "100", "count")
    made.target("part-target", "30", "count", period_start="2023-01-01", period_end="2023-04-30")
    made.judged_goal("month", "80", "75")
    made.figure("month", "2023-12-01/2023-12-31", "10", period_type="month")


def yardsticks(made: Invented) -> None:
    for code, second in (("a6", "40"), ("a6-unknown", "")):
        made.judged_goal(code, "90", "80")
        made.indicator(f"{code}-2")
        made.source("goal_indicators", goal=code, indicator=f"{code}-2", measured_for="XK")
        made.figure(f"{code}-2", "2023", "80", measure="target")
        if second:
            made.figure(f"{code}-2", "2023", second)


def distances(made: Invented) -> None:
    made.judged_goal("a7", "0", "0", "count", direction="lower")
    made.judged_goal("a8-points", "6,97", "7,00", tolerance="0")
    made.judged_goal("a8-share", "9 999", "10 000", "count", tolerance="0")
    made.judged_goal("a8-money", "990", "1,0", "mnkr", outcome_unit="tkr", tolerance="0")
    made.judged_goal("a9-share", "391", "400", "count")
    made.judged_goal("a9-points", "4,75", "5,0")
    made.judged_goal("a10", "2 000 000 001", "2 000 000 000", "count", direction="lower", tolerance="0")
    made.judged_goal("edge", "0,285", "0,3", "index")
    made.judged_goal("edge-count", "57", "60", "count")
    made.judged_goal("rounding", "7", "6,8", direction="lower")


def sexes(made: Invented) -> None:
    pairs = [("a11", "80", "77", "percent"), ("a11-apart", "80", "70", "percent"), ("a11-count", "80", "77", "count")]
    for code, women, men, unit in pairs:
        made.indicator(code, unit, third_answer="")
        made.goal(code, code)
        made.figure(code, "2023", women, unit, sex="K")
        made.figure(code, "2023", men, unit, sex="M")
        made.target(code, "150" if unit == "count" else "75", unit)
    made.indicator("a11-third", third_answer="yes")
    made.goal("a11-third", "a11-third")
    made.figure("a11-third", "2023", "80", sex="K")
    made.figure("a11-third", "2023", "77", sex="M")
    made.target("a11-third", "75")


def dated(made: Invented) -> None:
    for code, lag in (("a14", ""), ("a14-lag", "1")):
        made.indicator(code, lag_years=lag)
        made.goal(code, code)
        made.figure(code, "2022", "82")
        made.target(code, "80")


def goal(document: Project, code: str) -> dict[str, object]:
    return one(document, f"FROM goal_measure_detail WHERE goal = '{code}' AND measure_no = 1")


@pytest.mark.parametrize(
    ("code", "assessment"),
    [
        *(("a2", "worse"), ("a2-near", "near"), ("apart", "not_evaluated")),
        *(("a3-below", "not_evaluated"), ("a3-above", "not_evaluated"), ("a3-same-below", "better")),
        *(("a3-same-above", "better"), ("a12-over", "better"), ("a12-under", "worse"), ("a12-about", "not_evaluated")),
        *(("a13", "not_evaluated"), ("part", "not_evaluated"), ("part-target", "better"), ("month", "better")),
        *(("a7", "better"), ("a8-points", "worse"), ("a8-share", "worse"), ("a8-money", "worse"), ("a10", "worse")),
        *(("edge", "near"), ("edge-count", "near"), ("a9-share", "near"), ("a9-points", "near")),
        *(("a11", "better"), ("a11-apart", "not_evaluated"), ("a11-count", "better"), ("a11-third", "not_evaluated")),
        *(("a14", "not_evaluated"), ("a14-lag", "better")),
    ],
)
def test_an_outcome_is_judged_by_what_it_says(document: Project, code: str, assessment: str) -> None:
    assert goal(document, code)["assessment_computed"] == assessment
    assert one(document, f"FROM goal_status WHERE goal = 'Mål {code}'")["assessment_computed"] == assessment


@pytest.mark.parametrize(
    ("code", "trend", "previous"),
    [("a1", "better", 1200.0), ("a3-limits", None, 7.0), ("a4", "better", 280.0), ("month", None, None)],
)
def test_a_trend_compares_like_with_like(document: Project, code: str, trend: str | None, previous: float) -> None:
    assert (goal(document, code)["trend_computed"], goal(document, code)["previous_outcome"]) == (trend, previous)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("a7", "precis på målet"),
        ("a8-points", "0,03 procentenheter under målet"),
        ("a8-share", f"0,01{HARD}% under målet"),
        ("a8-money", f"0,01{HARD}mnkr under målet"),
        ("a9-share", f"2,3{HARD}% under målet"),
        ("a9-points", "0,25 procentenheter under målet, inom avrundning"),
        ("a3-below", ""),
        ("a3-same-below", ""),
        ("rounding", "0,2 procentenheter över målet, inom avrundning"),
    ],
)
def test_a_distance_is_told_with_the_decimals_that_decide(document: Project, code: str, told: str) -> None:
    assert distance(goal(document, code)) == told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("a7", f"Mål a7: 0{HARD}st, når precis målet 0{HARD}st"),
        ("a3-same-below", f"Mål a3-same-below: <{THIN}5{HARD}%, når målet <{THIN}5{HARD}%"),
        ("a3-below", f"Mål a3-below: <{THIN}5{HARD}%, målet är 3{HARD}%"),
        ("a11", f"Mål a11: kvinnor 80{HARD}%, män 77{HARD}%, når målet 75{HARD}%"),
        ("a14", f"Mål a14: utfall 2022 82{HARD}%, mål 2023 80{HARD}%"),
        ("a14-lag", f"Mål a14-lag: utfall 2022 82{HARD}%, mål 2023 80{HARD}%"),
        ("a12-over", f"Mål a12-over: drygt 80{HARD}%, når målet >{THIN}80{HARD}%"),
    ],
)
def test_a_title_says_what_the_figures_say(document: Project, code: str, told: str) -> None:
    assert finding(goal(document, code)) == told


def test_the_public_view_has_its_figures_in_one_unit(document: Project) -> None:
    row = one(document, "FROM goal_status WHERE goal = 'Mål a8-money'")
    assert (row["unit"], row["target"], row["outcome"]) == ("mnkr", 1.0, 0.99)
    row = one(document, "FROM goal_status WHERE goal = 'Mål a1'")
    assert (row["unit"], row["outcome"], row["previous_outcome"]) == ("mnkr", 1.3, 1.2)
    apart = one(document, "FROM goal_yardstick WHERE goal = 'Mål apart'")
    assert (apart["unit"], apart["target_unit"], apart["outcome_unit"]) == (None, "count", "percent")


def test_a_goal_with_several_yardsticks_has_its_figures_in_a_row_each(document: Project) -> None:
    row = one(document, "FROM goal_status WHERE goal = 'Mål a6'")
    assert [row[name] for name in ("indicator", "unit", "target", "outcome")] == [None] * 4
    assert (row["assessment_computed"], row["assessment_final"], row["yardsticks"]) == ("worse", "worse", 2)
    rows = asked(document, "FROM goal_yardstick WHERE goal = 'Mål a6' ORDER BY yardstick")
    assert rows["outcome"].to_list() == [90.0, 40.0]
    assert rows["assessment_computed"].to_list() == ["better", "worse"]
    unknown = one(document, "FROM goal_status WHERE goal = 'Mål a6-unknown'")
    assert (unknown["assessment_computed"], unknown["yardsticks_known"]) == ("not_evaluated", 1)


def test_a_count_of_women_and_men_adds_up(document: Project) -> None:
    row = one(document, "FROM goal_status WHERE goal = 'Mål a11-count'")
    assert (row["outcome"], row["unit"]) == (157.0, "count")


def test_no_trend_of_figures_in_two_units_is_called_wrong(document: Project) -> None:
    assert asked(document, "FROM inconsistency WHERE subject LIKE '%a1' AND kind IN ('trend', 'unit')").is_empty()


def test_what_is_declared_decides_how_yardsticks_add_up(tmp_path: Path) -> None:
    made = Invented(tmp_path, "format: 2\nadding_up:\n  goal: share\n")
    yardsticks(made)
    project = made.build()
    rows = asked(project, "SELECT assessment_computed, yardsticks_reached FROM goal_status ORDER BY goal").rows()
    assert rows == [("near", 1), ("not_evaluated", 1)]
