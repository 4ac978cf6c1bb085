"""Kernels that nobody else on the machine can listen to."""

import asyncio
import math
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.client import KernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from traitlets import DottedObjectName, Type

from analysis.kernels.forked import room, short_base

#: The kernel specification that `arshjul` installs for JupyterLab and papermill.
SPEC = Path(__file__).parent / "spec"
WARM = "arshjul"
#: Seconds between looks at a kernel that is being stopped; jupyter_client looks ten times a second.
POLL = 0.002
#: How long a kernel may take to open its sockets before its client knocks anyway, and how many it opens.
SECONDS = 10.0
CHANNELS = 5
#: Seconds after which a kernel that has not answered is asked again, or found dead.
PATIENCE = 0.2


class PromptKernelClient(AsyncKernelClient):
    """Goes on as soon as its kernel is ready; the ordinary client then listens for 0.2 s more, for stray output.

    The kernel welcomes whoever listens to its output (a kernel of an older make: answers there too), and what was said
    before that is then read.
    """

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        deadline = math.inf if timeout is None else time.monotonic() + timeout
        await self._listened_to()
        while True:
            asked = self.kernel_info()
            if await self._answered(asked):
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout:.0f} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _listened_to(self) -> None:
        with suppress(Empty):
            await self.get_iopub_msg(timeout=PATIENCE)

    async def _answered(self, asked: str) -> bool:
        """Whether both channels answered, the first within the patience, the second right after it."""
        try:
            reply = await self.get_shell_msg(timeout=PATIENCE)
            self._handle_kernel_info_reply(reply)
            while True:
                said = await self.get_iopub_msg(timeout=PATIENCE)
                idle = said["content"].get("execution_state") == "idle"
                if idle and said["parent_header"].get("msg_id") == asked:
                    return True
        except Empty:
            return False


class PrivateKernelManager(AsyncKernelManager):
    """Talks with its kernel over sockets in a folder that only the user may open, where the system has such.

    The ordinary manager uses unencrypted TCP on the loopback address, which any user of the machine can read;
    on Windows that is what remains. Each kernel has a folder of its own, so that parallel kernels never mix.

    Attributes:
        exit_code: How the kernel ended by itself, negative for a signal; nothing when it was still alive at `close`.
        muttered: What was written to standard output and error of its process, outside the notebook.
    """

    client_class = DottedObjectName("analysis.kernels.manager.PromptKernelClient")
    client_factory = Type(klass=KernelClient, default_value=PromptKernelClient)
    exit_code: int | None = None
    muttered: str = ""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - options of jupyter_client
        super().__init__(**options)
        if self.kernel_name == WARM:
            # Our own specification, installed or not.
            self._kernel_spec = KernelSpec.from_resource_dir(str(SPEC))
        self._folder = Path(tempfile.mkdtemp(prefix="arshjul-", dir=room() or short_base()))
        # Holds the key to the kernel.
        self.connection_file = str(self._folder / "connection.json")
        self._log = self._folder / "muttered.txt"
        self._clients: list[AsyncKernelClient] = []
        if sys.platform != "win32":
            self.transport, self.ip = "ipc", str(self._folder / "kernel")

    async def _async_start_kernel(self, **options: Any) -> None:  # noqa: ANN401 - options of jupyter_client
        # What a kernel mutters while it shuts down is no news; what it says when it dies by itself is kept.
        with self._log.open("ab") as log:
            await super()._async_start_kernel(**options | {"stdout": log, "stderr": log})
        await self._bound()

    start_kernel = _async_start_kernel

    def client(self, **options: Any) -> Any:  # noqa: ANN401 - options and clients of jupyter_client are not typed alike
        """Make a client; its channels are closed with the kernel, whoever opened them."""
        made: AsyncKernelClient = super().client(**options)
        self._clients.append(made)
        return made

    async def _bound(self) -> None:
        """Wait until the kernel's sockets are there: who knocks before that knocks again only after 0.1 s."""
        deadline = time.monotonic() + SECONDS
        while self.transport == "ipc" and time.monotonic() < deadline and await self._async_is_alive():
            if len(list(self._folder.glob("kernel-*"))) == CHANNELS:
                return
            await asyncio.sleep(POLL)

    async def _async_close(self) -> None:
        if self.has_kernel:
            self.exit_code = await self.provisioner.poll() if self.provisioner else None
            await self.shutdown_kernel(now=True)
        await self.cleanup_resources()
        for client in self._clients:
            client.stop_channels()

    close = run_sync(_async_close)
    begin = run_sync(_async_start_kernel)

    def kill_now(self) -> None:
        """End the kernel at once, from any thread; whoever waits for it finds it dead."""
        process = getattr(self.provisioner, "process", None)
        if process is not None:
            process.kill()

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if self._log.exists():
            self.muttered = self._log.read_text(encoding="utf-8", errors="replace")
        if not restart:
            shutil.rmtree(self._folder, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources

    async def _async_wait(self, pollinterval: float = POLL) -> None:
        await super()._async_wait(pollinterval)
