"""Named queries: each statement in `queries.sql` is asked for by its name."""

import re
from functools import cache
from importlib import resources

NAME = "-- name: "
COMMENT, VALUE = re.compile(r"--.*"), re.compile(r"\$(\w+)")


@cache
def named_queries() -> dict[str, str]:
    """Read `queries.sql`.

    Returns:
        SQL text by name; a query starts with a line `-- name: its_name`.
    """
    text = (resources.files("analysis.store") / "queries.sql").read_text(encoding="utf-8")
    parts = text.split(NAME)[1:]
    return {name.strip(): sql.strip() for name, __, sql in (part.partition("\n") for part in parts)}


@cache
def needs_of(name: str) -> frozenset[str]:
    """Say which values a query asks for.

    Args:
        name: Name of a query.

    Returns:
        What stands in it as `$name`.
    """
    return frozenset(VALUE.findall(COMMENT.sub("", named_queries()[name])))
