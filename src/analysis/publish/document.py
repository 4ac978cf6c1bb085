"""A whole report as one page: the form in which a board adopts it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from analysis.publish.contents import ReportManifest
from analysis.publish.page import PAGES

DOCUMENT = "hela.html"
LEGEND = "Teckenförklaring"
HEADINGS = ("h2", "h3", "h4", "h5")


@dataclass(frozen=True)
class Part:
    """One numbered chapter of the document.

    Attributes:
        key: Its anchor.
        title: Its heading, without number.
        html: Its content.
    """

    key: str
    title: str
    html: Markup


def write_document(folder: Path, manifest: ReportManifest, chapters: Sequence[tuple[str, Markup]]) -> Path:
    """Write all chapters as one page with contents and numbered headings.

    Args:
        folder: The report's folder.
        manifest: What the report says about itself.
        chapters: Title and content of each chapter that came out.

    Returns:
        The page.
    """
    parts: list[Part] = []
    legends: list[Tag] = []
    for place, (title, body) in enumerate(chapters, start=1):
        soup = BeautifulSoup(body, "html.parser")
        legends += _taken_legends(soup)
        _make_unique(soup, f"k{place}")
        _number(soup, place)
        parts.append(Part(f"kapitel-{place}", title, Markup(str(soup))))  # noqa: S704 - made by our own templates
    parts += _one_legend(legends)
    page = PAGES.get_template("document.html.j2").render(report=manifest, parts=parts)
    path = folder / DOCUMENT
    path.write_text(page, encoding="utf-8")
    return path


def _taken_legends(soup: BeautifulSoup) -> list[Tag]:
    """Take the legend out of a chapter: the document has one, at its end."""
    heading = soup.find("h2", string=LEGEND)
    if heading is None or not isinstance(heading.parent, Tag):
        return []
    content = heading.parent.find_next_sibling("div", class_="outputs")
    heading.parent.extract()
    return [content.extract()] if isinstance(content, Tag) else []


def _one_legend(legends: Sequence[Tag]) -> list[Part]:
    """Put the legends of all chapters together, each kind of symbol once."""
    boxes = [box for legend in legends for box in legend.select(".legend")]
    if not boxes:
        return []
    groups: dict[str, Tag] = {}
    for group in (found for box in boxes for found in box.find_all("div", recursive=False)):
        groups.setdefault(group.get_text("\n", strip=True).partition("\n")[0], group)
    whole = boxes[0]
    whole.clear()
    for place, group in enumerate(groups.values(), start=1):
        _rename(group, f"legend-{place}")
        whole.append(group)
    return [Part("teckenforklaring", LEGEND, Markup(str(whole)))]  # noqa: S704 - made by our own templates


def _rename(group: Tag, name: str) -> None:
    for tag, attribute in (("p", "id"), ("ul", "aria-labelledby")):
        for found in group.find_all(tag):
            found[attribute] = name


def _make_unique(soup: BeautifulSoup, prefix: str) -> None:
    for tag in soup.find_all(True):
        for attribute in ("id", "aria-labelledby"):
            if attribute in tag.attrs:
                tag[attribute] = f"{prefix}-{tag[attribute]}"


def _number(soup: BeautifulSoup, chapter: int) -> None:
    """Move headings one step down below the chapter's own, and number the first step."""
    section = 0
    for heading in soup.find_all(HEADINGS):
        level = int(heading.name[1])
        heading.name = f"h{level + 1}"
        if level == int(HEADINGS[0][1]):
            section += 1
            heading.insert(0, f"{chapter}.{section} ")
