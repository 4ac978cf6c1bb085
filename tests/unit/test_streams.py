"""Where a kernel's own words go."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.kernels.manager import PrivateKernelManager
from analysis.kernels.streams import STANDARD_ERROR, aside


def test_what_was_asked_for_stands(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        assert aside(log) is log
    assert aside(0) == 0
    assert aside(subprocess.PIPE) == subprocess.PIPE


def test_nothing_asked_for_is_standard_error() -> None:
    assert aside(None) == STANDARD_ERROR


def test_a_program_without_standard_error_has_its_kernels_words_thrown_away() -> None:
    command = (
        "import os, subprocess, sys; from analysis.kernels.streams import aside\n"
        "os.close(2); print(aside(None) == subprocess.DEVNULL)"
    )
    ran = subprocess.run([sys.executable, "-c", command], stdout=subprocess.PIPE, check=True)
    assert ran.stdout.split() == [b"True"]


@pytest.mark.parametrize("kernel", ["arshjul", "python3"])
def test_a_run_keeps_what_its_kernel_mutters(kernel: str, capfd: pytest.CaptureFixture[str]) -> None:
    manager = PrivateKernelManager(kernel_name=kernel)
    manager.begin(extra_arguments=["--log-level=CRITICAL"], env=os.environ)
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    client.execute_interactive("import os; os.write(1, b'ut\\n'); os.write(2, b'fel\\n'); None", timeout=120)
    client.stop_channels()
    manager.close()
    assert manager.muttered.split() == ["ut", "fel"]
    assert capfd.readouterr() == ("", "")
