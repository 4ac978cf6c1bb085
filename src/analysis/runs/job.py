"""One notebook: executed by papermill, its failure told in Swedish."""

import logging
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import papermill
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from analysis.runs.kernels import PrivateKernelManager
from analysis.runs.plan import Job

SECONDS = 300
#: Errors of ours that a notebook raises with a message made for the user.
PLAIN = {"ParameterError", "DatabaseError", "InputFaults"}


@dataclass(frozen=True)
class Failure:
    """Why a notebook failed.

    Attributes:
        notebook: Its file name.
        title: The chapter.
        parameters: The values that it ran with.
        cell: Number of the failing cell counted from 1, or nothing when no cell is to blame.
        source: Code of the failing cell.
        reason: What went wrong.
    """

    notebook: str
    title: str
    parameters: Mapping[str, Any]
    cell: int | None
    source: str
    reason: str

    def __str__(self) -> str:
        values = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        lines = [
            f"Kapitlet «{self.title}» kunde inte tas fram.",
            f"  Notebook: {self.notebook}",
            f"  Parametrar: {values}",
        ]
        if self.cell is not None:
            lines += [f"  Cell {self.cell}:", *(f"    {line}" for line in self.source.splitlines())]
        return "\n".join([*lines, f"  Orsak: {self.reason}"])


@dataclass(frozen=True)
class Executed:
    """A notebook that has run.

    Attributes:
        job: What ran.
        notebook: The executed notebook, nothing when it failed.
        failure: Why it failed, nothing when it did not.
        seconds: Wall time.
    """

    job: Job
    notebook: NotebookNode | None
    failure: Failure | None
    seconds: float


def execute(job: Job, output: Path) -> Executed:
    """Execute one notebook in a kernel of its own.

    Args:
        job: The notebook and its values.
        output: Where the executed notebook is written, also when it fails.

    Returns:
        The executed notebook or its failure; never raises for what is wrong with a notebook.
    """
    started = time.monotonic()
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        # Each worker thread has an event loop of its own; left open it would leak its sockets.
        with closing(ensure_event_loop()):
            notebook = papermill.execute_notebook(
                str(job.notebook),
                str(output),
                dict(job.parameters),
                progress_bar=False,
                execution_timeout=SECONDS,
                kernel_manager_class=PrivateKernelManager,
                extra_arguments=["--log-level=CRITICAL"],
            )
        return Executed(job, notebook, None, time.monotonic() - started)
    except PapermillExecutionError as error:
        failure = _cell_failure(job, error)
    except Exception as error:  # whatever is wrong with one notebook, the others must still come out
        failure = _failure(job, None, "", f"notebooken gick inte att köra ({type(error).__name__}: {_one_line(error)})")
    return Executed(job, None, failure, time.monotonic() - started)


def _cell_failure(job: Job, error: PapermillExecutionError) -> Failure:
    reason = error.evalue if error.ename in PLAIN else f"{error.ename}: {error.evalue}"
    return _failure(job, error.exec_count, error.source, reason)


def _failure(job: Job, cell: int | None, source: str, reason: str) -> Failure:
    return Failure(job.notebook.name, job.title, job.parameters, cell, source, reason)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
