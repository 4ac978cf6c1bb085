"""The years answer: which way each indicator went, how far it is from its target, and what compares nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.invented import DOCUMENT, Invented

from analysis.chapter.markup.spoken import cell_words, plain_of
from analysis.chapter.table import Table
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment, Several
from analysis.present.table import Table as Shown
from analysis.report import Report
from analysis.words.current_language import SWEDISH, speaking

HARD = "\N{NO-BREAK SPACE}"
#: Direction, figures by year; the last year is that of the report.
SERIES: dict[str, tuple[str, dict[str, str]]] = {
    "sämre": ("higher", {"2021": "80", "2022": "75", "2023": "70"}),
    "sämst": ("lower", {"2022": "10", "2023": "20"}),
    "bättre": ("lower", {"2022": "9", "2023": "5"}),
    "stilla": ("higher", {"2022": "5", "2023": "5"}),
    "utan": ("none", {"2022": "5", "2023": "6"}),
    "bruten": ("higher", {"2022": "5", "2023": "6"}),
    "delar": ("higher", {"2022-01-01/2022-08-31": "3", "2023-01-01/2023-08-31": "4", "2023-01-01/2023-04-30": "9"}),
    "olika": ("higher", {"2022-01-01/2022-04-30": "3", "2023-01-01/2023-08-31": "4"}),
    "ensam": ("higher", {"2022-01-01/2022-08-31": "3", "2023": "4"}),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    made = Invented(tmp_path_factory.mktemp("åren"))
    made.document("f", 2022)
    for code, (direction, figures) in SERIES.items():
        made.indicator(code, direction=direction)
        for at, (when, value) in enumerate(figures.items()):
            document = DOCUMENT if when.startswith("2023") else "f"
            made.figure(code, when, value, document=document, place=f"A › {code} › {when}", source_line=10 + at)
    made.reference("method_breaks", indicator="bruten", from_date="2023-01-01", reason="ny enkät")
    for code, target in (("sämre", "100"), ("sämst", "10"), ("bättre", "8")):
        made.goal(f"g-{code}", code)
        made.target(f"g-{code}", target)
    with speaking(SWEDISH):
        yield Report(organisation="XK", year=2023, document=DOCUMENT, database=made.build().database)


def told(shown: Several | Fragment) -> tuple[str, dict[str, list[Sequence[str]]]]:
    assert isinstance(shown, Several)
    first, *tables = shown
    return plain_of(first.value), {table.caption: rows_of(table) for table in tables}


def rows_of(shown: object) -> list[Sequence[str]]:
    assert isinstance(shown, Shown)
    table: Table = shown.value
    return [[cell_words(cell) for cell in row.words] for row in table.rows]


def test_the_years_are_an_answer(report: Report) -> None:
    sentence, tables = told(report.over_the_years())
    assert sentence.strip() == (
        "9 indikatorer följs: 2 har blivit sämre, 2 har blivit bättre, 1 står stilla och 4 går inte att säga något om."
    )
    assert list(tables) == ["Har blivit sämre", "Har blivit bättre", "Står stilla", "Går inte att säga"]


def test_what_is_furthest_from_its_target_comes_first_and_says_whether_that_is_good(report: Report) -> None:
    __, tables = told(report.over_the_years())
    worse = [(row[0], row[1], row[2], row[-1]) for row in tables["Har blivit sämre"]]
    hard = HARD
    assert worse == [
        ("Mått sämst, XK", f"10{hard}% (2022)", f"20{hard}% (2023)",
         f"10 procentenheter sämre än målet 10{hard}%"),
        ("Mått sämre, XK", f"80{hard}% (2021)", f"70{hard}% (2023)",
         f"30 procentenheter sämre än målet 100{hard}%"),
    ]  # fmt: skip
    assert tables["Har blivit bättre"][0][-1] == f"3 procentenheter bättre än målet 8{hard}%"


def test_parts_of_years_are_held_against_the_same_parts(report: Report) -> None:
    __, tables = told(report.over_the_years())
    parts = tables["Har blivit bättre"][1]
    assert parts[:3] == ["Mått delar, XK", f"3{HARD}% (jan.–aug. 2022)", f"4{HARD}% (jan.–aug. 2023)"]


def test_what_cannot_be_told_says_why(report: Report) -> None:
    __, tables = told(report.over_the_years())
    reasons = {row[0]: row[2] for row in tables["Går inte att säga"]}
    assert reasons == {
        "Mått utan, XK": f"Mer än 5{HARD}% (2022). Ingen har angett om det är bra.",
        "Mått bruten, XK": "Mätsättet ändrades 2023.",
        "Mått olika, XK": "Siffrorna gäller olika delar av år.",
        "Mått ensam, XK": "Siffrorna gäller olika delar av år.",
    }


def test_what_compares_nothing_is_named_and_not_drawn(report: Report) -> None:
    shown = report.development()
    assert isinstance(shown, Several)
    *charts, rest = shown
    assert all(isinstance(chart, Chart) for chart in charts)
    assert [chart.measure for chart in charts] == ["sämst", "sämre", "bättre", "delar", "stilla", "utan"]
    assert plain_of(rest.value).strip() == (
        "Det här ritas inte, för det finns inget att jämföra med: Mått bruten, XK; Mått ensam, XK; Mått olika, XK."
    )
    assert charts[3].title == f"Mått delar, XK: från 3{HARD}% (jan.–aug. 2022) till 4{HARD}% (jan.–aug. 2023)"


def test_where_nothing_is_followed_nothing_is_answered(tmp_path: Path) -> None:
    made = Invented(tmp_path)
    made.indicator("i")
    made.figure("i", "2023", "5")
    shown = Report(organisation="XK", year=2023, document=DOCUMENT, database=made.build().database).over_the_years()
    assert isinstance(shown, Fragment)
