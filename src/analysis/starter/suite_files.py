"""The notebooks and guides that belong to the suite, and lie in every project: beside the package, or within it."""

from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
#: What an installed wheel holds of the repository; where the program runs from a repository they lie at its top.
PACKED = PACKAGE / "suite"
REPOSITORY = PACKAGE.parents[1]
#: Notebooks, one question each, and the guides to a project's folders.
PATTERNS = ("notebooks/*.ipynb", "data/README.md", "docs/nytt-dokument.md", "docs/schemalaggning.md")


def suite_files() -> Iterator[tuple[str, Path]]:
    """List what the suite brings.

    Yields:
        Path within a project, and the file.
    """
    root = PACKED if PACKED.is_dir() else REPOSITORY
    for pattern in PATTERNS:
        for path in sorted(root.glob(pattern)):
            yield path.relative_to(root).as_posix(), path
