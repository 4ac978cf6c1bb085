"""Invented values as cells of notebooks show them: as many cells as columns, figures that Plotly would write."""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from analysis.base.scale import Shape
from analysis.chapter import pieces
from analysis.chapter.chapter import Chapter, Outputs, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.extensible import Words
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.overview import Card, Count, Mark
from analysis.chapter.pieces import Course, Inline, Link, Listing, Moment, Piece, Prose, Said, Share, Sign, Symbol
from analysis.chapter.table import Column, Row, Shown, Table
from analysis.chapter.text import Part, Text
from tests.chapters import ATTACK, TONES, WORD, WORDS, anything

NONE: SearchStrategy[str] = st.just("")
#: Some are the headings of sections as well.
NAMED: SearchStrategy[str] = st.sampled_from(["Mål", "Åtaganden"]) | WORDS.filter(str.strip)
SUBJECTS = st.sampled_from(["", "mal-a", "mal-b", "atagande-a"])
COLUMNS = (Column("k0"), Column("k1"))
LOOKS = [("row", ""), ("row", "number"), ("row", "wide"), ("row", "worded", "below"), ("row", "", "below")]


def shown_values() -> SearchStrategy[Value]:
    """Values of every kind."""
    return _of(Value)


def shown_chapters() -> SearchStrategy[Chapter]:
    """What notebooks may be read as."""
    written = ["## Åtaganden", "## Mål\n\nText <b>.\n\n### Mer\n\n- en\n- två", "Bara text.", "## Mål", "### Mål"]
    passages = st.builds(Passage, st.sampled_from(written))
    outputs = st.builds(Outputs, _several(shown_values()))
    blocks = st.lists(passages | outputs, max_size=4).map(tuple)
    return st.builds(Chapter, title=WORD, language=st.sampled_from(["sv", "en"]), blocks=blocks)


@cache
def shown(kind: Any) -> SearchStrategy[Any]:  # noqa: ANN401 - any class of ours
    """Instances of a class of ours."""
    return _MADE[kind] if kind in _MADE else _but(kind)


def _but(kind: Any, **parts: SearchStrategy[Any]) -> SearchStrategy[Any]:  # noqa: ANN401 - any class of ours
    """Instances with some parts given, the others invented, and no keys that nobody knows."""
    hints = get_type_hints(kind, include_extras=True)
    given = {"more": st.just({})} | parts
    others = {each.name: _of(hints[each.name]) for each in fields(kind) if each.name not in given}
    return st.builds(kind, **given, **others)


def _of(kind: Any) -> SearchStrategy[Any]:  # noqa: ANN401 - any annotation
    origin, inner = get_origin(kind), get_args(kind)
    if kind is not Words and origin is Annotated:
        return _of(inner[0])
    if origin in (UnionType, Union):
        return st.one_of([_of(each) for each in inner])
    if origin is tuple:
        return _several(_of(inner[0])) if inner[-1] is Ellipsis else st.tuples(*map(_of, inner))
    return st.deferred(lambda: shown(kind)) if isinstance(kind, type) and is_dataclass(kind) else anything(kind)


def _several(each: SearchStrategy[Any], least: int = 0) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, min_size=least, max_size=2).map(tuple)


@st.composite
def _laid_out(draw: st.DrawFn, kind: Any) -> Any:  # noqa: ANN401 - a table or a chart
    """As many cells as columns; what names a row is one thing."""
    looks = draw(st.sampled_from(LOOKS))
    layout = tuple(replace(draw(HEADINGS), look=look) for look in looks)
    rows = draw(_several(shown(Row)))
    filled = (replace(row, words=(draw(NAMES), *(draw(CELLS) for _ in looks[1:]))) for row in rows)
    return replace(draw(kind), layout=layout, rows=tuple(filled), columns=COLUMNS)


def poisoned(value: Any) -> Any:  # noqa: ANN401 - any value of ours
    """The same with an attack wherever words stand."""
    hints = get_type_hints(type(value), include_extras=True)
    return replace(
        value, **{each.name: _poisoned(hints[each.name], getattr(value, each.name)) for each in fields(value)}
    )


def _poisoned(kind: Any, found: Any) -> Any:  # noqa: ANN401 - any annotation, and what it is of
    if kind is Words:
        return ATTACK
    if isinstance(found, tuple):
        inner = get_args(kind)
        kinds = inner[:1] * len(found) if inner[-1] is Ellipsis else inner
        return tuple(_poisoned(*pair) for pair in zip(kinds, found, strict=True))
    return poisoned(found) if is_dataclass(found) else found


# ---- pictures ----


@st.composite
def _lying(draw: st.DrawFn) -> dict[str, Any]:
    trace: dict[str, Any] = {"type": "bar", "orientation": "h", "y": draw(PAIRS), "x": [1.5, 3], "text": draw(PAIRS)}
    trace |= {"name": draw(WORD), "marker": {"color": "#00695c"}, "meta": draw(st.sampled_from(["", "circle"]))}
    return {"data": [trace], "layout": _layout({}, {}) | {"barmode": draw(st.sampled_from(["stack", "overlay"]))}}


@st.composite
def _standing(draw: st.DrawFn) -> dict[str, Any]:
    trace = {"type": "bar", "x": draw(PAIRS), "y": [1.5, None], "text": draw(PAIRS), "name": draw(WORD)}
    return {"data": [trace | {"marker": {"color": "#6a3d8f"}}], "layout": _layout({}, {})}


@st.composite
def _lines(draw: st.DrawFn) -> dict[str, Any]:
    marker = {"symbol": draw(st.sampled_from(["circle", "circle-open"])), "color": "#1f5f99"}
    kind = draw(st.sampled_from(["lines+markers", "markers", "lines"]))
    trace: dict[str, Any] = {"type": "scatter", "mode": kind, "marker": marker}
    trace |= {"x": [2015.5, 2016.5], "y": [2, 3.5], "text": draw(PAIRS), "name": draw(WORD)}
    across = {"range": [2015, 2017], "tickvals": [2015.5, 2016.5], "ticktext": ["2015", "2016"]}
    note = {"text": draw(WORD), "x": 2016.5, "y": 3, "font": {"color": "#1c2329"}}
    up = {"range": [0, 4], "title": {"text": draw(WORD)}}
    drawn = [trace | {"line": {"color": "#1f5f99", "width": 2}}]
    return {"data": drawn, "layout": _layout(across, up) | {"annotations": [note]}}


def _layout(across: dict[str, Any], up: dict[str, Any]) -> dict[str, Any]:
    return {"height": 200, "margin": {"t": 20, "b": 30, "l": 8, "r": 8}, "xaxis": across, "yaxis": up}


PAIRS = st.lists(WORD, min_size=2, max_size=2, unique=True)
#: Figures as Plotly writes them, with any words.
PICTURES: SearchStrategy[dict[str, Any]] = _lying() | _standing() | _lines()


# ---- texts: a sentence is one part of words in a row, what is read has headings and paragraphs ----


@st.composite
def _counted(draw: st.DrawFn) -> Count:
    made: Count = draw(_but(Count, counts=_several(st.tuples(shown(Symbol), st.integers(1, 9)), 1)))
    return replace(made, what=made.heading)


def _is_in_line(piece: Piece) -> bool:
    return not (isinstance(piece, Sign) and piece.differs)


_MADE: dict[Any, SearchStrategy[Any]] = {
    Symbol: _but(
        Symbol,
        subject=st.sampled_from(["assessment", "trend"]),
        code=st.sampled_from(["", "better", "worse"]),
        shape=st.sampled_from([shape.value for shape in Shape]),
        tone=TONES,
        word=NAMED,
    ),
    Prose: _but(Prose, language=st.sampled_from(["", "sv"])),
    Link: _but(Link, subject=st.sampled_from(["mal-a", "kapitel-review"]), screen_only=st.just(False)),
    Moment: _but(Moment, at=st.just("2016-12-31T06:30:00Z")),
    Share: _but(Share, percent=st.floats(0, 100)),
    Course: _but(Course, points=st.deferred(lambda: _several(shown(pieces.Point), 2))),
    Listing: _but(Listing, items=_several(_several(_of(Inline).filter(_is_in_line)))),
    Row: _but(Row, figures=st.just((None, None)), words=st.just(()), subject=SUBJECTS),
    Hypertext: _but(Hypertext, html=st.just("<p>text</p>"), text=st.just("text")),
}
#: A symbol is shown instead of the heading that says the same.
HEADINGS = shown(Shown).map(lambda made: replace(made, heading=made.symbol.word) if made.symbol else made)
NAMES = st.tuples(_but(Said, words=NAMED))
CELLS = _several(_of(Piece))
SENTENCES = st.builds(Part, heading=NONE, pieces=_several(_of(Inline).filter(_is_in_line), 1))
HEADED = _but(Part, folded=st.just(False), heading=NAMED, subject=SUBJECTS)
BARE = _but(Part, folded=st.just(False), heading=NONE, remark=NONE, subject=SUBJECTS)
FOLDED = _but(Part, folded=st.just(True), heading=NAMED, remark=NONE, subject=SUBJECTS)
_SHORT = _but(
    Text,
    role=st.sampled_from(["nothing", "amounts", "printed", "note"]),
    heading=NONE,
    parts=st.tuples(SENTENCES),
)
_LONG = _but(
    Text,
    role=st.sampled_from(["reading", "overview", "report"]),
    heading=NONE,
    parts=_several(HEADED | BARE | FOLDED),
)
_MADE |= {
    Text: _SHORT | _LONG,
    Count: _counted(),
    Card: _but(
        Card, name=NAMED, marks=st.deferred(lambda: _several(shown(Mark), 1)), goals=_counted(), commitments=_counted()
    ),
    Table: _laid_out(_but(Table, columns=st.just(()), layout=st.just(()), rows=st.just(()))),
    Chart: _laid_out(
        _but(
            Chart,
            key=st.sampled_from(["mal", "atagande"]),
            verdicts=_several(shown(Sign).filter(_is_in_line)),
            picture=PICTURES,
            still=NONE,
            columns=st.just(()),
            layout=st.just(()),
            rows=st.just(()),
        )
    ),
    Picture: _but(Picture, data=st.just("PHN2Zy8+")),
}
