"""What the sign of a printed variance says on the page of a table."""

import polars as pl
import pytest

from analysis.report.money import _subtracted


def table(*rows: tuple[float, float, float]) -> pl.DataFrame:
    """Outcome, budget and variance of each line."""
    return pl.DataFrame(
        [
            {"line_no": number, "period_start": 2016, "period_end": 2016, "measure": measure, "amount": float(amount)}
            for number, row in enumerate(rows)
            for measure, amount in zip(("actual", "budget", "variance"), row, strict=True)
        ]
    )


LESS_BUDGET, LESS_OUTCOME, EVEN = (10, 8, 2), (20, 25, 5), (8, 8, 0)


@pytest.mark.parametrize(
    ("rows", "side"),
    [
        ([LESS_BUDGET], 1),
        ([LESS_OUTCOME], -1),
        ([LESS_BUDGET, LESS_OUTCOME], 0),
        ([LESS_OUTCOME, LESS_BUDGET], 0),
        ([LESS_BUDGET, LESS_OUTCOME, LESS_BUDGET], 1),
        ([LESS_OUTCOME, LESS_BUDGET, LESS_OUTCOME, EVEN], -1),
        ([EVEN], 0),
    ],
)
def test_most_lines_say_what_a_variance_is_and_a_tie_says_nothing(
    rows: list[tuple[float, float, float]], side: int
) -> None:
    assert _subtracted(table(*rows)) == side


def test_a_table_without_budget_says_nothing() -> None:
    assert _subtracted(table(LESS_BUDGET).filter(pl.col("measure") != "budget")) == 0
