"""The folder of a fork server's socket, which does not outlive it, however it ends.

Whoever lives with a folder holds a lock on it that the system lets go of with the last of them: whose folder nobody
holds is dead, and whoever starts the next server removes it.
"""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX = "arshjul-fork-"


def new_folder(base: Path) -> tuple[Path, int]:
    """Make a folder, and remove those of dead servers beside it.

    Args:
        base: Where it is made.

    Returns:
        The folder, and the descriptor that holds it; the server is to inherit that.
    """
    for other in base.glob(f"{PREFIX}*"):
        with suppress(OSError):  # somebody else's, or gone
            _remove_dead(other)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
        # Another one who starts a server may just now have taken it for a dead one's.
        with suppress(OSError):
            held = _hold(folder)
            if folder.exists():
                return folder, held
            os.close(held)


def _remove_dead(folder: Path) -> None:
    held = _hold(folder)
    try:
        shutil.rmtree(folder)
    finally:
        os.close(held)


def _hold(folder: Path) -> int:
    """Hold a folder.

    Raises:
        OSError: If somebody else holds it, or it is not ours.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
