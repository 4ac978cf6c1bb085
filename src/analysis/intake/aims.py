"""What targets ask for, held against the yardsticks that they are for: numbers of no yardstick, bases of nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from analysis.base.vocabulary import Direction, Measure, Operator, TargetKind, UnitKind
from analysis.errors import Fault
from analysis.intake.contracts import GoalIndicators, Goals, Observations, Targets
from analysis.intake.reference_contracts import Indicators, Units
from analysis.intake.rows import FileRow
from analysis.words.numbers import PERCENT
from analysis.words.translate import Words, _, later

Frames = Mapping[type[FileRow], pl.DataFrame]
Row = dict[str, Any]
#: The files that are read together here.
NEEDED: frozenset[type[FileRow]] = frozenset({Goals, GoalIndicators, Targets, Indicators, Units, Observations})
YARDSTICK = ("document", "goal", "yardstick")
#: What tells a yardstick apart, and what it is held against where its targets do not say it.
ABOUT = ("indicator", "measured_for", "sex", "base_year", "base_value")
UPWARDS, DOWNWARDS = (Operator.ABOVE, Operator.AT_LEAST), (Operator.BELOW, Operator.AT_MOST)
#: Which way a sign of a target leads against what is good.
AGAINST = {Direction.HIGHER: DOWNWARDS, Direction.LOWER: UPWARDS}
SAID = Words({Direction.HIGHER: later("högre är bättre"), Direction.LOWER: later("lägre är bättre")})
HUNDRED = 100


def aim_faults(frames: Frames) -> list[Fault]:
    """Find targets that ask for what no yardstick can show, and yardsticks that two rows number alike.

    Args:
        frames: Validated frames by contract.

    Returns:
        One fault a cell.
    """
    yardsticks = _yardsticks(frames)
    return [*_twice(frames), *_of_no_yardstick(frames[Targets], yardsticks), *_of_targets(frames, yardsticks)]


def _yardsticks(frames: Frames) -> pl.DataFrame:
    """Every yardstick: the goal's own row is the first, where no other row says that it is."""
    further = frames[GoalIndicators].select(*YARDSTICK, *ABOUT)
    own = frames[Goals].with_columns(yardstick=pl.lit(1, pl.Int32)).select(*YARDSTICK, *ABOUT)
    return pl.concat([own.join(further, on=YARDSTICK, how="anti"), further])


def _twice(frames: Frames) -> Iterator[Fault]:
    measured = frames[Goals].filter(pl.col("indicator").is_not_null())
    first = frames[GoalIndicators].filter(pl.col("yardstick") == 1)
    for row in first.join(measured, on=["document", "goal"], how="semi").iter_rows(named=True):
        told = _(
            "{yardstick.one} 1 står redan i {goal.short.the}s egen rad i goals.csv; lämna indicator tom där eller välj "
            "ett annat nummer"
        )
        yield _fault(row, "yardstick", told)


def _of_no_yardstick(targets: pl.DataFrame, yardsticks: pl.DataFrame) -> Iterator[Fault]:
    numbers: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for document, goal, number in yardsticks.sort("yardstick").select(YARDSTICK).iter_rows():
        numbers[document, goal].append(number)
    for row in targets.join(yardsticks, on=YARDSTICK, how="anti").iter_rows(named=True):
        if known := numbers.get((row["document"], row["goal"])):
            told = _("{goal.short.the} har bara {yardstick.one} {known}", known=", ".join(map(str, known)))
            yield _fault(row, "yardstick", told)


def _of_targets(frames: Frames, yardsticks: pl.DataFrame) -> Iterator[Fault]:
    indicators = frames[Indicators].select("indicator", way="direction")
    units = frames[Units].select("unit", "symbol", unit_kind="kind")
    of_yardstick = yardsticks.rename({name: f"own_{name}" for name in ("base_year", "base_value")})
    every = (
        frames[Targets]
        .join(of_yardstick, on=YARDSTICK)
        .join(indicators, on="indicator", how="left")
        .join(units, on="unit", how="left")
    )
    measured = _years_with_outcomes(frames[Observations])
    for row in every.sort("file", "file_row").iter_rows(named=True):
        for check in CHECKS.get(TargetKind(row["kind"]), ()):
            yield from check(row, measured)


Measured = set[tuple[Any, ...]]


def _years_with_outcomes(figures: pl.DataFrame) -> Measured:
    known = figures.filter(pl.col("value").is_not_null(), pl.col("measure").cast(pl.String) == Measure.OUTCOME.value)
    return set(known.select("indicator", "organisation", "sex", pl.col("period_end").dt.year()).iter_rows())


def _range_and_direction(row: Row, _measured: Measured) -> Iterator[Fault]:
    if row["way"] in SAID:
        told = _(
            "ett intervall, men för {indicator.the} står att {way}; skriv range i direction i "
            "reference/indicators.csv, eller ett mål med kind level",
            way=SAID[row["way"]],
        )
        yield _fault(row, "kind", told)


def _way(row: Row, _measured: Measured) -> Iterator[Fault]:
    if row["operator"] is None and row["way"] not in SAID:
        told = _("{indicator.the} säger inte vad som är bättre: skriv > ska öka eller < ska minska")
        yield _fault(row, "operator", told)
    if row["operator"] in AGAINST.get(row["way"], ()):
        told = _("målet går åt fel håll: för {indicator.the} står att {way}", way=SAID[row["way"]])
        yield _fault(row, "operator", told)


def _base(row: Row, measured: Measured) -> Iterator[Fault]:
    """A target that says nothing of a base has its yardstick's."""
    said = [row["base_year"], row["base_value"]]
    year, value = said if any(each is not None for each in said) else (row["own_base_year"], row["own_base_value"])
    if row["missing"] is not None or value is not None:
        return
    if year is None:
        told = _("kind direction behöver base_year eller base_value, här eller på {yardstick.the}")
        yield _fault(row, "base_year", told)
    elif (row["indicator"], row["measured_for"], row["sex"], year) not in measured:
        told = _(
            "det finns inget utfall för {year} att jämföra med; lägg in det i observations.csv eller skriv base_value",
            year=year,
        )
        yield _fault(row, "base_year", told)


def _place(row: Row, _measured: Measured) -> Iterator[Fault]:
    value, share = row["value"], row["symbol"] == PERCENT
    if not share and row["unit"] is not None and row["unit_kind"] != UnitKind.RANK:
        told = _(
            "en plats har ingen enhet, eller en med kind rank i reference/units.csv; en andel av alla är i procent"
        )
        yield _fault(row, "unit", told)
    elif value is None:
        return
    elif share and not 0 < value <= HUNDRED:
        yield _fault(row, "value", _("en andel av alla ligger mellan 0 och 100 procent"))
    elif not share and (value < 1 or value != int(value)):
        yield _fault(row, "value", _("en plats är ett heltal från 1"))
    elif not share and row["of"] is not None and value > row["of"]:
        yield _fault(row, "value", _("platsen är högre än antalet i of, {amount}", amount=row["of"]))


#: What is held against what, by what the target asks for.
CHECKS: Mapping[TargetKind, tuple[Callable[[Row, Measured], Iterator[Fault]], ...]] = {
    TargetKind.RANGE: (_range_and_direction,),
    TargetKind.DIRECTION: (_way, _base),
    TargetKind.RANK: (_place,),
}


def _fault(row: Row, column: str, told: str) -> Fault:
    cell = "" if row[column] is None else str(row[column])
    return Fault(row["file"], row["file_row"], column, cell, told)
