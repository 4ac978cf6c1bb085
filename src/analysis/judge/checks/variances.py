"""Printed variances against outcome, forecast and budget of the same line, and the sign that a table counts with."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from analysis.base.vocabulary import Contradiction, LedgerMeasure, Severity
from analysis.judge.checks.finding import Finding, Row, span, where
from analysis.judge.checks.rounding import half_step, verdict
from analysis.words.numbers import number

LINE = ("document", "organisation", "statement", "line_no", "line", "period_start", "period_end")
BASES = (LedgerMeasure.ACTUAL, LedgerMeasure.FORECAST)


def check_variances(lines: pl.DataFrame) -> Iterator[Finding]:
    """Recompute every variance as outcome (or forecast) minus budget, with the sign that its table mostly uses.

    Args:
        lines: Rows of the view `ledger_detail`.

    Yields:
        One finding a line whose variance does not follow; `rounding` where printed precision explains it.
    """
    rows: defaultdict[tuple[object, ...], dict[str, Row]] = defaultdict(dict)
    for row in lines.iter_rows(named=True):
        if row["amount"] is not None:
            rows[tuple(row[name] for name in LINE)][row["measure"]] = row
    tables: defaultdict[tuple[object, ...], list[dict[str, Row]]] = defaultdict(list)
    for key, cells in rows.items():
        if LedgerMeasure.VARIANCE in cells and LedgerMeasure.BUDGET in cells and _base(cells):
            tables[key[:3]].append(cells)
    for table in tables.values():
        sign = _sign(table)
        for cells in table:
            yield from _compare(cells, sign)


def _base(cells: dict[str, Row]) -> Row | None:
    return next((cells[measure] for measure in BASES if measure in cells), None)


def _expected(cells: dict[str, Row]) -> float:
    base = _base(cells)
    return base["amount"] - cells[LedgerMeasure.BUDGET]["amount"] if base else 0.0


def _slack(cells: dict[str, Row]) -> float:
    base = _base(cells)
    used = [cells[LedgerMeasure.VARIANCE], cells[LedgerMeasure.BUDGET], *([base] if base else [])]
    return sum(half_step(row["decimals"]) for row in used)


def _sign(table: Sequence[dict[str, Row]]) -> int:
    """+1 where most lines print outcome minus budget, -1 where most print it the other way round."""
    fits = {
        sign: sum(
            abs(cells[LedgerMeasure.VARIANCE]["amount"] - sign * _expected(cells)) <= _slack(cells)
            for cells in table
            if abs(_expected(cells)) > _slack(cells)
        )
        for sign in (1, -1)
    }
    return -1 if fits[-1] > fits[1] else 1


def _compare(cells: dict[str, Row], sign: int) -> Iterator[Finding]:
    variance, budget, base = cells[LedgerMeasure.VARIANCE], cells[LedgerMeasure.BUDGET], _base(cells)
    expected = sign * _expected(cells)
    difference = variance["amount"] - expected
    severity = verdict(difference, _slack(cells))
    if severity is None or base is None:
        return
    decimals = max(row["decimals"] or 0 for row in (variance, budget, base))
    opposite = severity == Severity.ERROR and abs(variance["amount"] + expected) <= _slack(cells)
    reason = "Tecknet är omvänt mot de andra raderna." if opposite else ""
    if severity == Severity.ROUNDING:
        reason = "Avrundning kan förklara skillnaden."
    yield Finding(
        **where(variance),
        kind=Contradiction.VARIANCE,
        severity=severity,
        rule="variance",
        subject=f"{variance['line']}, avvikelse {span(variance['period_start'], variance['period_end'])}",
        printed=number(variance["amount"], variance["decimals"]),
        other=number(round(expected, 6), decimals),
        difference=round(difference, 6),
        other_place=base["place"],
        message=(
            f"Avvikelsen för {variance['line']} är tryckt som {number(variance['amount'], variance['decimals'])} "
            f"{variance['unit']}, men {number(base['amount'], base['decimals'])} mot budget "
            f"{number(budget['amount'], budget['decimals'])} ger {number(round(expected, 6), decimals)}. {reason}"
        ).rstrip(),
    )
