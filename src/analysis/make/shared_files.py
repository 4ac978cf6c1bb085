"""Files that workers share with whoever sends them work: a folder they all see, or any address that fsspec knows."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import fsspec

from analysis.base.files import digest_of
from analysis.errors import CallError
from analysis.words.translate import _

REMOTE = "://"
#: Seconds that a worker keeps a database which no chapter has asked for.
KEPT = 86_400


@dataclass(frozen=True)
class Room:
    """Where a run and its workers meet.

    Attributes:
        database: Path or address of the snapshot.
        digest: Hash of that file; empty where it is read where it lies.
        folder: Path or address of the folder where workers leave what they make.
    """

    database: str
    digest: str
    folder: str


@contextmanager
def room_of(share: str, run: str, database: Path, work: Path) -> Iterator[Room]:
    """Open the place where a run and its workers meet, and clear it away afterwards.

    Args:
        share: Folder or address that all workers reach; empty when they are threads of ours.
        run: Id of the run, which has a folder of its own there.
        database: The snapshot.
        work: Where our own threads leave what they make.

    Yields:
        The place.

    Raises:
        CallError: If nothing can be written there.
    """
    if not share:
        yield Room(str(database), "", str(work))
        return
    digest = digest_of(database)
    folder = f"{share.rstrip('/')}/{run}"
    try:
        system, path = fsspec.core.url_to_fs(folder)
        system.makedirs(path, exist_ok=True)
        system.put_file(str(database), f"{path}/{database.name}")
    except Exception as error:  # each kind of address has its own errors
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        raise CallError(
            _("Det går inte att skriva i «{share}» ({reason}).", share=share, reason=reason), _("Rätta --share.")
        ) from error
    try:
        yield Room(f"{folder}/{database.name}", digest, folder)
    finally:
        # Also what a worker left whose chapter was made by another one. What cannot be removed stops nothing.
        with suppress(Exception):
            system.rm(path, recursive=True)


def reached(share: str) -> str:
    """Say where a share lies for workers, which stand elsewhere than we do.

    Args:
        share: Folder or address as the user wrote it; may be empty.

    Returns:
        The same address, or the whole path of the folder.
    """
    return share if REMOTE in share or not share else str(Path(share).expanduser().resolve())


def fetched(address: str, digest: str) -> Path:
    """Bring a file here, once for each content.

    Args:
        address: Path on this machine, or address such as `s3://bucket/file`.
        digest: Hash of the file.

    Returns:
        A path on this machine.

    Raises:
        OSError: If it cannot be fetched whole.
    """
    if REMOTE not in address:
        return Path(address)
    here = _own_folder() / f"{digest}.duckdb"
    if here.exists():
        here.touch()
        return here
    new = here.with_name(f"{here.name}-{uuid4().hex[:8]}")
    try:
        with fsspec.open(address, "rb") as source, new.open("xb") as target:
            shutil.copyfileobj(source, target)
        if digest_of(new) != digest:
            raise OSError(_("{address} kom inte fram hel", address=address))
        new.replace(here)
    finally:
        new.unlink(missing_ok=True)
    _tidy(here)
    return here


def sent(source: Path, address: str) -> None:
    """Send a finished file to where others find it, whole or not at all.

    Args:
        source: The file; gone afterwards when the address is on this machine.
        address: Path on this machine, or address; its folder is there, unless the run is over.
    """
    if REMOTE not in address:
        source.replace(address)
        return
    system, path = fsspec.core.url_to_fs(address)
    new = f"{path}.{uuid4().hex[:8]}"
    system.put_file(str(source), new)
    system.mv(new, path)


def taken(address: str, target: Path) -> None:
    """Fetch what a worker left, and clear it away there.

    Args:
        address: Where it lies.
        target: Where it is to lie here.
    """
    if REMOTE not in address and os.stat(address).st_dev == target.parent.stat().st_dev:  # noqa: PTH116 - as it came
        Path(address).replace(target)
        return
    system, path = fsspec.core.url_to_fs(address)
    system.get_file(path, str(target))
    system.rm_file(path)


def _own_folder() -> Path:
    """A folder below the system's temporary one that nobody else can have put anything in."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"arshjul-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.lstat()
    if hasattr(os, "getuid") and (about.st_uid != user or about.st_mode & 0o077):
        raise PermissionError(_("{folder} tillhör någon annan eller är öppen för andra", folder=folder))
    return folder


def _tidy(latest: Path) -> None:
    """Remove databases that no chapter has asked for since yesterday."""
    oldest = time.time() - KEPT
    for path in set(latest.parent.iterdir()) - {latest}:
        # Another worker may be tidying too; Windows keeps a file that is open.
        with suppress(OSError):
            if path.stat().st_mtime < oldest:
                path.unlink()
