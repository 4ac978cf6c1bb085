"""Rows made up for the checks: each says what a test is about, the rest is the same everywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import polars as pl

from analysis.intake.unit_kinds import KNOWN
from analysis.judge.checks.finding import Finding
from analysis.judge.signs.convention import sign_conventions

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
    *("minimum", "maximum"),
    *(
        "previous_outcome",
        "outcome_women",
        "outcome_men",
        "forecast",
        "unit_outcome",
        "unit_previous",
        "printed_change",
        "completion",
        "achieved",
        "max",
        "percent",
        "factor",
    ),
}
DAYS = {"compared_to", "previous_end"}
WHOLE = {"distance_side"} | {
    name + "decimals" for name in ("", "printed_", "outcome_", "previous_", "target_", "other_")
}
#: What is written after figures, where it is not the unit's code.
SYMBOLS = {"count": "st", "percent": "%", "arsarb": "årsarb."}
#: The year that rows are of, where they say nothing else.
YEAR = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
SPOT = {"document": "d", "place": "p", "file": "f.csv"}
Row = dict[str, Any]


def frame(*rows: Mapping[str, object]) -> pl.DataFrame:
    """Lay rows out as a frame, columns of blanks too as what they are."""
    rows = tuple(
        {"unit_kind": KNOWN.get(str(row["unit"])), "symbol": SYMBOLS.get(str(row["unit"]), row["unit"])} | {**row}
        if "unit" in row
        else row
        for row in rows
    )
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
    row |= {"document_start": date(2016, 1, 1), "document_end": date(2016, 12, 31)}
    row |= {
        "amount": amount,
        "decimals": 0,
        "unit": "tkr",
        "scale": "kr",
        "factor": 1000.0,
        "source_line": line_no,
        "is_total": False,
    }
    row |= {"heading": "Tabell 1", "in_table": True, "document_title": "Året", "document_kind": "annual", "note": None}
    return row | other


def figure(value: float | None, **other: object) -> Row:
    """One printed key figure."""
    row: Row = SPOT | YEAR | {"indicator": "i", "label": "Talet", "organisation": "KLK", "sex": "T", "file_row": 2}
    row |= {"period_type": "year", "measure": "outcome", "operator": None, "value": value, "printed_decimals": 0}
    row |= {"unit": "count", "symbol": "st", "note": None, "doubted": None, "compared_to": None, "missing": None}
    row |= {"document_end": date(2016, 12, 31), "document_title": "Året", "source_line": 1, "in_table": False}
    row |= {"document_start": date(2016, 1, 1), "minimum": None, "maximum": None, "measured_anew": None}
    row |= {"third_answer": False}
    row |= {"document_kind": "annual", "preliminary": None}
    return row | {"scale": "pieces", "factor": 1.0, "direction": "none", "heading": None} | other


def goal(**other: object) -> Row:
    """One goal of which 70 of 75 % is reached, with what was published of it and what figures give."""
    row: Row = SPOT | {"organisation": "KLK", "label": "Målet", "file_row": 2, "process_area": "a"}
    row |= {"assessment_published": "better", "assessment_computed": "worse", "outcome": 70.0, "outcome_decimals": 0}
    row |= {"target": 75.0, "target_decimals": 0, "target_operator": None, "shortfall": 5.0, "shortfall_pct": 6.67}
    row |= {
        "target_asks": "level",
        "mean": None,
        "distance_side": -1,
        "unjudged": None,
        "previous_operator": None,
        "outcome_operator": None,
    }
    row |= {"tolerance": None, "tolerance_kind": None, "outcome_place": "där", "trend_published": None}
    row |= {"trend_computed": None, "previous_outcome": None, "previous_decimals": 0, "printed_change": None}
    row |= {"outcome_unit": "percent", "outcome_kind": "level", "previous_unit": "percent"}
    row |= {"change_told": False, "first_measured": None, "previous_symbol": None, "outcome_symbol": None}
    row |= {"target_asks": "level", "mean": None}
    row |= {"target_unit": "percent", "target_symbol": None, "measures": 1, "near_known": True, "sexes_told": False}
    row |= dict.fromkeys(("outcome_women", "outcome_men", "previous_women", "previous_men", "forecast")) | other
    row = {"previous_end": None if row["previous_outcome"] is None else date(2015, 12, 31)} | row
    judged = {"unit_outcome": row["outcome"], "unit_previous": row["previous_outcome"]}
    return judged | {"goal_computed": row["assessment_computed"]} | row


def money_table(*rows: tuple[float | None, ...], **other: Any) -> pl.DataFrame:  # noqa: ANN401 - columns of any kind
    """Outcome, budget and variance of each line, or what `measures` names; the last line is a total with `result`."""
    measures, result = other.pop("measures", ("actual", "budget", "variance")), other.pop("result", False)
    cells = [
        cell(number, amount, measure, is_total=result and number == len(rows), file_row=10 * number + place) | other
        for number, row in enumerate(rows, start=1)
        for place, (measure, amount) in enumerate(zip(measures, row, strict=True))
    ]
    return frame(*cells)


def parts_of(total: int, *parts: int, **other: Any) -> pl.DataFrame:  # noqa: ANN401 - columns of any kind
    """What a total is made of; a part with a minus is taken away."""
    row: Row = {"document": "d", "organisation": "KLK", "statement": "department", "total": total, "measure": None}
    row |= {"way": 2, "part_statement": other.get("statement", "department"), "part_measure": None} | other
    return pl.DataFrame([row | {"part": abs(n), "sign": 1 if n > 0 else -1} for n in parts], schema=SUM_SCHEMA)


TEXT = ("document", "organisation", "statement", "measure", "part_statement", "part_measure")
SUM_SCHEMA: dict[str, Any] = dict.fromkeys(TEXT, pl.String) | dict.fromkeys(("total", "part", "sign", "way"), pl.Int64)
STATED = dict.fromkeys(("document", "organisation", "statement", "costs", "variance"), pl.String)


def stated(**what: str) -> pl.DataFrame:
    """What is set of the signs of a table."""
    row = {"document": "d", "organisation": "KLK", "statement": "department", "costs": None, "variance": None}
    return pl.DataFrame([row | what] if what else [], schema=STATED)


def with_signs(lines: pl.DataFrame, sums: pl.DataFrame | None = None, said: pl.DataFrame | None = None) -> pl.DataFrame:
    """Lines as the view gives them: each with how the signs of its table are read."""
    given = pl.DataFrame(schema=SUM_SCHEMA) if sums is None else sums
    signs = sign_conventions(lines, given, stated() if said is None else said)
    key = ["document", "organisation", "statement", "line_no", "line"]
    bare = lines.drop([name for name in signs.columns if name not in key], strict=False)
    return bare.join(signs, on=key, how="left", maintain_order="left")
