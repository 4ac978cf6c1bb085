"""Rows that speak of what no file has: lines of tables, findings, subjects, symbols; and trees that lead in a ring.

A reference to a code is held by the contracts (`references.py`); these are to names, numbers and several columns.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from analysis.base.vocabulary import SubjectType
from analysis.errors import Fault, nearest
from analysis.intake.contracts import Findings, Ledger
from analysis.intake.reference_contracts import (
    CommitmentLineage,
    DepartmentLines,
    FindingLineage,
    LedgerSums,
    OrganisationLineage,
    Organisations,
    Symbols,
)
from analysis.intake.references import SUBJECTS
from analysis.intake.rows import FileRow
from analysis.intake.scales import scale_faults
from analysis.words.translate import _

Frames = Mapping[type[FileRow], pl.DataFrame]
Key = tuple[str, ...]
#: Subjects that findings are followed up in and that have a code; what is said of a unit names it.
FOLLOWED = (SubjectType.GOAL, SubjectType.COMMITMENT, SubjectType.AREA, SubjectType.CONTROL)
TABLE = ("document", "organisation", "statement")


def ring_faults(frames: Frames) -> list[Fault]:
    """Find trees without a top: whoever walks up one never comes to an end.

    Args:
        frames: Validated frames by contract.

    Returns:
        One fault a row of a ring.
    """
    commitments = [("from_document", "from_commitment"), ("to_document", "to_commitment")]
    return [
        *_ring(frames[Organisations], ["organisation"], ["parent"]),
        *_ring(frames[OrganisationLineage], ["organisation"], ["successor"]),
        *_ring(frames[CommitmentLineage], *map(list, commitments)),
    ]


def dangling_faults(frames: Frames) -> list[Fault]:
    """Find rows that speak of what is not there, which nobody would notice: they would only say nothing.

    Args:
        frames: Validated frames by contract.

    Returns:
        One fault a row.
    """
    return [*_symbols(frames), *_findings(frames), *_followed(frames), *_departments(frames), *_sums(frames)]


def _ring(frame: pl.DataFrame, lower: list[str], upper: list[str]) -> Iterator[Fault]:
    low, up = (list(frame.select(columns).iter_rows()) for columns in (lower, upper))
    above: dict[Key, set[Key]] = {}
    for one, other in zip(low, up, strict=True):
        above.setdefault(one, set()).add(other)
    told = _("raderna leder runt till samma igen; ta bort den rad som är fel")
    for one, other, (file, row) in zip(low, up, frame.select("file", "file_row").iter_rows(), strict=True):
        if one in _reached(other, above):
            yield Fault(file, row, upper[-1], other[-1], told)


def _reached(start: Key, above: Mapping[Key, set[Key]]) -> set[Key]:
    """Everything that a walk upwards comes to, the start included."""
    reached, left = set[Key](), [start]
    while left:
        one = left.pop()
        if one not in reached:
            reached.add(one)
            left += above.get(one, ())
    return reached


def _select(frame: pl.DataFrame, columns: list[str]) -> list[tuple[Any, ...]]:
    return frame.select(*columns, "file", "file_row").rows()


def _symbols(frames: Frames) -> Iterator[Fault]:
    yield from scale_faults(frames[Symbols])


def _findings(frames: Frames) -> Iterator[Fault]:
    known = frames[Findings].select("document", "area_no", finding="label")
    lost = frames[FindingLineage].join(known, on=["document", "area_no", "finding"], how="anti")
    for document, number, finding, file, row in _select(lost, ["document", "area_no", "finding"]):
        area = known.filter(pl.col("document") == document, pl.col("area_no") == number)["finding"].to_list()
        yield Fault(file, row, "finding", finding, _no_such(finding, area))


def _followed(frames: Frames) -> Iterator[Fault]:
    for subject_type in FOLLOWED:
        declared, key = SUBJECTS[subject_type]
        own = frames[FindingLineage].filter(pl.col("subject_type").cast(pl.String) == subject_type.value)
        known = frames[declared].select(followed_in="document", subject=key)
        lost = own.join(known, on=["followed_in", "subject"], how="anti")
        for document, subject, file, row in _select(lost, ["followed_in", "subject"]):
            codes = known.filter(pl.col("followed_in") == document)["subject"].to_list()
            yield Fault(file, row, "subject", subject, _no_such(subject, codes))


def _departments(frames: Frames) -> Iterator[Fault]:
    known = frames[Ledger].select("document", "line").unique(maintain_order=True)
    lost = frames[DepartmentLines].join(known, on=["document", "line"], how="anti")
    for document, line, file, row in _select(lost, ["document", "line"]):
        lines = known.filter(pl.col("document") == document)["line"].to_list()
        yield Fault(file, row, "line", line, _no_such(line, lines))


def _sums(frames: Frames) -> Iterator[Fault]:
    """The first and the last line of what is summed are there, and so is the total."""
    numbers = frames[Ledger].select(*(pl.col(name).cast(pl.String) for name in TABLE), "line_no").unique()
    known = {key: {*own["line_no"]} for key, own in numbers.group_by(*TABLE)}
    columns = ["document", "organisation", "statement", "total", "part_statement", "parts"]
    for document, whose, statement, total, other, parts, file, row in _select(frames[LedgerSums], columns):
        there = known.get((document, whose, statement), set())
        if total not in there:
            yield Fault(file, row, "total", str(total), _no_line(there))
        there = known.get((document, whose, other or statement), set())
        for written, told in _wrong_parts(parts, there):
            yield Fault(file, row, "parts", written, told)


def _wrong_parts(parts: str, there: set[int]) -> Iterator[tuple[str, str]]:
    """What is wrong with `1-7, 16`, and what to say of it: lines that are not there, or counted twice."""
    last = 0
    for start, end in sorted(_ends(part) for part in parts.split(",")):
        if lost := [number for number in dict.fromkeys((start, end)) if number not in there]:
            yield str(lost[0]), _no_line(there)
        elif start <= last:
            yield f"{start}-{end}" if start != end else str(start), _("rad {number} räknas två gånger", number=start)
        last = max(last, end)


def _ends(part: str) -> tuple[int, int]:
    first, _dash, last = part.strip().removeprefix("-").partition("-")
    return int(first), int(last or first)


def _no_line(there: set[int]) -> str:
    if not there:
        return _("tabellen har inga rader i ledger.csv; rätta organisation eller statement")
    return _("tabellen har ingen sådan rad i ledger.csv, bara {first}–{last}", first=min(there), last=max(there))


def _no_such(word: object, known: list[str]) -> str:
    return _("finns inte i dokumentet.") + f" {nearest(str(word), known)}"
