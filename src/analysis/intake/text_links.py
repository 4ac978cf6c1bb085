"""Links of follow-up texts: they lead to other sites and to people, or the writer is told."""

from collections.abc import Iterator, Mapping

import polars as pl

from analysis.chapter.markup.markdown import dead_links
from analysis.errors import Fault
from analysis.intake.contracts import Narratives
from analysis.intake.rows import FileRow
from analysis.words.translate import _


def link_faults(frames: Mapping[type[FileRow], pl.DataFrame]) -> list[Fault]:
    """Find links that lead nowhere from a page: to a file beside the text, or to an address without a beginning.

    Args:
        frames: Validated frames by contract.

    Returns:
        One fault a link, at the heading of its section; a page shows its words without the link.
    """
    rows = frames[Narratives].select("file", "file_row", "text").iter_rows()
    return [fault for file, row, text in rows for fault in _faults(file, row, text)]


def _faults(file: str, row: int, text: str) -> Iterator[Fault]:
    for address in dead_links(text):
        meant = _meant(address)
        allowed = _("en länk börjar med https://, http:// eller mailto:, till exempel {example}", example=meant)
        yield Fault(file, row, "", address, allowed)


def _meant(address: str) -> str:
    """What was probably meant; of a file beside the text nobody knows."""
    if "@" in address:
        return f"mailto:{address}"
    host = address.partition("/")[0]
    return f"https://{address}" if host.startswith("www.") or host.endswith((".se", ".com", ".org")) else "https://…"
