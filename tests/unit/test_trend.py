"""Movement since an earlier value."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.judge.trend import change, judge_trend

VALUE_MIRROR = {"increased": "decreased", "decreased": "increased", "unchanged": "unchanged"}
MIRRORED = {"higher": "lower", "lower": "higher"}

hundredths = st.integers(-1_000_000, 1_000_000)
directions = st.sampled_from(["higher", "lower"])


def trend(
    outcome: float | None,
    previous: float | None,
    direction: str | None = "higher",
    scale: str = "value",
    printed_change: float | None = None,
) -> str | None:
    now, before, step = (pl.lit(figure, dtype=pl.Float64) for figure in (outcome, previous, printed_change))
    word: str | None = pl.select(
        judge_trend(now, before, step, pl.lit(direction, dtype=pl.String), pl.lit(scale))
    ).item()
    return word


@pytest.mark.parametrize(
    ("outcome", "previous", "direction", "scale", "expected"),
    [
        pytest.param(39, 38, "higher", "value", "increased", id="influence 38 to 39"),
        pytest.param(3.16, 3.3, "higher", "value", "decreased", id="business climate 3.3 to 3.16"),
        pytest.param(4.4, 2.1, "lower", "value", "increased", id="sick leave rose: the value rose"),
        pytest.param(7.2, 5.8, "lower", "improvement", "worse", id="sick leave rose: that is worse"),
        pytest.param(71, 70, "higher", "improvement", "better", id="customer index 70 to 71"),
        pytest.param(11, 13, "higher", "improvement", "worse", id="units with scorecards 13 to 11"),
        pytest.param(3, 3, "higher", "improvement", "unchanged", id="e-services 3 to 3"),
        pytest.param(3, 3, "none", "value", "unchanged", id="a value stands still without a direction"),
    ],
)
def test_figures_of_the_document(outcome: float, previous: float, direction: str, scale: str, expected: str) -> None:
    assert trend(outcome, previous, direction, scale) == expected


@pytest.mark.parametrize("scale", ["value", "improvement"])
@pytest.mark.parametrize(("outcome", "previous"), [(56, None), (None, 70), (None, None)])
def test_no_earlier_value_no_trend(outcome: float | None, previous: float | None, scale: str) -> None:
    assert trend(outcome, previous, scale=scale) is None


@pytest.mark.parametrize("direction", ["none", None])
def test_movement_without_direction_is_no_improvement(direction: str | None) -> None:
    assert trend(18, 16, direction, "improvement") is None


def test_a_printed_change_serves_when_the_earlier_value_is_not_known() -> None:
    assert trend(75, None, printed_change=8) == "increased"


def test_an_earlier_value_goes_before_a_printed_change() -> None:
    assert trend(75, 80, printed_change=8) == "decreased"


def test_the_change_is_counted_from_the_earlier_value() -> None:
    figures = pl.DataFrame({"now": [75.0, 75.0, None], "before": [74.0, None, 3.0], "printed": [8.0, 8.0, None]})
    steps = figures.select(change(pl.col("now"), pl.col("before"), pl.col("printed"))).to_series()
    assert steps.to_list() == [1.0, 8.0, None]


@given(hundredths, hundredths, directions)
def test_time_reversed_turns_the_trend(outcome: int, previous: int, direction: str) -> None:
    forwards, backwards = (
        trend(outcome / 100, previous / 100, direction),
        trend(previous / 100, outcome / 100, direction),
    )
    assert forwards is not None
    assert VALUE_MIRROR[forwards] == backwards


@given(hundredths, hundredths, directions)
def test_improvement_does_not_depend_on_which_way_the_scale_runs(outcome: int, previous: int, direction: str) -> None:
    straight = trend(outcome / 100, previous / 100, direction, "improvement")
    assert trend(-outcome / 100, -previous / 100, MIRRORED[direction], "improvement") == straight


@given(hundredths, hundredths)
def test_the_two_scales_agree_when_higher_is_better(outcome: int, previous: int) -> None:
    words = {"increased": "better", "decreased": "worse", "unchanged": "unchanged"}
    by_value = trend(outcome / 100, previous / 100, "higher", "value")
    assert by_value is not None
    assert trend(outcome / 100, previous / 100, "higher", "improvement") == words[by_value]


@given(hundredths, hundredths, hundredths)
def test_the_trend_does_not_depend_on_the_zero_point(outcome: int, previous: int, shift: int) -> None:
    assert trend((outcome + shift) / 100, (previous + shift) / 100) == trend(outcome / 100, previous / 100)


@given(hundredths, directions, st.sampled_from(["value", "improvement"]))
def test_standing_still_is_unchanged_in_every_scale(figure: int, direction: str, scale: str) -> None:
    assert trend(figure / 100, figure / 100, direction, scale) == "unchanged"
