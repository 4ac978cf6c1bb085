"""Pages that lead to other pages: a report's contents and the list of all reports."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any
from uuid import uuid4

from analysis.catalogue import Words, later
from analysis.language import DOCUMENT_KINDS, day
from analysis.publish.downloads import Download
from analysis.publish.names import APPROVED, DRAFT, MANIFEST, OPEN_DATA
from analysis.publish.package import PACKAGE
from analysis.publish.page import PAGES, Entry
from analysis.publish.search import search_script
from analysis.speech import SWEDISH, current, site_language, speaking
from analysis.vocabulary import DocumentKind

CONTENTS = "index.html"
STATES = Words({APPROVED: later("Godkänd"), DRAFT: later("Utkast")})
SEARCH = "search.js"


@dataclass(frozen=True)
class About:
    """What a reader chooses reports by.

    Attributes:
        kind: A `DocumentKind` code.
        year: The year that it is about.
        organisation: Name of whose report it is.
        areas: Names of its process areas.
    """

    kind: str
    year: int
    organisation: str
    areas: Sequence[str]

    @property
    def kind_name(self) -> str:
        """What such a document is called."""
        return DOCUMENT_KINDS[DocumentKind(self.kind)]


@dataclass(frozen=True)
class ReportManifest:
    """What a finished report says about itself, kept beside its pages.

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


def write_contents(folder: Path, manifest: ReportManifest) -> None:
    """Write a report's first page and its manifest.

    Args:
        folder: The report's folder.
        manifest: What the report says about itself.
    """
    with speaking(manifest.language):
        page = PAGES.get_template("contents.html.j2").render(report=manifest)
    (folder / CONTENTS).write_text(page, encoding="utf-8")
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")


def write_site(output: Path) -> Path:
    """Write the page that leads to all finished reports, in the language of the site, and what pages share.

    Args:
        output: The output folder.

    Returns:
        The page's path.
    """
    with speaking(site_language()):
        return _write_site(output)


def _write_site(output: Path) -> Path:
    _copy_assets(output / "assets")
    paths = (path for path in sorted(output.glob(f"*/{MANIFEST}")) if not path.parent.name.startswith("."))
    manifests = sorted(filter(None, map(read_manifest, paths)), key=_latest_first)
    _write(output / "assets" / SEARCH, search_script(output, [manifest.report for manifest in manifests]))
    filters = {
        "year": [str(year) for year in sorted({each.about.year for each in manifests}, reverse=True)],
        "organisation": sorted({each.about.organisation for each in manifests}),
        "kind": sorted({each.about.kind_name for each in manifests}),
        "state": [name for name in STATES.values() if name in {each.state_name for each in manifests}],
        "area": sorted({area for each in manifests for area in each.about.areas}),
    }
    page = PAGES.get_template("site.html.j2").render(reports=manifests, filters=filters, open_data=_open_data(output))
    return _write(output / "index.html", page)


def _open_data(output: Path) -> list[tuple[str, str]]:
    """Address and title of what tells what the open data are, then of each file; nothing where none are written."""
    try:
        package = json.loads((output / OPEN_DATA / PACKAGE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    files = [(each["path"], each["title"]) for each in package["resources"]]
    return [(f"{OPEN_DATA}/{path}", title) for path, title in [(PACKAGE, package["title"]), *files]]


def _latest_first(manifest: ReportManifest) -> tuple[int, str, str]:
    return -manifest.about.year, manifest.about.organisation, manifest.title


def _write(path: Path, content: str) -> Path:
    """Write a file that is whole or not there; of another name than any other run's until it is whole."""
    if path.exists() and path.read_text(encoding="utf-8") == content:
        return path
    new = path.with_name(f".tmp-{uuid4().hex[:8]}-{path.name}")
    new.write_text(content, encoding="utf-8")
    return new.replace(path)


def read_manifest(path: Path) -> ReportManifest | None:
    """Read what a finished report says about itself.

    Args:
        path: Its manifest.

    Returns:
        The manifest; nothing for one that another version of the program wrote, until its report is next made.
    """
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    try:
        date.fromisoformat(stored["made"])
        told = {
            "chapters": [Entry(**entry) for entry in stored["chapters"]],
            "about": About(**stored["about"]),
            "downloads": [Download(**file) for file in stored["downloads"]],
        }
        return ReportManifest(**stored | told)
    except (KeyError, TypeError, ValueError):
        return None


def _copy_assets(folder: Path) -> None:
    """Copy style, script and Plotly once for all pages; a file is only written when it differs."""
    folder.mkdir(parents=True, exist_ok=True)
    own = resources.files("analysis.publish") / "assets"
    plotly = resources.files("plotly") / "package_data" / "plotly.min.js"
    for source in (own / "page.css", own / "page.js", own / "site.js", plotly):
        with resources.as_file(source) as path:
            target = folder / path.name
            if not target.exists() or target.read_bytes() != path.read_bytes():
                new = folder / f".tmp-{uuid4().hex[:8]}-{path.name}"
                shutil.copyfile(path, new)
                new.replace(target)
