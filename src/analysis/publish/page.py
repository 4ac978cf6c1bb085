"""An executed notebook into a chapter page."""

import copy
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from analysis.catalogue import FOR_TEMPLATES, _
from analysis.marked import plain, swedish
from analysis.present.palette import HALO, TOKENS
from analysis.publish.named_table import NamedTable, name_tables
from analysis.slug import slug

TEMPLATES = Path(__file__).parent / "templates"
PAGES = Environment(loader=FileSystemLoader(TEMPLATES / "arshjul"), autoescape=True, undefined=StrictUndefined)
PAGES.globals.update(FOR_TEMPLATES)
PAGES.filters["plain"] = plain
#: Which of the page's colours each of ours is; the script that draws charts asks for them.
PAGES.globals["colours"] = json.dumps({**TOKENS, "#ffffff": "paper", HALO: "paper"})
#: Cells that only an analyst in JupyterLab needs.
NOTEBOOK_ONLY = "notebook-only"
UNSHOWN = {NOTEBOOK_ONLY, "parameters", "injected-parameters"}
#: How a sentence about something that many documents lack begins.
OPTIONAL_SENTENCE = '<p class="muted optional">'
#: The beginning of a tag, as far as it says what its element is about.
ABOUT = re.compile(r'(?P<before><(?:tr|figure)[^>]*) data-subject="(?P<subject>[^"]+)"')
#: A heading that search, contents and links from elsewhere lead to.
HEADING = re.compile(r"<(?P<name>h[23])(?P<rest>(?![^>]* id=)[^>]*)>(?P<words>.*?)</(?P=name)>", re.DOTALL)
HEADING_LENGTH = 60
#: What a legend says of one kind of symbol, and where such a symbol is shown.
EXPLAINED = re.compile(r'<div data-explains="(?P<kind>[^"]+)">.*?</div>\n?', re.DOTALL)
SYMBOL_KIND = re.compile(r'<svg data-kind="([^"]+)"')
#: What it says of such symbols that are not known, and where one of these is shown.
UNKNOWN_EXPLAINED = re.compile(r'<li data-unknown="(?P<kind>[^"]+)">.*?</li>\n?', re.DOTALL)
UNKNOWN_KIND = re.compile(r'<svg data-kind="([^"]+)" data-unknown')
#: Before the kind of mark that a text explains, in the tags of its cell; the text is left out where none is shown.
EXPLAINS = "explains-"
FIRST_HEADING = re.compile(r"\A# .*\n*")


@dataclass(frozen=True)
class Entry:
    """A chapter in the list of contents.

    Attributes:
        title: Heading of its page.
        file: Name of its page in the report's folder.
        failed: Whether it could not be made.
        in_document: Whether it is part of the whole document.
        named_by_data: Whether its title is a name from the data.
    """

    title: str
    file: str
    failed: bool = False
    in_document: bool = True
    named_by_data: bool = False

    @property
    def name(self) -> str:
        """The title as a page in any language shows it."""
        return swedish(self.title) if self.named_by_data else self.title


@dataclass(frozen=True)
class ChapterBody:
    """What a chapter is made of.

    Attributes:
        html: The content of its page.
        tables: The tables of the page as figures, in order.
    """

    html: Markup
    tables: Sequence[NamedTable]


@dataclass(frozen=True)
class ChapterPage:
    """What a chapter's page says around its content.

    Attributes:
        title: Heading of the page.
        file: Name of the page.
        report_title: Title of the report.
        chapters: All chapters of the report, in order.
        facts: Sentences about the run: data, code, parameters.
        notebook: Path of the executed notebook below the report's folder.
    """

    title: str
    file: str
    report_title: str
    chapters: Sequence[Entry]
    facts: Sequence[str]
    notebook: str

    @property
    def previous(self) -> Entry | None:
        """The chapter before, among those that were made."""
        return self._neighbour(-1)

    @property
    def next(self) -> Entry | None:
        """The chapter after, among those that were made."""
        return self._neighbour(+1)

    def _neighbour(self, step: int) -> Entry | None:
        made = [entry for entry in self.chapters if not entry.failed]
        place = next((place for place, entry in enumerate(made) if entry.file == self.file), -len(made)) + step
        return made[place] if 0 <= place < len(made) else None


def notebook_exporter() -> HTMLExporter:
    """Make an exporter; making it is slow, so one is shared by all chapters of a run.

    Returns:
        An nbconvert exporter with our template: no code, no requests to other hosts, no page around the content.
    """
    config = Config()
    config.TagRemovePreprocessor.remove_cell_tags = UNSHOWN
    config.TagRemovePreprocessor.enabled = True
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        config=config,
        template_name="arshjul",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        embed_images=False,
    )
    exporter.environment.globals.update(FOR_TEMPLATES)
    return exporter


def chapter_body(exporter: HTMLExporter, notebook: NotebookNode, slug: str) -> ChapterBody:
    """Convert an executed notebook to content without a page around it.

    Args:
        exporter: The exporter of this run.
        notebook: The executed notebook; it is not changed.
        slug: Name of the chapter's page without ending; the files of its tables are named after it.

    Returns:
        Safe HTML, and the tables in it, each with a link to its files below it.
    """
    shown = _for_readers(notebook)
    tables = name_tables([cell for cell in shown.cells if not UNSHOWN & set(cell.metadata.get("tags", []))], slug)
    html, _ = exporter.from_notebook_node(shown)
    return ChapterBody(Markup(_with_sections(_with_anchors(html))), tables)  # noqa: S704 - made by our own template


def chapter_html(body: Markup, page: ChapterPage) -> str:
    """Put a page around the content of a chapter.

    Args:
        body: The content.
        page: What stands around it.

    Returns:
        A whole HTML page.
    """
    return PAGES.get_template("chapter.html.j2").render(chapter=page, body=body)


def _with_anchors(html: str) -> str:
    """Make the first place that is about a goal or a commitment the one that links lead to."""
    met: set[str] = set()

    def anchored(found: re.Match[str]) -> str:
        subject = found["subject"]
        if subject in met or " id=" in found["before"]:
            return found[0]
        met.add(subject)
        return f'{found["before"]} id="{subject}" data-subject="{subject}"'

    return ABOUT.sub(anchored, html)


def _with_sections(html: str) -> str:
    """Give every heading an address of its words, which stays when sections before it come or go."""
    met: Counter[str] = Counter()

    def anchored(found: re.Match[str]) -> str:
        words = unescape(Markup(found["words"]).striptags())  # noqa: S704 - tags are taken away
        key = f"avsnitt-{slug(words, HEADING_LENGTH)}"
        met[key] += 1
        # Two hyphens: no heading's own words give those.
        name, own = found["name"], key if met[key] == 1 else f"{key}--{met[key]}"
        return f'<{name} id="{own}"{found["rest"]}>{found["words"]}</{name}>'

    return HEADING.sub(anchored, html)


def _for_readers(notebook: NotebookNode) -> NotebookNode:
    """Translate the texts and drop the notebook's own title: the page has the chapter's, which names the area."""
    cells = copy.deepcopy(notebook.cells)
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = _(cell.source.strip())
    first = next((cell for cell in cells if cell.cell_type == "markdown"), None)
    if first is not None:
        first.source = FIRST_HEADING.sub("", first.source)
    shown = copy.copy(notebook)
    shown.cells = _without_empty_sections(_explain_what_is_shown(cells))
    return shown


def _explain_what_is_shown(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Leave out every explanation of a kind of symbol or mark that the page shows none of, and legends left empty."""
    pages = [
        output.data for cell in cells for output in cell.get("outputs", []) if "text/html" in output.get("data", {})
    ]
    legends = [page for page in pages if EXPLAINED.search(page["text/html"])]
    content = "".join(page["text/html"] for page in pages if page not in legends)
    shown = set(SYMBOL_KIND.findall(content))
    for page in legends:
        known = _of_kinds(UNKNOWN_EXPLAINED, page["text/html"], set(UNKNOWN_KIND.findall(content)))
        kept = _of_kinds(EXPLAINED, known, shown)
        page["text/html"] = kept if EXPLAINED.search(kept) else OPTIONAL_SENTENCE
    return [cell for cell in cells if _explained_by(cell) <= shown]


def _of_kinds(explained: re.Pattern[str], legend: str, shown: set[str]) -> str:
    return explained.sub(lambda found: found[0] if found["kind"] in shown else "", legend)


def _explained_by(cell: NotebookNode) -> set[str]:
    return {tag.removeprefix(EXPLAINS) for tag in cell.metadata.get("tags", []) if tag.startswith(EXPLAINS)}


def _without_empty_sections(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Leave out sections that the document does not have: a heading, and below it only sentences that say so."""
    sections: list[list[NotebookNode]] = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            sections.append([])
        sections[-1].append(cell)
    return [cell for section in sections if not _is_empty(section) for cell in section if not _is_optional(cell)]


def _is_empty(section: list[NotebookNode]) -> bool:
    code = [cell for cell in section if cell.cell_type == "code"]
    return bool(code) and all(_is_optional(cell) for cell in code)


def _is_optional(cell: NotebookNode) -> bool:
    outputs = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
    return bool(outputs) and all(html.startswith(OPTIONAL_SENTENCE) for html in outputs)
