"""The year at a glance: what is better, worse and unknown, process area by process area."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl
from markupsafe import Markup

from analysis.catalogue import _, either, later
from analysis.language import count_of, enumerate_words
from analysis.marked import swedish
from analysis.present.drawing import percent, tag, token
from analysis.present.fragment import Fragment, render
from analysis.present.symbols import GOOD_FIRST, Symbol, SymbolSet
from analysis.present.tables import AREA, GOAL, Row
from analysis.vocabulary import Assessment, SymbolSource, SymbolSubject

NOUNS = {
    SymbolSubject.AREA: either("processområde", "processområden"),
    SymbolSubject.ASSESSMENT: either("processmål", "processmål"),
    SymbolSubject.STATUS: either("åtagande", "åtaganden"),
    SymbolSubject.CONTROL: either("kontroll", "kontroller"),
}


@dataclass(frozen=True)
class Tally:
    """How many of something have which symbol.

    Attributes:
        what: What is counted, such as "31 mål".
        counts: Symbols with their number, those that occur.
        basis: What the judgements rest on, in a few words, where the document itself does not judge.
    """

    what: str
    counts: Sequence[tuple[Symbol, int]]
    basis: str = ""

    @property
    def name(self) -> str:
        """What is counted, and by whose judgement where that is not the document's."""
        return f"{self.what} ({self.basis})" if self.basis else self.what

    @property
    def words(self) -> str:
        """For example "31 mål: bättre än målet 10 · nära målet 5", for words that stand in the singular."""
        told = " · ".join(f"{symbol.word.lower()} {number}" for symbol, number in self.counts)
        return f"{self.name}: {told}" if told else self.name

    @property
    def kept(self) -> str:
        """The same, broken over lines only between counts."""
        told = "\N{NO-BREAK SPACE}· ".join(
            f"{symbol.word.lower()}\N{NO-BREAK SPACE}{number}" for symbol, number in self.counts
        )
        return f"{self.what}: {told}" if told else self.what

    @property
    def strip(self) -> Markup:
        """The counts as one bar; it is told in words beside it."""
        whole = sum(number for _, number in self.counts) or 1
        return Markup("").join(_pieces(self.counts, whole))


@dataclass(frozen=True)
class Mark:
    """One goal.

    Attributes:
        subject: What links lead to.
        label: Its name.
        symbol: How it stands.
    """

    subject: str
    label: str
    symbol: Symbol


@dataclass(frozen=True)
class AreaGlance:
    """One process area.

    Attributes:
        subject: What links lead to.
        name: Its name.
        judged: Its assessment and trend as a whole, where the document gives any.
        marks: Its goals, one mark each, named after the measure that decides where there are several.
        goals: The goals counted.
        commitments: The commitments counted.
    """

    subject: str
    name: str
    judged: Sequence[Symbol]
    marks: Sequence[Mark]
    goals: Tally
    commitments: Tally


#: The weakest first.
WEAKEST = [Assessment.WORSE, Assessment.NEAR, Assessment.BETTER, Assessment.NOT_EVALUATED]


def by_goal(measures: pl.DataFrame) -> pl.DataFrame:
    """Judge each goal as a whole.

    Args:
        measures: `goal`, `assessment_published`, `assessment_final`, one row a measure, those of a goal together.

    Returns:
        One row a goal in the same order: the measure that the report judges it by, else the weakest.
    """
    order = pl.struct(
        pl.col("assessment_published").is_null(),
        pl.col("assessment_final").replace_strict(
            [code.value for code in WEAKEST], range(len(WEAKEST)), default=len(WEAKEST)
        ),
    )
    return measures.group_by("goal", maintain_order=True).agg(pl.all().sort_by(order, maintain_order=True).first())


def glance(areas: pl.DataFrame, measures: pl.DataFrame, commitments: pl.DataFrame, symbols: SymbolSet) -> Fragment:
    """Lay out the year at a glance.

    Args:
        areas: `process_area`, `name`, `assessment`, `assessment_source`, `trend`, one row an area in printed order.
        measures: `process_area`, `goal`, `label`, `assessment_source`, `assessment_published`, `assessment_final`,
            `judged_otherwise`, `trend_otherwise`, one row a measure of a goal.
        commitments: `process_area`, `status`, `status_source`.
        symbols: The symbols of the edition.

    Returns:
        Counts of the whole and the goals that are worse, then one card an area with a symbol a goal.
    """
    goals = by_goal(measures)
    judged = _tally(areas["assessment"].drop_nulls(), symbols, SymbolSubject.AREA)
    whole = [judged, _goals(goals, symbols), _commitments(commitments, symbols)]
    # Cards of areas of which nothing is known would fill a page with nothing.
    known = judged.counts or goals.height or commitments["status"].count()
    cards = [_card(area, measures, commitments, symbols) for area in areas.iter_rows(named=True)] if known else []
    shown = [tally for tally in whole if tally.counts]
    worse = _marks(measures.filter(pl.col("assessment_final") == Assessment.WORSE.value), symbols)
    differing = _differing(measures, symbols)
    notes = [*_inferred(areas, goals, commitments), *_computed(goals, measures)]
    plain = [tally.words for tally in shown] + notes + [said for said, _marked in differing]
    plain += [f"{card.name}: {card.goals.words}" for card in cards]
    html = render("glance.html.j2", whole=shown, worse=worse, differing=differing, notes=notes, areas=cards)
    return Fragment(html, "\n".join(plain))


def tally(codes: pl.Series, symbols: SymbolSet, subject: SymbolSubject, basis: str = "") -> Fragment:
    """Count symbols.

    Args:
        codes: A code each, null for the unknown.
        symbols: The symbols of the edition.
        subject: What is counted.
        basis: What the judgements rest on, in a few words, where the document itself does not judge.

    Returns:
        One line: how many have which symbol.
    """
    counted = replace(_tally(codes, symbols, subject), basis=basis)
    return Fragment(render("tally.html.j2", tally=counted), counted.words)


def _differing(measures: pl.DataFrame, symbols: SymbolSet) -> list[tuple[str, list[Mark]]]:
    """Which goals the figures judge in another way than the report did."""
    said = {
        "judged_otherwise": later(
            "För {goals} ger siffrorna en annan bedömning än den som rapporten anger. Båda visas vid målet:"
        ),
        "trend_otherwise": later(
            "För {goals} ger siffrorna en annan trend än den som rapporten anger. Båda visas vid målet:"
        ),
    }
    found = [(told, _marks(measures.filter(column), symbols)) for column, told in said.items()]
    nouns = NOUNS[SymbolSubject.ASSESSMENT]
    return [(_(told, goals=count_of(len(marks), *nouns)), marks) for told, marks in found if marks]


def _inferred(areas: pl.DataFrame, goals: pl.DataFrame, commitments: pl.DataFrame) -> list[str]:
    """Say which symbols nobody printed: they follow from what the text says."""
    sources = {
        SymbolSubject.AREA: areas["assessment_source"],
        SymbolSubject.ASSESSMENT: goals["assessment_source"],
        SymbolSubject.STATUS: commitments["status_source"],
    }
    amounts = {subject: column.to_list().count(SymbolSource.PROSE.value) for subject, column in sources.items()}
    told = [count_of(amount, *NOUNS[subject]) for subject, amount in amounts.items() if amount]
    if not told:
        return []
    return [_("Läst ur texten, för symbolerna följde inte med i vårt textutdrag: {what}.", what=enumerate_words(told))]


def _computed(goals: pl.DataFrame, measures: pl.DataFrame) -> list[str]:
    """Say which judgements are ours, and what decides where a goal has several measures."""
    judged = pl.col("assessment_final").is_in([Assessment.BETTER.value, Assessment.NEAR.value, Assessment.WORSE.value])
    ours = goals.filter(pl.col("assessment_published").is_null() & judged)
    if ours.is_empty():
        return []
    amount = count_of(ours.height, *NOUNS[SymbolSubject.ASSESSMENT])
    told = [_("Beräknat ur siffrorna, för att rapporten själv inte bedömer dem: {what}.", what=amount)]
    several = (
        measures.filter(pl.col("goal").is_in(ours["goal"].implode())).group_by("goal").len().filter(pl.col("len") > 1)
    )
    return [*told, _("Har ett sådant mål flera mått avgör det svagaste.")] if several.height else told


def _card(area: Row, measures: pl.DataFrame, commitments: pl.DataFrame, symbols: SymbolSet) -> AreaGlance:
    within = pl.col("process_area") == area["process_area"]
    own = measures.filter(within)
    judged = [
        symbols.symbol(subject, area[subject_column])
        for subject, subject_column in ((SymbolSubject.AREA, "assessment"), (SymbolSubject.TREND, "trend"))
        if area[subject_column] is not None
    ]
    done = _commitments(commitments.filter(within), symbols)
    goals = by_goal(own)
    marks = _marks(goals, symbols)
    return AreaGlance(AREA(area), swedish(area["name"]), judged, marks, _goals(goals, symbols), done)


def _marks(goals: pl.DataFrame, symbols: SymbolSet) -> list[Mark]:
    return [
        Mark(GOAL(goal), swedish(goal["label"]), symbols.symbol(SymbolSubject.ASSESSMENT, goal["assessment_final"]))
        for goal in goals.iter_rows(named=True)
    ]


def _goals(goals: pl.DataFrame, symbols: SymbolSet) -> Tally:
    return _tally(goals["assessment_final"], symbols, SymbolSubject.ASSESSMENT)


def _commitments(commitments: pl.DataFrame, symbols: SymbolSet) -> Tally:
    return _tally(commitments["status"], symbols, SymbolSubject.STATUS)


def _tally(codes: pl.Series, symbols: SymbolSet, subject: SymbolSubject) -> Tally:
    counted = Counter(codes)
    found = [(symbols.symbol(subject, code), counted[code]) for code in (*GOOD_FIRST[subject], None) if counted[code]]
    return Tally(count_of(len(codes), *NOUNS[subject]), found)


def _pieces(counts: Iterable[tuple[Symbol, int]], whole: int) -> Iterator[Markup]:
    left = 0.0
    for symbol, amount in counts:
        width = 100 * amount / whole
        shape = tag("rect", x=percent(left), width=percent(width), height="100%", fill=token(symbol.colour))
        yield Markup(shape)  # noqa: S704 - numbers and colours of ours
        left += width
