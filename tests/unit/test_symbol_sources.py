"""Printed, read from the text, lost, not printed and not set are five things; only of the third is a loss claimed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.editions import FORMAT_2, Case, Edition, Editions
from tests.making import small_project

from analysis.base.project import Project
from analysis.base.scale import Shape
from analysis.base.vocabulary import (
    AreaAssessment,
    Assessment,
    Status,
    SymbolSource,
    SymbolSubject,
    Trend,
)
from analysis.chapter.markup.spoken import cell_words
from analysis.present.fragment import Fragment
from analysis.present.symbol_words import MEANINGS
from analysis.present.symbols import SymbolSet
from analysis.present.table import Table
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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Editions of the newest format."""
    return Editions(tmp_path_factory.mktemp("newest"), NEWEST, FORMAT_2)


@pytest.fixture(scope="module")
def made_first(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Editions of the first format."""
    return Editions(tmp_path_factory.mktemp("first"), FIRST_FORMAT)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The data of the harbour office, of the newest format, to be broken."""
    made = small_project(tmp_path)
    (made.data / "project.yaml").write_text(FORMAT_2, encoding="utf-8")
    return made


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


def no_words_of_trends(edition: Edition) -> None:
    edition.forget("symbols", "flaggor;trend;")
    edition.edit(
        "goals.csv",
        (";near;printed;increased;printed;", ";near;printed;;;"),
        (";better;printed;decreased;printed;", ";better;printed;;;"),
    )


def test_a_trend_without_trend_words_has_arrows_and_never_an_assessments_words(made: Editions) -> None:
    shown = made.report(no_words_of_trends).goals()
    assert cells(shown, "Trend") == [f"Bättre\n{OURS}", f"Sämre\n{OURS}"]
    assert LOSS not in shown.plain


def no_assessments(edition: Edition) -> None:
    edition.forget("symbols", "flaggor;assessment;", "flaggor;trend;")
    published = (";near;printed;increased;printed;", ";better;printed;decreased;printed;")
    edition.edit("goals.csv", *((each, ";;lost;;lost;") for each in published))


def test_an_edition_that_prints_no_assessments_claims_no_loss(made: Editions) -> None:
    report = made.report(no_assessments)
    shown = report.goals()
    assert LOSS not in shown.plain + report.at_a_glance().plain + report.legend().plain
    assert cells(shown, "Bedömning") == [f"Sämre än målet\n{OURS}", f"Bättre än målet\n{OURS}"]
    sql = "SELECT DISTINCT assessment_source, trend_source FROM goal WHERE document = $document"
    assert made.asked(no_assessments, sql) == [("not_printed", "not_printed")]


def blanks(edition: Edition) -> None:
    edition.edit("commitments.csv", (";done;printed;100;", ";;;;"))
    edition.edit("process_areas.csv", (";1;;;lost;lost;", ";1;;;;;"))


def test_what_is_blank_is_not_set_where_the_edition_has_symbols_and_not_printed_where_it_has_none(
    made: Editions,
) -> None:
    sql = "SELECT status_source, completion_source FROM commitment WHERE document = $document ORDER BY file_row"
    assert made.asked(blanks, sql) == [("not_set", "not_printed"), ("printed", "printed")]
    sql = "SELECT assessment_source, trend_source FROM document_area WHERE document = $document ORDER BY file_row"
    assert made.asked(blanks, sql) == [("not_printed", "not_set"), ("not_printed", "lost")]


def a_status_not_set(edition: Edition) -> None:
    edition.edit("commitments.csv", (";done;printed;100;", ";;not_set;;"))


def test_a_status_that_is_not_set_is_not_called_lost(made: Editions) -> None:
    report = made.report(a_status_not_set)
    shown = report.commitments()
    assert cells(shown, "Status")[0] == "Inte satt än."
    assert LOSS not in shown.plain + report.legend("status").plain


def no_status(edition: Edition, source: str) -> None:
    for published in (";done;printed;100;", ";ongoing;printed;40;2032;"):
        edition.edit("commitments.csv", (published, f";;{source};" + ";" * (published.count(";") - 3)))


WITHOUT = ("lost", "not_set", "not_printed")
STATUSES = {source: partial(no_status, source=source) for source in WITHOUT}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("not_set", "Status är inte satt än för något åtagande."),
        ("not_printed", "Dokumentet anger ingen status för åtagandena."),
        ("lost", "Status är okänd för alla åtaganden: symbolerna följde inte med i vårt textutdrag."),
    ],
)
def test_what_would_be_said_in_every_row_is_said_once(made: Editions, source: str, said: str) -> None:
    shown = made.report(STATUSES[source]).commitments()
    assert isinstance(shown, Table)
    assert "Status" not in [column.heading for column in shown.value.layout]
    assert shown.plain.count(said) == 1


def no_areas(edition: Edition, source: str) -> None:
    edition.refer("symbols", "flaggor;area;full;circle;Full;1;")
    for number in (1, 2):
        edition.edit("process_areas.csv", (f";{number};;;lost;lost;", f";{number};;;{source};{source};"))


AREAS = {source: partial(no_areas, source=source) for source in WITHOUT}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("lost", "Bedömningen av områden som helhet framgår inte av vårt textutdrag."),
        ("not_set", "Områdena är inte bedömda som helhet än."),
        ("not_printed", "Dokumentet bedömer inga områden som helhet."),
    ],
)
def test_areas_without_symbols_are_lost_or_not_set_or_not_judged(made: Editions, source: str, said: str) -> None:
    assert made.report(AREAS[source]).area_status().plain == said


def no_symbols_of_areas(edition: Edition) -> None:
    edition.edit("process_areas.csv", (";1;;;lost;lost;", ";1;;increased;;;"), (";2;;;lost;lost;", ";2;;;;;"))


def test_a_column_that_the_edition_has_no_symbols_for_is_left_out(made: Editions) -> None:
    shown = made.report(no_symbols_of_areas).area_status()
    assert isinstance(shown, Table)
    assert [column.heading for column in shown.value.layout] == ["Område", "Perspektiv", "Trend"]
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


def a_completion_without_a_symbol(edition: Edition) -> None:
    edition.refer("symbols", "flaggor;completion;20;pie_20;20 %;1;")
    edition.edit("commitments.csv", (";done;printed;100;", ";done;printed;;"))


def test_a_folder_of_the_first_format_keeps_its_completions_lost(made_first: Editions) -> None:
    sql = "SELECT completion_source FROM commitment WHERE document = $document ORDER BY file_row"
    assert made_first.asked(a_completion_without_a_symbol, sql) == [("lost",), ("printed",)]


def a_status_without_a_symbol(edition: Edition) -> None:
    edition.forget("symbols", "flaggor;status;ongoing;", "flaggor;status;not_started;")


def test_a_status_that_an_older_folder_has_no_symbol_for_reads_as_itself(made_first: Editions) -> None:
    report = made_first.report(a_status_without_a_symbol)
    carried = made_first.editions[a_status_without_a_symbol].dated("Förs över till 2032.")
    assert cells(report.commitments(), "Status") == ["I hamn", f"Pågår\n{carried}"]
    assert "Går inte att bedöma" not in report.at_a_glance().plain


FIRST_FORMAT: list[Case] = [a_status_without_a_symbol, a_completion_without_a_symbol]
NEWEST: list[Case] = [
    no_words_of_trends,
    no_assessments,
    blanks,
    a_status_not_set,
    *STATUSES.values(),
    *AREAS.values(),
    no_symbols_of_areas,
]
