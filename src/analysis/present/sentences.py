"""Plain sentences made from figures."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from analysis.base.vocabulary import Assessment, Direction, ToleranceKind
from analysis.words.mixed_language import swedish
from analysis.words.numbers import number, percentage, quantity, rounded
from analysis.words.translate import _, n_

Row = Mapping[str, Any]
#: Of a percentage, "5 % above" could be read in two ways.
PERCENT = "%"
#: The sign of a figure that was printed as a rough one.
ABOUT = "≈"


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
        return _("precis på målet")
    if goal["target_unit"] != goal["outcome_unit"]:
        far = number(rounded(abs(goal["shortfall"]), 1))
    elif goal["target_symbol"] == PERCENT:
        points = rounded(abs(goal["shortfall"]), 1)
        far = n_("{number} procentenhet", "{number} procentenheter", 1 if points == 1 else 2, number=number(points))
    elif goal["shortfall_pct"] is None:
        far = number(abs(goal["shortfall"]))
    else:
        far = percentage(abs(goal["shortfall_pct"]), 0 if goal["outcome_operator"] == ABOUT else 1)
    above = goal["outcome_compared"] > goal["target"]
    return _("{far} över målet", far=far) if above else _("{far} under målet", far=far)


def finding(goal: Row) -> str:
    """Say in a title what the figures of a goal show.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.

    Returns:
        For example "Sjukfrånvaro, total: 4,4 %, bättre än målet 7,3 %".
    """
    outcome, target = outcome_text(goal), target_text(goal)
    told = {"label": swedish(goal["label"]), "year": goal["year"], "outcome": outcome, "target": target}
    if not outcome and not target:
        return _("{label}: varken mål eller utfall i siffror för {year}", **told)
    if not outcome:
        return _("{label}: inget utfall {year}, målet är {target}", **told)
    if not target:
        return _("{label}: {outcome}, inget mål i siffror för {year}", **told)
    if goal["target_only_for"] is not None:
        whose = swedish(goal["target_only_for_name"])
        return _("{label}: {outcome}, målet {target} gäller {whose}", **told, whose=whose)
    if goal["direction"] == Direction.NONE or goal["outcome_partial"]:
        return _("{label}: {outcome}, målet är {target}", **told)
    return _against_target(goal, told)


def _against_target(goal: Row, told: Mapping[str, object]) -> str:
    if goal["assessment_computed"] != Assessment.BETTER:
        return _("{label}: {outcome}, vilket är {distance} {target}", **told, distance=distance(goal))
    if abs(goal["shortfall"]) < abs(goal["target"]) * 1e-9:
        return _("{label}: {outcome}, når precis målet {target}", **told)
    return _("{label}: {outcome}, bättre än målet {target}", **told)


def assessment_reason(goal: Row, published: str) -> str:
    """Say why the computed assessment differs from the published one.

    Args:
        goal: A row of the view `goal_detail`, with unit symbols added.
        published: The word that was published.

    Returns:
        For example "232 st mot målet 300 st, alltså 22,7 % under målet; publicerat Nära målet".
    """
    if goal["shortfall"] is None:
        return _("{reason}; publicerat {word}", reason=missing_reason(goal), word=published)
    return _(
        "{outcome} mot målet {target}, alltså {distance}; publicerat {word}",
        outcome=outcome_text(goal),
        target=target_text(goal),
        distance=distance(goal),
        word=published,
    )


def missing_reason(goal: Row) -> str:
    """Say why a goal cannot be judged by its figures.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        A short phrase.
    """
    if goal["outcome"] is None and goal["target"] is None:
        return _("mål och utfall i siffror saknas")
    if goal["outcome"] is None:
        return _("utfall i siffror saknas")
    if goal["target"] is None:
        return _("mål i siffror saknas")
    return _incomparable(goal) if goal["outcome_compared"] is None else _("indikatorn har ingen riktning")


def _incomparable(goal: Row) -> str:
    if goal["target_only_for"] is not None:
        return _("målet gäller {whose}, utfallet inte", whose=swedish(goal["target_only_for_name"]))
    if goal["outcome_partial"]:
        return _("utfallet gäller en del av året, målet hela")
    return _("mål och utfall har olika enhet")


def near(goals: pl.DataFrame) -> str:
    """Say what computed assessments call near the target.

    Args:
        goals: Rows of the view `goal_measure_detail`.

    Returns:
        A sentence, empty where nothing is computed.
    """
    judged = goals.filter(
        pl.col("target").is_not_null() & (pl.col("direction") != Direction.NONE) & (pl.col("tolerance") > 0)
    )
    if judged.is_empty():
        return ""
    tolerances = judged["tolerance"].unique().sort().to_list()
    if (judged["tolerance_kind"] != ToleranceKind.RELATIVE).any() or len(tolerances) > 1:
        return _(
            "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är inom indikatorns tolerans. "
            "Gränsen är Årshjuls egen, inte dokumentets."
        )
    return _(
        "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är högst {share} av målvärdet från "
        "målet. Gränsen är Årshjuls egen, inte dokumentets.",
        share=percentage(tolerances[0]),
    )


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
        return _("tryckt förändring {number}", number=number(goal["printed_change"]))
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
    return _(
        "Målet är tryckt som {target}, utfallet som {outcome}.",
        target=swedish(goal["target_unit_name"]),
        outcome=swedish(goal["outcome_unit_name"]),
    )
