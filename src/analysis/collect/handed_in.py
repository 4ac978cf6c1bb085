"""What came late of the answers that forms have brought, and what was changed when all should have been there."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.collect.csv_rows import Cells, read_rows
from analysis.collect.received import REGISTER
from analysis.collect.trial import RECEIVED


@dataclass(frozen=True)
class After:
    """What an owner handed in after the day when it was to be there.

    Attributes:
        late: How many answers came for the first time.
        changed: How many times an answer given before was changed.
    """

    late: int = 0
    changed: int = 0


def handed_in_after(data: Path, document: str, last_day: date) -> Mapping[str, After]:
    """Tell what owners have handed in too late.

    Args:
        data: The data folder.
        document: The document.
        last_day: The day when its figures were to be there.

    Returns:
        By owner; those who handed in nothing afterwards are not there.
    """
    rows = read_rows(data / RECEIVED / document / REGISTER).rows
    told = Counter(
        (row["owner"], is_change) for row, is_change in _told(rows) if row["received_on"] > last_day.isoformat()
    )
    owners = {owner for owner, _is_change in told}
    return {owner: After(told[owner, False], told[owner, True]) for owner in owners}


def _told(rows: list[Cells]) -> Iterator[tuple[Cells, bool]]:
    """Each answer taken, and whether it changes an earlier one."""
    before: set[tuple[str, ...]] = set()
    for row in rows:
        asked = tuple(row[name] for name in ("form", "row", "column"))
        yield row, asked in before
        before.add(asked)
