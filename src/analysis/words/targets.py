"""Targets of every kind, written: a level, a range, a movement, a place, a mean, or words."""

from collections.abc import Callable, Mapping
from typing import Any

from analysis.base.vocabulary import Operator, TargetKind, UnitKind
from analysis.words.mixed_language import swedish
from analysis.words.numbers import PERCENT, number, numbered, percentage, quantity, with_unit
from analysis.words.translate import Words, _, later

Row = Mapping[str, Any]
HARD = "\N{NO-BREAK SPACE}"
#: What is kept of a goal's target, by what it is called of the target alone.
OF_TARGET = {
    "unit_kind": "target_kind",
    **{f"base_{name}": f"target_base_{name}" for name in ("decimals", "symbol", "year")},
    **{name: f"target_{name}" for name in ("operator", "decimals", "symbol", "upper", "upper_decimals", "base", "of")},
    **{name: f"target_{name}" for name in ("first_year", "last_year", "words")},
}
#: Which way something is to go, and from what.
WAYS = {
    Operator.ABOVE: later("ska öka från {base}"),
    Operator.BELOW: later("ska minska från {base}"),
    Operator.AT_LEAST: later("ska inte minska från {base}"),
    Operator.AT_MOST: later("ska inte öka från {base}"),
}
#: The same where what it is to move from is not known in figures.
BARE_WAYS = Words(
    {
        Operator.ABOVE: later("ska öka"),
        Operator.BELOW: later("ska minska"),
        Operator.AT_LEAST: later("ska inte minska"),
        Operator.AT_MOST: later("ska inte öka"),
    }
)


def written(target: Row) -> str:
    """Write a target, whatever it asks for.

    Args:
        target: `kind`, `value`, `operator`, `decimals`, `symbol`, `unit_kind`, `upper`, `upper_decimals`, `base`,
            `base_decimals`, `base_symbol`, `base_year`, `of`, `first_year`, `last_year`, `words`: as many as its kind
            has.

    Returns:
        For example "7,3 %", "80–90 %", "ska öka från 74 % (2021)", "bland de 25 % bästa", "topp 50 av 290",
        "i snitt 3,0 2022–2025" or its words; empty where there is no target.
    """
    kind = kind_of(target)
    return WRITTEN[kind](target) if kind else ""


def kind_of(target: Row) -> TargetKind | None:
    """Say what a target asks for.

    Args:
        target: `kind`, `value`.

    Returns:
        A level where nothing else is said; nothing where there is none.
    """
    kind = target.get("kind")
    if kind is None:
        return None if target.get("value") is None else TargetKind.LEVEL
    return TargetKind(kind)


def of_goal(goal: Row) -> Row:
    """Take the target of a goal for itself, as it is written.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.
    """
    kind = kind_of_goal(goal)
    value = goal["target"] if kind in (None, TargetKind.LEVEL) else goal["target_value"]
    return {"kind": kind, "value": value, **{name: goal.get(column) for name, column in OF_TARGET.items()}}


def kind_of_goal(goal: Row) -> TargetKind | None:
    """Say what the target of a goal asks for.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        Nothing where it has none.
    """
    return kind_of({"kind": goal.get("target_asks"), "value": goal["target"]})


def place(value: float, of: int | None) -> str:
    """Write a place among others.

    Args:
        value: The place.
        of: How many they are, where that is known.

    Returns:
        For example "plats 34 av 290".
    """
    where = number(value, None)
    return _("plats {where} av {all}", where=where, all=number(of)) if of else _("plats {where}", where=where)


def _level(target: Row) -> str:
    return quantity(*(target.get(name) for name in ("value", "decimals", "symbol", "operator", "unit_kind")))  # type: ignore[arg-type]


def _range(target: Row) -> str:
    ends = [_end(target, name) for name in ("value", "upper")]
    # A dash beside a minus would be read as another one.
    between = _("{low} till {high}", low=ends[0], high=ends[1]) if target["value"] < 0 else "–".join(ends)
    return with_unit(between, target.get("symbol"), HARD)


def _end(target: Row, name: str) -> str:
    if target.get("unit_kind") == UnitKind.NAME:
        return numbered(target[name])
    return number(target[name], target.get("decimals" if name == "value" else f"{name}_decimals"))


def _direction(target: Row) -> str:
    way = Operator(target["operator"])
    base, year = target.get("base"), target.get("base_year")
    if base is None:
        return _(WAYS[way], base=year) if year else BARE_WAYS[way]
    told = quantity(base, target.get("base_decimals"), target.get("base_symbol"))
    return _(WAYS[way], base=f"{told} ({year})" if year else told)


def _rank(target: Row) -> str:
    value, of = target["value"], target.get("of")
    if target.get("symbol") == PERCENT:
        return _("bland de {share} bästa", share=percentage(value, target.get("decimals")))
    if of is None:
        return _("topp {place}", place=number(value, 0))
    return _("topp {place} av {all}", place=number(value, 0), all=number(of))


def _mean(target: Row) -> str:
    return _("i snitt {level} {years}", level=_level(target), years=f"{target['first_year']}–{target['last_year']}")


def _words(target: Row) -> str:
    return swedish(target["words"])


WRITTEN: Mapping[TargetKind, Callable[[Row], str]] = {
    TargetKind.LEVEL: _level,
    TargetKind.RANGE: _range,
    TargetKind.DIRECTION: _direction,
    TargetKind.RANK: _rank,
    TargetKind.MEAN: _mean,
    TargetKind.WORDS: _words,
}
