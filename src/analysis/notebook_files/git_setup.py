"""Git told to filter notebooks: outputs are taken out of what is added, while they stay on disk."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath

from analysis.errors import UserError
from analysis.notebook_files.git_filter import without_outputs
from analysis.words.translate import _

NAME = "arshjul"
#: Whoever has not installed the filter still gets whole notebooks: git passes over a filter that it does not know.
NOTEBOOKS, WORKBOOKS = f"*.ipynb text eol=lf filter={NAME}", f"*.xlsx diff={NAME}"
ATTRIBUTES = f"{NOTEBOOKS}\n{WORKBOOKS}"
SETTING = f"filter.{NAME}.clean"
#: What shows the differences of workbooks, cell by cell.
SHOWING = f"diff.{NAME}.textconv"
FILTER, TEXT = "analysis.notebook_files.git_filter", "analysis.intake.workbook_text"
UNSET = {"unspecified", "unset"}
#: An entry of the index that is there as usual, and what one holds that is only to be added later.
ORDINARY = re.compile(rb"H (?P<entry>\d+ (?P<content>[0-9a-f]+) 0\t.+)", re.S)
NO_CONTENT = {
    b"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    b"473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
}


def install(folder: Path) -> bool:
    """Let git filter the notebooks of a project, once or again.

    Args:
        folder: The project.

    Returns:
        Whether the project's `.gitattributes` got a line, for it named no filter.

    Raises:
        UserError: If git refuses.
    """
    _git(folder, "config", "--local", "--replace-all", SETTING, filter_command(Path(sys.executable)))
    _git(folder, "config", "--local", "--replace-all", SHOWING, filter_command(Path(sys.executable), TEXT))
    lacking = [
        line
        for line, attribute, path in ((NOTEBOOKS, "filter", "notebooks/x.ipynb"), (WORKBOOKS, "diff", "data/x.xlsx"))
        if _attribute(folder, attribute, path) in UNSET
    ]
    for line in lacking:
        _add_line(folder / ".gitattributes", line)
    look_again(folder)
    return bool(lacking)


def filter_command(python: PurePath, module: str = FILTER) -> str:
    """Write the command that git runs.

    Args:
        python: The interpreter that has the suite, wherever git is called from.
        module: What it runs.

    Returns:
        Words for a shell: git runs filters by one, on Windows too. Double quotes, since tools that show differences
        hand the same words to Windows' own. `-I` keeps settings and files of the moment away.
    """
    quoted = re.sub(r'(["$`\\])', r"\\\1", python.as_posix())
    return f'"{quoted}" -I -m {module}'


def is_in_git(folder: Path) -> bool:
    """Say whether a folder lies in a working tree.

    Args:
        folder: Any folder.

    Returns:
        False also where there is no git.

    Raises:
        UserError: If git will not tell, as of a folder that is another user's.
    """
    try:
        return _git(folder, "rev-parse", "--is-inside-work-tree").strip() == b"true"
    except FileNotFoundError:
        return False
    except UserError as error:
        if "not a git repository" in error.message:
            return False
        raise


def look_again(folder: Path, notebook: str = "") -> None:
    """Let git ask the filter whether notebooks have changed.

    Git takes a file for changed, in `git status` and before it switches branches, when its size is another than at the
    last look, and asks no filter (`ie_modified` in its source). Where the index has no size it asks. So the same
    entries are written once more, which gives them none; the next look fills it in. Nothing else about them changes.

    Args:
        folder: The project, or the folder of the notebook.
        notebook: Name of the one that has been saved; all of the project when left out.

    Raises:
        UserError: If git refuses, as when somebody else is at the index.
    """
    which = f":(literal){notebook}" if notebook else "*.ipynb"
    listed = _git(folder, "ls-files", "-v", "--stage", "--full-name", "-z", "--", which).split(b"\0")
    known = [found for entry in listed if (found := ORDINARY.fullmatch(entry))]
    entries = [found["entry"] + b"\0" for found in known if found["content"] not in NO_CONTENT]
    if entries:
        _git(folder, "update-index", "-z", "--index-info", given=b"".join(entries))


def staged_with_outputs(folder: Path) -> list[str]:
    """Find notebooks that would be committed with outputs: somebody added them without the filter.

    Args:
        folder: Any folder of the working tree.

    Returns:
        Their paths from the top of it.

    Raises:
        UserError: If git refuses.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().removesuffix("\n"))
    return [path for path in _staged(top) if _filter_of(top, path) == NAME and _holds_outputs(top, path)]


def _add_line(path: Path, line: str) -> None:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    ended = before if before.endswith("\n") or not before else f"{before}\n"
    path.write_text(f"{ended}{line}\n", encoding="utf-8", newline="\n")


def _staged(top: Path) -> Iterator[str]:
    changes = ("diff", "--cached", "--name-only", "--no-relative", "--diff-filter=ACMR", "-z")
    listed = _git(top, *changes, "--", "*.ipynb")
    yield from (path.decode() for path in listed.split(b"\0") if path)


def _holds_outputs(top: Path, path: str) -> bool:
    content = _git(top, "cat-file", "blob", f":{path}")
    return without_outputs(content) != content


def _filter_of(folder: Path, path: str) -> str:
    return _attribute(folder, "filter", path)


def _attribute(folder: Path, name: str, path: str) -> str:
    return _git(folder, "check-attr", "-z", name, "--", path).split(b"\0")[2].decode()


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    # In English, whatever the user's own language is: some of the answers are read.
    env = os.environ | {"LC_ALL": "C"}
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, input=given, check=False, env=env)  # noqa: S603, S607
    if done.returncode:
        raise UserError(_("git säger nej: {words}", words=done.stderr.decode(errors="replace").strip()))
    return done.stdout
