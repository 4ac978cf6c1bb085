"""Variances that a financial table prints in percent, held against the outcome and the budget of the same line."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from decimal import Decimal
from typing import NamedTuple

import polars as pl

from analysis.base.money import LedgerMeasure
from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, span, where, written_amount
from analysis.judge.checks.one_unit import have_one_ground
from analysis.judge.checks.variances import GIVEN, printed_lines
from analysis.judge.signs.statement_lines import BASES, amount_of, half_step
from analysis.words.codes import MEASURES
from analysis.words.numbers import PERCENT, exact, number, rounded

HUNDRED = 100


class _Share(NamedTuple):
    """A variance in percent beside what it is a share of."""

    variance: Row
    base: Row
    budget: Row

    @property
    def given(self) -> Decimal:
        """What printed amounts give."""
        base, budget = amount_of(self.base).value, amount_of(self.budget).value
        return HUNDRED * abs(base - budget) / abs(budget)

    @property
    def fits(self) -> bool:
        """Whether some true amounts give what is printed."""
        base, budget = amount_of(self.base), amount_of(self.budget)
        meant, far, slack = abs(budget.value), abs(base.value - budget.value), base.slack + budget.slack
        least = HUNDRED * max(far - slack, Decimal()) / (meant + budget.slack)
        most = HUNDRED * (far + slack) / (meant - budget.slack)
        printed, own = abs(exact(self.variance["amount"])), half_step(self.variance["decimals"])
        return least - own <= printed <= most + own


def check_percent_variances(lines: pl.DataFrame) -> Iterator[Finding]:
    """Recompute variances that are printed as a share of the budget.

    Args:
        lines: Rows of the view `ledger_detail`.

    Yields:
        One finding a variance in percent whose size does not follow, in tables where most lines show that percent of
        the budget is meant: of what else a share may be taken, nobody has said. Signs are not judged.
    """
    tables: defaultdict[Hashable, list[_Share]] = defaultdict(list)
    for key, share in _shares(lines):
        tables[key].append(share)
    for shares in tables.values():
        wrong = [share for share in shares if not share.fits]
        if len(wrong) < len(shares) - len(wrong):
            yield from map(_finding, wrong)


def _shares(lines: pl.DataFrame) -> Iterator[tuple[Hashable, _Share]]:
    """Each with its table and period; one may be of the outcome or the forecast: of which, what fits says."""
    for (*table, _number, _name, start, end), cells in printed_lines(lines):
        variance = cells.get(LedgerMeasure.VARIANCE_PERCENT) or cells.get(LedgerMeasure.VARIANCE)
        budget = next((cells[each] for each in GIVEN if each in cells), None)
        if variance is None or budget is None or variance["symbol"] != PERCENT or not _is_sure(budget):
            continue
        bases = [cells[each] for each in (*BASES, LedgerMeasure.USED) if each in cells]
        shares = [_Share(variance, base, budget) for base in bases if have_one_ground((base, budget))]
        if shares:
            yield (*table, start, end), next((share for share in shares if share.fits), shares[0])


def _is_sure(budget: Row) -> bool:
    """Whether it is more than rounding may have made of nothing."""
    amount = amount_of(budget)
    return abs(amount.value) > amount.slack


def _finding(share: _Share) -> Finding:
    variance = share.variance
    decimals = (variance["decimals"] or 0) + 1
    given = rounded(share.given, decimals)
    meant = MEASURES[LedgerMeasure(share.budget["measure"])].lower()
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
