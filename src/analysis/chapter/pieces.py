"""What a cell of a table or a part of a text is made of: one thing a piece, never two glued together."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from analysis.chapter.extensible import Extensible, Words


@dataclass(frozen=True)
class Symbol(Extensible):
    """A status symbol: a shape, a colour role and a word, never colour alone.

    Attributes:
        subject: What it speaks of: a `SymbolSubject` code.
        code: The code that it stands for; empty for a symbol that is not known.
        shape: Its shape: a `Shape` code.
        word: What it means, in the language of the chapter.
        tone: Its colour role: `good`, `caution`, `bad`, `active` or `neutral`.
        printed: The word printed beside it by the edition, where the chapter has another language.
    """

    subject: str
    code: str
    shape: str
    word: Words
    tone: str = "neutral"
    printed: Words = ""

    @property
    def is_unknown(self) -> bool:
        """Whether it stands for a symbol that we do not know."""
        return not self.code


@dataclass(frozen=True)
class Said(Extensible):
    """A line of words.

    Attributes:
        words: The words.
        tone: `strong` for the figure or word that counts, `muted` for what is said beside it, `count` for an amount.
    """

    words: Words
    tone: Literal["", "strong", "muted", "count"] = ""
    kind: Literal["said"] = "said"


@dataclass(frozen=True)
class Sign(Extensible):
    """A symbol where it is used.

    Attributes:
        symbol: The symbol.
        label: Whose or of when it is, said before it, such as `Beräknat` or `2016`.
        remarks: What is said beside it.
        differs: Whether it stands beside another one that says something else.
    """

    symbol: Symbol
    label: Words = ""
    remarks: tuple[Words, ...] = ()
    differs: bool = False
    kind: Literal["sign"] = "sign"


@dataclass(frozen=True)
class Prose(Extensible):
    """Running text in Markdown (CommonMark without HTML, pictures and headings).

    Attributes:
        markdown: The text.
        heading: What stands above it, such as the name of its section.
        language: Its language; empty for that of the chapter.
    """

    markdown: str
    heading: Words = ""
    language: str = ""
    kind: Literal["prose"] = "prose"


@dataclass(frozen=True)
class Link(Extensible):
    """Words that lead to where something is told about.

    Attributes:
        subject: What they lead to, such as `mal-hme` or `kapitel-review`.
        words: The words.
        screen_only: Whether they lead nowhere on paper or in a single file, and are then left out.
        name: The subject that leads to them, for the way back; empty for none.
    """

    subject: str
    words: Words
    screen_only: bool = False
    name: str = ""
    kind: Literal["link"] = "link"


@dataclass(frozen=True)
class Point(Extensible):
    """A figure of a course.

    Attributes:
        when: Its period.
        words: The figure with sign and unit, and what is to be known of it.
        at: Its place on the axis of time, in years.
        value: The figure.
        later: Whether it is of a later year than the one that is reported.
        hollow: Whether it is in doubt: no line leads to it.
    """

    when: Words
    words: Words
    at: float
    value: float
    later: bool = False
    hollow: bool = False


@dataclass(frozen=True)
class Course(Extensible):
    """How a figure has moved: drawn as a line the size of a word.

    Attributes:
        points: In order of time.
        years: First and last year, in words.
    """

    points: tuple[Point, ...]
    years: str = ""
    kind: Literal["course"] = "course"


@dataclass(frozen=True)
class Share(Extensible):
    """How much of something is done: drawn as a bar.

    Attributes:
        percent: Per cent of the whole.
        words: The same in words.
    """

    percent: float
    words: Words
    kind: Literal["share"] = "share"


@dataclass(frozen=True)
class Moment(Extensible):
    """When something happened.

    Attributes:
        at: The moment, as 2016-12-31T06:30:00Z.
        remark: What is said beside it.
    """

    at: str
    remark: Words = ""
    kind: Literal["moment"] = "moment"


@dataclass(frozen=True)
class Listing(Extensible):
    """A list; the pieces of an item are one line.

    Attributes:
        items: Its items in order.
        summary: What a reader opens it by, where it is folded away.
    """

    items: tuple[tuple["Inline", ...], ...]
    summary: Words = ""
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True)
class Mark(Extensible):
    """That a figure is in doubt: a word or two behind it, which open to why.

    It is no part of what is approved: what is found afterwards changes no seal.

    Attributes:
        word: What kind of doubt it is, such as `två värden`.
        told: What is known of it: what else is printed.
        places: Where the figures stand, each with its document.
        finding: Id of the contradiction; empty where the document itself casts doubt on its figure.
    """

    word: Words
    told: Words = ""
    places: tuple[Words, ...] = ()
    finding: str = ""
    kind: Literal["mark"] = "mark"

    @property
    def subject(self) -> str:
        """The name of the place where the figure stands, for whoever comes from the review."""
        return figure_of(self.finding)


def figure_of(finding: str) -> str:
    """Name the place where the figure of a contradiction stands.

    Args:
        finding: Its id; empty for none.

    Returns:
        The subject that links lead to; empty for none.
    """
    return f"siffra-{finding}" if finding else ""


def finding_of(finding: str) -> str:
    """Name the place where a contradiction is told in the review.

    Args:
        finding: Its id; empty for none.

    Returns:
        The subject that links lead to; empty for none.
    """
    return f"granskad-{finding}" if finding else ""


Inline = Annotated[Said | Sign | Link | Mark, Field(discriminator="kind")]
Piece = Annotated[Said | Sign | Prose | Link | Course | Share | Moment | Listing | Mark, Field(discriminator="kind")]
#: What stands in one cell of a table: a line a piece.
Cell = tuple[Piece, ...]
