"""The floor: the same cells by `exec`, each notebook's in a fork of a warm process, no kernel and no notebook."""

import ast
import importlib
import json
import os
import warnings
from pathlib import Path
from typing import Any

from markupsafe import escape
from work import chapters

PARAMETERS = "parameters"


def run(cells: list[dict[str, Any]], values: dict[str, Any]) -> str:
    """Run code cells in one namespace.

    Args:
        cells: Cells of a notebook.
        values: Parameters, set after the cell that declares them.

    Returns:
        HTML of the cells' last values, one after another.
    """
    names: dict[str, Any] = {}
    shown = []
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code":
            shown.append(f"<pre>{escape(source)}</pre>")
            continue
        tree = ast.parse(source)
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.Expr):
            tree.body.pop()
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - that is what is measured
        if PARAMETERS in cell["metadata"].get("tags", []):
            names.update(values)
        if isinstance(last, ast.Expr):
            shown.append(html_of(eval(compile(ast.Expression(last.value), "cell", "eval"), names)))  # noqa: S307
    return "\n".join(shown)


def html_of(value: Any) -> str:  # noqa: ANN401 - whatever a cell ends with
    """Render a value the way a notebook would."""
    if hasattr(value, "_ipython_display_"):
        return "\n".join(html_of(each) for each in value)
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_()
        return "".join(json.dumps(part) if isinstance(part, dict) else str(part) for part in bundle.values())
    return str(escape(value))


def main() -> None:
    """Run every notebook in a fork of its own, as many at a time as there are cores."""
    importlib.import_module("analysis.report.warm")
    running: set[int] = set()
    for place, chapter, folder in chapters():
        if len(running) == len(os.sched_getaffinity(0)):
            running.discard(os.wait()[0])
        # Nothing but imports has happened here: no thread is lost.
        with warnings.catch_warnings(action="ignore"):
            pid = os.fork()
        if pid:
            running.add(pid)
            continue
        notebook = json.loads(Path(chapter["notebook"]).read_text(encoding="utf-8"))
        page = run(notebook["cells"], chapter["parameters"])
        (folder / f"{place}.html").write_text(page, encoding="utf-8")
        os._exit(0)
    while running:
        running.discard(os.wait()[0])


main()
