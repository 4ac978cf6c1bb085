"""Invented values of a chapter, of every kind and shape, whether or not they make sense."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from analysis.chapter import pieces
from analysis.chapter.chapter import Chapter, Value
from analysis.chapter.extensible import Extensible, Words
from analysis.words.mixed_language import MixedText

#: What must never get through to a page.
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"alert(1)' onload='alert(1)"
ODD = st.sampled_from(["", "åä", "a <&\"' {}|", "två\nrader", "−3", ATTACK])
#: Most are met nowhere else, so that none can be taken for another.
WORD: SearchStrategy[str] = ODD | st.integers(1000, 9999).map("ord{}".format)
RUNS = st.lists(st.tuples(WORD.filter(bool), st.sampled_from(["", "sv"])), min_size=1, max_size=2)
WORDS: SearchStrategy[str] = WORD | RUNS.map(MixedText)
JSON: SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | WORD,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORD, inner, max_size=2),
    max_leaves=2,
)
SHAPES = st.sampled_from(["circle", "diamond", "empty"])
TONES = st.sampled_from(["good", "bad", "neutral"])


def anything(kind: Any, known: frozenset[str] = frozenset()) -> SearchStrategy[Any]:  # noqa: ANN401 - any annotation
    """Values of an annotation; what a class does not know yet is made up as well."""
    if kind is Words:
        return WORDS
    origin, inner = get_origin(kind), get_args(kind)
    made: dict[Any, Callable[[], SearchStrategy[Any]]] = {
        Annotated: lambda: anything(inner[0]),
        Literal: lambda: st.sampled_from(inner),
        UnionType: lambda: st.one_of([anything(each) for each in inner]),
        Union: lambda: st.one_of([anything(each) for each in inner]),
        tuple: lambda: _tuples(inner),
        Mapping: lambda: st.just({}) | st.dictionaries(WORD.filter(lambda key: key not in known), JSON, max_size=1),
    }
    return made[origin]() if origin in made else _single(kind)


def _tuples(inner: tuple[Any, ...]) -> SearchStrategy[Any]:
    if inner[-1] is Ellipsis:
        return st.lists(anything(inner[0]), max_size=1).map(tuple)
    return st.tuples(*(anything(each) for each in inner))


def _single(kind: Any) -> SearchStrategy[Any]:  # noqa: ANN401 - any class
    if isinstance(kind, type) and is_dataclass(kind):
        return built(kind)
    plain: dict[Any, SearchStrategy[Any]] = {
        str: WORD,
        int: st.integers(-9, 9),
        bool: st.booleans(),
        float: st.floats(0, 100),
        NoneType: st.none(),
        Any: JSON,
    }
    return plain[kind] if kind in plain else st.sampled_from(list(kind))


@cache
def built(kind: Any) -> SearchStrategy[Any]:  # noqa: ANN401 - any class
    """Instances of a dataclass of ours."""
    hints = get_type_hints(kind, include_extras=True)
    known = frozenset(hints) | {"more"}
    parts = {each.name: anything(hints[each.name], known) for each in fields(kind)}
    if issubclass(kind, pieces.Symbol):
        parts |= {"shape": SHAPES, "tone": TONES}
    return st.builds(kind, **parts)


def values() -> SearchStrategy[Value]:
    """Values of every kind, whether or not they make sense."""
    return anything(Value)


def chapters() -> SearchStrategy[Chapter]:
    """Whole chapters, whether or not they make sense."""
    return built(Chapter)


def required(kind: type[Extensible]) -> list[str]:
    """The keys that a class cannot do without."""
    return [each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING]
