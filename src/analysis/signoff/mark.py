"""The mark at the top of every page: a draft, or an approved version; words and links, no other content."""

import re
from html import escape
from pathlib import Path

from analysis.signoff.standing import CORRECTIONS, KEPT, REVIEWS, Standing

_PLACE = re.compile(r'<aside class="state.*?</aside>', re.DOTALL)
_LINK = re.compile(r" ?<a\b.*?</a>")
_NOT_APPROVED = "Utkast – inte godkänt"


def mark_pages(folder: Path, report: str, mark: str) -> None:
    """Put the mark into every page of a report.

    Args:
        folder: The report's folder, or that of a copy.
        report: Its id; the file of that name is the report in one file.
        mark: The mark.
    """
    for page in folder.glob("*.html"):
        own = without_links(mark) if page.stem == report else mark
        page.write_text(put_mark(page.read_text(encoding="utf-8"), own), encoding="utf-8")


def put_mark(page: str, mark: str) -> str:
    """Put the mark into a page, in place of the one that it has.

    Args:
        page: HTML of a page made with our frame.
        mark: The mark.

    Returns:
        The page.
    """
    return _PLACE.sub(lambda _: mark, page, count=1)


def mark_in(page: str) -> str:
    """Find the mark of a page.

    Args:
        page: HTML of a page made with our frame.

    Returns:
        The mark; empty when the page has none.
    """
    found = _PLACE.search(page)
    return found[0] if found else ""


def without_links(mark: str) -> str:
    """Write the mark of a file that has nothing beside it.

    Args:
        mark: The mark.

    Returns:
        The mark, its sentences alone.
    """
    return _LINK.sub("", mark)


def mark_of(standing: Standing, report: str) -> str:
    """Write the mark of a report's present pages.

    Args:
        standing: Where it stands.
        report: Its id.

    Returns:
        HTML.
    """
    latest = standing.latest
    if latest is None:
        return _mark("draft", f"<strong>{_NOT_APPROVED}.</strong>")
    where = f"../{KEPT}/{report}/{latest.version}/"
    is_kept = latest.version in standing.kept
    told = _signed(latest.version, latest.day, latest.name)
    if standing.approved:
        links = [_link(f"{where}index.html", "Det godkända exemplaret")] if is_kept else []
        links += [_corrections(where, latest.version)] if is_kept and latest.version > 1 else []
        return _mark("approved", f"<strong>Godkänd {told}.</strong>", *links)
    words = f"<strong>{_NOT_APPROVED}.</strong> Senast godkänd: {told}."
    links = [_link(f"{where}index.html", f"Godkänd version {latest.version}")] if is_kept else []
    links += [_link(f"../{REVIEWS}/{report}.html", "Vad som skiljer")] if is_kept else []
    return _mark("draft", words, *links)


def mark_of_kept(version: int, day: str, name: str) -> str:
    """Write the mark of a kept version's pages; it says nothing of what comes after it.

    Args:
        version: The version.
        day: The day of the approval.
        name: Who approved it.

    Returns:
        HTML.
    """
    links = [_corrections("", version)] if version > 1 else []
    return _mark("approved", f"<strong>Godkänd {_signed(version, day, name)}.</strong>", *links)


def _signed(version: int, day: str, name: str) -> str:
    return f"version {version}, {day}, av {escape(name)}"


def _corrections(where: str, version: int) -> str:
    return _link(f"{where}{CORRECTIONS}", f"Rättelser sedan version {version - 1}")


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _mark(kind: str, *parts: str) -> str:
    return f'<aside class="state {kind}" aria-label="Rapportens läge"><p>{" ".join(parts)}</p></aside>'
