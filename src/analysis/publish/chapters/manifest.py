"""What a finished report says about itself, kept beside its pages."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analysis.chapter.chapter import Chapter
from analysis.chapter.codec import UnreadableValue, chapter_from_json, to_json
from analysis.errors import ReportError
from analysis.publish.about import About
from analysis.publish.files.downloads import Download
from analysis.publish.report_names import APPROVED, CHAPTERS, DRAFT, MANIFEST
from analysis.words.current_language import SWEDISH, as_language, current
from analysis.words.days import day
from analysis.words.mixed_language import swedish
from analysis.words.translate import Words, _, later

#: So many chapters are kept at hand: pages, document and single file of a usual report are written from them in turn.
AT_HAND = 24


class _AtHand:
    """The chapters that were written or read last, by the file that they are in, wherever it is moved."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, ...], Chapter] = {}

    def get(self, path: Path) -> Chapter | None:
        return self._kept.get(_file_itself(path))

    def keep(self, path: Path, chapter: Chapter) -> Chapter:
        self._kept.pop(key := _file_itself(path), None)
        self._kept[key] = chapter
        while len(self._kept) > AT_HAND:
            self._kept.pop(next(iter(self._kept)))
        return chapter


def _file_itself(path: Path) -> tuple[int, ...]:
    about = path.stat()
    return about.st_dev, about.st_ino, about.st_mtime_ns, about.st_size


_at_hand = _AtHand()
STATES = Words({APPROVED: later("Godkänd"), DRAFT: later("Utkast")})


@dataclass(frozen=True)
class Entry:
    """A chapter in the list of contents.

    Attributes:
        title: Heading of its page.
        file: Name of its page in the report's folder.
        failed: Whether it could not be made.
        in_document: Whether it is part of the whole document.
        named_by_data: Whether its title is a name from the data.
        facts: Sentences about the run that made it: data, code, parameters.
        notebook: Path of the executed notebook below the report's folder.
    """

    title: str
    file: str
    failed: bool = False
    in_document: bool = True
    named_by_data: bool = False
    facts: Sequence[str] = ()
    notebook: str = ""

    @property
    def name(self) -> str:
        """The title as a page in any language shows it."""
        return swedish(self.title) if self.named_by_data else self.title

    @property
    def stem(self) -> str:
        """Name of its page without ending."""
        return self.file.rpartition(".")[0]


@dataclass(frozen=True)
class ReportManifest:
    """What a finished report says about itself.

    Attributes:
        report: Id of the report.
        title: Its title.
        made: The day when it was made, as in 2016-12-31.
        chapters: Its chapters in order.
        facts: Sentences about the run: data, code, parameters.
        about: What a reader chooses it by.
        downloads: Files that a reader can take away.
        language: The language of its pages.
        state: `draft`, or `approved` when a reader sees just what the latest approved version shows.
        version: That version's number, nothing for a draft.
        approvals: The approved versions, the first one first: `version`, `name` (who), `at` (ISO date and time with
            zone), `reason`, `path` (its first page below the output folder, empty when the copy is not in place).
        content: Hash of what a reader sees in the chapters.
        corrections: In a kept version, the page of what was corrected since the version before; else empty.
        standing: How what it is about stands, a line each.
        found_since: Sentences of what casts doubt on figures of the approved version and was found afterwards.
    """

    report: str
    title: str
    made: str
    chapters: Sequence[Entry]
    facts: Sequence[str]
    about: About
    downloads: Sequence[Download] = ()
    language: str = SWEDISH
    state: str = DRAFT
    version: int | None = None
    approvals: Sequence[Mapping[str, Any]] = ()
    content: str = ""
    corrections: str = ""
    standing: Sequence[str] = ()
    found_since: Sequence[str] = ()

    @property
    def day(self) -> str:
        """When it was made, in words."""
        return day(date.fromisoformat(self.made))

    @property
    def foreign(self) -> str:
        """Its language, where the page that leads to it has another; else nothing."""
        return "" if self.language == current() else self.language

    @property
    def says_itself(self) -> bool:
        """Whether the title tells what kind of report it is, whose and of which year."""
        told = self.title.casefold()
        return all(
            str(word).casefold() in told for word in (self.about.kind_name, self.about.organisation, self.about.year)
        )

    @property
    def state_name(self) -> str:
        """What a reader calls the state."""
        return STATES[self.state]

    @property
    def failures(self) -> list[Entry]:
        """Chapters that could not be made."""
        return [entry for entry in self.chapters if entry.failed]

    @property
    def made_chapters(self) -> list[Entry]:
        """Chapters that were made."""
        return [entry for entry in self.chapters if not entry.failed]


def write_manifest(folder: Path, manifest: ReportManifest) -> None:
    """Write what a report says about itself.

    Args:
        folder: The report's folder.
        manifest: What it says.
    """
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")


def read_manifest(path: Path) -> ReportManifest | None:
    """Read what a finished report says about itself.

    Args:
        path: Its manifest.

    Returns:
        The manifest; nothing for one that another version of the program wrote or that is damaged, until its report
        is next made.
    """
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        date.fromisoformat(stored["made"])
        as_language(stored.get("language", SWEDISH))
        told = {
            "chapters": [Entry(**entry) for entry in stored["chapters"]],
            "about": About(**stored["about"]),
            "downloads": [Download(**file) for file in stored["downloads"]],
        }
        return ReportManifest(**stored | told)
    except (KeyError, TypeError, ValueError):
        return None


def write_chapter(path: Path, chapter: Chapter) -> None:
    """Keep a published chapter as data.

    Args:
        path: The file.
        chapter: The chapter.
    """
    written = json.dumps(to_json(chapter), ensure_ascii=False, separators=(",", ":"))
    path.write_text(written, encoding="utf-8")
    _at_hand.keep(path, chapter)


def chapter_file(folder: Path, entry: Entry) -> Path:
    """Say where a published chapter is kept as data.

    Args:
        folder: The report's folder.
        entry: Its place in the contents.

    Returns:
        The file.
    """
    return folder / CHAPTERS / f"{entry.stem}.json"


def read_chapter(folder: Path, entry: Entry) -> Chapter:
    """Read a published chapter.

    Args:
        folder: The report's folder.
        entry: Its place in the contents.

    Returns:
        The chapter.
    """
    return read_chapter_file(chapter_file(folder, entry))


def read_chapter_file(path: Path) -> Chapter:
    """Read a chapter that is kept as data.

    Args:
        path: The file.

    Returns:
        The chapter.

    Raises:
        ReportError: If the file is gone or damaged.
    """
    try:
        return _at_hand.get(path) or _at_hand.keep(path, _read(path))
    except (OSError, ValueError, UnreadableValue) as error:
        why = error.strerror if isinstance(error, OSError) else error
        again = _("Ta fram rapporten igen: arshjul run {report} --force", report=path.parent.parent.name)
        raise ReportError(_("{file} går inte att läsa: {why}", file=path, why=why), again) from error


def _read(path: Path) -> Chapter:
    chapter = chapter_from_json(json.loads(path.read_text(encoding="utf-8")))
    as_language(chapter.language)
    return chapter


def read_chapters(folder: Path, manifest: ReportManifest) -> Iterator[tuple[Entry, Chapter]]:
    """Read the chapters of a report, one at a time: all of a long report at once would fill the memory.

    Args:
        folder: The report's folder.
        manifest: What it says about itself.

    Yields:
        Each chapter that was made, with its place in the contents.
    """
    for entry in manifest.made_chapters:
        yield entry, read_chapter(folder, entry)
