"""Figures through the years: which of several for one period stands, and which earlier one each is compared with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from analysis.base.vocabulary import TargetLevel
from analysis.judge.facts import Breaks, Row
from analysis.judge.figures import Asked, earlier_than, period_of
from analysis.judge.periods import is_as_a_year, is_part_of_year
from analysis.judge.units import Units
from analysis.words.numbers import exact

Values = dict[str, Any]
#: What a goal is judged by, by how its columns begin.
JUDGED_BY = [f"{which}{sex}" for which in ("outcome", "previous") for sex in ("", "_women", "_men")]
#: What figures are told apart by when they are of the same thing.
SERIES = ("indicator", "organisation", "sex")
#: What targets are told apart by when they are set for the same.
AIMS = ("indicator", "organisation", "level", "year")
GOAL_AIMS = ("document", "goal", "measure_no", "year")


def judge_series(outcomes: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Choose one outcome for each indicator, organisation, sex and period.

    Args:
        outcomes: Rows of the query `judge_outcomes`.
        units: Every unit.

    Returns:
        `file`, `file_row` of the one that stands: from the latest document, the first place in it that is not doubted;
        and `also_printed`, the other values that documents print for the same, in its unit, rising.
    """
    groups = outcomes.partition_by([*SERIES, "period_start", "period_end"], maintain_order=True)
    return _frame([_standing(group.to_dicts(), units) for group in groups])


def _standing(rows: Sequence[Row], units: Units) -> Values:
    first = min(rows, key=_latest)
    return {**_where(first), "also_printed": others_printed(first, rows, units)}


def judge_goal_figures(yardsticks: pl.DataFrame, outcomes: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Find what else is printed for the outcomes that goals are judged by.

    Args:
        yardsticks: Columns as in the contract `Yardsticks`.
        outcomes: Rows of the query `judge_outcomes`.
        units: Every unit.

    Returns:
        `document`, `goal`, `measure_no`, and `file`, `file_row` of the goal's outcome and the one before it, of women
        and men where those are what is known; `also_printed`, as of `judge_series`. A goal's chart draws these,
        whatever stands for the same period elsewhere.
    """
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    places: dict[tuple[str, int], Row] = {}
    for row in outcomes.iter_rows(named=True):
        groups[_same(row)].append(row)
        places[row["file"], row["file_row"]] = row
    return _frame(
        [
            {
                **{name: about[name] for name in ("document", "goal", "measure_no")},
                **_where(figure),
                "also_printed": others_printed(figure, groups[_same(figure)], units),
            }
            for about in yardsticks.iter_rows(named=True)
            for place in dict.fromkeys((about[f"{name}_file"], about[f"{name}_row"]) for name in JUDGED_BY)
            if (figure := places.get(place))
        ]
    )


def _same(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in (*SERIES, "period_start", "period_end"))


def others_printed(standing: Row, rows: Iterable[Row], units: Units) -> list[float]:
    """Find what else is printed for the same as a figure that stands.

    Args:
        standing: `value`, `unit`.
        rows: `value`, `unit`, `operator` of every figure for the same, the standing one too.
        units: Every unit.

    Returns:
        The other values in its unit, rising; what has a sign is not another value.
    """
    told = (units.converted(row["value"], row["unit"], standing["unit"]) for row in rows if row["operator"] is None)
    others = sorted({value for value in told if value is not None} - {exact(standing["value"])})
    return [float(value) for value in others]


def _latest(row: Row) -> tuple[object, ...]:
    return row["doubted"] is not None, -row["document_end"].toordinal(), row["source_line"], row["place"]


def judge_earlier(outcomes: pl.DataFrame, breaks: Breaks) -> pl.DataFrame:
    """Find the outcome that each is compared with.

    Args:
        outcomes: Rows of the query `judge_outcomes`.
        breaks: Changes of method.

    Returns:
        `file`, `file_row` of each that has one, with `earlier_file`, `earlier_row`.
    """
    groups = (group.to_dicts() for group in outcomes.partition_by(SERIES, maintain_order=True))
    return _frame([found for rows in groups for row in rows if (found := _compared(row, rows, breaks))])


def _compared(row: Row, rows: Iterable[Row], breaks: Breaks) -> Values | None:
    period = period_of(row)
    earlier = earlier_than(rows, period, Asked(row["document"], period, row["source_line"] or 0), breaks)
    if earlier is None:
        return None
    return {**_where(row), "earlier_file": earlier["file"], "earlier_row": earlier["file_row"]}


def judge_aims(targets: pl.DataFrame) -> pl.DataFrame:
    """Choose one target for each indicator, organisation, level and year.

    Args:
        targets: Rows of the query `judge_aims`.

    Returns:
        `indicator`, `organisation`, `document`, `year`, `target`, `printed_decimals`, `unit`, `level`: from the latest
        document, in it a goal's own before a figure in a table before what is set for somebody else; nothing where that
        document says that there is none.
    """
    whole = [row | {"level": _level(row)} for row in targets.iter_rows(named=True) if is_as_a_year(period_of(row))]
    standing: dict[tuple[Any, ...], Row] = {}
    for row in sorted(whole, key=lambda row: (-row["document_end"].toordinal(), row["rank"], row["source_line"])):
        standing.setdefault(tuple(row[name] for name in AIMS), row)
    return _frame([dict(row) for row in standing.values() if row["target"] is not None])


def judge_goal_aims(targets: pl.DataFrame) -> pl.DataFrame:
    """Choose one target for each year of each yardstick of a goal, and one for each part of a year that has its own.

    Args:
        targets: Rows of the query `judge_goal_aims`.

    Returns:
        `document`, `goal`, `measure_no`, `year`, `period_start`, `period_end`, `partial` (whether that is a part of the
        year), `target`, `printed_decimals`, `unit`, `level`: the goal's own before one for whom it measures before one
        for somebody else, then the first on the page; nothing where the one that goes first says that there is none.
    """
    rows = [row | {"partial": is_part_of_year(period_of(row))} for row in targets.iter_rows(named=True)]
    meant = [row for row in rows if row["partial"] or is_as_a_year(period_of(row))]
    standing: dict[tuple[Any, ...], Row] = {}
    for row in sorted(meant, key=lambda row: (row["rank"], row["source_line"])):
        part = period_of(row) if row["partial"] else ()
        standing.setdefault((*(row[name] for name in GOAL_AIMS), *part), row)
    return _frame([dict(row) for row in standing.values() if row["target"] is not None])


def _level(row: Row) -> TargetLevel:
    """The council's level for the whole municipality, in an administration's table, is not the administration's own."""
    decided_by = row["decided_by"]
    own = row["stands_for_all"] or decided_by is None or decided_by in (row["organisation"], row["parent"])
    return TargetLevel.OWN if own else TargetLevel.MUNICIPALITY


def _where(row: Row) -> Values:
    return {"file": row["file"], "file_row": row["file_row"]}


def _frame(rows: Sequence[Values]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None)
