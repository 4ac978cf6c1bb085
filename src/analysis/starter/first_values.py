"""Notebooks as a new project has them: each begins with the document that the project's own guide adds first."""

import json
import re

#: What `docs/forsta-dokumentet.md` calls things.
VALUES = {"organisation": "KOMMUN", "year": 2025, "process_area": "skola", "indicator": "trygghet"}
PARAMETERS = "parameters"
_LINE = re.compile(r"(?P<name>\w+)(?P<kind>: \w+) = (?P<value>\"[^\"]*\"|\S+)(?P<rest>.*)", re.DOTALL)


def with_first_values(content: str) -> str:
    """Let a notebook begin with the first document of a new project.

    Args:
        content: A notebook of the suite.

    Returns:
        The same with other values in its parameters cell.
    """
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        if PARAMETERS in cell["metadata"].get("tags", ()):
            cell["source"] = [_LINE.sub(_first, line) for line in cell["source"]]
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _first(found: re.Match[str]) -> str:
    value = VALUES.get(found["name"])
    if value is None:
        return found[0]
    return f"{found['name']}{found['kind']} = {json.dumps(value, ensure_ascii=False)}{found['rest']}"
