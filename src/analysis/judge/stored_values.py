"""What is kept of the figures of a yardstick, as the contract `Yardsticks` has them."""

from typing import Any

from analysis.base.vocabulary import Measure, TargetKind
from analysis.judge.aims import Mean
from analysis.judge.distance import beside
from analysis.judge.facts import Row
from analysis.judge.held import Held
from analysis.judge.limits import kind_of
from analysis.judge.outcome import Outcome
from analysis.judge.periods import is_part_of_year
from analysis.judge.units import SAME, Units
from analysis.words.numbers import exact, rounded

Values = dict[str, Any]
#: What is kept of a target beside its value, as far as its kind has it.
OF_KIND = ("upper", "upper_decimals", "of", "first_year", "last_year", "words", "set_by")
#: What is kept of an outcome of women or men, by the ending of its column.
OF_SEX = {"": "value", "_file": "file", "_row": "file_row"} | {
    f"_{name}": name for name in ("decimals", "operator", "unit")
}


def target_values(target: Row | None, *, of_others: bool) -> Values:
    """Say what is asked for; its value alone is a target where it is one number.

    Args:
        target: The target that holds.
        of_others: Whether it is set for somebody else than whom is measured.
    """
    said = target if target is not None else {}
    kind = None if target is None or target["missing"] is not None else kind_of(target)
    base = said if kind is TargetKind.DIRECTION else {}
    number = None if kind in (None, TargetKind.DIRECTION) else said["value"]
    return {
        "target": number if kind is TargetKind.LEVEL else None,
        **{f"target_{name}": said.get(name) for name in ("operator", "decimals", "unit", "missing")},
        "target_start": said.get("period_start"),
        "target_end": said.get("period_end"),
        "target_only_for": said["organisation"] if of_others else None,
        "target_asks": kind and str(kind),
        "target_value": number,
        **{f"target_{name}": said.get(name) for name in OF_KIND},
        "target_base": base.get("value"),
        "target_base_decimals": base.get("decimals"),
        "target_base_unit": base.get("unit") if base.get("value") is not None else None,
        "target_base_year": base.get("base_year"),
        "target_file": said.get("file"),
        "target_row": said.get("file_row"),
    }


def outcome_values(outcome: Outcome | None, held: Held) -> Values:
    """Say what came out.

    Args:
        outcome: The outcome.
        held: What of it is held against the target.
    """
    row = outcome.row if outcome else None
    return {
        "outcome": _value(outcome),
        **_as_printed("outcome", outcome),
        "outcome_compared": None if held.value is None else float(held.value),
        "outcome_file": row and row["file"],
        "outcome_row": row and row["file_row"],
        "outcome_partial": bool(outcome and is_part_of_year(outcome.period)),
        "outcome_late": bool(outcome and outcome.is_late),
        "outcome_of": row and row.get("of"),
        "outcome_measure": row and str(_measure_of(row)),
    }


def _measure_of(row: Row) -> Measure:
    """Whether an outcome is a place among others."""
    return Measure.RANK if row.get("is_rank") else Measure.OUTCOME


def mean_values(target: Row | None, mean: Mean | None, outcome: Outcome | None) -> Values:
    """Say the mean of the years that are known so far, with one decimal more than is printed, or as many as decide.

    Args:
        target: The target, a mean.
        mean: What is known of it.
        outcome: What came out.
    """
    names = ("mean", "mean_decimals", "mean_first", "mean_last", "mean_years")
    if mean is None or target is None or mean.value is None:
        return dict.fromkeys(names)
    usual = max(target["decimals"] or 0, (outcome and outcome.decimals) or 0) + 1
    aim = exact(target["value"])
    decimals = beside(mean.value, aim, usual)
    shown = rounded(mean.value, decimals)
    return dict(zip(names, (float(shown), decimals, mean.years[0], mean.years[-1], len(mean.years)), strict=True))


def previous_values(previous: Outcome | None) -> Values:
    """Say what came out before.

    Args:
        previous: The earlier outcome.
    """
    row = previous.row if previous else None
    place = {"previous_file": row and row["file"], "previous_row": row and row["file_row"]}
    return {"previous_outcome": _value(previous), **_as_printed("previous", previous), **place}


def _value(outcome: Outcome | None) -> float | None:
    return None if outcome is None or outcome.value is None else float(outcome.value)


def _as_printed(name: str, outcome: Outcome | None) -> Values:
    """What is printed of an outcome beside its value, and those of women and men where no total is."""
    row, sexes = (outcome.row, outcome.sexes) if outcome else (None, None)
    pair = {"women": sexes and sexes.women, "men": sexes and sexes.men}
    return {
        f"{name}_operator": None if row is None or sexes else row["operator"],
        f"{name}_decimals": outcome and outcome.decimals,
        f"{name}_unit": outcome and outcome.unit,
        f"{name}_start": row and row["period_start"],
        f"{name}_end": row and row["period_end"],
        f"{name}_type": row and row["period_type"],
        f"{name}_place": row and row["place"],
        **{
            f"{name}_{sex}{ending}": figure and figure[column]
            for sex, figure in pair.items()
            for ending, column in OF_SEX.items()
        },
    }


def in_one_unit(
    about: Row, target: Row | None, outcome: Outcome | None, previous: Outcome | None, units: Units
) -> Values:
    """Bring the figures to one unit, the target's before the outcome's; as printed, without one, where there is none.

    Args:
        about: `indicator_unit`.
        target: The target that holds.
        outcome: What came out.
        previous: What came out before.
        units: Every unit.
    """
    # Places have no unit, whatever unit the figure has that they are places by.
    placed = target is not None and kind_of(target) is TargetKind.RANK
    aimed, usual = (None, None) if placed else (target and target["unit"], about["indicator_unit"])
    unit = aimed or (outcome and outcome.unit) or (previous and previous.unit) or usual
    printed = {
        "unit_outcome": (None, None) if outcome is None else (outcome.value, outcome.unit),
        "unit_previous": (None, None) if previous is None else (previous.value, previous.unit),
    }
    factors = {name: units.factor(own, unit) for name, (value, own) in printed.items() if value is not None}
    shared = None not in factors.values()
    values = {
        name: None if value is None else float((factors[name] or SAME).of(value) if shared else value)
        for name, (value, __) in printed.items()
    }
    return {"unit": unit if shared else None, **values}
