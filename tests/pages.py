"""Finished pages read back the way a reader meets them: headings, tables, links and words."""

import gc
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bs4 import BeautifulSoup, Tag

MINUS = "\N{MINUS SIGN}"
#: Attributes that hold an address.
ADDRESSES = ("src", "href", "action", "data", "poster", "srcset")
#: Selectors of elements by their names, and by having one attribute.
NAMES, ATTRIBUTE = re.compile(r"[a-z0-9]+(?:, [a-z0-9]+)*"), re.compile(r"\[([a-z-]+)\]")


@dataclass(frozen=True)
class ReadTable:
    """One table of a page; every cell is text with single blanks."""

    caption: str
    headings: list[str]
    rows: list[list[str]]

    def row(self, name: str) -> dict[str, str]:
        (found,) = [row for row in self.rows if row[0] == name]
        return dict(zip(self.headings, found, strict=True))


class Page:
    """One HTML page, parsed when somebody asks what is on it; nobody may change what was parsed."""

    def __init__(self, html: str, path: Path) -> None:
        self.path = path
        self.html = html
        self._found: dict[str, list[Tag]] = {}

    @cached_property
    def soup(self) -> BeautifulSoup:
        # A third of the time would go to looking for garbage among what is being built.
        gc.disable()
        try:
            return BeautifulSoup(self.html, "html.parser")
        finally:
            gc.enable()

    @cached_property
    def tags(self) -> list[Tag]:
        """Every element."""
        return list(self.soup.find_all(True))

    @property
    def title(self) -> str:
        return text_of(self.one("h1"))

    @property
    def text(self) -> str:
        return text_of(self.one("main"))

    def one(self, selector: str) -> Tag:
        (found,) = self.all(selector)
        return found

    def all(self, selector: str) -> list[Tag]:
        """The elements that a selector finds, in order; the same is asked by many tests, and looked for once."""
        if selector not in self._found:
            self._found[selector] = self._select(selector)
        return list(self._found[selector])

    def _select(self, selector: str) -> list[Tag]:
        """Find names and attributes by themselves: to ask each element whether it fits takes ten times as long."""
        if NAMES.fullmatch(selector):
            names = set(selector.split(", "))
            return [tag for tag in self.tags if tag.name in names]
        if attribute := ATTRIBUTE.fullmatch(selector):
            return [tag for tag in self.tags if attribute[1] in tag.attrs]
        return list(self.soup.select(selector))

    def texts(self, selector: str) -> list[str]:
        return [text_of(found) for found in self.all(selector)]

    def tables(self) -> list[ReadTable]:
        return list(self._tables)

    @cached_property
    def _tables(self) -> list[ReadTable]:
        return [read_table(found) for found in self.all("table")]

    def table(self, caption: str) -> ReadTable:
        return next(table for table in self.tables() if table.caption.startswith(caption))

    def addresses(self) -> Iterator[str]:
        """Everything that a browser might fetch or follow."""
        for found in self.tags:
            yield from (str(found[name]) for name in ADDRESSES if name in found.attrs)


def read_page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"), path)


def read_html(html: str) -> Page:
    return Page(html, Path())


def read_table(table: Tag) -> ReadTable:
    (caption,) = table.select("caption")
    headings = [text_of(cell) for cell in table.select("thead th")]
    rows = [[told_of(cell) for cell in row.select("th, td")] for row in lines_of(table)]
    below = [below_of(row) for row in lines_of(table)]
    if any(below):
        headings.append(next(str(row.td["data-label"]) for row in below if row and row.td))
        rows = [[*row, text_of(told) if told else ""] for row, told in zip(rows, below, strict=True)]
    return ReadTable(text_of(caption), headings, rows)


def lines_of(table: Tag) -> list[Tag]:
    """The rows of a table; running text that stands below a row is no row of its own."""
    return list(table.select("tbody > tr:not(.told)"))


def below_of(row: Tag) -> Tag | None:
    """The running text that stands below a row."""
    return row.find_next_sibling("tr") if "followed" in row.get_attribute_list("class") else None


def told_of(cell: Tag) -> str:
    """The text of a cell without what casts doubt on it, which is folded beside it and has tests of its own."""
    if not cell.select(".mark"):
        return text_of(cell)
    bare = copy(cell)
    for mark in bare.select(".mark"):
        mark.decompose()
    return text_of(bare)


def text_of(tag: Tag) -> str:
    """The text of an element; any kind of blank becomes one ordinary blank."""
    return " ".join(tag.get_text(" ").split())


def amount(text: str) -> float | None:
    """Read the first number that is written the Swedish way, with or without unit; nothing where there is none."""
    found = re.search(r"-?[0-9][0-9 ]*(,[0-9]+)?", text.replace(MINUS, "-"))
    return float(found[0].replace(" ", "").replace(",", ".")) if found else None
