"""Headings of every file of a data folder, as its contract has them."""

from collections.abc import Iterator

from analysis.base.project import TEMPLATES
from analysis.intake.columns import is_added
from analysis.intake.origins import LATER
from analysis.intake.rows import FileRow, ReferenceRow, SourceRow
from analysis.intake.tables import contracts_of

#: Excel takes a file for UTF-8 when it begins so.
BEGIN = "\N{ZERO WIDTH NO-BREAK SPACE}"
SEPARATOR = ";"
#: Where the files of a document are copied from.
TEMPLATE = f"data/{TEMPLATES}"


def blank_tables() -> Iterator[tuple[str, str]]:
    """Write every table that documents share, without rows.

    Yields:
        Path within a project and content.
    """
    for contract in contracts_of(ReferenceRow):
        yield f"data/{contract.folder}/{contract.read_from}", _heading(contract)


def blank_templates() -> Iterator[tuple[str, str]]:
    """Write every table of a document without rows: what is copied when one is added.

    Yields:
        Path within a project and content.
    """
    for contract in contracts_of(SourceRow):
        if contract.read_from.endswith(".csv"):
            yield f"{TEMPLATE}/{contract.read_from}", _heading(contract)


def _heading(contract: type[FileRow]) -> str:
    stored = contract.stored_columns().items()
    # Where a row comes from has columns that a file adds when it needs them.
    spared = LATER if issubclass(contract, SourceRow) else ()
    columns = [name for name, column in stored if not is_added(column) and name not in spared]
    return f"{BEGIN}{SEPARATOR.join(columns)}\n"
