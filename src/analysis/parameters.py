"""Typed parameters of reports and notebooks, and what to say when they do not fit."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from analysis.base.files import is_odd
from analysis.base.plain_yaml import read_yaml
from analysis.base.project import OWN_NOTEBOOKS, Project
from analysis.base.slug import is_device
from analysis.base.vocabulary import DocumentKind
from analysis.base.yaml_trouble import UnreadableYaml
from analysis.errors import ParameterError, nearest, shown, told_of_yaml
from analysis.notebook_files import one_report
from analysis.refusals import in_words
from analysis.words.translate import Words, _, later

#: What lies below `output/` and is no report.
TAKEN = {"approved", "assets", "index", "oppna-data", "review"}
#: Names of chapters and reports become file names, so they are held to what every file system takes.
SAFE_NAME = r"^[a-z0-9][a-z0-9-]{0,79}$"
#: Of the suite or, below it, an analyst's own.
NOTEBOOK_NAME = rf"^([a-z0-9][a-z0-9_]{{0,79}}|{OWN_NOTEBOOKS}/[a-z0-9][a-z0-9_-]{{0,159}})$"
#: How long a notebook may take when nothing else is said.
SECONDS = 300.0


def _no_device(name: str) -> str:
    if is_device(name.rpartition("/")[2]):
        raise ValueError(_("så heter en enhet i Windows; välj ett annat namn"))
    return name


#: The name of what becomes a file or a folder.
SafeName = Annotated[str, Field(pattern=SAFE_NAME), AfterValidator(_no_device)]


class Chapter(BaseModel):
    """One notebook of a report.

    Attributes:
        notebook: Path below `notebooks/`, without ending.
        title: Heading of the page; the own name of the area, node or tag when the chapter is made for each of them.
        for_each: `process_area`, `tag` or a level of the goal tree, to make one page for each that the data has, in
            printed order.
        parameters: Values for this chapter only.
        in_document: Whether the chapter is part of the whole document, the form in which a board adopts the report.
        time_limit: Seconds after which the notebook is stopped.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    notebook: Annotated[str, Field(pattern=NOTEBOOK_NAME), AfterValidator(_no_device)]
    title: str = Field(min_length=1, max_length=120)
    for_each: str | None = Field(default=None, min_length=1, max_length=60)
    parameters: dict[str, bool | int | float | str] = Field(default_factory=dict)
    in_document: bool = True
    time_limit: float = Field(default=SECONDS, gt=0, le=86_400)


class ReportPlan(BaseModel):
    """One report: which notebooks run with which values.

    Attributes:
        report: Id of the report, the name of its folder below `output/`.
        title: Heading of its first page.
        language: The language of its pages, `sv` or `en`; its titles stand as they are written here.
        kind: What kind of document it is, where that is another than the document's that its figures come from.
        parameters: Values for all chapters.
        chapters: The chapters in order.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    report: SafeName
    title: str = Field(min_length=1, max_length=200)
    language: Literal["sv", "en"] = "sv"
    kind: DocumentKind | None = None
    parameters: dict[str, bool | int | float | str]
    chapters: list[Chapter] = Field(min_length=1)


def read_plan(path: Path) -> ReportPlan:
    """Read a report's parameter file.

    Args:
        path: YAML file below `parameters/`.

    Returns:
        The plan, with every key known and every value of its type.

    Raises:
        ParameterError: Naming the file, the place in it, what stands there and the nearest right key.
        UserError: If the file cannot be read.
    """
    check_file(path)
    try:
        content = read_yaml(path)
    except UnreadableYaml as error:
        raise ParameterError(f"{told_of_yaml(path.name, error)}.", _("Rätta filen.")) from error
    except OSError as error:
        raise in_words(error) from error
    content = _of_one_notebook(content, path)
    try:
        plan = ReportPlan.model_validate(content)
    except ValidationError as error:
        raise ParameterError(f"{path.name}: {explain(error, ReportPlan, content)}", _("Rätta filen.")) from error
    if plan.report != path.stem:
        raise ParameterError(
            _("{file}: rapportens id «{report}» ska vara filens namn.", file=path.name, report=plan.report),
            _("Skriv report: {report}.", report=path.stem),
        )
    if plan.report in TAKEN:
        raise ParameterError(
            _("{file}: id «{report}» är upptaget av något annat.", file=path.name, report=plan.report),
            _("Ge rapporten ett annat id."),
        )
    return plan


def _of_one_notebook(content: Any, path: Path) -> Any:  # noqa: ANN401 - whatever a file says
    """What a file says that has the line `notebook` instead of chapters: the notebook says the rest."""
    if not isinstance(content, dict) or one_report.CHAPTERS in content:
        return content
    name = content.get(one_report.NOTEBOOK)
    if not isinstance(name, str) or not re.match(NOTEBOOK_NAME, name):
        return content
    notebooks = Project(path.absolute().parents[1]).notebooks
    return one_report.completed(content, path.stem, notebooks / f"{name}.ipynb")


def check_file(path: Path) -> None:
    """Check that a file is none that would never come to its end.

    Args:
        path: A file that is about to be read; it need not be there.

    Raises:
        ParameterError: If it is a pipe, a device or a socket.
    """
    if is_odd(path):
        told = _("{file} är ingen vanlig fil utan en enhet eller ett rör.", file=path.name)
        raise ParameterError(told, _("Lägg dit filen själv."))


def choose_part(parts: Sequence[Mapping[str, Any]], organisation: str, year: int, document: str = "") -> dict[str, Any]:
    """Find what an organisation reported for a year.

    Args:
        parts: Rows of the view `document_part`.
        organisation: Code of the organisation.
        year: Reporting year.
        document: Id of the document, needed only where the organisation has several for the year.

    Returns:
        The part as a dictionary; when no document is named an annual report goes before other kinds.

    Raises:
        ParameterError: Naming the nearest organisation, the years that it has, or the documents of the year.
    """
    given = {"organisation": organisation, "year": year, "document": document}
    check_types(given, {"organisation": "str", "year": "int", "document": "str"}, _("Rapporten"))
    own = [part for part in parts if part["organisation"] == organisation]
    if not own:
        known = list(dict.fromkeys(part["organisation"] for part in parts))
        raise ParameterError(
            _("Okänd organisation «{organisation}».", organisation=shown(organisation)),
            nearest(str(organisation), known),
        )
    found = sorted((part for part in own if part["year"] == year), key=lambda part: part["kind"] != "annual")
    if not found:
        years = ", ".join(str(known) for known in sorted({part["year"] for part in own}))
        raise ParameterError(
            _("{organisation} har ingen rapport för {year}.", organisation=organisation, year=year),
            _("År som finns: {years}.", years=years),
        )
    named = [part for part in found if not document or part["document"] == document]
    if not named:
        having = ", ".join(part["document"] for part in found)
        raise ParameterError(
            _(
                "{organisation} har inget dokument «{document}» för {year}.",
                organisation=organisation,
                document=document,
                year=year,
            ),
            _("Dokument som finns: {documents}.", documents=having),
        )
    return dict(named[0])


def choose_area(areas: Sequence[Mapping[str, Any]], process_area: str) -> str:
    """Check the code of a process area.

    Args:
        areas: `process_area` and `name` of the areas in the report.
        process_area: The code, or the printed name.

    Returns:
        The code.

    Raises:
        ParameterError: Naming the nearest area.
    """
    check_types({"process_area": process_area}, {"process_area": "str"}, _("Rapporten"))
    codes = [area["process_area"] for area in areas]
    by_name = {area["name"]: area["process_area"] for area in areas}
    code = by_name.get(process_area, process_area)
    if code not in codes:
        raise ParameterError(
            _("{area:Okänd|Okänt} {area.one} «{given}».", given=shown(process_area)), nearest(process_area, codes)
        )
    return str(code)


def choose_node(nodes: Sequence[Mapping[str, Any]], level: str, node: str) -> tuple[str, str]:
    """Check a node of the goal tree.

    Args:
        nodes: `level`, `node` and `name` of the nodes in the report.
        level: Its level; empty where one level only has a node of that code.
        node: The code, or the printed name.

    Returns:
        Level and code.

    Raises:
        ParameterError: Naming the nearest node, or the levels that have one of the code.
    """
    check_types({"level": level, "node": node}, {"level": "str", "node": "str"}, _("Rapporten"))
    levels = list(dict.fromkeys(each["level"] for each in nodes))
    if level and level not in levels:
        raise ParameterError(_("Okänd nivå «{level}».", level=shown(level)), nearest(level, levels))
    within = [each for each in nodes if level in ("", each["level"])]
    found = [each for each in within if node == each["node"]] or [each for each in within if node == each["name"]]
    if not found:
        known = [each["node"] for each in within]
        raise ParameterError(_("Okänd nod «{node}».", node=shown(node)), nearest(node, known))
    if len(found) > 1:
        having = ", ".join(each["level"] for each in found)
        told = _("Noden «{node}» finns på flera nivåer: {levels}.", node=shown(node), levels=having)
        raise ParameterError(told, _("Säg vilken i parametern level."))
    return found[0]["level"], found[0]["node"]


def choose_tag(tags: Sequence[Mapping[str, Any]], tag: str) -> str:
    """Check the code of a tag.

    Args:
        tags: `tag` and `name` of the tags in the report.
        tag: The code, or the name.

    Returns:
        The code.

    Raises:
        ParameterError: Naming the nearest tag.
    """
    check_types({"tag": tag}, {"tag": "str"}, _("Rapporten"))
    codes = [each["tag"] for each in tags]
    code = {each["name"]: each["tag"] for each in tags}.get(tag, tag)
    if code not in codes:
        raise ParameterError(_("Okänd tagg «{tag}».", tag=shown(tag)), nearest(tag, codes))
    return str(code)


def check_names(given: dict[str, Any], declared: list[str], where: str) -> None:
    """Check that a notebook declares every parameter that it is given.

    Args:
        given: Parameter values by name.
        declared: Names in the notebook's parameter cell.
        where: The notebook, for the message.

    Raises:
        ParameterError: Naming the nearest declared parameter.
    """
    for name in given:
        if name not in declared:
            raise ParameterError(
                _("{where} har ingen parameter «{name}».", where=where, name=name), nearest(name, declared)
            )


def check_types(given: dict[str, Any], types: dict[str, str], where: str) -> None:
    """Check that values have the types that the notebook's parameter cell declares.

    Args:
        given: Parameter values by name.
        types: Declared type by name, such as `int` or `str`; an empty type takes anything.
        where: The notebook, for the message.

    Raises:
        ParameterError: Naming the parameter, the value and the type.
    """
    known: dict[str, type | tuple[type, ...]] = {"int": int, "float": (int, float), "str": str, "bool": bool}
    for name, value in given.items():
        wanted = known.get(types.get(name, ""))
        if wanted is not None and (not isinstance(value, wanted) or isinstance(value, bool) != (wanted is bool)):
            told = _(
                "{where}: {name} är «{value}», ska vara av typen {type}.",
                where=where,
                name=name,
                value=shown(value),
                type=types[name],
            )
            raise ParameterError(told, _("Rätta värdet."))


def explain(error: ValidationError, model: type[BaseModel], content: object) -> str:
    """Say what is wrong in a file that pydantic rejects.

    Args:
        error: What pydantic found.
        model: What the file was held against.
        content: What the file says.

    Returns:
        Every fault, with its place and the nearest right key.
    """
    return "; ".join(_explain(fault, model, content) for fault in error.errors())


def _explain(fault: Any, model: type[BaseModel], content: object) -> str:  # noqa: ANN401 - pydantic's error dictionary
    place = shown(".".join(_names(fault["loc"], content)))
    key = str(fault["loc"][-1]) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        return _("okänd nyckel {place}.", place=place) + f" {nearest(key, _keys_at(model, fault['loc']))}"
    if fault["type"] == "missing":
        return _("nyckeln {place} saknas", place=place)
    if fault["type"] == "value_error":
        error = fault["ctx"]["error"]
        if isinstance(fault["input"], dict):
            return f"{place}: {error}".removeprefix(": ")
        return _("{place} är «{value}»: {reason}", place=place, value=shown(fault["input"]), reason=error)
    if fault["type"] == "literal_error":
        words = _said(fault["ctx"]["expected"])
        return _("{place} är «{value}»: tillåtet är {words}", place=place, value=shown(fault["input"]), words=words)
    reason = REASONS.get(fault["type"]) or _("fel slags värde")
    return _("{place} är «{value}»: {reason}", place=place or _("filen"), value=shown(fault["input"]), reason=reason)


def _names(place: tuple[int | str, ...], content: Any) -> list[str]:  # noqa: ANN401 - any content of a file
    """Name a place; what stands in a list is called by its own id where it has one."""
    named = []
    for part in place:
        try:
            content = content[part]
        except (LookupError, TypeError):
            content = None
        own = content.get("id") if isinstance(part, int) and isinstance(content, dict) else None
        named.append(f"«{own}»" if own else str(part))
    return named


def _keys_at(model: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    for part in place[:-1]:
        field = model.model_fields.get(str(part))
        inside = [kind for kind in (field.annotation, *get_args(field.annotation)) if _is_model(kind)] if field else []
        model = inside[0] if inside else model
    return [field.alias or name for name, field in model.model_fields.items()]


def _is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _said(expected: str) -> str:
    *others, last = expected.replace("'", "").split(" or ")
    return _("{others} eller {last}", others=", ".join(others), last=last) if others else last


REASONS = Words(
    {
        "string_pattern_mismatch": later("endast små bokstäver a–z, siffror och bindestreck"),
        "string_too_short": later("får inte vara tomt"),
        "string_too_long": later("för långt"),
        "too_short": later("minst ett behövs"),
        "string_type": later("ska vara text"),
        "list_type": later("ska vara en lista"),
        "dict_type": later("ska vara nycklar med värden"),
        "model_type": later("ska vara nycklar med värden"),
        "int_parsing": later("ska vara ett heltal"),
        "bool_parsing": later("ska vara true eller false"),
        "less_than_equal": later("för stort"),
        "greater_than": later("för litet"),
    }
)
