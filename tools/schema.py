"""Writes the JSON schema of chapters into the documentation: `python tools/schema.py`."""

import json
from pathlib import Path

from analysis.chapter.schema import json_schema

PATH = Path(__file__).parents[1] / "docs" / "chapter.schema.json"


def main() -> None:
    """Write the schema."""
    PATH.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
