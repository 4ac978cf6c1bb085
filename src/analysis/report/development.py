"""Every indicator that several documents follow, as one line through the years."""

from dataclasses import replace

import polars as pl

from analysis.present.chart import Chart
from analysis.present.charts.trend_chart import trend_chart
from analysis.present.fragment import Fragment, Several, nothing
from analysis.present.one_unit import in_one_unit, left_out
from analysis.present.series import Series, course, sources
from analysis.report.document_part import DocumentPart
from analysis.words.mixed_language import filled, swedish
from analysis.words.translate import _


def development(part: DocumentPart, *, ended: bool = False) -> Several | Fragment:
    """Every indicator with outcomes in two or more documents.

    Args:
        ended: Whether to show those whose last outcome is of a year before the report's, instead of those that
            reach it.

    Returns:
        One small trend chart an indicator and organisation, with targets as steps.
    """
    outcomes, targets = part.rows("long_series"), part.rows("long_targets")
    breaks, conversions = part.rows("indicator_breaks"), part.rows("unit_conversions")
    if outcomes.is_empty() and not ended:
        return nothing(_("{indicator:Ingen|Inget} {indicator.one} finns i två dokument än."))
    reached = pl.col("period_end").dt.year().max().over("indicator", "organisation") >= part.row["year"]
    shown = outcomes.filter(~reached if ended else reached)
    charts = [
        _long_chart(rows, targets, breaks, conversions)
        for _key, rows in shown.group_by("indicator", "organisation", maintain_order=True)
    ]
    return Several(charts) if charts else nothing(_("Det finns inga sådana serier."), optional=True)


def _long_chart(every: pl.DataFrame, targets: pl.DataFrame, breaks: pl.DataFrame, conversions: pl.DataFrame) -> Chart:
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
    key = f"{about['indicator']}-{about['organisation']}".lower()
    name = filled("{label}, {organisation}", label=swedish(about["label"]), organisation=about["organisation"])
    title = filled("{name}: {told}", name=name, told=told) if (told := course(series)) else name
    return replace(
        trend_chart(key, title, series, sources(rows, about["source"]), caption=name), measure=about["indicator"]
    )
