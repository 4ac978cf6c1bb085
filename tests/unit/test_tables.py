"""Tables as a screen reader meets them, and what happens to markup in data."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from tests.pages import Page, read_html

from analysis.present.tables import Column, Row, Table, plain_column

FRAME = pl.DataFrame({"line": ["Försäljningsintäkter", "Resultat"], "amount": ["40 047", "-93 234"]})
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def table(frame: pl.DataFrame = FRAME, caption: str = "Resultaträkning, tkr", note: str = "Preliminärt.") -> Table:
    columns = [plain_column("Post", "line", row_heading=True), plain_column("Utfall", "amount", numeric=True)]
    return Table(caption, columns, frame, notes=[note], source="Källa: bilaga 1.", is_total=is_total)


def is_total(row: Row) -> bool:
    return bool(row["line"] == "Resultat")


@pytest.fixture
def page() -> Page:
    """The example table as a browser reads it."""
    return read_html(str(table().html))


def test_a_table_has_a_caption_and_scoped_headings(page: Page) -> None:
    assert page.texts("table > caption") == ["Resultaträkning, tkr"]
    assert page.texts("thead th[scope=col]") == page.texts("thead th") == ["Post", "Utfall"]
    assert page.texts("tbody th[scope=row]") == ["Försäljningsintäkter", "Resultat"]


def test_every_row_of_the_frame_becomes_one_row(page: Page) -> None:
    assert page.tables()[0].rows == [["Försäljningsintäkter", "40 047"], ["Resultat", "-93 234"]]


def test_each_cell_knows_its_heading_for_narrow_screens(page: Page) -> None:
    assert [cell["data-label"] for cell in page.all("tbody td")] == ["Utfall", "Utfall"]


def test_totals_stand_out(page: Page) -> None:
    assert page.texts("tr.total > th") == ["Resultat"]


def test_notes_and_source_stand_below(page: Page) -> None:
    assert page.texts("table ~ p, div.table ~ p") == ["Preliminärt.", "Källa: bilaga 1."]


def test_a_missing_text_is_an_empty_cell_and_not_none() -> None:
    frame = pl.DataFrame({"line": ["Resultat"], "amount": [None]}, schema={"line": pl.String, "amount": pl.String})
    assert read_html(str(table(frame).html)).tables()[0].rows == [["Resultat", ""]]


@pytest.mark.parametrize("place", ["cell", "caption", "note", "heading"])
def test_markup_in_data_is_shown_as_text(place: str) -> None:
    made = {
        "cell": table(FRAME.with_columns(line=pl.lit(ATTACK))),
        "caption": table(caption=ATTACK),
        "note": table(note=ATTACK),
        "heading": Table("x", [plain_column(ATTACK, "line"), plain_column(ATTACK, "amount")], FRAME),
    }[place]
    page = read_html(str(made.html))
    assert page.all("script, img") == []
    assert ATTACK in page.soup.get_text()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_any_text_in_a_cell_is_shown_as_written(text: str) -> None:
    page = read_html(str(table(pl.DataFrame({"line": [text], "amount": [""]})).html))
    assert [tag.name for tag in page.one("tbody").find_all(True)] == ["tr", "th", "td"]
    assert page.one("tbody th").get_text() == text


def test_a_symbol_in_a_cell_is_not_escaped() -> None:
    made = Table("x", [Column("Bedömning", lambda _: Markup("<b>Nära</b>"), row_heading=True)], FRAME.head(1))
    assert read_html(str(made.html)).texts("tbody b") == ["Nära"]


def test_the_plain_form_has_the_same_words() -> None:
    assert table().plain.splitlines() == [
        "Resultaträkning, tkr",
        "Post\tUtfall",
        "Försäljningsintäkter\t40 047",
        "Resultat\t-93 234",
    ]
