"""The same figure printed in several places, in one document or in several."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import PLACES, STEP, Contradiction, Measure, Missing, Severity, Statement
from analysis.judge.checks.finding import NOISE, Finding, Row, heading_of, named, period_of, span, where
from analysis.judge.checks.rounding import Printed, half_step, same_figure
from analysis.words.numbers import PERCENT, beside_sign, number, with_unit

FIGURE = ("indicator", "organisation", "sex", "period_type", "period_start", "period_end", "measure")
AMOUNT = ("document", "organisation", "measure", "period_start", "period_end")
#: What is followed over time.
SERIES = ("document", "indicator", "organisation", "sex", "measure")
NOT_YET = "ännu inte känt"
Group = list[Row]
#: Names that say nothing of what is counted: something else in each table.
NAMELESS = {"övrigt", "övriga", "annat", "andra", "diverse", "ofördelat", "summa", "delsumma", "total", "totalt"}
#: Amounts are compared in kronor.
CENT = 0.005


def check_repeats(figures: pl.DataFrame) -> Iterator[Finding]:
    """Compare every figure with the others that are printed for the same thing.

    Args:
        figures: Rows of the view `key_figure_detail` with `document_end`, in the order of the documents.

    Yields:
        One finding a value that differs from the one that most places print: an error within a document, a warning
        where a later document has another value, a note where a later plan has another target.
    """
    known = figures.filter(pl.col("value").is_not_null()).sort("document_end", "source_line", maintain_order=True)
    several = known.filter((pl.len() > 1).over(*FIGURE))
    for __, rows in several.group_by(*FIGURE, maintain_order=True):
        by_document: defaultdict[str, Group] = defaultdict(list)
        for row in rows.iter_rows(named=True):
            by_document[row["document"]].append(row)
        for group in by_document.values():
            yield from _within(group)
        yield from _across([_main(group) for group in by_document.values()])


def check_unknown(figures: pl.DataFrame) -> Iterator[Finding]:
    """Tell where one place prints an outcome that another place of the same document says is not known yet.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        One warning a figure; what is known of a whole year is known of a part of it.
    """
    in_year = figures.with_columns(year=pl.col("period_end").dt.year())
    unknown = in_year.filter(pl.col("missing") == Missing.NOT_YET.value)
    known = in_year.filter(pl.col("value").is_not_null())
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


def _main(group: Group) -> Row:
    """The value that most places print; the first of them when several are as common."""
    sure = [row for row in group if not row["operator"] and not row["doubted"]] or group
    return max(sure, key=lambda row: sum(_agree(row, other) for other in sure))


def _within(group: Group) -> Iterator[Finding]:
    main = _main(group)
    seen = {main["value"]}
    for row in group:
        if row["value"] not in seen and not _agree(row, main):
            seen.add(row["value"])
            finding = _finding(row, main, Severity.WARNING if row["operator"] else Severity.ERROR, "repeat")
            yield replace(finding, other_place=_elsewhere(row, main, group))


def _elsewhere(row: Row, main: Row, group: Group) -> str:
    """Where else the figure is printed, with whichever value: first where the other value stands."""
    places = dict.fromkeys(each["place"] for each in (main, *group))
    return PLACES.join(place for place in places if place != row["place"] or place == main["place"])


def _across(mains: Group) -> Iterator[Finding]:
    first = mains[0]
    for later in mains[1:]:
        if _agree(first, later):
            continue
        target = first["measure"] == Measure.TARGET
        yield _finding(later, first, Severity.NOTE if target else Severity.WARNING, "restated")
        first = later


def _agree(one: Row, other: Row) -> bool:
    return same_figure(*(Printed(row["value"], row["printed_decimals"], row["operator"]) for row in (one, other)))


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
        difference=round(row["value"] - main["value"], 6),
        other_place=main["place"],
        other_document=main["document"] if elsewhere else "",
        message=f"{named(row)} är {_measured(printed, row)} {spots[0]} men {_measured(other, row)} {spots[1]}"
        f"{_noted(row, main)}.",
    )


def _noted(*rows: Row) -> str:
    """What is noted of the figures, such as whom they cover: it may be why they differ."""
    notes = [f"{number(row['value'], row['printed_decimals'])}: {row['note']}" for row in rows if row["note"]]
    return f" ({'; '.join(notes)})" if notes else ""


def _measured(figure: str, row: Row) -> str:
    return with_unit(figure, PERCENT if row["measure"] == Measure.CHANGE_PCT else row["symbol"])


def check_amounts(lines: pl.DataFrame) -> Iterator[Finding]:
    """Compare amounts that stand under the same name in several tables or texts of one document.

    Two lines of one table that are called the same may be two things: one name for two values is a warning there, and
    nothing at all under neighbouring headings. Others, sundry and sum are something else in each table.

    Args:
        lines: Rows of the view `ledger_detail` with `factor`, the unit's worth in its scale.

    Yields:
        One finding an amount that differs from the first one printed.
    """
    named = lines.filter(pl.col("amount").is_not_null()).with_columns(name=pl.col("line").str.to_lowercase())
    several = named.filter((pl.len() > 1).over(*AMOUNT, "name")).sort(
        "is_total", "source_line", descending=[True, False]
    )
    for __, rows in several.group_by(*AMOUNT, "name", maintain_order=True):
        cells = list(rows.iter_rows(named=True))
        for at, row in enumerate(cells):
            held = next((first for first in cells[:at] if _are_one(row, first)), None)
            if held is not None and not _same_amount(row, held):
                yield _amount_finding(row, held)


def _are_one(row: Row, first: Row) -> bool:
    """Whether two amounts of one name are of the same thing, or look so."""
    if _are_two_lines(row, first):
        own, other = (heading_of(each).split(STEP) for each in (row, first))
        beside = len(own) > 1 and own[:-1] == other[:-1]
        return own == other or not beside
    return bool(row["statement"] == first["statement"] or row["name"] not in NAMELESS)


def _are_two_lines(row: Row, first: Row) -> bool:
    """Whether two amounts stand on two lines of one table; amounts told here and there in a text are no table."""
    table = row["statement"] == first["statement"] != Statement.OTHER
    return bool(table and row["line_no"] != first["line_no"])


def _same_amount(row: Row, first: Row) -> bool:
    steps = [half_step(cell["decimals"]) * cell["factor"] for cell in (row, first)]
    slack = 0.0 if abs(steps[0] - steps[1]) < NOISE else max(steps)
    return bool(abs(row["amount"] * row["factor"] - first["amount"] * first["factor"]) <= slack + CENT)


def _amount_finding(row: Row, first: Row) -> Finding:
    printed, other = (f"{number(cell['amount'], cell['decimals'])} {cell['unit']}" for cell in (row, first))
    what = f"{row['line']}, {row['organisation']} {span(row['period_start'], row['period_end'])}"
    message = f"{what} är {printed} på ett ställe men {other} på ett annat."
    two = _are_two_lines(row, first) and heading_of(row) == heading_of(first)
    if two:
        message = (
            f"Två rader i samma tabell heter {row['line']}: {what} är {printed} på den ena och {other} på den andra. "
            "Ge raderna olika namn, eller rätta det belopp som är fel."
        )
    return Finding(
        **where(row),
        kind=Contradiction.REPEAT,
        severity=Severity.WARNING if two else Severity.ERROR,
        rule="name" if two else "repeat",
        subject=what,
        printed=printed,
        other=other,
        difference=round(row["amount"] - first["amount"] * first["factor"] / row["factor"], 6),
        other_place=first["place"],
        message=message,
    )


def check_levels(targets: pl.DataFrame) -> Iterator[Finding]:
    """Tell where a goal's title and its table set different levels for different organisations.

    Args:
        targets: Rows of the view `target_detail` with `label`, `goal_organisation`, `file` and `file_row`.

    Yields:
        One note a goal and year: two targets, not one target printed with two values, but easily mixed up.
    """
    known = targets.filter(pl.col("value").is_not_null())
    for __, rows in known.group_by("document", "goal", "year", maintain_order=True):
        own = [row for row in rows.iter_rows(named=True) if row["organisation"] == row["goal_organisation"]]
        others = [row for row in rows.iter_rows(named=True) if row["organisation"] != row["goal_organisation"]]
        yield from (_level(row, own[0]) for row in others if own and row["value"] != own[0]["value"])


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
        difference=round(row["value"] - own["value"], 6),
        other_place=own["place"],
        message=f"Rubriken för {row['label']} sätter målet {with_unit(printed, row['symbol'])} för "
        f"{row['organisation']} {row['year']}, tabellen {with_unit(other, own['symbol'])} för {own['organisation']}.",
    )
