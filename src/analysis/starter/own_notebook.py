"""A notebook of an analyst's own: the suite's kernel, parameters and a first question, or what another one has."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.base.files import naming, write_whole
from analysis.base.project import Project
from analysis.base.slug import is_device, slug
from analysis.errors import CallError, nearest
from analysis.notebook_files.git_filter import Json, read_notebook, source_of, without_outputs
from analysis.notebook_files.parameters_cell import PARAMETERS, TITLE, tags_of, with_values
from analysis.words.translate import _

#: What one begins with that is like no other.
FIRST = Path(__file__).parent / "own" / "first.ipynb"
NAME_LENGTH = 80


def begin_notebook(project: Project, name: str, like: str, part: Mapping[str, Any] | None) -> Path:
    """Make a notebook.

    Args:
        project: The project.
        name: What it is to be called; its file is named after that.
        like: The notebook that it begins as, as a parameter file names it; empty for one with a first question.
        part: Organisation, year and document that a new one begins with; one that is like another begins as that.

    Returns:
        The file.

    Raises:
        CallError: If the name makes no file name, there is such a notebook, or none that it could be like.
    """
    path = project.own_notebooks / f"{_file_name(name)}.ipynb"
    if path.exists():
        raise CallError(
            _("{file} finns redan.", file=project.notebook_name(path) + ".ipynb"), _("Välj ett annat namn.")
        )
    notebook = _read(_model(project, like) if like else FIRST)
    _entitle(notebook, name.strip())
    if part and not like:
        _put_values(notebook["cells"], {key: part[key] for key in ("organisation", "year", "document")})
    path.parent.mkdir(parents=True, exist_ok=True)
    with naming(path):
        write_whole(path, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return path


def _file_name(name: str) -> str:
    made = slug(name.removesuffix(".ipynb"), NAME_LENGTH)
    if not made or is_device(made):
        raise CallError(_("«{name}» går inte att göra ett filnamn av.", name=name), _("Välj ett annat namn."))
    return made


def _model(project: Project, like: str) -> Path:
    known = {project.notebook_name(path): path for path in project.notebook_files}
    if like not in known:
        raise CallError(_("Okänd notebook «{notebook}».", notebook=like), nearest(like, list(known)))
    return known[like]


def _read(path: Path) -> Json:
    try:
        notebook = read_notebook(without_outputs(path.read_bytes()))
        return notebook | {"cells": list(notebook["cells"])}
    except (ValueError, KeyError, TypeError) as error:
        raise CallError(_("{file} går inte att läsa som notebook.", file=path.name)) from error


def _entitle(notebook: Json, title: str) -> None:
    """Let a notebook be called something else: its first heading of the first level, or a new one above all."""
    for cell in notebook["cells"]:
        lines = source_of(cell).splitlines(keepends=True)
        if cell["cell_type"] == "markdown" and lines and lines[0].startswith(TITLE):
            cell["source"] = [f"{TITLE}{title}\n" if len(lines) > 1 else f"{TITLE}{title}", *lines[1:]]
            return
    notebook["cells"].insert(0, {"cell_type": "markdown", "id": "title", "metadata": {}, "source": [TITLE + title]})


def _put_values(cells: Sequence[Json], values: Mapping[str, Any]) -> None:
    for cell in cells:
        if PARAMETERS in tags_of(cell):
            cell["source"] = with_values(source_of(cell), values).splitlines(keepends=True)
