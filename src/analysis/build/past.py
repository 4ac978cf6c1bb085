"""What one published value was before: every change of it, also from before its row was moved."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

import polars as pl

from analysis.store.history import BETWEEN, KINDS

#: Which published value it is: fact, document, key and field.
Which = tuple[str, str, str, str]


@dataclass(frozen=True)
class Change:
    """One change of a published value.

    Attributes:
        number: Its place in the history, which is in the order of builds.
        when: When it was built, UTC.
        build: Fingerprint of the data that it was built from.
        which: The value that changed.
        before: What it was, nothing if it was not there.
        after: What it became, nothing if it was gone.
        place: Where it stood in the document after that, or before it was gone.
        commit: Id of the commit that the data stood at, if they stood at one.
        moved: The change by which the same value was gone from where it stood before, if that is all that happened.
        units: What is written after the figure before and after that, as far as it is known.
    """

    number: int
    when: datetime
    build: str
    which: Which
    before: str | None
    after: str | None
    place: str | None
    commit: str | None
    moved: "Change | None" = None
    units: tuple[str | None, str | None] = (None, None)


class Past:
    """Every change since the first build, each value's own.

    Args:
        history: Rows of the query `history`.
    """

    def __init__(self, history: pl.DataFrame) -> None:
        found = [_change(number, row) for number, row in enumerate(history.iter_rows(named=True))]
        moves = _moves(found)
        self._changes = [_with_move(change, moves) for change in found]
        self._taken = {gone.number for gone in moves.values()}
        self._of: defaultdict[Which, list[Change]] = defaultdict(list)
        for change in self._changes:
            self._of[change.which].append(change)

    def of(self, which: Which) -> list[Change]:
        """List the changes of one value.

        Args:
            which: The value as it is known now.

        Returns:
            Its changes, the latest first; what it was called before its row was moved is followed.
        """
        return list(self._followed(which))

    def gone(self) -> list[Change]:
        """List the values that stood once and stand no more, the latest first.

        Returns:
            The change by which each of them went; what was only moved is not among them.
        """
        last = (changes[-1] for changes in self._of.values())
        gone = [change for change in last if change.after is None and change.number not in self._taken]
        return sorted(gone, key=lambda change: change.number, reverse=True)

    def _followed(self, which: Which) -> Iterator[Change]:
        limit = len(self._changes)
        while True:
            for change in reversed(self._of.get(which, [])):
                if change.number < limit:
                    yield change
                    if change.moved:
                        which, limit = change.moved.which, change.moved.number
                        break
            else:
                return


def parts_of(fact: str, key: str) -> Mapping[str, str]:
    """Take a key apart.

    Args:
        fact: The kind of fact.
        key: Its key, as `published_values` writes it.

    Returns:
        Its parts by name; names and places keep whatever they hold.
    """
    return _PARTS.get(fact, _named("code"))(key)


def _observation(key: str) -> Mapping[str, str]:
    names = ("indicator", "organisation", "sex", "period_start", "period_end", "measure")
    parts = key.split(BETWEEN, len(names))
    spot = parts[-1] if len(parts) > len(names) else ""
    before, _between, kind = spot.rpartition(BETWEEN)
    spot, kind = (before, kind) if kind in KINDS else (spot, "")
    place, _between, line = spot.rpartition(BETWEEN)
    return dict(zip(names, parts, strict=False)) | {"place": place, "line": line, "period_type": kind}


def _amount(key: str) -> Mapping[str, str]:
    first = key.split(BETWEEN, 3)
    last = first[-1].rsplit(BETWEEN, 3)
    return dict(zip(("organisation", "statement", "line"), first, strict=False)) | dict(
        zip(("name", "measure", "period_start", "period_end"), last, strict=False)
    )


def _text(key: str) -> Mapping[str, str]:
    names = ("organisation", "kind", "code", "section")
    parts = key.split(BETWEEN, len(names))
    place, _between, line = parts[-1].rpartition(BETWEEN)
    return dict(zip(names, parts, strict=False)) | {"place": place, "line": line}


def _named(*names: str) -> Callable[[str], Mapping[str, str]]:
    return lambda key: dict(zip(names, key.split(BETWEEN, len(names) - 1), strict=False))


_PARTS: Mapping[str, Callable[[str], Mapping[str, str]]] = {
    "observation": _observation,
    "target": _named("code", "organisation", "year"),
    "amount": _amount,
    "area": _named("organisation", "code"),
    "node": _named("organisation", "code"),
    "score": _named("area", "question"),
    "text": _text,
}
#: What may be another and the value still the same one: where it stands, or else what its line is called.
_MOVABLE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "observation": (("place", "line"),),
    "amount": (("line",), ("name",)),
    "text": (("place", "line"),),
}


def _change(number: int, row: Mapping[str, Any]) -> Change:
    which = (row["fact"], row["document"], row["key"], row["field"])
    told = (row["before"], row["after"], row["place"], row["commit_id"])
    units = row["symbol_before"], row["symbol_after"]
    return Change(number, row["changed_at"], row["fingerprint"], which, *told, units=units)


def _with_move(change: Change, moves: Mapping[int, Change]) -> Change:
    gone = moves.get(change.number)
    return Change(**{**vars(change), "moved": gone}) if gone else change


def _moves(changes: Iterable[Change]) -> Mapping[int, Change]:
    """Which new values are old ones that have been moved: by the number of the change, the one by which each went.

    Of several that could be meant, those that stayed at their place or kept their value come first, then the nearest.
    """
    builds: defaultdict[tuple[object, ...], list[Change]] = defaultdict(list)
    for change in changes:
        if change.which[0] in _MOVABLE and None in (change.before, change.after):
            builds[change.when, change.build, change.which[:2], change.which[3]].append(change)
    moves: dict[int, Change] = {}
    for group in builds.values():
        for free in _MOVABLE[group[0].which[0]]:
            _pair(group, free, moves)
    return moves


def _pair(group: list[Change], free: tuple[str, ...], moves: dict[int, Change]) -> None:
    alike: defaultdict[tuple[str, ...], tuple[list[Change], list[Change]]] = defaultdict(lambda: ([], []))
    taken = {gone.number for gone in moves.values()}
    for change in group:
        if change.number not in taken and change.number not in moves:
            kept = tuple(text for name, text in parts_of(change.which[0], change.which[2]).items() if name not in free)
            alike[kept][change.after is not None].append(change)
    for gone, new in alike.values():
        for old, now in sorted(product(gone, new), key=lambda pair: _distance(*pair)):
            if now.number not in moves and old.number not in taken:
                moves[now.number] = old
                taken.add(old.number)


def _distance(old: Change, new: Change) -> tuple[bool, bool, int]:
    lines = [parts_of(change.which[0], change.which[2]).get("line", "") for change in (old, new)]
    apart = abs(int(lines[0]) - int(lines[1])) if all(line.isdecimal() for line in lines) else 0
    return old.before != new.after, old.place != new.place, apart
