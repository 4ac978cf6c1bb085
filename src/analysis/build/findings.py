"""Contradictions in published figures: chosen, laid out, and acknowledged."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from analysis.base.project import Project
from analysis.base.vocabulary import PLACES, Contradiction, Severity
from analysis.errors import CallError, nearest
from analysis.store.connection import open_database
from analysis.store.query import ask
from analysis.words.translate import _, later

ACKNOWLEDGEMENTS = "acknowledgements.csv"
HEADING = ["finding", "document", "subject", "name", "date", "reason"]


def find(
    database: Path,
    *,
    parts: list[dict[str, Any]] | None = None,
    severities: list[str] | None = None,
    kinds: list[str] | None = None,
) -> pl.DataFrame:
    """List contradictions, the gravest first.

    Args:
        database: The DuckDB file.
        parts: Only these parts, each with `document` and `organisation`; all when left out.
        severities: Only these.
        kinds: Only these.

    Returns:
        Rows of the view `inconsistency`.

    Raises:
        CallError: Naming the nearest severity or kind.
    """
    for message, given, known in (
        (later("Okänt värde på allvarlighetsgrad: «{word}»."), severities, [str(level) for level in Severity]),
        (later("Okänt värde på slag: «{word}»."), kinds, [str(kind) for kind in Contradiction]),
    ):
        for word in given or []:
            if word not in known:
                raise CallError(_(message, word=word), nearest(word, known))
    with open_database(database) as connection:
        found = ask(connection, "inconsistencies")
    if parts is not None:
        wanted = [f"{part['document']}|{part['organisation']}" for part in parts]
        found = found.filter(pl.concat_str("document", "part", separator="|").is_in(wanted))
    chosen = pl.col("severity").is_in(severities) if severities else pl.lit(value=True)
    return found.filter(chosen & (pl.col("kind").is_in(kinds) if kinds else pl.lit(value=True)))


def places() -> pl.Expr:
    """Every place where one of the figures of a contradiction stands.

    Returns:
        A list of places for each row of the view `inconsistency`.
    """
    return pl.concat_str("place", "other_place", separator=PLACES, ignore_nulls=True).str.split(PLACES)


def unacknowledged_errors(found: pl.DataFrame) -> int:
    """Count what nobody has taken a stand on.

    Args:
        found: Rows of the view `inconsistency`.

    Returns:
        How many errors have no acknowledgement.
    """
    return found.filter((pl.col("severity") == Severity.ERROR.value) & pl.col("acknowledged_by").is_null()).height


def lapsed(database: Path) -> pl.DataFrame:
    """List acknowledgements that no longer hold.

    Args:
        database: The DuckDB file.

    Returns:
        Rows of the view `lapsed_acknowledgement`; `now` is what is said of the same subject today, if anything.
    """
    with open_database(database) as connection:
        return ask(connection, "lapsed_acknowledgements")


def acknowledge(project: Project, finding: str, name: str, reason: str) -> Path:
    """Write down that somebody has looked at a contradiction.

    Args:
        project: The project.
        finding: The contradiction's id, as `arshjul check` shows it.
        name: Who, by role or initials.
        reason: Why it may stand.

    Returns:
        The file that was added to; it takes effect at the next build.

    Raises:
        CallError: If there is no such contradiction, if it is acknowledged already, or if name or reason is empty.
    """
    known = find(project.database)
    row = known.filter(pl.col("finding") == finding)
    if row.is_empty():
        raise CallError(
            _("Ingen motsägelse har id «{finding}».", finding=finding), _("Id står sist på raden i arshjul check.")
        )
    if row["acknowledged_by"].item() is not None:
        whose = row["acknowledged_by"].item()
        raise CallError(_("«{finding}» är redan kvitterad av {name}.", finding=finding, name=whose))
    if not name.strip() or not reason.strip():
        raise CallError(_("Både --name och --reason måste ha ett innehåll."))
    path = project.data / "reviews" / ACKNOWLEDGEMENTS
    path.parent.mkdir(exist_ok=True)
    new = not path.exists()
    # A file saved by hand may lack its last newline; the new row must not grow together with the old one.
    broken = not new and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8-sig" if new else "utf-8", newline="") as file:
        file.write("\n" if broken else "")
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        if new:
            writer.writerow(HEADING)
        writer.writerow([finding, row["document"].item(), row["subject"].item(), name, date.today(), reason])
    return path
