"""Which of many printed figures is meant: an outcome, the earlier one that is like it, the target that holds."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from analysis.base.vocabulary import Measure, Sex
from analysis.judge.facts import Breaks, Row
from analysis.judge.interval import Interval, interval_of
from analysis.judge.periods import Period, alike, apart, is_as_a_year, is_part_of_year
from analysis.words.numbers import exact


class Asked(NamedTuple):
    """What a figure is looked for.

    Attributes:
        document: The document that asks.
        period: What it reports on.
        line: Where it asks, as a line of the document.
    """

    document: str
    period: Period
    line: int


def period_of(row: Row) -> Period:
    """What a figure covers.

    Args:
        row: `period_start`, `period_end`.
    """
    return Period(row["period_start"], row["period_end"])


def said_by(row: Row) -> Interval:
    """What a figure says, in its own unit.

    Args:
        row: `value`, `operator`, `decimals`, and `width`, how far a rough word reaches where that is declared.
    """
    return interval_of(exact(row["value"]), row["operator"], row["decimals"], row.get("width"))


def is_of(row: Row, asked: Asked) -> bool:
    """Whether a figure is one of the document's own, for its period.

    Args:
        row: `document`, `period_end`.
        asked: Which document and period.
    """
    return bool(row["document"] == asked.document and asked.period.holds(row["period_end"]))


def outcome_of(figures: Iterable[Row], asked: Asked, aims: Sequence[Period] = ()) -> Row | None:
    """Find the outcome of a document's period.

    Where targets are set for parts of the year and none for the whole of it, what they are set for comes first. Then a
    figure for the document's very period, then those for a day or a whole year before those for a part of one, then the
    latest, then the longest: a month that ends on the same day never goes before the year.

    Args:
        figures: Figures of one indicator, organisation and sex.
        asked: Which document and period.
        aims: What targets are set for, where none is for the whole year.

    Returns:
        The figure; of several for the same the one that nobody doubts, nearest to where it is asked for.
    """

    def order(row: Row) -> tuple[object, ...]:
        period = period_of(row)
        whole = not any(alike(aim, period) for aim in aims), period != asked.period, is_part_of_year(period)
        return (*whole, -period.end.toordinal(), -period.days, *near(row, asked))

    return min((row for row in figures if _is(row, Measure.OUTCOME) and is_of(row, asked)), key=order, default=None)


def latest_of(figures: Iterable[Row], asked: Asked) -> Row | None:
    """Find the latest outcome that a document prints, of whatever year.

    Args:
        figures: Figures of one indicator, organisation and sex.
        asked: Which document.
    """
    own = (row for row in figures if _is(row, Measure.OUTCOME) and row["document"] == asked.document)
    return min(own, key=lambda row: (*_age(period_of(row), None), *near(row, asked)), default=None)


class Pair(NamedTuple):
    """The figures of women and men for one period; the other one may be missing.

    Attributes:
        first: That of women, else of men.
        women: That of women.
        men: That of men.
    """

    first: Row
    women: Row | None
    men: Row | None


def by_sex(figures: Sequence[Row], asked: Asked, aims: Sequence[Period] = ()) -> Pair | None:
    """Find the outcomes of women and men for the same period, where none is printed for both together.

    Args:
        figures: Figures of one indicator and organisation.
        asked: Which document and period.
        aims: As for `outcome_of`.

    Returns:
        Those of women and of men, the one or the other missing where they are not printed for one period; nothing where
        neither is printed.
    """
    women, men = (outcome_of(_of(figures, sex), asked, aims) for sex in (Sex.WOMEN, Sex.MEN))
    return _paired(women, men, lambda row, sex: outcome_of(_like(_of(figures, sex), row), asked, aims))


def earlier_by_sex(figures: Sequence[Row], period: Period | None, asked: Asked, breaks: Breaks) -> Pair | None:
    """Find the nearest earlier outcomes of women and men for the same period.

    Args:
        figures: Figures of one indicator and organisation.
        period: As for `earlier_than`.
        asked: Which document and period.
        breaks: Changes of method.

    Returns:
        As `by_sex`.
    """
    women, men = (earlier_than(_of(figures, sex), period, asked, breaks) for sex in (Sex.WOMEN, Sex.MEN))
    return _paired(women, men, lambda row, sex: earlier_than(_like(_of(figures, sex), row), period, asked, breaks))


def _paired(women: Row | None, men: Row | None, like: Callable[[Row, Sex], Row | None]) -> Pair | None:
    """Put two together for the period of the women's, else each with nobody."""
    if women is not None:
        return Pair(women, women, like(women, Sex.MEN))
    return None if men is None else Pair(men, None, men)


def _of(figures: Sequence[Row], sex: Sex) -> list[Row]:
    return [row for row in figures if row["sex"] == sex]


def _like(figures: Iterable[Row], other: Row) -> list[Row]:
    return [row for row in figures if period_of(row) == period_of(other)]


def earlier_than(figures: Iterable[Row], period: Period | None, asked: Asked, breaks: Breaks) -> Row | None:
    """Find the outcome that one is compared with: the nearest earlier one for the same part of a year.

    Args:
        figures: Figures of one indicator, organisation and sex, of any document.
        period: What the outcome covers; nothing where there is none, and the latest of any length is looked for.
        asked: Which document and period.
        breaks: Changes of method: nothing from before one is compared with what came after.

    Returns:
        The figure; what the document prints itself before what others print, then what most of its places print.
    """
    until = min(period.start, asked.period.start) if period else asked.period.start
    since = period.start if period else asked.period.end

    def fits(row: Row) -> bool:
        before = _is(row, Measure.OUTCOME) and row["period_end"] < until
        like = period is None or alike(period_of(row), period)
        return before and like and not any(row["period_end"] < day <= since for day in breaks.get(row["indicator"], ()))

    fitting = list(filter(fits, figures))
    places = Counter(map(_as_printed, fitting))

    def order(row: Row) -> tuple[object, ...]:
        other = row["document"] != asked.document
        # What other documents print later has been put right, if anything has.
        late = -row["document_end"].toordinal() if other else 0
        doubted = row.get("doubted") is not None
        return (*_age(period_of(row), period), other, late, doubted, -places[_as_printed(row)], *near(row, asked))

    return min(fitting, key=order, default=None)


def _as_printed(row: Row) -> tuple[object, ...]:
    """What places of a document must share to print the same outcome."""
    about = (row["document"], *period_of(row), row.get("doubted") is None)
    return (*about, exact(row["value"]), row["unit"], row["operator"])


def _age(earlier: Period, period: Period | None) -> tuple[int, ...]:
    """How far back a figure lies; twelve months that began the year before come after what is of one year alone."""
    if period is not None:
        return apart(earlier, period) or ()
    rolling = earlier.days > 1 and earlier.start.year != earlier.end.year
    return -earlier.end.year, rolling, -earlier.end.toordinal(), -earlier.days


def change_of(figures: Iterable[Row], asked: Asked) -> Row | None:
    """Find the change that a document prints itself.

    Args:
        figures: Figures of one indicator, organisation and sex.
        asked: Which document and period.
    """
    printed = (row for row in figures if _is(row, Measure.CHANGE) and is_of(row, asked))
    return min(printed, key=lambda row: near(row, asked), default=None)


def target_for(targets: Iterable[Row], period: Period | None, year: int, asked: Asked) -> Row | None:
    """Find the target that holds for what an outcome covers.

    Args:
        targets: Targets of one goal and organisation, or of one indicator and organisation.
        period: What the outcome covers, nothing where there is none.
        year: The year that is reported.
        asked: Which document and period.

    Returns:
        The one for the outcome's own part of the year, else that of the whole year, else the longest: a target that is
        not for what the outcome covers is shown, and nothing is held against it.
    """

    def order(row: Row) -> tuple[object, ...]:
        own = period_of(row)
        return not holds_for(own, period), -own.days, *near(row, asked)

    return min((row for row in targets if row["period_end"].year == year), key=order, default=None)


def holds_for(target: Period, outcome: Period | None) -> bool:
    """Whether a target is one for what an outcome covers.

    Args:
        target: What the target is set for.
        outcome: What the outcome covers.

    Returns:
        True for the same part of the year; a day and twelve months that end within the year are held against the whole.
    """
    if outcome is None:
        return is_as_a_year(target)
    return alike(target, outcome) or (is_as_a_year(target) and is_as_a_year(outcome))


def near(row: Row, asked: Asked) -> tuple[object, ...]:
    """Order figures by how likely one is meant: not doubted, final, then near on the page; on one line, places decide.

    Args:
        row: `doubted`, `preliminary`, `source_line`, `place`, and `of_own_row` where figures have no lines.
        asked: Where it is asked for.
    """
    doubted, early = (row.get(name) is not None for name in ("doubted", "preliminary"))
    far = abs((row["source_line"] or 0) - asked.line)
    return doubted, early, far, not row.get("of_own_row"), row["place"] or "", row["file_row"]


def _is(row: Row, measure: Measure) -> bool:
    return row["measure"] == measure and row["value"] is not None
