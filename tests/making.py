"""Whole projects to run in, notebooks written for a test, and the real command."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import yaml

from analysis.build import Built
from analysis.project import ROOT_VARIABLE, Project

ROOT = Path(__file__).parents[1]
COMMAND = "from analysis.cli import main; main()"
PARAMETERS = 'organisation: str = "KLK"  # organisationens kod\nyear: int = 2016  # rapportår'


def whole_project(folder: Path, built: Built) -> Project:
    """A project of its own with everything in it: real data, its database, notebooks and parameters."""
    for name in ("data", "notebooks", "parameters"):
        ignored = shutil.ignore_patterns("*.duckdb*", ".*", "output")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored, dirs_exist_ok=True)
    project = Project(folder)
    shutil.copy(built.path, project.database)
    return project


def write_notebook(project: Project, name: str, *cells: str) -> Path:
    """Write a notebook with the usual parameters and some code cells."""
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        cells=[
            nbformat.v4.new_markdown_cell("# Prov"),
            nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
            *[nbformat.v4.new_code_cell(cell) for cell in cells],
        ],
    )
    path = project.notebooks / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def write_report(project: Project, report: str, *chapters: dict[str, object], **values: object) -> Path:
    """Write a report's parameter file, for KLK 2016 unless told otherwise."""
    content = {
        "report": report,
        "title": f"Prov {report}",
        "parameters": {"organisation": "KLK", "year": 2016} | values,
        "chapters": list(chapters),
    }
    path = project.parameters / f"{report}.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


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
        timeout=200,
        check=False,
    )
