"""What the first page of a report answers, in parts: each made of figures, or of what somebody wrote."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import Assessment, Severity, SymbolSubject
from analysis.chapter.markup.markdown import words as prose_words
from analysis.chapter.markup.values import REVIEW
from analysis.chapter.pieces import Inline, Link, Listing, Piece, Said, Sign
from analysis.chapter.text import Part, Text
from analysis.present.fragment import Fragment, prose
from analysis.present.goal_text import outcome_text, target_text
from analysis.present.sentences import distance, held_against, part_goals_told, yardsticks_told
from analysis.present.symbols import SymbolSet, shown_codes
from analysis.present.table import COMMITMENT, GOAL, Row
from analysis.present.why_not import missing_reason
from analysis.words.codes import SEVERITIES
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import count_of, number, together
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _, either, n_

#: So many stand in a list without being folded.
FEW = 5
#: So many contradictions are told in full; the review has them all.
TOLD = 3
#: How many contradictions there are, of each grade that casts doubt.
WAYS = {
    Severity.ERROR: either("{amount} fel", "{amount} fel"),
    Severity.WARNING: either("{amount} varning", "{amount} varningar"),
}
JUDGED = tuple(code.value for code in (Assessment.BETTER, Assessment.NEAR, Assessment.WORSE))
MISSED = tuple(code.value for code in (Assessment.WORSE, Assessment.NEAR))
Items = Sequence[tuple[Inline, ...]]


def answer(*parts: Part) -> Fragment:
    """Put an answer together.

    Args:
        parts: Its parts in order; one that says nothing is left out.

    Returns:
        The answer.
    """
    return Fragment(Text(role="answer", parts=tuple(part for part in parts if part.pieces)))


def sentences(heading: str, *told: str) -> Part:
    """Say something in sentences.

    Args:
        heading: What stands above them.
        told: The sentences; nothing is said by an empty one.

    Returns:
        A paragraph a sentence.
    """
    return Part(heading, tuple(Said(each) for each in told if each))


def written(heading: str, texts: Sequence[str]) -> Part:
    """Show what somebody wrote, or say that nobody did: nothing is made up.

    Args:
        heading: What stands above it.
        texts: The texts, Markdown.

    Returns:
        The texts in order.
    """
    return Part(heading, tuple(map(prose, texts)) or (Said(_("Förslag saknas."), "muted"),))


def listed_items(items: Items, summary: str) -> Listing:
    """List items; more than a few are folded away below a line that counts them.

    Args:
        items: The items.
        summary: The line.

    Returns:
        The list.
    """
    return Listing(tuple(items), summary if len(items) > FEW else "")


# ---- goals ----


def verdict(judged: pl.Series, reached: str) -> str:
    """Say how many goals reach their target, miss it and cannot be judged.

    Args:
        judged: An `Assessment` each, null for the unknown.
        reached: What is said of those that reach it, with `{reached}` and `{all}`.

    Returns:
        For example "2 av 22 mål når målnivån, 2 når den inte och 18 går inte att bedöma."; empty without goals.
    """
    counts = {code: (judged == code).sum() for code in JUDGED}
    unknown = judged.len() - int(judged.is_in(JUDGED).sum())
    if unknown == judged.len():
        all_of_them = count_of(unknown, *either("{goal.one}", "{goal.many}"))
        return _("{goals} går inte att bedöma.", goals=all_of_them) if unknown else ""
    clauses = [
        reached,
        _("{amount} är nära", amount=number(counts["near"])) if counts["near"] else "",
        _("{amount} når den inte", amount=number(counts["worse"])) if counts["worse"] else "",
        _("{amount} går inte att bedöma", amount=number(unknown)) if unknown else "",
    ]
    return sentence_of(clauses)


def sentence_of(clauses: Sequence[str]) -> str:
    """Make a sentence of what is said in clauses; empty ones say nothing."""
    return filled("{told}.", told=enumerate_words([clause for clause in clauses if clause]))


def missed_goals(heading: str, goals: pl.DataFrame, symbols: SymbolSet, reasons: Mapping[str, str] | None) -> Part:
    """Name the goals that miss their target or are near it, the furthest from it first.

    Args:
        heading: What stands above them.
        goals: Rows of the view `goal_measure_detail`, the weakest yardstick of each goal, with `shown` and `final`: the
            step and the judgement of the goal.
        symbols: The symbols of the edition.
        reasons: What somebody wrote of why, by goal; nothing where no reasons are told.

    Returns:
        A list for each symbol, the worst first: value, target, how far, and why.
    """
    found = goals.filter(pl.col("final").is_in(MISSED)).sort("shortfall_pct", descending=True, nulls_last=True)
    ordered = [code for final in MISSED for code in _steps(found.filter(final=final), symbols, worst_first=True)]
    if found.is_empty():
        return sentences(heading, _("Inga {goal.many} missade sin målnivå.") if _any_judged(goals) else "")
    part = _by_step(heading, found, ordered, symbols, reasons)
    lacking = found.filter(~pl.col("goal").is_in([*(reasons or ())])).height
    if reasons is None or not lacking:
        return part
    told = {"some": number(lacking), "all": count_of(found.height, *either("{goal.one}", "{goal.many}"))}
    return replace(part, pieces=(*part.pieces, Said(_("Orsak saknas för {some} av {all}.", **told), "muted")))


def reached_goals(heading: str, goals: pl.DataFrame, symbols: SymbolSet) -> Part:
    """Name the goals that reach their target in the same way, the furthest beyond it first.

    Args:
        heading: What stands above them.
        goals: As `missed_goals` takes them.
        symbols: The symbols of the edition.

    Returns:
        A list for each symbol.
    """
    found = goals.filter(final=Assessment.BETTER.value).sort("shortfall_pct", nulls_last=True)
    if found.is_empty():
        return sentences(heading, _("Inga {goal.many} når sin målnivå.") if _any_judged(goals) else "")
    return _by_step(heading, found, _steps(found, symbols), symbols, None)


def _any_judged(goals: pl.DataFrame) -> bool:
    return bool(goals["final"].is_in(JUDGED).any())


def _steps(goals: pl.DataFrame, symbols: SymbolSet, *, worst_first: bool = False) -> list[str | None]:
    ordered = symbols.in_order(SymbolSubject.ASSESSMENT, goals["shown"].unique().to_list())
    return ordered[::-1] if worst_first else ordered


def _by_step(
    heading: str,
    goals: pl.DataFrame,
    steps: Sequence[str | None],
    symbols: SymbolSet,
    reasons: Mapping[str, str] | None,
) -> Part:
    pieces: list[Piece] = []
    for step in dict.fromkeys(steps):
        rows = goals.filter(pl.col("shown").eq_missing(pl.lit(step))).rows(named=True)
        items = tuple(tuple(_goal(row, symbols, reasons)) for row in rows)
        pieces += [Sign(symbols.symbol(SymbolSubject.ASSESSMENT, step)), Listing(items)]
    return Part(heading, tuple(pieces))


def _goal(goal: Row, symbols: SymbolSet, reasons: Mapping[str, str] | None) -> Iterator[Inline]:
    yield Link(GOAL(goal), swedish(goal["label"]))
    yield Said(filled(": {told}.", told=measured(goal)))
    if goal["otherwise"]:
        word = symbols.symbol(SymbolSubject.ASSESSMENT, goal["goal_computed"]).word
        yield Said(filled(" {told}", told=_("Siffrorna ger en annan bedömning: {word}.", word=word)), "muted")
    if reasons and (reason := reasons.get(goal["goal"], "")):
        yield Said(filled(" {told}", told=_("Orsak: {reason}", reason=_plain(reason))), "muted")


def _plain(markdown: str) -> str:
    return swedish(" ".join(prose_words(markdown).split()))


def measured(goal: Row) -> str:
    """Say value, target and how far: of every goal in the same way.

    Args:
        goal: A row of the view `goal_measure_detail`, with unit symbols added.

    Returns:
        For example "83 % mot målet 95 %, 12 procentenheter under målet"; why not, where figures do not say it.
    """
    if goal["goal_parts"] and not outcome_text(goal):
        return part_goals_told(goal)
    if not (outcome_text(goal) and target_text(goal)):
        return missing_reason(goal)
    more = missing_reason(goal) if goal["unjudged"] else distance(goal)
    held = held_against(goal)
    return filled("{held}, {more}", held=held, more=more) if more else held


def unknown_goals(goals: pl.DataFrame, symbols: SymbolSet) -> Sequence[Piece]:
    """Name the goals that nobody can judge, and why.

    Args:
        goals: As `missed_goals` takes them.
        symbols: The symbols of the edition.

    Returns:
        Their symbol, then a list for each reason that many have, folded away, and one of all others.
    """
    found = goals.filter(~pl.col("final").fill_null("").is_in(JUDGED)).rows(named=True)
    if not found:
        return ()
    by_reason: dict[str, list[Row]] = {}
    for row in found:
        by_reason.setdefault(str(_unknown_because(row)), []).append(row)
    lists = [_folded(why, rows) for why, rows in by_reason.items() if len(rows) > FEW]
    rest = [row for rows in by_reason.values() if len(rows) <= FEW for row in rows]
    alone = [Listing(tuple(_with_reason(row) for row in rest))] if rest else []
    return (Sign(symbols.symbol(SymbolSubject.ASSESSMENT, Assessment.NOT_EVALUATED)), *lists, *alone)


def _folded(why: str, rows: Sequence[Row]) -> Listing:
    amount = count_of(len(rows), *either("{goal.one}", "{goal.many}"))
    items = tuple((Link(GOAL(row), swedish(row["label"])),) for row in rows)
    return Listing(items, filled("{amount}: {why}", amount=amount, why=why))


def _with_reason(row: Row) -> tuple[Inline, ...]:
    return Link(GOAL(row), swedish(row["label"])), Said(filled(": {why}", why=_unknown_because(row)))


def _unknown_because(row: Row) -> str:
    if row["goal_parts"] and row["outcome"] is None:
        return part_goals_told(row)
    if row["unjudged"] or row["shortfall_pct"] is None:
        return missing_reason(row)
    return yardsticks_told(row) if row["yardsticks"] > 1 else _("rapporten bedömer det inte")


# ---- commitments and others that have a name and a place ----


def commitments(heading: str, rows: pl.DataFrame, symbols: SymbolSet, summary: str) -> Part:
    """Name commitments under the symbols of their statuses.

    Args:
        heading: What stands above them.
        rows: Rows of the view `commitment_detail`.
        symbols: The symbols of the edition.
        summary: What a list of many is opened by.

    Returns:
        A list for each status; what is known to be late comes first.
    """
    codes = shown_codes(rows, "status_step", "status")
    pieces: list[Piece] = []
    for code in reversed(symbols.in_order(SymbolSubject.STATUS, codes.unique().to_list())):
        own = rows.filter(codes.eq_missing(pl.Series([code], dtype=codes.dtype)))
        sign = Sign(symbols.symbol(SymbolSubject.STATUS, code))
        pieces += [sign, named(own, COMMITMENT, filled("{summary}: {amount}", summary=summary, amount=own.height))]
    return Part(heading, tuple(pieces))


def named(rows: pl.DataFrame, subject: Callable[[Row], str], summary: str) -> Listing:
    """List what has a `label` and a place of its own in the report.

    Args:
        rows: The rows.
        subject: Gives what links lead to.
        summary: What a list of many is opened by.

    Returns:
        The list.
    """
    return listed_items([(Link(subject(row), swedish(row["label"])),) for row in rows.rows(named=True)], summary)


# ---- what cannot be trusted ----


def untrusted(heading: str, found: pl.DataFrame) -> Part:
    """Tell what contradicts what: the first in full, how many more there are, and the way to all of them.

    Args:
        heading: What stands above it.
        found: Rows of the view `inconsistency`: errors and warnings.

    Returns:
        A list; a sentence where nothing contradicts anything.
    """
    if found.is_empty():
        return sentences(heading, counted_doubts(found))
    told = pl.concat(_graded(found)).head(TOLD).rows(named=True)
    items = tuple((Said(SEVERITIES[Severity(row["severity"])], "strong"), Said(_message(row))) for row in told)
    way = Link(REVIEW, _("Läs alla i granskningen"), screen_only=True)
    return Part(heading, (Said(counted_doubts(found)), Listing(items), way))


def counted_doubts(found: pl.DataFrame) -> str:
    """Say how much contradicts something.

    Args:
        found: As `untrusted` takes them.

    Returns:
        A sentence.
    """
    if found.is_empty():
        return _("Inga uppgifter motsäger varandra.")
    counts = zip(WAYS.values(), (rows.height for rows in _graded(found)), strict=True)
    return sentence_of([n_(*words, amount, amount=amount) for words, amount in counts if amount])


def _graded(found: pl.DataFrame) -> list[pl.DataFrame]:
    return [found.filter(severity=level.value) for level in WAYS]


def _message(finding: Row) -> str:
    return filled(": {message}", message=swedish(together(finding["message"])))
