"""Parts of a year against the year: a part of what grows is never more than the whole, and all parts are the whole."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise, product

import polars as pl

from analysis.base.vocabulary import LIMITS, Contradiction, Measure, PeriodType, Severity, UnitKind
from analysis.judge.checks.finding import NOISE, Finding, Row, named, period_of, weighed, where, written
from analysis.judge.checks.meant import can_add_up, is_limited
from analysis.judge.checks.neighbours import MONTHS, length_of
from analysis.judge.checks.one_unit import slack_in, value_in
from analysis.judge.checks.units import is_counted
from analysis.judge.figures import period_of as covers
from analysis.judge.periods import Period, is_part_of_year
from analysis.judge.units import ground
from analysis.words.numbers import number, with_unit
from analysis.words.phrases import enumerate_words

DAY = timedelta(days=1)
#: A shorter part may be one that a year is the mean of.
THIRD = 4
ONCE = " Det kan stämma om samma person räknas i flera delar men en gång för året."
MEAN = "En del av året är inte mer än hela, om året inte är ett medeltal."
STANDING = "En del av året kan inte vara mer än hela, om det inte är ett läge vid en tidpunkt (enhetens slag: «stock»)."
#: More parts of a year than this are not written one by one.
FEW = 4
#: Averages of parts of one year differ less than this.
TWICE = 2


def check_parts_of_year(figures: pl.DataFrame) -> Iterator[Finding]:
    """Hold parts of a year against the year, of what grows with it: counts and amounts, but no points in time.

    Args:
        figures: Rows of the view `key_figure_detail` with `minimum` and `document_end`.

    Yields:
        One warning a part that is more than its whole year, as printed anywhere, or as forecast when the part was
        over; and one finding a year that its halves, thirds, quarters or months do not add up to.
    """
    for rows in _series(figures):
        parts = [row for row in rows if row["measure"] == Measure.OUTCOME and is_part_of_year(covers(row))]
        years = [row for row in rows if length_of(row) == MONTHS and covers(row).start.month == 1]
        told = {(part["document"], covers(part), part["value"], part["unit"]): part for part in reversed(parts)}
        wholes = [*years, *(row for row in parts if covers(row).start.month == covers(row).start.day == 1)]
        for part in reversed(told.values()):
            over = [
                whole
                for whole in wholes
                if _holds(whole, part) and _is_over(part, whole) and not _is_mean(whole, parts)
            ]
            yield from (_over(part, whole) for whole in over[:1])
        for year in years:
            if year["measure"] == Measure.OUTCOME:
                yield from _summed(year, [part for part in parts if _holds(year, part)])


def _series(figures: pl.DataFrame) -> Iterator[list[Row]]:
    """Outcomes and forecasts of what grows, by what they count and of whom."""
    used = figures.filter(
        pl.col("value").is_not_null() & pl.col("doubted").is_null() & (pl.col("value") >= 0),
        pl.col("measure").is_in([Measure.OUTCOME.value, Measure.FORECAST.value]),
        pl.col("unit_kind").is_in([UnitKind.COUNT.value, UnitKind.AMOUNT.value]),
        pl.col("period_type").is_in([PeriodType.POINT.value, PeriodType.ROLLING_12.value]).not_(),
    )
    series: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in used.iter_rows(named=True):
        # A count with decimals is an average.
        if is_counted(row) or row["unit_kind"] == UnitKind.AMOUNT:
            series[(*(row[name] for name in ("indicator", "organisation", "sex")), ground(row))].append(row)
    yield from series.values()


def _holds(year: Row, part: Row) -> bool:
    """Whether a part is one of a year that nobody has measured anew within."""
    inside = year["period_start"] <= part["period_start"] and part["period_end"] <= year["period_end"]
    return (
        inside
        and covers(year) != covers(part)
        and not any(year["period_start"] < day <= year["period_end"] for day in year["measured_anew"] or ())
    )


def _is_over(part: Row, year: Row) -> bool:
    """Whether a part is more than its year can be; a sum of money may fall again, and a wage is the same all year."""
    money = part["unit_kind"] == UnitKind.AMOUNT and part["scale"] is not None
    if money and (part["minimum"] is None or part["minimum"] < 0):
        return False
    if part["operator"] or year["operator"] in LIMITS:
        return False
    if year["measure"] == Measure.FORECAST and year["document_end"] < part["period_end"]:
        return False
    return bool(value_in(part, year) > year["value"] + slack_in(part, year) + slack_in(year, year) + NOISE)


def _is_mean(year: Row, parts: Sequence[Row]) -> bool:
    """Whether a year lies between parts of it that come after each other and are much alike: heads on average."""
    own = [(covers(part), value_in(part, year)) for part in parts if _holds(year, part)]
    return any(
        one.end < other.start and min(a, b) <= year["value"] <= max(a, b) <= TWICE * min(a, b)
        for (one, a), (other, b) in product(own, own)
    )


def _over(part: Row, year: Row) -> Finding:
    expected = year["measure"] == Measure.FORECAST
    whole = f"prognosen för {period_of(year)}" if expected else f"hela {period_of(year)}"
    elsewhere = year["document"] != part["document"]
    told = f" i ”{year['document_title']}”" if elsewhere else ""
    return Finding(
        **where(part),
        kind=Contradiction.VALUE,
        severity=weighed(Severity.NOTE if length_of(part) < THIRD else Severity.WARNING, part, year),
        rule="part-of-year",
        subject=f"{part['label']}, {part['organisation']} {part['period_end'].year}",
        printed=written(part),
        other=written(year),
        difference=round(value_in(part, year) - year["value"], 6),
        other_place="" if elsewhere else year["place"],
        other_document=year["document"] if elsewhere else "",
        message=f"{named(part)} är {written(part)}, men {whole} är {written(year)}{told}. "
        f"{MEAN if length_of(part) < THIRD else STANDING}",
    )


def _summed(year: Row, parts: Sequence[Row]) -> Iterator[Finding]:
    """Tell of a year that the parts of its own document do not make, however long those are."""
    own = [part for part in parts if part["document"] == year["document"]]
    for length in sorted({length_of(part) for part in own}):
        every = _tiles(year, [part for part in own if length_of(part) == length])
        if every and not any(_adds_up(year, each) for each in every):
            yield _not_the_sum(year, every[0])
            return


def _tiles(year: Row, parts: Sequence[Row]) -> list[tuple[Row, ...]]:
    """The ways to lay parts after each other from the first day of a year to its last."""
    printed: defaultdict[Period, list[Row]] = defaultdict(list)
    for part in parts:
        printed[covers(part)].append(part)
    spans = sorted(printed)
    if (spans[0].start, spans[-1].end) != covers(year) or any(a.end + DAY != b.start for a, b in pairwise(spans)):
        return []
    return list(product(*(printed[span] for span in spans)))


def _adds_up(year: Row, parts: Sequence[Row]) -> bool:
    """Whether parts make their year; or the year is one of what they are, as an average or a price is."""
    values = [value_in(part, year) for part in parts]
    slack = slack_in(year, year) + sum(slack_in(part, year) for part in parts)
    between = min(values) - slack <= year["value"] <= max(values) + slack
    if is_limited(year, *parts):
        return between or can_add_up(year, list(parts))
    rough = any(row["operator"] for row in (year, *parts))
    return rough or between or abs(sum(values) - year["value"]) <= slack + NOISE


def _may_be_people(year: Row, parts: Sequence[Row]) -> bool:
    """Whether a year can be right all the same: who comes in several parts of a year is counted once."""
    values = [value_in(part, year) for part in parts]
    return bool(year["unit_kind"] == UnitKind.COUNT and max(values) <= year["value"] <= sum(values))


def _told_sum(year: Row, parts: Sequence[Row], summed: float) -> str:
    if is_limited(year, *parts):
        return "kan inte tillsammans bli det"
    return f"är tillsammans {with_unit(number(summed), year['symbol'])}"


def _not_the_sum(year: Row, parts: Sequence[Row]) -> Finding:
    summed = round(sum(value_in(part, year) for part in parts), 6)
    each = f"{len(parts)} delar" if len(parts) > FEW else enumerate_words([written(part) for part in parts])
    return Finding(
        **where(year),
        kind=Contradiction.SUM,
        severity=weighed(Severity.NOTE if _may_be_people(year, parts) else Severity.ERROR, year, *parts),
        rule="parts-of-year",
        subject=f"{year['label']}, {year['organisation']} {year['period_end'].year}",
        printed=written(year),
        other=with_unit(number(summed), year["symbol"]),
        difference=round(year["value"] - summed, 6),
        other_place=parts[0]["place"],
        message=f"{named(year)} är {written(year)}, men årets delar, {each}, {_told_sum(year, parts, summed)}."
        f"{ONCE if _may_be_people(year, parts) else ''}",
    )
