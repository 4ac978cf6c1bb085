"""Tables as HTML: captions, headings, anchors, folding, files and what stands below."""

import pytest
from tests.pages import Page, read_html, text_of

from analysis.chapter.markup.place import Place, cell_place
from analysis.chapter.markup.tables import table_html
from analysis.chapter.pieces import Cell, Course, Point, Said, Symbol
from analysis.chapter.table import Column, Doubt, Kind, Origin, Row, Shown, Table
from analysis.words.current_language import ENGLISH, speaking

COLUMNS = (Column("Mål"), Column("Utfall", Kind.NUMBER, "%", 1))
LAYOUT = (Shown("Mål", "row", columns=(0,)), Shown("Utfall", "number", columns=(1,)))


def row(name: str, amount: str = "3,0 %", *, subject: str = "", total: bool = False) -> Row:
    return Row((name, "3.0"), ((Said(name),), (Said(amount, "strong"),)), subject=subject, total=total)


def table(*rows: Row, **more: object) -> Table:
    return Table(heading="Processmål", columns=COLUMNS, layout=LAYOUT, rows=rows, **more)  # type: ignore[arg-type]


def page_of(shown: Table, place: Place | None = None) -> Page:
    return read_html(str(table_html(shown, place or Place())))


def test_a_table_has_a_caption_and_scoped_headings() -> None:
    page = page_of(table(row("Nöjda"), row("Alla", total=True)))
    assert page.texts("table > caption") == ["Processmål"]
    assert page.texts("thead th[scope=col]") == page.texts("thead th") == ["Mål", "Utfall"]
    assert page.texts("tbody th[scope=row]") == ["Nöjda", "Alla"]
    assert [cell["data-label"] for cell in page.all("tbody td")] == ["Utfall", "Utfall"]
    assert [line.get("class") for line in page.all("tbody tr")] == [None, ["total"]]
    assert [cell["class"] for cell in page.all("td, thead th:last-child")] == [["number"]] * 3


def test_the_first_row_about_something_on_a_page_has_its_name() -> None:
    place = Place()
    first = page_of(table(row("Nöjda", subject="mal-a"), row("Nöjda igen", subject="mal-a")), place)
    second = page_of(table(row("Nöjda", subject="mal-a"), row("Trygga", subject="mal-b")), place)
    assert [line.get("id") for line in [*first.all("tbody tr"), *second.all("tbody tr")]] == [
        "mal-a",
        None,
        None,
        "mal-b",
    ]
    assert [line["data-subject"] for line in second.all("tbody tr")] == ["mal-a", "mal-b"]


def test_names_begin_with_the_chapter_where_chapters_share_a_page() -> None:
    assert page_of(table(row("Nöjda", subject="mal-a")), Place(prefix="k2")).one("tbody tr")["id"] == "k2-mal-a"


def test_a_column_that_counts_a_symbol_shows_it_and_names_it_in_each_cell() -> None:
    better = Symbol("assessment", "better", "circle", "Bättre", "good")
    layout = (LAYOUT[0], Shown("Bättre", "number", better, (1,)))
    page = page_of(Table(heading="x", columns=COLUMNS, layout=layout, rows=(row("a", "2"),)))
    assert page.texts("thead .symbol:has(> svg)") == ["Bättre"]
    assert page.one("tbody td")["data-label"] == "Bättre"


@pytest.mark.parametrize(("amount", "is_short"), [(8, True), (9, False)])
def test_a_long_table_may_stay_folded_on_paper_and_says_where_it_is_found(amount: int, is_short: bool) -> None:
    folded = table(*(row(f"m{at}") for at in range(amount)), folded=True)
    page = page_of(folded, Place(paper=True))
    assert ("short" in page.one("details")["class"]) == is_short
    assert page.one("details").has_attr("open")
    assert page.texts(".on-paper") == ([] if is_short else [": finns på webbsidan och i arbetsboken"])
    assert text_of(page.one("summary")).startswith(f"Processmål ({amount} rader)")
    assert not page_of(folded).one("details").has_attr("open")
    assert page_of(folded, cell_place()).all(".on-paper") == []


def test_what_is_said_of_the_figures_stands_around_them_in_order() -> None:
    said = table(
        row("Nöjda"),
        lead="Minus är bättre.",
        notes=("Preliminärt.", "Avrundat."),
        doubts=(Doubt("f1", "Går inte ihop: 3 och 4."),),
        source="Källa: bilaga 1.",
    )
    page = page_of(said)
    assert page.texts(".note, caption, .source") == [
        "Minus är bättre.",
        "Processmål",
        "Preliminärt.",
        "Avrundat.",
        "Går inte ihop: 3 och 4.",
        "Källa: bilaga 1.",
    ]


def test_files_are_offered_where_something_lies_beside_the_page() -> None:
    named = table(row("Nöjda"), file="02-mal-1-processmal")
    links = page_of(named).all(".files a[download]")
    assert [str(link["href"]) for link in links] == [
        "tables/02-mal-1-processmal.xlsx",
        "tables/02-mal-1-processmal.csv",
    ]
    assert [text_of(link) for link in links] == ["Excel : Processmål", "CSV : Processmål"]
    for place in (cell_place(), Place(single=True)):
        assert page_of(named, place).all(".files") == []
    assert page_of(table(row("Nöjda"))).all(".files") == []


def test_where_figures_come_from_is_told_for_each() -> None:
    origins = (Origin("Nöjda 2016", "Bilaga 1", "data/sources/a/figures.csv", 12),)
    page = page_of(table(row("Nöjda"), origins=origins))
    assert page.texts("details.origins li") == ["Nöjda 2016: Bilaga 1 (data/sources/a/figures.csv, rad 12)"]
    assert not page.one("details.origins").has_attr("open")
    assert page_of(table(row("Nöjda"), origins=origins), Place(paper=True)).one("details.origins").has_attr("open")


def test_the_figures_of_courses_are_told_below_with_the_name_of_their_row() -> None:
    points = (Point("2015", "2 %", 2015.5, 2), Point("2016", "3 %", 2016.5, 3))
    words: tuple[Cell, ...] = ((Said("Nöjda"),), (Course(points, "2015–2016"),))
    page = page_of(table(Row(("Nöjda", "3.0"), words)))
    assert page.texts("details.origins li") == ["Nöjda: 2015: 2 %; 2016: 3 %"]


def test_running_text_stands_below_its_row_and_only_where_there_is_some() -> None:
    layout = (*LAYOUT, Shown("Kommentar", "below", columns=(2,)))
    told, silent = row("Nöjda"), row("Trygga")
    rows = (
        Row((*told.figures, "Fler."), (*told.words, (Said("Fler."),))),
        Row((*silent.figures, None), (*silent.words, ())),
    )
    page = page_of(Table(heading="x", columns=(*COLUMNS, Column("Kommentar")), layout=layout, rows=rows))
    assert [line.get("class") for line in page.all("tbody tr")] == [["followed"], ["told"], None]
    assert page.one("tr.told > td")["data-label"] == "Kommentar"
    assert page.texts("thead th") == ["Mål", "Utfall"]


def test_a_row_without_a_name_has_its_text_below_the_other_columns_too() -> None:
    layout = (*LAYOUT, Shown("Kommentar", "below", columns=(2,)))
    nameless = Row((None, "3.0", "Fler."), ((), (Said("3,0 %"),), (Said("Fler."),)))
    page = page_of(Table(heading="x", columns=(*COLUMNS, Column("Kommentar")), layout=layout, rows=(nameless,)))
    assert [(cell.name, cell.get("rowspan"), cell.get("colspan")) for cell in page.all("tbody tr > *")] == [
        ("td", "2", None),
        ("td", None, None),
        ("td", None, "1"),
    ]


def test_a_table_without_rows_is_a_table() -> None:
    assert page_of(table()).tables()[0].rows == []


def test_our_own_words_are_in_the_language_of_the_moment() -> None:
    with speaking(ENGLISH):
        page = page_of(table(row("Nöjda"), folded=True, file="a"))
    assert "rader" not in page.soup.get_text()
    assert "Ladda ned" not in page.soup.get_text()
