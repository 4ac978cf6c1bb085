"""The one list of what is read and kept: every contract of the data folder, and how their tables hang together."""

from collections.abc import Iterator

from analysis.intake import contracts, reference_contracts, review_contracts
from analysis.intake.columns import reference_of
from analysis.intake.rows import FileRow, StoredRow

#: Every contract of a file, folder by folder, in the order that they are written in.
CONTRACTS: tuple[type[FileRow], ...] = tuple(
    kind
    for module in (reference_contracts, contracts, review_contracts)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, FileRow) and kind.read_from
)
#: The contracts of tables that files fill as they are, by table.
INPUT_TABLES: dict[str, type[FileRow]] = {kind.stored_in: kind for kind in CONTRACTS if kind.stored_in}


def contracts_of(kind: type[FileRow]) -> list[type[FileRow]]:
    """Choose the contracts of one folder.

    Args:
        kind: What its rows have in common, for example `SourceRow`.

    Returns:
        Its contracts, in the order that they are written in.
    """
    return [contract for contract in CONTRACTS if issubclass(contract, kind)]


def references(contract: type[StoredRow]) -> Iterator[tuple[str, type[FileRow], dict[str, str]]]:
    """Go through the columns whose values another table declares.

    Args:
        contract: The contract that has the columns.

    Yields:
        The column, the contract that declares its values, and which column of that one each column here must be
        found in: the column itself, and the document where each document declares its own.
    """
    for name, column in contract.columns().items():
        if reference := reference_of(column):
            declared = INPUT_TABLES[reference.table]
            own = "document" in declared.primary_key() and reference.column != "document"
            yield name, declared, {**({reference.within: "document"} if own else {}), name: reference.column}
