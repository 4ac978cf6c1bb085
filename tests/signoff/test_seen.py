"""What approvals are hashed from: every word that a reader sees, and nothing that no reader sees."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chapters import built, chapters
from tests.examples import examples

from analysis.chapter import chapter as whole
from analysis.chapter import chart, foreign, overview, pieces, table, text
from analysis.chapter.chapter import Chapter, Outputs, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.codec import chapter_from_json, to_json
from analysis.chapter.extensible import Extensible
from analysis.chapter.overview import Legend
from analysis.chapter.pieces import Said, Symbol
from analysis.chapter.table import Origin, Row, Shown, Table
from analysis.chapter.text import Text
from analysis.signoff.visible_content import SENTENCES, content_of, seen_of
from analysis.words.mixed_language import MixedText

#: What a reader sees of each class; everything else is looks, files, ids, or said by what it holds.
SEEN: dict[str, set[str]] = {
    "Passage": {"markdown"},
    "Symbol": {"word"},
    "Said": {"words"},
    "Sign": {"label", "remarks"},
    "Prose": {"markdown", "heading"},
    "Link": {"words"},
    "Course": {"years"},
    "Point": {"when", "words"},
    "Share": {"words"},
    "Moment": {"at", "remark"},
    "Listing": {"summary"},
    "Shown": {"heading"},
    "Table": {"heading", "lead", "notes", "source"},
    "Origin": {"what", "place", "file", "form", "cell", "reply"},
    "Doubt": {"words"},
    "Chart": {"heading", "summary", "lead", "notes", "source", "caption"},
    "Line": {"name", "unit"},
    "Dot": {"at", "value", "sign", "words"},
    "Break": {"since", "reason"},
    "Text": {"source"},
    "Part": {"heading", "remark"},
    "Contradictions": {"rest"},
    "Contradiction": {"words"},
    "Group": {"heading", "names", "note"},
    "Count": {"heading", "what", "counts"},
    "Glance": {"notes"},
    "Marks": {"words"},
    "Mark": {"label"},
    "Card": {"name"},
    "Picture": {"heading", "text", "data", "source"},
    "Hypertext": {"heading", "text"},
}
VALUES = [Passage, *get_args(get_args(Value)[0])]
PIECES = get_args(get_args(pieces.Piece)[0])
NEW = "nytt"
#: Looks, what decides whether something is shown at all, and figures that are not ours, which have tests of their own.
NOT_WORDS = {"more", "kind", "picture", "still", "media", "shape", "role", "look", "log", "folded"}


@dataclass(frozen=True)
class Spot:
    """A text or figure within a chapter.

    Attributes:
        path: The way to it: names of attributes and places in lists.
        around: What it stands in, the outermost first.
        held: What it is.
    """

    path: tuple[str | int, ...]
    around: tuple[object, ...]
    held: object

    @property
    def name(self) -> str:
        return next(step for step in reversed(self.path) if isinstance(step, str))

    def inside(self, *kinds: type) -> Any:  # noqa: ANN401 - any class
        return next((each for each in reversed(self.around) if isinstance(each, kinds)), None)


def spots(thing: object, path: tuple[str | int, ...] = (), around: tuple[object, ...] = ()) -> Iterator[Spot]:
    """Every text, figure and truth within a value."""
    if is_dataclass(thing):
        for each in fields(thing):
            if each.name not in NOT_WORDS:
                yield from spots(getattr(thing, each.name), (*path, each.name), (*around, thing))
    elif isinstance(thing, tuple):
        for place, each in enumerate(thing):
            yield from spots(each, (*path, place), around)
    elif isinstance(thing, str | int | float):
        yield Spot(path, around, thing)


def changed(thing: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any value of a chapter
    """The same with another text or figure at a spot."""
    if not path:
        return _other(thing)
    first, *rest = path
    if isinstance(first, int):
        return (*thing[:first], changed(thing[first], tuple(rest)), *thing[first + 1 :])
    return replace(thing, **{first: changed(getattr(thing, first), tuple(rest))})


def _other(held: object) -> object:
    if isinstance(held, bool):
        return not held
    return held + 1 if isinstance(held, int | float) else f"{NEW}\n\n{held}"


def is_seen(spot: Spot) -> bool:
    """Whether a reader sees what stands at a spot."""
    holder = spot.around[-1]
    if isinstance(holder, Symbol) and spot.name == "printed":
        return spot.inside(Legend) is not None
    if isinstance(spot.held, bool) or spot.name not in SEEN.get(type(holder).__name__, set()):
        return False
    return not any(hides(spot) for hides in HIDING)


def _of_builds(spot: Spot) -> bool:
    value = next((each for each in spot.around if isinstance(each, Table | Text)), None)
    return bool(value and value.log and spot.around[2] is value)


def _below_a_heading(spot: Spot) -> bool:
    """What stands beside a heading that is not there, or that is folded."""
    part = spot.around[-1]
    return isinstance(part, text.Part) and spot.name == "remark" and (part.folded or not part.heading)


def _of_a_sentence(spot: Spot) -> bool:
    """A sentence is one part without heading and source."""
    value = spot.inside(Text)
    if value is None or value.role not in SENTENCES:
        return False
    named = isinstance(spot.around[-1], Text | text.Part)
    return named or ("parts" in spot.path and spot.path[spot.path.index("parts") + 1] != 0)


def _of_a_column_with_a_symbol(spot: Spot) -> bool:
    column = spot.around[-1]
    return isinstance(column, Shown) and column.symbol is not None


def _of_an_empty_chart(spot: Spot) -> bool:
    drawn = spot.inside(Chart)
    return drawn is not None and not drawn.rows and (spot.name == "caption" or "layout" in spot.path)


def _remark_of_a_verdict(spot: Spot) -> bool:
    sign = spot.inside(pieces.Sign)
    return "verdicts" in spot.path and bool(sign and sign.label) and "remarks" in spot.path


def _said_once(spot: Spot) -> bool:
    """Of the goals in an overview the symbols are shown where they differ."""
    if not isinstance(spot.around[-1], Symbol):
        return "worse" in spot.path and spot.name == "words"
    return "differing" in spot.path or ("worse" in spot.path and spot.path[spot.path.index("marks") + 1] != 0)


def _count_of_a_card(spot: Spot) -> bool:
    return spot.inside(overview.Card) is not None and spot.name == "heading"


#: What keeps readers from seeing something.
HIDING = (
    _of_builds,
    _below_a_heading,
    _of_a_sentence,
    _of_a_column_with_a_symbol,
    _of_an_empty_chart,
    _remark_of_a_verdict,
    _said_once,
    _count_of_a_card,
)


def content(chapter: Chapter) -> str:
    return content_of("Prov", [("Ett", True, chapter)])


@pytest.mark.parametrize("kind", [*VALUES, *PIECES])
@examples(80)
@given(st.data())
def test_a_hash_changes_with_what_a_reader_sees_and_with_nothing_else(kind: type, data: st.DataObject) -> None:
    value = data.draw(built(kind))
    if kind in PIECES:
        value = a_table(rows=(Row((), ((value,),)),))
    chapter = Chapter(title="Ett", language="sv", blocks=(value if kind is Passage else Outputs((value,)),))
    known = content(chapter)
    for spot in spots(chapter):
        other = content(changed(chapter, spot.path))
        assert (other != known) == is_seen(spot), (spot.path, type(spot.around[-1]).__name__)


def test_every_text_of_a_class_is_seen_or_known_not_to_be() -> None:
    texts = {(kind.__name__, each.name) for kind in KINDS for each in fields(kind) if _holds_words(kind, each.name)}
    unknown = {(kind, name) for kind, name in texts if name not in SEEN.get(kind, set())}
    assert unknown == UNSEEN


#: Names of what is shown below a heading of its own, columns of files, and what lists are kept by.
UNSEEN = {
    ("Chapter", "title"),
    ("Chart", "documents"),
    ("Column", "about"),
    ("Column", "heading"),
    ("Contradiction", "table"),
    ("Contradictions", "heading"),
    ("Glance", "heading"),
    ("Legend", "heading"),
    # What is found after approval changes no seal.
    *(("Mark", name) for name in ("word", "told", "places")),
    ("Symbol", "printed"),
    ("Table", "documents"),
    ("Text", "heading"),
}
KINDS = [
    kind
    for module in (whole, chart, foreign, overview, pieces, table, text)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Extensible) and kind.__module__ == module.__name__
]


def _holds_words(kind: type, name: str) -> bool:
    return "PlainValidator" in str(get_type_hints(kind, include_extras=True)[name])


def a_table(**more: Any) -> Table:  # noqa: ANN401 - attributes of a table
    cells = ((Said("NMI"),), (Said("56"),), ())
    layout = (Shown("Mål", "row"), Shown("Utfall", "number"), Shown("Nivå", "number"))
    values: dict[str, Any] = {"heading": "Mål 2016", "columns": (), "layout": layout, "rows": (Row((), cells),)}
    return Table(**values | more)


def of(*values: Any) -> str:  # noqa: ANN401 - values of a chapter
    return content(Chapter(title="Ett", language="sv", blocks=(Outputs(values),)))


def test_a_figure_under_another_heading_is_another_content() -> None:
    moved = replace(a_table().rows[0], words=((Said("NMI"),), (), (Said("56"),)))
    assert of(a_table()) != of(a_table(rows=(moved,)))


def test_how_a_cell_is_put_together_or_parted_over_cells_of_a_notebook_is_no_content() -> None:
    parted = replace(a_table().rows[0], words=((Said("NMI", "strong"),), (Said("56", "muted"),), (Said(" "),)))
    assert of(a_table()) == of(a_table(rows=(parted,)))
    one = Chapter(title="Ett", language="sv", blocks=(Outputs((a_table(), a_table())),))
    two = Chapter(title="Ett", language="sv", blocks=(Outputs((a_table(),)), Passage(""), Outputs((a_table(),))))
    assert content(one) == content(two)


def test_rows_of_files_and_the_languages_of_words_are_no_content() -> None:
    origin = Origin("NMI, utfall 56", "Bilaga 1", "data/sources/a/b.csv", 17)
    assert of(a_table(origins=(origin,))) == of(a_table(origins=(replace(origin, row=18),)))
    assert of(a_table(origins=(origin,))) != of(a_table(origins=(replace(origin, place="Bilaga 2"),)))
    assert of(a_table(lead="Mål nås")) == of(a_table(lead=MixedText([("Mål", "sv"), (" nås", "")])))


def test_what_tells_of_builds_is_no_content() -> None:
    assert of(a_table(log=True)) == of()


def test_title_order_and_part_in_the_document_are_content() -> None:
    one, two = (Chapter(title=name, language="sv", blocks=(Passage(name),)) for name in ("Ett", "Två"))
    known = content_of("Prov", [("Ett", True, one), ("Två", True, two)])
    assert known != content_of("Test", [("Ett", True, one), ("Två", True, two)])
    assert known != content_of("Prov", [("Två", True, two), ("Ett", True, one)])
    assert known != content_of("Prov", [("Ett", True, one), ("Två", False, two)])
    assert known != content_of("Prov", [("Ett", True, one), ("Tre", True, two)])


def test_a_figure_that_is_not_ours_is_content_and_its_colours_are_none() -> None:
    def drawn(value: float, colour: str) -> str:
        picture = {"data": [{"type": "bar", "y": [value], "marker": {"color": colour}}], "layout": {}}
        return of(Chart(key="a", heading="Fynd", summary="Text", picture=picture))

    assert drawn(1, "red") == drawn(1, "blue")
    assert drawn(1, "red") != drawn(2, "red")


@given(chapters())
def test_what_is_stored_and_read_back_has_the_same_content(chapter: Chapter) -> None:
    assert content(chapter_from_json(to_json(chapter))) == content(chapter)


def test_rule_two_stays_what_it_is() -> None:
    """Approvals stand on this hash: where it changes, a new rule is needed and not a new figure here."""
    origin = Origin("NMI, utfall 56", "Bilaga 1", "data/sources/a/b.csv", 17)
    shown = (a_table(origins=(origin,), source="Källa: A."),)
    chapter = Chapter(title="Ett", language="sv", blocks=(Passage("## Mål\n\nMålen *nås*."), Outputs(shown)))
    assert list(seen_of(chapter)) == [
        "Mål",
        "Målen nås.",
        "Mål 2016",
        [["Mål", "Utfall", "Nivå"], ["NMI", "56", ""]],
        "Källa: A.",
        "NMI, utfall 56: Bilaga 1 (data/sources/a/b.csv)",
    ]
    assert content(chapter) == "2:0aec45fc3da516313bcee4cd8becc5bb17593eca1c49d42ca0eaa23799bb1d79"


@pytest.mark.parametrize("words", ["", " ", "\n"])
def test_nothing_is_no_content(words: str) -> None:
    assert of(a_table(lead=words, notes=(words,))) == of(a_table())
