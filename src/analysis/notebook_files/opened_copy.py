"""A copy of a chapter's notebook that an analyst has opened: whether anybody has changed it since."""

from collections.abc import Mapping
from typing import Any

from analysis.notebook_files.git_filter import Json, read_notebook, source_of
from analysis.notebook_files.meaning import meaning_of
from analysis.notebook_files.parameters_cell import INJECTED, PARAMETERS, Scalar, tags_of, values_of, with_values

#: Where a notebook says that it is such a copy, and what its cells said then.
OURS, OPENED = "arshjul", "opened"


def copy_of(notebook: Json, values: Mapping[str, Scalar], executed: Json | None) -> Json:
    """Make a copy with other values.

    Args:
        notebook: The notebook; it is changed.
        values: What its parameters cell says in the copy.
        executed: The same notebook executed; its outputs are shown where it is the same, with the same values.

    Returns:
        The notebook.
    """
    cells = notebook["cells"]
    shown = _executed_cells(executed, cells, values) if executed else None
    for place, cell in enumerate(cells):
        if shown and cell["cell_type"] == "code":
            cell |= {name: shown[place].get(name) for name in ("outputs", "execution_count")}
        if PARAMETERS in tags_of(cell):
            cell["source"] = with_values(source_of(cell), values).splitlines(keepends=True)
    return notebook


def marked(content: bytes) -> Json:
    """Let a copy remember what its cells say.

    Args:
        content: The copy.

    Returns:
        The same with a note that tells whether it has been changed.
    """
    notebook = read_notebook(content)
    notebook["metadata"] = notebook.get("metadata", {}) | {OURS: {OPENED: meaning_of(content)}}
    return notebook


def is_untouched(content: bytes) -> bool:
    """Say whether a file is such a copy whose cells are as they were: outputs are nobody's work.

    Args:
        content: The file.

    Returns:
        False also for whatever else it is.
    """
    try:
        noted = read_notebook(content)["metadata"][OURS][OPENED]
    except (ValueError, KeyError, TypeError):
        return False
    return bool(noted == meaning_of(content))


def _executed_cells(executed: Json, cells: list[Json], values: Mapping[str, Scalar]) -> list[Json] | None:
    """The executed cells; nothing where they are of other code, or had other values."""
    own = [cell for cell in executed["cells"] if INJECTED not in tags_of(cell)]
    same = [_said(cell) for cell in own] == [_said(cell) for cell in cells]
    return own if same and values_of(executed, INJECTED) == dict(values) else None


def _said(cell: Mapping[str, Any]) -> tuple[str, str]:
    return cell["cell_type"], source_of(cell)
