"""What pages of a report have around their content: where they lie, and whether they are approved."""

from dataclasses import dataclass

from markupsafe import Markup

NONE = Markup("")


@dataclass(frozen=True)
class Look:
    """How the pages of a folder are written.

    Attributes:
        mark: The words at the top that say where the report stands.
        mark_alone: The same without links, for a file that has nothing beside it.
        named: What titles begin with, for pages of a kept version; empty for none.
        up: The way from the pages to the output folder.
        assets: The way from the pages to style and scripts.
        stylesheet: The style itself, for a page that has nothing beside it; empty where it is a file.
        paper: Whether the page is made for printing.
    """

    mark: Markup = NONE
    mark_alone: Markup = NONE
    named: str = ""
    up: str = "../"
    assets: str = "../assets"
    stylesheet: Markup = NONE
    paper: bool = False

    @property
    def single(self) -> bool:
        """Whether the page stands alone."""
        return bool(self.stylesheet)

    def title(self, *words: str) -> str:
        """Name a page.

        Args:
            words: What it is, then what it is of.

        Returns:
            The title.
        """
        return " – ".join(filter(None, (self.named, *map(str, words))))
