"""Movement since an earlier value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.judge.interval import interval_of
from analysis.judge.trend import judge_trend, moved, way

VALUE_MIRROR = {"increased": "decreased", "decreased": "increased", "unchanged": "unchanged"}
MIRRORED = {"higher": "lower", "lower": "higher"}

hundredths = st.integers(-1_000_000, 1_000_000)
directions = st.sampled_from(["higher", "lower"])
Number = float | str | Decimal


def trend(
    outcome: Number | None,
    previous: Number | None,
    direction: str = "higher",
    scale: str = "value",
    signs: tuple[str | None, str | None] = (None, None),
) -> str | None:
    now, before = (
        None if figure is None else interval_of(Decimal(str(figure)), sign)
        for figure, sign in zip((outcome, previous), signs, strict=True)
    )
    return judge_trend(moved(now, before), direction, scale)


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


def test_movement_without_direction_is_no_improvement() -> None:
    assert trend(18, 16, "none", "improvement") is None


@pytest.mark.parametrize(
    ("outcome", "previous", "signs", "expected"),
    [
        (5, 7, ("<", None), "decreased"),
        (5, 5, ("<", None), "decreased"),
        (5, 4, ("<", None), None),
        (5, 9, ("<", "<"), None),
        (5, 3, (">", "<"), None),
        (80, 80, ("≈", None), None),
        (80, 80, ("drygt", None), "increased"),
        (1500, 800, ("≈", "≈"), "increased"),
    ],
)
def test_signs_say_no_more_than_they_say(
    outcome: int, previous: int, signs: tuple[str | None, str | None], expected: str | None
) -> None:
    assert trend(outcome, previous, signs=signs) == expected


@pytest.mark.parametrize(("change", "expected"), [("8", 1), ("-0.25", -1), ("0", 0), ("0.0", 0)])
def test_a_printed_change_goes_a_way(change: str, expected: int) -> None:
    assert way(Decimal(change)) == expected


@given(hundredths, hundredths, directions)
def test_time_reversed_turns_the_trend(outcome: int, previous: int, direction: str) -> None:
    forwards, backwards = trend(outcome, previous, direction), trend(previous, outcome, direction)
    assert forwards is not None
    assert VALUE_MIRROR[forwards] == backwards


@given(hundredths, hundredths, directions)
def test_improvement_does_not_depend_on_which_way_the_scale_runs(outcome: int, previous: int, direction: str) -> None:
    straight = trend(outcome, previous, direction, "improvement")
    assert trend(-outcome, -previous, MIRRORED[direction], "improvement") == straight


@given(hundredths, hundredths)
def test_the_two_scales_agree_when_higher_is_better(outcome: int, previous: int) -> None:
    words = {"increased": "better", "decreased": "worse", "unchanged": "unchanged"}
    by_value = trend(outcome, previous, "higher", "value")
    assert by_value is not None
    assert trend(outcome, previous, "higher", "improvement") == words[by_value]


@given(hundredths, hundredths, st.integers(-6, 6))
def test_the_trend_does_not_depend_on_the_unit(outcome: int, previous: int, power: int) -> None:
    factor = Decimal(10) ** power
    assert trend(outcome * factor, previous * factor) == trend(outcome, previous)


@given(hundredths, directions, st.sampled_from(["value", "improvement"]))
def test_standing_still_is_unchanged_in_every_scale(figure: int, direction: str, scale: str) -> None:
    assert trend(figure, figure, direction, scale) == "unchanged"
