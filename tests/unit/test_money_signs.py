"""Signs of money through a real build: what the checks find, what pages say, what is stored, on tables made up."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest
from tests.editions import Case, Edition, Editions

from analysis.base.scale import Tone
from analysis.chapter.markup.palette import COLOURS
from analysis.errors import InputFaults
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment, Several
from analysis.present.table import Table
from analysis.report import Report

LEDGER = (
    "organisation;statement;line_no;line;is_total;measure;period_start;period_end;amount;missing;unit;place;source_line"
)
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


def money(edition: Edition, *rows: str, sums: Sequence[str] = (), stated: Sequence[str] = ()) -> None:
    """Let an edition have these amounts and no others."""
    edition.write("ledger.csv", LEDGER, *rows)
    edition.write("statements.csv", "organisation;statement;costs;variance", *(f"HAMN;{each}" for each in stated))
    edition.write("claims.csv", (edition.source / "claims.csv").read_text(encoding="utf-8").splitlines()[0])
    edition.forget("ledger_sums", "annual-2031;")
    edition.refer("ledger_sums", *(f"annual-2031;HAMN;{each}" for each in sums))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Every edition, in one build."""
    return Editions(tmp_path_factory.mktemp("tecken"), EVERY)


def found(made: Editions, case: Case) -> list[tuple[str, ...]]:
    """What the checks find of an edition's money: severity, subject, printed, other."""
    query = """SELECT severity, subject, printed, other FROM inconsistency
        WHERE document = $document AND rule IN ('sum', 'variance', 'sign-convention') ORDER BY ALL"""
    return [tuple(made.editions[case].undated(str(cell)) for cell in row) for row in made.asked(case, query)]


def title(made: Editions, case: Case, chart: Chart) -> str:
    return made.editions[case].undated(str(chart.title))


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
#: How it is said that a result is made, if it is.
RULES: Mapping[str, Sequence[str]] = {
    "found": (),
    "one-rule": ("income_statement;4;;;1, -2, -3;",),
    "two-rules": ("income_statement;4;actual;;1, -2, -3;", "income_statement;4;variance;;1-3;"),
}


def as_it_should_be(edition: Edition) -> None:
    """A document of many statements, all of them right; of no total it is said what it is made of."""
    rows = [row for statement in BY_ORGANISATION for row in rows_of(statement, SCHOOLS, OTHER_WAY)]
    rows += rows_of("income_statement", FAVOURABLE)
    rows += rows_of("balance_sheet", BALANCE, ("actual", "budget"))
    rows += rows_of("cash_flow", FLOW, ("actual", "forecast", "variance"))
    money(edition, *rows)


@pytest.fixture
def right(made: Editions) -> Report:
    """What pages on that document ask."""
    return made.report(as_it_should_be)


def test_nothing_right_is_accused(made: Editions) -> None:
    assert found(made, as_it_should_be) == []


# ---- a minus that is a deficit ----


@pytest.mark.parametrize("statement", BY_ORGANISATION)
def test_a_deficit_is_worse_than_the_budget_where_costs_have_no_minus(right: Report, statement: str) -> None:
    chart = right.variances(statement)
    assert isinstance(chart, Chart)
    assert chart.title == f"Störst avvikelse 2031: Skola, sämre än budget ({MINUS}20 mnkr)"
    colours = dict(zip(chart.figure.data[0].y, chart.figure.data[0].marker.color, strict=True))
    assert colours == {name: COLOURS[Tone.ACTIVE if name == "Vård" else Tone.CAUTION] for name in SCHOOLS}
    assert lead(right.statement(statement)) == "Avvikelser mot budget: plus är bättre, minus sämre."


def test_the_same_is_said_in_english(made: Editions) -> None:
    english = made.report(as_it_should_be, language="en")
    chart = english.variances("department")
    assert isinstance(chart, Chart)
    assert "worse than budget" in str(chart.title)
    assert lead(english.statement("department")) == "Variances from the budget: plus is better, minus worse."


def a_deficit(edition: Edition) -> None:
    deficit = {"Intäkter": ("500", "502", "2"), "Kostnader": ("500", "522", "-22"), "Resultat": ("0", "-20", "-20")}
    rows = rows_of("department", {"Skola": SCHOOLS["Skola"]}, OTHER_WAY)
    money(edition, *rows, *rows_of("income_statement", deficit, OTHER_WAY))


def test_one_line_alone_says_which_side_is_good_and_a_deficit_is_worse(made: Editions) -> None:
    report = made.report(a_deficit)
    for statement in ("department", "income_statement"):
        assert lead(report.statement(statement)) == "Avvikelser mot budget: plus är bättre, minus sämre."
    assert f"{MINUS}20 mnkr, 20 mnkr sämre än budgeten på 0 mnkr" in report.result_in_short().plain
    assert found(made, a_deficit) == []


# ---- a statement whose variances say what is good ----


def test_a_statement_whose_variances_say_what_is_good_is_read_so(right: Report) -> None:
    chart = right.variances("income_statement")
    assert isinstance(chart, Chart)
    assert chart.title == "Störst avvikelse 2031: Intäkter, bättre än budget (+10 mnkr)"
    assert "20 mnkr, 13 mnkr bättre än budgeten på 7 mnkr" in right.result_in_short().plain


def favourable(edition: Edition, rules: str, personnel: str = "5") -> None:
    lines = FAVOURABLE | {"Personal": ("50", "55", personnel)}
    money(edition, *rows_of("income_statement", lines), sums=RULES[rules])


RIGHT = {rules: partial(favourable, rules=rules) for rules in ("one-rule", "two-rules")}
WRONG = {rules: partial(favourable, rules=rules, personnel="-5") for rules in RULES}


@pytest.mark.parametrize("rules", RIGHT)
def test_nor_is_it_accused_where_it_is_said_how_its_result_is_made(made: Editions, rules: str) -> None:
    assert found(made, RIGHT[rules]) == []


@pytest.mark.parametrize("rules", WRONG)
def test_a_wrong_sign_in_it_is_one_error_at_its_line(made: Editions, rules: str) -> None:
    report = made.report(WRONG[rules])
    chart = report.variances("income_statement")
    assert isinstance(chart, Chart)
    # What it says by its sign is not so: it has no side.
    assert chart.figure.data[0].marker.color[1] == COLOURS[Tone.NEUTRAL]
    assert lead(report.statement("income_statement")) == "Avvikelser mot budget: plus är bättre, minus sämre."
    assert found(made, WRONG[rules]) == [("error", "Personal, avvikelse 2031", f"{MINUS}5", "5")]


# ---- a net cost: costs less incomes ----

NET_COST = {"Avgifter": ("110", "100", "10"), "Personal": ("420", "400", "-20"), "Lokaler": ("88", "90", "2")}
NET = "Summa nettokostnad"


def a_net_cost(edition: Edition) -> None:
    rows = rows_of("income_statement", NET_COST | {NET: ("398", "390", "-8")})
    money(edition, *rows, *rows_of("department", {"Skola": ("400", "390", "-10")}))


def a_net_cost_that_is_set(edition: Edition) -> None:
    rows = rows_of("income_statement", NET_COST | {NET: ("398", "390", "-8")})
    money(edition, *rows, stated=["income_statement;positive;favourable"])


@pytest.mark.parametrize("case", [a_net_cost, a_net_cost_that_is_set])
def test_a_net_cost_above_its_budget_is_worse(made: Editions, case: Case) -> None:
    report = made.report(case)
    chart = report.variances("income_statement")
    assert isinstance(chart, Chart)
    assert title(made, case, chart) == f"Störst avvikelse 2031: Personal, sämre än budget ({MINUS}20 mnkr)"
    colours = [COLOURS[tone] for tone in (Tone.ACTIVE, Tone.CAUTION, Tone.ACTIVE)]
    assert list(chart.figure.data[0].marker.color) == colours
    assert f"{NET} för jan.–dec. 2031 är 398 mnkr, 8 mnkr sämre än budgeten på 390 mnkr." in told(made, case)
    assert found(made, case) == []


def without_variances(edition: Edition) -> None:
    lines = {name: amounts[:2] for name, amounts in (NET_COST | {NET: ("398", "390")}).items()}
    money(edition, *rows_of("income_statement", lines, ("actual", "budget")))


def all_subtracted(edition: Edition) -> None:
    less = {"Avgifter": "10", "Personal": "20", "Lokaler": "-2"}
    lines = {name: (*amounts[:2], less[name]) for name, amounts in NET_COST.items()}
    money(edition, *rows_of("income_statement", lines | {NET: ("398", "390", "8")}))


@pytest.mark.parametrize("case", [without_variances, all_subtracted])
def test_a_total_that_may_be_a_net_cost_or_a_result_is_neither_better_nor_worse(made: Editions, case: Case) -> None:
    assert f"{NET} för jan.–dec. 2031 är 398 mnkr. Budgeten är 390 mnkr." in told(made, case)
    assert found(made, case) == []


def test_variances_that_are_subtracted_do_not_say_what_is_good_of_it(made: Editions) -> None:
    chart = made.report(all_subtracted).variances("income_statement")
    assert isinstance(chart, Chart)
    assert title(made, all_subtracted, chart) == "Störst avvikelse 2031: Personal, +20 mnkr"


def told(made: Editions, case: Case) -> str:
    return made.editions[case].undated(made.report(case).result_in_short().plain)


def unknown(edition: Edition) -> None:
    lines = {"Ena": ("50", "55", "5"), "Andra": ("30", "28", "-2"), "Tredje": ("9", "4", "5")}
    money(edition, *rows_of("income_statement", lines))


def test_what_cannot_be_known_is_not_said(made: Editions) -> None:
    report = made.report(unknown)
    chart = report.variances("income_statement")
    assert isinstance(chart, Chart)
    assert title(made, unknown, chart) == "Störst avvikelse 2031: Ena, +5 mnkr"
    assert set(chart.figure.data[0].marker.color) == {COLOURS[Tone.NEUTRAL]}
    assert (lead(report.statement("income_statement")), found(made, unknown)) == ("", [])


def test_the_sign_of_a_variance_is_open_data(made: Editions) -> None:
    query = "SELECT statement, measure, plus_is_good FROM ledger WHERE document = $document GROUP BY ALL"
    rows = made.asked(as_it_should_be, query)
    told = {row for row in rows if row[1] == "variance" or row[2] is not None}
    good = {(statement, "variance", True) for statement in (*BY_ORGANISATION, "income_statement")}
    assert told == {("cash_flow", "variance", None)} | good


# ---- statements of other kinds ----


def test_a_balance_sheet_is_a_statement_of_its_own(right: Report) -> None:
    table = right.statement("balance_sheet")
    assert isinstance(table, Table)
    assert (table.caption, table.lead) == ("Balansräkning, HAMN 2031", "")
    assert [row.figures[1] for row in table.value.rows] == ["70", "5", "75", "75"]
    assert "Kassa" not in str(right.key_figures())
    assert isinstance(right.variances("balance_sheet"), Fragment)


def test_a_cash_flow_without_a_budget_is_neither_good_nor_bad(right: Report) -> None:
    chart = right.variances("cash_flow")
    assert isinstance(chart, Chart)
    assert "budget" not in str(chart.title)
    assert lead(right.statement("cash_flow")) == ""


# ---- what is set ----

OVERSPENT = {"Skola": ("100", "120", "20"), "Vård": ("200", "195", "-5")}
LESS_BUDGET = "Avvikelserna är tryckta som utfall minus budget: minus är bättre än budget, plus sämre."
FAVOURED = "Avvikelser mot budget: plus är bättre, minus sämre."
ALIKE = "Avvikelserna är tryckta som utfall minus budget: minus är bättre för kostnader, plus för det övriga."


def set_otherwise(edition: Edition) -> None:
    less = {name: (a, b, str(int(a) - int(b))) for name, (a, b, _v) in FAVOURABLE.items()}
    rows = [row for statement in BY_ORGANISATION for row in rows_of(statement, OVERSPENT, OTHER_WAY)]
    stated = ["department;positive;", "unit;negative;", "operating_account;;favourable"]
    money(edition, *rows, *rows_of("income_statement", less), sums=RULES["one-rule"], stated=stated)


def test_what_is_set_decides_and_most_lines_against_it_are_a_warning(made: Editions) -> None:
    report = made.report(set_otherwise)
    said = {statement: lead(report.statement(statement)) for statement in (*BY_ORGANISATION, "income_statement")}
    assert said == {
        "department": LESS_BUDGET,
        "unit": FAVOURED,
        "operating_account": FAVOURED,
        "income_statement": ALIKE,
    }
    assert found(made, set_otherwise) == [
        *[("warning", "Tecken i operating_account, HAMN", "plus är bättre", "avvikelse är utfall minus budget")]
    ]


EVERY: list[Case] = [as_it_should_be, a_deficit, *RIGHT.values(), *WRONG.values(), unknown, set_otherwise]
EVERY += [a_net_cost, a_net_cost_that_is_set, without_variances, all_subtracted]


def unknown_settings(edition: Edition) -> None:
    money(edition, *rows_of("department", SCHOOLS, OTHER_WAY), stated=["department;plus;", "unit;;bra"])


def test_a_setting_that_nobody_knows_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputFaults) as fault:
        Editions(tmp_path, [unknown_settings])
    assert "positive, negative" in str(fault.value)
    assert "favourable" in str(fault.value)
