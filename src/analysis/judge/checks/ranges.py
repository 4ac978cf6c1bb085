"""Figures that cannot be what they say: beyond their indicator's range, a digit too many, a minus too many."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import LIMITS, PLACES, Contradiction, Severity
from analysis.judge.checks.finding import NOISE, Finding, Row, named, period_of, where, written
from analysis.judge.checks.neighbours import others, series_of, worth
from analysis.judge.checks.units import is_counted
from analysis.words.numbers import PERCENT, beside_sign, number, with_unit

#: What a slipped decimal sign does to a figure, with room for how it moved by itself. Where a series swings, no figure
#: is so many times all of its neighbours.
TEN = (8.0, 12.5)
#: A percentage that goes past it alone is one more reason.
WHOLE = 100
#: Fewer things than this may well become ten times as many.
FEW = 10
#: How many neighbours it takes to say what is usual.
SEVERAL = 2
#: Periods before and after a figure that say what is usual; all of them say what its sign is.
NEAR, ALL = 2, 99


def check_ranges(figures: pl.DataFrame) -> Iterator[Finding]:
    """Find figures beyond the range of their indicator, and figures ten times or a tenth of those around them.

    Args:
        figures: Rows of the view `key_figure_detail` with `minimum` and `maximum`, the declared range in the printed
            unit, if any.

    Yields:
        One warning a figure of a document, with all its places.
    """
    for row, again, around in _around(figures, NEAR):
        beyond = _beyond(row)
        slipped = _slipped(row, around, broken=beyond is not None)
        if beyond is not None or slipped is not None:
            yield _implausible(row, again, beyond, slipped)


def check_signs(figures: pl.DataFrame) -> Iterator[Finding]:
    """Find figures with a minus that nothing else of their series has.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        One warning a figure of a document that would fit its series without the minus.
    """
    for row, again, around in _around(figures, ALL):
        usual = [worth(other) for other in around]
        if row["value"] < 0 and _periods(around) >= SEVERAL and min(usual) > 0:
            size = abs(worth(row))
            if min(usual) / 2 <= size <= max(usual) * 2:
                yield _signed(row, again, around)


def _around(figures: pl.DataFrame, reach: int) -> Iterator[tuple[Row, list[Row], list[Row]]]:
    """Every figure once a document and period, with its other places and with what is printed around it."""
    for series in series_of(figures):
        for rows in series.values():
            yield from ((row, again, others(series, row, reach)) for row, *again in _alike(rows))


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


def _slipped(row: Row, around: Sequence[Row], *, broken: bool) -> Row | None:
    """The nearest figure of which this one is ten times as much, or a tenth, where all around it say the same."""
    usual = [worth(other) for other in around]
    if not usual or row["operator"] in LIMITS or worth(row) <= 0 or min(usual) <= 0:
        return None
    if is_counted(row) and min(worth(row), *usual) < FEW * row["factor"]:
        return None
    times = [worth(row) / value for value in usual]
    tenfold = all(_is_ten(one) for one in times) or all(_is_ten(1 / one) for one in times)
    nearest = min(around, key=lambda other: abs((other["period_end"] - row["period_end"]).days))
    # Two figures alone do not tell which of them has slipped; the later one is looked at.
    moved = _digits(row) == _digits(nearest) and nearest["period_end"] < row["period_end"]
    over = row["symbol"] == PERCENT and row["value"] > WHOLE >= max(other["value"] for other in around)
    sure = _periods(around) >= SEVERAL or broken or moved or over
    return nearest if tenfold and sure else None


def _is_ten(times: float) -> bool:
    return TEN[0] - NOISE <= times <= TEN[1] + NOISE


def _digits(row: Row) -> str:
    """The digits of a figure, wherever its decimal sign stands."""
    return f"{worth(row):.6f}".replace(".", "").strip("0")


def _periods(rows: Sequence[Row]) -> int:
    return len({(row["period_start"], row["period_end"]) for row in rows})


def _implausible(row: Row, again: Sequence[Row], beyond: float | None, slipped: Row | None) -> Finding:
    said = []
    if beyond is not None:
        side = "över" if row["value"] > beyond else "under"
        said.append(f"indikatorn kan inte vara {side} {with_unit(number(beyond), row['symbol'])}")
    if slipped is not None:
        size = "ungefär tio gånger" if worth(row) > worth(slipped) else "ungefär en tiondel av"
        said.append(f"det är {size} värdet för {period_of(slipped)}, {written(slipped)}")
    message = f"{named(row)} är {written(row)}, men {' och '.join(said)}. Kontrollera siffrorna och decimaltecknet."
    if beyond is None:
        return _finding(row, again, slipped, "tenfold", message)
    return replace(_finding(row, again, slipped, "range", message), other=with_unit(number(beyond), row["symbol"]))


def _signed(row: Row, again: Sequence[Row], around: Sequence[Row]) -> Finding:
    nearest = min(around, key=lambda other: abs((other["period_end"] - row["period_end"]).days))
    message = (
        f"{named(row)} är {written(row)}, men alla andra värden i serien är större än noll, till exempel "
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
