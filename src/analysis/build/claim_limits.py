"""What a claim's query may take: told before it is asked where it could take anything, broken off while it does."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import process_time

import duckdb

from analysis.build.no_support import NoSupportError
from analysis.store.select import Node, nodes_of, parsed
from analysis.words.numbers import number
from analysis.words.translate import _

#: Seconds of work that all questions about one claim may take together; they take hundredths.
SECONDS = 3.0
#: So many may take longer before the others are left unasked.
MOST_SLOW = 2
#: How often it is looked at, in seconds.
AGAIN = 0.05
#: What the database may keep in memory and lay aside while claims are asked.
MEMORY, ASIDE = "1GB", "1GB"
#: How deep a query may be: expressions within each other, and queries within each other.
DEEPEST, MOST_QUERIES = 120, 24
#: What figures are reckoned with. None of it makes much of little, as `repeat` and `range` do, so that an answer takes
#: no more than its rows do, and those can be counted and broken off.
FUNCTIONS = frozenset(
    word
    for words in (
        "count count_star count_if sum fsum product avg mean min max any_value first last median mode quantile_cont",
        "quantile_disc arg_max arg_min max_by min_by bool_or bool_and stddev stddev_pop stddev_samp",
        "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value",
        "+ - * / // % ^ ** abs ceil ceiling floor trunc round sign sqrt ln log exp pow power mod greatest least",
        "nullif ifnull if error isnan isfinite lower upper trim ltrim rtrim length len strlen left right substring",
        "substr starts_with startswith prefix suffix ends_with contains position strpos instr split_part",
        "~~ !~~ ~~* !~~* ~~~ like_escape ilike_escape not_like_escape regexp_matches regexp_full_match regexp_extract",
        "year month day quarter date_part date_trunc make_date datediff date_diff to_years to_months to_days age",
        "list_value list_contains list_has list_has_any list_has_all array_contains array_length unnest",
    )
    for word in words.split()
)


class SlowError(NoSupportError):
    """A query takes longer than it may."""


def shallow(connection: duckdb.DuckDBPyConnection, sql: str) -> Node:
    """Take a query apart that is no deeper than anybody reads.

    Args:
        connection: Any connection; nothing is run.
        sql: One SELECT statement.

    Returns:
        What `parsed` gives.

    Raises:
        NoSupportError: If it is deeper, or is made of more queries: whoever walks through it would not come back.
        ValueError: As `parsed`.
    """
    with suppress(RecursionError):
        tree = parsed(connection, sql)
        if not _is_deep(tree):
            return tree
    raise NoSupportError(_("i frågan står för mycket inom vartannat. Förenkla den"))


def refuse_endless(tree: Node) -> None:
    """Refuse a query that could take any time or memory whatever the data are.

    Args:
        tree: What `shallow` gives.

    Raises:
        NoSupportError: If it repeats itself, or uses what makes much of little.
    """
    for node in nodes_of(tree):
        if node.get("type") == "RECURSIVE_CTE_NODE":
            raise NoSupportError(_("frågan frågar sig själv (RECURSIVE), och kan hålla på utan slut"))
        name = node.get("function_name")
        if name is not None and name not in FUNCTIONS:
            told = _(
                "frågan använder {name}, som inte hör till det som tal räknas fram med (count, sum, max …)", name=name
            )
            raise NoSupportError(told)


def _is_deep(tree: Node) -> bool:
    """Whether a tree is too deep, or is made of too many queries, to be walked through one within the other."""
    level: list[object] = [tree]
    queries = 0
    for _depth in range(DEEPEST):
        below: list[object] = []
        for node in level:
            if isinstance(node, dict):
                queries += "select_list" in node
                below += node.values()
            elif isinstance(node, list):
                below += node
        level = below
    return bool(level) or queries > MOST_QUERIES


@contextmanager
def in_time(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Break off whatever is asked of a connection when it has taken its time.

    Args:
        connection: The connection that all is asked of.

    Raises:
        SlowError: If it has taken longer, whatever came of it.
    """
    done, passed, begun = Event(), Event(), process_time()

    def watch() -> None:
        # By what this process has worked: on a busy machine a good query may wait for long.
        while not done.wait(AGAIN):
            if process_time() - begun > SECONDS:
                passed.set()
                connection.interrupt()

    watching = Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    except (duckdb.Error, NoSupportError):
        if not passed.is_set():
            raise
    finally:
        done.set()
        watching.join()
    if passed.is_set():
        told = _(
            "frågan tog längre tid än {seconds} sekunder och avbröts. Räkna på färre rader", seconds=number(SECONDS)
        )
        raise SlowError(told)


@contextmanager
def in_space(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let questions have no more than a part of the machine's memory.

    Args:
        connection: The connection of a build.
    """
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"SET max_temp_directory_size = '{ASIDE}'")
    try:
        yield
    finally:
        connection.execute("RESET memory_limit")
        connection.execute("RESET max_temp_directory_size")
