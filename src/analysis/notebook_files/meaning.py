"""What of a notebook file means something: what a chapter is made of."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from analysis.notebook_files.git_filter import read_notebook, source_of


def meaning_of(content: bytes) -> str:
    """Name what a notebook's pages are made of: texts, code, kinds of cells and tags.

    Args:
        content: The file.

    Returns:
        A hash that outputs, ids, execution counts and other metadata do not change; of every byte where the file is no
        notebook of format 4.
    """
    try:
        meaning = json.dumps(
            [_meaning_of_cell(cell) for cell in read_notebook(content)["cells"]], sort_keys=True
        ).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        meaning = b"\0" + content
    return hashlib.sha256(meaning).hexdigest()[:16]


def _meaning_of_cell(cell: Mapping[str, Any]) -> list[Any]:
    # Pictures that a text shows are kept beside it.
    tags = sorted(set(cell.get("metadata", {}).get("tags", [])))
    return [cell["cell_type"], source_of(cell), tags, cell.get("attachments", {})]
