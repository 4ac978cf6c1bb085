"""Finished reports as PDF."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from analysis.console import FAILED, WELL, console, open_project, say_error
from analysis.errors import BrowserError
from analysis.project import Project
from analysis.runs.catalogue import choose_reports

if TYPE_CHECKING:
    from analysis.runs.paper import Paper


def pdf(*reports: str, force: Annotated[bool, Parameter(negative="")] = False) -> int:
    """Skriv ut framtagna rapporter som PDF och kontrollera att alla kan läsa dem.

    Args:
        reports: Rapporternas id, se arshjul list; alla om ingen nämns.
        force: Skriv ut också det som redan finns som PDF av samma sida.
    """
    from analysis.publish.browser import need_browser

    project = open_project()
    chosen = choose_reports(project, list(reports))
    return FAILED if print_reports(project, chosen, need_browser(), force=force) else WELL


def print_reports(project: Project, reports: Iterable[str], browser: str, *, force: bool = False) -> bool:
    """Print reports and say how it went, one by one.

    Args:
        project: The project.
        reports: Ids of finished reports.
        browser: The browser's path.
        force: Whether they are printed though their PDF is of the page as it is.

    Returns:
        Whether anything was wrong.
    """
    from analysis.runs.paper import Paper, make_pdf

    papers: list[Paper] = []
    for report in reports:
        try:
            papers.append(make_pdf(project, report, browser, force=force))
        except BrowserError as error:
            papers.append(Paper(report, None, [str(error)]))
        _say(papers[-1])
    return any(paper.faults for paper in papers)


def print_if_possible(project: Project, reports: Sequence[str]) -> bool:
    """Print reports where there is a browser; where there is none, say that the PDFs are left out.

    Args:
        project: The project.
        reports: Ids of finished reports.

    Returns:
        Whether anything was wrong; a machine without a browser is not.
    """
    from analysis.publish.browser import REMEDY, find_browser

    if (browser := find_browser()) is None:
        console.print(f"Rapporterna skrevs inte ut som PDF: här finns ingen webbläsare av Chromiums slag. {REMEDY}")
        return False
    return print_reports(project, reports, browser)


def _say(paper: "Paper") -> None:
    if paper.faults:
        say_error("\n".join([f"{paper.report}: PDF:en blev inte godkänd.", *(f"  {fault}" for fault in paper.faults)]))
    elif paper.seconds:
        told = f"{paper.pages} sidor, {paper.seconds:.1f} s".replace(".", ",")
        console.print(f"{paper.report}: {paper.path} ({told})", markup=False)
    else:
        console.print(f"{paper.report}: PDF:en är redan av den sida som ligger där.", markup=False)
