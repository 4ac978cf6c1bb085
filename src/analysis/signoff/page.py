"""Differences as pages: for whoever reviews a draft, and as the list of corrections that a new version has."""

import re
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from markupsafe import Markup

from analysis.catalogue import _, either, later
from analysis.files import write_whole
from analysis.intake.approvals import Approval
from analysis.language import count_of, enumerate_words
from analysis.marked import swedish
from analysis.project import Project
from analysis.publish.contents import ReportManifest
from analysis.publish.page import PAGES
from analysis.signoff.blocks import SPOKEN, TEXT, TITLE, Block, said
from analysis.signoff.changes import Change, ChartChange, Differences, Entry, Kind, words_apart
from analysis.signoff.matching import ChapterPair, in_order
from analysis.signoff.standing import KEPT, kept_folder, review_page
from analysis.signoff.words import ReportText
from analysis.speech import speaking

Pieces = list[tuple[bool, str]] | None
_KINDS = {
    Kind.SYMBOL: either("ändrad symbol", "ändrade symboler"),
    Kind.FIGURE: either("ändrad siffra", "ändrade siffror"),
    Kind.TEXT: either("ändrad text", "ändrade texter"),
    Kind.CHART: either("ändrat diagram", "ändrade diagram"),
}
_CHAPTERS = either("kapitel berört", "kapitel berörda")
_GROUPS = (
    (
        later("Mål, åtaganden och nyckeltal"),
        later("Allt som skiljer för ett mål står på ett ställe, med alla platser där det syns."),
    ),
    (
        later("Övriga uppgifter"),
        later("Rader och texter som inte hör till ett visst mål, åtagande eller nyckeltal."),
    ),
    (
        later("Sammanställningar"),
        later("Antal, summor, jämförelser och rubriker som följer av andra uppgifter."),
    ),
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
    """Write the page that shows how a report differs from its approved version, in the report's language.

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
    with speaking(present.language):
        before, now = _("Godkänd version {version}", version=approval.version), _("Nu")
        page = PAGES.get_template("review.html.j2").render(
            report=approval.report,
            title=present.title,
            approval=approval,
            kept=f"{KEPT}/{approval.report}/{approval.version}/index.html" if kept.exists() else "",
            summary=summary(found),
            sides=(before, now),
            found=_shown(found, before, now),
            facts=present.manifest["facts"],
        )
    write_whole(path, page)
    return path


def corrections_page(manifest: ReportManifest, approval: Approval, found: Differences | None) -> str:
    """Write the list of corrections of a new version, in the report's language.

    Args:
        manifest: What the report says about itself.
        approval: The new version.
        found: What differs from the version before; nothing when that one's copy is gone.

    Returns:
        A whole HTML page.
    """
    with speaking(manifest.language):
        before, now = (_("Version {version}", version=approval.version - past) for past in (1, 0))
        return PAGES.get_template("corrections.html.j2").render(
            report=manifest,
            version=approval.version,
            reason=swedish(approval.reason),
            summary="" if found is None else summary(found),
            sides=(before, now),
            found=None if found is None else _shown(found, before, now),
        )


def summary(found: Differences) -> str:
    """Say how much differs.

    Args:
        found: What differs.

    Returns:
        In the language of the moment, for example "3 ändrade siffror och 1 ändrad symbol."
    """
    told = [count_of(amount, *_KINDS[kind]) for kind, amount in found.counts.items() if amount]
    told += [count_of(len(found.chapters), *_CHAPTERS)] if found.chapters else []
    told += [_("ny titel")] if found.title else []
    return f"{enumerate_words(told)}." if told else _("Inget skiljer.")


def _shown(found: Differences, old: str, new: str) -> _Found:
    numbers = count(1)
    groups = [
        (_(heading), _(about), [_entry(entry, old, new, numbers) for entry in entries])
        for (heading, about), entries in zip(_GROUPS, (found.subjects, found.others, found.derived), strict=True)
    ]
    title = _("«{old}» heter nu «{new}».", old=found.title[0], new=found.title[1]) if found.title else ""
    return _Found(title, groups, [_told(pair) for pair in found.chapters])


def _entry(entry: Entry, old: str, new: str, numbers: "count[int]") -> _Entry:
    charts = [_chart(change, old, new, next(numbers)) for change in entry.charts]
    heading = _(entry.heading) if entry.is_ours else entry.heading
    return _Entry(heading, _(entry.what), [_row(change) for change in entry.changes], charts)


def _row(change: Change) -> _Row:
    name = said(change.name or ("" if change.row else TEXT))
    return _Row(
        change.kind,
        f"{change.row}: {name}" if change.row else name,
        *_apart(change.before, change.after),
        change.places,
    )


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
        _side(one, old, "del", _("utgår"), told[TITLE].before, told[SPOKEN].before, f"f{number}"),
        _side(other, new, "ins", _("tillkommer"), told[TITLE].after, told[SPOKEN].after, f"n{number}"),
    ]
    points = [row for row in rows if row.name not in (TITLE, SPOKEN)]
    caption = next(block.holder for block in (other, one) if block)
    differing = [row for row in points if _differs(row)]
    same = [row for row in points if not _differs(row)]
    return _Chart(caption, change.places, sides, [_named(row) for row in differing], [_named(row) for row in same])


def _named(row: _Row) -> _Row:
    return replace(row, name=said(row.name))


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
    named = _NAMES.sub(
        lambda found: f'{found[1]}="{" ".join(f"{prefix}-{name}" for name in found[2].split())}"', picture
    )
    return _REFERRED.sub(
        lambda found: f"url(#{prefix}-{found[1]})" if found[1] else f'{found[2]}="#{prefix}-{found[3]}"', named
    )


def _told(pair: ChapterPair) -> str:
    one, other = pair
    if one is None or other is None:
        chapter = other or one
        title = chapter.title if chapter else ""
        return _("«{title}» tillkommer.", title=title) if other else _("«{title}» utgår.", title=title)
    told = [_("heter nu «{title}»", title=other.title)] if one.title != other.title else []
    if one.in_document != other.in_document:
        is_part = _("ingår nu i det dokument som antas")
        told.append(is_part if other.in_document else _("ingår inte längre i det dokument som antas"))
    return f"«{one.title}» {enumerate_words(told)}."
