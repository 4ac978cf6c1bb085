"""Forms: each owner is asked for what is theirs, in cells that take nothing else, and the same cells come out again."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.invented import WHO, Invented, connected
from tests.making import within

from analysis.base.project import Project
from analysis.build.own_terms import project_terms
from analysis.collect.asked import asked
from analysis.collect.form import HIDDEN_SHEET, KEY_COLUMN, KEY_ROW, Field, Form, form_of
from analysis.collect.form_workbook import About, form_of_lines, workbook_of
from analysis.collect.lines import Line
from analysis.intake.own_terms import read_terms
from analysis.words.current_language import ENGLISH, SWEDISH, speaking
from analysis.words.terms import named_by

DAY = date(2023, 9, 1)
#: What is only told where there is something to tell.
BESIDE = ("preliminary", "comment")
#: Another municipality's words: areas are "målområden", commitments "uppdrag".
WORDS = """format: 2
words:
  area: ett målområde, målområdet, målområden, målområdena
  commitment: ett uppdrag, uppdraget, uppdrag, uppdragen
"""


def _invented(folder: Path) -> Project:
    """An interim report: two yardsticks (one told for women and men, one of a unit of four), a commitment, money."""
    made = Invented(folder, WORDS)
    made.document("t2", 2023, kind="interim", period_start="2023-01-01", period_end="2023-08-31")
    made.reference("organisations", organisation="SMA", name="Lilla enheten", kind="department", parent=WHO, people=4)
    made.reference(
        "organisations", organisation="STOR", name="Stora enheten", kind="department", parent=WHO, people=400
    )
    for code in ("frisk", "sjuk"):
        made.indicator(code, minimum=0, maximum=100)
    made.goal("g1", "frisk", "t2", measured_for="STOR", label="Friska medarbetare", owners="STOR")
    made.goal("g2", "sjuk", "t2", measured_for="SMA", owners="SMA")
    made.source("targets", "t2", goal="g1", organisation=WHO, year=2023, value="95", unit="percent")
    for year, total, women in (
        ("2020", "91", "90"),
        ("2021", "92,5", "91"),
        ("2022", "93", "92"),
        ("2019", "90", "89"),
    ):
        when = f"{year}-01-01/{year}-08-31"
        for who, indicator in (("STOR", "frisk"), ("SMA", "sjuk")):
            for sex, value in (("T", total), ("K", women)):
                made.figure(indicator, when, value, organisation=who, sex=sex)
    made.source(
        "commitments",
        "t2",
        commitment="bro",
        organisation=WHO,
        kind="own",
        label="Bygg bron",
        owners="STOR",
        process_area="a",
    )
    money = {"organisation": WHO, "statement": "income_statement", "unit": "tkr"}
    made.source("ledger", "t2", **money, line_no=1, line="Stora enheten", measure="budget", amount="1 200,5",
                period_start="2023-01-01", period_end="2023-12-31")  # fmt: skip
    return made.build()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return _invented(tmp_path_factory.mktemp("forms"))


@pytest.fixture(scope="module")
def database(project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    with connected(project) as connection:
        yield connection


@pytest.fixture(scope="module")
def lines(database: duckdb.DuckDBPyConnection) -> list[Line]:
    return asked(database, "t2")["STOR"]


def written(lines: list[Line], language: str = SWEDISH) -> tuple[Form, bytes]:
    with speaking(language):
        form = form_of_lines(Form("t2-stor", "t2", "STOR", DAY), lines)
        return form, workbook_of(form, lines, About("Delårsrapport 2", "Stora enheten", DAY))


@pytest.fixture(scope="module")
def form(lines: list[Line]) -> Form:
    return written(lines)[0]


@pytest.fixture(scope="module")
def book(lines: list[Line]) -> Workbook:
    return load_workbook(io.BytesIO(written(lines)[1]))


def hidden_form(book: Workbook) -> Form:
    return form_of([[str(cell or "") for cell in row] for row in book[HIDDEN_SHEET].iter_rows(values_only=True)])


def place_of(book: Workbook, field: Field) -> Any:  # noqa: ANN401 - a cell of openpyxl
    """Find a field's cell as whoever receives the form does: by the hidden row and column."""
    sheet = next(
        each for each in book.worksheets if each.cell(KEY_ROW + 1, KEY_COLUMN + 1).value == f"_rad:{field.sheet}"
    )
    column = next(cell.column for cell in sheet[KEY_ROW + 1] if cell.value == field.column)
    row = next(cell.row for cell in sheet["Z"] if cell.value == field.row)
    return sheet.cell(row, column)


def shown(sheet: Worksheet) -> str:
    return "\n".join(
        str(cell) for row in sheet.iter_rows(min_row=2, values_only=True) for cell in row if cell is not None
    )


# ---- what is asked ----


def test_each_owner_is_asked_for_what_is_theirs(database: duckdb.DuckDBPyConnection) -> None:
    owed = asked(database, "t2")
    told = {owner: sorted({line.sheet for line in lines}) for owner, lines in owed.items()}
    assert told == {"SMA": ["figures"], "STOR": ["commitments", "figures", "money"], WHO: ["texts"]}
    assert asked(database, "nothing") == {}


def test_women_and_men_are_asked_for_where_they_have_been_told_apart_and_nobody_can_be_recognised(
    database: duckdb.DuckDBPyConnection,
) -> None:
    owed = asked(database, "t2")
    columns = {owner: [field.column for field in owed[owner][0].fields] for owner in ("STOR", "SMA")}
    assert columns["STOR"] == ["T", "K", "M", "forecast", "preliminary", "comment"]
    assert columns["SMA"] == ["T", "forecast", "preliminary", "comment"]


def test_a_figure_is_asked_for_the_same_part_of_the_year_as_before(lines: list[Line]) -> None:
    total, women, _men, forecast, *_rest = lines[0].fields
    assert (total.key["period_type"], total.key["period_start"], total.key["period_end"]) == (
        "part_year", "2023-01-01", "2023-08-31"
    )  # fmt: skip
    assert (total.key["sex"], women.key["sex"], total.unit, total.low, total.high) == ("T", "K", "percent", 0, 100)
    assert (forecast.key["measure"], forecast.key["period_type"], forecast.key["period_end"]) == (
        "forecast", "year", "2023-12-31"
    )  # fmt: skip


def test_the_last_three_values_and_the_target_stand_beside(lines: list[Line]) -> None:
    assert lines[0].shown["earlier"].replace("\N{NO-BREAK SPACE}", " ").split("\n") == [
        "jan.–aug. 2020: 91 %", "jan.–aug. 2021: 92,5 %", "jan.–aug. 2022: 93 %"
    ]  # fmt: skip
    assert lines[0].fields[0].earlier == (93.0, 92.5, 91.0)
    assert lines[0].shown["target"].replace("\N{NO-BREAK SPACE}", " ") == "95 %"
    assert "Friska medarbetare" in lines[0].shown["about"]


def test_money_has_its_budget_and_two_cells_besides_what_a_deficit_asks_for(lines: list[Line]) -> None:
    money = next(line for line in lines if line.sheet == "money")
    assert money.shown["budget"].replace("\N{NARROW NO-BREAK SPACE}", " ") == "1 200,5"
    assert [field.column for field in money.fields] == ["actual", "forecast", "why", "action", "effect", "start"]
    assert [field.key.get("measure") for field in money.fields[:2]] == ["actual", "forecast"]


def test_the_sheet_of_money_says_which_period_its_outcome_is_of(book: Workbook) -> None:
    assert book["Ekonomi"]["A3"].value == (
        "Fyll i utfallet för jan.–aug. 2023 och vad du väntar dig för hela året. "
        "Resten fyller du bara i där det avviker från budgeten."
    )


def test_ten_goals_of_women_and_men_and_five_commitments_are_sixty_cells_at_most(lines: list[Line]) -> None:
    typed = {line.sheet: [each for each in line.fields if each.column not in BESIDE] for line in lines}
    sheets, goals, commitments = 2, 10, 5
    assert goals * len(typed["figures"]) + commitments * len(typed["commitments"]) + sheets <= 60


# ---- the workbook ----


def test_the_hidden_sheet_gives_the_form_back(form: Form, book: Workbook) -> None:
    assert hidden_form(book) == form
    assert book[HIDDEN_SHEET].sheet_state == "veryHidden"


def test_every_cell_is_found_unlocked_and_takes_one_kind_of_answer(form: Form, book: Workbook) -> None:
    for field in form.fields:
        cell = place_of(book, field)
        assert not cell.protection.locked, field
        rules = [rule for rule in cell.parent.data_validations.dataValidation if cell.coordinate in rule.sqref]
        assert [rule.type for rule in rules] in (["decimal"], ["list"], ["textLength"]), field


def test_all_else_is_locked(form: Form, book: Workbook) -> None:
    free = {(place.parent.title, place.coordinate) for field in form.fields for place in [place_of(book, field)]}
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.protection.locked or (sheet.title, cell.coordinate) in free


def test_no_cell_is_a_percentage_or_merged_and_headings_repeat_on_a4(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert "%" not in {cell.number_format for row in sheet.iter_rows() for cell in row}
        assert all("%" not in cell.number_format for row in sheet.iter_rows() for cell in row)
    for sheet in book.worksheets[1:-1]:
        assert (sheet.page_setup.paperSize, sheet.print_title_rows) == (9, "$4:$4")
        (table,) = sheet.tables.values()
        assert table.headerRowCount != 0
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["Z"].hidden


def test_every_sheet_ends_with_klar_and_why_not(book: Workbook) -> None:
    for sheet in book.worksheets[1:-1]:
        ends = [row[0].value for row in sheet.iter_rows() if row[0].value][-2:]
        assert ends == ["Klar? Välj Ja när bladet är ifyllt", "Ingen uppgift, därför att …"]


def test_it_speaks_the_owners_words_and_the_languages_own(project: Project, lines: list[Line]) -> None:
    with named_by(project_terms(project)):
        swedish = load_workbook(io.BytesIO(written(lines)[1]))
        english = load_workbook(io.BytesIO(written(lines, ENGLISH)[1]))
    assert swedish.sheetnames == ["Läs först", "Siffror", "Uppdrag", "Ekonomi", HIDDEN_SHEET]
    assert english.sheetnames[:2] == ["Read first", "Figures"]
    assert "Stora enheten" in shown(swedish["Läs först"])
    assert "2023-09-01" in shown(swedish["Läs först"])


def test_an_owner_who_calls_commitments_figures_has_two_sheets(lines: list[Line]) -> None:
    terms, faults = read_terms({"commitment": "en siffra, siffran, siffror, siffrorna"}, levels=[])
    assert faults == []
    with named_by(terms):
        form, content = written(lines)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Läs först", "Siffror", "Siffror 2", "Ekonomi", HIDDEN_SHEET]
    assert {place_of(book, field).parent.title for field in form.fields} == {"Siffror", "Siffror 2", "Ekonomi"}


def test_the_same_form_gives_the_same_bytes(lines: list[Line]) -> None:
    assert written(lines)[1] == written(lines)[1]


# ---- what is known already ----


def test_what_is_known_goes_out_with_the_form_and_can_be_confirmed(small: Any) -> None:  # noqa: ANN401
    with duckdb.connect(str(small.path), read_only=True) as connection:
        lines = asked(connection, "annual-2031")["HAMN"]
    form, content = written(lines)
    book = load_workbook(io.BytesIO(content))
    known = {field.column: place_of(book, field).value for field in form.fields if field.issued}
    assert known == {"T": 87, "status": "Under segel", "completion": 40, "actual": 1505}
    assert {field.sheet for field in form.fields if field.column == "unchanged"} == {"figures", "commitments", "money"}


# ---- the command ----


def test_forms_are_laid_out_by_owner_and_never_over_another_file(project: Project, tmp_path: Path) -> None:
    told = within(project, "forms", "t2", "--to", str(tmp_path / "ut"), "--mail")
    assert (told.returncode, told.stderr) == (0, "")
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == [
        "sma.eml", "sma.xlsx", "stor.eml", "stor.xlsx", "xk.eml", "xk.xlsx"
    ]  # fmt: skip
    again = within(project, "forms", "t2", "--to", str(tmp_path / "ut"), "--mail")
    assert again.returncode == 0, again.stderr
    filled = tmp_path / "ut" / "stor.xlsx"
    filled.write_bytes(b"filled in")
    third = within(project, "forms", "t2", "--to", str(tmp_path / "ut"), "--owner", "STOR")
    assert (third.returncode, filled.read_bytes()) == (1, b"filled in")
    assert "stor.xlsx finns redan" in third.stderr


def test_a_form_an_indicator_has_its_figures_alone(project: Project, tmp_path: Path) -> None:
    told = within(project, "forms", "t2", "--by", "indicator", "--to", str(tmp_path))
    assert told.returncode == 0, told.stderr
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["frisk.xlsx", "sjuk.xlsx"]
    assert {field.sheet for field in hidden_form(load_workbook(tmp_path / "frisk.xlsx")).fields} == {"figures"}


@pytest.mark.parametrize(
    ("words", "said"),
    [(["t3"], "varken en rad i kalendern, en rapport eller ett dokument. Tillåtna: d, t2."),
     (["t2", "--owner", "STRO"], "Ingen blankett är för «STRO». Menade du «STOR»?"),
     (["t2", "--by", "owners"], "owner")],
)  # fmt: skip
def test_a_wrong_call_says_what_there_is(project: Project, words: list[str], said: str) -> None:
    told = within(project, "forms", *words)
    assert told.returncode == 2
    assert said in told.stderr
