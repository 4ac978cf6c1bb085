"""Where facts come from: every kind is told in words, and needs no more than it has."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.invented import WHO, Invented, asked

from analysis.base.project import HEADER_FILE, Project
from analysis.base.vocabulary import OriginKind
from analysis.build.database import build_database
from analysis.build.provenance import explain
from analysis.errors import InputFaults
from analysis.intake.origins import TOLD
from analysis.intake.sources import read_sources
from analysis.present.fragment import Several
from analysis.present.table import Table
from analysis.report import Report

#: What the document says of all its rows.
HEADER = (
    f"organisation: {WHO}\nunit: percent\nsex: T\nperiod_type: year\nperiod_start: 2023-01-01\n"
    "period_end: 2023-12-31\nobservations: {measure: outcome}\n"
)
WEB = "https://kommun.example/mal"
#: Columns and cells of a row, its kind, what its place becomes and what else is said.
SAID = [
    ("place;source_line", "A › T;7", "printed", "A › T", None),
    ("place", "A › T", "printed", "A › T", None),
    ("place;page", "A › T;12", "printed", "A › T", "sid. 12"),
    ("page", "12", "printed", "sid. 12", "sid. 12"),
    ("source_line", "7", "printed", "rad 7", "rad 7"),
    (
        "web;read_on",
        "https://kommun.example/mal;2026-01-31",
        "printed",
        *["https://kommun.example/mal, läst 2026-01-31"] * 2,
    ),
    ("form;cell", "delår;B7", "reported", *["blankett delår, cell B7"] * 2),
    (
        "form;cell;reported_by;reported_on",
        "delår;B7;controller;2026-10-05",
        "reported",
        *["blankett delår, cell B7, lämnad av controller, 2026-10-05"] * 2,
    ),
    ("place;form", "Kapitel 2;delår", "reported", "Kapitel 2", "blankett delår"),
    ("origin_kind", "reported", "reported", *["inrapporterad uppgift"] * 2),
    (
        "source;question;fetched_on;revision",
        "Kolada;N00945;2026-05-01;3",
        "fetched",
        *["hämtad ur Kolada, fråga N00945, 2026-05-01, revision 3"] * 2,
    ),
    ("from_file;from_row;profile", "lön.csv;12;lön", "imported", *["inläst ur lön.csv, rad 12, profil lön"] * 2),
    ("origin_kind", "imported", "imported", *["inläst uppgift"] * 2),
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Invented(tmp_path, "format: 2\n")
    made.indicator("i")
    project = made.write()
    header(project)
    return project


def header(project: Project, more: str = "") -> None:
    (project.data / "sources" / "d" / HEADER_FILE).write_text(f"{HEADER}{more}", encoding="utf-8")


def observe(project: Project, columns: str, *rows: str) -> None:
    lines = [f"indicator;value;{columns}", *(f"i;{90 + number};{row}" for number, row in enumerate(rows))]
    (project.data / "sources" / "d" / "observations.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def told(project: Project) -> list[str]:
    with pytest.raises(InputFaults) as faults:
        read_sources(project.data)
    return [f"{fault.row} {fault.column}: {fault.allowed}" for fault in faults.value.faults]


def read(project: Project) -> list[tuple[object, ...]]:
    frames = {contract.__name__: frame for contract, frame in read_sources(project.data).frames.items()}
    return frames["Observations"].select("origin_kind", "place", "origin").rows()


@pytest.mark.parametrize(("columns", "cells", "kind", "place", "origin"), SAID)
def test_a_row_says_where_it_comes_from(
    project: Project, columns: str, cells: str, kind: str, place: str, origin: str | None
) -> None:
    observe(project, columns, cells)
    assert read(project) == [(kind, place, origin)]


def test_every_kind_is_among_them() -> None:
    assert {kind for _columns, _cells, kind, _place, _origin in SAID} == {*OriginKind}


def test_pages_files_and_explain_tell_it(project: Project) -> None:
    columns = "place;source_line;form;cell;source;question;from_file;from_row"
    observe(project, columns, "A › T › kolumn U;7;;;;;;", ";;delår;B7;;;;", ";;;;Kolada;N1;;", ";;;;;;lön.csv;12")
    build_database(project)
    words = ["A › T › kolumn U", "blankett delår, cell B7", "hämtad ur Kolada, fråga N1", "inläst ur lön.csv, rad 12"]
    shown = Report(organisation=WHO, year=2023, database=project.database).printed_tables()
    assert isinstance(shown, Several)
    tables = {str(each.value.heading): each.value for each in shown if isinstance(each, Table)}
    # What has no place of its own stands under the heading of its part.
    assert [*tables] == ["A", "A › T"]
    origins = [origin for heading in ("A › T", "A") for origin in tables[heading].origins]
    assert [(str(origin.place), origin.origin_kind) for origin in origins] == list(zip(words, OriginKind, strict=True))
    assert [origin.place for origin in explain(project, "i")] == words
    view = asked(project, "SELECT value, origin_kind, origin FROM key_figure ORDER BY value").rows()
    assert view == [
        (90, "printed", None),
        (91, "reported", words[1]),
        (92, "fetched", words[2]),
        (93, "imported", words[3]),
    ]


def test_a_row_from_nowhere_is_told_once(project: Project) -> None:
    observe(project, "note", "x")
    assert told(project) == [
        "2 place: säg var uppgiften står (place, source_line, page, eller web med read_on), eller att den kommer någon "
        "annanstans ifrån (origin_kind reported, fetched eller imported)"
    ]


@pytest.mark.parametrize(
    ("columns", "cells", "why"),
    [
        ("form;source", "delår;Kolada", "hör till"),
        ("origin_kind;form", "printed;delår", "hör till inrapporterade uppgifter"),
        ("origin_kind;source_line", "reported;7", "hör till tryckta uppgifter"),
        ("web", "https://kommun.example/mal", "web och read_on anges tillsammans"),
        ("web;read_on", "kommun.example;2026-01-31", "en adress som börjar med https:// eller http://"),
        ("origin_kind", "tryckt", "tillåtna värden: printed, reported, fetched, imported"),
        ("place;source_line", "A › T;0", "ett heltal, minst 1"),
        ("form;reported_on", "delår;i går", "ett datum som"),
    ],
)
def test_an_origin_that_cannot_be_is_told(project: Project, columns: str, cells: str, why: str) -> None:
    observe(project, columns, cells)
    assert any(why in fault for fault in told(project))


def test_what_the_header_says_is_said_of_rows_of_its_own_kind(project: Project) -> None:
    header(project, "form: delår\nreported_by: controller\n")
    observe(project, "cell;place;source_line;question;source", "B7;;;;", ";Kapitel 2;;;", ";A › T;7;;", ";;;N1;Kolada")
    form = "blankett delår"
    assert read(project) == [
        ("reported", f"{form}, cell B7, lämnad av controller", f"{form}, cell B7, lämnad av controller"),
        ("reported", "Kapitel 2", f"{form}, lämnad av controller"),
        ("printed", "A › T", None),
        ("fetched", "hämtad ur Kolada, fråga N1", "hämtad ur Kolada, fråga N1"),
    ]


@examples(6)
@given(data=st.data(), kind=st.sampled_from([kind for kind in OriginKind if kind is not OriginKind.PRINTED]))
def test_any_columns_of_a_kind_are_enough(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, kind: OriginKind
) -> None:
    made = Invented(tmp_path_factory.mktemp("ursprung"), "format: 2\n")
    made.indicator("i")
    project = made.write()
    header(project)
    columns = data.draw(st.lists(st.sampled_from(TOLD[kind]), min_size=1, unique=True))
    days = {"reported_on", "fetched_on"}
    observe(project, ";".join(columns), ";".join("2026-01-31" if each in days else f"x {each}" for each in columns))
    ((found, place, origin),) = read(project)
    assert (found, place) == (kind.value, origin)
    assert all(f"x {each}" in str(place) for each in columns if each not in days)


def test_texts_need_no_place_where_the_header_tells_their_origin(project: Project) -> None:
    observe(project, "place", "A")
    folder = project.data / "sources" / "d" / "texts"
    folder.mkdir()
    text = f"# T\n\n## organisation {WHO} ({WHO})\n\n### Analys\nAllt gick bra.\n"
    (folder / "t.md").write_text(text, encoding="utf-8")
    assert told(project) == ["5 : en rad som «Plats: Bilaga 1 › Ekonomi · rad 812» under rubriken"]
    header(project, "texts: {form: delår}\n")
    build_database(project)
    assert asked(project, "SELECT place, origin_kind, source_line FROM text").rows() == [
        ("blankett delår", "reported", 0)
    ]
