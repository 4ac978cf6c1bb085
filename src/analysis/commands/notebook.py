"""The command `arshjul notebook`: a notebook of one's own."""

from collections.abc import Mapping
from typing import Any

from analysis.base.project import Project
from analysis.base.vocabulary import DocumentKind
from analysis.errors import CallError
from analysis.starter.own_notebook import begin_notebook
from analysis.store.answers import ask_rows
from analysis.store.connection import open_database
from analysis.terminal import WELL, console, open_project
from analysis.words.translate import _


def notebook(name: str, *, like: str = "") -> int:
    """Börja en egen notebook i notebooks/egna: kärna, parametrar och en första fråga.

    Args:
        name: Vad den ska heta. Filen får namnet med små bokstäver och bindestreck, rubriken som du skriver det.
        like: En notebook som den ska börja som, till exempel process_area.
    """
    project = open_project()
    if not name.strip():
        raise CallError(_("Säg vad notebooken ska heta."))
    made = begin_notebook(project, name, like.removesuffix(".ipynb"), None if like else _newest_part(project))
    called = project.notebook_name(made)
    console.print(_("Notebooken är skapad: {file}", file=made), markup=False)
    as_chapter = f"- {{notebook: {called}, title: …}}"
    console.print(_("Som kapitel i en rapport: raden «{line}» under chapters.", line=as_chapter), markup=False)
    file, line = f"parameters/{made.stem}.yaml", f"notebook: {called}"
    console.print(_("Som egen rapport: filen {file} med raden «{line}».", file=file, line=line), markup=False)
    return WELL


def _newest_part(project: Project) -> Mapping[str, Any] | None:
    """What the first question is about: the newest year, of that an annual report before others."""
    if not project.database.exists():
        return None
    with open_database(project.database) as connection:
        parts = ask_rows(connection, "parts")
    if not parts:
        return None
    found: Mapping[str, Any] = max(parts, key=lambda part: (part["year"], part["kind"] == DocumentKind.ANNUAL.value))
    return {**found, "document": ""}
