"""The one reader of pages that an earlier program wrote: what approvals of that time are hashed from, and their text.

Approvals without a number before their hash stand on HTML: on the words between two marks in each chapter's page. Their
copies are kept as they are, so this is kept too. Nothing else reads pages.
"""

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

from analysis.publish.report_names import CHAPTERS, MANIFEST
from analysis.signoff.blocks import TEXT, Block, Cell
from analysis.signoff.changes import Differences
from analysis.signoff.differences import differences
from analysis.signoff.legacy_lines import lines_of_today
from analysis.signoff.report_on_disk import ChapterText, Readable, ReportText
from analysis.signoff.visible_content import text_of
from analysis.words.current_language import speaking

BODY, BODY_END = "<!-- body -->", "<!-- /body -->"
#: What is no content: scripts, and what tells of builds and not of the organisation.
_UNSEEN = re.compile(
    r"<(script|style)\b.*?</\1>|<(table|p)\b[^>]*\sdata-log\b.*?</\2>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
#: The drawing of a chart or symbol; its words stand beside it.
_DRAWING = re.compile(r"(<svg\b[^>]*>).*?</svg>", re.DOTALL)
_SPOKEN = re.compile(r'<(?=[^>]*\brole="img")[^>]*\baria-label="([^"]*)"[^>]*>')
#: Which row of a file a figure stands on; it moves when another row is put in before it.
_ROW_OF_FILE = re.compile(r"(data/[^\s,()]+), (?:rad|row) \d+")
_TAG = re.compile(r"<[^>]*>")
_FIGURE = re.compile(r"[0-9]+(?:[,.][0-9]+)*")
_BEFORE_MARK, _AFTER_MARK = re.compile(r" +([,.;:)!?])"), re.compile(r"([(]) +")


@dataclass(frozen=True)
class OldChapter:
    """A chapter as an earlier program wrote it.

    Attributes:
        title: Its heading.
        file: Name of its page.
        in_document: Whether it is part of the document that is adopted.
        body: Its content, HTML.
    """

    title: str
    file: str
    in_document: bool
    body: str

    @property
    def words(self) -> str:
        """What a reader sees of it, by the old rule."""
        return words_of(self.body)

    @property
    def blocks(self) -> Sequence[Block]:
        """Its text, line by line."""
        return [_block(self.title, line) for line in lines_of(self.body)]


@dataclass(frozen=True)
class PlainChapter:
    """A chapter as text alone, whoever made it.

    Attributes:
        title: Its heading.
        in_document: Whether it is part of the document that is adopted.
        lines: What a reader sees of it, in no order: pages of two programs are laid out in two ways.
    """

    title: str
    in_document: bool
    lines: Sequence[str]

    @property
    def words(self) -> str:
        """All its words."""
        return "\n".join(self.lines)

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The same, line by line."""
        return [_block(self.title, line) for line in self.lines]


def read_old_report(folder: Path) -> ReportText | None:
    """Read a report that an earlier program wrote.

    Args:
        folder: Its folder, or that of a copy.

    Returns:
        The report, with the hash of what a reader sees by the old rule; nothing where no such report lies.
    """
    if (folder / CHAPTERS).is_dir():
        return None
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        chapters = [
            OldChapter(entry["title"], entry["file"], entry["in_document"], _body(folder / entry["file"]))
            for entry in manifest["chapters"]
            if not entry["failed"]
        ]
        title = manifest["title"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return ReportText(title, chapters, old_content_of(title, chapters), manifest)


def old_content_of(title: str, chapters: Sequence[Readable]) -> str:
    """Hash what a reader sees of a report by the old rule.

    Args:
        title: The report's title.
        chapters: Its chapters in order.

    Returns:
        SHA-256 as 64 hexadecimal digits.
    """
    digest = hashlib.sha256(json.dumps(title).encode())
    for chapter in chapters:
        digest.update(json.dumps([chapter.title, chapter.in_document, chapter.words]).encode())
    return digest.hexdigest()


def words_of(body: str) -> str:
    """Take the words out of a chapter's content, by the old rule.

    Args:
        body: HTML.

    Returns:
        Every word that is seen or read aloud, single blanks between.
    """
    spoken = _SPOKEN.sub(r" \1 ", _seen_of(body))
    return " ".join(html.unescape(_TAG.sub(" ", spoken)).split())


def _seen_of(body: str) -> str:
    return _ROW_OF_FILE.sub(r"\1", _DRAWING.sub(r"\1</svg>", _UNSEEN.sub("", body)))


def _body(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition(BODY)[2].rpartition(BODY_END)[0]


# ---- the text of old pages and of new ones ----


def differences_in_text(old: ReportText, new: ReportText) -> Differences:
    """Find what a reader would see differ between old pages and a report of today.

    Args:
        old: The report that an earlier program wrote.
        new: The report as it is.

    Returns:
        What differs, text by text: old pages do not say what their texts are about.
    """
    plain_new = as_text(new)
    return differences(_spelled_as(plain_new, as_text(old)), plain_new)


def as_text(report: ReportText) -> ReportText:
    """Take the text of a report.

    Args:
        report: Either kind of report.

    Returns:
        The same as text alone, line by line.
    """
    with speaking(report.language):
        chapters = [PlainChapter(each.title, each.in_document, _plain(each)) for each in report.chapters]
    return replace(report, chapters=chapters, content=_hash(chapters))


def figures_apart(old: ReportText, new: ReportText, found: Differences) -> list[str]:
    """Find figures that what differs between two editions does not have in common.

    Args:
        old: The report that an earlier program wrote.
        new: The report as it is.
        found: What differs between them, text by text.

    Returns:
        The figures, sorted: those that a changed text has not on both sides, and those of a text that came or went that
        stand nowhere in the other edition.
    """
    everywhere = [_figures(" ".join(each.words for each in as_text(report).chapters)) for report in (old, new)]
    apart: set[str] = set()
    for change in (change for entry in found.entries for change in entry.changes):
        before, after = (None if text is None else _figures(text) for text in (change.before, change.after))
        one, other = everywhere[0] if before is None else before, everywhere[1] if after is None else after
        # A text that came or went may say what others say, and need not say all of it.
        apart |= set() if before is None else set(one - other)
        apart |= set() if after is None else set(other - one)
    return sorted(apart)


def _figures(text: str) -> Counter[str]:
    return Counter(_FIGURE.findall(text))


def _spelled_as(new: ReportText, old: ReportText) -> ReportText:
    """Old pages with the blanks of today: where a tag stood, the words alone do not say whether there is one."""
    known = {_squeezed(line): line for chapter in new.chapters for line in chapter.words.splitlines()}
    chapters = [
        PlainChapter(each.title, each.in_document, sorted(known.get(_squeezed(line), line) for line in each.lines))
        for each in old.chapters
        if isinstance(each, PlainChapter)
    ]
    return replace(old, chapters=chapters, content=_hash(chapters))


def _squeezed(line: str) -> str:
    return "".join(line.split())


def _hash(chapters: Sequence[PlainChapter]) -> str:
    told = [[each.title, each.in_document, each.words] for each in chapters]
    return f"text:{hashlib.sha256(json.dumps(told).encode()).hexdigest()}"


def _plain(chapter: Readable) -> Sequence[str]:
    lines = lines_of_today(chapter.chapter) if isinstance(chapter, ChapterText) else chapter.words.splitlines()
    lines = lines_of(chapter.body) if isinstance(chapter, OldChapter) else lines
    return sorted(filter(None, map(_tidy, lines)))


def _block(title: str, line: str) -> Block:
    return Block(title, "", "", "text", 0, "", "", (Cell(TEXT, line),))


def _tidy(line: str) -> str:
    """A text without the blanks that stand where old pages had a tag."""
    return _AFTER_MARK.sub(r"\1", _BEFORE_MARK.sub(r"\1", text_of(line)))


def lines_of(body: str) -> list[str]:
    """Take the text of old pages line by line.

    Args:
        body: Content of a chapter, HTML.

    Returns:
        What stands on a line of its own: a paragraph, an item, a heading, a row of a table.
    """
    reader = _Lines()
    reader.feed(_seen_of(body))
    reader.close()
    return reader.finish()


#: Elements that stand on lines of their own; a row of a table is one line.
_APART = {
    *("p", "li", "pre", "summary", "dt", "dd", "blockquote", "h2", "h3", "h4", "h5", "h6", "div", "ul", "ol", "dl"),
    *("details", "section", "figure", "figcaption", "table", "caption", "thead", "tbody", "tr"),
}
_VOID = {"br", "img", "hr", "link", "meta"}
#: The class of running text below a row, which belongs to it.
TOLD = "told"
#: Where a summary says only what is folded below it, which stands elsewhere too.
_FOLDED = {"folded", "chart"}
#: The class of where figures come from, which is told in other words now, and of more figures.
ORIGINS = "origins"


@dataclass(frozen=True)
class _Open:
    """An element that is not closed yet."""

    tag: str
    classes: frozenset[str]
    unread: bool


class _Lines(HTMLParser):
    """Puts together what stands on one line."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[str] = []
        self._line: list[str] = []
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        classes = frozenset(told.get("class", "").split())
        self._break(tag)
        if TOLD in classes and self._found:
            self._line = [self._found.pop(), " "]
        spoken = told.get("role") == "img"
        if spoken and not self._unread:
            self._line.append(told.get("aria-label", ""))
        if tag not in _VOID:
            # What is drawn says in letters what is read aloud.
            self._open.append(_Open(tag, classes, self._unread or spoken or ORIGINS in classes or self._folds(tag)))

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if any(each.tag == tag for each in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._line.append(data)

    @property
    def _unread(self) -> bool:
        return bool(self._open) and self._open[-1].unread

    def _folds(self, tag: str) -> bool:
        return tag == "summary" and any(each.classes & _FOLDED for each in self._open)

    def _break(self, tag: str) -> None:
        in_row = any(each.tag == "tr" for each in self._open)
        if tag not in _APART or (in_row and tag != "tr"):
            self._line.append(" ")
        else:
            self.finish()

    def finish(self) -> list[str]:
        """End the line."""
        if line := text_of("".join(self._line)):
            self._found.append(line)
        self._line = []
        return self._found
