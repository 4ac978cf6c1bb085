"""What a cell of a notebook gives to whoever shows it: the value as data, and forms that people see."""

import json
import re
from typing import get_args

import nbformat
import pytest
from hypothesis import given
from tests.examples import examples
from tests.pages import read_html
from tests.shown import shown, shown_values
from tests.wellformed import faults_in

from analysis.base.project import DATA_ONLY
from analysis.chapter.chapter import Value
from analysis.chapter.chart import Chart
from analysis.chapter.codec import MEDIA_TYPE, value_from_json
from analysis.chapter.markup.cells import HTML, PLAIN, PLOTLY, SVG, bundle, cell_html, explorable
from analysis.chapter.markup.place import cell_place
from analysis.chapter.markup.spoken import plain_of
from analysis.chapter.markup.values import html_of
from analysis.chapter.pieces import Said
from analysis.chapter.table import Column, Row, Shown, Table
from analysis.publish.chapters.filling import filled_notebook
from analysis.words.current_language import ENGLISH, speaking

KINDS = get_args(get_args(Value)[0])
VALUES = examples(40)
TABLE = Table(
    heading="Processmål",
    columns=(Column("Mål"),),
    layout=(Shown("Mål", "row", columns=(0,)),),
    rows=(Row(("Nöjda",), ((Said("Nöjda"),),)),) * 2,
    folded=True,
)


@VALUES
@given(shown_values())
def test_every_value_is_given_as_data_as_html_and_in_words(value: Value) -> None:
    given_forms = bundle(value)
    drawn = {SVG, PLOTLY} if isinstance(value, Chart) else set()
    assert set(given_forms) == {MEDIA_TYPE, HTML, PLAIN} | drawn
    assert value_from_json(json.loads(json.dumps(given_forms[MEDIA_TYPE]))) == value
    assert given_forms[PLAIN] == plain_of(value)


@VALUES
@given(shown_values())
def test_where_nobody_looks_only_data_and_words_are_given(value: Value) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_ONLY, "1")
        assert set(bundle(value)) == {MEDIA_TYPE, PLAIN}


@pytest.mark.parametrize("kind", KINDS)
def test_html_is_at_most_four_kilobytes_more_than_its_content(kind: type) -> None:
    @examples(20)
    @given(shown(kind))
    def is_small(value: Value) -> None:
        html, content = str(cell_html(value)), str(html_of(value, cell_place()))
        assert faults_in(html) == []
        assert html.endswith(f"{content}</div>")
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        assert 0 < len(style.encode()) <= 4096

    is_small()


def test_html_says_its_language_and_needs_nothing_beside_it() -> None:
    page = read_html(str(cell_html(TABLE)))
    assert page.one("div.arshjul")["lang"] == "sv"
    assert list(page.addresses()) == []
    assert re.findall(r"url\(|@import", page.one("style").get_text()) == []


def test_a_value_is_shown_in_the_language_that_it_was_made_in_whatever_is_written_now() -> None:
    swedish, english = bundle(TABLE), bundle(TABLE, ENGLISH)
    with speaking(ENGLISH):
        assert bundle(TABLE, "sv") == swedish
        assert bundle(TABLE) == english
    page = read_html(english[HTML])
    assert page.one("div.arshjul")["lang"] == "en"
    assert "(2 rader)" in swedish[HTML]
    assert "rader" not in page.soup.get_text()


@VALUES
@given(shown(Chart))
def test_a_figure_can_be_explored_and_is_sent_nowhere(chart: Chart) -> None:
    figure = explorable(chart)
    assert figure["data"] == chart.picture["data"]
    assert figure["layout"]["title"]["text"] == str(chart.heading)
    assert figure["config"]["plotlyServerURL"] == ""
    assert figure["layout"]["height"] > chart.picture["layout"]["height"]


def test_a_notebook_that_was_run_with_nobody_looking_is_filled_in_from_its_data() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_ONLY, "1")
        made = {"output_type": "display_data", "data": bundle(TABLE), "metadata": {}}
    printed = {"output_type": "stream", "name": "stdout", "text": "hej"}
    foreign = {"output_type": "display_data", "data": {HTML: "<b>annat</b>"}, "metadata": {}}
    cell = {"cell_type": "code", "id": "a", "source": "x", "execution_count": 1, "metadata": {}}
    whole = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [cell | {"outputs": [made, printed, foreign]}],
    }
    notebook = nbformat.from_dict(whole)  # type: ignore[no-untyped-call]
    with speaking(ENGLISH):
        filled_notebook(notebook)
    outputs = notebook.cells[0].outputs
    assert outputs[0].data == bundle(TABLE, ENGLISH) | {PLAIN: bundle(TABLE)[PLAIN]}
    assert outputs[1:] == [printed, foreign]
