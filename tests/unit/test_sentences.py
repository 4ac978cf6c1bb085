"""Sentences made from the figures of the document, word for word."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from analysis.build.database import Built
from analysis.present.goal_text import outcome_text, target_text
from analysis.present.sentences import assessment_reason, distance, finding, trend_reason, unit_note
from analysis.present.why_not import missing_reason
from analysis.report import Report

THIN, HARD = "\u202f", "\u00a0"

Goal = dict[str, Any]
Goals = Callable[[str], Goal]


@pytest.fixture(scope="module")
def goals(built: Built) -> Goals:
    """The goals of KLK 2016 by code."""
    frame = Report(organisation="KLK", year=2016, database=built.path).goals_frame()
    return lambda code: frame.row(by_predicate=pl.col("goal") == code, named=True)


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("etableringar", f"232{HARD}st mot målet 300{HARD}st, alltså 22,7{HARD}% under målet; publicerat Nära målet"),
        ("trygghet", f"41 mot målet 42, alltså 2,4{HARD}% under målet; publicerat Nära målet"),
        ("handelsindex", f"93{HARD}% mot målet 96, alltså 3 under målet; publicerat Nära målet"),
        (
            "processer-steg-8",
            f"32{HARD}% mot målet 40{HARD}%, alltså 8 procentenheter under målet; publicerat Nära målet",
        ),
        ("nojd-inflytande", "39 mot målet 39, alltså precis på målet; publicerat Nära målet"),
        ("delaktighet", "utfall i siffror saknas; publicerat Nära målet"),
        (
            "e-arkiv",
            "mål i siffror saknas (ännu inget värde) och utfall i siffror saknas; publicerat Nära målet",
        ),
    ],
)
def test_why_the_computed_assessment_differs(goals: Goals, goal: str, told: str) -> None:
    assert assessment_reason(goals(goal), "Nära målet") == told


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("sjukfranvaro", "2,9 procentenheter under målet"),
        ("fortatning", ""),  # cirka 1 500
        ("miljocertifierad", "precis på målet"),
        ("delaktighet", ""),
    ],
)
def test_how_far_the_outcome_is_from_the_target(goals: Goals, goal: str, told: str) -> None:
    assert distance(goals(goal)) == told


def test_a_target_of_zero_gives_the_distance_in_steps_and_not_in_percent(goals: Goals) -> None:
    far = {"distance": 3.0, "distance_decimals": 0, "distance_kind": "unit", "distance_side": 1}
    assert distance(goals("etableringar") | {"target": 0.0, "outcome": 3.0} | far) == f"3{HARD}st över målet"


@pytest.mark.parametrize(
    ("goal", "title"),
    [
        ("sjukfranvaro", f"Sjukfrånvaro, total: 4,4{HARD}%, bättre än målet 7,3{HARD}%"),
        (
            "etableringar",
            f"Arbetstillfällen genom etableringar: 232{HARD}st, vilket är 22,7{HARD}% under målet 300{HARD}st",
        ),
        ("fortatning", f"Tätare stad, bostäder i planer: cirka 1{THIN}500{HARD}st, når målet 600{HARD}st"),
        ("nojd-inflytande", "Nöjdhet med möjligheten att påverka: 39, når precis målet 39"),
        ("delaktighet", "Delaktighetsindex: inget utfall 2016, målet är 60"),
        ("e-arkiv", "Påbörjat införande av e-arkiv: varken mål eller utfall i siffror för 2016"),
    ],
)
def test_a_title_says_the_finding(goals: Goals, goal: str, title: str) -> None:
    assert finding(goals(goal)) == title


def test_a_goal_without_target_says_so_in_its_title(goals: Goals) -> None:
    assert finding(goals("trygghet") | {"target": None, "target_asks": None}).endswith(
        ": 41, inget mål i siffror för 2016"
    )


def test_a_goal_without_direction_is_not_called_good_or_bad(goals: Goals) -> None:
    unjudged = {
        "direction": "none",
        "distance": None,
        "unjudged": "no_direction",
        "assessment_computed": "not_evaluated",
    }
    goal = goals("trygghet") | unjudged
    assert finding(goal).endswith(": 41, målet är 42")
    assert missing_reason(goal) == "indikatorn har ingen riktning"


def test_a_target_of_another_organisation_is_not_compared(goals: Goals) -> None:
    goal = goals("forbattringsforslag")
    assert finding(goal) == (
        f"Antal idéer och förbättringsförslag: 8{HARD}st, målet 400{HARD}st gäller Eskilstuna kommun"
    )
    assert distance(goal) == ""
    assert missing_reason(goal) == "målet gäller Eskilstuna kommun, utfallet inte"


def test_what_is_not_known_is_not_written_as_a_figure(goals: Goals) -> None:
    assert (outcome_text(goals("delaktighet")), target_text(goals("e-arkiv"))) == ("", "")


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("sjukfranvaro", "2,1 (2015) → 4,4"),
        ("foretagsklimat", "3,3 (2015) → 3,16"),
        ("avtalstrohet", "tryckt förändring 8"),
        ("etableringar", ""),
    ],
)
def test_what_the_computed_trend_rests_on(goals: Goals, goal: str, told: str) -> None:
    assert trend_reason(goals(goal)) == told


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("handelsindex", "Målet är tryckt som index, utfallet som procent."),
        ("fritidsmojligheter", "Målet är tryckt som procent, utfallet som index."),
        ("trygghet", ""),
        ("delaktighet", ""),
    ],
)
def test_target_and_outcome_in_different_units_are_pointed_out(goals: Goals, goal: str, told: str) -> None:
    assert unit_note(goals(goal)) == told
