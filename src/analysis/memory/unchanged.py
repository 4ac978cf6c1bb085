"""Reports that would come out as they lie there: found without starting anything.

This module and what it imports stay small: an unchanged run is nothing but this. While the database is the very file
that a report was made from, it is not even opened.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from analysis.base.files import digest_of, write_whole
from analysis.base.program import code_fingerprint
from analysis.base.project import THEME_FILE, Project
from analysis.errors import DatabaseError
from analysis.memory.journal import STALE, UNCHANGED, Journal
from analysis.notebook_files.meaning import meaning_of
from analysis.store.snapshots import state_of

if TYPE_CHECKING:
    import duckdb

    from analysis.memory.recorded_questions import Asked

#: The file that `publish/files/terms_of_use.py` reads, which is not loaded here.
TERMS = "open_data.yaml"


def unchanged(project: Project, reports: Sequence[str]) -> list[str]:
    """Find the reports that need not be run.

    Args:
        project: The project.
        reports: Ids of reports.

    Returns:
        Those whose parameter file, notebooks (saved outputs aside), program, pages and every answer of the database are
        as they were when the report was last made whole.

    Raises:
        DatabaseError: If there is no database.
    """
    if not (project.output / "index.html").exists() or not (project.output / "assets").is_dir():
        return []  # the page that leads to them and what they share are written with them
    known = {report: _read(project, report) for report in reports}
    candidates = {report: stored for report, stored in known.items() if stored and _same_files(project, report, stored)}
    same = {report for report, stored in candidates.items() if _is_of_this_file(project, stored)}
    same |= _with_same_answers(project, {each: stored for each, stored in candidates.items() if each not in same})
    return [report for report in candidates if report in same]


def _is_of_this_file(project: Project, stored: Mapping[str, Any]) -> bool:
    """Whether the database is the file that was asked; a statement of a notebook's own may ask for the time of day."""
    own = any(question["query"] is None for question in stored["asked"])
    return not own and project.database.exists() and stored.get("file") == list(state_of(project.database))


def _with_same_answers(project: Project, candidates: Mapping[str, dict[str, Any]]) -> set[str]:
    """Ask another file what the reports asked; where all is answered the same, it is the one that is known."""
    if not candidates:
        return set()
    from analysis.memory.recorded_questions import Answers, as_asked
    from analysis.store.connection import open_database

    with open_database(project.database) as connection:
        file, answers = state_of(project.database), Answers(connection)
        data = _build_info(connection)["fingerprint"]
        same = {report for report, stored in candidates.items() if answers.same(as_asked(stored["asked"]))}
    if file == state_of(project.database):  # else a build replaced it as it was opened
        for report in same:
            _write(project, report, candidates[report] | {"file": list(file), "data": data})
    return same


def remember(
    project: Project, report: str, notebooks: Iterable[Path], asked: Iterable["Asked"], database: Path, data: str
) -> None:
    """Write down what a whole report was made of.

    Args:
        project: The project; the report lies in place.
        report: Id of the report.
        notebooks: The notebooks that it ran.
        asked: Every question of its plan and its notebooks, with the answers.
        database: The file that was asked, a link to the project's.
        data: Fingerprint of the data that it holds.
    """
    from analysis.memory.recorded_questions import is_traceable

    names = sorted({project.notebook_name(path) for path in notebooks})
    path = _path(project, report)
    path.unlink(missing_ok=True)
    if not all(is_traceable(_notebook(project, name).read_text(encoding="utf-8")) for name in names):
        return
    distinct = {question.question: question for question in asked}
    stored = {
        "code": code_fingerprint(),
        "plan": digest_of(project.parameters / f"{report}.yaml"),
        "terms": _terms(project),
        "look": _look(project),
        "notebooks": {name: _meaning(project, name) for name in names},
        "pages": _pages(project, report),
        "asked": [asdict(question) for question in distinct.values()],
        "file": list(state_of(database)),
        "data": data,
    }
    _write(project, report, stored)


@contextmanager
def as_remembered(project: Project, report: str) -> Iterator[None]:
    """Change what a run did not make, such as a mark or a PDF, without the report being taken for another one.

    Args:
        project: The project; nobody else may be at the report.
        report: Id of the report.

    Yields:
        While files of the report are changed.
    """
    stored = _read(project, report)
    same = stored is not None and stored.get("pages") == _pages(project, report)
    yield
    if stored is not None and same:
        _write(project, report, stored | {"pages": _pages(project, report)})


def is_remembered(project: Project, report: str) -> bool:
    """Say whether it is known what a report was made of.

    Args:
        project: The project.
        report: Its id.

    Returns:
        False for one that is not made whole, and one with a notebook that reads other things than the database.
    """
    return _read(project, report) is not None


def write_down(project: Project, reports: Sequence[str], *, stale: bool) -> None:
    """Write a run that found reports unchanged into the journal.

    Args:
        project: The project.
        reports: Ids of the reports.
        stale: Whether the database is an old one, because the data have faults.
    """
    data = next((stored["data"] for report in reports if (stored := _read(project, report)) and "data" in stored), "")
    run, entries = uuid4().hex[:8], Journal(project.state)
    entries.begin(run, data, code_fingerprint())
    for report in reports:
        entries.begin_report(run, report)
        entries.end_report(run, report, STALE if stale else UNCHANGED)
    entries.end(run, UNCHANGED)


def is_built_from(project: Project, fingerprint: str) -> bool:
    """Say whether the database holds just these data, built by this program.

    Args:
        project: The project.
        fingerprint: Of the data folder.

    Returns:
        False also when there is no database, or one of another make.
    """
    import duckdb

    from analysis.store.connection import open_database

    try:
        with open_database(project.database) as connection:
            about = _build_info(connection)
    except (DatabaseError, duckdb.Error):
        return False
    return about.get("fingerprint") == fingerprint and about.get("code_fingerprint") == code_fingerprint()


def _build_info(connection: "duckdb.DuckDBPyConnection") -> dict[str, Any]:
    from analysis.store.answers import fetch
    from analysis.store.named import named_queries

    answer = fetch(connection, named_queries()["build_info"], {}, "build_info")
    return {name: value for (name, __), value in zip(answer.columns, answer.rows[0], strict=True)}


def _same_files(project: Project, report: str, stored: Mapping[str, Any]) -> bool:
    try:
        return bool(
            stored["code"] == code_fingerprint()
            and stored["plan"] == digest_of(project.parameters / f"{report}.yaml")
            and stored["terms"] == _terms(project)
            and stored.get("look", "") == _look(project)
            and all(_meaning(project, name) == was for name, was in stored["notebooks"].items())
            and stored["pages"] == _pages(project, report)
        )
    except (OSError, KeyError):
        return False


def _meaning(project: Project, notebook: str) -> str:
    return meaning_of(_notebook(project, notebook).read_bytes())


def _notebook(project: Project, name: str) -> Path:
    return project.notebooks / f"{name}.ipynb"


def _terms(project: Project) -> str:
    """What is said of the terms on which the data may be used, for it stands in the data packages."""
    path = project.data / TERMS
    return digest_of(path) if path.exists() else ""


def _look(project: Project) -> str:
    """What the owner gives pages to look like, and the logo; nothing where pages look as usual."""
    theme = project.data / THEME_FILE
    if not theme.exists():
        return ""
    pictures = (path for path in project.data.iterdir() if path.suffix.lower() in (".svg", ".png"))
    return "".join(digest_of(path) for path in (theme, *sorted(pictures)))


def _pages(project: Project, report: str) -> dict[str, str]:
    folder = project.output / report
    return {
        path.relative_to(folder).as_posix(): digest_of(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _read(project: Project, report: str) -> dict[str, Any] | None:
    try:
        stored: dict[str, Any] = json.loads(_path(project, report).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stored


def _write(project: Project, report: str, stored: Mapping[str, Any]) -> None:
    write_whole(_path(project, report), json.dumps(stored, ensure_ascii=False))


def _path(project: Project, report: str) -> Path:
    folder = project.state / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{report}.json"
