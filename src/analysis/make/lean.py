"""What the command loads and does not need, left out before anything asks for it."""

import sys

#: jsonschema takes it to check addresses, if it is there; reading its grammar takes longer than running a notebook.
UNNEEDED = ("rfc3987_syntax",)


def leave_out() -> None:
    """Let imports of unneeded modules fail, which those who ask for them take as "not installed"."""
    for name in UNNEEDED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
