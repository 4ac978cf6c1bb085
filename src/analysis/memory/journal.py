"""The history of runs: what was begun, how each chapter went, how it ended; on disk before the next step."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from analysis.errors import DatabaseError
from analysis.refusals import as_refusal
from analysis.words.translate import _

SCHEMA = """
CREATE TABLE IF NOT EXISTS run (
    run TEXT PRIMARY KEY, began TEXT NOT NULL, ended TEXT, outcome TEXT NOT NULL, data TEXT NOT NULL,
    code TEXT NOT NULL, pid INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS report (
    run TEXT NOT NULL REFERENCES run (run), report TEXT NOT NULL, began TEXT NOT NULL, ended TEXT,
    outcome TEXT NOT NULL, PRIMARY KEY (run, report)
);
CREATE TABLE IF NOT EXISTS chapter (
    run TEXT NOT NULL REFERENCES run (run), report TEXT NOT NULL, chapter TEXT NOT NULL, title TEXT NOT NULL,
    outcome TEXT NOT NULL, seconds REAL NOT NULL, attempts INTEGER NOT NULL, answers TEXT NOT NULL,
    reason TEXT NOT NULL, PRIMARY KEY (run, report, chapter)
);
"""
RUNNING, MADE, UNCHANGED, PARTLY, FAILED, BUSY = "running", "made", "unchanged", "partly", "failed", "busy"
BROKEN, STALE = "broken", "stale"
WELL = (MADE, UNCHANGED)
SECONDS = 30.0
#: How many chapters back a report's usual times are looked for.
REMEMBERED = 1_000
#: How far the system's reckoning of when a process began may be from the clock's.
CLOCKS = 2.0


@dataclass(frozen=True)
class ChapterEntry:
    """How a chapter went.

    Attributes:
        report: Id of its report.
        chapter: Name of its page without ending.
        title: Its heading.
        outcome: `made`, `unchanged` or `failed`.
        seconds: How long it took.
        attempts: How many times it was tried.
        answers: Fingerprint of all that the database answered.
        reason: Why it failed.
    """

    report: str
    chapter: str
    title: str
    outcome: str
    seconds: float = 0.0
    attempts: int = 0
    answers: str = ""
    reason: str = ""


@dataclass(frozen=True)
class RunEntry:
    """How a run went.

    Attributes:
        run: Its id.
        began: When, UTC.
        ended: When, UTC; nothing while it runs, or when it was killed.
        outcome: `running`, `made`, `unchanged`, `partly`, `failed` or `broken` (killed).
        data: Fingerprint of the data.
        code: Fingerprint of the program.
        reports: Ids of its reports with the outcome of each.
        chapters: How many chapters were made anew.
    """

    run: str
    began: datetime
    ended: datetime | None
    outcome: str
    data: str
    code: str
    reports: dict[str, str]
    chapters: int


class Journal:
    """The journal of one project.

    Args:
        folder: Where it lies; made when a run begins.

    Raises:
        DatabaseError: If the file there is no journal.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "runs.sqlite"
        if not self._path.exists():
            return
        with self._open() as connection:
            connection.executescript(SCHEMA)

    def begin(self, run: str, data: str, code: str) -> None:
        """Write down that a run begins, and which earlier ones were killed.

        Args:
            run: Its id.
            data: Fingerprint of the data.
            code: Fingerprint of the program.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as connection:
            connection.executescript(SCHEMA)
            running = connection.execute("SELECT run, pid, began FROM run WHERE outcome = ?", (RUNNING,)).fetchall()
            for other, pid, began in running:
                if not _runs_on(pid, began):
                    connection.execute("UPDATE run SET outcome = ? WHERE run = ?", (BROKEN, other))
                    connection.execute(
                        "UPDATE report SET outcome = ? WHERE run = ? AND outcome = ?", (BROKEN, other, RUNNING)
                    )
            values = (run, _now(), RUNNING, data, code, os.getpid())
            connection.execute(
                "INSERT INTO run (run, began, outcome, data, code, pid) VALUES (?, ?, ?, ?, ?, ?)", values
            )

    def begin_report(self, run: str, report: str) -> None:
        """Write down that a report is begun.

        Args:
            run: The run.
            report: The report.
        """
        with self._open() as connection:
            connection.execute("INSERT INTO report VALUES (?, ?, ?, NULL, ?)", (run, report, _now(), RUNNING))

    def add(self, run: str, entry: ChapterEntry) -> None:
        """Write down how a chapter went.

        Args:
            run: The run.
            entry: The chapter.
        """
        values = (run, entry.report, entry.chapter, entry.title, entry.outcome, entry.seconds, entry.attempts)
        with self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO chapter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, entry.answers, entry.reason),
            )

    def end_report(self, run: str, report: str, outcome: str) -> None:
        """Write down how a report went.

        Args:
            run: The run.
            report: The report.
            outcome: `made`, `unchanged`, `partly`, `failed`, or `stale` when it came out of an old database.
        """
        with self._open() as connection:
            connection.execute(
                "UPDATE report SET ended = ?, outcome = ? WHERE run = ? AND report = ?", (_now(), outcome, run, report)
            )

    def end(self, run: str, outcome: str) -> None:
        """Write down how a run went.

        Args:
            run: The run.
            outcome: `made`, `unchanged`, `partly` or `failed`.
        """
        with self._open() as connection:
            connection.execute("UPDATE run SET ended = ?, outcome = ? WHERE run = ?", (_now(), outcome, run))

    def last_success(self, report: str) -> datetime | None:
        """Say when the last run began in which a report came out whole.

        Args:
            report: Id of the report.

        Returns:
            The moment, UTC; nothing when it never did.
        """
        if not self._path.exists():
            return None
        with self._open() as connection:
            found = connection.execute(
                "SELECT max(began) FROM report WHERE report = ? AND outcome IN (?, ?)", (report, *WELL)
            ).fetchone()
        return datetime.fromisoformat(found[0]) if found and found[0] else None

    def usual_seconds(self, report: str) -> dict[str, float]:
        """Say how long chapters took when they were last made.

        Args:
            report: Id of their report.

        Returns:
            Seconds by chapter; nothing for those that were never made.
        """
        with self._open() as connection:
            latest_first = connection.execute(
                "SELECT chapter, seconds FROM chapter WHERE report = ? AND outcome = ? ORDER BY rowid DESC LIMIT ?",
                (report, MADE, REMEMBERED),
            ).fetchall()
        return dict(reversed(latest_first))

    def runs(self, limit: int = 20) -> list[RunEntry]:
        """List the latest runs.

        Args:
            limit: How many.

        Returns:
            The runs, the latest first.
        """
        if not self._path.exists():
            return []
        with self._open() as connection:
            rows = connection.execute(
                "SELECT run, began, ended, outcome, data, code, pid FROM run ORDER BY began DESC, rowid DESC LIMIT ?",
                (limit,),
            ).fetchall()
            return [self._entry(connection, *row) for row in rows]

    def chapters(self, run: str) -> list[ChapterEntry]:
        """List the chapters of a run.

        Args:
            run: Its id.

        Returns:
            Its chapters in the order of reports and pages.
        """
        columns = "report, chapter, title, outcome, seconds, attempts, answers, reason"
        with self._open() as connection:
            rows = connection.execute(
                f"SELECT {columns} FROM chapter WHERE run = ? ORDER BY report, chapter",  # noqa: S608 - our own words
                (run,),
            ).fetchall()
        return [ChapterEntry(*row) for row in rows]

    def _entry(
        self,
        connection: sqlite3.Connection,
        run: str,
        began: str,
        ended: str | None,
        outcome: str,
        data: str,
        code: str,
        pid: int,
    ) -> RunEntry:
        reports = dict(connection.execute("SELECT report, outcome FROM report WHERE run = ?", (run,)).fetchall())
        (made,) = connection.execute(
            "SELECT count(*) FROM chapter WHERE run = ? AND outcome = ?", (run, MADE)
        ).fetchone()
        known = BROKEN if outcome == RUNNING and not _runs_on(pid, began) else outcome
        finished = datetime.fromisoformat(ended) if ended else None
        return RunEntry(run, datetime.fromisoformat(began), finished, known, data, code, reports, made)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=SECONDS)) as connection, connection:
                connection.execute("PRAGMA journal_mode = WAL")
                yield connection
        except sqlite3.DatabaseError as error:
            if refused := as_refusal(error, self._path):
                raise refused from error
            raise DatabaseError(
                _("Minnet av tidigare körningar går inte att läsa: {path} ({error}).", path=self._path, error=error),
                _("Ta bort filen; allt som är att köra körs då om."),
            ) from error


def _runs_on(pid: int, began: str) -> bool:
    """Whether the process of a run is still there; one that is younger than the run has only got its number."""
    from psutil import Error, Process

    try:
        return bool(Process(pid).create_time() <= datetime.fromisoformat(began).timestamp() + CLOCKS)
    except Error:
        return False


def _now() -> str:
    return datetime.now(UTC).isoformat()
