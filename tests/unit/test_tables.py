"""Tables as a screen reader meets them, and what happens to markup in data."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pages import Page, read_html, text_of

from analysis.build.database import Built
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.markup.tables import table_html
from analysis.chapter.pieces import Sign, Symbol
from analysis.present.fragment import Several
from analysis.present.table import Column, Row, Table, plain_column
from analysis.report import Report

FRAME = pl.DataFrame({"line": ["Försäljningsintäkter", "Resultat"], "amount": ["40 047", "-93 234"]})
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def table(frame: pl.DataFrame = FRAME, caption: str = "Resultaträkning, tkr", note: str = "Preliminärt.") -> Table:
    columns = [plain_column("Post", "line", row_heading=True), plain_column("Utfall", "amount", numeric=True)]
    return Table(caption, columns, frame, notes=[note], source="Källa: bilaga 1.", is_total=is_total)


def is_total(row: Row) -> bool:
    return bool(row["line"] == "Resultat")


def page_of(made: Table) -> Page:
    """A table as a browser reads it."""
    return read_html(str(table_html(made.value, Place())))


@pytest.fixture
def page() -> Page:
    """The example table as a browser reads it."""
    return page_of(table())


def test_a_table_has_a_caption_and_scoped_headings(page: Page) -> None:
    assert page.texts("table > caption") == ["Resultaträkning, tkr"]
    assert page.texts("thead th[scope=col]") == page.texts("thead th") == ["Post", "Utfall"]
    assert page.texts("tbody th[scope=row]") == ["Försäljningsintäkter", "Resultat"]


def test_every_row_of_the_frame_becomes_one_row(page: Page) -> None:
    assert page.tables()[0].rows == [["Försäljningsintäkter", "40 047"], ["Resultat", "-93 234"]]


def test_each_cell_knows_its_heading_for_narrow_screens(page: Page) -> None:
    assert [cell["data-label"] for cell in page.all("tbody td")] == ["Utfall", "Utfall"]


@pytest.mark.parametrize(
    ("slim", "cards", "below", "form"),
    [
        (False, False, False, None),
        (True, False, False, ["slim"]),
        (True, True, False, ["cards"]),
        (False, False, True, ["cards"]),
    ],
)
def test_rows_with_running_text_are_cards_where_a_page_is_narrow(
    slim: bool, cards: bool, below: bool, form: list[str] | None
) -> None:
    columns = [plain_column("Post", "line", row_heading=True), plain_column("Utfall", "amount", below=below)]
    made = Table("Resultaträkning", columns, FRAME, slim=slim, cards=cards)
    assert page_of(made).one("table").get("class") == form


def test_a_ledger_loses_no_amount_where_a_page_is_narrow(built: Built) -> None:
    ledger = Report(organisation="KLK", year=2016, database=built.path).statement("income_statement")
    assert isinstance(ledger, Table)
    assert ledger.value.form == "slim"
    shown = [cell_words(cell) for row in ledger.value.rows for cell in row.words[1:]]
    amounts = [
        row.figures[at] for row in ledger.value.rows for column in ledger.value.layout[1:] for at in column.columns
    ]
    assert len([words for words in shown if words]) == len([amount for amount in amounts if amount is not None]) == 68


def test_amounts_in_the_text_are_listed_once_each_with_what_they_are(built: Built) -> None:
    interim = Report(organisation="KS", year=2020, database=built.path).statement("other")
    assert isinstance(interim, Table)
    assert interim.plain.splitlines()[1:] == [
        "Post\tSlag och år\tBelopp",
        "Driftram\tBudget 2020\t407,2 mnkr",
        "Förbättrad ekonomi för koncernen till 2022\tMål 2022\t300 mnkr",
        *interim.notes,
    ]


def test_key_figures_are_in_tables_as_the_document_has_them(built: Built) -> None:
    tables = Report(organisation="KS", year=2022, database=built.path).printed_tables()
    assert isinstance(tables, Several)
    assert [(table.caption, table.frame.height) for table in tables] == [
        ("Indikatorer för KLK som egen förvaltning", 3),
        ("Sjukfrånvaro på KLK som egen förvaltning", 3),
        ("Indikatorer KLK som egen förvaltning", 2),
    ]


def test_a_dash_and_a_blank_are_told_apart_where_a_table_has_both(built: Built) -> None:
    tables = Report(organisation="KoU", year=2016, database=built.path).printed_tables()
    assert isinstance(tables, Several)
    rule = "– är en ruta utan tal i dokumentet. Där det är tomt har dokumentets tabell ingen sådan ruta."
    assert [table.caption for table in tables if rule in table.notes] == ["Processkvalitet", "Medarbetare"]
    for table in tables:
        cells = {cell_words(cell) for row in table.value.rows for cell in row.words}
        assert (rule in table.notes) == ({"–", ""} <= cells)


def test_words_of_the_document_that_nobody_explains_are_shown_as_such(built: Built) -> None:
    tables = Report(organisation="KoU", year=2016, database=built.path).printed_tables()
    assert isinstance(tables, Several)
    notes = [note for table in tables for note in table.notes]
    assert "Gröna inköp: Raden är tryckt ”Andel Gröna inköp, % dec”, dokumentet förklarar inte dec." in notes


def test_what_is_said_of_every_area_is_said_once(built: Built) -> None:
    areas = Report(organisation="KS", year=2022, database=built.path).area_status()
    assert isinstance(areas, Table)
    assert list(areas.notes) == ["Bedömning, alla rader: Framgår av texten."]
    assert areas.frame.height == 9
    assert [cell_words(cell) for row in areas.value.rows for cell in row.words if "Framgår" in cell_words(cell)] == []
    (remarks,) = [at for at, column in enumerate(areas.value.columns) if "anmärkning" in column.heading]
    assert areas.value.columns[remarks].heading == "Bedömning, anmärkning"
    assert {row.figures[remarks] for row in areas.value.rows} == {"Framgår av texten."}


def test_what_a_sign_says_stands_above_the_figures(built: Built) -> None:
    units = Report(organisation="KoU", year=2016, database=built.path).statement("unit")
    rule = "Avvikelserna är tryckta som budget minus utfall: minus är bättre än budget, plus sämre."
    assert isinstance(units, Table)
    assert units.value.lead == rule
    assert units.plain.splitlines()[1:3] == [rule, "\t".join(column.heading for column in units.value.layout)]


def test_a_change_has_its_sign_and_what_it_is_counted_from(built: Built) -> None:
    table = Report(organisation="KS", year=2022, database=built.path).key_figures("anstallda-tillsvidare")
    assert isinstance(table, Table)
    assert table.plain.splitlines()[1] == "Nyckeltal\tUtfall dec. 2022\tFörändring dec. 2022 från dec. 2021"
    assert "102 st\t+1 st" in table.plain.splitlines()[2]
    assert list(table.notes) == ["Tillsvidareanställda, förändring dec. 2022 från dec. 2021: Tryckt som ord: en."]


def test_totals_stand_out(page: Page) -> None:
    assert page.texts("tr.total > th") == ["Resultat"]


def test_notes_and_source_stand_below(page: Page) -> None:
    assert page.texts("table ~ p, div.table ~ p") == ["Preliminärt.", "Källa: bilaga 1."]


def test_a_missing_text_is_an_empty_cell_and_not_none() -> None:
    frame = pl.DataFrame({"line": ["Resultat"], "amount": [None]}, schema={"line": pl.String, "amount": pl.String})
    assert page_of(table(frame)).tables()[0].rows == [["Resultat", ""]]


@pytest.mark.parametrize("place", ["cell", "caption", "note", "heading"])
def test_markup_in_data_is_shown_as_text(place: str) -> None:
    made = {
        "cell": table(FRAME.with_columns(line=pl.lit(ATTACK))),
        "caption": table(caption=ATTACK),
        "note": table(note=ATTACK),
        "heading": Table("x", [plain_column(ATTACK, "line"), plain_column(ATTACK, "amount")], FRAME),
    }[place]
    page = page_of(made)
    assert page.all("script, img") == []
    assert ATTACK in page.soup.get_text()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_any_text_in_a_cell_is_shown_as_written(text: str) -> None:
    page = page_of(table(pl.DataFrame({"line": [text], "amount": [""]})))
    # What is empty names no row.
    assert [tag.name for tag in page.one("tbody").find_all(True)] == ["tr", "th" if text else "td", "td"]
    assert page.one("tbody tr > :first-child").get_text() == text


def test_a_symbol_in_a_cell_is_drawn_with_its_word() -> None:
    near = Sign(Symbol("assessment", "near", "diamond", "Nära <målet>", "caution"))
    page = page_of(Table("x", [Column("Bedömning", lambda _: near, row_heading=True)], FRAME.head(1)))
    assert page.texts("tbody .symbol:has(> svg)") == ["Nära <målet>"]


def told_table() -> Table:
    """A table of three columns, the last of running text; nothing is said of the second row."""
    frame = FRAME.with_columns(said=pl.Series(["Fler sökte.", ""]))
    columns = [
        plain_column("Post", "line", row_heading=True),
        plain_column("Kommentar", "said", below=True),
        plain_column("Utfall", "amount", numeric=True),
    ]
    return Table("Resultaträkning", columns, frame)


def test_running_text_stands_in_full_width_in_a_row_of_its_own_below_its_row() -> None:
    page = page_of(told_table())
    assert page.texts("thead th") == ["Post", "Utfall"]
    assert [row.get("class") for row in page.all("tbody tr")] == [["followed"], ["told"], None]
    assert [heading.get("rowspan") for heading in page.all("tbody th")] == ["2", None]
    (told,) = page.all("tr.told > *")
    assert (told.name, told["colspan"], told["data-label"], text_of(told)) == ("td", "1", "Kommentar", "Fler sökte.")


def test_running_text_below_rows_is_read_with_its_row() -> None:
    (read,) = page_of(told_table()).tables()
    assert read.headings == ["Post", "Utfall", "Kommentar"]
    assert read.rows == [["Försäljningsintäkter", "40 047", "Fler sökte."], ["Resultat", "-93 234", ""]]


def test_running_text_keeps_its_place_among_the_columns_that_are_taken_away() -> None:
    made = told_table()
    assert [column.heading for column in made.value.columns] == ["Post", "Kommentar", "Utfall"]
    assert made.plain.splitlines()[1] == "Post\tKommentar\tUtfall"


@pytest.mark.parametrize(
    ("organisation", "year", "name", "caption", "heading", "amount"),
    [
        ("KLK", 2016, "goals", "Processmål", "Kommentar", 31),
        ("KLK", 2016, "commitments", "Åtaganden", "Uppföljning", 49),
        ("KS", 2022, "controls", "Internkontroll", "Metod, resultat och åtgärd", 7),
        ("KLK", 2019, "commitment_plan", "Åtaganden", "Vad planen säger", 33),
        ("KoU", 2019, "commitment_plan", "Åtaganden", "Vad planen säger, och aktiviteter", 12),
    ],
)
def test_the_texts_of_real_tables_stand_below_their_rows(
    built: Built, organisation: str, year: int, name: str, caption: str, heading: str, amount: int
) -> None:
    shown = getattr(Report(organisation=organisation, year=year, database=built.path), name)()
    assert isinstance(shown, Table)
    assert shown.value.heading.startswith(caption)
    (below,) = [at for at, column in enumerate(shown.value.layout) if column.look == "below"]
    assert shown.value.layout[below].heading == heading
    told = [row.words[below] for row in shown.value.rows if row.words[below]]
    assert len(told) == amount
    assert all(cell_words(cell) for cell in told)


@pytest.mark.parametrize(
    ("organisation", "year", "is_there", "notes"),
    [
        ("KLK", 2016, True, []),
        ("KoU", 2016, False, []),
        (
            "KS",
            2022,
            False,
            ["Färdiggraden är okänd för alla åtaganden: symbolerna följde inte med i vårt textutdrag."],
        ),
    ],
)
def test_completion_is_left_out_where_no_commitment_has_any(
    built: Built, organisation: str, year: int, is_there: bool, notes: list[str]
) -> None:
    made = Report(organisation=organisation, year=year, database=built.path).commitments()
    assert isinstance(made, Table)
    assert ("Färdiggrad" in [column.heading for column in made.value.layout]) == is_there
    assert ("Färdiggrad, %" in [column.heading for column in made.value.columns]) == is_there
    assert list(made.value.notes) == notes


def test_investments_say_which_sign_is_more_than_the_budget(built: Built) -> None:
    table = Report(organisation="KoU", year=2016, database=built.path).statement("investment")
    assert isinstance(table, Table)
    assert table.lead == "Avvikelser mot budget: minus är mer investerat än budgeten, plus mindre."
    without = Report(organisation="KLK", year=2016, database=built.path).statement("investment")
    assert isinstance(without, Several)
    assert [each.lead for each in without] == ["", ""]


def test_amounts_that_share_neither_line_nor_column_are_listed(built: Built) -> None:
    table = Report(organisation="KoU", year=2016, database=built.path).statement("development_fund")
    assert isinstance(table, Table)
    assert table.plain.splitlines()[1:] == [
        "Post\tSlag och år\tBelopp",
        "Avsättning till utvecklingsfonden\tBegärt 2016\t3,3 mnkr",
        "Utvecklingsfondens storlek efter avsättning\tPrognos 2016\t4 mnkr",
    ]


def test_an_amount_is_called_what_the_document_calls_it(built: Built) -> None:
    table = Report(organisation="KLK", year=2016, database=built.path).statement("other")
    assert isinstance(table, Table)
    assert "Resultat 2016 som högst kan föras över till 2017\tHögsta belopp 2017\t3,0" in table.plain


def test_the_plain_form_has_the_same_words() -> None:
    assert table().plain.splitlines() == [
        "Resultaträkning, tkr",
        "Post\tUtfall",
        "Försäljningsintäkter\t40 047",
        "Resultat\t-93 234",
        "Preliminärt.",
    ]
