"""One CSV file: read, converted and validated against its contract."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import dataframely as dy
import polars as pl

from analysis.errors import Fault, nearest
from analysis.intake.columns import allowed
from analysis.intake.contracts import RULES, FileRow, SourceRow
from analysis.intake.numbers import parse_number

Contract = TypeVar("Contract", bound=FileRow)


def read_csv(
    path: Path, contract: type[Contract], name: str, document: str = ""
) -> tuple[dy.DataFrame[Contract], list[Fault]]:
    """Read a CSV file and keep what the contract accepts.

    Args:
        path: The file: semicolon separated, UTF-8, decimal comma.
        contract: What each column must hold.
        name: Path below the data folder, used in messages.
        document: Id of the document that the file belongs to, when it belongs to one.

    Returns:
        The valid rows with `file` and `file_row` added (and `document` where the contract has it), and every fault.
    """
    raw, faults = _read_text(path, name)
    if raw is not None:
        faults = faults + _heading_faults(raw, contract, name)
    if raw is None or faults:
        return contract.create_empty(), faults
    added = {"file": pl.lit(name), "document": pl.lit(document)}
    numbered = raw.with_row_index("file_row", offset=2).with_columns(pl.col("file_row").cast(pl.Int64))
    return validate(
        numbered.with_columns(**{column: added[column] for column in _added(contract) & set(added)}), contract
    )


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


def _read_text(path: Path, name: str) -> tuple[pl.DataFrame | None, list[Fault]]:
    if not path.exists():
        return None, [Fault(name, 0, "", "", "filen saknas")]
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [Fault(name, 0, "", "", "filen är inte UTF-8; spara om den som «CSV UTF-8»")]
    if not content.strip():
        return None, [Fault(name, 1, "", "", "filen är tom; första raden ska vara kolumnnamnen")]
    try:
        frame = pl.read_csv(content.encode(), separator=";", infer_schema=False)
    except pl.exceptions.PolarsError:
        return None, _ragged_rows(content, name)
    trimmed = pl.all().str.strip_chars()
    return frame.with_columns(pl.when(trimmed == "").then(None).otherwise(trimmed).name.keep()), []


def _added(contract: type[FileRow]) -> set[str]:
    """Columns that the reader adds, and that no file has."""
    return {"file", "file_row", "document"} if issubclass(contract, SourceRow) else {"file", "file_row"}


def _ragged_rows(content: str, name: str) -> list[Fault]:
    lines = content.splitlines()
    width = lines[0].count(";")
    expected = f"{width + 1} kolumner med semikolon emellan"
    odd = [
        Fault(name, number, "", f"{line.count(';') + 1} kolumner", expected)
        for number, line in enumerate(lines, start=1)
        if line.count(";") != width and '"' not in line
    ]
    return odd or [Fault(name, 0, "", "", "filen går inte att läsa som CSV; kontrollera citattecken och semikolon")]


def _heading_faults(raw: pl.DataFrame, contract: type[FileRow], name: str) -> list[Fault]:
    expected = [column for column in contract.column_names() if column not in _added(contract)]
    unknown = [
        Fault(name, 1, column, column, nearest(column, expected)) for column in raw.columns if column not in expected
    ]
    absent = [Fault(name, 1, column, "", "kolumnen saknas") for column in expected if column not in raw.columns]
    return unknown + absent


#: How texts become values of a type that Polars does not cast from text by itself.
PARSERS: dict[type[dy.Column], Callable[[pl.Expr], pl.Expr]] = {
    dy.Float64: parse_number,
    dy.Date: lambda text: text.str.to_date("%Y-%m-%d", strict=False),
}


def _parse_cells(texts: pl.DataFrame, contract: type[FileRow]) -> tuple[pl.DataFrame, list[Fault]]:
    """Turn Swedish numbers and dates into values; cells that are neither become null and faults."""
    typed, faults = texts, []
    for name, column in contract.columns().items():
        parse = PARSERS.get(type(column))
        if parse:
            typed = typed.with_columns(parse(pl.col(name)).alias(name))
            bad = texts.filter(pl.col(name).is_not_null() & typed[name].is_null())
            faults += [Fault(*cell, allowed(column)) for cell in _cells(bad, name)]
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


def _fault(rule: str, written: dict[str, str], contract: type[FileRow]) -> Fault:
    file, number = written["file"], int(written["file_row"])
    column, _, kind = rule.partition("|")
    if rule == "primary_key":
        keys = [key for key in contract.primary_key() if key not in _added(contract)]
        value = ", ".join(str(written[key]) for key in keys)
        return Fault(file, number, "", value, f"samma nyckel ({', '.join(keys)}) finns på en annan rad")
    if not kind:
        return Fault(file, number, "", "", RULES[rule])
    if kind == "nullability":
        return Fault(file, number, column, "", f"får inte vara tomt; {allowed(contract.columns()[column])}")
    return Fault(file, number, column, str(written[column] or ""), allowed(contract.columns()[column]))
