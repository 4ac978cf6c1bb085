"""The papermill engine that needs no messages: each notebook in a fork of a warm process, its cells through pipes.

What it cannot do it leaves to a kernel with sockets, which papermill's own engine talks with: other interpreters and
languages, systems without fork, widgets that talk back, and settings that only the client of such kernels knows.
"""

import asyncio
import inspect
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Protocol, Self

from jupyter_client.kernelspec import KernelSpec, NoSuchKernel, get_kernel_spec
from jupyter_core.utils import ensure_event_loop
from nbclient.client import timestamp
from nbclient.exceptions import CellExecutionComplete, CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines
from papermill.log import logger

from analysis.kernels.cells import Cells, EndedError, Message, SlowError
from analysis.kernels.forked import ForkError
from analysis.kernels.manager import SPEC, WARM, PrivateKernelManager
from analysis.kernels.provisioner import can_fork

ENGINE = "arshjul"
#: A kernel that runs one notebook has no use for the history of what was typed, and nobody reads its log.
QUIET = ["--log-level=CRITICAL", "--HistoryManager.enabled=False"]
#: Settings of a client that waits for messages.
OF_MESSAGES = frozenset(
    ("km", "kernel_manager_class", "extra_arguments", "coalesce_streams", "interrupt_on_timeout", "timeout_func")
)
#: What specifications of kernels call the interpreter that runs them.
OUR_NAMES = {"python", "python3", f"python3.{sys.version_info[1]}", sys.executable}
#: What a user's own start of IPython consists of.
OF_PROFILES = ("*config.py", "*config.json", "startup/*.py", "startup/*.ipy")
CONNECTION = ["-f", "{connection_file}"]
EXTENSION = "--ext="
#: More letters than this, printed or shown, are no chapter; a cell that prints without end is ended before memory is.
FLOOD = 20_000_000


class Running(Protocol):
    """What runs a notebook.

    Attributes:
        exit_code: How it ended by itself, negative for a signal; nothing where it did not.
        muttered: What it wrote last.
    """

    exit_code: int | None
    muttered: str

    def kill_now(self) -> None:
        """End it at once, from any thread; whoever waits for it finds it dead."""


class FloodError(RuntimeError):
    """A notebook writes without end."""


class _TalksBackError(Exception):
    """A widget wants to talk with whoever shows it."""


class WarmEngine(NBClientEngine):  # type: ignore[misc] # papermill is not typed
    """Executes notebooks in forks of a warm process, and in kernels with sockets where those do not do."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        environment: Mapping[str, str] | None = None,
        on_start: Callable[[Running], None] | None = None,
        **settings: Any,  # noqa: ANN401 - what papermill and nbclient take
    ) -> None:
        """Execute a notebook.

        Args:
            nb_man: Papermill's record of the execution; its notebook gets the outputs.
            kernel_name: The kernel that it asks for.
            environment: What its process has in its environment beside ours.
            on_start: Told of what runs it.
            settings: As for papermill's own engine.
        """
        env = {**os.environ, **(environment or {})}
        told = on_start or _tell_nobody
        cells = None if OF_MESSAGES & settings.keys() else _forked(kernel_name, env)
        if cells is not None:
            with cells:
                told(cells)
                try:
                    _Client.of(nb_man, settings).execute_in(cells)
                except _TalksBackError:
                    _begin_anew(nb_man)
                else:
                    return
        if "km" in settings:
            super().execute_managed_notebook(nb_man, kernel_name, **settings)
            return
        with closing(ensure_event_loop()), closing(PrivateKernelManager(kernel_name=kernel_name)) as kernel:
            kernel.begin(extra_arguments=settings.pop("extra_arguments", QUIET), env=env)
            told(kernel)
            super().execute_managed_notebook(nb_man, kernel_name, km=kernel, **settings)


def _tell_nobody(running: Running) -> None:
    """Nobody asked."""


def _begin_anew(nb_man: NotebookExecutionManager) -> None:
    """Forget what cells gave so far."""
    for cell in nb_man.nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nb_man.notebook_start()


def _forked(kernel_name: str, env: Mapping[str, str]) -> Cells | None:
    """A fork that is the kernel of a name; nothing where no fork of ours would be."""
    extensions = _extensions_of(kernel_name, env)
    if extensions is None:
        return None
    try:
        return Cells(env, str(Path.cwd()), extensions)
    except (ForkError, OSError) as error:
        logger.warning("The process could not be forked, a kernel with sockets takes over: %s", error)
        return None


def _extensions_of(kernel_name: str, env: Mapping[str, str]) -> Sequence[str] | None:
    """What the shell of a kernel loads; nothing where it is not our interpreter with nothing else asked for."""
    try:
        spec = KernelSpec.from_resource_dir(str(SPEC)) if kernel_name == WARM else get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return None
    program, *rest = spec.argv
    command = [sys.executable if program in OUR_NAMES else program, *rest]
    more = [part for part in command[3:] if part not in CONNECTION]
    asked = [part.removeprefix(EXTENSION) for part in more]
    plain = all(part.startswith(EXTENSION) for part in more) and not spec.env
    return asked if plain and can_fork(command, env) and not _is_configured(env) else None


def _is_configured(env: Mapping[str, str]) -> bool:
    """Whether the user has told IPython to do something at its start: a kernel would, and our shell has started."""
    profile = Path(env.get("IPYTHONDIR") or Path.home() / ".ipython") / "profile_default"
    return any(any(profile.glob(pattern)) for pattern in OF_PROFILES)


class _Client(PapermillNotebookClient):  # type: ignore[misc] # as above
    """Papermill's client, that hears cells through pipes.

    Everything that it makes of what it hears is papermill's and nbclient's.
    """

    written = 0

    @classmethod
    def of(cls, nb_man: NotebookExecutionManager, settings: Mapping[str, Any]) -> Self:
        """Make a client as papermill's engine does."""
        taken = ("input_path", "start_timeout", "execution_timeout", "timeout", "startup_timeout")
        kept = {name: value for name, value in settings.items() if name not in taken}
        seconds = settings.get("execution_timeout") or settings.get("timeout")
        return cls(nb_man, timeout=seconds, log=logger, **kept)

    def execute_in(self, cells: Cells) -> None:
        """Execute all cells.

        Args:
            cells: A fresh process.
        """
        self.reset_execution_trackers()
        self.log.info("Executing notebook in a fork")
        for index, cell in enumerate(self.nb.cells):
            try:
                self.nb_man.cell_start(cell, index)
                self._execute(cells, cell, index)
            except CellExecutionError as error:
                self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=error)
                break
            finally:
                self.nb_man.cell_complete(self.nb.cells[index], cell_index=index)
        self.nb.metadata["language_info"] = cells.language_info

    def _execute(self, cells: Cells, cell: NotebookNode, index: int) -> None:
        about = {"cell": cell, "cell_index": index}
        _call(self.on_cell_start, **about)
        skipped = self.skip_cells_with_tag in cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or skipped:
            return
        if self.record_timing:
            cell.metadata["execution"] = {}
        _call(self.on_cell_execute, **about)
        asked = {"code": cell.source, "silent": False, "store_history": True, "user_expressions": {}}
        said = cells.execute(asked | {"allow_stdin": False, "stop_on_error": True}, self._get_timeout(cell))
        _call(self.on_cell_complete, **about)
        self.code_cells_executed += 1
        cell.outputs, self.clear_before_next_output = [], False
        reply = self._heard(said, cell, index)
        _call(self.on_cell_executed, **about, execute_reply=reply)
        self._raise_for_error(reply, cell, about)

    def _heard(self, said: Iterator[Message], cell: NotebookNode, index: int) -> Message:
        """Take what is said of a cell, to the end."""
        reply: Message = {"content": {"status": "aborted"}}
        try:
            for message in said:
                if message["msg_type"].startswith("comm"):
                    raise _TalksBackError
                if message["msg_type"] == "execute_reply":
                    reply = message
                    self._time(cell, message)
                else:
                    with suppress(CellExecutionComplete):
                        self.process_message(message, cell, index)
        except EndedError:
            self.log.error("Kernel died while waiting for execute reply.")
            raise DeadKernelError("Kernel died") from None
        except SlowError:
            seconds = self._get_timeout(cell)
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", seconds, cell) from None
        return reply

    def _time(self, cell: NotebookNode, reply: Message) -> None:
        if self.record_timing:
            cell.metadata["execution"]["shell.execute_reply"] = timestamp(reply)

    def _raise_for_error(self, reply: Message, cell: NotebookNode, about: Mapping[str, Any]) -> None:
        content = reply["content"]
        if content["status"] != "error":
            return
        tags = cell.metadata.get("tags", [])
        borne = self.allow_errors or content.get("ename") in self.allow_error_names or "raises-exception" in tags
        _call(self.on_cell_error, **about, execute_reply=reply)
        if self.force_raise_errors or not borne:
            raise CellExecutionError.from_cell_and_msg(cell, content)

    def output(
        self, outs: list[NotebookNode], msg: Message, display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Take an output; what is printed in one breath is one, however many pieces it comes in."""
        before = outs[-1] if outs and not self.clear_before_next_output else None
        out: NotebookNode | None = super().output(outs, msg, display_id, cell_index)
        if out is None:
            return out
        self.written += _size_of(out)
        if self.written > FLOOD:
            raise FloodError
        if out.output_type != "stream":
            return out
        if before is not None and before.output_type == "stream" and before.name == out.name:
            before.text += outs.pop().text
        return out


def _size_of(out: NotebookNode) -> int:
    """How much an output says, in letters; what is shown is counted in each of its forms."""
    return len(out.text) if out.output_type == "stream" else len(json.dumps(out.get("data", {}), default=str))


def _call(hook: Callable[..., Any] | None, **about: Any) -> None:  # noqa: ANN401 - as nbclient calls its hooks
    result = hook(**about) if hook else None
    if inspect.isawaitable(result):
        asyncio.run(_awaited(result))


async def _awaited(result: Awaitable[Any]) -> None:
    await result


# The installed package says so too; the program itself needs not be installed anew for it.
papermill_engines.register(ENGINE, WarmEngine)
