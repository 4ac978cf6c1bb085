"""What goals and commitments are judged by, found by what it is about."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from analysis.judge.units import Units

Row = Mapping[str, Any]
#: Days on which an indicator began to be measured in another way, by indicator.
Breaks = Mapping[str, Collection[date]]


@dataclass(frozen=True)
class Facts:
    """What is known.

    Attributes:
        yardsticks: Rows of the query `judge_yardsticks`: what each goal is measured by.
        figure_rows: Rows of the query `judge_figures`: outcomes, targets and changes.
        target_rows: Rows of the query `judge_targets`: what goals aim at.
        break_rows: Rows of the table `method_break`.
        unit_rows: Rows of the table `unit`.
    """

    yardsticks: pl.DataFrame
    figure_rows: pl.DataFrame
    target_rows: pl.DataFrame
    break_rows: pl.DataFrame
    unit_rows: pl.DataFrame

    @cached_property
    def units(self) -> Units:
        """Every unit."""
        return Units(self.unit_rows)

    @cached_property
    def figures(self) -> Mapping[tuple[str | None, ...], Sequence[Row]]:
        """Figures by indicator and organisation, each with `width`: how far a rough word reaches, in its own unit."""
        return {key: [self._with_width(row) for row in rows] for key, rows in self._figures_as_printed.items()}

    @property
    def _figures_as_printed(self) -> Mapping[tuple[str | None, ...], Sequence[Row]]:
        return _grouped(self.figure_rows, "indicator", "organisation")

    def _with_width(self, row: Row) -> Row:
        declared = row.get("about_width")
        width = None if declared is None else self.units.converted(declared, row.get("indicator_unit"), row["unit"])
        return {**row, "width": width}

    @cached_property
    def targets(self) -> Mapping[tuple[str | int | None, ...], Sequence[Row]]:
        """Targets by document, goal and yardstick, with `width` as figures have it."""
        every = _grouped(self.target_rows, "document", "goal", "yardstick")
        return {key: [self._with_width(row) for row in rows] for key, rows in every.items()}

    @cached_property
    def breaks(self) -> Breaks:
        """Changes of method by indicator."""
        found: defaultdict[str, list[date]] = defaultdict(list)
        for indicator, day in self.break_rows.select("indicator", "from_date").iter_rows():
            found[indicator].append(day)
        return found


def _grouped(rows: pl.DataFrame, *keys: str) -> Mapping[tuple[str | None, ...], Sequence[Row]]:
    groups: defaultdict[tuple[str | None, ...], list[Row]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        groups[tuple(row[name] for name in keys)].append(row)
    return groups
