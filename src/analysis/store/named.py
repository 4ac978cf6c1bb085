"""Named queries: each statement in `queries.sql` is asked for by its name."""

import re
from collections import Counter
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
    return queries_in((resources.files("analysis.store") / "queries.sql").read_text(encoding="utf-8"))


def queries_in(text: str) -> dict[str, str]:
    """Take queries apart.

    Args:
        text: SQL, each query below a line `-- name: its_name`.

    Returns:
        SQL text by name.

    Raises:
        ValueError: With names that several queries have: the last would be asked, whichever is meant.
    """
    parts = text.split(NAME)[1:]
    named = [(name.strip(), sql.strip()) for name, __, sql in (part.partition("\n") for part in parts)]
    twice = [name for name, amount in Counter(name for name, __ in named).items() if amount > 1]
    if twice:
        raise ValueError(twice)
    return dict(named)


@cache
def needs_of(name: str) -> frozenset[str]:
    """Say which values a query asks for.

    Args:
        name: Name of a query.

    Returns:
        What stands in it as `$name`.
    """
    return frozenset(VALUE.findall(COMMENT.sub("", named_queries()[name])))
