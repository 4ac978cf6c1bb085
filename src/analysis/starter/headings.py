"""Headings of every file of a data folder, as its contract has them."""

from collections.abc import Iterator

from analysis.intake.columns import is_added
from analysis.intake.origins import LATER
from analysis.intake.rows import FileRow, ReferenceRow, SourceRow
from analysis.intake.tables import contracts_of
from analysis.intake.unread import TEMPLATES

#: Excel takes a file for UTF-8 when it begins so.
BEGIN = "\N{ZERO WIDTH NO-BREAK SPACE}"
SEPARATOR = ";"
#: Where the files of a document are copied from.
TEMPLATE = f"data/{TEMPLATES}"


def blank_tables() -> Iterator[tuple[str, str]]:
    """Write every table without rows.

    Yields:
        Path within a project and content: those that documents share, and those of a document as a template.
    """
    for contract in contracts_of(ReferenceRow):
        yield f"data/{contract.folder}/{contract.read_from}", _heading(contract)
    for contract in contracts_of(SourceRow):
        if contract.read_from.endswith(".csv"):
            yield f"{TEMPLATE}/{contract.read_from}", _heading(contract)


def _heading(contract: type[FileRow]) -> str:
    stored = contract.stored_columns().items()
    columns = [name for name, column in stored if not is_added(column) and name not in LATER]
    return f"{BEGIN}{SEPARATOR.join(columns)}\n"
