"""Named queries: each statement in the `.sql` files is asked for by its name, values are always bound."""

from weakref import WeakKeyDictionary

import duckdb
import polars as pl

from analysis.store.answers import Answer, Value, fetch
from analysis.store.named import named_queries

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
#: Answers that are kept as frames too.
_frames: WeakKeyDictionary[Answer, pl.DataFrame] = WeakKeyDictionary()


def ask(connection: duckdb.DuckDBPyConnection, name: str, **values: Value) -> pl.DataFrame:
    """Run a named query.

    Args:
        connection: An open database.
        name: Name of a query in `queries.sql`.
        values: Bound parameters of the query.

    Returns:
        The rows as a frame.
    """
    return _frame(fetch(connection, named_queries()[name], values, name))


def ask_sql(connection: duckdb.DuckDBPyConnection, sql: str, **values: Value) -> pl.DataFrame:
    """Run one SELECT statement.

    Args:
        connection: An open database.
        sql: The statement, with `$name` where values go.
        values: Bound parameters.

    Returns:
        The rows as a frame.
    """
    return _frame(fetch(connection, sql, values))


def _frame(answer: Answer) -> pl.DataFrame:
    """Make a frame of an answer: one of its own, though what it holds is shared with others of the same answer."""
    frame = _frames.get(answer)
    if frame is None:
        frame = _frames[answer] = _made(answer)
    return frame.clone()


def _made(answer: Answer) -> pl.DataFrame:
    schema = {name: _polars_type(kind) for name, kind in answer.columns}
    # NOTE: DuckDB 2.0 hands frames over through Arrow without pyarrow too, but then prints leak warnings at exit.
    return pl.DataFrame(answer.rows, schema=schema, orient="row", strict=False)


def _polars_type(kind: str) -> pl.DataType:
    if kind.endswith("[]"):
        return pl.List(_polars_type(kind.removesuffix("[]")))
    return TYPES.get(kind.partition("(")[0], pl.String())
