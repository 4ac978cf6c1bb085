"""Which runs are alive, and what dead ones left: a mark that the system itself lets go of when a process ends."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.base.files import UNFINISHED, remove
from analysis.base.project import Project

MARKS = "alive"
#: Folders where a run keeps what is its own; its id begins each name there.
OWN = ("work", "share")


@contextmanager
def hold_mark(project: Project, run: str) -> Iterator[None]:
    """Hold a run's mark; what dead runs left is cleared away first, and what this one leaves afterwards.

    Args:
        project: The project.
        run: Id of the run.

    Yields:
        Nothing.
    """
    marks = project.state / MARKS
    marks.mkdir(parents=True, exist_ok=True)
    clear_dead(project)
    with FileLock(marks / run):
        try:
            yield
        finally:
            _clear(project.state, run)
            _drop(marks / run)


def clear_dead(project: Project) -> None:
    """Clear away what dead runs left.

    Args:
        project: The project.
    """
    marks = project.state / MARKS
    # Listed before anyone is asked for: whoever comes later is not among them.
    unfinished = list(_unfinished(project))
    ids = {path.name[:8] for name in OWN for path in (project.state / name).glob("[!.]*")}
    dead = {run for run in ids if _is_dead(marks / run)}
    for run in dead:
        _clear(project.state, run)
    if any(not _is_dead(mark) for mark in marks.iterdir()):
        return
    for path in unfinished:
        remove(path)


def _unfinished(project: Project) -> Iterator[Path]:
    folders = (project.output, project.output / "assets", project.state / "chapters", project.state / "reports")
    for folder in folders:
        yield from folder.glob(f"{UNFINISHED}*")


def _is_dead(mark: Path) -> bool:
    """Whether nobody holds a mark; it is then taken away."""
    lock = FileLock(mark, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return False
    _drop(mark)
    lock.release()
    return True


def _drop(mark: Path) -> None:
    # While it is held: whoever waits for it finds it gone and makes a new one. Windows keeps what is open.
    with suppress(OSError):
        mark.unlink(missing_ok=True)


def _clear(state: Path, run: str) -> None:
    for path in (path for name in OWN for path in (state / name).glob(f"{run}*")):
        remove(path)
