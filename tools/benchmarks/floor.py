"""The floor: the same cells by `exec` in this process, their last values rendered, no kernel and no notebook."""

import ast
import json
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


for place, chapter, folder in chapters():
    notebook = json.loads(Path(chapter["notebook"]).read_text(encoding="utf-8"))
    (folder / f"{place}.html").write_text(run(notebook["cells"], chapter["parameters"]), encoding="utf-8")
