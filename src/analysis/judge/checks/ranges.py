"""Figures that cannot be what they say: beyond their indicator's range, a digit too many, a minus too many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from analysis.base.vocabulary import LIMITS, PLACES, Contradiction, Measure, Severity, UnitKind
from analysis.judge.checks.finding import NOISE, Finding, Row, named, period_of, where, written
from analysis.judge.checks.neighbours import others, outcomes_around, series_with_outcomes, worth
from analysis.judge.checks.units import is_counted
from analysis.words.numbers import PERCENT, beside_sign, number, with_unit
from analysis.words.terms import term

#: What a slipped decimal sign or a unit does to a figure, and what that is called, more and less.
TIMES = {
    10.0: ("tio gånger", "en tiondel av"),
    100.0: ("hundra gånger", "en hundradel av"),
    1_000.0: ("tusen gånger", "en tusendel av"),
    1_000_000.0: ("en miljon gånger", "en miljondel av"),
}
#: Room for how a figure moved by itself. Where a series swings, no figure is so many times all of its neighbours.
ROOM = (0.8, 1.25)
#: From so many times on it is not the decimal sign that has slipped.
THOUSAND = 1_000.0
#: What may well become ten times as much in a year: visitors, projects; rates and indexes hardly do.
MAY_GROW = {UnitKind.COUNT, UnitKind.AMOUNT, UnitKind.STOCK}
#: What figures are called beside others.
CALLED = {Measure.TARGET: "målet", Measure.FORECAST: "prognosen", Measure.BUDGET: "budgeten"}
#: A percentage that goes past it alone is one more reason.
WHOLE = 100
#: What is near what comes out, though it stands in a series of its own.
EXPECTED = {Measure.FORECAST, Measure.BUDGET}
#: Fewer things than this may well become ten times as many.
FEW = 10
#: How many neighbours it takes to say what is usual.
SEVERAL = 2
#: Periods before and after a figure that say what is usual; all of them say what its sign is.
NEAR, ALL = 2, 99


@dataclass(frozen=True)
class Slip:
    """A figure so many times what is around it that a digit or a unit seems wrong.

    Attributes:
        nearest: The nearest figure around it.
        times: How many times as much it is, or that is as it: a power of ten.
        more: Whether it is the figure that is more.
        sure: Whether it can hardly have become so by itself.
    """

    nearest: Row
    times: float
    more: bool
    sure: bool


def check_ranges(figures: pl.DataFrame) -> Iterator[Finding]:
    """Find figures beyond the range of their indicator, and figures ten times or a tenth of those around them.

    A hundred, a thousand and a million times too: a share printed instead of a percentage, another unit.

    Args:
        figures: Rows of the view `key_figure_detail` with `minimum` and `maximum`, the declared range in the printed
            unit, if any.

    Yields:
        One warning a figure of a document, with all its places; a note where it may have become so by itself.
    """
    for row, again, around in _around(figures, NEAR):
        beyond = _beyond(row)
        slipped = _slipped(row, around, broken=beyond is not None)
        if beyond is not None or slipped is not None:
            yield _implausible(row, again, beyond, slipped)


def check_signs(figures: pl.DataFrame) -> Iterator[Finding]:
    """Find figures with a minus that nothing else of their series has, and without one that all else has.

    The first deficit after years of surplus is an ordinary one, so money is left alone, and so is what the indicator
    declares to go below zero.

    Args:
        figures: Rows of the view `key_figure_detail` with `minimum`.

    Yields:
        One warning a figure of a document that would be as the one nearest to it with the other sign; a note where it
        would only fit its series: what falls from year to year may have passed zero.
    """
    for row, again, around in _around(figures, ALL):
        # All of the other sign are more than zero here, whichever sign that is.
        usual = [worth(other) if row["value"] < 0 else -worth(other) for other in around]
        if row["value"] and not _may_turn(row) and _periods(around) >= SEVERAL and min(usual) > 0:
            size = abs(worth(row))
            if min(usual) * ROOM[0] <= size <= max(usual) * ROOM[1]:
                found = _signed(row, again, around)
                yield found if _is_as_nearest(row, around) else replace(found, severity=Severity.NOTE)


def _is_as_nearest(row: Row, around: Sequence[Row]) -> bool:
    """Whether a figure is as large as those of the period nearest to it."""
    nearest = _nearest(row, around)
    return ROOM[0] - NOISE <= abs(worth(row) / worth(nearest)) <= ROOM[1] + NOISE


def _nearest(row: Row, around: Sequence[Row]) -> Row:
    return min(around, key=lambda other: abs((other["period_end"] - row["period_end"]).days))


def _may_turn(row: Row) -> bool:
    """Whether a sign says nothing: by what is declared, else because amounts that convert are sums of money."""
    if row["minimum"] is not None:
        return bool(row["minimum"] < 0)
    return row["unit_kind"] == UnitKind.AMOUNT and row["scale"] is not None


def _around(figures: pl.DataFrame, reach: int) -> Iterator[tuple[Row, list[Row], list[Row]]]:
    """Every figure once a document and period, with its other places and with what is printed around it."""
    for series, outcomes in series_with_outcomes(figures):
        for row, *again in (alike for rows in series.values() for alike in _alike(rows)):
            around = others(series, row, reach)
            if row["measure"] in EXPECTED:
                around += outcomes_around(outcomes, row, reach)
            yield row, again, around


def _alike(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The same figure in several places of one document, together."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["document"], row["value"], row["unit"]), []).append(row)
    yield from groups.values()


def _beyond(row: Row) -> float | None:
    """The end of the range that its indicator declares, where a figure lies outside it."""
    low, high, value = row["minimum"], row["maximum"], row["value"]
    if low is not None and value < low - NOISE:
        return float(low)
    return float(high) if high is not None and value > high + NOISE else None


def _slipped(row: Row, around: Sequence[Row], *, broken: bool) -> Slip | None:
    """What a figure is so many times as much as, where all around it say the same."""
    usual = [worth(other) for other in around]
    if not usual or row["operator"] in LIMITS or min(worth(row) * other for other in usual) <= 0:
        return None
    if is_counted(row) and min(map(abs, (worth(row), *usual))) < FEW * row["factor"]:
        return None
    found = power_of([worth(row) / value for value in usual])
    nearest = _nearest(row, around)
    same = _digits(row) == _digits(nearest)
    # Two figures alone do not tell which of them has slipped; the later one is looked at.
    moved = same and nearest["period_end"] < row["period_end"]
    over = row["symbol"] == PERCENT and row["value"] > WHOLE >= max(other["value"] for other in around)
    if found is None:
        return None
    times, more = found
    alone = _periods(around) < SEVERAL and not (broken or moved or over)
    if alone and not _tells_alone(row, nearest, times):
        return None
    # What is aimed at years later may be another matter altogether.
    far = row["measure"] == Measure.TARGET and abs(row["period_end"].year - nearest["period_end"].year) > 1
    certain = (broken or same or over or times > min(TIMES)) and not (far and not broken)
    return Slip(nearest, times, more, certain or not (far or alone or _may_be_so(row, around, more=more)))


def _tells_alone(row: Row, earlier: Row, times: float) -> bool:
    """Whether the only other figure says that a later one is odd: rates hardly leap, and nothing a thousandfold."""
    leaps = times >= THOUSAND or row["unit_kind"] not in MAY_GROW
    return earlier["period_end"] < row["period_end"] and leaps


def power_of(ratios: Sequence[float]) -> tuple[float, bool] | None:
    """Find the power of ten that all ratios are near.

    Args:
        ratios: How many times one figure others are.

    Returns:
        Ten, a hundred, a thousand or a million, and whether the ratios are that or one over it; nothing where they are
        near neither.
    """
    for times in TIMES:
        for more in (True, False):
            if all(ROOM[0] - NOISE <= (one if more else 1 / one) / times <= ROOM[1] + NOISE for one in ratios):
                return times, more
    return None


def _may_be_so(row: Row, around: Sequence[Row], *, more: bool) -> bool:
    """Whether a figure may have become so by itself: things and money may, and what begins from little."""
    first = all(other["period_end"] > row["period_end"] for other in around)
    return row["unit_kind"] in MAY_GROW or (first and not more)


def _digits(row: Row) -> str:
    """The digits of a figure, wherever its decimal sign stands."""
    return f"{worth(row):.6f}".replace(".", "").strip("0")


def _periods(rows: Sequence[Row]) -> int:
    return len({(row["period_start"], row["period_end"]) for row in rows})


def _implausible(row: Row, again: Sequence[Row], beyond: float | None, slip: Slip | None) -> Finding:
    said = []
    if beyond is not None:
        side = "över" if row["value"] > beyond else "under"
        said.append(f"{term('indicator').the} kan inte vara {side} {with_unit(number(beyond), row['symbol'])}")
    if slip is not None:
        size = TIMES[slip.times][0 if slip.more else 1]
        called = CALLED.get(slip.nearest["measure"], "värdet")
        said.append(f"det är ungefär {size} {called} för {period_of(slip.nearest)}, {written(slip.nearest)}")
    message = f"{named(row)} är {written(row)}, men {' och '.join(said)}. {_to_check(row, slip)}"
    nearest = slip.nearest if slip else None
    if beyond is None:
        found = _finding(row, again, nearest, "tenfold", message)
        return found if slip and slip.sure else replace(found, severity=Severity.NOTE)
    return replace(_finding(row, again, nearest, "range", message), other=with_unit(number(beyond), row["symbol"]))


def _to_check(row: Row, slip: Slip | None) -> str:
    """What is likely wrong: a share instead of a percentage, another unit, or digits."""
    if slip and slip.times == WHOLE and not slip.more and row["symbol"] == PERCENT:
        return "Är talet tryckt som andel och inte i procent?"
    if slip and slip.times >= THOUSAND:
        return "Kontrollera enheten."
    return "Kontrollera siffrorna och decimaltecknet."


def _signed(row: Row, again: Sequence[Row], around: Sequence[Row]) -> Finding:
    nearest = _nearest(row, around)
    side = "större" if row["value"] < 0 else "mindre"
    message = (
        f"{named(row)} är {written(row)}, men alla andra värden i serien är {side} än noll, till exempel "
        f"{written(nearest)} för {period_of(nearest)}. Kontrollera tecknet."
    )
    return _finding(row, again, nearest, "sign", message)


def _finding(row: Row, again: Sequence[Row], nearest: Row | None, rule: str, message: str) -> Finding:
    beside = [*again, *([nearest] if nearest is not None else [])]
    elsewhere = nearest is not None and nearest["document"] != row["document"]
    return Finding(
        **where(row),
        kind=Contradiction.VALUE,
        severity=Severity.WARNING,
        rule=rule,
        subject=f"{row['label']}, {row['organisation']} {row['period_end'].year}",
        printed=beside_sign(number(row["value"], row["printed_decimals"]), row["operator"]),
        other=written(nearest) if nearest is not None else "",
        other_place=PLACES.join(dict.fromkeys(each["place"] for each in beside if each["place"] != row["place"])),
        other_document=nearest["document"] if nearest is not None and elsewhere else "",
        message=message,
    )
