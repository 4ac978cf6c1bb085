"""Tables that somebody has saved in a spreadsheet since they were committed: what has changed form and not value."""

from pathlib import Path, PurePosixPath

from analysis.build.commits import changed_tables, committed
from analysis.errors import Fault
from analysis.intake.written_form import Reformed, put_back
from analysis.words.translate import _, n_

DATA = "data"


def reformed_tables(root: Path) -> list[Fault]:
    """Say which tables have changed form, in a project that lies in git.

    Args:
        root: The project folder.

    Returns:
        One a table, with what there is to do.
    """
    told = ((file, form_put_back(root, file)[1]) for file in changed_tables(root))
    return [_told(file, rows) for file, rows in told if rows]


def form_put_back(root: Path, file: str) -> tuple[str, list[Reformed]]:
    """Give a table its form back.

    Args:
        root: The project folder.
        file: The table's path below it.

    Returns:
        The text that it should have, and the rows that differ from what it has; none for a file that is no text.
    """
    try:
        now = (root / file).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):  # others tell of that
        return "", []
    return put_back(now, committed(root, file))


def _told(file: str, rows: list[Reformed]) -> Fault:
    first = rows[0]
    told = n_(
        "{amount} rad har ändrat form men inte värde (här «{before}» till «{now}»).",
        "{amount} rader har ändrat form men inte värde (här «{before}» till «{now}»).",
        len(rows),
        amount=len(rows),
        before=first.before,
        now=first.now,
    )
    remedy = _(
        "Kör «arshjul tidy {file}» så får de formen tillbaka, eller checka in filen om det var meningen.", file=file
    )
    return Fault(PurePosixPath(file).relative_to(DATA).as_posix(), first.row, "", "", f"{told} {remedy}")
