"""The database, built."""

from analysis.build import build_database
from analysis.console import WELL, console, open_project


def build() -> int:
    """Bygg databasen av filerna i data/."""
    built = build_database(open_project())
    console.print(f"Databasen är byggd: {built.path}")
    console.print(f"{sum(built.rows.values())} rader, data {built.fingerprint}.")
    return WELL
