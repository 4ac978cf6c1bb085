"""Files of the suite in a project, brought up to date; what somebody has changed there is left as it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from analysis.base.files import move_whole, naming, write_whole
from analysis.errors import CallError, nearest
from analysis.starter.brought import fingerprint, read_brought, write_brought
from analysis.starter.first_values import values_of, with_values
from analysis.starter.suite_files import is_the_suite, suite_files
from analysis.words.translate import _

#: Where a project keeps its own version of a file that it has taken the suite's of.
REPLACED = "ersatta"


class Fate(StrEnum):
    """What became of a file of the suite."""

    CURRENT = "current"
    ADDED = "added"
    RENEWED = "renewed"
    TAKEN = "taken"
    CHANGED = "changed"
    REMOVED = "removed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Renewed:
    """A file of the suite, and what became of it.

    Attributes:
        place: Its path within the project.
        fate: What became of it.
    """

    place: str
    fate: Fate


def renew(project: Path, take: Collection[str] = ()) -> list[Renewed]:
    """Bring files of the suite up to date.

    Args:
        project: The project's folder.
        take: Paths of files that the suite's own version is wanted of, though they have been changed or removed here.

    Returns:
        What became of each file that the suite has, or had: renewed and added ones have what the project itself lets
        notebooks begin with.

    Raises:
        CallError: If the suite has no file of such a path.
        UserError: If what it has brought before cannot be read.
    """
    suite = {} if is_the_suite(project) else dict(suite_files())
    for place in take:
        if place not in suite:
            told = _("Sviten har ingen fil «{place}».", place=place)
            raise CallError(told, nearest(place, sorted(suite)))
    brought = read_brought(project)
    found = [_renewed(project, place, content, brought.get(place), place in take) for place, content in suite.items()]
    dropped = [place for place in brought if place not in suite and (project / place).exists()]
    known = {place: fingerprint(place, content) for place, content in suite.items()}
    kept = {each.place for each in found if each.fate in (Fate.CHANGED, Fate.REMOVED)}
    now = {place: brought.get(place, "") if place in kept else value for place, value in known.items()}
    if suite and now != brought:
        write_brought(project, now, version("arshjul"))
    return [*found, *(Renewed(place, Fate.DROPPED) for place in dropped if suite)]


def _renewed(project: Path, place: str, content: str, brought: str | None, wanted: bool) -> Renewed:
    path = project / place
    own = _own(path)
    fate = _fate(place, own, content, brought)
    if wanted and fate in (Fate.CHANGED, Fate.REMOVED):
        fate = Fate.TAKEN
    if fate is Fate.TAKEN and own is not None:
        _set_aside(project, path)
    if fate in (Fate.ADDED, Fate.RENEWED, Fate.TAKEN):
        with naming(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, _with_own_values(content, own))
    return Renewed(place, fate)


def _own(path: Path) -> str | None:
    """What stands there; text of another encoding is somebody's own, whatever it says."""
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else None


def _fate(place: str, own: str | None, content: str, brought: str | None) -> Fate:
    if own is None:
        return Fate.ADDED if brought is None else Fate.REMOVED
    now = fingerprint(place, own)
    if now == fingerprint(place, content):
        return Fate.CURRENT
    return Fate.RENEWED if now == brought else Fate.CHANGED


def _with_own_values(content: str, own: str | None) -> str:
    values: Mapping[str, str] = {} if own is None else values_of(own)
    return with_values(content, values) if values else content


def _set_aside(project: Path, path: Path) -> None:
    """Keep somebody's own version, beside whatever lies there already."""
    wanted = project / REPLACED / path.relative_to(project)
    kept, number = wanted, 1
    while kept.exists():
        number += 1
        kept = wanted.with_stem(f"{wanted.stem}-{number}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    move_whole(path, kept)
