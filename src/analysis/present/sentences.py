"""Plain sentences made from figures."""

from collections.abc import Mapping
from typing import Any

from analysis.base.judged import AddingUp, DistanceKind, Turn
from analysis.base.vocabulary import Assessment, TargetKind
from analysis.present.goal_text import earlier_text, mean_text, outcome_text, printed_of, target_text, when_of
from analysis.present.why_not import missing_reason
from analysis.words.mixed_language import swedish
from analysis.words.numbers import PERCENT, number, percentage, quantity
from analysis.words.targets import kind_of_goal
from analysis.words.translate import _, either, later, n_

Row = Mapping[str, Any]
#: What is written after a colon, for it is no level that something is above or below.
TOLD_APART = (TargetKind.DIRECTION, TargetKind.RANK, TargetKind.MEAN, TargetKind.WORDS)
#: What is said behind a distance of an outcome that rounding for print may have moved across a limit.
ROUNDED = {
    Turn.TARGET: later("{distance}, inom avrundning"),
    Turn.NEAR: later("{distance}, på gränsen för nära målet: avrundning kan avgöra"),
}


def distance(goal: Row) -> str:
    """Say how far the outcome is from the target.

    Args:
        goal: A row of the view `goal_detail`: the rules say how far, in what and with how many decimals.

    Returns:
        For example "22,7 % under målet", "12 procentenheter under målet" for figures that are percentages themselves,
        or "precis på målet"; empty when it cannot be said.
    """
    if goal["distance"] is None:
        return ""
    return _rounded(_side(goal), goal)


def _rounded(told: str, goal: Row) -> str:
    turn = goal["within_rounding"]
    return _(ROUNDED[Turn(turn)], distance=told) if turn else told


def _side(goal: Row) -> str:
    """How far, and on which side."""
    if not goal["distance_side"]:
        return _("precis på målet")
    far = _far(goal)
    if kind_of_goal(goal) is TargetKind.DIRECTION:
        above = goal["distance_side"] > 0
        return _("{far} över utgångsvärdet", far=far) if above else _("{far} under utgångsvärdet", far=far)
    return _("{far} över målet", far=far) if goal["distance_side"] > 0 else _("{far} under målet", far=far)


def _far(goal: Row) -> str:
    amount, decimals = goal["distance"], goal["distance_decimals"]
    if goal["distance_kind"] == DistanceKind.PERCENT:
        return percentage(amount, decimals)
    if goal["distance_kind"] == DistanceKind.POINTS:
        points = number(amount, decimals)
        return n_("{number} procentenhet", "{number} procentenheter", 1 if amount == 1 else 2, number=points)
    # "1 % under" would be read as a share where only one of the two is a percentage.
    return quantity(amount, decimals, None if goal["target_symbol"] == PERCENT else goal["target_symbol"])


def finding(goal: Row) -> str:
    """Say in a title what the figures of a goal show.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "Sjukfrånvaro, total: 4,4 %, bättre än målet 7,3 %".
    """
    outcome, target = _shown(goal), target_text(goal)
    told = {"label": swedish(goal["label"]), "year": goal["year"], "outcome": outcome, "target": target}
    if not outcome:
        return _without_outcome(goal, told)
    if not target:
        return _("{label}: {outcome}, inget mål i siffror för {year}", **told)
    if goal["outcome_late"]:
        told["then"] = goal["outcome_end"].year
        return _("{label}: utfall {then} {outcome}, mål {year} {target}", **told)
    if goal["target_only_for"] is not None:
        whose = swedish(goal["target_only_for_name"])
        return _("{label}: {outcome}, målet {target} gäller {whose}", **told, whose=whose)
    if kind_of_goal(goal) in TOLD_APART:
        return _told_apart(goal, told)
    return _against_target(goal, told) if goal["distance"] is not None else _without_distance(goal, told)


def _shown(goal: Row) -> str:
    """What is held against the target: the mean where that is asked for."""
    return mean_text(goal) or outcome_text(goal)


def _told_apart(goal: Row, told: Mapping[str, object]) -> str:
    """What is said of a target that is no level."""
    if goal["assessment_computed"] == Assessment.BETTER:
        return _("{label}: {outcome}, når målet: {target}", **told)
    if goal["assessment_computed"] in (Assessment.NEAR, Assessment.WORSE):
        return _("{label}: {outcome}, når inte målet: {target}", **told)
    return _("{label}: {outcome}, mål: {target}", **told)


def _without_distance(goal: Row, told: Mapping[str, object]) -> str:
    """What can be said of an outcome that is a limit, or one for women and one for men."""
    if goal["assessment_computed"] == Assessment.BETTER:
        return _("{label}: {outcome}, når målet {target}", **told)
    if goal["assessment_computed"] in (Assessment.NEAR, Assessment.WORSE):
        return _("{label}: {outcome}, når inte målet {target}", **told)
    return _("{label}: {outcome}, målet är {target}", **told)


def _without_outcome(goal: Row, told: Mapping[str, object]) -> str:
    earlier = earlier_text(goal)
    if earlier and told["target"]:
        then = goal["previous_end"].year
        return _("{label}: utfall {then} {earlier}, mål {year} {target}", **told, then=then, earlier=earlier)
    if kind_of_goal(goal) is TargetKind.WORDS:
        return _("{label}, mål: {target}", **told)
    if kind_of_goal(goal) in TOLD_APART:
        return _("{label}: inget utfall {year}, mål: {target}", **told)
    if told["target"]:
        return _("{label}: inget utfall {year}, målet är {target}", **told)
    return _("{label}: varken mål eller utfall i siffror för {year}", **told)


def _against_target(goal: Row, told: Mapping[str, object]) -> str:
    if not goal["distance_side"] and goal["assessment_computed"] == Assessment.BETTER:
        return _("{label}: {outcome}, når precis målet {target}", **told)
    if goal["assessment_computed"] != Assessment.BETTER:
        said = _("{label}: {outcome}, vilket är {distance} {target}", **told, distance=_side(goal))
    else:
        said = _("{label}: {outcome}, bättre än målet {target}", **told)
    return _rounded(said, goal)


def assessment_reason(goal: Row, published: str) -> str:
    """Say why the computed assessment differs from the published one.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.
        published: The word that was published.

    Returns:
        For example "232 st mot målet 300 st, alltså 22,7 % under målet; publicerat Nära målet".
    """
    if goal["distance"] is None:
        reason = held_against(goal) if goal["unjudged"] is None else missing_reason(goal)
        return _("{reason}; publicerat {word}", reason=reason, word=published)
    told = {"outcome": _shown(goal), "target": target_text(goal), "distance": distance(goal), "word": published}
    if kind_of_goal(goal) in TOLD_APART:
        return _("{outcome} mot mål: {target}, alltså {distance}; publicerat {word}", **told)
    return _("{outcome} mot målet {target}, alltså {distance}; publicerat {word}", **told)


def held_against(goal: Row) -> str:
    """Say what an outcome is held against, where nobody can say how far from it that is.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "< 5 % mot målet < 5 %".
    """
    told = {"outcome": _shown(goal), "target": target_text(goal)}
    if kind_of_goal(goal) in TOLD_APART:
        return _("{outcome} mot mål: {target}", **told)
    return _("{outcome} mot målet {target}", **told)


def yardsticks_told(goal: Row) -> str:
    """Say what the judgement of a goal with several yardsticks rests on.

    Args:
        goal: A row of the view `goal_measure_detail`.

    Returns:
        For example "1 av 3 mått kända" or "1 av 3 mått når målnivån, 1 är okänt".
    """
    every, known = goal["yardsticks"], goal["measures_known"]
    if goal["goal_computed"] == Assessment.NOT_EVALUATED:
        return _("{known} av {all} {yardstick.many} kända", known=known, all=every)
    reached = _("{reached} av {all} {yardstick.many} når målnivån", reached=goal["measures_reached"], all=every)
    reached = with_unknown(reached, every - known)
    return (
        _("{reached}, {yardstick:den|det} svagaste avgör", reached=reached)
        if goal["rule"] == AddingUp.WEAKEST
        else reached
    )


def part_goals_told(goal: Row) -> str:
    """Say what the judgement of a goal without yardsticks rests on.

    Args:
        goal: A row of the view `goal_measure_detail` with part goals.

    Returns:
        For example "1 av 3 delar kända" or "1 av 3 delar är nådda, 1 är okänd".
    """
    every, known = goal["goal_parts"], goal["goal_parts_known"]
    if goal["goal_computed"] == Assessment.NOT_EVALUATED:
        return _("{known} av {all} delar kända", known=known, all=every)
    return with_unknown(
        _("{reached} av {all} delar är nådda", reached=goal["goal_parts_reached"], all=every), every - known, "part"
    )


#: So many of what are not known.
NOT_KNOWN = {
    "yardstick": either("{number} är {yardstick:okänd|okänt}", "{number} är okända"),
    "area": either("{number} är {area.short:okänd|okänt}", "{number} är okända"),
    "part": either("{number} är okänd", "{number} är okända"),
}


def with_unknown(told: str, unknown: int, what: str = "yardstick") -> str:
    """Say behind how many of several reach their target how many are not known: those are not missed.

    Args:
        told: How many of all.
        unknown: How many are not known.
        what: Of what: `yardstick`, `area` or `part`.

    Returns:
        For example "0 av 2 mått når målnivån, 1 är okänt"; the same where all are known.
    """
    if not unknown:
        return told
    some = n_(*NOT_KNOWN[what], unknown, number=number(unknown))
    return _("{told}, {unknown}", told=told, unknown=some)


def trend_reason(goal: Row) -> str:
    """Say what the computed trend rests on.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        For example "2,1 (2015) → 4,4"; empty when there is nothing earlier.
    """
    if goal["trend_computed"] is None:
        return ""
    if goal["outcome"] is not None and goal["previous_outcome"] is not None:
        return f"{_bare(goal, 'previous')} ({when_of(goal, 'previous')}) → {_bare(goal, 'outcome')}"
    if goal["printed_change"] is not None:
        return _("tryckt förändring {number}", number=number(goal["printed_change"]))
    return f"{earlier_text(goal)} ({when_of(goal, 'previous')}) → {outcome_text(goal)}"


def _bare(goal: Row, which: str) -> str:
    """A figure with its sign; with its unit where that is not the other's."""
    differs = goal["previous_unit"] != goal["outcome_unit"]
    return printed_of(goal if differs else {**goal, f"{which}_symbol": None}, which)


def difference(goal: Row) -> float | None:
    """Subtract the target from the outcome, in the target's unit.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        Above zero when the outcome is above the target; nothing when they cannot be compared.
    """
    if goal["shortfall"] is None:
        return None
    # Six decimals are more than any document prints, and fewer than floating point errs by.
    return float(round(goal["outcome_compared"] - _measured_from(goal), 6))


def _measured_from(goal: Row) -> float:
    """The number that a distance is counted from: of a range the end that is missed."""
    if kind_of_goal(goal) is TargetKind.DIRECTION:
        return float(goal["target_base"])
    if kind_of_goal(goal) is TargetKind.RANGE and goal["distance_side"] > 0:
        return float(goal["target_upper"])
    return float(goal["target"] if goal["target"] is not None else goal["target_value"])


def unit_note(goal: Row) -> str:
    """Point out that target and outcome are printed in different units.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        A sentence, or nothing when the units agree.
    """
    units = goal["target_unit"], goal["outcome_unit"]
    if None in units or units[0] == units[1] or kind_of_goal(goal) in (None, TargetKind.RANK):
        return ""
    return _(
        "Målet är tryckt som {target}, utfallet som {outcome}.",
        target=swedish(goal["target_unit_name"]),
        outcome=swedish(goal["outcome_unit_name"]),
    )
