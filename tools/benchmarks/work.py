"""What a way of running is given: the notebooks on standard input, the folder for results as its only word."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def chapters() -> Iterator[tuple[int, dict[str, Any], Path]]:
    """Read the work.

    Yields:
        A number, notebook and parameters, and the folder where page and executed notebook go.
    """
    folder = Path(sys.argv[1])
    for place, chapter in enumerate(json.load(sys.stdin)):
        yield place, chapter, folder
