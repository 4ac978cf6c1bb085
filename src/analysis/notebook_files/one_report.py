"""A report that is one notebook: what its parameter file leaves out is what the notebook says of itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.base.files import is_odd
from analysis.notebook_files.git_filter import read_notebook
from analysis.notebook_files.parameters_cell import title_of, values_of

NOTEBOOK, CHAPTERS = "notebook", "chapters"
#: A report says this itself, not among its parameters.
LANGUAGE = "language"
TITLE_LENGTH = 120


def completed(content: Mapping[str, Any], report: str, file: Path) -> dict[str, Any]:
    """Complete the parameter file of a report that names one notebook instead of chapters.

    Args:
        content: What the file says; it has the line `notebook`.
        report: Id of the report, where the file does not say it.
        file: The notebook; whoever plans the report tells if it is not there.

    Returns:
        The same with an id, a title, every parameter of the notebook and one chapter.
    """
    said = {name: value for name, value in content.items() if name != NOTEBOOK}
    notebook = _read(file)
    title = said.get("title") or (title_of(notebook) if notebook else "") or report
    own = values_of(notebook) if notebook else {}
    parameters = {name: value for name, value in own.items() if name != LANGUAGE}
    given = said.get("parameters", {})
    return {
        "report": report,
        "title": title,
        CHAPTERS: [{NOTEBOOK: content[NOTEBOOK], "title": str(title)[:TITLE_LENGTH]}],
        **said,
        "parameters": parameters | given if isinstance(given, dict) else given,
    }


def _read(file: Path) -> dict[str, Any] | None:
    try:
        return None if is_odd(file) else read_notebook(file.read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None
