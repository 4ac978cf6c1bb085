"""Kernels that nobody else on the machine can listen to."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager


class PrivateKernelManager(AsyncKernelManager):
    """Talks with its kernel over sockets in a folder that only the user may open, where the system has such.

    The ordinary manager uses unencrypted TCP on the loopback address, which any user of the machine can read;
    on Windows that is what remains. Each kernel has a folder of its own, so that parallel kernels never mix.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - options of jupyter_client
        super().__init__(**options)
        self._folder = Path(tempfile.mkdtemp(prefix="arshjul-"))
        self._log = self._folder / "stderr.txt"
        if sys.platform != "win32":
            self.transport, self.ip = "ipc", str(self._folder / "kernel")

    async def _async_start_kernel(self, **options: Any) -> None:  # noqa: ANN401 - options of jupyter_client
        # What a kernel mutters while it shuts down is no news; what it says when it dies by itself is told below.
        with self._log.open("ab") as log:
            await super()._async_start_kernel(**options | {"stderr": log})

    start_kernel = _async_start_kernel

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if not self.shutting_down and self._log.exists():
            sys.stderr.write(self._log.read_text(encoding="utf-8", errors="replace"))
        if not restart:
            shutil.rmtree(self._folder, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources
