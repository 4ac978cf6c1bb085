"""What a chapter says of itself, and that nothing of its JSON is lost or put in the wrong place."""

from dataclasses import dataclass, fields, replace
from typing import Any, get_args

import pytest

from analysis.chapter.chapter import Chapter, Outputs, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.codec import (
    MEDIA_TYPE,
    UnreadableValue,
    _adapter,
    chapter_from_json,
    prepare,
    to_json,
    value_from_json,
)
from analysis.chapter.extensible import Extensible
from analysis.chapter.overview import Count
from analysis.chapter.pieces import Said, Symbol
from analysis.chapter.schema import json_schema
from analysis.chapter.table import Column, Doubt, Origin, Row, Shown, Table
from analysis.chapter.text import Part, Text
from analysis.words.mixed_language import MixedText

TEXT = Text(role="note", parts=(Part("Mål", (Said("Bra."),)),))


def symbol(code: str, word: str) -> Symbol:
    return Symbol("assessment", code, "circle", word)


def test_the_values_of_a_chapter_are_all_that_its_cells_show_in_order() -> None:
    first, second = replace(TEXT, heading="1"), replace(TEXT, heading="2")
    blocks = (Outputs((TEXT, first)), Passage("Text"), Outputs(()), Outputs((second,)))
    assert list(Chapter(title="x", language="sv", blocks=blocks).values) == [TEXT, first, second]


def test_the_table_behind_a_chart_has_everything_that_is_said_of_its_figures() -> None:
    chart = Chart(
        key="k",
        heading="Finding",
        summary="Summary",
        picture={"data": []},
        caption="Caption",
        columns=(Column("Utfall"),),
        layout=(Shown("Utfall", "number"),),
        rows=(Row(("3.0",), ((Said("3,0"),),)),),
        subject="mal-a",
        measure="i",
        lead="Lead",
        notes=("Note",),
        doubts=(Doubt("f", "Doubt"),),
        source="Source",
        documents=("Document",),
        origins=(Origin("What"),),
        derived=True,
        hidden=True,
        preliminary=True,
        origin_kind="printed",
        audience="review",
        file="01-file",
    )
    table = chart.table
    assert (table.heading, table.form, table.subject) == ("Caption", "slim", "")
    shared = {each.name for each in fields(Table)} & {each.name for each in fields(Chart)}
    for name in shared - {"heading", "subject", "kind"}:
        assert getattr(table, name) == getattr(chart, name), name


def test_totals_are_told_by_their_places() -> None:
    rows = tuple(Row((), (), total=total) for total in (False, True, False, True))
    assert Table(heading="", columns=(), layout=(), rows=rows).totals == [1, 3]


def test_a_count_says_how_many_of_each_in_small_letters() -> None:
    count = Count(heading="31 MÅL", what="mål", counts=((symbol("better", "Bättre"), 10), (symbol("near", "Nära"), 5)))
    assert (count.total, count.words) == (15, "31 MÅL: bättre 10 · nära 5")
    empty = replace(count, counts=())
    assert (empty.total, empty.words) == (0, "31 MÅL")


def test_a_symbol_without_code_is_unknown() -> None:
    assert [symbol(code, "x").is_unknown for code in ("", "better")] == [True, False]


# ---- JSON ----


def test_a_value_is_written_with_every_key() -> None:
    written = to_json(TEXT)
    assert set(written) == {each.name for each in fields(Text)} - {"more"}
    assert written["parts"][0]["pieces"] == [{"words": "Bra.", "tone": "", "kind": "said"}]
    assert value_from_json(written) == TEXT


def test_unknown_keys_are_kept_where_they_stood_and_never_hide_known_ones() -> None:
    stored = to_json(TEXT) | {"frost": {"more": 1}, "snö": [1]}
    stored["parts"][0]["pieces"][0]["is"] = None
    value = value_from_json(stored)
    assert value.more == {"frost": {"more": 1}, "snö": [1]}
    assert "frost" not in vars(value)
    assert isinstance(value, Text)
    assert value.parts[0].more == {}
    assert value.parts[0].pieces[0].more == {"is": None}
    written = to_json(replace(value, more={**value.more, "heading": "hidden", "frost": 2}))
    assert written == stored | {"frost": 2}


def test_a_whole_chapter_is_read_with_what_it_holds() -> None:
    chapter = Chapter(title="x", language="sv", blocks=(Passage("Text"), Outputs((TEXT,))), notebook="n", area="a")
    written = to_json(chapter)
    assert chapter_from_json(written) == chapter
    assert [block["kind"] for block in written["blocks"]] == ["passage", "outputs"]
    written["blocks"][1]["values"][0]["frost"] = 1
    assert to_json(chapter_from_json(written)) == written


def test_what_cannot_be_read_is_told_with_its_place() -> None:
    stored = to_json(TEXT)
    stored["parts"][0]["level"] = 7
    with pytest.raises(UnreadableValue, match=r"^text\.parts\.0\.level: Input should be 3 or 4$"):
        value_from_json(stored)
    with pytest.raises(UnreadableValue, match=r"^title: "):
        chapter_from_json({"language": "sv", "blocks": [], "kind": "chapter"})


@pytest.mark.parametrize(
    "words", [[["a"]], [["a", 1]], [[1, "sv"]], ["a"], [["a", "sv", "x"]], 7, {"a": "sv"}, ("a", "sv")]
)
def test_words_are_a_text_or_pieces_with_their_languages(words: object) -> None:
    stored = to_json(TEXT) | {"heading": words}
    told = r"^text\.heading: Value error, words are a text, or pieces of text with their languages$"
    with pytest.raises(UnreadableValue, match=told):
        value_from_json(stored)


def test_pieces_are_written_only_where_a_language_is_told() -> None:
    marked, unmarked = MixedText([("a ", ""), ("Mål", "sv")]), MixedText([("a ", ""), ("b", "")])
    assert to_json(replace(TEXT, heading=marked))["heading"] == [["a ", ""], ["Mål", "sv"]]
    written = to_json(replace(TEXT, heading=unmarked))["heading"]
    assert (type(written), written) == (str, "a b")
    read = value_from_json(to_json(TEXT) | {"heading": [["a ", ""], ["Mål", "sv"]]})
    assert isinstance(read.heading, MixedText)
    assert read.heading.runs == marked.runs
    assert value_from_json(to_json(TEXT) | {"heading": []}).heading == ""


def test_every_kind_of_value_is_made_ready_before_it_is_written() -> None:
    _adapter.cache_clear()
    prepare()
    kinds = get_args(get_args(Value)[0])
    assert _adapter.cache_info().currsize == len(kinds)
    for kind in kinds:
        _adapter(kind)
    assert _adapter.cache_info().misses == len(kinds)


@dataclass(frozen=True)
class Known(Extensible):
    """Something of which one thing is known."""

    name: str = ""


def test_what_stands_beside_the_known_is_gathered() -> None:
    thing = Known("a", more={"kept": 1})
    thing.__dict__["frost"] = 2
    thing.__post_init__()
    assert (thing.name, thing.more, "frost" in vars(thing)) == ("a", {"kept": 1, "frost": 2}, False)
    assert Known("a").more == {}
    more: dict[str, Any] = {"kept": 1}
    assert Known("a", more=more).more is more


def test_the_schema_says_what_it_is_and_nothing_of_what_is_kept_aside() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"Årshjul, {MEDIA_TYPE}"
    assert schema["description"] == (
        "What a cell of a notebook shows, or a whole chapter of a report. Unknown keys are kept."
    )
    assert schema["$defs"]
    assert [name for name, each in schema["$defs"].items() if "more" in each.get("properties", {})] == []
