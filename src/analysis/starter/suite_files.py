"""Notebooks, guides and templates that belong to the suite and lie in every project: beside the package, or in it."""

from collections.abc import Iterator
from pathlib import Path

from analysis.starter.first_values import VALUES, with_values
from analysis.starter.headings import blank_templates

PACKAGE = Path(__file__).parents[1]
#: What an installed wheel holds of the repository; where the program runs from a repository they lie at its top.
PACKED = PACKAGE / "suite"
REPOSITORY = PACKAGE.parents[1]
#: Notebooks, one question each, and the guides to a project's folders.
PATTERNS = (
    *("notebooks/*.ipynb", "data/README.md"),
    *("docs/arets-siffror.md", "docs/egna-notebookar.md", "docs/nytt-dokument.md", "docs/schemalaggning.md"),
)


def is_the_suite(project: Path) -> bool:
    """Say whether a project is the repository that the suite itself is made in: it brings nothing to itself.

    Args:
        project: The project's folder.
    """
    return not PACKED.is_dir() and project.resolve() == REPOSITORY


def suite_files() -> Iterator[tuple[str, str]]:
    """List what the suite brings.

    Yields:
        Path within a project, and what stands there in a new one.
    """
    root = PACKED if PACKED.is_dir() else REPOSITORY
    for pattern in PATTERNS:
        for path in sorted(root.glob(pattern)):
            content = path.read_text(encoding="utf-8")
            yield path.relative_to(root).as_posix(), with_values(content, VALUES)
    yield from blank_templates()
