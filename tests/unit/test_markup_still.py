"""Charts as pictures of their own: SVG that needs nothing beside it."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from tests.chapters import ATTACK
from tests.examples import examples
from tests.shown import PICTURES

from analysis.build.database import Built
from analysis.chapter.chart import Chart
from analysis.chapter.markup.charts import drawing, drawn_words
from analysis.chapter.markup.still import STYLE, still_svg
from analysis.present import chart as charts
from analysis.present.fragment import Several
from analysis.report import Report

SVG = "{http://www.w3.org/2000/svg}"
LYING: dict[str, object] = {
    "data": [
        {"type": "bar", "orientation": "h", "y": ["A"], "x": [1], "text": ["1"], "name": "B", "meta": "circle"}
        | {"marker": {"color": "#00695c"}}
    ],
    "layout": {"barmode": "stack"},
}
#: Names for scripts, and for what only narrow pages do; here they need no look.
PLAIN = {"leader", "mark", "roomy", "second", "segment"}


def chart(picture: dict[str, object], heading: str = "Det stiger.") -> Chart:
    return Chart(key="k", heading=heading, summary="Så.", picture=picture)


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def words_in(svg: ET.Element) -> str:
    return "".join("".join("".join(found.itertext()) for found in svg.iter(f"{SVG}text")).split())


@pytest.fixture(scope="module")
def real(built: Built) -> list[Chart]:
    """Charts of every kind that reports have: lines, standing and lying bars."""
    klk = Report(organisation="KLK", year=2016, database=built.path)
    ks = Report(organisation="KS", year=2022, database=built.path)
    shown = [*several(klk.goal_charts()), *several(ks.goal_charts()), klk.goals_chart(), klk.commitments_chart()]
    shown += [
        ks.sex_chart("sjukfranvaro"),
        Report(organisation="KoU", year=2016, database=built.path).variances("unit"),
    ]
    return [each.value for each in shown if isinstance(each, charts.Chart)]


def several(found: object) -> list[object]:
    assert isinstance(found, Several)
    return list(found)


def test_every_chart_is_a_document_of_its_own(real: list[Chart]) -> None:
    assert len(real) > 20
    for each in real:
        svg = read(still_svg(each))
        assert svg.tag == f"{SVG}svg"
        assert svg.attrib["viewBox"] == f"0 0 {svg.attrib['width']} {svg.attrib['height']}"
        assert svg.findtext(f"{SVG}title") == each.heading


def test_it_asks_for_no_colours_scripts_or_files_of_a_page(real: list[Chart]) -> None:
    for each in real:
        svg = still_svg(each)
        assert re.findall(r"var\(|<script|href|url\(|@import", svg) == []


def test_every_class_has_its_look_within(real: list[Chart]) -> None:
    used = {name for each in real for found in read(still_svg(each)).iter() for name in found.get("class", "").split()}
    assert used - set(re.findall(r"\.([a-z]+)", STYLE)) == PLAIN


def test_every_word_of_the_drawing_is_in_it(real: list[Chart]) -> None:
    for each in real:
        drawn = words_in(read(still_svg(each)))
        assert [words for words in drawn_words(each) if "".join(words.split()) not in drawn] == []


@examples(50)
@given(PICTURES)
def test_any_words_can_stand_in_it(picture: dict[str, object]) -> None:
    svg = read(still_svg(chart(picture, ATTACK)))
    assert {found.tag for found in svg.iter()} <= {
        SVG + name for name in ("svg", "title", "style", "rect", "text", "tspan", "line", "path", "polyline", "circle")
    }
    assert svg.findtext(f"{SVG}title") == ATTACK
    assert [name for found in svg.iter() for name in found.attrib if name.startswith("on")] == []


def test_pages_decide_their_colours_again_after_a_picture_was_drawn(real: list[Chart]) -> None:
    page = str(drawing(real[0]))
    assert "var(--" in page
    assert still_svg(replace(real[0], summary="Annat.")) == still_svg(real[0])
    assert str(drawing(real[0])) == page


def test_a_key_of_many_names_is_broken_over_lines() -> None:
    names = ["Uppnår delvis resultatmålen och mer därtill"] * 3
    traces = [
        {"type": "bar", "orientation": "h", "y": ["A"], "x": [at + 1], "text": ["1"], "name": name, "meta": "circle"}
        | {"marker": {"color": "#00695c"}}
        for at, name in enumerate(names)
    ]
    svg = read(still_svg(chart({"data": traces, "layout": {"barmode": "stack"}})))
    (drawn,) = svg.findall(f"{SVG}svg")
    key = [found for found in drawn.findall(f"{SVG}text") if found.text == names[0]]
    assert [(found.get("x"), found.get("y")) for found in key] == [("28", "18"), ("28", "38"), ("28", "58")]
    assert max(int(found.get("y", "0")) for found in drawn.findall(f"{SVG}svg")) < int(drawn.attrib["height"])
    assert int(drawn.attrib["y"]) + int(drawn.attrib["height"]) == int(svg.attrib["height"])


def test_its_finding_and_its_source_stand_in_it_on_as_many_lines_as_they_need() -> None:
    made = replace(chart(LYING, "Det som är långt bryts i rader. " * 5), lead="Plus är bättre.", source="Källa: Boken.")
    svg = read(still_svg(made))
    lines = [(found.get("class"), found.text) for found in svg.findall(f"{SVG}text")]
    assert [kind for kind, _words in lines] == ["heading", "heading", "heading", "tick small", "tick small"]
    assert " ".join(str(words) for kind, words in lines if kind == "heading") == made.heading.strip()
    assert [words for kind, words in lines if kind != "heading"] == ["Plus är bättre.", "Källa: Boken."]


def test_narrow_counts_are_drawn_although_narrow_pages_leave_their_symbols_out() -> None:
    assert ".tight{" not in STYLE.replace(".note.tight{", "")
