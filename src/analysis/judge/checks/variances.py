"""Printed variances against outcome, forecast and budget of the same line, as the signs of its table say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from analysis.base.money import LedgerMeasure
from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, span, where, written_amount
from analysis.judge.checks.one_unit import have_one_ground
from analysis.judge.checks.rounding import exact_verdict
from analysis.judge.signs.statement_lines import Compared, amount_of, bases_of, tables_of
from analysis.judge.units import to_ground
from analysis.words.codes import MEASURES
from analysis.words.numbers import exact, number, rounded

LINE = ("document", "organisation", "statement", "line_no", "line", "period_start", "period_end")
#: What a line was given: of a fund, its appropriation.
GIVEN = (LedgerMeasure.BUDGET, LedgerMeasure.APPROPRIATION)
Cells = Mapping[str, Row]


class Reckoned(NamedTuple):
    """The rows that a variance is reckoned from, and their amounts in one unit."""

    variance: Row
    base: Row
    budget: Row
    amounts: Compared

    @property
    def relation(self) -> int:
        """What the variance is: 1 outcome less budget, -1 the other way round; where nobody knows, what fits."""
        return int(self.variance["variance_is"]) or self.nearest

    @property
    def nearest(self) -> int:
        """Which of the two a variance of unknown sign comes nearest to."""
        printed, far = self.amounts.printed, self.amounts.far
        return 1 if abs(printed - far) <= abs(printed + far) else -1

    @property
    def is_turned(self) -> bool:
        """Whether it is right but for its sign, where that is known."""
        known = self.variance["variance_is"] and not self.variance["contradicted"]
        return bool(known and not self.amounts.fits(self.relation) and self.amounts.fits(-self.relation))


def printed_lines(lines: pl.DataFrame) -> Iterator[tuple[tuple[Any, ...], Cells]]:
    """Give every line of every table with what is printed on it for a period.

    Args:
        lines: Rows of the view `ledger_detail`.

    Yields:
        What `LINE` names, and its rows by measure.
    """
    rows: defaultdict[tuple[Any, ...], dict[str, Row]] = defaultdict(dict)
    for row in lines.iter_rows(named=True):
        if row["amount"] is not None:
            rows[tuple(row[name] for name in LINE)][row["measure"]] = row
    yield from rows.items()


def reckoned(lines: pl.DataFrame) -> Iterator[Reckoned]:
    """Hold every printed variance beside what it is reckoned from.

    Args:
        lines: Rows of the view `ledger_detail`.

    Yields:
        Those with a budget and what the variances of their table are reckoned from: outcomes or forecasts.
    """
    bases = {table: bases_of(named.values()) for table, named in tables_of(lines).items()}
    for (document, organisation, statement, *_line), cells in printed_lines(lines):
        wanted = (*bases[document, organisation, statement], LedgerMeasure.USED)
        base = next((cells[each] for each in wanted if each in cells), None)
        budget = next((cells[each] for each in GIVEN if each in cells), None)
        if base and budget and LedgerMeasure.VARIANCE in cells:
            used = cells[LedgerMeasure.VARIANCE], base, budget
            if not have_one_ground(used):
                continue
            printed, outcome, given = (amount_of(row) for row in used)
            slack = printed.slack + outcome.slack + given.slack
            yield Reckoned(*used, Compared(printed.value, outcome.value - given.value, slack))


def check_variances(lines: pl.DataFrame) -> Iterator[Finding]:
    """Recompute every variance from budget and outcome or forecast, with the sign that its table counts with.

    Args:
        lines: Rows of the view `ledger_detail`; `variance_is` tells what the sign of each is known to be.

    Yields:
        One finding a line whose variance does not follow; `rounding` where printed precision explains it. A sign is
        judged where it is known, and where most lines do not contradict what is set of it.
    """
    for each in reckoned(lines):
        yield from _compare(each)


def _compare(each: Reckoned) -> Iterator[Finding]:
    variance, amounts = each.variance, each.amounts
    relation = each.nearest if variance["contradicted"] else each.relation
    own = to_ground(variance)
    difference = amounts.printed - relation * amounts.far
    severity = exact_verdict(difference, amounts.slack)
    expected = rounded(own.back(relation * amounts.far), 6)
    if severity is None or _is_printed_so(severity, expected, variance):
        return
    alike = [row for row in (variance, each.budget, each.base) if row["unit"] == variance["unit"]]
    decimals = max(row["decimals"] or 0 for row in alike)
    yield Finding(
        **where(variance),
        kind=Contradiction.VARIANCE,
        severity=severity,
        rule="variance",
        subject=f"{variance['line']}, avvikelse {span(variance['period_start'], variance['period_end'])}",
        printed=number(variance["amount"], variance["decimals"]),
        other=number(expected, decimals),
        difference=float(rounded(own.back(difference), 6)),
        other_place=each.base["place"],
        message=_message(each, number(expected, decimals), severity),
    )


def _is_printed_so(severity: Severity, expected: Decimal, variance: Row) -> bool:
    """Whether what follows is the printed variance to its last digit: there is nothing for rounding to explain."""
    shown = rounded(expected, variance["decimals"] or 0)
    return severity == Severity.ROUNDING and shown == rounded(exact(variance["amount"]), variance["decimals"] or 0)


def _message(each: Reckoned, expected: str, severity: Severity) -> str:
    variance = each.variance
    reason = "Tecknet är omvänt mot de andra raderna." if each.is_turned else ""
    if severity == Severity.ROUNDING:
        reason = "Avrundning kan förklara skillnaden."
    told = [_told(row, variance["unit"]) for row in (each.base, each.budget)]
    given = MEASURES[LedgerMeasure(each.budget["measure"])].lower()
    return (
        f"Avvikelsen för {variance['line']} är tryckt som {written_amount(variance)}, "
        f"men {told[0]} mot {given} {told[1]} ger {expected}. {reason}"
    ).rstrip()


def _told(row: Row, unit: str) -> str:
    """An amount, with its unit where that is another than the variance's."""
    return number(row["amount"], row["decimals"]) if row["unit"] == unit else written_amount(row)


def turned(lines: pl.DataFrame) -> dict[tuple[object, ...], Decimal]:
    """Find variances that are printed with the wrong sign.

    Args:
        lines: Rows of the view `ledger_detail`.

    Returns:
        File and row of each, with the amount that was meant; they are told of once, where they stand.
    """
    found = (each.variance for each in reckoned(lines) if each.is_turned)
    return {(row["file"], row["file_row"]): -exact(row["amount"]) for row in found}
