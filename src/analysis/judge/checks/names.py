"""One name for two key figures that have two values."""

from collections.abc import Iterator

import polars as pl

from analysis.base.vocabulary import Contradiction, Severity
from analysis.judge.checks.finding import Finding, Row, named, where, written
from analysis.judge.checks.rounding import Printed, same_figure
from analysis.words.terms import term

#: What makes two figures look like one; under different headings the same name may mean different things.
LOOK = ("document", "under", "name", "unit", "organisation", "sex", "period_start", "period_end", "measure")


def check_names(figures: pl.DataFrame) -> Iterator[Finding]:
    """Find two indicators that are called the same, stand under the same heading and have different values.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        One warning a figure that differs from the first one of its name.
    """
    told = figures.filter(pl.col("value").is_not_null()).with_columns(
        name=pl.col("label").str.strip_chars().str.to_lowercase(),
        under=pl.coalesce("heading", "place"),
    )
    several = told.filter((pl.col("indicator").n_unique() > 1).over(*LOOK))
    for __, rows in several.group_by(*LOOK, maintain_order=True):
        first, *others = rows.iter_rows(named=True)
        yield from (_finding(row, first) for row in others if _differs(row, first))


def _differs(row: Row, first: Row) -> bool:
    one, other = (Printed(each["value"], each["printed_decimals"], each["operator"]) for each in (row, first))
    return row["indicator"] != first["indicator"] and not same_figure(one, other)


def _finding(row: Row, first: Row) -> Finding:
    printed, other = written(row), written(first)
    return Finding(
        **where(row),
        kind=Contradiction.REPEAT,
        severity=Severity.WARNING,
        rule="name",
        subject=f"{row['label']}, {row['organisation']} {row['period_end'].year}",
        printed=printed,
        other=other,
        other_place=first["place"],
        message=f"Två {term('indicator').many} heter likadant: {named(row)} är {printed} i "
        f"{term('indicator'):den|det} ena ({row['indicator']}) och "
        f"{other} i {term('indicator'):den|det} andra ({first['indicator']}). Ge dem olika "
        "namn, eller rätta den siffra som är fel.",
    )
