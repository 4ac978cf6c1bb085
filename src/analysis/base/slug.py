"""File names made of headings."""

import re
import unicodedata

#: What Windows keeps for devices, with any ending.
DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))


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


def is_device(name: str) -> bool:
    """Tell whether Windows would take a name for a device's: no file or folder there can be called so.

    Args:
        name: A name without ending.

    Returns:
        True for `con`, `NUL` and their like.
    """
    return name.lower() in DEVICES
