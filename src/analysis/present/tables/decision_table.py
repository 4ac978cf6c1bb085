"""Published, computed and decided judgements side by side."""

import polars as pl

from analysis.base.vocabulary import Judged, SymbolSubject
from analysis.chapter.pieces import Said, Sign, Symbol
from analysis.present.goal_origins import GoalOrigins
from analysis.present.goal_text import outcome_text, target_text
from analysis.present.sentences import yardsticks_told
from analysis.present.symbols import NONE, SymbolSet
from analysis.present.table import GOAL, CellOf, Column, Row, Table, indicator_of, plain_column
from analysis.present.tables.goal_values import outcome, target
from analysis.present.typed_values import days, texts
from analysis.words.days import day
from analysis.words.mixed_language import swedish
from analysis.words.translate import _, p_

#: The figures of a goal that are those of its first yardstick.
OF_YARDSTICK = (
    "target",
    "target_asks",
    "mean",
    "outcome_of",
    "target_operator",
    "target_only_for_name",
    "target_also_printed",
    "outcome",
    "outcome_operator",
    "outcome_women",
    "outcome_men",
    "outcome_also_printed",
    "outcome_preliminary",
    "outcome_doubted",
)
SUBJECTS = {Judged.ASSESSMENT: SymbolSubject.ASSESSMENT, Judged.TREND: SymbolSubject.TREND}


def judgement_table(
    goals: pl.DataFrame, symbols: SymbolSet, caption: str, source: str, origins: GoalOrigins | None = None
) -> Table:
    """Lay published and computed judgements side by side.

    Args:
        goals: Rows of the view `goal_detail`.
        symbols: The symbols of the edition.
        caption: What the table shows.
        source: Where the figures come from.
        origins: Where each of them does.

    Returns:
        One row a goal, with the figures that the rule looked at; of several yardsticks how many reach their targets.
    """
    goals = goals.with_columns(
        pl.when(pl.col("yardsticks") <= 1).then(pl.col(name)).alias(name) for name in OF_YARDSTICK
    )
    known = origins or {}
    columns = [
        Column(_("{Goal.short.one}"), lambda row: swedish(row["label"]), row_heading=True),
        Column(_("Målnivå"), _target, numeric=True, values=target(known)),
        Column(
            _("Utfall"),
            _outcome,
            numeric=True,
            values=(*outcome(known), texts(_("{Yardstick.many}"), _yardsticks, spare=True)),
        ),
        _judged(_("Publicerad bedömning"), symbols, Judged.ASSESSMENT, "assessment_published"),
        _judged(_("Beräknad"), symbols, Judged.ASSESSMENT, "assessment_computed"),
        _judged(_("Publicerad trend"), symbols, Judged.TREND, "trend_published"),
        _judged(_("Beräknad trend"), symbols, Judged.TREND, "trend_computed"),
    ]
    return Table(caption, columns, goals, source=source, cards=True, subject=GOAL, measure=indicator_of)


def _target(row: Row) -> str:
    return target_text(row) or (NONE if _yardsticks(row) else _("ingen"))


def _outcome(row: Row) -> str:
    return _yardsticks(row) or outcome_text(row) or _("inget")


def _yardsticks(row: Row) -> str:
    """What a judgement rests on that no single figure gives."""
    return yardsticks_told(row) if row["yardsticks"] > 1 else ""


def override_table(overrides: pl.DataFrame, symbols: SymbolSet, caption: str) -> Table:
    """Lay out what analysts have decided.

    Args:
        overrides: Rows of the view `checked_override`.
        symbols: The symbols of the edition.
        caption: What the table shows.

    Returns:
        One row a decision; one whose figures have changed says that it must be looked at again.
    """
    columns = [
        Column(_("{Goal.short.one}"), lambda row: swedish(row["label"]), row_heading=True),
        Column(
            _("Ändrad till"),
            lambda row: Sign(_override(row, symbols)),
            values=[texts(_("Ändrad till"), lambda row: _override(row, symbols).word)],
        ),
        Column(p_("beslut", "Gäller"), _holds),
        plain_column(_("Skäl"), "reason", wide=True),
        Column(
            _("Vem och när"),
            lambda row: f"{row['name']}, {day(row['date'])}",
            values=[texts(_("Vem"), lambda row: row["name"]), days(_("När"), lambda row: row["date"])],
        ),
    ]
    return Table(caption, columns, overrides, subject=GOAL)


def _holds(row: Row) -> str:
    return _("ja") if row["holds"] else _("nej, siffrorna har ändrats: måste ses över igen")


def _override(row: Row, symbols: SymbolSet) -> Symbol:
    return symbols.symbol(SUBJECTS[Judged(row["field"])], row["value"])


def _judged(heading: str, symbols: SymbolSet, field: Judged, column: str) -> Column:
    words = symbols.words(heading, SUBJECTS[field], column)
    return Column(heading, _symbol(symbols, field, column), values=[words])


def _symbol(symbols: SymbolSet, field: Judged, column: str) -> CellOf:
    def cell(row: Row) -> Said | Sign:
        code = row[column]
        return Said(_("ingen"), "muted") if code is None else Sign(symbols.symbol(SUBJECTS[field], code))

    return cell
