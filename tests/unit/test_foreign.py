"""What is not ours, shown by `report.show` or bare: figures, pictures, tables of other libraries."""

import base64
import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import great_tables
import matplotlib as mpl
import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import polars as pl
import pytest
from IPython import display
from IPython.core.formatters import DisplayFormatter
from matplotlib import pyplot as plt

from analysis.base.project import DATA_ONLY
from analysis.chapter.chart import Chart
from analysis.chapter.codec import MEDIA_TYPE, to_json, value_from_json
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.cells import PNG
from analysis.chapter.markup.charts import UNDRAWN, drawing
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.table import Kind, Table
from analysis.errors import ParameterError
from analysis.present.chart import new_figure
from analysis.present.foreign.own_figures import own_figures
from analysis.present.foreign.show import register, show
from analysis.present.foreign.traces import picture_of

PLOTLY = "application/vnd.plotly.v1+json"
TEXT = "Kurvan stiger. Den sjunker aldrig."

mpl.use("agg")

#: IPython has no types.
HTML: Any = display.HTML
SVG: Any = display.SVG


def line() -> go.Figure:
    return new_figure(300).add_scatter(x=[2015, 2016, 2017], y=[1.5, 2.0, 4.25], name="Utfall")


def chart(figure: go.Figure, **words: str) -> Chart:
    value = show(figure, TEXT, **words).value
    assert isinstance(value, Chart)
    assert value_from_json(json.loads(json.dumps(to_json(value)))) == value
    return value


def rows(value: Chart | Table) -> list[tuple[Any, ...]]:
    return [row.figures for row in value.rows]


def is_ours(figure: go.Figure) -> bool:
    return chart(figure).still == ""


# ---- figures of Plotly ----


def test_a_figure_in_the_house_style_is_drawn_by_us() -> None:
    value = chart(line(), title="Fler varje år", source="Källa: egen.")
    assert (value.heading, value.summary, value.source, value.still) == ("Fler varje år", TEXT, "Källa: egen.", "")
    assert "polyline" in drawing(value)
    assert "4,25" in drawing(value)


def test_its_figures_are_a_table_and_series() -> None:
    value = chart(line())
    assert [column.heading for column in value.columns] == ["Period", "Utfall"]
    assert rows(value) == [(2015, "1.50"), (2016, "2.00"), (2017, "4.25")]
    assert [cell_words(row.words[1]) for row in value.rows] == ["1,50", "2,00", "4,25"]
    (series,) = value.series
    assert (series.name, [(dot.at, dot.value, dot.words) for dot in series.points][2]) == (
        "Utfall",
        ("2017", "4.25", "4,25"),
    )


def test_without_a_title_the_first_sentence_is_the_finding() -> None:
    value = chart(line())
    assert (value.heading, value.summary, value.caption) == ("Kurvan stiger", "Den sjunker aldrig.", "Kurvan stiger")


def test_the_title_of_a_figure_becomes_its_heading_and_is_not_written_twice() -> None:
    value = chart(line().update_layout(title="Ur figuren"))
    assert (value.heading, value.summary) == ("Ur figuren", TEXT)
    assert "title" not in value.picture["layout"]
    both = chart(go.Figure(line()).update_layout(title="Ur figuren"), title="Egen")
    assert (both.heading, both.picture["layout"]["title"]["text"]) == ("Egen", "Ur figuren")


def test_figures_of_arrays_are_lists_and_what_is_no_number_is_missing() -> None:
    figure = new_figure(300).add_scatter(x=np.array([2015, 2016]), y=pl.Series([1.5, None]))
    assert picture_of(figure)["data"][0]["y"] == [1.5, None]
    assert rows(chart(figure)) == [(2015, "1.5"), (2016, None)]
    field = go.Figure(go.Heatmap(z=np.array([[1, 2, 3], [4, 5, 6]])))
    assert picture_of(field)["data"][0]["z"] == [[1, 2, 3], [4, 5, 6]]


def test_no_line_is_drawn_over_a_missing_figure() -> None:
    figure = new_figure(300).add_scatter(x=[2015, 2016, 2017, 2018], y=[1, None, 3, 4])
    assert [trace["x"] for trace in chart(figure).picture["data"]] == [[2015.0], [2017.0, 2018.0]]


def test_several_lines_are_told_apart_by_name_mark_and_colour() -> None:
    value = chart(line().add_scatter(x=[2015, 2016, 2017], y=[3, 4, 5], name="Mål"))
    assert [note["text"] for note in value.picture["layout"]["annotations"]] == ["Utfall", "Mål"]
    marks = [(trace["marker"]["symbol"], trace["line"]["color"]) for trace in value.picture["data"]]
    assert len(set(marks)) == 2
    assert [column.heading for column in value.columns] == ["Period", "Utfall", "Mål"]


@pytest.mark.parametrize(
    ("places", "ticks"),
    [
        ([2015, 2016, 2017], ["2015", "2016", "2017"]),
        ([0.5, 1.0, 1.5], ["0,6", "0,8", "1", "1,2", "1,4"]),
        (["Lund", "Malmö", "Eslöv"], ["Lund", "Malmö", "Eslöv"]),
        ([date(2015, 1, 1), date(2016, 7, 1), date(2017, 1, 1)], ["2015", "2016", "2017"]),
    ],
)
def test_numbers_names_and_days_stand_below_the_axis(places: list[Any], ticks: list[str]) -> None:
    value = chart(new_figure(300).add_scatter(x=places, y=[1, 2, 3]))
    assert value.picture["layout"]["xaxis"]["ticktext"] == ticks


def test_bars_are_drawn_by_us_standing_and_lying() -> None:
    standing = new_figure(300).add_bar(x=["A", "B"], y=[1, 2.5], name="Ett").add_bar(x=["A", "B"], y=[3, 4], name="Två")
    assert {word in drawing(chart(standing)) for word in ("Ett", "Två", "2,5")} == {True}
    assert rows(chart(standing)) == [("A", "1.0", 3), ("B", "2.5", 4)]
    lying = new_figure(300).add_bar(y=["A", "B"], x=[1, 2.5], orientation="h")
    assert "bar-row" in drawing(chart(lying))
    assert rows(chart(lying)) == [("A", "1.0"), ("B", "2.5")]


@pytest.mark.parametrize(
    "figure",
    [
        go.Figure(go.Scatter(x=[1, 2], y=[3, 4])),
        px.line(x=[1, 2], y=[3, 4]),
        new_figure(300),
        line().add_hline(3),
        line().update_yaxes(type="log"),
        line().update_xaxes(title="Antal invånare"),
        line().update_traces(marker_symbol="star"),
        line().update_traces(error_y={"array": [1, 1, 1]}),
        new_figure(300).add_scatter(x=[1, 1000], y=[1, 2]),
        new_figure(300).add_scatter(x=[1, 2], y=[1, 2], mode="text", text=["a", "b"]),
        new_figure(300).add_scatter(x=[1, 2], y=[1, 2]).add_scatter(x=[1], y=[2], visible="legendonly"),
        new_figure(300).add_bar(x=["A"], y=[-1]),
        new_figure(300).add_bar(x=["A"], y=[1]).add_bar(x=["A"], y=[1]).update_layout(barmode="stack"),
        new_figure(300).add_heatmap(z=[[1, 2], [3, 4]]),
    ],
)
def test_what_our_drawing_would_leave_out_is_left_to_plotly(figure: go.Figure) -> None:
    value = chart(figure)
    assert value.still == UNDRAWN
    assert {"height", "margin"} <= set(value.picture["layout"])


def test_the_figures_of_foreign_figures_are_a_table_or_it_is_said_that_they_are_none() -> None:
    pie = chart(go.Figure(go.Pie(labels=["A", "B"], values=[1, 2])))
    assert rows(pie) == [("A", 1), ("B", 2)]
    days = chart(px.line(x=[date(2016, 12, 31)], y=[4.5]))
    assert [column.kind for column in days.columns] == [Kind.DAY, Kind.NUMBER]
    field = chart(go.Figure(go.Heatmap(z=[[1, 2], [3, 4]])))
    assert (field.rows, field.notes) == ((), ("Siffrorna i diagrammet går inte att ge som tabell.",))


def test_points_that_share_a_place_are_told_one_below_the_other() -> None:
    figure = go.Figure([go.Scatter(x=[1, 1], y=[2, 3], name="A"), go.Scatter(x=[1], y=[4], name="B")])
    value = chart(figure)
    assert [column.heading for column in value.columns] == ["Serie", "Period", "Värde"]
    assert rows(value) == [("A", 1, 2), ("A", 1, 3), ("B", 1, 4)]


def test_two_figures_do_not_share_a_name_and_one_keeps_its_own() -> None:
    assert chart(line()).key == chart(line()).key
    assert chart(line()).key != chart(line().add_scatter(x=[1], y=[2])).key


@pytest.mark.parametrize("text", ["", "  "])
def test_a_figure_without_text_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ParameterError, match=r"Figuren saknar text. Skriv report.show\(figuren, text="):
        show(line(), text)


# ---- matplotlib ----


def test_a_figure_of_matplotlib_is_a_picture_with_its_words() -> None:
    figure, axes = plt.subplots()
    axes.plot([1, 2], [3, 4])
    value = show(axes, TEXT, "Rubrik", "Källa: egen.").value
    assert isinstance(value, Picture)
    assert (value.heading, value.text, value.source, value.media) == ("Rubrik", TEXT, "Källa: egen.", PNG)
    assert base64.b64decode(value.data).startswith(b"\x89PNG")
    # Else the notebook would show it once more, without words, when its cell ends.
    assert figure.number not in plt.get_fignums()
    with pytest.raises(ParameterError, match="saknar text"):
        show(figure)


def test_the_same_figure_gives_the_same_picture() -> None:
    pictures = []
    for _ in range(2):
        figure, axes = plt.subplots()
        axes.plot([1, 2], [3, 4])
        pictures.append(show(figure, TEXT).value)
    assert pictures[0] == pictures[1]


# ---- tables and HTML ----


def test_a_table_of_great_tables_is_cleaned_html() -> None:
    frame = pl.DataFrame({"namn": ["å"], "värde": [1.5]})
    value = show(great_tables.GT(frame).tab_header("T"), "Så läses den.", "Rubrik", "Källa: <egen>.").value
    assert isinstance(value, Hypertext)
    assert value.heading == "Rubrik"
    assert value.text.splitlines() == ["Så läses den.", "T", "namn\tvärde", "å\t1.5", "Källa: <egen>."]
    assert not any(word in value.html for word in ("<style", "class=", "id=", "gt_"))


def test_html_that_would_lose_something_is_refused() -> None:
    assert isinstance(show(HTML("<table><tr><td>1</td></tr></table>")).value, Hypertext)
    with pytest.raises(ParameterError, match="HTML med <script> går inte att visa"):
        show(HTML("<div id='x'></div><script>draw()</script>"))


def test_a_picture_of_any_library_is_shown_with_words() -> None:
    value = show(SVG("<svg xmlns='http://www.w3.org/2000/svg'><rect width='1' height='1'/></svg>"), TEXT).value
    assert isinstance(value, Picture)
    assert (value.media, value.text) == ("image/svg+xml", TEXT)
    bundle = SimpleNamespace(_repr_mimebundle_=lambda: ({PNG: "iVBO"}, {}))
    assert show(bundle, TEXT).value == Picture(
        heading="", text=TEXT, media="image/png", data="iVBO", origins=own_figures("")
    )


@pytest.mark.parametrize("thing", [3, "ord", object(), go.Figure, None, {"a": 1}])
def test_what_shows_nothing_is_refused(thing: object) -> None:
    with pytest.raises(ParameterError, match="går inte att visa i ett kapitel"):
        show(thing, TEXT)


def test_frames_and_what_is_ours_are_shown_too() -> None:
    value = show(pl.DataFrame({"value": [4.4]}), "Läs så här.", "Rubrik", "Källa: egen.").value
    assert isinstance(value, Table)
    assert (value.heading, value.lead, value.source, rows(value)) == (
        "Rubrik",
        "Läs så här.",
        "Källa: egen.",
        [("4.4",)],
    )
    assert show(pd.DataFrame({"value": [4.4]}), "Läs så här.", "Rubrik", "Källa: egen.").value == value
    assert show(show(line(), TEXT)).value == chart(line())


# ---- bare, in a notebook ----


@pytest.fixture
def shell() -> Any:  # noqa: ANN401 - IPython has no types
    """As much of IPython as formats what cells show."""
    shell = SimpleNamespace(display_formatter=DisplayFormatter())
    register(shell)
    return shell


def formatted(shell: Any, thing: object) -> dict[str, Any]:  # noqa: ANN401 - IPython has no types
    data, _metadata = shell.display_formatter.format(thing)
    return dict(data)


@pytest.mark.parametrize(
    "frame", [pl.DataFrame({"value": [4.4]}), pd.DataFrame({"value": [4.4]}), pl.Series("value", [4.4])]
)
def test_bare_frames_are_tables_of_ours(shell: Any, frame: object, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    data = formatted(shell, frame)
    assert rows(value_from_json(data[MEDIA_TYPE])) == [("4.4",)]  # type: ignore[arg-type]
    assert "4,4" in data["text/html"]
    assert "shape:" not in data["text/html"]
    monkeypatch.setenv(DATA_ONLY, "1")
    assert set(formatted(shell, frame)) == {MEDIA_TYPE, "text/plain"}


def test_a_bare_figure_of_plotly_is_shown_in_its_own_form(shell: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    assert formatted(shell, line()) == {}
    assert set(shown[0]) == {PLOTLY, "text/plain"}
    assert shown[0][PLOTLY]["data"][0]["name"] == "Utfall"


def test_a_bare_figure_of_matplotlib_is_a_picture(shell: Any) -> None:  # noqa: ANN401
    figure, _axes = plt.subplots()
    data = formatted(shell, figure)
    assert base64.b64decode(data[PNG]).startswith(b"\x89PNG")
    assert figure.number in plt.get_fignums()
    plt.close(figure)


def test_other_things_are_formatted_as_ever(shell: Any) -> None:  # noqa: ANN401
    assert formatted(shell, 3) == {"text/plain": "3"}
    assert set(formatted(shell, HTML("<b>x</b>"))) == {"text/html", "text/plain"}


def test_a_figure_that_is_not_ours_is_shown_live_and_with_its_figures() -> None:
    figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))
    data = show(figure, TEXT)._repr_mimebundle_()
    assert data[PLOTLY]["layout"]["title"]["text"] == "Kurvan stiger"
    assert "<td" in data["text/html"]
    assert "image/svg+xml" not in data
    drawn = replace(chart(line()), still="")
    assert "image/svg+xml" in show(SimpleNamespace(value=drawn))._repr_mimebundle_()
