"""What was measured, as data for whoever draws or compares it: kept with what can be made again, never in git."""

import json
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "output" / "measured"


def keep(name: str, stored: object) -> None:
    """Write down what was measured.

    Args:
        name: What it is called.
        stored: Anything that JSON can hold.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
