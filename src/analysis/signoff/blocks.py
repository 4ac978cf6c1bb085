"""What a chapter consists of, to whoever compares it: rows of tables, charts and pieces of text, each at its place."""

from dataclasses import dataclass, field

from analysis.chapter.chart import Chart
from analysis.chapter.foreign import Picture
from analysis.words.translate import _, later

STEP = " › "
#: Names of ours: two editions are compared by them as they stand here, and a reader is told them by `said`.
TITLE, SPOKEN, SOURCE, SYMBOL = (
    later("Rubrik"),
    later("Text i stället för bilden"),
    later("Källa"),
    later("Symbol"),
)
TEXT, CAPTION, COLUMNS = later("Text"), later("Tabellens rubrik"), later("Kolumner")
ORDER, MOVED, CHAPTERS = later("Ordning"), later("Flyttad"), later("Kapitel")
ORIGIN, WHOLE_ROW, WHOLE_TABLE = later("Var siffran kommer ifrån"), later("Hela raden"), later("Hela tabellen")
#: What a chart is drawn from. The table behind it says the same, so it is compared and shown to nobody.
DRAWN = "drawn"
_OURS = {TITLE, SPOKEN, SOURCE, SYMBOL, TEXT, CAPTION, COLUMNS, ORDER, MOVED, CHAPTERS, ORIGIN, WHOLE_ROW, WHOLE_TABLE}


def said(name: str) -> str:
    """Say the name of a cell.

    Args:
        name: One of ours, or a heading of the page.

    Returns:
        Ours in the language of the moment; a heading as it stands.
    """
    return _(name) if name in _OURS else name


@dataclass(frozen=True)
class Cell:
    """One thing that stands at a place.

    Attributes:
        name: What it is: the column's heading, or which text of a chart.
        words: All its words.
        symbols: The words of its symbols.
        is_figure: Whether it stands in a column of figures.
    """

    name: str
    words: str
    symbols: str = ""
    is_figure: bool = False


@dataclass(frozen=True)
class Block:
    """A row of a table, a chart, or a piece of text.

    Attributes:
        chapter: Title of the chapter.
        section: The headings above it.
        holder: Caption of its table, title of the chart; empty for running text.
        shape: `row`, `head`, `chart`, `origin`, `mark` (in an overview) or `text`.
        nth: Which table or chart of its section it belongs to.
        key: What it is known by: what it is about, else its row heading; empty for running text.
        label: The same in words.
        subject: What it is about, such as `mal-hme`; empty where the page does not say.
        measure: Code of the indicator whose figures it shows; empty where the page does not say.
        derived: Whether it follows from what stands elsewhere: counts, totals, comparisons, legends.
        cells: What it holds.
        picture: The chart or picture itself, to be drawn beside the other edition's.
    """

    chapter: str
    section: str
    holder: str
    shape: str
    nth: int
    key: str
    label: str
    cells: tuple[Cell, ...]
    subject: str = ""
    measure: str = ""
    derived: bool = False
    picture: Chart | Picture | None = field(default=None, compare=False)

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return STEP.join(filter(None, dict.fromkeys((self.chapter, self.section, self.holder))))

    @property
    def words(self) -> str:
        """All its words."""
        return " ".join(cell.words for cell in self.cells)
