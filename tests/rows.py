"""Rows made up for the checks: each says what a test is about, the rest is the same everywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import polars as pl

from analysis.judge.checks.finding import Finding

#: Columns that may hold nothing but blanks in a test.
NUMBERS = {
    *(
        "amount",
        "value",
        "outcome_compared",
        "recomputed",
        "outcome",
        "previous",
        "target",
        "shortfall",
        "shortfall_pct",
        "tolerance",
    ),
    *("previous_outcome", "printed_change", "completion", "achieved", "max", "percent", "factor"),
}
DAYS = {"compared_to", "previous_end"}
WHOLE = {name + "decimals" for name in ("", "printed_", "outcome_", "previous_", "target_", "other_")}
#: The year that rows are of, where they say nothing else.
YEAR = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
SPOT = {"document": "d", "place": "p", "file": "f.csv"}
Row = dict[str, Any]


def frame(*rows: Mapping[str, object]) -> pl.DataFrame:
    """Lay rows out as a frame, columns of blanks too as what they are."""
    names = dict.fromkeys(name for row in rows for name in row)
    blank = [name for name in names if all(row.get(name) is None for row in rows)]
    kinds: dict[str, Any] = {name: pl.Float64 for name in names if name in NUMBERS}
    kinds |= {name: _kind_of_blank(name) for name in blank if name not in NUMBERS}
    return pl.DataFrame([{name: row.get(name) for name in names} for row in rows], schema_overrides=kinds)


def _kind_of_blank(name: str) -> Any:  # noqa: ANN401 - a class of Polars
    return pl.Date if name in DAYS else pl.Int64 if name in WHOLE else pl.String


def told(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """What findings say, but for what they need not say and do not."""
    return [
        {each.name: value for each in fields(found) if (value := getattr(found, each.name)) not in ("", each.default)}
        for found in findings
    ]


# ---- rows as the views give them ----


def cell(line_no: int, amount: float | None, measure: str = "actual", **other: object) -> Row:
    """One amount of a financial table."""
    row: Row = SPOT | YEAR | {"place": f"Tabell 1 › kolumn {line_no}", "organisation": "KLK", "file_row": line_no}
    row |= {"statement": "department", "line_no": line_no, "line": f"Rad {line_no}", "measure": measure}
    row |= {"amount": amount, "decimals": 0, "unit": "tkr", "factor": 1000.0, "source_line": line_no, "is_total": False}
    row |= {"heading": "Tabell 1", "in_table": True}
    return row | other


def figure(value: float | None, **other: object) -> Row:
    """One printed key figure."""
    row: Row = SPOT | YEAR | {"indicator": "i", "label": "Talet", "organisation": "KLK", "sex": "T", "file_row": 2}
    row |= {"period_type": "year", "measure": "outcome", "operator": None, "value": value, "printed_decimals": 0}
    row |= {"unit": "count", "symbol": "st", "note": None, "doubted": None, "compared_to": None, "missing": None}
    row |= {"document_end": date(2016, 12, 31), "document_title": "Året", "source_line": 1, "in_table": False}
    return row | {"scale": "pieces"} | other


def goal(**other: object) -> Row:
    """One goal of which 70 of 75 % is reached, with what was published of it and what figures give."""
    row: Row = SPOT | {"organisation": "KLK", "label": "Målet", "file_row": 2, "process_area": "a"}
    row |= {"assessment_published": "better", "assessment_computed": "worse", "outcome": 70.0, "outcome_decimals": 0}
    row |= {"target": 75.0, "target_decimals": 0, "target_operator": None, "shortfall": 5.0, "shortfall_pct": 6.67}
    row |= {"tolerance": None, "tolerance_kind": None, "outcome_place": "där", "trend_published": None}
    row |= {"trend_computed": None, "previous_outcome": None, "previous_decimals": 0, "printed_change": None}
    return row | {"change_told": False, "first_measured": None} | other
