"""What stands in charts of women and men."""

import polars as pl

from analysis.build.database import Built
from analysis.chapter.text import Text
from analysis.present.chart import Chart
from analysis.present.charts.sex_chart import sex_chart
from analysis.present.fragment import Fragment
from analysis.present.tables.figure_table import key_figure_table
from analysis.report import Report


def test_figures_of_women_and_men_are_data_with_their_decimals(built: Built) -> None:
    chart = Report(organisation="KS", year=2022, database=built.path).sex_chart("sjukfranvaro")
    assert isinstance(chart, Chart)
    women, men = chart.value.series
    assert [(line.name, line.code, line.unit) for line in (women, men)] == [("Kvinnor", "K", "%"), ("Män", "M", "%")]
    assert [(dot.at, dot.value, dot.start, dot.end) for dot in women.points] == [
        ("2020", "3.6", "2020-01-01", "2020-12-31"),
        ("2021", "3.9", "2021-01-01", "2021-12-31"),
        ("2022", "2.4", "2022-01-01", "2022-12-31"),
    ]
    assert [dot.words for dot in men.points] == ["1,1\u00a0%", "0,4\u00a0%", "0,9\u00a0%"]
    assert not any(dot.hollow for line in (women, men) for dot in line.points)


def test_doubted_figures_of_women_and_men_are_marked_and_have_their_notes(built: Built) -> None:
    report = Report(organisation="KS", year=2020, document="interim1-2020", database=built.path)
    own = report.key_figures_frame().filter("own").filter(indicator="anstallda-tillsvidare", measure="outcome")
    shown = own.filter(pl.col("sex") != "T").unique(["sex", "period_end"], keep="first", maintain_order=True)
    chart = sex_chart("kon", shown, key_figure_table(own, "Tillsvidareanställda", "", by_sex=True), "")
    assert chart.title == ("Tillsvidareanställda: kvinnor 74\u00a0st, män 34\u00a0st, mars 2020 (tveksam)")
    assert chart.summary == ("mars 2020 (tveksam), kvinnor: 74\u00a0st. mars 2020 (tveksam), män: 34\u00a0st.")
    assert [note.partition(": ")[0].replace("\N{NO-BREAK SPACE}", " ") for note in chart.value.notes] == [
        "Tillsvidareanställda, utfall mars 2020 (108 st)",
        "Tillsvidareanställda, utfall mars 2020 (98 st)",
    ]
    assert [dot.hollow for line in chart.value.series for dot in line.points] == [True, True]


def test_a_chart_of_doubted_figures_alone_is_left_to_their_table(built: Built) -> None:
    report = Report(organisation="KS", year=2020, document="interim1-2020", database=built.path)
    said = report.sex_chart("anstallda-tillsvidare")
    assert isinstance(said, Fragment)
    assert isinstance(said.value, Text)
    assert said.value.optional


def test_figures_that_nobody_doubts_are_not_marked(built: Built) -> None:
    chart = Report(organisation="KS", year=2022, database=built.path).sex_chart("sjukfranvaro")
    assert isinstance(chart, Chart)
    assert "tveksam" not in chart.title + chart.summary
