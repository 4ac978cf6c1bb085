"""What a reader can search for: headings, goals, commitments and texts of every chapter, with where they stand."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.chapter.chapter import Chapter, Passage, Value
from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.markdown import paragraphs
from analysis.chapter.markup.markdown import words as prose_words
from analysis.chapter.markup.place import address_of
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.overview import Count, Glance, Mark
from analysis.chapter.pieces import Course, Link, Listing, Piece, Prose, Said, Share, Sign
from analysis.chapter.table import Row, Table
from analysis.chapter.text import Contradictions, Part, Text
from analysis.publish.html.search_words import families
from analysis.words.mixed_language import MixedText, filled, joined, runs_of

BETWEEN = " · "
ENTRIES = "search.json"
#: What charts show stands in the section that they are drawn in; so do headings below these.
SECTION_LEVELS = (2, 3)


@dataclass
class Found:
    """A piece of a page that a search can lead to.

    Attributes:
        page: File name of the page.
        anchor: Where on it, empty for its beginning.
        title: Its heading.
        words: What is written there.
    """

    page: str
    anchor: str
    title: str
    words: list[str] = field(default_factory=list)

    @property
    def row(self) -> list[str]:
        """Address, heading and text, as short as a reader's browser needs them; then their languages, if any is other.

        A text that is partly in another language has that of most of its letters.
        """
        address = f"{self.page}#{self.anchor}" if self.anchor else self.page
        told = [address, " ".join(self.title.split()), " ".join(" ".join(map(str, self.words)).split())]
        spoken = [_language([self.title]), _language(self.words)]
        return [*told, *spoken] if any(spoken) else told

    def read(self, *words: str) -> None:
        """Take in pieces of its text."""
        self.words += [each for each in words if each.strip()]


def _language(words: Iterable[str]) -> str:
    letters: Counter[str] = Counter()
    for each in words:
        for run, language in runs_of(each):
            letters[language] += len(run.strip())
    return letters.most_common(1)[0][0] if letters else ""


def pieces_of(page: str, title: str, chapter: Chapter) -> Iterator[Found]:
    """Take a chapter apart: a piece a heading, a goal and a commitment.

    Args:
        page: File name of its page.
        title: Its heading.
        chapter: The chapter as it is published.

    Returns:
        Pieces in order of the page; what stands in the row of a goal is told once, there.
    """
    reader = _Reader(page, title)
    for block in chapter.blocks:
        if isinstance(block, Passage):
            reader.passage(block.markdown)
        else:
            for value in block.values:
                reader.read(value)
    return iter(reader.found)


class _Reader:
    """Keeps in mind which section is being read."""

    def __init__(self, page: str, title: str) -> None:
        self._page = page
        self._met: Counter[str] = Counter()
        self._anchored: set[str] = set()
        self.found = [Found(page, "", title)]
        self._section = self.found[0]

    def passage(self, markdown: str) -> None:
        for level, words in paragraphs(markdown):
            anchor = address_of(words, self._met) if level else ""
            if level in SECTION_LEVELS:
                self._begin(anchor, words)
            else:
                self._section.read(words)

    def _begin(self, anchor: str, title: str) -> None:
        self._section = Found(self._page, anchor, title)
        self.found.append(self._section)

    def read(self, value: Value) -> None:
        if isinstance(value, Table):
            self._table(value)
        elif isinstance(value, Chart):
            self._section.read(value.heading, value.lead, *value.notes, *(each.words for each in value.doubts))
            self._table(value.table, of_chart=True)
        elif isinstance(value, Text):
            self._text(value)
        elif isinstance(value, Glance):
            self._glance(value)
        else:
            self._section.read(*_words(value))

    def _table(self, table: Table, *, of_chart: bool = False) -> None:
        self._section.read(table.heading, *(() if of_chart else (table.lead,)))
        for row in table.rows:
            if row.subject and row.subject not in self._anchored and not of_chart:
                self._anchored.add(row.subject)
                self.found.append(self._row(table, row))
            else:
                self._section.read(BETWEEN.join(filter(None, (cell_words(cell) for cell in row.words))))
        if not of_chart:
            self._section.read(*table.notes, *(each.words for each in table.doubts))
        self._section.read(table.source)

    def _row(self, table: Table, row: Row) -> Found:
        """What is written in a row: each cell after what it is."""
        pairs = list(zip(table.layout, row.words, strict=True))
        name = next((cell for column, cell in pairs if column.look == "row"), ())
        found = Found(self._page, row.subject, joined(_of_cell(name), ""))
        others = [(column.heading, _of_cell(cell)) for column, cell in pairs if column.look != "row"]
        for place, (heading, words) in enumerate(each for each in others if any(each[1])):
            found.read(*([BETWEEN] if place else []), f"{heading}:", *words)
        return found

    def _text(self, text: Text) -> None:
        for part in text.parts:
            if anchor := self._anchor_of(part):
                self._begin(anchor, part.heading)
                self._section.read(part.remark)
            else:
                self._section.read(part.heading, part.remark)
            for piece in part.pieces:
                self._piece(piece, folded=part.folded)
        self._section.read(text.source, *(each.words for each in text.doubts))

    def _anchor_of(self, part: Part) -> str:
        if part.folded or not part.heading or part.level not in SECTION_LEVELS:
            return ""
        return part.subject or address_of(part.heading, self._met)

    def _piece(self, piece: Piece, *, folded: bool) -> None:
        """Below a part that is folded, texts have headings of their own."""
        if folded and isinstance(piece, Prose) and piece.heading:
            self._begin(address_of(piece.heading, self._met), piece.heading)
            piece = replace(piece, heading="")
        self._section.read(*_of_piece(piece))

    def _glance(self, glance: Glance) -> None:
        self._section.read(*_words(glance))
        for card in glance.cards:
            self._begin(address_of(card.name, self._met), card.name)
            self._section.read(*(symbol.word for symbol in card.judged))
            self._section.read(*map(_of_mark, card.marks))
            self._section.read(*(count.words for count in (card.goals, card.commitments) if count.counts))


def _of_cell(pieces: Sequence[Piece]) -> list[str]:
    return [words for piece in pieces for words in _of_piece(piece)] or [""]


def _of_piece(piece: Piece) -> list[str]:
    if isinstance(piece, Said | Link | Share):
        return [piece.words]
    if isinstance(piece, Sign):
        return [*([f"{piece.label}:"] if piece.label else []), piece.symbol.word, *piece.remarks]
    if isinstance(piece, Prose):
        return [piece.heading, *_in(piece.language, prose_words(piece.markdown))]
    if isinstance(piece, Course):
        return []
    if isinstance(piece, Listing):
        return [piece.summary, *(words for item in piece.items for words in _of_cell(item))]
    return [cell_words([piece])]


def _in(language: str, words: str) -> list[str]:
    return [MixedText([(words, language)]) if language else words]


def _words(value: Value) -> list[str]:
    if isinstance(value, Glance):
        told = (words for each in (value.worse, *value.differing) for words in (each.words, *_labels(each.marks)))
        return [*(count.words for count in value.counts), *value.notes, *told]
    if isinstance(value, Count):
        return [value.words]
    if isinstance(value, Contradictions):
        return [*(item.words for item in value.items), value.rest]
    if isinstance(value, Picture | Hypertext):
        return [value.heading, value.text]
    return []


def _labels(marks: Iterable[Mark]) -> Iterator[str]:
    return (mark.label for mark in marks)


def _of_mark(mark: Mark) -> str:
    return filled("{goal}: {word}", goal=mark.label, word=mark.symbol.word)


def write_pieces(folder: Path, pieces: Iterable[Found]) -> None:
    """Write down what a report can be searched for.

    Args:
        folder: The report's folder.
        pieces: Pieces of all its chapters.
    """
    rows = [piece.row for piece in pieces]
    (folder / ENTRIES).write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def search_script(output: Path, reports: Mapping[str, str]) -> str:
    """Put what all reports can be searched for into a script that the first page loads when somebody searches.

    Args:
        output: The output folder.
        reports: Ids of the reports, each with its language.

    Returns:
        JavaScript that holds nothing but figures and texts, and which words are forms of one.
    """
    known = {report: output / report / ENTRIES for report in reports}
    found = {report: json.loads(path.read_text(encoding="utf-8")) for report, path in known.items() if path.exists()}
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for report, rows in found.items():
        texts[reports[report]] += [text for row in rows for text in row[1:3]]
    return f"window.arshjulSearch = {_written(found)};\nwindow.arshjulWords = {_written(families(texts))};\n"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
