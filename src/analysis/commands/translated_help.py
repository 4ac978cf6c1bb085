"""Help of commands in another language than Swedish: their docstrings by way of the catalogue."""

from cyclopts.help import DefaultFormatter, HelpEntry, HelpPanel, InlineText
from rich.console import Console, ConsoleOptions
from rich.markdown import Markdown

from analysis.words.translate import _


class TranslatedHelp(DefaultFormatter):
    """Shows help the usual way, each description in the language of the moment."""

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Show one panel.

        Args:
            console: Where it is shown.
            options: How wide that is, and the like.
            panel: The panel, its descriptions as docstrings have them.
        """
        super().__call__(console, options, panel.copy(entries=[_said(entry) for entry in panel.entries]))


def _said(entry: HelpEntry) -> HelpEntry:
    """Say a description; what is no text of a docstring stays as it is."""
    text = getattr(getattr(entry.description, "primary_renderable", None), "markup", "")
    return entry.copy(description=InlineText(Markdown(_(text)))) if text else entry
