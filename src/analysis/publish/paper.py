"""A page for paper: what a finished page has that only a browser can use is taken away, and what it should become."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

#: A link to another file: on paper it leads nowhere, and in a PDF it would name a folder of this machine.
FILE_LINK = re.compile(r'(<a\b[^>]*?) href="(?!#|https?:|mailto:)[^"]*"')
PICTURE = re.compile(r'<(\w+)\b[^>]*\brole="img"[^>]*>')
HIDDEN = ' aria-hidden="true"'
HIDDEN_BEGINS = re.compile(rf"<(\w+)\b[^>]*{HIDDEN}[^>]*>")
CLOSED = re.compile(r"<details(?![^>]* open)")
#: How a report's page names what it shares with the others, one folder up.
SHARED = re.compile(r'\b(src|href)="\.\./')
LANGUAGE = re.compile(r'<html\b[^>]*\blang="([^"]*)"')
HEADING = re.compile(r"<h(?P<level>[1-3])\b(?P<about>[^>]*)>(?P<text>.*?)</h(?P=level)>", re.DOTALL)
ID = re.compile(r'\bid="([^"]*)"')
#: Where a line of the contents says on what page its chapter begins; empty on a screen.
PAGE_NUMBER = re.compile(r'(<span class="at-page" data-page="([^"]*)">)(?=</span>)')


@dataclass(frozen=True)
class Heading:
    """One heading of a page.

    Attributes:
        level: 1, 2 or 3.
        text: Its words.
        key: Its anchor, empty when it has none.
    """

    level: int
    text: str
    key: str


@dataclass(frozen=True)
class Outline:
    """What a document made of a page must have.

    Attributes:
        title: The page's main heading.
        headings: Its headings of three levels, in order.
        pictures: How many pictures it has that say something.
        fingerprint: Of the page's file.
        hidden: Words that the page shows and keeps from assistive technology, without blanks.
        language: The page's language.
    """

    title: str
    headings: Sequence[Heading]
    pictures: int
    fingerprint: str
    hidden: str = ""
    language: str = "sv"


def in_contents(html: str) -> list[str]:
    """Find what the contents of a page lead to.

    Args:
        html: A finished page.

    Returns:
        Anchors, in order.
    """
    return [found[2] for found in PAGE_NUMBER.finditer(html)]


def printable(html: str, up: str, numbers: Mapping[str, int]) -> str:
    """Make a page ready for paper.

    Args:
        html: A finished page in a report's folder.
        up: The way from the folder of the copy to the one that holds the shared files, such as `../../`.
        numbers: Page by anchor, for the contents; an anchor without one has none.

    Returns:
        The page with every disclosure open, every picture tagged, its contents numbered and no links to files.
    """
    numbered = PAGE_NUMBER.sub(lambda found: f"{found[1]}{numbers.get(found[2], '')}", html)
    opened = CLOSED.sub("<details open", FILE_LINK.sub(r"\1", numbered))
    return SHARED.sub(rf'\1="{up}', _with_pictures(opened))


def outline_of(html: str, fingerprint: str) -> Outline:
    """Find what a document made of a page must have.

    Args:
        html: A finished page.
        fingerprint: Of its file.

    Returns:
        Its title, headings and number of pictures.
    """
    headings = [
        Heading(int(found["level"]), _words(found["text"]), "".join(ID.findall(found["about"])[:1]))
        for found in HEADING.finditer(html)
    ]
    title = next((heading.text for heading in headings if heading.level == 1), "")
    language = LANGUAGE.search(html)
    return Outline(
        title, headings, len(PICTURE.findall(html)), fingerprint, _hidden(html), language[1] if language else ""
    )


def _with_pictures(html: str) -> str:
    """Chromium tags no picture whose content is hidden, and never tells the content of one: its words say it all."""
    pieces, at = [], 0
    for picture in PICTURE.finditer(html):
        if picture.start() >= at:
            end = _end_of(picture[1], html, picture.end())
            pieces += [html[at : picture.end()], html[picture.end() : end].replace(HIDDEN, "")]
            at = end
    return "".join([*pieces, html[at:]])


def _hidden(html: str) -> str:
    texts = (html[begin.end() : _end_of(begin[1], html, begin.end())] for begin in HIDDEN_BEGINS.finditer(html))
    return "\n".join("".join(_words(text).split()) for text in texts)


def _end_of(name: str, html: str, start: int) -> int:
    """Where an element ends, among others of its name inside it."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b[^>]*?(/?)>").finditer(html, start):
        depth += -1 if tag[1] else not tag[2]
        if depth == 0:
            return tag.start()
    return len(html)


def _words(html: str) -> str:
    return unescape(Markup(html).striptags())  # noqa: S704 - tags are taken away
