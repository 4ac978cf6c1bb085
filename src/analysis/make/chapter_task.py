"""One chapter as a piece of work: everything that another process, or another machine, needs to make it."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt, wait_random_exponential

from analysis.base.program import code_fingerprint
from analysis.base.project import DATA_ONLY, DATABASE_VARIABLE, find_project
from analysis.make.execute import Failure, execute
from analysis.make.plan import Job
from analysis.make.shared_files import fetched, sent
from analysis.notebook_files.git_filter import without_outputs
from analysis.notebook_files.machine import without_machine
from analysis.store.answers import TRACE_VARIABLE
from analysis.words.translate import _, later

NOTEBOOK, TRACE = ".ipynb", ".jsonl"
OTHER_VERSION = later("arbetaren har en annan version av Årshjul, Python eller bibliotek")
#: Why an attempt failed, or nothing, and the endings of the files that it left.
Attempted = tuple[Failure | None, tuple[str, ...]]
ATTEMPTS = 3
#: Seconds: the first pause is random below this, each further one may be twice as long.
PAUSE, LONGEST_PAUSE = 0.5, 8.0


@dataclass(frozen=True)
class Task:
    """A chapter to make.

    Attributes:
        report: Id of its report.
        job: The notebook, its values and its time limit.
        notebook: The notebook file's text, without outputs.
        database: Path or address of the database snapshot.
        digest: Hash of that file.
        code: Fingerprint of the program that sends the task.
        target: How paths or addresses of what is made begin.
    """

    report: str
    job: Job
    notebook: str
    database: str
    digest: str
    code: str
    target: str


@dataclass(frozen=True)
class Done:
    """How a task went.

    Attributes:
        failure: Why it failed, or nothing.
        seconds: Wall time, pauses included.
        attempts: How many times it was tried.
        made: Path or address, without ending, of the executed notebook (`.ipynb`) and of what it asked (`.jsonl`);
            another each time that the task is carried out.
        endings: Which of the two are there.
    """

    failure: Failure | None
    seconds: float
    attempts: int
    made: str = ""
    endings: tuple[str, ...] = ()


def text_of(notebook: Path) -> str:
    """Read a notebook that is to be sent.

    Args:
        notebook: The file.

    Returns:
        Its text. Outputs that somebody saved are no part of the work: they would be sent to every worker, and leave
        traces in the executed notebook although the chapter counts as made of the same things.
    """
    return without_outputs(notebook.read_bytes()).decode(errors="replace")


def carry_out(task: Task) -> Done:
    """Make a chapter, again after a while when what went wrong may pass.

    Args:
        task: The chapter.

    Returns:
        How it went, and where what was made lies.
    """
    if task.code != code_fingerprint():
        # A worker that joined the cluster after its versions were compared.
        return Done(not_made(task.job, _(OTHER_VERSION)), 0.0, 0)
    started = time.monotonic()
    made = f"{task.target}--{uuid4().hex[:8]}"
    attempts = Retrying(
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_random_exponential(multiplier=PAUSE, max=LONGEST_PAUSE),
        retry=retry_if_result(_may_pass),
        retry_error_callback=_last_result,
    )
    failure, endings = attempts(_attempt, task, made)
    tried = int(attempts.statistics["attempt_number"])
    return Done(failure, time.monotonic() - started, tried, made, endings)


def not_made(job: Job, reason: str) -> Failure:
    """Tell of a chapter that no cell is to blame for.

    Args:
        job: The chapter.
        reason: Why it was not made.

    Returns:
        The failure.
    """
    return Failure(job.notebook.name, job.title, job.parameters, None, "", reason)


def _may_pass(attempted: Attempted) -> bool:
    failure, __ = attempted
    return failure is not None and failure.may_pass


def _last_result(state: RetryCallState) -> Attempted | None:
    result: Attempted | None = state.outcome.result() if state.outcome else None
    return result


def _attempt(task: Task, to: str) -> Attempted:
    with _desk(task) as desk:
        notebook, executed, trace = (desk / name for name in (task.job.notebook.name, "executed.ipynb", "asked.jsonl"))
        notebook.write_text(task.notebook, encoding="utf-8")
        database = fetched(task.database, task.digest)
        environment = {
            DATABASE_VARIABLE: str(database),
            TRACE_VARIABLE: str(trace),
            DATA_ONLY: "1",
        }
        failure = execute(replace(task.job, notebook=notebook), executed, environment)
        if executed.exists():
            # Here, where its folders are known: the chapter is published from another machine, perhaps.
            _tell_less(executed, desk, database, find_project().root)
        left = {ending: made for ending, made in ((NOTEBOOK, executed), (TRACE, trace)) if made.exists()}
        for ending, made in left.items():
            sent(made, to + ending)
        return failure, tuple(left)


def _tell_less(executed: Path, desk: Path, database: Path, project: Path) -> None:
    """Take out of an executed notebook where on this machine it was executed."""
    try:
        told = without_machine(executed.read_text(encoding="utf-8"), desk, database.parent, project)
    except ValueError:
        # Half a notebook, of a run that broke off: nobody can read it.
        executed.unlink()
    else:
        executed.write_text(told, encoding="utf-8")


@contextmanager
def _desk(task: Task) -> Iterator[Path]:
    """A folder of the task's own, beside its target when that is on this machine, so that moving is one step."""
    beside = os.path.dirname(task.target)  # noqa: PTH120 - may be an address
    local = beside if "://" not in beside else None
    with tempfile.TemporaryDirectory(prefix="desk-", dir=local, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
