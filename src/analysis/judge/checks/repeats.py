"""The same figure printed in several places, in one document or in several."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import polars as pl

from analysis.base.vocabulary import PLACES, Contradiction, DocumentKind, Measure, Missing, PeriodType, Severity
from analysis.judge.checks.finding import Finding, Row, named, period_of, where
from analysis.judge.checks.rounding import Printed, same_figure
from analysis.judge.units import to_ground
from analysis.words.numbers import PERCENT, beside_sign, exact, number, rounded, with_unit

#: A year and twelve months that end with it are the same days; a day is none of them.
#: A change from another year is another figure.
FIGURE = ("indicator", "organisation", "sex", "is_point", "period_start", "period_end", "measure", "compared_to")
#: What is followed over time.
SERIES = ("document", "indicator", "organisation", "sex", "measure")
#: What is decided, and may be decided otherwise later.
SET_ANEW = {Measure.TARGET, Measure.BUDGET}
NOT_YET = "ännu inte känt"
#: What no figure is printed of, and how that is told.
WITHHELD = {Missing.SECRET: "sekretess", Missing.NOT_APPLICABLE: "ej tillämpligt"}
Group = list[Row]
#: What a figure is counted in in the end; a change in percent is one, whatever unit it is a change of.
GROUND = (
    pl.when(pl.col("measure") == Measure.CHANGE_PCT.value).then(pl.lit(PERCENT)).otherwise(pl.coalesce("scale", "unit"))
)
#: When a document was written, as far as that decides which is the later one: a plan before the period that it is for.
WRITTEN = (
    pl.when(pl.col("document_kind") == DocumentKind.PLAN.value)
    .then(pl.col("document_start"))
    .otherwise(pl.col("document_end"))
)


def check_repeats(figures: pl.DataFrame) -> Iterator[Finding]:
    """Compare every figure with the others that are printed for the same thing.

    Figures in units without a common ground are not the same thing, and never held together.

    Args:
        figures: Rows of the view `key_figure_detail` with `document_start`, `document_end` and `document_kind`, in the
            order of the documents.

    Yields:
        One finding a value that differs from the one that most places print: an error within a document, a warning
        where a later document has another value; a note where a later document or another goal of the same has
        another target or budget, where a preliminary value became final, and where a change of method or a remark says
        why. What is expected is expected anew in each document.
    """
    known = figures.filter(pl.col("value").is_not_null()).with_columns(
        ground=GROUND, written=WRITTEN, is_point=pl.col("period_type") == PeriodType.POINT.value
    )
    several = known.filter((pl.len() > 1).over(*FIGURE, "ground")).sort("written", "source_line", maintain_order=True)
    for __, rows in several.group_by(*FIGURE, "ground", maintain_order=True):
        by_document: defaultdict[str, Group] = defaultdict(list)
        for row in rows.iter_rows(named=True):
            by_document[row["document"]].append(row)
        for group in by_document.values():
            yield from _within(group)
        mains = [_main(group) for group in by_document.values()]
        if mains[0]["measure"] != Measure.FORECAST:
            yield from _across(mains)


def check_unknown(figures: pl.DataFrame) -> Iterator[Finding]:
    """Tell where one place prints an outcome that another place of the same document says is not known yet.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        One warning a figure; what is known of a whole year is known of a part of it. What is secret or does not apply
        is so for its very period.
    """
    yield from _withheld(figures)
    in_year = figures.with_columns(year=pl.col("period_end").dt.year())
    unknown = in_year.filter(pl.col("missing") == Missing.NOT_YET.value)
    # A preliminary figure stands beside the blank where the final one will be.
    known = in_year.filter(pl.col("value").is_not_null(), pl.col("preliminary").is_null())
    both = known.join(unknown.select(*SERIES, "year", pl.col("place").alias("unknown_place")), on=[*SERIES, "year"])
    for row in both.iter_rows(named=True):
        what = f"{row['label']}, {row['organisation']} {period_of(row)}"
        figure = number(row["value"], row["printed_decimals"])
        yield Finding(
            **where(row),
            kind=Contradiction.REPEAT,
            severity=Severity.WARNING,
            rule="not-yet",
            subject=what,
            printed=figure,
            other=NOT_YET,
            other_place=row["unknown_place"],
            message=f"{what} är {_measured(figure, row)} på ett ställe men {NOT_YET} på ett annat.",
        )


def _withheld(figures: pl.DataFrame) -> Iterator[Finding]:
    """Figures that one place prints, and another keeps back or says that there is no such."""
    same = [*SERIES, "period_start", "period_end"]
    blank = figures.filter(pl.col("missing").is_in([str(kind) for kind in WITHHELD]))
    known = figures.filter(pl.col("value").is_not_null())
    both = known.join(blank.select(*same, pl.col("missing").alias("why"), pl.col("place").alias("why_place")), on=same)
    for row in both.iter_rows(named=True):
        why = WITHHELD[row["why"]]
        printed = number(row["value"], row["printed_decimals"])
        yield Finding(
            **where(row),
            kind=Contradiction.REPEAT,
            severity=Severity.WARNING,
            rule="withheld",
            subject=f"{row['label']}, {row['organisation']} {period_of(row)}",
            printed=printed,
            other=why,
            other_place=row["why_place"],
            message=f"{named(row)} är {_measured(printed, row)} på ett ställe men {why} på ett annat.",
        )


def _main(group: Group) -> Row:
    """The value that most places print; the first of them when several are as common."""
    sure = [row for row in group if not (row["operator"] or row["doubted"] or row["preliminary"])] or group
    return max(sure, key=lambda row: sum(_agree(row, other) for other in sure))


def _within(group: Group) -> Iterator[Finding]:
    main = _main(group)
    seen = {_printed(main).worth}
    for row in group:
        if _printed(row).worth not in seen and not _agree(row, main):
            seen.add(_printed(row).worth)
            yield replace(_finding(row, main, _gravity(row, main), "repeat"), other_place=_elsewhere(row, main, group))


def _gravity(row: Row, main: Row) -> Severity:
    if row["preliminary"] or main["preliminary"]:
        return Severity.NOTE
    if row.get("of_goal") and main.get("of_goal"):
        # Two goals of one measure: the council's and, higher up, the board's own.
        return Severity.NOTE
    return Severity.WARNING if row["operator"] else Severity.ERROR


def _elsewhere(row: Row, main: Row, group: Group) -> str:
    """Where else the figure is printed, with whichever value: first where the other value stands."""
    places = dict.fromkeys(each["place"] for each in (main, *group))
    return PLACES.join(place for place in places if place != row["place"] or place == main["place"])


def _across(mains: Group) -> Iterator[Finding]:
    first = mains[0]
    for later in mains[1:]:
        if _agree(first, later):
            continue
        yield _finding(later, first, Severity.NOTE if _is_explained(later, first) else Severity.WARNING, "restated")
        first = later


def _is_explained(later: Row, first: Row) -> bool:
    """Whether a later document may well have another value: a target is set anew, a preliminary value becomes final."""
    return bool(later["measure"] in SET_ANEW or first["preliminary"] or later["note"] or _is_measured_anew(later))


def _is_measured_anew(row: Row) -> bool:
    """Whether the method changed in the period, so that the value may have been worked out anew."""
    return any(row["period_start"] <= day <= row["period_end"] for day in row["measured_anew"] or ())


def _agree(one: Row, other: Row) -> bool:
    return same_figure(_printed(one), _printed(other))


def _printed(row: Row) -> Printed:
    """A figure with what brings it to its ground."""
    factor = 1 if row["measure"] == Measure.CHANGE_PCT else row["factor"]
    return Printed(row["value"], row["printed_decimals"], row["operator"], factor=factor)


def _apart(row: Row, main: Row) -> float:
    """How far a figure is from another, in its own unit."""
    own, other = _printed(row), _printed(main)
    return float(rounded(own.to_ground.back(own.worth - other.worth), 6))


def _finding(row: Row, main: Row, severity: Severity, rule: str) -> Finding:
    printed, other = (
        beside_sign(number(each["value"], each["printed_decimals"]), each["operator"]) for each in (row, main)
    )
    what = f"{row['label']}, {row['organisation']}"
    spots = "på ett ställe", "på ett annat"
    elsewhere = row["document"] != main["document"]
    if elsewhere:
        spots = f"i ”{row['document_title']}”,", f"i ”{main['document_title']}”"
    return Finding(
        **where(row),
        kind=Contradiction.REPEAT,
        severity=severity,
        rule=rule,
        subject=f"{what} {row['period_end'].year}",
        printed=printed,
        other=other,
        difference=_apart(row, main),
        other_place=main["place"],
        other_document=main["document"] if elsewhere else "",
        message=f"{named(row)} är {_measured(printed, row)} {spots[0]} men {_measured(other, main)} {spots[1]}"
        f"{_noted(row, main)}.",
    )


def _noted(*rows: Row) -> str:
    """What is noted of the figures, such as whom they cover: it may be why they differ."""
    notes = [f"{number(row['value'], row['printed_decimals'])}: {said}" for row in rows if (said := _remark(row))]
    return f" ({'; '.join(notes)})" if notes else ""


def _remark(row: Row) -> str:
    return ", ".join(said for said in ("preliminär" if row["preliminary"] else "", row["note"]) if said)


def _measured(figure: str, row: Row) -> str:
    return with_unit(figure, PERCENT if row["measure"] == Measure.CHANGE_PCT else row["symbol"])


def check_levels(targets: pl.DataFrame) -> Iterator[Finding]:
    """Tell where a goal's title and its table set different levels for different organisations.

    Args:
        targets: Rows of the view `target_detail` with `scale` and `factor` of their units.

    Yields:
        One note a goal and year: two targets, not one target printed with two values, but easily mixed up.
    """
    known = targets.filter(pl.col("value").is_not_null())
    for __, rows in known.group_by("document", "goal", "yardstick", "year", maintain_order=True):
        own = [row for row in rows.iter_rows(named=True) if row["organisation"] == row["goal_organisation"]]
        others = [row for row in rows.iter_rows(named=True) if row["organisation"] != row["goal_organisation"]]
        yield from (_level(row, own[0]) for row in others if own and _are_apart(row, own[0]))


def _are_apart(row: Row, own: Row) -> bool:
    return bool(row["scale"] == own["scale"] and _worth(row) != _worth(own))


def _worth(target: Row) -> Decimal:
    return to_ground(target).of(exact(target["value"]))


def _level(row: Row, own: Row) -> Finding:
    printed, other = (number(target["value"], target["decimals"]) for target in (row, own))
    return Finding(
        **where(row),
        kind=Contradiction.REPEAT,
        severity=Severity.NOTE,
        rule="level",
        subject=f"{row['label']}, mål {row['year']}",
        printed=printed,
        other=other,
        difference=float(rounded(to_ground(row).back(_worth(row) - _worth(own)), 6)),
        other_place=own["place"],
        message=f"Rubriken för {row['label']} sätter målet {with_unit(printed, row['symbol'])} för "
        f"{row['organisation']} {row['year']}, tabellen {with_unit(other, own['symbol'])} för {own['organisation']}.",
    )
