"""A project to kill runs in: chapters of the real report, or three small ones, and what is changed between runs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from analysis.base.project import ROOT_VARIABLE, Project

REPORT = "kills"
#: What differs from the database as built: nothing; a figure that some chapters show; one that all of them ask for.
STATES = (
    (),
    (
        "UPDATE settled_key_figure_detail SET value = value + 1 WHERE document = 'annual-2022' AND value IS NOT NULL",
        "UPDATE settled_goal_measure_detail SET outcome = outcome + 1 WHERE document = 'annual-2022'",
    ),
    (
        "UPDATE settled_document_part SET document_title = document_title || ' (prov)' WHERE document = 'annual-2022'",
        "UPDATE settled_goal_measure_detail SET target = target + 1 WHERE document = 'annual-2022'",
    ),
)
CHAPTERS: tuple[dict[str, Any], ...] = (
    {"notebook": "summary", "title": "Året i korthet"},
    {"notebook": "process_area", "title": "Utbildning", "parameters": {"process_area": "utbildning"}},
    {"notebook": "process_area", "title": "Demokrati", "parameters": {"process_area": "demokrati"}},
    {"notebook": "scorecard", "title": "Nyckeltal"},
    {"notebook": "staff", "title": "Anställda och sjukfrånvaro"},
    {"notebook": "economy", "title": "Resultat och investeringar"},
)
TINY = ("goals()", "commitments()", "scorecard()")


def make_place(source: Project, folder: Path, *, tiny: bool) -> Project:
    """Copy a project, build its database and leave it with one report.

    Args:
        source: The real project.
        folder: Where the copy is to be.
        tiny: Whether the report has three small chapters instead of real ones.

    Returns:
        The copy.
    """
    for name in ("data", "notebooks"):
        shutil.copytree(source.root / name, folder / name, ignore=shutil.ignore_patterns("*.duckdb*", ".*", "output"))
    (folder / "parameters").mkdir()
    project = Project(folder)
    chapters = [_tiny(project, number) for number in range(len(TINY))] if tiny else list(CHAPTERS)
    about = {
        "report": REPORT,
        "title": "Avbrott",
        "parameters": {"organisation": "KS", "year": 2022},
        "chapters": chapters,
    }
    path = project.parameters / f"{REPORT}.yaml"
    path.write_text(yaml.safe_dump(about, allow_unicode=True, sort_keys=False), encoding="utf-8")
    command = [sys.executable, "-c", "from analysis.cli import main; main()", "build"]
    subprocess.run(
        command, check=True, cwd=folder, env=os.environ | {ROOT_VARIABLE: str(folder)}, stdout=subprocess.DEVNULL
    )
    shutil.copyfile(project.database, folder / "original.duckdb")
    return project


def _tiny(project: Project, number: int) -> dict[str, Any]:
    """Write a notebook of two short cells."""
    name = f"tiny_{number}"
    cells = [
        _cell(0, 'organisation: str = "KS"  # organisationens kod\nyear: int = 2022  # rapportår', "parameters"),
        _cell(
            1,
            "from analysis.report import Report\n\nreport = Report(organisation=organisation, year=year)",
        ),
        _cell(2, f"report.{TINY[number]}"),
    ]
    heading = {"cell_type": "markdown", "id": "heading", "metadata": {}, "source": "# Prov"}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": [heading, *cells],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (project.notebooks / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return {"notebook": name, "title": f"Kapitel {number + 1}"}


def _cell(number: int, source: str, *tags: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": f"cell-{number}",
        "metadata": {"tags": list(tags)},
        "source": source,
        "execution_count": None,
        "outputs": [],
    }
