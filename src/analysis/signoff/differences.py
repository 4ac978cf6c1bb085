"""Two editions of a report held against each other: what differs, put together by what it is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.signoff.blocks import CHAPTERS, MOVED, ORIGIN, TEXT, WHOLE_ROW, WHOLE_TABLE, Block, Cell
from analysis.signoff.changes import Change, ChartChange, Differences, Entry, Kind
from analysis.signoff.matching import Pair, compare, in_order
from analysis.signoff.owners import block_of, owners
from analysis.signoff.report_on_disk import ReportText, swedish_texts
from analysis.words.translate import later

#: What subjects are, by how their names begin on a page.
SUBJECTS = {
    "matt": later("{Key_figure.one}"),
    "mal": later("{Goal.short.one}"),
    "atagande": later("{Commitment.one}"),
    "kontroll": later("{Control.one}"),
    "omrade": later("{Area.one}"),
}


def differences(before: ReportText, after: ReportText) -> Differences:
    """Find what differs between two editions of a report.

    Args:
        before: The one, usually the approved version.
        after: The other.

    Returns:
        What differs; nothing when their content is the same.
    """
    if before.content == after.content:
        return Differences([], [], [], [])
    compared = compare(before.chapters, after.chapters)
    named: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair, owner in zip(compared.pairs, owners(compared.pairs), strict=True):
        named[owner].append(pair)
    labels = _labels(compared.blocks)
    entries: dict[str, list[Entry]] = {"subject": [], "other": [], "derived": []}
    for (group, name), pairs in named.items():
        entries[group].append(_entry(group, name, labels, pairs))
    title = None if before.title == after.title else (before.title, after.title)
    spoken = swedish_texts(before) | swedish_texts(after)
    found = Differences(entries["subject"], entries["other"], entries["derived"], compared.chapters, title, spoken)
    return found or Differences([], [_rearranged(before, after)], [], [])


def _labels(blocks: Iterable[Block]) -> dict[str, str]:
    """What subjects and key figures are called: by the heading of their rows, else by their charts."""
    labels: dict[str, str] = {}
    for block in sorted(blocks, key=lambda block: block.shape == "chart"):
        for name in (block.subject, f"matt-{block.measure}"):
            if block.label:
                labels.setdefault(name, block.label)
    return labels


_Told = tuple[Kind, str, str | None, str | None, str]


def _entry(group: str, name: str, labels: Mapping[str, str], pairs: list[Pair]) -> Entry:
    subject = group == "subject"
    what = SUBJECTS.get(name.partition("-")[0], "") if subject else ""
    charts: defaultdict[tuple[object, object], list[Pair]] = defaultdict(list)
    places: defaultdict[_Told, dict[str, None]] = defaultdict(dict)
    for pair in pairs:
        if block_of(pair).shape == "chart":
            charts[pair[0] and pair[0].cells, pair[1] and pair[1].cells].append(pair)
            continue
        for change in _cell_changes(pair, named=not subject):
            places[change][_place(pair)] = None
    return Entry(
        labels.get(name, name) if subject else name,
        what,
        [Change(kind, name, old, new, tuple(where), row) for (kind, name, old, new, row), where in places.items()],
        [ChartChange(*same[0], tuple(dict.fromkeys(map(_place, same)))) for same in charts.values()],
    )


def _place(pair: Pair) -> str:
    one, other = pair
    if one is not None and other is not None and one.cells == other.cells:
        return f"{one.place} → {other.place}"
    return block_of(pair).place


def _cell_changes(pair: Pair, *, named: bool) -> list[_Told]:
    """What differs of one block; where an entry is about a whole table, the row is named."""
    one, other = pair
    block = block_of(pair)
    row = block.label if named and block.shape == "row" else ""
    if one is None or other is None:
        words = _told(block)
        return [(Kind.TEXT, _WHOLE.get(block.shape, TEXT), words if one else None, words if other else None, "")]
    if one.cells == other.cells:
        return [(Kind.TEXT, MOVED, _told(one), _told(other), "")]
    both, gone, come = in_order(one.cells, other.cells, lambda cell: cell.name or "-")
    changed: list[_Told] = [(_kind(old, new), new.name, old.words, new.words, row) for old, new in both if old != new]
    changed += [(_kind(cell, cell), cell.name, cell.words, None, row) for cell in gone]
    return [*changed, *((_kind(cell, cell), cell.name, None, cell.words, row) for cell in come)]


#: What a block that came or went is called.
_WHOLE = {"row": WHOLE_ROW, "head": WHOLE_TABLE, "origin": ORIGIN}


def _told(block: Block) -> str:
    if block.shape == "row":
        return "; ".join(f"{cell.name}: {cell.words}" if cell.name else cell.words for cell in block.cells)
    return block.words


def _kind(old: Cell, new: Cell) -> Kind:
    if old.symbols != new.symbols:
        return Kind.SYMBOL
    return Kind.FIGURE if new.is_figure or old.is_figure else Kind.TEXT


def _rearranged(before: ReportText, after: ReportText) -> Entry:
    """The content differs and no block does: the same words are laid out in another way."""
    old = {chapter.title: chapter.words for chapter in before.chapters}
    places = tuple(chapter.title for chapter in after.chapters if old.get(chapter.title) != chapter.words)
    order = [" · ".join(chapter.title for chapter in report.chapters) for report in (before, after)]
    changes = [Change(Kind.TEXT, CHAPTERS, order[0], order[1], places)]
    return Entry(later("Uppställning och ordning"), changes=changes, is_ours=True)
