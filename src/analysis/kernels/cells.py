"""The cells of one notebook in a forked kernel, seen from the program that runs it: sent in, and heard."""

import codecs
import json
import os
import selectors
import signal
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Self

from analysis.kernels.forked import ForkedProcess, fork
from analysis.kernels.wire import CELLS, TAKEN, WAITED_FOR

Message = dict[str, Any]
CHUNK = 1 << 18
#: How much of what a process wrote last is kept, to be told if it dies.
LAST = 4_000
#: Seconds that the end of a process may take to be told after it has closed its pipes.
ENDING = 5.0


class EndedError(Exception):
    """The process is gone before its cell was done."""


class SlowError(Exception):
    """A cell takes longer than it may."""


class Cells:
    """A forked process that executes cells one by one.

    Args:
        env: Its environment.
        cwd: Its working folder.
        extensions: What its shell loads first.

    Attributes:
        muttered: The last that it wrote to its standard output and error.
    """

    def __init__(self, env: Mapping[str, str], cwd: str, extensions: Sequence[str] = ()) -> None:
        self.muttered = ""
        self.exit_code: int | None = None
        own, theirs = socket.socketpair()
        (take, self._requests), *spoken = (os.pipe() for __ in range(3))
        self._talk, self._rest = own, b""
        self._streams = {end: (name, _decoder()) for (end, __), name in zip(spoken, ("stdout", "stderr"), strict=True)}
        given = [spoken[0][1], spoken[1][1], take, theirs.fileno()]
        try:
            request = {"env": dict(env), "cwd": cwd, "extensions": list(extensions)}
            self.process: ForkedProcess = fork(CELLS, request, given)
        except BaseException:
            self._close()
            raise
        finally:
            for end in given[:-1]:
                os.close(end)
            theirs.close()
        self._selector = selectors.DefaultSelector()
        for end in self._streams:
            os.set_blocking(end, False)
            self._selector.register(end, selectors.EVENT_READ)
        self._selector.register(self._talk, selectors.EVENT_READ)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *__: object) -> None:
        self.kill_now()
        self._selector.close()
        self.process.close()
        self._close()

    @property
    def language_info(self) -> Mapping[str, Any]:
        """What an ordinary kernel says of its language."""
        told: Mapping[str, Any] = self.process.about["language_info"]
        return told

    def execute(self, content: Mapping[str, Any], seconds: float | None = None) -> Iterator[Message]:
        """Execute a cell.

        Args:
            content: `code`, `store_history` and whatever else a request to execute contains.
            seconds: How long it may take.

        Yields:
            What an ordinary kernel says of it, from busy to idle, the answer among it; what was printed comes as
            messages of streams. Each is taken before the process goes on.

        Raises:
            EndedError: If the process is gone.
            SlowError: If it takes longer.
        """
        self.muttered = ""
        deadline = None if seconds is None else time.monotonic() + seconds
        self._send(content)
        while True:
            line = self._line()
            while line is None:
                self._wait(deadline)
                yield from self._spoken()
                line = self._heard()
            message = _dated(json.loads(line))
            yield message
            if message["msg_type"] in WAITED_FOR:
                with suppress(OSError):
                    self._talk.sendall(TAKEN)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return

    def kill_now(self) -> None:
        """End the process and whatever it left behind, from any thread."""
        with suppress(OSError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def _send(self, content: Mapping[str, Any]) -> None:
        data = memoryview(json.dumps(content).encode() + b"\n")
        try:
            while data:
                data = data[os.write(self._requests, data) :]
        except OSError as gone:
            raise self._ended() from gone

    def _wait(self, deadline: float | None) -> None:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not self._selector.select(left):
            raise SlowError

    def _spoken(self) -> Iterator[Message]:
        """Whatever was printed by now."""
        for end, (name, decoder) in list(self._streams.items()):
            text = decoder.decode(self._read(end))
            if text:
                self.muttered = (self.muttered + text)[-LAST:]
                yield _said(name, text)

    def _read(self, end: int) -> bytes:
        parts = []
        with suppress(BlockingIOError):
            while part := os.read(end, CHUNK):
                parts.append(part)
                if len(part) < CHUNK:
                    break
        return b"".join(parts)

    def _heard(self) -> bytes | None:
        """A whole line of what was said; nothing when there is none yet."""
        try:
            part = self._talk.recv(CHUNK, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return None
        except OSError:
            part = b""
        if not part:
            raise self._ended()
        self._rest += part
        return self._line()

    def _line(self) -> bytes | None:
        line, found, rest = self._rest.partition(b"\n")
        if not found:
            return None
        self._rest = rest
        return line

    def _ended(self) -> EndedError:
        with suppress(Exception):
            self.exit_code = self.process.wait(ENDING)
        return EndedError()

    def _close(self) -> None:
        self._talk.close()
        for end in (self._requests, *self._streams):
            os.close(end)


def _decoder() -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder("utf-8")(errors="replace")


def _dated(message: Message) -> Message:
    for part in ("header", "parent_header"):
        if date := message[part].get("date"):
            message[part]["date"] = datetime.fromisoformat(date)
    return message


def _said(name: str, text: str) -> Message:
    header = {"msg_type": "stream", "date": datetime.now(UTC)}
    content = {"name": name, "text": text}
    return {"msg_type": "stream", "header": header, "parent_header": {}, "metadata": {}, "content": content}
