"""How signs of money are read: which way amounts are good, what a variance says, and what is not known."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.rows import cell, frame, money_table, parts_of, stated, with_signs

from analysis.judge.checks.sums import check_sums
from analysis.judge.checks.variances import check_variances

INCOME = {"statement": "income_statement"}
#: Columns actual, budget, variance: income, staff, other, result; costs without a minus, plus is better.
FAVOURABLE = ((100, 90, 10), (50, 55, 5), (30, 28, -2), (20, 7, 13))
MINUS = "\N{MINUS SIGN}"


def read(lines: pl.DataFrame, what: str, *more: Any) -> list[Any]:  # noqa: ANN401 - sums and what is set
    """One answer a line."""
    signs = with_signs(lines, *more)
    return signs.unique(["statement", "line_no"], keep="first", maintain_order=True)[what].to_list()


def found(lines: pl.DataFrame, sums: pl.DataFrame | None = None, *more: pl.DataFrame) -> list[tuple[str, str]]:
    """Where the checks find what, in sums and variances."""
    signs = with_signs(lines, sums, *more)
    every = [*check_variances(signs), *([] if sums is None else check_sums(signs, sums))]
    return [(each.subject, each.severity) for each in every]


# ---- the cases ----


@pytest.mark.parametrize("statement", ["department", "unit", "operating_account"])
def test_more_spent_than_the_budget_is_worse_where_costs_have_no_minus(statement: str) -> None:
    lines = money_table((100, 120, -20), measures=("budget", "actual", "variance"), statement=statement)
    assert read(lines, "plus_is_good") == [1]
    assert read(lines, "more_is_good") == [-1]
    assert (read(lines, "costs"), read(lines, "variance")) == (["positive"], ["favourable"])


@pytest.mark.parametrize("sums", [None, parts_of(4, 1, -2, -3, **INCOME)], ids=["found", "given"])
def test_variances_that_say_what_is_good_are_no_contradiction(sums: pl.DataFrame | None) -> None:
    lines = money_table(*FAVOURABLE, result=True, **INCOME)
    assert found(lines, sums) == []
    assert read(lines, "more_is_good", sums) == [1, -1, -1, 1]
    assert read(lines, "variance_is", sums) == [1, -1, -1, 1]
    assert read(lines, "plus_is_good", sums) == [1, 1, 1, 1]
    assert read(lines, "is_result", sums) == [False, False, False, True]


@pytest.mark.parametrize("sums", [None, parts_of(4, 1, -2, -3, **INCOME)], ids=["found", "given"])
def test_a_wrong_sign_in_such_a_statement_is_told_once(sums: pl.DataFrame | None) -> None:
    staff = (50, 55, -5)
    lines = money_table(FAVOURABLE[0], staff, *FAVOURABLE[2:], result=True, **INCOME)
    assert found(lines, sums) == [("Rad 2, avvikelse 2016", "error")]


def test_a_wrong_sign_of_the_result_is_told_once() -> None:
    lines = money_table(*FAVOURABLE[:3], (20, 7, -13), result=True, **INCOME)
    assert found(lines, parts_of(4, 1, -2, -3, **INCOME)) == [("Rad 4, avvikelse 2016", "error")]


@pytest.mark.parametrize("statement", ["balance_sheet", "cash_flow", "other", "variance_explanation", "investment"])
def test_what_is_neither_good_nor_bad_has_no_good_sign(statement: str) -> None:
    measures = ("actual", "forecast", "variance") if statement == "cash_flow" else ("actual", "budget", "variance")
    lines = money_table((120, 100, 20), (70, 60, 10), statement=statement, measures=measures)
    assert set(read(lines, "plus_is_good")) == set(read(lines, "more_is_good")) == {0}


def test_a_cash_flow_with_a_budget_is_read_as_an_income_statement() -> None:
    lines = money_table(*FAVOURABLE, result=True, statement="cash_flow")
    assert read(lines, "plus_is_good") == [1, 1, 1, 1]


# ---- which way amounts are good ----


@pytest.mark.parametrize(
    ("rows", "way"),
    [
        (((100, 90), (-50, -55), (-30, -28), (20, 7)), 1),  # what cancels out is more than what is left
        (((1250, 1200), (-9620, -9500), (-8370, -8300)), 1),  # less than nothing is left
        (((-50, -55), (-30, -28), (-80, -83)), 1),  # nothing but minus
        (((9620, 9500), (-1250, -1200), (8370, 8300)), 0),  # a net cost, or a great surplus
        (((55, 50), (-3, 0), (52, 50)), 0),  # costs with a correction
        (((100, 90), (-3, 0), (97, 90)), 0),  # incomes with one
        (((50, 55), (30, 28), (80, 83)), 0),  # incomes or costs
        (((100, 120),), 0),
    ],
)
def test_an_income_statement_says_by_its_sums_how_costs_are_printed(
    rows: tuple[tuple[float, ...], ...], way: int
) -> None:
    lines = money_table(*rows, result=len(rows) > 1, measures=("actual", "budget"), **INCOME)
    assert set(read(lines, "more_is_good")) == {way}


def test_costs_taken_away_by_way_of_a_total_are_costs() -> None:
    rows = [
        (1, 60, False),
        (2, 40, False),
        (3, 100, True),
        (4, 50, False),
        (5, 30, False),
        (6, 80, True),
        (7, 20, True),
    ]
    lines = frame(*(cell(n, float(amount), is_total=total, **INCOME) for n, amount, total in rows))
    assert read(lines, "more_is_good") == [1, 1, 1, -1, -1, -1, 1]


def test_a_line_that_no_sum_counts_is_not_judged_where_costs_have_no_minus() -> None:
    sums = parts_of(4, 1, -2, -3, **INCOME)
    lines = pl.concat(
        [
            money_table(*FAVOURABLE, result=True, **INCOME),
            money_table((40, 50, -10), **INCOME, line_no=9, line="Varav"),
        ],
        how="vertical",
    )
    assert read(lines, "more_is_good", sums) == [1, -1, -1, 1, 0]
    assert read(lines, "plus_is_good", sums)[-1] == 0
    assert found(lines, sums) == []


def test_signs_that_fit_in_several_ways_are_not_known() -> None:
    # Taking away either of two lines alike gives the same.
    lines = money_table((10, 10), (4, 4), (4, 4), (10, 10), result=True, measures=("actual", "budget"), **INCOME)
    assert read(lines, "more_is_good") in ([1, 0, 0, 1], [0, 0, 0, 0])


#: Columns actual, budget, variance: fees, staff, premises, net cost; all without a minus, plus is better.
NET_COST = ((110, 100, 10), (420, 400, -20), (88, 90, 2), (398, 390, -8))


@pytest.mark.parametrize("statement", ["income_statement", "operating_account", "department"])
@pytest.mark.parametrize("given", [False, True])
def test_variances_say_that_a_total_is_a_net_cost(statement: str, given: bool) -> None:
    kind = {"statement": statement}
    lines = money_table(*NET_COST, result=True, **kind)
    sums = parts_of(4, -1, 2, 3, **kind) if given else None
    assert read(lines, "more_is_good", sums) == [1, -1, -1, -1]
    assert read(lines, "plus_is_good", sums) == [1, 1, 1, 1]
    assert read(lines, "is_result", sums) == [False] * 4
    assert set(read(lines, "variance", sums)) == {"favourable"}
    assert found(lines, sums) == []


def test_a_net_cost_by_way_of_subtotals_is_read_alike() -> None:
    rows = ((110, 100, 10), (60, 50, 10), (170, 150, 20), (420, 400, -20), (88, 90, 2), (508, 490, -18), (338, 340, 2))
    lines = money_table(*rows, result=True, **INCOME)
    sums = pl.concat([parts_of(3, 1, 2, **INCOME), parts_of(6, 4, 5, **INCOME), parts_of(7, 6, -3, **INCOME)])
    assert read(lines, "more_is_good", sums) == [1, 1, 1, -1, -1, -1, -1]
    assert read(lines, "plus_is_good", sums) == [1] * 7
    assert found(lines, sums) == []


def test_a_net_cost_that_is_set_is_no_contradiction() -> None:
    lines, said = (
        money_table(*NET_COST, result=True, **INCOME),
        stated(costs="positive", variance="favourable", **INCOME),
    )
    assert read(lines, "more_is_good", None, said) == [1, -1, -1, -1]
    assert read(lines, "contradicted", None, said) == [False] * 4


def test_a_wrong_sign_in_a_net_cost_is_told_once() -> None:
    rows = (NET_COST[0], (420, 400, 20), NET_COST[2], (12, 10, -2), (410, 400, -10))
    lines = money_table(*rows, result=True, **INCOME)
    assert found(lines) == [("Rad 2, avvikelse 2016", "error")]
    assert read(lines, "plus_is_good") == [1, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("rows", "ways"),
    [
        (((100, 95), (90, 88), (10, 7)), [1, -1, 1]),  # what cancels out is more than what is left
        (((100, 95), (110, 99), (-10, -4)), [1, -1, 1]),  # less than nothing is left
        (((420, 400), (110, 100), (310, 300)), [0, 0, 0]),  # a net cost, or a great surplus
        (((90, 80), (100, 95), (10, 15)), [0, 0, 0]),  # what comes first is taken away
    ],
)
def test_without_variances_a_result_is_what_is_left_of_what_comes_first(
    rows: tuple[tuple[float, ...], ...], ways: list[int]
) -> None:
    lines = money_table(*rows, result=True, measures=("actual", "budget"), **INCOME)
    assert read(lines, "more_is_good") == ways
    assert read(lines, "is_result") == [False, False, 1 in ways]
    by_organisation = lines.with_columns(statement=pl.lit("operating_account"))
    assert read(by_organisation, "more_is_good") == [0, 0, 0]


def test_readings_that_explain_as_many_variances_say_nothing() -> None:
    # Costs alone were changed: budget less outcome of a result, or plus is better of a net cost.
    lines = money_table((508, 490, -18), (110, 110, 0), (398, 380, -18), result=True, **INCOME)
    assert set(read(lines, "plus_is_good")) == set(read(lines, "more_is_good")) == {0}
    assert set(read(lines, "variance")) == {None}
    assert read(lines, "plus_is_good", None, stated(variance="favourable", **INCOME)) == [1, 1, 1]
    assert read(lines, "more_is_good", None, stated(variance="favourable", **INCOME)) == [-1, 1, -1]


def test_a_result_of_another_table_says_what_a_total_is() -> None:
    result = money_table((500, 490), (-400, -395), (100, 95), result=True, measures=("actual", "budget"), **INCOME)
    units = money_table((420, 400), (320, 305), (100, 95), result=True, measures=("actual", "budget"), statement="unit")
    sums = parts_of(3, 3, statement="income_statement", part_statement="unit")
    lines = pl.concat([result, units], how="vertical")
    assert read(lines, "more_is_good", sums)[3:] == [1, -1, 1]
    assert read(lines, "more_is_good")[3:] == [0, 0, 0]


# ---- lines that are details of those above ----


def test_details_do_not_say_how_costs_are_printed() -> None:
    rows = ((100, 90), (40, 35), (50, 45), (-90, -85), (10, 5))
    lines = money_table(*rows, result=True, measures=("actual", "budget"), **INCOME)
    assert read(lines, "more_is_good") == [1] * 5
    assert read(lines, "is_result") == [False] * 4 + [True]


def test_details_of_what_is_printed_without_a_minus_are_not_judged() -> None:
    rows = ((100, 90, 10), (40, 35, 5), (50, 45, 5), (90, 85, -5), (10, 5, 5))
    lines = money_table(*rows, result=True, **INCOME)
    assert read(lines, "more_is_good") == [1, 0, 0, -1, 1]
    assert found(lines) == []


def test_departments_with_both_signs_may_be_costs_or_results() -> None:
    lines = money_table((5, 3, 2), (-4, -6, 2), (7, 2, 5))
    assert read(lines, "plus_is_good") == [0, 0, 0]
    # Nor is a sign accused that may be right by another reading.
    assert found(money_table((5, 3, 2), (-4, -6, 2), (7, 2, -5))) == []


def test_departments_that_a_result_is_the_sum_of_are_results() -> None:
    result = money_table((100, 90), (-91, -80), (9, 10), result=True, measures=("actual", "budget"), **INCOME)
    units = money_table((4, 6, 2), (5, 4, -1), statement="unit")
    sums = parts_of(3, 1, 2, statement="income_statement", part_statement="unit")
    lines = pl.concat([result, units], how="vertical")
    assert read(lines, "more_is_good", sums) == [1, 1, 1, 1, 1]
    assert read(lines, "plus_is_good", sums)[3:] == [-1, -1]


def test_a_total_that_does_not_come_out_says_nothing_of_the_table_it_names() -> None:
    result = money_table((100, 90), (-91, -80), (9, 10), result=True, measures=("actual", "budget"), **INCOME)
    units = money_table((40, 60, 20), (50, 40, -10), statement="unit")
    lines = pl.concat([result, units], how="vertical")
    sums = parts_of(3, 1, 2, statement="income_statement", part_statement="unit")
    assert read(lines, "more_is_good", sums)[3:] == [-1, -1]


def test_a_table_of_variances_alone_counts_like_the_total_that_they_add_up_to() -> None:
    result = money_table((100, 90, 10), (-91, -85, -6), (9, 5, 4), result=True, **INCOME)
    departments = money_table((7,), (-3,), measures=("variance",))
    lines = pl.concat([result, departments], how="vertical")
    sums = parts_of(3, 1, 2, statement="income_statement", part_statement="department", measure="variance")
    assert read(lines, "plus_is_good", sums) == [1, 1, 1, 1, 1]
    other = sums.with_columns(sign=pl.lit(-1, pl.Int64))
    assert read(lines, "plus_is_good", other)[3:] == [0, 0]  # they do not add up to it


# ---- what the sign of a variance says ----


@pytest.mark.parametrize(
    ("rows", "variance", "plus"),
    [
        (((100, 120, -20), (90, 80, 10)), "favourable", 1),
        (((100, 120, 20), (90, 80, -10)), "outcome_less_budget", -1),
        (((-100, -120, -20), (-90, -80, 10)), "favourable", 1),
        (((-100, -120, 20), (-90, -80, -10)), "budget_less_outcome", -1),
        (((100, 120, 20), (90, 80, 10)), None, 0),
        (((100, 100, 0),), None, 0),
    ],
)
def test_lines_say_by_arithmetic_what_a_variance_is(
    rows: tuple[tuple[float, ...], ...], variance: str | None, plus: int
) -> None:
    lines = money_table(*rows, measures=("budget", "actual", "variance"))
    assert set(read(lines, "variance")) == {variance}
    assert set(read(lines, "plus_is_good")) == {plus}


@pytest.mark.parametrize(
    ("variance", "plus"), [("outcome_less_budget", [1, -1, -1, 1]), ("budget_less_outcome", [-1, 1, 1, -1])]
)
def test_arithmetic_variances_are_good_one_way_for_incomes_and_the_other_for_costs(
    variance: str, plus: Sequence[int]
) -> None:
    sign = 1 if variance == "outcome_less_budget" else -1
    rows = [(actual, budget, sign * (actual - budget)) for actual, budget, __ in FAVOURABLE]
    lines, sums = money_table(*rows, result=True, **INCOME), parts_of(4, 1, -2, -3, **INCOME)
    assert set(read(lines, "variance", sums)) == {variance}
    assert read(lines, "plus_is_good", sums) == plus
    assert found(lines, sums) == []


def test_a_forecast_is_what_a_variance_is_reckoned_from_where_there_is_no_outcome() -> None:
    lines = money_table((100, 120, -20), measures=("budget", "forecast", "variance"))
    assert read(lines, "plus_is_good") == [1]


def test_investments_say_which_sign_is_more_and_not_which_is_good() -> None:
    positive = money_table((26.4, 25.5, -0.9), statement="investment", decimals=1)
    assert (read(positive, "plus_is_more"), read(positive, "plus_is_good")) == ([-1], [0])
    negative = money_table((-26.4, -25.5, -0.9), statement="investment", decimals=1)
    assert read(negative, "plus_is_more") == [-1]
    assert read(money_table((26, 25, 1), (-3, -2, -1), statement="investment"), "plus_is_more") == [0, 0]


def test_a_blank_variance_of_a_cost_without_budget_is_its_outcome_with_the_sign_of_the_table() -> None:
    lines, sums = money_table(*FAVOURABLE, result=True, **INCOME), parts_of(4, 1, -2, -3, -5, **INCOME)
    cost = [cell(5, 4.0, **INCOME), cell(5, None, "budget", **INCOME), cell(5, None, "variance", **INCOME)]
    result = money_table((16, 7, 9), **INCOME).with_columns(pl.lit(4).alias("line_no"), pl.lit("Rad 4").alias("line"))
    rows = [*lines.filter(pl.col("line_no") != 4).iter_rows(named=True), *result.iter_rows(named=True)]
    assert found(frame(*rows, *cost), sums) == []


def test_units_are_brought_to_one_before_anything_is_taken_from_anything() -> None:
    rows = [cell(1, 120.0, "actual"), cell(1, 0.1, "budget", unit="mnkr", factor=1e6, decimals=3)]
    assert found(frame(*rows, cell(1, -20.0, "variance"))) == []
    (told,) = check_variances(with_signs(frame(*rows, cell(1, -30.0, "variance"))))
    assert told.message == (
        f"Avvikelsen för Rad 1 är tryckt som {MINUS}30 tkr, men 120 mot budget 0,100 mnkr ger {MINUS}20."
    )


# ---- what is set ----


def test_what_is_set_goes_before_what_arithmetic_finds() -> None:
    lines = money_table((100, 120, 20), measures=("budget", "actual", "variance"))
    assert read(lines, "plus_is_good") == [-1]
    assert read(lines, "plus_is_good", None, stated(costs="negative")) == [1]
    assert read(lines, "contradicted", None, stated(costs="negative")) == [False]
    favourable = stated(variance="favourable")
    assert read(lines, "plus_is_good", None, favourable) == [1]
    assert read(lines, "contradicted", None, favourable) == [True]


def test_a_setting_that_most_lines_contradict_is_no_reason_to_accuse_each() -> None:
    lines = money_table((100, 120, 20), (90, 80, -10), (70, 75, 9), measures=("budget", "actual", "variance"))
    assert found(lines, None, stated(variance="favourable")) == [("Rad 3, avvikelse 2016", "error")]


def test_a_setting_that_most_lines_keep_judges_the_others() -> None:
    lines = money_table((100, 120, 20), (90, 80, -10), (70, 75, -5), measures=("budget", "actual", "variance"))
    said = stated(variance="outcome_less_budget", costs="positive")
    assert read(lines, "contradicted", None, said) == [False] * 3
    assert found(lines, None, said) == [("Rad 3, avvikelse 2016", "error")]


@pytest.mark.parametrize(
    ("costs", "rows", "contradicted"),
    [
        ("positive", ((-100, -120),), True),
        ("negative", ((-100, -120),), False),
        ("positive", ((100, 120),), False),
    ],
)
def test_costs_printed_otherwise_than_is_set_are_told(
    costs: str, rows: tuple[tuple[float, ...], ...], contradicted: bool
) -> None:
    lines = money_table(*rows, measures=("budget", "actual"))
    assert read(lines, "contradicted", None, stated(costs=costs)) == [contradicted]


def test_books_with_incomes_below_zero_can_be_set() -> None:
    rows = ((-100, -90, 10), (50, 55, 5), (30, 28, -2), (-20, -7, 13))
    lines, sums = money_table(*rows, result=True, **INCOME), parts_of(4, 1, 2, 3, **INCOME)
    said = stated(costs="positive", **INCOME)
    assert read(lines, "more_is_good", sums, said) == [-1] * 4
    assert read(lines, "plus_is_good", sums, said) == [1] * 4
    assert read(lines, "contradicted", sums, said) == [False] * 4
    assert found(lines, sums, said) == []


def test_tables_of_other_documents_and_organisations_are_read_apart() -> None:
    ours, theirs = money_table((100, 120, -20)), money_table((100, 120, 20), organisation="KS")
    assert read(pl.concat([ours, theirs.with_columns(line_no=pl.lit(2, pl.Int64))]), "variance") == [
        "outcome_less_budget",
        "favourable",
    ]


def test_periods_are_compared_each_with_its_own() -> None:
    part = {"period_end": date(2016, 3, 31)}
    lines = pl.concat(
        [
            money_table((100, 120, -20), measures=("budget", "actual", "variance")),
            money_table((9,), measures=("actual",), **part),
        ]
    )
    assert found(lines) == []


# ---- incomes below zero, as in the books ----

#: Columns budget, actual, variance: incomes, staff, rooms, net cost; plus is better.
BOOKS = ((-90, -100, 10), (60, 62, -2), (45, 43, 2), (15, 5, 10))


@pytest.mark.parametrize("turned", [1, -1], ids=["incomes below zero", "incomes above"])
def test_a_small_net_cost_is_never_taken_for_a_result(turned: int) -> None:
    rows = [(turned * budget, turned * actual, variance) for budget, actual, variance in BOOKS]
    lines = money_table(*rows, result=True, measures=("budget", "actual", "variance"), **INCOME)
    first_above = turned == -1
    assert (0 in read(lines, "plus_is_good")) is not first_above
    assert found(lines) == []


def test_what_is_set_of_it_is_read_so() -> None:
    lines = money_table(*BOOKS, result=True, measures=("budget", "actual", "variance"), **INCOME)
    said = stated(costs="positive", variance="favourable", **INCOME)
    assert read(lines, "plus_is_good", None, said) == [1, 1, 1, 1]
