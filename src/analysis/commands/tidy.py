"""Notebooks without what runs put into them, and tables as they were written before a spreadsheet saved them."""

from pathlib import Path
from subprocess import list2cmdline
from typing import Annotated

from cyclopts import Parameter

from analysis.base.files import write_whole
from analysis.errors import CallError
from analysis.notebook_files.git_filter import without_outputs
from analysis.notebook_files.git_setup import install as install_filter
from analysis.notebook_files.git_setup import is_in_git, staged_with_outputs
from analysis.terminal import FAILED, WELL, console, open_project, say_error
from analysis.words.translate import _, n_

NOTEBOOK, TABLE, WORKBOOK = ".ipynb", ".csv", ".xlsx"
Flag = Annotated[bool, Parameter(negative="")]


def tidy(*files: str, install: Flag = False, staged: Flag = False) -> int:
    """Ta bort utdata ur notebookar, eller låt git göra det; ge tabeller formen tillbaka.

    Args:
        files: Notebookar som ska bli av med sina utdata, på disken, och CSV-filer som ska få tillbaka sin form.
        install: Låt git ta bort utdata ur det som läggs till; på disken ligger de kvar.
        staged: Kontrollera det som är på väg in i git. Felkod 1 när en notebook har utdata.
    """
    if not files and not install and not staged:
        raise CallError(_("Säg vilka notebookar eller CSV-filer, eller --install för att låta git göra det."))
    for path in _known(files):
        _put_form_back(path) if path.suffix == TABLE else _strip(path)
    if install:
        _install()
    return _check() if staged else WELL


def _known(files: tuple[str, ...]) -> list[Path]:
    """The files, all of them looked at before one is changed."""
    paths = [Path(file) for file in files]
    for path in paths:
        if path.suffix == WORKBOOK:
            told = _("{file} är en arbetsbok: där säger cellernas format hur talen visas.", file=path)
            raise CallError(told, _("Se vad som har ändrats med «git diff», efter «arshjul tidy --install»."))
        if path.suffix not in (NOTEBOOK, TABLE):
            raise CallError(_("{file} är varken notebook eller CSV-fil.", file=path))
        if not path.is_file():
            raise CallError(_("{file} finns inte.", file=path))
    return paths


def _strip(path: Path) -> None:
    before = path.read_bytes()
    after = without_outputs(before)
    if after == before:
        console.print(_("{file}: inget att ta bort", file=path), markup=False)
    else:
        write_whole(path, after.decode())
        console.print(_("{file}: utdata borttagna", file=path), markup=False)


def _put_form_back(path: Path) -> None:
    from analysis.build.reformed import form_put_back

    root = open_project().root
    file = path.resolve()
    if not file.is_relative_to(root) or not _in_git(root):
        raise CallError(_("{file} ligger inte i projektet, eller projektet inte i git.", file=path))
    text, rows = form_put_back(root, file.relative_to(root).as_posix())
    if not rows:
        console.print(_("{file}: formen är som när filen checkades in", file=path), markup=False)
        return
    write_whole(path, text)
    told = n_("{file}: {amount} rad har fått formen tillbaka", "{file}: {amount} rader har fått formen tillbaka",
              len(rows), file=path, amount=len(rows))  # fmt: skip
    console.print(told, markup=False)


def _install() -> None:
    root = open_project().root
    if not _in_git(root):
        return
    if install_filter(root):
        added = _("{file} har fått en rad om filtret; lägg till den i git.", file=root / ".gitattributes")
        console.print(added, markup=False)
    console.print(_("Utdata i notebookar stannar på disken; git ser dem inte."))


def _in_git(folder: Path) -> bool:
    lies_there = is_in_git(folder)
    if not lies_there:
        console.print(_("{folder} ligger inte i git; det finns inget att filtrera.", folder=folder), markup=False)
    return lies_there


def _check() -> int:
    here = Path.cwd()
    found = staged_with_outputs(here) if _in_git(here) else []
    for path in found:
        say_error(_("{file} är på väg in i git med utdata.", file=path))
    if found:
        # From wherever the user stands; quoted as every shell reads it.
        again = list2cmdline(["git", "add", "--renormalize", *(f":/{path}" for path in found)])
        say_error(_("Kör «arshjul tidy --install» och sedan «{command}».", command=again))
    return FAILED if found else WELL
