"""Women and men side by side: grouped bars with direct labels."""

import plotly.graph_objects as go
import polars as pl

from analysis.base.vocabulary import Sex
from analysis.chapter.chart import Dot, Line
from analysis.chapter.markup.palette import INK, SEX_COLOURS
from analysis.present.chart import Chart, new_figure
from analysis.present.doubts import doubt
from analysis.present.table import Row, Table
from analysis.words.codes import SEXES
from analysis.words.days import period
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import after_operator, digits, number, quantity, unit, with_unit
from analysis.words.translate import _

PATTERNS = {Sex.WOMEN: "", Sex.MEN: "/"}


def sex_chart(key: str, figures: pl.DataFrame, table: Table, source: str) -> Chart:
    """Draw figures of women and men as bars, one pair a period.

    Args:
        key: Short name, unique on a page.
        figures: Rows of the view `key_figure_detail` of one indicator: outcomes of women and men in one unit, ordered
            by time.
        table: The figures in a table, with the total.
        source: Where the figures come from.

    Returns:
        The chart; its title gives the latest figures.
    """
    symbol = str(figures["symbol"].first() or "")
    rows = figures.with_columns(
        pl.struct("period_start", "period_end", "period_type")
        .map_elements(lambda row: period(row["period_start"], row["period_end"], row["period_type"]), pl.String)
        .alias("group")
    ).with_columns(
        group=pl.when(pl.col("doubted").is_not_null())
        .then(pl.format("{} ({})", "group", pl.lit(str(_("tveksam")))))
        .otherwise("group")
    )
    figure = new_figure(320, barmode="group", bargap=0.4, showlegend=True)
    for sex in PATTERNS:
        _draw(figure, rows.filter(pl.col("sex") == sex.value), sex, symbol)
    figure.update_layout(legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0})
    figure.update_xaxes(type="category")  # years are names here, not numbers
    figure.update_yaxes(title={"text": unit(symbol)}, rangemode="tozero")
    measure = str(figures["indicator"].first() or "")
    series = [_series(rows.filter(pl.col("sex") == sex.value), sex, symbol) for sex in PATTERNS]
    summary = _summary(rows, symbol)
    return Chart(key, _title(rows, symbol), figure, summary, table, source, measure=measure, series=series)


def _series(rows: pl.DataFrame, sex: Sex, symbol: str) -> Line:
    return Line(SEXES[sex], sex.value, unit(symbol), tuple(_dot(row, symbol) for row in rows.iter_rows(named=True)))


def _dot(row: Row, symbol: str) -> Dot:
    return Dot(
        row["group"],
        digits(row["value"], row["printed_decimals"]),
        row["period_start"].isoformat(),
        row["period_end"].isoformat(),
        row["operator"] or "",
        _shown(row, symbol),
        hollow=row["doubted"] is not None,
    )


def _draw(figure: go.Figure, rows: pl.DataFrame, sex: Sex, symbol: str) -> None:
    figure.add_bar(
        x=rows["group"].to_list(),
        y=rows["value"].to_list(),
        name=SEXES[sex],
        text=[
            after_operator(number(value, decimals), sign)
            for value, decimals, sign in rows.select("value", "printed_decimals", "operator").iter_rows()
        ],
        textposition="outside",
        cliponaxis=False,
        textfont={"color": INK},
        marker={
            "color": SEX_COLOURS[sex],
            "pattern": {"shape": PATTERNS[sex], "fillmode": "overlay", "fgcolor": "rgba(255,255,255,.45)", "size": 6},
        },
        hovertemplate=f"{SEXES[sex]}, %{{x}}: {with_unit('%{text}', symbol)}<extra></extra>",
    )


def _title(rows: pl.DataFrame, symbol: str) -> str:
    latest = rows.filter(pl.col("period_end") == rows["period_end"].max())
    parts = [f"{SEXES[Sex(row['sex'])].lower()} {_shown(row, symbol)}" for row in latest.iter_rows(named=True)]
    label, when = latest.select("label", "group").row(0)
    return filled("{label}: {parts}, {when}", label=swedish(label), parts=", ".join(parts), when=when)


def _summary(rows: pl.DataFrame, symbol: str) -> str:
    parts = [
        f"{row['group']}, {SEXES[Sex(row['sex'])].lower()}: {_shown(row, symbol)}" for row in rows.iter_rows(named=True)
    ]
    return ". ".join(parts) + "."


def _shown(row: Row, symbol: str) -> str:
    """A figure; that it is in doubt stands with its period, for both."""
    figure = quantity(row["value"], row["printed_decimals"], symbol, row["operator"])
    return figure + doubt({"preliminary": row["preliminary"]})
