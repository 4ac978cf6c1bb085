"""A chart as data: its figures and what it states; the picture is drawn from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from analysis.chapter.extensible import Extensible, Words
from analysis.chapter.pieces import Sign
from analysis.chapter.table import Column, Doubt, Figure, Origin, Row, Shown, Table


@dataclass(frozen=True)
class Dot(Extensible):
    """A figure of a series.

    Attributes:
        at: Its period or group, in words.
        value: The figure, decimals as printed; nothing where it is missing.
        start: First day of its period, where it has one.
        end: Last day.
        sign: The sign printed before it, such as `>`.
        words: The figure with sign and unit, and what is to be known of it.
        hollow: Whether it must not be joined with the others: of a part of a year, a limit, doubted.
    """

    at: Words
    value: Figure
    start: str = ""
    end: str = ""
    sign: str = ""
    words: Words = ""
    hollow: bool = False


@dataclass(frozen=True)
class Line(Extensible):
    """A series of figures.

    Attributes:
        name: What it shows.
        code: What it is: a sex, a level of targets, a symbol's code.
        unit: The unit of its figures.
        points: Its figures in order.
    """

    name: Words
    code: str = ""
    unit: str = ""
    points: tuple[Dot, ...] = ()


@dataclass(frozen=True)
class Break(Extensible):
    """A change of method: figures before and after it do not compare.

    Attributes:
        since: The day from which the new method holds.
        reason: What was changed.
    """

    since: str
    reason: Words = ""


@dataclass(frozen=True, kw_only=True)
class Chart(Extensible):
    """A chart.

    Attributes:
        key: Short name, unique in a chapter.
        heading: The finding: the sentence that it states.
        summary: The course of the figures in words, read instead of the picture.
        picture: The figure as Plotly writes it, in the colours of light paper; what is drawn is drawn from this.
        series: Its figures.
        targets: Levels to reach.
        breaks: Changes of method.
        verdicts: How what it shows is judged.
        caption: What the table behind the picture shows.
        columns: Columns of that table.
        layout: The same as readers see them.
        rows: Its rows.
        subject: What it is about, as `Row.subject`.
        measure: Code of the indicator that it draws.
        lead: What must be known to read it.
        notes: Sentences below it.
        doubts: What contradicts its figures.
        source: Where the figures come from.
        documents: Titles of the documents that it names.
        origins: Where each figure comes from.
        still: A still picture (SVG or PNG, base64 for PNG) of a figure that is not ours to draw.
        derived: As `Table.derived`.
        hidden: As `Table.hidden`.
        preliminary: As `Table.preliminary`.
        origin_kind: As `Table.origin_kind`.
        audience: As `Table.audience`.
        file: What its files are called, as `Table.file`.
    """

    key: str
    heading: Words
    summary: Words
    picture: Mapping[str, Any]
    series: tuple[Line, ...] = ()
    targets: tuple[Line, ...] = ()
    breaks: tuple[Break, ...] = ()
    verdicts: tuple[Sign, ...] = ()
    caption: Words = ""
    columns: tuple[Column, ...] = ()
    layout: tuple[Shown, ...] = ()
    rows: tuple[Row, ...] = ()
    subject: str = ""
    measure: str = ""
    lead: Words = ""
    notes: tuple[Words, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    source: Words = ""
    documents: tuple[Words, ...] = ()
    origins: tuple[Origin, ...] = ()
    still: str = ""
    derived: bool = False
    hidden: bool = False
    preliminary: bool = False
    origin_kind: str = ""
    audience: str = ""
    file: str = ""
    kind: Literal["chart"] = "chart"

    @property
    def table(self) -> Table:
        """The figures behind the picture, with everything that is said of them."""
        return Table(
            heading=self.caption,
            columns=self.columns,
            layout=self.layout,
            rows=self.rows,
            lead=self.lead,
            notes=self.notes,
            doubts=self.doubts,
            source=self.source,
            documents=self.documents,
            origins=self.origins,
            form="slim",
            derived=self.derived,
            hidden=self.hidden,
            preliminary=self.preliminary,
            origin_kind=self.origin_kind,
            audience=self.audience,
            file=self.file,
        )
