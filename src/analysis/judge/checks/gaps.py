"""What documents leave out: targets, outcomes, owners, marks where a series changes unit."""

from collections.abc import Iterator, Sequence

import polars as pl

from analysis.base.vocabulary import PLACES, Contradiction, DocumentKind, Measure, Missing, Severity, SymbolSubject
from analysis.judge.checks.finding import Finding, Row, named, where, written
from analysis.words.numbers import count_of
from analysis.words.phrases import enumerate_words
from analysis.words.terms import term
from analysis.words.translate import either

#: What symbols belong to, in the messages of the checks.
SYMBOLS_OF = {
    SymbolSubject.STATUS: "commitment",
    SymbolSubject.ASSESSMENT: "goal",
    SymbolSubject.AREA: "area",
    SymbolSubject.CONTROL: "control",
}


def check_gaps(goals: pl.DataFrame, commitments: pl.DataFrame, activities: pl.DataFrame) -> Iterator[Finding]:
    """Find what a document leaves out: targets, outcomes, owners, and outcomes older than the document's period.

    Args:
        goals: Rows of the view `goal_detail` with `document_kind` and `sexes_told`: whether an outcome of women or men
            is printed.
        commitments: Rows of the view `commitment_detail` with `file` and `file_row`.
        activities: Rows of the view `activity_detail` with `file` and `file_row`.

    Yields:
        Notes: nothing contradicts anything, but a controller should know. What many goals or activities of a part of a
        document lack is one note.
    """
    for row in goals.filter(pl.col("indicator").is_not_null()).iter_rows(named=True):
        yield from _goal_gaps(row)
    yield from _without_figures(goals)
    for row in commitments.filter(pl.col("owners").list.len() == 0).iter_rows(named=True):
        yield _gap(row, "owner", f"{term('Commitment').the} {row['label']} har ingen ansvarig.")
    for __, rows in activities.group_by("document", "organisation", maintain_order=True):
        yield from _activity_gaps(rows)


def check_lost(symbols: pl.DataFrame, figures: pl.DataFrame) -> Iterator[Finding]:
    """Tell what the document had and the source has lost.

    Args:
        symbols: `document`, `part`, `subject`, `amount`, `read` (how many of them the text tells), `unknown` (how many
            nobody knows), `places`, `place` (the first of them), `file`, `file_row`.
        figures: `document`, `part`, `label`, `organisation`, `period_end`, `place`, `file`, `file_row`.

    Yields:
        One note a kind of symbol, and one a figure.
    """
    for row in symbols.iter_rows(named=True):
        what = term(SYMBOLS_OF[SymbolSubject(row["subject"])]).many
        yield _gap(row | {"label": what.capitalize()}, "symbol", _unprinted(row, what), row["places"])
    for row in figures.iter_rows(named=True):
        what = f"{row['label']}, {row['organisation']} {row['period_end'].year}"
        yield _gap(row | {"label": what}, "figure", f"{what} finns i dokumentet men följde inte med i vårt textutdrag.")


def _unprinted(row: Row, what: str) -> str:
    """Say how many symbols are lost and not known at all, and how many the text tells instead."""
    read = f"{row['read']} av {row['amount']} {what} {'är läst' if row['read'] == 1 else 'är lästa'} ur texten."
    lost = f"Symbolen för {row['unknown']} av {row['amount']} {what} följde inte med i vårt textutdrag."
    return " ".join(told for told, amount in ((lost, row["unknown"]), (read, row["read"])) if amount)


def check_yardsticks(measures: pl.DataFrame) -> Iterator[Finding]:
    """Find what a document leaves out of a goal's further yardsticks, as of its first.

    Args:
        measures: Rows of the view `goal_measure_detail` with `document_kind` and `sexes_told`.

    Yields:
        Notes.
    """
    for row in measures.filter(pl.col("measure_no") > 1).iter_rows(named=True):
        yield from _goal_gaps(row)


def _without_figures(goals: pl.DataFrame) -> Iterator[Finding]:
    """One note a part of an annual report: the goals that it gives no figures for at all."""
    bare = goals.filter(
        pl.col("document_kind") == DocumentKind.ANNUAL,
        pl.all_horizontal(pl.col("indicator", "outcome", "target_asks").is_null()),
    )
    for __, rows in bare.group_by("document", "organisation", maintain_order=True):
        which, year = enumerate_words(rows["label"].to_list()), rows["year"][0]
        noun = term("goal").short.many
        told = f"{rows.height} {noun} har varken målnivå eller utfall i siffror för {year}: {which}."
        yield _gap_of_many(rows, "figures", term("Goal").short.many, told)


def _activity_gaps(activities: pl.DataFrame) -> Iterator[Finding]:
    idle = activities.filter(pl.col("responsible").list.len().fill_null(0) == 0)
    if idle.height:
        which = enumerate_words(idle["label"].to_list())
        told = f"{idle.height} av {activities.height} {term('activity').many} anger ingen ansvarig: {which}."
        yield _gap_of_many(idle, "responsible", term("Activity").many, told)
    measured = activities.unique("commitment", keep="first", maintain_order=True).filter(
        pl.col("measure").is_not_null() & ~pl.col("measure").str.contains(r"\d")
    )
    if measured.height:
        which = "; ".join(f"{row['measure']} ({row['commitment_label']})" for row in measured.iter_rows(named=True))
        commitments = count_of(measured.height, *either("{commitment.one}", "{commitment.many}"))
        told = f"{term('Yardstick').the_many} på {commitments} har ingen nivå: {which}."
        yield _gap_of_many(measured, "level", term("Yardstick").many, told)


def _goal_gaps(goal: Row) -> Iterator[Finding]:
    row = {**goal, "label": ": ".join(filter(None, (goal["label"], goal.get("measure_label"))))}
    if row["target_asks"] is None:
        yield _gap(
            row, "target", f"{term('Goal').short.the} {row['label']} har ingen målnivå i siffror för {row['year']}."
        )
    if row["outcome"] is None and not row["sexes_told"] and row["document_kind"] == DocumentKind.ANNUAL:
        late = row["previous_end"]
        older = f"; senaste värdet är från {late:%Y}" if late else ""
        yield _gap(
            row, "outcome", f"{term('Goal').short.the} {row['label']} har inget utfall för {row['year']}{older}."
        )


def _gap_of_many(rows: pl.DataFrame, what: str, subject: str, message: str) -> Finding:
    return _gap(rows.row(0, named=True) | {"label": subject}, what, message, rows["place"].to_list())


def _gap(row: Row, what: str, message: str, places: Sequence[str] = ()) -> Finding:
    further = [place for place in dict.fromkeys(places) if place != row["place"]]
    return Finding(
        **where(row),
        other_place=PLACES.join(further),
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
        figures: Rows of the view `key_figure_detail` with `scale`, what the unit counts in the end, if not itself.
        breaks: `indicator` of every marked change of method.

    Yields:
        One note an indicator and organisation whose outcomes are counted in different things.
    """
    marked = breaks["indicator"].unique().implode()
    outcomes = figures.filter(
        (pl.col("measure") == Measure.OUTCOME.value) & pl.col("value").is_not_null() & pl.col("unit").is_not_null()
    ).filter(~pl.col("indicator").is_in(marked))
    ground = pl.coalesce("scale", "unit")
    mixed = outcomes.filter((ground.n_unique() > 1).over("indicator", "organisation"))
    for __, rows in mixed.group_by("indicator", "organisation", maintain_order=True):
        last = rows.row(-1, named=True)
        first = rows.filter(ground != (last["scale"] or last["unit"])).row(0, named=True)
        yield Finding(
            **where(last),
            kind=Contradiction.UNIT,
            severity=Severity.NOTE,
            rule="unit",
            subject=f"{last['label']}, {last['organisation']}",
            printed=last["unit"],
            other=first["unit"],
            other_place=first["place"],
            message=f"{last['label']} är tryckt både som {first['symbol'] or first['unit']} och som "
            f"{last['symbol'] or last['unit']}, "
            "utan att bytet är märkt.",
        )


def check_unreported(figures: pl.DataFrame) -> Iterator[Finding]:
    """Find figures that a document says are not reported in one place and prints in another.

    Args:
        figures: Rows of the view `key_figure_detail`.

    Yields:
        One note a figure.
    """
    alike = ("document", "indicator", "organisation", "sex", "measure", "period_type", "period_start", "period_end")
    known: dict[tuple[object, ...], Row] = {}
    for row in figures.filter(pl.col("value").is_not_null() & pl.col("doubted").is_null()).iter_rows(named=True):
        known.setdefault(tuple(row[name] for name in alike), row)
    for row in figures.filter(pl.col("missing") == Missing.NOT_REPORTED.value).iter_rows(named=True):
        if printed := known.get(tuple(row[name] for name in alike)):
            yield _unreported(row, printed)


def _unreported(row: Row, printed: Row) -> Finding:
    return Finding(
        **where(row),
        kind=Contradiction.REPEAT,
        severity=Severity.NOTE,
        rule="not-reported",
        subject=f"{row['label']}, {row['organisation']} {row['period_end'].year}",
        printed="redovisas inte",
        other=written(printed),
        other_place=printed["place"],
        message=f"{named(row)} redovisas inte på ett ställe men är {written(printed)} på ett annat.",
    )
