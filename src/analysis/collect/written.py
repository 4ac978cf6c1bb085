"""The data folder as it is written: texts by table, whatever file or sheet they stand in."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from analysis.errors import InputFaults
from analysis.intake.folders import Walk
from analysis.intake.rows import FileRow

#: Rows of a table, with the columns of its contract; none where no file has any.
Written = Callable[[type[FileRow]], pl.DataFrame]


def as_written(data: Path) -> Written:
    """Read every file, and hold no cell against its contract.

    Args:
        data: The data folder.

    Returns:
        Takes a contract, gives its rows.

    Raises:
        InputFaults: If a file is none of the data folder.
    """
    walk = Walk(data, lambda rows, _contract: (rows, [])).take()
    if walk.faults:
        raise InputFaults(walk.faults)

    def rows(contract: type[FileRow]) -> pl.DataFrame:
        frames = walk.read[contract]
        none = pl.DataFrame(schema=dict.fromkeys(contract.column_names(), pl.String))
        return pl.concat(frames, how="diagonal_relaxed") if frames else none

    return rows
