"""The command on a system that refuses, many times over: each time a fork of one process that has imported it all.

Reads a JSON object a line from standard input: `words` of the command, `folder`, `first`, the call that is refused, and
`environment`, what it has besides. Answers each with how the command ended. Started with `refusing.c` loaded, which
counts for all its forks.
"""

import json
import os
import signal
import sys
import time
from importlib import import_module
from mmap import mmap
from pathlib import Path
from struct import Struct

from analysis.base.project import ROOT_VARIABLE
from analysis.cli import COMMANDS, main

COUNTED = Struct("qq")
PATIENCE = 120


def answer(asked: dict[str, object], counted: mmap) -> dict[str, object] | None:
    """Run the command in a fork; in the fork itself nothing is given, and what it does is up to the caller."""
    folder = Path(os.environ["REFUSE_COUNT"]).parent
    said = [folder / "stdout", folder / "stderr"]
    child = os.fork()
    if not child:
        for number, file in enumerate(said, start=1):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.setsid()
        os.chdir(str(asked["folder"]))
        os.environ.update({ROOT_VARIABLE: str(asked["folder"])} | asked.get("environment", {}))  # type: ignore[operator]
        sys.argv = ["arshjul", *asked["words"]]  # type: ignore[misc]
        COUNTED.pack_into(counted, 0, 0, asked["first"])
        return None
    ended = _wait(child)
    calls, __ = COUNTED.unpack_from(counted, 0)
    COUNTED.pack_into(counted, 0, 0, 0)
    out, error = (file.read_text(encoding="utf-8", errors="replace") for file in said)
    return {"code": ended, "out": out, "error": error, "calls": calls}


def _wait(child: int) -> int | str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "hangs"


def serve() -> None:
    """Answer until nobody asks any more."""
    with Path(os.environ["REFUSE_COUNT"]).open("r+b") as file:
        counted = mmap(file.fileno(), COUNTED.size)
    for place, _what in COMMANDS.values():
        import_module(f"analysis.commands.{place.partition(':')[0]}")
    import_module("analysis.make.make")
    for line in sys.stdin:
        answered = answer(json.loads(line), counted)
        if answered is None:
            main()
        print(json.dumps(answered), flush=True)


if __name__ == "__main__":
    serve()
