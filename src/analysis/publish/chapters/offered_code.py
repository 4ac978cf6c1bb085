"""Which code a page may offer: what only asks a report, and what its author says may be read.

A page is read by anybody. What an analyst writes in a cell may name files, people and passwords, so code is left out
unless nothing of the kind can stand in it.
"""

import ast
import re
import tokenize
from collections.abc import Collection
from io import StringIO

#: A cell that its author lets everybody read, whatever stands in it.
SHOW_CODE = "show-code"
#: What notebooks call the report that they ask.
REPORT = "report"
#: What a question consists of: names, calls and values, nothing that is worked out.
PARTS = (
    *(ast.Call, ast.Attribute, ast.Name, ast.Constant, ast.keyword, ast.Load),
    *(ast.List, ast.Tuple, ast.UnaryOp, ast.USub),
)
#: In a text: what addresses and paths have, or the ending of a file.
LEADS_ELSEWHERE = re.compile(r"[/\\:@]|\.\w{1,8}$")


def offered(source: str, tags: Collection[str]) -> str:
    """Say what a page offers of a cell's code.

    Args:
        source: The code.
        tags: The tags of the cell.

    Returns:
        All of it; nothing where it does more than ask and its author has not tagged it.
    """
    return source if SHOW_CODE in tags or _only_asks(source) else ""


def _only_asks(source: str) -> bool:
    try:
        tokens = list(tokenize.generate_tokens(StringIO(source).readline))
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, tokenize.TokenError):
        return False  # a magic line, or something else that is no Python alone
    has_remarks = any(token.type == tokenize.COMMENT for token in tokens)
    return not has_remarks and all(_is_question(statement) for statement in statements)


def _is_question(statement: ast.stmt) -> bool:
    """Whether a line only asks, or gives the answer a name."""
    if isinstance(statement, ast.Assign) and all(isinstance(target, ast.Name) for target in statement.targets):
        return isinstance(statement.value, ast.Call) and _tells_nothing_else(statement.value)
    return isinstance(statement, ast.Expr) and _tells_nothing_else(statement.value)


def _tells_nothing_else(asked: ast.expr) -> bool:
    parts = list(ast.walk(asked))
    if not isinstance(asked, ast.Call | ast.Name | ast.Attribute) or not all(isinstance(each, PARTS) for each in parts):
        return False
    texts = [each.value for each in parts if isinstance(each, ast.Constant) and isinstance(each.value, str | bytes)]
    names = {each.id for each in parts if isinstance(each, ast.Name)}
    return not texts or (names == {REPORT} and not any(LEADS_ELSEWHERE.search(str(text)) for text in texts))
