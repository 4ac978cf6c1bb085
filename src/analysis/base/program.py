"""What the program itself is made of, as one fingerprint: another one may give other pages from the same data."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

#: Libraries that decide what a notebook answers and how a page looks.
LIBRARIES = (
    *("babel", "duckdb", "ipykernel", "jinja2", "markdown-it-py", "nbclient", "nbconvert", "papermill", "plotly"),
    *("polars", "xlsxwriter"),
)
LEFT_OUT = {"__pycache__"}


@cache
def code_fingerprint() -> str:
    """Hash every file of the package, the version of Python and those of the libraries.

    Returns:
        Twelve hexadecimal digits.
    """
    root = Path(__file__).parents[1]
    digest = hashlib.sha256(f"{sys.version_info[:3]} {[_version(name) for name in LIBRARIES]}".encode())
    for path in sorted(path for path in root.rglob("*") if path.is_file() and not LEFT_OUT & set(path.parts)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
