"""The whole judgement of goals, a yardstick at a time: which figures are meant, and what they say."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from analysis.base.judged import Unjudged
from analysis.base.vocabulary import Assessment, Direction, Measure, Sex, TargetKind
from analysis.judge.aims import Known, Mean, in_places, mean_of, measured, own_first, place_of, with_base
from analysis.judge.assessment import opposed
from analysis.judge.doubts import other_targets, outcome_doubts
from analysis.judge.facts import Facts, Row
from analysis.judge.figures import (
    Asked,
    change_of,
    holds_for,
    period_of,
    target_for,
)
from analysis.judge.held import Held, distance_values
from analysis.judge.limits import hold, kind_of, limits_of
from analysis.judge.outcome import Outcome, earlier_outcome, known_outcome, missing_outcome
from analysis.judge.periods import Period, is_part_of_year
from analysis.judge.stored_values import in_one_unit, mean_values, outcome_values, previous_values, target_values
from analysis.judge.trend import movement_of
from analysis.judge.units import Units

Values = dict[str, Any]


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
    figures: Sequence[Row] = measured(about, known.figures.get((about["indicator"], about["measured_for"]), ()))
    totals = [row for row in figures if row["sex"] == Sex.TOTAL]
    targets = _targets(about, totals, known, asked)
    if any(kind_of(row) is TargetKind.RANK for row in targets):
        # The first place is the best, whatever is good of the figure that it is a place by.
        figures, about = in_places(about, figures), {**about, "direction": Direction.LOWER}
    outcome = known_outcome(about, figures, asked, known.units, known.breaks, _parts_aimed_at(targets))
    previous, anew = _earlier(about, figures, outcome, asked, known)
    change = change_of(totals, asked)
    moves = movement_of(about, outcome, previous, change, known.units, anew=anew)
    beside = Known(asked, known.units, known.breaks)
    target = target_for(targets, _as_of(about["year"], outcome), about["year"], asked)
    target = with_base(about, target, figures, outcome, beside)
    mean = mean_of(about, target, figures, beside) if target and kind_of(target) is TargetKind.MEAN else None
    lacking = missing_outcome(figures, asked) if outcome is None else None
    held = _held(about, outcome, previous, target, known.units, mean) if lacking is None else _lacking(target)
    verdict = _verdict(about, held, target, known.units)
    return {
        "document": about["document"],
        "goal": about["goal"],
        "measure_no": about["measure_no"],
        **target_values(target, of_others=target is not None and _is_of_others(about, target)),
        "target_also_printed": _other_targets(about, target, targets, totals, known),
        **outcome_values(outcome, held),
        **mean_values(target, mean, outcome),
        "outcome_missing": lacking,
        **outcome_doubts("outcome", outcome, figures, known.units),
        **previous_values(previous),
        **outcome_doubts("previous", previous, figures, known.units),
        "printed_change": change and change["value"],
        "printed_change_from": change and change["compared_to"],
        **in_one_unit(about, target, outcome, previous, known.units),
        "assessment_computed": str(verdict),
        "trend_computed": moves.trend,
        "untrended": moves.why_not,
        **distance_values(about, target, outcome, held, verdict, known.units),
        "unjudged": _why_not(held, verdict, outcome),
    }


def _earlier(
    about: Row, figures: Sequence[Row], outcome: Outcome | None, asked: Asked, known: Facts
) -> tuple[Outcome | None, bool]:
    """What an outcome is compared with; and where that is nothing, whether only another method stands between."""
    period = outcome.period if outcome else None
    found = earlier_outcome(about, figures, period, asked, known.units, known.breaks)
    anew = found is None and earlier_outcome(about, figures, period, asked, known.units, {}) is not None
    return found, anew


def _targets(about: Row, totals: Sequence[Row], known: Facts, asked: Asked) -> Sequence[Row]:
    """Find the targets of a yardstick for the year, or for parts of it.

    It is the goal's own; where it has none, the one set for whom is measured, else somebody else's, which nothing is
    held against. Where none is listed for the yardstick it is what the document prints of the indicator for the year
    beside its goals.
    """
    targets = [row for row in _listed(about, known) if row["year"] == about["year"]]
    if not targets:
        printed = [row for row in totals if row["measure"] == Measure.TARGET and not row["of_goal"]]
        own = (row for row in printed if row["document"] == asked.document)
        return [row for row in own if row["period_end"].year == about["year"]]
    whose = min((row["organisation"] for row in targets), key=lambda name: _closeness(name, about))
    return own_first([row for row in targets if row["organisation"] == whose])


def _listed(about: Row, known: Facts) -> Sequence[Row]:
    return known.targets.get((about["document"], about["goal"], about["measure_no"]), ())


def _parts_aimed_at(targets: Sequence[Row]) -> Sequence[Period]:
    """What targets are set for, where all are set for parts of the year."""
    periods = [period_of(row) for row in targets if row["value"] is not None or kind_of(row) is TargetKind.DIRECTION]
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
    return target["organisation"] not in own


def _held(
    about: Row, outcome: Outcome | None, previous: Outcome | None, target: Row | None, units: Units, mean: Mean | None
) -> Held:
    """Bring an outcome to its target's unit, if it may be held against it."""
    why_not = _not_held(about, outcome, previous, target, mean)
    if why_not or target is None:
        return Held(why_not=why_not)
    if mean is not None or outcome is None:
        return _of_years(about, target, mean or Mean())
    if kind_of(target) is TargetKind.RANK:
        return _at_place(outcome, target)
    factor = units.factor(outcome.unit, target["unit"])
    if factor is None:
        return Held(why_not=Unjudged.UNITS)
    value = None if outcome.value is None else factor.of(outcome.value)
    return Held(outcome.interval.each(factor.of), value, _undirected(about, target))


def _not_held(
    about: Row, outcome: Outcome | None, previous: Outcome | None, target: Row | None, mean: Mean | None
) -> Unjudged | None:
    """Why an outcome is not held against a target, whatever their units are."""
    if target is not None and target.get("words") is not None:
        return Unjudged.WORDS
    if outcome is None and not (mean and mean.whole):
        return _lacked(previous, target)
    if target is None or not _is_aimed(target):
        return Unjudged.NO_TARGET
    if _is_of_others(about, target):
        return Unjudged.OTHER_TARGET
    # One of an earlier year that its indicator's lag allows is held against this year's target for the same part.
    if not holds_for(period_of(target), _as_of(about["year"], outcome)):
        return Unjudged.PART_OF_YEAR
    why_not: Unjudged | None = target.get("why_not")
    return why_not


def _of_years(about: Row, target: Row, mean: Mean) -> Held:
    return Held(mean.interval, mean.value, mean.why_not or _undirected(about, target))


def _at_place(outcome: Outcome, target: Row) -> Held:
    found = place_of(outcome, target)
    return Held(why_not=found) if isinstance(found, Unjudged) else Held(found.interval, found.value)


def _lacking(target: Row | None) -> Held:
    """An outcome that the document says why it does not print: then none of another year stands for it."""
    if target is not None and target.get("words") is not None:
        return Held(why_not=Unjudged.WORDS)
    return Held(why_not=_without_outcome(None, asked_for=_is_aimed(target)))


def _is_aimed(target: Row | None) -> bool:
    """Whether a target asks for something that figures can show, though what it moves from may not be known."""
    return target is not None and (target["value"] is not None or bool(target.get("why_not")))


def _lacked(previous: Outcome | None, target: Row | None) -> Unjudged:
    if target is not None and kind_of(target) is TargetKind.RANK and target["value"] is not None:
        return Unjudged.NO_RANK
    return _without_outcome(previous, asked_for=_is_aimed(target))


def _without_outcome(previous: Outcome | None, *, asked_for: bool) -> Unjudged:
    if previous is not None and asked_for:
        return Unjudged.OLD_OUTCOME
    return Unjudged.NO_OUTCOME if asked_for else Unjudged.NO_FIGURES


def _undirected(about: Row, target: Row) -> Unjudged | None:
    if kind_of(target) in (TargetKind.RANGE, TargetKind.DIRECTION):
        return None
    if about["direction"] == Direction.RANGE:
        return Unjudged.ONE_END
    if about["direction"] not in (Direction.HIGHER, Direction.LOWER):
        return Unjudged.NO_DIRECTION
    return Unjudged.LIMIT if opposed(target["operator"], about["direction"]) else None


def _verdict(about: Row, held: Held, target: Row | None, units: Units) -> Assessment:
    return hold(None if held.why_not else held.interval, limits_of(about, target, units))


def _why_not(held: Held, verdict: Assessment, outcome: Outcome | None) -> str | None:
    if held.why_not or verdict is not Assessment.NOT_EVALUATED:
        return held.why_not
    return Unjudged.SEXES if outcome and outcome.sexes else Unjudged.ROUGH


def _other_targets(
    about: Row, target: Row | None, targets: Sequence[Row], totals: Sequence[Row], known: Facts
) -> list[float]:
    """What else is printed as the same target; one for whom is measured is another where both have one."""
    if target is not None and kind_of(target) is not TargetKind.LEVEL:
        return []
    own = {row["organisation"] for row in _listed(about, known) if row["year"] == about["year"]}
    of_others = target is not None and target["organisation"] != about["measured_for"] and about["measured_for"] in own
    apart = of_others or (target is not None and _is_of_others(about, target))
    return other_targets(target, targets, () if apart else totals, known.units)
