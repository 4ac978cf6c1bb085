"""Published trends against the movement of the figures."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import PLACES, Contradiction, Severity, Trend, UnitKind
from analysis.judge.checks.finding import Finding, Row, where
from analysis.judge.checks.goal_words import goal_finding, outcome_of, previous_of
from analysis.judge.checks.rounding import Printed, same_figure
from analysis.words.codes import TRENDS
from analysis.words.numbers import number
from analysis.words.terms import term

#: A change of no more than this share of the value may be called none.
SLIGHT = 0.01


def check_trends(goals: pl.DataFrame) -> Iterator[Finding]:
    """Compare published trends with the movement of the figures.

    Args:
        goals: Rows of the view `goal_detail`.

    Yields:
        One finding a goal whose figures moved otherwise, or moved where no trend is given; none where rounding can hide
        how they moved, and a note of "unchanged" where they hardly did.
    """
    known = goals.filter(pl.col("trend_published").is_not_null() & pl.col("trend_computed").is_not_null())
    for row in known.filter(pl.col("trend_published") != pl.col("trend_computed")).iter_rows(named=True):
        if _is_hidden(row):
            continue
        published, computed = Trend(row["trend_published"]), Trend(row["trend_computed"])
        before = (
            f"värdet gick från {previous_of(row)} till {outcome_of(row, 'previous')}"
            if row["previous_end"] is not None
            else f"förändringen är tryckt som {number(row['printed_change'] or 0.0)}"
        )
        yield goal_finding(
            row,
            Contradiction.TREND,
            (published, computed),
            f"Trenden för {row['label']} är publicerad som {TRENDS[published]}, men {before}.",
            _step(row),
            Severity.NOTE if published == Trend.NONE or _is_slight(row, published) else Severity.WARNING,
        )


def _step(row: Row) -> float | None:
    """How far a value moved, in one unit."""
    if row["unit_previous"] is None or row["unit_outcome"] is None:
        return None if row["printed_change"] is None else float(row["printed_change"])
    return float(row["unit_outcome"] - row["unit_previous"])


def _is_slight(row: Row, published: Trend) -> bool:
    """Whether somebody may well call it unchanged: nobody has said how wide that word is."""
    before, step = row["unit_previous"], _step(row)
    return bool(published == Trend.UNCHANGED and before is not None and step and abs(step) <= abs(before) * SLIGHT)


def _is_hidden(row: Row) -> bool:
    """Whether a movement is less than the print of its ends can show: 4,4 and 4,38, or 12,3 twice; heads show all."""
    if row["previous_unit"] != row["outcome_unit"]:
        return False
    starts, ends = _printed(row, "previous", row["previous_outcome"]), _printed(row, "outcome", row["outcome"])
    counted = row["outcome_kind"] == UnitKind.COUNT and not any(end.decimals for end in (*starts, *ends))
    if counted or row["trend_published"] == Trend.NONE:
        return False
    still = row["trend_published"] == Trend.UNCHANGED
    pairs = [(start, end) for start in starts for end in ends]
    return any(same_figure(end, start) or (still and _may_be_still(start, end)) for start, end in pairs)


def _may_be_still(before: Printed, now: Printed) -> bool:
    """Whether both ends may be rounded from one value: 4,4 and 4,5 from 4,45."""
    return abs(now.worth - before.worth) <= now.slack + before.slack


def _printed(row: Row, which: str, value: float | None) -> list[Printed]:
    """An outcome as printed, or those of women and men, which it lies between."""
    if value is not None:
        return [Printed(value, row[f"{which}_decimals"])]
    names = (f"{which}_women", f"{which}_men")
    return [Printed(row[name], row[f"{name}_decimals"]) for name in names if row[name] is not None]


def check_unfounded_trends(goals: pl.DataFrame) -> Iterator[Finding]:
    """Find trends that are published though no earlier figure is there to compare with.

    Args:
        goals: Rows of the view `goal_detail` with `first_measured`: why no earlier figure can be compared, in the words
            of the data, where the data tell.

    Yields:
        One finding a goal whose figure is the first of its kind, and one note a part of a document for all others.
    """
    moved = pl.col("trend_published").is_not_null() & (pl.col("trend_published") != Trend.NONE.value)
    compared = pl.any_horizontal(pl.col("previous_end", "printed_change").is_not_null()) | pl.col("change_told")
    unfounded = goals.filter(moved & pl.col("outcome").is_not_null() & ~compared)
    for row in unfounded.filter(pl.col("first_measured").is_not_null()).iter_rows(named=True):
        yield _first_of_its_kind(row)
    for __, rows in unfounded.filter(pl.col("first_measured").is_null()).group_by(
        "document", "organisation", maintain_order=True
    ):
        yield _without_earlier(rows)


def _first_of_its_kind(row: Row) -> Finding:
    why = f" {row['first_measured']}." if row["first_measured"] else ""
    return Finding(
        **where(row),
        kind=Contradiction.TREND,
        severity=Severity.WARNING,
        rule="trend-first",
        subject=row["label"],
        printed=row["trend_published"],
        other="",
        other_place=row["outcome_place"] or "",
        message=f"Trenden för {row['label']} är publicerad som {TRENDS[row['trend_published']]}, "
        f"men inget tidigare värde går att jämföra med.{why}",
    )


def _without_earlier(rows: pl.DataFrame) -> Finding:
    first, which = rows.row(0, named=True), "; ".join(rows["label"])
    goal = term("goal").short
    amount = f"{goal:en|ett} {goal.one}" if rows.height == 1 else f"{rows.height} {goal.many}"
    return Finding(
        **where(first),
        kind=Contradiction.TREND,
        severity=Severity.NOTE,
        rule="trend-unfounded",
        subject="Trender",
        printed="",
        other="",
        other_place=PLACES.join(place for place in dict.fromkeys(rows["place"]) if place != first["place"]),
        message=f"Trenden för {amount} är publicerad utan att dokumentet har ett tidigare värde i siffror att jämföra "
        f"med: {which}.",
    )
