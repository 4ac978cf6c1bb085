"""Words of the data within words of ours: Swedish whatever the language of the page, and marked as such."""

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Self

from markupsafe import Markup

from analysis.words.current_language import SWEDISH, current

#: A piece of a text and its language; nothing for that of the page.
Run = tuple[str, str]
_FORMATTER = Formatter()


class MixedText(str):
    """A text with words in another language than the page: plain text everywhere but where languages are told apart.

    Attributes:
        runs: Its pieces, each with its language.
    """

    __slots__ = ("runs",)
    runs: tuple[Run, ...]

    def __new__(cls, runs: Iterable[Run]) -> Self:
        """Keep a text with its languages."""
        known = tuple(runs)
        text = super().__new__(cls, "".join(words for words, __ in known))
        text.runs = known
        return text

    def __html__(self) -> Markup:
        """What a template writes."""
        return Markup("").join(_written(words, language) for words, language in self.runs)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        # A copy in a file or another process has no page to stand on.
        return str, (str(self),)


class Source(MixedText):
    """A sentence that says where figures come from, which knows the documents that it names.

    Attributes:
        documents: Their titles.
    """

    __slots__ = ("documents",)
    documents: tuple[str, ...]

    @classmethod
    def of(cls, sentence: str, documents: Iterable[str]) -> Self:
        """Keep a sentence with its documents."""
        source = cls(runs_of(sentence))
        source.documents = tuple(documents)
        return source


def _written(words: str, language: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, words) if language else Markup.escape(words)


def runs_of(words: str) -> tuple[Run, ...]:
    """Take a text apart by language.

    Args:
        words: A text that may be marked.

    Returns:
        Its pieces; one in the language of the page where nothing is marked.
    """
    return words.runs if isinstance(words, MixedText) else ((str(words), ""),)


def filled(words: str, /, **values: object) -> str:
    """Put values into words.

    Args:
        words: With `{name}` where a value comes.
        values: The values by name.

    Returns:
        The words; told apart by language where a value is.
    """
    if not any(map(_is_marked, values.values())):
        return words.format(**values)
    return MixedText(run for run in _filled_runs(words, values) if run[0])


def _is_marked(value: object) -> bool:
    """Whether something has words of another language; of what is not ours only its kind is asked."""
    return isinstance(value, MixedText) or (hasattr(type(value), "is_marked") and bool(value.is_marked))  # type: ignore[attr-defined]


def _filled_runs(words: str, values: Mapping[str, object]) -> Iterable[Run]:
    for literal, name, form, conversion in _FORMATTER.parse(words):
        yield literal, ""
        if name is None:
            continue
        value, __ = _FORMATTER.get_field(name, (), values)
        if isinstance(value, MixedText):
            yield from value.runs
        else:
            tail = (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            yield f"{{{name}{tail}}}".format(**values), ""


def swedish(words: str) -> str:
    """Say that words come from the data, so that they are Swedish whatever the language of the page.

    Args:
        words: From the data.

    Returns:
        The same; marked where the page has another language.
    """
    if not words or current() == SWEDISH or isinstance(words, MixedText):
        return words
    return MixedText([(words, SWEDISH)])


def joined(words: Iterable[str], by: str = ", ") -> str:
    """Join words that may be marked.

    Args:
        words: The words.
        by: What stands between them.

    Returns:
        The words.
    """
    pieces = list(words)
    if not any(isinstance(piece, MixedText) for piece in pieces):
        return by.join(pieces)
    runs = [run for piece in pieces for run in ((by, ""), *runs_of(piece))][1:]
    return MixedText(run for run in runs if run[0])


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
