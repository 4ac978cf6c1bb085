"""Nodes of the goal tree: what is said of each, what adds up to it, and how many goals hang below."""

from dataclasses import replace
from typing import Literal

import polars as pl

from analysis.base.vocabulary import Assessment, SymbolSource, SymbolSubject
from analysis.chapter.pieces import Link, Piece, Said, Sign
from analysis.present.origins import counted
from analysis.present.symbols import NONE, SymbolSet, stated_code
from analysis.present.table import AREA, GOAL, Column, Row, Table
from analysis.present.typed_values import Values, texts, whole
from analysis.words.codes import SYMBOL_REMARKS
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import number
from analysis.words.terms import term
from analysis.words.translate import _, n_

#: What stands before a name for each step that it is below the highest.
STEP_DOWN = "› "


def node_subject(row: Row) -> str:
    """Name the place where a node is told about.

    Args:
        row: `level`, `node`, `is_goal`.

    Returns:
        What links lead to: a goal and an area are told about by other pages too.
    """
    if row["is_goal"]:
        return GOAL({"goal": row["node"]})
    return AREA({"process_area": row["node"]}) if row["level"] == "area" else f"nod-{row['level']}-{row['node']}"


def node_table(
    nodes: pl.DataFrame, symbols: SymbolSet, caption: str, source: str, form: Literal["tree", "parts", "own"]
) -> Table:
    """Make the table of nodes.

    Args:
        nodes: Rows of the view `node_detail`.
        symbols: The symbols of the edition.
        caption: What the table shows.
        source: Where the judgements come from.
        form: `tree` for all of it, each node moved in as far as it is below the highest; `parts` for what hangs right
            under one; `own` for one alone, which has its place here.

    Returns:
        One row a node, in the order of the document; what no node has no column.
    """
    own, words = form == "own", {level: _capital(term(level).one) for level in nodes["level"].unique()}
    columns = [
        Column(_("Namn"), lambda row: _name(row, form), row_heading=True),
        Column(_("Nivå"), lambda row: words[row["level"]]),
        *_judgements(nodes, symbols),
        *([Column(_("Ansvariga"), lambda row: ", ".join(row["owners"]))] if _any(nodes["owners"].list.len()) else []),
        *_counts(nodes),
        *([Column(_("Taggar"), lambda row: swedish(row["tags"] or ""))] if own and nodes["tags"].count() else []),
    ]
    subject = node_subject if own else (lambda __: "")
    return Table(caption, columns, nodes, source=source, subject=subject, derived=not own, slim=True)


def _any(amounts: pl.Series) -> bool:
    return bool((amounts.fill_null(0) > 0).any())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _name(row: Row, form: str) -> Link | str:
    if form == "own":
        return swedish(row["name"])
    down = STEP_DOWN * row["depth"] if form == "tree" else ""
    name = filled("{down}{name}", down=down, name=swedish(row["name"])) if down else swedish(row["name"])
    return Link(node_subject(row), name)


def _judgements(nodes: pl.DataFrame, symbols: SymbolSet) -> list[Column]:
    columns = []
    heading = _("Bedömning")
    if nodes["assessment_step"].count() or nodes["assessment_computed"].count() or nodes["adds_up"].any():
        values = [
            texts(_("{heading}, publicerad", heading=heading), lambda row: _word(row, symbols, "assessment_published")),
            texts(_("{heading}, beräknad", heading=heading), lambda row: _word(row, symbols, "assessment_computed")),
            symbols.remarks(heading, _remarks),
        ]
        columns.append(Column(heading, lambda row: _assessment(row, symbols), values=values))
    if nodes["trend_step"].count():
        trend = symbols.words(_("Trend"), SymbolSubject.TREND, "trend_published")
        columns.append(Column(_("Trend"), lambda row: _trend(row, symbols), values=[trend]))
    return columns


def _scale(row: Row) -> SymbolSubject:
    return SymbolSubject.ASSESSMENT if row["is_goal"] else SymbolSubject.AREA


def _word(row: Row, symbols: SymbolSet, column: str) -> str | None:
    code = stated_code(row, column) if column.endswith("_published") else row[column]
    return code and symbols.symbol(_scale(row), code).word


def _remarks(row: Row) -> list[str]:
    printed = SYMBOL_REMARKS[SymbolSource(row["assessment_source"])] if row["assessment_source"] else ""
    return [remark for remark in (printed, _why_unknown(row)) if remark]


def _why_unknown(row: Row) -> str:
    """Why a node whose level adds up has no judgement."""
    stated, computed = stated_code(row, "assessment_published"), row["assessment_computed"]
    if stated or computed not in (None, Assessment.NOT_EVALUATED) or not row["adds_up"] or row["is_goal"]:
        return ""
    reason = _("{known} av {all} delar är kända", known=row["parts_known"], all=row["parts"])
    return _("Går inte att bedöma: {reason}.", reason=reason if row["parts"] else _("ingenting hänger under"))


def _assessment(row: Row, symbols: SymbolSet) -> list[Piece]:
    """What is printed, and what is computed beside it where that says something else or alone says anything."""
    printed, computed, scale = stated_code(row, "assessment_published"), row["assessment_computed"], _scale(row)
    if row["is_goal"]:
        return [Sign(symbols.symbol(scale, row["assessment_shown"]))]
    remarks = _remarks(row)
    if printed is None and computed is None:
        return symbols.stated(scale, None, row["assessment_source"] or SymbolSource.NOT_PRINTED, remarks)
    sums = _together(row)
    if printed is None:
        return [Sign(symbols.symbol(scale, computed), remarks=(_("Beräknat, inte publicerat."), sums))]
    stated: list[Piece] = [Sign(symbols.symbol(scale, printed), remarks=tuple(remarks))]
    differs = computed not in (None, row["assessment_published"], printed)
    return [*stated, Sign(symbols.symbol(scale, computed), _("Beräknat"), (sums,), differs=True)] if differs else stated


def _together(row: Row) -> str:
    return _("{reached} av {all} delar är nådda.", reached=row["parts_reached"], all=row["parts"])


def _trend(row: Row, symbols: SymbolSet) -> list[Piece]:
    stated = stated_code(row, "trend_published")
    return [Said(NONE, "muted")] if stated is None else [Sign(symbols.symbol(SymbolSubject.TREND, stated))]


def _counts(nodes: pl.DataFrame) -> list[Column]:
    """How many goals hang below, how many of them reach their targets and how many nobody knows."""
    if not _any(nodes["goals"] + nodes["part_goals"]):
        return []
    goals = _capital(term("goal").many)
    told = {
        "goals": goals,
        "goals_reached": _("{goals}, nådda", goals=goals),
        "unknown": _("{goals}, ej bedömda", goals=goals),
        "part_goals": _capital(term("part_goal").many),
    }
    return [Column(_("Under"), _below, values=[_count(name, heading) for name, heading in told.items()])]


def _below(row: Row) -> str:
    """What hangs below a node, in a line: of goals that nobody judges, as in a plan, none is reached or missed."""
    all_, known = row["goals"], row["goals_known"]
    if all_ and known:
        counts = {"reached": number(row["goals_reached"]), "all": number(all_)}
        goals = n_("{reached} av {all} {goal.one} nås", "{reached} av {all} {goal.many} nås", all_, **counts)
    else:
        goals = n_("{all} {goal.one}", "{all} {goal.many}", all_, all=number(all_)) if all_ else ""
    unknown = _("{amount} utan bedömning", amount=number(all_ - known)) if known and all_ > known else ""
    parts = row["part_goals"]
    below = n_("{all} {part_goal.one}", "{all} {part_goal.many}", parts, all=number(parts)) if parts else ""
    return " · ".join(filter(None, (goals, unknown, below))) or NONE


def _count(name: str, heading: str) -> Values:
    amount = whole(heading, lambda row: int(row["goals"] - row["goals_known"] if name == "unknown" else row[name]))
    return replace(amount, origins=lambda __: [counted("node_status")])
