"""The figures of a goal, written: its outcome with what casts doubt on it, the one before, its target."""

from collections.abc import Mapping
from typing import Any

from analysis.present.doubts import also
from analysis.words.numbers import quantity
from analysis.words.translate import _

Row = Mapping[str, Any]


def outcome_text(goal: Row) -> str:
    """Write the outcome of a goal.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "4,4 %"; those of women and men where none is printed for both; behind them what casts doubt on
        them; empty when there is none.
    """
    figures = _as_printed(goal, "outcome", goal["outcome"])
    return figures + also(outcome_doubts(goal)) if figures else ""


def outcome_doubts(goal: Row) -> dict[str, Any]:
    """Take what casts doubt on the outcome of a goal.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        `also_printed`, `doubted`, `preliminary`, as figures of series have them.
    """
    return {name: goal[f"outcome_{name}"] for name in ("also_printed", "doubted", "preliminary")}


def _as_printed(goal: Row, which: str, value: float | None) -> str:
    """An outcome; those of women and men where none is printed for both."""
    women, men = (_figure(goal, f"{which}_{sex}", goal[f"{which}_{sex}"]) for sex in ("women", "men"))
    if women and men:
        return _("kvinnor {women}, män {men}", women=women, men=men)
    if women or men:
        return _("kvinnor {women}", women=women) if women else _("män {men}", men=men)
    return _figure(goal, which, value)


def _figure(goal: Row, name: str, value: float | None) -> str:
    if value is None:
        return ""
    decimals, symbol, operator = (goal[f"{name}_{rest}"] for rest in ("decimals", "symbol", "operator"))
    return quantity(value, decimals, symbol, operator, goal[f"{name.partition('_')[0]}_kind"])


def earlier_text(goal: Row) -> str:
    """Write the earlier outcome of a goal.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "4,1 %"; those of women and men where none is printed for both; empty when there is none.
    """
    return _as_printed(goal, "previous", goal["previous_outcome"])


def target_text(goal: Row) -> str:
    """Write the target of a goal.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "7,3 %"; empty when there is none.
    """
    if goal["target"] is None:
        return ""
    return printed_of(goal, "target")


def printed_of(goal: Row, which: str) -> str:
    """Write a figure of a goal as it is printed.

    Args:
        goal: A row of the view `goal_detail` that has it, with unit symbols added.
        which: `outcome`, `target`, or `previous`, the outcome before.
    """
    value = goal["previous_outcome" if which == "previous" else which]
    return quantity(value, *(goal[f"{which}_{name}"] for name in ("decimals", "symbol", "operator", "kind")))
