"""What readers take away: every figure in CSV and Excel equals the database, and every file says what it is."""

import hashlib
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import openpyxl
import polars as pl
import pytest
from tests.downloads import Cell, Taken, package_of, read_sheet, tables_of
from tests.making import within
from tests.pages import read_page, text_of

from analysis.base.money import LedgerMeasure, Statement
from analysis.base.project import Project
from analysis.base.vocabulary import Measure, PeriodType, Sex
from analysis.store.query import ask, ask_sql
from analysis.words.codes import MEASURES, SEXES, STATEMENTS
from analysis.words.days import period

REPORT = "annual-2022-ks"
PART = {"document": "annual-2022", "organisation": "KS"}
EVERYWHERE = dict.fromkeys(("process_area", "level", "node", "tag"))
GOAL_COLUMNS = {
    "Målnivå": "target",
    "Utfall": "outcome",
    "Föregående utfall": "previous_outcome",
}
SERIES = """
SELECT DISTINCT i.label, k.sex, k.period_start, k.period_end, k.measure, k.value
FROM key_figure AS k JOIN indicator_detail AS i USING (indicator) WHERE k.value IS NOT NULL
"""


@pytest.fixture(scope="module")
def folder(taken: Project) -> Path:
    """The folder of the report of 2022."""
    return taken.output / REPORT


@pytest.fixture(scope="module")
def tables(folder: Path) -> list[Taken]:
    """Every table of the report as its CSV file has it."""
    return tables_of(folder)


def begins(tables: list[Taken], heading: str) -> list[Taken]:
    return [table for table in tables if table.headings[0] == heading]


def close(one: Cell, other: object) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return one == pytest.approx(float(str(other)), abs=5e-7)


def test_every_figure_of_goals_is_the_one_in_the_database(
    database: duckdb.DuckDBPyConnection, tables: list[Taken]
) -> None:
    goals = list(ask(database, "goal_measures", **PART, **EVERYWHERE).iter_rows(named=True))
    known = {(f"mal-{row['goal']}", row["label"]): row for row in goals}
    found = begins(tables, "Mål")
    assert sum(len(table.rows) for table in found) > len(known)
    bare = [table for table in found if "Målnivå" not in table.headings]
    assert bare
    figures = [GOAL_COLUMNS[name] for name in ("Målnivå", "Utfall")]
    empty = [known[str(row["Id"]), str(row["Mål"])] for table in bare for row in table.rows]
    assert {goal[column] for goal in empty for column in figures} == {None}
    for table in (table for table in found if table not in bare):
        for row in table.rows:
            goal = known[str(row["Id"]), str(row["Mål"])]
            assert all(close(row[name], goal[column]) for name, column in GOAL_COLUMNS.items()), row
            wanted = None if goal["shortfall"] is None else goal["outcome_compared"] - goal["target"]
            assert close(row["Utfall minus målnivå"], wanted)
            assert row["Föregående utfall, år"] == (goal["previous_end"] and goal["previous_end"].year)


def test_every_completion_of_commitments_is_the_one_in_the_database(
    database: duckdb.DuckDBPyConnection, tables: list[Taken]
) -> None:
    rows = ask(database, "commitments", **PART, **EVERYWHERE).iter_rows(named=True)
    known = {f"atagande-{row['code']}": row for row in rows}
    found = begins(tables, "Åtagande")
    assert {str(row["Id"]) for table in found for row in table.rows} == set(known)
    for row in (row for table in found for row in table.rows):
        assert close(row.get("Färdiggrad, %"), known[str(row["Id"])]["completion"])
    shown = [table for table in found if "Färdiggrad, %" in table.headings]
    # The column is left out just where no commitment of the table has any.
    assert shown == [table for table in found if any(known[str(row["Id"])]["completion"] for row in table.rows)]


@pytest.mark.parametrize("statement", list(Statement))
def test_every_amount_of_a_statement_is_the_one_in_the_database(
    database: duckdb.DuckDBPyConnection, tables: list[Taken], statement: Statement
) -> None:
    known = {
        (row["line"], f"{MEASURES[LedgerMeasure(row['measure'])]} {row['period_end'].year}, {row['unit']}"): row
        for row in ask(database, "ledger", **PART, statement=statement.value).iter_rows(named=True)
    }
    for table in [table for table in tables if table.caption == f"{STATEMENTS[statement]} KS 2022"]:
        amounts = [name for name, kind in table.types.items() if kind == "number"]
        read = {(row["Post"], name): row[name] for row in table.rows for name in amounts if row[name] is not None}
        assert read == {key: row["amount"] for key, row in known.items() if row["amount"] is not None}
        totals = {row["Post"] for row in table.rows if row.get("Summarad") == "ja"}
        assert totals == {line for (line, _), row in known.items() if row["is_total"]}


def test_every_key_figure_is_one_that_the_document_prints(
    database: duckdb.DuckDBPyConnection, tables: list[Taken]
) -> None:
    rows = list(ask(database, "key_figures", **PART).iter_rows(named=True))
    known = {(row["label"], SEXES[Sex(row["sex"])], heading_of(row), row["value"]) for row in rows}
    found = [table for table in begins(tables, "Nyckeltal") if "Period" not in table.headings]
    read = {
        (row["Nyckeltal"], row["Kön"], name, row[name])
        for table in found
        for row in table.rows
        for name, kind in table.types.items()
        if kind == "number" and row[name] is not None
    }
    assert read <= known
    firm = {key[:3] for key, row in zip(map(key_of, rows), rows, strict=True) if row["in_table"] and key[3] is not None}
    assert {key[:3] for key in read} >= firm


def key_of(row: dict[str, Any]) -> tuple[str, str, str, float | None]:
    return row["label"], SEXES[Sex(row["sex"])], heading_of(row), row["value"]


def heading_of(row: dict[str, Any]) -> str:
    when = period(row["period_start"], row["period_end"], row["period_type"])
    since = row["compared_to"]
    return f"{MEASURES[Measure(row['measure'])]} {when}" + (f" från {month_of(since)}" if since else "")


def month_of(day: date) -> str:
    return period(day, day, PeriodType.POINT)


def test_every_figure_in_running_text_is_the_one_in_the_database(
    database: duckdb.DuckDBPyConnection, tables: list[Taken]
) -> None:
    figures = ask(database, "key_figures", **PART).filter(~pl.col("in_table"))
    (table,) = [table for table in begins(tables, "Nyckeltal") if "Period" in table.headings]
    names = ("label", "period_start", "period_end", "value", "operator", "symbol", "place")
    headings = ("Nyckeltal", "Från och med", "Till och med", "Värde", "Värde, tecken", "Enhet", "Plats i dokumentet")
    read = [tuple(row.get(name) for name in headings) for row in table.rows]
    assert read == figures.select(names).rows()
    assert len(read) > 50


def test_figures_have_the_decimals_that_they_are_printed_with_in_csv_too(
    database: duckdb.DuckDBPyConnection, tables: list[Taken]
) -> None:
    figures = ask(database, "key_figures", **PART).filter(~pl.col("in_table"))
    (table,) = [table for table in begins(tables, "Nyckeltal") if "Period" in table.headings]
    printed = figures.select("value", "printed_decimals").rows()
    wanted = [None if value is None else f"{value:.{decimals}f}" for value, decimals in printed]
    assert [row["Värde"] for row in table.written] == wanted
    assert any(str(text).endswith("0") and "." in str(text) for text in wanted)


def test_every_claim_is_told_with_both_figures(database: duckdb.DuckDBPyConnection, tables: list[Taken]) -> None:
    claims = list(ask(database, "claims", **PART).iter_rows(named=True))
    known = {(row["label"], row["place"], row["printed"]): row for row in claims}
    for row in (row for table in begins(tables, "Uppgift i texten") for row in table.rows):
        claim = known[str(row["Uppgift i texten"]), str(row["Plats i dokumentet"]), row["Tryckt"]]
        wanted = claim["recomputed"]
        assert close(row["Omräknat"], round(wanted, claim["decimals"]) if claim["agrees"] else wanted)


def test_every_count_is_the_number_of_commitments(database: duckdb.DuckDBPyConnection, tables: list[Taken]) -> None:
    commitments = ask(database, "commitments", **PART, **EVERYWHERE)
    areas = dict(commitments.group_by("area").len().iter_rows())
    found = [table for table in begins(tables, "Processområde") if "Summa" in table.headings]
    assert len(found) >= 2
    for table in found:
        for row in table.rows:
            whole = commitments.height if row["Summarad"] else areas[row["Processområde"]]
            parts = [row[name] for name, kind in table.types.items() if kind == "integer" and name != "Summa"]
            assert (row["Summa"], sum(part for part in parts if isinstance(part, int))) == (whole, whole)


def test_every_figure_behind_a_chart_is_one_of_the_database(
    database: duckdb.DuckDBPyConnection, tables: list[Taken]
) -> None:
    rows = list(ask_sql(database, SERIES).iter_rows(named=True))
    outcomes = {
        (row["label"], SEXES[Sex(row["sex"])], row["period_start"], row["period_end"], row["value"]) for row in rows
    }
    labels = {row["label"] for row in rows}
    targets = {(row["year"], row["target"]) for row in ask_sql(database, "FROM goal_target").iter_rows(named=True)}
    targets |= {(row["period_end"].year, row["value"]) for row in rows if row["measure"] == "target"}
    charts = begins(tables, "Period")
    assert len(charts) > 30
    for chart in charts:
        (value,) = [name for name, kind in chart.types.items() if kind == "number"]
        near = [label for label in labels if chart.caption.startswith(label)]
        for row in chart.rows:
            if row["Vad"] in SEXES.values() and near:
                key = (row["Vad"], row["Från och med"], row["Till och med"], row[value])
                assert any((label, *key) in outcomes for label in near), (chart.caption, row)
            elif row["Vad"] not in SEXES.values():
                assert (int(str(row["Period"])), row[value]) in targets, (chart.caption, row)


def test_where_an_indicator_began_and_is_are_outcomes(database: duckdb.DuckDBPyConnection, tables: list[Taken]) -> None:
    known = {row["value"] for row in ask_sql(database, "SELECT value FROM series").iter_rows(named=True)}
    ends = [row for table in begins(tables, "Indikator") if "Från" in table.headings for row in table.rows]
    assert len(ends) > 3
    assert [row for row in ends if not {row["Från"], row["Till"]} <= known] == []


def test_every_contradiction_has_its_difference(database: duckdb.DuckDBPyConnection, tables: list[Taken]) -> None:
    known = {row["finding"]: row for row in ask_sql(database, "FROM inconsistency").iter_rows(named=True)}
    found = begins(tables, "Vad")
    assert found
    for row in (row for table in found for row in table.rows):
        finding = known[row["Motsägelsens id"]]
        assert (row["Tryckt"], row["Annan uppgift"]) == (finding["printed"] or None, finding["other"] or None)
        assert close(row["Skillnad"], finding["difference"])


def test_no_table_with_figures_is_left_unchecked(tables: list[Taken]) -> None:
    checked = {
        "Indikator",
        "Mål",
        "Åtagande",
        "Post",
        "Nyckeltal",
        "Uppgift i texten",
        "Processområde",
        "Period",
        "Vad",
    }
    assert {table.headings[0] for table in tables if table.figures} <= checked
    assert sum(table.figures for table in tables) > 725


def test_excel_holds_the_same_as_csv(folder: Path, tables: list[Taken]) -> None:
    for table in tables[:-1]:  # the last is the list of origins
        headings, *rows = read_sheet(folder / "tables" / f"{table.name}.xlsx")
        assert headings == table.headings
        expected = [[clean(value) for value in row.values()] for row in table.rows]
        # An Excel table has at least one row, though it be empty.
        assert rows == (expected or [[None] * len(headings)]), table.name


def clean(value: Cell) -> Cell:
    """An apostrophe guards a text from spreadsheets in CSV only."""
    return value[1:] if isinstance(value, str) and re.match(r"'[=+\-@]", value) else value


def test_the_workbook_has_every_table_and_leads_to_each(folder: Path, tables: list[Taken]) -> None:
    book = openpyxl.load_workbook(folder / f"{REPORT}.xlsx")
    contents, *sheets, origins = book.worksheets
    assert [sheet["A1"].value for sheet in sheets] == [table.caption for table in tables[:-1]]
    links = [cell.hyperlink.location for (cell,) in contents.iter_rows(max_col=1) if cell.hyperlink]
    assert links == [f"'{sheet.title}'!A1" for sheet in sheets]
    assert (book.properties.title, book.properties.creator) == (
        "Verksamhetsberättelse 2022, Kommunstyrelsen",
        "Årshjul",
    )
    assert "Data: " in str([cell.value for (cell,) in contents.iter_rows(max_col=1)])
    assert origins.max_row > 100
    assert {sheet.freeze_panes for sheet in sheets} == {"B3"}
    assert [cell.value for cell in sheets[0][2]] == tables[0].headings


def test_figures_are_numbers_with_the_decimals_that_they_are_printed_with(folder: Path, tables: list[Taken]) -> None:
    income = next(table for table in tables if table.caption == "Resultaträkning, KS 2022")
    sheet = openpyxl.load_workbook(folder / "tables" / f"{income.name}.xlsx").worksheets[0]
    assert {cell.number_format for row in sheet["B3:E5"] for cell in row} == {"#,##0.0"}
    assert {cell.data_type for row in sheet["B3:E5"] for cell in row} == {"n"}


def test_source_and_origins_go_along(folder: Path, tables: list[Taken]) -> None:
    income = next(table for table in tables if table.caption == "Resultaträkning, KS 2022")
    book = openpyxl.load_workbook(folder / "tables" / f"{income.name}.xlsx")
    assert any(str(cell.value).startswith("Källa: ") for (cell,) in book.worksheets[0].iter_rows(max_col=1))
    assert any("ledger.csv, rad" in str(cell.value) for (cell,) in book["Ursprung"].iter_rows(min_col=3, max_col=3))


@pytest.mark.parametrize("report", [REPORT, "evaluation-2011"])
def test_the_data_package_is_valid(taken: Project, report: str) -> None:
    checked = frictionless.validate(str(taken.output / report / "datapackage.json"))
    assert checked.valid, checked.flatten(["type", "message"])[:5]


def test_the_data_package_tells_size_hash_and_data_and_makes_up_no_licence(
    folder: Path, database: duckdb.DuckDBPyConnection
) -> None:
    package = package_of(folder)
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    assert package["version"] == ask(database, "build_info")["fingerprint"].item()
    assert "licenses" not in package
    assert "Ingen licens är angiven" in package["description"]
    assert [source["title"][:27] for source in package["sources"]][:1] == ["Kommunstyrelsens verksamhet"]


def test_below_every_table_of_a_page_are_links_named_after_it(taken: Project) -> None:
    single = taken.output / REPORT / f"{REPORT}.html"
    assert "Ladda ned" not in single.read_text(encoding="utf-8")
    assert "Ladda ned" not in (taken.output / REPORT / "search.json").read_text(encoding="utf-8")
    for path in set((taken.output / REPORT).glob("*.html")) - {single}:
        page = read_page(path)
        links = page.all("p.files a")
        captions = [table.caption for table in page.tables()]
        named = [text_of(link).removeprefix("Excel : ") for link in links[::2]]
        assert len(links) == 2 * len(captions), path
        assert named == captions
        assert all(link.has_attr("download") for link in links)
        assert all((path.parent / str(link["href"])).is_file() for link in links)


def test_the_first_page_leads_to_the_workbook_and_the_package(folder: Path) -> None:
    links = [str(link["href"]) for link in read_page(folder / "index.html").all("ul.downloads a")]
    assert links == [f"{REPORT}.xlsx", "datapackage.json"]


def test_a_chapter_that_is_found_unchanged_gets_the_same_files_again(own: Project) -> None:
    report = own.output / "evaluation-2011"
    before = files_of(report / "tables")
    (report / "index.html").unlink()
    ran = within(own, "run", "evaluation-2011")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert files_of(report / "tables") == before
    assert len(before) > 20


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_no_file_says_when_or_where_it_was_made(folder: Path, taken: Project) -> None:
    for path in sorted((folder / "tables").glob("*.xlsx"))[:5]:
        with zipfile.ZipFile(path) as file:
            assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert not any(str(taken.root).encode() in file.read(name) for name in file.namelist())


def test_a_changed_licence_is_published(own: Project) -> None:
    (own.data / "open_data.yaml").write_text("licences: [{name: CC0-1.0}]\npublisher: Kommunen\n", encoding="utf-8")
    ran = within(own, "run", "evaluation-2011")
    package = package_of(own.output / "evaluation-2011")
    (own.data / "open_data.yaml").write_text("licenser: []\n", encoding="utf-8")
    refused = within(own, "run", "evaluation-2011", "--force")
    assert ran.returncode == 0
    assert package["licenses"] == [{"name": "CC0-1.0"}]
    assert "Ingen licens" not in package["description"]
    assert refused.returncode == 1
    assert "open_data.yaml: okänd nyckel licenser. Menade du «licences»?" in refused.stderr
