"""What an analyst finds, sees and takes away."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest

from analysis.build.database import Built
from analysis.errors import ParameterError
from analysis.report import Report
from analysis.report.indicator_series import IndicatorSeries, list_indicators
from analysis.words.numbers import number

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SICK_LEAVE = [2.1, 2.7, 1.3, 4.4, 5.9, 1.3]

Series = Callable[..., IndicatorSeries]


@pytest.fixture
def series(built: Built) -> Series:
    """Series of the real data."""
    return lambda indicator, organisation="KLK": IndicatorSeries(built.path, indicator, organisation)


@pytest.fixture
def exported(series: Series, tmp_path: Path) -> list[Path]:
    """Sick leave of KLK as CSV and Excel."""
    return series("sjukfranvaro").export(tmp_path / "ny" / "mapp")


def cells_of(path: Path) -> list[list[str]]:
    """Read the first sheet of an Excel file without a library of its own."""
    with zipfile.ZipFile(path) as file:
        shared = ElementTree.fromstring(file.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    words = ["".join(item.itertext()) for item in shared.iter(f"{SHEET}si")]
    return [[cell_text(cell, words) for cell in row.iter(f"{SHEET}c")] for row in sheet.iter(f"{SHEET}row")]


def cell_text(cell: ElementTree.Element, words: list[str]) -> str:
    value = cell.findtext(f"{SHEET}v") or ""
    return words[int(value)] if cell.get("t") == "s" else value


def test_all_indicators_with_figures_are_listed(built: Built) -> None:
    listed = list_indicators(built.path)
    assert listed.columns[:4] == ["indicator", "label", "organisation", "figures"]
    assert ("sjukfranvaro", "KLK") in listed.select("indicator", "organisation").rows()
    assert listed["figures"].min() == 1


@pytest.mark.parametrize("search", ["NÖJD", "nöjd", "Nöjd"])
def test_a_search_looks_in_labels_and_codes_in_any_case(built: Built, search: str) -> None:
    found = list_indicators(built.path, search)
    assert {"kundnojdhet", "nmi"} <= set(found["indicator"])
    assert "sjukfranvaro" not in set(found["indicator"])


@pytest.mark.parametrize("search", ["(", ".*", "%", "' OR 1=1 --"])
def test_a_search_is_plain_text_and_no_pattern(built: Built, search: str) -> None:
    rows = list_indicators(built.path).rows()
    expected = [row for row in rows if search.lower() in f"{row[0]} {row[1]}".lower()]
    assert list_indicators(built.path, search).rows() == expected


def test_a_series_has_every_figure_once_with_its_place(series: Series) -> None:
    frame = series("sjukfranvaro").frame
    of_2016 = frame.filter(pl.col("document") == "annual-2016")
    assert sorted(of_2016["value"]) == sorted(SICK_LEAVE)
    assert all(place.startswith("Bilaga 1 › ") for place in of_2016["place"])
    assert frame.select("sex", "period_start", "period_end").is_unique().all()
    assert frame["period_end"].is_sorted()


def test_a_series_knows_its_targets(series: Series) -> None:
    known = series("sjukfranvaro").targets
    assert known.filter(pl.col("level") == "own").select("year", "target", "level").rows() == [
        (year, 3.0, "own") for year in (2018, 2019, 2020, 2022, 2023)
    ]


def test_the_councils_steps_are_kept_apart_from_the_administrations_own(series: Series) -> None:
    council = series("sjukfranvaro").targets.filter(pl.col("level") == "municipality")
    assert council.select("year", "target").rows() == [(2016, 7.3), (2017, 6.8), (2018, 6.3), (2019, 5.9)]


def test_the_title_of_its_chart_says_the_latest_figure(series: Series) -> None:
    shown = series("sjukfranvaro")
    latest = shown.frame.filter(pl.col("sex") == "T")["value"][-1]
    assert number(latest) in shown.chart().title


def test_an_unknown_indicator_is_told_with_the_nearest(series: Series) -> None:
    with pytest.raises(ParameterError) as rejected:
        series("sjukfrånvaro")
    assert str(rejected.value) == "Okänd indikator «sjukfrånvaro». Menade du «sjukfranvaro»?"


def test_an_organisation_without_figures_is_told_with_those_that_have(series: Series) -> None:
    with pytest.raises(ParameterError, match=r"«kundnojdhet» har inga siffror för KLK\. .*KoU"):
        series("kundnojdhet", "KLK")


def test_a_report_gives_the_series_of_its_own_organisation_unless_told_otherwise(built: Built) -> None:
    report = Report(organisation="KoU", year=2016, database=built.path)
    assert report.series("sjukfranvaro").title.endswith("KoU")
    assert report.series("sjukfranvaro", "KLK").title.endswith("KLK")


def test_the_csv_opens_right_in_swedish_excel(exported: list[Path]) -> None:
    content = exported[0].read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    heading, first = content.decode("utf-8-sig").splitlines()[:2]
    assert heading.split(";")[:2] == ["sex", "period_type"]
    assert ";2,7;" in first


def test_the_csv_reads_back_as_the_series(exported: list[Path], series: Series) -> None:
    with exported[0].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    frame = series("sjukfranvaro").frame
    assert [float(row["value"].replace(",", ".")) for row in rows] == frame["value"].to_list()
    assert [row["place"] for row in rows] == frame["place"].to_list()


def test_the_excel_file_reads_back_as_the_series(exported: list[Path], series: Series) -> None:
    heading, *rows = cells_of(exported[1])
    frame = series("sjukfranvaro").frame
    values = [float(dict(zip(heading, row, strict=True))["value"]) for row in rows]
    assert heading == frame.columns
    assert values == frame["value"].to_list()


def test_an_export_writes_two_files_named_after_indicator_and_organisation(exported: list[Path]) -> None:
    assert [path.name for path in exported] == ["sjukfranvaro-klk.csv", "sjukfranvaro-klk.xlsx"]
    assert all(path.stat().st_size > 100 for path in exported)
