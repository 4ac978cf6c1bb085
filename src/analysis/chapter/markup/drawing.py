"""A chart as a drawing that needs no script: what Plotly would draw, as SVG that follows the width of its place.

Positions are shares of the width and height, letters and marks keep their size: the same drawing is readable on a
phone, on paper and enlarged. Colours are names that the page's style gives a value, light or dark.
"""

import html
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from math import ceil, floor, log10
from typing import Any

from markupsafe import Markup

from analysis.chapter.markup.palette import TOKENS

Picture = Mapping[str, Any]
#: Most lines across a drawing.
MANY = 6
#: A round number may miss the end of its stretch by this share of a step.
EPSILON = 1e-9
_ALONE: ContextVar[bool] = ContextVar("alone", default=False)


@dataclass(frozen=True)
class Scale:
    """A stretch of numbers laid out from 0 to 100 per cent.

    Attributes:
        low: What stands at 0.
        high: What stands at 100.
    """

    low: float
    high: float

    def at(self, value: float) -> float:
        """Place a number.

        Args:
            value: The number.

        Returns:
            Per cent of the stretch.
        """
        return 100 * (value - self.low) / ((self.high - self.low) or 1)

    def ticks(self) -> list[float]:
        """Choose round numbers for the lines across.

        Returns:
            One to seven numbers with the same distance, ascending.
        """
        step = next(step for step in _round_steps(self.high - self.low) if (self.high - self.low) / step <= MANY)
        first, last = ceil(self.low / step - EPSILON), floor(self.high / step + EPSILON)
        return [round(place * step, 10) for place in range(first, last + 1)]


def _round_steps(width: float) -> Iterable[float]:
    for power in count(floor(log10(width or 1)) - 1):
        yield from (factor * 10.0**power for factor in (1, 2, 5))


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """Write an element.

    Args:
        name: Its name.
        content: What stands in it, escaped already.
        attributes: Its attributes; numbers are written short, an underscore becomes a hyphen, what is None is left out.

    Returns:
        The element.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_short(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, **attributes: object) -> str:
    """Write words into a drawing; a line break begins a new line.

    Args:
        words: The words; `<br>` breaks a line.
        attributes: Attributes of the text.

    Returns:
        The element.
    """
    first, *others = [html.escape(line) for line in words.split("<br>")]
    lines = [tag("tspan", line, x=attributes.get("x"), dy="1.15em") for line in others]
    # A blank behind it: a host that takes drawings away and leaves their letters keeps the words apart.
    return tag("text", "".join([first, *lines]), **attributes) + " "


def percent(value: float) -> str:
    """Write a position.

    Args:
        value: Per cent.

    Returns:
        For example "33.3%".
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def token(colour: str | None) -> str | None:
    """Name a colour so that the page decides what it looks like, with the colour itself for where no style is.

    Args:
        colour: A colour of the palette, or any other.

    Returns:
        For example "var(--active, #1f5f99)"; a colour that the palette lacks as it is.
    """
    return f"var(--{TOKENS[colour]}, {colour})" if colour in TOKENS and not _ALONE.get() else colour


@contextmanager
def standing_alone() -> Iterator[None]:
    """Draw for a while without names of colours: a picture that stands alone has no page to give them a value.

    Yields:
        While it holds.
    """
    mark = _ALONE.set(True)
    try:
        yield
    finally:
        _ALONE.reset(mark)


def frame(content: str, height: int, kind: str, style: str | None = None) -> Markup:
    """Put a drawing together.

    Args:
        content: Its elements.
        height: Of what is drawn, in pixels, without the room that letters beside it take.
        kind: Class that says how much room that is.
        style: Further style.

    Returns:
        Safe SVG; what it shows is told outside it.
    """
    # A host's own style for all pictures is weaker than this.
    after = f"; {style}" if style else ""
    return Markup(  # noqa: S704 - every word in it was escaped
        tag(
            "svg",
            content,
            class_=f"drawing {kind}",
            height=height,
            style=f"height: {height}px{after}",
            focusable="false",
        )
    )


def _short(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else html.escape(str(value))
