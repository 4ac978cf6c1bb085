"""Every check of published figures: general rules over frames, never a list of known cases."""

from collections.abc import Iterator, Mapping

import polars as pl

from analysis.judge.checks.amounts import check_amounts
from analysis.judge.checks.balance import check_balance
from analysis.judge.checks.breaks import check_breaks
from analysis.judge.checks.carried_on import check_carried_on
from analysis.judge.checks.changes import check_changes
from analysis.judge.checks.conventions import check_conventions
from analysis.judge.checks.counted_goals import check_counted_goals
from analysis.judge.checks.counted_statuses import check_counted_statuses
from analysis.judge.checks.counted_texts import check_counted_texts
from analysis.judge.checks.dates import check_dates
from analysis.judge.checks.directions import check_directions
from analysis.judge.checks.far_targets import check_far_targets
from analysis.judge.checks.few import check_few
from analysis.judge.checks.finding import Finding, as_frame
from analysis.judge.checks.gaps import check_gaps, check_lost, check_units, check_unreported, check_yardsticks
from analysis.judge.checks.headings import check_headings
from analysis.judge.checks.judgements import (
    check_areas,
    check_assessments,
    check_practice,
    check_published_yardsticks,
)
from analysis.judge.checks.levels import check_levels_by_sex
from analysis.judge.checks.levels_of_year import check_levels_of_year
from analysis.judge.checks.likely_totals import check_likely_totals
from analysis.judge.checks.limited_relations import check_limited_relations
from analysis.judge.checks.names import check_names
from analysis.judge.checks.own_variances import check_own_variances
from analysis.judge.checks.parts_of_year import check_parts_of_year
from analysis.judge.checks.percent_variances import check_percent_variances
from analysis.judge.checks.ranges import check_ranges, check_signs
from analysis.judge.checks.relations import check_relations
from analysis.judge.checks.repeats import check_levels, check_repeats, check_unknown
from analysis.judge.checks.restated_amounts import check_restated_amounts
from analysis.judge.checks.scores import check_scores
from analysis.judge.checks.sexes import check_sexes
from analysis.judge.checks.slips import check_slips
from analysis.judge.checks.stated import check_claims
from analysis.judge.checks.statuses import check_carried, check_levels_said, check_statuses
from analysis.judge.checks.sums import check_sums
from analysis.judge.checks.trends import check_trends, check_unfounded_trends
from analysis.judge.checks.typed import check_typed
from analysis.judge.checks.variances import check_variances

Facts = Mapping[str, pl.DataFrame]


def contradictions(facts: Facts) -> pl.DataFrame:
    """Run every check.

    Args:
        facts: Frames by name: `lines`, `sums`, `conventions`, `figures`, `relations`, `breaks`, `scores`, `goals`,
            `measures`, `areas`, `commitments`, `carried_on`, `controls`, `activities`, `targets`, `claims`, `texts`,
            `listed`, `values`, `symbols`, `lost`; the checks say what they need.

    Returns:
        One row a finding, columns as the attributes of `Finding`.
    """
    return as_frame(_found(facts))


def _found(facts: Facts) -> Iterator[Finding]:
    """In the order that findings are told in."""
    yield from _in_money(facts)
    yield from _in_figures(facts)
    yield from check_scores(facts["scores"])
    yield from check_claims(facts["claims"])
    yield from _in_judgements(facts)
    yield from _in_texts(facts)


def _in_money(facts: Facts) -> Iterator[Finding]:
    lines, sums = facts["lines"], facts["sums"]
    yield from check_sums(lines, sums)
    yield from check_likely_totals(lines, sums)
    yield from check_balance(lines, sums)
    yield from check_variances(lines)
    yield from check_percent_variances(lines)
    yield from check_conventions(facts["conventions"])
    yield from check_amounts(lines)
    yield from check_restated_amounts(lines)
    yield from check_slips(lines, sums)


def _in_figures(facts: Facts) -> Iterator[Finding]:
    figures = facts["figures"]
    yield from check_sexes(figures)
    yield from check_relations(figures, facts["relations"])
    yield from check_limited_relations(figures, facts["relations"])
    yield from check_few(figures, facts["relations"])
    yield from check_changes(figures)
    yield from check_own_variances(figures)
    yield from check_parts_of_year(figures)
    yield from check_repeats(figures)
    yield from check_unknown(figures)
    yield from check_levels(facts["targets"])
    yield from check_units(figures, facts["breaks"])
    yield from check_unreported(figures)
    yield from check_breaks(figures, facts["breaks"])
    yield from check_names(figures)
    yield from check_ranges(figures)
    yield from check_levels_of_year(figures)
    yield from check_far_targets(figures)
    yield from check_signs(figures)
    yield from check_dates(figures, facts["lines"])
    yield from check_directions(figures)


def _in_judgements(facts: Facts) -> Iterator[Finding]:
    goals, commitments = facts["goals"], facts["commitments"]
    yield from check_assessments(goals)
    yield from check_trends(goals)
    yield from check_unfounded_trends(goals)
    yield from check_practice(goals)
    yield from check_areas(facts["areas"], facts["measures"])
    yield from check_statuses(commitments)
    yield from check_levels_said(commitments)
    yield from check_levels_by_sex(commitments, facts["figures"])
    yield from check_carried(commitments, facts["controls"])
    yield from check_carried_on(facts["carried_on"])
    yield from check_gaps(goals, commitments, facts["activities"])
    yield from check_yardsticks(facts["measures"])
    yield from check_published_yardsticks(facts["measures"])


def _in_texts(facts: Facts) -> Iterator[Finding]:
    """What is told, and what is not: symbols, headings and counts too."""
    texts, listed = facts["texts"], facts["listed"]
    yield from check_lost(facts["symbols"], facts["lost"])
    yield from check_headings(facts["areas"], listed)
    yield from check_counted_texts(texts, listed)
    yield from check_counted_goals(texts, listed)
    yield from check_counted_statuses(texts, listed)
    yield from check_typed(texts, facts["values"])
