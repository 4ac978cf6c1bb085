"""Published, computed and decided judgements side by side."""

import polars as pl
from markupsafe import Markup

from analysis.language import day
from analysis.present.fragment import render
from analysis.present.goal_values import OUTCOME, TARGET
from analysis.present.sentences import outcome_text, target_text
from analysis.present.symbols import Symbol, SymbolSet
from analysis.present.tables import GOAL, Cell, Column, Row, Table, indicator_of, plain_column
from analysis.present.values import days, texts
from analysis.vocabulary import Judged, SymbolSubject

SUBJECTS = {Judged.ASSESSMENT: SymbolSubject.ASSESSMENT, Judged.TREND: SymbolSubject.TREND}


def judgement_table(goals: pl.DataFrame, symbols: SymbolSet, caption: str, source: str) -> Table:
    """Lay published and computed judgements side by side.

    Args:
        goals: Rows of the view `goal_detail`.
        symbols: The symbols of the edition.
        caption: What the table shows.
        source: Where the figures come from.

    Returns:
        One row a goal, with the figures that the rule looked at.
    """
    columns = [
        Column("Mål", lambda row: row["label"], row_heading=True),
        Column("Målnivå", lambda row: target_text(row) or "ingen", numeric=True, values=TARGET),
        Column("Utfall", lambda row: outcome_text(row) or "inget", numeric=True, values=OUTCOME),
        _judged("Publicerad bedömning", symbols, Judged.ASSESSMENT, "assessment_published"),
        _judged("Beräknad", symbols, Judged.ASSESSMENT, "assessment_computed"),
        _judged("Publicerad trend", symbols, Judged.TREND, "trend_published"),
        _judged("Beräknad trend", symbols, Judged.TREND, "trend_computed"),
    ]
    return Table(caption, columns, goals, source=source, cards=True, subject=GOAL, measure=indicator_of)


def override_table(overrides: pl.DataFrame, symbols: SymbolSet, caption: str) -> Table:
    """Lay out what analysts have decided.

    Args:
        overrides: Rows of the view `standing_override`.
        symbols: The symbols of the edition.
        caption: What the table shows.

    Returns:
        One row a decision; one whose figures have changed says that it must be looked at again.
    """
    columns = [
        Column("Mål", lambda row: row["label"], row_heading=True),
        Column(
            "Ändrad till",
            lambda row: _override(row, symbols).html(),
            values=[texts("Ändrad till", lambda row: _override(row, symbols).word)],
        ),
        Column("Gäller", _standing),
        plain_column("Skäl", "reason", wide=True),
        Column(
            "Vem och när",
            lambda row: f"{row['name']}, {day(row['date'])}",
            values=[texts("Vem", lambda row: row["name"]), days("När", lambda row: row["date"])],
        ),
    ]
    return Table(caption, columns, overrides, subject=GOAL)


def change_table(changes: pl.DataFrame, caption: str) -> Table:
    """Lay out what has been published otherwise before.

    Args:
        changes: `changed_at`, `fact`, `key`, `field`, `before`, `after`, `place`, `commit_id`.
        caption: What the table shows.

    Returns:
        One row a change.
    """
    columns = [
        Column("Uppgift", lambda row: row["key"], row_heading=True),
        Column("Var", lambda row: row["before"] or "inget"),
        Column("Är", lambda row: row["after"] or "borttaget"),
        Column(
            "När",
            lambda row: f"{day(row['changed_at'])} {row['changed_at']:%H:%M} UTC",
            values=[
                days("Dag", lambda row: row["changed_at"].date()),
                texts("Klockslag, UTC", lambda row: f"{row['changed_at']:%H:%M}"),
            ],
        ),
        Column("Incheckning", lambda row: row["commit_id"] or ""),
    ]
    return Table(caption, columns, changes, log=True)


def _standing(row: Row) -> str:
    return "ja" if row["holds"] else "nej, siffrorna har ändrats: måste ses över igen"


def _override(row: Row, symbols: SymbolSet) -> Symbol:
    return symbols.symbol(SUBJECTS[Judged(row["field"])], row["value"])


def _judged(heading: str, symbols: SymbolSet, field: Judged, column: str) -> Column:
    words = symbols.words(heading, SUBJECTS[field], column)
    return Column(heading, _symbol(symbols, field, column), values=[words])


def _symbol(symbols: SymbolSet, field: Judged, column: str) -> Cell:
    def cell(row: Row) -> Markup:
        code = row[column]
        return render("muted.html.j2", text="ingen") if code is None else symbols.symbol(SUBJECTS[field], code).html()

    return cell
