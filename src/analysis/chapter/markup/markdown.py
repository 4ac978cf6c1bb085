"""Markdown as HTML: texts from the data, and the texts of notebooks."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from analysis.chapter.markup.place import SECTION, Place, address_of

#: Where links of texts lead: to other sites and to people. What lies beside a text does not lie beside a page or a PDF.
ABROAD = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
#: What the number of a chapter's sections is counted by.
SECTIONS = "§"


@cache
def _of_data() -> MarkdownIt:
    """Texts come from data: their Markdown is rendered, any HTML in them is shown as written."""
    return MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading"])


@cache
def _of_notebooks() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def prose(text: str, language: str = "") -> Markup:
    """Render a text from the data.

    Args:
        text: Markdown; HTML inside it is not trusted.
        language: Its language, where the page has another.

    Returns:
        Safe HTML.
    """
    writer = _of_data()
    pieces = writer.parse(text)
    for piece in pieces:
        if language and piece.level == 0 and piece.nesting >= 0:
            piece.attrSet("lang", language)
    _keep_links(pieces, lambda address: bool(ABROAD.match(address)))
    return _rendered(writer, pieces)


def words(text: str) -> str:
    """Take the words of a text from the data.

    Args:
        text: Markdown.

    Returns:
        The words, a line a paragraph or item.
    """
    inline = (piece for piece in _of_data().parse(text) if piece.type in ("inline", "fence", "code_block"))
    return "\n".join(spoken(piece) for piece in inline)


def words_with_addresses(text: str) -> str:
    """Take the words of a text from the data for where nothing can be followed.

    Args:
        text: Markdown.

    Returns:
        The words, behind each link where it leads.
    """
    inline = (piece for piece in _of_data().parse(text) if piece.type in ("inline", "fence", "code_block"))
    return "\n".join("".join(_with_addresses(piece.children)) if piece.children else spoken(piece) for piece in inline)


def _with_addresses(children: Sequence[Token]) -> Iterator[str]:
    address = said = ""
    for child in children:
        if child.type == "link_open":
            address, said = str(child.attrs["href"]), ""
        elif child.type == "link_close":
            # An address that is written out is not repeated.
            is_told = not ABROAD.match(address) or said in (address, address.removeprefix("mailto:"))
            yield "" if is_told else f" ({address})"
        words = " " if child.type in ("softbreak", "hardbreak") else child.content
        said += words
        yield words


def dead_links(text: str) -> Iterator[str]:
    """Find links of a text from the data that lead nowhere from a page.

    Args:
        text: Markdown.

    Yields:
        Their addresses, in order.
    """
    for piece in _of_data().parse(text):
        for child in piece.children or ():
            if child.type == "link_open" and not ABROAD.match(address := str(child.attrs["href"])):
                yield address


def spoken(piece: Token) -> str:
    """Take the words of a paragraph or heading.

    Args:
        piece: Its inline token.

    Returns:
        The words.
    """
    if not piece.children:
        return piece.content.strip()
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in piece.children)


def passage(text: str, place: Place) -> Markup:
    """Render a text of a notebook, its headings with addresses of their words.

    Args:
        text: Markdown.
        place: Where it stands.

    Returns:
        Safe HTML; in a numbered chapter its sections are numbered.
    """
    writer = _of_notebooks()
    pieces = writer.parse(text)
    for opening, content, closing in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if opening.type == "heading_open":
            level, words = int(opening.tag[1]), spoken(content)
            place.sections[level] += 1
            if level == SECTION and place.number is not None:
                _number(content, place)
            opening.attrSet("id", place.named(address_of(words, place.headings)))
            opening.tag = closing.tag = place.heading(level)
    _keep_links(pieces, lambda address: bool(ABROAD.match(address)) or address.startswith("#"))
    return _rendered(writer, pieces)


def _keep_links(pieces: Sequence[Token], leads: Callable[[str], bool]) -> None:
    """Leave only the words of links that would lead nowhere, or to a file of the machine where a PDF is made."""
    for piece in pieces:
        is_kept, kept = True, []
        for child in piece.children or ():
            if child.type == "link_open":
                is_kept = leads(str(child.attrs["href"]))
            if is_kept or not child.type.startswith("link_"):
                kept.append(child)
        piece.children = kept if piece.children else piece.children


def _number(content: Token, place: Place) -> None:
    place.headings[SECTIONS] += 1
    number = Token("text", "", 0, content=f"{place.number}.{place.headings[SECTIONS]} ")
    content.children = [number, *(content.children or [])]


def paragraphs(text: str) -> list[tuple[int, str]]:
    """List what is written in a text of a notebook.

    Args:
        text: Markdown.

    Returns:
        The words of each heading with its level, and of each paragraph and item with 0.
    """
    pieces = _of_notebooks().parse(text)
    levels = [int(before.tag[1]) if before.type == "heading_open" else 0 for before in pieces]
    return [(levels[at - 1], spoken(piece)) for at, piece in enumerate(pieces) if piece.type == "inline"]


def headings(text: str) -> list[tuple[int, str]]:
    """List the headings of a text of a notebook.

    Args:
        text: Markdown.

    Returns:
        Level and words of each.
    """
    return [(level, words) for level, words in paragraphs(text) if level]


def _rendered(writer: MarkdownIt, pieces: Sequence[Token]) -> Markup:
    return Markup(writer.renderer.render(pieces, writer.options, {}))  # noqa: S704 - raw HTML is switched off above
