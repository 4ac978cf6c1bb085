"""A workbook as text, for `git diff`: a line a row, under the name of its sheet."""

import sys
from pathlib import Path

from analysis.intake.workbook import read_workbook

BETWEEN = ";"


def text_of(path: Path) -> str:
    """Write what a workbook's cells show.

    Args:
        path: The workbook.

    Returns:
        Its sheets one after the other; why it is not read where it is not.
    """
    sheets, faults = read_workbook(path, path.name)
    lines = [str(fault) for fault in faults]
    for title, sheet in sheets.items():
        lines += [f"## {title}", *(BETWEEN.join(cells) for _at, cells in sheet.rows)]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Write the workbook that git names."""
    sys.stdout.buffer.write(text_of(Path(sys.argv[1])).encode())


if __name__ == "__main__":
    main()
