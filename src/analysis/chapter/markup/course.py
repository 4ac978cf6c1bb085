"""A course drawn as a line the size of a word."""

from collections.abc import Sequence

from markupsafe import Markup

from analysis.chapter.markup.drawing import Scale, tag
from analysis.chapter.pieces import Course

WIDTH, HEIGHT, DOT = 88.0, 22.0, 3.0
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
    known = sum(not point.later for point in course.points)
    later = _line(points[max(known - 1, 0) :], "line later") if known < len(points) else ""
    stressed = points[known - 1] if known else points[-1]
    dot = tag("circle", cx=stressed[0], cy=stressed[1], r=DOT, class_=None if known else "later")
    drawing = Markup(later + (_line(points[:known], "line") if known else "") + dot)  # noqa: S704 - numbers only
    return _FRAME.format(int(WIDTH), int(HEIGHT), told(course), drawing) + _YEARS.format(course.years)


def told(course: Course) -> str:
    """Say a course in words.

    Args:
        course: The course.

    Returns:
        Every figure with its period.
    """
    return "; ".join(f"{point.when}: {point.words}" for point in course.points)


def _line(points: Sequence[tuple[float, float]], kind: str) -> str:
    return tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), class_=kind)


def _share(scale: Scale, value: float, length: float) -> float:
    """Leave room for the dot at both ends; what never changes lies in the middle."""
    if scale.low == scale.high:
        return length / 2
    return DOT + scale.at(value) / 100 * (length - 2 * DOT)
