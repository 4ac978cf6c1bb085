"""Characters that nobody sees, which make two words of what looks like one; and the mark of letters that were lost."""

import re

#: Control characters but for tabs and line ends, marks of direction, breadthless blanks, and U+FFFD, which stands for
#: what a program could not read. Joiners are left alone: signs are made of them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd\ufffe\uffff]"
)


def numbered(found: re.Match[str]) -> str:
    """Name a character by its number.

    Args:
        found: Where it was found.

    Returns:
        A name such as `U+202E`.
    """
    return f"U+{ord(found[0]):04X}"
