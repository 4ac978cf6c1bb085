"""Texts, lists and sentences as data."""

from dataclasses import dataclass
from typing import Literal

from analysis.chapter.extensible import Extensible, Words
from analysis.chapter.pieces import Piece
from analysis.chapter.table import Doubt


@dataclass(frozen=True)
class Part(Extensible):
    """A part of a text.

    Attributes:
        heading: What stands above it; empty for nothing.
        pieces: What it is made of, a line or paragraph each.
        remark: What is said beside the heading.
        subject: What it is about, for links that lead to it.
        level: 3 for a heading of its own below those of the chapter, 4 for one below that.
        folded: Whether a reader opens it by its heading.
    """

    heading: Words
    pieces: tuple[Piece, ...]
    remark: Words = ""
    subject: str = ""
    level: Literal[3, 4] = 3
    folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Text(Extensible):
    """Running text, sentences or a list.

    Attributes:
        role: `reading` for texts of the document, `overview` for sentences and lists made of figures, `note` for what
            is to be known of what stands above, `nothing` for a sentence that there is nothing to show, `report` for
            what a notebook is about, `amounts` for a line of counts, `printed` for what code printed,
            `answer` for what a report's first page answers.
        parts: Its parts in order.
        heading: What it is called; empty where nothing is written above it.
        subject: What it is about, as `Row.subject`.
        doubts: What contradicts its figures.
        source: Where it comes from.
        contents: Whether links to its parts stand before them.
        optional: Of `nothing`: whether many documents lack it, so that pages leave its section out.
        log: Whether it tells of builds and not of the organisation.
        audience: Whom it is for; empty for everybody.
    """

    role: Literal["reading", "overview", "note", "nothing", "report", "amounts", "printed", "answer"]
    parts: tuple[Part, ...]
    heading: Words = ""
    subject: str = ""
    doubts: tuple[Doubt, ...] = ()
    source: Words = ""
    contents: bool = False
    optional: bool = False
    log: bool = False
    audience: str = ""
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Contradiction(Extensible):
    """A contradiction in a list of what does not add up.

    Attributes:
        finding: Its id.
        words: What is said of it.
        table: The table that it stands below in another chapter; empty where it stands below none.
    """

    finding: str
    words: Words
    table: Words = ""


@dataclass(frozen=True, kw_only=True)
class Contradictions(Extensible):
    """What does not add up, for readers who do not see the review.

    A chapter tells each contradiction once: what it has told already, and what stands below a table elsewhere, is then
    only counted here.

    Attributes:
        items: Every contradiction; in a published chapter those that it tells nowhere else.
        rest: How many others there are and where they are told; set when it is published.
        heading: What the list is called.
        subject: What it is about.
        audience: Whom it is for; empty for everybody.
    """

    items: tuple[Contradiction, ...]
    rest: Words = ""
    heading: Words = ""
    subject: str = ""
    audience: str = ""
    kind: Literal["contradictions"] = "contradictions"
