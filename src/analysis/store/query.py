"""Named queries: each statement in the `.sql` files is asked for by its name, values are always bound."""

from functools import cache
from importlib import resources

import duckdb
import polars as pl

Value = str | int | float | bool | None
NAME = "-- name: "
TYPES: dict[str, pl.DataType] = {
    "BIGINT": pl.Int64(),
    "BOOLEAN": pl.Boolean(),
    "DATE": pl.Date(),
    "DECIMAL": pl.Float64(),
    "DOUBLE": pl.Float64(),
    "FLOAT": pl.Float64(),
    "HUGEINT": pl.Int64(),
    "INTEGER": pl.Int64(),
    "SMALLINT": pl.Int64(),
    "TIMESTAMP": pl.Datetime(),
}


@cache
def named_queries() -> dict[str, str]:
    """Read `queries.sql`.

    Returns:
        SQL text by name; a query starts with a line `-- name: its_name`.
    """
    text = (resources.files("analysis.store") / "queries.sql").read_text(encoding="utf-8")
    parts = text.split(NAME)[1:]
    return {name.strip(): sql.strip() for name, _, sql in (part.partition("\n") for part in parts)}


def ask(connection: duckdb.DuckDBPyConnection, name: str, **values: Value) -> pl.DataFrame:
    """Run a named query.

    Args:
        connection: An open database.
        name: Name of a query in `queries.sql`.
        values: Bound parameters of the query.

    Returns:
        The rows as a frame.
    """
    return ask_sql(connection, named_queries()[name], **values)


def ask_sql(connection: duckdb.DuckDBPyConnection, sql: str, **values: Value) -> pl.DataFrame:
    """Run one SELECT statement.

    Args:
        connection: An open database.
        sql: The statement, with `$name` where values go.
        values: Bound parameters.

    Returns:
        The rows as a frame.
    """
    result = connection.execute(sql, values or None)
    schema = {name: _polars_type(str(kind)) for name, kind, *_ in result.description or []}
    # NOTE: DuckDB 2.0 hands frames over through Arrow without pyarrow too, but then prints leak warnings at exit.
    return pl.DataFrame(result.fetchall(), schema=schema, orient="row", strict=False)


def _polars_type(kind: str) -> pl.DataType:
    if kind.endswith("[]"):
        return pl.List(_polars_type(kind.removesuffix("[]")))
    return TYPES.get(kind.partition("(")[0], pl.String())
