"""Whether the number that a query gives follows the data: it is asked again of other figures, words and days."""

from collections.abc import Iterable, Iterator, Mapping

import duckdb

#: What tells rows apart stays as it is, or nothing is found in other data.
KEPT = {"document", "organisation"}
NUMBERS = {"DOUBLE", "INTEGER", "BIGINT"}
#: Numbers that count years or name an area; other days change the former.
YEARS, NAMES = {"year"}, {"area_no", "yardstick"}
#: A number of its own for each row, the same at every asking.
OWN = "(row_number() OVER () * 7919 % 101 + 3)"
#: What is done to columns, by what they hold. An amount of nothing becomes something too.
OTHERWISE = (
    {"figures": f"{{column}} * (1 + {OWN} / 17.0) + {OWN} / 3.0"},
    {"figures": f"-{{column}} * (1 + {OWN} / 17.0) - {OWN} / 3.0"},
    {"words": "NULL"},
    {"days": "{column} + INTERVAL 5 YEAR", "years": "{column} + 5"},
)
#: Two halves: a row is missing in one of them.
HALVES = (0, 1)
Columns = Mapping[str, str]


def follows_data(
    connection: duckdb.DuckDBPyConnection, sql: str, views: Iterable[str], asked: Mapping[str, str], value: float
) -> bool:
    """Say whether an answer follows the data that it is said to come from.

    Args:
        connection: A database whose views can be asked.
        sql: The query, one SELECT.
        views: The views that it reads.
        asked: Its parameters.
        value: What it gives.

    Returns:
        Whether it gives another number where figures, words or days are others, or half of the rows are missing.
    """
    read = {view: _columns(connection, view) for view in views}
    answers = (answer_of(connection, other, asked) for other in _of_other_data(sql, read))
    return any(answer is not None and answer != value for answer in answers)


def within_document(sql: str, views: Iterable[str]) -> str:
    """Write a query so that it reads nothing but rows of the document that it is asked of.

    Args:
        sql: The query, one SELECT.
        views: The views that it reads.
    """
    return _asking(sql, dict.fromkeys(views, ""), " WHERE document = $document")


def _columns(connection: duckdb.DuckDBPyConnection, view: str) -> Columns:
    return {row[0]: row[1] for row in connection.execute(f"DESCRIBE {view}").fetchall()}


def _of_other_data(sql: str, read: Mapping[str, Columns]) -> Iterator[str]:
    """The query with the views that it reads in other words, a way at a time."""
    for way in OTHERWISE:
        yield _asking(sql, {view: _changed(columns, way) for view, columns in read.items()}, "")
    for half in HALVES:
        yield _asking(sql, dict.fromkeys(read, ""), f" QUALIFY row_number() OVER (PARTITION BY document) % 2 = {half}")


def _asking(sql: str, replaced: Mapping[str, str], kept: str) -> str:
    views = (f"{view} AS (SELECT *{made} FROM main.{view}{kept})" for view, made in replaced.items())  # noqa: S608
    return f"WITH {', '.join(views)} SELECT * FROM ({sql.strip().rstrip(';')})"  # noqa: S608 - checked before


def _changed(columns: Columns, way: Mapping[str, str]) -> str:
    made = [
        f"{way[kind].format(column=name)} AS {name}"
        for name, held in columns.items()
        if (kind := _kind(name, held)) in way
    ]
    return f" REPLACE ({', '.join(made)})" if made else ""


def _kind(name: str, held: str) -> str:
    if name in KEPT | NAMES:
        return ""
    if name in YEARS:
        return "years"
    return "figures" if held in NUMBERS else "days" if held == "DATE" else "words"


def answer_of(connection: duckdb.DuckDBPyConnection, sql: str, asked: Mapping[str, str]) -> float | None:
    """Ask for one number.

    Args:
        connection: A database whose views can be asked.
        sql: The query.
        asked: Its parameters.

    Returns:
        The number; nothing where the data give none.
    """
    try:
        rows = connection.execute(sql, dict(asked)).fetchmany(2)
        return float(rows[0][0]) if len(rows) == 1 else None
    except (duckdb.Error, TypeError, ValueError):
        return None
