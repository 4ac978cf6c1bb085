"""Whole projects to run in, notebooks written for a test, and the real command."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
import yaml

from analysis.base.project import ROOT_VARIABLE, Project
from analysis.build.database import Built
from analysis.cli import main

ROOT = Path(__file__).parents[1]
Call = Callable[..., subprocess.CompletedProcess[str]]
CallIn = Callable[[Project], Call]
REPORTS = ["annual-2016-klk", "annual-2016-kou"]
COMMAND = "from analysis.cli import main; main()"
#: The harbour office of Sjövik, which nobody else has heard of: two goals, two commitments, a table of three lines.
SMALL_DATA = ROOT / "tests" / "small" / "data"
SMALL: dict[str, Any] = {"organisation": "HAMN", "year": 2031}
PARAMETERS = 'organisation: str = "KLK"  # organisationens kod\nyear: int = 2016  # rapportår'


def whole_project(folder: Path, built: Built) -> Project:
    """A project of its own: real data, its database, all notebooks and the parameter files of 2016."""
    for name in ("data", "notebooks", "parameters"):
        ignored = shutil.ignore_patterns("*.duckdb*", ".*", "output")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored, dirs_exist_ok=True)
    project = Project(folder)
    for path in project.parameters.iterdir():
        if path.stem not in REPORTS:
            path.unlink()
    shutil.copy(built.path, project.database)
    return project


def small_project(folder: Path, small: Built | None = None) -> Project:
    """A project of its own with the data of the harbour office, and with its database if that is given."""
    shutil.copytree(SMALL_DATA, folder / "data", dirs_exist_ok=True)
    project = Project(folder)
    for own in (project.notebooks, project.parameters):
        own.mkdir()
    if small:
        shutil.copy(small.path, project.database)
    return project


def write_notebook(project: Project, name: str, *cells: str) -> Path:
    """Write a notebook with the usual parameters and some code cells."""
    notebook = {
        "cells": [_cell("markdown", "# Prov", 0), _cell("code", PARAMETERS, 1, "parameters")]
        + [_cell("code", source, number) for number, source in enumerate(cells, start=2)],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path = project.notebooks / f"{name}.ipynb"
    path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    return path


def _cell(kind: str, source: str, number: int, *tags: str) -> dict[str, object]:
    cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {"tags": list(tags)}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def read_notebook(path: Path) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Read a notebook and check that it is a valid one."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    return notebook


def write_report(
    project: Project, report: str, *chapters: Mapping[str, object], language: str = "", **values: object
) -> Path:
    """Write a report's parameter file, for KLK 2016 in Swedish unless told otherwise."""
    content = {
        "report": report,
        "title": f"Prov {report}",
        "parameters": {"organisation": "KLK", "year": 2016} | values,
        "chapters": [dict(chapter) for chapter in chapters],
    } | ({"language": language} if language else {})
    path = project.parameters / f"{report}.yaml"
    apart = json.loads(json.dumps(content))  # what several chapters share would be written as references
    path.write_text(yaml.safe_dump(apart, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def write_good_and_bad(project: Project) -> None:
    """Write a tiny report that goes well, `tiny`, and one with a cell that fails, `bad`."""
    write_notebook(project, "hello", "print(organisation, year)")
    write_notebook(project, "raising", "before = 1", "before / 0")
    write_report(project, "tiny", {"notebook": "hello", "title": "Hej"})
    write_report(project, "bad", {"notebook": "raising", "title": "Trasigt"})


def arshjul(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in a project, in a terminal wide enough not to break lines."""
    environment = os.environ | {ROOT_VARIABLE: str(project.root), "PYTHONUTF8": "1", "COLUMNS": "300"}
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=project.root,
        timeout=900,
        check=False,
    )


def within(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command within this process: what it imported and the process that kernels are forked from stay warm.

    All that it and its kernels write is caught as a shell would, below Python; what is told is what the real command
    tells. Tests of the process itself (how it starts, ends, or is killed) call `arshjul`.
    """
    environment = {ROOT_VARIABLE: str(project.root), "COLUMNS": os.environ.get("COLUMNS", "300")}
    with (
        _caught(1) as output,
        _caught(2) as errors,
        patch.dict(os.environ, environment),
        patch.object(sys, "argv", ["arshjul", *words]),
        _standing_in(project.root),
    ):
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
    return subprocess.CompletedProcess(words, code, *("".join(each) for each in (output, errors)))


@contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _caught(number: int) -> Iterator[list[str]]:
    """Catch what is written to a descriptor, and to Python's stream of that name, for as long as it lasts."""
    name = {1: "stdout", 2: "stderr"}[number]
    told: list[str] = []
    getattr(sys, name).flush()
    usual = os.dup(number)
    try:
        with tempfile.TemporaryFile() as file:
            os.dup2(file.fileno(), number)
            try:
                with open(number, "w", encoding="utf-8", closefd=False) as stream, patch.object(sys, name, stream):
                    yield told
            finally:
                os.dup2(usual, number)
            file.seek(0)
            told.append(file.read().decode("utf-8"))
    finally:
        os.close(usual)


def said(ran: subprocess.CompletedProcess[str]) -> str:
    """All that a command said, which is never a traceback."""
    assert "Traceback" not in ran.stdout + ran.stderr
    return ran.stdout + ran.stderr
