"""`arshjul open` beside a JupyterLab that runs: the chapter stands open there, trusted, and is saved where it lies."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from analysis.build.database import Built
from tests.lab.conftest import Lab, Opened
from tests.making import ROOT, SMALL, said, small_project, within, write_report

REPORT = "hamnen"
#: Whether the outputs of each cell of code are shown as they are.
TRUSTED = """jupyterapp.shell.currentWidget.content.widgets
  .filter(cell => cell.model.type === "code").map(cell => cell.model.trusted)"""


def test_a_chapter_is_opened_in_the_lab_that_runs(
    lab: Lab,
    open_in_lab: Callable[..., Opened],
    small: Built,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = small_project(lab.folder / "opened", small)
    shutil.copy(ROOT / "notebooks" / "process_area.ipynb", project.notebooks)
    own = (project.notebooks / "process_area.ipynb").read_bytes()
    write_report(project, REPORT, {"notebook": "process_area", "title": "Hamnen"}, process_area="hamnen", **SMALL)
    asked = tmp_path / "asked"
    browser = tmp_path / "browser.py"
    browser.write_text(f"import sys\nopen({str(asked)!r}, 'w').write(sys.argv[1])\n", encoding="utf-8")
    monkeypatch.setenv("BROWSER", f"{sys.executable} {browser} %s")
    for name in ("DATA", "RUNTIME"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(lab.data.parent / name.lower()))
    assert within(project, "run").returncode == 0
    ran = within(project, "open", REPORT)
    assert ran.returncode == 0, said(ran)
    address = urlsplit(asked.read_text(encoding="utf-8"))
    name = address.path.removeprefix("/lab/tree/")
    assert (address.port, name) == (urlsplit(lab.url).port, f"opened/notebooks/egna/{REPORT}-01-hamnen.ipynb")
    opened = open_in_lab(name, 5)
    # A notebook that is not trusted shows no style and no drawing.
    assert opened.tab.locator(".jp-OutputArea-output svg").count() > 0
    assert opened.tab.evaluate(TRUSTED) == [True] * opened.tab.locator(".jp-CodeCell").count()
    copy = lab.folder / name
    before = copy.stat().st_mtime_ns
    opened.tab.evaluate("jupyterapp.shell.currentWidget.context.save()")
    assert copy.stat().st_mtime_ns > before
    assert (project.notebooks / "process_area.ipynb").read_bytes() == own
    assert opened.complaints == []
