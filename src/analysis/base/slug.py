"""File names made of headings."""

import re
import unicodedata


def slug(text: str, longest: int) -> str:
    """Make a part of a file name of a text.

    Args:
        text: Any text.
        longest: How many characters it may have.

    Returns:
        Lower-case letters a-z, digits and hyphens, never a path; empty when the text has no letter or digit.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")
