"""Points of an evaluation: what is said where points and shares do not agree."""

import duckdb
import polars as pl
import pytest
from tests.pages import read_html, text_of

from analysis.build import Built
from analysis.present.fragment import Several
from analysis.present.score_table import area_score_table, rounding_note, total
from analysis.report import Report

WHOLE = "Poängen är tryckta i hela tal, andelarna är inte räknade på dem: de behöver inte gå jämnt ut."
HARD = "\N{NO-BREAK SPACE}"
AREA_5 = f"Går inte ihop: Område 5: 64{HARD}av 100 poäng är 64,0{HARD}%, men 62{HARD}% står."
SUMS = "Frågornas summa har vi räknat på tryckta, hela poäng: den kan skilja sig från områdets poäng."
QUESTION_5_5 = f"Går inte ihop: 5.5: 9{HARD}av 20 poäng är 45,0{HARD}%, men 37{HARD}% står."


@pytest.fixture
def evaluation(built: Built) -> Report:
    """The evaluation of 2011."""
    return Report(organisation="EK", year=2011, database=built.path)


def points(achieved: float, most: float, percent: float | None) -> pl.DataFrame:
    row = {"achieved": achieved, "max": most, "percent": percent}
    return pl.DataFrame([row], schema_overrides={"percent": pl.Float64})


def test_the_area_whose_printed_share_is_not_that_of_its_points_is_named(evaluation: Report) -> None:
    assert list(evaluation.evaluation_areas().notes) == [SUMS, AREA_5]


def test_questions_say_that_points_are_whole_and_which_share_not_even_that_explains(evaluation: Report) -> None:
    assert list(evaluation.evaluation_questions().notes) == [WHOLE, QUESTION_5_5]


def test_the_strongest_and_weakest_questions_say_that_points_are_whole(evaluation: Report) -> None:
    assert list(evaluation.evaluation_questions(strongest=True).notes) == [WHOLE]
    assert list(evaluation.evaluation_questions(weakest=True).notes) == [WHOLE]


def test_the_profile_says_below_the_picture_what_its_table_says(evaluation: Report) -> None:
    assert list(evaluation.evaluation_profile().table.notes) == [AREA_5]
    assert str(evaluation.evaluation_profile().html).count("men 62") == 1


def test_a_sum_of_questions_is_explained_only_where_it_is_not_what_the_area_has() -> None:
    areas = pl.DataFrame([{"area_no": 1, "area": "A", "achieved": 5, "max": 9, "percent": 56, "summed": 5}])
    assert area_score_table(areas, "Poäng", "").notes == []
    assert area_score_table(areas.with_columns(summed=6), "Poäng", "").notes == [SUMS]


def test_the_total_that_the_source_lacks_is_summed_and_said_to_be_ours(evaluation: Report) -> None:
    assert evaluation.evaluation_total().plain == (
        "Summan av områdenas poäng är 503 av 800 (vår summering; källans total saknas)."
    )


def test_a_printed_total_goes_before_a_sum() -> None:
    assert total(503, 800, [505]) == "Totalpoängen är 505 av 800."


def test_what_later_documents_show_stands_once_a_finding_with_the_documents_as_sources(
    evaluation: Report, database: duckdb.DuckDBPyConnection
) -> None:
    found = evaluation.evaluation_followups()
    assert isinstance(found, Several)
    told, table = found
    assert told.plain == (
        "För 31 av de 53 iakttagelserna under Finns delvis och Att förbättra säger senare dokument något, senast 2022. "
        "Det betyder inte att de är åtgärdade. För de övriga 22 har vi inte funnit något."
    )
    assert table.folded
    assert table.frame.height == table.frame.n_unique() == 31
    titles = database.execute("SELECT DISTINCT followed_title FROM finding_followup").fetchall()
    assert len(titles) > 2
    assert table.source.startswith("Källor: KommunKompassen, analys av Eskilstuna kommun 2011; ")
    assert all(title in table.source for (title,) in titles)


def test_what_the_evaluators_wrote_has_a_heading_with_points_for_each_area_and_links_to_them(
    evaluation: Report,
) -> None:
    page = read_html(str(evaluation.evaluation_text().html))
    areas, sections = page.all("h3"), page.texts("h4")
    assert len(areas) == 8
    assert text_of(areas[0]) == "Område 1 Offentlighet och demokrati 51 av 100 poäng"
    assert [str(link["data-to"]) for link in page.all("ul a")] == [str(area["id"]) for area in areas]
    assert (sections[:2], len(sections)) == (
        ["Allmänt", "Strategi för demokratiutveckling och information"],
        len(page.all("h4")),
    )
    # Each section stands below its area's heading, which says what it is about.
    assert [found.name for found in page.all("h3, h4")][:3] == ["h3", "h4", "h4"]


@pytest.mark.parametrize(
    ("achieved", "most", "percent", "notes"),
    [(64, 100, 64, []), (64, 100, None, []), (9, 20, 45, []), (9, 20, 48, [WHOLE]), (9, 20, 42, [WHOLE])],
)
def test_a_share_that_is_not_of_its_whole_points_is_explained(
    achieved: float, most: float, percent: float | None, notes: list[str]
) -> None:
    assert rounding_note(points(achieved, most, percent)) == notes
