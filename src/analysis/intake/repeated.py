"""Keys that two files have, as when somebody copies a file and forgets to change it."""

from collections.abc import Iterator, Mapping

import polars as pl

from analysis.errors import Fault
from analysis.intake.columns import is_added
from analysis.intake.rows import FileRow
from analysis.words.translate import n_

Frames = Mapping[type[FileRow], pl.DataFrame]


def repeated_keys(frames: Frames) -> list[Fault]:
    """Find rows that another file has too; within a file its contract finds them.

    Args:
        frames: Rows by contract, those of each file valid.

    Returns:
        One fault for each two files, at the first row of the latter.
    """
    return [fault for contract, frame in frames.items() for fault in _repeated(contract, frame)]


def _repeated(contract: type[FileRow], frame: pl.DataFrame) -> Iterator[Fault]:
    keys = contract.primary_key()
    if not keys or frame["file"].n_unique() < 2:  # noqa: PLR2004 - one file repeats nothing of another
        return
    # A copy has the longer name: `x - Kopia.md`.
    ordered = frame.sort(pl.col("file").str.len_chars(), "file", "file_row")
    first = pl.col("file", "file_row").first().over(keys).name.prefix("first_")
    twice = ordered.with_columns(first).filter(pl.col("file") != pl.col("first_file"))
    own = [key for key in keys if not is_added(contract.columns()[key])]
    for (file, other), rows in twice.group_by("file", "first_file", maintain_order=True):
        row = rows.row(0, named=True)
        key = ", ".join(str(row[name]) for name in own)
        told = n_(
            "{amount} rad har samma nyckel ({columns}) som i {other}, rad {row}; ta bort den ena",
            "{amount} rader har samma nyckel ({columns}) som i {other}, från rad {row}; är filen en kopia, ta bort den",
            rows.height,
            columns=", ".join(own),
            other=other,
            row=row["first_file_row"],
            amount=rows.height,
        )
        yield Fault(str(file), row["file_row"], "", key, told)
