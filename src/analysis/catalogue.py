"""The words of the interface in the language of whoever reads: Swedish as the code has them, English by a catalogue.

Words of the data are Swedish whatever the language; in an English report they are marked as such.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import Self, TypeVar

from markupsafe import Markup

from analysis.errors import ParameterError, nearest

SWEDISH, ENGLISH = "sv", "en"
LANGUAGES = (SWEDISH, ENGLISH)
#: In which language the page that leads to all reports is written.
LANGUAGE_VARIABLE = "ARSHJUL_LANGUAGE"
#: The language of a whole process, such as the kernel of a notebook: what one cell sets holds for the next.
_PROCESS = {"language": SWEDISH}
#: The language of a piece of work, for a process that publishes reports in several.
_SPOKEN: ContextVar[str] = ContextVar("language", default="")

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


class Marked(str):
    """A text with words in another language than the page: plain text everywhere but in templates.

    Attributes:
        html: The same with those words marked.
    """

    __slots__ = ("html",)
    html: Markup

    def __new__(cls, words: str, html: Markup) -> Self:
        """Keep a text with its marks."""
        text = super().__new__(cls, words)
        text.html = html
        return text

    def __html__(self) -> Markup:
        """What a template writes."""
        return self.html

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        # A copy in a file or another process has no page to stand on.
        return str, (str(self),)


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


def current() -> str:
    """Say which language is written now.

    Returns:
        `sv` or `en`.
    """
    return _SPOKEN.get() or _PROCESS["language"]


def use(language: str) -> None:
    """Choose the language of this process; for a kernel, which makes one chapter.

    Args:
        language: `sv` or `en`.

    Raises:
        ParameterError: If there is no such language.
    """
    _PROCESS["language"] = _known(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write in a language for a while; other threads go on in theirs.

    Args:
        language: `sv` or `en`.

    Yields:
        While it holds.
    """
    token = _SPOKEN.set(_known(language))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def site_language() -> str:
    """Say which language the page that leads to all reports has.

    Returns:
        What the environment variable `ARSHJUL_LANGUAGE` says, else Swedish.
    """
    return _known(os.environ.get(LANGUAGE_VARIABLE) or SWEDISH)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ParameterError(f"Okänt språk «{language}».", nearest(str(language), list(LANGUAGES)))
    return language


def _(message: str, /, **values: object) -> str:
    """Write a message in the language of the moment.

    Args:
        message: In Swedish, a literal so that it can be found for the catalogue, with `{name}` where a value comes.
        values: The values by name; what is marked as Swedish stays so.

    Returns:
        The message with its values.
    """
    words = str(message) if current() == SWEDISH else _english(getattr(message, "context", None), message)
    return filled(words, **values) if values else words


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
        words = _catalogue().get((None, one), (one, many))[amount != 1]
    return filled(words, **values) if values else words


def p_(context: str, message: str, /) -> str:
    """Write a word that means several things.

    Args:
        context: Where it is used.
        message: In Swedish.

    Returns:
        The word.
    """
    return _(Phrase(message, context))


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


def filled(words: str, /, **values: object) -> str:
    """Put values into words.

    Args:
        words: With `{name}` where a value comes.
        values: The values by name.

    Returns:
        The words; as markup too where a value has any.
    """
    plain = words.format(**values)
    if any(hasattr(value, "__html__") for value in values.values()):
        return Marked(plain, Markup(words).format(**values))  # noqa: S704 - our own words, values are escaped
    return plain


def swedish(words: str) -> str:
    """Say that words come from the data, so that they are Swedish whatever the language of the page.

    Args:
        words: From the data.

    Returns:
        The same; marked where the page has another language.
    """
    if not words or current() == SWEDISH or isinstance(words, Markup | Marked):
        return words
    return Marked(words, Markup('<span lang="sv">{}</span>').format(words))


def joined(words: Iterable[str], by: str = ", ") -> str:
    """Join words that may be marked.

    Args:
        words: The words.
        by: What stands between them.

    Returns:
        The words.
    """
    pieces = list(words)
    plain = by.join(pieces)
    if any(isinstance(piece, Marked) for piece in pieces):
        return Marked(plain, Markup(by).join(pieces))  # noqa: S704 - signs of ours
    return plain


def in_swedish() -> Markup:
    """The attribute of an element whose words come from the data.

    Returns:
        ` lang="sv"` where the page has another language, else nothing.
    """
    return Markup("") if current() == SWEDISH else Markup(' lang="sv"')


def plain(text: str) -> str:
    """Take the marks from a text, for where a page can have none: attributes and titles.

    Args:
        text: A text that may be marked.

    Returns:
        The words alone.
    """
    return str(text)


#: What templates find under these names.
FOR_TEMPLATES: Mapping[str, object] = {
    "_": _,
    "n_": n_,
    "p_": p_,
    "language": current,
    "in_swedish": in_swedish,
    "swedish": swedish,
}


def _english(context: str | None, message: str) -> str:
    return _catalogue().get((context, str(message)), (message,))[0]


@cache
def _catalogue() -> dict[tuple[str | None, str], tuple[str, ...]]:
    """The English words, read when the first is asked for: a Swedish report never loads them."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

    path = resources.files("analysis") / "locale" / ENGLISH / "LC_MESSAGES" / "arshjul.po"
    with path.open("rb") as file:
        known = read_po(file, locale=ENGLISH)
    entries = [(entry, *_as_tuples(entry.id, entry.string)) for entry in known if entry.id and entry.string]
    return {(entry.context, ids[0]): strings for entry, ids, strings in entries}


def _as_tuples(ids: object, strings: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (ids, strings) if isinstance(ids, tuple) and isinstance(strings, tuple) else ((str(ids),), (str(strings),))
