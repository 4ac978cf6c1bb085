"""The way from a program to its fork server: one server a process, one connection a kernel."""

import atexit
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import analysis
from analysis.kernels.streams import aside
from analysis.kernels.wire import KERNELS

#: How long a server may take to import everything.
SECONDS = 120.0
CHUNK = 4_096
#: Letters of a folder that still leave room for those of our sockets below it.
DEEPEST = 50
SYSTEM_TEMPORARY = Path("/tmp")  # noqa: S108 - what is made there has a name of its own and is ours alone
#: Set to 0 to start every kernel in the ordinary way.
SETTING = "ARSHJUL_FORK"
#: Polars' memory allocator would keep two threads for cleaning in the background.
ONE_THREAD = {"_RJEM_MALLOC_CONF": "background_thread:false"}


class ForkError(Exception):
    """The server cannot fork."""


class ForkedProcess:
    """A forked kernel, with what jupyter_client asks of a `subprocess.Popen`.

    Args:
        pid: Its process id, which is also its group's.
        connection: The server tells here how it ended.
        about: What the server says of every fork.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, connection: socket.socket, about: Mapping[str, Any]) -> None:
        self.pid = pid
        self.about = about
        self.returncode: int | None = None
        self._connection = connection

    def poll(self) -> int | None:
        """Say whether it has ended.

        Returns:
            Its exit code, negative for a signal; nothing while it runs.
        """
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Args:
            timeout: Seconds.

        Returns:
            Its exit code.

        Raises:
            subprocess.TimeoutExpired: If it runs on.
        """
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"kernel {self.pid}", timeout or 0)
        return code

    def send_signal(self, signum: int) -> None:
        """Send it a signal, if it still runs.

        Args:
            signum: The signal.
        """
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def close(self) -> None:
        """Hear no more of it."""
        self._connection.close()

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is not None:
            return self.returncode
        readable, __, __ = select.select([self._connection], [], [], timeout)
        if not readable:
            return None
        with self._connection:
            try:
                self.returncode = int(_read(self._connection)["exit"])
            except (OSError, ValueError, KeyError):
                # The server is gone and with it whoever could tell; its kernels may not outlive it.
                with suppress(OSError):
                    os.killpg(self.pid, signal.SIGKILL)
                self.returncode = -signal.SIGKILL
        return self.returncode


@dataclass
class _Server:
    process: subprocess.Popen[bytes]
    socket: Path
    stamp: float
    owner: int

    def serves(self) -> bool:
        """Whether it runs, is ours, and has imported the code as it is now."""
        return self.process.poll() is None and self.owner == os.getpid() and self.stamp == _stamp()

    def end(self) -> None:
        if self.owner == os.getpid() and self.process.stdin:
            self.process.stdin.close()
            self.process.wait()
            # It does so itself, if it was not killed.
            shutil.rmtree(self.socket.parent, ignore_errors=True)


_lock = threading.Lock()
_servers: dict[str, _Server] = {}


def is_possible(env: Mapping[str, str]) -> bool:
    """Say whether kernels can be forked here.

    Args:
        env: Environment in which they would run.

    Returns:
        False on Windows, which has no fork, on macOS, whose own libraries do not bear it, and where a setting forbids.
    """
    return sys.platform == "linux" and env.get(SETTING) != "0"


def warm_up(kind: str = KERNELS) -> Path:
    """Start a fork server, or find the one that runs; it imports while its caller goes on.

    Args:
        kind: What it is to fork, `KERNELS` or `CELLS`.

    Returns:
        The socket that it listens at.
    """
    with _lock:
        server = _servers.get(kind)
        if server is None or not server.serves():
            # An outdated server keeps its kernels; each ends with us.
            server = _servers[kind] = _start(kind)
            atexit.register(server.end)
        return server.socket


def room() -> Path | None:
    """Say where kernels may keep their sockets: a folder that the fork server removes, also when we are killed.

    Returns:
        The folder; nothing when no server of ours runs, or temporary folders now go elsewhere.
    """
    with _lock:
        server = _servers.get(KERNELS)
        folder = server.socket.parent if server is not None and server.serves() else None
    return folder if folder and folder.parent == short_base() else None


def short_base() -> Path:
    """Say where folders of sockets are made: a socket's path may have about a hundred letters.

    Returns:
        The folder for temporary files, or the system's own where that is too deep.
    """
    usual = Path(tempfile.gettempdir())
    return usual if len(str(usual)) <= DEEPEST or not SYSTEM_TEMPORARY.is_dir() else SYSTEM_TEMPORARY


def fork_kernel(arguments: Sequence[str], env: Mapping[str, str], cwd: str, streams: Sequence[int]) -> ForkedProcess:
    """Start a kernel.

    Args:
        arguments: What stands after `ipykernel_launcher` on its command line.
        env: Its environment.
        cwd: Its working folder.
        streams: File descriptors of its standard input, output and error.

    Returns:
        The running process.

    Raises:
        ForkError: If the server cannot fork.
        OSError: If it cannot be reached.
    """
    return fork(KERNELS, {"arguments": list(arguments), "env": dict(env), "cwd": cwd}, streams)


def fork(kind: str, request: Mapping[str, Any], descriptors: Sequence[int]) -> ForkedProcess:
    """Have a process forked.

    Args:
        kind: `KERNELS` or `CELLS`.
        request: What it is to do.
        descriptors: What it gets as its first file descriptors, and beyond those.

    Returns:
        The running process.

    Raises:
        ForkError: If the server cannot fork.
        OSError: If it cannot be reached.
    """
    path = warm_up(kind)
    try:
        return _ask(path, kind, request, descriptors)
    except OSError:
        # The server died as it was asked; the next one is asked once.
        _forget(kind, path)
        return _ask(warm_up(kind), kind, request, descriptors)


def _forget(kind: str, path: Path) -> None:
    """Ask a server no more, also one whose end the system does not yet tell of."""
    with _lock:
        if kind in _servers and _servers[kind].socket == path:
            del _servers[kind]


def _ask(path: Path, kind: str, request: Mapping[str, Any], streams: Sequence[int]) -> ForkedProcess:
    connection = _connected(kind, path)
    try:
        message = json.dumps(request).encode() + b"\n"
        sent = socket.send_fds(connection, [message], list(streams))
        connection.sendall(message[sent:])
        answer = _read(connection)
        if "pid" not in answer:
            raise ForkError(answer.get("error", "no answer"))
    except BaseException:
        connection.close()
        raise
    connection.settimeout(None)
    return ForkedProcess(int(answer["pid"]), connection, answer.get("about", {}))


def _start(kind: str) -> _Server:
    from analysis.kernels.server_folder import new_folder  # noqa: PLC0415 - only where there is a fork

    folder, held = new_folder(short_base())
    path = folder / "socket"
    stamp = _stamp()
    try:
        process = subprocess.Popen(  # noqa: S603 - our own words, no shell
            [sys.executable, "-Xfrozen_modules=off", "-m", "analysis.kernels.server", str(path), kind],
            env=os.environ | ONE_THREAD,
            stdin=subprocess.PIPE,
            stdout=aside(None),
            start_new_session=True,
            pass_fds=[held],
        )
    finally:
        os.close(held)
    return _Server(process, path, stamp, os.getpid())


def _connected(kind: str, path: Path) -> socket.socket:
    """Connect as soon as the server listens, which it does before it imports; it answers when it has."""
    pause = threading.Event()
    for __ in range(int(SECONDS / 0.01)):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        try:
            connection.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            connection.close()
            server = _servers.get(kind)
            if server is None or server.process.poll() is not None:
                raise  # it is gone: whoever asked asks the next one
            pause.wait(0.01)
        else:
            return connection
    raise ForkError("the fork server did not start")


def _read(connection: socket.socket) -> dict[str, Any]:
    data = b""
    while not data.endswith(b"\n"):
        more = connection.recv(CHUNK)
        if not more:
            raise ConnectionError("the fork server is gone")
        data += more
    answer: dict[str, Any] = json.loads(data)
    return answer


def _stamp() -> float:
    """When our code was last changed: a server that imported it before that may not be forked."""
    return max(path.stat().st_mtime for path in Path(analysis.__path__[0]).rglob("*.py"))
