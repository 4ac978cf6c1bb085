"""What git remembers of the data: which commit they stand at, and which one brought each row."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from analysis.words.days import local
from analysis.words.translate import _

SECONDS = 10
#: The first line of what is told of a row: commit, row in that commit, row now.
ROW = re.compile(r"([0-9a-f]{40}) \d+ (\d+)( \d+)?")
COMMITTED = "committer-time "
SHOWN = 10
#: Stands for no row, as in faults.
WHOLE = 0


def commit_of(root: Path) -> str | None:
    """Say which commit a project folder stands at.

    Args:
        root: The project folder.

    Returns:
        Its short id, with a plus sign when files have been changed since; nothing outside git.
    """
    head = _git(root, "rev-parse", "--short", "HEAD")
    return head + ("+" if _git(root, "status", "--porcelain", "data") else "") if head else None


def entered(root: Path, file: str, *, is_whole: bool = False) -> Mapping[int, str]:
    """Say when each row of a file was last written; whoever wrote it stays in git.

    Args:
        root: The project folder.
        file: Path below it.
        is_whole: Whether git knows no rows of it, only the whole, as of a workbook.

    Returns:
        Commit and day by row, counted from 1, `WHOLE` for the whole file; nothing for a file that git does not know.
    """
    if is_whole:
        return _entered_whole(root, file)
    commit, days, rows = "", dict[str, str](), dict[int, str]()
    for line in _git(root, "blame", "--porcelain", "--", file).splitlines():
        if line.startswith("\t"):
            continue
        if begun := ROW.fullmatch(line):
            commit = begun[1]
            rows[int(begun[2])] = commit
        elif line.startswith(COMMITTED):
            at = datetime.fromtimestamp(int(line.removeprefix(COMMITTED)), UTC)
            days[commit] = f"{local(at):%Y-%m-%d}"
    return {row: _said(commit, days.get(commit, "")) for row, commit in rows.items()}


def _entered_whole(root: Path, file: str) -> Mapping[int, str]:
    """No row of a file is older than the file."""
    last = _git(root, "log", "-1", "--format=%H %ct", "--", file).split()
    if not last:
        return {}
    changed = bool(_git(root, "status", "--porcelain", "--", file))
    day = f"{local(datetime.fromtimestamp(int(last[1]), UTC)):%Y-%m-%d}"
    told = _said("0" if changed else last[0], day)
    return {WHOLE: told}


def past_contents(root: Path, file: str) -> Iterator[tuple[str, str]]:
    """Read a file as it was committed, each time on the way to where the project stands.

    Args:
        root: The project folder.
        file: Path below it.

    Yields:
        Short id of the commit and what the file held, the latest first; nothing outside git.
    """
    for commit in _git(root, "log", "--format=%H", "--", file).splitlines():
        yield commit[:SHOWN], _git(root, "show", f"{commit}:./{file}")


def changed_tables(root: Path) -> list[str]:
    """Say which tables of the data have been changed since they were committed.

    Args:
        root: The project folder.

    Returns:
        Paths below it, none outside git.
    """
    names = _git(root, "diff", "--name-only", "--relative", "--diff-filter=M", "-z", "HEAD", "--", "data")
    return [name for name in names.split("\0") if name.endswith(".csv")]


def committed(root: Path, file: str) -> str:
    """Fetch a file as it was committed.

    Args:
        root: The project folder.
        file: Path below it.

    Returns:
        Its text; nothing for a file that git does not know.
    """
    return _git(root, "show", f"HEAD:./{file}")


def _said(commit: str, day: str) -> str:
    if set(commit) == {"0"}:
        return _("ändrad, inte incheckad än")
    return f"{commit[:SHOWN]}, {day}"


def _git(root: Path, *words: str) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            [git, "-C", str(root), *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
