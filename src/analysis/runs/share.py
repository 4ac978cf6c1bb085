"""Files that workers share with whoever sends them work: a folder they all see, or any address that fsspec knows."""

import os
import tempfile
from pathlib import Path
from uuid import uuid4

import fsspec

REMOTE = "://"


def fetched(address: str, fingerprint: str) -> Path:
    """Bring a file here, once for each content.

    Args:
        address: Path on this machine, or address such as `s3://bucket/file`.
        fingerprint: Tells contents apart.

    Returns:
        A path on this machine.
    """
    if REMOTE not in address:
        return Path(address)
    here = Path(tempfile.gettempdir()) / f"arshjul-{os.getuid() if hasattr(os, 'getuid') else 'user'}-{fingerprint}"
    if not here.exists():
        new = here.with_name(f"{here.name}-{uuid4().hex[:8]}")
        with fsspec.open(address, "rb") as source, new.open("xb") as target:
            new.chmod(0o600)
            while chunk := source.read(1 << 20):
                target.write(chunk)
        new.replace(here)
    return here


def sent(source: Path, address: str) -> None:
    """Send a finished file to where others find it, whole or not at all.

    Args:
        source: The file; gone afterwards when the address is on this machine.
        address: Path on this machine, or address.
    """
    if REMOTE not in address:
        source.replace(address)
        return
    system, path = fsspec.core.url_to_fs(address)
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    new = f"{path}.{uuid4().hex[:8]}"
    system.put_file(str(source), new)
    system.mv(new, path)


def shared(source: Path, share: str) -> str:
    """Put a file where workers find it.

    Args:
        source: The file, which stays where it is.
        share: Folder or address that all workers reach; empty when they are on this machine.

    Returns:
        Its address.
    """
    if not share:
        return str(source)
    address = f"{share.rstrip('/')}/{source.name}"
    system, path = fsspec.core.url_to_fs(address)
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    system.put_file(str(source), path)
    return address


def taken(address: str, target: Path) -> None:
    """Fetch what a worker left, and clear it away there.

    Args:
        address: Where it lies, if the worker made it.
        target: Where it is to lie here.
    """
    system, path = fsspec.core.url_to_fs(address)
    if system.exists(path):
        system.get_file(path, str(target))
        system.rm_file(path)
