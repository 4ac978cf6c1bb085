"""Plain Swedish sentences made from figures."""

from collections.abc import Mapping
from typing import Any

from analysis.language import number, quantity
from analysis.vocabulary import Assessment, Direction

Row = Mapping[str, Any]
#: Of a percentage, "5 % above" could be read in two ways.
PERCENT = "%"


def outcome_text(goal: Row) -> str:
    """Write the outcome of a goal.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "4,4 %"; empty when there is none.
    """
    if goal["outcome"] is None:
        return ""
    return quantity(goal["outcome"], goal["outcome_decimals"], goal["outcome_symbol"], goal["outcome_operator"])


def target_text(goal: Row) -> str:
    """Write the target of a goal.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "7,3 %"; empty when there is none.
    """
    if goal["target"] is None:
        return ""
    return quantity(goal["target"], goal["target_decimals"], goal["target_symbol"], goal["target_operator"])


def distance(goal: Row) -> str:
    """Say how far the outcome is from the target.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        For example "22,7 % under målet", "12 procentenheter under målet" for figures that are percentages themselves,
        or "precis på målet"; empty when it cannot be said.
    """
    if goal["shortfall"] is None:
        return ""
    if abs(goal["shortfall"]) < abs(goal["target"]) * 1e-9:
        return "precis på målet"
    above = goal["outcome_compared"] > goal["target"]
    side = "över" if above else "under"
    if goal["target_symbol"] == PERCENT:
        return f"{number(round(abs(goal['shortfall']), 1))} procentenheter {side} målet"
    if goal["shortfall_pct"] is None:
        return f"{number(abs(goal['shortfall']))} {side} målet"
    return f"{number(abs(goal['shortfall_pct']), 1)}\N{NO-BREAK SPACE}% {side} målet"


def finding(goal: Row) -> str:
    """Say in a title what the figures of a goal show.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "Sjukfrånvaro, total: 4,4 %, bättre än målet 7,3 %".
    """
    outcome, target, label = outcome_text(goal), target_text(goal), goal["label"]
    if not outcome and not target:
        return f"{label}: varken mål eller utfall i siffror för {goal['year']}"
    if not outcome:
        return f"{label}: inget utfall {goal['year']}, målet är {target}"
    if not target:
        return f"{label}: {outcome}, inget mål i siffror för {goal['year']}"
    if goal["direction"] == Direction.NONE:
        return f"{label}: {outcome}, målet är {target}"
    return f"{label}: {outcome}, {_relation(goal)} {target}"


def _relation(goal: Row) -> str:
    if goal["assessment_computed"] != Assessment.BETTER:
        return distance(goal)
    return "når precis målet" if abs(goal["shortfall"]) < abs(goal["target"]) * 1e-9 else "bättre än målet"


def assessment_reason(goal: Row, published: str) -> str:
    """Say why the computed assessment differs from the published one.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.
        published: The word that was published.

    Returns:
        For example "232 av 300, 22,7 % under målet; publicerat Nära målet".
    """
    if goal["shortfall"] is None:
        return f"{missing_reason(goal)}; publicerat {published}"
    figures = (
        f"{number(goal['outcome'], goal['outcome_decimals'])} av {number(goal['target'], goal['target_decimals'])}"
    )
    return f"{figures}, {distance(goal)}; publicerat {published}"


def missing_reason(goal: Row) -> str:
    """Say why a goal cannot be judged by its figures.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        A short phrase.
    """
    if goal["outcome"] is None and goal["target"] is None:
        return "mål och utfall i siffror saknas"
    if goal["outcome"] is None:
        return "utfall i siffror saknas"
    if goal["target"] is None:
        return "mål i siffror saknas"
    return "mål och utfall har olika enhet" if goal["outcome_compared"] is None else "indikatorn har ingen riktning"


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
        before = number(goal["previous_outcome"], goal["previous_decimals"])
        return f"{before} ({goal['previous_end']:%Y}) → {number(goal['outcome'], goal['outcome_decimals'])}"
    if goal["printed_change"] is not None:
        return f"tryckt förändring {number(goal['printed_change'])}"
    return ""


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
    return float(round(goal["outcome_compared"] - goal["target"], 6))


def unit_note(goal: Row) -> str:
    """Point out that target and outcome are printed in different units.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        A sentence, or nothing when the units agree.
    """
    units = goal["target_unit"], goal["outcome_unit"]
    if None in units or units[0] == units[1] or goal["target"] is None:
        return ""
    return f"Målet är tryckt som {goal['target_unit_name']}, utfallet som {goal['outcome_unit_name']}."
