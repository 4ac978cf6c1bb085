"""The files of a kept copy, held against the list that was sealed: nothing changed, gone, added or led elsewhere."""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.words.translate import _


@dataclass(frozen=True)
class Listed:
    """What a copy may hold.

    Attributes:
        files: Hash of each sealed file, by path below the copy's folder.
        own: Files that cannot be in the list: the seal itself, and its signature.
        folders: Folders that may be there though no listed file is in them.
    """

    files: Mapping[str, str]
    own: Collection[str]
    folders: Collection[str]


def file_faults(folder: Path, listed: Listed) -> Iterator[str]:
    """Hold the files of a copy against their list.

    Args:
        folder: The copy.
        listed: What it may hold.

    Yields:
        A sentence for each file that is not as it was, the file first.
    """
    yield from (fault for _name, fault in sorted(_faults(folder, listed)))


def _faults(folder: Path, listed: Listed) -> Iterator[tuple[str, str]]:
    """What is not as it was, each with its name."""
    unread: list[OSError] = []
    wanted, found = _folders_of(listed.files), set()
    for path in _below(folder, unread):
        name = path.relative_to(folder).as_posix()
        found.add(name)
        if fault := _fault(path, name, listed, wanted):
            yield name, fault
    yield from ((name, _("{file}: saknas", file=printable(name))) for name in listed.files.keys() - found)
    for error in unread:
        name = Path(error.filename).relative_to(folder).as_posix()
        yield name, _unreadable(name, error)


def _fault(path: Path, name: str, listed: Listed, wanted: Collection[str]) -> str:
    """Say what is wrong with one file or folder; nothing when it is as it was."""
    told = {"file": printable(name)}
    is_known = name in listed.files or name in listed.own
    if path.is_symlink():
        if is_known:
            return _("{file}: ändrad efter godkännandet; den är en länk till något annat", **told)
        return _("{file}: tillagd efter godkännandet; den är en länk till något annat", **told)
    if path.is_dir():
        is_extra = name not in wanted and name not in listed.folders
        return _("{file}: mapp tillagd efter godkännandet", **told) if is_extra else ""
    if not is_known:
        return _("{file}: tillagd efter godkännandet", **told)
    if not path.is_file():
        return _("{file}: ändrad efter godkännandet; den är ingen vanlig fil", **told)
    return "" if name in listed.own else _change(path, name, listed.files[name])


def _change(path: Path, name: str, sealed: str) -> str:
    try:
        same = digest(path) == sealed
    except OSError as error:
        return _unreadable(name, error)
    return "" if same else _("{file}: ändrad efter godkännandet", file=printable(name))


def _unreadable(name: str, error: OSError) -> str:
    return _("{file}: går inte att läsa ({why})", file=printable(name), why=error.strerror or type(error).__name__)


def _below(folder: Path, unread: list[OSError]) -> Iterator[Path]:
    """Everything in a folder by name; what a link leads to is not."""
    for where, folders, files in os.walk(folder, onerror=unread.append):
        folders.sort()
        yield from (Path(where, name) for name in sorted((*folders, *files)))


def _folders_of(names: Collection[str]) -> set[str]:
    return {parent.as_posix() for name in names for parent in Path(name).parents}


def printable(name: str) -> str:
    """Write the name of a file so that a terminal neither stumbles over it nor obeys it.

    Args:
        name: A name on disk: any bytes.

    Returns:
        The same, with codes for what cannot be printed.
    """
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in name)


def hashes(folder: Path) -> dict[str, str]:
    """Hash every file of a copy that is not sealed yet.

    Args:
        folder: The copy.

    Returns:
        SHA-256 by path below the folder; a link counts as what it is, not as what it leads to.
    """
    files = (path for path in _below(folder, []) if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix(): digest(path) for path in files}


def digest(path: Path) -> str:
    """Hash a file.

    Args:
        path: The file.

    Returns:
        SHA-256 as 64 hexadecimal digits.
    """
    if path.is_symlink():
        return hashlib.sha256(f"link to {path.readlink()}".encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
