"""Forms that come back: what is taken, what is refused, and that nothing is changed that nobody answered."""

import csv
import io
import random
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from tests.forms import DOCUMENT, PLAN, filled, forms_of, opened_example
from tests.making import said, within

from analysis.base.project import Project
from analysis.base.vocabulary import DocumentKind
from analysis.build.database import build_database
from analysis.collect.answers import Wrong, read_value
from analysis.collect.asked import asked
from analysis.collect.changes import Kind
from analysis.collect.closing import close_document
from analysis.collect.form import HIDDEN_SHEET, Field, FieldKind, Form
from analysis.collect.form_workbook import About, workbook_of
from analysis.collect.handed_in import After, handed_in_after
from analysis.collect.opening import Begun, open_document
from analysis.collect.owed import owed
from analysis.collect.received import Outcome, receive
from analysis.errors import CallError, InputFaults
from analysis.intake.sources import read_sources
from analysis.store.connection import open_database
from analysis.store.query import ask_sql

TODAY = date(2025, 9, 8)
READ, MATRIC = "Treor som läser flytande", "Nior som är behöriga till gymnasiet"
ADULTS = "Fler vuxna på skolgårdarna"
AForm = tuple[Form, bytes]
Forms = dict[str, AForm]
Send = Callable[..., Outcome]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Forms]:
    """The document as it is when forms have gone out, and the forms; nobody changes them."""
    project = opened_example(tmp_path_factory.mktemp("living") / "lönnvalla")
    return project, forms_of(project)


@pytest.fixture
def project(opened: tuple[Project, Forms], tmp_path: Path) -> Project:
    return Project(shutil.copytree(opened[0].root, tmp_path / "project"))


@pytest.fixture
def send(project: Project, tmp_path: Path) -> Send:
    def one(content: bytes, name: str = "svar.xlsx", **how: bool) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content)
        (outcome,) = receive(project, [path], TODAY, dry=how.get("dry", False), whole=how.get("whole", False))
        return outcome

    return one


@pytest.fixture
def bun(opened: tuple[Project, Forms]) -> tuple[Form, bytes]:
    return opened[1]["BUN"]


def rows(project: Project, file: str) -> list[dict[str, str]]:
    path = project.data / "sources" / DOCUMENT / file
    if not path.exists():
        return []
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))


def everything(project: Project) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(project.data.rglob("*")) if path.is_file()}


def kinds(outcome: Outcome) -> dict[str, int]:
    return {kind.value: amount for kind in Kind if (amount := sum(each.kind is kind for each in outcome.changes))}


# ---- handed out ----


def test_earlier_values_of_other_periods_stand_beside_where_there_are_none_of_the_same(
    opened: tuple[Project, Forms],
) -> None:
    with open_database(opened[0].database) as connection:
        lines = {line.fields[0].label: line for line in asked(connection, DOCUMENT)["KS"]}
    cars, absent = lines["Bilar som går utan fossila bränslen"], lines["Sjukfrånvaro"]
    earlier = cars.shown["earlier"].replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert earlier == ["dec. 2023: 58 %", "dec. 2024: 70 %"]
    assert cars.fields[0].earlier == ()
    assert all("jan.–a" in told for told in absent.shown["earlier"].splitlines())


# ---- taken ----


def test_answers_become_rows_that_say_who_when_and_which_cell(project: Project, send: Send, bun: AForm) -> None:
    answers = {(READ, "T"): 96, (READ, "comment"): "Ett prov till i höst", (ADULTS, "status"): "Pågår"}
    outcome = send(filled(bun, answers))
    assert (kinds(outcome), outcome.answers and outcome.answers.wrong) == ({"new": 2}, ())
    (row,) = rows(project, "observations.csv")
    told = ("indicator", "value", "unit", "period_end", "note", "form", "reported_by")
    assert {name: row[name] for name in told} == {
        "indicator": "laser-trean", "value": "96", "unit": "percent", "period_end": "2025-08-31",
        "note": "Ett prov till i höst", "form": f"{DOCUMENT}-bun", "reported_by": "BUN",
    }  # fmt: skip
    assert (row["origin_kind"], row["reported_on"], row["cell"][:8]) == ("reported", "2025-09-08", "Siffror!")
    adults = next(row for row in rows(project, "commitments.csv") if row["label"] == ADULTS)
    assert (adults["status"], adults["reported_by"], adults["from_file"]) == ("ongoing", "BUN", "")
    build_database(project)
    with open_database(project.database) as connection:
        asked = (
            f"SELECT outcome, origin FROM goal_measure_detail WHERE document = '{DOCUMENT}' AND goal = 'laser-i-trean'"
        )
        assert ask_sql(connection, asked)["outcome"].item() == 96
        how = f"SELECT origin FROM key_figure_detail WHERE document = '{DOCUMENT}' AND measure = 'outcome'"
        origin = ask_sql(connection, how).item()
    assert origin == f"blankett {DOCUMENT}-bun, cell {row['cell']}, lämnad av BUN, 2025-09-08"


def test_what_was_received_is_kept_as_it_came_and_twice_changes_nothing(
    project: Project, send: Send, bun: AForm
) -> None:
    content = filled(bun, {(READ, "T"): 96})
    send(content)
    before = everything(project)
    kept = [path for path in (project.data / "received" / DOCUMENT).iterdir() if path.suffix == ".xlsx"]
    assert [path.read_bytes() for path in kept] == [content]
    assert kinds(send(content)) == {"same": 1}
    assert everything(project) == before


def test_a_dry_run_writes_nothing(project: Project, send: Send, bun: AForm) -> None:
    before = everything(project)
    assert kinds(send(filled(bun, {(READ, "T"): 96}), dry=True)) == {"new": 1}
    assert everything(project) == before


def test_a_later_form_corrects_an_earlier_one_and_both_are_kept(project: Project, send: Send, bun: AForm) -> None:
    send(filled(bun, {(READ, "T"): 96}))
    outcome = send(filled(bun, {(READ, "T"): 94}))
    assert [(change.kind, change.before) for change in outcome.changes] == [(Kind.CHANGED, "96")]
    assert [row["value"] for row in rows(project, "observations.csv")] == ["94"]
    register = (project.data / "received" / DOCUMENT / "answers.csv").read_text(encoding="utf-8-sig")
    assert [line.split(";")[-4:-2] for line in register.splitlines()[1:]] == [["", "96"], ["96", "94"]]


def test_a_sheet_that_is_not_done_is_not_taken(project: Project, send: Send, bun: AForm) -> None:
    before = everything(project)
    outcome = send(filled(bun, {(READ, "T"): 96}, done=False))
    assert outcome.answers is not None
    assert (outcome.answers.taken, len(outcome.answers.waiting) > 0) == ((), True)
    assert {path: text for path, text in everything(project).items() if "/received/" not in path} == before


def test_a_sheet_with_a_reason_says_so_of_every_figure(project: Project, send: Send, bun: AForm) -> None:
    send(filled(bun, {}, done=False, reason="Proven rättas i oktober"))
    told = [(row["indicator"], row["missing"], row["note"]) for row in rows(project, "observations.csv")]
    assert told == [
        (code, "not_reported", "Proven rättas i oktober") for code in ("trygghet", "laser-trean", "behorighet")
    ]
    read_sources(project.data)


def test_why_a_line_differs_and_what_is_done_become_texts_of_the_statement(
    project: Project, send: Send, opened: tuple[Project, Forms]
) -> None:
    for owner, line in (("BUN", "Barn- och utbildningsnämnden"), ("ON", "Omsorgsnämnden")):
        told = {"forecast": -1, "why": "Vikarier.", "action": "Färre vikarier.", "effect": 2, "start": "november"}
        send(filled(opened[1][owner], {(line, column): value for column, value in told.items()}), f"{owner}.xlsx")
    text = (project.data / "sources" / DOCUMENT / "texts" / "blanketter.md").read_text(encoding="utf-8")
    action = "Färre vikarier. Effekt: 2 mnkr. Börjar: november."
    assert f"**Barn- och utbildningsnämnden**: {action}\n\n**Omsorgsnämnden**: {action}" in text
    assert text.count("### Åtgärd") == text.count("### Analys") == 1
    read_sources(project.data)


# ---- in conflict ----


def test_what_somebody_has_changed_since_is_never_overwritten(project: Project, send: Send, bun: AForm) -> None:
    file = project.data / "sources" / DOCUMENT / "commitments.csv"
    text = file.read_text(encoding="utf-8-sig")
    columns = text.splitlines()[0].split(";")
    lines = [line.split(";") for line in text.splitlines()]
    adults = next(line for line in lines if ADULTS in line)
    adults[columns.index("status")] = "done"
    file.write_text("\n".join(";".join(line) for line in lines) + "\n", encoding="utf-8")
    outcome = send(filled(bun, {(ADULTS, "status"): "Pågår"}))
    assert [(change.kind, change.before) for change in outcome.changes] == [(Kind.CONFLICT, "done")]
    assert next(row for row in rows(project, "commitments.csv") if row["label"] == ADULTS)["status"] == "done"


def test_what_the_office_changes_after_it_was_received_stands(project: Project, send: Send, bun: AForm) -> None:
    send(filled(bun, {(READ, "T"): 96, ("Barn- och utbildningsnämnden", "why"): "Vikarier."}))
    folder = project.data / "sources" / DOCUMENT
    for file, old, new in (
        ("observations.csv", ";96;", ";95;"),
        ("texts/blanketter.md", "Vikarier.", "Dyra vikarier."),
    ):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = everything(project)
    outcome = send(filled(bun, {(READ, "T"): 94, ("Barn- och utbildningsnämnden", "why"): "Sjukdom."}))
    assert kinds(outcome) == {"conflict": 2}
    assert {path: text for path, text in everything(project).items() if "/received/" not in path} == {
        path: text for path, text in before.items() if "/received/" not in path
    }


def test_a_comment_alone_goes_to_the_figure_that_is_there_and_is_never_lost(
    project: Project, send: Send, bun: AForm
) -> None:
    outcome = send(filled(bun, {(READ, "comment"): "Prövas i höst", (READ, "forecast"): 97}))
    assert [(change.kind, change.answer.asked.column) for change in outcome.changes] == [
        (Kind.NEW, "forecast"), (Kind.CONFLICT, "comment"),
    ]  # fmt: skip
    send(filled(bun, {(READ, "T"): 96}))
    assert kinds(send(filled(bun, {(READ, "comment"): "Prövas i höst"}))) == {"new": 1}
    told = {row["measure"]: (row["value"], row["note"]) for row in rows(project, "observations.csv")}
    assert told == {"forecast": ("97", ""), "outcome": ("96", "Prövas i höst")}


def test_an_effect_without_what_is_done_is_told(send: Send, bun: AForm) -> None:
    outcome = send(filled(bun, {("Barn- och utbildningsnämnden", "effect"): 2}))
    assert [change.why for change in outcome.changes] == ["står utan någon åtgärd; skriv vad som görs"]


def test_what_was_known_and_is_emptied_is_told_and_stays(project: Project, send: Send, bun: AForm) -> None:
    send(filled(bun, {(READ, "T"): 96}))
    build_database(project)
    before = rows(project, "observations.csv")
    outcome = send(filled(forms_of(project)["BUN"], {(READ, "T"): None}))
    assert outcome.answers is not None
    assert [wrong.why for wrong in outcome.answers.wrong] == ["är tömd, men 96 är känt; skriv det som gäller nu"]
    assert rows(project, "observations.csv") == before


def test_all_or_nothing_writes_nothing_when_a_cell_is_refused(project: Project, send: Send, bun: AForm) -> None:
    before = everything(project)
    outcome = send(filled(bun, {(READ, "T"): 96, (MATRIC, "T"): "nästan alla"}), whole=True)
    assert (kinds(outcome), outcome.well) == ({"new": 1}, False)
    assert everything(project) == before
    assert kinds(send(filled(bun, {(READ, "T"): 96, (MATRIC, "T"): "nästan alla"}))) == {"new": 1}


def test_what_could_not_be_taken_comes_back_marked_in_a_form_with_all_answers(
    project: Project, tmp_path: Path, bun: AForm
) -> None:
    inbox = tmp_path / "svar.xlsx"
    inbox.write_bytes(filled(bun, {(READ, "T"): 96, (MATRIC, "T"): "nästan alla", (ADULTS, "done"): "Fyra till."}))
    ran = within(project, "receive", str(inbox))
    assert (ran.returncode, "avvisad Siffror!" in said(ran)) == (1, True)
    (mend,) = (project.output / "blanketter" / DOCUMENT / "att-ratta").iterdir()
    book = openpyxl.load_workbook(mend)
    noted = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.comment]
    assert [(cell.value, cell.comment and cell.comment.text) for cell in noted] == [
        ("nästan alla", "är inget tal; skriv till exempel 4,4, utan ord")
    ]
    noted[0].value = 91
    book.save(inbox)
    assert within(project, "receive", str(inbox)).returncode == 0
    assert {row["value"] for row in rows(project, "observations.csv")} == {"96", "91"}


# ---- moved, renamed, copied ----


def rename_and_shuffle(book: Workbook) -> None:
    for number, sheet in enumerate(book.worksheets):
        if sheet.title != HIDDEN_SHEET:
            sheet.title = f"Blad{number} (2)"
            sheet.insert_rows(1, 2)
            sheet.insert_cols(1, 3)
    book.create_sheet("Mina anteckningar")["A1"] = "ring Karin"


def test_moved_rows_columns_and_renamed_sheets_are_found(send: Send, bun: AForm) -> None:
    outcome = send(filled(bun, {(READ, "T"): 96, (ADULTS, "completion"): 40}, also=rename_and_shuffle))
    assert (kinds(outcome), outcome.answers and outcome.answers.wrong) == ({"new": 2}, ())


def copied(book: Workbook) -> None:
    sheet = next(sheet for sheet in book.worksheets if sheet.title == "Siffror")
    (answer,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == 96]
    row, answered = int(answer.row or 0), int(answer.column or 0)
    for column in range(1, sheet.max_column + 1):
        sheet.cell(row + 20, column).value = sheet.cell(row, column).value
    sheet.cell(row + 20, answered).value = 91


def test_a_copied_row_with_another_answer_is_refused(send: Send, bun: AForm) -> None:
    outcome = send(filled(bun, {(READ, "T"): 96}, also=copied))
    assert outcome.answers is not None
    assert (kinds(outcome), [wrong.cell.asked.label for wrong in outcome.answers.wrong]) == ({}, [READ])


# ---- refused ----


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("96", "96"), ("96 %", "96"), ("4,40", "4,40"), ("−1 234,5", "-1234,5"), ("1 234", "1234"), ("4.4", "4,4"),
        ("<5", "5"), ("+3", "3"), ("", ""),
    ],
)  # fmt: skip
def test_figures_are_read_as_people_write_them(text: str, value: str) -> None:
    read = read_value(Field("figures", "r", "T", "observations", {}, "value", FieldKind.NUMBER, "x"), text)
    assert not isinstance(read, Wrong)
    assert read[0] == value


@pytest.mark.parametrize(
    "text", ["nästan alla", "1.234", "4,4,4", "12 eller 13", "1e5", "=1+1", "NaN", "4 4", "9" * 50]
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    field = Field("figures", "r", "T", "observations", {}, "value", FieldKind.NUMBER, "x")
    assert isinstance(read_value(field, text), Wrong)


def test_the_impossible_is_refused_and_the_improbable_is_told(send: Send, opened: tuple[Project, Forms]) -> None:
    outcome = send(
        filled(opened[1]["KS"], {("Sjukfrånvaro", "T"): 0.065, ("Bilar som går utan fossila bränslen", "T"): 880})
    )
    assert outcome.answers is not None
    assert [wrong.why for wrong in outcome.answers.wrong] == ["är omöjligt: högst 100"]
    assert [words for _cell, words in outcome.doubts] == ["är mycket lägre än tidigare (7,1); 4,4 % skrivs 4,4"]
    assert kinds(outcome) == {"new": 1}


def formula(book: Workbook) -> None:
    sheet = next(sheet for sheet in book.worksheets if sheet.title == "Siffror")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == 96:
                cell.value = "=48*2"


def test_a_formula_without_its_value_is_refused_by_cell(send: Send, bun: AForm) -> None:
    outcome = send(filled(bun, {(READ, "T"): 96}, also=formula))
    assert outcome.answers is not None
    assert [wrong.cell.asked.label for wrong in outcome.answers.wrong] == [READ]
    assert "inget sparat värde" in outcome.answers.wrong[0].why


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    whole = io.BytesIO(content)
    with zipfile.ZipFile(whole, "a") as packed:
        packed.writestr(name, part)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("svar.xlsx", lambda content: with_part(content, "xl/vbaProject.bin", b"x"), "makron"),
        ("svar.xlsx", lambda content: with_part(content, "xl/externalLinks/a.xml", b"<a/>"), "länkarna"),
        (
            "svar.xlsx",
            lambda content: with_part(content, "xl/a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]>"),
            "annat än celler",
        ),
        ("svar.xlsx", lambda _content: b"\xd0\xcf\x11\xe0" + b"0" * 999, "lösenord"),
        ("svar.xlsx", lambda content: content[: len(content) // 2], "ingen arbetsbok"),
        ("svar.xlsx", lambda _content: b"", "ingen arbetsbok"),
        ("svar.xls", lambda content: content, "gammalt format"),
        ("svar.ods", lambda content: content, "LibreOffice"),
        ("svar.csv", lambda _content: b"a;b", "arbetsboken"),
        ("svar.numbers", lambda content: content, "Numbers"),
        ("svar.docx", lambda content: content, "ingen arbetsbok"),
        ("svar.xlsx", lambda content: content + b"0" * 20_000_000, "20 MB"),
    ],
)
def test_other_files_are_refused_with_what_to_do(
    project: Project, send: Send, bun: AForm, name: str, make: Callable[[bytes], bytes], why: str
) -> None:
    before = everything(project)
    outcome = send(make(filled(bun, {(READ, "T"): 96})), name)
    assert why in outcome.refused
    assert everything(project) == before


def without_hidden(book: Workbook) -> None:
    del book[HIDDEN_SHEET]


def forged(book: Workbook) -> None:
    hidden = book[HIDDEN_SHEET]
    for row in hidden.iter_rows():
        for cell in row:
            if cell.value == "observations":
                cell.value = "ledger"


@pytest.mark.parametrize(
    ("change", "why"), [(without_hidden, "dolda bladet saknas"), (forged, "dolda bladet är ändrat")]
)
def test_a_workbook_that_is_no_form_or_is_forged_is_refused(
    send: Send, bun: AForm, change: Callable[[Workbook], None], why: str
) -> None:
    assert why in send(filled(bun, {(READ, "T"): 96}, also=change)).refused


def test_a_form_of_an_unknown_owner_is_refused_and_names_no_file(project: Project, send: Send, bun: AForm) -> None:
    form = replace(bun[0], owner="../../utanför")
    with open_database(project.database) as connection:
        content = workbook_of(form, asked(connection, DOCUMENT)["BUN"], About("Delårsrapport", "BUN"))
    before = everything(project)
    assert "inte finns bland organisationerna" in send(filled((form, content), {(READ, "T"): 96})).refused
    assert everything(project) == before


def test_braces_of_expressions_are_refused(send: Send, bun: AForm) -> None:
    outcome = send(filled(bun, {(ADULTS, "done"): "Nu {{ utfall('x') }}"}))
    assert outcome.answers is not None
    assert [wrong.why for wrong in outcome.answers.wrong] == ["innehåller {{; skriv det på annat sätt"]


def test_a_folder_that_is_not_valid_takes_nothing_and_says_why(project: Project, send: Send, bun: AForm) -> None:
    file = project.data / "sources" / DOCUMENT / "commitments.csv"
    file.write_text(file.read_text(encoding="utf-8-sig") + "ensam cell\n", encoding="utf-8")
    before = everything(project)
    with pytest.raises(InputFaults, match="commitments"):
        send(filled(bun, {(READ, "T"): 96}))
    with pytest.raises(InputFaults, match="commitments"):
        close_document(project, DOCUMENT, "KS § 101", "", TODAY)
    assert everything(project) == before


# ---- a document's life ----


def begun(project: Project, document: str, until: date) -> Path:
    return open_document(project, Begun(document, PLAN, DocumentKind.INTERIM, until))


def test_a_document_begins_with_what_the_plan_says_of_its_own_year(project: Project) -> None:
    begun(project, "delar1-2026", date(2026, 4, 30))
    folder = project.data / "sources" / "delar1-2026"
    targets = list(csv.DictReader(io.StringIO((folder / "targets.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert {row["year"] for row in targets} == {"2026"}
    assert {row["origin_kind"] for row in targets} == {"imported"}
    # The plan has the budget of 2025 alone.
    assert not (folder / "ledger.csv").exists()
    read_sources(project.data)


def test_a_document_whose_folder_was_never_finished_is_begun_again(project: Project) -> None:
    folder = begun(project, "delar1-2026", date(2026, 4, 30))
    shutil.rmtree(folder)
    assert begun(project, "delar1-2026", date(2026, 4, 30)) == folder
    read_sources(project.data)
    with pytest.raises(CallError, match="redan påbörjat"):
        begun(project, "delar1-2026", date(2026, 4, 30))


@pytest.mark.parametrize("document", ["../utanför", "", "a b", "con"])
def test_what_is_no_id_begins_nothing(project: Project, document: str) -> None:
    before = everything(project)
    with pytest.raises((CallError, InputFaults)):
        begun(project, document, date(2026, 4, 30))
    assert everything(project) == before


def test_line_ends_of_another_system_break_no_seal(project: Project) -> None:
    close_document(project, DOCUMENT, "KS § 101", "", TODAY)
    file = project.data / "sources" / DOCUMENT / "goals.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    read_sources(project.data)


def test_a_document_that_is_not_open_takes_nothing(project: Project, send: Send, bun: AForm) -> None:
    (project.data / "sources" / DOCUMENT / "document.yaml").unlink()
    assert "inte är öppet" in send(filled(bun, {(READ, "T"): 96})).refused


def test_a_closed_document_is_frozen_and_a_correction_has_a_reason(project: Project, send: Send, bun: AForm) -> None:
    send(filled(bun, {(READ, "T"): 96}))
    assert within(project, "close", DOCUMENT, "--decision", "KS § 101", "--on", "2025-10-06").returncode == 0
    assert "är stängt" in send(filled(bun, {(READ, "T"): 94})).refused
    build_database(project)
    with open_database(project.database) as connection:
        asked = f"SELECT state, decision, closed_on, corrections FROM document_part WHERE document = '{DOCUMENT}'"
        assert ask_sql(connection, asked).row(0) == ("closed", "KS § 101", date(2025, 10, 6), 0)
    file = project.data / "sources" / DOCUMENT / "observations.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(";96;", ";95;"), encoding="utf-8")
    with pytest.raises(InputFaults, match="är stängt sedan 6 oktober 2025"):
        read_sources(project.data)
    with pytest.raises(CallError, match="redan stängt"):
        close_document(project, DOCUMENT, "KS § 130", "", TODAY)
    assert close_document(project, DOCUMENT, "KS § 130", "Fel antal prov", date(2025, 11, 3))
    read_sources(project.data)
    with pytest.raises(CallError, match="inget är ändrat"):
        close_document(project, DOCUMENT, "KS § 131", "Igen", date(2025, 11, 4))


def test_what_owners_owe_is_told_with_what_is_lacking(project: Project, send: Send, bun: AForm) -> None:
    send(filled(bun, {(READ, "T"): 96, (ADULTS, "status"): "Pågår"}))
    build_database(project)
    with open_database(project.database) as connection:
        (mine,) = [row for row in owed(connection) if row.owner == "BUN"]
    lacking = ("Elever som känner sig trygga", MATRIC, "Läslyft i alla skolor", *["Barn- och utbildningsnämnden"] * 2)
    assert (mine.given, mine.lacking, mine.given_on) == (2, lacking, TODAY)
    ran = within(project, "due")
    assert f"{DOCUMENT}, BUN: 2 av 7 lämnat, senast" in said(ran)


def test_what_comes_late_and_what_is_changed_afterwards_is_told(project: Project, send: Send, bun: AForm) -> None:
    send(filled(bun, {(READ, "T"): 96}))
    send(filled(bun, {(READ, "T"): 94, (ADULTS, "status"): "Pågår"}))
    assert handed_in_after(project.data, DOCUMENT, TODAY) == {}
    assert handed_in_after(project.data, DOCUMENT, date(2025, 9, 7)) == {"BUN": After(late=2, changed=1)}
    entry = (
        f"id: oppet\n    report: {DOCUMENT}\n    period: augusti\n    data_cutoff: 2025-09-07\n    deadline: 2025-09-26"
    )
    also = f"  - {entry}\n    board_date: 2025-10-20\n    schedule: 0 6 * * *\n"
    calendar = project.parameters / "calendar.yaml"
    calendar.write_text(calendar.read_text(encoding="utf-8").rstrip() + "\n" + also, encoding="utf-8")
    build_database(project)
    told = said(within(project, "due", "--at", "2025-09-08T08:00"))
    assert "Skulle lämnas senast 7 september 2025. Svar efter det: 2 nya, 1 ändrade." in told
    assert "Lämnas senast 7 september 2025." in said(within(project, "due", "--at", "2025-09-07T20:00"))


# ---- damage ----

#: What somebody may have written anywhere.
ODD = (
    "", "  ", "x", "=1/0", "96 ", "9 6", "−", "%", 1e308, -1, 0.88, True, date(2025, 1, 1), "\u202e96", "ja", "0,5 %",
    "å" * 700,
)  # fmt: skip
#: How many forms are damaged; the long tests damage five hundred.
TURNS, MANY = 25, 500
SEED = random.Random(21)  # noqa: S311 - nothing here is secret


def damage(book: Workbook) -> None:
    """Some steps of what people and programs do to a workbook."""
    for _step in range(SEED.randint(1, 12)):
        sheet = SEED.choice(book.worksheets)
        at = SEED.randint(1, 14), SEED.randint(1, 12)
        steps: list[Callable[[], object]] = [
            lambda: sheet.delete_rows(at[0]),  # noqa: B023 - called at once
            lambda: sheet.delete_cols(at[1]),  # noqa: B023
            lambda: sheet.insert_rows(at[0]),  # noqa: B023
            lambda: book.copy_worksheet(sheet),  # noqa: B023
            lambda: sheet.cell(*at, SEED.choice(ODD)),  # noqa: B023
            lambda: sheet.cell(*at, SEED.choice(ODD)),  # noqa: B023
        ]
        # Hardly anybody finds the hidden sheet.
        if sheet.title != HIDDEN_SHEET or SEED.random() > 0.8:
            SEED.choice(steps)()


def broken(content: bytes, turn: int) -> bytes:
    """A form after some of that; one in ten with a byte that went wrong on its way."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    damage(book)
    whole = io.BytesIO()
    book.save(whole)
    told = bytearray(whole.getvalue())
    if turn % 10 == 0:
        told[SEED.randrange(len(told))] ^= 0xFF
    return bytes(told)


@pytest.mark.parametrize("turns", [TURNS, pytest.param(MANY, marks=pytest.mark.long)])
def test_damaged_forms_are_taken_refused_or_blank_and_never_half(
    project: Project, tmp_path: Path, bun: AForm, turns: int
) -> None:
    content = filled(bun, {(READ, "T"): 96})
    inbox = tmp_path / "inkorg"
    inbox.mkdir()
    for turn in range(turns):
        (inbox / f"{turn}.xlsx").write_bytes(broken(content, turn))
    outcomes = receive(project, [inbox], TODAY, dry=True, whole=False)
    assert len(outcomes) == turns
    for outcome in outcomes:
        if outcome.answers is None:
            assert outcome.refused
            continue
        sorts = (outcome.answers.taken, outcome.answers.wrong, outcome.answers.blank, outcome.answers.waiting)
        assert sum(map(len, sorts)) == len(outcome.answers.returned.cells) == len(bun[0].fields)
        assert len(outcome.changes) <= len(outcome.answers.taken)
