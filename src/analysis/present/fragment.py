"""Texts, sentences and lists that a notebook shows beside tables and charts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from IPython.display import display

from analysis.chapter.chapter import Value
from analysis.chapter.markup.cells import bundle
from analysis.chapter.markup.spoken import plain_of
from analysis.chapter.pieces import Piece, Prose, Said
from analysis.chapter.table import Doubt
from analysis.chapter.text import Part, Text
from analysis.words.current_language import SWEDISH, current, speaking

#: Signs that mean something in Markdown; with a backslash before it each is itself.
SIGNS = re.compile(r"[!-/:-@\[-`{-~]")


@dataclass(frozen=True)
class Fragment:
    """Something that a notebook shows.

    Attributes:
        value: It as data.
        language: The language that it was made in; it is shown in no other, whatever is written then.
    """

    value: Value
    language: str = field(default_factory=current, kw_only=True)

    @property
    def plain(self) -> str:
        """It in plain words."""
        with speaking(self.language):
            return plain_of(self.value)

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's protocol
        return bundle(self.value, self.language)


class Several(Sequence[Any]):
    """Several things to show; a notebook cell shows them one by one.

    Args:
        things: Fragments, tables or charts, in order.
    """

    def __init__(self, things: Sequence[Any]) -> None:
        self._things = list(things)

    def __len__(self) -> int:
        return len(self._things)

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - index or slice, thing or things
        return self._things[index]

    def _ipython_display_(self) -> None:
        for thing in self._things:
            display(thing)  # type: ignore[no-untyped-call]


def overview(*sentences: str) -> Fragment:
    """Say in a few words what the figures below show.

    Args:
        sentences: What is said; nothing is said by an empty one.

    Returns:
        A paragraph a sentence.
    """
    return listed(*(Said(sentence) for sentence in sentences if sentence))


def listed(*pieces: Piece) -> Fragment:
    """Say in sentences and lists what the figures below show.

    Args:
        pieces: Sentences, symbols and lists, in order.

    Returns:
        A paragraph a piece.
    """
    return Fragment(Text(role="overview", parts=(Part("", tuple(pieces)),)))


def nothing(sentence: str, *, optional: bool = False, log: bool = False) -> Fragment:
    """Say that there is nothing to show.

    Args:
        sentence: What is missing.
        optional: Whether many documents lack it: pages then leave the whole section out, notebooks say it.
        log: Whether it tells of builds and not of the organisation, as `Table.log`.

    Returns:
        The sentence, toned down.
    """
    return Fragment(Text(role="nothing", parts=(Part("", (Said(sentence),)),), optional=optional, log=log))


def prose(text: str, heading: str = "") -> Prose:
    """Take a text from the data.

    Args:
        text: Markdown, in Swedish.
        heading: What stands above it.

    Returns:
        The text, marked as Swedish where the page has another language.
    """
    return Prose(text, heading, "" if current() == SWEDISH else SWEDISH)


def verbatim(text: str, heading: str = "") -> Prose:
    """Take a text from the data that is no Markdown: its signs mean nothing but themselves.

    Args:
        text: Plain text, in Swedish.
        heading: What stands above it.

    Returns:
        The text as running text.
    """
    return prose(SIGNS.sub(r"\\\g<0>", text), heading)


def doubted(shown: Fragment, doubts: Sequence[Doubt]) -> Fragment:
    """Say below a text which of its figures something else contradicts.

    Args:
        shown: The text.
        doubts: What contradicts it.

    Returns:
        The text with its doubts.
    """
    value = shown.value
    if not doubts or not isinstance(value, Text):
        return shown
    return replace(shown, value=replace(value, doubts=(*value.doubts, *doubts)))
