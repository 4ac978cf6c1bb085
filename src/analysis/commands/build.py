"""The database, built."""

from analysis.build.database import build_database
from analysis.terminal import WELL, console, open_project, say_reformed, say_warnings
from analysis.words.translate import _


def build() -> int:
    """Bygg databasen av filerna i data/."""
    built = build_database(open_project())
    console.print(_("Databasen är byggd: {path}", path=built.path))
    console.print(_("{rows} rader, data {data}.", rows=sum(built.rows.values()), data=built.fingerprint))
    say_warnings(built.warnings)
    say_reformed(built.reformed)
    return WELL
