"""Differences as pages: for whoever reviews a draft, and as the list of corrections that a new version has."""

import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from markupsafe import Markup

from analysis.files import write_whole
from analysis.intake.approvals import Approval
from analysis.language import count_of, enumerate_words
from analysis.project import Project
from analysis.publish.contents import ReportManifest
from analysis.publish.page import PAGES
from analysis.signoff.blocks import SPOKEN, TITLE, Block
from analysis.signoff.changes import Change, ChartChange, Differences, Entry, Kind, words_apart
from analysis.signoff.matching import ChapterPair, in_order
from analysis.signoff.standing import KEPT, kept_folder, review_page
from analysis.signoff.words import ReportText

Pieces = list[tuple[bool, str]] | None
_KINDS = {
    Kind.SYMBOL: ("ändrad symbol", "ändrade symboler"),
    Kind.FIGURE: ("ändrad siffra", "ändrade siffror"),
    Kind.TEXT: ("ändrad text", "ändrade texter"),
    Kind.CHART: ("ändrat diagram", "ändrade diagram"),
}
_GROUPS = (
    (
        "Mål, åtaganden och nyckeltal",
        "Allt som skiljer för ett mål står på ett ställe, med alla platser där det syns.",
    ),
    ("Övriga uppgifter", "Rader och texter som inte hör till ett visst mål, åtagande eller nyckeltal."),
    ("Sammanställningar", "Antal, summor, jämförelser och rubriker som följer av andra uppgifter."),
)
_NAMES = re.compile(r'\b(id|aria-labelledby|aria-describedby|for)="([^"]+)"')
_REFERRED = re.compile(r'url\(#([^)]+)\)|\b(xlink:href|href)="#([^"]+)"')


@dataclass(frozen=True)
class _Row:
    kind: str
    name: str
    before: Pieces
    after: Pieces
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Side:
    name: str
    tag: str
    spoken: str
    title: Pieces
    alternative: Pieces
    picture: Markup


@dataclass(frozen=True)
class _Chart:
    caption: str
    places: tuple[str, ...]
    sides: list[_Side]
    rows: list[_Row]
    same: list[_Row]


@dataclass(frozen=True)
class _Entry:
    heading: str
    what: str
    rows: list[_Row]
    charts: list[_Chart]


@dataclass(frozen=True)
class _Found:
    title: str
    groups: list[tuple[str, str, list[_Entry]]]
    chapters: list[str]


def write_review(project: Project, approval: Approval, present: ReportText, found: Differences) -> Path:
    """Write the page that shows how a report differs from its approved version.

    Args:
        project: The project.
        approval: The approved version.
        present: The report as it is.
        found: What differs.

    Returns:
        The page.
    """
    path = review_page(project, approval.report)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = kept_folder(project, approval) / "index.html"
    page = PAGES.get_template("review.html.j2").render(
        report=approval.report,
        title=present.title,
        version=approval.version,
        day=approval.day,
        name=approval.name,
        kept=f"{KEPT}/{approval.report}/{approval.version}/index.html" if kept.exists() else "",
        summary=summary(found),
        found=_shown(found, f"Godkänd version {approval.version}", "Nu"),
        facts=present.manifest["facts"],
    )
    write_whole(path, page)
    return path


def corrections_page(manifest: ReportManifest, approval: Approval, found: Differences | None) -> str:
    """Write the list of corrections of a new version.

    Args:
        manifest: What the report says about itself.
        approval: The new version.
        found: What differs from the version before; nothing when that one's copy is gone.

    Returns:
        A whole HTML page.
    """
    shown = None if found is None else _shown(found, f"Version {approval.version - 1}", f"Version {approval.version}")
    return PAGES.get_template("corrections.html.j2").render(
        report=manifest,
        version=approval.version,
        reason=approval.reason,
        summary="" if found is None else summary(found),
        found=shown,
    )


def summary(found: Differences) -> str:
    """Say how much differs.

    Args:
        found: What differs.

    Returns:
        For example "3 ändrade siffror och 1 ändrad symbol."
    """
    told = [count_of(amount, *_KINDS[kind]) for kind, amount in found.counts.items() if amount]
    told += [count_of(len(found.chapters), "kapitel berört", "kapitel berörda")] if found.chapters else []
    told += ["ny titel"] if found.title else []
    return f"{enumerate_words(told)}." if told else "Inget skiljer."


def _shown(found: Differences, old: str, new: str) -> _Found:
    numbers = count(1)
    groups = [
        (heading, about, [_entry(entry, old, new, numbers) for entry in entries])
        for (heading, about), entries in zip(_GROUPS, (found.subjects, found.others, found.derived), strict=True)
    ]
    title = f"«{found.title[0]}» heter nu «{found.title[1]}»." if found.title else ""
    return _Found(title, groups, [_told(pair) for pair in found.chapters])


def _entry(entry: Entry, old: str, new: str, numbers: "count[int]") -> _Entry:
    charts = [_chart(change, old, new, next(numbers)) for change in entry.charts]
    return _Entry(entry.heading, entry.what, [_row(change) for change in entry.changes], charts)


def _row(change: Change) -> _Row:
    return _Row(change.kind, change.name or "Text", *_apart(change.before, change.after), change.places)


def _apart(before: str | None, after: str | None) -> tuple[Pieces, Pieces]:
    if before is None or after is None:
        return (None if before is None else [(True, before)]), (None if after is None else [(True, after)])
    return words_apart(before, after)


def _chart(change: ChartChange, old: str, new: str, number: int) -> _Chart:
    one, other = change.before, change.after
    both, gone, come = in_order(one.cells if one else (), other.cells if other else (), lambda cell: cell.name or "-")
    rows = [_Row("", cell.name, *_apart(was.words, cell.words)) for was, cell in both]
    rows += [_Row("", cell.name, *_apart(cell.words, None)) for cell in gone]
    rows += [_Row("", cell.name, *_apart(None, cell.words)) for cell in come]
    told = {row.name: row for row in rows}
    sides = [
        _side(one, old, "del", "utgår", told[TITLE].before, told[SPOKEN].before, f"f{number}"),
        _side(other, new, "ins", "tillkommer", told[TITLE].after, told[SPOKEN].after, f"n{number}"),
    ]
    points = [row for row in rows if row.name not in (TITLE, SPOKEN)]
    caption = next(block.holder for block in (other, one) if block)
    differing = [row for row in points if _differs(row)]
    return _Chart(caption, change.places, sides, differing, [row for row in points if not _differs(row)])


def _differs(row: _Row) -> bool:
    return row.before is None or row.after is None or any(differs for differs, _ in [*row.before, *row.after])


def _side(
    block: Block | None, name: str, tag: str, spoken: str, title: Pieces, alternative: Pieces, prefix: str
) -> _Side:
    # The drawing says nothing that the text below it does not: it has its name, and it is read once.
    picture = Markup(_renamed(block.picture, prefix)) if block else Markup()  # noqa: S704 - made by our own templates
    return _Side(name, tag, spoken, title or [], alternative or [], picture)


def _renamed(picture: str, prefix: str) -> str:
    """Both drawings stand on one page: what they name inside themselves has a name of its own."""
    named = _NAMES.sub(lambda found: f'{found[1]}="{prefix}-{found[2]}"', picture)
    return _REFERRED.sub(
        lambda found: f"url(#{prefix}-{found[1]})" if found[1] else f'{found[2]}="#{prefix}-{found[3]}"', named
    )


def _told(pair: ChapterPair) -> str:
    one, other = pair
    if one is None or other is None:
        chapter = other or one
        return f"«{chapter.title if chapter else ''}» {'tillkommer' if other else 'utgår'}."
    told = [f"heter nu «{other.title}»"] if one.title != other.title else []
    if one.in_document != other.in_document:
        told.append(f"ingår {'nu' if other.in_document else 'inte längre'} i det dokument som antas")
    return f"«{one.title}» {enumerate_words(told)}."
