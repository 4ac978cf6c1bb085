"""What the parameters cell of a notebook says: read, and written with other values."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.notebook_files.git_filter import source_of

#: How the cell is tagged that declares parameters, and the one that papermill puts after it.
PARAMETERS, INJECTED = "parameters", "injected-parameters"
TITLE = "# "
Scalar = bool | int | float | str


def tags_of(cell: Mapping[str, Any]) -> list[str]:
    """Say how a cell is tagged.

    Args:
        cell: The cell.

    Returns:
        Its tags.
    """
    return list(cell.get("metadata", {}).get("tags", ()))


def values_of(notebook: Mapping[str, Any], tag: str = PARAMETERS) -> dict[str, Scalar]:
    """Read what a notebook begins with.

    Args:
        notebook: The notebook as JSON has it.
        tag: How the cell is tagged that is read.

    Returns:
        Values by name; of what is no text, number, true or false nothing.
    """
    cells = (cell for cell in notebook["cells"] if tag in tags_of(cell))
    return {name: value for cell in cells for name, value, __ in _assigned(source_of(cell))}


def with_values(source: str, values: Mapping[str, Scalar]) -> str:
    """Write a parameters cell with other values; types and comments stay.

    Args:
        source: The cell.
        values: Values by name.

    Returns:
        The cell; what it does not declare is not written.
    """
    lines = source.encode().splitlines(keepends=True)
    for name, __, node in reversed(list(_assigned(source))):
        if name in values:
            first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
            written = ast.unparse(ast.Constant(values[name])).encode()
            after = lines[last][node.end_col_offset :]
            lines[first : last + 1] = [lines[first][: node.col_offset] + _quoted(written) + after]
    return b"".join(lines).decode()


def title_of(notebook: Mapping[str, Any]) -> str:
    """Say what a notebook calls itself.

    Args:
        notebook: The notebook as JSON has it.

    Returns:
        Its first heading of the first level; empty where it has none.
    """
    texts = (source_of(cell) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    lines = (line for text in texts for line in text.splitlines())
    return next((line.removeprefix(TITLE).strip() for line in lines if line.startswith(TITLE)), "")


def _assigned(source: str) -> Iterator[tuple[str, Scalar, ast.expr]]:
    """Names that are given a plain value, with the value and where it stands."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return
    for statement in statements:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        value = getattr(statement, "value", None)
        if len(targets) == 1 and isinstance(targets[0], ast.Name) and isinstance(value, ast.expr):
            try:
                read = ast.literal_eval(value)
            except ValueError:
                continue
            if isinstance(read, Scalar):
                yield targets[0].id, read, value


def _quoted(written: bytes) -> bytes:
    """A text within the quotes that our code has, where that changes nothing else."""
    plain = written.startswith(b"'") and b'"' not in written and b"\\" not in written
    return b'"' + written[1:-1] + b'"' if plain else written
