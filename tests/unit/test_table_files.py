"""Tables as figures: what is typed, missing and left out, and that no digit is lost on the way to files."""

import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.downloads import package_of, read_rows, read_sheet, tables_of, unguarded
from tests.examples import examples

from analysis.chapter.chapter import Chapter, Outputs, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.codec import MEDIA_TYPE, value_from_json
from analysis.chapter.foreign import Picture
from analysis.chapter.pieces import Said
from analysis.chapter.table import Column, Doubt, Figure, Kind, Origin, Row, Table
from analysis.chapter.text import Text
from analysis.present.table import Column as Shown
from analysis.present.table import Table as Frame
from analysis.present.table import plain_column
from analysis.present.typed_values import Values, days, numbers, plain_text, printed, texts, whole
from analysis.publish.files import takeaway
from analysis.publish.files.downloads import Made, write_downloads, write_table_files
from analysis.publish.files.open_csv import csv_text, guarded
from analysis.publish.files.open_data import _figure as open_figure
from analysis.publish.files.takeaway import origins_of
from analysis.publish.files.terms_of_use import Terms
from analysis.publish.files.workbook import TEXT_LENGTH, sheet_name, writable, write_table
from analysis.words.mixed_language import MixedText

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
SHEET_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1)
#: Figures as documents print them: a sign, digits, decimals with the zeros that end them.
PRINTED = st.builds(
    lambda number, decimals: f"{Decimal(number).scaleb(-decimals):f}",
    st.integers(-(10**14), 10**14),
    st.integers(0, 6),
)
FLOATS = st.floats(-1e300, 1e300)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str)
FEW = examples(30)
ABOUT = Made("rapport", "Rapporten", ["Framtagen i dag."], {"data": "abc", "run": "1"})


def made(*values: Values) -> Table:
    frame = pl.DataFrame({"name": ["a", "b"], "value": [4.4, None], "sign": [">", None], "day": ["2016-12-31", None]})
    return Frame("Tabell", [Shown("Värde", lambda row: f"{row['value']} %", values=values)], frame).value


def figures(table: Table) -> list[tuple[Figure, ...]]:
    return [row.figures for row in table.rows]


def headings(table: Table) -> list[str]:
    return [column.heading for column in table.columns]


def one(figure: Figure, kind: Kind) -> Table:
    return typed([("x", figure)], kind)


def typed(rows: list[tuple[Figure, ...]], *kinds: Kind, **told: Any) -> Table:  # noqa: ANN401 - any key of a table
    columns = (Column("Post"), *(Column(f"Värde {place}", kind) for place, kind in enumerate(kinds, start=1)))
    known = {"heading": "Tabell", "layout": (), "file": "tabell"} | told
    return Table(columns=columns, rows=tuple(Row(row, ()) for row in rows), **known)


def test_a_column_without_values_gives_the_words_of_its_cells() -> None:
    table = Frame("T", [Shown("A", lambda _: [Said("Nära"), Said("målet")])], pl.DataFrame({"x": [1]})).value
    assert figures(table) == [("Nära\nmålet",)]


def test_figures_are_digits_as_printed_and_what_is_missing_is_nothing() -> None:
    table = made(numbers("Värde, %", lambda row: row["value"], "%", 2))
    assert table.columns == (Column("Värde, %", Kind.NUMBER, "%", 2),)
    assert figures(table) == [("4.40",), (None,)]


def test_the_sign_before_a_figure_has_a_column_of_its_own_that_says_what_it_means() -> None:
    table = made(*printed("Värde", lambda row: row["value"], lambda row: row["sign"], lambda _: 1))
    assert headings(table) == ["Värde", "Värde, tecken"]
    assert figures(table)[0] == ("4.4", ">")
    assert "mer än" in table.columns[1].about


def test_a_spare_column_is_left_out_when_it_is_empty() -> None:
    table = made(numbers("V", lambda row: row["value"]), texts("Anmärkning", lambda _: "", spare=True))
    assert headings(table) == ["V"]


def test_days_and_whole_numbers_keep_their_kind() -> None:
    table = made(days("Dag", lambda row: row["day"]), whole("Antal", lambda _: 3))
    assert figures(table) == [("2016-12-31", 3), (None, 3)]


def test_totals_and_what_a_row_is_about_are_told() -> None:
    frame = pl.DataFrame({"line": ["Hyra", "Summa"]})
    table = Frame(
        "T",
        [plain_column("Post", "line")],
        frame,
        is_total=lambda row: row["line"] == "Summa",
        subject=lambda row: f"rad-{row['line'].lower()}",
    ).value
    assert headings(table) == ["Post", "Summarad", "Id"]
    assert figures(table) == [("Hyra", None, "rad-hyra"), ("Summa", "ja", "rad-summa")]
    assert table.totals == [1]


def test_headings_are_unique_whatever_their_case() -> None:
    table = Frame("T", [plain_column("Mål", "x"), plain_column("mål", "x")], pl.DataFrame({"x": ["1"]}))
    assert headings(table.value) == ["Mål", "mål (2)"]


def test_a_text_in_a_column_of_whole_numbers_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError):
        made(whole("Antal", lambda _: "tre"))


def test_a_notebook_output_holds_the_figures() -> None:
    frame = pl.DataFrame({"value": [4.4, None]})
    table = Frame("T", [Shown("V", lambda _: "", values=[numbers("Värde", lambda row: row["value"])])], frame)
    stored = json.loads(json.dumps(table._repr_mimebundle_()[MEDIA_TYPE]))
    assert value_from_json(stored) == table.value


def test_the_tables_of_a_chapter_are_those_with_a_name_in_order() -> None:
    table = typed([("x", "1.0")], Kind.NUMBER, file="a")
    chart = Chart(key="k", heading="Fynd", summary="s", picture={}, caption="C", columns=table.columns, file="b")
    picture = Picture(heading="P", text="t", media="image/png", data="", table=replace(table, file="c"))
    shown: list[Value] = [
        *(table, replace(chart, source="Källa: k."), Text(role="note", parts=()), replace(table, file="")),
        *(picture, replace(picture, table=None), replace(chart, columns=())),
    ]
    blocks = (Passage("# Rubrik"), Outputs(tuple(shown[:3])), Outputs(tuple(shown[3:])))
    found = takeaway.tables_of(Chapter(title="K", language="sv", blocks=blocks))
    assert [each.file for each in found] == ["a", "b", "c"]
    assert (found[1].heading, found[1].source) == ("C", "Källa: k.")


@given(ANY_TEXT)
def test_any_text_comes_back_from_csv(text: str) -> None:
    content = csv_text([Column("Text")], [[text]])
    ((heading,), (read,)) = read_rows(content)
    assert (heading, unguarded(read)) == ("Text", text)


@given(PRINTED)
def test_any_figure_comes_back_from_csv_digit_by_digit(figure: str) -> None:
    assert read_rows(csv_text([Column("Värde", Kind.NUMBER)], [[figure]])) == [["Värde"], [figure]]


@given(FLOATS)
def test_any_number_of_the_database_comes_back_from_open_data(value: float) -> None:
    written = open_figure(value)
    assert isinstance(written, str)
    assert float(written) == value
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", written)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *((3.0, "3"), (-0.0, "0"), (0.1, "0.1"), (1e-7, "0.0000001"), (Decimal("3.10"), "3.10"), (None, None)),
        *((["a", "å"], '["a", "å"]'), (True, "true"), (date(2016, 12, 31), "2016-12-31"), (7, 7)),
    ],
)
def test_open_data_have_the_shortest_digits_and_lists_and_truth_as_json(value: object, written: Figure) -> None:
    assert open_figure(value) == written


@given(ANY_TEXT)
def test_no_text_in_csv_is_a_formula(text: str) -> None:
    written = guarded(text)
    assert not written.startswith(("=", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert not written.startswith(("+", "-")) or set(written) <= set("+-0123456789 .,%")
    assert unguarded(written) == text


def test_a_link_of_a_cell_is_followed_in_excel_and_of_several_each_is_told(tmp_path: Path) -> None:
    one, two = "Se sidan (https://example.org/a?b=1#c).", "Se a (https://example.org) och b (mailto:b@example.org)"
    table = Table(heading="Länkar", columns=(Column("Text"),), layout=(), rows=(Row((one,), ()), Row((two,), ())))
    write_table(tmp_path / "a.xlsx", table)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    found = [(cell.value, cell.hyperlink) for row in sheet.iter_rows() for cell in row if cell.value in (one, two)]
    (first, link), second = found
    assert link is not None
    assert (first, link.target, link.location, second) == (one, "https://example.org/a?b=1", "c", (two, None))


@pytest.mark.parametrize("figure", ["-93 234", "+4,5", "-0.5", "-12 %"])
def test_a_figure_written_as_text_is_left_as_it_is(figure: str) -> None:
    assert guarded(figure) == figure


@FEW
@given(SHEET_TEXT)
def test_any_text_comes_back_from_excel_as_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("text") / "t.xlsx"
    write_table(path, one(text, Kind.TEXT))
    assert read_sheet(path)[1] == ["x", writable(text)]
    assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")


@FEW
@given(st.lists(PRINTED, min_size=1, max_size=20))
def test_figures_come_back_from_excel_digit_by_digit(
    tmp_path_factory: pytest.TempPathFactory, printed: list[str]
) -> None:
    path = tmp_path_factory.mktemp("number") / "t.xlsx"
    write_table(path, typed([("x", figure) for figure in printed], Kind.NUMBER))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [as_excel_shows(sheet.cell(place, 2)) for place in range(3, 3 + len(printed))] == printed


def as_excel_shows(cell: Any) -> str:  # noqa: ANN401 - openpyxl's cell
    """The digits that Excel's number format leaves, without its signs between thousands."""
    assert cell.data_type == "n"
    decimals = len(cell.number_format.removeprefix("#,##0").removeprefix("."))
    assert cell.number_format == "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"{Decimal(repr(cell.value)):.{decimals}f}"


@FEW
@given(FLOATS)
def test_any_number_comes_back_from_excel_as_exact_as_excel_is(
    tmp_path_factory: pytest.TempPathFactory, value: float
) -> None:
    path = tmp_path_factory.mktemp("number") / "t.xlsx"
    write_table(path, one(open_figure(value), Kind.NUMBER))
    assert read_sheet(path)[1][1] == pytest.approx(value, rel=1e-15, abs=0)


@FEW
@given(DAYS, st.integers(-(10**9), 10**9), st.booleans())
def test_days_whole_numbers_and_truth_come_back_from_excel_as_what_they_are(
    tmp_path_factory: pytest.TempPathFactory, day: str, number: int, truth: bool
) -> None:
    path = tmp_path_factory.mktemp("kinds") / "t.xlsx"
    row = ("x", day, number, "true" if truth else "false")
    write_table(path, typed([row], Kind.DAY, Kind.WHOLE, Kind.TRUTH))
    read_day, *rest = read_sheet(path)[1][1:]
    # Excel knows no days before 1900; they are texts there.
    assert str(read_day) == day
    assert isinstance(read_day, date) == (day >= "1900-01-01")
    assert rest == [number, truth]


@pytest.mark.parametrize("text", ["=1+1", "+46 16 710 10 00", "-", "@SUM(A1)", "https://example.org", "=HYPERLINK(1)"])
def test_nothing_in_excel_is_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    write_table(tmp_path / "t.xlsx", one(text, Kind.TEXT))
    sheet = zipfile.ZipFile(tmp_path / "t.xlsx").read("xl/worksheets/sheet1.xml")
    assert read_sheet(tmp_path / "t.xlsx")[1][1] == text
    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet


def test_below_the_figures_stand_lead_notes_doubts_and_source(tmp_path: Path) -> None:
    told: dict[str, Any] = {"lead": "l", "notes": ("n", "m"), "doubts": (Doubt("f", "d"),), "source": "Källa: k."}
    write_table(tmp_path / "t.xlsx", typed([("x", "3.0")], Kind.NUMBER, **told))
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert [cell.value for (cell,) in sheet.iter_rows(max_col=1)] == [
        *("Tabell", "Post", "x", None, "l", "n", "m", "d", "Källa: k.")
    ]


def test_an_origin_says_where_its_figure_is_kept() -> None:
    origins = (
        Origin("Utfall", "s. 1", "data/fil.csv", 2),
        Origin("Mål", form="Blankett 3", cell="B4"),
        Origin("Pris", MixedText([("x", "sv")]), reply="svar-1"),
    )
    assert origins_of(typed([], origins=origins)) == [
        ("Utfall", "s. 1", "data/fil.csv, rad 2"),
        ("Mål", "", "Blankett 3, B4"),
        ("Pris", "x", "svar-1"),
    ]


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    table = typed([("x", "3.0")], Kind.NUMBER, notes=("n",), source="Källa: k.", origins=(Origin("x", "s. 1", "f", 2),))
    for name in ("a.xlsx", "b.xlsx"):
        write_table(tmp_path / name, table)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@FEW
@given(st.lists(st.tuples(SHEET_TEXT, st.none() | PRINTED, st.none() | st.integers(-99, 9999), st.none() | DAYS)))
def test_what_a_report_gives_away_reads_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Figure, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("rapport")
    table = typed(rows, Kind.NUMBER, Kind.WHOLE, Kind.DAY, source="Källa: k.", origins=(Origin("x", "s. 1", "f", 2),))
    write_table_files(folder / "tables", [table])
    found = write_downloads(folder, ABOUT, [("Kapitel", [table])], Terms())
    assert [each.file for each in found] == ["rapport.xlsx", "datapackage.json"]
    _, *read = read_rows((folder / "tables/tabell.csv").read_bytes().decode("utf-8"))
    assert [[unguarded(cell) for cell in row[:1]] + row[1:] for row in read] == [
        ["" if figure is None else str(figure) for figure in row] for row in rows
    ]
    shown = [[None if figure is None else as_excel_reads(figure, at) for at, figure in enumerate(row)] for row in rows]
    for sheet in (read_sheet(folder / "tables/tabell.xlsx"), read_sheet(folder / "rapport.xlsx", "1 Tabell")):
        # An Excel table has at least one row, though it be empty.
        assert sheet[1:] == (shown or [[None] * 4])


def as_excel_reads(figure: str | int, at: int) -> object:
    if at == 3:
        return date.fromisoformat(str(figure)) if str(figure) >= "1900-01-01" else figure
    return writable(str(figure)) if at == 0 else float(figure)


def test_a_package_tells_kinds_units_languages_and_sources(tmp_path: Path) -> None:
    columns = (Column("Mål", language="sv"), Column("Utfall, %", Kind.NUMBER, "%", 1, about="Som tryckt."))
    row = Row(("a", "3.0"), ())
    tables = [
        Table(heading="T", columns=columns, layout=(), rows=(row,), source=source, lead="l", file=file)
        for file, source in (("a", "Källa: ett."), ("b", "Källa: två."), ("c", "Källa: ett."), ("d", ""))
    ]
    write_downloads(tmp_path, ABOUT, [("K", tables[:2]), ("L", tables[2:])], Terms())
    package = package_of(tmp_path)
    assert [source["title"] for source in package["sources"]] == ["Källa: ett.", "Källa: två."]
    assert package["resources"][0]["description"] == "l Källa: ett."
    assert package["resources"][0]["schema"]["fields"] == [
        {"name": "Mål", "type": "string", "language": "sv"},
        {"name": "Utfall, %", "type": "number", "unit": "%", "description": "Som tryckt."},
    ]
    assert [each.rows[0]["Utfall, %"] for each in tables_of(tmp_path)] == [3.0] * 4
    assert (tmp_path / "tables/a.csv").read_text(encoding="utf-8").splitlines() == ['Mål,"Utfall, %"', "a,3.0"]


def test_a_report_without_tables_gives_nothing_away(tmp_path: Path) -> None:
    write_table_files(tmp_path / "tables", [])
    assert write_downloads(tmp_path, ABOUT, [("K", [])], Terms()) == []
    assert list(tmp_path.iterdir()) == []


def test_a_text_longer_than_a_cell_is_cut_with_a_mark_and_what_xml_lacks_is_replaced() -> None:
    assert len(writable("a" * 40_000)) == TEXT_LENGTH
    assert writable("a" * 40_000).endswith("[…]")
    assert writable("a\x00b\r\nc") == "a\N{REPLACEMENT CHARACTER}b\nc"


def test_names_of_sheets_are_what_excel_takes() -> None:
    name = sheet_name(12, "Mål [2016]: utfall/budget * och 'annat' som tar plats")
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\'")


def test_the_words_of_pieces_keep_their_lines() -> None:
    assert plain_text([Said("Ett & två"), Said("tre", "muted")]) == "Ett & två\ntre"
    assert plain_text([Said("")]) is None
    assert plain_text("<b>") == "<b>"
