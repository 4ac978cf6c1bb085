"""How a series has gone: which of its figures are alike, and what may be said of them."""

from typing import NamedTuple

from analysis.base.vocabulary import LIMITS, Sex
from analysis.present.series import LEAST, Row, Series, covers_else, stands_alone, when
from analysis.words.mixed_language import joined
from analysis.words.translate import _


class Ends(NamedTuple):
    """Where the alike figures of a series begin and where they are.

    Attributes:
        first: The first of them.
        last: The last of them.
    """

    first: Row
    last: Row


def alike(series: Series, sex: Sex = Sex.TOTAL) -> list[Row]:
    """Find the figures that may be held against each other: of one method and one kind of period.

    Args:
        series: What is known.
        sex: Whose figures.

    Returns:
        Those of whole years where there are two, else those of the same part of each year where there are, else what
        there is of whole years.
    """
    rows = [row for row in series.outcomes.iter_rows(named=True) if row["sex"] == sex]
    whole = _since_break(series, [row for row in rows if not stands_alone(row)])
    if len(whole) >= LEAST:
        return whole
    parts: dict[object, list[Row]] = {}
    for row in rows:
        if covers_else(row) and not _uncertain(row):
            parts.setdefault(_part_of_year(row), []).append(row)
    same = [found for found in (_since_break(series, part) for part in parts.values()) if len(found) >= LEAST]
    return max(same, key=lambda found: found[-1]["period_end"], default=whole)


def _since_break(series: Series, rows: list[Row]) -> list[Row]:
    points = series.points(rows)
    return [row for __, row in points[-1]] if points else []


def _uncertain(row: Row) -> bool:
    return row["operator"] in LIMITS or bool(row.get("doubted")) or bool(row.get("also_printed"))


def _part_of_year(row: Row) -> object:
    start, end = row["period_start"], row["period_end"]
    return row["period_type"], start.month, start.day, end.month, end.day, end.year - start.year


def ends(series: Series) -> Ends | None:
    """Say where the alike totals begin and where they are.

    Args:
        series: What is known.

    Returns:
        Nothing where no two are alike.
    """
    rows = alike(series)
    return Ends(rows[0], rows[-1]) if len(rows) >= LEAST else None


def compares(series: Series) -> bool:
    """Say whether a drawing of a series compares anything.

    Args:
        series: What would be drawn.

    Returns:
        True for two alike figures, and for a figure of a whole year beside a target of the same year.
    """
    known = {row["period_end"].year for row in series.outcomes.iter_rows(named=True) if not covers_else(row)}
    return any(len(alike(series, sex)) >= LEAST for sex in Sex) or bool(known & set(series.targets["year"]))


def why_untold(series: Series) -> str:
    """Say why nobody can say which way a series goes.

    Args:
        series: One whose totals have no ends, or that nobody says which way is good for.
    """
    totals = [row for row in series.outcomes.iter_rows(named=True) if row["sex"] == Sex.TOTAL]
    if not totals:
        return _("Siffrorna gäller bara kvinnor och män var för sig.")
    if found := ends(series):
        first, more = figure_of(series, found.first), found.last["value"] > found.first["value"]
        told = _("Mer än {first}.", first=first) if more else _("Mindre än {first}.", first=first)
        return joined([told, _("Ingen har angett om det är bra.")], " ")
    if not series.drawn_breaks.is_empty():
        return _("Mätsättet ändrades {year}.", year=series.drawn_breaks["from_date"].max().year)  # type: ignore[union-attr]
    if len(totals) < LEAST:
        return _("Det finns bara en siffra.")
    if any(_uncertain(row) for row in totals):
        return _("Det finns bara en säker siffra.")
    return _("Siffrorna gäller olika delar av år.")


def course(series: Series) -> str:
    """Say in a title where the alike totals began and where they are.

    Args:
        series: What is drawn.

    Returns:
        For example "från 2,1 % (2015) till 1,9 % (2022)", "4 % (2016), senast 3 % (januari–augusti 2018)" when there is
        one and a later figure that stands alone; empty when there is none.
    """
    every = [row for row in series.outcomes.iter_rows(named=True) if row["sex"] == Sex.TOTAL]
    rows = alike(series)
    told = _ends_told(series, rows)
    if not every or not stands_alone(every[-1]) or every[-1] in rows:
        return told
    figure, period_of_it = series.figure(every[-1]), when(every[-1])
    if not told:
        return f"{figure} ({period_of_it})"
    return joined([told, _("senast {figure} ({when})", figure=figure, when=period_of_it)])


def figure_of(series: Series, row: Row) -> str:
    """Write a figure with its period.

    Args:
        series: What it is of.
        row: The figure.

    Returns:
        For example "2,1 % (2015)".
    """
    return f"{series.figure(row)} ({when(row)})"


def _ends_told(series: Series, rows: list[Row]) -> str:
    if len(rows) < LEAST:
        return "".join(figure_of(series, row) for row in rows)
    first, last = figure_of(series, rows[0]), figure_of(series, rows[-1])
    return _("från {first} till {last}", first=first, last=last)
