"""What lies in the data folder and is not read: files of other names, kinds and folders, and texts that say nothing."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from analysis.base.files import WORKBOOK, listed
from analysis.base.project import HEADER_FILE, SETTINGS_FILE, TEMPLATES, THEME_FILE
from analysis.base.theme import read_theme
from analysis.errors import Fault, nearest
from analysis.intake.approvals import NO_FIGURES, TRUSTED_KEYS
from analysis.intake.rows import FileRow, ReferenceRow, ReviewRow, SourceRow
from analysis.intake.tables import CONTRACTS, contracts_of
from analysis.words.translate import _

README = "README.md"
#: How deep a file of a document lies: sources/<document>/<name>.
IN_DOCUMENT = 3
TEXTS = "texts"
#: What else lies in the data folder; `feeds/` has replies of other systems, which are read by their own command, and
#: `received/` forms as they came in.
OTHERS = ("open_data.yaml", SETTINGS_FILE, THEME_FILE)
ASIDE, DATABASE = ("feeds", "received"), ".duckdb"
#: What systems and spreadsheets leave behind by themselves.
LEFT_BEHIND = re.compile(r"\..*|~\$.*|Thumbs\.db|desktop\.ini|Icon\r", re.IGNORECASE)
WORKBOOKS = (".xlsx", ".xls", ".ods", ".xlsm", ".numbers")
PLAIN_TEXTS = (".txt", ".text", ".markdown")
#: A heading with its words right behind its marks is no heading.
NO_BLANK = re.compile(r"(?P<marks>#{1,3})(?P<words>[^#\s].*)")


def unread_faults(data: Path) -> list[Fault]:
    """Find what would be lost without a word.

    Args:
        data: The data folder.

    Returns:
        One fault a file or heading, each with its remedy.
    """
    logo = read_theme(data)[0].logo_file
    below = (path.relative_to(data) for path in _files(data))
    unread = [_unread(path) for path in below if path.as_posix() != logo]
    return [fault for fault in unread if fault] + [fault for path in _texts(data) for fault in _silent(data, path)]


def _files(folder: Path) -> Iterator[Path]:
    # Of a folder that cannot be read, whoever reads what belongs in it tells.
    for path in _listed(folder):
        if LEFT_BEHIND.fullmatch(path.name):
            continue
        if not path.is_dir():
            yield path
        elif not path.is_symlink():  # one may lead back to where it lies
            yield from _files(path)


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where it cannot be read."""
    try:
        return listed(folder, "*")
    except OSError:
        return []


def _texts(data: Path) -> list[Path]:
    folders = [path for path in _listed(data / SourceRow.folder) if not path.name.startswith(".")]
    texts = [path for folder in folders for path in _listed(folder / TEXTS)]
    return [path for path in texts if path.suffix == ".md" and path.is_file()]


def _unread(path: PurePath) -> Fault | None:
    """Say of a file that it is not read, and what to do with it."""
    known = _known(path)
    if path.name in known or (path.name == README and path.parent.name != TEXTS):
        return None
    if path.parts[0] in (*ASIDE, TEMPLATES) or DATABASE in path.suffixes:
        return None
    if path.parent.name == TEXTS and path.suffix == ".md" and len(path.parts) == 4:  # noqa: PLR2004 - sources/<document>/texts/<name>
        return None
    return Fault(path.as_posix(), 0, "", "", _remedy(path, known))


def _known(path: PurePath) -> list[str]:
    """The names that files of a folder have."""
    top, depth = path.parts[0], len(path.parts)
    if depth == 1:
        return list(OTHERS)
    kinds: dict[tuple[str, int], type[FileRow]] = {
        (ReferenceRow.folder, 2): ReferenceRow,
        (ReviewRow.folder, 2): ReviewRow,
        (SourceRow.folder, IN_DOCUMENT): SourceRow,
    }
    kind = kinds.get((top, depth))
    if kind is None:
        return []
    signed = [PurePath(name).name for name in (*NO_FIGURES, TRUSTED_KEYS) if kind is ReviewRow]
    whole = [HEADER_FILE, f"{path.parent.name}{WORKBOOK}"] if kind is SourceRow else []
    return [contract.read_from for contract in contracts_of(kind) if "/" not in contract.read_from] + signed + whole


def _remedy(path: PurePath, known: list[str]) -> str:
    lower = path.with_suffix(path.suffix.lower())
    if path.suffix != lower.suffix and path.suffix.lower() in (".csv", ".md"):
        return _("filen läses inte, för ändelsen ska ha små bokstäver; byt namn till {name}", name=lower.name)
    if path.suffix.lower() in WORKBOOKS:
        return _of_workbook(path)
    if path.parent.name == TEXTS and path.suffix in PLAIN_TEXTS:
        return _("texter slutar på .md; byt namn till {name}", name=path.name.partition(".")[0] + ".md")
    if home := _home(path):
        return _("filen läses inte här; flytta den till {folder}, eller ta bort den", folder=home)
    if path.suffix == ".csv" and known:
        return _("okänd fil; är den en kopia, ta bort den.") + f" {nearest(path.name, known)}"
    return _("filen läses inte; flytta den utanför data/, eller ta bort den")


def _of_workbook(path: PurePath) -> str:
    """A document has one workbook, which bears its name."""
    if path.suffix == WORKBOOK and path.parts[0] == SourceRow.folder and len(path.parts) == IN_DOCUMENT:
        own = f"{path.parent.name}{WORKBOOK}"
        return _("dokumentets arbetsbok heter {name}; byt namn på den, eller lägg den utanför data/", name=own)
    return _("arbetsböcker läses inte; spara bladet som CSV UTF-8 med semikolon, och lägg boken utanför data/")


def _home(path: PurePath) -> str:
    """Where a file of its name or kind is read, when that is nowhere near; nothing where it is read nowhere."""
    document = _("<dokument>")
    if path.suffix == ".md":
        return f"{SourceRow.folder}/{document}/{TEXTS}/"
    folders = [contract.folder for contract in CONTRACTS if contract.read_from == path.name]
    if not folders:
        return ""
    own = path.parts[0] if path.parts[0] in folders else folders[0]
    return f"{own}/{document}/" if own == SourceRow.folder else f"{own}/"


def _silent(data: Path, path: Path) -> Iterator[Fault]:
    """A text without texts, and headings that are none; of what cannot be read, and is no text, others tell."""
    try:
        lines = path.read_bytes().decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return
    name = path.relative_to(data).as_posix()
    for number, line in enumerate(lines, start=1):
        if found := NO_BLANK.fullmatch(line):
            told = _("ett mellanslag behövs efter {marks} för att det ska bli en rubrik", marks=found["marks"])
            yield Fault(name, number, "", line, told)
    if not any(line.strip() and not line.startswith("# ") for line in lines):
        yield Fault(name, 0, "", "", _("filen är tom på text; skriv texten, eller ta bort filen"))
