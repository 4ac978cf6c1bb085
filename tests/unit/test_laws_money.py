"""Laws of the signs of money, over statements made up: whatever a table prints, the judgement is the same."""

from dataclasses import dataclass

import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rows import SUM_SCHEMA, Row, cell, frame, parts_of, with_signs

from analysis.judge.checks.sums import check_sums
from analysis.judge.checks.variances import check_variances

INCOME, DEPARTMENT = {"statement": "income_statement"}, {"statement": "department"}
#: What a table prints as a variance.
VARIANCES = ("favourable", "outcome_less_budget", "budget_less_outcome")
#: An outcome and its budget.
Pair = tuple[int, int]


@dataclass(frozen=True)
class Money:
    """What is true of a year: incomes, costs and what is left of them, as outcome and budget."""

    incomes: list[Pair]
    costs: list[Pair]

    @property
    def result(self) -> Pair:
        outcome, budget = (
            sum(each[at] for each in self.incomes) - sum(each[at] for each in self.costs) for at in (0, 1)
        )
        return outcome, budget

    def better(self) -> list[int]:
        """By how much each line is better than its budget, the result last."""
        signed = [(1, self.incomes), (-1, self.costs), (1, [self.result])]
        return [sign * (outcome - budget) for sign, pairs in signed for outcome, budget in pairs]


def printed(money: Money, costs: int, variance: str, **other: object) -> pl.DataFrame:
    """A statement as some municipality prints it: costs with the sign `costs`, variances by the rule that is named."""
    ways = [1] * len(money.incomes) + [costs] * len(money.costs) + [1]
    pairs = [*money.incomes, *money.costs, money.result]
    rows: list[Row] = []
    for number, (way, (outcome, budget), better) in enumerate(zip(ways, pairs, money.better(), strict=True), start=1):
        less = {"outcome_less_budget": 1, "budget_less_outcome": -1}.get(variance)
        amounts = {"actual": way * outcome, "budget": way * budget}
        amounts["variance"] = less * way * (outcome - budget) if less else better
        more = {"is_total": number == len(pairs)} | INCOME | other
        rows += [
            cell(number, float(amount), what, file_row=len(rows) + at, **more)
            for at, (what, amount) in enumerate(amounts.items())
        ]
    return frame(*rows)


def sums_of(money: Money, costs: int) -> pl.DataFrame:
    """How the result is made, for every column."""
    incomes, last = len(money.incomes), len(money.incomes) + len(money.costs)
    parts = [*range(1, incomes + 1), *(-costs * number for number in range(incomes + 1, last + 1))]
    return parts_of(last + 1, *parts, **INCOME)


def judged(signs: pl.DataFrame) -> list[tuple[int, int]]:
    """What is said of each line: whether its outcome, and its variance, is better (1) or worse (-1) than the budget."""
    said = []
    for __, rows in signs.sort("line_no").group_by("line_no", maintain_order=True):
        amounts = {row["measure"]: row["amount"] * row["factor"] for row in rows.iter_rows(named=True)}
        far = (amounts["actual"] - amounts["budget"]) * rows["more_is_good"][0]
        plus = amounts["variance"] * rows["plus_is_good"][0]
        said.append(((far > 0) - (far < 0), (plus > 0) - (plus < 0)))
    return said


def found(signs: pl.DataFrame, sums: pl.DataFrame | None = None) -> list[str]:
    nothing = pl.DataFrame(schema=SUM_SCHEMA)
    every = [*check_variances(signs), *check_sums(signs, nothing if sums is None else sums)]
    return sorted(f"{each.subject}: {each.severity}" for each in every)


def told(lines: pl.DataFrame, sums: pl.DataFrame | None = None) -> tuple[list[tuple[int, int]], list[str]]:
    """How a statement is judged, and what is found in it."""
    signs = with_signs(lines, sums)
    return judged(signs), found(signs, sums)


AMOUNTS = st.tuples(st.integers(1000, 9000), st.integers(1000, 9000)).filter(lambda pair: abs(pair[0] - pair[1]) > 1)
SOME = st.lists(AMOUNTS, min_size=2, max_size=4)
MONEY = st.builds(Money, SOME, SOME)
#: Enough lines of either kind for one misprint to be one.
MANY = st.lists(AMOUNTS, min_size=3, max_size=5)
CONVENTIONS = st.tuples(st.sampled_from((1, -1)), st.sampled_from(VARIANCES))


def signs_of(better: list[int]) -> list[tuple[int, int]]:
    return [((far > 0) - (far < 0),) * 2 for far in better]


@given(MONEY, CONVENTIONS)
def test_whatever_is_printed_the_judgement_is_what_is_true(money: Money, convention: tuple[int, str]) -> None:
    costs, variance = convention
    assume(_is_known(money, costs, variance))
    lines, sums = printed(money, costs, variance), sums_of(money, costs)
    assert told(lines, sums) == (signs_of(money.better()), [])


def _is_known(money: Money, costs: int, variance: str) -> bool:
    """Less is left than the costs, in outcome and budget, or costs above zero have variances that say what is good."""
    if (costs, variance) == (1, "favourable"):
        return True
    sides = [(sum(p[at] for p in money.incomes), sum(p[at] for p in money.costs)) for at in (0, 1)]
    return all(costs > incomes - costs for incomes, costs in sides)


@given(MONEY, CONVENTIONS)
def test_without_any_sums_given_nothing_wrong_is_said_and_nobody_is_accused(
    money: Money, convention: tuple[int, str]
) -> None:
    lines = printed(money, *convention)
    truth, (judgements, findings) = signs_of(money.better()), told(lines)
    for said, right in zip(judgements, truth, strict=True):
        assert said[0] in (0, right[0])
        assert said[1] in (0, right[1])
    assert findings == []


@given(MONEY, CONVENTIONS, st.sampled_from((1.0, 1e3, 1e6)))
def test_the_unit_changes_nothing(money: Money, convention: tuple[int, str], factor: float) -> None:
    costs, variance = convention
    sums = sums_of(money, costs)
    usual, scaled = printed(money, costs, variance), printed(money, costs, variance, factor=factor)
    assert told(scaled, sums) == told(usual, sums)


@given(MONEY, CONVENTIONS)
def test_columns_in_several_units_are_read_in_one(money: Money, convention: tuple[int, str]) -> None:
    costs, variance = convention
    lines, sums = printed(money, costs, variance), sums_of(money, costs)
    budget = pl.col("measure") == "budget"
    mixed = lines.with_columns(
        amount=pl.when(budget).then(pl.col("amount") / 1000).otherwise("amount"),
        factor=pl.when(budget).then(1e6).otherwise("factor"),
        unit=pl.when(budget).then(pl.lit("mnkr")).otherwise("unit"),
        decimals=pl.when(budget).then(3).otherwise("decimals"),
    )
    assert told(mixed, sums) == told(lines, sums)


@given(MONEY, CONVENTIONS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(money: Money, convention: tuple[int, str], chance: object) -> None:
    costs, variance = convention
    lines, sums = printed(money, costs, variance), sums_of(money, costs)
    order = list(range(lines.height))
    chance.shuffle(order)  # type: ignore[attr-defined] # a random.Random of hypothesis
    assert told(lines[order], sums.reverse()) == told(lines, sums)


@given(st.builds(Money, MANY, MANY), CONVENTIONS, st.data())
def test_a_planted_wrong_sign_is_found_once_where_it_stands(
    money: Money, convention: tuple[int, str], data: st.DataObject
) -> None:
    costs, variance = convention
    assume(_is_known(money, costs, variance))
    assume(money.result[0] != money.result[1])
    number = data.draw(st.integers(1, len(money.better())), label="line")
    wrong = (pl.col("line_no") == number) & (pl.col("measure") == "variance")
    lines = printed(money, costs, variance).with_columns(
        amount=pl.when(wrong).then(-pl.col("amount")).otherwise("amount")
    )
    assume(abs(money.better()[number - 1]) > 1)
    sums = sums_of(money, costs)
    assert found(with_signs(lines, sums), sums) == [f"Rad {number}, avvikelse 2016: error"]


@given(st.lists(AMOUNTS, min_size=1, max_size=5), CONVENTIONS)
def test_departments_are_net_costs_whatever_is_printed(pairs: list[Pair], convention: tuple[int, str]) -> None:
    costs, variance = convention
    money = Money([], pairs)
    lines = printed(money, costs, variance, **DEPARTMENT).filter(pl.col("line_no") <= len(pairs))
    assert told(lines) == (signs_of(money.better()[: len(pairs)]), [])
