"""A database file of our own to read from: an analyst may open theirs beside it, and a build may replace it."""

import hashlib
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from analysis.base.project import Project

#: Hexadecimal digits that tell one state of a file from others.
DIGITS = 16
OURS = re.compile(rf"[0-9a-f]{{{DIGITS}}}\.duckdb")


class State(NamedTuple):
    """What tells a file from what stood, or will stand, at the same path.

    Attributes:
        device: The device that it lies on.
        number: Its number there.
        changed: When it was last written, in nanoseconds.
        size: Bytes.
    """

    device: int
    number: int
    changed: int
    size: int

    @property
    def name(self) -> str:
        """What its snapshot is called."""
        return f"{hashlib.sha256(repr(tuple(self)).encode()).hexdigest()[:DIGITS]}.duckdb"


def state_of(path: Path) -> State:
    """Look at a file.

    Args:
        path: The file.

    Returns:
        Its state: another as soon as a build has replaced it.

    Raises:
        OSError: If it is not there.
    """
    found = path.stat()
    return State(found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)


def take(path: Path, state: State) -> Path:
    """Take a snapshot: a link to the file, a copy where the system has no links.

    Args:
        path: The database file.
        state: Its state.

    Returns:
        The snapshot, the same for all who read that state.

    Raises:
        OSError: If it can lie nowhere.
    """
    folder = folder_of(path)
    folder.mkdir(parents=True, exist_ok=True)
    snapshot = folder / state.name
    if not snapshot.exists():
        _put(path, snapshot)
    return snapshot


def folder_of(path: Path) -> Path:
    """Say where the snapshots of a database lie.

    Args:
        path: The database file.
    """
    root = path.parent.parent if path.parent.name == Project(Path()).data.name else path.parent
    return Project(root).state / "snapshots"


def is_ours(path: Path) -> bool:
    """Whether a database lies among what runs remember: nobody else opens it, and no build replaces it.

    Args:
        path: The database file.
    """
    return Project(Path()).state.name in path.parts


def sweep(path: Path) -> None:
    """Remove the snapshots of a database that nobody needs any more.

    Whoever reads an older one reads on: a system that takes a file away from its readers does not let it be removed.

    Args:
        path: The database file.
    """
    with suppress(OSError):
        kept = state_of(path).name
        for other in folder_of(path).iterdir():
            if OURS.fullmatch(other.name) and other.name != kept:
                with suppress(OSError):
                    other.unlink()


def _put(path: Path, snapshot: Path) -> None:
    with suppress(FileExistsError):
        try:
            os.link(path, snapshot)
        except FileExistsError:
            raise
        except OSError:
            _copy(path, snapshot)


def _copy(path: Path, snapshot: Path) -> None:
    """Copy beside it first: nobody meets half a copy."""
    handle, name = mkstemp(prefix=".tmp-", suffix=".duckdb", dir=snapshot.parent)
    os.close(handle)
    try:
        shutil.copyfile(path, name)
        Path(name).replace(snapshot)
    finally:
        Path(name).unlink(missing_ok=True)
