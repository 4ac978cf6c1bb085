"""What casts doubt on figures of an approved report and was found afterwards: told as such, and no change of it."""

from collections.abc import Iterator, Sequence

from analysis.chapter.every_piece import pieces_in
from analysis.chapter.pieces import Mark
from analysis.signoff.report_on_disk import ChapterText, ReportText
from analysis.words.mixed_language import filled, swedish
from analysis.words.translate import n_

#: So many are told in full; each stands at its figure too.
TOLD = 3


def found_since(kept: ReportText | None, present: ReportText) -> Sequence[str]:
    """Tell what has been found since a version was approved.

    Args:
        kept: What the approved version shows; nothing where its copy is not in place.
        present: The report today, whose content is the same.

    Returns:
        Sentences; none where nothing is new, or the copy was made by a program that marked no figures.
    """
    if kept is None or not _knows_figures(kept):
        return ()
    before = {_key(mark) for mark in _marks(kept)}
    new = {_key(mark): mark for mark in _marks(present) if _key(mark) not in before}
    if not new:
        return ()
    count = n_(
        "Upptäckt efter godkännandet: {amount} tvivel om siffrorna.",
        "Upptäckta efter godkännandet: {amount} tvivel om siffrorna.",
        len(new),
        amount=len(new),
    )
    return (count, *(_told(mark) for mark in list(new.values())[:TOLD]))


def _told(mark: Mark) -> str:
    word = str(mark.word)[:1].upper() + str(mark.word)[1:]
    return filled("{word}: {told}", word=word, told=swedish(mark.told)) if mark.told else filled("{word}.", word=word)


def _key(mark: Mark) -> tuple[str, ...]:
    return (mark.finding,) if mark.finding else (str(mark.word), str(mark.told), *map(str, mark.places))


def _marks(report: ReportText) -> Iterator[Mark]:
    for chapter in report.chapters:
        if isinstance(chapter, ChapterText):
            for value in chapter.chapter.values:
                yield from (piece for piece in pieces_in(value) if isinstance(piece, Mark))


def _knows_figures(report: ReportText) -> bool:
    """Whether a program made it that knows which figures come from where: before, none was marked."""
    values = (value for each in report.chapters if isinstance(each, ChapterText) for value in each.chapter.values)
    return any(origin.figures for value in values for origin in getattr(value, "origins", ()))
