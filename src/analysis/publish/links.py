"""Links between the chapters of a report: where a goal, a commitment or a process area is told about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

#: An element that links lead to, and a link that says what it is about.
ANCHOR = re.compile(r' id="((?:mal|atagande|kontroll|utvarderat)-[^"]+)"')
LINK = re.compile(r'<a\b(?P<attributes>[^>]* data-to="(?P<subject>[^"]+)"[^>]*)>')
OWN = re.compile(r' (href|data-to)="[^"]*"')


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


def subjects_in(html: str) -> list[str]:
    """Find what has a place of its own in a chapter.

    Args:
        html: Its content.

    Returns:
        Names such as `mal-hme`, in order.
    """
    return ANCHOR.findall(html)


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


def linked(html: str, addresses: Mapping[str, str]) -> Markup:
    """Let links lead to where their subjects are told about.

    Args:
        html: Content of a chapter.
        addresses: Address by subject.

    Returns:
        The content; a link whose subject is nowhere is no link any more.
    """

    def lead(found: re.Match[str]) -> str:
        address = addresses.get(found["subject"])
        href = f' href="{Markup.escape(address)}"' if address else ""
        return f"<a{href}{OWN.sub('', found['attributes'])}>"

    return Markup(LINK.sub(lead, html))  # noqa: S704 - as safe as it was
