"""Charts drawn without a script."""

import math
from dataclasses import replace
from importlib import resources
from itertools import pairwise

import polars as pl
import pytest
from bs4 import Tag
from hypothesis import given
from hypothesis import strategies as st
from tests.pages import Page, read_html, text_of

from analysis.base.scale import Tone
from analysis.build.database import Built
from analysis.chapter.chart import Break
from analysis.chapter.markup.bar_drawing import draw_bars
from analysis.chapter.markup.course import draw_course, told
from analysis.chapter.markup.drawing import Scale, percent, tag, text, token
from analysis.chapter.markup.line_drawing import draw_lines
from analysis.chapter.markup.palette import COLOURS, LEADER, TOKENS
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.values import html_of
from analysis.chapter.pieces import Course, Point
from analysis.present import chart as charts
from analysis.present.chart import new_figure
from analysis.present.charts.label_places import LINE
from analysis.present.charts.sex_chart import sex_chart
from analysis.present.fragment import Several
from analysis.present.tables.figure_table import key_figure_table
from analysis.report import Report

FINITE = st.floats(-1e9, 1e9)
ATTACK = "<script>alert(1)</script>"


def page_of(chart: object) -> Page:
    """A chart as a page shows it."""
    assert isinstance(chart, charts.Chart)
    return read_html(str(html_of(chart.value, Place())))


@given(FINITE, FINITE.filter(lambda width: abs(width) > 1e-6))
def test_a_scale_keeps_its_ends_and_its_order(low: float, width: float) -> None:
    scale = Scale(low, low + abs(width))
    assert scale.at(scale.low) == 0
    assert math.isclose(scale.at(scale.high), 100)
    assert 0 <= scale.at(low + abs(width) / 3) <= scale.at(low + abs(width) / 2) <= 100


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e7))
def test_lines_across_are_few_round_and_inside(low: float, width: float) -> None:
    scale = Scale(low, low + width)
    ticks = scale.ticks()
    assert 1 <= len(ticks) <= 7
    assert all(scale.low - width / 1e6 <= tick <= scale.high + width / 1e6 for tick in ticks)
    steps = {f"{after - before:.4g}" for before, after in pairwise(ticks)}
    assert len(steps) <= 1
    assert all(f"{float(step):e}"[0] in "125" for step in steps)


def test_lines_of_known_ranges() -> None:
    assert Scale(0, 100).ticks() == [0, 20, 40, 60, 80, 100]
    assert Scale(228, 1_440).ticks() == [500, 1_000]
    assert Scale(-0.3, 0.25).ticks() == [-0.3, -0.2, -0.1, 0, 0.1, 0.2]


def test_what_is_written_is_escaped() -> None:
    assert "<script>" not in text(ATTACK, x=0)
    assert '"' not in tag("g", title='"><script>').replace('="', "").removesuffix('"/>')
    assert percent(33.333) == "33.33%"
    assert percent(50) == "50%"


def test_colours_are_names_with_the_colour_for_where_no_style_is() -> None:
    assert token(COLOURS[Tone.GOOD]) == "var(--good, #00695c)"
    assert token("#123456") == "#123456"
    assert token(None) is None


def test_the_style_gives_every_name_a_colour_in_light_and_in_dark() -> None:
    css = (resources.files("analysis.publish.html") / "assets" / "page.css").read_text(encoding="utf-8")
    light, dark = css.split("prefers-color-scheme: dark", 1)
    for name in {*TOKENS.values(), "paper", "muted", "edge", "link", "focus"}:
        assert f"--{name}: " in light
        assert f"--{name}: " in dark.split("}")[0]


def test_a_trend_chart_has_its_points_lines_and_targets(built: Built) -> None:
    charts = Report(organisation="KS", year=2022, database=built.path).goal_charts()
    assert isinstance(charts, Several)
    chart = charts[0]
    page = page_of(chart)
    assert page.texts("svg.mark title") == ["Totalt 2016: 480 st", "Totalt 2022: 1 193 st"]
    assert [float(str(mark["x"]).rstrip("%")) for mark in page.all("svg.mark")] == [7.14, 92.86]
    # The target, years without figures, and the two figures that no line joins.
    assert [line.get("stroke-dasharray") for line in page.all("polyline")] == ["7 5", "2 4", None, None]
    assert [len(places_of(line)) for line in page.all("polyline")] == [2, 2, 1, 1]
    assert page.texts("text.note") == ["1 193", "Mål 600"]
    assert page.one(".picture")["aria-label"] == f"{chart.title}. {chart.summary}"


def test_groups_of_bars_say_what_they_are_without_colour(built: Built) -> None:
    page = page_of(Report(organisation="KS", year=2022, database=built.path).sex_chart("sjukfranvaro"))
    assert page.texts(".key li") == ["Kvinnor", "Män"]
    assert page.texts("text.value") == ["3,6", "3,9", "2,4", "1,1", "0,4", "0,9"]
    hollow = [bar.get("fill-opacity") for bar in page.all(".drawing rect")]
    assert hollow == [None] * 3 + ["0.22"] * 3
    heights = [float(str(bar["height"]).rstrip("%")) for bar in page.all(".drawing rect")]
    assert heights[0] / heights[2] == pytest.approx(3.6 / 2.4, rel=1e-3)


def test_notes_of_a_chart_stand_below_the_picture_and_not_again_with_its_table(built: Built) -> None:
    report = Report(organisation="KS", year=2020, document="interim1-2020", database=built.path)
    own = report.key_figures_frame().filter("own").filter(indicator="anstallda-tillsvidare", measure="outcome")
    shown = own.filter(pl.col("sex") != "T").unique(["sex", "period_end"], keep="first", maintain_order=True)
    chart = sex_chart("kon", shown, key_figure_table(own, "Tillsvidareanställda", "", by_sex=True), "")
    page = page_of(chart)
    assert page.texts("text.tick")[-1] == "mars 2020 (tveksam)"
    assert page.texts("figure > .note") == [
        "Tillsvidareanställda, utfall mars 2020 (108 st): Texten säger tillsvidareanställda. "
        "Under Attraktiv arbetsgivare är 108 alla anställda.",
        "Tillsvidareanställda, utfall mars 2020 (98 st): Missivet och sammanfattningen säger 108 tillsvidareanställda.",
    ]
    # They stand once, where nobody has to unfold a table to read them.
    assert page.texts("details .note") == []
    notes = [note.replace("\N{NO-BREAK SPACE}", " ") for note in chart.value.notes]
    assert [text_of(found).replace("\N{NO-BREAK SPACE}", " ") for found in page.all(".picture ~ .note")] == notes


def test_stacked_bars_add_up_and_carry_their_symbols(built: Built) -> None:
    page = page_of(Report(organisation="KLK", year=2016, database=built.path).commitments_chart())
    assert sum(int(value) for value in page.texts(".bar-value")) == 49
    widths = [float(str(bar["width"]).rstrip("%")) for bar in page.all(".bar-row:first-child rect")]
    counts = [int(count) for count in page.texts(".bar-row:first-child text")]
    assert sum(counts) == int(page.texts(".bar-value")[0])
    assert widths[0] / widths[1] == pytest.approx(counts[0] / counts[1], rel=1e-2)
    assert page.texts(".key li") == ["Klart, avslutat", "Pågår", "Försenat", "Ej påbörjad"]
    assert len(page.all(".key svg > *")) >= 4


def test_a_narrow_part_of_a_bar_says_that_its_symbol_may_go(built: Built) -> None:
    page = page_of(Report(organisation="KLK", year=2016, database=built.path).goals_chart())
    widths = [float(str(bar["width"]).rstrip("%")) for bar in page.all(".bar-row rect.segment")]
    assert len(page.all(".bar-row text.tight")) == len(page.all(".bar-row svg.tight")) > 0
    assert len(page.all(".bar-row text.tight")) == sum(9 <= width < 13 for width in widths)


def test_bars_on_both_sides_of_zero() -> None:
    figure = new_figure(100)
    figure.add_bar(
        y=["över", "under"], x=[3, -1], orientation="h", text=["+3", "−1"], marker={"color": ["#1f5f99"] * 2}
    )
    page = read_html(str(draw_bars(figure.to_plotly_json())))
    places = [(str(bar["x"]), str(bar["width"])) for bar in page.all("rect")]
    assert places == [("0%", "25%"), ("25%", "75%")]
    assert page.texts(".bar-name") == ["under", "över"]
    assert page.texts(".bar-value") == ["−1", "+3"]
    assert len(page.all("line.axis")) == 2


@pytest.fixture(scope="module")
def klk(built: Built) -> dict[str, charts.Chart]:
    """The charts of the goals of KLK 2016 by key."""
    found = Report(organisation="KLK", year=2016, database=built.path).goal_charts()
    assert isinstance(found, Several)
    return {chart.key: chart for chart in found if isinstance(chart, charts.Chart)}


def test_years_begin_and_end_at_marks_so_that_a_first_quarter_is_not_taken_for_the_year_before() -> None:
    figure = new_figure(270)
    marker = {"symbol": "circle", "size": 9, "color": "#1f5f99"}
    figure.add_scatter(x=[2020 + 91 / 366, 2022.5], y=[3, 18], mode="markers", name="Totalt", marker=marker)
    figure.update_xaxes(range=[2020, 2023], tickvals=[2020.5, 2021.5, 2022.5], ticktext=["2020", "2021", "2022"])
    figure.update_yaxes(range=[0, 20])
    turns = [mark["x"] for mark in read_html(str(draw_lines(figure.to_plotly_json()))).all("svg[y='100%']")]
    assert turns == ["0%", "33.33%", "66.67%", "100%"]


def test_words_far_from_their_point_have_a_line_to_it(klk: dict[str, charts.Chart]) -> None:
    found = 0
    for chart in klk.values():
        far = [note for note in chart.figure.layout.annotations if note.showarrow]
        assert len(page_of(chart).all(".leader")) == len(far)
        found += len(far)
    assert found


def test_a_line_to_words_is_a_grey_hairline_that_ends_at_their_edge(klk: dict[str, charts.Chart]) -> None:
    chart = klk["foretagsklimat"]
    (note,) = [note for note in chart.figure.layout.annotations if note.showarrow]
    (line,) = page_of(chart).all(".leader")
    assert note.text == "Mål 3,2"
    assert (line["y1"], line["y2"]) == ("-5", f"{note.ay + LINE / 2:g}")
    assert line["stroke"] == f"var(--leader, {LEADER})"
    assert line.get("stroke-dasharray") is None


def test_a_line_at_the_top_of_the_scale_is_as_thick_as_any_but_no_band_leaves_the_drawing(
    klk: dict[str, charts.Chart],
) -> None:
    page = page_of(klk["miljocertifierad"])
    assert {line["overflow"] for line in page.all("svg[viewBox='0 0 100 100']:has(> polyline)")} == {"visible"}
    assert [area.get("overflow") for area in page.all("svg[viewBox='0 0 100 100']:has(> polygon)")] == [None]


def test_two_judgements_stand_in_the_caption_each_with_whose_it_is(klk: dict[str, charts.Chart]) -> None:
    page = page_of(klk["etableringar"])
    assert page.texts("figcaption .symbol") == ["Nära målet", "Sämre än målet"]
    assert page.texts("figcaption .verdict") == [
        "Rapportens bedömning: Nära målet",
        "Räknat ur siffrorna: Sämre än målet",
    ]
    alike = page_of(klk["sjukfranvaro"])
    assert alike.texts("figcaption .symbol") == ["Bättre än målet"]
    assert alike.all(".verdict") == []


def test_markup_in_a_title_or_a_reason_is_shown_as_text(klk: dict[str, charts.Chart]) -> None:
    chart = replace(klk["sjukfranvaro"], title=ATTACK, summary="<b>x</b>", breaks=[Break("2016-01-01", "<b>x</b>")])
    page = page_of(chart)
    assert page.all("script:not(.plotly), img, b") == []
    assert page.texts(".finding") == [ATTACK]
    assert page.one(".picture")["aria-label"] == f"{ATTACK}. <b>x</b>"


@pytest.mark.parametrize("orientation", ["h", "v"])
def test_names_in_a_drawing_are_text(orientation: str) -> None:
    figure = new_figure(100)
    names, values = [ATTACK, "b"], [1.0, 2.0]
    across, up = (values, names) if orientation == "h" else (names, values)
    figure.add_bar(x=across, y=up, orientation=orientation, text=[ATTACK, ""], name=ATTACK, marker={"color": "#1f5f99"})
    draw = draw_bars if orientation == "h" else draw_lines
    page = read_html(str(draw(figure.to_plotly_json())))
    assert page.all("script") == []
    assert "alert(1)" in page.soup.get_text()


def course(*values: float, year: int = 2018, start: int = 2016) -> Course:
    points = (
        Point(str(start + n), f"{value:g} %", start + n + 0.5, value, start + n > year)
        for n, value in enumerate(values)
    )
    return Course(tuple(points), f"{start}–{start + len(values) - 1}")


def drawn(shown: Course) -> Page:
    return read_html(str(draw_course(shown)))


def test_a_sparkline_says_in_words_what_it_shows() -> None:
    page = drawn(course(4.5, 4.0, 4.2))
    assert page.one("[role=img]")["aria-label"] == told(course(4.5, 4.0, 4.2)) == "2016: 4.5 %; 2017: 4 %; 2018: 4.2 %"
    assert page.texts(".muted") == ["2016–2018"]
    points = [tuple(map(float, point.split(","))) for point in str(page.one("polyline")["points"]).split()]
    assert [x for x, _ in points] == [3.0, 44.0, 85.0]
    assert [y for _, y in points] == [3.0, 19.0, 12.6]


@given(st.lists(FINITE, min_size=2, max_size=20))
def test_every_sparkline_stays_inside_its_box(values: list[float]) -> None:
    page = drawn(course(*values, start=1990, year=2000))
    points = [point for line in page.all("polyline") for point in places_of(line)]
    points += [(float(str(dot["cx"])), float(str(dot["cy"]))) for dot in page.all("circle")]
    assert all(3 <= x <= 85 for x, _ in points)
    assert all(3 <= y <= 19 for _, y in points)


@given(st.lists(FINITE, min_size=2, max_size=20), st.integers(1985, 2015))
def test_a_sparkline_stresses_the_reported_year_and_tones_down_what_follows(values: list[float], year: int) -> None:
    page = drawn(course(*values, start=1990, year=year))
    known = min(max(year - 1989, 0), len(values))
    (dot,) = page.all("circle")
    # A line has two ends: where one figure alone is reported, what follows sets out from its dot.
    whole, after = page.all("polyline:not(.later)"), page.all("polyline.later")
    stressed = places_of(whole[0])[-1] if whole else places_of(after[0])[0 if known else -1]
    assert (dot.get("class") == ["later"]) == (known == 0)
    assert (float(str(dot["cx"])), float(str(dot["cy"]))) == pytest.approx(stressed, abs=0.06)
    lines = {("later" in line["class"]): places_of(line) for line in page.all("polyline")}
    assert len(lines.get(False, [])) == (known if known > 1 else 0)
    # What follows sets out from the last point before it, so that no hole is left.
    assert len(lines.get(True, [])) == (len(values) - known + (known > 0) if known < len(values) else 0)


def test_a_sparkline_that_ends_with_the_reported_year_has_nothing_toned_down() -> None:
    assert drawn(course(4.5, 4.0, 4.2)).all(".later") == []


def places_of(line: Tag) -> list[tuple[float, float]]:
    """The points of a line."""
    pairs = [point.split(",") for point in str(line["points"]).split()]
    return [(float(x), float(y)) for x, y in pairs]
