"""One CSV file: read, converted and validated against its contract."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import dataframely as dy
import polars as pl

from analysis.errors import Fault, nearest
from analysis.intake.columns import (
    YES,
    allowed,
    day_of_year,
    decimals_of,
    filled_as,
    is_added,
    is_line,
    is_optional,
    numbered_within,
)
from analysis.intake.csv_text import ROW, read_cells
from analysis.intake.document_header import NOTHING_SAID, DocumentHeader, with_header
from analysis.intake.origins import BLANK, NO_LINE, PLACE, with_origins
from analysis.intake.printed_numbers import count_decimals, parse_number
from analysis.intake.rows import FileRow, SourceRow
from analysis.intake.rules import rules_of
from analysis.words.translate import _, later

ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
#: The largest whole number that a table keeps.
LARGEST = 2**31 - 1
YEAR, ANY_YEAR = r"^[12][0-9]{3}$", "2000"
SEPARATOR = ","
#: Said once of a row without any origin: it has neither kind nor place.
NO_ORIGIN = later(
    "säg var uppgiften står (place, source_line, page, eller web med read_on), eller att den kommer någon annanstans "
    "ifrån (origin_kind reported, fetched eller imported)"
)
Contract = TypeVar("Contract", bound=FileRow)


def read_csv(
    path: Path, contract: type[Contract], name: str, document: str = "", header: DocumentHeader = NOTHING_SAID
) -> tuple[dy.DataFrame[Contract], list[Fault]]:
    """Read a CSV file and keep what the contract accepts.

    Args:
        path: The file: semicolon separated, UTF-8, decimal comma.
        contract: What each column must hold.
        name: Path below the data folder, used in messages.
        document: Id of the document that the file belongs to, when it belongs to one.
        header: What that document says of all its rows.

    Returns:
        The valid rows with `file` and `file_row` added (and `document` where the contract has it), and every fault.
    """
    raw, faults = read_csv_rows(path, contract, name, document, header)
    return (contract.create_empty(), faults) if faults else validate(raw, contract)


def read_csv_rows(
    path: Path, contract: type[FileRow], name: str, document: str = "", header: DocumentHeader = NOTHING_SAID
) -> tuple[pl.DataFrame, list[Fault]]:
    """Read a CSV file as it is written, for `validate`.

    Args:
        path: As above.
        contract: Which columns the file has.
        name: As above.
        document: As above.
        header: As above.

    Returns:
        Texts with the columns of the contract, none if the file itself is wrong; and what is wrong with it.
    """
    cells, faults = read_cells(path, name)
    return (pl.DataFrame(), faults) if cells is None else rows_of(cells, contract, name, document, header)


def rows_of(
    cells: pl.DataFrame, contract: type[FileRow], name: str, document: str = "", header: DocumentHeader = NOTHING_SAID
) -> tuple[pl.DataFrame, list[Fault]]:
    """Hold the headings of a table against its contract, and fill in what its cells leave out.

    Args:
        cells: A table as `csv_text` reads it.
        contract: Which columns the table has.
        name: As above.
        document: As above.
        header: As above.

    Returns:
        As `read_csv_rows`.
    """
    values = header.values(contract)
    if faults := _heading_faults(cells, contract, name, values):
        return pl.DataFrame(), faults
    return _with_added(cells, contract, name, document, values).select(contract.column_names()), []


def validate(raw: pl.DataFrame, contract: type[Contract]) -> tuple[dy.DataFrame[Contract], list[Fault]]:
    """Hold a frame of texts against a contract.

    Args:
        raw: One String column for each column of the contract, plus `file` and `file_row`.
        contract: What each column must hold.

    Returns:
        The valid rows with the types of the contract, and one fault for each cell or rule that failed.
    """
    texts = raw.select(contract.column_names())
    typed, unreadable = _parse_cells(texts, contract)
    valid, failure = contract.filter(typed, cast=True)
    details = failure.details()
    rules = [column for column in details.columns if column not in contract.column_names()]
    seen = {(fault.row, fault.column) for fault in unreadable}
    failed = _rule_faults(details, rules, contract, texts, seen)
    return valid, unreadable + failed


def _with_added(
    cells: pl.DataFrame, contract: type[FileRow], name: str, document: str, values: Mapping[str, str]
) -> pl.DataFrame:
    """Add what the reader and the document's header know, and empty cells for columns that the file leaves out."""
    known = {"file": pl.lit(name), "document": pl.lit(document)}
    blank = pl.lit(None, pl.String)
    absent = [column for column in contract.column_names() if column not in cells.columns]
    whole = with_header(cells.with_columns(**{column: known.get(column, blank) for column in absent}), values)
    counts = {column: decimals_of(kind) for column, kind in contract.columns().items()}
    counted = whole.with_columns(**{name: count_decimals(pl.col(figure)) for name, figure in counts.items() if figure})
    told = _with_filled(_with_years(counted, contract), contract)
    placed = with_origins(told, values) if issubclass(contract, SourceRow) else told
    return _with_numbers(placed, contract)


def _with_years(cells: pl.DataFrame, contract: type[FileRow]) -> pl.DataFrame:
    """A period of which nothing is said is the year; one of which half is said is a fault."""
    days = {name: day for name, column in contract.columns().items() if (day := day_of_year(column))}
    if not days:
        return cells
    silent = pl.all_horizontal(pl.col(name).is_null() for name in days)
    # What follows from a year that is none of ours is noise: that year is told of itself.
    year = pl.when(pl.col("year").str.contains(YEAR)).then("year").otherwise(pl.lit(ANY_YEAR))
    return cells.with_columns(
        pl.when(silent).then(year + f"-{day}").otherwise(name).alias(name) for name, day in days.items()
    )


def _with_filled(cells: pl.DataFrame, contract: type[FileRow]) -> pl.DataFrame:
    """Blank cells that mean something say it."""
    told = {name: said for name, column in contract.columns().items() if (said := filled_as(column))}
    return cells.with_columns(**{name: pl.coalesce(name, said.of or pl.lit(said.value)) for name, said in told.items()})


def _with_numbers(cells: pl.DataFrame, contract: type[FileRow]) -> pl.DataFrame:
    """Number rows that do not say their number themselves, in the order of the document; the first is number 2."""
    groups = {name: group for name, column in contract.columns().items() if (group := numbered_within(column))}
    if not groups:
        return cells
    order = pl.struct(pl.col("source_line").cast(pl.Int64, strict=False).fill_null(LARGEST), "indicator")
    own = {name: (order.rank("ordinal").over(group) + 1).cast(pl.String).alias(name) for name, group in groups.items()}
    return cells.with_columns(pl.coalesce(name, place) for name, place in own.items())


def _added(contract: type[FileRow]) -> set[str]:
    return {name for name, column in contract.columns().items() if is_added(column)}


def _heading_faults(raw: pl.DataFrame, contract: type[FileRow], name: str, values: Collection[str]) -> list[Fault]:
    added = _added(contract)
    expected = [column for column in contract.column_names() if column not in added]
    found = [column for column in raw.columns if column != ROW]
    unknown = [Fault(name, 1, column, column, nearest(column, expected)) for column in found if column not in expected]
    columns = contract.columns()
    needed = [column for column in expected if not is_optional(columns[column]) and column not in values]
    absent = [Fault(name, 1, column, "", _("kolumnen saknas")) for column in needed if column not in found]
    return unknown + absent


#: How texts become values of a type that Polars does not cast from text by itself.
PARSERS: dict[type[dy.Column], Callable[[pl.Expr], pl.Expr]] = {
    dy.Float64: parse_number,
    dy.Date: lambda text: pl.when(text.str.contains(ISO_DATE)).then(text).str.to_date("%Y-%m-%d", strict=False),
    dy.Bool: lambda text: pl.when(text.is_null()).then(False).when(text == YES).then(True),
    dy.List: lambda text: _listed(text.fill_null("")),
}


def _listed(text: pl.Expr) -> pl.Expr:
    """Split a cell of codes with commas between."""
    each = text.str.split(SEPARATOR).list.eval(pl.element().str.strip_chars())
    return each.list.eval(pl.element().filter(pl.element() != ""))


def _line(text: pl.Expr) -> pl.Expr:
    """Read the line of a source, counted from 1; none is no number that anybody writes."""
    number = pl.when(text.str.contains("^[0-9]+$")).then(text).cast(pl.Int32, strict=False)
    return pl.when(text == BLANK).then(NO_LINE).when(number > 0).then(number).cast(pl.Int32)


def _parse_cells(texts: pl.DataFrame, contract: type[FileRow]) -> tuple[pl.DataFrame, list[Fault]]:
    """Turn texts into values of the contract's types; cells that cannot be read become null and faults."""
    typed, faults = texts, []
    for name, column in contract.columns().items():
        parse = _line if is_line(column) else PARSERS.get(type(column))
        if parse:
            typed = typed.with_columns(parse(pl.col(name)).alias(name))
            bad = texts.filter(pl.col(name).is_not_null() & typed[name].is_null())
            faults += [Fault(*cell, _too_large(cell[-1], column) or allowed(column)) for cell in _cells(bad, name)]
    return typed, faults


def _cells(frame: pl.DataFrame, column: str) -> Iterator[tuple[str, int, str, str]]:
    return ((file, row, column, value) for file, row, value in frame.select("file", "file_row", column).iter_rows())


def _rule_faults(
    details: pl.DataFrame, rules: list[str], contract: type[FileRow], texts: pl.DataFrame, seen: set[tuple[int, str]]
) -> list[Fault]:
    as_written = {(row["file"], row["file_row"]): row for row in texts.iter_rows(named=True)}
    faults = []
    for row in details.iter_rows(named=True):
        broken = [rule for rule in rules if row[rule] == "invalid"]
        written = as_written[row["file"], row["file_row"]]
        # A cell that could not be read is already reported; what follows from it is noise.
        columns = {rule.partition("|")[0] for rule in broken if "|" in rule}
        spoiled = columns | {column for number, column in seen if number == row["file_row"]}
        for rule in broken:
            fault = _fault(rule, written, contract)
            if (fault.row, fault.column) not in seen and not (fault.column == "" and spoiled):
                faults.append(fault)
    return faults


def _is_said(column: str, written: dict[str, str], contract: type[FileRow]) -> bool:
    """Whether a cell says more than what it may leave unsaid, such as that it is the whole year."""
    kind = contract.columns()[column]
    if said := filled_as(kind):
        return written[column] != (written[said.of] if said.of else said.value)
    day = day_of_year(kind)
    return day is None or written[column] != f"{written['year']}-{day}"


def _fault(rule: str, written: dict[str, str], contract: type[FileRow]) -> Fault:
    file, number = written["file"], int(written["file_row"])
    column, _bar, kind = rule.partition("|")
    if rule == "primary_key":
        own = [key for key in contract.primary_key() if key not in _added(contract)]
        keys = [key for key in own if _is_said(key, written, contract)]
        value = ", ".join(str(written[key]) for key in keys)
        return Fault(
            file, number, "", value, _("samma nyckel ({columns}) finns på en annan rad", columns=", ".join(keys))
        )
    if not kind:
        return Fault(file, number, "", "", _(rules_of(contract)[rule].told))
    if kind == "nullability" and column == PLACE and issubclass(contract, SourceRow):
        return Fault(file, number, column, "", _(NO_ORIGIN))
    if kind == "nullability":
        return Fault(
            file, number, column, "", _("får inte vara tomt; {allowed}", allowed=allowed(contract.columns()[column]))
        )
    cell = str(written[column] or "")
    return Fault(
        file, number, column, cell, _too_large(cell, contract.columns()[column]) or allowed(contract.columns()[column])
    )


def _too_large(cell: str, kind: dy.Column) -> str:
    """Say of a whole number that it is larger than any that is kept."""
    whole = isinstance(kind, dy.Int32) and kind.max is None and re.fullmatch(r"[0-9]{10,}", cell)
    return _("för stort; högst {largest}", largest=LARGEST) if whole else ""
