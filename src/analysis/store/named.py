"""Named queries: each statement in `queries.sql` is asked for by its name."""

from functools import cache
from importlib import resources

NAME = "-- name: "


@cache
def named_queries() -> dict[str, str]:
    """Read `queries.sql`.

    Returns:
        SQL text by name; a query starts with a line `-- name: its_name`.
    """
    text = (resources.files("analysis.store") / "queries.sql").read_text(encoding="utf-8")
    parts = text.split(NAME)[1:]
    return {name.strip(): sql.strip() for name, _, sql in (part.partition("\n") for part in parts)}
