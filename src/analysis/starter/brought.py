"""What the suite has brought into a project, remembered there: so it can be told from what somebody has changed."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from analysis.base.files import write_whole
from analysis.errors import UserError
from analysis.notebook_files.meaning import meaning_of
from analysis.starter.first_values import with_values
from analysis.words.translate import _

#: Lies in a project, under review with all else: the hash of each file as it was brought.
FILE = "arshjul.lock"
NOTEBOOK = ".ipynb"
FILES = "files"


def fingerprint(place: str, content: str) -> str:
    """Hash a file of the suite.

    Args:
        place: Its path within a project.
        content: What stands in it.

    Returns:
        A hash. What a notebook begins with is its project's own, and outputs are nobody's: neither changes it.
    """
    if place.endswith(NOTEBOOK):
        return meaning_of(with_values(content, {}).encode())
    return hashlib.sha256("\n".join(content.splitlines()).encode()).hexdigest()[:16]


def read_brought(project: Path) -> dict[str, str]:
    """Read what the suite has brought.

    Args:
        project: The project's folder.

    Returns:
        Hashes by path; none in a project of a program that did not write them down.

    Raises:
        UserError: If the file is there and says nothing that can be read.
    """
    path = project / FILE
    if not path.exists():
        return {}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))[FILES]
        return {str(place): str(known) for place, known in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            _("{path} går inte att läsa.", path=path),
            _("Ta tillbaka den ur git, eller ta bort den: då räknas varje fil som skiljer sig från svitens som er."),
        ) from error


def write_brought(project: Path, brought: Mapping[str, str], version: str) -> None:
    """Write down what the suite has brought.

    Args:
        project: The project's folder.
        brought: Hashes by path.
        version: Of the program.
    """
    told = {"version": version, FILES: dict(sorted(brought.items()))}
    write_whole(project / FILE, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
