"""Points of an evaluation: what is said where points and shares do not agree."""

import polars as pl
import pytest

from analysis.build import Built
from analysis.present.score_table import rounding_note
from analysis.report import Report

WHOLE = "Poängen är tryckta i hela tal, andelarna är inte räknade på dem: de behöver inte gå jämnt ut."
AREA_5 = "Går inte ihop: Område 5: 64 av 100 poäng är 64,0 %, men 62 % står."
QUESTION_5_5 = "Går inte ihop: 5.5: 9 av 20 poäng är 45,0 %, men 37 % står."


@pytest.fixture
def evaluation(built: Built) -> Report:
    """The evaluation of 2011."""
    return Report(organisation="EK", year=2011, database=built.path)


def points(achieved: float, most: float, percent: float | None) -> pl.DataFrame:
    row = {"achieved": achieved, "max": most, "percent": percent}
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
    [(64, 100, 64, []), (64, 100, None, []), (9, 20, 45, []), (9, 20, 48, [WHOLE]), (9, 20, 42, [WHOLE])],
)
def test_a_share_that_is_not_of_its_whole_points_is_explained(
    achieved: float, most: float, percent: float | None, notes: list[str]
) -> None:
    assert rounding_note(points(achieved, most, percent)) == notes
