"""Figures that are not ours to draw: drawn by Plotly in a browser, or it is said that they are not."""

import os
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import plotly.graph_objects as go
import pytest

from analysis.chapter.chart import Chart
from analysis.chapter.markup.charts import UNDRAWN
from analysis.present.chart import new_figure
from analysis.present.foreign.figure import chart_of
from analysis.publish.chapters import still_pictures as still
from analysis.publish.chapters.still_pictures import with_still

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; name one in CHROMIUM")
TOLD = "Bilden av diagrammet ritas först i en webbläsare med skript."


def foreign(**trace: object) -> Chart:
    return chart_of(go.Figure(go.Scatter(x=[1, 2], y=[3, 4], **trace)), "Kurvan stiger.")


def drawn(chart: Chart) -> Chart:
    value = with_still(chart)
    assert isinstance(value, Chart)
    return value


@needs_browser
def test_a_foreign_figure_is_drawn_and_the_same_one_in_the_same_way() -> None:
    chart = foreign(name="</script><b>å", text=["en", "två"], mode="lines+text")
    one, other = drawn(chart), drawn(chart)
    picture = unquote(one.still.removeprefix("data:image/svg+xml,"))
    assert picture.startswith("<svg")
    assert "två" in picture
    assert one == other == replace(chart, still=one.still)


@needs_browser
def test_a_figure_of_many_points_is_drawn_in_points() -> None:
    chart = chart_of(go.Figure(go.Scatter(x=list(range(5000)), y=list(range(5000)), mode="markers")), "x")
    assert drawn(chart).still.startswith("data:image/png;base64,")


@needs_browser
def test_what_plotly_cannot_draw_without_the_network_is_told() -> None:
    chart = chart_of(go.Figure(go.Scattergeo(lon=[13.0], lat=[55.7])), "x")
    assert drawn(chart) == replace(chart, notes=(*chart.notes, TOLD))


@pytest.mark.parametrize("browser", ["", "/finns/inte"])
def test_without_a_browser_it_is_told(monkeypatch: pytest.MonkeyPatch, browser: str) -> None:
    monkeypatch.setenv("CHROMIUM", browser)
    monkeypatch.setattr("analysis.publish.chromium.NAMES", ())
    monkeypatch.setattr("analysis.publish.chromium.USUAL", ())
    value = drawn(foreign())
    assert (value.still, value.notes) == (UNDRAWN, (TOLD,))


def test_a_browser_that_gives_nothing_back_is_no_picture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    silent = tmp_path / "chromium"
    silent.write_text("#!/bin/sh\nexit 3\n")
    silent.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(silent))
    assert drawn(foreign()).notes == (TOLD,)


def test_what_is_ours_and_what_is_drawn_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(still, "draw", lambda _picture: pytest.fail("nothing is to be drawn"))
    ours = chart_of(new_figure(300).add_scatter(x=[2015, 2016], y=[1, 2]), "x")
    assert ours.still == ""
    assert with_still(ours) is ours
    already = replace(foreign(), still="data:image/png;base64,iVBO")
    assert with_still(already) is already
