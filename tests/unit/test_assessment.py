"""Outcome against target: examples of documents, and laws that hold for every figure."""

from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.base.vocabulary import Assessment
from analysis.judge.assessment import Aim, allowance, assess
from analysis.judge.interval import Interval, interval_of
from analysis.judge.units import SAME, Factor
from analysis.store.query import ask_sql

RANK = {"worse": 0, "near": 1, "better": 2}
MIRRORED = {"higher": "lower", "lower": "higher"}
TURNED = {">": "<", "<": ">", "≥": "≤", "≤": "≥", "≈": "≈", "drygt": "knappt", "knappt": "drygt", None: None}

#: Figures as printed: at most two decimals, counted in hundredths.
hundredths = st.integers(-1_000_000, 1_000_000)
tolerances = st.integers(0, 100)
directions = st.sampled_from(["higher", "lower"])
kinds = st.sampled_from(["relative", "absolute"])
operators = st.sampled_from([None, ">", "<", "≥", "≤", "≈", "drygt", "knappt"])


def printed(number: str | int | float | Decimal) -> Decimal:
    return Decimal(str(number))


def judged(
    outcome: float | str | Decimal | None,
    target: float | str | Decimal | None,
    direction: str = "higher",
    tolerance: float | str | None = "5",
    kind: str | None = "relative",
    operator: str | None = None,
    sign: str | None = None,
) -> str:
    now = None if outcome is None else interval_of(printed(outcome), sign)
    aim = None
    if target is not None:
        level = printed(target)
        allowed = allowance(level, SAME, None if tolerance is None else printed(tolerance), kind)
        aim = Aim(level, operator, allowed)
    return str(assess(now, aim, direction))


@pytest.mark.parametrize(
    ("outcome", "target", "direction", "operator", "expected"),
    [
        pytest.param(232, 300, "higher", None, "worse", id="jobs from new firms, 22.7 % short"),
        pytest.param("3.16", "3.2", "higher", None, "near", id="business climate"),
        pytest.param(39, 39, "higher", None, "better", id="influence, exactly on target"),
        pytest.param("4.4", "7.3", "lower", None, "better", id="sick leave"),
        pytest.param(71, 70, "higher", ">", "better", id="customer index above a strict limit"),
        pytest.param(70, 70, "higher", ">", "near", id="customer index on a strict limit"),
        pytest.param(41, 42, "higher", None, "near", id="safety"),
        pytest.param(93, 96, "higher", None, "near", id="trade index"),
        pytest.param(32, 40, "higher", None, "worse", id="processes at step 8"),
        pytest.param(0, 60, "higher", None, "worse", id="no process has all three"),
        pytest.param(1500, 600, "higher", None, "better", id="homes in plans"),
        pytest.param(95, 100, "higher", None, "near", id="exactly at the tolerance"),
        pytest.param("94.99", 100, "higher", None, "worse", id="just outside the tolerance"),
        pytest.param("7.2", 4, "lower", "≤", "worse", id="sick leave above a highest level"),
        pytest.param("0.285", "0.3", "higher", None, "near", id="exactly at the tolerance of a small figure"),
        pytest.param(57, 60, "higher", None, "near", id="three of sixty"),
        pytest.param("2000000001", "2000000000", "lower", None, "near", id="one of two thousand million"),
        pytest.param("123456789012.34", "123456789012.35", "higher", None, "near", id="a hundredth of many digits"),
    ],
)
def test_figures_of_documents(
    outcome: float | str, target: float | str, direction: str, operator: str | None, expected: str
) -> None:
    assert judged(outcome, target, direction, operator=operator) == expected


@pytest.mark.parametrize(("direction", "outcome"), [("lower", "2000000001"), ("higher", "1999999999")])
def test_one_of_many_is_a_miss(direction: str, outcome: str) -> None:
    assert judged(outcome, "2000000000", direction, tolerance=None) == "worse"


@pytest.mark.parametrize("operator", [None, "≥", "≈"])
def test_equality_reaches_the_target(operator: str | None) -> None:
    assert judged(75, 75, "higher", operator=operator) == "better"
    assert judged(75, 75, "lower", operator=TURNED[operator]) == "better"


@pytest.mark.parametrize(("direction", "operator"), [("higher", ">"), ("lower", "<")])
def test_equality_misses_a_strict_limit(direction: str, operator: str) -> None:
    assert judged(5, 5, direction, operator=operator, tolerance=0) == "worse"
    assert judged(5, 5, direction, operator=operator, tolerance=1) == "near"


@pytest.mark.parametrize(
    ("outcome", "target", "direction"),
    [(None, 60, "higher"), (25, None, "higher"), (16, 16, "none"), (None, None, "higher")],
)
def test_nothing_is_judged_without_knowledge(outcome: float | None, target: float | None, direction: str) -> None:
    assert judged(outcome, target, direction) == "not_evaluated"


@pytest.mark.parametrize(("direction", "operator"), [("higher", "≤"), ("higher", "<"), ("lower", "≥"), ("lower", ">")])
@pytest.mark.parametrize("outcome", [60, 75, 90])
def test_a_limit_against_the_direction_judges_nothing(direction: str, operator: str, outcome: int) -> None:
    assert judged(outcome, 75, direction, operator=operator) == "not_evaluated"


@pytest.mark.parametrize(
    ("sign", "outcome", "target", "direction", "operator", "expected"),
    [
        ("<", 5, 3, "lower", None, "not_evaluated"),
        ("<", 3, 5, "lower", None, "better"),
        (">", 80, 95, "higher", None, "not_evaluated"),
        (">", 95, 80, "higher", None, "better"),
        (">", 5, 3, "lower", None, "worse"),
        ("<", 5, 5, "lower", "<", "better"),
        ("≤", 5, 5, "lower", "<", "not_evaluated"),
        (">", 95, 95, "higher", ">", "better"),
        ("≥", 95, 95, "higher", None, "better"),
        ("<", 95, 100, "higher", None, "worse"),
        ("<", 97, 100, "higher", None, "not_evaluated"),
        ("≈", 1500, 600, "higher", None, "better"),
        ("≈", 80, 80, "higher", None, "not_evaluated"),
        ("drygt", 80, 80, "higher", ">", "better"),
        ("knappt", 80, 80, "higher", None, "not_evaluated"),
    ],
)
def test_a_figure_with_a_sign_is_judged_when_all_that_it_may_be_says_the_same(
    sign: str, outcome: int, target: int, direction: str, operator: str | None, expected: str
) -> None:
    assert judged(outcome, target, direction, operator=operator, sign=sign) == expected


def test_without_tolerance_a_miss_is_worse() -> None:
    assert judged("59.99", 60, tolerance=None, kind=None) == "worse"


def test_a_miss_is_not_judged_where_nobody_can_say_what_is_near() -> None:
    aim = Aim(Decimal(60), None, None)
    assert [str(assess(interval_of(Decimal(now)), aim, "higher")) for now in (61, 59)] == ["better", "not_evaluated"]


def test_absolute_tolerance_counts_steps_of_the_unit() -> None:
    assert [judged(figure, 10, tolerance=2, kind="absolute") for figure in (8, 7.9)] == ["near", "worse"]


def test_absolute_tolerance_is_in_the_indicators_unit() -> None:
    target, thousand = Decimal("1.00"), Factor(Decimal(1), Decimal(1000))
    assert allowance(target, thousand, Decimal(50), "absolute") == Decimal("0.050")
    assert allowance(target, None, Decimal(50), "absolute") is None
    assert allowance(target, None, Decimal(50), "relative") == Decimal("0.5")
    assert allowance(target, None, None, None) == 0


def test_relative_tolerance_of_a_negative_target_is_a_share_of_its_size() -> None:
    assert [judged(figure, -100) for figure in (-100, -105, -106)] == ["better", "near", "worse"]


def shifted(value: int, factor: Decimal = Decimal(1)) -> Decimal:
    return Decimal(value) / 100 * factor


@given(hundredths, hundredths, hundredths, tolerances, kinds, st.sampled_from([None, ">", "≥", "≈", "drygt"]))
def test_raising_an_outcome_never_worsens_a_higher_is_better_goal(
    one: int, other: int, target: int, tolerance: int, kind: str, operator: str | None
) -> None:
    low, high = (judged(shifted(n), shifted(target), "higher", tolerance, kind, operator) for n in sorted((one, other)))
    assert RANK[low] <= RANK[high]


@given(hundredths, hundredths, directions, tolerances, kinds, operators, operators)
def test_turning_the_scale_around_changes_nothing(
    outcome: int, target: int, direction: str, tolerance: int, kind: str, operator: str | None, sign: str | None
) -> None:
    straight = judged(shifted(outcome), shifted(target), direction, tolerance, kind, operator, sign)
    turned = judged(
        -shifted(outcome), -shifted(target), MIRRORED[direction], tolerance, kind, TURNED[operator], TURNED[sign]
    )
    assert turned == straight


@given(hundredths, hundredths, directions, tolerances, st.integers(-6, 6), operators)
def test_relative_tolerance_does_not_depend_on_the_unit(
    outcome: int, target: int, direction: str, tolerance: int, power: int, operator: str | None
) -> None:
    factor = Decimal(10) ** power
    scaled = judged(shifted(outcome, factor), shifted(target, factor), direction, tolerance, "relative", operator)
    assert scaled == judged(shifted(outcome), shifted(target), direction, tolerance, "relative", operator)


@given(hundredths, hundredths, directions, tolerances, hundredths, operators)
def test_absolute_tolerance_does_not_depend_on_the_zero_point(
    outcome: int, target: int, direction: str, tolerance: int, shift: int, operator: str | None
) -> None:
    moved = judged(shifted(outcome + shift), shifted(target + shift), direction, tolerance, "absolute", operator)
    assert moved == judged(shifted(outcome), shifted(target), direction, tolerance, "absolute", operator)


@given(hundredths, hundredths, directions, tolerances, tolerances, kinds, st.sampled_from([None, "≈"]))
def test_a_larger_tolerance_never_worsens(
    outcome: int, target: int, direction: str, one: int, other: int, kind: str, operator: str | None
) -> None:
    strict, lenient = (
        judged(shifted(outcome), shifted(target), direction, allowed, kind, operator)
        for allowed in sorted((one, other))
    )
    assert RANK[strict] <= RANK[lenient]


@given(hundredths, directions, tolerances, kinds)
def test_an_outcome_on_target_reaches_it_whatever_the_tolerance(
    figure: int, direction: str, tolerance: int, kind: str
) -> None:
    assert judged(shifted(figure), shifted(figure), direction, tolerance, kind) == "better"


@given(hundredths, hundredths, hundredths, hundredths, directions, operators)
def test_knowing_more_never_turns_a_judgement_into_another(
    low: int, high: int, within: int, target: int, direction: str, operator: str | None
) -> None:
    ends = sorted((low, high, within))
    aim = Aim(shifted(target), operator, abs(shifted(target)) / 20)
    wide = assess(Interval(shifted(ends[0]), shifted(ends[2])), aim, direction)
    narrow = assess(interval_of(shifted(ends[1])), aim, direction)
    assert wide in (narrow, Assessment.NOT_EVALUATED)


@given(hundredths, tolerances, kinds)
def test_an_allowance_is_never_negative(target: int, tolerance: int, kind: str) -> None:
    allowed = allowance(shifted(target), SAME, Decimal(tolerance), kind)
    assert allowed is not None
    assert allowed >= 0


def test_a_missed_target_is_told_in_the_unit_and_in_percent(database: duckdb.DuckDBPyConnection) -> None:
    sql = "FROM goal_basis WHERE document = 'annual-2016' AND goal = 'etableringar'"
    (verdict,) = ask_sql(database, sql).select("shortfall", "shortfall_pct", "assessment_computed").rows()
    assert verdict == (68.0, pytest.approx(22.667, abs=0.001), "worse")


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


def test_a_rough_word_reaches_a_step_of_the_figures_last_digit() -> None:
    """Drygt 4 300 is between 4 300 and 4 400, knappt as far below, cirka half a step to each side."""
    reach = {word: interval_of(Decimal(4300), word) for word in ("drygt", "knappt", "≈")}
    assert reach["drygt"] == Interval(Decimal(4300), Decimal(4400), low_open=True)
    assert reach["knappt"] == Interval(Decimal(4200), Decimal(4300), high_open=True)
    assert reach["≈"] == Interval(Decimal(4250), Decimal(4350))
    assert interval_of(Decimal(4300), "drygt", width=Decimal(20)).high == 4320
