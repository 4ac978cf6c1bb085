"""The symbols of the edition, and what they mean."""

from collections.abc import Sequence

import polars as pl

from analysis.base.vocabulary import Assessment, SymbolSource, SymbolSubject
from analysis.present.fragment import Fragment, nothing
from analysis.present.near_limits import near
from analysis.present.tables.goal_table import says_nothing
from analysis.report.commitments import commitments_frame
from analysis.report.document_part import DocumentPart
from analysis.report.goals import goal_measures_frame
from analysis.words.translate import _

#: What we say of goals ourselves.
SAID = [Assessment.BETTER.value, Assessment.NEAR.value, Assessment.WORSE.value]


def legend(part: DocumentPart, *subjects: str) -> Fragment:
    """The symbols that the report uses and what they mean.

    Args:
        subjects: Only these, in this order: `assessment`, `trend`, `status`, `area`, `completion`, `control`.

    Returns:
        The edition's legend of what there is to be judged, with our own symbols for computed assessments where the
        edition has none; a sentence when the edition has no such symbols.
    """
    goals, shown = goal_measures_frame(part), _shown(part, subjects)
    return (
        part.symbols.legend(shown, near(goals), _lost(part), _used(part))
        if shown
        else nothing(_("Utgåvan har inga sådana symboler."), optional=True)
    )


def _shown(part: DocumentPart, subjects: Sequence[str]) -> list[SymbolSubject]:
    """What is explained: what the part has to be judged, where the edition has symbols for it or we have judged."""
    chosen = [SymbolSubject(subject) for subject in subjects] or list(SymbolSubject)
    goals, commitments = goal_measures_frame(part), commitments_frame(part)
    judged = goals.height > 0 and not says_nothing(goals)
    # Of an edition without such symbols ours are explained, where any stand there.
    computed = goals["assessment_computed"].is_in(SAID).any()
    used = {
        SymbolSubject.ASSESSMENT: judged,
        SymbolSubject.TREND: judged or _areas_are_shown(part),
        SymbolSubject.STATUS: commitments.height > 0,
        SymbolSubject.COMPLETION: commitments.height > 0,
    }
    return [
        subject
        for subject in chosen
        if used.get(subject, True) and (part.symbols.of(subject) or (subject == SymbolSubject.ASSESSMENT and computed))
    ]


def _areas_are_shown(part: DocumentPart) -> bool:
    """Whether areas stand with their own trends: all of them, or the chosen one where anything is known of it."""
    if part.process_area is None:
        return part.areas.height > 0
    own = part.rows("area_status").filter(process_area=part.process_area)
    return bool(own["assessment"].count() or own["trend"].count())


def _lost(part: DocumentPart) -> list[SymbolSubject]:
    """What has symbols that are lost."""
    goals, commitments, areas = goal_measures_frame(part), commitments_frame(part), part.rows("area_status")
    whole = part.process_area is None
    sources = {
        SymbolSubject.ASSESSMENT: [goals["assessment_source"]],
        SymbolSubject.TREND: [goals["trend_source"], *([areas["trend_source"]] if whole else [])],
        SymbolSubject.STATUS: [commitments["status_source"]],
        SymbolSubject.COMPLETION: [commitments["completion_source"]],
        SymbolSubject.AREA: [areas["assessment_source"]],
        SymbolSubject.CONTROL: [part.rows("controls")["assessment_source"]],
    }
    return [
        subject for subject, columns in sources.items() if any(SymbolSource.LOST.value in column for column in columns)
    ]


def _used(part: DocumentPart) -> dict[SymbolSubject, set[str | None]]:
    """The codes that stand on the page, of what is stated and of what figures give."""
    goals, areas = goal_measures_frame(part), part.rows("area_status")
    beside = goals.filter(pl.col("judged_otherwise") | pl.col("yardstick_otherwise") | (pl.col("yardsticks") > 1))
    figures = beside.select(pl.concat_list("assessment_computed", "goal_computed").explode()).to_series()
    return {
        SymbolSubject.ASSESSMENT: {*goals["assessment_shown"], *figures},
        SymbolSubject.AREA: {*areas.select(pl.coalesce("assessment_step", "assessment_computed")).to_series()},
        SymbolSubject.STATUS: {*commitments_frame(part)["status_step"]},
        SymbolSubject.TREND: {
            *goals.select(pl.coalesce("yardstick_trend_step", "trend_step", "trend_final")).to_series()
        },
        SymbolSubject.CONTROL: {*part.rows("controls")["assessment_step"]},
    }
