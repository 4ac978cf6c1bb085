"""Where each goal, commitment and process area of a report is told about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.chapter.chapter import Chapter, Value
from analysis.chapter.every_piece import pieces_in
from analysis.chapter.pieces import Link, Mark, Piece
from analysis.chapter.table import Table
from analysis.chapter.text import Text


@dataclass(frozen=True)
class Told:
    """What a chapter tells about.

    Attributes:
        page: File name of its page.
        number: Its number in the whole document, none when it is not part of that.
        area: The process area that all of it is about, if any.
        subjects: What has a place of its own in it, such as `mal-hme`, in order.
        notebook: Which notebook it comes from.
    """

    page: str
    number: int | None
    area: str
    subjects: Sequence[str]
    notebook: str = ""


def subjects_in(chapter: Chapter) -> list[str]:
    """Find what has a place of its own in a chapter.

    Args:
        chapter: The chapter.

    Returns:
        Names such as `mal-hme`, each once, in order.
    """
    return list(dict.fromkeys(subject for value in chapter.values for subject in _subjects(value) if subject))


def _subjects(value: Value) -> Iterator[str]:
    if isinstance(value, Table):
        yield from (row.subject for row in value.rows)
    elif isinstance(value, Text):
        yield from (part.subject for part in value.parts)
    yield from (name for piece in pieces_in(value) if (name := _name(piece)))


def _name(piece: Piece) -> str:
    """What leads to a piece: a figure in doubt, and what is said of it in the review."""
    if isinstance(piece, Mark):
        return piece.subject
    return piece.name if isinstance(piece, Link) else ""


def in_pages(chapters: Iterable[Told]) -> dict[str, str]:
    """Say where to find things in a report of many pages.

    Args:
        chapters: Its chapters in order.

    Returns:
        Address by subject: the first page that has a place for it.
    """
    found: dict[str, str] = {}
    for chapter in chapters:
        found.setdefault(f"omrade-{chapter.area}", chapter.page)
        found.setdefault(f"kapitel-{chapter.notebook}", chapter.page)
        for subject in chapter.subjects:
            found.setdefault(subject, f"{chapter.page}#{subject}")
    return found


def in_document(chapters: Iterable[Told]) -> dict[str, str]:
    """Say where to find things in a report that is one page.

    Args:
        chapters: Its chapters in order.

    Returns:
        Address by subject, within the page; that of a chapter that is left out is its own page.
    """
    found: dict[str, str] = {}
    for chapter in chapters:
        if chapter.number is None:
            found.setdefault(f"kapitel-{chapter.notebook}", chapter.page)
            continue
        found.setdefault(f"omrade-{chapter.area}", f"#kapitel-{chapter.number}")
        found.setdefault(f"kapitel-{chapter.notebook}", f"#kapitel-{chapter.number}")
        for subject in chapter.subjects:
            found.setdefault(subject, f"#k{chapter.number}-{subject}")
    return found


def on_paper(addresses: dict[str, str]) -> dict[str, str]:
    """Keep the addresses that lead somewhere without the other pages.

    Args:
        addresses: Address by subject.

    Returns:
        Those within the page.
    """
    return {subject: address for subject, address in addresses.items() if address.startswith("#")}
