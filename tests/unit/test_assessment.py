"""Outcome against target: examples of the document, and laws that hold for every figure."""

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.judge.assessment import allowance, assess, lead
from analysis.judge.goals import judge_goals
from analysis.store.query import ask_sql

RANK = {"worse": 0, "near": 1, "better": 2}
MIRRORED = {"higher": "lower", "lower": "higher"}

#: Figures as printed: at most two decimals, counted in hundredths so that sums stay exact.
hundredths = st.integers(-1_000_000, 1_000_000)
tolerances = st.integers(0, 100)
directions = st.sampled_from(["higher", "lower"])
kinds = st.sampled_from(["relative", "absolute"])
operators = st.sampled_from([None, ">", "<", "≥", "≤", "≈"])


def judged(
    outcome: float | None,
    target: float | None,
    direction: str | None = "higher",
    tolerance: float | None = 5.0,
    kind: str | None = "relative",
    operator: str | None = None,
) -> str:
    now, level, allowed = (pl.lit(figure, dtype=pl.Float64) for figure in (outcome, target, tolerance))
    way, share, sign = (pl.lit(word, dtype=pl.String) for word in (direction, kind, operator))
    verdict: str = pl.select(assess(now, level, way, allowed, share, sign)).item()
    return verdict


@pytest.mark.parametrize(
    ("outcome", "target", "direction", "operator", "expected"),
    [
        pytest.param(232, 300, "higher", None, "worse", id="jobs from new firms, 22.7 % short"),
        pytest.param(3.16, 3.2, "higher", None, "near", id="business climate"),
        pytest.param(39, 39, "higher", None, "better", id="influence, exactly on target"),
        pytest.param(4.4, 7.3, "lower", None, "better", id="sick leave"),
        pytest.param(71, 70, "higher", ">", "better", id="customer index above a strict limit"),
        pytest.param(70, 70, "higher", ">", "near", id="customer index on a strict limit"),
        pytest.param(41, 42, "higher", None, "near", id="safety"),
        pytest.param(93, 96, "higher", None, "near", id="trade index"),
        pytest.param(32, 40, "higher", None, "worse", id="processes at step 8"),
        pytest.param(0, 60, "higher", None, "worse", id="no process has all three"),
        pytest.param(1500, 600, "higher", None, "better", id="homes in plans"),
        pytest.param(95, 100, "higher", None, "near", id="exactly at the tolerance"),
        pytest.param(94.99, 100, "higher", None, "worse", id="just outside the tolerance"),
        pytest.param(7.2, 4, "lower", "≤", "worse", id="sick leave above a highest level"),
        pytest.param(0.1 + 0.2, 0.3, "lower", None, "better", id="binary noise is no miss"),
    ],
)
def test_figures_of_the_document(
    outcome: float, target: float, direction: str, operator: str | None, expected: str
) -> None:
    assert judged(outcome, target, direction, operator=operator) == expected


@pytest.mark.parametrize("operator", [None, "≥", "≤", "≈"])
@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_equality_reaches_the_target(direction: str, operator: str | None) -> None:
    assert judged(75, 75, direction, operator=operator) == "better"


@pytest.mark.parametrize(("direction", "operator"), [("higher", ">"), ("lower", "<")])
def test_equality_misses_a_strict_limit(direction: str, operator: str) -> None:
    assert judged(5, 5, direction, operator=operator, tolerance=0) == "near"


@pytest.mark.parametrize(
    ("outcome", "target", "direction"),
    [(None, 60, "higher"), (25, None, "higher"), (16, 16, "none"), (16, 16, None), (None, None, None)],
)
def test_nothing_is_judged_without_knowledge(
    outcome: float | None, target: float | None, direction: str | None
) -> None:
    assert judged(outcome, target, direction) == "not_evaluated"


def test_without_tolerance_a_miss_is_worse() -> None:
    assert judged(59.99, 60, tolerance=None, kind=None) == "worse"


def test_absolute_tolerance_counts_steps_of_the_unit() -> None:
    assert [judged(figure, 10, tolerance=2, kind="absolute") for figure in (8, 7.9)] == ["near", "worse"]


def test_relative_tolerance_of_a_negative_target_is_a_share_of_its_size() -> None:
    assert [judged(figure, -100) for figure in (-100, -105, -106)] == ["better", "near", "worse"]


@given(hundredths, hundredths, hundredths, tolerances, kinds, operators)
def test_raising_an_outcome_never_worsens_a_higher_is_better_goal(
    one: int, other: int, target: int, tolerance: int, kind: str, operator: str | None
) -> None:
    low, high = (judged(n / 100, target / 100, "higher", tolerance, kind, operator) for n in sorted((one, other)))
    assert RANK[low] <= RANK[high]


@given(hundredths, hundredths, hundredths, tolerances, kinds, operators)
def test_raising_an_outcome_never_betters_a_lower_is_better_goal(
    one: int, other: int, target: int, tolerance: int, kind: str, operator: str | None
) -> None:
    low, high = (judged(n / 100, target / 100, "lower", tolerance, kind, operator) for n in sorted((one, other)))
    assert RANK[low] >= RANK[high]


@given(hundredths, hundredths, directions, tolerances, kinds, operators)
def test_turning_the_scale_around_changes_nothing(
    outcome: int, target: int, direction: str, tolerance: int, kind: str, operator: str | None
) -> None:
    straight = judged(outcome / 100, target / 100, direction, tolerance, kind, operator)
    assert judged(-outcome / 100, -target / 100, MIRRORED[direction], tolerance, kind, operator) == straight


@given(hundredths, hundredths, directions, tolerances, st.sampled_from([0.001, 0.1, 10, 1000, 1_000_000]), operators)
def test_relative_tolerance_does_not_depend_on_the_unit(
    outcome: int, target: int, direction: str, tolerance: int, factor: float, operator: str | None
) -> None:
    scaled = judged(outcome / 100 * factor, target / 100 * factor, direction, tolerance, "relative", operator)
    assert scaled == judged(outcome / 100, target / 100, direction, tolerance, "relative", operator)


@given(hundredths, hundredths, directions, tolerances, hundredths, operators)
def test_absolute_tolerance_does_not_depend_on_the_zero_point(
    outcome: int, target: int, direction: str, tolerance: int, shift: int, operator: str | None
) -> None:
    moved = judged((outcome + shift) / 100, (target + shift) / 100, direction, tolerance, "absolute", operator)
    assert moved == judged(outcome / 100, target / 100, direction, tolerance, "absolute", operator)


@given(hundredths, hundredths, directions, tolerances, tolerances, kinds, operators)
def test_a_larger_tolerance_never_worsens(
    outcome: int, target: int, direction: str, one: int, other: int, kind: str, operator: str | None
) -> None:
    strict, lenient = (judged(outcome / 100, target / 100, direction, t, kind, operator) for t in sorted((one, other)))
    assert RANK[strict] <= RANK[lenient]


@given(hundredths, directions, tolerances, kinds)
def test_an_outcome_on_target_reaches_it_whatever_the_tolerance(
    figure: int, direction: str, tolerance: int, kind: str
) -> None:
    assert judged(figure / 100, figure / 100, direction, tolerance, kind) == "better"


@given(hundredths, tolerances, kinds)
def test_an_allowance_is_never_negative(target: int, tolerance: int, kind: str) -> None:
    assert pl.select(allowance(pl.lit(target / 100), pl.lit(float(tolerance)), pl.lit(kind))).item() >= 0


@pytest.mark.parametrize(("direction", "expected"), [("higher", -68.0), ("lower", 68.0), ("none", None), (None, None)])
def test_lead_is_measured_towards_the_good_side(direction: str | None, expected: float | None) -> None:
    assert pl.select(lead(pl.lit(232.0), pl.lit(300.0), pl.lit(direction, dtype=pl.String))).item() == expected


def test_a_missed_target_is_told_in_the_unit_and_in_percent(database: duckdb.DuckDBPyConnection) -> None:
    jobs = ask_sql(database, "FROM goal_basis WHERE document = 'annual-2016' AND goal = 'etableringar'")
    (verdict,) = judge_goals(jobs).select("shortfall", "shortfall_pct", "assessment_computed").rows()
    assert verdict == (68.0, pytest.approx(22.667, abs=0.001), "worse")


def test_every_goal_is_judged_once(database: duckdb.DuckDBPyConnection) -> None:
    basis = ask_sql(database, "FROM goal_basis")
    assert judge_goals(basis).select("document", "goal").rows() == basis.select("document", "goal").rows()


def test_figures_judge_otherwise_where_they_judge_and_not_as_was_published(
    database: duckdb.DuckDBPyConnection,
) -> None:
    sql = "SELECT DISTINCT assessment_published, assessment_computed, judged_otherwise FROM goal_measure_detail"
    rows = ask_sql(database, sql).rows()
    assert {(published, computed) for published, computed, otherwise in rows if otherwise} == {
        ("near", "better"),
        ("near", "worse"),
        ("worse", "near"),
        ("not_evaluated", "better"),
    }
    alike = {("better", "better"), ("near", "near"), ("worse", "worse"), ("not_evaluated", "not_evaluated")}
    silent = {("near", "not_evaluated"), ("worse", "not_evaluated")}
    unpublished = {(None, "better"), (None, "near"), (None, "worse"), (None, "not_evaluated")}
    assert {(published, computed) for published, computed, otherwise in rows if not otherwise} == (
        alike | silent | unpublished
    )
