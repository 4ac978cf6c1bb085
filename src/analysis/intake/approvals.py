"""Who has approved which report: `data/reviews/approvals.csv`; and how old approvals read by the rule of today.

A row of approvals never changes. What a version's content is hashed by may: `data/reviews/content_versions.csv` says
what the content of an approved version is by a later rule, written when an upgrade has found that it is the same.
Where a project trusts keys (`data/reviews/allowed_signers`), `data/reviews/unsigned_approvals.csv` names the unsigned
approvals that hold all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.errors import Fault, InputFaults
from analysis.intake.signed_rows import MOMENT, REPORT, VERSION, read_rows, write_rows
from analysis.words.mixed_language import swedish
from analysis.words.translate import _, later

#: Paths below the data folder; neither changes a figure.
APPROVALS, READINGS = "reviews/approvals.csv", "reviews/content_versions.csv"
UNSIGNED, TRUSTED_KEYS = "reviews/unsigned_approvals.csv", "reviews/allowed_signers"
NO_FIGURES = (APPROVALS, READINGS, UNSIGNED)
REMEDY = later("Rätta filen; den förra lydelsen finns i git. Ingen rapport är ändrad.")
_DIGEST = later("64 tecken 0–9 och a–f")
_CONTENT = later("64 tecken 0–9 och a–f, efter 2: när de är av regel 2")
_RULES = {
    "report": REPORT,
    "version": VERSION,
    "name": (r".+", later("får inte vara tomt; vem som godkände, gärna som roll")),
    "at": MOMENT,
    "content": (r"(2:)?[0-9a-f]{64}", _CONTENT),
    "manifest": (r"[0-9a-f]{64}", _DIGEST),
    "reason": (r".+", later("får inte vara tomt; varför rapporten godkändes")),
}
#: Columns that a file may lack: those of the chain and of signatures.
_MORE_RULES = {
    "previous": (r"([0-9a-f]{64})?", _DIGEST),
    "key": (r"(SHA256:[A-Za-z0-9+/]{43})?", later("en nyckels fingeravtryck, SHA256: och 43 tecken")),
}
_READING_RULES = {
    "report": REPORT,
    "version": VERSION,
    "content": (r"2:[0-9a-f]{64}", later("2: och 64 tecken 0–9 och a–f")),
    "mapped_at": MOMENT,
}
_UNSIGNED_RULES = {
    "report": REPORT,
    "version": VERSION,
    "manifest": _RULES["manifest"],
    "reason": (r".+", later("får inte vara tomt; varför godkännandet gäller utan underskrift")),
}


@dataclass(frozen=True)
class Reading:
    """What the content of an approved version is by a later rule than the one that it was approved by.

    Attributes:
        report: Id of the report.
        version: The version.
        content: Hash of what a reader sees in its chapters, the number of its rule first.
        mapped_at: When that was found: ISO date and time with time zone.
    """

    report: str
    version: int
    content: str
    mapped_at: str


@dataclass(frozen=True)
class Approval:
    """One approved version of a report.

    Attributes:
        report: Id of the report.
        version: 1, 2, 3 and so on.
        name: Who approved it, by role or name.
        at: When: ISO date and time with time zone.
        content: Hash of what a reader sees in its chapters: the number of its rule and a colon, then 64 hexadecimal
            digits; by the first rule the digits alone.
        manifest: SHA-256 of the list of kept files, `approval.json`.
        reason: Why.
        previous: The `manifest` of the version before: what is approved later says what was approved earlier. Empty for
            the first version, and where an earlier program wrote the row.
        key: Fingerprint of the key that it is signed with, empty where it is not.
        readings: The same content by later rules.
    """

    report: str
    version: int
    name: str
    at: str
    content: str
    manifest: str
    reason: str
    previous: str = ""
    key: str = ""
    readings: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The day of the approval, where it was given."""
        return self.at[:10]

    @property
    def told(self) -> dict[str, object]:
        """What sentences about it say: `version`, `day` and `name`."""
        return {"version": self.version, "day": self.day, "name": swedish(self.name)}

    @property
    def is_of_old_pages(self) -> bool:
        """Whether its content is known by the first rule alone."""
        return ":" not in self.content and not self.readings

    def says(self, content: str) -> bool:
        """Tell whether it is an approval of a content.

        Args:
            content: Hash of what a reader sees, by any rule.

        Returns:
            True for what was approved.
        """
        return content == self.content or content in self.readings


HEADING, MORE = list(_RULES), list(_MORE_RULES)


def read_approvals(data: Path) -> list[Approval]:
    """Read every approval.

    Args:
        data: The data folder; nothing is approved where the file is missing.

    Returns:
        Approvals by report and version.

    Raises:
        InputFaults: If a file has faults, all of them.
    """
    approvals, readings, faults = _read(data)
    if faults:
        raise InputFaults(faults, _(REMEDY))
    told = [replace(each, readings=tuple(_of(each, readings))) for each in approvals]
    return sorted(told, key=lambda each: (each.report, each.version))


def approval_faults(data: Path) -> list[Fault]:
    """Say what is wrong with the files of approvals.

    Args:
        data: The data folder.

    Returns:
        Their faults, none when they are missing.
    """
    return _read(data)[2]


def add_approval(data: Path, approval: Approval) -> Path:
    """Write down an approval: the file has it whole or not at all.

    Args:
        data: The data folder.
        approval: The approval.

    Returns:
        The file.
    """
    path = data / APPROVALS
    approvals = [*_read(data)[0], approval]
    heading = [*HEADING, *(name for name in MORE if any(getattr(each, name) for each in approvals))]
    write_rows(path, heading, ([getattr(each, name) for name in heading] for each in approvals))
    return path


def add_reading(data: Path, reading: Reading) -> Path:
    """Write down what an approved version's content is by a later rule.

    Args:
        data: The data folder.
        reading: What it is.

    Returns:
        The file.
    """
    path = data / READINGS
    readings = [*_read(data)[1], reading]
    write_rows(path, _READING_RULES, ([getattr(each, name) for name in _READING_RULES] for each in readings))
    return path


def held_unsigned(data: Path) -> frozenset[tuple[str, int, str]]:
    """Read which unsigned approvals hold in a project that trusts keys.

    Args:
        data: The data folder.

    Returns:
        Report, version and `manifest` of each; a row for another copy than the approved one is for none.

    Raises:
        InputFaults: If the file has faults, all of them.
    """
    found = read_rows(data, UNSIGNED, _UNSIGNED_RULES)
    if found.faults:
        raise InputFaults(list(found.faults), _(REMEDY))
    return frozenset((row["report"], int(row["version"]), row["manifest"]) for _number, row in found.rows)


def _of(approval: Approval, readings: Iterable[Reading]) -> Iterator[str]:
    for each in readings:
        if (each.report, each.version) == (approval.report, approval.version):
            yield each.content


def _read(data: Path) -> tuple[list[Approval], list[Reading], list[Fault]]:
    approvals, faults = _approvals(data)
    readings, more = _readings(data, {(each.report, each.version) for each in approvals})
    # What a reading is of is not known while the approvals have faults.
    return approvals, readings, faults or more


def _approvals(data: Path) -> tuple[list[Approval], list[Fault]]:
    found = read_rows(data, APPROVALS, _RULES, _MORE_RULES)
    faults = list(found.faults)
    approvals: dict[tuple[str, int], Approval] = {}
    for number, row in found.rows:
        approval = Approval(**row | {"version": int(row["version"])})  # type: ignore[arg-type]
        key = approval.report, approval.version
        if key in approvals:
            value = f"{approval.report}, {approval.version}"
            faults.append(Fault(APPROVALS, number, "", value, _("samma rapport och version finns på en annan rad")))
        approvals[key] = approval
        if approval.version != 1 and (approval.report, approval.version - 1) not in approvals:
            told = _(
                "version {version} ska stå på en rad före; versioner tas aldrig bort", version=approval.version - 1
            )
            faults.append(Fault(APPROVALS, number, "version", str(approval.version), told))
    return list(approvals.values()), faults


def _readings(data: Path, known: set[tuple[str, int]]) -> tuple[list[Reading], list[Fault]]:
    found = read_rows(data, READINGS, _READING_RULES)
    faults, readings = list(found.faults), []
    for number, row in found.rows:
        reading = Reading(row["report"], int(row["version"]), row["content"], row["mapped_at"])
        key = reading.report, reading.version
        if key not in known:
            value, told = f"{reading.report}, {reading.version}", _("ingen sådan version står i approvals.csv")
            faults.append(Fault(READINGS, number, "", value, told))
        readings.append(reading)
    return readings, faults
