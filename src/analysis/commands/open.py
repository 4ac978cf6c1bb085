"""The command `arshjul open`: a chapter in JupyterLab, with its parameters."""

import signal
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlencode

from cyclopts import Parameter

from analysis.base.project import Project
from analysis.make.desk import chapter_at_desk
from analysis.make.report_ids import choose_reports
from analysis.terminal import FAILED, WELL, console, open_project
from analysis.words.translate import _


def open_chapter(report: str, chapter: str = "", *, lab: Annotated[bool, Parameter(negative="--no-lab")] = True) -> int:
    """Öppna ett kapitel i JupyterLab, med sina parametrar, att ändra och köra i.

    Args:
        report: Rapportens id, se arshjul list.
        chapter: Kapitlets sida, nummer, rubrik eller kod; annars det första.
        lab: Öppna det. Med --no-lab läggs det bara fram.
    """
    project = open_project()
    choose_reports(project, [report])
    laid = chapter_at_desk(project, report, chapter)
    console.print(_("Kapitlet ligger i {file}. Spara där; svitens notebook rörs inte.", file=laid.path), markup=False)
    if laid.is_changed:
        console.print(_("Du har ändrat i den förut, och så står det kvar. Byt namn på filen för att få kapitlet nytt."))
    return _show(project, laid.path) if lab else WELL


def _show(project: Project, notebook: Path) -> int:
    """Open a notebook in the JupyterLab that runs here, or start one and wait for its end."""
    if address := _running(notebook):
        if not webbrowser.open(address):
            console.print(_("Öppna {page}", page=address), markup=False)
        return WELL
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={project.root}", str(notebook)]
    with subprocess.Popen(command) as server:  # noqa: S603 - our own words and a file that is there
        # Ctrl-C is meant for JupyterLab, which asks whether it shall end.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return WELL if server.wait() == 0 else FAILED
        finally:
            signal.signal(signal.SIGINT, before)


def _running(notebook: Path) -> str:
    """The address of a notebook in a JupyterLab that runs already and reaches it; empty where none does."""
    from jupyter_server.serverapp import list_running_servers

    for server in list_running_servers():
        root = Path(server["root_dir"]).resolve()
        if notebook.is_relative_to(root):
            place = quote(notebook.relative_to(root).as_posix())
            token = f"?{urlencode({'token': server['token']})}" if server["token"] else ""
            return f"{server['url']}lab/tree/{place}{token}"
    return ""
