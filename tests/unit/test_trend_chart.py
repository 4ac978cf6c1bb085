"""Trend charts: what is drawn, what is never drawn, and what stands beside the picture."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import polars as pl
import pytest
from tests.known import JUDGED_OTHERWISE

from analysis.build.database import Built
from analysis.chapter.markup.line_drawing import ROOMY, TIGHT
from analysis.chapter.markup.palette import INK, LEADER, MUTED, TOTAL
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.pieces import Sign
from analysis.present.chart import Chart
from analysis.present.charts.label_places import LETTER, LINE, MARK, Box, Stroke
from analysis.present.charts.trend_chart import trend_chart
from analysis.present.charts.trend_labels import NARROW, PLOT_HEIGHT, WIDE, Room
from analysis.present.fragment import Several
from analysis.present.series import Series, moment
from analysis.report import Report
from analysis.report.indicator_series import IndicatorSeries

OUTCOMES: dict[str, pl.DataType | type[pl.DataType]] = {
    "sex": pl.String,
    "period_type": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "operator": pl.String,
    "value": pl.Float64,
    "also_printed": pl.List(pl.Float64),
}
REASON = "Enkäten gjordes om"
HARD = "\u00a0"
#: A label is placed in pixels and drawn in the numbers of the axis, so that the last digits differ.
DIGIT = 1e-6

Draw = Callable[..., Chart]
Line = tuple[list[float], list[float]]
Charts = dict[str, Chart]


def outcomes(*figures: tuple[int, float], sex: str = "T") -> pl.DataFrame:
    rows: list[tuple[object, ...]] = [
        (sex, "year", date(year, 1, 1), date(year, 12, 31), None, value, []) for year, value in figures
    ]
    return pl.DataFrame(rows, schema=OUTCOMES, orient="row")


def targets(*levels: tuple[int, float]) -> pl.DataFrame:
    frame = pl.DataFrame(list(levels), schema={"year": pl.Int64, "target": pl.Float64}, orient="row")
    return frame.with_columns(pl.lit("own").alias("level"))


def breaks(*days: date) -> pl.DataFrame:
    rows = [(day, REASON) for day in days]
    return pl.DataFrame(rows, schema={"from_date": pl.Date, "reason": pl.String}, orient="row")


def drawn(figures: pl.DataFrame, levels: pl.DataFrame | None = None, *days: date, **options: Any) -> Chart:  # noqa: ANN401
    series = Series(figures, targets() if levels is None else levels, breaks(*days), **options)
    return trend_chart("x", "Indexet är 71", series)


SICK_LEAVE = pl.concat(
    [
        outcomes((2015, 2.1), (2016, 4.4)),
        outcomes((2015, 2.7), (2016, 5.9), sex="K"),
        outcomes((2015, 1.3), (2016, 1.3), sex="M"),
    ]
)


def lines(chart: Chart, name: str | None) -> list[Line]:
    return [(list(trace.x), list(trace.y)) for trace in chart.figure.data if trace.name == name and trace.y]


def band(chart: Chart) -> list[float]:
    """The edge of the tolerance band: the trace that is filled towards the target."""
    return [y for trace in chart.figure.data if trace.fill == "tonexty" for y in trace.y]


def written(chart: Chart, room: Room = WIDE) -> list[Any]:
    """The words of a wide drawing, or of a narrow one."""
    other = TIGHT if room == WIDE else ROOMY
    return [note for note in chart.figure.layout.annotations if note.name != other]


def notes(chart: Chart) -> list[str]:
    return [note.text for note in written(chart)]


def bridges(chart: Chart) -> list[Line]:
    """The dotted lines over years without figures; they have no name."""
    traces = [trace for trace in chart.figure.data if trace.name is None and trace.line.dash == "dot"]
    return [(list(trace.x), list(trace.y)) for trace in traces]


def named(chart: Chart, name: str) -> list[Any]:
    return [trace for trace in chart.figure.data if trace.name == name]


def labels(chart: Chart) -> dict[str, str]:
    """What is written into the drawing, with its colour."""
    return {note.text: note.font.color for note in written(chart)}


def heights(chart: Chart, room: Room) -> dict[str, float]:
    """Where words stand, in the numbers of the upright axis."""
    low, high = chart.figure.layout.yaxis.range
    pixel = (high - low) / PLOT_HEIGHT
    return {note.text: note.y - (note.ay * pixel if note.showarrow else 0) for note in written(chart, room)}


def boxes(chart: Chart, room: Room = WIDE) -> Iterator[Box]:
    """The rectangles of the labels, in pixels of the narrowest drawing of its kind."""
    for note in written(chart, room):
        x, y = pixels(chart, note.x, note.y, room)
        far, lift = (note.ax, -note.ay) if note.showarrow else (note.xshift, 0)
        long = LETTER * len(note.text)
        left = x + far - {"left": 0, "center": long / 2, "right": long}[note.xanchor]
        yield Box(left, y + lift - LINE / 2 + DIGIT, left + long, y + lift + LINE / 2 - DIGIT)


def marks(chart: Chart, room: Room = WIDE) -> Iterator[Box]:
    """The rectangles of the marks of figures."""
    for trace in chart.figure.data:
        if "markers" in trace.mode:
            for place in zip(trace.x, trace.y, strict=True):
                x, y = pixels(chart, *place, room)
                yield Box(x - MARK, y - MARK, x + MARK, y + MARK)


def strokes(chart: Chart, room: Room) -> Iterator[Stroke]:
    """The lines of figures, in pixels."""
    for trace in chart.figure.data:
        if "lines" in trace.mode and trace.fill is None and trace.line.width:
            for start, end in pairwise(zip(trace.x, trace.y, strict=True)):
                yield Stroke(pixels(chart, *start, room), pixels(chart, *end, room))


def pixels(chart: Chart, x: float, y: float, room: Room) -> tuple[float, float]:
    (first, last), (low, high) = chart.figure.layout.xaxis.range, chart.figure.layout.yaxis.range
    return (x - first) / (last - first) * room.width, (y - low) / (high - low) * PLOT_HEIGHT


def words(chart: Chart) -> list[list[str]]:
    """The rows of the table behind a picture, as readers see them."""
    return [[cell_words(cell).replace(HARD, " ") for cell in row.words] for row in chart.value.rows]


@pytest.fixture(scope="module")
def klk(built: Built) -> Charts:
    """The charts of the goals of KLK 2016 by key."""
    charts = Report(organisation="KLK", year=2016, database=built.path).goal_charts()
    assert isinstance(charts, Several)
    return {chart.key: chart for chart in charts if isinstance(chart, Chart)}


@pytest.fixture(scope="module")
def series(built: Built) -> Callable[[str, str], IndicatorSeries]:
    """Series of the real data by indicator and organisation."""
    return lambda indicator, organisation: IndicatorSeries(built.path, indicator, organisation)


def test_one_method_is_one_line() -> None:
    chart = drawn(outcomes((2014, 69), (2015, 70), (2016, 71)))
    assert lines(chart, "Totalt") == [([2014.5, 2015.5, 2016.5], [69, 70, 71])]


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        (date(2016, 1, 1), [[69, 70], [71]]),
        (date(2015, 1, 1), [[69], [70, 71]]),
        (date(2014, 1, 1), [[69, 70, 71]]),
        (date(2017, 1, 1), [[69, 70, 71]]),
    ],
)
def test_a_line_is_never_drawn_across_a_change_of_method(day: date, parts: list[list[float]]) -> None:
    chart = drawn(outcomes((2014, 69), (2015, 70), (2016, 71)), None, day)
    assert [ys for _, ys in lines(chart, "Totalt")] == parts


def test_two_changes_of_method_leave_three_parts() -> None:
    days = date(2015, 1, 1), date(2016, 1, 1)
    chart = drawn(outcomes((2014, 69), (2015, 70), (2016, 71)), None, *days)
    assert [ys for _, ys in lines(chart, "Totalt")] == [[69], [70], [71]]


def test_a_change_of_method_cuts_the_lines_of_women_and_men_too() -> None:
    figures = pl.concat([outcomes((2015, 1), (2016, 2), sex="K"), outcomes((2015, 3), (2016, 4), sex="M")])
    chart = drawn(figures, None, date(2016, 1, 1))
    assert [ys for name in ("Kvinnor", "Män") for _, ys in lines(chart, name)] == [[1], [2], [3], [4]]


def test_customer_satisfaction_is_cut_where_the_survey_was_remade(
    series: Callable[[str, str], IndicatorSeries],
) -> None:
    chart = series("kundnojdhet", "KoU").chart()
    before, after, *_ = [ys for _, ys in lines(chart, "Totalt")]
    assert (before, after[0]) == ([69, 70], 71)
    assert "Nytt mätsätt från 2016" in chart.summary


def test_a_change_of_method_is_pointed_out_in_picture_and_words() -> None:
    chart = drawn(outcomes((2015, 70), (2016, 71)), None, date(2016, 1, 1))
    assert any("mätsätt" in note for note in notes(chart))
    assert REASON in chart.summary


def test_twelve_months_within_two_years_are_not_joined_with_calendar_years() -> None:
    years = outcomes((2016, 4.4), (2020, 3.1))
    rolling = years.head(1).with_columns(
        period_type=pl.lit("rolling_12"), period_start=date(2018, 3, 1), period_end=date(2019, 2, 28), value=2.6
    )
    figure = drawn(pl.concat([years, rolling]).sort("period_end")).figure
    joined = [list(trace.y) for trace in figure.data if trace.mode == "lines+markers"]
    alone = [list(trace.y) for trace in figure.data if trace.mode == "markers"]
    assert (joined, alone) == ([[4.4], [3.1]], [[2.6]])
    assert bridges(drawn(pl.concat([years, rolling]).sort("period_end"))) == [([2016.5, 2020.5], [4.4, 3.1])]


def test_other_printed_values_of_a_period_are_told_in_words_and_table() -> None:
    twice = outcomes((2020, 3.1), (2021, 3.0)).with_columns(also_printed=pl.Series([[2.8], []]))
    chart = drawn(twice, unit="%")
    assert f"Totalt – 2020: 3,1{HARD}% (även tryckt: 2,8); 2021: 3{HARD}%." in chart.summary
    assert [row[-1] for row in words(chart)] == ["3,1 (även tryckt: 2,8)", "3"]


def test_the_councils_level_is_a_line_of_its_own_without_band() -> None:
    both = pl.concat(
        [targets((2018, 3.0)), targets((2016, 7.3), (2017, 6.8)).with_columns(level=pl.lit("municipality"))]
    )
    chart = drawn(outcomes((2016, 4.4)), both, tolerance=5, tolerance_kind="relative", direction="lower")
    lines = {trace.name: list(trace.y) for trace in chart.figure.data if trace.name in ("Mål", "Kommunens mål")}
    assert lines == {"Mål": [3.0, 3.0], "Kommunens mål": [7.3, 7.3, 6.8, 6.8]}
    assert sum(trace.fill is not None for trace in chart.figure.data) == 1
    assert "Mål – 2018: 3. Kommunens mål – 2016: 7,3; 2017: 6,8." in chart.summary


def test_targets_are_steps_that_hold_for_their_year() -> None:
    chart = drawn(outcomes((2016, 4.4)), targets((2016, 7.3), (2017, 6.8)))
    assert lines(chart, "Mål") == [([2016, 2017, 2017, 2018], [7.3, 7.3, 6.8, 6.8])]


@pytest.mark.parametrize(("direction", "edge"), [("higher", [285.0, 285.0]), ("lower", [315.0, 315.0]), ("none", [])])
def test_the_tolerance_band_lies_where_the_target_is_nearly_reached(direction: str, edge: list[float]) -> None:
    options = {"tolerance": 5.0, "tolerance_kind": "relative", "direction": direction}
    assert band(drawn(outcomes((2016, 232)), targets((2016, 300)), **options)) == edge


def test_an_absolute_tolerance_is_counted_in_steps_of_the_unit() -> None:
    options = {"tolerance": 2.0, "tolerance_kind": "absolute", "direction": "higher"}
    assert band(drawn(outcomes((2016, 41)), targets((2016, 42)), **options)) == [40.0, 40.0]


def test_no_tolerance_and_no_target_mean_no_band() -> None:
    assert band(drawn(outcomes((2016, 41)), targets((2016, 42)), direction="higher")) == []
    assert band(drawn(outcomes((2016, 41)), direction="higher", tolerance=5.0, tolerance_kind="relative")) == []


def test_women_and_men_have_lines_marks_colours_and_labels_of_their_own() -> None:
    chart = drawn(SICK_LEAVE)
    traces = {trace.name: trace for trace in chart.figure.data}
    assert [list(traces[name].y) for name in ("Kvinnor", "Män", "Totalt")] == [[2.7, 5.9], [1.3, 1.3], [2.1, 4.4]]
    assert len({trace.marker.symbol for trace in traces.values()}) == 3
    assert len({trace.line.color for trace in traces.values()}) == 3
    assert {"Kvinnor 5,9", "Män 1,3", "Totalt 4,4"} <= set(notes(chart))


def test_labels_at_the_ends_do_not_lie_on_each_other() -> None:
    figures = pl.concat([outcomes((2016, 4.0), sex=sex) for sex in "KMT"])
    chart = drawn(figures)
    assert len(notes(chart)) == 3
    assert not any(one.covers(other) for one, other in combinations(boxes(chart), 2))


def test_the_title_of_a_goal_says_the_finding_and_its_symbols_both_judgements_where_they_differ(klk: Charts) -> None:
    chart = klk["etableringar"]
    assert (
        chart.title
        == f"Arbetstillfällen genom etableringar: 232{HARD}st, vilket är 22,7{HARD}% under målet 300{HARD}st"
    )
    assert cell_words(list(chart.verdicts)).splitlines() == [
        "Rapportens bedömning: Nära målet",
        "Räknat ur siffrorna: Sämre än målet",
    ]
    assert chart.value.verdicts == tuple(chart.verdicts)


def test_a_goal_that_report_and_figures_judge_alike_has_one_symbol(klk: Charts) -> None:
    (verdict,) = klk["sjukfranvaro"].verdicts
    assert isinstance(verdict, Sign)
    assert (verdict.symbol.word, verdict.label) == ("Bättre än målet", "")


def test_two_symbols_stand_at_exactly_the_goals_that_are_judged_in_two_ways(klk: Charts) -> None:
    twice = {key for key, chart in klk.items() if len(chart.verdicts) > 1}
    assert twice == JUDGED_OTHERWISE


def test_the_picture_has_a_summary_of_all_its_figures_in_words() -> None:
    chart = drawn(SICK_LEAVE, targets((2016, 7.3), (2017, 6.8)), unit="%")
    assert chart.summary.replace(HARD, " ") == (
        "Totalt – 2015: 2,1 %; 2016: 4,4 %. Kvinnor – 2015: 2,7 %; 2016: 5,9 %. Män – 2015: 1,3 %; 2016: 1,3 %. "
        "Mål – 2016: 7,3 %; 2017: 6,8 %."
    )
    assert chart.summary.startswith(f"Totalt – 2015: 2,1{HARD}%; 2016: 4,4{HARD}%. ")
    assert chart.value.summary == chart.summary


# ---- years without figures, and what came after the year that is reported ----


def test_years_without_figures_are_bridged_by_a_dotted_line_without_name() -> None:
    chart = drawn(outcomes((2012, 60), (2013, 61), (2016, 64), (2017, 65)))
    assert lines(chart, "Totalt") == [([2012.5, 2013.5], [60, 61]), ([2016.5, 2017.5], [64, 65])]
    assert bridges(chart) == [([2013.5, 2016.5], [61, 64])]
    assert [trace.hoverinfo for trace in chart.figure.data if trace.name is None] == ["skip"]


def test_years_that_follow_each_other_need_no_bridge() -> None:
    assert bridges(drawn(outcomes((2014, 69), (2015, 70), (2016, 71)))) == []


def test_no_bridge_leads_over_a_change_of_method() -> None:
    chart = drawn(outcomes((2012, 60), (2016, 64)), None, date(2015, 1, 1))
    assert bridges(chart) == []
    assert [ys for _, ys in lines(chart, "Totalt")] == [[60], [64]]


def test_what_comes_after_the_reported_year_is_muted_and_labelled_with_its_year() -> None:
    chart = drawn(outcomes((2015, 60), (2016, 61), (2017, 70), (2018, 72)), targets((2016, 62), (2019, 80)), year=2016)
    assert [(list(trace.y), trace.line.color, trace.line.width) for trace in named(chart, "Totalt")] == [
        ([60, 61], TOTAL, 2),
        ([70, 72], MUTED, 1.5),
    ]
    assert [(list(trace.y), trace.line.color, trace.line.width) for trace in named(chart, "Mål")] == [
        ([62, 62], INK, 2),
        ([80, 80], MUTED, 1.5),
    ]
    assert labels(chart) == {"61": TOTAL, "72 (2018)": MUTED, "Mål 62": INK, "Mål 2019: 80": MUTED}


def test_muted_lines_lead_on_from_the_reported_year_dotted_only_where_years_lack_figures() -> None:
    chart = drawn(outcomes((2016, 61), (2017, 70), (2020, 72)), year=2016)
    joins = [(list(trace.x), trace.line.dash, trace.line.color) for trace in chart.figure.data if trace.name is None]
    assert joins == [([2016.5, 2017.5], "solid", MUTED), ([2017.5, 2020.5], "dot", MUTED)]


def test_targets_that_follow_each_other_are_cut_at_the_reported_year_and_only_the_reported_has_a_band() -> None:
    options = {"tolerance": 5.0, "tolerance_kind": "relative", "direction": "higher"}
    chart = drawn(outcomes((2016, 90)), targets((2016, 100), (2017, 120)), year=2016, **options)
    assert [(list(trace.x), trace.line.color) for trace in named(chart, "Mål")] == [
        ([2016, 2017], INK),
        ([2017, 2018], MUTED),
    ]
    assert band(chart) == [95.0, 95.0]


def test_the_reported_years_figure_and_target_are_labelled_even_where_it_is_not_the_last() -> None:
    chart = drawn(SICK_LEAVE, targets((2015, 7.5), (2016, 7.3)), year=2015)
    assert {"Kvinnor 2,7", "Män 1,3", "Totalt 2,1", "Mål 7,5"} <= set(notes(chart))
    assert {"Totalt 4,4 (2016)", "Mål 2016: 7,3"} <= set(notes(chart))
    assert len(notes(chart)) == 6


def test_a_target_that_stays_the_same_is_labelled_once() -> None:
    chart = drawn(outcomes((2016, 61)), targets((2016, 62), (2017, 62), (2018, 62)), year=2016)
    assert labels(chart) == {"61": TOTAL, "Mål 62": INK}


def test_a_chart_of_no_single_year_stresses_every_figure() -> None:
    chart = drawn(outcomes((2015, 60), (2016, 61)), targets((2015, 62), (2016, 63)))
    assert MUTED not in {trace.line.color for trace in chart.figure.data}
    assert labels(chart) == {"61": TOTAL, "Mål 63": INK}


@pytest.mark.parametrize("room", [WIDE, NARROW])
def test_no_label_covers_another_or_a_mark_in_any_chart_of_a_real_report(klk: Charts, room: Room) -> None:
    assert len(klk) == 23
    for chart in klk.values():
        labelled, marked = list(boxes(chart, room)), list(marks(chart, room))
        assert not any(one.covers(other) for one, other in combinations(labelled, 2)), chart.key
        assert not any(label.covers(mark) for label in labelled for mark in marked), chart.key


@pytest.mark.parametrize(
    ("indicator", "wide", "narrow"),
    [
        ("hme", "Grå linje: kommunens mål 83", "Grå linje: kommunens mål 83"),
        ("stolthet", "Grå linje: kommunens mål 82", "Grå linje: kommunens mål 82"),
        # The administration's own target of the last year is the same: it covers the grey line.
        ("avtalstrohet", "Grå linje: kommunens mål 75", "Grå linje: kommunens mål 75"),
    ],
)
def test_the_councils_target_is_named_where_no_line_runs_through_its_name_over_the_drawing_where_room_is_lacking(
    series: Callable[[str, str], IndicatorSeries], indicator: str, wide: str, narrow: str
) -> None:
    chart = series(indicator, "KLK").chart()
    for room, words in ((WIDE, wide), (NARROW, narrow)):
        told = [note.text for note in written(chart, room)]
        assert [text for text in told if "ommunens mål" in text] == [words]
        box = list(boxes(chart, room))[told.index(words)]
        assert not any(stroke.crosses(box) for stroke in strokes(chart, room))
        assert not any(box.covers(mark) for mark in marks(chart, room))


@pytest.mark.parametrize("room", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("indicator", "organisation", "words"),
    [
        ("avgangar", "KLK", "3 (jan.–mars 2020)"),
        ("pensionsavgangar", "KLK", "1 (jan.–mars 2020)"),
        ("nrgize-startups", "KLK", "7 (jan.–mars 2020)"),
        ("avtalstrohet", "KLK", "95 (jan.–aug. 2018)"),
        ("bredband-100", "EK", "70 (okt. 2015)"),
        ("fornybara-branslen", "EK", "25 (aug. 2016)"),
    ],
)
def test_one_or_two_hollow_points_are_told_with_figure_and_period(
    series: Callable[[str, str], IndicatorSeries], indicator: str, organisation: str, words: str, room: Room
) -> None:
    assert words in [note.text for note in written(series(indicator, organisation).chart(), room)]


def test_a_chart_that_compares_nothing_is_not_drawn(klk: Charts) -> None:
    assert {"delaktighet", "nojda-politiker"}.isdisjoint(klk)


def test_women_of_2022_are_told_below_the_target_that_they_keep(
    series: Callable[[str, str], IndicatorSeries],
) -> None:
    chart = series("sjukfranvaro", "KLK").chart()
    for room in (WIDE, NARROW):
        (women,) = [note for note in written(chart, room) if note.text == "Kvinnor 2,4"]
        assert 2.1 < women.y < 3.0
        assert not women.showarrow


def test_a_change_of_method_is_pointed_out_on_a_telephone_and_below_the_drawing_too(
    series: Callable[[str, str], IndicatorSeries],
) -> None:
    chart = series("kundnojdhet", "KoU").chart()
    assert "Nytt mätsätt" in [note.text for note in written(chart, NARROW)]
    assert chart.value.notes[-1].startswith("Prickad lodrät linje: nytt mätsätt från 2016. ")


def test_a_figure_that_is_printed_otherwise_too_is_hollow_and_says_why(
    series: Callable[[str, str], IndicatorSeries],
) -> None:
    chart = series("sjukfranvaro", "KLK").chart()
    hollow = {y for trace in named(chart, "Totalt") if trace.mode == "markers" for y in trace.y}
    assert {3.1, 3.0} <= hollow
    told = [note.replace(HARD, " ") for note in chart.table.notes]
    assert told[0] == "Ihålig punkt, 2020: 3,1 % är också tryckt som 2,8 %."


def test_a_later_part_of_a_year_is_labelled_beside_the_last_whole_year(
    series: Callable[[str, str], IndicatorSeries],
) -> None:
    assert {"538 (2016)", "281 (jan.–aug. 2018)"} <= set(notes(series("nystartade-foretag", "EK").chart()))


def test_words_far_from_their_point_have_a_line_to_it() -> None:
    crowd = pl.concat([outcomes((2016, 4 + n / 100), sex=sex) for n, sex in enumerate("KMT")])
    levels = targets(*[(2016, 3.5 + n / 5) for n in range(6)])
    chart = drawn(crowd, levels)
    far = [note for note in written(chart) if note.showarrow]
    assert far
    assert {note.arrowcolor for note in far} == {LEADER}


@pytest.mark.parametrize("room", [WIDE, NARROW])
def test_words_of_a_goal_keep_to_the_side_of_the_outcomes_that_their_value_is_on(klk: Charts, room: Room) -> None:
    safety, sick = (heights(klk[key], room) for key in ("trygghet", "sjukfranvaro"))
    assert safety["Totalt 41"] < 42 < safety["Mål 42"] < safety["Män 44"]
    assert safety["Kvinnor 39"] < safety["Totalt 41"]
    assert sick["Totalt 4,4"] < sick["Kvinnor 5,9"] < 7.3 < sick["Mål 7,3"]


def test_a_figure_of_a_day_within_a_year_is_told_with_its_month(
    series: Callable[[str, str], IndicatorSeries],
) -> None:
    klk, kou = (series("anstallda", organisation).chart() for organisation in ("KLK", "KoU"))
    assert notes(klk) == ["Män 34 (mars 2020)", "Kvinnor 74 (mars 2020)", "Totalt 117"]
    assert set(heights(klk, NARROW)) == {"Män 34 (mars 2020)", "Kvinnor 74", "Totalt 117"}
    assert [note.replace(HARD, " ") for note in klk.table.notes] == ["Punkt, mars 2020: kvinnor 74 st."]
    assert notes(kou)[:2] == ["Män 132 (2016)", "Kvinnor 174 (2016)"]
    assert list(kou.table.notes) == []


def test_a_period_that_finds_no_room_is_told_below_the_drawing_and_never_as_another(
    series: Callable[[str, str], IndicatorSeries], klk: Charts
) -> None:
    for chart in (series("fodda-utanfor-norden", "KLK").chart(), klk["fodda-utanfor-norden"]):
        assert "Totalt 3 (jan.–aug. 2018)" in notes(chart)
        assert "Totalt 3" in heights(chart, NARROW)
        assert not any("(aug. 2018)" in words for words in heights(chart, NARROW))
        assert chart.table.notes[0].replace(HARD, " ") == "Ihålig punkt, jan.–aug. 2018: totalt 3 %."


def test_the_figures_of_the_picture_stand_in_a_table() -> None:
    chart = drawn(outcomes((2015, 3.3), (2016, 3.16)), targets((2016, 3.2)), unit="betyg")
    table = chart.value.table
    assert table.layout[-1].heading == "Värde, betyg"
    assert words(chart) == [["2015", "Totalt", "3,3"], ["2016", "Totalt", "3,16"], ["2016", "Mål", "3,2"]]


def test_decimals_are_taken_away_as_they_are_printed() -> None:
    figures = outcomes((2015, 3.0), (2016, 3.16)).with_columns(printed_decimals=pl.Series([1, 2]))
    levels = targets((2016, 3.0)).with_columns(printed_decimals=pl.Series([2]))
    chart = drawn(figures, levels, unit="betyg")
    place = [column.heading for column in chart.value.columns].index("Värde, betyg")
    assert [row.figures[place] for row in chart.value.rows] == ["3.0", "3.16", "3.00"]
    assert [dot.value for line in (*chart.series, *chart.targets) for dot in line.points] == ["3.0", "3.16", "3.00"]


def test_the_real_series_know_their_decimals(series: Callable[[str, str], IndicatorSeries]) -> None:
    (total, *_) = series("sjukfranvaro", "KLK").chart().series
    assert {dot.at: dot.value for dot in total.points}["2021"] == "3.0"


def test_what_is_drawn_is_data(series: Callable[[str, str], IndicatorSeries]) -> None:
    chart = drawn(SICK_LEAVE, targets((2016, 7.3), (2017, 6.8)), date(2016, 1, 1), unit="%")
    assert [(line.name, line.code, line.unit, [dot.value for dot in line.points]) for line in chart.series] == [
        ("Totalt", "T", "%", ["2.1", "4.4"]),
        ("Kvinnor", "K", "%", ["2.7", "5.9"]),
        ("Män", "M", "%", ["1.3", "1.3"]),
    ]
    (own,) = chart.targets
    assert (own.name, own.code, [(dot.at, dot.value, dot.start, dot.end) for dot in own.points]) == (
        "Mål",
        "own",
        [("2016", "7.3", "2016-01-01", "2016-12-31"), ("2017", "6.8", "2017-01-01", "2017-12-31")],
    )
    assert [(change.since, change.reason) for change in chart.breaks] == [("2016-01-01", REASON)]
    assert chart.value.series == tuple(chart.series)


def test_a_figure_that_stands_alone_is_hollow_in_the_data_too() -> None:
    twice = outcomes((2020, 3.1), (2021, 3.0)).with_columns(also_printed=pl.Series([[2.8], []]))
    (line,) = drawn(twice, unit="%").series
    assert [(dot.words, dot.hollow) for dot in line.points] == [
        (f"3,1{HARD}% (även tryckt: 2,8)", True),
        (f"3{HARD}%", False),
    ]


def test_other_printed_values_and_doubts_are_taken_away_in_columns_of_their_own() -> None:
    twice = outcomes((2020, 3.1)).with_columns(also_printed=pl.Series([[2.8, 2.9]]), doubted=pl.lit(value=True))
    value = drawn(twice, unit="%").table.value
    taken = dict(zip((column.heading for column in value.columns), value.rows[0].figures, strict=True))
    assert (taken["Värde, %"], taken["Även tryckt"], taken["Anmärkning"]) == ("3.1", "2,8; 2,9", "tveksam")


def test_a_series_without_figures_says_so() -> None:
    assert drawn(outcomes()).summary == "Inga siffror finns."


@pytest.mark.parametrize(
    ("start", "end", "kind", "place"),
    [
        (date(2016, 1, 1), date(2016, 12, 31), "year", 2016.5),
        (date(2016, 12, 31), date(2016, 12, 31), "point", 2017.0),
        (date(2016, 1, 1), date(2016, 8, 31), "part_year", 2016 + 244 / 366),
    ],
)
def test_a_whole_year_stands_in_its_middle_and_everything_else_at_its_end(
    start: date, end: date, kind: str, place: float
) -> None:
    assert moment(start, end, kind) == pytest.approx(place, abs=0.005)


@pytest.mark.parametrize(
    ("goal", "said", "cells"),
    [
        (
            "fritidsmojligheter",
            "Totalt – 2015: 63; 2016: 65. Mål – 2016: 66 %;",
            ["63", "65", "66 %", "67 %", "69 %", "70 %"],
        ),
        ("handelsindex", "Totalt – 2016: 93 %. Mål – 2016: 96;", ["93 %", "96", "97", "98", "100"]),
    ],
)
def test_a_figure_keeps_the_unit_that_it_is_printed_in(klk: Charts, goal: str, said: str, cells: list[str]) -> None:
    chart = klk[goal]
    assert said in chart.summary.replace(HARD, " ")
    assert chart.value.layout[-1].heading == "Värde"
    assert [row[-1] for row in words(chart)] == cells


def test_a_target_that_a_later_plan_leaves_open_is_not_drawn(series: Callable[[str, str], IndicatorSeries]) -> None:
    homes = series("fortatning-bostader", "EK").targets
    assert list(homes.select("year", "target").iter_rows()) == [(2016, 600), (2017, 600), (2018, 600)]
