"""From a report's parameter file to the list of notebooks that will run, all of it checked before anything starts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.base.project import OWN_NOTEBOOKS, Project
from analysis.base.slug import slug
from analysis.base.vocabulary import DocumentKind
from analysis.errors import ParameterError, UserError, nearest, shown
from analysis.make.declared import declared_parameters
from analysis.parameters import (
    SAFE_NAME,
    SECONDS,
    Chapter,
    ReportPlan,
    check_file,
    check_names,
    check_types,
    choose_area,
    choose_node,
    choose_part,
    choose_tag,
    read_plan,
)
from analysis.publish.about import About
from analysis.refusals import plain
from analysis.store.answers import ask_rows
from analysis.store.connection import open_database
from analysis.words.current_language import SWEDISH
from analysis.words.translate import _

SLUG_LENGTH = 60
#: The parameter by which a notebook learns its report's language.
LANGUAGE = "language"
#: What a chapter may be made for each of, beside the levels of the goal tree.
AREA, TAG = "process_area", "tag"
#: Rows of a view.
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Job:
    """One notebook to run with its values.

    Attributes:
        notebook: Path of the notebook.
        parameters: Value by name.
        title: Heading of the page.
        slug: Name of the page without ending, safe as a file name.
        in_document: Whether it is part of the whole document.
        seconds: How long it may take.
        named_by_data: Whether the title is a name from the data, such as a process area's.
    """

    notebook: Path
    parameters: Mapping[str, Any]
    title: str
    slug: str
    in_document: bool = True
    seconds: float = SECONDS
    named_by_data: bool = False

    @property
    def name(self) -> str:
        """What a parameter file calls its notebook."""
        own = f"{OWN_NOTEBOOKS}/" if self.notebook.parent.name == OWN_NOTEBOOKS else ""
        return f"{own}{self.notebook.stem}"

    @property
    def language(self) -> str:
        """The language of its content: a notebook without the parameter is written in Swedish."""
        return str(self.parameters.get(LANGUAGE, SWEDISH))


@dataclass(frozen=True)
class PlannedReport:
    """One report ready to run.

    Attributes:
        report: Its id.
        title: Its title.
        jobs: Its chapters in order.
        parts: Document and organisation of the parts that it is about.
        about: What a reader chooses it by.
        language: The language of its pages.
    """

    report: str
    title: str
    jobs: list[Job]
    parts: list[tuple[str, str]]
    about: About
    language: str = SWEDISH


def parts_of(project: Project, reports: list[str]) -> list[dict[str, Any]]:
    """Find the part of a document that each report is about.

    Args:
        project: The project.
        reports: Ids of reports.

    Returns:
        One row of the view `document_part` a report.

    Raises:
        ParameterError: If a parameter file cannot be read, or names what the data lacks.
    """
    with open_database(project.database) as connection:
        parts = ask_rows(connection, "parts")
    return [_part(read_plan(project.parameters / f"{report}.yaml").parameters, parts) for report in reports]


def plan_reports(project: Project, reports: list[str]) -> tuple[list[PlannedReport], list[UserError]]:
    """Plan several reports.

    Args:
        project: The project.
        reports: Ids of the reports.

    Returns:
        The reports that can run, and what is wrong with the others; one bad file does not stop the rest.
    """
    planned: list[PlannedReport] = []
    errors: list[UserError] = []
    for report in reports:
        try:
            planned.append(plan_report(project, read_plan(project.parameters / f"{report}.yaml")))
        except (UserError, OSError) as error:
            told = plain(error)
            where = "" if f"{report}.yaml" in told.message else f"{report}.yaml: "
            errors.append(ParameterError(where + told.message, told.remedy))
    return planned, errors


def plan_report(project: Project, plan: ReportPlan) -> PlannedReport:
    """Expand a report into its jobs.

    Args:
        project: The project.
        plan: The report's parameter file.

    Returns:
        The report with one job a page.

    Raises:
        ParameterError: If a notebook, parameter or value does not fit; the message names the nearest right one.
        DatabaseError: If there is no database.
    """
    with open_database(project.database) as connection:
        parts = ask_rows(connection, "parts")
        areas = {
            (row["document"], row["organisation"]): ask_rows(
                connection, "areas", document=row["document"], organisation=row["organisation"]
            )
            for row in parts
        }
    jobs: list[Job] = []
    for chapter in plan.chapters:
        jobs += _jobs(project, plan, chapter, parts, areas)
    told = {_key(part): part for part in (_part(job.parameters, parts) for job in jobs)}
    about_areas = _areas_of_controls(project, told) if plan.kind == DocumentKind.CONTROL else areas
    names = dict.fromkeys(area["usual_name"] for key in told for area in about_areas[key])
    first = next(iter(told.values()))
    own_kind = "" if plan.kind else first["kind_name"] or ""
    about = About(plan.kind or first["kind"], first["year"], first["organisation_name"], list(names), own_kind)
    return PlannedReport(plan.report, plan.title, _with_unique_slugs(jobs), list(told), about, plan.language)


def _areas_of_controls(project: Project, parts: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Rows]:
    """What a report on internal control is about: fewer areas than the document that it is a part of."""
    with open_database(project.database) as connection:
        return {
            (document, organisation): ask_rows(
                connection, "control_areas", document=document, organisation=organisation
            )
            for document, organisation in parts
        }


def _key(part: Mapping[str, Any]) -> tuple[str, str]:
    return part["document"], part["organisation"]


def _jobs(
    project: Project, plan: ReportPlan, chapter: Chapter, parts: Rows, areas: Mapping[Any, Rows]
) -> Iterator[Job]:
    path = _notebook(project, chapter)
    where = _("notebooken {notebook}", notebook=chapter.notebook)
    values = plan.parameters | chapter.parameters
    if LANGUAGE in values:
        raise ParameterError(
            _("Språket gäller hela rapporten."), _("Skriv language bredvid title, inte under parameters.")
        )
    named = _named_by(project, chapter)
    declared = declared_parameters(project, path)
    # A notebook that cannot be read fails as a chapter of its own when it runs; the others still come out.
    if declared is not None:
        given = values | dict.fromkeys(named, "")
        check_names(given, list(declared), where)
        check_types(given, declared, where)
    # Swedish is what a notebook does by itself.
    if plan.language != SWEDISH and LANGUAGE in (declared or {}):
        values = values | {LANGUAGE: plan.language}
    own_areas = _check_values(project, values, parts, areas)
    if chapter.for_each is None:
        yield Job(path, values, chapter.title, slug_of(chapter.title), chapter.in_document, chapter.time_limit)
        return
    for one in own_areas if chapter.for_each == AREA else _each(project, chapter.for_each, _part(values, parts)):
        own = values | {name: one[name] for name in named}
        name, seconds = one["name"], chapter.time_limit
        yield Job(path, own, name, slug_of(name), chapter.in_document, seconds, named_by_data=True)


def _named_by(project: Project, chapter: Chapter) -> Sequence[str]:
    """The parameters that tell the pages of a chapter apart: it is made for each area, tag or node of a level."""
    if chapter.for_each is None:
        return ()
    if chapter.for_each in (AREA, TAG):
        return (chapter.for_each,)
    with open_database(project.database) as connection:
        levels = [row["level"] for row in ask_rows(connection, "levels")]
    if chapter.for_each not in levels:
        told = _("Okänd nivå «{level}» i for_each.", level=shown(chapter.for_each))
        raise ParameterError(told, nearest(chapter.for_each, [AREA, TAG, *levels]))
    return ("level", "node")


def _each(project: Project, kind: str, part: Mapping[str, Any]) -> Rows:
    """The tags of a part of a document, or its nodes of a level."""
    rows = _rows(project, "tags" if kind == TAG else "nodes", part)
    return [row for row in rows if kind == row.get("level", TAG)]


def _rows(project: Project, query: str, part: Mapping[str, Any]) -> Rows:
    with open_database(project.database) as connection:
        return ask_rows(connection, query, document=part["document"], organisation=part["organisation"])


def _notebook(project: Project, chapter: Chapter) -> Path:
    path = project.notebooks / f"{chapter.notebook}.ipynb"
    if not path.exists():
        known = [project.notebook_name(found) for found in project.notebook_files]
        raise ParameterError(
            _("okänd notebook «{notebook}».", notebook=chapter.notebook), nearest(chapter.notebook, known)
        )
    check_file(path)
    return path


def _check_values(project: Project, values: Mapping[str, Any], parts: Rows, areas: Mapping[Any, Rows]) -> Rows:
    part = _part(values, parts)
    own = areas[part["document"], part["organisation"]]
    if "process_area" in values:
        choose_area(own, values["process_area"])
    if values.get("node"):
        choose_node(_rows(project, "nodes", part), values.get("level", ""), values["node"])
    if values.get(TAG):
        choose_tag(_rows(project, "tags", part), values[TAG])
    return own


def _part(values: Mapping[str, Any], parts: Rows) -> dict[str, Any]:
    for name in ("organisation", "year"):
        if name not in values:
            raise ParameterError(_("Parametern «{name}» saknas.", name=name), _("Skriv den under parameters."))
    return choose_part(parts, values["organisation"], values["year"], values.get("document", ""))


def slug_of(title: str) -> str:
    """Make a file name of a heading.

    Args:
        title: Any text.

    Returns:
        Lower-case letters a-z, digits and hyphens, never empty, never a path.
    """
    name = slug(title, SLUG_LENGTH) or "kapitel"
    if not re.match(SAFE_NAME, name):
        raise ParameterError(
            _("Rubriken «{title}» går inte att göra ett filnamn av.", title=title), _("Ändra rubriken.")
        )
    return name


def _with_unique_slugs(jobs: list[Job]) -> list[Job]:
    """Number the pages in order, which also keeps equal headings apart."""
    return [replace(job, slug=f"{place:02}-{job.slug}") for place, job in enumerate(jobs, start=1)]
