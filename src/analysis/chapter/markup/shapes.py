"""The shapes of symbols and how one is drawn."""

from math import cos, pi, sin

from markupsafe import Markup

from analysis.base.scale import Shape, Tone
from analysis.chapter.markup.drawing import token
from analysis.chapter.markup.palette import COLOURS
from analysis.chapter.pieces import Symbol

WHOLE, HALF = 100, 50
_LINE = 'fill="none" stroke="currentColor" stroke-width="1.6"'
_ROUND = f'<circle cx="8" cy="8" r="6.3" {_LINE}/>'
_RADIUS = 6.3


def _sector(percent: float) -> str:
    """A part of the whole, from the top and clockwise."""
    turn = 2 * pi * percent / 100
    x, y = (round(8 + _RADIUS * part, 2) for part in (sin(turn), -cos(turn)))
    return f'{_ROUND}<path d="M8 8V1.7A6.3 6.3 0 {int(percent > HALF)} 1 {x:g} {y:g}z"/>'


def _ring(percent: float) -> str:
    """A ring, thick as far as the percent reaches and thin beyond."""
    around = 2 * pi * _RADIUS
    done = round(around * min(max(percent, 0), WHOLE) / WHOLE, 2)
    thick = f'fill="none" stroke="currentColor" stroke-width="3.4" stroke-dasharray="{done:g} {around:.2f}"'
    thin = '<circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1"/>'
    return thin + (f'<circle cx="8" cy="8" r="6.3" {thick} transform="rotate(-90 8 8)"/>' if done else "")


def _bars(filled: int) -> str:
    """Four steps of a stair, filled from the lowest."""
    return "".join(
        f'<rect x="{1.4 + 3.5 * step:g}" y="{10.6 - 2.9 * step:g}" width="2.4" height="{3.8 + 2.9 * step:g}" '
        + ('stroke="currentColor" stroke-width="1"/>' if step < filled else 'fill="none" stroke="currentColor"/>')
        for step in range(4)
    )


def _face(mouth: str) -> str:
    eyes = '<circle cx="5.6" cy="6.3" r="1.1"/><circle cx="10.4" cy="6.3" r="1.1"/>'
    return f'<circle cx="8" cy="8" r="6.9" fill="none" stroke="currentColor" stroke-width="1.3"/>{eyes}{mouth}'


def _curve(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"/>'


def _lights(*lit: int) -> str:
    """Three lamps above each other: which ones are lit is seen by where they stand."""
    housing = '<rect x="3.6" y=".6" width="8.8" height="14.8" rx="2.2" fill="none" stroke="currentColor"/>'
    lamps = (f'<circle cx="8" cy="{3.5 + 4.5 * lamp:g}" r="{2.1 if lamp in lit else 0.6:g}"/>' for lamp in range(3))
    return housing + "".join(lamps)


#: Drawings in a 16 x 16 box. Filled shapes and arrows also differ in outline, so that they hold in black and white.
DRAWINGS: dict[Shape, str] = {
    Shape.CIRCLE: '<circle cx="8" cy="8" r="6.5"/>',
    Shape.DIAMOND: '<path d="M8 .8 15.2 8 8 15.2 .8 8z"/>',
    Shape.SQUARE: '<rect x="2" y="2" width="12" height="12"/>',
    Shape.TRIANGLE: '<path d="M8 1.4 15.4 14.2H.6z"/>',
    Shape.TRIANGLE_DOWN: '<path d="M8 14.6 .6 1.8h14.8z"/>',
    Shape.STAR: '<path d="m8 .6 2.2 4.9 5.3.5-4 3.6 1.2 5.2L8 12.1l-4.7 2.7 1.2-5.2-4-3.6 5.3-.5z"/>',
    Shape.CHECK: '<path d="m1.2 8.6 2-2.1 3.3 3.2 6.4-7.2 2.1 1.9-8.4 9.5z"/>',
    Shape.CROSS: '<path d="m3.6 1.6 4.4 4.3 4.4-4.3 2 2L10.1 8l4.3 4.4-2 2L8 10.1l-4.4 4.3-2-2L5.9 8 1.6 3.6z"/>',
    Shape.HALF: f'{_ROUND}<path d="M8 1.7v12.6A6.3 6.3 0 0 1 8 1.7z"/>',
    Shape.DASH: '<rect x="2" y="6.6" width="12" height="2.8"/>',
    Shape.EMPTY: (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.2"/>'
    ),
    Shape.GAUGE: _ring(100),
    Shape.PIE_0: _ROUND,
    **{Shape(f"pie_{percent}"): _sector(percent) for percent in (20, 25, 40, 50, 60, 75, 80)},
    Shape.PIE_100: '<circle cx="8" cy="8" r="7.1"/>',
    **{Shape(f"level_{filled}"): _bars(filled) for filled in range(5)},
    Shape.ARROW_STEEP_UP: '<path d="M8 .9 14 7.2l-1.9 1.9-2.8-2.9v8.9H6.7V6.2L3.9 9.1 2 7.2z"/>',
    Shape.ARROW_UP: '<path d="M5.2 2h8.8v8.8h-2.6V6.4L4 13.8 2.2 12l7.4-7.4H5.2z"/>',
    Shape.ARROW_FLAT: '<path d="M8.6 2.4 14.6 8l-6 5.6-1.8-1.9 2.6-2.4H1.4V6.7h8L6.8 4.3z"/>',
    Shape.ARROW_DOWN: '<path d="M5.2 14h8.8V5.2h-2.6v4.4L4 2.2 2.2 4l7.4 7.4H5.2z"/>',
    Shape.ARROW_STEEP_DOWN: '<path d="M8 15.1 14 8.8l-1.9-1.9-2.8 2.9V.9H6.7v8.9L3.9 6.9 2 8.8z"/>',
    Shape.SMILE_WIDE: _face('<path d="M3.9 8.7h8.2A4.1 4.1 0 0 1 3.9 8.7z"/>'),
    Shape.SMILE: _face(_curve("M4.9 9.6a3.5 3.5 0 0 0 6.2 0")),
    Shape.SMILE_FLAT: _face(_curve("M5 10.6h6")),
    Shape.FROWN: _face(_curve("M4.9 11.6a3.5 3.5 0 0 1 6.2 0")),
    Shape.FROWN_DEEP: _face('<path d="M4.4 12.4a3.7 3.7 0 0 1 7.2 0z"/>' + _curve("M3.6 3.9 6.8 5M12.4 3.9 9.2 5")),
    Shape.LIGHT_BOTTOM: _lights(2),
    Shape.LIGHT_LOWER: _lights(1, 2),
    Shape.LIGHT_MIDDLE: _lights(1),
    Shape.LIGHT_UPPER: _lights(0, 1),
    Shape.LIGHT_TOP: _lights(0),
    Shape.LIGHT_OFF: _lights(),
}
_SHAPE = (
    '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" style="color: {}" '
    'fill="currentColor">{}</svg>'
)


def drawing_of(name: str) -> str:
    """Find the drawing of a shape.

    Args:
        name: A `Shape` code; `gauge_75` for a ring of 75 per cent.

    Returns:
        SVG elements in a box of 16 x 16.
    """
    kind, _line, percent = name.partition("_")
    if kind == Shape.GAUGE and percent.isdigit():
        return _ring(int(percent))
    return DRAWINGS[Shape(name)]


def shape(symbol: Symbol) -> Markup:
    """Draw a symbol's shape alone, for where its word stands beside it anyway.

    Args:
        symbol: The symbol.

    Returns:
        Safe SVG, in the colour of its tone.
    """
    colour = token(COLOURS[Tone(symbol.tone)])
    return Markup(_SHAPE.format(colour, drawing_of(symbol.shape)))  # noqa: S704 - drawings and colours of ours


def with_word(symbol: Symbol) -> Markup:
    """Draw a symbol with its word.

    Args:
        symbol: The symbol.

    Returns:
        Safe HTML.
    """
    return Markup('<span class="symbol">{} <span>{}</span></span>').format(shape(symbol), symbol.word)
