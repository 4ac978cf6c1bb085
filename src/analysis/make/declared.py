"""The parameters that notebooks declare, kept so that a notebook which has not changed is not read again."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from analysis.base.files import write_whole
from analysis.base.program import code_fingerprint
from analysis.base.project import Project

#: So many notebooks are remembered; who has more reads some of them again.
MOST = 1_000
FILE = "declared.json"
Types = dict[str, str]


def declared_parameters(project: Project, notebook: Path) -> Types | None:
    """Say which parameters a notebook declares.

    Args:
        project: Whose state it is kept in.
        notebook: The notebook.

    Returns:
        Declared type by name, an empty type where none is declared; nothing when the notebook cannot be read.
    """
    try:
        content = hashlib.sha256(notebook.read_bytes() + code_fingerprint().encode()).hexdigest()
    except OSError:
        return None
    kept = project.state / FILE
    known = _known(kept)
    if content not in known:
        found = _inspected(notebook)
        if found is None:
            return None
        known = dict(list(known.items())[1 - MOST :]) | {content: found}
        # What is not kept is read again.
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            write_whole(kept, json.dumps(known))
    return known[content]


def _known(kept: Path) -> dict[str, Types]:
    try:
        known = json.loads(kept.read_text(encoding="utf-8"))
        return {name: {str(each): str(kind) for each, kind in types.items()} for name, types in known.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _inspected(notebook: Path) -> Types | None:
    # It takes longer to load than all else that a list of reports needs.
    import nbformat
    import papermill

    try:
        found = papermill.inspect_notebook(str(notebook))
    except (ValueError, KeyError, AttributeError, nbformat.ValidationError):
        return None
    return {
        name: "" if about["inferred_type_name"] == "None" else about["inferred_type_name"]
        for name, about in found.items()
    }
