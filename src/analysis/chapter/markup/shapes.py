"""The shapes of symbols and how one is drawn."""

from markupsafe import Markup

from analysis.base.vocabulary import Shape
from analysis.chapter.markup.drawing import token
from analysis.chapter.markup.palette import COLOURS, Tone
from analysis.chapter.pieces import Symbol

#: Drawings in a 16 x 16 box. Filled shapes and arrows also differ in outline, so that they hold in black and white.
DRAWINGS: dict[Shape, str] = {
    Shape.CIRCLE: '<circle cx="8" cy="8" r="6.5"/>',
    Shape.DIAMOND: '<path d="M8 .8 15.2 8 8 15.2 .8 8z"/>',
    Shape.SQUARE: '<rect x="2" y="2" width="12" height="12"/>',
    Shape.DASH: '<rect x="2" y="6.6" width="12" height="2.8"/>',
    Shape.EMPTY: (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.2"/>'
    ),
    Shape.PIE_0: '<circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.6"/>',
    Shape.PIE_20: (
        '<circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="M8 8V1.7A6.3 6.3 0 0 1 13.99 6.05z"/>'
    ),
    Shape.PIE_80: (
        '<circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="M8 8V1.7A6.3 6.3 0 1 1 2.01 6.05z"/>'
    ),
    Shape.PIE_100: '<circle cx="8" cy="8" r="7.1"/>',
    Shape.ARROW_UP: '<path d="M5.2 2h8.8v8.8h-2.6V6.4L4 13.8 2.2 12l7.4-7.4H5.2z"/>',
    Shape.ARROW_FLAT: '<path d="M8.6 2.4 14.6 8l-6 5.6-1.8-1.9 2.6-2.4H1.4V6.7h8L6.8 4.3z"/>',
    Shape.ARROW_DOWN: '<path d="M5.2 14h8.8V5.2h-2.6v4.4L4 2.2 2.2 4l7.4 7.4H5.2z"/>',
}
_SHAPE = (
    '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" style="color: {}" '
    'fill="currentColor">{}</svg>'
)


def shape(symbol: Symbol) -> Markup:
    """Draw a symbol's shape alone, for where its word stands beside it anyway.

    Args:
        symbol: The symbol.

    Returns:
        Safe SVG, in the colour of its tone.
    """
    colour = token(COLOURS[Tone(symbol.tone)])
    return Markup(_SHAPE.format(colour, DRAWINGS[Shape(symbol.shape)]))  # noqa: S704 - drawings and colours of ours


def with_word(symbol: Symbol) -> Markup:
    """Draw a symbol with its word.

    Args:
        symbol: The symbol.

    Returns:
        Safe HTML.
    """
    return Markup('<span class="symbol">{} <span>{}</span></span>').format(shape(symbol), symbol.word)
