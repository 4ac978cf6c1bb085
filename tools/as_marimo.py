"""Notebooks with their values as marimo's, which are Python files; made before anything is timed."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

MARIMO = Path(sys.executable).parent / "marimo"
INJECTED = "injected-parameters"


def as_marimo(notebook: Path, parameters: Mapping[str, Any], target: Path) -> Path:
    """Convert a notebook as somebody would who uses marimo.

    Args:
        notebook: A Jupyter notebook.
        parameters: Its values.
        target: Where it goes, without ending.

    Returns:
        The Python file.
    """
    node = parameterize_notebook(load_notebook_node(str(notebook)), dict(parameters))
    place = next(place for place, cell in enumerate(node.cells) if INJECTED in cell.metadata.get("tags", []))
    # A name is set by one cell only in marimo.
    node.cells[place - 1].source += "\n" + node.cells.pop(place).source
    jupyter, made = target.with_suffix(".ipynb"), target.with_suffix(".py")
    nbformat.write(node, jupyter)  # type: ignore[no-untyped-call]
    subprocess.run([MARIMO, "convert", jupyter, "--output", made], check=True, capture_output=True)
    return made
