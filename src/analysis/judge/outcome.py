"""The outcome of a goal: as printed, of women and men together, or of an earlier year where that counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analysis.base.vocabulary import Measure, Missing, Sex
from analysis.judge.facts import Breaks, Row
from analysis.judge.figures import (
    Asked,
    Pair,
    by_sex,
    earlier_by_sex,
    earlier_than,
    is_of,
    near,
    outcome_of,
    period_of,
    said_by,
)
from analysis.judge.interval import LEAST, MOST, Interval
from analysis.judge.periods import Period
from analysis.judge.units import Units, adds_up, is_counted
from analysis.words.numbers import exact

#: What nobody can say anything of.
ANYTHING = Interval(LEAST, MOST)


#: Why no earlier figure stands for an outcome: the document has decided not to print any.
KEPT_BACK = {Missing.SECRET, Missing.NOT_APPLICABLE}


@dataclass(frozen=True)
class Outcome:
    """What came out.

    Attributes:
        row: The printed figure; that of women, else of men, where women and men are told apart.
        interval: What it may be, in its own unit.
        value: The figure; nothing where it lies somewhere between women's and men's.
        sexes: The figures of women and men, where none is printed for both.
        is_late: Whether it is of an earlier year than the one that is reported.
        is_counted: Whether it counts whole things, so that nothing was rounded.
    """

    row: Row
    interval: Interval
    value: Decimal | None
    sexes: Pair | None = None
    is_late: bool = False
    is_counted: bool = False

    @property
    def unit(self) -> str | None:
        """Its unit."""
        unit: str | None = self.row["unit"]
        return unit

    @property
    def decimals(self) -> int | None:
        """How many decimals it is printed with."""
        return _most_decimals(self.sexes) if self.sexes else self.row["decimals"]

    @property
    def period(self) -> Period:
        """What it covers."""
        return period_of(self.row)


def known_outcome(
    about: Row, figures: Sequence[Row], asked: Asked, units: Units, breaks: Breaks, aims: Sequence[Period] = ()
) -> Outcome | None:
    """Find what came out.

    Args:
        about: `third_answer` (whether people may be neither women nor men), `lag_years` (how old a figure may be that
            is held against this year's target), `year`.
        figures: Figures of the indicator and organisation that is measured.
        asked: Which document and period.
        units: Every unit.
        breaks: Changes of method.
        aims: What targets are set for, where none is for the whole year.

    Returns:
        The total; else women and men together; else the latest earlier figure within the indicator's lag, but for an
        outcome that is kept back; else what is printed of women or men, which says nothing of all.
    """
    totals = [row for row in figures if row["sex"] == Sex.TOTAL]
    if row := outcome_of(totals, asked, aims):
        return _printed(row)
    pair = by_sex(figures, asked, aims)
    if pair and not _are_apart(about, figures, asked) and (together := _together(pair, units)):
        return together
    late = None if missing_outcome(figures, asked) in KEPT_BACK else _late(about, figures, asked, units, breaks)
    return late or (_apart(pair) if pair else None)


def missing_outcome(figures: Sequence[Row], asked: Asked) -> str | None:
    """Say why a document prints no outcome of its period, where it says it.

    Args:
        figures: Figures of the indicator and organisation that is measured.
        asked: Which document and period.

    Returns:
        A `Missing` code; nothing where the outcome is merely not there.
    """
    own = sorted(
        (row for row in figures if row["measure"] == Measure.OUTCOME and is_of(row, asked)),
        key=lambda row: near(row, asked),
    )
    totals = [row["missing"] for row in own if row["sex"] == Sex.TOTAL and _says_why(row)]
    # Where nothing is printed of all, women and men may be missing for one reason.
    sexes = {row["missing"] for row in own} if all(map(_says_why, own)) else set()
    return next(iter(totals), None) or (sexes.pop() if len(sexes) == 1 else None)


def _says_why(row: Row) -> bool:
    return row["value"] is None and row["missing"] not in (None, Missing.NOT_REPORTED)


def earlier_outcome(
    about: Row, figures: Sequence[Row], period: Period | None, asked: Asked, units: Units, breaks: Breaks
) -> Outcome | None:
    """Find what came out before.

    Args:
        about: `third_answer`, `year`, as for `known_outcome`.
        figures: Figures of the indicator and organisation that is measured.
        period: What the outcome covers; nothing where there is none, and the latest of any length is looked for.
        asked: Which document and period.
        units: Every unit.
        breaks: Changes of method.

    Returns:
        The nearest total; women and men together where they are nearer.
    """
    total = earlier_than([row for row in figures if row["sex"] == Sex.TOTAL], period, asked, breaks)
    pair = None if _are_apart(about, figures, asked) else earlier_by_sex(figures, period, asked, breaks)
    nearer = pair and (total is None or total["period_end"] < pair.first["period_end"])
    together = _together(pair, units) if pair and nearer else None
    return together or (_printed(total) if total else None)


def _late(about: Row, figures: Sequence[Row], asked: Asked, units: Units, breaks: Breaks) -> Outcome | None:
    """What came out before, as far back as the indicator's lag allows."""
    if not about["lag_years"]:
        return None
    pair = earlier_by_sex(figures, None, asked, breaks)
    known = (earlier_outcome(about, figures, None, asked, units, breaks), _apart(pair) if pair else None)
    since = about["year"] - about["lag_years"]
    return next((replace(old, is_late=True) for old in known if old and old.period.end.year >= since), None)


def _printed(row: Row) -> Outcome:
    return Outcome(row, said_by(row), exact(row["value"]), is_counted=_is_counted(row))


def _are_apart(about: Row, figures: Sequence[Row], asked: Asked) -> bool:
    """Whether women and men are not all, or are aimed at each by themselves."""
    return about["third_answer"] or any(
        row["measure"] == Measure.TARGET
        and row["sex"] != Sex.TOTAL
        and row["document"] == asked.document
        and row["period_end"].year == about["year"]
        for row in figures
    )


def _together(pair: Pair, units: Units) -> Outcome | None:
    """Add what adds up; a level lies between women and men, nobody knows where; of anything else nothing is known."""
    women, men = pair.women, pair.men
    factor = units.factor(men["unit"], women["unit"]) if women and men else None
    if women is None or men is None or factor is None:
        return None
    hers, his = said_by(women), said_by(men).each(factor.of)
    adding = adds_up(women["unit_kind"], _most_decimals(pair))
    if not adding:
        between = ANYTHING if adding is None else hers.around(his)
        return Outcome(women, between, between.low if between.is_exact else None, pair)
    total = hers.plus(his)
    return Outcome(women, total, total.low if total.is_exact else None, pair, is_counted=_is_counted(women))


def _apart(pair: Pair) -> Outcome:
    """What is printed of women or men, where nothing follows from it for all."""
    return Outcome(pair.first, ANYTHING, None, pair)


def _most_decimals(pair: Pair) -> int:
    return max((row["decimals"] or 0 for row in (pair.women, pair.men) if row), default=0)


def _is_counted(row: Row) -> bool:
    return is_counted(row["unit_kind"], row["decimals"])
