"""Which of several figures for one period stands, which earlier one each is compared with, and which target holds."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.rows import Row, frame

from analysis.judge.interval import interval_of
from analysis.judge.series import judge_aims, judge_earlier, judge_goal_aims, judge_series
from analysis.judge.units import Units

UNITS = Units(
    pl.DataFrame(
        {
            "unit": ["kr", "tkr", "min", "hours", "count"],
            "scale_of": ["kr", "kr", "time", "time", None],
            "factor": [1.0, 1000.0, 1.0, 60.0, None],
        }
    )
)


def figure(value: float, year: int = 2023, **other: Any) -> Row:  # noqa: ANN401 - cells of any kind
    row: Row = {"indicator": "i", "organisation": "o", "sex": "T", "document": "d", "measure": "outcome"}
    row |= {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31), "operator": None, "value": value}
    row |= {"doubted": None, "unit": "tkr", "place": "p", "source_line": 5, "file": "f.csv", "file_row": 2}
    return row | {"document_end": date(2023, 12, 31), "decimals": 0} | other


def standing(*rows: Row) -> list[tuple[int, list[float]]]:
    chosen = judge_series(frame(*rows).cast({"doubted": pl.String, "operator": pl.String}), UNITS)
    return [(row["file_row"], row["also_printed"]) for row in chosen.iter_rows(named=True)]


def test_the_latest_document_stands_then_what_nobody_doubts_then_the_first_place() -> None:
    old = figure(1, file_row=2)
    new = figure(2, file_row=3, document_end=date(2024, 12, 31))
    assert standing(old, new) == [(3, [1.0])]
    assert standing(new, old) == [(3, [1.0])]
    assert standing(old, new | {"doubted": "yes"}) == [(2, [2.0])]
    assert standing(figure(1, file_row=2, source_line=9), figure(2, file_row=3)) == [(3, [1.0])]
    assert standing(figure(1, file_row=2, sex="K"), figure(2, file_row=3)) == [(2, []), (3, [])]


def test_what_else_is_printed_is_in_the_unit_of_what_stands() -> None:
    rows = [
        figure(1.2),
        figure(1200, unit="kr", file_row=3, source_line=6),
        figure(1300, unit="kr", file_row=4, source_line=7),
    ]
    assert standing(*rows) == [(2, [1.3])]
    assert standing(figure(1.2), figure(1, file_row=3, source_line=6, operator=">")) == [(2, [])]
    assert standing(figure(1.2), figure(5, file_row=3, source_line=6, unit="count")) == [(2, [])]


def compared(*rows: Row) -> dict[int, int]:
    found = judge_earlier(frame(*rows).cast({"doubted": pl.String, "operator": pl.String}), {"i": [date(2020, 6, 1)]})
    return dict(found.select("file_row", "earlier_row").iter_rows()) if found.height else {}


def test_each_figure_is_compared_with_the_nearest_of_its_own_kind_by_one_method() -> None:
    rows = [figure(1, 2021, file_row=2), figure(2, 2022, file_row=3), figure(3, 2023, file_row=4)]
    assert compared(*rows, figure(9, file_row=5, period_start=date(2022, 1, 1), period_end=date(2022, 9, 30))) == {
        3: 2,
        4: 3,
    }
    assert compared(rows[0], rows[2]) == {4: 2}
    assert compared(figure(1, 2019, file_row=2), figure(2, 2021, file_row=3)) == {}
    assert compared(rows[0] | {"sex": "K"}, rows[1]) == {}


def aim(target: float | None, **other: Any) -> Row:  # noqa: ANN401 - cells of any kind
    row: Row = {"indicator": "i", "organisation": "o", "document": "d", "year": 2023, "target": target, "unit": "count"}
    row |= {"printed_decimals": 0, "period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31), "rank": 1}
    row |= {"decided_by": None, "document_end": date(2023, 12, 31), "parent": "top", "stands_for_all": False}
    return row | {"source_line": 5} | other


def held(*rows: Row) -> list[tuple[str, float]]:
    aims = judge_aims(frame(*rows).cast({"decided_by": pl.String, "target": pl.Float64}))
    return sorted(aims.select("level", "target").iter_rows()) if aims.height else []


def test_the_target_that_stands_is_the_latest_documents() -> None:
    later = {"document_end": date(2024, 12, 31)}
    assert held(aim(1), aim(2, **later)) == [("own", 2.0)]
    assert held(aim(1), aim(None, **later)) == []
    assert held(aim(1), aim(2, rank=0)) == [("own", 2.0)]
    assert held(aim(1), aim(2, decided_by="council")) == [("municipality", 2.0), ("own", 1.0)]
    assert held(aim(1, decided_by="top"), aim(2, year=2024)) == [("own", 1.0), ("own", 2.0)]
    assert held(aim(1, period_start=date(2023, 9, 1))) == []


def drawn(*rows: Row) -> list[tuple[int, float, bool]]:
    named = {"goal": "g", "measure_no": 1, "level": "own"}
    aims = judge_goal_aims(frame(*(named | row for row in rows)).cast({"target": pl.Float64}))
    return sorted(aims.select("year", "target", "partial").iter_rows()) if aims.height else []


def test_a_goals_chart_shows_one_target_a_year_its_own_first_and_then_the_first_on_the_page() -> None:
    assert drawn(aim(1, rank=2), aim(2, rank=0), aim(3, rank=1)) == [(2023, 2.0, False)]
    assert drawn(aim(1, source_line=9), aim(2, source_line=4)) == [(2023, 2.0, False)]
    assert drawn(aim(1), aim(None, rank=0)) == []
    assert drawn(aim(1), aim(2, year=2024)) == [(2023, 1.0, False), (2024, 2.0, False)]


def test_a_part_of_a_year_has_a_target_of_its_own_in_a_goals_chart() -> None:
    autumn = {"period_start": date(2023, 9, 1)}
    assert drawn(aim(1), aim(3, **autumn)) == [(2023, 1.0, False), (2023, 3.0, True)]
    assert drawn(aim(3, **autumn), aim(4, rank=0, **autumn)) == [(2023, 4.0, True)]
    assert drawn(aim(3, period_start=date(2022, 1, 1))) == []


@given(st.integers(1, 10**9), st.sampled_from([("min", "hours", 60), ("kr", "tkr", 1000), ("hours", "hours", 1)]))
def test_what_is_the_same_in_two_units_is_the_same_to_the_last_digit(amount: int, units: tuple[str, str, int]) -> None:
    small, large, factor = units
    there = UNITS.converted(amount * factor, small, large)
    assert there == amount
    assert UNITS.converted(amount, large, small) == amount * factor
    back = UNITS.factor(small, large)
    assert back is not None
    assert interval_of(Decimal(amount * factor)).each(back.of) == interval_of(Decimal(amount))


def test_a_unit_knows_what_it_converts_to() -> None:
    assert (UNITS.like("kr"), UNITS.like("count")) == (["kr", "tkr"], ["count"])
    assert UNITS.converted(1, "kr", "min") is None
    assert UNITS.converted(1, None, "min") is None
