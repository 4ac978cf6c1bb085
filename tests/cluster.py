"""A real Dask cluster on this machine: a scheduler and workers, each a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from distributed import Client

from tests.waiting import wait_for

#: How long our side and Dask's wait for each other: short, so that tests of what is gone are.
PATIENCE = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s"}
#: Nobody reads how workers spend their time, and to look at it a hundred times a second takes more than our chapters.
UNWATCHED = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}


class Cluster:
    """A scheduler and its workers; all of them end with `end`.

    Args:
        folder: Where they keep what they write; workers stand there, away from any project.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "scheduler.json"
        self.temporary.mkdir()
        self._log = (folder / "log.txt").open("wb")
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(self._file))
        wait_for(self._told)

    @property
    def address(self) -> str:
        return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def _told(self) -> bool:
        """Whether the scheduler has written where it listens, to the end."""
        return self._file.exists() and self._file.read_bytes().rstrip().endswith(b"}")

    @property
    def temporary(self) -> Path:
        """The workers' folder for temporary files."""
        return self.folder / "tmp"

    def await_workers(self, count: int) -> None:
        """Wait until the scheduler knows this many workers."""
        # One connection for all questions: to make one takes longer than many questions.
        with Client(self.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            wait_for(lambda: len(client.nthreads()) == count)

    def complete(self, count: int) -> None:
        """Start a worker for each that is dead, until there are this many."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < count:
            self.add_worker()
        self.await_workers(count)

    def add_worker(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start one more worker; it joins when it has imported what it needs."""
        known = ["--scheduler-file", str(self._file), "--nthreads", "1", "--local-directory", str(self.folder / "dask")]
        worker = self._start("worker", *known, *(words or ["--no-nanny"]), **environment)
        self.workers.append(worker)
        return worker

    def dismiss(self) -> list[psutil.Process]:
        """Ask every worker to end, and give the processes that do not end with them."""
        everyone = [psutil.Process(worker.pid) for worker in self.workers]
        everyone += [child for worker in everyone for child in worker.children(recursive=True)]
        for worker in self.workers:
            worker.terminate()
        for worker in self.workers:
            worker.wait()
        return list(psutil.wait_procs(everyone, timeout=60)[1])

    def end(self) -> None:
        """End every process that was started here, and theirs."""
        ours = [psutil.Process(each.pid) for each in (*self.workers, self.scheduler) if each.poll() is None]
        everyone = [*ours, *(child for each in ours for child in each.children(recursive=True))]
        for process in everyone:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        for each in (*self.workers, self.scheduler):
            each.wait()
        psutil.wait_procs(everyone, timeout=60)
        self._log.close()

    def _start(self, what: str, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "dask", what, "--no-dashboard", "--host", "127.0.0.1", *words],
            env=os.environ | PATIENCE | UNWATCHED | {"TMPDIR": str(self.temporary)} | environment,
            cwd=self.folder,
            stdout=self._log,
            stderr=self._log,
        )


@contextmanager
def cluster_in(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster of its own with some workers; nothing of it is left afterwards."""
    folder.mkdir()
    cluster = Cluster(folder)
    try:
        cluster.complete(workers)
        yield cluster
    finally:
        cluster.end()
