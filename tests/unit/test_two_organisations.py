"""Figures of the group and of the municipality are never one figure: each has a row, and is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.invented import DOCUMENT, Invented

from analysis.base.project import Project
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.table import Table
from analysis.present.chart import Chart
from analysis.present.fragment import Several
from analysis.present.table import Table as Shown
from analysis.report import Report
from analysis.words.current_language import SWEDISH, speaking

HARD = "\N{NO-BREAK SPACE}"
TABLE = "A › Tabell › kolumn Utfall"
#: Whose lines, with their names and amounts.
LINES = (("XK", "Intäkter", "110"), ("XK", "Summa", "75"), ("GR", "Intäkter", "910"), ("GR", "Summa", "750"))


def lines_of(made: Invented, statement: str, *lines: tuple[str, str, str]) -> None:
    for number, (whose, line, amount) in enumerate(lines):
        for measure, of_it in (("actual", amount), ("variance", "1")):
            made.source("ledger", organisation=whose, statement=statement, line_no=1 + number % 2, line=line,
                        is_total="yes" if line == "Summa" else "", measure=measure, period_start="2023-01-01",
                        period_end="2023-12-31", amount=of_it, unit="tkr", place=TABLE)  # fmt: skip


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    made = Invented(tmp_path_factory.mktemp("två"))
    made.reference("organisations", organisation="GR", name="Koncernen", kind="group")
    made.reference("organisations", organisation="UN", name="Enheten", kind="department", parent="XK")
    made.goal("g")
    for code in ("both", "years", "sexes", "twice", "alone", "own"):
        made.indicator(code)
    at = {"place": f"{TABLE} 2023"}
    made.figure("both", "2023", "37", **at)
    made.figure("both", "2023", "26", organisation="GR", **at)
    made.figure("years", "2022", "36", place=f"{TABLE} 2022")
    made.figure("years", "2023", "26", organisation="GR", **at)
    made.figure("sexes", "2023", "40", sex="K", **at)
    made.figure("sexes", "2023", "41", sex="M", organisation="UN", **at)
    made.figure("twice", "2023", "40", **at)
    made.figure("twice", "2023", "41", source_line=6, **at)
    made.figure("twice", "2023", "26", organisation="GR", **at)
    other = {"place": "A › Annan › kolumn Utfall 2023"}
    made.figure("alone", "2023", "26", organisation="GR", **other)
    made.figure("alone", "2022", "25", organisation="GR", **other)
    made.figure("own", "2023", "5", place="A › Egen › kolumn Utfall 2023")
    lines_of(made, "income_statement", *LINES)
    lines_of(made, "balance_sheet", *LINES[2:])
    with speaking(SWEDISH):
        yield made.build()


@pytest.fixture
def report(document: Project) -> Report:
    return Report(organisation="XK", year=2023, database=document.database)


def words(table: Table) -> list[list[str]]:
    return [[cell_words(cell).replace(HARD, " ") for cell in row.words] for row in table.rows]


def tables(report: Report) -> dict[str, Table]:
    shown = report.printed_tables()
    assert isinstance(shown, Several)
    return {str(table.value.heading): table.value for table in shown if isinstance(table, Shown)}


def test_key_figures_of_two_have_a_row_each(report: Report) -> None:
    assert words(tables(report)["A › Tabell"]) == [
        ["Mått both, Exempelkommun", "", "37 %"],
        ["Mått both, Koncernen", "", "26 %"],
        ["Mått years, Exempelkommun", "36 %", ""],
        ["Mått years, Koncernen", "", "26 %"],
        ["Mått sexes, Exempelkommun, kvinnor", "", "40 %"],
        ["Mått sexes, Enheten, män", "", "41 %"],
        ["Mått twice, Exempelkommun", "", "40 % (även tryckt: 41 %)\ntvå värden"],
        ["Mått twice, Koncernen", "", "26 %"],
    ]
    assert words(tables(report)["A › Annan"]) == [["Mått alone, Koncernen", "25 %", "26 %"]]
    assert words(tables(report)["A › Egen"]) == [["Mått own", "5 %"]]


def test_whose_a_figure_is_is_taken_along(report: Report) -> None:
    table = tables(report)["A › Tabell"]
    assert [column.heading for column in table.columns][:2] == ["Nyckeltal", "Gäller"]
    assert [row.figures[1] for row in table.rows[:2]] == ["Exempelkommun", "Koncernen"]


def test_women_of_one_and_men_of_another_are_no_pair(report: Report) -> None:
    chart = report.sex_chart("sexes")
    assert isinstance(chart, Chart)
    assert [[(str(point.at), point.value) for point in line.points] for line in chart.value.series] == [
        [("2023", "40")],
        [],
    ]


def test_amounts_of_two_have_a_line_each(report: Report) -> None:
    income, balance = report.statement("income_statement"), report.statement("balance_sheet")
    assert isinstance(income, Shown)
    assert isinstance(balance, Shown)
    assert words(income.value) == [
        ["Intäkter, Exempelkommun", "110", "1"],
        ["Summa, Exempelkommun", "75", "1"],
        ["Intäkter, Koncernen", "910", "1"],
        ["Summa, Koncernen", "750", "1"],
    ]
    assert words(balance.value) == [["Intäkter, Koncernen", "910", "1"], ["Summa, Koncernen", "750", "1"]]


def test_the_years_show_only_ones_own_series(tmp_path: Path) -> None:
    made = Invented(tmp_path, "format: 2\n")
    made.document("f", 2022)
    boards = (("GR", "group", ""), ("NA", "board", "XK"), ("NB", "board", "XK"), ("UA", "department", "NA"))
    for code, kind, parent in boards:
        made.reference("organisations", organisation=code, name=f"Namn {code}", kind=kind, parent=parent)
        made.indicator(f"i-{code}")
        for document, year in (("f", "2022"), (DOCUMENT, "2023")):
            made.figure(f"i-{code}", year, "40", organisation=code, document=document, place="A › T › kolumn U")
    for board in ("NA", "NB"):
        made.source("parts", organisation=board, title=board, symbol_set="ord", place=f"A {board}")
    # The board's goal is measured for the group: that series is the board's too.
    made.goal("g", "i-GR", organisation="NA", measured_for="GR")
    project = made.build()
    with speaking(SWEDISH):
        shown = Report(organisation="NA", year=2023, document=DOCUMENT, database=project.database).development()
        others = Report(organisation="NB", year=2023, document=DOCUMENT, database=project.database).development()
    assert isinstance(shown, Several)
    assert isinstance(others, Several)
    assert [chart.key for chart in shown] == ["i-gr-gr", "i-na-na", "i-ua-ua"]
    assert [chart.key for chart in others] == ["i-nb-nb"]
