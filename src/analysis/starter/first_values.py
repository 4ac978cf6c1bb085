"""Notebooks as a project has them: each begins with values that are the project's own."""

import json
import re
from collections.abc import Mapping
from typing import Any

from analysis.notebook_files.git_filter import source_of

#: What `docs/forsta-dokumentet.md` calls things: a new project begins with the document that its guide adds first.
VALUES = {
    "organisation": '"KOMMUN"',
    "year": "2025",
    "process_area": '"skola"',
    "level": '"area"',
    "node": '"skola"',
    "indicator": '"trygghet"',
}
PARAMETERS = "parameters"
#: What stands in the place of values where only the rest counts.
ANY = "..."
_LINE = re.compile(r"(?P<name>\w+)(?P<kind>: [^=\n]+?) = (?P<value>\"[^\"\n]*\"|[^\s#]+)(?P<rest>[^\n]*)")


def with_values(content: str, values: Mapping[str, str]) -> str:
    """Let a notebook begin with some values.

    Args:
        content: A notebook.
        values: Python expressions by the names of parameters; of the others nothing is said.

    Returns:
        The same with other values in its parameters cell; with `ANY` in all of them where none are given.
    """
    notebook = _read(content)
    if notebook is None:
        return content
    for cell in _parameter_cells(notebook):
        told = _LINE.sub(lambda found: _put(found, values), source_of(cell))
        cell["source"] = told.splitlines(keepends=True)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def values_of(content: str) -> dict[str, str]:
    """Read what a notebook begins with.

    Args:
        content: A notebook.

    Returns:
        Python expressions by the names of its parameters.
    """
    notebook = _read(content)
    cells = [] if notebook is None else _parameter_cells(notebook)
    return {found["name"]: found["value"] for cell in cells for found in _LINE.finditer(source_of(cell))}


def _read(content: str) -> dict[str, Any] | None:
    """A notebook; nothing where it is none."""
    try:
        notebook = json.loads(content)
    except ValueError:
        return None
    return notebook if isinstance(notebook, dict) and isinstance(notebook.get("cells"), list) else None


def _parameter_cells(notebook: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if PARAMETERS in cell.get("metadata", {}).get("tags", ())]


def _put(found: re.Match[str], values: Mapping[str, str]) -> str:
    value = values.get(found["name"], found["value"]) if values else ANY
    return f"{found['name']}{found['kind']} = {value}{found['rest']}"
