"""A figure that a text asks the database for, as it stands in the text."""

import re

#: A figure asked for in a text, such as {{ utfall("nmi", 2016) }}; what is never closed reaches over no other one.
EXPRESSION = re.compile(r"\{\{(?P<code>(?:(?!\{\{|\}\}).)*)\}\}", re.DOTALL)
#: What asks for nothing: words in quotes, or digits.
_LITERAL = re.compile(r"""\s*(?:"(?P<double>[^"\\]*)"|'(?P<single>[^'\\]*)'|(?P<digits>[0-9]+))\s*""")


def literal_of(code: str) -> str | None:
    """Say what an expression says that asks for nothing.

    Args:
        code: What stands between the braces.

    Returns:
        Its words or digits; nothing where it is anything else.
    """
    found = _LITERAL.fullmatch(code)
    return None if found is None else found[str(found.lastgroup)]


def by_hand(template: str) -> str:
    """Keep what somebody has typed of a text.

    Args:
        template: The text as it is written.

    Returns:
        As many letters, with blanks for what the database is asked for; words and digits in braces are typed too.
    """
    return EXPRESSION.sub(_typed, template)


def _typed(found: re.Match[str]) -> str:
    """What is typed of an expression, where it stands in it."""
    literal = _LITERAL.fullmatch(found.string, *found.span("code"))
    if literal is None:
        return " " * len(found.group())
    kind = str(literal.lastgroup)
    before = " " * (literal.start(kind) - found.start())
    return f"{before}{literal[kind]}".ljust(len(found.group()))
