"""Take outputs and execution counts out of notebooks before they are committed."""

import sys
from pathlib import Path

import nbformat


def main(paths: list[str]) -> int:
    """Strip notebooks in place.

    Args:
        paths: Notebook files.

    Returns:
        1 when a file had to be changed, so that the commit stops and the change is looked at.
    """
    changed = [path for path in paths if _strip(Path(path))]
    return int(bool(changed))


def _strip(path: Path) -> bool:
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]
    return path.read_text(encoding="utf-8") != before


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
