"""What the checks of published judgements say, to the letter, and the judgement of goals by figures."""

from collections.abc import Iterable
from datetime import date

import pytest
from tests.rows import SPOT, Row, frame, goal, told

from analysis.judge.checks.finding import Finding
from analysis.judge.checks.judgements import check_areas, check_assessments, check_practice
from analysis.judge.checks.statuses import check_levels_said, check_statuses
from analysis.judge.checks.trends import check_trends, check_unfounded_trends

MINUS, HARD = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"


def messages(findings: Iterable[Finding]) -> list[str]:
    return [found.message for found in findings]


# ---- assessments ----


def test_an_assessment_that_figures_contradict_is_told() -> None:
    assert told(check_assessments(frame(goal()))) == [
        {
            "document": "d",
            "kind": "assessment",
            "severity": "warning",
            "rule": "assessment",
            "subject": "Målet",
            "printed": "better",
            "other": "worse",
            "message": "Den publicerade bedömningen av Målet är bättre än målet, "
            "men utfallet 70 mot målet 75 är sämre än målet.",
            "difference": 5.0,
            "place": "p",
            "other_place": "där",
            "file": "f.csv",
            "file_row": 2,
        }
    ]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"assessment_computed": "near"}, "utfallet 70 mot målet 75 är nära målet"),
        (
            {"tolerance": 5.0, "tolerance_kind": "relative"},
            "utfallet 70 mot målet 75 är sämre än målet, med Årshjuls gräns för nära, 5 % av målvärdet",
        ),
        (
            {"tolerance": 2.5, "tolerance_kind": "absolute"},
            "utfallet 70 mot målet 75 är sämre än målet, med Årshjuls gräns för nära, 2,5",
        ),
        ({"tolerance": 0.0, "tolerance_kind": "relative"}, "utfallet 70 mot målet 75 är sämre än målet"),
        ({"target_operator": ">", "target_decimals": 1}, "utfallet 70 mot målet >75,0 är sämre än målet"),
        ({"outcome_decimals": 2}, "utfallet 70,00 mot målet 75 är sämre än målet"),
    ],
)
def test_what_figures_say_and_whose_limit_it_is(other: Row, said: str) -> None:
    assert messages(check_assessments(frame(goal(**other)))) == [
        f"Den publicerade bedömningen av Målet är bättre än målet, men {said}."
    ]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"outcome": 75.0, "distance_side": 0}, "utfallet 75 når målet 75"),
        ({"outcome": 80.0, "distance_side": 1, "tolerance": 5.0}, "utfallet 80 mot målet 75 är bättre än målet"),
        ({"outcome": 80.0, "distance_side": None}, "utfallet 80 mot målet 75 är bättre än målet"),
        (
            {"outcome": -75.0, "target": -75.0, "distance_side": 0},
            f"utfallet {MINUS}75 når målet {MINUS}75",
        ),
    ],
)
def test_a_target_that_is_reached_has_no_limit_to_tell(other: Row, said: str) -> None:
    row = goal(assessment_published="near", assessment_computed="better", tolerance_kind="relative") | other
    assert messages(check_assessments(frame(row))) == [
        f"Den publicerade bedömningen av Målet är nära målet, men {said}."
    ]


def test_a_goal_that_is_not_evaluated_though_figures_could_is_told_so() -> None:
    assert messages(check_assessments(frame(goal(assessment_published="not_evaluated")))) == [
        "Dokumentet bedömer inte Målet, men utfallet 70 mot målet 75 är sämre än målet."
    ]


@pytest.mark.parametrize("published", ["better", "near", "worse", "not_evaluated"])
def test_what_agrees_and_what_is_not_published_is_not_told_and_the_next_goal_is(published: str) -> None:
    agreed = goal(assessment_published=published, assessment_computed=published)
    unpublished = goal(assessment_published=None)
    (found,) = check_assessments(frame(agreed, unpublished, goal(label="Andra")))
    assert found.subject == "Andra"


@pytest.mark.parametrize(
    ("why", "lacking"),
    [
        ("no_outcome", "inget utfall i siffror"),
        ("old_outcome", "inget utfall för året i siffror"),
        ("no_figures", "inget utfall i siffror"),
        ("no_target", "inget mål i siffror"),
        ("part_of_year", "inget utfall för den tid som målet gäller"),
        ("other_target", "bara ett mål som gäller en annan organisation"),
        ("units", "inga jämförbara enheter"),
        ("no_direction", "ingen riktning för indikatorn"),
        ("limit", "ett mål vars gräns går mot indikatorns riktning"),
        ("sexes", "inget utfall för kvinnor och män tillsammans"),
        ("rough", "inget tillräckligt noga angivet utfall"),
    ],
)
def test_an_assessment_without_figures_is_a_note_that_says_what_is_lacking(why: str, lacking: str) -> None:
    row = goal(assessment_computed="not_evaluated", shortfall=None, unjudged=why)
    assert told(check_assessments(frame(row))) == [
        {
            "document": "d",
            "kind": "assessment",
            "severity": "note",
            "rule": "assessment-unfounded",
            "subject": "Målet",
            "printed": "better",
            "message": f"Den publicerade bedömningen av Målet är bättre än målet, men dokumentet har {lacking}.",
            "place": "p",
            "file": "f.csv",
            "file_row": 2,
        }
    ]


def test_differences_of_goals_are_written_without_the_noise_of_the_machine() -> None:
    (found,) = check_assessments(frame(goal(shortfall=0.1 + 0.2, outcome_place=None)))
    assert (found.difference, found.other_place) == (0.3, "")


# ---- trends ----


def test_a_trend_that_figures_contradict_is_told() -> None:
    row = goal(trend_published="increased", trend_computed="decreased", previous_outcome=72.5, previous_decimals=1)
    assert told(check_trends(frame(row))) == [
        {
            "document": "d",
            "kind": "trend",
            "severity": "warning",
            "rule": "trend",
            "subject": "Målet",
            "printed": "increased",
            "other": "decreased",
            "message": "Trenden för Målet är publicerad som ökad, men värdet gick från 72,5 till 70.",
            "difference": -2.5,
            "place": "p",
            "other_place": "där",
            "file": "f.csv",
            "file_row": 2,
        }
    ]


def test_a_trend_against_a_printed_change_names_that() -> None:
    (found,) = check_trends(frame(goal(trend_published="increased", trend_computed="decreased", printed_change=-2.25)))
    assert found.message == f"Trenden för Målet är publicerad som ökad, men förändringen är tryckt som {MINUS}2,25."
    assert found.difference == -2.25
    (found,) = check_trends(frame(goal(trend_published="increased", trend_computed="unchanged")))
    assert found.message == "Trenden för Målet är publicerad som ökad, men förändringen är tryckt som 0."
    assert found.difference is None


@pytest.mark.parametrize(
    ("published", "computed", "previous", "outcome", "told_of"),
    [
        ("unchanged", "decreased", (4.4, 1), (4.38, 2), False),  # 4,38 is 4,4 in the coarser print
        ("unchanged", "decreased", (4.4, 1), (4.34, 2), True),
        ("unchanged", "increased", (12.3, 1), (12.4, 1), False),  # both may be 12,35
        ("unchanged", "increased", (12.3, 1), (12.5, 1), True),
        ("decreased", "increased", (12.3, 1), (12.4, 1), True),
        ("increased", "unchanged", (12.3, 1), (12.3, 1), False),  # 12,26 and 12,34 are printed so
        ("increased", "decreased", (4.4, 1), (4.38, 2), False),
        ("worse", "better", (70.0, 0), (71.0, 0), True),
        ("none", "decreased", (4.4, 1), (4.38, 2), True),
    ],
)
def test_a_movement_that_rounding_can_hide_contradicts_no_trend(
    published: str, computed: str, previous: tuple[float, int], outcome: tuple[float, int], told_of: bool
) -> None:
    row = goal(trend_published=published, trend_computed=computed)
    row |= {"previous_outcome": previous[0], "previous_decimals": previous[1]}
    row |= {"outcome": outcome[0], "outcome_decimals": outcome[1]}
    row |= {"unit_outcome": outcome[0], "unit_previous": previous[0]}
    assert bool(list(check_trends(frame(row)))) is told_of
    # Of figures in two units nothing is known here.
    assert list(check_trends(frame(row | {"previous_unit": "tkr"})))


def test_heads_show_every_movement() -> None:
    row = goal(trend_published="increased", trend_computed="unchanged", previous_outcome=70.0)
    assert list(check_trends(frame(row))) == []
    assert list(check_trends(frame(row | {"outcome_kind": "count"})))
    assert list(check_trends(frame(row | {"outcome_kind": "count", "outcome": 2.5, "outcome_decimals": 1}))) != []
    average = {"outcome_kind": "count", "outcome_decimals": 1, "previous_decimals": 1}
    assert list(check_trends(frame(row | average))) == []


def test_a_trend_that_is_not_given_though_figures_moved_is_a_note() -> None:
    (found,) = check_trends(frame(goal(trend_published="none", trend_computed="increased", previous_outcome=1.0)))
    assert (found.severity, found.message) == (
        "note",
        "Trenden för Målet är publicerad som inget värde, men värdet gick från 1 till 70.",
    )


@pytest.mark.parametrize(("published", "computed"), [("increased", None), (None, "increased"), ("worse", "worse")])
def test_a_trend_that_agrees_or_cannot_be_told_is_not(published: str | None, computed: str | None) -> None:
    row = goal(trend_published=published, trend_computed=computed, previous_outcome=1.0)
    assert list(check_trends(frame(row))) == []


def test_a_trend_of_a_first_figure_is_told_with_why() -> None:
    row = goal(trend_published="increased", first_measured="Första mätningen")
    assert told(check_unfounded_trends(frame(row))) == [
        {
            "document": "d",
            "kind": "trend",
            "severity": "warning",
            "rule": "trend-first",
            "subject": "Målet",
            "printed": "increased",
            "message": "Trenden för Målet är publicerad som ökad, men inget tidigare värde går att jämföra med. "
            "Första mätningen.",
            "place": "p",
            "other_place": "där",
            "file": "f.csv",
            "file_row": 2,
        }
    ]
    (found,) = check_unfounded_trends(frame(row | {"outcome_place": None}))
    assert found.other_place == ""


def test_all_other_trends_without_an_earlier_figure_are_one_note_a_part() -> None:
    moved = {"trend_published": "increased"}
    rows = [goal(label=f"Mål {n}", place=f"sid. {n}", file_row=n, **moved) for n in (1, 2, 3, 2)]
    rows += [goal(label="Ensamt", organisation="SLK", **moved), goal(label="Eget", document="e", **moved)]
    found = list(check_unfounded_trends(frame(*rows)))
    assert told(found[:1]) == [
        {
            "document": "d",
            "kind": "trend",
            "severity": "note",
            "rule": "trend-unfounded",
            "subject": "Trender",
            "message": "Trenden för 4 mål är publicerad utan att dokumentet har ett tidigare värde i siffror att "
            "jämföra med: Mål 1; Mål 2; Mål 3; Mål 2.",
            "place": "sid. 1",
            "other_place": "sid. 2; sid. 3",
            "file": "f.csv",
            "file_row": 1,
        }
    ]
    assert messages(found[1:]) == [
        "Trenden för ett mål är publicerad utan att dokumentet har ett tidigare värde i siffror att jämföra med: "
        f"{name}."
        for name in ("Ensamt", "Eget")
    ]


# ---- a document's own practice ----


def test_a_smaller_miss_judged_harder_is_told() -> None:
    rows = [
        goal(label="Hårt", assessment_published="worse", shortfall_pct=2.44, file_row=7),
        goal(label="Mycket milt", assessment_published="near", shortfall_pct=22.66, place="milt"),
        goal(label="Milt", assessment_published="near", shortfall_pct=3.0),
    ]
    assert told(check_practice(frame(*rows))) == [
        {
            "document": "d",
            "kind": "assessment",
            "severity": "warning",
            "rule": "practice",
            "subject": "Hårt",
            "printed": "2,4 %",
            "other": "22,7 %",
            "message": "Hårt missar målet med 2,4 % och kallas sämre än målet, men Mycket milt missar med 22,7 % och "
            "kallas nära målet.",
            "difference": -20.22,
            "place": "p",
            "other_place": "milt",
            "file": "f.csv",
            "file_row": 7,
        }
    ]


@pytest.mark.parametrize(
    ("missed", "harder", "told_of"),
    [
        (5.0, 4.0, True),
        (5.0, 5.0, False),
        (5.0 + 1e-10, 5.0, False),
        (5.0 + 1e-8, 5.0, True),
        (5.0, 0.0, False),
        (5.0, 1e-10, False),
        (5.0, 1e-8, True),
        (5.0, -1.0, False),
    ],
)
def test_only_a_real_miss_that_is_really_smaller_counts(missed: float, harder: float, told_of: bool) -> None:
    near = goal(assessment_published="near", shortfall_pct=missed)
    worse = goal(assessment_published="worse", shortfall_pct=harder)
    assert bool(list(check_practice(frame(near, worse)))) is told_of


@pytest.mark.parametrize(
    "other",
    [{"document": "e"}, {"organisation": "SLK"}, {"assessment_published": "better"}],
    ids=lambda other: next(iter(other)),
)
def test_practice_is_that_of_one_part_of_one_document(other: Row) -> None:
    near, worse = (goal(assessment_published=word, shortfall_pct=by) for word, by in (("near", 9.0), ("worse", 1.0)))
    assert len(list(check_practice(frame(near, worse)))) == 1
    assert list(check_practice(frame(near | other, worse))) == []
    assert list(check_practice(frame(near, worse | other))) == []


# ---- areas ----


def area(**other: object) -> Row:
    row: Row = SPOT | {
        "organisation": "KLK",
        "process_area": "a",
        "assessment": "full",
        "name": "Demokrati",
        "file_row": 9,
    }
    return row | other


def test_an_area_said_to_reach_its_goals_is_held_against_the_goal_that_misses_most() -> None:
    goals = [
        goal(label="Lite", shortfall_pct=1.0),
        goal(label="Mest", shortfall_pct=9.0),
        goal(label="Mer", shortfall_pct=5.0),
    ]
    assert told(check_areas(frame(area()), frame(*goals))) == [
        {
            "document": "d",
            "kind": "assessment",
            "severity": "warning",
            "rule": "area",
            "subject": "Demokrati",
            "printed": "full",
            "other": "worse",
            "message": "Demokrati bedöms uppnå målen, men Mest gör det inte: utfallet 70 mot målet 75. "
            "Inte heller Lite och Mer.",
            "place": "p",
            "other_place": "där",
            "file": "f.csv",
            "file_row": 9,
        }
    ]
    (found,) = check_areas(frame(area()), frame(goal(outcome_place=None)))
    assert found.other_place == ""


@pytest.mark.parametrize(
    "other", [{"document": "e"}, {"organisation": "SLK"}, {"process_area": "b"}], ids=lambda other: next(iter(other))
)
def test_an_area_is_held_against_its_own_goals(other: Row) -> None:
    assert list(check_areas(frame(area()), frame(goal() | other))) == []
    assert list(check_areas(frame(area() | other), frame(goal()))) == []


def test_only_a_full_area_and_a_goal_that_figures_call_worse_contradict() -> None:
    assert list(check_areas(frame(area(assessment="partial")), frame(goal()))) == []
    assert list(check_areas(frame(area()), frame(goal(assessment_computed="near")))) == []
    areas = frame(area(process_area="b"), area(name="Sist"))
    assert [each.subject for each in check_areas(areas, frame(goal()))] == ["Sist"]


# ---- commitments ----


def commitment(status: str | None, completion: float | None) -> Row:
    return SPOT | {"label": "Åtagandet", "status": status, "completion": completion, "file_row": 4}


def test_a_status_that_completion_contradicts_is_told() -> None:
    assert told(check_statuses(frame(commitment("done", 80.0)))) == [
        {
            "document": "d",
            "kind": "status",
            "severity": "warning",
            "rule": "status",
            "subject": "Åtagandet",
            "printed": "done",
            "other": "80 %",
            "message": "Åtagandet Åtagandet har statusen klart men är färdigt till 80 %.",
            "place": "p",
            "file": "f.csv",
            "file_row": 4,
        }
    ]


@pytest.mark.parametrize(
    ("status", "first_wrong", "last_right"),
    [("done", 99.9, 100.0), ("ongoing", 100.0, 99.9), ("delayed", 100.0, 99.9), ("not_started", 0.1, 0.0)],
)
def test_where_completion_begins_to_contradict_a_status(status: str, first_wrong: float, last_right: float) -> None:
    assert len(list(check_statuses(frame(commitment(status, first_wrong))))) == 1
    assert list(check_statuses(frame(commitment(status, last_right)))) == []
    assert list(check_statuses(frame(commitment(None, first_wrong)))) == []
    assert list(check_statuses(frame(commitment(status, None)))) == []


def levelled(**other: object) -> Row:
    """A commitment to have less of something, said to be so, of which there is 7 % now."""
    row: Row = SPOT | {"label": "Mindre", "file_row": 2, "status_level": "improved", "status_word": "Ordet"}
    row |= {"outcome": 7.0, "previous": 5.0, "target": 4.0, "direction": "lower", "indicator_label": "Talet"}
    row |= {"outcome_decimals": 0, "previous_decimals": 1, "target_decimals": 0, "outcome_operator": None}
    row |= {"previous_operator": None, "target_operator": "≤", "unit_symbol": "%", "outcome_place": "q"}
    row |= {"level_computed": "worse", "trend_computed": "worse"}
    row |= {"outcome_type": "year", "outcome_start": date(2016, 1, 1), "outcome_end": date(2016, 12, 31)}
    return row | {"previous_start": date(2015, 1, 1), "previous_end": date(2015, 12, 31)} | other


def test_a_status_that_a_level_contradicts_is_told() -> None:
    assert told(check_levels_said(frame(levelled()))) == [
        {
            "document": "d",
            "kind": "status",
            "severity": "warning",
            "rule": "level-said",
            "subject": "Mindre",
            "printed": "Ordet",
            "other": f"7{HARD}%",
            "message": "Åtagandet Mindre har statusen «Ordet», men Talet är "
            f"7{HARD}% 2016 mot 5,0{HARD}% 2015 och målet ≤\N{NARROW NO-BREAK SPACE}4{HARD}%.",
            "place": "p",
            "other_place": "q",
            "file": "f.csv",
            "file_row": 2,
        }
    ]
    (found,) = check_levels_said(frame(levelled(status_level="reached", previous=None)))
    assert found.message.endswith(f"mot målet ≤\N{NARROW NO-BREAK SPACE}4{HARD}%.")


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"outcome": None}, False),
        ({"trend_computed": "unchanged"}, True),
        ({"trend_computed": "better"}, False),
        ({"trend_computed": None}, False),
        ({"level_computed": "better"}, False),  # the level is reached
        ({"status_level": "reached"}, True),
        ({"status_level": "reached", "level_computed": "better"}, False),
        ({"status_level": "reached", "level_computed": "not_evaluated"}, False),  # perhaps it is
        ({"status_level": None}, False),
    ],
)
def test_where_a_level_contradicts_a_status(other: Row, wrong: bool) -> None:
    assert bool(list(check_levels_said(frame(levelled(**other))))) is wrong


# ---- what is left alone, precision and order ----

MANY = range(60)


@pytest.mark.parametrize(
    "founded",
    [
        {"previous_end": date(2015, 12, 31)},
        {"printed_change": 1.0},
        {"change_told": True},
        {"trend_published": "none"},
        {"trend_published": None},
        {"outcome": None},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_trend_with_something_to_compare_with_or_without_figures_is_left_alone(founded: Row) -> None:
    row = goal(trend_published="increased")
    assert len(list(check_unfounded_trends(frame(row)))) == 1
    assert list(check_unfounded_trends(frame(row | founded))) == []


def test_values_of_a_trend_are_told_as_they_are_printed() -> None:
    row = goal(trend_published="increased", trend_computed="decreased", previous_outcome=72.0, previous_decimals=1)
    assert messages(check_trends(frame(row | {"outcome_decimals": 2}))) == [
        "Trenden för Målet är publicerad som ökad, men värdet gick från 72,0 till 70,00."
    ]


def test_what_is_told_of_goals_has_six_decimals_at_most() -> None:
    assert [each.difference for each in check_assessments(frame(goal(shortfall=5.00000014)))] == [5.0]
    assert [each.difference for each in check_assessments(frame(goal(shortfall=5.0000016)))] == [5.000002]
    near, worse = goal(assessment_published="near", shortfall_pct=9.0), goal(assessment_published="worse")
    assert [each.difference for each in check_practice(frame(near, worse | {"shortfall_pct": 1.00000014}))] == [-8.0]
    assert [each.difference for each in check_practice(frame(near, worse | {"shortfall_pct": 1.0000016}))] == [
        -7.999998
    ]


def test_a_level_without_a_target_is_held_against_the_year_before_alone() -> None:
    (found,) = check_levels_said(frame(levelled(target=None)))
    assert found.message == (f"Åtagandet Mindre har statusen «Ordet», men Talet är 7{HARD}% 2016 mot 5,0{HARD}% 2015.")


def test_findings_of_goals_come_in_the_order_of_the_document() -> None:
    names = [f"o{n * 37 % 60}" for n in MANY]
    rows = [goal(organisation=name, label=name, trend_published="increased") for name in names]
    assert messages(check_unfounded_trends(frame(*rows))) == [
        "Trenden för ett mål är publicerad utan att dokumentet har ett tidigare värde i siffror att jämföra med: "
        f"{name}."
        for name in names
    ]
    pairs = [
        goal(organisation=name, label=name, assessment_published=word, shortfall_pct=missed)
        for name in names
        for word, missed in (("near", 9.0), ("worse", 1.0))
    ]
    assert [each.subject for each in check_practice(frame(*pairs))] == names


def test_a_target_of_zero_is_reached_too() -> None:
    row = goal(assessment_published="near", assessment_computed="better", target=0.0, outcome=0.0, distance_side=0)
    assert messages(check_assessments(frame(row))) == [
        "Den publicerade bedömningen av Målet är nära målet, men utfallet 0 når målet 0."
    ]


def test_a_billionth_of_a_percent_is_no_miss_and_no_larger_one() -> None:
    near, worse = goal(assessment_published="near"), goal(assessment_published="worse")
    for missed, harder in ((5.0, 1e-9), (1.0 + 1e-9, 1.0)):
        rows = near | {"shortfall_pct": missed}, worse | {"shortfall_pct": harder}
        assert list(check_practice(frame(*rows))) == []
