"""Pieces of cells and texts as HTML: one small function a kind."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from analysis.chapter.markup.course import draw_course
from analysis.chapter.markup.markdown import prose
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.shapes import with_word
from analysis.chapter.pieces import Course, Link, Listing, Mark, Moment, Piece, Prose, Said, Share, Sign, finding_of
from analysis.words.translate import _

TONES = {"strong": "value", "muted": "muted", "count": "count"}
BREAK = Markup("<br>")
#: Kinds that are blocks of their own: no line break stands before or after them.
BLOCKS = {"prose", "listing", "mark"}


def inline(words: str) -> Markup:
    """Write words, told apart by language.

    Args:
        words: The words.

    Returns:
        Safe HTML.
    """
    return Markup.escape(words)


def cell(pieces: Sequence[Piece], place: Place) -> Markup:
    """Write the pieces of a cell, a line each.

    Args:
        pieces: The pieces.
        place: Where they stand.

    Returns:
        Safe HTML.
    """
    written = Markup("")
    line_before = False
    for in_a_row, group in groupby(pieces, key=_stands_in_a_row):
        together = list(group)
        if in_a_row:
            written += (BREAK if line_before else Markup("")) + _signs(together)  # type: ignore[arg-type]
            line_before = True
            continue
        for piece in together:
            is_line = piece.kind not in BLOCKS and not (isinstance(piece, Sign) and piece.differs)
            written += (BREAK if line_before and is_line else Markup("")) + one(piece, place)
            line_before = is_line
    return written


def _stands_in_a_row(piece: Piece) -> bool:
    return isinstance(piece, Sign) and bool(piece.label) and not piece.differs


def _signs(signs: Iterable[Sign]) -> Markup:
    """Signs of several times or of several judges, below each other."""
    return Markup('<span class="standing">{}</span>').format(Markup(" ").join(map(_labelled, signs)))


def _labelled(sign: Sign) -> Markup:
    return Markup('<span class="muted">{}:</span> {}').format(sign.label, _with_remarks(sign))


def line(pieces: Sequence[Piece], place: Place) -> Markup:
    """Write pieces on one line.

    Args:
        pieces: The pieces.
        place: Where they stand.

    Returns:
        Safe HTML.
    """
    return Markup("").join(one(piece, place) for piece in pieces)


def said(pieces: Sequence[Piece], place: Place) -> Markup:
    """Write pieces within a paragraph, where nothing can be opened: of a mark its word alone.

    Args:
        pieces: The pieces.
        place: Where they stand.

    Returns:
        Safe HTML.
    """
    return line([Mark(piece.word) if isinstance(piece, Mark) else piece for piece in pieces], place)


def one(piece: Piece, place: Place) -> Markup:
    """Write one piece.

    Args:
        piece: The piece.
        place: Where it stands.

    Returns:
        Safe HTML.
    """
    return _WRITERS[piece.kind](piece, place)


def _said(piece: Said, _place: Place) -> Markup:
    if not piece.tone:
        return inline(piece.words)
    return Markup('<span class="{}">{}</span>').format(TONES[piece.tone], piece.words)


def _sign(piece: Sign, _place: Place) -> Markup:
    if not piece.differs:
        return _labelled(piece) if piece.label else _with_remarks(piece)
    told = Markup(" ").join(Markup('<span class="muted">{}</span>').format(remark) for remark in piece.remarks)
    words = Markup("{}: {}").format(piece.label, with_word(piece.symbol)) if piece.label else with_word(piece.symbol)
    return Markup('<div class="differs"><span class="computed">{}</span> {}</div>').format(words, told)


def _with_remarks(sign: Sign) -> Markup:
    remarks = (Markup('<br><span class="muted">{}</span>').format(remark) for remark in sign.remarks)
    return with_word(sign.symbol) + Markup("").join(remarks)


def _prose(piece: Prose, _place: Place) -> Markup:
    heading = Markup('<p class="part">{}</p>').format(piece.heading) if piece.heading else Markup("")
    return Markup('<div class="comment">{}{}</div>\n').format(heading, prose(piece.markdown, piece.language))


def _link(piece: Link, place: Place) -> Markup:
    # The way here stands where the way back may not: paper shows no links of screens.
    anchor = place.anchor(piece.name)
    named = Markup("<span{}></span>").format(anchor) if anchor else Markup("")
    address = place.addresses.get(piece.subject, "")
    if piece.screen_only and (place.single or not address):
        return named
    kind = Markup(' class="on-screen"') if piece.screen_only else Markup("")
    return (
        named + Markup('<a href="{}"{}>{}</a>').format(address, kind, piece.words) if address else inline(piece.words)
    )


def _course(piece: Course, _place: Place) -> Markup:
    return draw_course(piece)


def _share(piece: Share, _place: Place) -> Markup:
    bar = Markup('<span class="bar" aria-hidden="true"><span style="width: {}%"></span></span>')
    return inline(piece.words) + bar.format(f"{piece.percent:g}")


def _moment(piece: Moment, _place: Place) -> Markup:
    remark = f", {piece.remark}" if piece.remark else ""
    told = f"{piece.at[11:16]} UTC{remark}"
    return Markup('<time datetime="{}">{}</time><br><span class="muted">{}</span>').format(
        piece.at, piece.at[:10], told
    )


def _listing(piece: Listing, place: Place) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(line(item, place)) for item in piece.items)
    listed = Markup('<ul class="plain">{}</ul>').format(items) if items else Markup("")
    if not piece.summary:
        return listed
    return Markup("<details{}><summary>{}</summary>{}</details>").format(place.opened, piece.summary, listed)


def _mark(piece: Mark, place: Place) -> Markup:
    """A word that opens to what else is printed, where both stand and what the review says; it leads there and back."""
    address = "" if place.single else place.addresses.get(finding_of(piece.finding), "")
    anchor, told = place.anchor(piece.subject), _told_of(piece, address)
    if place.paper and address:
        return Markup('<a class="mark"{} href="{}">{}</a>').format(anchor, address, piece.word)
    if place.paper or not told:
        return Markup('<span class="mark"{}>{}</span>').format(anchor, piece.word)
    return Markup('<details class="mark"{}><summary>{}</summary>{}</details>').format(anchor, piece.word, told)


def _told_of(mark: Mark, address: str) -> Markup:
    parts = [Markup("<p>{}</p>").format(mark.told)] if mark.told else []
    if mark.places:
        items = Markup("").join(Markup("<li>{}</li>").format(words) for words in mark.places)
        parts.append(Markup('<ul class="plain">{}</ul>').format(items))
    if address:
        parts.append(Markup('<p><a href="{}">{}</a></p>').format(address, _("Till granskningen")))
    return Markup("").join(parts)


_WRITERS: dict[str, Callable[[Any, Place], Markup]] = {
    "said": _said,
    "sign": _sign,
    "prose": _prose,
    "link": _link,
    "course": _course,
    "share": _share,
    "moment": _moment,
    "listing": _listing,
    "mark": _mark,
}
