"""What an auditor asks first: what is judged, what was changed by hand, what contradicts, what lacks an action."""

from collections.abc import Iterator

import polars as pl

from analysis.base.money import Statement
from analysis.base.vocabulary import Judged, Section, SubjectType
from analysis.chapter.pieces import Inline, Link, Listing, Said
from analysis.chapter.text import Part
from analysis.present.fragment import Fragment
from analysis.present.symbols import SymbolSet
from analysis.present.table import GOAL, Row
from analysis.present.tables.decision_table import SUBJECTS
from analysis.present.text.answer import JUDGED, answer, counted_doubts, sentence_of, sentences
from analysis.report.document_part import DocumentPart
from analysis.report.first_page import judged_goals, misleading
from analysis.report.money import results_of, statement_frame
from analysis.words.days import day
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import number, with_unit
from analysis.words.translate import _

#: Tables whose every line is somebody's own result.
OWN_RESULTS = (Statement.OPERATING_ACCOUNT, Statement.DEPARTMENT, Statement.UNIT)


def for_auditors(part: DocumentPart) -> Fragment:
    """What an auditor asks first.

    Returns:
        How many goals are judged and can be tried by figures; what was changed by hand, with reason; how much
        contradicts something; results below their budget that no text says an action for.
    """
    return answer(
        sentences(_("{Goal.many}"), _judged(judged_goals(part))),
        _by_hand(part),
        sentences(_("Motsägelser"), counted_doubts(misleading(part))),
        _deficits(part),
    )


def _judged(goals: pl.DataFrame) -> str:
    if goals.is_empty():
        return _("Dokumentet har inga {goal.many}.")
    judged = goals.filter(pl.col("final").is_in(JUDGED)).height
    tried = goals["assessment_computed"].is_in(JUDGED).sum()
    counts = {"judged": number(judged), "all": number(goals.height), "tried": number(tried)}
    return sentence_of(
        [
            _("{judged} av {all} {goal.many} är bedömda", **counts),
            _("{tried} går att pröva med siffror", **counts),
            _("{amount} går inte att bedöma", amount=number(goals.height - judged)) if judged < goals.height else "",
        ]
    )


def _by_hand(part: DocumentPart) -> Part:
    rows = part.rows("overrides")
    items = tuple(_override(row, part.symbols) for row in rows.rows(named=True))
    if not items:
        return sentences(_("Ändrat för hand"), _("Ingen bedömning eller trend är ändrad för hand."))
    return Part(_("Ändrat för hand"), (Listing(items),))


def _override(row: Row, symbols: SymbolSet) -> tuple[Inline, ...]:
    word = symbols.symbol(SUBJECTS[Judged(row["field"])], row["value"]).word
    told = filled("{word}. {reason}", word=word, reason=swedish(row["reason"]))
    who = filled(" ({name}, {day})", name=row["name"], day=day(row["date"]))
    return Link(GOAL(row), swedish(row["label"])), Said(filled(": {told}", told=told)), Said(who, "muted")


def _deficits(part: DocumentPart) -> Part:
    """Results below their budget, of tables that no action is written for."""
    acted = set(part.texts(SubjectType.STATEMENT).filter(section=Section.ACTION.value)["subject"])
    items = tuple(_deficit(row) for row in _short(part, acted))
    if not items:
        return sentences(_("Underskott utan åtgärd"), _("Inget sådant hittades."))
    return Part(_("Underskott utan åtgärd"), (Listing(items),))


def _short(part: DocumentPart, acted: set[str]) -> Iterator[Row]:
    whole = results_of(part).filter("is_result")
    own = [statement_frame(part, code).filter(~pl.col("is_total")) for code in OWN_RESULTS if code not in acted]
    every = [*([] if Statement.INCOME_STATEMENT in acted else [whole]), *own]
    for lines in every:
        below = pl.col("from_budget_side") * pl.col("more_is_good") < 0
        yield from lines.filter(below & (pl.col("measure") == "actual")).rows(named=True)


def _deficit(row: Row) -> tuple[Inline, ...]:
    far = with_unit(number(row["from_budget"], row["from_budget_decimals"]), row["symbol"])
    amount = with_unit(number(row["amount"], row["decimals"]), row["symbol"])
    told = _("{amount}, {far} sämre än budgeten", amount=amount, far=far)
    return Said(swedish(row["line"]), "strong"), Said(filled(": {told}", told=told))
