"""The JSON of values and chapters: complete, documented, and open to what a later version knows more of."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chapters import JSON, chapters, values

from analysis.chapter.chapter import Chapter, Value
from analysis.chapter.codec import UnreadableValue, chapter_from_json, to_json, value_from_json
from analysis.chapter.pieces import Said
from analysis.chapter.schema import json_schema
from analysis.chapter.table import Column, Kind, Row, Shown, Table
from analysis.words.mixed_language import MixedText

ROOT = Path(__file__).parents[2]
NO_VALUES = [{}, {"kind": "tabell"}, {"kind": "table"}, {"kind": "text", "role": "x", "parts": []}]
KINDS = get_args(get_args(Value)[0])
VALIDATOR = jsonschema.Draft202012Validator(json_schema())
TABLE = Table(
    heading=MixedText([("Mål ", ""), ("Nöjda", "sv")]),
    columns=(Column("Utfall", Kind.NUMBER, "%", 1),),
    layout=(Shown("Utfall", "number", columns=(0,)),),
    rows=(Row(("3.0",), ((Said("3,0 %", "strong"),),), subject="mal-a"),),
)


@given(values())
def test_a_value_is_read_as_it_was_written(value: Value) -> None:
    written = json.loads(json.dumps(to_json(value)))
    assert value_from_json(written) == value
    assert to_json(value_from_json(written)) == written


@given(chapters())
def test_a_chapter_is_read_as_it_was_written(chapter: Chapter) -> None:
    assert chapter_from_json(json.loads(json.dumps(to_json(chapter)))) == chapter


@given(values(), st.dictionaries(st.sampled_from(["frost", "snö"]), JSON, min_size=1))
def test_keys_that_nobody_knows_survive_on_every_level(value: Value, unknown: dict[str, object]) -> None:
    written = _with(to_json(value), unknown)
    assert to_json(value_from_json(written)) == written


def _with(written: Any, unknown: dict[str, object]) -> Any:  # noqa: ANN401 - anything that JSON has
    """The unknown keys put into every object that has a kind, and into rows."""
    if isinstance(written, list):
        return [_with(each, unknown) for each in written]
    if not isinstance(written, dict):
        return written
    return {key: _with(each, unknown) if key in ("rows", "words") else each for key, each in written.items()} | unknown


@given(values())
def test_every_value_keeps_to_the_schema(value: Value) -> None:
    VALIDATOR.validate(to_json(value))


def test_the_schema_in_the_documentation_is_the_one_of_the_classes() -> None:
    kept = json.loads((ROOT / "docs" / "chapter.schema.json").read_text(encoding="utf-8"))
    assert kept == json_schema(), "python tools/schema.py writes it anew"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_is_what_it_is_about_and_what_it_is_called(kind: type) -> None:
    assert {"kind", "subject", "heading", "audience"} <= {each.name for each in fields(kind)}


@pytest.mark.parametrize("kind", ["table", "chart"])
def test_tables_and_charts_have_figures_notes_doubts_and_origins(kind: str) -> None:
    (found,) = [each for each in KINDS if each.kind == kind]
    wanted = {"columns", "rows", "notes", "doubts", "origins", "hidden", "preliminary", "origin_kind"}
    assert wanted <= {each.name for each in fields(found)}


def test_decimals_are_kept_as_printed_and_words_with_their_language() -> None:
    written = to_json(TABLE)
    assert written["rows"][0]["figures"] == ["3.0"]
    assert written["heading"] == [["Mål ", ""], ["Nöjda", "sv"]]
    assert (
        written["columns"][0] | {"kind": "number", "unit": "%", "decimals": 1, "language": ""} == written["columns"][0]
    )


@pytest.mark.parametrize("stored", NO_VALUES)
def test_what_is_no_value_is_told(stored: dict[str, object]) -> None:
    with pytest.raises(UnreadableValue):
        value_from_json(stored)
