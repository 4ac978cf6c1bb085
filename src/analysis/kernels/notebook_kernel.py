"""A kernel without sockets: its cells come out of a pipe, and what it says goes into one.

It is ipykernel's own, so that magics, displays, errors and numbers of cells are what they are in any notebook; only the
way in and out is another. It is made before the fork: making a shell takes as long as running a chapter's cells.
"""

import asyncio
import json
import logging
import os
import sys
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, cast

from ipykernel.ipkernel import IPythonKernel
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session
from traitlets.config import Config

from analysis.kernels.wire import TAKEN, WAITED_FOR

#: What the shell of an ordinary kernel loads.
EXTENSIONS = ("storemagic",)
#: Where libraries that draw are told to show what they draw.
INLINE = "module://matplotlib_inline.backend_inline"
#: The longest cell, in bytes.
LONGEST = 1 << 30
OUTPUT, ERROR = 1, 2


class PipeSession(Session):
    """Writes messages into a pipe, and waits until an output has been taken: what is printed is read where it stands.

    Attributes:
        talk: The pipe; nothing is said before there is one.
    """

    talk: int | None = None

    def send(  # type: ignore[override] # nobody asks for more of what sockets need
        self,
        stream: object,  # noqa: ARG002 - a socket in an ordinary kernel, nothing here
        msg_or_type: Any,  # noqa: ANN401 - as jupyter_client has it
        content: Any = None,  # noqa: ANN401
        parent: Any = None,  # noqa: ANN401
        **other: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Write a message.

        Args:
            stream: A socket in an ordinary kernel, nothing here.
            msg_or_type: The message, or its type.
            content: What it says, where only the type is given.
            parent: The request that it answers.
            other: `metadata` and `header`; identities and buffers of sockets mean nothing here.

        Returns:
            The message.
        """
        kept = {name: value for name, value in other.items() if name in ("metadata", "header")}
        made = isinstance(msg_or_type, Mapping)
        message = msg_or_type if made else self.msg(msg_or_type, content, parent=parent, **kept)
        if self.talk is not None:
            _tell(self.talk, message)
            if message["msg_type"] in WAITED_FOR:
                os.read(self.talk, len(TAKEN))
        return message


class PipeKernel(IPythonKernel):
    """ipykernel's kernel with nobody queueing at its sockets."""

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Cells come one at a time: whoever sends them knows whether the next one is to come."""


def _tell(talk: int, message: Mapping[str, Any]) -> None:
    text = json.dumps(message, default=json_default, ensure_ascii=False, allow_nan=False)
    data = memoryview(text.encode("utf-8", errors="replace") + b"\n")
    while data:
        data = data[os.write(talk, data) :]


def prepared() -> PipeKernel:
    """Make a kernel with a shell, before any fork.

    Returns:
        The kernel; it has no threads, and keeps no history of what was typed.
    """
    config = Config()
    config.HistoryManager.enabled = False
    # Nobody reads its log, and what notebooks do with theirs does not concern it.
    quiet = logging.Logger("kernel", logging.CRITICAL + 1)
    kernel: PipeKernel = PipeKernel.instance(config=config, session=PipeSession(), log=quiet)
    # A cell that awaits something is broken off in the thread that runs it.
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.main_thread())
    _load(kernel, EXTENSIONS)
    # What the first cell would load is loaded once for all.
    cast("Any", _shell(kernel)).run_cell("None", store_history=False, silent=True)
    return kernel


def _load(kernel: PipeKernel, extensions: Iterable[str]) -> None:
    manager: Any = _shell(kernel).extension_manager
    for extension in extensions:
        manager.load_extension(extension)


def _shell(kernel: PipeKernel) -> InteractiveShell:
    shell = kernel.shell
    if not isinstance(shell, InteractiveShell):
        raise TypeError(shell)
    return shell


def run_cells(kernel: PipeKernel, requests: int, talk: int, extensions: Iterable[str]) -> None:
    """Execute cells until there are no more.

    Args:
        kernel: What `prepared` gave, in a fork of its process.
        requests: A pipe that cells come from, a line of JSON each: what a request to execute contains.
        talk: What everything that is said is written to, a line of JSON each; `TAKEN` comes back for what is
            waited for.
        extensions: What the shell loads before the first cell.
    """
    _shell(kernel).init_environment()  # type: ignore[no-untyped-call]
    os.environ.setdefault("MPLBACKEND", INLINE)
    if "" not in sys.path:
        sys.path.insert(0, "")
    sys.stdout, sys.stderr = _written_to(OUTPUT), _written_to(ERROR)
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr  # type: ignore[misc] # a fork has streams of its own
    _session(kernel).talk = talk
    _load(kernel, extensions)
    asyncio.run(_execute_all(kernel, requests))


def _written_to(descriptor: int) -> Any:  # noqa: ANN401 - a text file, which is what `sys.stdout` is to be
    """Line by line, so that what programs write that a cell calls comes where it was called."""
    return open(descriptor, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)


async def _execute_all(kernel: PipeKernel, requests: int) -> None:
    reader, loop = asyncio.StreamReader(limit=LONGEST), asyncio.get_running_loop()
    with os.fdopen(requests, "rb", buffering=0) as pipe:
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
        while line := await reader.readline():
            await _execute(kernel, json.loads(line))
            if _shell(kernel).exit_now:
                return


async def _execute(kernel: PipeKernel, content: Mapping[str, Any]) -> None:
    request, asked = _session(kernel).msg("execute_request", dict(content)), cast("Any", kernel)
    asked.set_parent([], request)
    asked._publish_status("busy", "shell")
    await asked.execute_request(None, [], request)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    asked._publish_status("idle", "shell")


def _session(kernel: PipeKernel) -> PipeSession:
    session = kernel.session
    if not isinstance(session, PipeSession):
        raise TypeError(session)
    return session
