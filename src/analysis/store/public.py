"""The public views as whole tables, with what is said of them and their columns."""

from dataclasses import dataclass

import duckdb

from analysis.store.answers import Answer, fetch

#: The views that the design promises to outside users.
PUBLIC = (
    "goal_status",
    "goal_target",
    "commitment_status",
    "process_area_status",
    "key_figure",
    "ledger",
    "control_status",
    "evaluation_score",
    "evaluation_finding",
    "claim",
    "inconsistency",
    "narrative",
)
ABOUT_VIEW = "SELECT comment FROM duckdb_views() WHERE view_name = $view"
ABOUT_COLUMNS = "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = $view"


@dataclass(frozen=True)
class PublicView:
    """A public view with everything in it.

    Attributes:
        name: Its name.
        about: What it holds, in Swedish.
        columns: What each of its columns holds, by name.
        answer: Its rows, with the DuckDB type of each column; in an order that the rows themselves decide.
    """

    name: str
    about: str
    columns: dict[str, str]
    answer: Answer


def read_public(connection: duckdb.DuckDBPyConnection, view: str) -> PublicView:
    """Read a public view.

    Args:
        connection: An open database.
        view: One of `PUBLIC`.

    Returns:
        The view.

    Raises:
        KeyError: If the view is not public.
    """
    if view not in PUBLIC:
        raise KeyError(view)
    ((about,),) = fetch(connection, ABOUT_VIEW, {"view": view}).rows
    columns = dict(fetch(connection, ABOUT_COLUMNS, {"view": view}).rows)
    answer = fetch(connection, f"FROM {view} ORDER BY ALL", {})
    return PublicView(view, about or "", {name: text or "" for name, text in columns.items()}, answer)
