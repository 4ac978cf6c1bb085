"""The process that kernels are forked from. It has imported the analysis stack and used none of it.

A query before the fork would start threads that the child does not get, and locks that nobody then opens: the server
refuses to fork once it has threads that it did not have after the imports. (Polars keeps one of its own from the import
on, which waits and clears away what other processes left on disk.) Each request comes on a connection of its own, which
stays open until the kernel has ended and then carries its exit code.
"""

import atexit
import gc
import importlib
import json
import os
import random
import selectors
import shutil
import signal
import socket
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.base.loading import loading
from analysis.kernels.wire import CELLS, KERNELS

#: What a kernel imports on its way to the last cell of our notebooks; what is imported here is imported once.
WARM = {
    KERNELS: (
        "ipykernel.kernelapp",
        "ipykernel.ipkernel",
        "ipykernel.zmqshell",
        "ipykernel.debugger",
        "analysis.report.warm",
    ),
    CELLS: ("analysis.kernels.notebook_kernel", "analysis.report.warm"),
}
#: Largest part of a request that is read at a time.
CHUNK = 65_536
MOST_DESCRIPTORS = 8
#: The system's out-of-memory killer takes kernels before it takes whoever runs them.
FIRST_TO_GO = 500


class ForkServer:
    """Forks kernels on request and tells how they ended.

    Args:
        listener: A bound Unix socket; anyone who can reach it may start kernels.
        lifeline: A file descriptor that ends when whoever started the server does.
        about: What every fork is, told with its process id.
        before: What is done with a request before a process is forked for it.
    """

    def __init__(
        self,
        listener: socket.socket,
        lifeline: int,
        about: Mapping[str, Any],
        before: Callable[[Mapping[str, Any]], object],
    ) -> None:
        self._about = about
        self._before = before
        self._listener = listener
        self._lifeline = lifeline
        self._kernels: dict[int, socket.socket] = {}
        self._threads = _threads()

    def serve(self) -> Mapping[str, Any] | None:
        """Fork until the lifeline ends.

        Returns:
            In a forked child, the request that it is to fulfil; nothing in the server itself, when it is to end.
        """
        wake, waker = socket.socketpair()
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.fileno())
        signal.signal(signal.SIGCHLD, lambda *__: None)
        with selectors.DefaultSelector() as selector:
            for source in (self._listener, self._lifeline, wake):
                selector.register(source, selectors.EVENT_READ)
            while True:
                for key, __ in selector.select():
                    if key.fileobj == self._lifeline:
                        # The kernels that end now wake nobody up: the sockets are gone before the last of them is.
                        signal.set_wakeup_fd(-1)
                        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                        self._end()
                        return None
                    if key.fileobj is wake:
                        wake.recv(CHUNK)
                        self._tell_of_the_dead()
                    elif (request := self._fork()) is not None:
                        signal.set_wakeup_fd(-1)
                        for inherited in (wake, waker):
                            inherited.close()
                        return request

    def _fork(self) -> Mapping[str, Any] | None:
        connection, __ = self._listener.accept()
        request, streams = _receive(connection)
        if threading.active_count() > 1 or _threads() > self._threads:
            connection.sendall(b'{"error": "the server has threads"}\n')
            connection.close()
            return None
        # What every fork would do by itself is done once, if it leaves no thread.
        self._before(request)
        with warnings.catch_warnings():
            # Python 3.12 and later warn of any thread; which ones there may be has just been looked at.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            os.setsid()
            for inherited in (self._listener, connection, *self._kernels.values()):
                inherited.close()
            return {**request, "descriptors": streams}
        for stream in streams:
            os.close(stream)
        self._kernels[pid] = connection
        _send(connection, {"pid": pid, "about": self._about})
        return None

    def _tell_of_the_dead(self) -> None:
        while self._kernels:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            connection = self._kernels.pop(pid)
            _send(connection, {"exit": os.waitstatus_to_exitcode(status)})
            connection.close()

    def _end(self) -> None:
        for pid in self._kernels:
            # One that was forked this very moment has no group of its own yet.
            for end in (os.killpg, os.kill):
                with suppress(OSError):
                    end(pid, signal.SIGKILL)


def _nothing(request: Mapping[str, Any]) -> None:
    """A kernel may be of anything."""


def _open_database(request: Mapping[str, Any]) -> None:
    """Open the database of a run, which all its notebooks ask."""
    from analysis.base.project import DATABASE_VARIABLE
    from analysis.store.connection import open_for_forks

    if path := request["env"].get(DATABASE_VARIABLE):
        open_for_forks(Path(path))


def become_kernel(request: Mapping[str, Any]) -> None:
    """Turn a freshly forked child into the kernel that was asked for; does not return.

    Args:
        request: `arguments` of the kernel, its `cwd` and `env`, and the `descriptors` of its standard streams.
    """
    _stand_on(request["descriptors"])
    _settle_in(request)
    from ipykernel.kernelapp import IPKernelApp

    # ipykernel learns its parent from the environment, and did so when the server imported it. A kernel without a
    # parent tells on standard output how to connect to it, and outlives whoever started it.
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    _end_with(lambda: IPKernelApp.launch_instance(argv=[*request["arguments"], parent]))


def become_cells(request: Mapping[str, Any], kernel: Any) -> None:  # noqa: ANN401 - its class is imported later
    """Turn a freshly forked child into one that executes the cells of a notebook; does not return.

    Args:
        request: `cwd`, `env`, `extensions`, and `descriptors`: of standard output and error, where cells come from, and
            where what is said goes.
        kernel: The kernel that was made before the fork.
    """
    output, error, requests, talk = request["descriptors"]
    _stand_on([os.open(os.devnull, os.O_RDONLY), output, error])
    _settle_in(request)
    from analysis.kernels.notebook_kernel import run_cells

    _end_with(lambda: run_cells(kernel, requests, talk, request["extensions"]))


def _stand_on(streams: Sequence[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)


def _settle_in(request: Mapping[str, Any]) -> None:
    """Take the place of an ordinary process: its signals, environment, folder and chances."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["env"])
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    os.chdir(request["cwd"])
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(FIRST_TO_GO), encoding="ascii")


def _end_with(work: Callable[[], object]) -> None:
    code = 0
    try:
        work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        code = 1
        traceback.print_exc(file=sys.__stderr__)
    finally:
        # The interpreter's own end would free every object of the whole stack one by one.
        atexit._run_exitfuncs()
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream:
                stream.flush()
        os._exit(code)


def _receive(connection: socket.socket) -> tuple[Mapping[str, Any], list[int]]:
    data, streams, *__ = socket.recv_fds(connection, CHUNK, MOST_DESCRIPTORS)
    while not data.endswith(b"\n"):
        more = connection.recv(CHUNK)
        if not more:
            raise ConnectionError(connection)
        data += more
    return json.loads(data), streams


def _send(connection: socket.socket, answer: Mapping[str, Any]) -> None:
    # Whoever asked may be gone.
    with suppress(OSError):
        connection.sendall(json.dumps(answer).encode() + b"\n")


def _threads() -> int:
    """Threads as the system counts them, those of libraries too; one where it does not tell."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.exists() else 1


def main() -> None:
    """Listen at the socket that the command line names, import, and fork what it names until standard input ends."""
    path, kind = Path(sys.argv[1]), sys.argv[2]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
        listener.listen()
        with loading():
            for name in WARM[kind]:
                importlib.import_module(name)
            kernel = sys.modules["analysis.kernels.notebook_kernel"].prepared() if kind == CELLS else None
        # What is shared with the children is never looked through, and so never copied.
        gc.freeze()
        lifeline = os.dup(0)
        about = {"language_info": kernel.language_info} if kernel else {}
        request = ForkServer(listener, lifeline, about, _open_database if kernel else _nothing).serve()
    os.close(lifeline)
    if request is not None and kernel is not None:
        become_cells(request, kernel)
    elif request is not None:
        become_kernel(request)
    shutil.rmtree(path.parent, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    main()
