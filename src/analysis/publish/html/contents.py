"""The page that leads to all reports, and what pages share."""

import json
from importlib import resources
from pathlib import Path
from uuid import uuid4

from analysis.base.theme import current_theme
from analysis.chapter.markup.theme_style import page_theme
from analysis.publish.chapters.manifest import STATES, ReportManifest, read_manifest
from analysis.publish.files.data_package import PACKAGE
from analysis.publish.html.search_index import search_script
from analysis.publish.html.surroundings import Look
from analysis.publish.html.template import page
from analysis.publish.report_names import CONTENTS, MANIFEST, OPEN_DATA
from analysis.words.current_language import site_language, speaking

SEARCH = "search.js"
#: What pages of reports ask for, below the folder of what they share.
STYLE, PLOTLY = "page.css", "plotly.min.js"
ASSETS = (STYLE, "page.js", PLOTLY, "logo.svg", "logo.png")
_OF_THE_SITE = "site.js"


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
    _write(output / "assets" / SEARCH, search_script(output, {each.report: each.language for each in manifests}))
    filters = {
        "year": [str(year) for year in sorted({each.about.year for each in manifests}, reverse=True)],
        "organisation": sorted({each.about.organisation for each in manifests}),
        "kind": sorted({each.about.kind_name for each in manifests}),
        "state": [name for name in STATES.values() if name in {each.state_name for each in manifests}],
        "area": sorted({area for each in manifests for area in each.about.areas}),
    }
    look = Look(up="", assets="assets")
    return _write(
        output / CONTENTS, page("site", reports=manifests, filters=filters, open_data=_open_data(output), look=look)
    )


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


def _copy_assets(folder: Path) -> None:
    """Copy style, script and Plotly once for all pages; a file is only written when it differs."""
    folder.mkdir(parents=True, exist_ok=True)
    own = resources.files("analysis.publish.html") / "assets"
    plotly = resources.files("plotly") / "package_data"
    for name in (STYLE, "page.js", PLOTLY, _OF_THE_SITE):
        content = ((plotly if name == PLOTLY else own) / name).read_bytes()
        _put(folder / name, content + page_theme().encode() if name == STYLE else content)
    logo = current_theme().logo
    if logo:
        _put(folder / logo.name, logo.content)


def _put(target: Path, content: bytes) -> None:
    if not target.exists() or target.read_bytes() != content:
        new = target.with_name(f".tmp-{uuid4().hex[:8]}-{target.name}")
        new.write_bytes(content)
        new.replace(target)
