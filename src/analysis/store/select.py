"""What a SELECT reads, and whether what it answers comes from there: told from DuckDB's own parse tree."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import duckdb

Node = Mapping[str, Any]

#: Functions that count rows: what is counted may be a constant.
COUNTING = {"count", "count_star", "count_if", "sum"}
#: What decides which rows a function sees, not what it makes of them.
CHOOSING = {"filter", "order_bys", "partitions", "orders", "when_expr"}
#: Expressions that say yes or no: a typed number that one lets through is still typed.
DECIDING = {"COMPARISON", "CONJUNCTION", "BETWEEN"}
DECIDING_TYPES = {"OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "OPERATOR_NOT", "COMPARE_IN", "COMPARE_NOT_IN"}
#: What gives the largest or smallest of what it is given.
EITHER = {"greatest", "least"}
#: What makes a share of yes and no.
AVERAGING = {"avg", "mean"}


def parsed(connection: duckdb.DuckDBPyConnection, sql: str) -> Node:
    """Take a statement apart.

    Args:
        connection: Any connection; nothing is run.
        sql: One SELECT statement.

    Returns:
        DuckDB's parse tree of it.

    Raises:
        ValueError: If it is none, with what DuckDB says of it.
    """
    ((text,),) = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()
    tree: Node = json.loads(text)
    if tree["error"]:
        raise ValueError(tree["error_message"])
    node: Node = tree["statements"][0]["node"]
    return node


def sources_of(tree: Node) -> list[str]:
    """List what a statement reads, its subqueries included.

    Args:
        tree: What `parsed` gives.

    Returns:
        Names of tables and views as DuckDB finds them (in lower case, with their schema if one is named), each once;
        table functions with `()`, and `VALUES` for rows that the statement itself holds. What it names itself by
        `WITH` is not among them.
    """
    nodes = list(nodes_of(tree))
    own = {entry["key"].lower() for node in nodes if "cte_map" in node for entry in node["cte_map"]["map"]}
    # Of all nodes, only statements and what they read may be sampled; statements have modifiers too.
    read = [_name(node) for node in nodes if "sample" in node and "modifiers" not in node]
    return list(dict.fromkeys(name for name in read if name and name not in own))


def is_told(tree: Node, typed: frozenset[str] = frozenset()) -> bool:
    """Say whether the first column of an answer is made of what is read, and not of what stands in the statement.

    Args:
        tree: What `parsed` gives, or a query within it.
        typed: Names of columns around it that hold constants.

    Returns:
        True when it is a column, or counts rows, however it is worked out from there.
    """
    if "select_list" not in tree:
        return all(is_told(child, typed) for child in _inner(tree))
    return _made_of_rows(tree["select_list"][0], typed | _typed_within(tree, typed))


def selected(tree: Node) -> Node:
    """Take the first expression that a statement gives.

    Args:
        tree: What `parsed` gives.

    Returns:
        Its node; that of the first part of a union.
    """
    while "select_list" not in tree:
        tree = _inner(tree)[0]
    first: Node = tree["select_list"][0]
    return first


def nodes_of(tree: object) -> Iterator[Node]:
    """Give every node of a tree or a part of it, whatever it is.

    Args:
        tree: What `parsed` gives.
    """
    if isinstance(tree, dict):
        yield tree
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from nodes_of(each)


def compared_words(tree: Node) -> Iterator[tuple[str, str]]:
    """Give the words that columns are compared with.

    Args:
        tree: What `parsed` gives.

    Yields:
        Column and word, where the column is to be that word, or one of several.
    """
    for node in nodes_of(tree):
        sides = node.get("children", []) if node.get("type") == "COMPARE_IN" else []
        if node.get("type") == "COMPARE_EQUAL":
            sides = [node["left"], node["right"]]
        columns = [side["column_names"][-1].lower() for side in sides if side["class"] == "COLUMN_REF"]
        words = [side["literal"]["text"] for side in sides if _is_text(side)]
        if len(columns) == 1:
            yield from ((columns[0], word) for word in words)


def _is_text(node: Node) -> bool:
    return bool(node["class"] == "CONSTANT" and node["literal"]["kind"] == "STRING")


def numbers_in(tree: Node) -> set[float]:
    """List the numbers that stand in a statement, but for those that it compares with.

    Args:
        tree: What `parsed` gives.

    Returns:
        Each once, without sign; also those that are written as texts.
    """
    return {abs(number) for number in _typed(tree)}


def _typed(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        if value.get("class") == "CONSTANT":
            yield from _number(value)
        if "class" in value and _decides(value):
            return
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _typed(each)


def _number(constant: Node) -> Iterator[float]:
    """What a constant is, where it is a number, also one in quotes."""
    with suppress(ValueError):
        yield float(constant["literal"]["text"])


def _typed_within(tree: Node, typed: frozenset[str]) -> frozenset[str]:
    """Names of the columns that the queries below a statement fill with constants."""
    found = typed
    for entry in tree["cte_map"]["map"]:
        found |= _typed_columns(entry["value"]["query_node"], entry["value"]["aliases"], found)
    for node in nodes_of(tree.get("from_table")):
        if node.get("type") == "SUBQUERY" and "sample" in node:
            found |= _typed_columns(node["subquery"]["node"], node["column_name_alias"], found)
    return found


def _typed_columns(tree: Node, names: list[str], typed: frozenset[str]) -> frozenset[str]:
    if "select_list" not in tree:
        return frozenset[str]().union(*(_typed_columns(child, names, typed) for child in _inner(tree)))
    known = typed | _typed_within(tree, typed)
    columns = tree["select_list"]
    written = [*names, *(column["alias"] or column.get("column_names", [""])[-1] for column in columns[len(names) :])]
    pairs = zip(written, columns, strict=True)
    return frozenset(name.lower() for name, column in pairs if not _made_of_rows(column, known))


def _made_of_rows(expression: Node, typed: frozenset[str]) -> bool:
    kind = expression["class"]
    if kind == "COLUMN_REF":
        return expression["column_names"][-1].lower() not in typed
    if kind == "STAR":
        return not typed
    if kind == "LAMBDA" or _decides(expression):  # the columns of a lambda are its own
        return False
    if kind == "SUBQUERY" and expression["subquery_type"] == "SCALAR":
        return is_told(expression["subquery"]["node"], typed)
    counts = expression.get("function_name") in COUNTING and not expression.get("distinct")
    rest = {name: value for name, value in expression.items() if name not in CHOOSING}
    counts = counts or _is_share(expression)
    if _chooses(expression) and any(map(_numbered, _parts(rest))):
        return False
    return counts or any(_made_of_rows(part, typed) for part in _parts(rest))


def _decides(expression: Node) -> bool:
    return expression["class"] in DECIDING or expression.get("type") in DECIDING_TYPES


def _chooses(expression: Node) -> bool:
    """Whether it gives one of what it is given."""
    return expression["class"] == "CASE" or expression.get("function_name") in EITHER


def _numbered(expression: Node) -> bool:
    """Whether it is a number of its own; nothing and zero say that there is none."""
    return expression["class"] == "CONSTANT" and any(_number(expression))


def _is_share(expression: Node) -> bool:
    """Whether it says for how large a part of the rows something is so."""
    if expression.get("function_name") not in AVERAGING:
        return False
    asked = next(_parts(expression["arguments"]), None)
    while asked and asked["class"] == "CAST":
        asked = asked["child"]
    return bool(asked and _decides(asked))


def _parts(value: object) -> Iterator[Node]:
    """The expressions directly below one."""
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(each, dict) and "class" in each:
            yield each
        else:
            yield from _parts(each)


def _inner(tree: Node) -> list[Node]:
    """The queries that a union or the like is made of."""
    return list(tree.get("children") or [tree[side] for side in ("left", "right") if side in tree])


def _name(node: Node) -> str:
    if node["type"] == "BASE_TABLE":
        within = [node["catalog_name"], node["schema_name"].replace("main", "")]
        return ".".join(part for part in [*within, node["table_name"]] if part).lower()
    if node["type"] == "TABLE_FUNCTION":
        return f"{node['function']['function_name']}()"
    return {"EXPRESSION_LIST": "VALUES", "SHOW_REF": "SHOW"}.get(node["type"], "")
