"""What was published before: every change of a published value, carried from one database to the next."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from analysis.base.vocabulary import PeriodType
from analysis.errors import DatabaseError
from analysis.refusals import as_refusal
from analysis.store.connection import open_database
from analysis.store.query import ask_sql

#: What tells published values apart: which kind of fact, and which one of them.
KEY = ["fact", "document", "key", "field"]
Row = dict[str, Any]
FIGURE = "observation"
#: Stands between the parts of a key.
BETWEEN = " | "
#: What a key of a figure may end with: the kind of its period, where its days do not say it.
KINDS = frozenset(PeriodType)
#: What the history keeps of units.
UNITS = ("unit_before", "unit_after")


def previous(path: Path) -> tuple[pl.DataFrame | None, pl.DataFrame | None]:
    """Read what the database that is to be replaced published, and its history.

    Args:
        path: The database file.

    Returns:
        Rows of the tables `published` and `history`, nothing when there is no earlier database that can tell. Each is
        read as it was written: no other table of an older program is asked for, and what that did not keep is blank.

    Raises:
        DatabaseError: If another program holds the database; its history is not to be lost.
        OSError: If the database may not be read.
    """
    published, history = _rows(path, "FROM published"), _rows(path, "FROM history")
    return published, None if history is None else _with(history, UNITS)


def _with(rows: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    return rows.with_columns(pl.lit(None, pl.String).alias(name) for name in names if name not in rows.columns)


def _rows(path: Path, sql: str) -> pl.DataFrame | None:
    try:
        with open_database(path) as connection:
            return ask_sql(connection, sql)
    except DatabaseError as error:
        # One that is held or may not be read has a history that would be lost.
        if _is_held(error.__cause__):
            raise
        if refused := as_refusal(error.__cause__, path):
            raise refused from error
        return None
    except duckdb.Error:
        return None


def _is_held(error: BaseException | None) -> bool:
    """Whether another program writes in the database: DuckDB has no number for it."""
    return isinstance(error, duckdb.IOException) and "Could not set lock" in str(error)


def changes(
    before: pl.DataFrame, after: pl.DataFrame, when: datetime, fingerprint: str, commit: str | None
) -> pl.DataFrame:
    """Compare what was published with what is published now.

    Args:
        before: Rows of the table `published` of the old database.
        after: The same of the new one.
        when: When the new one was built, UTC.
        fingerprint: Hash of the new input.
        commit: Id of the commit that the input stands at, if it stands at one.

    Returns:
        One row a value that is new, gone or other than before.
    """
    if "unit" not in before.columns:  # an older program kept none: those of the same values are taken for the same
        before = before.join(after.select(*KEY, "unit"), on=KEY, how="left", nulls_equal=True)
    before = _told_apart(before, after)
    both = before.join(after, on=KEY, how="full", coalesce=True, suffix="_now", nulls_equal=True)
    valued, counted = (pl.col(name).ne_missing(pl.col(f"{name}_now")) for name in ("value", "unit"))
    other = both.filter(valued | counted)
    return other.select(
        changed_at=pl.lit(when, pl.Datetime("us")),
        **{name: pl.col(name) for name in KEY},
        before=pl.col("value"),
        after=pl.col("value_now"),
        unit_before=pl.col("unit"),
        unit_after=pl.col("unit_now"),
        place=pl.coalesce("place_now", "place"),
        fingerprint=pl.lit(fingerprint, pl.String),
        commit_id=pl.lit(commit, pl.String),
    ).sort(KEY)


def _told_apart(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Values that an older program knew without the kind of their period, under the keys that they have now.

    It knew several of the same days under one key: each kind takes one of them, and leaves one for the key without.
    """
    held: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in before.iter_rows(named=True):
        held[_key(row)].append(row)
    now = {_key(row): row["value"] for row in after.iter_rows(named=True)}
    for key, value in now.items():
        short = _without_kind(key)
        alike = held.get(short, []) if short else []
        if short and key not in held and len(alike) > (short in now):
            chosen = _likeliest(alike, value, now.get(short))
            alike.remove(chosen)
            held[key].append(chosen | {"key": key[KEY.index("key")]})
    return pl.DataFrame([row for rows in held.values() for row in rows], schema=before.schema)


def _likeliest(rows: Iterable[Row], value: str, other: str | None) -> Row:
    """Of several, the one that says what it says now, else one that does not say what the other does."""
    return min(rows, key=lambda row: (row["value"] != value, row["value"] == other))


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in KEY)


def _without_kind(key: tuple[str, ...]) -> tuple[str, ...] | None:
    """The key of a figure without the kind of its period; nothing where it does not say it."""
    fact, document, told, field = key
    rest, _between, kind = told.rpartition(BETWEEN)
    return (fact, document, rest, field) if fact == FIGURE and kind in KINDS else None
