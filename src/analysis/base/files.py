"""Files and folders that are whole or not there at all, whatever happens while they are written."""

import ctypes
import errno
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

#: What unfinished files and folders are called; no reader looks at them.
UNFINISHED = ".tmp-"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
#: How a workbook's name ends, and what stands between it and a sheet in what names a table.
WORKBOOK, SHEET = ".xlsx", "#"
#: What could not be removed; whoever speaks with the user tells of it.
left_behind: set[Path] = set()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an error of the system name the file that was meant: of a failed write it names none.

    Args:
        path: The file.

    Yields:
        Nothing.
    """
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno is not None:
            error.filename = str(path)
        raise


def remove(path: Path) -> None:
    """Remove a file or folder that nobody needs; what the system does not let go of is stepped around, and noted.

    Args:
        path: The file or folder; it need not be there.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
    if os.path.lexists(path):
        left_behind.add(path)


def write_whole(path: Path, content: str) -> None:
    """Write a text file so that readers see the old content or the new.

    Args:
        path: The file.
        content: Its text.
    """
    new = path.with_name(f"{UNFINISHED}{uuid4().hex[:8]}-{path.name}")
    try:
        with naming(path):
            with new.open("w", encoding="utf-8", newline="\n") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
            _names_to_disk(path.parent)
    finally:
        remove(new)


def move_whole(source: Path, target: Path) -> None:
    """Move a finished file to its place, on disk before anyone is told of it.

    Args:
        source: The file, on the same disk.
        target: Its place.
    """
    with naming(target):
        _to_disk(source)
        source.replace(target)
        _names_to_disk(target.parent)


@contextmanager
def fresh_folder(beside: Path) -> Iterator[Path]:
    """Work in a folder of its own; whatever is left of it afterwards is removed.

    Args:
        beside: The folder that it is to replace.

    Yields:
        The new folder.
    """
    folder = beside.with_name(f"{UNFINISHED}{beside.name}-{uuid4().hex[:8]}")
    try:
        with naming(beside):
            folder.mkdir(parents=True)
            yield folder
    finally:
        remove(folder)


def put_in_place(folder: Path, final: Path) -> None:
    """Let a finished folder take the place of another in one step; the other one is removed.

    Args:
        folder: The finished folder.
        final: Where it is to be.
    """
    for path in (*folder.rglob("*"), folder):
        _to_disk(path)
    if not os.path.lexists(final):
        folder.rename(final)
    elif not final.is_dir():
        # Somebody's, and no page of ours.
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(final))
    elif not _exchange(folder, final):
        _by_two_steps(folder, final)
    _names_to_disk(final.parent)


def listed(folder: Path, pattern: str) -> list[Path]:
    """List what a folder holds; `Path.glob` alone takes a folder that may not be read for an empty one.

    Args:
        folder: The folder; one that is not there holds nothing.
        pattern: What names look like, after the names of folders below it if need be.

    Returns:
        Paths in order.

    Raises:
        OSError: If the folder may not be read, or is none.
    """
    whole = folder / pattern
    if not os.path.lexists(whole.parent):
        return []
    return sorted(path for path in whole.parent.iterdir() if path.match(whole.name))


def sweep(final: Path) -> None:
    """Remove what a killed run left, and bring back what it had set aside.

    Args:
        final: The folder of a report; nobody else may be at it.
    """
    old = _aside(final)
    if old.exists() and not final.exists():
        old.rename(final)
    remove(old)
    # Not those of a report whose name begins with this one's.
    for unfinished in final.parent.glob(f"{UNFINISHED}{final.name}-{'[0-9a-f]' * 8}"):
        remove(unfinished)


def digest_of(path: Path) -> str:
    """Hash a file.

    Args:
        path: The file.

    Returns:
        Sixteen hexadecimal digits.
    """
    # Piece by piece: a database may be larger than the memory.
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def is_odd(path: Path) -> bool:
    """Say whether something stands where a file should that nobody can read to its end: a pipe, a device, a socket.

    Args:
        path: The path; links are followed.
    """
    try:
        kind = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, which Linux can and Python has no word for."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.EPERM):
        return False  # a file system that cannot
    raise OSError(code, os.strerror(code), str(other))


def _by_two_steps(folder: Path, final: Path) -> None:
    """Set the old folder aside and bring it back if the new one cannot be put in its place."""
    old = _aside(final)
    shutil.rmtree(old, ignore_errors=True)
    final.rename(old)
    try:
        folder.rename(final)
    except OSError:
        old.rename(final)
        raise
    remove(old)


def _aside(final: Path) -> Path:
    return final.with_name(f".old-{final.name}")


def _names_to_disk(folder: Path) -> None:
    """See to it that what has got its name outlives a loss of power; it has it, also where the system cannot say so."""
    with suppress(OSError):
        _to_disk(folder)


def _to_disk(path: Path) -> None:
    """See to it that a file's content, or a folder's list of names, outlives a loss of power."""
    if path.is_dir() and sys.platform == "win32":
        return  # folders cannot be opened there
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sheet_of(name: str) -> tuple[str, str]:
    """Take the name of a table apart.

    Args:
        name: A file's path, with its sheet behind it if it is a workbook: `sources/d/d.xlsx#goals`.

    Returns:
        The file, and the sheet; nothing for a file that is no workbook.
    """
    file, is_sheet, sheet = name.partition(f"{WORKBOOK}{SHEET}")
    return (f"{file}{WORKBOOK}", sheet) if is_sheet else (name, "")
