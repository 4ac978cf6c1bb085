"""A chapter at an analyst's desk: its notebook with its parameters, where JupyterLab may save it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.base.files import naming, write_whole
from analysis.base.project import Project
from analysis.build.known_names import folded
from analysis.errors import CallError, ParameterError, nearest
from analysis.make.plan import AREA, Job, plan_reports
from analysis.make.trust import trust
from analysis.notebook_files.git_filter import Json, read_notebook, without_outputs
from analysis.notebook_files.opened_copy import copy_of, is_untouched, marked
from analysis.notebook_files.parameters_cell import values_of
from analysis.words.translate import _


@dataclass(frozen=True)
class AtDesk:
    """A notebook that is ready to be opened.

    Attributes:
        path: The file.
        is_changed: Whether somebody has changed it before; it is left as it is.
    """

    path: Path
    is_changed: bool = False


def chapter_at_desk(project: Project, report: str, chapter: str) -> AtDesk:
    """Lay out a chapter: a copy among the analyst's own notebooks, trusted, with outputs where the report is made.

    Args:
        project: The project.
        report: Id of the report.
        chapter: The chapter's page, number, title or area; the first when empty.

    Returns:
        The copy; one that somebody has changed as it is, and an own notebook with these very values itself.

    Raises:
        CallError: If the report has no such chapter.
        UserError: If the report cannot be planned.
    """
    planned, errors = plan_reports(project, [report])
    if errors:
        raise errors[0]
    job = choose_chapter(planned[0].jobs, chapter)
    notebook = _read(job.notebook)
    if job.notebook.parent == project.own_notebooks and job.parameters.items() <= values_of(notebook).items():
        return AtDesk(job.notebook)
    path = project.own_notebooks / f"{report}-{job.slug}.ipynb"
    if path.exists() and not is_untouched(path.read_bytes()):
        return AtDesk(path, is_changed=True)
    executed = _executed(project.output / report / "notebooks" / f"{job.slug}.ipynb")
    _write(path, copy_of(notebook, job.parameters, executed))
    trust(path)
    return AtDesk(path)


def choose_chapter(jobs: Sequence[Job], wanted: str) -> Job:
    """Find a chapter by what somebody calls it.

    Args:
        jobs: The chapters of a report.
        wanted: A page with or without ending, its number or its name alone, a title or the code of an area; the first
            chapter when empty.

    Returns:
        The chapter.

    Raises:
        CallError: Naming the nearest one.
    """
    asked = folded(wanted.removesuffix(".html"))
    known = {folded(name): job for job in reversed(jobs) for name in _names(job)}
    if not asked:
        return jobs[0]
    if asked not in known:
        told = _("Rapporten har inget kapitel «{chapter}».", chapter=wanted)
        raise CallError(told, nearest(asked, [job.slug.partition("-")[2] for job in jobs]))
    return known[asked]


def _names(job: Job) -> Iterator[str]:
    number, __, name = job.slug.partition("-")
    yield from (str(job.parameters.get(AREA) or job.slug), job.title, name, number, str(int(number)), job.slug)


def _read(path: Path) -> Json:
    try:
        return read_notebook(without_outputs(path.read_bytes()))
    except (ValueError, KeyError, TypeError) as error:
        raise ParameterError(_("{file} går inte att läsa som notebook.", file=path.name), _("Rätta filen.")) from error


def _executed(path: Path) -> Json | None:
    try:
        return read_notebook(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, notebook: Json) -> None:
    content = marked(json.dumps(notebook, ensure_ascii=False).encode())
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
