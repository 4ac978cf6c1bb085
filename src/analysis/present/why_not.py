"""Why figures do not judge a goal, and why they do not say which way it goes."""

from collections.abc import Mapping
from typing import Any

from analysis.base.judged import Unjudged, Untrended
from analysis.base.vocabulary import Missing
from analysis.words.codes import MISSING
from analysis.words.mixed_language import filled, swedish
from analysis.words.phrases import enumerate_words
from analysis.words.translate import Words, _, later

Row = Mapping[str, Any]
#: Why figures do not judge, where the words need no names.
WHY_NOT = Words(
    {
        Unjudged.NO_FIGURES: later("mål och utfall i siffror saknas"),
        Unjudged.NO_OUTCOME: later("utfall i siffror saknas"),
        Unjudged.NO_TARGET: later("mål i siffror saknas"),
        Unjudged.PART_OF_YEAR: later("utfallet och målet gäller inte samma del av året"),
        Unjudged.UNITS: later("mål och utfall har olika enhet"),
        Unjudged.NO_DIRECTION: later("{indicator.the} har ingen riktning"),
        Unjudged.ONE_END: later("{indicator.the} är bäst inom ett intervall, men målet är ett tal"),
        Unjudged.LIMIT: later("målets gräns går mot {indicator.the}s riktning"),
        Unjudged.BASE: later("inget utgångsvärde går att jämföra med"),
        Unjudged.NO_RANK: later("ingen placering är angiven"),
        Unjudged.AMONG: later("det står inte hur många som jämförs"),
        Unjudged.YEARS: later("alla år är inte kända än"),
        Unjudged.METHOD: later("åren är mätta på olika sätt"),
        Unjudged.WORDS: later("målet är ord som inga siffror avgör"),
        Unjudged.SEXES: later("inget är redovisat för kvinnor och män tillsammans, och var för sig räcker det inte"),
        Unjudged.ROUGH: later("utfallet är inte tillräckligt noga angivet"),
    }
)
#: What is missing there, by how its columns begin.
LACKED: Mapping[str, tuple[str, ...]] = {
    Unjudged.NO_FIGURES: ("target", "outcome"),
    Unjudged.NO_OUTCOME: ("outcome",),
    Unjudged.NO_TARGET: ("target",),
}
#: Why figures do not say which way an outcome goes; the year that arrows look back to is told apart.
NO_TREND = Words(
    {
        Untrended.NO_EARLIER: later("Inget tidigare värde att jämföra med."),
        Untrended.METHOD: later("Tidigare värden är mätta på ett annat sätt."),
        Untrended.NO_OUTCOME: later("Inget utfall att jämföra."),
        Untrended.SEXES: later("Inget utfall för kvinnor och män tillsammans att jämföra."),
        Untrended.UNITS: later("Det tidigare värdet har en annan enhet."),
        Untrended.ROUGH: later("Värdena är inte tillräckligt noga angivna för att jämföras."),
        Untrended.NO_DIRECTION: later("{Indicator.the} har ingen riktning."),
        Untrended.RANGE: later("{Indicator.the} är bäst inom ett intervall."),
    }
)


def missing_reason(goal: Row) -> str:
    """Say why a goal cannot be judged by its figures.

    Args:
        goal: A row of the view `goal_detail`.

    Returns:
        A short phrase.
    """
    why = goal["unjudged"] or Unjudged.NO_FIGURES
    if why == Unjudged.OTHER_TARGET:
        return _("målet gäller {whose}, utfallet inte", whose=swedish(goal["target_only_for_name"]))
    if why == Unjudged.OLD_OUTCOME:
        return _("utfallet är från {year}", year=goal["previous_end"].year)
    reasons = [goal[f"{which}_missing"] for which in LACKED[why]] if why in LACKED else []
    if not any(map(_is_reason, reasons)):
        return WHY_NOT[Unjudged(why)]
    return enumerate_words([_missing(which, goal[f"{which}_missing"]) for which in LACKED[why]])


def _missing(which: str, code: str | None) -> str:
    """What is missing, with the reason where there is one."""
    what = WHY_NOT[Unjudged.NO_TARGET if which == "target" else Unjudged.NO_OUTCOME]
    return filled("{what} ({why})", what=what, why=MISSING[Missing(code)]) if code and _is_reason(code) else what


def _is_reason(code: str | None) -> bool:
    """Whether a figure is missing for another reason than that it is not there."""
    return code not in (None, Missing.NOT_REPORTED)


def without_trend(goal: Row) -> str:
    """Say why figures do not say which way an outcome goes.

    Args:
        goal: A row of the view `goal_measure_detail` without a computed trend.

    Returns:
        A sentence.
    """
    if goal["untrended"] == Untrended.OLD:
        return _("Inget värde för {year} att jämföra med.", year=goal["outcome_end"].year - 1)
    return NO_TREND[Untrended(goal["untrended"])]
