"""Key figures: as printed, women and men apart, and through every document."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from analysis.base.money import Statement
from analysis.base.vocabulary import Sex, Topic
from analysis.errors import ParameterError, nearest
from analysis.present.chart import Chart
from analysis.present.charts.sex_chart import sex_chart as chart_by_sex
from analysis.present.fragment import Fragment, Several, nothing
from analysis.present.one_unit import in_one_unit, left_out
from analysis.present.table import Table
from analysis.present.tables.figure_table import figure_notes, heading_of, key_figure_table
from analysis.present.tables.figure_table import printed_tables as tables_as_printed
from analysis.present.tables.ledger_table import ledger_table
from analysis.present.tables.text_figure_table import text_figures as text_figure_table
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import doubts_of, errors_in
from analysis.report.indicator_series import IndicatorSeries, list_indicators
from analysis.words.mixed_language import joined, swedish
from analysis.words.translate import _, cell_text, later


def key_figures_frame(part: DocumentPart) -> pl.DataFrame:
    """Key figures that this part of the document prints.

    Returns:
        Rows of the view `key_figure_detail`.
    """
    return part.rows("key_figures")


def key_figures(
    part: DocumentPart, *indicators: str, topic: str = "", caption: str = later("{Key_figure.one}")
) -> Table | Fragment:
    """The organisation's own key figures, women and men apart.

    Args:
        indicators: Codes of the indicators to show.
        topic: Show those that are about this: `headcount`, `employment` or `sick_leave`.
        caption: What the table shows, in Swedish.

    Raises:
        ParameterError: If there is no such topic; the nearest is named.

    Returns:
        One row an indicator, or a sentence when there are no figures.
    """
    about = pl.col("indicator").is_in(indicators)
    figures = _own_figures(part).filter(about | (pl.col("topic") == _topic(topic)) if topic else about)
    if figures.is_empty():
        return nothing(_("Inga sådana {key_figure.many} redovisas."), optional=True)
    return key_figure_table(figures, joined([cell_text(caption), part.where], " "), part.source, by_sex=True)


def printed_tables(part: DocumentPart) -> Several | Fragment:
    """The document's own key-figure tables, with the amounts that stand in them.

    Returns:
        Tables in printed order, or a sentence when the document has none.
    """
    tables = [*tables_as_printed(key_figures_frame(part), part.source), *_amounts_among_figures(part)]
    return (
        Several(tables)
        if tables
        else nothing(_("Dokumentet har inga egna tabeller med {key_figure.many} i den här delen."), optional=True)
    )


def text_figures(part: DocumentPart, place: str = "") -> Table | Fragment:
    """Figures that the document states elsewhere than in tables of key figures.

    Args:
        place: How the place of the figures begins, such as `Bilaga 2`; all when left out.

    Returns:
        One row a figure with its place.
    """
    figures = key_figures_frame(part).filter(pl.col("place").str.starts_with(place), ~pl.col("in_table"))
    if figures.is_empty():
        return nothing(_("Dokumentet har inga siffror utanför tabellerna."), optional=True)
    return text_figure_table(figures, _("Övriga siffror i dokumentet {where}", where=part.where), part.source)


def by_sex(part: DocumentPart) -> Table | Fragment:
    """Women and men beside each other, every key figure that the part tells apart.

    Returns:
        One row an indicator and sex with its figures through the years, or a sentence when none is told apart.
    """
    own = _own_figures(part)
    apart = own.filter(pl.col("sex") != Sex.TOTAL.value)["indicator"].unique()
    if apart.is_empty():
        return nothing(_("Kvinnor och män är inte redovisade var för sig."), optional=True)
    figures = own.filter(pl.col("indicator").is_in(apart.implode()))
    caption = _("Kvinnor och män {where}", where=part.where)
    return key_figure_table(figures, caption, part.source, by_sex=True)


def sex_chart(part: DocumentPart, indicator: str) -> Chart | Fragment:
    """Draw women and men side by side, one pair of bars a period.

    Args:
        indicator: Code of the indicator.

    Returns:
        A bar chart; its title gives the latest figures. A sentence when women and men are not told apart.
    """
    own = _own_figures(part).filter(
        (pl.col("indicator") == indicator) & (pl.col("measure") == "outcome") & pl.col("value").is_not_null()
    )
    # Women of one and men of another are no pair.
    whose = own.filter(pl.col("sex") != "T")["organisation"].unique(maintain_order=True).to_list()
    first = min(whose, key=lambda name: name != part.row["organisation"], default="")
    own = own.filter(organisation=first)
    shown = own.filter(pl.col("sex") != "T").sort(pl.col("doubted").is_not_null(), maintain_order=True)
    shown = shown.unique(["sex", "period_end"], keep="first", maintain_order=True)
    if shown.is_empty():
        return nothing(_("Kvinnor och män är inte redovisade var för sig."), optional=True)
    if not shown["doubted"].null_count():
        return nothing(_("Uppgifterna om kvinnor och män är tveksamma; de står i tabellen."), optional=True)
    table = key_figure_table(own, joined([swedish(shown["label"][0]), part.where], " "), "", by_sex=True)
    drawn, notes = _in_unit_of_first(part, shown.sort("period_end"))
    table = replace(table, notes=[*figure_notes(shown), *notes])
    return chart_by_sex(f"kon-{indicator}", drawn, table, part.source)


def _in_unit_of_first(part: DocumentPart, figures: pl.DataFrame) -> tuple[pl.DataFrame, Sequence[str]]:
    """Bars side by side are of one height only in one unit; what has no common ground is told of."""
    conversions = part.rows("unit_conversions")
    unit, symbol = figures.select("unit", "symbol").row(0)
    rows, apart = in_one_unit(figures, conversions, pl.lit(unit, pl.String))
    return rows.with_columns(symbol=pl.lit(symbol, pl.String)), left_out(apart, conversions)


def sex_charts(part: DocumentPart, topic: str) -> Several | Chart | Fragment:
    """Draw women and men side by side for every indicator of a topic that the list of indicators says is to be drawn.

    Args:
        topic: `headcount`, `employment` or `sick_leave`.

    Returns:
        A bar chart each, in the order of the document, or a sentence when women and men are not told apart.

    Raises:
        ParameterError: If there is no such topic; the nearest is named.
    """
    drawn = _own_figures(part).filter(pl.col("topic") == _topic(topic), pl.col("charted").is_not_null())
    charts = [sex_chart(part, indicator) for indicator in drawn["indicator"].unique(maintain_order=True)]
    shown = [chart for chart in charts if isinstance(chart, Chart)]
    said = charts or [nothing(_("Kvinnor och män är inte redovisade var för sig."), optional=True)]
    return Several(shown) if len(shown) > 1 else (shown or said)[0]


def series(part: DocumentPart, indicator: str, organisation: str | None = None) -> IndicatorSeries:
    """Everything known about one indicator, through all documents.

    Args:
        indicator: Code of the indicator; `indicators()` lists them.
        organisation: Whose figures; the report's own organisation when left out.

    Returns:
        Frame, chart and export of the series.

    Raises:
        ParameterError: If there are no such figures; the message names the nearest indicator.
    """
    return IndicatorSeries(part.database, indicator, organisation or str(part.organisation))


def indicators(part: DocumentPart, search: str = "") -> pl.DataFrame:
    """List the indicators that have figures.

    Args:
        search: Part of a code or label, in any case.

    Returns:
        `indicator`, `label`, `organisation`, `figures` (how many), `first_day`, `last_day`, `unit`, `source`.
    """
    return list_indicators(part.database, search)


def _amounts_among_figures(part: DocumentPart) -> list[Table]:
    """Lines of money that a table of key figures has: one table a heading."""
    lines = part.rows("ledger", statement=Statement.OTHER).filter("in_table")
    return [
        _amounts_below(part, heading_of(str(heading[0])), rows)
        for heading, rows in lines.group_by("heading", maintain_order=True)
    ]


def _amounts_below(part: DocumentPart, heading: str, lines: pl.DataFrame) -> Table:
    caption = _("{table}, belopp", table=swedish(heading))
    table = ledger_table(lines, caption, part.source, part.until)
    return replace(table, doubts=doubts_of(errors_in(part, lines)))


def _topic(name: str) -> str:
    known = [str(topic) for topic in Topic]
    if name not in known:
        raise ParameterError(_("Okänt ämne «{topic}».", topic=name), nearest(name, known))
    return name


def _own_figures(part: DocumentPart) -> pl.DataFrame:
    return key_figures_frame(part).filter("own")
