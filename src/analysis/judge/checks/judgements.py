"""Published assessments, trends and statuses against figures, and against the document's own practice."""

from collections.abc import Iterator

import polars as pl

from analysis.base.judged import Unjudged
from analysis.base.vocabulary import (
    PLACES,
    AreaAssessment,
    Assessment,
    Contradiction,
    LevelSaid,
    Severity,
    Status,
    ToleranceKind,
    Trend,
    UnitKind,
)
from analysis.judge.checks.finding import NOISE, Finding, Row, where
from analysis.judge.checks.rounding import Printed, same_figure
from analysis.words.codes import ASSESSMENTS, STATUSES, TRENDS
from analysis.words.days import period
from analysis.words.numbers import beside_sign, number, quantity

FULL = 100.0
#: What a document lacks whose figures do not judge.
LACKING = {
    Unjudged.NO_FIGURES: "inget utfall i siffror",
    Unjudged.NO_OUTCOME: "inget utfall i siffror",
    Unjudged.OLD_OUTCOME: "inget utfall för året i siffror",
    Unjudged.NO_TARGET: "inget mål i siffror",
    Unjudged.OTHER_TARGET: "bara ett mål som gäller en annan organisation",
    Unjudged.PART_OF_YEAR: "inget utfall för den tid som målet gäller",
    Unjudged.UNITS: "inga jämförbara enheter",
    Unjudged.NO_DIRECTION: "ingen riktning för indikatorn",
    Unjudged.LIMIT: "ett mål vars gräns går mot indikatorns riktning",
    Unjudged.SEXES: "inget utfall för kvinnor och män tillsammans",
    Unjudged.ROUGH: "inget tillräckligt noga angivet utfall",
}


def check_assessments(goals: pl.DataFrame) -> Iterator[Finding]:
    """Compare published assessments with the ones that the rule gives.

    Args:
        goals: Rows of the view `goal_detail`.

    Yields:
        One finding a goal that the figures judge otherwise, those that the document does not evaluate among them, and
        a note for each that is judged without figures.
    """
    for row in goals.filter(pl.col("assessment_published").is_not_null()).iter_rows(named=True):
        published, computed = Assessment(row["assessment_published"]), Assessment(row["assessment_computed"])
        if computed == published:
            continue
        if computed == Assessment.NOT_EVALUATED:
            yield _unfounded(row, published)
        else:
            yield _goal_finding(
                row,
                Contradiction.ASSESSMENT,
                (published, computed),
                f"{_as_published(row, published)}, men {_against_target(row, computed)}.",
                row["shortfall"],
            )


def _as_published(row: Row, published: Assessment) -> str:
    if published == Assessment.NOT_EVALUATED:
        return f"Dokumentet bedömer inte {row['label']}"
    return f"Den publicerade bedömningen av {row['label']} är {ASSESSMENTS[published]}"


def _against_target(row: Row, computed: Assessment) -> str:
    """Say where the outcome stands, and whose limit it is that tells near from worse."""
    if computed == Assessment.BETTER and row["distance_side"] == 0:
        return "utfallet {} når målet {}".format(*_figures(row))
    said = f"{_reach(row)} är {ASSESSMENTS[computed]}"
    if computed == Assessment.BETTER or not row["tolerance"]:
        return said
    relative = row["tolerance_kind"] == ToleranceKind.RELATIVE
    limit = f"{number(row['tolerance'])} % av målvärdet" if relative else number(row["tolerance"])
    whose = "Årshjuls" if row.get("near_higher") is None else "dokumentets"
    return f"{said}, med {whose} gräns för nära, {limit}"


def _reach(row: Row) -> str:
    return "utfallet {} mot målet {}".format(*_figures(row))


def _figures(row: Row) -> tuple[str, str]:
    """The outcome and the target, as printed."""
    return (
        number(row["outcome"], row["outcome_decimals"]),
        beside_sign(number(row["target"], row["target_decimals"]), row["target_operator"]),
    )


def _unfounded(row: Row, published: Assessment) -> Finding:
    lacking = LACKING.get(row["unjudged"], "inget som siffrorna kan bedömas med")
    return Finding(
        **where(row),
        kind=Contradiction.ASSESSMENT,
        severity=Severity.NOTE,
        rule="assessment-unfounded",
        subject=row["label"],
        printed=published,
        other="",
        message=f"Den publicerade bedömningen av {row['label']} är {ASSESSMENTS[published]}, "
        f"men dokumentet har {lacking}.",
    )


def check_trends(goals: pl.DataFrame) -> Iterator[Finding]:
    """Compare published trends with the movement of the figures.

    Args:
        goals: Rows of the view `goal_detail`.

    Yields:
        One finding a goal whose figures moved otherwise, or moved where no trend is given; none where rounding can hide
        how they moved.
    """
    known = goals.filter(pl.col("trend_published").is_not_null() & pl.col("trend_computed").is_not_null())
    for row in known.filter(pl.col("trend_published") != pl.col("trend_computed")).iter_rows(named=True):
        if _is_hidden(row):
            continue
        published, computed = Trend(row["trend_published"]), Trend(row["trend_computed"])
        before = (
            f"värdet gick från {_ends(row, 'previous')} till {_ends(row, 'outcome')}"
            if row["previous_outcome"] is not None
            else f"förändringen är tryckt som {number(row['printed_change'] or 0.0)}"
        )
        yield _goal_finding(
            row,
            Contradiction.TREND,
            (published, computed),
            f"Trenden för {row['label']} är publicerad som {TRENDS[published]}, men {before}.",
            _step(row),
            Severity.NOTE if published == Trend.NONE else Severity.WARNING,
        )


def _step(row: Row) -> float | None:
    """How far a value moved, in one unit."""
    if row["unit_previous"] is None or row["unit_outcome"] is None:
        return None if row["printed_change"] is None else float(row["printed_change"])
    return float(row["unit_outcome"] - row["unit_previous"])


def _ends(row: Row, end: str) -> str:
    """One end of a movement; with its unit where the other end has another."""
    value = row["previous_outcome" if end == "previous" else end]
    symbol = row[f"{end}_symbol"] if row["previous_unit"] != row["outcome_unit"] else None
    return quantity(value, row[f"{end}_decimals"], symbol, row[f"{end}_operator"])


def _is_hidden(row: Row) -> bool:
    """Whether a movement is less than the print of its ends can show: 4,4 and 4,38, or 12,3 twice; heads show all."""
    if row["previous_outcome"] is None or row["previous_unit"] != row["outcome_unit"]:
        return False
    ends = [
        Printed(row[name], row[decimals])
        for name, decimals in (("outcome", "outcome_decimals"), ("previous_outcome", "previous_decimals"))
    ]
    counted = row["outcome_kind"] == UnitKind.COUNT and not any(end.decimals for end in ends)
    return row["trend_published"] != Trend.NONE and not counted and same_figure(*ends)


def check_unfounded_trends(goals: pl.DataFrame) -> Iterator[Finding]:
    """Find trends that are published though no earlier figure is there to compare with.

    Args:
        goals: Rows of the view `goal_detail` with `first_measured`: why no earlier figure can be compared, in the words
            of the data, where the data tell.

    Yields:
        One finding a goal whose figure is the first of its kind, and one note a part of a document for all others.
    """
    moved = pl.col("trend_published").is_not_null() & (pl.col("trend_published") != Trend.NONE.value)
    compared = pl.any_horizontal(pl.col("previous_outcome", "printed_change").is_not_null()) | pl.col("change_told")
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
    amount = "ett mål" if rows.height == 1 else f"{rows.height} mål"
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


def _goal_finding(
    row: Row,
    kind: Contradiction,
    words: tuple[str, str],
    message: str,
    difference: float | None,
    severity: Severity = Severity.WARNING,
) -> Finding:
    return Finding(
        **where(row),
        kind=kind,
        severity=severity,
        rule=str(kind),
        subject=row["label"],
        printed=str(words[0]),
        other=str(words[1]),
        difference=None if difference is None else round(difference, 6),
        other_place=row["outcome_place"] or "",
        message=message,
    )


def check_practice(goals: pl.DataFrame) -> Iterator[Finding]:
    """Find misses that a document judges otherwise than a larger miss of its own.

    Args:
        goals: Rows of the view `goal_detail`.

    Yields:
        One finding a goal called worse than its target though a goal that misses more is called near, the pair that
        lies furthest apart.
    """
    missed = goals.filter(pl.col("shortfall_pct") > NOISE)
    for __, rows in missed.group_by("document", "organisation", maintain_order=True):
        near = rows.filter(pl.col("assessment_published") == Assessment.NEAR.value).sort("shortfall_pct")
        worse = rows.filter(pl.col("assessment_published") == Assessment.WORSE.value)
        for row in worse.iter_rows(named=True):
            milder = near.filter(pl.col("shortfall_pct") > row["shortfall_pct"] + NOISE)
            if milder.height:
                yield _unequal(row, milder.row(-1, named=True))


def _unequal(row: Row, milder: Row) -> Finding:
    own, others = (f"{number(found['shortfall_pct'], 1)} %" for found in (row, milder))
    return Finding(
        **where(row),
        kind=Contradiction.ASSESSMENT,
        severity=Severity.WARNING,
        rule="practice",
        subject=row["label"],
        printed=own,
        other=others,
        difference=round(row["shortfall_pct"] - milder["shortfall_pct"], 6),
        other_place=milder["place"],
        message=f"{row['label']} missar målet med {own} och kallas sämre än målet, men {milder['label']} missar med "
        f"{others} och kallas nära målet.",
    )


def check_areas(areas: pl.DataFrame, measures: pl.DataFrame) -> Iterator[Finding]:
    """Find areas said to reach their goals though an indicator of a goal misses its target.

    Args:
        areas: Rows of the view `area_detail` with `file` and `file_row`.
        measures: Rows of the view `goal_measure_detail`.

    Yields:
        One finding an area, naming the goal that misses most.
    """
    missed = measures.filter(pl.col("assessment_computed") == Assessment.WORSE.value).sort("shortfall_pct")
    for area in areas.filter(pl.col("assessment") == AreaAssessment.FULL.value).iter_rows(named=True):
        goals = missed.filter(
            (pl.col("document") == area["document"])
            & (pl.col("organisation") == area["organisation"])
            & (pl.col("process_area") == area["process_area"])
        )
        if goals.height:
            goal = goals.row(-1, named=True)
            yield Finding(
                **where(area),
                kind=Contradiction.ASSESSMENT,
                severity=Severity.WARNING,
                rule="area",
                subject=area["name"],
                printed=AreaAssessment.FULL,
                other=Assessment.WORSE,
                other_place=goal["outcome_place"] or "",
                message=f"{area['name']} bedöms uppnå målen, men {goal['label']} gör det inte: {_reach(goal)}.",
            )


def check_statuses(commitments: pl.DataFrame) -> Iterator[Finding]:
    """Compare the status of commitments with how complete they are said to be.

    Args:
        commitments: Rows of the view `commitment_detail` with `file` and `file_row`.

    Yields:
        One finding a commitment whose status and completion cannot both be true.
    """
    for row in commitments.filter(pl.col("status").is_not_null() & pl.col("completion").is_not_null()).iter_rows(
        named=True
    ):
        status, completion = Status(row["status"]), row["completion"]
        wrong = {
            Status.DONE: completion < FULL,
            Status.NOT_STARTED: completion > 0,
            Status.ONGOING: completion >= FULL,
            Status.DELAYED: completion >= FULL,
        }
        if wrong[status]:
            yield Finding(
                **where(row),
                kind=Contradiction.STATUS,
                severity=Severity.WARNING,
                rule="status",
                subject=row["label"],
                printed=str(status),
                other=f"{number(completion)} %",
                message=f"Åtagandet {row['label']} har statusen {STATUSES[status]} "
                f"men är färdigt till {number(completion)} %.",
            )


def check_levels_said(commitments: pl.DataFrame) -> Iterator[Finding]:
    """Compare what a status says of a level, by the legend of its edition, with the figure that measures it.

    Args:
        commitments: Rows of the view `commitment_detail`.

    Yields:
        One finding a commitment said to improve whose figure has not, or said to have reached a level that it misses.
    """
    judged = commitments.filter(pl.col("outcome").is_not_null())
    said, assessment = pl.col("status_level"), pl.col("level_computed")
    missed, reached = (assessment == word.value for word in (Assessment.WORSE, Assessment.BETTER))
    not_better = pl.col("trend_computed").is_in([Trend.UNCHANGED.value, Trend.WORSE.value])
    wrong = ((said == LevelSaid.REACHED.value) & missed) | ((said == LevelSaid.IMPROVED.value) & not_better & ~reached)
    for row in judged.filter(wrong).iter_rows(named=True):
        yield _said_otherwise(row)


def _said_otherwise(row: Row) -> Finding:
    against = [f"{_figure(row, 'previous')} {_time(row, 'previous')}"] if row["previous"] is not None else []
    against += [f"målet {_figure(row, 'target')}"] if row["target"] is not None else []
    return Finding(
        **where(row),
        kind=Contradiction.STATUS,
        severity=Severity.WARNING,
        rule="level-said",
        subject=row["label"],
        printed=row["status_word"],
        other=_figure(row, "outcome"),
        other_place=row["outcome_place"],
        message=f"Åtagandet {row['label']} har statusen «{row['status_word']}», men {row['indicator_label']} är "
        f"{_figure(row, 'outcome')} {_time(row, 'outcome')} mot {' och '.join(against)}.",
    )


def _figure(row: Row, which: str) -> str:
    return quantity(row[which], row[f"{which}_decimals"], row["unit_symbol"], row[f"{which}_operator"])


def _time(row: Row, which: str) -> str:
    return period(row[f"{which}_start"], row[f"{which}_end"], row["outcome_type"])
