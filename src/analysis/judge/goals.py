"""The whole judgement of goals, a yardstick at a time: which figures are meant, and what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from analysis.base.judged import DistanceKind, Turn, Unjudged
from analysis.base.vocabulary import Assessment, Direction, Measure, Operator, Sex, UnitKind
from analysis.judge.assessment import Aim, aim_at, allowance, assess, opposed
from analysis.judge.distance import Distance, distance
from analysis.judge.doubts import other_targets, outcome_doubts
from analysis.judge.facts import Facts, Row
from analysis.judge.figures import (
    Asked,
    change_of,
    holds_for,
    period_of,
    target_for,
)
from analysis.judge.interval import Interval, half_step
from analysis.judge.outcome import Outcome, earlier_outcome, known_outcome, missing_outcome
from analysis.judge.periods import Period, is_part_of_year
from analysis.judge.trend import movement_of
from analysis.judge.units import SAME, Units
from analysis.words.numbers import PERCENT, exact

Values = dict[str, Any]
#: Shares of a hundred and of a thousand: between them, points are told.
SHARES = {PERCENT, "‰"}
#: What is kept of an outcome of women or men, by the ending of its column.
OF_SEX = {"": "value", "_file": "file", "_row": "file_row"} | {
    f"_{name}": name for name in ("decimals", "operator", "unit")
}


@dataclass(frozen=True)
class Held:
    """An outcome held against a target.

    Attributes:
        interval: What the outcome may be, in the target's unit.
        value: The outcome in that unit, where it is one figure.
        why_not: Why it is not judged.
    """

    interval: Interval | None = None
    value: Decimal | None = None
    why_not: Unjudged | None = None


def judge_goals(facts: Facts) -> pl.DataFrame:
    """Judge every goal by every yardstick that it has.

    Args:
        facts: What is known.

    Returns:
        One row a goal and yardstick, columns as in the contract `Yardsticks`.
    """
    return pl.DataFrame(
        [_judged(row, facts) for row in facts.yardsticks.iter_rows(named=True)], infer_schema_length=None
    )


def _judged(about: Row, known: Facts) -> Values:
    asked = Asked(about["document"], Period(about["first_day"], about["last_day"]), about["source_line"])
    figures = known.figures.get((about["indicator"], about["measured_for"]), ())
    totals = [row for row in figures if row["sex"] == Sex.TOTAL]
    targets = _targets(about, totals, known, asked)
    outcome = known_outcome(about, figures, asked, known.units, known.breaks, _parts_aimed_at(targets))
    period = outcome.period if outcome else None
    previous = earlier_outcome(about, figures, period, asked, known.units, known.breaks)
    anew = previous is None and earlier_outcome(about, figures, period, asked, known.units, {}) is not None
    change = change_of(totals, asked)
    moves = movement_of(about, outcome, previous, change, known.units, anew=anew)
    target = target_for(targets, _as_of(about["year"], outcome), about["year"], asked)
    lacking = missing_outcome(figures, asked) if outcome is None else None
    held = _held(about, outcome, previous, target, known.units) if lacking is None else _lacking(target)
    verdict = _verdict(about, held, target, known.units)
    return {
        "document": about["document"],
        "goal": about["goal"],
        "measure_no": about["measure_no"],
        **_target_values(about, target),
        "target_also_printed": _other_targets(about, target, targets, totals, known),
        **_outcome_values(outcome, held),
        "outcome_missing": lacking,
        **outcome_doubts("outcome", outcome, figures, known.units),
        **_previous_values(previous),
        **outcome_doubts("previous", previous, figures, known.units),
        "printed_change": change and change["value"],
        "printed_change_from": change and change["compared_to"],
        **_in_one_unit(about, target, outcome, previous, known.units),
        "assessment_computed": str(verdict),
        "trend_computed": moves.trend,
        "untrended": moves.why_not,
        **_distance_values(about, target, outcome, held, verdict, known.units),
        "unjudged": _why_not(held, verdict, outcome),
    }


def _targets(about: Row, totals: Sequence[Row], known: Facts, asked: Asked) -> Sequence[Row]:
    """Find the targets of a yardstick for the year, or for parts of it.

    That of a goal's first one is the goal's own; where it has none, the one set for whom is measured, else somebody
    else's, which nothing is held against. Where a goal lists none, and of a further one, it is what the document
    prints of the indicator for the year beside its goals.
    """
    listed = known.targets.get((about["document"], about["goal"]), ()) if about["measure_no"] == 1 else ()
    targets = [row for row in listed if row["year"] == about["year"]]
    if not targets:
        printed = [row for row in totals if row["measure"] == Measure.TARGET and not row["of_goal"]]
        own = (row for row in printed if row["document"] == asked.document)
        return [row for row in own if row["period_end"].year == about["year"]]
    whose = min((row["organisation"] for row in targets), key=lambda name: _closeness(name, about))
    return [row for row in targets if row["organisation"] == whose]


def _parts_aimed_at(targets: Sequence[Row]) -> Sequence[Period]:
    """What targets are set for, where all are set for parts of the year."""
    periods = [period_of(row) for row in targets if row["value"] is not None]
    return periods if all(map(is_part_of_year, periods)) else ()


def _as_of(year: int, outcome: Outcome | None) -> Period | None:
    """What an outcome covers, an earlier one as if it were of the year that is reported."""
    if outcome is None or not outcome.is_late:
        return outcome.period if outcome else None
    return outcome.period.later(year - outcome.period.end.year)


def _closeness(organisation: str, about: Row) -> tuple[bool, bool, str]:
    return organisation != about["organisation"], organisation != about["measured_for"], organisation


def _is_of_others(about: Row, target: Row) -> bool:
    own = (about["organisation"], about["measured_for"] or about["organisation"])
    return about["measure_no"] == 1 and target["organisation"] not in own


def _held(about: Row, outcome: Outcome | None, previous: Outcome | None, target: Row | None, units: Units) -> Held:
    """Bring an outcome to its target's unit, if it may be held against it."""
    aimed = target is not None and target["value"] is not None
    if outcome is None:
        return Held(why_not=_without_outcome(previous, asked_for=aimed))
    if target is None or not aimed:
        return Held(why_not=Unjudged.NO_TARGET)
    if _is_of_others(about, target):
        return Held(why_not=Unjudged.OTHER_TARGET)
    # One of an earlier year that its indicator's lag allows is held against this year's target for the same part.
    if not holds_for(period_of(target), _as_of(about["year"], outcome)):
        return Held(why_not=Unjudged.PART_OF_YEAR)
    factor = units.factor(outcome.unit, target["unit"])
    if factor is None:
        return Held(why_not=Unjudged.UNITS)
    value = None if outcome.value is None else factor.of(outcome.value)
    return Held(outcome.interval.each(factor.of), value, _undirected(about, target))


def _lacking(target: Row | None) -> Held:
    """An outcome that the document says why it does not print: then none of another year stands for it."""
    return Held(why_not=_without_outcome(None, asked_for=target is not None and target["value"] is not None))


def _without_outcome(previous: Outcome | None, *, asked_for: bool) -> Unjudged:
    if previous is not None and asked_for:
        return Unjudged.OLD_OUTCOME
    return Unjudged.NO_OUTCOME if asked_for else Unjudged.NO_FIGURES


def _undirected(about: Row, target: Row) -> Unjudged | None:
    if about["direction"] not in (Direction.HIGHER, Direction.LOWER):
        return Unjudged.NO_DIRECTION
    return Unjudged.LIMIT if opposed(target["operator"], about["direction"]) else None


def _verdict(about: Row, held: Held, target: Row | None, units: Units) -> Assessment:
    return assess(None if held.why_not else held.interval, aim_of(about, target, units), about["direction"])


def aim_of(about: Row, target: Row | None, units: Units) -> Aim | None:
    """Say what an outcome is held against.

    Args:
        about: `indicator_unit`, `tolerance`, `tolerance_kind`.
        target: `value`, `operator`, `decimals`, `unit`, `width`.
        units: Every unit.

    Returns:
        The target with how far from it is still near; nothing where there is none.
    """
    if target is None or target["value"] is None:
        return None
    value, factor = exact(target["value"]), units.factor(about["indicator_unit"], target["unit"])
    tolerance = None if about["tolerance"] is None else exact(about["tolerance"])
    return aim_at(target, near=allowance(value, factor, tolerance, about["tolerance_kind"]))


def _why_not(held: Held, verdict: Assessment, outcome: Outcome | None) -> str | None:
    if held.why_not or verdict is not Assessment.NOT_EVALUATED:
        return held.why_not
    return Unjudged.SEXES if outcome and outcome.sexes else Unjudged.ROUGH


def _target_values(about: Row, target: Row | None) -> Values:
    names = {"target": "value", **{f"target_{name}": name for name in ("operator", "decimals", "unit", "missing")}}
    values = {name: target and target[column] for name, column in names.items()}
    others = target is not None and _is_of_others(about, target)
    period = {"target_start": target and target["period_start"], "target_end": target and target["period_end"]}
    return {**values, **period, "target_only_for": target["organisation"] if target and others else None}


def _other_targets(
    about: Row, target: Row | None, targets: Sequence[Row], totals: Sequence[Row], known: Facts
) -> list[float]:
    """What else is printed as the same target; one for whom is measured is another where both have one."""
    listed = known.targets.get((about["document"], about["goal"]), ()) if about["measure_no"] == 1 else ()
    own = {row["organisation"] for row in listed if row["year"] == about["year"]}
    of_others = target is not None and target["organisation"] != about["measured_for"] and about["measured_for"] in own
    apart = of_others or (target is not None and _is_of_others(about, target))
    return other_targets(target, targets, () if apart else totals, known.units)


def _outcome_values(outcome: Outcome | None, held: Held) -> Values:
    row = outcome.row if outcome else None
    return {
        "outcome": _value(outcome),
        **_as_printed("outcome", outcome),
        "outcome_compared": None if held.value is None else float(held.value),
        "outcome_file": row and row["file"],
        "outcome_row": row and row["file_row"],
        "outcome_partial": bool(outcome and is_part_of_year(outcome.period)),
        "outcome_late": bool(outcome and outcome.is_late),
    }


def _previous_values(previous: Outcome | None) -> Values:
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


def _in_one_unit(
    about: Row, target: Row | None, outcome: Outcome | None, previous: Outcome | None, units: Units
) -> Values:
    """The figures in one unit, the target's before the outcome's; as printed, without one, where there is none."""
    aimed = target and target["unit"]
    unit = aimed or (outcome and outcome.unit) or (previous and previous.unit) or about["indicator_unit"]
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


def _distance_values(
    about: Row, target: Row | None, outcome: Outcome | None, held: Held, verdict: Assessment, units: Units
) -> Values:
    names = ("shortfall", "shortfall_pct", "distance", "distance_decimals", "distance_kind", "distance_side")
    unjudged = held.why_not or verdict is Assessment.NOT_EVALUATED
    if target is None or outcome is None or held.value is None or unjudged or not is_measured(held, target, verdict):
        return dict.fromkeys((*names, "within_rounding"))
    aim, higher = exact(target["value"]), about["direction"] == Direction.HIGHER
    gap = aim - held.value if higher else held.value - aim
    limit = aim_of(about, target, units)
    far = distance_of(target, outcome.row, held.value, limit and limit.allowance)
    share = float(gap / abs(aim) * 100) if aim else None
    # A plain zero, for an exact hit may be minus zero.
    values = (float(gap or 0), share, float(far.amount), far.decimals, str(far.kind), far.side)
    return {
        **dict(zip(names, values, strict=True)),
        "within_rounding": _turn(about, target, outcome, units) if gap else None,
    }


def is_measured(held: Held, target: Row, verdict: Assessment) -> bool:
    """Whether it can be said how far an outcome is from its target.

    Args:
        held: The outcome in the target's unit.
        target: `value`, `operator`.
        verdict: What the outcome is judged to be.

    Returns:
        False for a limit or a rough figure, which may be several values, and for what stands at a strict limit: it is
        not on it.
    """
    if held.interval is None or not held.interval.is_exact or target["operator"] == Operator.ABOUT:
        return False
    return verdict is Assessment.BETTER or held.value != exact(target["value"])


def distance_of(target: Row, outcome: Row, value: Decimal, allowed: Decimal | None = None) -> Distance:
    """Measure how far an outcome is from a target.

    Args:
        target: `value`, `unit`, `symbol`, `unit_kind`.
        outcome: `unit`, `symbol`.
        value: The outcome in the target's unit.
        allowed: How far it may miss the target and still be near.

    Returns:
        Points where the target is a percentage and the outcome a share, steps of the unit where the two are printed in
        different ones or it only names something, else a share of the target.
    """
    kind = DistanceKind.PERCENT
    if target["symbol"] == PERCENT and outcome["symbol"] in SHARES:
        kind = DistanceKind.POINTS
    elif target["unit"] != outcome["unit"] or target.get("unit_kind") == UnitKind.NAME:
        kind = DistanceKind.UNIT
    return distance(value, exact(target["value"]), kind, allowed)


def _turn(about: Row, target: Row, outcome: Outcome, units: Units) -> Turn | None:
    """The limit that the outcome, before it was rounded for print, may have been beyond; what is counted was not."""
    factor, aim = units.factor(outcome.unit, target["unit"]), aim_of(about, target, units)
    if factor is None or aim is None or outcome.is_counted or outcome.sexes or outcome.row["operator"]:
        return None
    printed = outcome.interval.each(factor.of)
    rounded = outcome.interval.widened(half_step(outcome.decimals)).each(factor.of)
    for turn, limit in ((Turn.TARGET, aim._replace(allowance=Decimal(0))), (Turn.NEAR, aim)):
        if assess(rounded, limit, about["direction"]) is not assess(printed, limit, about["direction"]):
            return turn
    return None
