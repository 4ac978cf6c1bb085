"""A small project on a system that refuses what it is told to."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis.base.project import Project
from analysis.build.database import Built
from tests.making import ROOT, SMALL, small_project, write_notebook, write_report

GOALS = "from analysis.report import Report\nReport(organisation=organisation, year=year).goals()"
SOURCE = Path(__file__).with_name("refusing.c")


@dataclass(frozen=True)
class Ended:
    """How a command ended.

    Attributes:
        code: What it exited with.
        out: What it said.
        error: What it said was wrong.
        calls: How many calls that write there were.
    """

    code: int
    out: str
    error: str
    calls: int

    @property
    def said(self) -> str:
        """All that it said, which is never a traceback, nor a library's own words."""
        told = self.out + self.error
        assert self.code in (0, 1), f"{self.code}: {told}"
        assert "Traceback" not in told, told
        assert "Error" not in told, told
        return told


class Refusing:
    """The real command in a project, where the system refuses what a call says.

    Attributes:
        project: The project.
    """

    def __init__(self, folder: Path, library: Path) -> None:
        self._below, self._kept, counted = folder / "below", folder / "kept", folder / "counted"
        self.project = Project(self._below / "project")
        for place in ("home", "temporary"):
            (self._below / place).mkdir()
        counted.write_bytes(bytes(16))
        environment = {
            "LD_PRELOAD": str(library),
            "REFUSE_BELOW": str(self._below),
            "REFUSE_COUNT": str(counted),
            "HOME": str(self._below / "home"),
            "TMPDIR": str(self._below / "temporary"),
            "COLUMNS": "300",
        }
        self._forks = subprocess.Popen(
            [sys.executable, "-m", "tests.refusals.forks"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | environment,
            cwd=ROOT,
        )

    def __call__(self, *words: str, first: int = 0, environment: Mapping[str, str] | None = None) -> Ended:
        """Run the command; of the calls that write, `first` is refused, and whatever the environment says."""
        own = dict(environment or {})
        asked = {"words": words, "folder": str(self.project.root), "first": first, "environment": own}
        assert self._forks.stdin
        assert self._forks.stdout
        self._forks.stdin.write(json.dumps(asked) + "\n")
        self._forks.stdin.flush()
        return Ended(**json.loads(self._forks.stdout.readline()))

    def well(self, *words: str) -> Ended:
        """Run the command where nothing is refused, which goes well."""
        ended = self(*words)
        assert ended.code == 0, ended
        return ended

    def keep(self) -> None:
        """Keep the project as it is now."""
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self.project.root, self._kept, symlinks=True)

    def restore(self) -> None:
        """Bring back the project as it was kept."""
        for path in self.project.root.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(self.project.root)
        shutil.copytree(self._kept, self.project.root, symlinks=True)

    def end(self) -> None:
        """End the process that forks."""
        self._forks.communicate()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What refuses, compiled; the system's own library calls are what every other library writes by."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or not compiler:
        pytest.skip("takes Linux and a C compiler")
    made = tmp_path_factory.mktemp("refusing") / "refusing.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, SOURCE, "-ldl"], check=True)
    return made


@pytest.fixture(scope="module")
def refusing(library: Path, small: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refusing]:
    """A project with two reports, one of them approved, built and run where nothing was refused."""
    folder = tmp_path_factory.mktemp("refused")
    (folder / "below" / "project").mkdir(parents=True)
    project = small_project(folder / "below" / "project", small)
    write_notebook(project, "goals", GOALS)
    write_notebook(project, "hello", "print(organisation, year)")
    write_report(project, "one", {"notebook": "goals", "title": "Mål"}, {"notebook": "hello", "title": "Hej"}, **SMALL)
    write_report(project, "other", {"notebook": "goals", "title": "Mål"}, **SMALL)
    command = Refusing(folder, library)
    try:
        command.well("build")
        command.well("run")
        command.well("approve", "other", "--name", "x", "--reason", "y", "--no-pdf")
        command.keep()
        yield command
    finally:
        command.end()
