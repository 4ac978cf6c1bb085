"""Signs of money through a real build: what the checks find, what pages say, what is stored, on tables made up."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.making import SMALL, small_project

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.chapter.markup.palette import COLOURS, Tone
from analysis.errors import InputFaults
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment, Several
from analysis.present.table import Table
from analysis.report import Report
from analysis.store.connection import open_database
from analysis.store.query import ask_sql

LEDGER = (
    "organisation;statement;line_no;line;is_total;measure;period_start;period_end;amount;missing;unit;place;source_line"
)
SUMS = "document;organisation;statement;total;measure;part_statement;parts;part_measure"
OURS = ("actual", "budget", "variance")
MINUS = "\N{MINUS SIGN}"
#: A line: its name and amounts; a name that begins with "Summa" or "Resultat" is a total.
Lines = Mapping[str, Sequence[str]]
#: Costs without a minus, plus is better.
FAVOURABLE = {
    "Intäkter": ("100", "90", "10"),
    "Personal": ("50", "55", "5"),
    "Övrigt": ("30", "28", "-2"),
    "Resultat": ("20", "7", "13"),
}


def rows_of(statement: str, lines: Lines, measures: Sequence[str] = OURS, unit: str = "mnkr") -> list[str]:
    return [
        f"HAMN;{statement};{number};{name};{'yes' * name.startswith(('Summa', 'Resultat'))};{measure};2031-01-01;"
        f"2031-12-31;{amount};;{unit};Del 1 › Ekonomi › kolumn {measure} {statement};{60 + number}"
        for number, (name, amounts) in enumerate(lines.items(), start=1)
        for measure, amount in zip(measures, amounts, strict=True)
    ]


def project_of(folder: Path, *rows: str, sums: Sequence[str] = (), stated: Sequence[str] = ()) -> Project:
    """The harbour office with these amounts and no others."""
    project = small_project(folder)
    files = {
        project.data / "reference" / "ledger_sums.csv": [SUMS, *(f"annual-2031;HAMN;{each}" for each in sums)],
        project.data / "sources" / "annual-2031" / "ledger.csv": [LEDGER, *rows],
        project.data / "sources" / "annual-2031" / "statements.csv": [
            *("organisation;statement;costs;variance", *(f"HAMN;{each}" for each in stated)),
        ],
    }
    claims = project.data / "sources" / "annual-2031" / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8-sig").splitlines()[0] + "\n", encoding="utf-8")
    for path, lines in files.items():
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return project


class Made(NamedTuple):
    """What a page asks, and what the checks find of money: severity, subject, printed, other."""

    report: Report
    found: list[tuple[str, ...]]
    database: Path


def made(project: Project) -> Made:
    build_database(project)
    query = """SELECT severity, subject, printed, other FROM inconsistency
        WHERE rule IN ('sum', 'variance', 'sign-convention') ORDER BY ALL"""
    with open_database(project.database) as connection:
        found = ask_sql(connection, query).rows()
    return Made(Report(**SMALL, database=project.database), found, project.database)


def lead(shown: Table | Several | Fragment) -> str:
    assert isinstance(shown, Table)
    return shown.lead


SCHOOLS = {"Skola": ("100", "120", "-20"), "Vård": ("200", "195", "5"), "Park": ("30", "32", "-2")}
OTHER_WAY = ("budget", "actual", "variance")
BY_ORGANISATION = ("department", "unit", "operating_account")
BALANCE = {
    "Anläggningar": ("70", "60"),
    "Kassa": ("5", "9"),
    "Summa tillgångar": ("75", "69"),
    "Summa eget kapital": ("75", "69"),
}
FLOW = {"Ett": ("50", "55", "-5"), "Två": ("30", "28", "2"), "Tre": ("9", "4", "5")}
ONE_RULE = ("income_statement;4;;;1, -2, -3;",)
TWO_RULES = ("income_statement;4;actual;;1, -2, -3;", "income_statement;4;variance;;1-3;")


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A document of many statements, all of them as they should be; of no total it is said what it is made of."""
    rows = [row for statement in BY_ORGANISATION for row in rows_of(statement, SCHOOLS, OTHER_WAY)]
    rows += rows_of("income_statement", FAVOURABLE)
    rows += rows_of("balance_sheet", BALANCE, ("actual", "budget"))
    rows += rows_of("cash_flow", FLOW, ("actual", "forecast", "variance"))
    return made(project_of(tmp_path_factory.mktemp("right"), *rows))


def test_nothing_right_is_accused(right: Made) -> None:
    assert right.found == []


# ---- a minus that is a deficit ----


@pytest.mark.parametrize("statement", BY_ORGANISATION)
def test_a_deficit_is_worse_than_the_budget_where_costs_have_no_minus(right: Made, statement: str) -> None:
    chart = right.report.variances(statement)
    assert isinstance(chart, Chart)
    assert chart.title == f"Störst avvikelse 2031: Skola, sämre än budget ({MINUS}20 mnkr)"
    colours = dict(zip(chart.figure.data[0].y, chart.figure.data[0].marker.color, strict=True))
    assert colours == {name: COLOURS[Tone.ACTIVE if name == "Vård" else Tone.CAUTION] for name in SCHOOLS}
    assert lead(right.report.statement(statement)) == "Avvikelser mot budget: plus är bättre, minus sämre."


def test_the_same_is_said_in_english(right: Made) -> None:
    english = Report(**SMALL, language="en", database=right.database)
    chart = english.variances("department")
    assert isinstance(chart, Chart)
    assert "worse than budget" in str(chart.title)
    assert lead(english.statement("department")) == "Variances from the budget: plus is better, minus worse."


def test_one_line_alone_says_which_side_is_good_and_a_deficit_is_worse(tmp_path: Path) -> None:
    deficit = {"Intäkter": ("500", "502", "2"), "Kostnader": ("500", "522", "-22"), "Resultat": ("0", "-20", "-20")}
    rows = rows_of("department", {"Skola": SCHOOLS["Skola"]}, OTHER_WAY)
    report, found, __ = made(project_of(tmp_path, *rows, *rows_of("income_statement", deficit, OTHER_WAY)))
    for statement in ("department", "income_statement"):
        assert lead(report.statement(statement)) == "Avvikelser mot budget: plus är bättre, minus sämre."
    assert f"{MINUS}20 mnkr, 20 mnkr sämre än budgeten på 0 mnkr" in report.result_in_short().plain
    assert found == []


# ---- a statement whose variances say what is good ----


def test_a_statement_whose_variances_say_what_is_good_is_read_so(right: Made) -> None:
    chart = right.report.variances("income_statement")
    assert isinstance(chart, Chart)
    assert chart.title == "Störst avvikelse 2031: Intäkter, bättre än budget (+10 mnkr)"
    assert "20 mnkr, 13 mnkr bättre än budgeten på 7 mnkr" in right.report.result_in_short().plain


@pytest.mark.parametrize("sums", [ONE_RULE, TWO_RULES], ids=["one-rule", "two-rules"])
def test_nor_is_it_accused_where_it_is_said_how_its_result_is_made(tmp_path: Path, sums: Sequence[str]) -> None:
    assert made(project_of(tmp_path, *rows_of("income_statement", FAVOURABLE), sums=sums)).found == []


@pytest.mark.parametrize("sums", [(), ONE_RULE, TWO_RULES], ids=["found", "one-rule", "two-rules"])
def test_a_wrong_sign_in_it_is_one_error_at_its_line(tmp_path: Path, sums: Sequence[str]) -> None:
    wrong = FAVOURABLE | {"Personal": ("50", "55", "-5")}
    report, found, __ = made(project_of(tmp_path, *rows_of("income_statement", wrong), sums=sums))
    chart = report.variances("income_statement")
    assert isinstance(chart, Chart)
    # What it says by its sign is not so: it has no side.
    assert chart.figure.data[0].marker.color[1] == COLOURS[Tone.NEUTRAL]
    assert lead(report.statement("income_statement")) == "Avvikelser mot budget: plus är bättre, minus sämre."
    assert found == [("error", "Personal, avvikelse 2031", f"{MINUS}5", "5")]


def test_what_cannot_be_known_is_not_said(tmp_path: Path) -> None:
    lines = {"Ena": ("50", "55", "5"), "Andra": ("30", "28", "-2"), "Tredje": ("9", "4", "5")}
    report, found, __ = made(project_of(tmp_path, *rows_of("income_statement", lines)))
    chart = report.variances("income_statement")
    assert isinstance(chart, Chart)
    assert chart.title == "Störst avvikelse 2031: Ena, +5 mnkr"
    assert set(chart.figure.data[0].marker.color) == {COLOURS[Tone.NEUTRAL]}
    assert (lead(report.statement("income_statement")), found) == ("", [])


def test_the_sign_of_a_variance_is_open_data(right: Made) -> None:
    query = "SELECT statement, measure, plus_is_good FROM ledger GROUP BY ALL"
    with open_database(right.database) as connection:
        told = {row for row in ask_sql(connection, query).rows() if row[1] == "variance" or row[2] is not None}
    good = {(statement, "variance", True) for statement in (*BY_ORGANISATION, "income_statement")}
    assert told == {("cash_flow", "variance", None)} | good


# ---- statements of other kinds ----


def test_a_balance_sheet_is_a_statement_of_its_own(right: Made) -> None:
    table = right.report.statement("balance_sheet")
    assert isinstance(table, Table)
    assert (table.caption, table.lead) == ("Balansräkning, HAMN 2031", "")
    assert [row.figures[1] for row in table.value.rows] == ["70", "5", "75", "75"]
    assert "Kassa" not in str(right.report.key_figures())
    assert isinstance(right.report.variances("balance_sheet"), Fragment)


def test_a_cash_flow_without_a_budget_is_neither_good_nor_bad(right: Made) -> None:
    chart = right.report.variances("cash_flow")
    assert isinstance(chart, Chart)
    assert "budget" not in str(chart.title)
    assert lead(right.report.statement("cash_flow")) == ""


# ---- what is set ----

OVERSPENT = {"Skola": ("100", "120", "20"), "Vård": ("200", "195", "-5")}
LESS_BUDGET = "Avvikelserna är tryckta som utfall minus budget: minus är bättre än budget, plus sämre."
FAVOURED = "Avvikelser mot budget: plus är bättre, minus sämre."
ALIKE = "Avvikelserna är tryckta som utfall minus budget: minus är bättre för kostnader, plus för det övriga."


def test_what_is_set_decides_and_most_lines_against_it_are_a_warning(tmp_path: Path) -> None:
    less = {name: (a, b, str(int(a) - int(b))) for name, (a, b, _v) in FAVOURABLE.items()}
    rows = [row for statement in BY_ORGANISATION for row in rows_of(statement, OVERSPENT, OTHER_WAY)]
    stated = ["department;positive;", "unit;negative;", "operating_account;;favourable"]
    report, found, __ = made(
        project_of(tmp_path, *rows, *rows_of("income_statement", less), sums=ONE_RULE, stated=stated)
    )
    said = {statement: lead(report.statement(statement)) for statement in (*BY_ORGANISATION, "income_statement")}
    assert said == {
        "department": LESS_BUDGET,
        "unit": FAVOURED,
        "operating_account": FAVOURED,
        "income_statement": ALIKE,
    }
    assert found == [
        *[("warning", "Tecken i operating_account, HAMN", "plus är bättre", "avvikelse är utfall minus budget")]
    ]


def test_a_setting_that_nobody_knows_is_a_fault(tmp_path: Path) -> None:
    stated = ["department;plus;", "unit;;bra"]
    project = project_of(tmp_path, *rows_of("department", SCHOOLS, OTHER_WAY), stated=stated)
    with pytest.raises(InputFaults) as fault:
        build_database(project)
    assert "positive, negative" in str(fault.value)
    assert "favourable" in str(fault.value)
