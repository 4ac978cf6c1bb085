"""The figures of a goal, written: its outcome, the one before, its target, each with what casts doubt on it."""

from collections.abc import Mapping
from typing import Any

from analysis.base.vocabulary import Measure, PeriodType, Sex, UnitKind
from analysis.present.doubts import also, also_told, remark
from analysis.words import targets
from analysis.words.codes import SEXES
from analysis.words.days import period
from analysis.words.numbers import quantity
from analysis.words.translate import _

DECEMBER = 12
Row = Mapping[str, Any]


def outcome_text(goal: Row) -> str:
    """Write the outcome of a goal.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "4,4 %"; those of women and men where none is printed for both; behind each what casts doubt on
        it; empty when there is none.
    """
    return _as_printed(goal, "outcome", goal["outcome"])


def remarks_of(goal: Row, which: str) -> list[str]:
    """Say what casts doubt on a figure of a goal, in words of their own.

    Args:
        goal: A row of the view `goal_detail`.
        which: `outcome`, `target`, or `previous`, the outcome before.

    Returns:
        For example "även tryckt: 5,6"; whose, where women and men are told apart.
    """
    sexes = {sex: f"{which}_{name}" for sex, name in ((Sex.WOMEN, "women"), (Sex.MEN, "men"))}
    told = {sex: _remarks(goal, name) for sex, name in sexes.items() if goal.get(name) is not None}
    if not told:
        return _remarks(goal, which)
    return [f"{SEXES[sex].lower()}: {remark}" for sex, remarks in told.items() for remark in remarks]


def _remarks(goal: Row, name: str) -> list[str]:
    doubts = _doubts(goal, name)
    return [told for told in (also_told(doubts), remark(doubts)) if told]


def _doubts(goal: Row, which: str) -> dict[str, Any]:
    return {name: goal.get(f"{which}_{name}") for name in ("also_printed", "doubted", "preliminary")}


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
    kind = goal[f"{name.partition('_')[0]}_kind"]
    if _is_place(goal, kind):
        return targets.place(value, goal.get(f"{name}_of")) + also(_doubts(goal, name))
    return quantity(value, decimals, symbol, operator, kind) + also(_doubts(goal, name))


def _is_place(goal: Row, kind: str | None) -> bool:
    """Whether the outcomes of a goal are places among others."""
    return goal.get("outcome_measure") == Measure.RANK or kind == UnitKind.RANK


def earlier_text(goal: Row) -> str:
    """Write the earlier outcome of a goal.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "4,1 %"; those of women and men where none is printed for both; empty when there is none.
    """
    return _as_printed(goal, "previous", goal["previous_outcome"])


def when_of(goal: Row, which: str) -> str:
    """Say when a figure of a goal is of: a part of a year and a window by name, for a year has more than one.

    Args:
        goal: A row of the view `goal_measure_detail`.
        which: `outcome` or `previous`.

    Returns:
        For example "2022" or "juli–sep. 2022"; the year alone of what is measured on one day.
    """
    start, end, kind = (goal[f"{which}_{part}"] for part in ("start", "end", "type"))
    as_year = kind == PeriodType.POINT or (kind == PeriodType.ROLLING_12 and end.month == DECEMBER)
    return f"{end:%Y}" if as_year else period(start, end, kind)


def target_text(goal: Row) -> str:
    """Write the target of a goal.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "7,3 %", "80–90 %" or "ska öka från 74 % (2021)"; empty when there is none.
    """
    told = targets.written(targets.of_goal(goal))
    return told + also(_doubts(goal, "target")) if told else ""


def mean_text(goal: Row) -> str:
    """Write the mean of the years that are known so far, where that is what a goal asks for.

    Args:
        goal: A row of the view `goal_measure_detail`.

    Returns:
        For example "i snitt 3,25 % 2022–2023, hittills"; empty where none is asked for.
    """
    if goal.get("mean") is None:
        return ""
    first, last = goal["mean_first"], goal["mean_last"]
    told = _(
        "i snitt {mean} {years}",
        mean=quantity(goal["mean"], goal["mean_decimals"], goal["target_symbol"]),
        years=str(first) if first == last else f"{first}–{last}",
    )
    so_far = goal["mean_years"] <= goal["target_last_year"] - goal["target_first_year"]
    return _("{told}, hittills", told=told) if so_far else told


def printed_of(goal: Row, which: str) -> str:
    """Write a figure of a goal as it is printed, and what casts doubt on it.

    Args:
        goal: A row of the view `goal_detail` that has it, with unit symbols added.
        which: `outcome`, `target`, or `previous`, the outcome before.
    """
    return _figure(goal, which, goal["previous_outcome" if which == "previous" else which])
