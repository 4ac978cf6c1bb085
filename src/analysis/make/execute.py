"""One notebook: executed by papermill in a fresh process, its failure told in words."""

import logging
import re
import signal
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from analysis.kernels.engine import ENGINE, FLOOD, FloodError, Running
from analysis.kernels.manager import WARM
from analysis.make.plan import Job
from analysis.refusals import OF_MACHINE, is_of_machine
from analysis.words.numbers import number
from analysis.words.translate import _

#: Errors of ours that a notebook raises with a message made for the user.
PLAIN = {"ParameterError", "UnknownQuestionError", "DatabaseError", "InputFaults", "NothingFoundError"}
LAST_WORDS = 300
#: How Python begins what it says of a full disk and the like, with its number.
NO_ROOM = re.compile(rf"\[Errno ({'|'.join(map(str, OF_MACHINE))})\]")


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
        may_pass: Whether it may go well another time: the kernel died or did not start, rather than a cell that failed.
    """

    notebook: str
    title: str
    parameters: Mapping[str, Any]
    cell: int | None
    source: str
    reason: str
    may_pass: bool = False

    def __str__(self) -> str:
        values = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        lines = [
            _("Kapitlet «{title}» kunde inte tas fram.", title=self.title),
            _("  Notebook: {notebook}", notebook=self.notebook),
            _("  Parametrar: {values}", values=values),
        ]
        if self.cell is not None:
            lines += [_("  Cell {cell}:", cell=self.cell), *(f"    {line}" for line in self.source.splitlines())]
        return "\n".join([*lines, _("  Orsak: {reason}", reason=self.reason)])


def execute(job: Job, output: Path, environment: Mapping[str, str]) -> Failure | None:
    """Execute one notebook in a process of its own.

    Args:
        job: The notebook, its values and its time limit.
        output: Where the executed notebook is written, also when a cell fails.
        environment: What its environment has beside ours.

    Returns:
        Why it failed, or nothing; never raises for what is wrong with a notebook.
    """
    logging.getLogger("papermill").setLevel(logging.ERROR)
    watch = _Watch(job.seconds)
    try:
        with watch:
            papermill.execute_notebook(
                str(job.notebook),
                str(output),
                dict(job.parameters),
                progress_bar=False,
                request_save_on_cell_execute=False,
                engine_name=ENGINE,
                kernel_name=WARM,
                environment=environment,
                on_start=watch.over,
                on_cell_execute=watch.note,
            )
    except PapermillExecutionError as error:
        return _cell_failure(job, error)
    except OSError as error:
        if is_of_machine(error):
            raise  # no fault of the notebook's: the old report is left
        return _failure(job, watch, error)
    except Exception as error:  # whatever is wrong with one notebook, the others must still come out
        return _failure(job, watch, error)
    return None


class _Watch(AbstractContextManager["_Watch"]):
    """Knows which cell runs, and ends a process that takes too long."""

    def __init__(self, seconds: float) -> None:
        self.running: Running | None = None
        self.cell: int | None = None
        self.source = ""
        self.passed = False
        self._seconds = seconds
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *__: object) -> None:
        self._timer.cancel()

    def over(self, running: Running) -> None:
        self.running = running
        if self.passed:
            running.kill_now()

    def note(self, cell: Mapping[str, Any], cell_index: int) -> None:  # noqa: ARG002 - nbclient's names
        self.cell = (self.cell or 0) + 1
        self.source = cell["source"]

    def _end(self) -> None:
        self.passed = True
        if self.running:
            self.running.kill_now()

    @property
    def exit_code(self) -> int | None:
        return self.running.exit_code if self.running else None

    def told(self, error: Exception) -> str:
        """Say why no cell is to blame."""
        if self.passed:
            return _("notebooken hann inte klart på {seconds} sekunder och avbröts", seconds=number(self._seconds))
        if isinstance(error, FloodError):
            return _("notebooken skrev eller visade mer än {size} MB och avbröts", size=number(FLOOD // 1_000_000))
        if self.running and self.running.exit_code is not None:
            return _cause_of_death(self.running.exit_code) + _last_words(self.running.muttered)
        return _("notebooken gick inte att köra ({error})", error=f"{type(error).__name__}: {_one_line(error)}")


def _cause_of_death(code: int) -> str:
    if code >= 0:
        return _("kärnan avslutade sig själv med felkod {code}", code=code)
    names = {number.value: number.name for number in signal.Signals}
    name = names.get(-code, -code)
    if name == "SIGKILL":
        return _("kärnan avbröts av systemet (signal {name}, troligen för att minnet tog slut)", name=name)
    return _("kärnan avbröts av systemet (signal {name})", name=name)


def _last_words(muttered: str) -> str:
    return _(" och sade: {words}", words=muttered.strip()[-LAST_WORDS:]) if muttered.strip() else ""


def _cell_failure(job: Job, error: PapermillExecutionError) -> Failure:
    if error.ename == "OSError" and (full := NO_ROOM.match(str(error.evalue))):
        raise OSError(int(full[1]), str(error.evalue)) from error
    reason = error.evalue if error.ename in PLAIN else f"{error.ename}: {error.evalue}"
    return Failure(job.notebook.name, job.title, job.parameters, error.exec_count, error.source, reason)


def _failure(job: Job, watch: _Watch, error: Exception) -> Failure:
    died = watch.exit_code is not None or isinstance(error, DeadKernelError | RuntimeError | TimeoutError)
    may_pass = died and not watch.passed and not isinstance(error, FloodError)
    reason = watch.told(error)
    return Failure(job.notebook.name, job.title, job.parameters, watch.cell, watch.source, reason, may_pass)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
