"""What kind of unit each one is, and what may be asked of its figures."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rows import Row, figure, frame

from analysis.base.vocabulary import Severity, UnitKind
from analysis.intake.unit_kinds import KNOWN, with_kinds
from analysis.judge.checks.sexes import check_sexes
from analysis.judge.checks.units import adds_up, is_counted, rounding_of

SCHEMA: dict[str, Any] = {"unit": pl.String, "scale_of": pl.String, "kind": pl.Enum([kind.value for kind in UnitKind])}


def kinds(*rows: tuple[str, str | None, str | None]) -> list[str | None]:
    return with_kinds(pl.DataFrame(list(rows), schema=SCHEMA, orient="row"))["kind"].to_list()


def test_what_the_list_says_goes_before_what_we_know() -> None:
    assert kinds(("count", None, "level"), ("count", None, None), ("fte", None, None)) == ["level", "count", "stock"]


def test_money_and_hundredths_are_known_by_their_scale() -> None:
    assert kinds(("kkr", "kr", None), ("andel", "hundra", None)) == ["amount", "level"]


def test_a_unit_that_converts_to_others_is_of_their_kind() -> None:
    assert kinds(("ton", "kg", None), ("kg", "kg", "amount")) == ["amount", "amount"]
    # Two that disagree tell nothing of a third, and units without scale have nothing in common.
    assert kinds(("a", "x", "count"), ("b", "x", "level"), ("c", "x", None))[2] is None
    assert kinds(("a", None, "count"), ("stycken", None, None))[1] is None


def row(kind: str | None, decimals: int | None = 0) -> Row:
    return {"unit_kind": kind, "printed_decimals": decimals}


def test_whole_things_are_counted_and_all_else_is_rounded() -> None:
    assert [is_counted(row(kind)) for kind in ("count", "amount", "stock", "level", None)] == [True, *[False] * 4]
    assert not is_counted(row("count", 1))  # visits a head
    assert [rounding_of(row("count")), rounding_of(row("stock", 1)), rounding_of(row(None))] == [0, 0.05, 0.5]


def test_what_adds_up_over_people() -> None:
    assert [adds_up(row(kind)) for kind in ("count", "stock", "level")] == [True, True, False]
    # A wage is no sum, 2,4 visits a head neither, and of what is unknown nobody knows.
    assert [adds_up(row("amount")), adds_up(row("count", 1)), adds_up(row(None))] == [None, None, None]


# ---- women and men ----


def sexes(women: float, men: float, total: float, unit: str, decimals: int) -> list[tuple[str, str]]:
    rows = [figure(value, sex=sex, unit=unit) for value, sex in ((women, "K"), (men, "M"), (total, "T"))]
    found = check_sexes(frame(*(each | {"printed_decimals": decimals} for each in rows)))
    return [(str(each.severity), each.message) for each in found]


def test_rounded_years_of_work_are_no_error_and_heads_are() -> None:
    said = "Talet 2016: 10,4 kvinnor och 5,3 män är 15,7, men totalt står 15,8. Avrundning kan förklara skillnaden."
    assert sexes(10.4, 5.3, 15.8, "fte", 1) == [("rounding", said)]
    said = "Talet 2016: 10,4 kvinnor och 5,3 män är 15,7, men totalt står 15,9."
    assert sexes(10.4, 5.3, 15.9, "fte", 1) == [("error", said)]
    assert sexes(10, 5, 16, "count", 0) == [("error", "Talet 2016: 10 kvinnor och 5 män är 15, men totalt står 16.")]


@pytest.mark.parametrize("unit", ["tkr", "hours", "stycken"])
def test_what_may_be_a_sum_or_the_price_of_each_is_right_as_either(unit: str) -> None:
    assert sexes(300, 340, 320, unit, 0) == []
    assert sexes(300, 340, 640, unit, 0) == []
    assert [severity for severity, __ in sexes(300, 340, 700, unit, 0)] == ["error"]


@given(st.floats(0, 1e4, allow_nan=False), st.floats(0, 1e4, allow_nan=False), st.integers(0, 2))
def test_years_of_work_that_are_rounded_honestly_are_never_an_error(women: float, men: float, decimals: int) -> None:
    women, men, total = (round(value, decimals) for value in (women, men, women + men))
    assert Severity.ERROR not in [severity for severity, __ in sexes(women, men, total, "fte", decimals)]


def test_every_known_unit_has_one_kind() -> None:
    # A place among others is a unit of the owner's own.
    assert set(KNOWN.values()) == set(UnitKind) - {UnitKind.RANK}
