"""Laws of right tables that are easily misread: net costs, and lines that are details of those above."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rows import SUM_SCHEMA, cell, frame, parts_of, with_signs

from analysis.judge.checks.likely_totals import check_likely_totals
from analysis.judge.checks.sums import check_sums
from analysis.judge.checks.variances import check_variances

#: An outcome and its budget.
Pair = tuple[int, int]
#: Whether more is good (1) or bad (-1), the sign that it is printed with, and how it is printed without it.
Line = tuple[int, int, Pair]
STATEMENTS = st.sampled_from(("income_statement", "operating_account"))
#: What a table prints as a variance: outcome less budget, budget less outcome, or what is good.
VARIANCES = st.sampled_from((1, -1, None))
SMALL, LARGE = st.integers(5, 99), st.integers(1000, 9000)


def pairs(amounts: st.SearchStrategy[int]) -> st.SearchStrategy[list[Pair]]:
    return st.lists(st.tuples(amounts, amounts), min_size=1, max_size=4)


def summed(lines: Sequence[Pair]) -> Pair:
    return sum(line[0] for line in lines), sum(line[1] for line in lines)


def less(one: Pair, other: Pair) -> Pair:
    return one[0] - other[0], one[1] - other[1]


def printed(lines: Sequence[Line], variance: int | None, **other: object) -> pl.DataFrame:
    """A table with its variances; the last line is its total."""
    cells = []
    for number, (good, sign, (outcome, budget)) in enumerate(lines, start=1):
        far = sign * (outcome - budget)
        amounts = {"actual": sign * outcome, "budget": sign * budget}
        amounts["variance"] = variance * far if variance else good * (outcome - budget)
        more: dict[str, object] = {"is_total": number == len(lines)} | other
        cells += [
            cell(number, float(amount), measure, file_row=3 * number + at, **more)
            for at, (measure, amount) in enumerate(amounts.items())
        ]
    return frame(*cells)


def wrong(lines: Sequence[Line], table: pl.DataFrame, sums: pl.DataFrame | None = None) -> list[Any]:
    """What is found in a table in which all is right, and lines of which the wrong side is called good."""
    signs = with_signs(table, sums)
    nothing = pl.DataFrame(schema=SUM_SCHEMA) if sums is None else sums
    every = [*check_variances(signs), *check_sums(signs, nothing), *check_likely_totals(signs, nothing)]
    said = [each.message for each in every if each.severity != "rounding"]
    for row in signs.filter(measure="variance").iter_rows(named=True):
        good, sign, (outcome, budget) = lines[row["line_no"] - 1]
        if row["more_is_good"] not in (0, good * sign):
            said.append(f"{row['line']} {row['more_is_good']}")
        if row["plus_is_good"] * row["amount"] * good * (outcome - budget) < 0:
            said.append(f"{row['line']} {row['amount']}")
    return said


def net_cost(incomes: Sequence[Pair], costs: Sequence[Pair], costs_first: bool) -> list[Line]:
    sides: list[list[Line]] = [[(1, 1, each) for each in incomes], [(-1, 1, each) for each in costs]]
    first, then = reversed(sides) if costs_first else sides
    return [*first, *then, (-1, 1, less(summed(costs), summed(incomes)))]


@given(pairs(SMALL) | pairs(LARGE), pairs(SMALL) | pairs(LARGE), st.booleans(), st.booleans(), STATEMENTS)
def test_a_right_net_cost_is_never_accused_nor_turned(
    incomes: list[Pair], costs: list[Pair], costs_first: bool, told: bool, statement: str
) -> None:
    lines, kind = net_cost(incomes, costs, costs_first), {"statement": statement}
    # Without any variance it has the form of incomes, costs and a result.
    assume(any(abs(outcome - budget) > 1 for _good, _sign, (outcome, budget) in lines))
    ways = [-good * number for number, (good, _sign, _pair) in enumerate(lines[:-1], start=1)]
    sums = parts_of(len(lines), *ways, **kind) if told else None
    assert wrong(lines, printed(lines, None, **kind), sums) == []


@given(pairs(LARGE), pairs(LARGE), st.booleans(), STATEMENTS)
def test_a_net_cost_whose_lines_all_say_so_is_known(
    incomes: list[Pair], costs: list[Pair], costs_first: bool, statement: str
) -> None:
    below, twice = ([(outcome, outcome + 500) for outcome, _budget in each] for each in (incomes, [*costs, *costs]))
    lines, kind = net_cost(below, twice, costs_first), {"statement": statement}
    ways = [-good * number for number, (good, _sign, _pair) in enumerate(lines[:-1], start=1)]
    signs = with_signs(printed(lines, None, **kind), parts_of(len(lines), *ways, **kind))
    assert signs.filter(measure="actual")["more_is_good"].to_list() == [good for good, _sign, _pair in lines]


@st.composite
def with_details(draw: st.DrawFn) -> list[Line]:
    """Incomes and costs, each followed by some of its parts, and what is left."""
    sign, lines, whole = draw(st.sampled_from((1, -1))), [], []
    for good, printed_as in ((1, 1), (-1, sign)):
        parts = draw(pairs(st.integers(2, 30)))
        rest = draw(st.tuples(st.integers(0, 30), st.integers(0, 30)))
        whole.append(summed([*parts, rest]))
        lines += [(good, printed_as, whole[-1]), *((good, printed_as, part) for part in parts)]
    return [*lines, (1, 1, less(*whole))]


@given(with_details(), VARIANCES)
def test_right_details_are_never_accused_nor_turned(lines: list[Line], variance: int | None) -> None:
    assert wrong(lines, printed(lines, variance, statement="income_statement")) == []


@given(with_details())
def test_nor_are_they_where_no_variance_is_printed(lines: list[Line]) -> None:
    table = printed(lines, None, statement="income_statement").filter(pl.col("measure") != "variance")
    assert list(check_likely_totals(with_signs(table), pl.DataFrame(schema=SUM_SCHEMA))) == []
