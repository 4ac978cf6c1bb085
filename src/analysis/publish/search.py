"""What a reader can search for: headings, goals, commitments and texts of every chapter, with where they stand."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.marked import Marked
from analysis.speech import SWEDISH

#: Our own templates write well-formed HTML with every < of a text escaped: pieces can be told apart by that alone.
PIECE = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:]*)(?P<rest>[^>]*)>|(?P<text>[^<]+)")
ID = re.compile(r'\bid="([^"]+)"')
LANGUAGE = re.compile(r'\blang="([^"]+)"')
CELLS = {"td", "th"}
BETWEEN = " · "
HEADINGS = {"h2", "h3"}
#: What a chart shows stands in the section that it is drawn in.
FINDING = 'class="finding"'
UNREAD = {"script", "style", "svg", "title", "button"}
#: What marks a row of running text below another.
TOLD = 'class="told"'
#: Where figures come from is looked up at the figure, not searched for.
ORIGINS = 'class="origins"'
LABEL = re.compile(r'\bdata-label="([^"]*)"')
ENTRIES = "search.json"


@dataclass
class Found:
    """A piece of a page that a search can lead to.

    Attributes:
        page: File name of the page.
        anchor: Where on it, empty for its beginning.
        title: Its heading.
        language: Of its heading, where that is said to be another than the report's.
        words: What is written there.
        languages: How many letters of it are of which language.
        cell: What a cell is, when one has begun that nothing of has been read yet; empty where that is not said.
    """

    page: str
    anchor: str
    title: str
    language: str = ""
    words: list[str] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    cell: str | None = None

    @property
    def row(self) -> list[str]:
        """Address, heading and text, as short as a reader's browser needs them; then their languages, if any is other.

        A text that is partly in another language has that of most of its letters.
        """
        address = f"{self.page}#{self.anchor}" if self.anchor else self.page
        told = [address, *(" ".join(words.split()) for words in (self.title, " ".join(self.words)))]
        spoken = [self.language, *(language for language, _ in self.languages.most_common(1))]
        return [*told, *spoken] if any(spoken) else told

    def call(self, words: str, language: str) -> None:
        """Take in a piece of its heading."""
        self.title += words
        self.language = language if words.strip() else self.language

    def read(self, words: str, language: str) -> None:
        """Take in a piece of its text; where a cell has begun, first what keeps it apart and says what it is."""
        if self.cell is not None:
            self.words += [*([BETWEEN] if self.words else []), *([f"{self.cell}:"] if self.cell else [])]
            self.cell = None
        self.words.append(words)
        self.languages[language] += len(words.strip())


def pieces_of(page: str, title: str, body: str) -> Iterator[Found]:
    """Take a chapter apart: a piece a heading, a goal and a commitment.

    Args:
        page: File name of its page.
        title: Its heading.
        body: Its content, as our templates write it.

    Yields:
        Pieces in order of the page; what stands in the row of a goal is told once, there.
    """
    reader = _Reader(Found(page, "", title, SWEDISH if isinstance(title, Marked) else ""))
    for piece in PIECE.finditer(body):
        if piece["text"] is not None:
            reader.read(html.unescape(piece["text"]))
        elif piece["end"]:
            yield from reader.leave(piece["name"].lower())
        elif not piece["rest"].endswith("/"):
            yield from reader.enter(piece["name"].lower(), piece["rest"])
    yield from reader.end()


class _Reader:
    """Keeps in mind which section and which row is being read."""

    def __init__(self, section: Found) -> None:
        self.section = section
        self._page = section.page
        self._row: Found | None = None
        self._last_row: Found | None = None
        self._heading = ""
        self._naming = False
        #: The elements that are open: name, language, whether it is left unread; the last two as of one around it.
        self._open: list[tuple[str, str, bool]] = []

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""

    @property
    def _is_unread(self) -> bool:
        return bool(self._open) and self._open[-1][2]

    def enter(self, name: str, rest: str) -> Iterator[Found]:
        language = said[1] if (said := LANGUAGE.search(rest)) else self._language
        self._open.append((name, language, self._is_unread or name in UNREAD or ORIGINS in rest))
        anchor = found[1] if (found := ID.search(rest)) else ""
        if name == "tr" and TOLD in rest:
            # Running text below a row belongs to it.
            self._row, self._last_row = self._last_row, None
        elif name == "tr":
            yield from self._row_before()
            self._row = Found(self._page, anchor, "") if anchor else None
        elif name == "th" and self._row is not None:
            self._naming = not self._row.title.strip()
        elif name in HEADINGS and self._row is None and FINDING not in rest:
            self._heading, self._finished = name, self.section
            self.section = Found(self._page, anchor, "")
        if name in CELLS and not self._naming:
            label = html.unescape(found[1]) if (found := LABEL.search(rest)) else ""
            (self._row or self.section).cell = label if self._row else ""

    def leave(self, name: str) -> Iterator[Found]:
        # Elements that are never closed end with what they stand in.
        while self._open and self._open.pop()[0] != name:
            pass
        if name == "tr":
            self._last_row, self._row = self._row, None
        elif name == "table":
            yield from self._row_before()
        elif name == "th":
            self._naming = False
        elif name == self._heading:
            self._heading = ""
            yield self._finished

    def end(self) -> Iterator[Found]:
        yield from self._row_before()
        yield self.section

    def _row_before(self) -> Iterator[Found]:
        if self._last_row is not None:
            yield self._last_row
        self._last_row = None

    def read(self, words: str) -> None:
        if self._is_unread:
            return
        place = self._row or self.section
        if self._naming if self._row else self._heading:
            place.call(words, self._language)
        elif words.strip():
            place.read(words, self._language)


def write_pieces(folder: Path, pieces: Iterable[Found]) -> None:
    """Write down what a report can be searched for.

    Args:
        folder: The report's folder.
        pieces: Pieces of all its chapters.
    """
    rows = [piece.row for piece in pieces]
    (folder / ENTRIES).write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def search_script(output: Path, reports: Sequence[str]) -> str:
    """Put what all reports can be searched for into a script that the first page loads when somebody searches.

    Args:
        output: The output folder.
        reports: Ids of the reports.

    Returns:
        JavaScript that holds nothing but figures and texts.
    """
    known = {report: output / report / ENTRIES for report in reports}
    found = {report: json.loads(path.read_text(encoding="utf-8")) for report, path in known.items() if path.exists()}
    return f"window.arshjulSearch = {json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n"
