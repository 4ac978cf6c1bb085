"""Years that are typed wrong: outcomes of what has not been, and years that fill a gap with other digits."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

import polars as pl

from analysis.base.money import LedgerMeasure
from analysis.base.vocabulary import Contradiction, Measure, Severity
from analysis.judge.checks.finding import Finding, Row, named, span, where
from analysis.judge.checks.neighbours import length_of
from analysis.words.phrases import enumerate_words

#: What has been, and is no plan or forecast.
PAST = {Measure.OUTCOME, LedgerMeasure.ACTUAL, LedgerMeasure.USED}
#: What may be of any year ahead.
AHEAD = {Measure.TARGET, Measure.FORECAST, Measure.BUDGET, *LedgerMeasure} - PAST
#: So long after its period a document may know what comes.
HALF_A_YEAR = timedelta(days=184)
#: So long before its period hardly any document reports; comparisons begin with an index of a hundred.
LIFETIME = timedelta(days=60 * 365)
#: What indexes and comparisons are of in the year that they start from.
BASE = 100
DECADE, CENTURY = 10, 100
#: Columns of a table are years in a row, so that one other says what they are; figures of an indicator may be of any.
COLUMNS, FIGURES = 1, 2
Named = Callable[[Row], tuple[str, str]]


def check_dates(figures: pl.DataFrame, lines: pl.DataFrame) -> Iterator[Finding]:
    """Find figures and amounts for years that the document can hardly mean.

    Targets, budgets and forecasts may lie far ahead, and a series may go far back.

    Args:
        figures: Rows of the view `key_figure_detail` with `document_start` and `document_end`.
        lines: Rows of the view `ledger_detail` with the same.

    Yields:
        One warning an outcome whose period ends more than half a year after its document's, or sixty years before it,
        and one a period that stands apart from its series though the same digits in another order, or with another
        decade, fill a gap in it.
    """
    told = figures.filter(pl.col("value").is_not_null() & pl.col("doubted").is_null())
    yield from _wrong(list(told.iter_rows(named=True)), _series_of_figure, _figure_named, FIGURES)
    amounts = lines.filter(pl.col("amount").is_not_null())
    yield from _wrong(list(amounts.iter_rows(named=True)), _series_of_line, _line_named, COLUMNS)


def _series_of_figure(row: Row) -> tuple[object, ...]:
    """What belongs to a row of years: as long a period, ending in the same month."""
    who = tuple(row[name] for name in ("document", "indicator", "organisation", "sex", "measure"))
    return (*who, length_of(row), row["period_end"].month)


def _series_of_line(row: Row) -> tuple[object, ...]:
    """Budget and outcome of a line are columns of one table."""
    start, end = row["period_start"], row["period_end"]
    who = tuple(row[name] for name in ("document", "organisation", "statement", "line_no", "line"))
    return (*who, (end - start).days // 28, end.month)


def _figure_named(row: Row) -> tuple[str, str]:
    return f"{row['label']}, {row['organisation']}", named(row)


def _line_named(row: Row) -> tuple[str, str]:
    what = f"{row['line']}, {row['organisation']}"
    return what, f"{what} {span(row['period_start'], row['period_end'])}"


def _wrong(rows: Sequence[Row], series_of: Callable[[Row], object], name: Named, least: int) -> Iterator[Finding]:
    series: defaultdict[object, set[int]] = defaultdict(set)
    for row in rows:
        series[series_of(row)].add(row["period_end"].year)
    for row in rows:
        others = sorted(series[series_of(row)] - {row["period_end"].year})
        if (meant := _meant(row, others, least)) is not None:
            yield _slipped(row, *name(row), others, meant)
        elif _is_far(row):
            yield _far(row, *name(row))


def _is_far(row: Row) -> bool:
    """Whether an outcome is of what has not been, or of what hardly any document still reports."""
    if row["measure"] not in PAST:
        return False
    old = row["period_end"] < row["document_start"] - LIFETIME and row.get("value") != BASE
    return bool(old or row["period_end"] > row["document_end"] + HALF_A_YEAR)


def _meant(row: Row, others: Sequence[int], least: int) -> int | None:
    """The missing year that a year is typed instead of, if it looks so."""
    year, own = row["period_end"].year, row["document_end"].year
    if (row["measure"] in AHEAD and row["period_end"] >= row["document_end"]) or row.get("value") == BASE:
        return None
    if own not in others and year != own and year % CENTURY == own % CENTURY:
        return int(own)
    if len(others) < least or not _stands_apart(year, others):
        return None
    return next((each for each in _missing(year, own, others) if _is_slip(year, each)), None)


def _stands_apart(year: int, others: Sequence[int]) -> bool:
    """Whether a year lies further from its series than the years of that lie from each other."""
    steps = [later - earlier for earlier, later in pairwise(others)]
    return min(abs(year - other) for other in others) > max(steps, default=1)


def _missing(year: int, own: int, others: Sequence[int]) -> list[int]:
    """The years that a series lacks: the document's own, those in gaps of one, and the one before it begins.

    Where a figure is told beside that of just ten or twenty years later, it is what that is compared with.
    """
    gaps = [other + 1 for other in others if other + 2 in others]
    compared = any((other - year) % DECADE == 0 for other in others)
    wanted = [own, *gaps, *([] if compared else [others[0] - 1])]
    return [each for each in wanted if each not in others and each <= own]


def _is_slip(year: int, meant: int) -> bool:
    """Whether a year is another with one digit wrong, other than the last, or with two neighbours swapped."""
    digits, right = f"{year:04}", f"{meant:04}"
    wrong = [place for place, (one, other) in enumerate(zip(digits, right, strict=True)) if one != other]
    if len(wrong) == 1:
        return (year - meant) % DECADE == 0
    first = wrong[0] if wrong else 0
    swapped = digits[:first] + digits[first + 1 : first + 2] + digits[first : first + 1] + digits[first + 2 :]
    return bool(wrong) and swapped == right


def _slipped(row: Row, subject: str, said: str, others: Sequence[int], meant: int) -> Finding:
    among = enumerate_words([str(year) for year in others])
    where_it_is = f"står ensamt {'bland' if len(others) > 1 else 'bredvid'} {among}, där {meant} saknas"
    beside = where_it_is if others else f"är kanske {meant}"
    message = f"{said} {beside}. Kontrollera årtalet."
    return _finding(row, subject, str(meant), message)


def _far(row: Row, subject: str, said: str) -> Finding:
    own = span(row["document_start"], row["document_end"])
    message = f"{said} är tryckt som utfall, men dokumentet gäller {own}. Kontrollera årtalet."
    return _finding(row, subject, own, message)


def _finding(row: Row, subject: str, other: str, message: str) -> Finding:
    return Finding(
        **where(row),
        kind=Contradiction.VALUE,
        severity=Severity.WARNING,
        rule="period",
        subject=subject,
        printed=span(row["period_start"], row["period_end"]),
        other=other,
        message=message,
    )
