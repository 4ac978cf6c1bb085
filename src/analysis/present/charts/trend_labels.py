"""The words in a trend chart: which figures are told, and where they stand."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import polars as pl

from analysis.base.vocabulary import PeriodType, Sex, TargetLevel
from analysis.chapter.markup.palette import MUTED, SEX_COLOURS, TARGET_COLOURS
from analysis.present.charts.label_places import Label, Plane
from analysis.present.doubts import doubt
from analysis.present.series import (
    Row,
    Series,
    called,
    covers_else,
    ends_of,
    is_within_year,
    moment,
    part_named,
    place,
    stands_alone,
    stretch,
    told_below,
    when,
)
from analysis.words.codes import SEXES
from analysis.words.translate import _

#: So many hollow marks are each told with their figure and period.
FEW = 2
#: What is left between the margins.
PLOT_HEIGHT = 215.0


@dataclass(frozen=True)
class Room:
    """What the words of a drawing have to share.

    Attributes:
        width: Pixels between the margins.
        margin: Pixels right of the drawing that letters may use.
    """

    width: float
    margin: float


#: Where two charts stand beside each other on a wide screen; on a telephone, and two beside each other on paper.
WIDE, NARROW = Room(330.0, 84.0), Room(150.0, 66.0)


def labels_of(series: Series, up: tuple[float, float], room: Room = WIDE) -> Iterator[Label]:
    """Name the figures that the report is about beside their marks, then the latest, each where there is room.

    Args:
        series: What is drawn.
        up: Lowest and highest number of the upright axis.
        room: How wide the drawing is.

    Yields:
        Labels in their places; one without a place of its own only if it says what must be said, and in the corner
        if it names a line.
    """
    first, last = series.years
    plane = Plane((first, last + 1), up, room.width, PLOT_HEIGHT, room.margin)
    _keep_free(plane, series)
    told = [*_labels_of_outcomes(series), *_labels_of_targets(series, up[1])]
    in_order = sorted(told, key=lambda label: label.spare)
    for full in (*_labels_of_breaks(series, up[1]), *in_order):
        label = replace(full, words=full.short) if full.short and not plane.has_room(full) else full
        must_stay = not label.spare or (room == WIDE and not label.instead)
        if must_stay or plane.has_room(label):
            yield plane.place(label)
        elif label.instead:
            yield plane.place(_over(label, first, up[1]))


def untold(series: Series, *drawings: Collection[Label]) -> list[str]:
    """Tell below a chart what found no room in every drawing of it.

    Args:
        series: What is drawn.
        drawings: The labels of each drawing.

    Returns:
        One sentence for each point whose period is not written beside it.
    """
    written = [{label.words for label in drawing} for drawing in drawings]
    return [
        label.note
        for label in _labels_of_outcomes(series)
        if label.note and not all(label.words in words for words in written)
    ]


def _over(label: Label, first: int, top: float) -> Label:
    """Name a line over the upper left corner of the drawing, where no lines come, or in it."""
    return Label(first, top, label.instead, label.colour, ("above right", "right"))


def _keep_free(plane: Plane, series: Series) -> None:
    """Tell a plane of the marks, the steps and the lines between them."""
    for row in series.outcomes.iter_rows(named=True):
        plane.mark(place(row), row["value"])
    _keep_free_of_targets(plane, series)
    for level in TargetLevel:
        for (year, value), (later, step) in pairwise(series.levels(level)):
            if later == year + 1:
                plane.stroke((later, value), (later, step))
    for sex in Sex:
        rows = series.outcomes.filter(pl.col("sex") == sex.value).iter_rows(named=True)
        for part in series.points(row for row in rows if not stands_alone(row)):
            for (x, row), (later_x, later_row) in pairwise(part):
                plane.stroke((x, row["value"]), (later_x, later_row["value"]))


def _keep_free_of_targets(plane: Plane, series: Series) -> None:
    yearly = [((row["year"], row["year"] + 1), row) for row in series.targets.iter_rows(named=True)]
    for (first, last), aim in (*yearly, *((stretch(part), part) for part in series.parts)):
        for value in ends_of(aim):
            plane.line(first, last, value)


def _labels_of_outcomes(series: Series) -> Iterator[Label]:
    """The year that is reported comes first; the latest figure after it is told with its year.

    Figures of parts of years are told with their period where no whole year is later, and always where they are few of
    one line. Of several lines only that of all is told where it is later or of a part of a year.
    """
    rows = list(series.outcomes.iter_rows(named=True))
    several = len({row["sex"] for row in rows}) > 1
    alone = [row for row in rows if stands_alone(row)]
    few = alone if len(alone) <= FEW and not several else []
    told = [
        row
        for row in rows
        if row["sex"] == Sex.TOTAL or not (several and (series.is_later(row["period_end"].year) or stands_alone(row)))
    ]
    ends: dict[tuple[bool, str, bool], Row] = {}
    for row in told:
        later = series.is_later(row["period_end"].year)
        ends[later, row["sex"], stands_alone(row)] = row
        if not stands_alone(row):  # what was known of a part before is known of the whole
            ends.pop((later, row["sex"], True), None)
    newest = {
        later: max(row["period_end"].year for (own, *_rest), row in ends.items() if own == later)
        for later, *_rest in ends
    }
    named = sorted(ends.items(), key=lambda end: (end[0][0], end[1]["value"]))
    for row in (*(row for _end, row in named), *(row for row in few if row not in ends.values())):
        later = series.is_later(row["period_end"].year)
        earlier = row["period_end"].year < newest.get(later, 0)
        dated = _date(row, later or earlier)
        name = f"{SEXES[Sex(row['sex'])]} " if several else ""
        figure = f"{name}{series.bare(row['value'], row['operator'])}"
        yield Label(
            place(row),
            row["value"],
            f"{figure}{dated}{doubt(row)}",
            MUTED if later else SEX_COLOURS[Sex(row["sex"])],
            spare=later and row not in few,
            short=f"{figure}{doubt(row)}" if _has_own_period(row) else "",
            note=told_below(row, series) if _has_own_period(row) else "",
        )


def _date(row: Row, needs_year: bool) -> str:
    """Say what a figure behind which it is written covers, or when it was; empty if that is plain.

    A period is never said shortly: its last month alone would be another period.
    """
    if _has_own_period(row):
        return f" ({when(row)})"
    return f" ({row['period_end']:%Y})" if needs_year else ""


def _has_own_period(row: Row) -> bool:
    return covers_else(row) or is_within_year(row)


def _labels_of_targets(series: Series, top: float) -> Iterator[Label]:
    """Each level once for the year that is reported, and once for its last year where that is another figure.

    What stands beside the council's line where the administration's own covers it would seem to name that one.
    """
    own = series.levels(TargetLevel.OWN)
    for level in TargetLevel:
        steps = series.levels(level)
        aims = {row["year"]: row for row in series.aims(level)}
        reported = [step for step in steps if not series.is_later(step[0])]
        told = [reported[-1]] if reported else []
        if steps and (not reported or steps[-1][1] != reported[-1][1]):
            told.append(steps[-1])
        for year, value in told:
            dated = f" {year}:" if series.is_later(year) else ""
            colour = MUTED if series.is_later(year) else TARGET_COLOURS[level]
            aim = aims[year]
            words = f"{called(aim)}{dated} {series.asked(aim)}"
            is_councils = level == TargetLevel.MUNICIPALITY and (year, value) == told[0]
            last = year == series.years[1]
            # At the end of the drawing beside the line, else above or below the middle of its step.
            sides = ("right", "above", "below", "left") if last else ("above", "below", "right", "left")
            before = 1.0 if last else 0.5
            label = Label(
                year + before,
                value,
                words,
                colour,
                sides,
                spare=bool(dated) or level == TargetLevel.MUNICIPALITY,
                instead=_("Grå linje: {name}", name=words[0].lower() + words[1:]) if is_councils else "",
                before=before,
            )
            yield _over(label, series.years[0], top) if is_councils and (year, value) in own else label
        for part in series.parts_of(level):
            yield _label_of_part(part, series, level)


def _label_of_part(part: Row, series: Series, level: TargetLevel) -> Label:
    """The target for a part of a year, with the part, at the end of its line."""
    later = series.is_later(part["year"])
    words = f"{called(part)} {part_named(part)}: {series.asked(part)}"
    colour, (first, last) = MUTED if later else TARGET_COLOURS[level], stretch(part)
    return Label(last, part["target"], words, colour, spare=later, before=last - first)


def _labels_of_breaks(series: Series, top: float) -> Iterator[Label]:
    for row in series.drawn_breaks.iter_rows(named=True):
        x = moment(row["from_date"], row["from_date"], PeriodType.POINT)
        yield Label(x, top, _("Nytt mätsätt"), MUTED, ("right", "left"))
