"""Finished reports as PDF."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from analysis.base.project import Project
from analysis.errors import BrowserError
from analysis.make.report_ids import choose_reports
from analysis.refusals import plain
from analysis.terminal import FAILED, WELL, console, open_project, say_error
from analysis.words.numbers import number
from analysis.words.translate import _

if TYPE_CHECKING:
    from analysis.make.pdfs import Paper

#: What is wrong with the PDFs of reports.
Faults = Mapping[str, Sequence[str]]


def pdf(*reports: str, force: Annotated[bool, Parameter(negative="")] = False) -> int:
    """Skriv ut framtagna rapporter som PDF och kontrollera att alla kan läsa dem.

    Args:
        reports: Rapporternas id, se arshjul list; alla om ingen nämns.
        force: Skriv ut också det som redan finns som PDF av samma sida.
    """
    from analysis.publish.chromium import need_browser

    project = open_project()
    chosen = choose_reports(project, list(reports))
    return FAILED if print_reports(project, chosen, need_browser(), force=force) else WELL


def print_reports(project: Project, reports: Iterable[str], browser: str, *, force: bool = False) -> Faults:
    """Print reports and say how it went, one by one.

    Args:
        project: The project.
        reports: Ids of finished reports.
        browser: The browser's path.
        force: Whether they are printed though their PDF is of the page as it is.

    Returns:
        What is wrong by report, for those with faults only.
    """
    from analysis.make.pdfs import Paper, make_pdf

    papers: list[Paper] = []
    for report in reports:
        try:
            papers.append(make_pdf(project, report, browser, force=force))
        except (BrowserError, OSError) as error:
            papers.append(Paper(report, None, [str(plain(error))]))
        _say(papers[-1])
    return {paper.report: paper.faults for paper in papers if paper.faults}


def print_if_possible(project: Project, reports: Sequence[str]) -> Faults:
    """Print reports where there is a browser; where there is none, say that the PDFs are left out.

    Args:
        project: The project.
        reports: Ids of reports; those that are not made are passed by.

    Returns:
        What is wrong by report, for those with faults only; a machine without a browser is no fault.
    """
    from analysis.publish.chromium import REMEDY, find_browser

    if (browser := find_browser()) is None:
        without = _("Rapporterna skrevs inte ut som PDF: här finns ingen webbläsare av Chromiums slag.")
        console.print(without, _(REMEDY))
        return {}
    return print_reports(project, finished(project, reports), browser)


def finished(project: Project, reports: Sequence[str]) -> list[str]:
    """Choose the reports that are made.

    Args:
        project: The project.
        reports: Ids of reports.

    Returns:
        Those with pages.
    """
    return [report for report in reports if (project.output / report / "index.html").exists()]


def _say(paper: "Paper") -> None:
    if paper.faults:
        head = _("{report}: PDF:en blev inte godkänd.", report=paper.report)
        say_error("\n".join([head, *(f"  {fault}" for fault in paper.faults)]))
    elif paper.seconds:
        told = _("{pages} sidor, {seconds} s", pages=paper.pages, seconds=number(paper.seconds, 1))
        console.print(f"{paper.report}: {paper.path} ({told})", markup=False)
    else:
        same = _("{report}: PDF:en är redan av den sida som ligger där.", report=paper.report)
        console.print(same, markup=False)
