"""Counts per process area, as table and as chart."""

import duckdb
import polars as pl
import pytest

from analysis.base.vocabulary import SymbolSubject
from analysis.build.database import Built
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.pieces import Said
from analysis.present.chart import Chart
from analysis.present.symbols import SymbolSet
from analysis.present.tables.count_table import count_chart, count_frame, count_table
from analysis.report import Report
from analysis.store.query import ask

STATUS = SymbolSubject.STATUS
COUNTED = pl.DataFrame(
    [("Medarbetare", "done"), ("Medarbetare", "ongoing"), ("Ekonomi", "done"), ("Ekonomi", "done")],
    schema=["area", "code"],
    orient="row",
)


@pytest.fixture
def symbols(database: duckdb.DuckDBPyConnection) -> SymbolSet:
    """The words of 2016."""
    return SymbolSet(ask(database, "legend", symbol_set="words-2016"))


def test_areas_keep_their_order_and_the_total_comes_last(symbols: SymbolSet) -> None:
    frame = count_frame(COUNTED, symbols, STATUS)
    assert frame["area"].to_list() == ["Medarbetare", "Ekonomi", "Totalt"]
    assert frame.select("not_started", "done", "ongoing", "delayed", "sum").rows() == [
        (0, 1, 1, 0, 2),
        (0, 2, 0, 0, 2),
        (0, 3, 1, 0, 4),
    ]


def test_what_is_unknown_is_counted_as_unknown(symbols: SymbolSet) -> None:
    lost = pl.concat([COUNTED, pl.DataFrame({"area": ["Ekonomi"], "code": [None]}, schema=COUNTED.schema)])
    frame = count_frame(lost, symbols, STATUS)
    assert frame.select("unknown", "sum").rows()[-1] == (1, 5)
    assert "unknown" not in count_frame(COUNTED, symbols, STATUS).columns


def test_what_belongs_to_no_area_is_counted_too(symbols: SymbolSet) -> None:
    stray = pl.concat([COUNTED, pl.DataFrame({"area": [None], "code": ["done"]}, schema=COUNTED.schema)])
    chart = count_chart(
        "x", stray, symbols, STATUS, ("4 av 5 är klara", "Åtaganden efter status"), "Källa", "commitment_status"
    )
    assert [cell_words(row.words[0]) for row in chart.value.rows] == ["Medarbetare", "Ekonomi", "–", "Totalt"]
    assert sum(int(dot.value or 0) for line in chart.series for dot in line.points) == stray.height


def test_the_table_shows_zero_as_zero_and_marks_the_total(symbols: SymbolSet) -> None:
    table = count_table(COUNTED, symbols, STATUS, "Åtaganden", "", "commitment_status").value
    headings = ["Processområde", "Klart, avslutat", "Pågår", "Försenat", "Ej påbörjad", "Summa"]
    assert [column.heading for column in table.layout] == headings
    assert [column.heading for column in table.columns] == [*headings, "Summarad"]
    assert [column.symbol and column.symbol.code for column in table.layout] == [
        None,
        "done",
        "ongoing",
        "delayed",
        "not_started",
        None,
    ]
    total = table.rows[-1]
    assert [cell_words(cell) for cell in total.words] == ["Totalt", "3", "1", "0", "0", "4"]
    assert total.figures == ("Totalt", 3, 1, 0, 0, 4, "ja")
    assert (total.words[1], total.words[3]) == ((Said("3", "count"),), (Said("0", "muted"),))
    assert table.totals == [2]


def test_the_chart_draws_what_the_table_counts(symbols: SymbolSet) -> None:
    chart = count_chart(
        "x", COUNTED, symbols, STATUS, ("3 av 4 är klara", "Åtaganden efter status"), "Källa", "commitment_status"
    )
    bars = {trace.name: list(trace.x) for trace in chart.figure.data}
    assert bars["Klart, avslutat"] == [2, 1]
    assert sum(map(sum, bars.values())) == COUNTED.height
    assert chart.table.frame.row(-1)[-1] == COUNTED.height
    assert [(line.name, line.code, [(dot.at, dot.value) for dot in line.points]) for line in chart.series][:2] == [
        ("Klart, avslutat", "done", [("Medarbetare", 1), ("Ekonomi", 2)]),
        ("Pågår", "ongoing", [("Medarbetare", 1), ("Ekonomi", 0)]),
    ]


def test_segments_differ_without_colour(symbols: SymbolSet) -> None:
    chart = count_chart(
        "x", COUNTED, symbols, STATUS, ("3 av 4 är klara", "Åtaganden efter status"), "Källa", "commitment_status"
    )
    patterns = [trace.marker.pattern.shape for trace in chart.figure.data]
    assert len(set(patterns)) == len(patterns)


def test_the_summary_tells_the_counts_in_words(symbols: SymbolSet) -> None:
    chart = count_chart(
        "x", COUNTED, symbols, STATUS, ("3 av 4 är klara", "Åtaganden efter status"), "Källa", "commitment_status"
    )
    assert chart.summary.startswith("Medarbetare: Klart, avslutat 1, Pågår 1. Ekonomi: Klart, avslutat 2. Totalt: ")


@pytest.mark.parametrize(
    ("organisation", "counts", "title"),
    [
        (
            "KLK",
            {"done": 18, "ongoing": 27, "delayed": 2, "not_started": 2, "sum": 49},
            "18 av 49 åtaganden är klara, 2 försenade",
        ),
        ("KoU", {"done": 10, "ongoing": 6, "delayed": 0, "not_started": 0, "sum": 16}, "10 av 16 åtaganden är klara"),
    ],
)
def test_the_commitments_of_2016(built: Built, organisation: str, counts: dict[str, int], title: str) -> None:
    report = Report(organisation=organisation, year=2016, database=built.path)
    chart = report.commitments_chart()
    assert isinstance(chart, Chart)
    assert chart.title == title
    total = chart.table.frame.row(-1, named=True)
    assert {name: total[name] for name in counts} == counts


def test_the_goals_of_2016(built: Built) -> None:
    chart = Report(organisation="KLK", year=2016, database=built.path).goals_chart()
    assert isinstance(chart, Chart)
    assert chart.value.heading == "10 av 31 processmål är bättre än målet, 10 sämre"
