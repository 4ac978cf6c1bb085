"""What documents lack, and how those who approve them are told: never that all is well where nothing was looked at."""

from collections import Counter

import duckdb
import polars as pl
import pytest

from analysis.build.database import Built
from analysis.chapter.chapter import Chapter as Page
from analysis.chapter.chapter import Outputs
from analysis.chapter.markup.spoken import plain_of
from analysis.judge.checks.typed import check_typed
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment, Several
from analysis.present.table import Table
from analysis.publish.chapters.telling import told_once
from analysis.report import Report
from analysis.report.review import reads_otherwise

LOST = "följde inte med i vårt textutdrag"
#: How a sentence below a text or a table begins that tells what does not add up in it.
BELOW = "Går inte ihop: "


def report(built: Built, organisation: str, year: int) -> Report:
    return Report(organisation=organisation, year=year, database=built.path)


def messages(database: duckdb.DuckDBPyConnection, document: str, rule: str) -> list[str]:
    asked = "SELECT message FROM inconsistency WHERE document = $document AND rule = $rule ORDER BY file_row, message"
    return [message for (message,) in database.execute(asked, {"document": document, "rule": rule}).fetchall()]


def unsupported(template: str) -> list[str]:
    texts = pl.DataFrame(
        [{"document": "d", "place": "p", "subject": "s", "template": template, "file": "f.md", "file_row": 1}]
    )
    known = pl.DataFrame(schema={"document": pl.String, "value": pl.Float64, "factors": pl.List(pl.Float64)})
    return [found.message for found in check_typed(texts, known)]


def test_symbols_and_figures_that_the_source_has_lost_are_lacking(database: duckdb.DuckDBPyConnection) -> None:
    assert messages(database, "interim1-2020", "missing-symbol") == [
        f"Symbolen för 23 av 23 åtaganden {LOST}.",
    ]
    assert set(messages(database, "annual-2022", "missing-symbol")) == {
        f"Symbolen för 5 av 7 kontroller {LOST}. 1 av 7 kontroller är läst ur texten.",
        "1 av 22 processmål är läst ur texten.",
        "9 av 9 processområden är lästa ur texten.",
        "6 av 14 åtaganden är lästa ur texten.",
    }
    assert messages(database, "evaluation-2011", "missing-figure") == [
        f"Totalpoäng i KommunKompassen, EK 2011 finns i dokumentet men {LOST}."
    ]
    assert messages(database, "plan-2019", "missing-symbol") == []


def test_goals_without_any_figure_are_lacking(database: duckdb.DuckDBPyConnection) -> None:
    found = messages(database, "annual-2022", "missing-figures")
    bare = database.execute(
        "SELECT count(*) FROM goal_status WHERE document = 'annual-2022' AND yardsticks = 0"
    ).fetchone()
    assert bare is not None
    assert bare[0] > 10
    (told,) = found
    assert told.startswith(f"{bare[0]} mål har varken målnivå eller utfall i siffror för 2022: ")
    assert ", Fler känner sig trygga, " in told


def test_activities_without_anybody_responsible_and_measures_without_level_are_lacking(
    database: duckdb.DuckDBPyConnection, built: Built
) -> None:
    (idle,) = messages(database, "plan-2019", "missing-responsible")
    assert idle.startswith(
        "5 av 28 aktiviteter anger ingen ansvarig: Sätta den samlade måltidsorganisationen i drift, "
    )
    (unlevelled,) = messages(database, "plan-2019", "missing-level")
    assert unlevelled.startswith("Måtten på 4 åtaganden har ingen nivå: Kundnöjdhet, ")
    lacking = report(built, "KoU", 2019).missing()
    assert isinstance(lacking, Table)
    assert [column.heading for column in lacking.columns] == ["Vad", "Platser i dokumentet", "Kvitterad"]
    assert "4 platser" in lacking.plain


@pytest.mark.parametrize(
    "text",
    [
        "Enheten är certifierad enligt ISO 14001 och använder Office 365.",
        "System från mitten av 1900-talet, konferensen 31 januari–1 februari, och år 2019.",
        "Det blev {{ utfall('x', 'KLK') }} av 3.",
    ],
)
def test_names_centuries_and_dates_are_no_figures(text: str) -> None:
    assert unsupported(text) == []


def test_limits_of_a_scale_are_no_figures_of_their_own() -> None:
    assert unsupported("Grönt är över 99, gult 90–99, orange 75–89 och rött under 75.") == []
    assert len(unsupported("Grönt är över 99 och rött under 75.")) == 2


def test_a_number_in_the_name_of_a_line_is_supported(database: duckdb.DuckDBPyConnection) -> None:
    # The project number 403000 stands in the name of its ledger line, the limits 75 and 99 in the scale of a control.
    assert messages(database, "annual-2016", "typed") == messages(database, "annual-2022", "typed") == []


def test_a_typed_number_is_told_in_whole_words_without_the_expressions_around_it() -> None:
    (told,) = unsupported("Alldeles i början står något långt, sedan stort över 99 (bra) av {{ utfall('x') }} sidor")
    said = "…står något långt, sedan stort över 99 (bra) av … sidor…"
    assert told == f"Talet 99 i texten stöds inte av någon uppgift: ”{said}”."


def test_blank_cells_that_are_counted_are_said_to_be(database: duckdb.DuckDBPyConnection) -> None:
    told = "\n".join(messages(database, "annual-2016", "sum"))
    assert "10\u202f773 (avvikelse 2016). Skillnaden är 901 tkr. 2 tomma celler är räknade som utfallet" in told
    assert "3\u202f866 (avvikelse 2016). Skillnaden är −140 tkr. En tom cell är räknad som utfallet" in told


def test_what_a_covering_letter_says_of_a_board_is_that_boards(database: duckdb.DuckDBPyConnection) -> None:
    asked = "SELECT part FROM inconsistency WHERE message LIKE '%lägre än budget: texten säger 5 mnkr%'"
    assert database.execute(asked).fetchall() == [("KoU",)]


def test_nothing_is_called_right_where_nothing_was_looked_at(built: Built) -> None:
    assert report(built, "EK", 2011).judgements().plain == (
        "Inget mål har både en publicerad och en beräknad bedömning."
    )


def test_counts_that_a_document_tells_begin_with_how_many_are_right(built: Built) -> None:
    table = report(built, "KLK", 2016).headline_counts()
    assert isinstance(table, Table)
    assert table.caption == "Antal som dokumentet anger KLK 2016: 34 av 35 stämmer, 1 går inte att kontrollera"


def test_each_check_of_the_texts_says_what_it_covers(built: Built) -> None:
    interim = report(built, "KS", 2020)
    assert isinstance(interim.unsupported_claims(), Table)
    assert interim.typed_figures().plain == "Texternas övriga tal kommer ur databasen eller stöds av den."
    assert report(built, "KoU", 2019).unsupported_claims().plain == (
        "Alla uppgifter som vi har prövat har rader som stöder eller motsäger dem."
    )


def test_what_differs_in_spaces_only_is_no_change() -> None:
    rows = pl.DataFrame(
        {
            "before": ["2 \n mål", "18\N{NO-BREAK SPACE}st", None, "två", None, "5"],
            "after": ["2 mål", "18 st", "två", "tre", None, "5"],
            "unit_before": ["tkr", None, None, None, None, "tkr"],
            "unit_after": ["tkr", None, None, None, None, "mnkr"],
        }
    )
    assert rows.filter(reads_otherwise())["after"].to_list() == ["två", "tre", "5"]


def test_lists_of_contradictions_say_of_what_grade_they_are(built: Built) -> None:
    tables = [report(built, "KLK", 2016).contradictions(grade) for grade in ("error", "warning")]
    assert [table.caption for table in tables if isinstance(table, Table)] == [
        "Motsägelser KLK 2016: fel",
        "Motsägelser KLK 2016: varning",
    ]


def test_the_largest_variance_says_which_side_of_the_budget_it_is_on(built: Built) -> None:
    chart = report(built, "KoU", 2016).variances("unit")
    assert isinstance(chart, Chart)
    assert chart.title.endswith(", bättre än budget (−3,1 mnkr)")


def test_a_report_on_an_appendix_is_reviewed_for_that_only(built: Built) -> None:
    control = Report(organisation="KS", year=2022, place="Bilaga 2", database=built.path)
    found = control.contradictions_frame()
    assert found.height
    assert found["place"].str.starts_with("Bilaga 2").all()
    annual = Report(organisation="KS", year=2022, place="Missiv, Bilaga 1", database=built.path).contradictions_frame()
    assert set(annual["place"].str.split(" › ").list.first()) == {"Missiv", "Bilaga 1"}
    assert report(built, "KS", 2022).contradictions_frame().height == annual.height + found.height
    assert f"Symbolen för 5 av 7 kontroller {LOST}. 1 av 7 kontroller är läst ur texten." in control.missing().plain


def page(*shown: Table | Fragment) -> list[str]:
    """What a page says that shows some things: each contradiction once."""
    made = Page(title="x", language="sv", blocks=tuple(Outputs((each.value,)) for each in shown))
    return [plain_of(value) for value in told_once(made).values]


def test_readers_without_the_review_are_told_what_does_not_add_up(built: Built) -> None:
    assert page(report(built, "KLK", 2016).errors_in_brief()) == [
        "Bemötande och tillgänglighet, index, EK 2015 är 53 på ett ställe men 50 på ett annat "
        "(53: År för det tidigare värdet anges inte; rubriken säger 50 för 2015).\n"
        "Här står 1 av 12 fel. 11 till gäller Resultat per avdelning, tkr (3) och Resultaträkning, tkr (8) "
        "och står under tabellerna."
    ]
    (told,) = page(report(built, "KoU", 2016).errors_in_brief())
    assert "är 18\N{NO-BREAK SPACE}st på ett ställe men 16\N{NO-BREAK SPACE}st på ett annat (" in told
    assert told.count("texten säger 5\N{NO-BREAK SPACE}mnkr") == 1
    assert "Samma tal står på två ställen till." in told
    assert "Här står 4 av 6 fel. 2 till gäller " in told
    assert "Här står" not in page(report(built, "KS", 2022).errors_in_brief())[0]


def test_whoever_asks_for_errors_in_a_notebook_has_all_of_them_with_their_tables(built: Built) -> None:
    shown = report(built, "KLK", 2016).errors_in_brief()
    assert len(shown.plain.splitlines()) == 12
    assert shown.plain.startswith("Bemötande och tillgänglighet, index, EK 2015")
    assert Counter(item.table for item in shown.value.items) == {  # type: ignore[union-attr]
        "": 1,
        "Resultat per avdelning, tkr": 3,
        "Resultaträkning, tkr": 8,
    }


def test_texts_say_below_them_which_of_their_figures_something_else_contradicts(built: Built) -> None:
    interim = report(built, "KS", 2020)
    told = interim.own_summary().plain.replace("\N{NO-BREAK SPACE}", " ")
    assert "Går inte ihop: Tillsvidareanställda, KLK mars 2020 är 108 st på ett ställe men 98 st på ett annat (" in told
    assert (
        "Går inte ihop: Budgeterat resultat som utfallet jämförs med: texten säger 0 mnkr, men dokumentets egna "
        "uppgifter ger 0,7 mnkr. Samma tal står på ett ställe till." in told
    )
    assert "Går inte ihop: Åtaganden: antal: texten säger 24 st" in told
    assert "(missivet)" not in told
    assert "108\N{NO-BREAK SPACE}st på ett ställe" in report(built, "KS", 2020).area_texts().plain
    assert "Går inte ihop" not in report(built, "KLK", 2016).summary_text().plain


def doubts(table: object) -> list[str]:
    """What is told below a table that does not add up, with ordinary spaces."""
    assert isinstance(table, Table)
    below = [doubt.words.replace("\N{NO-BREAK SPACE}", " ") for doubt in table.doubts]
    assert all(words.startswith(BELOW) for words in below)
    return [words.removeprefix(BELOW) for words in below]


def test_comments_in_tables_and_areas_own_texts_say_so_too(built: Built) -> None:
    economy = Report(organisation="KoU", year=2016, process_area="ekonomi", database=built.path)
    assert doubts(economy.commitments()) == [
        "Intäktsbudget för helåret enligt åtagandet: texten säger 273,4 mnkr, men dokumentets egna uppgifter ger "
        "273,3 mnkr.",
        "Personalkostnader lägre än budget: texten säger 5 mnkr, men dokumentets egna uppgifter ger 3,5 mnkr. "
        "Samma tal står på två ställen till.",
    ]
    assert doubts(report(built, "KoU", 2016).commitments(texts=False)) == []
    demokrati = Report(organisation="KoU", year=2016, process_area="demokrati", database=built.path)
    assert doubts(demokrati.commitments()) == []
    staff = Report(organisation="KS", year=2022, process_area="medarbetare", database=built.path)
    assert "Går inte ihop: Förändringen av Tillsvidareanställda är tryckt som 1" in staff.area_text().plain
    assert "Överskott, Löneservice (cirka): texten säger 1,6" in report(built, "KoU", 2016).unit_texts().plain
    assert "250\N{NO-BREAK SPACE}st på ett ställe men" in report(built, "EK", 2011).evaluation_text().plain


def test_what_does_not_add_up_in_amounts_among_key_figures_is_told_below_them(built: Built) -> None:
    tables = report(built, "KoU", 2016).printed_tables()
    assert isinstance(tables, Several)
    assert [found for table in tables for found in doubts(table)] == [
        "Resultat, KoU 2015 är 9,4 mnkr på ett ställe men 9,9 mnkr på ett annat."
    ]


def test_what_does_not_add_up_is_told_once_a_page_however_often_its_text_is_shown(built: Built) -> None:
    interim = report(built, "KS", 2020)
    summary, areas = interim.own_summary(), interim.area_texts()
    both = "108\N{NO-BREAK SPACE}st på ett ställe"
    assert [both in each.plain for each in (summary, areas, interim.own_summary())] == [True, True, True]
    assert [both in words for words in page(summary, areas, summary)] == [True, False, False]
    assert page(summary, areas)[0] == summary.plain
    year = report(built, "KS", 2022)
    told, rest = page(year.summary_text(), year.errors_in_brief())
    assert told.count(BELOW) == 3
    assert rest.replace("\N{NO-BREAK SPACE}", " ") == (
        "Sjukfrånvaro, total, KLK 2020 är 2,8 % på ett ställe men 3,1 % på ett annat "
        "(3,1: Tillsvidareanställda enligt radens namn).\n"
        "Sjukfrånvaro, total, KLK 2021 är 2,8 % på ett ställe men 3,0 % på ett annat "
        "(3,0: Tillsvidareanställda enligt radens namn).\n"
        "Här står 2 av 5 fel. 3 till står under texterna ovan."
    )


def test_what_does_not_compare_is_told_where_it_is_compared(built: Built) -> None:
    """Kundnöjdheten mättes om 2016: tabellen, statusen och enhetens text ställer den mot åren före."""
    kou = report(built, "KoU", 2016)
    tables = kou.printed_tables()
    assert isinstance(tables, Several)
    notes = [note for table in tables for note in table.notes if "mätsätt" in note]
    assert notes == ["Kundnöjdhet (NKI): nytt mätsätt från 2016, går inte att jämföra med tidigare."]
    told = kou.unit_texts().plain
    assert told.count("Går inte att jämföra: Kundnöjdhet (NKI), KoU: 71 för 2016 ställs mot 69 för 2014") == 1


def test_a_change_that_is_printed_roughly_is_shown_so(built: Built, database: duckdb.DuckDBPyConnection) -> None:
    told = report(built, "KoU", 2016).text_figures()
    assert isinstance(told, Table)
    (value,) = (column for column in told.columns if column.heading == "Värde")
    shown = [str(value.cell(row)) for row in told.frame.iter_rows(named=True) if row["indicator"] == "olc-stopp"]
    assert "cirka \N{MINUS SIGN}12\N{NO-BREAK SPACE}%" in shown
    (message,) = [text for text in messages(database, "annual-2016", "change") if "12 %" in text]
    assert "är tryckt som cirka \N{MINUS SIGN}12 %, men " in message


def test_a_figure_that_is_printed_again_says_where(database: duckdb.DuckDBPyConnection) -> None:
    asked = "SELECT place, other_place FROM inconsistency WHERE document = 'interim1-2020' AND rule = 'repeat'"
    assert database.execute(asked).fetchall() == [
        (
            "Missiv › Ärendebeskrivning",
            "Bilaga 1 › Effektiv organisation › Attraktiv arbetsgivare; Bilaga 1 › Sammanfattning delår 1 2020",
        )
    ]


def test_as_many_goals_are_judged_otherwise_in_the_review_as_at_a_glance(built: Built) -> None:
    table = report(built, "KLK", 2016).judgements()
    assert isinstance(table, Table)
    assert list(table.notes) == ["Bedömningen är en annan för 7 mål, trenden för 2."]
    assert table.frame.height == 8
    warnings = report(built, "KLK", 2016).contradictions("warning")
    assert isinstance(warnings, Table)
    assert warnings.frame.filter(pl.col("rule") == "assessment").height == 7
    assert "Grad" not in [column.heading for column in warnings.columns]
    assert "men utfallet 39 når målet 39." in warnings.plain
    assert "Dokumentet bedömer inte Andel förverkligade idéer, men utfallet 12 mot målet 4" in warnings.plain
    limit = "utfallet 93 mot målet 96 är nära målet, med Årshjuls gräns för nära, 5 % av målvärdet."
    assert limit in warnings.plain.replace("\N{NO-BREAK SPACE}", " ")


def test_the_figure_that_measures_a_commitment_stands_beside_its_status(built: Built) -> None:
    for organisation, said in (
        ("KoU", "Sjukfrånvaro, total: 7,2 % (2015: 5,8 %; mål ≤ 4 %)."),
        ("KoU", "Kundnöjdhet (NKI): 71 (mål > 70; nytt mätsätt från 2016, går inte att jämföra med tidigare)."),
        ("KLK", "Påbörjade bostäder: 480 st (mål ≥ 300 st)."),
    ):
        table = report(built, organisation, 2016).commitments()
        assert isinstance(table, Table)
        assert said in table.plain.translate(str.maketrans("\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}", "  "))
