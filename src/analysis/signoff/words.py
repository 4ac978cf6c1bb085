"""What a reader sees of a chapter, as words: the same words are the same content, whatever run or design shows them."""

import hashlib
import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.publish.names import MANIFEST
from analysis.speech import SWEDISH

BODY, BODY_END = "<!-- body -->", "<!-- /body -->"
#: What is no content: scripts, and what tells of builds and not of the organisation.
_UNSEEN = re.compile(
    r"<(script|style)\b.*?</\1>|<(table|p)\b[^>]*\sdata-log\b.*?</\2>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
#: The drawing of a chart or symbol; its words stand beside it.
_DRAWING = re.compile(r"(<svg\b[^>]*>).*?</svg>", re.DOTALL)
_SPOKEN = re.compile(r'<(?=[^>]*\brole="img")[^>]*\baria-label="([^"]*)"[^>]*>')
#: Which row of a file a figure stands on; it moves when another row is put in before it.
ROW_OF_FILE = re.compile(r"(data/[^\s,()]+), (?:rad|row) \d+")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class ChapterText:
    """A chapter as it lies on disk.

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
        """What a reader sees of it."""
        return words_of(self.body)


@dataclass(frozen=True)
class ReportText:
    """A report as it lies on disk.

    Attributes:
        title: Its title.
        chapters: Its chapters in order, those that were made.
        content: Hash of what a reader sees of it.
        manifest: What `report.json` says.
    """

    title: str
    chapters: list[ChapterText]
    content: str
    manifest: dict[str, Any]

    @property
    def language(self) -> str:
        """The language of its pages."""
        return str(self.manifest.get("language", SWEDISH))

    @property
    def failures(self) -> list[str]:
        """Titles of the chapters that could not be made."""
        return [entry["title"] for entry in self.manifest["chapters"] if entry["failed"]]


def read_report(folder: Path) -> ReportText | None:
    """Read a report's chapters.

    Args:
        folder: Its folder.

    Returns:
        The report; nothing where none lies, or one that an earlier program made.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        chapters = [
            ChapterText(entry["title"], entry["file"], entry["in_document"], _body(folder / entry["file"]))
            for entry in manifest["chapters"]
            if not entry["failed"]
        ]
    except (OSError, ValueError, KeyError):
        return None
    return ReportText(manifest["title"], chapters, content_of(manifest["title"], chapters), manifest)


def content_of(title: str, chapters: Iterable[ChapterText]) -> str:
    """Hash what a reader sees of a report.

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
    """Take the words out of a chapter's content.

    Args:
        body: HTML.

    Returns:
        Every word that is seen or read aloud, single blanks between.
    """
    spoken = _SPOKEN.sub(r" \1 ", seen_of(body))
    return " ".join(html.unescape(_TAG.sub(" ", spoken)).split())


def seen_of(body: str) -> str:
    """Leave out of a chapter's content what is no content.

    Args:
        body: HTML.

    Returns:
        HTML without scripts, drawings, logs and rows of files.
    """
    return ROW_OF_FILE.sub(r"\1", _DRAWING.sub(r"\1</svg>", _UNSEEN.sub("", body)))


def _body(page: Path) -> str:
    return body_in(page.read_text(encoding="utf-8"))


def body_in(page: str) -> str:
    """Take a chapter's content out of its page.

    Args:
        page: HTML of the page.

    Returns:
        What stands between the marks that the page's template puts around it.
    """
    return page.partition(BODY)[2].rpartition(BODY_END)[0]
