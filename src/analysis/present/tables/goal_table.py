"""The narrative table of goals: target, outcome, symbols and comment in one row that a reader can follow."""

from collections.abc import Mapping, Sequence

import polars as pl

from analysis.base.judged import Unjudged
from analysis.base.vocabulary import SymbolSubject, TargetKind
from analysis.chapter.pieces import Piece, Said
from analysis.present.goal_origins import GoalOrigins
from analysis.present.goal_text import earlier_text, mean_text, outcome_text, target_text, when_of
from analysis.present.sentences import (
    distance,
    finding,
    unit_note,
)
from analysis.present.sparkline import Course, sparkline
from analysis.present.symbols import NONE, SymbolSet
from analysis.present.table import GOAL, Column, Content, Row, Table, indicator_of
from analysis.present.tables.goal_judgements import OWN_STEPS, assessment, is_unjudged, judgements, trend
from analysis.present.tables.goal_values import compared, outcome, over_time, target
from analysis.present.tables.named_rows import naming_column
from analysis.present.typed_values import texts
from analysis.words.mixed_language import filled, plain, swedish
from analysis.words.numbers import count_of
from analysis.words.targets import kind_of_goal
from analysis.words.translate import _, either, n_

Comments = Mapping[str, Content]

#: Every step that may be published.
STEPS = ("assessment_step", "trend_step", *OWN_STEPS)
#: From so many on, rows that nothing can be said of are told of together.
SEVERAL = 2


def goal_table(
    goals: pl.DataFrame,
    symbols: SymbolSet,
    comments: Comments | None,
    caption: str,
    source: str,
    history: Mapping[tuple[str, int], Course] | None = None,
    others: Mapping[tuple[str, int], Sequence[str]] | None = None,
    origins: GoalOrigins | None = None,
) -> Table:
    """Make the narrative table of goals.

    Args:
        goals: Rows of the view `goal_measure_detail`; the row of a further indicator has no text of its own.
        symbols: The symbols of the edition.
        comments: Follow-up text by goal code; nothing for a table without texts.
        caption: What the table shows.
        source: Where the figures come from.
        history: How outcomes have moved, by goal and measure.
        others: What somebody else aims at with the same, by goal and measure.
        origins: Where the figures that goals are judged by come from.

    Returns:
        The table; published and computed judgement stand together where they differ, with the reason.
    """
    if says_nothing(goals):
        return _bare_table(goals, comments, caption, source)
    known, told = history or {}, _told_together(goals, symbols)
    columns = _columns(goals, symbols, known, told, others or {}, origins or {})
    if comments is not None:
        columns.append(_commented(comments, below=True))
    return Table(
        caption,
        columns,
        goals,
        notes=[*_about_courses(goals, known), *([_about_blanks(told)] if told else [])],
        source=source,
        cards=True,
        subject=GOAL,
        measure=indicator_of,
    )


def _columns(
    goals: pl.DataFrame,
    symbols: SymbolSet,
    known: Mapping[tuple[str, int], Course],
    told: set[tuple[str, int]],
    others: Mapping[tuple[str, int], Sequence[str]],
    origins: GoalOrigins,
) -> list[Column]:
    """The columns of figures and symbols; the course has one where any goal has a course."""
    columns = [
        naming_column(_("{Goal.short.one}"), goals),
        Column(
            _("Målnivå"),
            lambda row: _target(row, others.get(_key(row), ())),
            numeric=True,
            values=[
                *target(origins),
                texts(_("Målnivå, andras"), lambda row: "; ".join(others.get(_key(row), ())), spare=True),
            ],
        ),
        Column(_("Utfall"), _outcome, numeric=True, values=(*outcome(origins), *compared(origins))),
        Column(
            _("Bedömning"),
            lambda row: NONE if _key(row) in told else assessment(row, symbols),
            values=judgements(_("Bedömning"), symbols, SymbolSubject.ASSESSMENT, "assessment"),
        ),
        Column(
            _("Trend"),
            lambda row: NONE if _key(row) in told else trend(row, symbols),
            values=judgements(_("Trend"), symbols, SymbolSubject.TREND, "trend"),
        ),
    ]
    if shown := [(key, known[key]) for key in goals.select("goal", "measure_no").iter_rows() if key in known]:
        columns.insert(3, Column(_("Över tid"), lambda row: _course(row, known), values=over_time(shown)))
    return columns


def says_nothing(goals: pl.DataFrame) -> bool:
    """Say whether columns of figures and judgements would be all blank.

    Args:
        goals: Rows of the view `goal_measure_detail`.

    Returns:
        True where no goal has a target, an outcome or a judgement.
    """
    known = ["target_asks", "target_missing", "outcome_end", "previous_end", "assessment_published", "trend_published"]
    known += [name for name in STEPS if name in goals.columns]
    decided = ["assessment_override", "trend_override"]
    return goals.select(pl.all_horizontal(pl.col(*known, *decided).is_null().all())).item()  # type: ignore[no-any-return]


def _bare_table(goals: pl.DataFrame, comments: Comments | None, caption: str, source: str) -> Table:
    columns = [naming_column(_("{Goal.short.one}"), goals)]
    if comments is not None:
        columns.append(_commented(comments, wide=True))
    note = n_(
        "{Goal.short.the} har varken målnivå eller utfall i siffror och går därför inte att bedöma.",
        "{Goal.short.the_many} har varken målnivå eller utfall i siffror och går därför inte att bedöma.",
        goals.height,
    )
    return Table(caption, columns, goals, notes=[note], source=source, cards=True, subject=GOAL, measure=indicator_of)


def _about_courses(goals: pl.DataFrame, history: Mapping[tuple[str, int], Course]) -> list[str]:
    """Say what is grey in the column of courses, where something is."""
    shown = [history.get(key, ()) for key in goals.select("goal", "measure_no").iter_rows()]
    year = max(goals["year"], default=0)
    later = any(row["period_end"].year > year for course in shown for row in course)
    return [_("Över tid: grått är senare än {year}.", year=year)] if later else []


def _told_together(goals: pl.DataFrame, symbols: SymbolSet) -> set[tuple[str, int]]:
    """The rows that nothing can be said of, where one sentence below the table says it of several."""
    blank = {_key(row) for row in goals.iter_rows(named=True) if _is_blank(row, symbols)}
    return blank if len(blank) >= SEVERAL else set()


def _is_blank(row: Row, symbols: SymbolSet) -> bool:
    figures = ("target_asks", "outcome_end", "previous_end", "assessment_override", "trend_override", *OWN_STEPS)
    if row.get("goal_parts"):
        return False
    unjudged = row["measure_no"] > 1 or all(is_unjudged(row, field, symbols) for field in ("assessment", "trend"))
    return unjudged and all(row[name] is None for name in figures)


def _about_blanks(told: set[tuple[str, int]]) -> str:
    amount = count_of(len(told), *either("rad", "rader"))
    return _(
        "{sign}: varken mål eller utfall i siffror ({amount}), så bedömning och trend går inte att räkna ut.",
        sign=NONE,
        amount=amount,
    )


def _key(row: Row) -> tuple[str, int]:
    return row["goal"], row["measure_no"]


def _commented(comments: Comments, *, below: bool = False, wide: bool = False) -> Column:
    """The column of comments; that one was made of figures is said in a column of its own where figures are taken."""
    heading = _("Kommentar")
    values = [
        texts(heading, lambda row: _written(row, comments) or _made(row)),
        SymbolSet.remarks(
            heading, lambda row: [_("Skriven av Årshjul ur siffrorna")] if _is_made(row, comments) else []
        ),
    ]
    return Column(heading, lambda row: _comment(row, comments), below=below, wide=wide, values=values)


def _comment(row: Row, comments: Comments) -> Content:
    """What somebody wrote; else a sentence made of the figures, marked as such."""
    if not _is_made(row, comments):
        return _written(row, comments)
    note = _("Skriven av Årshjul ur siffrorna")
    return [Said(_made(row)), Said(f"{note}.", "muted")]


def _written(row: Row, comments: Comments) -> Content:
    return comments.get(row["goal"], "") if row["measure_no"] == 1 else ""


def _is_made(row: Row, comments: Comments) -> bool:
    return not _written(row, comments) and bool(_made(row))


def _made(row: Row) -> str:
    if row["measure_no"] > 1 or (row["outcome"] is None and kind_of_goal(row) in (None, TargetKind.WORDS)):
        return ""
    said = finding(row)
    # The unit may end in a full stop itself.
    return said if plain(said).endswith(".") else filled("{finding}.", finding=said)


def _course(row: Row, history: Mapping[tuple[str, int], Course]) -> Content:
    course = history.get(_key(row))
    return sparkline(course, row["outcome_symbol"] or "", row["year"], row["outcome_kind"]) if course else ""


def _target(row: Row, others: Sequence[str]) -> Content:
    """What is aimed at; for whom and by whom, where that is somebody else; and what somebody else aims at."""
    level = target_text(row) or _("ingen i siffror")
    beside = [_("för {whose}", whose=swedish(row["target_only_for_name"]))] if row["target_only_for"] else []
    if row["target_set_by"] not in (None, row["target_only_for"] or row["organisation"], row["measured_for"]):
        beside.append(_("satt av {whose}", whose=swedish(row["target_set_by_name"])))
    beside += others
    return [Said(level, "strong"), *(Said(words, "muted") for words in beside)] if beside else level


def _outcome(row: Row) -> list[Piece]:
    """The outcome, and what it is compared with; one of an earlier year says which."""
    value, beside = outcome_text(row), [_previous(row), mean_text(row), distance(row), unit_note(row)]
    if row["outcome_late"]:
        beside.insert(0, _dated(row, row["outcome_end"].year))
    elif row["outcome_partial"]:
        beside.insert(0, when_of(row, "outcome"))
    elif row["unjudged"] == Unjudged.OLD_OUTCOME:
        value, beside = earlier_text(row), [_dated(row, row["previous_end"].year), unit_note(row)]
    value = value or _("inget i siffror")
    return [Said(value, "strong"), *(Said(words, "muted") for words in beside if words)]


def _dated(row: Row, then: int) -> str:
    return _("utfall {then} mot mål {year}", then=then, year=row["year"])


def _previous(row: Row) -> str:
    if not earlier_text(row):
        return ""
    return f"{when_of(row, 'previous')}: {earlier_text(row)}"
