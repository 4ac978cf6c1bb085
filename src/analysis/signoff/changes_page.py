"""Differences as pages: for whoever reviews a draft, and as the list of corrections that a new version has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from analysis.base.files import write_whole
from analysis.base.project import Project
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Picture
from analysis.chapter.markup.charts import drawing, still_image
from analysis.chapter.markup.values import data_address
from analysis.intake.approvals import Approval
from analysis.publish.chapters.manifest import ReportManifest
from analysis.publish.html.surroundings import Look
from analysis.publish.html.template import page
from analysis.signoff.approval_state import KEPT, kept_folder, review_page
from analysis.signoff.blocks import DRAWN, SPOKEN, TEXT, TITLE, Block, said
from analysis.signoff.changes import Change, ChartChange, Differences, Entry, Kind, words_apart
from analysis.signoff.matching import ChapterPair, in_order
from analysis.signoff.report_on_disk import ReportText
from analysis.words.current_language import speaking
from analysis.words.mixed_language import MixedText, Run, filled, joined, runs_of, swedish
from analysis.words.numbers import count_of
from analysis.words.phrases import enumerate_words
from analysis.words.translate import _, either, later

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
        later("{Goal.short.many}, {commitment.many} och {key_figure.many}"),
        later(
            "Allt som skiljer för {goal.short:en|ett} {goal.short.one} står på ett ställe, med alla platser "
            "där det syns."
        ),
    ),
    (
        later("Övriga uppgifter"),
        later(
            "Rader och texter som inte hör till {goal.short:en viss|ett visst} {goal.short.one}, "
            "{commitment.one} eller {key_figure.one}."
        ),
    ),
    (
        later("Sammanställningar"),
        later("Antal, summor, jämförelser och rubriker som följer av andra uppgifter."),
    ),
)
#: Stands in a sentence where a link is to be.
_LINK = "\N{OBJECT REPLACEMENT CHARACTER}"
#: Shorter words than this are as well of another language.
_TELLING = 4


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
    called: str
    picture: Markup
    figure: Mapping[str, Any] | None


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
        written = page(
            "review",
            look=Look(),
            report=approval.report,
            title=present.title,
            approval=approval,
            kept=f"{KEPT}/{approval.report}/{approval.version}/index.html" if kept.exists() else "",
            summary=summary(found),
            sides=(before, now),
            found=_shown(found, _Sides(before, now, found.swedish)),
            against=_around(_("Godkänd version {version}, {day}, av {name}, mot {now}.", now=_LINK, **approval.told)),
            facts=present.manifest["facts"],
        )
    write_whole(path, written)
    return path


def _around(sentence: str) -> tuple[str, str]:
    """What stands before and after a link in a sentence, told apart by language."""
    parts: tuple[list[Run], list[Run]] = ([], [])
    for words, language in runs_of(sentence):
        before, found, after = words.partition(_LINK)
        parts[bool(parts[1])].append((before, language))
        if found:
            parts[1].append((after, language))
    return MixedText(parts[0]), MixedText(parts[1])


def corrections_page(manifest: ReportManifest, approval: Approval, found: Differences | None, look: Look) -> str:
    """Write the list of corrections of a new version, in the report's language.

    Args:
        manifest: What the report says about itself.
        approval: The new version.
        found: What differs from the version before; nothing when that one's copy is gone.
        look: What stands around the content.

    Returns:
        A whole HTML page.
    """
    with speaking(manifest.language):
        before, now = (_("Version {version}", version=approval.version - past) for past in (1, 0))
        return page(
            "corrections",
            look=look,
            report=manifest,
            version=approval.version,
            reason=swedish(approval.reason),
            summary="" if found is None else summary(found),
            sides=(before, now),
            found=None if found is None else _shown(found, _Sides(before, now, found.swedish)),
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


@dataclass(frozen=True)
class _Sides:
    """The two editions: what they are called, and which of their words are Swedish on a page that is not."""

    old: str
    new: str
    swedish: frozenset[str]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        known = sorted((re.escape(text) for text in self.swedish if len(text) >= _TELLING), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)") if known else None

    def told(self, words: str) -> str:
        """Words of a page, with what is Swedish in them marked."""
        if self._pattern is None:
            return words
        marked, at = [], 0
        for found in self._pattern.finditer(words):
            marked += [words[at : found.start()], swedish(found[0])]
            at = found.end()
        return joined([*marked, words[at:]], "")

    def apart(self, before: str | None, after: str | None) -> tuple[Pieces, Pieces]:
        """Two texts side by side; what a text is in, its pieces are in."""
        left, right = _apart(before, after)
        return self._marked(before, left), self._marked(after, right)

    def _marked(self, whole: str | None, pieces: Pieces) -> Pieces:
        mark = swedish if whole in self.swedish else self.told
        return None if pieces is None else [(differs, mark(words)) for differs, words in pieces]


def _shown(found: Differences, sides: _Sides) -> _Found:
    groups = [
        (_(heading), _(about), [_entry(entry, sides) for entry in entries])
        for (heading, about), entries in zip(_GROUPS, (found.subjects, found.others, found.derived), strict=True)
    ]
    title = _("«{old}» heter nu «{new}».", old=found.title[0], new=found.title[1]) if found.title else ""
    return _Found(title, groups, [_told(pair, sides) for pair in found.chapters])


def _entry(entry: Entry, sides: _Sides) -> _Entry:
    charts = [_chart(change, sides) for change in entry.charts]
    heading = _(entry.heading) if entry.is_ours else sides.told(entry.heading)
    return _Entry(heading, _(entry.what), [_row(change, sides) for change in entry.changes], charts)


def _row(change: Change, sides: _Sides) -> _Row:
    name = sides.told(said(change.name or ("" if change.row else TEXT)))
    return _Row(
        change.kind,
        filled("{row}: {name}", row=sides.told(change.row), name=name) if change.row else name,
        *sides.apart(change.before, change.after),
        tuple(sides.told(place) for place in change.places),
    )


def _apart(before: str | None, after: str | None) -> tuple[Pieces, Pieces]:
    if before is None or after is None:
        return (None if before is None else [(True, before)]), (None if after is None else [(True, after)])
    return words_apart(before, after)


def _chart(change: ChartChange, sides: _Sides) -> _Chart:
    one, other = change.before, change.after
    both, gone, come = in_order(one.cells if one else (), other.cells if other else (), lambda cell: cell.name or "-")
    pairs = [
        *((cell.name, was.words, cell.words) for was, cell in both),
        *((cell.name, cell.words, None) for cell in gone),
        *((cell.name, None, cell.words) for cell in come),
    ]
    known = {name: sides.apart(before, after) for name, before, after in pairs}
    shown = [
        _side(one, sides.old, "del", _("utgår"), known[TITLE][0], known[SPOKEN][0]),
        _side(other, sides.new, "ins", _("tillkommer"), known[TITLE][1], known[SPOKEN][1]),
    ]
    rows = [
        _Row("", sides.told(said(name)), *sides.apart(before, after))
        for name, before, after in pairs
        if name not in (TITLE, SPOKEN, DRAWN)
    ]
    caption = sides.told(next(block.holder for block in (other, one) if block))
    places = tuple(sides.told(place) for place in change.places)
    same = [row for row in rows if not _differs(row)]
    return _Chart(caption, places, shown, [row for row in rows if _differs(row)], same)


def _differs(row: _Row) -> bool:
    return row.before is None or row.after is None or any(differs for differs, __ in [*row.before, *row.after])


def _side(block: Block | None, name: str, tag: str, spoken: str, title: Pieces, alternative: Pieces) -> _Side:
    shown = block.picture if block else None
    # The drawing says nothing that the text below it does not: it has its name, and what it shows is read once, there.
    called = f"{name}: {block.holder}" if block else ""
    figure = shown.picture if isinstance(shown, Chart) else None
    return _Side(name, tag, spoken, title or [], alternative or [], called, _drawn(shown), figure)


def _drawn(shown: Chart | Picture | None) -> Markup:
    if isinstance(shown, Chart):
        return drawing(shown)
    return still_image(data_address(shown)) if shown else Markup("")


def _told(pair: ChapterPair, sides: _Sides) -> str:
    one, other = pair
    if one is None or other is None:
        chapter = other or one
        title = sides.told(chapter.title) if chapter else ""
        return _("«{title}» tillkommer.", title=title) if other else _("«{title}» utgår.", title=title)
    told = [_("heter nu «{title}»", title=sides.told(other.title))] if one.title != other.title else []
    if one.in_document != other.in_document:
        is_part = _("ingår nu i det dokument som antas")
        told.append(is_part if other.in_document else _("ingår inte längre i det dokument som antas"))
    return filled("«{title}» {told}.", title=sides.told(one.title), told=enumerate_words(told))
