"""Where the figures of goals come from: target, outcome and the one before, each with its own file and row."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from analysis.chapter.table import Origin
from analysis.present.origins import counted, of_row
from analysis.words.translate import _

Row = Mapping[str, Any]
#: Place, file and row of each figure, by goal, yardstick and which figure it is.
GoalOrigins = Mapping[tuple[str, int, str], Row]
OriginsOf = Callable[[Row], list[Origin]]
#: The view that has what is worked out of goals.
VIEW = "goal_yardstick"
SEXES = ("women", "men")


def by_goal(rows: pl.DataFrame) -> GoalOrigins:
    """Sort out where the figures of goals come from.

    Args:
        rows: Rows of the query `goal_origins`.

    Returns:
        The same by what they are the origin of.
    """
    return {(row["goal"], row["measure_no"], row["which"]): row for row in rows.iter_rows(named=True)}


def origin_of_figure(known: GoalOrigins, which: str) -> OriginsOf:
    """Say where a figure of a goal comes from.

    Args:
        known: What is known of the goals' figures.
        which: `target`, `outcome`, `previous`, or one of the latter of one sex, such as `outcome_women`.

    Returns:
        What `Values.origins` takes; for a total that no document prints, where those of women and men come from.
    """

    def origins(row: Row) -> list[Origin]:
        key = (row["goal"], row.get("measure_no", 1))
        found = [known.get((*key, which))] if (*key, which) in known else []
        parts = [known.get((*key, f"{which}_{sex}")) for sex in SEXES]
        return [origin for each in found or parts if each for origin in of_row(each)]

    return origins


def of_difference(_row: Row) -> list[Origin]:
    """Say what the distance of a goal's outcome is worked out from."""
    return [counted(VIEW, _("utfallet minus målnivån, i en enhet"), _("Utfall minus målnivå"))]


def of_mean(_row: Row) -> list[Origin]:
    """Say what the mean of a goal's outcomes is worked out from."""
    return [counted(VIEW, _("snittet av de år som är kända"), _("Utfall, snitt"))]
