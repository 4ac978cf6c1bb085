"""Figures, words and symbols read back from the finished pages equal the database."""

import re
from collections import Counter
from typing import Any

import duckdb
import polars as pl
import pytest
from tests.pages import Page, ReadTable, amount, lines_of, text_of

from analysis.base.vocabulary import Missing, Sex
from analysis.report.goals import FEW_GOALS
from analysis.store.query import ask_sql
from analysis.words.codes import MISSING, SEXES

KLK, KOU = "annual-2016-klk", "annual-2016-kou"
REPORTS = {KLK: "KLK", KOU: "KoU"}

GOALS = """
SELECT g.*, a.name AS area FROM goal_detail AS g
JOIN area_name AS a USING (document, organisation, process_area)
WHERE g.document = 'annual-2016' AND g.organisation = $organisation
"""
COMMITMENTS = """
SELECT c.label, c.status, c.completion, a.name AS area, c.symbol_set FROM commitment_detail AS c
JOIN area_name AS a USING (document, organisation, process_area)
WHERE c.document = 'annual-2016' AND c.organisation = $organisation
"""
KEY_FIGURES = """
SELECT * FROM key_figure_detail WHERE document = 'annual-2016' AND part = $organisation AND NOT of_goal
ORDER BY source_line, file_row
"""

Pages = dict[str, list[Page]]
Row = dict[str, Any]


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> str:
    """Each report."""
    return str(request.param)


@pytest.fixture
def words(database: duckdb.DuckDBPyConnection, report: str) -> dict[tuple[str, str | None], str]:
    """The printed word of every code of the report's edition."""
    sql = """SELECT l.subject, l.code, l.word FROM legend AS l JOIN document_part AS p USING (symbol_set)
    WHERE p.document = 'annual-2016' AND p.organisation = $organisation"""
    found = ask_sql(database, sql, organisation=REPORTS[report]).rows()
    unknown = {(subject, None): "Okänd" for subject in ("assessment", "trend", "status")}
    return {(subject, code): word for subject, code, word in found} | unknown


def rows_of(database: duckdb.DuckDBPyConnection, sql: str, report: str) -> list[Row]:
    return list(ask_sql(database, sql, organisation=REPORTS[report]).iter_rows(named=True))


def page_called(pages: list[Page], title: str) -> Page:
    return next(page for page in pages if page.title == title)


def cell(page: Page, caption: str, row: str, heading: str) -> str:
    return page.table(caption).row(row)[heading]


def first_line(page: Page, caption: str, row: str, heading: str) -> Page:
    """What stands in one cell, as a page of its own."""
    for table in page.all("table"):
        if text_of(table.select("caption")[0]).startswith(caption):
            lines = {text_of(line.select("th")[0]): line for line in lines_of(table)}
            return Page(str(lines[row].select(f'[data-label="{heading}"]')[0]), page.path)
    raise LookupError(caption)


def test_every_goal_stands_on_its_area_page_with_target_and_outcome(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str
) -> None:
    goals = rows_of(database, GOALS, report)
    assert len(goals) == {KLK: 31, KOU: 1}[report]
    for goal in goals:
        page = page_called(pages[report], goal["area"])
        outcome = first_line(page, "Processmål", goal["label"], "Utfall").texts(".value")[0]
        assert amount(cell(page, "Processmål", goal["label"], "Målnivå")) == goal["target"], goal["label"]
        assert amount(outcome) == goal["outcome"], goal["label"]


def test_every_goal_has_its_published_words(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str, words: dict[tuple[str, str | None], str]
) -> None:
    for goal in rows_of(database, GOALS, report):
        page = page_called(pages[report], goal["area"])
        for heading, subject in (("Bedömning", "assessment"), ("Trend", "trend")):
            shown = first_line(page, "Processmål", goal["label"], heading).texts(".symbol")
            assert shown[0] == words[subject, goal[f"{subject}_published"]], goal["label"]


def test_computed_stands_beside_published_exactly_where_figures_say_otherwise(
    database: duckdb.DuckDBPyConnection, pages: Pages
) -> None:
    differing, shown = {}, {}
    for goal in rows_of(database, GOALS, KLK):
        published, computed = goal["assessment_published"], goal["assessment_computed"]
        if computed not in ("not_evaluated", published):
            differing[goal["label"]] = f"publicerat {word_of(published)}"
        page = page_called(pages[KLK], goal["area"])
        found = first_line(page, "Processmål", goal["label"], "Bedömning").texts(".differs")
        if found:
            shown[goal["label"]] = found[0].rsplit("; ", maxsplit=1)[-1]
    assert len(differing) == 7
    assert shown == differing


def word_of(code: str) -> str:
    words = {"near": "Nära målet", "worse": "Sämre än målet", "better": "Bättre än målet"}
    return words.get(code, "Ej utvärderad")


def test_the_reason_stands_beside_the_computed_symbol(pages: Pages) -> None:
    page = page_called(pages[KLK], "Att främja näringsliv och arbete")
    told = cell(page, "Processmål", "Arbetstillfällen genom etableringar", "Bedömning")
    assert told.startswith("Nära målet")
    assert "Beräknat: Sämre än målet" in told
    assert "232 st mot målet 300 st, alltså 22,7 % under målet; publicerat Nära målet" in told


def test_a_trend_that_figures_contradict_shows_both_with_the_figures(pages: Pages) -> None:
    page = page_called(pages[KLK], "Medarbetare")
    told = cell(page, "Processmål", "Sjukfrånvaro, total", "Trend")
    assert told.startswith("Minskad")
    assert "Beräknat: Ökad" in told
    assert "2,1 (2015) → 4,4" in told


def test_every_commitment_stands_on_its_area_page_with_status_and_completion(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str, words: dict[tuple[str, str | None], str]
) -> None:
    commitments = rows_of(database, COMMITMENTS, report)
    assert len(commitments) == {KLK: 49, KOU: 16}[report]
    for row in commitments:
        assert_commitment(page_called(pages[report], row["area"]), row, words)


def test_every_commitment_stands_in_the_list_of_all(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str, words: dict[tuple[str, str | None], str]
) -> None:
    page = page_called(pages[report], "Alla åtaganden")
    full = max((table for table in page.tables() if table.caption.startswith("Åtaganden")), key=lambda t: len(t.rows))
    commitments = rows_of(database, COMMITMENTS, report)
    assert sorted(row[0] for row in full.rows) == sorted(row["label"] for row in commitments)
    for row in commitments:
        assert full.row(row["label"])["Status"].startswith(words["status", row["status"]])
        assert completion_of(full, row["label"]) == row["completion"]
    assert ("Färdiggrad" in full.headings) == (report == KLK)


def assert_commitment(page: Page, row: Row, words: dict[tuple[str, str | None], str]) -> None:
    status = first_line(page, "Åtaganden", row["label"], "Status").texts(".symbol")
    assert status == [words["status", row["status"]]], row["label"]
    assert completion_of(page.table("Åtaganden"), row["label"]) == row["completion"], row["label"]


def completion_of(table: ReadTable, label: str) -> float | None:
    """The completion of a commitment; the column is left out where no commitment has any."""
    return amount(table.row(label).get("Färdiggrad", ""))


@pytest.mark.parametrize(("subject", "caption"), [("assessment", "Processmål efter"), ("status", "Åtaganden efter")])
def test_the_count_tables_equal_counts_of_the_database(
    database: duckdb.DuckDBPyConnection,
    pages: Pages,
    report: str,
    words: dict[tuple[str, str | None], str],
    subject: str,
    caption: str,
) -> None:
    rows = rows_of(database, GOALS if subject == "assessment" else COMMITMENTS, report)
    page = page_called(pages[report], "Året i korthet")
    if len(rows) <= FEW_GOALS:
        assert not any(caption in found for found in page.texts("caption"))
        return
    column = "assessment_final" if subject == "assessment" else "status"
    expected = Counter((row["area"], words.get((subject, row[column]), "Går inte att bedöma")) for row in rows)
    table = page.table(caption)
    shown = {
        (row[0], heading): amount(value)
        for row in table.rows[:-1]
        for heading, value in zip(table.headings[1:-1], row[1:-1], strict=True)
    }
    assert {key: value for key, value in shown.items() if value} == expected
    assert amount(table.rows[-1][-1]) == len(rows)


def test_the_headline_counts_of_klk_stand_in_the_total_rows(pages: Pages) -> None:
    page = page_called(pages[KLK], "Året i korthet")
    assert page.table("Processmål efter").row("Totalt") == {
        "Processområde": "Totalt",
        "Bättre än målet": "10",
        "Nära målet": "5",
        "Sämre än målet": "10",
        "Ej utvärderad": "6",
        "Summa": "31",
    }
    assert page.table("Processmål efter").headings[1:-1] == [
        "Bättre än målet",
        "Nära målet",
        "Sämre än målet",
        "Ej utvärderad",
    ]
    assert page.table("Åtaganden efter").rows[-1] == ["Totalt", "18", "27", "2", "2", "49"]


def test_every_cell_of_the_ledger_stands_in_its_table(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str
) -> None:
    page = page_called(pages[report], "Resultat och investeringar")
    # Amounts in a table of key figures stand with it.
    tables = [*page.tables(), *page_called(pages[report], "Nyckeltal").tables()]
    shown = {pair for table in tables if table.headings[0] == "Post" for pair in amounts_of(table)}
    sql = "SELECT * FROM ledger_detail WHERE document = 'annual-2016' AND part = $organisation"
    for statement, lines in ask_sql(database, sql, organisation=REPORTS[report]).group_by("statement"):
        # Lines without any amount are named below the table instead.
        printed = lines.filter(pl.col("amount").is_not_null()).select("line", "amount")
        assert set(printed.rows()) <= shown, statement
        empty = set(lines["line"]) - set(printed["line"])
        assert all(any(name in note for note in page.texts(".note")) for name in empty), statement


def amounts_of(table: ReadTable) -> list[tuple[str, float]]:
    """Every amount of a table with the name of its row."""
    found = ((row[0], amount(value)) for row in table.rows for value in row[1:])
    return sorted((name, value) for name, value in found if value is not None)


def test_a_ledger_amount_stands_in_its_row_and_column(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str
) -> None:
    page = page_called(pages[report], "Resultat och investeringar")
    sql = """SELECT * FROM ledger_detail WHERE document = 'annual-2016' AND part = $organisation
    AND statement = 'income_statement' AND measure IN ('actual', 'budget', 'variance') AND amount IS NOT NULL"""
    measures = {"actual": "Utfall", "budget": "Budget", "variance": "Avvikelse"}
    for line in rows_of(database, sql, report):
        heading = f"{measures[line['measure']]} {line['period_end'].year}, {line['unit']}"
        assert amount(cell(page, "Resultaträkning", line["line"], heading)) == line["amount"]


def test_every_key_figure_in_text_stands_with_its_place(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str
) -> None:
    table = page_called(pages[report], "Nyckeltal").table("Övriga siffror i dokumentet")
    shown = [(row[0], amount(row[4]), row[5]) for row in table.rows]
    figures = [row for row in rows_of(database, KEY_FIGURES, report) if not row["in_table"]]
    expected = [(row["label"], row["value"], " ".join(row["place"].split())) for row in figures]
    assert Counter(shown) == Counter(expected)


def test_every_key_figure_of_a_printed_table_stands_in_a_table(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str
) -> None:
    tables = [t for t in page_called(pages[report], "Nyckeltal").tables() if t.headings[0] == "Nyckeltal"]
    shown = Counter(
        (re.sub(", (kvinnor|män)$", "", row[0]), amount(value))
        for table in tables
        for row in table.rows
        for value in row[1:]
        if value
    )
    figures = [row for row in rows_of(database, KEY_FIGURES, report) if row["in_table"] and row["value"] is not None]
    assert [row["label"] for row in figures if shown[row["label"], row["value"]] == 0] == []


def test_staff_figures_of_women_and_men_stand_apart(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str
) -> None:
    tables = page_called(pages[report], "Anställda och sjukfrånvaro").tables()
    sql = """SELECT * FROM key_figure_detail WHERE document = 'annual-2016' AND part = $organisation
    AND organisation = $organisation AND value IS NOT NULL AND measure = 'outcome'
    AND (indicator LIKE 'anstallda%' OR indicator LIKE 'sjukfranvaro%')"""
    lost = []
    for figure in rows_of(database, sql, report):
        sex = SEXES[Sex(figure["sex"])].lower()
        values = [amount(value) for table in tables for value in sexed(table, figure["label"], sex)]
        if figure["value"] not in values:
            lost.append((figure["indicator"], figure["sex"], figure["value"], figure["place"]))
    assert lost == []


def sexed(table: ReadTable, label: str, sex: str) -> list[str]:
    """The values of the row that belongs to women, men or the total, other printed values among them."""
    name = label if sex == "totalt" else f"{label}, {sex}"
    cells = [value for row in table.rows if row[0] == name for value in row[1:]]
    return [text for value in cells for text in re.split(r" \(även tryckt: |, (?=\d)|\)", value) if text]


def test_missing_figures_say_why_and_are_never_zero(database: duckdb.DuckDBPyConnection, pages: Pages) -> None:
    sql = """SELECT label, missing FROM key_figure_detail WHERE document = 'annual-2016' AND part = $organisation
    AND value IS NULL AND NOT in_table AND NOT of_goal"""
    for report in REPORTS:
        table = page_called(pages[report], "Nyckeltal").table("Övriga siffror i dokumentet")
        for figure in rows_of(database, sql, report):
            values = [row[4] for row in table.rows if row[0] == figure["label"]]
            assert {"–", MISSING[Missing(figure["missing"])]} & set(values)
            assert "0" not in values


def test_every_claim_of_a_report_stands_with_its_recomputed_figure(
    database: duckdb.DuckDBPyConnection, pages: Pages, report: str
) -> None:
    claims = rows_of(
        database, "SELECT * FROM claim_detail WHERE document = 'annual-2016' AND organisation = $organisation", report
    )
    counts = page_called(pages[report], "Året i korthet").table("Antal som dokumentet anger")
    others = page_called(pages[report], "Nyckeltal").table("Upprepade uppgifter")
    shown = Counter((row[0], amount(row[1]), verdict(row[4])) for row in [*counts.rows, *others.rows])
    assert shown == Counter((row["label"], row["printed"], row["agrees"]) for row in claims)


def verdict(text: str) -> bool | None:
    return {"stämmer": True, "stämmer inte": False}.get(text)


def test_every_follow_up_text_is_on_a_page(database: duckdb.DuckDBPyConnection, pages: Pages, report: str) -> None:
    sql = "SELECT text FROM text_detail WHERE document = 'annual-2016' AND organisation = $organisation"
    everything = " ".join(page.text for page in pages[report])
    texts = ask_sql(database, sql, organisation=REPORTS[report]).with_columns(
        first=pl.col("text").str.split(". ").list.first().str.split("\n").list.first()
    )
    plain = texts.filter(~pl.col("first").str.contains(r"[*_\[\]`\\]|^[-0-9]"))
    assert plain.height > 10
    assert [text for text in plain["first"] if " ".join(text.rstrip(".:").split()) not in everything] == []
