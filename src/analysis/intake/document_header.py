"""What holds for every row of a document's tables is said once: `data/sources/<document>/document.yaml`.

A value on the first level is for every table that has the column, one below a table's name for that table. It stands
where a cell is blank or its column is left out; a cell with a single hyphen is blank all the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

import dataframely as dy
import polars as pl

from analysis.base.plain_yaml import read_yaml
from analysis.base.project import HEADER_FILE
from analysis.base.yaml_trouble import UnreadableYaml
from analysis.errors import Fault, nearest, told_of_yaml
from analysis.intake.columns import allowed, day_of_year, is_added, is_kept_elsewhere, reference_of
from analysis.intake.origins import COLUMNS
from analysis.intake.rows import FileRow, SourceRow
from analysis.intake.tables import contracts_of
from analysis.refusals import in_words
from analysis.words.translate import _

#: Written where a cell is meant to be blank although the header has a value for it.
REALLY_BLANK = "-"
#: A figure, and why there is none, is each row's own.
OWN = "missing"


@dataclass(frozen=True)
class DocumentHeader:
    """The values of a document.

    Attributes:
        usual: By column, for every table that has it.
        of_table: By table and column.
    """

    usual: Mapping[str, str] = field(default_factory=dict)
    of_table: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def values(self, contract: type[FileRow]) -> Mapping[str, str]:
        """What the document says of rows of a table.

        Args:
            contract: The contract of the table.

        Returns:
            Values by column; where a blank period means the whole year, only what is said of the table itself.
        """
        known = contract.columns()
        usual = {name: value for name, value in self.usual.items() if name in known and not day_of_year(known[name])}
        return {**usual, **self.of_table.get(table_of(contract), {})}


#: What a document without the file says.
NOTHING_SAID = DocumentHeader()


def table_of(contract: type[FileRow]) -> str:
    """Name a table as people do.

    Args:
        contract: Its contract.

    Returns:
        The name of its file without the ending, `texts` for the files of texts.
    """
    return PurePath(contract.read_from).parts[0].removesuffix(".csv")


def read_header(folder: Path, name: str) -> tuple[DocumentHeader, list[Fault]]:
    """Read what a document says of all its rows.

    Args:
        folder: The document's folder.
        name: Its path below the data folder, used in messages.

    Returns:
        The values, and what is wrong with the file; nothing of either where there is none.
    """
    file = f"{name}/{HEADER_FILE}"
    try:
        told = read_yaml(folder / HEADER_FILE, as_texts=True)
    except FileNotFoundError:
        return NOTHING_SAID, []
    except OSError as error:
        return NOTHING_SAID, [Fault(file, 0, "", "", in_words(error, _("filen")).message.rstrip("."))]
    except UnreadableYaml as error:
        return NOTHING_SAID, [told_of_yaml(file, error)]
    if not isinstance(told, dict):
        return NOTHING_SAID, [Fault(file, 0, "", "", _("filen ska ha rader som «{example}»", example="unit: percent"))]
    return _checked(told, file)


def with_header(cells: pl.DataFrame, values: Mapping[str, str]) -> pl.DataFrame:
    """Fill in what a document says of all its rows; whatever says where they come from is `origins`' to fill in.

    Args:
        cells: Texts with the columns of a contract.
        values: What the document says of them.

    Returns:
        The same without blanks where there is a value, and blank where a hyphen says so.
    """
    meant = {name: pl.when(pl.col(name) != REALLY_BLANK).then(name) for name in values if name in COLUMNS}
    filled = {
        name: pl.when(pl.col(name).is_null()).then(pl.lit(value)).when(pl.col(name) != REALLY_BLANK).then(name)
        for name, value in values.items()
        if name not in COLUMNS
    }
    return cells.with_columns(**meant, **filled)


def _checked(told: Mapping[Any, Any], file: str) -> tuple[DocumentHeader, list[Fault]]:
    tables = {table_of(contract): contract for contract in contracts_of(SourceRow)}
    columns = {name: column for contract in tables.values() for name, column in _columns(contract).items()}
    faults = [_ambiguous(file, name, several) for name in told if len(several := _meanings(name, tables)) > 1]
    usual = {key: value for key, value in told.items() if key not in tables}
    of_table = {key: value for key, value in told.items() if key in tables}
    faults += _faults(usual, columns, file, [*tables]) if not faults else []
    for table, values in of_table.items():
        if isinstance(values, dict):
            faults += _faults(values, _columns(tables[table]), file, [])
        else:
            faults.append(Fault(file, 0, table, str(values), _("under tabellens namn står rader som «kolumn: värde»")))
    return (NOTHING_SAID, faults) if faults else (DocumentHeader(usual, of_table), [])


def _meanings(name: str, tables: Mapping[str, type[FileRow]]) -> Mapping[object, str]:
    """What a column means, with a table where it does: codes of one list or another, a text, a reference."""
    known = {table: contract.columns().get(name) for table, contract in tables.items()}
    there = {table: column for table, column in known.items() if column is not None and not is_kept_elsewhere(column)}
    return {_meaning(column): table for table, column in there.items()}


def _meaning(column: dy.Column) -> object:
    return type(column), tuple(_codes(column)), reference_of(column)


def _codes(column: dy.Column) -> list[str]:
    return list(column.categories) if isinstance(column, dy.Enum) else []


def _ambiguous(file: str, name: str, meanings: Mapping[object, str]) -> Fault:
    tables = _(" och ").join(sorted({*meanings.values()}))
    told = _("kolumnen betyder olika saker i {tables}; skriv den under tabellens namn", tables=tables)
    return Fault(file, 0, name, "", told)


def _columns(contract: type[FileRow]) -> Mapping[str, dy.Column]:
    return {name: column for name, column in contract.columns().items() if not is_added(column)}


def _faults(
    values: Mapping[str, object], columns: Mapping[str, dy.Column], file: str, tables: list[str]
) -> Iterator[Fault]:
    for name, value in values.items():
        if name not in columns:
            yield Fault(file, 0, name, "", nearest(name, [*columns, *tables]))
        elif name == OWN or isinstance(columns[name], dy.Float64):
            yield Fault(file, 0, name, str(value), _("ett tal, eller varför det saknas, skrivs på sin egen rad"))
        elif not isinstance(value, str) or not value.strip():
            yield Fault(file, 0, name, "", _("ett värde som gäller varje rad"))
        elif (codes := _codes(columns[name])) and value not in codes:
            yield Fault(file, 0, name, value, allowed(columns[name]))
