"""How long things take on this machine, side by side in one run; ratios travel better than seconds."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analysis.build import build_database
from analysis.project import find_project
from analysis.publish.page import ChapterPage, Entry, chapter_html, page_exporter
from analysis.runs.job import execute
from analysis.runs.plan import Job

BIN = Path(sys.executable).parent
ROUNDS = 3
AREA = {"organisation": "KLK", "year": 2016, "process_area": "demokrati"}


def main() -> None:
    """Time the commands that the field uses against ours, and the build."""
    project = find_project()
    build = _median(lambda: build_database(project))
    notebook = project.notebooks / "process_area.ipynb"
    with tempfile.TemporaryDirectory() as folder:
        commands = _median(lambda: _with_commands(notebook, Path(folder)))
        ours = _median(lambda: _with_arshjul(notebook, Path(folder)))
    print(f"{'':44}{'sekunder':>9}{'gånger':>8}")
    print(f"{'bygga databasen':44}{build:9.2f}")
    print(f"{'ett kapitel: papermill + jupyter nbconvert':44}{commands:9.2f}{1:8.1f}")
    print(f"{'ett kapitel: arshjul':44}{ours:9.2f}{commands / ours:8.1f}")


def _median(action: Callable[[], object]) -> float:
    return statistics.median(_seconds(action) for _ in range(ROUNDS))


def _seconds(action: Callable[[], object]) -> float:
    started = time.monotonic()
    action()
    return time.monotonic() - started


def _with_commands(notebook: Path, folder: Path) -> None:
    executed = str(folder / "commands.ipynb")
    values = [word for name, value in AREA.items() for word in ("-p", name, str(value))]
    subprocess.run(
        [BIN / "papermill", notebook, executed, *values, "--no-progress-bar"], check=True, capture_output=True
    )
    subprocess.run(
        [BIN / "jupyter", "nbconvert", "--to", "html", "--no-input", executed], check=True, capture_output=True
    )


def _with_arshjul(notebook: Path, folder: Path) -> None:
    done = execute(Job(notebook, AREA, "Att värna demokrati", "demokrati"), folder / "arshjul.ipynb")
    if done.notebook is None:
        raise SystemExit(str(done.failure))
    page = ChapterPage(
        "Att värna demokrati", "demokrati.html", "Prov", [Entry("Att värna demokrati", "demokrati.html")], [], ""
    )
    (folder / "arshjul.html").write_text(chapter_html(page_exporter(), done.notebook, page), encoding="utf-8")


if __name__ == "__main__":
    main()
