"""What is asked of a plan: goals ahead against what is known today, commitments and who is responsible."""

from collections import defaultdict

import polars as pl

from analysis.base.vocabulary import Assessment, SubjectType, SymbolSubject, TargetKind
from analysis.present.fragment import Fragment, Several, nothing, overview
from analysis.present.table import Row, Table
from analysis.present.tables.commitment_plan_table import (
    commitment_plan_table,
    role_notes,
    unowned_activities,
    with_roles,
)
from analysis.present.tables.plan_table import (
    BELOW,
    DISTANCE,
    amounts,
    plan_goal_table,
    unreached_goals,
    untargeted_goals,
)
from analysis.present.text.glance import tally
from analysis.present.text.running_text import comments
from analysis.report.commitments import commitments_frame
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import with_notes
from analysis.report.goals import IS_GOAL
from analysis.words.mixed_language import filled, swedish
from analysis.words.translate import _

#: What is no target in figures.
WORDS = TargetKind.WORDS.value


def plan_at_a_glance(part: DocumentPart) -> Several | Fragment:
    """How many goals reach the plan's target already, by their latest outcome, and how much it is going to do.

    Returns:
        One line of symbols and what it rests on, where the plan has goals, and one line of counts; a sentence when
        the plan has neither goals nor commitments.
    """
    goals, commitments = goals_against_plan(part), commitments_frame(part)
    found = _goals_at_a_glance(part, goals) if goals.height else []
    if commitments.height:
        found.append(
            amounts(
                commitments.height,
                part.rows("activities").height,
            )
        )
    return Several(found) if found else nothing(_("Planen har varken {goal.many} eller {commitment.many}."))


def _goals_at_a_glance(part: DocumentPart, goals: pl.DataFrame) -> list[Fragment]:
    years, year = goals.filter(pl.col("latest").is_not_null())["latest_year"].unique().to_list(), part.row["year"]
    basis = _("senaste utfall mot mål {year}, vår beräkning", year=year)
    if len(years) == 1:
        basis = _("utfall {then} mot mål {year}, vår beräkning", then=years[0], year=year)
    said = _(
        "Läget är vår beräkning: planens senaste utfall mot målen för {year}. Under {Goal.short.many} står också läget "
        "mot målen för utfallets eget år.",
        year=year,
    )
    return [tally(goals.filter(IS_GOAL)["against_plan"], part.symbols, SymbolSubject.ASSESSMENT, basis), overview(said)]


def plan_goals(part: DocumentPart) -> Table | Fragment:
    """The goals of a plan: targets ahead, the latest outcome and how it stands against the plan's target.

    Returns:
        One row a goal, or a sentence when the plan has no goals.
    """
    goals = goals_against_plan(part)
    if goals.is_empty():
        return nothing(_("Planen har inga {goal.many} i siffror."), optional=True)
    targets = part.rows("all_targets")
    outcomes = part.rows("latest_outcomes")
    told = [filled("{note}.", note=swedish(part.row["note"]))] if part.row["note"] else []
    caption = _("{Goal.many} {where}", where=part.where)
    return plan_goal_table(goals, targets, outcomes, part.symbols, caption, part.source, told)


def unreached(part: DocumentPart) -> Fragment:
    """The goals whose latest outcome does not reach the target of the plan's year.

    Returns:
        Links with how far each is from its target, or a sentence when all are reached.
    """
    every = goals_against_plan(part)
    if every.is_empty():
        return nothing(_("Planen har inga {goal.many} i siffror."), optional=True)
    goals = every.filter(pl.col("against_plan").is_in([code.value for code in BELOW]))
    if goals.is_empty():
        return nothing(_("Inga {goal.short.many} med siffror ligger under planens målnivå."))
    return unreached_goals(goals, part.symbols)


def without_target(part: DocumentPart) -> Fragment:
    """The goals that have no target in figures for the plan's year.

    Returns:
        How many they are of all, and links with the reason for each; a sentence when every goal has a target.
    """
    every = goals_against_plan(part)
    if every.is_empty():
        return nothing(_("Planen har inga {goal.many} i siffror."), optional=True)
    goals = every.filter(pl.col("target_asks").fill_null(WORDS) == WORDS)
    if goals.is_empty():
        return nothing(_("Alla {goal.short.many} har en målnivå i siffror."))
    return untargeted_goals(goals, every.height, part.row["year"])


def commitment_plan(part: DocumentPart) -> Table | Fragment:
    """The commitments of a plan: who is responsible and what will be done.

    Returns:
        One row a commitment, or a sentence when there are none.
    """
    commitments = commitments_frame(part)
    if commitments.is_empty():
        return nothing(_("Planen har inga {commitment.many}."))
    by_commitment: defaultdict[str, list[Row]] = defaultdict(list)
    roles = part.rows("roles")
    for row in part.rows("activities").iter_rows(named=True):
        by_commitment[row["commitment"]].append(with_roles(row, roles))
    texts = part.texts_about(SubjectType.COMMITMENT, commitments["code"])
    caption, notes = _("{Commitment.many} {where}", where=part.where), role_notes(roles)
    table = commitment_plan_table(commitments, by_commitment, comments(texts), caption, part.source, notes)
    return with_notes(part, table, texts)


def without_owner(part: DocumentPart) -> Table | Several | Fragment:
    """The commitments and activities that nobody is named for.

    Returns:
        One row a commitment or a sentence when every one has an owner, and the activities that name nobody.
    """
    commitments, activities = (
        commitments_frame(part),
        part.rows("activities"),
    )
    orphans = commitments.filter(pl.col("owners").list.len() == 0)
    caption = _("{Commitment.many} utan ansvarig {where}", where=part.where)
    owners = (
        commitment_plan_table(orphans, {}, {}, caption, part.source)
        if orphans.height
        else nothing(_("Alla {commitment.many} har minst en ansvarig."))
    )
    idle = activities.filter(pl.col("responsible").list.len().fill_null(0) == 0)
    return Several([owners, unowned_activities(idle, activities.height)]) if idle.height else owners


def goals_against_plan(part: DocumentPart) -> pl.DataFrame:
    """Goals with their latest outcome against the target of its own year, and against that of the plan's year."""
    latest = part.rows("latest_outcomes").select(
        "goal",
        "against_plan",
        "against_own_year",
        pl.when(~pl.col("partial")).then("value").alias("latest"),
        pl.col("printed_decimals").alias("latest_decimals"),
        pl.col("operator").alias("latest_operator"),
        pl.col("symbol").alias("latest_symbol"),
        pl.col("period_end").dt.year().alias("latest_year"),
        *(pl.col(f"plan_{name}") for name in (*DISTANCE, "distance_pct")),
    )
    joined = part.rows("goals").join(latest, on="goal", how="left", maintain_order="left")
    unknown = Assessment.NOT_EVALUATED.value
    return joined.with_columns(pl.col("against_plan", "against_own_year").fill_null(unknown))
