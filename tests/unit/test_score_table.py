"""Points of an evaluation: what is said where points and shares do not agree."""

import polars as pl
import pytest

from analysis.build import Built
from analysis.present.score_table import area_score_table
from analysis.report import Report

HARD = "\u00a0"
WHOLE = "Poängen är tryckta i hela tal, andelarna är inte räknade på dem: de behöver inte gå jämnt ut."
AREA_5 = f"5. Resultat och effektivitet: 64 av 100 är 64{HARD}%, men 62{HARD}% är tryckt."
QUESTION_5_5 = f"5.5 Jämförelser som led i utvecklingen: 9 av 20 är 45{HARD}%, men 37{HARD}% är tryckt."


@pytest.fixture
def evaluation(built: Built) -> Report:
    """The evaluation of 2011."""
    return Report(organisation="EK", year=2011, database=built.path)


def areas(achieved: float, most: float, percent: float | None) -> pl.DataFrame:
    row = {"area_no": 1, "area": "Ledarskap", "achieved": achieved, "max": most, "percent": percent, "summed": achieved}
    return pl.DataFrame([row], schema_overrides={"percent": pl.Float64})


def test_the_area_whose_printed_share_is_not_that_of_its_points_is_named(evaluation: Report) -> None:
    assert list(evaluation.evaluation_areas().notes) == [AREA_5]


def test_questions_say_that_points_are_whole_and_which_share_not_even_that_explains(evaluation: Report) -> None:
    assert list(evaluation.evaluation_questions().notes) == [WHOLE, QUESTION_5_5]


def test_the_strongest_and_weakest_questions_say_that_points_are_whole(evaluation: Report) -> None:
    assert list(evaluation.evaluation_questions(strongest=True).notes) == [WHOLE]
    assert list(evaluation.evaluation_questions(weakest=True).notes) == [WHOLE]


def test_the_profile_says_below_the_picture_what_its_table_says(evaluation: Report) -> None:
    assert list(evaluation.evaluation_profile().table.notes) == [AREA_5]
    assert str(evaluation.evaluation_profile().html).count("men 62") == 1


@pytest.mark.parametrize(
    ("achieved", "most", "percent", "notes"),
    [
        (64, 100, 64, []),
        (64, 100, None, []),
        (9, 20, 45, []),
        # Half a point of 20 is 2.5 %, and a share is itself rounded by half a percent.
        (9, 20, 48, [WHOLE]),
        (9, 20, 42, [WHOLE]),
        (9, 20, 49, [f"1. Ledarskap: 9 av 20 är 45{HARD}%, men 49{HARD}% är tryckt."]),
        (9, 20, 41, [f"1. Ledarskap: 9 av 20 är 45{HARD}%, men 41{HARD}% är tryckt."]),
        (64, 100, 62, [f"1. Ledarskap: 64 av 100 är 64{HARD}%, men 62{HARD}% är tryckt."]),
    ],
)
def test_points_and_shares_may_differ_by_their_rounding(
    achieved: float, most: float, percent: float | None, notes: list[str]
) -> None:
    assert list(area_score_table(areas(achieved, most, percent), "Poäng", "").notes) == notes
