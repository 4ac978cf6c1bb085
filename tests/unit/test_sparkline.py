"""How a figure has moved: which points a course has, and what is said of each."""

from datetime import date

import polars as pl

from analysis.build.database import Built
from analysis.chapter import pieces
from analysis.chapter.markup.spoken import cell_words
from analysis.present.sparkline import courses, sparkline
from analysis.present.table import Table
from analysis.report import Report


def series(*values: float, start: int = 2016) -> pl.DataFrame:
    years = range(start, start + len(values))
    return pl.DataFrame(
        {
            "goal": "g",
            "measure_no": 1,
            "indicator": "i",
            "sex": "T",
            "operator": None,
            "period_type": "year",
            "period_start": [date(year, 1, 1) for year in years],
            "period_end": [date(year, 12, 31) for year in years],
            "value": list(values),
        }
    )


NO_BREAKS = pl.DataFrame(schema={"indicator": pl.String, "from_date": pl.Date})


def test_a_sparkline_says_in_words_what_it_shows() -> None:
    (course,) = courses(series(4.5, 4.0, 4.2), NO_BREAKS).values()
    shown = sparkline(course, "%", 2017)
    assert cell_words([shown]).replace("\N{NO-BREAK SPACE}", " ") == "2016: 4,5 %; 2017: 4 %; 2018: 4,2 %"
    assert [point.at for point in shown.points] == [2016.5, 2017.5, 2018.5]
    assert [point.value for point in shown.points] == [4.5, 4.0, 4.2]
    assert [point.later for point in shown.points] == [False, False, True]
    assert shown.years == "2016–2018"


def test_a_sparkline_needs_two_points_and_never_crosses_a_change_of_method() -> None:
    assert courses(series(4.5), NO_BREAKS) == {}
    broken = pl.DataFrame({"indicator": ["i"], "from_date": [date(2018, 1, 1)]})
    (course,) = courses(series(1, 2, 3, 4), broken).values()
    assert [row["value"] for row in course] == [3, 4]
    assert courses(series(1, 2, 3), broken) == {}


def test_what_a_course_shows_is_taken_away_as_one_figure_a_period_with_its_decimals(built: Built) -> None:
    table = Report(organisation="KS", year=2022, database=built.path).scorecard()
    assert isinstance(table, Table)
    value = table.value
    (shown,) = [column for column in value.layout if column.heading == "Över tid"]
    headings = [value.columns[place].heading for place in shown.columns]
    assert headings == sorted(headings)
    assert all(heading.startswith("Utfall 20") for heading in headings)
    place = value.layout.index(shown)
    for row in value.rows:
        drawn = [piece for piece in row.words[place] if isinstance(piece, pieces.Course)]
        points = [point for course in drawn for point in course.points]
        figures = {value.columns[at].heading: row.figures[at] for at in shown.columns if row.figures[at] is not None}
        assert {heading: float(str(figure)) for heading, figure in figures.items()} == {
            f"Utfall {point.when}": point.value for point in points
        }
