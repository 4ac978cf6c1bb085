"""What a data folder declares and never uses: no fault, but nobody knows whether it was forgotten or is left over."""

import re
from collections.abc import Iterator, Mapping

import dataframely as dy
import polars as pl

from analysis.errors import Fault
from analysis.intake.columns import is_added
from analysis.intake.contracts import Claims, Commitments, DocumentAreas, Goals, Narratives
from analysis.intake.reference_contracts import Abbreviations
from analysis.intake.rows import FileRow, ReferenceRow
from analysis.intake.tables import CONTRACTS, references
from analysis.words.translate import _

Frames = Mapping[type[FileRow], pl.DataFrame]
#: What goals and commitments of an area are counted by.
OWN_AREA = ["document", "organisation", "process_area"]
#: What stands in quotation marks.
QUOTED = re.compile(r"[\"']([^\"'\n]+)[\"']")


def unused_rows(frames: Frames) -> list[Fault]:
    """Find what is declared and never used.

    Args:
        frames: Validated frames by contract.

    Returns:
        One for each code of a shared file that nothing else names, each abbreviation that no row writes, and each area
        of a document that has neither goals nor commitments there.
    """
    return [*_unused_codes(frames), *_unwritten_abbreviations(frames), *_empty_areas(frames)]


def _unused_codes(frames: Frames) -> Iterator[Fault]:
    asked = _asked_for(frames)
    for (declared, column), values in _used(frames).items():
        unused = frames[declared].filter(~pl.col(column).is_in([*values, *asked])).unique(column, maintain_order=True)
        for file, row, code in unused.select("file", "file_row", column).iter_rows():
            yield Fault(file, row, column, code, _("inget använder koden. Ta bort raden, eller använd den."))


def _used(frames: Frames) -> dict[tuple[type[FileRow], str], set[str]]:
    """The codes that something names, by the file of `reference/` that declares them."""
    used: dict[tuple[type[FileRow], str], set[str]] = {}
    for contract in _who_uses():
        for column, declared, pairs in references(contract):
            if issubclass(declared, ReferenceRow):
                named = frames[contract].explode(column) if _is_list(contract, column) else frames[contract]
                known = used.setdefault((declared, pairs[column]), set())
                known |= {*named[column].drop_nulls().cast(pl.String).to_list()}
    return used


def _asked_for(frames: Frames) -> set[str]:
    """Whatever live texts and queries of claims ask for by its code."""
    asking = [*frames[Narratives]["text"], *frames[Claims]["support"].drop_nulls()]
    return {code for text in asking for code in QUOTED.findall(text)}


def _who_uses() -> list[type[FileRow]]:
    """Every contract but those that only say more of what others use: a break of method uses no indicator."""
    declared = {of for contract in CONTRACTS for _column, of, _pairs in references(contract)}
    return [contract for contract in CONTRACTS if contract in declared or not issubclass(contract, ReferenceRow)]


def _is_list(contract: type[FileRow], column: str) -> bool:
    return isinstance(contract.columns()[column], dy.List)


def _unwritten_abbreviations(frames: Frames) -> Iterator[Fault]:
    written = "\n".join(
        text for contract in CONTRACTS if contract is not Abbreviations for text in _texts(contract, frames)
    )
    for file, row, short in frames[Abbreviations].select("file", "file_row", "abbreviation").iter_rows():
        if not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", written):
            yield Fault(file, row, "abbreviation", short, _("ingen text använder förkortningen. Ta bort raden."))


def _texts(contract: type[FileRow], frames: Frames) -> Iterator[str]:
    """Every text of a table; where its rows lie is no text of a page."""
    added = {name for name, column in contract.columns().items() if is_added(column)}
    for name, kind in frames[contract].schema.items():
        if kind == pl.String and name not in added:
            yield from frames[contract][name].drop_nulls()


def _empty_areas(frames: Frames) -> Iterator[Fault]:
    filled = pl.concat([frames[contract].select(OWN_AREA) for contract in (Goals, Commitments)])
    empty = frames[DocumentAreas].join(filled, on=OWN_AREA, how="anti")
    for file, row, area in empty.select("file", "file_row", "process_area").iter_rows():
        yield Fault(
            file,
            row,
            "process_area",
            area,
            _("har varken {goal.short.many} eller {commitment.many} i dokumentet. Lägg till dem, eller ta bort raden."),
        )
