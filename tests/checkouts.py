"""Projects in git repositories, and notebooks saved in them as JupyterLab saves."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from nbformat.v4 import new_output

from analysis.base.project import Project
from analysis.notebook_files.saving import after_saving
from tests.making import ROOT

SOURCES = sorted((ROOT / "notebooks").glob("*.ipynb"))
SYSTEM = "/usr/local/bin:/usr/bin:/bin"
#: What JupyterLab learns of a kernel and writes into a notebook.
LEARNT = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.13.1",
    },
}


class Checkout:
    """A project in a folder of a git repository, with every notebook of ours committed.

    Args:
        top: The working tree.
        folder: The project below it.
    """

    def __init__(self, top: Path, folder: str = ".") -> None:
        self.top = top
        self.project = Project(top / folder)

    def git(self, *words: str, **environment: str) -> str:
        """Call git as a user does who has no environment activated."""
        usual = {"PATH": SYSTEM, "HOME": str(self.top), "GIT_CONFIG_NOSYSTEM": "1"}
        usual |= {f"GIT_{who}_{what}": "a@b.se" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        ran = subprocess.run(
            ["git", *words], cwd=self.top, capture_output=True, text=True, check=True, env=usual | environment
        )
        return ran.stdout + ran.stderr

    @property
    def notebooks(self) -> list[Path]:
        """The notebooks on disk."""
        return sorted(self.project.notebooks.glob("*.ipynb"))

    def stored(self, path: Path) -> bytes:
        """What git holds of a file."""
        name = path.relative_to(self.top).as_posix()
        return subprocess.run(["git", "show", f":{name}"], cwd=self.top, capture_output=True, check=True).stdout


def committed(top: Path, folder: str = ".") -> Checkout:
    made = Checkout(top, folder)
    for name in ("data", "parameters", "notebooks"):
        (made.project.root / name).mkdir(parents=True)
    for source in SOURCES:
        shutil.copy(source, made.project.notebooks)
    shutil.copy(ROOT / ".gitignore", top)
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message=Allt")
    return made


def save(path: Path, *, word: str = "hej", hook: bool = True) -> None:
    """Save a notebook through the server that JupyterLab saves through, after running every cell of it."""
    from jupyter_server.services.contents.largefilemanager import LargeFileManager  # noqa: PLC0415 - every test loads this

    contents = LargeFileManager(root_dir=str(path.parent))
    if hook:
        contents.register_post_save_hook(after_saving)  # type: ignore[no-untyped-call]
    with contents.notary:
        model = contents.get(path.name)  # type: ignore[no-untyped-call]
        for place, cell in enumerate(model["content"]["cells"], start=1):
            if cell["cell_type"] == "code":
                run(cell, place, word)
        model["content"]["metadata"] |= LEARNT
        contents.save(model, path.name)  # type: ignore[no-untyped-call]


def run(cell: Any, place: int, word: str) -> None:  # noqa: ANN401 - nbformat is untyped
    at = f"2026-11-30T06:12:{place:02}.000000Z"
    cell.execution_count = place
    cell.metadata |= {"execution": {"iopub.status.busy": at, "shell.execute_reply": at}, "trusted": True}
    cell.outputs = [
        new_output("stream", name="stdout", text=f"{word}\nåter\n"),  # type: ignore[no-untyped-call]
        new_output("execute_result", data={"text/html": "<p>\n7 %</p>"}, execution_count=place),  # type: ignore[no-untyped-call]
    ]


def outputs_of(path: Path) -> int:
    return sum(len(cell.get("outputs", [])) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"])
