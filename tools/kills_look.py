"""What lies on disk after a kill: whole or torn, old or new, and what is left that nobody needs."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import nbformat

from analysis.base.files import digest_of
from analysis.base.project import Project
from analysis.store.snapshots import state_of

#: What a page says of the run that made it, at its foot or below the heading of the whole document.
FACTS = re.compile(r"<footer.*?</footer>|Framtagen [^<]*? UTC\.", re.DOTALL)
RUN = re.compile(r"körning ([0-9a-f]{8})\.")


def contents_of(report: Path) -> dict[str, str]:
    """Read a report's pages without what tells of the run that made them.

    Args:
        report: Its folder.

    Returns:
        Content by page.
    """
    return {path.name: FACTS.sub("", path.read_text(encoding="utf-8")) for path in sorted(report.glob("*.html"))}


def faults_at_once(project: Project, allowed: list[dict[str, str]]) -> list[str]:
    """Look at everything right after a kill.

    Args:
        project: The project.
        allowed: The old content of the report and the new.

    Returns:
        What is torn.
    """
    reports = [path for path in project.output.iterdir() if (path / "report.json").exists() and path.name[0] != "."]
    if not reports:
        return ["ingen rapport ligger på plats"]
    faults = [fault for report in reports for fault in _of_report(report, allowed)]
    return [*faults, *_of_site(project, reports), *_of_shelf(project), *_of_journal(project)]


def _of_report(report: Path, allowed: list[dict[str, str]]) -> Iterator[str]:
    about = json.loads((report / "report.json").read_text(encoding="utf-8"))
    run = RUN.findall(" ".join(about["facts"]))[-1]
    for name in ["index.html", "hela.html", *(entry["file"] for entry in about["chapters"])]:
        page = report / name
        if not page.exists():
            yield f"{name} saknas"
            continue
        text = page.read_text(encoding="utf-8")
        if not text.rstrip().endswith("</html>"):
            yield f"{name} är avklippt"
        if run not in RUN.findall(text):
            yield f"{name} är av en annan körning"
    for entry in about["chapters"]:
        yield from _of_notebook(report / "notebooks" / entry["file"].replace(".html", ".ipynb"))
    if contents_of(report) not in allowed:
        yield "rapporten är varken den gamla eller den nya"


def _of_notebook(path: Path) -> Iterator[str]:
    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        yield f"{path.name} går inte att läsa: {error}"


def _of_site(project: Project, reports: list[Path]) -> Iterator[str]:
    page = (project.output / "index.html").read_text(encoding="utf-8")
    if not page.rstrip().endswith("</html>") or any(f"{report.name}/index.html" not in page for report in reports):
        yield "sidan över rapporter är inte hel"


def _of_shelf(project: Project) -> Iterator[str]:
    for about in (project.state / "chapters").glob("[!.]*.json"):
        try:
            digest = json.loads(about.read_text(encoding="utf-8"))["digest"]
        except (ValueError, KeyError) as error:
            yield f"{about.name} på hyllan går inte att läsa: {error}"
            continue
        notebook = about.with_name(f"{about.stem}-{digest}.ipynb")
        if not notebook.exists() or digest_of(notebook) != digest:
            yield f"{about.name} på hyllan hör inte till sin notebook"
        else:
            yield from _of_notebook(notebook)


def _of_journal(project: Project) -> Iterator[str]:
    with closing(sqlite3.connect(project.state / "runs.sqlite")) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        yield f"journalen är skadad: {verdict}"


def leftovers(project: Project, temporary: Path) -> list[str]:
    """Look for what a killed run left, after another has come to its end.

    Args:
        project: The project.
        temporary: Folder for what processes keep outside the project.

    Returns:
        Names of files and folders.
    """
    hidden = [*project.output.rglob(".tmp-*"), *project.output.glob(".old-*"), *project.data.glob(".tmp-*")]
    own = [path for name in ("work", "share", "alive") for path in (project.state / name).glob("*")]
    # What is read now stays, as a link to it; the next one who reads another removes it.
    now = state_of(project.database).name
    own += [path for path in (project.state / "snapshots").iterdir() if path.name != now]
    return [str(path.relative_to(project.root.parent)) for path in (*hidden, *own, *temporary.iterdir())]
