"""What the wheel holds beside the package: notebooks and guides that every project has.

Hatch calls it when a wheel is built. One that is installed for developing points to the repository, where they lie.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "analysis/suite"
HELD = (
    *("notebooks", "data/README.md"),
    *("docs/arets-siffror.md", "docs/egna-notebookar.md", "docs/nytt-dokument.md", "docs/schemalaggning.md"),
)


class SuiteInWheel(BuildHookInterface):  # type: ignore[type-arg] # its configuration is of no interest here
    """Add them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Say which files the wheel also holds.

        Args:
            version: `standard`, or `editable`.
            build_data: What the builder goes by.
        """
        if version != "editable":
            build_data["force_include"].update({str(Path(self.root) / name): f"{PLACE}/{name}" for name in HELD})
