"""Kinds that the owner names: declared once, and treated as what they behave like."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.invented import WHO, Invented, asked

from analysis.base.money import Statement
from analysis.base.project import Project
from analysis.base.vocabulary import DocumentKind, OrganisationKind
from analysis.build.database import build_database
from analysis.build.provenance import explain
from analysis.errors import InputFaults
from analysis.intake.sources import read_sources
from analysis.make.plan import plan_reports
from analysis.present.fragment import Several
from analysis.present.table import Table
from analysis.report import Report

HEADING = "subject;kind;name;behaves_as"
#: Incomes, costs and what is left: budget, outcome and the difference that is to the good.
LINES = (("Intäkter", "", 110, 100), ("Kostnader", "", 70, 65), ("Resultat", "yes", 40, 35))


def ledger(made: Invented, statement: str, organisation: str = WHO) -> None:
    for number, (line, total, actual, budget) in enumerate(LINES, start=1):
        for measure, amount in (("actual", actual), ("budget", budget), ("variance", actual - budget)):
            row: dict[str, Any] = {
                "organisation": organisation,
                "statement": statement,
                "line_no": number,
                "line": line,
            }
            row |= {
                "line_no": number,
                "line": line,
                "is_total": total,
                "measure": measure,
                "amount": amount,
                "place": f"A › {statement} › kolumn U",
            }
            made.source("ledger", period_start="2023-01-01", period_end="2023-12-31", unit="tkr", **row)


def declared(project: Project, *rows: str) -> Project:
    (project.data / "reference" / "kinds.csv").write_text("\n".join([HEADING, *rows, ""]), encoding="utf-8")
    return project


def told(project: Project) -> list[str]:
    with pytest.raises(InputFaults) as faults:
        read_sources(project.data)
    return [str(fault) for fault in faults.value.faults]


@pytest.fixture
def made(tmp_path: Path) -> Invented:
    return Invented(tmp_path, "format: 2\n")


def test_every_table_is_judged_as_what_it_behaves_like(made: Invented) -> None:
    rows = []
    for number, like in enumerate(Statement):
        for whose, statement in ((f"K{number}", like.value), (f"E{number}", f"egen{number}")):
            made.reference("organisations", organisation=whose, name=whose, kind="board")
            ledger(made, statement, organisation=whose)
        rows.append(f"statement;egen{number};Egen {number};{like}")
    project = declared(made.write(), *rows)
    build_database(project)
    for number in range(len(Statement)):
        known, own = (judged(project, f"{letter}{number}") for letter in "KE")
        assert known == own
    assert {row[-1] for row in asked(project, "SELECT DISTINCT behaves_as FROM ledger_detail").rows()} == {*Statement}


def judged(project: Project, whose: str) -> tuple[object, ...]:
    """What is known of one's amounts, and what is found of them."""
    ways = "line, measure, is_result, more_is_good, plus_is_good, behaves_as"
    lines = asked(project, f"SELECT {ways} FROM ledger_detail WHERE organisation = '{whose}' ORDER BY ALL").rows()
    found = asked(
        project, f"SELECT kind, severity, message FROM inconsistency WHERE contains(subject, '{whose} ')"
    ).rows()
    return lines, sorted(tuple(str(each).replace(whose, "X") for each in row) for row in found)


def test_tables_of_ones_own_are_tables_of_their_own(made: Invented) -> None:
    ledger(made, "income_statement")
    ledger(made, "skatt")
    project = declared(made.write(), "statement;skatt;Skattefinansierad verksamhet;income_statement")
    build_database(project)
    report = Report(organisation=WHO, year=2023, database=project.database)
    shown = report.own_statements()
    assert isinstance(shown, Several)
    assert [str(each.value.heading) for each in shown] == [f"Skattefinansierad verksamhet, {WHO} 2023"]
    usual = report.statement("income_statement")
    assert isinstance(usual, Table)
    assert len(usual.value.rows) == len(LINES)
    assert asked(project, "SELECT DISTINCT statement FROM ledger ORDER BY ALL").rows() == [
        ("income_statement",),
        ("skatt",),
    ]
    assert len(explain(project, "Resultat")) == 6


@examples(4)
@given(kind=st.sampled_from(DocumentKind), organisation=st.sampled_from(OrganisationKind))
def test_documents_and_organisations_behave_like_what_they_say(
    tmp_path_factory: pytest.TempPathFactory, kind: DocumentKind, organisation: OrganisationKind
) -> None:
    made = Invented(tmp_path_factory.mktemp("slag"), "format: 2\n")
    made.document("t", 2022, kind="egen")
    made.reference("organisations", organisation="R", name="Regionen", kind="region")
    project = declared(made.write(), f"document;egen;Egen rapport;{kind}", f"organisation;region;Region;{organisation}")
    frames = {contract.__name__: frame for contract, frame in read_sources(project.data).frames.items()}
    documents, organisations = frames["Documents"], frames["Organisations"]
    assert documents.select("kind", "own_kind").rows() == [("annual", None), (kind.value, "egen")]
    assert organisations.select("kind", "own_kind").rows() == [("municipality", None), (organisation.value, "region")]


def test_a_report_on_a_document_of_ones_own_kind_is_called_what_it_is(made: Invented) -> None:
    made.document("t1", 2023, kind="tertial", period_end="2023-04-30")
    project = declared(made.write(), "document;tertial;Tertialrapport;interim")
    build_database(project)
    notebook = Path(__file__).parents[2] / "notebooks" / "economy.ipynb"
    (project.notebooks / "economy.ipynb").write_bytes(notebook.read_bytes())
    (project.parameters / "t.yaml").write_text(
        f"report: t\ntitle: T\nparameters: {{organisation: {WHO}, year: 2023, document: t1}}\n"
        "chapters:\n  - notebook: economy\n    title: Ekonomi\n",
        encoding="utf-8",
    )
    plans, errors = plan_reports(project, ["t"])
    assert [str(error) for error in errors] == []
    (plan,) = plans
    assert (plan.about.kind, str(plan.about.kind_name)) == ("interim", "Tertialrapport")


def test_a_word_that_nobody_declares_is_told_once_with_what_to_do(made: Invented) -> None:
    ledger(made, "skatt")
    made.document("t1", 2022, kind="tertial")
    remedy = "okänt slag; säg i reference/kinds.csv vad det heter och fungerar som"
    document, table = told(made.write())
    assert document.startswith(f"reference/documents.csv, rad 3, kolumn kind: «tertial» – {remedy} (document)")
    assert table.startswith(f"sources/d/ledger.csv, rad 2, kolumn statement: «skatt» – {remedy} (statement)")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("document;annual;Årsredovisning;annual", "slaget finns redan"),
        ("document;budget;Budget;plam", "Menade du «plan»?"),
        ("dokument;budget;Budget;plan", "tillåtna värden: document, organisation, statement"),
        ("document;budget;;plan", "får inte vara tomt"),
    ],
)
def test_a_declaration_that_says_nothing_is_told(made: Invented, row: str, why: str) -> None:
    (fault,) = told(declared(made.write(), row))
    assert fault.startswith("reference/kinds.csv, rad 2")
    assert why in fault
