"""A whole report as one page: the form in which a board adopts it."""

import copy
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from analysis.catalogue import _, later
from analysis.language import enumerate_words
from analysis.marked import filled
from analysis.publish.contents import ReportManifest
from analysis.publish.page import PAGES

DOCUMENT = "hela.html"
#: As the notebooks call it, and the catalogue after them.
LEGEND = later("Teckenförklaring")
HEADINGS = ("h2", "h3", "h4", "h5")
#: The contents name the sections of chapters as well, while they stay as short as this.
SHORT_CONTENTS = 30


@dataclass(frozen=True)
class Section:
    """One numbered section of a chapter.

    Attributes:
        key: Its anchor.
        title: Its heading, with number.
    """

    key: str
    title: str


@dataclass(frozen=True)
class Part:
    """One numbered chapter of the document.

    Attributes:
        key: Its anchor.
        title: Its heading, with number.
        stored: The file that holds its content.
        sections: Its sections in order.
    """

    key: str
    title: str
    stored: Path
    sections: Sequence[Section]

    @property
    def html(self) -> Markup:
        """Its content, read when the document is written: all chapters at once would fill the memory."""
        with self.stored.open(encoding="utf-8", newline="") as file:
            return Markup(file.read())  # noqa: S704 - made by our own templates


@dataclass(frozen=True)
class LegendPart:
    """What the symbols of the whole document mean.

    Attributes:
        key: Its anchor.
        title: Its heading.
        html: Its content.
    """

    key: str
    title: str
    html: Markup


def write_document(folder: Path, manifest: ReportManifest, chapters: Iterable[tuple[str, Markup]]) -> Path:
    """Write all chapters as one page with contents and numbered headings.

    Args:
        folder: The report's folder.
        manifest: What the report says about itself.
        chapters: Title and content of each chapter that came out.

    Returns:
        The page.
    """
    path = folder / DOCUMENT
    with tempfile.TemporaryDirectory(prefix=".tmp-parts-", dir=folder) as parts_folder:
        legend = _Legend()
        parts = list(_parts(Path(parts_folder), chapters, legend))
        short = len(parts) + sum(len(part.sections) for part in parts) <= SHORT_CONTENTS
        page = PAGES.get_template("document.html.j2").stream(
            report=manifest, parts=parts, legend=legend.part, with_sections=short, web_only=_web_only(manifest)
        )
        page.enable_buffering()
        page.dump(str(path), encoding="utf-8")
    return path


def _web_only(manifest: ReportManifest) -> str:
    """Name the chapters that the document leaves out; those that could not be made are missing everywhere."""
    return enumerate_words([entry.name for entry in manifest.chapters if not entry.in_document and not entry.failed])


def _parts(folder: Path, chapters: Iterable[tuple[str, Markup]], legend: "_Legend") -> Iterator[Part]:
    """Write each chapter as it is to stand in the document to a file of its own; its legend goes with the others."""
    for place, (title, body) in enumerate(chapters, start=1):
        soup = BeautifulSoup(body, "html.parser")
        legend.take(soup)
        _make_unique(soup, f"k{place}")
        sections = _number(soup, place)
        stored = folder / f"kapitel-{place}"
        stored.write_text(str(soup), encoding="utf-8", newline="")
        yield Part(stored.name, filled("{place} {title}", place=place, title=title), stored, sections)


class _Legend:
    """The legends of all chapters put together, each kind of symbol once."""

    def __init__(self) -> None:
        self._box: Tag | None = None
        self._groups: dict[str, Tag] = {}

    def take(self, soup: BeautifulSoup) -> None:
        """Take the legend out of a chapter: the document has one, before its first."""
        heading = soup.find("h2", string=_(LEGEND))
        if heading is None or not isinstance(heading.parent, Tag):
            return
        for content in list(heading.parent.find_next_siblings("div")):
            boxes = content.select(".legend")
            if not boxes:
                break
            content.extract()
            for box in boxes:
                self._add(box)
        heading.parent.extract()

    def _add(self, box: Tag) -> None:
        # Copies: a piece of a chapter keeps the whole chapter in memory.
        for group in box.find_all("div", recursive=False):
            name = group.get_text("\n", strip=True).partition("\n")[0]
            if name not in self._groups:
                self._groups[name] = copy.copy(group)
            self._tell_unknown(self._groups[name], group)
        if self._box is None:
            self._box = copy.copy(box)
            self._box.clear()

    @staticmethod
    def _tell_unknown(kept: Tag, group: Tag) -> None:
        """A chapter explains the symbol for what is unknown only where it shows it; the first need not."""
        unknown, listed = group.select_one("li[data-unknown]"), kept.find("ul")
        if unknown is not None and isinstance(listed, Tag) and kept.select_one("li[data-unknown]") is None:
            listed.append(copy.copy(unknown))

    @property
    def part(self) -> LegendPart | None:
        """The one legend, nothing when no chapter has one."""
        if self._box is None:
            return None
        # Symbols first, then abbreviations: what has no kind of its own would look like part of what comes before it.
        in_order = sorted(self._groups.values(), key=lambda group: "data-explains" not in group.attrs)
        for place, group in enumerate(in_order, start=1):
            _rename(group, f"legend-{place}")
            self._box.append(group)
        return LegendPart("teckenforklaring", _(LEGEND), Markup(str(self._box)))  # noqa: S704 - made by our templates


def _rename(group: Tag, name: str) -> None:
    for found, attribute in (("p.legend-heading", "id"), ("ul", "aria-labelledby")):
        for tag in group.select(found):
            tag[attribute] = name


def _make_unique(soup: BeautifulSoup, prefix: str) -> None:
    for tag in soup.find_all(True):
        for attribute in ("id", "aria-labelledby"):
            if attribute in tag.attrs:
                tag[attribute] = " ".join(f"{prefix}-{name}" for name in str(tag[attribute]).split())


def _number(soup: BeautifulSoup, chapter: int) -> list[Section]:
    """Move headings one step down below the chapter's own, and number the first step, which contents lead to."""
    sections: list[Section] = []
    for heading in soup.find_all(HEADINGS):
        level = int(heading.name[1])
        heading.name = f"h{level + 1}"
        if level == int(HEADINGS[0][1]):
            heading.insert(0, f"{chapter}.{len(sections) + 1} ")
            heading["id"] = heading.get("id") or f"avsnitt-{chapter}-{len(sections) + 1}"
            sections.append(Section(str(heading["id"]), Markup(heading.decode_contents())))  # noqa: S704 - our own
    return sections
