"""What is near a target, and whose that limit is."""

import polars as pl

from analysis.base.vocabulary import Direction, TargetKind, ToleranceKind
from analysis.words.mixed_language import swedish
from analysis.words.numbers import percentage
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _

#: What figures can be near.
LEVELS = [str(kind) for kind in (TargetKind.LEVEL, TargetKind.RANGE, TargetKind.MEAN)]


def near(goals: pl.DataFrame) -> str:
    """Say what computed assessments call near the target.

    Args:
        goals: Rows of the view `goal_measure_detail`.

    Returns:
        A sentence, empty where nothing is computed.
    """
    aimed = goals.filter(pl.col("target_asks").is_in(LEVELS) & (pl.col("direction") != Direction.NONE))
    judged = aimed.filter(pl.col("tolerance") > 0)
    if aimed.is_empty():
        return ""
    if judged.is_empty():
        return _("När bedömningen räknas ur siffrorna räcker det att nå målet. Ingen gräns för nära är satt.")
    setter = _limit_of(judged)
    if judged["near_higher"].null_count() == 0:
        whose = setter or _("Det är dokumentets egen gräns.")
        return f"{_near_in_edition(judged)} {whose}"
    tolerances = judged["tolerance"].unique().sort().to_list()
    if (judged["tolerance_kind"] != ToleranceKind.RELATIVE).any() or len(tolerances) > 1:
        return _(
            "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är inom {indicator.the}s tolerans. "
            "{whose}",
            whose=setter or _("Gränsen är Årshjuls egen, inte dokumentets."),
        )
    return _(
        "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är högst {share} av målvärdet från "
        "målet. {whose}",
        share=percentage(tolerances[0]),
        whose=setter or _("Gränsen är Årshjuls egen, inte dokumentets."),
    )


def _limit_of(judged: pl.DataFrame) -> str:
    """Whose the limit for near is, where the document says who has set it."""
    known = judged["near_set_by"].drop_nulls().unique().to_list() if "near_set_by" in judged.columns else []
    return _("Gränsen för nära är satt av {name}.", name=swedish(known[0])) if len(known) == 1 else ""


def _near_in_edition(judged: pl.DataFrame) -> str:
    """The limits that the edition states itself, for those of its goals that they concern."""
    ways = set(judged["direction"])
    higher, lower = judged.select("near_higher", "near_lower").row(0)
    told = {
        Direction.HIGHER: _("{share} av målvärdet eller mer där högre är bättre", share=percentage(higher)),
        Direction.LOWER: _("{share} av målvärdet eller mindre där lägre är bättre", share=percentage(lower)),
    }
    return _(
        "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är {limits}.",
        limits=enumerate_words([limit for way, limit in told.items() if way in ways]),
    )
