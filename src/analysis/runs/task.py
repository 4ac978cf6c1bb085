"""One chapter as a piece of work: everything that another process, or another machine, needs to make it."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt, wait_random_exponential

from analysis.project import DATABASE_VARIABLE
from analysis.runs.job import Failure, execute
from analysis.runs.plan import Job
from analysis.runs.share import fetched, sent
from analysis.store.answers import TRACE_VARIABLE

ATTEMPTS = 3
#: Seconds: the first pause is random below this, each further one may be twice as long.
PAUSE, LONGEST_PAUSE = 0.5, 8.0


@dataclass(frozen=True)
class Task:
    """A chapter to make.

    Attributes:
        report: Id of its report.
        job: The notebook, its values and its time limit.
        notebook: The notebook file's text.
        database: Path or address of the database snapshot.
        fingerprint: Tells snapshots apart.
        target: Path or address, without ending, of the executed notebook (`.ipynb`) and of what it asked (`.jsonl`).
    """

    report: str
    job: Job
    notebook: str
    database: str
    fingerprint: str
    target: str


@dataclass(frozen=True)
class Done:
    """How a task went.

    Attributes:
        failure: Why it failed, or nothing.
        seconds: Wall time, pauses included.
        attempts: How many times it was tried.
    """

    failure: Failure | None
    seconds: float
    attempts: int


def carry_out(task: Task) -> Done:
    """Make a chapter, again after a while when what went wrong may pass.

    Args:
        task: The chapter.

    Returns:
        How it went; what was made lies at the task's target.
    """
    started = time.monotonic()
    attempts = Retrying(
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_random_exponential(multiplier=PAUSE, max=LONGEST_PAUSE),
        retry=retry_if_result(_may_pass),
        retry_error_callback=_last_result,
    )
    failure: Failure | None = attempts(_attempt, task)
    return Done(failure, time.monotonic() - started, int(attempts.statistics["attempt_number"]))


def _may_pass(failure: Failure | None) -> bool:
    return failure is not None and failure.may_pass


def _last_result(state: RetryCallState) -> Failure | None:
    result: Failure | None = state.outcome.result() if state.outcome else None
    return result


def _attempt(task: Task) -> Failure | None:
    with _desk(task) as desk:
        notebook, executed, trace = (desk / name for name in (task.job.notebook.name, "executed.ipynb", "asked.jsonl"))
        notebook.write_text(task.notebook, encoding="utf-8")
        environment = {
            DATABASE_VARIABLE: str(fetched(task.database, task.fingerprint)),
            TRACE_VARIABLE: str(trace),
        }
        failure = execute(replace(task.job, notebook=notebook), executed, environment)
        for made, ending in ((executed, ".ipynb"), (trace, ".jsonl")):
            if made.exists():
                sent(made, task.target + ending)
        return failure


@contextmanager
def _desk(task: Task) -> Iterator[Path]:
    """A folder of the task's own, beside its target when that is on this machine, so that moving is one step."""
    beside = os.path.dirname(task.target)  # noqa: PTH120 - may be an address
    local = beside if "://" not in beside else None
    with tempfile.TemporaryDirectory(prefix="desk-", dir=local, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
