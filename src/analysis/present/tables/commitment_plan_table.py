"""What a plan says of commitments: who is responsible and what will be done."""

from collections.abc import Mapping, Sequence

import polars as pl

from analysis.base.vocabulary import CommitmentKind
from analysis.chapter.pieces import Inline, Link, Listing, Piece, Prose, Said
from analysis.present.fragment import Fragment, listed
from analysis.present.table import COMMITMENT, Column, Row, Table
from analysis.present.tables.plan_table import belonging, owners_text
from analysis.present.typed_values import texts
from analysis.words.codes import COMMITMENT_KINDS
from analysis.words.mixed_language import filled, joined, swedish
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _


def commitment_plan_table(
    commitments: pl.DataFrame,
    activities: Mapping[str, list[Row]],
    comments: Mapping[str, Sequence[Prose]],
    caption: str,
    source: str,
    notes: Sequence[str] = (),
) -> Table:
    """Lay out the commitments of a plan: who is responsible and what will be done.

    Args:
        commitments: Rows of the view `commitment_detail`, with `area`.
        activities: Rows of the view `activity_detail` by commitment code.
        comments: What the plan says, by commitment code.
        caption: What the table shows.
        source: Where it comes from.
        notes: Sentences below the table.

    Returns:
        One row a commitment; columns of activities and texts only where the plan has any.
    """
    columns = [
        Column(_("{Commitment.one}"), lambda row: swedish(row["label"]), row_heading=True),
        *belonging(commitments),
        Column(_("Slag"), lambda row: COMMITMENT_KINDS[CommitmentKind(row["kind"])]),
        Column(_("Ansvariga"), owners_text),
    ]
    if comments or activities:
        heading = _("Vad planen säger, och {activity.many}") if activities else _("Vad planen säger")
        columns.append(
            Column(
                heading,
                lambda row: _content(comments.get(row["code"], ()), activities.get(row["code"], [])),
                below=True,
                values=[
                    texts(_("Vad planen säger"), lambda row: comments.get(row["code"]), spare=True),
                    texts(_("{Activity.many}"), lambda row: _planned(activities.get(row["code"], [])), spare=True),
                ],
            )
        )
    return Table(caption, columns, commitments, notes=notes, source=source, subject=COMMITMENT)


def role_notes(roles: pl.DataFrame) -> list[str]:
    """Name the codes of responsible people that nobody explains; the others are written out.

    Args:
        roles: `role`, and `name` where the document explains it.

    Returns:
        One sentence, or nothing when every code is explained.
    """
    unknown = roles.filter(pl.col("name").is_null())["role"].to_list()
    if not unknown:
        return []
    return [_("Dokumentet förklarar inte koden för ansvarig: {roles}.", roles=enumerate_words(unknown))]


def with_roles(activity: Row, roles: pl.DataFrame) -> Row:
    """Write out who is responsible for an activity.

    Args:
        activity: A row of the view `activity_detail`.
        roles: `role`, and `name` where the document explains it.

    Returns:
        The same with names instead of codes, as far as they are known.
    """
    names = dict(roles.drop_nulls("name").select("role", "name").iter_rows())
    return activity | {
        "responsible": [swedish(names[role]) if role in names else role for role in activity["responsible"] or []]
    }


def unowned_activities(idle: pl.DataFrame, every: int) -> Fragment:
    """List the activities that name nobody, each leading to its commitment.

    Args:
        idle: Rows of the view `activity_detail` without anybody responsible.
        every: How many activities there are.

    Returns:
        How many they are of all, and which.
    """
    sentence = _("{Activity.many} som inte anger någon ansvarig, {some} av {all}:", some=idle.height, all=every)
    return listed(Said(sentence), Listing(tuple(_of_commitment(row) for row in idle.iter_rows(named=True))))


def _of_commitment(activity: Row) -> tuple[Inline, ...]:
    """An activity, and the commitment that it belongs to."""
    commitment = Link(COMMITMENT({"code": activity["commitment"]}), swedish(activity["commitment_label"]))
    return Said(swedish(activity["label"])), Said(" (", "muted"), commitment, Said(")", "muted")


def _content(comment: Sequence[Prose], rows: list[Row]) -> list[Piece]:
    return [*comment, *_planned(rows)] or [Said(_("inga {activity.many} angivna"), "muted")]


def _planned(rows: list[Row]) -> list[Piece]:
    """Activities; what measures every one of them alike is said once, below them."""
    if not rows:
        return []
    measures = {row["measure"] for row in rows}
    shared = measures.pop() if len(rows) > 1 and len(measures) == 1 else None
    activities = Listing(tuple(_activity(row, "" if shared else row["measure"]) for row in rows))
    return [activities, Said(_measured(shared), "muted")] if shared else [activities]


def _activity(row: Row, measure: str | None) -> tuple[Inline, ...]:
    beside = [filled("({roles})", roles=joined(row["responsible"]))] if row["responsible"] else []
    beside += [_measured(measure)] if measure else []
    return Said(swedish(row["label"])), *(Said(joined([" ", words], ""), "muted") for words in beside)


def _measured(measure: str) -> str:
    return _("{Yardstick.one}: {what}", what=swedish(measure))
