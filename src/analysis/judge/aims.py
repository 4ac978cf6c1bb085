"""What a target of each kind is held against: the base of a movement, the places of a rank, the mean of years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from analysis.base.judged import Unjudged
from analysis.base.vocabulary import Direction, Measure, Operator, Sex, TargetKind, UnitKind
from analysis.judge.facts import Breaks, Row
from analysis.judge.figures import Asked, near, period_of, said_by
from analysis.judge.interval import Interval
from analysis.judge.limits import HUNDRED, kind_of
from analysis.judge.outcome import Outcome
from analysis.judge.periods import Period, alike, is_as_a_year
from analysis.judge.units import Units
from analysis.words.numbers import PERCENT

#: Which way a movement goes that names no sign, by what is better.
WAYS = {Direction.HIGHER: Operator.ABOVE, Direction.LOWER: Operator.BELOW}

#: What is known of a unit, and what it is called of an indicator's.
OF_INDICATOR = {"unit": "unit", "symbol": "symbol", "unit_kind": "kind"}


@dataclass(frozen=True)
class Known:
    """What is known beside the figures.

    Attributes:
        asked: Which document asks.
        units: Every unit.
        breaks: Changes of method.
    """

    asked: Asked
    units: Units
    breaks: Breaks

    def changed(self, since: date, until: date, about: Row) -> bool:
        """Whether the indicator began to be measured in another way after one day, and not after another."""
        return any(since < day <= until for day in self.breaks.get(about["indicator"], ()))


@dataclass(frozen=True)
class Mean:
    """The mean of the years that are known so far.

    Attributes:
        interval: What it may be, in the target's unit.
        value: The mean, where every year is one figure.
        years: The years that are known.
        whole: Whether these are all that the target asks for.
        why_not: Why there is none that says anything.
    """

    interval: Interval | None = None
    value: Decimal | None = None
    years: tuple[int, ...] = ()
    whole: bool = False
    why_not: Unjudged | None = None


def own_first(targets: Sequence[Row]) -> Sequence[Row]:
    """Choose of targets for the same those that are judged by: what they are set for has set them itself.

    Args:
        targets: `organisation`, `set_by`.

    Returns:
        The owner's own; those that somebody else has set for it where it has none.
    """
    own = [row for row in targets if row.get("set_by") in (None, row["organisation"])]
    return own or targets


def measured(about: Row, figures: Iterable[Row]) -> list[Row]:
    """Choose the figures that a yardstick is about: of its sex, and of its kind of period.

    Args:
        about: `sex`, `period_type`, nothing for any.
        figures: Figures of its indicator and organisation.

    Returns:
        The figures; those of a yardstick for women or men are all that it knows, as totals.
    """
    sex, kind = about.get("sex") or Sex.TOTAL, about.get("period_type")
    of_sex = list(figures) if sex == Sex.TOTAL else [{**row, "sex": Sex.TOTAL} for row in figures if row["sex"] == sex]
    return [row for row in of_sex if kind is None or row["measure"] == Measure.TARGET or row["period_type"] == kind]


def in_places(about: Row, figures: Sequence[Row]) -> list[Row]:
    """Take the places of an indicator for its outcomes.

    Args:
        about: `indicator_kind`, what its unit counts.
        figures: Figures of a yardstick.

    Returns:
        The same where outcomes are places already; else those that are printed as such.
    """
    if about.get("indicator_kind") == UnitKind.RANK:
        return list(figures)
    return [{**row, "measure": Measure.OUTCOME, "is_rank": True} for row in figures if row["measure"] == Measure.RANK]


#: What a target takes over from the figure that it is to move from, which is then the one that it shows.
OF_BASE = ("value", "decimals", "unit", "symbol", "unit_kind", "file", "file_row")


def with_base(
    about: Row, target: Row | None, figures: Sequence[Row], outcome: Outcome | None, known: Known
) -> Row | None:
    """Give a target that asks for a movement what it moves from, as its value.

    Args:
        about: `direction`, and `base_year` and `base_value` of the yardstick, in the unit of its indicator.
        target: The target.
        figures: Figures of the yardstick.
        outcome: What came out: like is compared with like.
        known: Units, changes of method, and where it is asked.

    Returns:
        The target with `value`, `decimals` and unit of the base, and `why_not` where there is none; others as they are.
    """
    if target is None or target["missing"] is not None or kind_of(target) is not TargetKind.DIRECTION:
        return target
    told = {**target, "operator": target["operator"] or WAYS.get(about["direction"]), "why_not": Unjudged.BASE}
    said = target if target["base_year"] is not None or target["base_value"] is not None else about
    told["base_year"] = said["base_year"]
    if said["base_value"] is not None:
        of_indicator = {name: about[f"indicator_{kind}"] for name, kind in OF_INDICATOR.items()}
        named = {name: target[name] for name in OF_INDICATOR} if said is target else of_indicator
        return {**told, **named, "value": said["base_value"], "decimals": said["base_decimals"], "why_not": None}
    base = _of_year(figures, said["base_year"], outcome.period if outcome else None, known.asked)
    if base is None:
        return told
    named = {name: base[name] for name in (*OF_BASE, "width")}
    why = Unjudged.METHOD if outcome and known.changed(period_of(base).start, outcome.period.end, about) else None
    # What a limit or a rough figure is more than, nobody knows.
    why = Unjudged.BASE if base["operator"] else why
    return {**told, **named, "why_not": why}


def mean_of(about: Row, target: Row, figures: Sequence[Row], known: Known) -> Mean:
    """Take the mean of the years that a target asks for, as far as the document's own year.

    Args:
        about: `indicator`, `year`.
        target: `first_year`, `last_year`, `unit`.
        figures: Figures of the yardstick.
        known: Units, changes of method, and where it is asked.

    Returns:
        The mean in the target's unit; none across a change of method, or of figures without a common ground.
    """
    last = min(target["last_year"], about["year"])
    found = {year: _of_year(figures, year, None, known.asked) for year in range(target["first_year"], last + 1)}
    rows = {year: row for year, row in found.items() if row}
    if not rows:
        return Mean(why_not=Unjudged.NO_OUTCOME)
    ends = sorted(period_of(row) for row in rows.values())
    if known.changed(ends[0].start, ends[-1].end, about):
        return Mean(why_not=Unjudged.METHOD)
    factors = [known.units.factor(row["unit"], target["unit"]) for row in rows.values()]
    if None in factors:
        return Mean(why_not=Unjudged.UNITS)
    said = [said_by(row).each(factor.of) for row, factor in zip(rows.values(), factors, strict=True) if factor]
    total, amount = said[0], Decimal(len(said))
    for other in said[1:]:
        total = total.plus(other)
    mean = total.each(lambda value: value / amount)
    whole = len(rows) == target["last_year"] - target["first_year"] + 1
    return Mean(mean, mean.low if mean.is_exact else None, tuple(rows), whole, None if whole else Unjudged.YEARS)


def place_of(outcome: Outcome, target: Row) -> Outcome | Unjudged:
    """Say which place an outcome is, as its target counts it.

    Args:
        outcome: A place, its row with `of`, how many there are.
        target: A rank: places, or a share of all in percent.

    Returns:
        The place, or its share of all; why not, where nobody says how many there are.
    """
    if target["symbol"] != PERCENT:
        return outcome
    if outcome.sexes or not outcome.row.get("of"):
        return Unjudged.AMONG
    all_of_them = Decimal(outcome.row["of"])
    share = outcome.interval.each(lambda value: value * HUNDRED / all_of_them)
    return replace(outcome, interval=share, value=share.low if share.is_exact else None)


def _of_year(figures: Iterable[Row], year: int, like: Period | None, asked: Asked) -> Row | None:
    """The outcome of a year: of the same part of it, else of the whole; the document's own before what others print."""

    def fits(row: Row) -> bool:
        is_total = row["measure"] == Measure.OUTCOME and row["value"] is not None and row["sex"] == Sex.TOTAL
        period = period_of(row)
        return is_total and period.end.year == year and (alike(period, like) if like else is_as_a_year(period))

    def order(row: Row) -> tuple[object, ...]:
        day = period_of(row)
        return (
            row["document"] != asked.document,
            row.get("doubted") is not None,
            -row["document_end"].toordinal(),
            -day.days,
            -day.end.toordinal(),
            *near(row, asked),
        )

    return min(filter(fits, figures), key=order, default=None)
