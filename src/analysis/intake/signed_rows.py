"""Rows of the files that say what is approved, read without the libraries that figures need.

A run that changes nothing reads these files too, and takes less time than loading those libraries would.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from analysis.base.files import write_whole
from analysis.errors import Fault, nearest, uneven
from analysis.refusals import in_words
from analysis.words.translate import _, later

#: What one column may hold: a pattern, and what to say of anything else.
Rules = Mapping[str, tuple[str, str]]
REPORT = (r"[a-z0-9][a-z0-9-]{0,79}", later("en rapports id"))
VERSION = (r"[1-9][0-9]{0,5}", "1, 2, 3 …")
_MOMENT = later("datum, klockslag och tidszon, till exempel 2026-11-23T14:05:00+01:00")
MOMENT = (r"\S+", _MOMENT)


@dataclass(frozen=True)
class Rows:
    """The rows of a file.

    Attributes:
        rows: Each with its number in the file and its cells by heading, those without a fault.
        faults: What is wrong with the file.
    """

    rows: Sequence[tuple[int, dict[str, str]]]
    faults: Sequence[Fault]


def read_rows(data: Path, name: str, rules: Rules, more: Rules = MappingProxyType({})) -> Rows:
    """Read a file.

    Args:
        data: The data folder.
        name: The file's path below it; a file that is not there has no rows.
        rules: What each column may hold, in the order of the file.
        more: The same of columns that the file may lack.

    Returns:
        Its rows, and every fault that it has.
    """
    path = data / name
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text), delimiter=";", strict=True)
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except FileNotFoundError:
        return Rows([], [])
    except OSError as error:
        return _unreadable(name, in_words(error, _("filen")).message.rstrip("."))
    except UnicodeDecodeError:
        return _unreadable(name, _("filen är inte UTF-8; spara om den som «CSV UTF-8»"))
    except csv.Error:
        return _unreadable(name, _("filen går inte att läsa som CSV; kontrollera citattecken och semikolon"))
    heading = rows[0][1] if rows else []
    faults = list(_heading_faults(name, heading, list(rules), list(more)))
    there = {column: rule for column, rule in (dict(rules) | dict(more)).items() if column in heading}
    return Rows([], faults) if faults else _checked(name, rows, there)


def write_rows(path: Path, heading: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a file, whole or not at all.

    Args:
        path: The file.
        heading: Its columns.
        rows: Its rows.
    """
    path.parent.mkdir(exist_ok=True)
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([list(heading), *map(list, rows)])
    write_whole(path, f"\ufeff{text.getvalue()}")


def _unreadable(name: str, why: str) -> Rows:
    return Rows([], [Fault(name, 0, "", "", why)])


def _heading_faults(name: str, heading: list[str], known: list[str], more: list[str]) -> Iterator[Fault]:
    for column in heading:
        if column not in known and column not in more:
            yield Fault(name, 1, column, column, nearest(column, [*known, *more]))
        elif heading.count(column) > 1:
            yield Fault(name, 1, column, column, _("kolumnen finns två gånger"))
    for column in known:
        if column not in heading:
            yield Fault(name, 1, column, "", _("kolumnen saknas"))


def _checked(name: str, rows: list[tuple[int, list[str]]], rules: Rules) -> Rows:
    heading, good, faults = rows[0][1], [], []
    for number, cells in rows[1:]:
        wrong = list(_row_faults(name, number, cells, heading, rules))
        faults += wrong
        if not wrong:
            good.append((number, dict(zip(heading, cells, strict=True))))
    return Rows(good, faults)


def _row_faults(name: str, number: int, cells: list[str], heading: list[str], rules: Rules) -> Iterator[Fault]:
    if len(cells) != len(heading):
        yield Fault(name, number, "", *uneven(len(cells), len(heading)))
        return
    row = dict(zip(heading, cells, strict=True))
    for column, rule in rules.items():
        pattern, allowed = rule
        fits = re.fullmatch(pattern, row[column]) and (rule != MOMENT or _is_moment(row[column]))
        if not fits:
            yield Fault(name, number, column, row[column], _(allowed))


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
