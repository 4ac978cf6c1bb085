"""Variances that a financial table prints in percent, held against the outcome and the budget of the same line."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from analysis.base.vocabulary import Contradiction, LedgerMeasure, Severity
from analysis.judge.checks.finding import Finding, Row, span, where, written_amount
from analysis.judge.checks.one_unit import have_one_ground
from analysis.judge.signs.statement_lines import BASES, Amount, amount_of, half_step
from analysis.words.codes import MEASURES
from analysis.words.numbers import PERCENT, exact, number, rounded

TABLE = ("document", "organisation", "statement", "period_start", "period_end")
LINE = ("line_no", "line")
HUNDRED = 100


class _Share(NamedTuple):
    """A variance in percent beside what it is a share of, and the least and most that it can be."""

    variance: Row
    base: Row
    budget: Row
    least: Decimal
    most: Decimal

    @property
    def fits(self) -> bool:
        printed, slack = abs(exact(self.variance["amount"])), half_step(self.variance["decimals"])
        return self.least - slack <= printed <= self.most + slack

    @property
    def given(self) -> Decimal:
        base, budget = amount_of(self.base).value, amount_of(self.budget).value
        return HUNDRED * abs(base - budget) / abs(budget)


def check_percent_variances(lines: pl.DataFrame) -> Iterator[Finding]:
    """Recompute variances that are printed as a share of the budget.

    Args:
        lines: Rows of the view `ledger_detail`.

    Yields:
        One finding a variance in percent whose size does not follow, in tables where most lines show that percent of
        the budget is meant: of what else a share may be taken, nobody has said. Signs are not judged.
    """
    tables: defaultdict[tuple[Any, ...], list[_Share]] = defaultdict(list)
    for key, share in _shares(lines):
        tables[key].append(share)
    for shares in tables.values():
        wrong = [share for share in shares if not share.fits]
        if len(wrong) < len(shares) - len(wrong):
            yield from map(_finding, wrong)


def _shares(lines: pl.DataFrame) -> Iterator[tuple[tuple[Any, ...], _Share]]:
    printed = lines.filter(pl.col("amount").is_not_null()).sort(*TABLE, *LINE, "measure")
    for key, group in printed.group_by(*TABLE, *LINE, maintain_order=True):
        cells = {row["measure"]: row for row in group.iter_rows(named=True)}
        variance, budget = cells.get(LedgerMeasure.VARIANCE), cells.get(LedgerMeasure.BUDGET)
        base = next((cells[measure] for measure in BASES if measure in cells), None)
        if variance is None or budget is None or base is None or variance["symbol"] != PERCENT:
            continue
        extent = _extent(amount_of(base), amount_of(budget)) if have_one_ground((base, budget)) else None
        if extent is not None:
            yield key[: len(TABLE)], _Share(variance, base, budget, *extent)


def _extent(base: Amount, budget: Amount) -> tuple[Decimal, Decimal] | None:
    """The least and most percent that true amounts can give; nothing where the budget may be none."""
    meant, far = abs(budget.value), abs(base.value - budget.value)
    if meant <= budget.slack:
        return None
    slack = base.slack + budget.slack
    least = max(far - slack, Decimal()) / (meant + budget.slack)
    return HUNDRED * least, HUNDRED * (far + slack) / (meant - budget.slack)


def _finding(share: _Share) -> Finding:
    variance = share.variance
    decimals = (variance["decimals"] or 0) + 1
    given = rounded(share.given, decimals)
    meant = MEASURES[LedgerMeasure.BUDGET].lower()
    return Finding(
        **where(variance),
        kind=Contradiction.VARIANCE,
        severity=Severity.ERROR,
        rule="variance-percent",
        subject=f"{variance['line']}, avvikelse {span(variance['period_start'], variance['period_end'])}",
        printed=number(variance["amount"], variance["decimals"]),
        other=number(given, decimals),
        difference=float(abs(exact(variance["amount"])) - given),
        other_place=share.base["place"],
        message=f"Avvikelsen för {variance['line']} är tryckt som {written_amount(variance)}, men "
        f"{written_amount(share.base)} mot {meant} {written_amount(share.budget)} skiljer {number(given, decimals)} %.",
    )
