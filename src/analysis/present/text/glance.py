"""The year at a glance: what is better, worse and unknown, process area by process area."""

from collections import Counter
from dataclasses import replace

import polars as pl

from analysis.base.judged import AddingUp
from analysis.base.vocabulary import Assessment, SymbolSource, SymbolSubject
from analysis.chapter.overview import Card, Count, Glance, Mark, Marks
from analysis.present.fragment import Fragment
from analysis.present.goal_text import remarks_of
from analysis.present.sentences import with_unknown
from analysis.present.symbol_words import symbol_of_ours
from analysis.present.symbols import SymbolSet, shown_codes, stated_code
from analysis.present.table import AREA, GOAL, Row
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import count_of, number
from analysis.words.phrases import enumerate_words
from analysis.words.terms import term
from analysis.words.translate import _, either, later

NOUNS = {
    SymbolSubject.AREA: either("{area.one}", "{area.many}"),
    SymbolSubject.ASSESSMENT: either("{goal.one}", "{goal.many}"),
    SymbolSubject.STATUS: either("{commitment.one}", "{commitment.many}"),
    SymbolSubject.CONTROL: either("{control.one}", "{control.many}"),
}


#: What decides where a goal has several yardsticks.
DECIDES = {
    AddingUp.WEAKEST: later(
        "Har {goal.short:en sådan|ett sådant} {goal.short.one} flera {yardstick.many} avgör "
        "{yardstick:den|det} svagaste."
    ),
    AddingUp.SHARE: later(
        "Har {goal.short:en sådan|ett sådant} {goal.short.one} flera {yardstick.many} avgör hur många av dem "
        "som når sin målnivå."
    ),
}


def glance(
    areas: pl.DataFrame,
    goals: pl.DataFrame,
    commitments: pl.DataFrame,
    symbols: SymbolSet,
    whole: pl.DataFrame | None = None,
    part_goals: pl.DataFrame | None = None,
) -> Fragment:
    """Lay out the year at a glance.

    Args:
        areas: `process_area`, `name`, `assessment`, `assessment_source`, `trend`, and `assessment_computed` where goals
            add up to areas, one row an area in printed order.
        goals: `process_area`, `goal`, `label`, `assessment_source`, `assessment_published`, `assessment_final`,
            `judged_otherwise`, `trend_otherwise`, `yardsticks`, `rule`, what casts doubt on its
            outcome, one row a goal.
        commitments: `process_area`, `status`, `status_source`.
        symbols: The symbols of the edition.
        whole: What the areas say together, where they add up: `assessment_computed`, `areas`, `areas_known`,
            `areas_reached`, one row or none.
        part_goals: Goals of the levels below, `level` and `assessment_final`, which are counted by themselves.

    Returns:
        Counts of the whole and the goals that are worse, then one card an area with a symbol a goal.
    """
    areas = _with_final(areas)
    judged = _areas(areas, symbols)
    goals = goals.with_columns(shown=_shown(goals))
    commitments = commitments.with_columns(shown=shown_codes(commitments, "status_step", "status"))
    counts = [judged, _goals(goals, symbols), *_part_goals(part_goals, symbols), _commitments(commitments, symbols)]
    # Cards of areas of which nothing is known would fill a page with nothing.
    known = judged.counts or goals.height or commitments["shown"].count()
    cards = [_card(area, goals, commitments, symbols) for area in areas.iter_rows(named=True)] if known else []
    worse = _marks(goals.filter(pl.col("assessment_final") == Assessment.WORSE.value), symbols)
    return Fragment(
        Glance(
            counts=tuple(count for count in counts if count.counts),
            notes=(
                *_together(whole, symbols),
                *_inferred(areas, goals, commitments),
                *_computed_areas(areas),
                *_computed(goals),
            ),
            worse=Marks("", _under_one_symbol(worse)),
            differing=_differing(goals, symbols),
            cards=tuple(cards),
        )
    )


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
    counted = _count(codes, symbols, subject)
    return Fragment(replace(counted, heading=f"{counted.what} ({basis})") if basis else counted)


def tally_of_level(level: str, codes: pl.Series, symbols: SymbolSet) -> Fragment:
    """Count the symbols of goals or part goals.

    Args:
        level: Their level in the goal tree.
        codes: A code each, null for the unknown.
        symbols: The symbols of the edition.

    Returns:
        One line: how many have which symbol.
    """
    return Fragment(_of_level(level, codes, symbols))


def _differing(goals: pl.DataFrame, symbols: SymbolSet) -> tuple[Marks, ...]:
    """Which goals the figures judge in another way than the report did."""
    said = {
        "judged_otherwise": later(
            "För {goals} ger siffrorna en annan bedömning än den som rapporten anger. Båda visas vid {goal.short.the}:"
        ),
        "trend_otherwise": later(
            "För {goals} ger siffrorna en annan trend än den som rapporten anger. Båda visas vid {goal.short.the}:"
        ),
    }
    found = [(told, _marks(goals.filter(column), symbols)) for column, told in said.items()]
    nouns = NOUNS[SymbolSubject.ASSESSMENT]
    return tuple(Marks(_(told, goals=count_of(len(marks), *nouns)), marks) for told, marks in found if marks)


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
    return [_("Läst ur texten: {what}.", what=enumerate_words(told))]


def _with_final(areas: pl.DataFrame) -> pl.DataFrame:
    """What is printed of areas stands first; what their goals say together takes its place where nothing is."""
    names = [name for name in ("assessment_step", "assessment", "assessment_computed") if name in areas.columns]
    return areas.with_columns(assessment_shown=pl.coalesce(names), stated=pl.coalesce(names[:-1] or names))


def _computed_areas(areas: pl.DataFrame) -> list[str]:
    ours = areas.filter(pl.col("stated").is_null() & pl.col("assessment_shown").is_not_null())
    if ours.is_empty():
        return []
    amount = count_of(ours.height, *NOUNS[SymbolSubject.AREA])
    return [_("Beräknat ur {goal.short.the_many}, för att rapporten själv inte bedömer dem: {what}.", what=amount)]


def _together(whole: pl.DataFrame | None, symbols: SymbolSet) -> list[str]:
    """What the areas say together."""
    if whole is None or whole.is_empty():
        return []
    row = whole.row(0, named=True)
    told = {"reached": row["areas_reached"], "known": row["areas_known"], "all": row["areas"]}
    if row["assessment_computed"] is None:
        return [_("Helheten går inte att bedöma: {known} av {all} {area.short.many} är kända.", **told)]
    word = symbols.symbol(SymbolSubject.AREA, row["assessment_computed"]).word
    reached = _("{reached} av {all} {area.short.many} uppnår sina {goal.short.many}", **told)
    reached = with_unknown(reached, row["areas"] - row["areas_known"], "area")
    return [_("Helheten: {word}. {told}.", word=word, told=reached)]


def _computed(goals: pl.DataFrame) -> list[str]:
    """Say which judgements are ours, and what decides where a goal has several yardsticks."""
    judged = pl.col("assessment_final").is_in([Assessment.BETTER.value, Assessment.NEAR.value, Assessment.WORSE.value])
    stated = shown_codes(goals, "assessment_step", "assessment_published")
    ours = goals.filter(stated.is_null() & judged)
    if ours.is_empty():
        return []
    amount = count_of(ours.height, *NOUNS[SymbolSubject.ASSESSMENT])
    told = [_("Beräknat ur siffrorna, för att rapporten själv inte bedömer dem: {what}.", what=amount)]
    several = ours.filter(pl.col("yardsticks") > 1)
    return [*told, _(DECIDES[AddingUp(several["rule"][0])])] if several.height else told


def _card(area: Row, every: pl.DataFrame, commitments: pl.DataFrame, symbols: SymbolSet) -> Card:
    within = pl.col("process_area") == area["process_area"]
    goals = every.filter(within)
    judged = tuple(
        symbols.symbol(subject, code)
        for subject, code in (
            (SymbolSubject.AREA, area["assessment_shown"]),
            (SymbolSubject.TREND, stated_code(area, "trend")),
        )
        if code is not None
    )
    done = _commitments(commitments.filter(within), symbols)
    return Card(AREA(area), swedish(area["name"]), judged, _marks(goals, symbols), _goals(goals, symbols), done)


def _marks(goals: pl.DataFrame, symbols: SymbolSet) -> tuple[Mark, ...]:
    return tuple(
        Mark(GOAL(goal), _named(goal), symbols.symbol(SymbolSubject.ASSESSMENT, goal["shown"]))
        for goal in goals.iter_rows(named=True)
    )


def _under_one_symbol(worse: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Goals that a scale calls worse by several steps stand under our own word for that."""
    if all(mark.symbol == worse[0].symbol for mark in worse):
        return worse
    ours = symbol_of_ours(SymbolSubject.ASSESSMENT, Assessment.WORSE)
    return tuple(replace(mark, symbol=ours) for mark in worse)


def _areas(areas: pl.DataFrame, symbols: SymbolSet) -> Count:
    """What areas are judged as, the unknown among them; nothing where no area is judged."""
    codes = areas["assessment_shown"]
    return _count(codes if codes.count() else codes.clear(), symbols, SymbolSubject.AREA)


def _named(goal: Row) -> str:
    """A goal, and what casts doubt on the one figure that judges it."""
    by_figure = (
        stated_code(goal, "assessment_published") is None
        and goal["assessment_override"] is None
        and goal["yardsticks"] <= 1
    )
    doubts = "; ".join(remarks_of(goal, "outcome")) if by_figure else ""
    label = swedish(goal["label"])
    return filled("{label} ({doubts})", label=label, doubts=doubts) if doubts else label


def _goals(goals: pl.DataFrame, symbols: SymbolSet) -> Count:
    return _count(goals["shown"], symbols, SymbolSubject.ASSESSMENT)


def _shown(goals: pl.DataFrame) -> pl.Series:
    return shown_codes(goals, "assessment_shown", "assessment_final")


def _part_goals(goals: pl.DataFrame | None, symbols: SymbolSet) -> list[Count]:
    """Goals of each level below, under the word of their level."""
    levels = goals.group_by("level", maintain_order=True) if goals is not None else ()
    return [_of_level(str(level), _shown(rows), symbols) for (level,), rows in levels]


def _of_level(level: str, codes: pl.Series, symbols: SymbolSet) -> Count:
    word = term(level)
    what = f"{number(codes.len())} {word.one if codes.len() == 1 else word.many}"
    return replace(_count(codes, symbols, SymbolSubject.ASSESSMENT), heading=what, what=what)


def _commitments(commitments: pl.DataFrame, symbols: SymbolSet) -> Count:
    return _count(commitments["shown"], symbols, SymbolSubject.STATUS)


def _count(codes: pl.Series, symbols: SymbolSet, subject: SymbolSubject) -> Count:
    counted = Counter(symbols.counted_as(subject, code) for code in codes)
    what = count_of(len(codes), *NOUNS[subject])
    told = ((symbols.symbol(subject, code), counted[code]) for code in symbols.in_order(subject, counted))
    return Count(heading=what, what=what, counts=tuple(told))
