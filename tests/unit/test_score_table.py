"""Points of an evaluation: what is said where points and shares do not agree."""

import duckdb
import polars as pl
import pytest

from analysis.build.database import Built
from analysis.chapter.chart import Chart
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.pieces import Said
from analysis.chapter.table import Table
from analysis.chapter.text import Text
from analysis.present import chart as charts
from analysis.present import table as tables
from analysis.present.fragment import Fragment, Several
from analysis.present.tables.score_table import area_score_table, rounding_note, total
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


def said(value: Table | Chart) -> list[str]:
    """What contradicts the figures that are shown."""
    return [str(doubt.words) for doubt in value.doubts]


def table_of(shown: tables.Table | Fragment) -> Table:
    assert isinstance(shown.value, Table)
    return shown.value


def chart_of(shown: charts.Chart | Fragment) -> Chart:
    assert isinstance(shown.value, Chart)
    return shown.value


def points(achieved: float, most: float, percent: float | None) -> pl.DataFrame:
    row = {"achieved": achieved, "max": most, "percent": percent}
    return pl.DataFrame([row], schema_overrides={"percent": pl.Float64})


def test_the_area_whose_printed_share_is_not_that_of_its_points_is_named(evaluation: Report) -> None:
    areas = table_of(evaluation.evaluation_areas())
    assert (list(areas.notes), said(areas)) == ([SUMS], [AREA_5])


def test_questions_say_that_points_are_whole_and_which_share_not_even_that_explains(evaluation: Report) -> None:
    questions = table_of(evaluation.evaluation_questions())
    assert (list(questions.notes), said(questions)) == ([WHOLE], [QUESTION_5_5])


def test_the_strongest_and_weakest_questions_say_that_points_are_whole(evaluation: Report) -> None:
    for questions in (
        table_of(evaluation.evaluation_questions(strongest=True)),
        table_of(evaluation.evaluation_questions(weakest=True)),
    ):
        assert (list(questions.notes), said(questions)) == ([WHOLE], [])


def test_the_profile_says_below_the_picture_what_its_table_says(evaluation: Report) -> None:
    chart = chart_of(evaluation.evaluation_profile())
    assert (chart.notes, said(chart)) == ((), [AREA_5])


def test_what_does_not_add_up_is_said_of_all_that_shows_it_whatever_was_shown_before(evaluation: Report) -> None:
    assert [said(table_of(evaluation.evaluation_areas())) for _ in range(2)] == [[AREA_5], [AREA_5]]
    assert said(chart_of(evaluation.evaluation_profile())) == [AREA_5]


def test_a_sum_of_questions_is_explained_only_where_it_is_not_what_the_area_has() -> None:
    areas = pl.DataFrame([{"area_no": 1, "area": "A", "achieved": 5, "max": 9, "percent": 56, "summed": 5}])
    assert area_score_table(areas, "Poäng", "").notes == []
    assert area_score_table(areas.with_columns(summed=6), "Poäng", "").notes == [SUMS]


def test_the_total_that_the_source_lacks_is_summed_and_said_to_be_ours(evaluation: Report) -> None:
    assert evaluation.evaluation_total("kommunkompassen-poang").plain == (
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
    # Each year stands beside what its document shows, the oldest first.
    assert cell_words(table.value.rows[0].words[2]).splitlines()[:2] == [
        f"2016: Ett processteam ska se över vilka former för dialog som finns och hur de fungerar; pågår, 10{HARD}%, "
        "förs över till 2017.",
        "2016: Lärdomen är att medborgardialogen ska vara tydlig och samordnas av kommunen; "
        f"åtagandet pågår, 30{HARD}%.",
    ]


def test_what_was_found_is_a_list_an_area_and_kind(evaluation: Report) -> None:
    table = table_of(evaluation.evaluation_findings())
    cells = [row.words[1:] for row in table.rows]
    assert len(cells) == 8
    lists = [piece for row in cells for cell in row for piece in cell]
    assert {piece.kind for piece in lists} == {"listing"}
    items = [item for piece in lists if piece.kind == "listing" for item in piece.items]
    assert all(len(item) == 1 and isinstance(item[0], Said) for item in items)
    assert len(items) == evaluation.document_part.rows("findings").height


def test_what_the_evaluators_wrote_has_a_heading_with_points_for_each_area_and_links_to_them(
    evaluation: Report,
) -> None:
    text = evaluation.evaluation_text().value
    assert isinstance(text, Text)
    assert text.contents
    areas = [part for part in text.parts if part.level == 3]
    sections = [part.heading for part in text.parts if part.level == 4]
    assert len(areas) == len({part.subject for part in areas}) == 8
    assert all(part.subject for part in areas)
    assert f"{areas[0].heading} {areas[0].remark}" == "Område 1 Offentlighet och demokrati 51 av 100 poäng"
    assert sections[:2] == ["Allmänt", "Strategi för demokratiutveckling och information"]
    # Each section stands below its area's heading, which says what it is about.
    assert [part.level for part in text.parts][:3] == [3, 4, 4]


@pytest.mark.parametrize(
    ("achieved", "most", "percent", "notes"),
    [(64, 100, 64, []), (64, 100, None, []), (9, 20, 45, []), (9, 20, 48, [WHOLE]), (9, 20, 42, [WHOLE])],
)
def test_a_share_that_is_not_of_its_whole_points_is_explained(
    achieved: float, most: float, percent: float | None, notes: list[str]
) -> None:
    assert rounding_note(points(achieved, most, percent)) == notes
