"""The words of the interface in the language of whoever reads: Swedish as the code has them, English by a catalogue."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Self, TypeVar

from analysis.words.current_language import ENGLISH, SWEDISH, current
from analysis.words.mixed_language import filled, in_swedish, swedish
from analysis.words.terms import terms_in

Code = TypeVar("Code")


class Phrase(str):
    """A word of the interface that has another translation than the same word elsewhere.

    Attributes:
        context: Where it is used.
    """

    __slots__ = ("context",)
    context: str

    def __new__(cls, words: str, context: str) -> Self:
        """Note a word with where it is used."""
        phrase = super().__new__(cls, words)
        phrase.context = context
        return phrase


class Words(Mapping[Code, str]):
    """Words of the interface by code, in the language of the moment.

    Args:
        words: In Swedish, each noted by `later` or `later_as`.
    """

    def __init__(self, words: Mapping[Code, str]) -> None:
        self._words = dict(words)

    def __getitem__(self, code: Code) -> str:
        return _(self._words[code])

    def __iter__(self) -> Iterator[Code]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def _(message: str, /, **values: object) -> str:
    """Write a message in the language of the moment.

    Args:
        message: In Swedish, a literal so that it can be found for the catalogue, with `{name}` where a value comes and
            `{goal.many}` where a term of the owner's does (`words/terms.py`).
        values: The values by name; what is marked as Swedish stays so.

    Returns:
        The message with its values.
    """
    words = str(message) if current() == SWEDISH else _english(getattr(message, "context", None), message)
    return said(words, **values)


def n_(one: str, many: str, amount: int, /, **values: object) -> str:
    """Write a message about one or several.

    Args:
        one: In Swedish, for one.
        many: In Swedish, for none or several.
        amount: How many.
        values: The values by name.

    Returns:
        The message with its values.
    """
    if current() == SWEDISH:
        words = one if amount == 1 else many
    else:
        words = _catalogue(ENGLISH).get((None, one), (one, many))[amount != 1]
    return said(words, **values)


def p_(context: str, message: str, /) -> str:
    """Write a word that means several things.

    Args:
        context: Where it is used.
        message: In Swedish.

    Returns:
        The word.
    """
    return _(Phrase(message, context))


def cell_text(text: str) -> str:
    """Write what a notebook says, which is one file for every owner, in the language and the owner's words.

    Args:
        text: A text of a notebook, or a caption that it gives; usual words stand in it, so that it reads well there.

    Returns:
        The text as the catalogue of the language of the moment has it; what it lacks is somebody's own and stays.
    """
    known = _catalogue(current()).get((None, text))
    return said(known[0]) if known else text


def later(message: str) -> str:
    """Note a message for the catalogue where it is written down long before it is said.

    Args:
        message: In Swedish.

    Returns:
        The same; `_` or `Words` says it.
    """
    return message


def later_as(context: str, message: str) -> str:
    """Note a word that means several things for the catalogue.

    Args:
        context: Where it is used.
        message: In Swedish.

    Returns:
        The same with its context; `_` or `Words` says it.
    """
    return Phrase(message, context)


def either(one: str, many: str) -> tuple[str, str]:
    """Note a noun for one and for several.

    Args:
        one: In Swedish.
        many: In Swedish.

    Returns:
        Both, for `n_`.
    """
    return one, many


#: What templates find under these names.
FOR_TEMPLATES: Mapping[str, object] = {
    "_": _,
    "n_": n_,
    "p_": p_,
    "language": current,
    "in_swedish": in_swedish,
    "swedish": swedish,
}


def said(words: str, /, **values: object) -> str:
    """Put values into words, and the terms that they name without being given them.

    Args:
        words: Of whatever language is written now.
        values: The values by name.

    Returns:
        The words.
    """
    if terms := terms_in(words):
        values = {**terms, **values}
    return filled(words, **values) if values else words


def _english(context: str | None, message: str) -> str:
    return _catalogue(ENGLISH).get((context, str(message)), (message,))[0]


@cache
def _catalogue(language: str) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """The English words, or the Swedish texts of notebooks with terms, read when the first is asked for."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

    path = resources.files("analysis") / "locale" / language / "LC_MESSAGES" / "arshjul.po"
    with path.open("rb") as file:
        known = read_po(file, locale=language)
    entries = [(entry, *_as_tuples(entry.id, entry.string)) for entry in known if entry.id and entry.string]
    return {(entry.context, ids[0]): strings for entry, ids, strings in entries}


def _as_tuples(ids: object, strings: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (ids, strings) if isinstance(ids, tuple) and isinstance(strings, tuple) else ((str(ids),), (str(strings),))
