"""The words in a trend chart: which figures are told, and where they stand."""

from collections.abc import Iterator

from analysis.catalogue import _
from analysis.language import SEXES, TARGET_LEVELS, number, period, quantity
from analysis.present.labels import Label, Plane
from analysis.present.palette import MUTED, SEX_COLOURS, TARGET_COLOURS
from analysis.present.series import Row, Series, covers_else, doubt, moment, place, stands_alone
from analysis.vocabulary import PeriodType, Sex, TargetLevel

#: What is left within the margins; the width where two charts stand beside each other.
PLOT_HEIGHT, PLOT_WIDTH = 215.0, 330.0
#: Pixels right of the drawing that letters may use.
ROOM = 84.0


def labels_of(series: Series, up: tuple[float, float]) -> Iterator[Label]:
    """Name the figures that the report is about beside their marks, then the latest, each where there is room.

    Args:
        series: What is drawn.
        up: Lowest and highest number of the upright axis.

    Yields:
        Labels in their places.
    """
    first, last = series.years
    plane = Plane((first, last + 1), up, PLOT_WIDTH, PLOT_HEIGHT, ROOM)
    for row in series.outcomes.iter_rows(named=True):
        plane.mark(place(row), row["value"])
    for year, value in series.targets.select("year", "target").iter_rows():
        plane.line(year, year + 1, value)
    for label in (*_labels_of_breaks(series, up[1]), *_labels_of_outcomes(series), *_labels_of_targets(series)):
        yield plane.place(label)


def _labels_of_outcomes(series: Series) -> Iterator[Label]:
    """The year that is reported comes first; the latest figure after it is told with its year.

    Figures of parts of years are told with their month where there are no others. Of several lines only that of all is
    told where it is later or of a part of a year.
    """
    rows = list(series.outcomes.iter_rows(named=True))
    several = len({row["sex"] for row in rows}) > 1
    told = [
        row
        for row in rows
        if row["sex"] == Sex.TOTAL or not (several and (series.is_later(row["period_end"].year) or stands_alone(row)))
    ]
    ends: dict[tuple[bool, str], Row] = {}
    for row in told:
        known = ends.get((series.is_later(row["period_end"].year), row["sex"]))
        if known is None or stands_alone(known) or not stands_alone(row):
            ends[series.is_later(row["period_end"].year), row["sex"]] = row
    newest = {
        later: max(row["period_end"].year for (own, _sex), row in ends.items() if own == later) for later, _sex in ends
    }
    for (later, sex), row in sorted(ends.items(), key=lambda end: (end[0][0], end[1]["value"])):
        name = f"{SEXES[Sex(sex)]} " if several else ""
        end = row["period_end"]
        year = f" ({end:%Y})" if later or end.year < newest[later] else ""
        if covers_else(row):
            year = f" ({period(end, end, PeriodType.POINT)})"
        yield Label(
            place(row),
            row["value"],
            f"{name}{quantity(row['value'], None, '', row['operator'])}{year}{doubt(row)}",
            MUTED if later else SEX_COLOURS[Sex(sex)],
        )


def _labels_of_targets(series: Series) -> Iterator[Label]:
    """Each level once for the year that is reported, and once for its last year where that is another figure."""
    for level in TargetLevel:
        steps = series.levels(level)
        reported = [step for step in steps if not series.is_later(step[0])]
        told = [reported[-1]] if reported else []
        if steps and (not reported or steps[-1][1] != reported[-1][1]):
            told.append(steps[-1])
        for year, value in told:
            dated = f" {year}:" if series.is_later(year) else ""
            colour = MUTED if series.is_later(year) else TARGET_COLOURS[level]
            words = f"{TARGET_LEVELS[level]}{dated} {number(value)}"
            last = year == series.years[1]
            # At the end of the drawing beside the line, else above or below the middle of its step.
            sides = ("right", "above", "below", "left") if last else ("above", "below", "right", "left")
            yield Label(year + 1 if last else year + 0.5, value, words, colour, sides)


def _labels_of_breaks(series: Series, top: float) -> Iterator[Label]:
    for row in series.drawn_breaks.iter_rows(named=True):
        x = moment(row["from_date"], row["from_date"], PeriodType.POINT)
        yield Label(x, top, _("Nytt mätsätt"), MUTED, ("right", "left"))
