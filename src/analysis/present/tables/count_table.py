"""Counting: goals by assessment and commitments by status, per process area, as table and as chart."""

import textwrap

import plotly.graph_objects as go
import polars as pl

from analysis.base.scale import Tone
from analysis.base.vocabulary import SymbolSubject
from analysis.chapter.chart import Dot, Line
from analysis.chapter.markup.palette import COLOURS
from analysis.chapter.pieces import Said, Symbol
from analysis.present.chart import Chart, new_figure
from analysis.present.origins import counted
from analysis.present.symbols import SymbolSet
from analysis.present.table import CellOf, Column, Row, Table
from analysis.present.typed_values import Values, whole
from analysis.words.mixed_language import swedish
from analysis.words.numbers import number
from analysis.words.translate import _, later

#: Patterns of bar segments, so that they differ without colour.
PATTERNS = {"circle": "", "diamond": "/", "square": "x", "dash": ".", "empty": "."}
#: Those of other shapes, step by step.
FURTHER = ("", "/", "x", ".", "\\", "-", "|", "+")
#: The area of the total row, which no area is called.
TOTAL = later("Totalt")
#: The area of what belongs to none; left out, the counts would not add up.
NOWHERE = "–"
#: Letters on a line of an area's name beside its bar.
LABEL_WIDTH = 24


def by_area(rows: pl.DataFrame, code: str) -> pl.DataFrame:
    """Take from goals or commitments what is to be counted of them.

    Args:
        rows: Goals or commitments, with `area` and `area_position`.
        code: Name of the column that is counted.

    Returns:
        `area` and `code`, in the order of the areas, what belongs to none last.
    """
    in_order = rows.sort("area_position", nulls_last=True, maintain_order=True)
    return in_order.select("area", pl.col(code).alias("code"))


def count_table(
    counts: pl.DataFrame, symbols: SymbolSet, subject: SymbolSubject, caption: str, source: str, view: str
) -> Table:
    """Count codes per process area.

    Args:
        counts: `area` and `code`, one row a goal or commitment, in the order of the areas; code null when unknown, area
            null for what belongs to none.
        symbols: The symbols of the edition.
        subject: What is counted.
        caption: What the table shows.
        source: Where the figures come from.
        view: The view that has what is counted.

    Returns:
        One row an area and a total row; one column a symbol.
    """
    frame = count_frame(counts, symbols, subject)
    columns = [Column(_("{Area.one}"), _area, row_heading=True)]
    columns += [
        Column(symbol.word, _cell(symbol), numeric=True, values=[_amounts(symbol)], symbol=symbol)
        for symbol in _shown(counts, symbols, subject)
    ]
    total = whole(_("Summa"), lambda row: row["sum"])
    columns.append(Column(_("Summa"), lambda row: number(row["sum"]), numeric=True, values=[total]))
    return Table(
        caption,
        columns,
        frame,
        source=source,
        is_total=lambda row: row["area"] == TOTAL,
        derived=True,
        slim=True,
        origins=[counted(view)],
    )


def count_frame(counts: pl.DataFrame, symbols: SymbolSet, subject: SymbolSubject) -> pl.DataFrame:
    """Count codes per area.

    Args:
        counts: `area` and `code`, one row a goal or commitment.
        symbols: The symbols of the edition.
        subject: What is counted.

    Returns:
        `area`, one Int column a code in legend order (the empty name is the unknown), `sum`; the last row is the total.
    """
    shown = _shown(counts, symbols, subject)
    counts = counts.with_columns(_counted(counts, symbols, subject))
    known = counts.with_columns(pl.col("code").fill_null(""), pl.col("area").fill_null(NOWHERE))
    each = [(pl.col("code") == symbol.code).sum().cast(pl.Int64).alias(symbol.code or "unknown") for symbol in shown]
    per_area = known.group_by("area", maintain_order=True).agg(*each, pl.len().cast(pl.Int64).alias("sum"))
    total = per_area.select(pl.lit(TOTAL).alias("area"), pl.exclude("area").sum())
    return pl.concat([per_area, total])


def count_chart(
    key: str,
    counts: pl.DataFrame,
    symbols: SymbolSet,
    subject: SymbolSubject,
    titles: tuple[str, str],
    source: str,
    view: str,
) -> Chart:
    """Draw the counts as one stacked bar per process area, with the number in each segment.

    Args:
        key: Short name, unique on a page.
        counts: `area` and `code`, one row a goal or commitment.
        symbols: The symbols of the edition.
        subject: What is counted.
        titles: The finding, and what the table behind the picture shows.
        source: Where the figures come from.
        view: The view that has what is counted.

    Returns:
        The chart.
    """
    title, caption = titles
    frame = count_frame(counts, symbols, subject)
    areas, shown = frame.filter(pl.col("area") != TOTAL), _shown(counts, symbols, subject)
    figure = new_figure(100 + 46 * areas.height, barmode="stack", bargap=0.35)
    for place, symbol in enumerate(shown):
        _draw_segment(figure, areas.reverse(), symbol, PATTERNS.get(symbol.shape, FURTHER[place % len(FURTHER)]))
    figure.update_xaxes(showgrid=False, showticklabels=False, ticks="")
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
    )
    return Chart(
        key,
        title,
        figure,
        _summary(frame, symbols, subject),
        count_table(counts, symbols, subject, caption, "", view),
        source,
        series=[_line(areas, symbol) for symbol in shown],
    )


def _line(areas: pl.DataFrame, symbol: Symbol) -> Line:
    counted = areas.select("area", symbol.code or "unknown").iter_rows()
    return Line(
        symbol.word,
        symbol.code,
        points=tuple(Dot(_named(area), amount, words=number(amount)) for area, amount in counted),
    )


def _draw_segment(figure: go.Figure, areas: pl.DataFrame, symbol: Symbol, pattern: str) -> None:
    values = areas[symbol.code or "unknown"].to_list()
    figure.add_bar(
        y=[wrapped(area) for area in areas["area"]],
        x=values,
        orientation="h",
        name=symbol.word,
        meta=str(symbol.shape),
        text=[number(value) if value else "" for value in values],
        textposition="inside",
        insidetextanchor="middle",
        textfont={"color": "#ffffff", "size": 13},
        textangle=0,
        marker={
            "color": COLOURS[Tone(symbol.tone)],
            "pattern": {
                "shape": pattern,
                "fillmode": "overlay",
                "fgcolor": "rgba(255,255,255,.45)",
                "size": 5,
            },
        },
        hovertemplate=f"%{{y}}: %{{x}} {symbol.word}<extra></extra>",
    )


def wrapped(area: str) -> str:
    """Break a long name over lines that leave room for the bars on a narrow screen.

    Args:
        area: The name.

    Returns:
        The name with line breaks.
    """
    return "<br>".join(textwrap.wrap(area, LABEL_WIDTH, break_long_words=False))


def _shown(counts: pl.DataFrame, symbols: SymbolSet, subject: SymbolSubject) -> list[Symbol]:
    """The edition's symbols, and those beyond it that the counts need, so that every row adds up."""
    printed = symbols.of(subject)
    codes = {symbol.code for symbol in printed}
    counted = _counted(counts, symbols, subject)
    beyond = [code for code in counted.unique(maintain_order=True) if code not in codes]
    return [*printed, *(symbols.symbol(subject, code) for code in beyond)]


def _counted(counts: pl.DataFrame, symbols: SymbolSet, subject: SymbolSubject) -> pl.Series:
    """The codes as they are counted: percents by their step."""
    return pl.Series("code", [symbols.counted_as(subject, code) for code in counts["code"]], pl.String)


def _area(row: Row) -> str:
    return _(TOTAL) if row["area"] == TOTAL else _named(row["area"])


def _named(area: str) -> str:
    return area if area == NOWHERE else swedish(area)


def _cell(symbol: Symbol) -> CellOf:
    def cell(row: Row) -> Said:
        amount = row[symbol.code or "unknown"]
        return Said(str(amount), "count") if amount else Said("0", "muted")

    return cell


def _amounts(symbol: Symbol) -> Values:
    return whole(symbol.word, lambda row: row[symbol.code or "unknown"])


def _summary(frame: pl.DataFrame, symbols: SymbolSet, subject: SymbolSubject) -> str:
    names = [name for name in frame.columns if name not in ("area", "sum")]
    words = {name: symbols.symbol(subject, None if name == "unknown" else name).word for name in names}
    sentences = []
    for row in frame.iter_rows(named=True):
        counted = [f"{word} {row[code]}" for code, word in words.items() if row.get(code)]
        told = ", ".join(counted) or _("inga")
        sentences.append(f"{_area(row)}: {told}.")
    return " ".join(sentences)
