"""What is known of one indicator of one organisation over time, and how it is told in words and as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from analysis.base.vocabulary import LIMITS, PeriodType, Sex, TargetKind, TargetLevel, UnitKind
from analysis.present.doubts import also
from analysis.words.codes import SEXES, TARGET_LEVELS
from analysis.words.days import period
from analysis.words.mixed_language import Source, joined, swedish
from analysis.words.numbers import quantity
from analysis.words.targets import written
from analysis.words.translate import _

PART_PERIODS = {PeriodType.PART_YEAR, PeriodType.QUARTER, PeriodType.MONTH}
#: Kinds of units half of which is half as much.
AMOUNTS = {UnitKind.COUNT, UnitKind.AMOUNT, UnitKind.STOCK}
#: Month and day.
YEARS_END = (12, 31)
#: A comparison has two sides.
LEAST = 2
Row = dict[str, Any]
Point = tuple[float, Row]


@dataclass(frozen=True)
class Series:
    """Everything about one indicator of one organisation that a trend chart shows.

    Attributes:
        outcomes: `sex`, `period_type`, `period_start`, `period_end`, `operator`, `value`, `also_printed` (other values
            that documents print for the same period), and `printed_decimals` where they are known, ordered by time.
        targets: `year`, `target`, `level` (whose target), and `printed_decimals` where they are known, ordered by level
            and year; may be empty. What is no level has `kind`, a range its `upper` end too.
        breaks: `from_date`, `reason` for changes of method.
        unit: The unit of outcomes, as written after numbers.
        target_unit: The unit of targets where documents print them in another one.
        kind: What kind of unit it is (`UnitKind`), where that is known.
        tolerance: How far from the target is still near it, or nothing.
        tolerance_kind: `relative` or `absolute`.
        direction: `higher`, `lower` or `none`.
        left_out: What is said of figures that are not drawn.
        year: The year that is reported; what came later is drawn without stress. Nothing stresses all.
        parts: Targets for parts of years, rows with `period_start` and `period_end` beside what `targets` has.
    """

    outcomes: pl.DataFrame
    targets: pl.DataFrame
    breaks: pl.DataFrame
    unit: str = ""
    tolerance: float | None = None
    tolerance_kind: str | None = None
    direction: str = "none"
    year: int | None = None
    target_unit: str | None = None
    left_out: tuple[str, ...] = ()
    kind: str | None = None
    parts: tuple[Row, ...] = ()

    @property
    def shared_unit(self) -> str:
        """The unit of all figures; empty where outcomes and targets have one each."""
        return self.unit if self.target_unit in (None, self.unit) else ""

    @property
    def years(self) -> tuple[int, int]:
        """First and last year that anything is known of."""
        years = [end.year for end in self.outcomes["period_end"]] + self.targets["year"].to_list()
        years += [part["period_end"].year for part in self.parts]
        return (min(years), max(years)) if years else (0, 0)

    @property
    def drawn_breaks(self) -> pl.DataFrame:
        """Changes of method up to the last figure; after that there is nothing to break."""
        return self.breaks.filter(pl.col("from_date") <= pl.lit(self.outcomes["period_end"].max(), pl.Date))

    @property
    def compares(self) -> bool:
        """Whether a drawing says more than a row of a table: two figures, one of them an outcome not after the year."""
        known = any(not self.is_later(end.year) for end in self.outcomes["period_end"])
        return known and self.outcomes.height + self.targets.height + len(self.parts) >= LEAST

    @property
    def unit_of_targets(self) -> str:
        """The unit of targets, as written after numbers."""
        return self.unit if self.target_unit is None else self.target_unit

    def levels(self, level: TargetLevel) -> list[tuple[int, float]]:
        """The targets of one level, year by year."""
        return list(self.targets.filter(pl.col("level") == level.value).select("year", "target").iter_rows())

    def aims(self, level: TargetLevel) -> list[Row]:
        """The same as rows."""
        return list(self.targets.filter(pl.col("level") == level.value).iter_rows(named=True))

    def parts_of(self, level: TargetLevel) -> list[Row]:
        """The targets of one level for parts of years."""
        return [part for part in self.parts if part["level"] == level]

    def is_later(self, year: int) -> bool:
        """Whether a year comes after the one that is reported."""
        return self.year is not None and year > self.year

    def figure(self, row: Row) -> str:
        """Write an outcome with its sign and unit."""
        return quantity(row["value"], None, self.unit, row["operator"], self.kind)

    def asked(self, row: Row, symbol: str | None = None) -> str:
        """Write what a target asks for, which may be no single level: "80–90", "i snitt 3"."""
        level = quantity(row["target"], None, symbol, None, self.kind)
        kind = asks_for(row)
        if kind is TargetKind.MEAN:
            return _("i snitt {level}", level=level)
        if kind is TargetKind.RANGE:
            ends = {"value": row["target"], "upper": row["upper"], "symbol": symbol, "unit_kind": self.kind}
            return written({"kind": kind, **ends})
        return level

    def bare(self, value: float, operator: str | None = None) -> str:
        """Write a figure without its unit."""
        return quantity(value, None, None, operator, self.kind)

    def points(self, rows: Iterable[Row]) -> list[list[Point]]:
        """Place outcomes on the axis of time, cut wherever the method changed."""
        breaks = [moment(day, day, PeriodType.POINT) for day in self.breaks["from_date"]]
        parts: dict[int, list[Point]] = {}
        for row in rows:
            x = place(row)
            parts.setdefault(sum(x >= moment_of_break for moment_of_break in breaks), []).append((x, row))
        return list(parts.values())


def asks_for(target: Row) -> TargetKind:
    """Say what a target of a series asks for.

    Args:
        target: `kind` where it is no level.
    """
    return TargetKind(target.get("kind") or TargetKind.LEVEL)


def ends_of(target: Row) -> list[float]:
    """Give the numbers that a target of a series is drawn at.

    Args:
        target: `target`, and `upper` of a range.
    """
    return [value for value in (target["target"], target.get("upper")) if value is not None]


def called(target: Row) -> str:
    """Name a target of a series.

    Args:
        target: `level`, and `kind` where it is none.

    Returns:
        For example "Mål"; what something is to rise from is none.
    """
    if asks_for(target) is TargetKind.DIRECTION:
        return _("Utgångsvärde")
    return TARGET_LEVELS[TargetLevel(target["level"])]


def sources(outcomes: pl.DataFrame, measured_by: str | None) -> str:
    """Name every document that the outcomes of a chart come from, and who measures.

    Args:
        outcomes: `document_title`.
        measured_by: Who measures the indicator, or nothing.

    Returns:
        One line for below the chart.
    """
    by = _("Mätning: {who}.", who=swedish(measured_by or "") or _("ej angiven"))
    if outcomes.is_empty():
        return by
    first = printed_in(outcomes)
    return Source.of(joined([first, by], " "), first.documents)


def printed_in(outcomes: pl.DataFrame) -> Source:
    """Name every document that outcomes come from.

    Args:
        outcomes: `document_title`; one or more rows.

    Returns:
        One sentence.
    """
    titles = outcomes["document_title"].unique(maintain_order=True).to_list()
    named = joined(map(swedish, titles), "; ")
    first = _("Källor: {titles}.", titles=named) if len(titles) > 1 else _("Källa: {titles}.", titles=named)
    return Source.of(first, titles)


def moment(start: date, end: date, kind: str) -> float:
    """Place a period on a time axis counted in years.

    Args:
        start: First day.
        end: Last day.
        kind: A `PeriodType` code.

    Returns:
        The middle of the year for whole years, the last day for everything else.
    """
    if kind in (PeriodType.YEAR, PeriodType.ROLLING_12) and start.year == end.year:
        return end.year + 0.5
    return end.year + end.timetuple().tm_yday / 366


def place(row: Row) -> float:
    """Place a figure on a time axis counted in years.

    Args:
        row: `period_start`, `period_end`, `period_type`.

    Returns:
        What `moment` says of its period.
    """
    return moment(row["period_start"], row["period_end"], row["period_type"])


def stretch(target: Row) -> tuple[float, float]:
    """Place the part of a year that a target is for on the axis of time.

    Args:
        target: `period_start`, `period_end`.

    Returns:
        Where it begins and ends.
    """
    first, last = (moment(day, day, PeriodType.POINT) for day in (target["period_start"], target["period_end"]))
    return first, last


def stands_alone(row: Row) -> bool:
    """Say whether a figure is none that a line may lead to or from.

    Args:
        row: `period_type`, `period_start`, `period_end`, `operator`, and `doubted` and `also_printed` where they are
            known.

    Returns:
        True for parts of years, for twelve months that begin within a year, for limits (more than, less than), which
        nobody measured, and for figures that documents cast doubt on: they say so, or print several.
    """
    return row["operator"] in LIMITS or is_doubtful(row) or covers_else(row)


def is_doubtful(row: Row) -> bool:
    """Say whether documents cast doubt on a figure.

    Args:
        row: `doubted` and `also_printed` where they are known.

    Returns:
        True where its document says so, or several values are printed for the same.
    """
    return bool(row.get("doubted")) or bool(row.get("also_printed"))


def covers_else(row: Row) -> bool:
    """Say whether a figure covers something else than a calendar year or a day.

    Args:
        row: `period_type`, `period_start`, `period_end`.

    Returns:
        True for parts of years, and for twelve months that begin within a year.
    """
    within = row["period_type"] == PeriodType.ROLLING_12 and row["period_start"].year != row["period_end"].year
    return within or row["period_type"] in PART_PERIODS


def is_within_year(row: Row) -> bool:
    """Say whether a figure is of a day that does not end its year.

    Args:
        row: `period_type`, `period_end`.

    Returns:
        True for figures of a day before 31 December.
    """
    end: date = row["period_end"]
    return row["period_type"] == PeriodType.POINT and (end.month, end.day) != YEARS_END


def when(row: Row) -> str:
    """Name the period of a figure.

    Args:
        row: `period_type`, `period_start`, `period_end`.

    Returns:
        For example "2022" or "januari–mars 2020".
    """
    return period(row["period_start"], row["period_end"], row["period_type"])


def part_named(target: Row) -> str:
    """Name the part of a year that a target is for.

    Args:
        target: `period_start`, `period_end`.

    Returns:
        For example "jan.–apr. 2031".
    """
    return period(target["period_start"], target["period_end"], PeriodType.PART_YEAR)


def summary(series: Series) -> str:
    """Tell all figures in words: what stands in place of the picture.

    Args:
        series: What is drawn.

    Returns:
        One sentence a line of the picture.
    """
    sentences = []
    for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN):
        rows = series.outcomes.filter(pl.col("sex") == sex.value)
        values = [f"{when(row)}: {series.figure(row)}{also(row)}" for row in rows.iter_rows(named=True)]
        if values:
            sentences.append(f"{SEXES[sex]} – {'; '.join(values)}.")
    unit = series.unit_of_targets
    for level in TargetLevel:
        steps: dict[str, list[str]] = {}
        for row in series.aims(level):
            steps.setdefault(called(row), []).append(f"{row['year']}: {series.asked(row, unit)}{also(row)}")
        for part in series.parts_of(level):
            steps.setdefault(called(part), []).append(f"{part_named(part)}: {series.asked(part, unit)}")
        sentences += [f"{name} – {'; '.join(told)}." for name, told in steps.items()]
    sentences += [
        _("Nytt mätsätt från {year}: {reason}.", year=row["from_date"].year, reason=row["reason"])
        for row in series.breaks.iter_rows(named=True)
    ]
    return " ".join(sentences) or _("Inga siffror finns.")


def told_below(row: Row, series: Series) -> str:
    """Tell below a chart what a point is of which it writes no more than the figure.

    Args:
        row: Its figure.
        series: What is drawn.

    Returns:
        For example "Ihålig punkt, jan.–aug. 2018: totalt 3 %."
    """
    several = series.outcomes["sex"].n_unique() > 1
    name = SEXES[Sex(row["sex"])].lower()
    figure = series.figure(row)
    told = joined([name, figure], " ") if several else figure
    if stands_alone(row):
        return _("Ihålig punkt, {when}: {figure}.", when=when(row), figure=told)
    return _("Punkt, {when}: {figure}.", when=when(row), figure=told)
