"""Where a kernel's own words go: never among the data that whoever started it writes to standard output.

What a cell prints is sent as a message. So is what a C library or a program that a cell calls writes to the descriptors
themselves, but that ipykernel also writes where they led when it started, and `papermill n.ipynb -` writes the notebook
there.
"""

import os
import subprocess
from typing import Any

STANDARD_ERROR = 2


def aside(output: Any) -> Any:  # noqa: ANN401 - what `subprocess.Popen` takes: a file, a descriptor, a constant or nothing
    """Say where standard output of a child leads.

    Args:
        output: What was asked for.

    Returns:
        That; our standard error where nothing was asked for; the null device where we have none, as on Windows without
        a console.
    """
    if output is not None:
        return output
    try:
        os.fstat(STANDARD_ERROR)
    except OSError:
        return subprocess.DEVNULL
    return STANDARD_ERROR
