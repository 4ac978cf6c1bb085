"""The public views of the database as open data: a CSV file each and one data package."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from analysis.chapter.table import Column, Figure, Kind, Row, Table
from analysis.publish.files.data_package import write_package, write_resource
from analysis.publish.files.terms_of_use import Terms
from analysis.publish.report_names import OPEN_DATA
from analysis.store.answers import fetch
from analysis.store.named import named_queries
from analysis.words.numbers import digits
from analysis.words.translate import _, later

TITLE = later(
    "Öppna data ur Årshjul: {goal.short.many}, {commitment.many}, {key_figure.many}, ekonomi, {internal_control.one} "
    "och utvärdering"
)
#: The public views and what they hold: a comment is what makes a view public.
VIEWS = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL ORDER BY view_oid"
COLUMNS = "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = $view"
DOCUMENTS = "SELECT DISTINCT document_title FROM document_part ORDER BY document_title"
WHOLE = {"BIGINT", "HUGEINT", "INTEGER", "SMALLINT"}
NUMBERS = {"DECIMAL", "DOUBLE", "FLOAT"}


def write_open_data(folder: Path, connection: duckdb.DuckDBPyConnection, terms: Terms) -> Mapping[str, int]:
    """Write every public view.

    Args:
        folder: Where the files are put; empty.
        connection: An open database.
        terms: On what terms the data may be used.

    Returns:
        How many rows each view has.
    """
    views = fetch(connection, VIEWS, {}).rows
    tables = {view: _table(connection, view, about) for view, about in views}
    resources = [write_resource(folder, view, f"{view}.csv", table).described for view, table in tables.items()]
    sources = [title for (title,) in fetch(connection, DOCUMENTS, {}).rows]
    write_package(folder, OPEN_DATA, _(TITLE), resources, terms, _facts(connection), sources)
    return {view: len(table.rows) for view, table in tables.items()}


def _facts(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    answer = fetch(connection, named_queries()["build_info"], {}, "build_info")
    about = {name: value for (name, __), value in zip(answer.columns, answer.rows[0], strict=True)}
    return {"data": str(about["fingerprint"]), "version": str(about["code_version"])}


def _table(connection: duckdb.DuckDBPyConnection, view: str, about: str) -> Table:
    """A whole view, in an order that the rows themselves decide."""
    answer = fetch(connection, f"FROM {view} ORDER BY ALL", {})
    meanings = dict(fetch(connection, COLUMNS, {"view": view}).rows)
    columns = tuple(Column(name, _kind(kind), about=meanings[name] or "") for name, kind in answer.columns)
    rows = tuple(Row(tuple(map(_figure, row)), ()) for row in answer.rows)
    return Table(heading=about, columns=columns, layout=(), rows=rows)


def _kind(kind: str) -> Kind:
    name = kind.partition("(")[0]
    if kind.endswith("[]"):
        return Kind.LIST
    if name == "BOOLEAN":
        return Kind.TRUTH
    if name == "DATE":
        return Kind.DAY
    return Kind.WHOLE if name in WHOLE else Kind.NUMBER if name in NUMBERS else Kind.TEXT


def _figure(value: Any) -> Figure:  # noqa: ANN401 - whatever a column holds
    """Numbers as digits, lists and truth as JSON writes them, days as 2016-12-31."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return digits(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if isinstance(value, int) else str(value)
