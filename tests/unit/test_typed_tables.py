"""Tables as figures: what is typed, what is missing, what is left out, and that nothing is lost on the way to files."""

import json
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from nbformat import from_dict
from tests.downloads import read_rows, read_sheet

from analysis.present.tables import Column, Table, plain_column
from analysis.present.values import Values, days, numbers, plain_text, printed, texts, whole
from analysis.publish.csv_file import csv_text, guarded, unguarded
from analysis.publish.named_table import name_tables
from analysis.publish.workbook import TEXT_LENGTH, sheet_name, writable, write_table
from analysis.typed_table import TABLE_JSON, Field, Kind, TypedTable, Value

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
SHEET_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1)
FLOATS = st.floats(-1e300, 1e300)
FEW = settings(max_examples=30)


def made(*values: Values) -> Table:
    frame = pl.DataFrame({"name": ["a", "b"], "value": [4.4, None], "sign": [">", None], "day": ["2016-12-31", None]})
    return Table("Tabell", [Column("Värde", lambda row: f"{row['value']} %", values=values)], frame)


def one(value: Value, kind: Kind) -> TypedTable:
    return TypedTable("Tabell", [Field("Post"), Field("Värde", kind)], [["x", value]])


def test_a_column_without_values_gives_the_words_of_its_cells() -> None:
    table = Table("T", [Column("A", lambda _: Markup("<b>Nära</b><br>målet"))], pl.DataFrame({"x": [1]}))
    assert table.typed.rows == [("Nära\nmålet",)]


def test_figures_are_numbers_and_what_is_missing_is_nothing() -> None:
    table = made(numbers("Värde, %", lambda row: row["value"], "%", 1)).typed
    assert table.fields == [Field("Värde, %", Kind.NUMBER, "%", 1)]
    assert table.rows == [(4.4,), (None,)]


def test_the_sign_before_a_figure_has_a_column_of_its_own_that_says_what_it_means() -> None:
    table = made(*printed("Värde", lambda row: row["value"], lambda row: row["sign"])).typed
    assert [field.heading for field in table.fields] == ["Värde", "Värde, tecken"]
    assert table.rows[0] == (4.4, ">")
    assert "mer än" in table.fields[1].about


def test_a_spare_column_is_left_out_when_it_is_empty() -> None:
    table = made(numbers("V", lambda row: row["value"]), texts("Anmärkning", lambda _: "", spare=True)).typed
    assert [field.heading for field in table.fields] == ["V"]


def test_days_and_whole_numbers_keep_their_kind() -> None:
    table = made(days("Dag", lambda row: row["day"]), whole("Antal", lambda _: 3)).typed
    assert table.rows == [("2016-12-31", 3), (None, 3)]


def test_totals_and_what_a_row_is_about_are_told() -> None:
    frame = pl.DataFrame({"line": ["Hyra", "Summa"]})
    table = Table(
        "T",
        [plain_column("Post", "line")],
        frame,
        is_total=lambda row: row["line"] == "Summa",
        subject=lambda row: f"rad-{row['line'].lower()}",
    ).typed
    assert [field.heading for field in table.fields] == ["Post", "Summarad", "Id"]
    assert table.rows == [("Hyra", None, "rad-hyra"), ("Summa", "ja", "rad-summa")]
    assert table.totals == [1]


def test_headings_are_unique_whatever_their_case() -> None:
    table = Table("T", [plain_column("Mål", "x"), plain_column("mål", "x")], pl.DataFrame({"x": ["1"]}))
    assert [field.heading for field in table.typed.fields] == ["Mål", "mål (2)"]


def test_a_text_in_a_column_of_whole_numbers_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError):
        _ = made(whole("Antal", lambda _: "tre")).typed


def test_a_notebook_output_holds_the_figures_beside_the_page() -> None:
    table = made(numbers("Värde", lambda row: row["value"]))
    stored = json.loads(json.dumps(table._repr_mimebundle_()[TABLE_JSON]))
    read = TypedTable.from_json(stored)
    assert (read.caption, read.fields) == (table.caption, table.typed.fields)
    assert [tuple(row) for row in read.rows] == table.typed.rows


def test_tables_are_named_after_chapter_place_and_caption() -> None:
    stored = one(1.5, Kind.NUMBER).as_json()
    outputs = [{"data": {TABLE_JSON: stored | {"caption": text}}, "metadata": {}} for text in ("Åtaganden: KS", "«»")]
    cell = from_dict({"outputs": outputs})  # type: ignore[no-untyped-call]
    named = name_tables([cell], "02-demokrati")
    assert [each.name for each in named] == ["02-demokrati-1-ataganden-ks", "02-demokrati-2"]
    assert cell.outputs[0].metadata.arshjul.path == "tables/02-demokrati-1-ataganden-ks"


@given(ANY_TEXT)
def test_any_text_comes_back_from_csv(text: str) -> None:
    content = csv_text(["Text"], [[text]])
    ((heading,), (read,)) = read_rows(content)
    assert (heading, unguarded(read)) == ("Text", text)


@given(FLOATS)
def test_any_number_comes_back_from_csv(value: float) -> None:
    ((_,), (read,)) = read_rows(csv_text(["Värde"], [[value]]))
    assert float(read) == value


@given(ANY_TEXT)
def test_no_text_in_csv_is_a_formula(text: str) -> None:
    written = guarded(text)
    assert not written.startswith(("=", "@", "\t", "\r"))
    assert not written.startswith(("+", "-")) or set(written) <= set("+-0123456789 .,%")
    assert unguarded(written) == text


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
@given(FLOATS)
def test_any_number_comes_back_from_excel_as_exact_as_excel_is(
    tmp_path_factory: pytest.TempPathFactory, value: float
) -> None:
    path = tmp_path_factory.mktemp("number") / "t.xlsx"
    write_table(path, one(value, Kind.NUMBER))
    assert read_sheet(path)[1][1] == pytest.approx(value, rel=1e-15, abs=0)


@pytest.mark.parametrize("text", ["=1+1", "+46 16 710 10 00", "-", "@SUM(A1)", "https://example.org", "=HYPERLINK(1)"])
def test_nothing_in_excel_is_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    write_table(tmp_path / "t.xlsx", one(text, Kind.TEXT))
    sheet = zipfile.ZipFile(tmp_path / "t.xlsx").read("xl/worksheets/sheet1.xml")
    assert read_sheet(tmp_path / "t.xlsx")[1][1] == text
    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    table = TypedTable(
        "T", [Field("A")], [["x"]], notes=["n"], source="Källa: k.", origins=[("x", "s. 1", "fil, rad 2")]
    )
    for name in ("a.xlsx", "b.xlsx"):
        write_table(tmp_path / name, table)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_longer_than_a_cell_is_cut_with_a_mark_and_what_xml_lacks_is_replaced() -> None:
    assert len(writable("a" * 40_000)) == TEXT_LENGTH
    assert writable("a" * 40_000).endswith("[…]")
    assert writable("a\x00b\r\nc") == "a\N{REPLACEMENT CHARACTER}b\nc"


def test_names_of_sheets_are_what_excel_takes() -> None:
    name = sheet_name(12, "Mål [2016]: utfall/budget * och 'annat' som tar plats")
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\'")


def test_the_plain_text_of_markup_keeps_its_lines() -> None:
    assert plain_text(Markup("<p>Ett &amp; två</p><ul><li>tre</li></ul>")) == "Ett & två\ntre"
    assert plain_text(Markup('<span class="muted"></span>')) is None
    assert plain_text("<b>") == "<b>"
