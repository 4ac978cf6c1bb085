"""Amounts of financial tables: in one unit, and how far an outcome is from its budget."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from analysis.base.money import LedgerMeasure
from analysis.judge.distance import seen
from analysis.judge.units import amount_in_ground, ground, to_ground
from analysis.words.numbers import rounded

Row = Mapping[str, Any]
#: What the columns of a printed row share.
ONE_ROW = ("document", "organisation", "statement", "line_no", "line", "period_start", "period_end")


def judge_amounts(lines: pl.DataFrame) -> pl.DataFrame:
    """Bring amounts to one unit, and hold outcomes against the budget of the same row and period.

    Args:
        lines: Rows of the view `ledger_detail`.

    Returns:
        `file`, `file_row` and `in_ground` of each amount. Of outcomes with a budget also `from_budget` in the outcome's
        unit, without sign, `from_budget_decimals`, enough to see it, and `from_budget_side`: 1 above, -1 below, 0
        precisely the budget.
    """
    printed = lines.filter(pl.col("amount").is_not_null()).sort("file", "file_row")
    rows = (group.rows(named=True) for __, group in printed.group_by(ONE_ROW, maintain_order=True))
    return pl.DataFrame([told for row in rows for told in _row(row)], infer_schema_length=None)


def _row(cells: Sequence[Row]) -> list[dict[str, Any]]:
    budget = next((cell for cell in cells if cell["measure"] == LedgerMeasure.BUDGET), None)
    return [_amount(cell) | _from(cell, budget) for cell in cells]


def _amount(cell: Row) -> dict[str, Any]:
    return {"file": cell["file"], "file_row": cell["file_row"], "in_ground": float(amount_in_ground(cell))}


def _from(cell: Row, budget: Row | None) -> dict[str, Any]:
    held = cell["measure"] == LedgerMeasure.ACTUAL and budget is not None and ground(cell) == ground(budget)
    if budget is None or not held:
        return dict.fromkeys(("from_budget", "from_budget_decimals", "from_budget_side"))
    far = to_ground(cell).back(amount_in_ground(cell) - amount_in_ground(budget))
    alike = [each for each in (cell, budget) if each["unit"] == cell["unit"]]
    decimals = seen(abs(far), max(each["decimals"] or 0 for each in alike))
    return {
        "from_budget": float(rounded(abs(far), decimals)),
        "from_budget_decimals": decimals,
        "from_budget_side": (far > 0) - (far < 0),
    }
