"""Every indicator that several documents follow, as one line through the years, and which way each has gone."""

from dataclasses import replace
from typing import Any, NamedTuple

import polars as pl

from analysis.base.judged import DistanceKind
from analysis.base.vocabulary import Direction, TargetLevel, Trend
from analysis.judge.distance import distance
from analysis.judge.trend import BY_GAIN, judge_trend, way
from analysis.present.chart import Chart
from analysis.present.charts.trend_chart import trend_chart
from analysis.present.course import Ends, compares, course, ends
from analysis.present.fragment import Fragment, Several, nothing, overview
from analysis.present.one_unit import in_one_unit, left_out
from analysis.present.series import Series, covers_else, printed_in, sources
from analysis.present.tables.course_table import WAYS, Gone, course_table
from analysis.report.document_part import DocumentPart
from analysis.words.mixed_language import filled, joined, swedish
from analysis.words.numbers import PERCENT, exact
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _, n_

IMPROVEMENT = "improvement"


class Line(NamedTuple):
    """One indicator of one organisation through the years.

    Attributes:
        about: What holds for all its figures.
        rows: Its figures as documents print them.
        gone: How it has gone.
    """

    about: dict[str, Any]
    rows: pl.DataFrame
    gone: Gone


def over_the_years(part: DocumentPart) -> Several | Fragment:
    """What has become better over the years, what worse, what stands still and what nobody can say.

    Returns:
        A sentence with how many, then a table a way, in each the furthest from its target first.
    """
    lines = _lines(part, ended=False)
    if not lines:
        return nothing(_("Det finns inga sådana serier."), optional=True)
    ways = {trend: [line.gone for line in lines if line.gone.trend == trend] for trend in WAYS}
    source = printed_in(pl.concat(line.rows for line in lines))
    tables = [course_table(gone, trend, source) for trend, gone in ways.items() if gone]
    return Several([overview(_counted({trend: len(gone) for trend, gone in ways.items()})), *tables])


def development(part: DocumentPart, *, ended: bool = False) -> Several | Fragment:
    """Every indicator with outcomes in two or more documents.

    Args:
        ended: Whether to show those whose last outcome is of a year before the report's, instead of those that
            reach it.

    Returns:
        One small trend chart an indicator and organisation, with targets as steps, in the order of `over_the_years`;
        what has nothing to be held against is not drawn, and named below.
    """
    if part.rows("long_series").is_empty() and not ended:
        return nothing(_("{indicator:Ingen|Inget} {indicator.one} finns i två dokument än."))
    lines = _lines(part, ended=ended)
    drawn = [_long_chart(line) for line in lines if compares(line.gone.series)]
    alone = [line.gone.name for line in lines if not compares(line.gone.series)]
    if not lines:
        return nothing(_("Det finns inga sådana serier."), optional=True)
    return Several([*drawn, *([overview(_undrawn(alone))] if alone else [])])


def _undrawn(names: list[str]) -> str:
    return _("Det här ritas inte, för det finns inget att jämföra med: {names}.", names=joined(names, "; "))


def _counted(ways: dict[Trend | None, int]) -> str:
    told = {
        Trend.WORSE: _("{count} har blivit sämre", count=ways[Trend.WORSE]),
        Trend.BETTER: _("{count} har blivit bättre", count=ways[Trend.BETTER]),
        Trend.UNCHANGED: _("{count} står stilla", count=ways[Trend.UNCHANGED]),
        None: _("{count} går inte att säga något om", count=ways[None]),
    }
    words = enumerate_words([told[trend] for trend, count in ways.items() if count])
    every = sum(ways.values())
    return n_(
        "{count} {indicator.one} följs: {told}.",
        "{count} {indicator.many} följs: {told}.",
        every,
        count=every,
        told=words,
    )


def _lines(part: DocumentPart, *, ended: bool) -> list[Line]:
    """The series that reach the year of the report, or that do not, in the order that they are told."""
    outcomes, targets = part.rows("long_series"), part.rows("long_targets")
    breaks, conversions = part.rows("indicator_breaks"), part.rows("unit_conversions")
    reached = pl.col("period_end").dt.year().max().over("indicator", "organisation") >= part.row["year"]
    shown = outcomes.filter(~reached if ended else reached)
    groups = shown.group_by("indicator", "organisation", maintain_order=True)
    lines = [_line(rows, targets, breaks, conversions) for _key, rows in groups]
    return sorted(lines, key=lambda line: line.gone.rank)


def _line(every: pl.DataFrame, targets: pl.DataFrame, breaks: pl.DataFrame, conversions: pl.DataFrame) -> Line:
    rows, apart = in_one_unit(every, conversions, pl.col("indicator_unit"))
    about = every.row(-1, named=True)
    own = (pl.col("indicator") == about["indicator"]) & (pl.col("organisation") == about["organisation"])
    series = Series(
        rows,
        in_one_unit(targets.filter(own), conversions, pl.lit(about["indicator_unit"]), "target").rows,
        breaks.filter(pl.col("indicator") == about["indicator"]),
        about["symbol"] or "",
        about["tolerance"],
        about["tolerance_kind"],
        about["direction"],
        left_out=left_out(apart, conversions),
        kind=about["unit_kind"],
    )
    return Line(about, rows, _gone(about, series))


def _gone(about: dict[str, Any], series: Series) -> Gone:
    name = filled("{label}, {organisation}", label=swedish(about["label"]), organisation=about["organisation"])
    found = ends(series)
    gone = Gone(name, series, about["indicator"], _trend(found, series), found)
    return _held(gone, about) if found else gone


def _trend(found: Ends | None, series: Series) -> Trend | None:
    if found is None:
        return None
    step = way(exact(found.last["value"]) - exact(found.first["value"]))
    return judge_trend(step, series.direction, IMPROVEMENT) if step else BY_GAIN[0]


def _held(gone: Gone, about: dict[str, Any]) -> Gone:
    """Hold the last figure against the target of its year."""
    aims = dict(gone.series.levels(TargetLevel.OWN))
    last = gone.ends.last if gone.ends else {}
    target = None if covers_else(last) else aims.get(last["period_end"].year)
    if not target or about["direction"] not in (Direction.HIGHER, Direction.LOWER):
        return gone
    kind = DistanceKind.POINTS if gone.series.unit == PERCENT else DistanceKind.PERCENT
    far = distance(exact(last["value"]), exact(target), kind)
    missed = -far.side if about["direction"] == Direction.HIGHER else far.side
    short = missed * abs(last["value"] - target) / abs(target) * 100
    held = replace(gone, target=target, shortfall=short)
    return replace(held, gap=float(far.amount), decimals=far.decimals, far=far.kind)


def _long_chart(line: Line) -> Chart:
    about, series, name = line.about, line.gone.series, line.gone.name
    key = f"{about['indicator']}-{about['organisation']}".lower()
    title = filled("{name}: {told}", name=name, told=told) if (told := course(series)) else name
    chart = trend_chart(key, title, series, sources(line.rows, about["source"]), caption=name)
    return replace(chart, measure=about["indicator"])
