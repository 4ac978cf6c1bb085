"""Words of the data within words of ours: Swedish whatever the language of the page, and marked as such."""

from collections.abc import Iterable
from typing import Self

from markupsafe import Markup

from analysis.speech import SWEDISH, current


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
