"""A sheet of one's own beside the database: rows are found by code or name, whichever the sheet has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from analysis.base.vocabulary import Measure, Sex
from analysis.build.known_names import folded
from analysis.errors import ParameterError, nearest
from analysis.intake.workbook import letter_of, read_workbook
from analysis.report.commitments import commitments_frame
from analysis.report.document_part import DocumentPart
from analysis.report.goals import goals_frame
from analysis.report.key_figures import key_figures_frame
from analysis.words.translate import _


class Known(NamedTuple):
    """Rows of the database that rows of a sheet may be about.

    Attributes:
        rows: The frame.
        code: Its column of codes.
        shown: What is put beside the sheet.
    """

    rows: pl.DataFrame
    code: str
    shown: list[str]


def join_excel(part: DocumentPart, path: str | Path, on: str, sheet: str = "") -> pl.DataFrame:
    """Put what the database knows beside the rows of a workbook of one's own.

    Args:
        path: The workbook; only read, and nothing in it is run or fetched.
        on: The heading of the column that names goals, key figures or commitments, by code or name.
        sheet: Which sheet; the first when left out.

    Returns:
        The sheet's rows and columns, then what the database has of each; nothing where it has nothing.

    Raises:
        ParameterError: If the workbook, the sheet or the column cannot be read, or no row names anything known.
    """
    own = _own_rows(Path(path), sheet)
    if on not in own.columns:
        raise ParameterError(_("Bladet har ingen kolumn «{name}».", name=on), nearest(on, own.columns))
    asked = [folded(str(value or "")) for value in own[on]]
    known = max(_everything(part), key=lambda each: len(_found(each, asked)))
    found = _found(known, asked)
    if not found:
        names = [name for each in _everything(part) for name in each.rows["label"].unique(maintain_order=True)]
        first = next((str(value) for value in own[on] if value), "")
        told = _("Ingen rad i kolumnen «{name}» är något som databasen känner.", name=on)
        raise ParameterError(told, nearest(first, names))
    rows = [known.rows.row(found[each], named=True) if each in found else {} for each in asked]
    beside = [
        pl.Series(_beside(name, own.columns), [row.get(name) for row in rows], known.rows.schema[name])
        for name in known.shown
    ]
    return own.hstack(beside)


def _own_rows(path: Path, sheet: str) -> pl.DataFrame:
    """The rows of a sheet, figures as numbers."""
    sheets, faults = read_workbook(path, path.name)
    faults += [fault for each in sheets.values() for fault in each.faults]
    if faults:
        raise ParameterError(f"{faults[0]}.", _("Rätta arbetsboken, spara den och ställ frågan igen."))
    if not sheets:
        raise ParameterError(
            _("{file} har inget blad med rader.", file=path.name), _("Skriv rubriker på första raden.")
        )
    if sheet and sheet not in sheets:
        raise ParameterError(
            _("{file} har inget blad «{name}».", file=path.name, name=sheet), nearest(sheet, [*sheets])
        )
    (_first, heading), *rows = (sheets[sheet] if sheet else next(iter(sheets.values()))).rows
    columns = zip(_headings(heading), zip(*(cells for _row, cells in rows), strict=True), strict=True)
    return pl.DataFrame({name: _values(cells) for name, cells in columns})


def _headings(written: list[str]) -> list[str]:
    """The headings of a sheet, each once; a column without one is called by its letter."""
    named = [name.strip() or letter_of(place) for place, name in enumerate(written, start=1)]
    return [
        name if named.index(name) == place else f"{name} ({letter_of(place + 1)})" for place, name in enumerate(named)
    ]


def _values(cells: Sequence[str]) -> pl.Series:
    """Cells as numbers where all are, else as texts; blanks are neither."""
    texts = pl.Series([cell.strip() or None for cell in cells], dtype=pl.String)
    numbers = texts.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return numbers if numbers.null_count() == texts.null_count() else texts


def _everything(part: DocumentPart) -> list[Known]:
    """What rows may be about: goals, key figures at their latest, and commitments."""
    totals = pl.col("sex") == Sex.TOTAL.value, pl.col("measure") == Measure.OUTCOME.value
    figures = key_figures_frame(part).filter(*totals).sort("period_end", maintain_order=True)
    latest = figures.unique("indicator", keep="last", maintain_order=True)
    return [
        Known(goals_frame(part), "goal", ["label", "target", "outcome", "assessment_final", "trend_final"]),
        Known(latest, "indicator", ["label", "value", "unit", "period_start", "period_end"]),
        Known(commitments_frame(part), "code", ["label", "owners", "status", "completion"]),
    ]


def _found(known: Known, asked: Iterable[str]) -> dict[str, int]:
    """Which row each is, of those that are known; a name that several rows have is none of theirs."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    for place, row in enumerate(known.rows.iter_rows(named=True)):
        for name in {folded(row[known.code]), folded(row["label"])}:
            places[name].add(place)
    return {each: min(places[each]) for each in asked if each and len(places.get(each, ())) == 1}


def _beside(name: str, taken: Sequence[str]) -> str:
    """What a column of the database is called beside those of a sheet."""
    return f"{name}_database" if name in taken else name
