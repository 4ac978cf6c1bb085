"""A new project folder, whole or not there at all."""

import shutil
from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path

from analysis.base.files import fresh_folder, put_in_place
from analysis.errors import CallError
from analysis.starter.brought import fingerprint, write_brought
from analysis.starter.headings import blank_tables
from analysis.starter.suite_files import suite_files
from analysis.words.translate import _

#: What a project begins with, beside what the suite brings; of a name like this one git would take notice here.
BEGINNING = Path(__file__).parent / "project"
HIDDEN = {"gitignore": ".gitignore"}
#: An invented municipality, laid over that.
EXAMPLE = Path(__file__).parent / "example"
#: How an empty project gets its first document, which the example has.
FOR_EMPTY_ONES = ("docs/forsta-dokumentet.md",)
#: Folders that a project has from its first day, though nothing lies in them.
FOLDERS = ("data/sources",)


def begin_project(folder: Path, *, example: bool = False) -> Path:
    """Make a project.

    Args:
        folder: Where; it must not be there, or be empty.
        example: With the documents and reports of an invented municipality.

    Returns:
        The folder as a whole path.

    Raises:
        CallError: If something lies there, or the folder above is missing.
    """
    final = folder.resolve()
    if not final.parent.is_dir():
        raise CallError(_("Mappen {folder} finns inte.", folder=final.parent))
    if final.exists() and not (final.is_dir() and not any(final.iterdir())):
        raise CallError(_("{folder} finns redan. Välj ett namn som inte finns, eller töm mappen.", folder=final))
    with fresh_folder(final) as made:
        _fill(made, final.name, example=example)
        put_in_place(made, final)
    return final


def _fill(project: Path, name: str, *, example: bool) -> None:
    for place in FOLDERS:
        (project / place).mkdir(parents=True)
    for place, heading in blank_tables():
        _write(project / place, heading)
    suite = dict(suite_files())
    for place, content in suite.items():
        _write(project / place, content)
    write_brought(project, {place: fingerprint(place, content) for place, content in suite.items()}, version("arshjul"))
    _lay_over(project, BEGINNING, leave_out=FOR_EMPTY_ONES if example else ())
    if example:
        _lay_over(project, EXAMPLE)
    readme = project / "README.md"
    _write(readme, readme.read_text(encoding="utf-8").replace("{name}", name))


def _lay_over(project: Path, folder: Path, leave_out: Collection[str] = ()) -> None:
    """Copy files of the package; what lies there already is written over."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        own = path.relative_to(folder)
        if own.as_posix() not in leave_out:
            _copy(path, project / own.with_name(HIDDEN.get(own.name, own.name)))


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")
