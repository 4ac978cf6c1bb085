"""Who has approved which report: `data/reviews/approvals.csv`, read without the libraries that figures need.

A run that changes nothing reads this file too, and takes less time than loading those libraries would.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path

from analysis.catalogue import _, later
from analysis.errors import Fault, InputFaults, nearest, uneven
from analysis.files import write_whole
from analysis.marked import swedish

#: Path below the data folder.
APPROVALS = "reviews/approvals.csv"
REMEDY = later("Rätta filen; den förra lydelsen finns i git. Ingen rapport är ändrad.")
_DIGEST = later("64 tecken 0–9 och a–f")
_MOMENT = later("datum, klockslag och tidszon, till exempel 2026-11-23T14:05:00+01:00")
_RULES = {
    "report": (r"[a-z0-9][a-z0-9-]{0,79}", later("en rapports id")),
    "version": (r"[1-9][0-9]{0,5}", "1, 2, 3 …"),
    "name": (r".+", later("får inte vara tomt; vem som godkände, gärna som roll")),
    "at": (r"\S+", _MOMENT),
    "content": (r"[0-9a-f]{64}", _DIGEST),
    "manifest": (r"[0-9a-f]{64}", _DIGEST),
    "reason": (r".+", later("får inte vara tomt; varför rapporten godkändes")),
}


@dataclass(frozen=True)
class Approval:
    """One approved version of a report.

    Attributes:
        report: Id of the report.
        version: 1, 2, 3 and so on.
        name: Who approved it, by role or name.
        at: When: ISO date and time with time zone.
        content: Hash of what a reader sees in its chapters.
        manifest: SHA-256 of the list of kept files, `approval.json`.
        reason: Why.
    """

    report: str
    version: int
    name: str
    at: str
    content: str
    manifest: str
    reason: str

    @property
    def day(self) -> str:
        """The day of the approval, where it was given."""
        return self.at[:10]

    @property
    def told(self) -> dict[str, object]:
        """What sentences about it say: `version`, `day` and `name`."""
        return {"version": self.version, "day": self.day, "name": swedish(self.name)}


HEADING = [field.name for field in fields(Approval)]


def read_approvals(data: Path) -> list[Approval]:
    """Read every approval.

    Args:
        data: The data folder; nothing is approved where the file is missing.

    Returns:
        Approvals by report and version.

    Raises:
        InputFaults: If the file has faults, all of them.
    """
    approvals, faults = _read(data)
    if faults:
        raise InputFaults(faults, _(REMEDY))
    return sorted(approvals, key=lambda each: (each.report, each.version))


def approval_faults(data: Path) -> list[Fault]:
    """Say what is wrong with the file of approvals.

    Args:
        data: The data folder.

    Returns:
        Its faults, none when it is missing.
    """
    return _read(data)[1]


def add_approval(data: Path, approval: Approval) -> Path:
    """Write down an approval: the file has it whole or not at all.

    Args:
        data: The data folder.
        approval: The approval.

    Returns:
        The file.
    """
    path = data / APPROVALS
    path.parent.mkdir(exist_ok=True)
    rows = [astuple(each) for each in _read(data)[0]]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([HEADING, *rows, astuple(approval)])
    write_whole(path, f"\ufeff{text.getvalue()}")
    return path


def _read(data: Path) -> tuple[list[Approval], list[Fault]]:
    path = data / APPROVALS
    if not path.exists():
        return [], []
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text), delimiter=";", strict=True)
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except UnicodeDecodeError:
        return [], [Fault(APPROVALS, 0, "", "", _("filen är inte UTF-8; spara om den som «CSV UTF-8»"))]
    except csv.Error:
        return [], [
            Fault(APPROVALS, 0, "", "", _("filen går inte att läsa som CSV; kontrollera citattecken och semikolon"))
        ]
    faults = list(_heading_faults(rows[0][1] if rows else []))
    return ([], faults) if faults else _approvals(rows)


def _heading_faults(heading: list[str]) -> Iterator[Fault]:
    for column in heading:
        if column not in HEADING:
            yield Fault(APPROVALS, 1, column, column, nearest(column, HEADING))
        elif heading.count(column) > 1:
            yield Fault(APPROVALS, 1, column, column, _("kolumnen finns två gånger"))
    for column in HEADING:
        if column not in heading:
            yield Fault(APPROVALS, 1, column, "", _("kolumnen saknas"))


def _approvals(rows: list[tuple[int, list[str]]]) -> tuple[list[Approval], list[Fault]]:
    heading, faults = rows[0][1], []
    approvals: dict[tuple[str, int], Approval] = {}
    for number, cells in rows[1:]:
        wrong = list(_row_faults(number, cells, heading))
        faults += wrong
        if wrong:
            continue
        row = dict(zip(heading, cells, strict=True))
        approval = Approval(**row | {"version": int(row["version"])})  # type: ignore[arg-type]
        key = approval.report, approval.version
        if key in approvals:
            value = f"{approval.report}, {approval.version}"
            faults.append(Fault(APPROVALS, number, "", value, _("samma rapport och version finns på en annan rad")))
        approvals[key] = approval
        if not _follows(approval, approvals):
            told = _(
                "version {version} ska stå på en rad före; versioner tas aldrig bort", version=approval.version - 1
            )
            faults.append(Fault(APPROVALS, number, "version", str(approval.version), told))
    return list(approvals.values()), faults


def _follows(approval: Approval, known: Mapping[tuple[str, int], Approval]) -> bool:
    return approval.version == 1 or (approval.report, approval.version - 1) in known


def _row_faults(number: int, cells: list[str], heading: list[str]) -> Iterator[Fault]:
    if len(cells) != len(heading):
        yield Fault(APPROVALS, number, "", *uneven(len(cells), len(heading)))
        return
    row = dict(zip(heading, cells, strict=True))
    for column, (pattern, allowed) in _RULES.items():
        if not re.fullmatch(pattern, row[column]):
            yield Fault(APPROVALS, number, column, row[column], _(allowed))
    if row["at"] and not _is_moment(row["at"]):
        yield Fault(APPROVALS, number, "at", row["at"], _(_MOMENT))


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
