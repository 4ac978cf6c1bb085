"""Figures in prose agree with their rows at the precision that is printed."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.judge.claims import agrees


def verdict(printed: float, decimals: int, recomputed: float | None, slack: float = 0.0) -> bool | None:
    figures = pl.lit(printed), pl.lit(decimals), pl.lit(recomputed, dtype=pl.Float64), pl.lit(slack)
    answer: bool | None = pl.select(agrees(*figures)).item()
    return answer


@pytest.mark.parametrize(
    ("printed", "decimals", "recomputed", "expected"),
    [
        pytest.param(359.4, 1, 359.380, True, id="income in mnkr, table in tkr"),
        pytest.param(304, 0, 304.225, True, id="operating grant without decimals"),
        pytest.param(18.7, 1, 18.698, True, id="result"),
        pytest.param(1.2, 1, 100 * 3.4 / 273.3, True, id="a share of two table cells"),
        pytest.param(49, 0, 49, True, id="a count"),
        pytest.param(48, 0, 49, False, id="a count that is one off"),
        pytest.param(5, 0, 3.5, False, id="staff costs said 5, table 3.5"),
        pytest.param(273.4, 1, 273.3, False, id="budget said 273.4, table 273.3"),
        pytest.param(1.6, 1, 1.9, False, id="surplus said 1.6, table 1.9"),
        pytest.param(-138, 0, -138, True, id="a negative figure"),
        pytest.param(-138, 0, 138, False, id="the sign counts"),
        pytest.param(2, 0, 1.8, True, id="rounded up"),
        pytest.param(18.7, 1, 18.65, True, id="half a step away still rounds to it"),
        pytest.param(18.7, 1, 18.649, False, id="more than half a step away"),
    ],
)
def test_precision_is_that_of_the_printed_figure(
    printed: float, decimals: int, recomputed: float, expected: bool
) -> None:
    assert verdict(printed, decimals, recomputed) is expected


def test_the_rounding_of_the_rows_widens_what_agrees() -> None:
    assert [verdict(274, 0, 300, slack) for slack in (0.0, 25.0, 50.0)] == [False, False, True]


def test_a_figure_that_nothing_supports_is_neither_right_nor_wrong() -> None:
    assert verdict(5, 0, None) is None


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_figure_agrees_with_what_it_was_rounded_from(thousandths: int, decimals: int) -> None:
    exact = thousandths / 1000
    assert verdict(round(exact, decimals), decimals, exact) is True


@given(st.integers(-(10**6), 10**6), st.integers(0, 2), st.sampled_from([-1, 1]))
def test_a_figure_never_agrees_with_its_neighbour_in_the_last_decimal(steps: int, decimals: int, step: int) -> None:
    assert verdict(steps / 10**decimals, decimals, (steps + step) / 10**decimals) is False
