"""What documents leave out: targets, outcomes, owners, marks where a series changes unit."""

from collections.abc import Iterator

import polars as pl

from analysis.judge.checks.finding import Finding, Row, where
from analysis.vocabulary import Contradiction, DocumentKind, Measure, Severity, SymbolSubject

#: What symbols belong to, in the messages of the checks.
SYMBOLS_OF = {
    SymbolSubject.STATUS: "åtaganden",
    SymbolSubject.ASSESSMENT: "processmål",
    SymbolSubject.AREA: "processområden",
    SymbolSubject.CONTROL: "kontroller",
}


def check_gaps(goals: pl.DataFrame, commitments: pl.DataFrame) -> Iterator[Finding]:
    """Find what a document leaves out: targets, outcomes, owners, and outcomes older than the document's period.

    Args:
        goals: Rows of the view `goal_detail` with `document_kind`.
        commitments: Rows of the view `commitment_detail` with `file` and `file_row`.

    Yields:
        Notes: nothing contradicts anything, but a controller should know.
    """
    for row in goals.iter_rows(named=True):
        yield from _goal_gaps(row)
    for row in commitments.filter(pl.col("owners").list.len() == 0).iter_rows(named=True):
        yield _gap(row, "owner", f"Åtagandet {row['label']} har ingen ansvarig.")


def check_lost(symbols: pl.DataFrame, figures: pl.DataFrame) -> Iterator[Finding]:
    """Tell what the document had and the source has lost.

    Args:
        symbols: `document`, `part`, `subject`, `amount`, `unknown` (how many of them nobody knows), `place`, `file`,
            `file_row`.
        figures: `document`, `part`, `label`, `organisation`, `period_end`, `place`, `file`, `file_row`.

    Yields:
        One note a kind of symbol, and one a figure.
    """
    for row in symbols.iter_rows(named=True):
        what = SYMBOLS_OF[SymbolSubject(row["subject"])]
        yield _gap(
            row | {"label": what.capitalize()},
            "symbol",
            f"Symbolen saknas i källan för {row['unknown']} av {row['amount']} {what}.",
        )
    for row in figures.iter_rows(named=True):
        what = f"{row['label']}, {row['organisation']} {row['period_end'].year}"
        yield _gap(row | {"label": what}, "figure", f"{what} finns i dokumentet men saknas i källan.")


def _goal_gaps(row: Row) -> Iterator[Finding]:
    if row["indicator"] is None:
        if row["document_kind"] == DocumentKind.ANNUAL and row["outcome"] is None and row["target"] is None:
            yield _gap(
                row, "figures", f"Målet {row['label']} har varken målnivå eller utfall i siffror för {row['year']}."
            )
        return
    if row["target"] is None:
        yield _gap(row, "target", f"Målet {row['label']} har ingen målnivå i siffror för {row['year']}.")
    if row["outcome"] is None and row["document_kind"] == DocumentKind.ANNUAL:
        late = row["previous_end"]
        older = f"; senaste värdet är från {late:%Y}" if late else ""
        yield _gap(row, "outcome", f"Målet {row['label']} har inget utfall för {row['year']}{older}.")


def _gap(row: Row, what: str, message: str) -> Finding:
    return Finding(
        **where(row),
        kind=Contradiction.MISSING,
        severity=Severity.NOTE,
        rule=f"missing-{what}",
        subject=row["label"],
        printed="",
        other="",
        message=message,
        part=row.get("part") or "",
    )


def check_units(figures: pl.DataFrame, breaks: pl.DataFrame) -> Iterator[Finding]:
    """Find series that change unit though no change of method is marked.

    Args:
        figures: Rows of the view `key_figure_detail` with `scale`, what the unit counts in the end.
        breaks: `indicator` of every marked change of method.

    Yields:
        One note an indicator and organisation whose outcomes are counted in different things.
    """
    marked = breaks["indicator"].unique().implode()
    outcomes = figures.filter(
        (pl.col("measure") == Measure.OUTCOME.value) & pl.col("value").is_not_null() & pl.col("scale").is_not_null()
    ).filter(~pl.col("indicator").is_in(marked))
    mixed = outcomes.filter((pl.col("scale").n_unique() > 1).over("indicator", "organisation"))
    for _, rows in mixed.group_by("indicator", "organisation", maintain_order=True):
        first, last = rows.row(0, named=True), rows.row(-1, named=True)
        yield Finding(
            **where(last),
            kind=Contradiction.UNIT,
            severity=Severity.NOTE,
            rule="unit",
            subject=f"{last['label']}, {last['organisation']}",
            printed=last["unit"],
            other=first["unit"],
            other_place=first["place"],
            message=f"{last['label']} är tryckt både som {first['unit']} och som {last['unit']}, "
            "utan att bytet är märkt.",
        )
