"""A course drawn as a line the size of a word."""

from collections.abc import Sequence

from markupsafe import Markup

from analysis.chapter.markup.drawing import Scale, tag
from analysis.chapter.pieces import Course

WIDTH, HEIGHT, DOT = 88.0, 22.0, 3.0
#: A line has two ends.
LEAST = 2
_FRAME = Markup('<svg class="spark" width="{}" height="{}" role="img" aria-label="{}">{}</svg>')
_YEARS = Markup('<span class="muted" aria-hidden="true">{}</span>')


def draw_course(course: Course) -> Markup:
    """Draw a course; the figures themselves stand below its table.

    Args:
        course: The course, of two points or more.

    Returns:
        A small drawing that names its figures to whoever does not see it, and its years.
    """
    times, values = [point.at for point in course.points], [point.value for point in course.points]
    across, up = Scale(times[0], times[-1]), Scale(min(values), max(values))
    points = [(_share(across, x, WIDTH), HEIGHT - _share(up, y, HEIGHT)) for x, y in zip(times, values, strict=True)]
    firm = [(place, point) for place, point in zip(points, course.points, strict=True) if not point.hollow]
    known = [place for place, point in firm if not point.later]
    later = [*known[-1:], *(place for place, point in firm if point.later)]
    lines = _line(later, "line later") + _line(known, "line")
    doubted = [place for place, point in zip(points, course.points, strict=True) if point.hollow]
    hollow = "".join(tag("circle", cx=x, cy=y, r=DOT - 0.75, class_="hollow") for x, y in doubted)
    drawing = Markup(lines + hollow + _stressed(course, points))  # noqa: S704 - numbers only
    return _FRAME.format(int(WIDTH), int(HEIGHT), told(course), drawing) + _YEARS.format(course.years)


def told(course: Course) -> str:
    """Say a course in words.

    Args:
        course: The course.

    Returns:
        Every figure with its period.
    """
    return "; ".join(f"{point.when}: {point.words}" for point in course.points)


def _stressed(course: Course, points: Sequence[tuple[float, float]]) -> str:
    """The dot of the latest figure that is reported; one in doubt is drawn hollow already."""
    known = sum(not point.later for point in course.points)
    at = known - 1 if known else len(points) - 1
    if course.points[at].hollow:
        return ""
    return tag("circle", cx=points[at][0], cy=points[at][1], r=DOT, class_=None if known else "later")


def _line(points: Sequence[tuple[float, float]], kind: str) -> str:
    if len(points) < LEAST:
        return ""
    return tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), class_=kind)


def _share(scale: Scale, value: float, length: float) -> float:
    """Leave room for the dot at both ends; what never changes lies in the middle."""
    if scale.low == scale.high:
        return length / 2
    return DOT + scale.at(value) / 100 * (length - 2 * DOT)
