"""The folder of a fork server: it goes with those who live by it, however they end."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

START = """
import os, signal, sys
from analysis.kernels import forked
from analysis.kernels.wire import CELLS
folder = forked.warm_up(CELLS).parent
server = forked._servers[CELLS].process
print(folder, server.pid, flush=True)
{then}
"""
DIES = "os.kill(server.pid, signal.SIGKILL); server.wait()"


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder for temporary files that is not too deep for a socket."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


def started(base: Path, then: str) -> tuple[Path, int, subprocess.Popen[str]]:
    program = subprocess.Popen(
        [sys.executable, "-c", START.format(then=then)],
        env=os.environ | {"TMPDIR": str(base)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    folder, pid = program.stdout.readline().split()
    return Path(folder), int(pid), program


def ended(program: subprocess.Popen[str]) -> None:
    program.communicate(timeout=120)


def test_the_folder_of_a_server_that_is_killed_goes_with_its_program(short: Path) -> None:
    folder, __, program = started(short, DIES)
    ended(program)
    assert program.returncode == 0
    assert (folder.parent, list(short.iterdir())) == (short, [])


def test_the_folder_of_those_who_are_killed_together_goes_when_the_next_server_starts(short: Path) -> None:
    folder, __, program = started(short, f"{DIES}; os.kill(os.getpid(), signal.SIGKILL)")
    ended(program)
    assert (program.returncode, folder.exists()) == (-signal.SIGKILL, True)
    ended(started(short, "")[2])
    assert list(short.iterdir()) == []


def test_the_folder_of_a_living_server_is_left_alone(short: Path) -> None:
    folder, __, living = started(short, "sys.stdin.read()")
    other, __, program = started(short, "")
    ended(program)
    assert (folder.exists(), other.exists()) == (True, False)
    ended(living)
    assert list(short.iterdir()) == []
