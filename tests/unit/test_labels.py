"""Where labels stand in a drawing: beside what they name, and never on something else while there is room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.present.charts.label_places import (
    ABOVE,
    APART,
    BESIDE,
    CLOSE,
    LETTER,
    LINE,
    MARK,
    NUDGES,
    OUT,
    REACH,
    SLANTS,
    STEPS,
    THICK,
    Box,
    Label,
    Level,
    Plane,
    Stroke,
)

WIDTH, HEIGHT, MARGIN = 330.0, 215.0, 84.0
ACROSS, UP = (2014.0, 2022.0), (0.0, 100.0)
SIDES = ("right", "above", "below", "left")
#: A label is tried in pixels and drawn in the numbers of the axis, so that the last digits differ.
DIGIT = 1e-6

years = st.floats(*ACROSS)
heights = st.floats(*UP)
labels = st.builds(
    Label,
    years,
    heights,
    st.text("Mål 0123456789,", min_size=1, max_size=16),
    st.just("#1c2329"),
    st.permutations(SIDES).flatmap(lambda sides: st.integers(1, 4).map(lambda most: tuple(sides[:most]))),
)
marks = st.lists(st.tuples(years, heights), max_size=12)
lines = st.lists(st.tuples(years, years, heights).map(lambda line: (*sorted(line[:2]), line[2])), max_size=6)


def plane() -> Plane:
    return Plane(ACROSS, UP, WIDTH, HEIGHT, MARGIN)


def crowded(points: list[tuple[float, float]], levels: list[tuple[float, float, float]]) -> Plane:
    """A plane with marks and level lines on it."""
    found = plane()
    for point in points:
        found.mark(*point)
    for level in levels:
        found.line(*level)
    return found


def pixels(x: float, y: float) -> tuple[float, float]:
    return (x - ACROSS[0]) / (ACROSS[1] - ACROSS[0]) * WIDTH, (y - UP[0]) / (UP[1] - UP[0]) * HEIGHT


def box_of(x: float, y: float, label: Label, far: float, anchor: str) -> Box:
    """What words take whose end, middle or start stands at a place."""
    long = LETTER * len(label.words)
    left = x + far - {"left": 0.0, "center": long / 2, "right": long}[anchor]
    return Box(left, y - LINE / 2, left + long, y + LINE / 2)


def drawn_box(label: Label) -> Box:
    """What a placed label takes where it is drawn."""
    return box_of(*pixels(label.x, label.y), label, label.far, label.anchor)


def beside(label: Label, side: str, lift: float = 0.0) -> Box:
    x, y = pixels(label.x, label.y)
    if side in ("above", "below"):
        return box_of(x, y + lift + (LINE if side == "above" else -LINE), label, 0.0, "center")
    far, anchor = (APART, "left") if side == "right" else (-APART, "right")
    return box_of(x, y + lift, label, far, anchor)


def candidates(label: Label) -> list[Box]:
    """Its first side, a little up or down too, its others, those that slant, a little out too, then further away."""
    sides = (label.sides[0], *BESIDE)
    moved = [beside(label, side, way * step * LINE) for side in sides for step in range(1, STEPS) for way in (1, -1)]
    slanting = [slanted(label, side) for side in SLANTS]
    slanting += [beside(label, "above", OUT), beside(label, "below", -OUT)]
    slanting += [slanted(label, side, OUT if side.startswith("above") else -OUT) for side in SLANTS]
    nudged = [beside(label, label.sides[0], nudge) for nudge in (0.0, *NUDGES)]
    return [*nudged, *(beside(label, side) for side in label.sides[1:]), *slanting, *moved]


def slanted(label: Label, side: str, out: float = 0.0) -> Box:
    """Over or under the point, beginning or ending at it."""
    x, y = pixels(label.x, label.y)
    lift = out + (LINE if side.startswith("above") else -LINE)
    return box_of(x, y + lift, label, 0.0, "left" if side.endswith("right") else "right")


def is_free(box: Box, taken: list[Box], slack: float = 0.0) -> bool:
    """Whether a rectangle lies within the drawing and on nothing, when each of its sides is moved outwards a little."""
    box = Box(box.left - slack, box.low - slack, box.right + slack, box.high + slack)
    inside = box.left >= 0 and box.right <= WIDTH + MARGIN and box.low >= 0 and box.high <= HEIGHT + ABOVE
    return inside and not any(box.covers(other) for other in taken)


def keeps_order(box: Box, label: Label, levels: list[Level], slack: float = 0.0) -> bool:
    """Whether a label is above all near it that is lower and under all that is higher.

    With slack also when it is wider, higher or lower by that; with slack below nothing, when it is for any of these.
    """
    height = pixels(label.x, label.y)[1]
    shown = [
        Level(height + own, Box(wider.left, wider.low + way, wider.right, wider.high + way))
        for wider in (grown(box, slack), box, grown(box, -slack))
        for own in (-2 * slack, 0.0, 2 * slack)
        for way in (-slack, 0.0, slack)
    ]
    kept = (all(map(level.is_in_order, levels)) for level in shown)
    return any(kept) if slack < 0 else all(kept)


def possible(label: Label, taken: list[Box], levels: list[Level]) -> list[Box]:
    """Where a label may stand: its first free place that keeps order, and earlier ones that do but for the last digit.

    Where none is free, the first that is inside.
    """
    found: list[Box] = []
    for ordered in (levels, []):
        for place in candidates(label):
            near = keeps_order(place, label, ordered, -DIGIT) and is_free(place, taken, -DIGIT)
            found += [place] if near else []
            if is_free(place, taken, DIGIT) and keeps_order(place, label, ordered, DIGIT):
                return found
    inside = [place for place in candidates(label) if is_free(place, [])]
    return [*found, *(inside or candidates(label))[:1]]


def same(box: Box, other: Box) -> bool:
    numbers = [(one.left, one.low, one.right, one.high) for one in (box, other)]
    return numbers[0] == pytest.approx(numbers[1], abs=1e-6)


rectangles = st.builds(
    lambda left, low, long, tall: Box(left, low, left + long, low + tall),
    *[st.integers(-20, 20), st.integers(-20, 20), st.integers(1, 20), st.integers(1, 20)],
)


@given(rectangles, rectangles)
def test_rectangles_cover_each_other_where_they_share_a_square(one: Box, other: Box) -> None:
    def squares(box: Box) -> set[tuple[int, int]]:
        return {(x, y) for x in range(int(box.left), int(box.right)) for y in range(int(box.low), int(box.high))}

    assert one.covers(other) == other.covers(one) == bool(squares(one) & squares(other))


@given(marks, lines, st.lists(labels, min_size=1, max_size=10))
def test_a_label_covers_nothing_while_any_of_its_places_is_free(
    points: list[tuple[float, float]], levels: list[tuple[float, float, float]], written: list[Label]
) -> None:
    found = crowded(points, levels)
    for label in written:
        before = list(found.taken)
        box = drawn_box(found.place(label))
        if any(is_free(place, before, DIGIT) for place in candidates(label)):
            assert is_free(box, before, -DIGIT)
        assert same(box, found.taken[-1])
        assert found.taken[:-1] == before


@given(marks, lines, st.lists(labels, min_size=1, max_size=10))
def test_a_label_stands_at_the_first_of_its_places_that_is_free(
    points: list[tuple[float, float]], levels: list[tuple[float, float, float]], written: list[Label]
) -> None:
    found = crowded(points, levels)
    for label in written:
        expected = possible(label, found.taken, found.levels)
        box = drawn_box(found.place(label))
        assert any(same(box, place) for place in expected)
        found.strokes.clear()  # lines to words are crossed by no others, which is not what is asked here
        found.words.clear()


@given(marks, lines, st.lists(labels, max_size=10))
def test_marks_and_lines_stay_free(
    points: list[tuple[float, float]], levels: list[tuple[float, float, float]], written: list[Label]
) -> None:
    found = crowded(points, levels)
    drawing = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in (pixels(*point) for point in points)]
    for first, last, height in levels:
        (left, y), (right, _) = pixels(first, height), pixels(last, height)
        drawing.append(Box(left, y - THICK, right, y + THICK))
    assert all(same(box, taken) for box, taken in zip(drawing, found.taken, strict=True))
    for label in written:
        free = any(is_free(place, found.taken, DIGIT) for place in candidates(label))
        box = drawn_box(found.place(label))
        assert not free or is_free(box, drawing, -DIGIT)


def points_of(stroke: Stroke) -> list[tuple[float, float]]:
    """Points along a line, close to each other."""
    (x, y), (last_x, last_y) = stroke.start, stroke.end
    return [(x + (last_x - x) * step / 400, y + (last_y - y) * step / 400) for step in range(401)]


@given(rectangles, st.tuples(*[st.integers(-60, 60)] * 4))
def test_a_line_crosses_a_rectangle_where_a_point_of_it_lies_there(box: Box, ends: tuple[int, int, int, int]) -> None:
    stroke = Stroke(ends[:2], ends[2:])
    inside = any(box.left < x < box.right and box.low < y < box.high for x, y in points_of(stroke))
    near = any(
        box.left - 2 * THICK < x < box.right + 2 * THICK and box.low - 2 * THICK < y < box.high + 2 * THICK
        for x, y in points_of(stroke)
    )
    assert inside <= stroke.crosses(box) <= near


@given(marks, st.lists(st.tuples(years, heights, years, heights), min_size=1, max_size=4), labels)
def test_a_label_crosses_no_line_while_a_free_place_in_reach_crosses_none(
    points: list[tuple[float, float]], strokes: list[tuple[float, float, float, float]], label: Label
) -> None:
    found = crowded(points, [])
    for x, y, last_x, last_y in strokes:
        found.stroke((x, y), (last_x, last_y))
    free = [place for place in candidates(label) if is_free(place, found.taken, DIGIT)]
    height = pixels(label.x, label.y)[1]
    near = [place for place in free if abs((place.low + place.high) / 2 - height) < REACH - DIGIT]
    ordered = [place for place in near if keeps_order(place, label, found.levels, DIGIT)]
    clear = [place for place in ordered if not any(stroke.crosses(grown(place)) for stroke in found.strokes)]
    lines_before = list(found.strokes)
    box = drawn_box(found.place(label))
    assert not clear or not any(stroke.crosses(grown(box, -DIGIT)) for stroke in lines_before)
    assert not free or is_free(box, found.taken[:-1], -DIGIT)


def grown(box: Box, by: float = DIGIT) -> Box:
    return Box(box.left - by, box.low - by, box.right + by, box.high + by)


def test_words_that_would_have_to_go_far_cross_a_line_instead() -> None:
    found = plane()
    for height in range(0, 101, 4):
        found.stroke((2014, height), (2030, height + 1))
    label = Label(2018, 50, "Kommunens mål 50", "#1c2329")
    assert not found.has_room(label)
    assert (found.place(label).far, found.taken[-1]) == (APART, beside(label, "right"))


@given(labels)
def test_a_label_with_nothing_in_its_way_stands_at_its_first_side(label: Label) -> None:
    placed = plane().place(label)
    first = beside(label, label.sides[0])
    if is_free(first, []):
        assert same(drawn_box(placed), first)
        assert (placed.x, placed.words, placed.colour) == (label.x, label.words, label.colour)


@pytest.mark.parametrize(
    ("side", "far", "anchor", "lift"),
    [
        ("right", APART, "left", 0.0),
        ("left", -APART, "right", 0.0),
        ("above", 0.0, "center", LINE),
        ("below", 0.0, "center", -LINE),
    ],
)
def test_each_side_of_a_point(side: str, far: float, anchor: str, lift: float) -> None:
    placed = plane().place(Label(2018, 50, "Mål 50", "#1c2329", (side,)))
    assert (placed.x, placed.far, placed.anchor) == (2018, far, anchor)
    assert placed.y == pytest.approx(50 + lift / HEIGHT * 100)


@given(marks, st.lists(labels, max_size=10))
def test_a_label_names_its_own_point_whatever_is_in_its_way(
    points: list[tuple[float, float]], written: list[Label]
) -> None:
    found = crowded(points, [])
    for label in written:
        placed = found.place(label)
        assert (placed.x, placed.words, placed.colour) == (label.x, label.words, label.colour)
        assert abs(placed.y - label.y) <= STEPS * LINE / HEIGHT * 100


@given(st.lists(labels, min_size=2, max_size=10))
def test_labels_that_found_room_do_not_lie_on_each_other(written: list[Label]) -> None:
    found = plane()
    roomy: list[Box] = []
    for label in written:
        free = any(is_free(place, found.taken, DIGIT) for place in candidates(label))
        box = drawn_box(found.place(label))
        assert not free or is_free(box, roomy, -DIGIT)
        roomy += [box] if free else []


def test_three_figures_at_one_place_stand_apart() -> None:
    found = crowded([(2018, 50)], [])
    placed = [found.place(Label(2018, 50, f"{name} 50", "#1c2329")) for name in ("Kvinnor", "Män", "Totalt")]
    assert [(label.far, label.anchor) for label in placed] == [(APART, "left"), (0.0, "center"), (0.0, "center")]
    assert [round(label.y, 1) for label in placed] == [50.0, 56.5, 43.5]


@given(marks, lines, st.lists(labels, min_size=1, max_size=6))
def test_words_keep_the_order_of_their_values_while_any_free_place_does(
    points: list[tuple[float, float]], levels: list[tuple[float, float, float]], written: list[Label]
) -> None:
    found = crowded(points, levels)
    for label in written:
        taken, before = list(found.taken), list(found.levels)
        free = [place for place in candidates(label) if is_free(place, taken, DIGIT)]
        box = drawn_box(found.place(label))
        if any(keeps_order(place, label, before, DIGIT) for place in free):
            assert keeps_order(box, label, before, -DIGIT)


def test_words_of_the_higher_value_never_stand_under_those_of_the_lower() -> None:
    found = crowded([(2018, 50)], [(2017.5, 2018.5, 55)])
    (outcome, target) = [found.place(Label(2018, y, words, "#1c2329")) for y, words in ((50, "41"), (55, "Mål 42"))]
    assert outcome.y < target.y
    assert target.y > 55


def test_a_level_line_is_named_from_its_beginning_before_its_name_is_led_away() -> None:
    found = crowded([], [(2018, 2018.5, 50), (2018.5, 2022, 60)])
    found.taken += [Box(0, 0, 400, 104), Box(0, 0, 163, 250)]
    placed = found.place(Label(2018.25, 50, "Mål 50", "#1c2329", ("above", "below"), before=0.25))
    assert (placed.x, placed.anchor, placed.lift) == (2018, "left", CLOSE)


def test_a_line_to_words_far_away_runs_through_no_others() -> None:
    found = plane()
    above = Box(150, 125, 190, 139)
    found.taken += [Box(0, 75, 400, 125), above]
    found.words.append(above)
    placed = found.place(Label(2018, 50, "Mål 50", "#1c2329"))
    assert placed.lift == -REACH


def test_a_label_that_would_stand_on_its_own_line_is_nudged_over_it() -> None:
    found = crowded([(2018, 50)], [(2014, 2022, 50)])
    placed = found.place(Label(2018, 50, "71", "#1c2329"))
    assert (placed.anchor, placed.lift, round(placed.y, 1)) == ("left", 10.0, 54.7)


def test_where_there_is_no_room_at_all_a_label_stands_at_its_first_side() -> None:
    found = plane()
    found.taken.append(Box(-1000, -1000, 1000, 1000))
    assert same(drawn_box(found.place(label := Label(2018, 50, "71", "#1c2329"))), beside(label, "right"))


def test_a_drawing_of_one_height_and_one_moment_holds_its_labels_too() -> None:
    flat = Plane((2016, 2016), (50, 50), WIDTH, HEIGHT, MARGIN)
    placed = flat.place(Label(2016, 50, "50", "#1c2329"))
    assert (placed.x, placed.y, placed.anchor) == (2016, 50, "left")
