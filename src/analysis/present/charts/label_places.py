"""Words in a drawing, each where it covers neither another nor a mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

#: What a letter and a line of letters take, in pixels.
LETTER, LINE = 7.2, 14.0
#: Half of what a mark takes, and how far letters stand from what they name.
MARK, APART = 5.0, 9.0
#: Sides that are tried last, by themselves: over or under the point, to one side of it.
SLANTS = ("above right", "below right", "above left", "below left")
#: Sides along which a label that finds no room near its point is moved up and down, after its own first.
BESIDE = ("right", "left")
#: Pixels further over or under a point, where a line runs close by.
OUT = LINE / 2
#: Furthest that words go, in pixels, only to cross no line: further away they would seem to name something else.
REACH = 3 * LINE
#: Half of what a line takes.
THICK = 2.0
#: Values that differ by less, in pixels, are the same.
EVEN = 1e-6
#: How far over or under a line its own words stand at the least.
CLOSE = LINE / 2 + 2 * THICK
#: Pixels above the drawing that words may use.
ABOVE = 2 * LINE
#: How often a label that finds no room is moved further up and down.
STEPS = 10
#: Pixels that are tried before: so little that nobody asks which point it is that the words name.
NUDGES = tuple(float(way * far) for far in range(2, 13, 2) for way in (1, -1))


@dataclass(frozen=True)
class Label:
    """Words at a point.

    Attributes:
        x: Where, in the numbers of the axis.
        y: The same upwards.
        words: What is written.
        colour: Of the letters.
        sides: Where it may stand, the best first: `right`, `left`, `above`, `below`.
        far: How far it was moved sideways from the point, in pixels; set by `place`.
        anchor: Which end of the words stands there; set by `place`.
        lift: How far it was moved up from beside its point, in pixels; set by `place`.
        spare: Whether it is rather left out than put where it covers something.
        short: Fewer words, for where these find no room.
        instead: What is written over the drawing where it is left out, for lines that must be named somewhere.
        before: How far before the point the line begins that is named, in the numbers of the axis.
        note: What is told below the drawing where these words find no room.
    """

    x: float
    y: float
    words: str
    colour: str
    sides: Sequence[str] = ("right", "above", "below", "left")
    far: float = 0.0
    anchor: str = "left"
    lift: float = 0.0
    spare: bool = False
    short: str = ""
    instead: str = ""
    before: float = 0.0
    note: str = ""

    @property
    def is_far(self) -> bool:
        """Whether it stands more than its own height from its point, so that a line must lead there."""
        return abs(self.lift) > LINE


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    low: float
    right: float
    high: float

    @property
    def height(self) -> float:
        """Where its middle is."""
        return (self.low + self.high) / 2

    def covers(self, other: "Box") -> bool:
        """Whether two rectangles share any of the plane."""
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high

    def is_near(self, other: "Box") -> bool:
        """Whether one stands over, under or close beside the other, so that a reader compares their heights."""
        return self.left < other.right + APART and other.left < self.right + APART


class Spot(NamedTuple):
    """A place where the words of a label may stand.

    Attributes:
        x: Where they begin or end, as a number of the axis.
        far: As for a label.
        anchor: As for a label.
        lift: As for a label.
        box: What they cover.
    """

    x: float
    far: float
    anchor: str
    lift: float
    box: Box

    @property
    def is_far(self) -> bool:
        """Whether a line must lead there."""
        return abs(self.lift) > LINE


@dataclass(frozen=True)
class Level:
    """A value that is shown somewhere.

    Attributes:
        own: The height of the value, in pixels.
        box: Where its mark, line or words are.
    """

    own: float
    box: Box

    def is_in_order(self, other: "Level") -> bool:
        """Whether of two that are compared the higher one is shown higher too."""
        higher, shown = self.own - other.own, self.box.height - other.box.height
        return not self.box.is_near(other.box) or abs(higher) < EVEN or higher * shown > 0


@dataclass(frozen=True)
class Stroke:
    """A straight line from one point to another, in pixels."""

    start: tuple[float, float]
    end: tuple[float, float]

    def crosses(self, box: Box) -> bool:
        """Whether any of it lies in a rectangle: between where it enters the one and the other of its two stretches."""
        stretches = ((box.left - THICK, box.right + THICK), (box.low - THICK, box.high + THICK))
        entered, left = 0.0, 1.0
        for start, end, (low, high) in zip(self.start, self.end, stretches, strict=True):
            if start == end:
                if not low < start < high:
                    return False
            else:
                first, last = sorted(((low - start) / (end - start), (high - start) / (end - start)))
                entered, left = max(entered, first), min(left, last)
        return entered < left


@dataclass
class Plane:
    """What is drawn, laid out in pixels, and what of it is taken.

    Marks, level lines and words are never written on while there is any other place; lines that slant or stand are
    crossed before a label is left where it covers one of those. Words keep the order of what they say: those of the
    higher of two values do not stand under the mark, the line or the words of the lower while there is any other place.

    Attributes:
        across: First and last number of the axis.
        up: Lowest and highest number of the axis.
        width: In pixels; drawings follow the width of the page, so this is the narrowest that is usual.
        height: In pixels.
        margin: Pixels right of the drawing that words may use.
    """

    across: tuple[float, float]
    up: tuple[float, float]
    width: float
    height: float
    margin: float
    taken: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    words: list[Box] = field(default_factory=list)

    def mark(self, x: float, y: float) -> None:
        """Keep the place of a mark free of words.

        Args:
            x: Where, in the numbers of the axis.
            y: The same upwards.
        """
        left, low = self._at(x, y)
        self._take(low, Box(left - MARK, low - MARK, left + MARK, low + MARK))

    def line(self, first: float, last: float, y: float) -> None:
        """Keep words off a level line.

        Args:
            first: Where it begins, in the numbers of the axis.
            last: Where it ends.
            y: Its height in the numbers of the axis.
        """
        (left, height), (right, __) = self._at(first, y), self._at(last, y)
        self._take(height, Box(left, height - THICK, right, height + THICK))

    def stroke(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Keep words off a line of any slope.

        Args:
            start: Where it begins, in the numbers of the axes.
            end: Where it ends.
        """
        self.strokes.append(Stroke(self._at(*start), self._at(*end)))

    def place(self, label: Label) -> Label:
        """Find room for a label and take it.

        Args:
            label: The label.

        Returns:
            The label where it covers nothing and keeps the order of values; where there is no such place in reach,
            where it only crosses a line, else where it covers nothing, and else where it is inside at least.
        """
        spot = self._spot(label)
        self._take(spot.box.height - spot.lift, spot.box)
        self.words.append(spot.box)
        if spot.is_far:
            self.strokes.append(self._leader(spot))
        return self._at_spot(label, spot)

    def has_room(self, label: Label) -> bool:
        """Whether there is a place where a label covers nothing.

        Args:
            label: The label.

        Returns:
            True if `place` finds one, that keeps the order of values and crosses no line either.
        """
        spot = self._spot(label)
        good = (self._is_free, self._is_in_order, self._is_clear)
        return self._inside(spot.box) and all(is_good(spot) for is_good in good)

    def _take(self, own: float, box: Box) -> None:
        self.taken.append(box)
        self.levels.append(Level(own, box))

    def _at_spot(self, label: Label, spot: Spot) -> Label:
        low, high = self.up
        y = label.y + spot.lift * (high - low) / self.height
        return replace(label, x=spot.x, y=y, far=spot.far, anchor=spot.anchor, lift=spot.lift)

    def _spot(self, label: Label) -> Spot:
        first = next((spot for spot in self._tries(label) if self._inside(spot.box)), None)
        # Most labels stand where they are tried first.
        if first and self._is_free(first) and self._is_in_order(first) and self._is_clear(first):
            return first
        tries = list(self._tries(label))
        inside = [spot for spot in tries if self._inside(spot.box)] or tries[:1]
        free = list(filter(self._is_free, inside)) or inside
        best, *others = list(filter(self._is_in_order, free)) or free
        in_reach = (spot for spot in others if abs(spot.lift) <= REACH)
        return next(filter(self._is_clear, (best, *in_reach)), best)

    def _is_free(self, spot: Spot) -> bool:
        return not any(map(spot.box.covers, self.taken))

    def _is_in_order(self, spot: Spot) -> bool:
        return all(map(Level(spot.box.height - spot.lift, spot.box).is_in_order, self.levels))

    def _is_clear(self, spot: Spot) -> bool:
        led_through = spot.is_far and any(map(self._leader(spot).crosses, self.words))
        return not led_through and not any(stroke.crosses(spot.box) for stroke in self.strokes)

    def _leader(self, spot: Spot) -> Stroke:
        """The line to words that stand far from their point, as far as their nearest edge."""
        x, __ = self._at(spot.x, self.up[0])
        box = spot.box
        return Stroke((x, box.height - spot.lift), (x + spot.far, box.low if spot.lift > 0 else box.high))

    def _tries(self, label: Label) -> Iterator[Spot]:
        for nudge in (0.0, *NUDGES):
            yield self._beside(label, label.sides[0], nudge)
        for side in label.sides[1:]:
            yield self._beside(label, side, 0.0)
        for side in SLANTS:
            yield self._beside(label, side, 0.0)
        for side in ("above", "below", *SLANTS):
            yield self._beside(label, side, OUT if side.startswith("above") else -OUT)
        for lift in (CLOSE, -CLOSE) if label.before else ():
            yield self._moved(label, label.x - label.before, 0.0, "left", lift)
        for side in (label.sides[0], *BESIDE):
            for step in range(1, STEPS):
                for way in (1, -1):
                    yield self._beside(label, side, way * step * LINE)

    def _beside(self, label: Label, side: str, lift: float) -> Spot:
        up, __, across = side.rpartition(" ")
        far = {"right": APART, "left": -APART}.get(side, 0.0)
        anchor = {"right": "left", "left": "right"}.get(across, "center")
        return self._moved(label, label.x, far, anchor, lift + {"above": LINE, "below": -LINE}.get(up or side, 0.0))

    def _moved(self, label: Label, at: float, far: float, anchor: str, lift: float) -> Spot:
        x, y = self._at(at, label.y)
        long = LETTER * len(label.words)
        left = {"left": x + far, "right": x + far - long, "center": x - long / 2}[anchor]
        return Spot(at, far, anchor, lift, Box(left, y + lift - LINE / 2, left + long, y + lift + LINE / 2))

    def _at(self, x: float, y: float) -> tuple[float, float]:
        (first, last), (low, high) = self.across, self.up
        return (x - first) / ((last - first) or 1) * self.width, (y - low) / ((high - low) or 1) * self.height

    def _inside(self, box: Box) -> bool:
        across = box.left >= 0 and box.right <= self.width + self.margin
        return across and box.low >= 0 and box.high <= self.height + ABOVE
