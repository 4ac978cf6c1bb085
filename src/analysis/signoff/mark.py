"""The mark at the top of every page: a draft, or an approved version; words and links, no other content."""

import re
from pathlib import Path

from markupsafe import Markup, escape

from analysis.catalogue import _
from analysis.intake.approvals import Approval
from analysis.signoff.standing import CORRECTIONS, KEPT, REVIEWS, Standing

_PLACE = re.compile(r'<aside class="state.*?</aside>', re.DOTALL)
_TITLE = re.compile(r"(?<=<title>)[^<]*")
_LINK = re.compile(r" ?<a\b.*?</a>")


def mark_pages(folder: Path, report: str, mark: str, named: str = "") -> None:
    """Put the mark into every page of a report.

    Args:
        folder: The report's folder, or that of a copy.
        report: Its id; the file of that name is the report in one file.
        mark: The mark.
        named: What the titles of pages begin with, for those of a copy.
    """
    for page in folder.glob("*.html"):
        own = without_links(mark) if page.stem == report else mark
        marked = put_mark(page.read_text(encoding="utf-8"), own)
        title = f"{escape(named)} – {title_in(marked)}" if named else title_in(marked)
        page.write_text(put_title(marked, title), encoding="utf-8")


def put_title(page: str, title: str) -> str:
    """Give a page a title, in place of the one that it has.

    Args:
        page: HTML of a page made with our frame.
        title: The title, escaped.

    Returns:
        The page.
    """
    return _TITLE.sub(lambda _found: title, page, count=1)


def title_in(page: str) -> str:
    """Find the title of a page.

    Args:
        page: HTML of a page made with our frame.

    Returns:
        The title as it is written, escaped; empty when the page has none.
    """
    found = _TITLE.search(page)
    return found[0] if found else ""


def put_mark(page: str, mark: str) -> str:
    """Put the mark into a page, in place of the one that it has.

    Args:
        page: HTML of a page made with our frame.
        mark: The mark.

    Returns:
        The page.
    """
    return _PLACE.sub(lambda _found: mark, page, count=1)


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
        HTML, in the language of the moment.
    """
    latest, draft = standing.latest, _strong(_("Utkast – inte godkänt."))
    if latest is None:
        return _mark("draft", draft)
    where = f"../{KEPT}/{report}/{latest.version}/"
    is_kept = latest.version in standing.kept
    if standing.approved:
        links = [_link(f"{where}index.html", _("Det godkända exemplaret"))] if is_kept else []
        links += [_corrections(where, latest.version)] if is_kept and latest.version > 1 else []
        return _mark("approved", _approved(latest), *links)
    before = escape(_("Senast godkänd: version {version}, {day}, av {name}.", **latest.told))
    links = [_link(f"{where}index.html", _("Godkänd version {version}", version=latest.version))] if is_kept else []
    links += [_link(f"../{REVIEWS}/{report}.html", _("Vad som skiljer"))] if is_kept else []
    return _mark("draft", draft, before, *links)


def mark_of_kept(approval: Approval) -> str:
    """Write the mark of a kept version's pages; it says nothing of what comes after it.

    Args:
        approval: The version.

    Returns:
        HTML, in the language of the moment.
    """
    links = [_corrections("", approval.version)] if approval.version > 1 else []
    return _mark("approved", _approved(approval), *links)


def _approved(approval: Approval) -> Markup:
    return _strong(_("Godkänd version {version}, {day}, av {name}.", **approval.told))


def _corrections(where: str, version: int) -> Markup:
    return _link(f"{where}{CORRECTIONS}", _("Rättelser sedan version {version}", version=version - 1))


def _strong(words: str) -> Markup:
    return Markup("<strong>{}</strong>").format(words)


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)


def _mark(kind: str, *parts: Markup) -> str:
    frame = Markup('<aside class="state {}" aria-label="{}"><p>{}</p></aside>')
    return str(frame.format(kind, _("Rapportens läge"), Markup(" ").join(parts)))
