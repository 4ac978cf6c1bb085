"""What every command shares: the terminal, the exit codes, the project that the user stands in."""

from collections.abc import Sequence

from rich.console import Console

from analysis.base.files import listed
from analysis.base.project import Project, find_project
from analysis.errors import DatabaseError, Fault, warned
from analysis.words.translate import _

WELL, FAILED, WRONG_CALL = 0, 1, 2
#: What shells call a program that Ctrl-C ended.
BROKEN_OFF = 130
#: Wide enough for whole rows where there is no terminal, as in a log.
LOG_WIDTH = 160
console = Console(highlight=False, soft_wrap=True)
if not console.is_terminal:
    console.width = LOG_WIDTH


def open_project() -> Project:
    """Find the project that the user stands in.

    Returns:
        The project.

    Raises:
        DatabaseError: If the folder is no project.
        OSError: If its folders may not be read.
    """
    try:
        project = find_project()
    except FileNotFoundError as error:
        raise DatabaseError(
            _("Mappen som du står i finns inte längre."), _("Gå till mappen med data/, notebooks/ och parameters/.")
        ) from error
    for folder in (project.notebooks, project.data):
        listed(folder, "*")  # a folder that may not be read, or a link in a circle, says so itself
    if not project.notebooks.is_dir() or not project.data.is_dir():
        raise DatabaseError(
            _("{folder} är ingen projektmapp.", folder=project.root),
            _("Gå till mappen med data/, notebooks/ och parameters/."),
        )
    return project


def say_warnings(warnings: Sequence[Fault]) -> None:
    """Say what a build put up with; nothing where there was nothing.

    Args:
        warnings: What a folder of the newest format is refused for.
    """
    if warnings:
        console.print(warned(warnings), style="yellow", markup=False)


def say_reformed(tables: Sequence[Fault]) -> None:
    """Say which tables have changed form and not value; nothing where none has.

    Args:
        tables: One fault a table.
    """
    for table in tables:
        console.print(str(table), style="yellow", markup=False)


def say_error(message: str) -> None:
    """Say what went wrong.

    Args:
        message: Shown as it stands.
    """
    Console(stderr=True, highlight=False, soft_wrap=True).print(message, style="red", markup=False)
