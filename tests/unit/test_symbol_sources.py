"""Printed, read from the text, lost, not printed and not set are five things; only of the third is a loss claimed."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import SMALL, small_project

from analysis.base.project import Project
from analysis.base.vocabulary import (
    AreaAssessment,
    Assessment,
    Shape,
    Status,
    SymbolSource,
    SymbolSubject,
    Trend,
)
from analysis.build.database import build_database
from analysis.chapter.markup.spoken import cell_words
from analysis.present.fragment import Fragment
from analysis.present.symbols import MEANINGS, SymbolSet
from analysis.present.table import Table
from analysis.report import Report
from analysis.store.connection import open_database
from analysis.store.query import ask_sql
from analysis.words.codes import SYMBOL_REMARKS

SOURCE = "sources/annual-2031"
LOSS = "följde inte med"
OURS = "Beräknat, inte publicerat."
ARROWS = {Trend.BETTER: Shape.ARROW_UP, Trend.UNCHANGED: Shape.ARROW_FLAT, Trend.WORSE: Shape.ARROW_DOWN}
CODES = [
    *((SymbolSubject.ASSESSMENT, code) for code in Assessment),
    *((SymbolSubject.TREND, code) for code in Trend),
    *((SymbolSubject.STATUS, code) for code in Status),
    *((subject, code) for subject in (SymbolSubject.AREA, SymbolSubject.CONTROL) for code in AreaAssessment),
]
NO_LEGEND = pl.DataFrame(schema=["subject", "code", "shape", "word", "position"])
Edit = Callable[[str, str, str], int]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The data of the harbour office, of the newest format."""
    made = small_project(tmp_path)
    (made.data / "project.yaml").write_text("format: 2\n", encoding="utf-8")
    return made


def without(project: Project, *subjects: str) -> None:
    """Let the edition have no symbols for some subjects."""
    path = project.data / "reference" / "symbols.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if line.split(";")[1] not in subjects), encoding="utf-8")


def report_of(project: Project) -> Report:
    return Report(**SMALL, database=build_database(project).path)


def sources_of(project: Project, sql: str) -> list[tuple[object, ...]]:
    with open_database(build_database(project).path) as connection:
        return ask_sql(connection, sql).rows()


def cells(shown: Table | Fragment, heading: str) -> list[str]:
    """What the cells of a column say."""
    assert isinstance(shown, Table), shown.plain
    place = [column.heading for column in shown.value.layout].index(heading)
    return [cell_words(row.words[place]) for row in shown.value.rows]


@given(st.sampled_from(CODES))
def test_a_code_without_a_symbol_has_words_and_a_shape_of_its_own_subject(shown: tuple[SymbolSubject, str]) -> None:
    subject, code = shown
    symbol = SymbolSet(NO_LEGEND).symbol(subject, code)
    own = {word for (of, _code), word in MEANINGS.items() if of == subject} | {"Går inte att bedöma"}
    others = {word for (of, _code), word in MEANINGS.items() if of != subject} - own
    assert symbol.word in own - others
    assert (symbol.subject, symbol.code) == (subject, code)
    if subject == SymbolSubject.TREND and code in ARROWS:
        assert symbol.shape == ARROWS[Trend(code)]


@pytest.mark.parametrize("source", SymbolSource)
def test_a_loss_is_claimed_of_what_is_lost_only(source: SymbolSource) -> None:
    assert (LOSS in SYMBOL_REMARKS[source]) == (source == SymbolSource.LOST)


def test_a_trend_without_trend_words_has_arrows_and_never_an_assessments_words(project: Project, edit: Edit) -> None:
    without(project, "trend")
    edit(f"{SOURCE}/goals.csv", ";near;printed;increased;printed;", ";near;printed;;;")
    edit(f"{SOURCE}/goals.csv", ";better;printed;decreased;printed;", ";better;printed;;;")
    shown = report_of(project).goals()
    assert cells(shown, "Trend") == [f"Bättre\n{OURS}", f"Sämre\n{OURS}"]
    assert LOSS not in shown.plain


def test_an_edition_that_prints_no_assessments_claims_no_loss(project: Project, edit: Edit) -> None:
    without(project, "assessment", "trend")
    for published in (";near;printed;increased;printed;", ";better;printed;decreased;printed;"):
        edit(f"{SOURCE}/goals.csv", published, ";;lost;;lost;")
    report = report_of(project)
    shown = report.goals()
    assert LOSS not in shown.plain + report.at_a_glance().plain + report.legend().plain
    assert cells(shown, "Bedömning") == [f"Sämre än målet\n{OURS}", f"Bättre än målet\n{OURS}"]
    told = sources_of(project, "SELECT DISTINCT assessment_source, trend_source FROM goal")
    assert told == [("not_printed", "not_printed")]


def test_what_is_blank_is_not_set_where_the_edition_has_symbols_and_not_printed_where_it_has_none(
    project: Project, edit: Edit
) -> None:
    edit(f"{SOURCE}/commitments.csv", ";done;printed;100;", ";;;;")
    edit(f"{SOURCE}/process_areas.csv", ";1;;;lost;lost;", ";1;;;;;")
    told = sources_of(project, "SELECT status_source, completion_source FROM commitment ORDER BY file_row")
    assert told == [("not_set", "not_printed"), ("printed", "printed")]
    told = sources_of(project, "SELECT assessment_source, trend_source FROM document_area ORDER BY file_row")
    assert told == [("not_printed", "not_set"), ("not_printed", "lost")]


def test_a_status_that_is_not_set_is_not_called_lost(project: Project, edit: Edit) -> None:
    edit(f"{SOURCE}/commitments.csv", ";done;printed;100;", ";;not_set;;")
    report = report_of(project)
    shown = report.commitments()
    assert cells(shown, "Status")[0] == "Inte satt än."
    assert LOSS not in shown.plain + report.legend("status").plain


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("not_set", "Status är inte satt än för något åtagande."),
        ("not_printed", "Dokumentet anger ingen status för åtagandena."),
        ("lost", "Status är okänd för alla åtaganden: symbolerna följde inte med i vårt textutdrag."),
    ],
)
def test_what_would_be_said_in_every_row_is_said_once(project: Project, edit: Edit, source: str, said: str) -> None:
    for published in (";done;printed;100;", ";ongoing;printed;40;2032;"):
        edit(f"{SOURCE}/commitments.csv", published, f";;{source};" + ";" * (published.count(";") - 3))
    shown = report_of(project).commitments()
    assert isinstance(shown, Table)
    assert "Status" not in [column.heading for column in shown.value.layout]
    assert shown.plain.count(said) == 1


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("lost", "Bedömningen av processområden som helhet framgår inte av vårt textutdrag."),
        ("not_set", "Processområdena är inte bedömda som helhet än."),
        ("not_printed", "Dokumentet bedömer inga processområden som helhet."),
    ],
)
def test_areas_without_symbols_are_lost_or_not_set_or_not_judged(
    project: Project, edit: Edit, source: str, said: str
) -> None:
    edit("reference/symbols.csv", "flaggor;status;done", "flaggor;area;full;circle;Full;1;\nflaggor;status;done")
    for number in (1, 2):
        edit(f"{SOURCE}/process_areas.csv", f";{number};;;lost;lost;", f";{number};;;{source};{source};")
    assert report_of(project).area_status().plain == said


def test_a_column_that_the_edition_has_no_symbols_for_is_left_out(project: Project, edit: Edit) -> None:
    edit(f"{SOURCE}/process_areas.csv", ";1;;;lost;lost;", ";1;;increased;;;")
    edit(f"{SOURCE}/process_areas.csv", ";2;;;lost;lost;", ";2;;;;;")
    shown = report_of(project).area_status()
    assert isinstance(shown, Table)
    assert [column.heading for column in shown.value.layout] == ["Processområde", "Perspektiv", "Trend"]
    assert cells(shown, "Trend") == ["Stiger", "Inte satt än."]


def test_a_source_that_gainsays_its_code_is_a_fault(
    project: Project, edit: Edit, faults: Callable[[], list[object]]
) -> None:
    edit(f"{SOURCE}/commitments.csv", ";done;printed;", ";done;not_set;")
    edit(f"{SOURCE}/goals.csv", ";near;printed;", ";;prose;")
    assert [str(fault) for fault in faults()] == [
        f"{SOURCE}/commitments.csv, rad 2: tom status ska ha källan lost, not_printed, not_set eller ingen, annars "
        "printed eller prose",
        f"{SOURCE}/goals.csv, rad 2: tom bedömning ska ha källan lost, not_printed, not_set eller ingen, annars "
        "printed eller prose",
    ]


def test_a_folder_of_the_first_format_keeps_its_completions_lost(project: Project, edit: Edit) -> None:
    (project.data / "project.yaml").unlink()
    edit("reference/symbols.csv", "flaggor;status;done", "flaggor;completion;20;pie_20;20 %;1;\nflaggor;status;done")
    edit(f"{SOURCE}/commitments.csv", ";done;printed;100;", ";done;printed;;")
    told = sources_of(project, "SELECT completion_source FROM commitment ORDER BY file_row")
    assert told == [("lost",), ("printed",)]


def test_a_status_that_an_older_folder_has_no_symbol_for_reads_as_itself(project: Project, edit: Edit) -> None:
    (project.data / "project.yaml").unlink()
    for line in ("ongoing;diamond;Under segel;2;\n", "not_started;dash;Vid kaj;4;"):
        edit("reference/symbols.csv", f"flaggor;status;{line}", "")
    report = report_of(project)
    assert cells(report.commitments(), "Status") == ["I hamn", "Pågår\nFörs över till 2032."]
    assert "Går inte att bedöma" not in report.at_a_glance().plain
