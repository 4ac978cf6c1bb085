"""Status symbols: a shape, a colour and a word, never colour alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl
from markupsafe import Markup

from analysis.catalogue import Words, _, later, later_as
from analysis.language import percentage
from analysis.present.drawing import token
from analysis.present.fragment import Fragment, render
from analysis.present.palette import COLOURS, Tone
from analysis.present.values import Row, Values, texts
from analysis.speech import SWEDISH, current
from analysis.vocabulary import AreaAssessment, Assessment, Shape, Status, SymbolSubject, Trend

TONES: dict[tuple[str, str], Tone] = {
    (SymbolSubject.ASSESSMENT, Assessment.BETTER): Tone.GOOD,
    (SymbolSubject.ASSESSMENT, Assessment.NEAR): Tone.CAUTION,
    (SymbolSubject.ASSESSMENT, Assessment.WORSE): Tone.BAD,
    (SymbolSubject.STATUS, Status.DONE): Tone.GOOD,
    (SymbolSubject.STATUS, Status.ONGOING): Tone.ACTIVE,
    (SymbolSubject.STATUS, Status.DELAYED): Tone.BAD,
    (SymbolSubject.AREA, AreaAssessment.FULL): Tone.GOOD,
    (SymbolSubject.AREA, AreaAssessment.PARTIAL): Tone.CAUTION,
    (SymbolSubject.AREA, AreaAssessment.NOT): Tone.BAD,
    (SymbolSubject.CONTROL, AreaAssessment.FULL): Tone.GOOD,
    (SymbolSubject.CONTROL, AreaAssessment.PARTIAL): Tone.CAUTION,
    (SymbolSubject.CONTROL, AreaAssessment.NOT): Tone.BAD,
    (SymbolSubject.TREND, Trend.BETTER): Tone.GOOD,
    (SymbolSubject.TREND, Trend.WORSE): Tone.BAD,
}
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
#: The order in which a reader looks for them: editions print their legends in several.
GOOD_FIRST: dict[str, tuple[str, ...]] = {
    SymbolSubject.ASSESSMENT: tuple(Assessment),
    SymbolSubject.AREA: tuple(AreaAssessment),
    SymbolSubject.CONTROL: tuple(AreaAssessment),
    SymbolSubject.STATUS: tuple(Status),
}
HEADINGS = Words(
    {
        SymbolSubject.ASSESSMENT: later("Bedömning av mål"),
        SymbolSubject.TREND: later("Trend"),
        SymbolSubject.STATUS: later("Status för åtaganden"),
        SymbolSubject.COMPLETION: later("Färdiggrad"),
        SymbolSubject.AREA: later("Bedömning av processområden"),
        SymbolSubject.CONTROL: later("Bedömning av kontroller"),
    }
)
#: Computed assessments that an edition has no symbol for, in our own words.
OWN: dict[str, tuple[Shape, str]] = {
    Assessment.BETTER: (Shape.CIRCLE, later("Bättre än målet")),
    Assessment.NEAR: (Shape.DIAMOND, later("Nära målet")),
    Assessment.WORSE: (Shape.SQUARE, later("Sämre än målet")),
    Assessment.NOT_EVALUATED: (Shape.DASH, later("Går inte att bedöma")),
}
#: What codes mean, for pages in another language than the words that editions print. A printed percentage is its code.
MEANINGS = Words(
    {
        (SymbolSubject.ASSESSMENT, Assessment.BETTER): later("Bättre än målet"),
        (SymbolSubject.ASSESSMENT, Assessment.NEAR): later("Nära målet"),
        (SymbolSubject.ASSESSMENT, Assessment.WORSE): later("Sämre än målet"),
        (SymbolSubject.ASSESSMENT, Assessment.NOT_EVALUATED): later("Ej utvärderad"),
        (SymbolSubject.TREND, Trend.INCREASED): later_as("trend", "Ökad"),
        (SymbolSubject.TREND, Trend.DECREASED): later_as("trend", "Minskad"),
        (SymbolSubject.TREND, Trend.NONE): later_as("trend", "Inget värde angivet"),
        (SymbolSubject.TREND, Trend.BETTER): later_as("trend", "Bättre"),
        (SymbolSubject.TREND, Trend.UNCHANGED): later_as("trend", "Oförändrad"),
        (SymbolSubject.TREND, Trend.WORSE): later_as("trend", "Sämre"),
        (SymbolSubject.STATUS, Status.DONE): later_as("status", "Klart"),
        (SymbolSubject.STATUS, Status.ONGOING): later_as("status", "Pågår"),
        (SymbolSubject.STATUS, Status.DELAYED): later_as("status", "Försenat"),
        (SymbolSubject.STATUS, Status.NOT_STARTED): later_as("status", "Ej påbörjat"),
        (SymbolSubject.AREA, AreaAssessment.FULL): later("Uppnår resultatmålen"),
        (SymbolSubject.AREA, AreaAssessment.PARTIAL): later("Uppnår delvis resultatmålen"),
        (SymbolSubject.AREA, AreaAssessment.NOT): later("Uppnår inte resultatmålen"),
        (SymbolSubject.CONTROL, AreaAssessment.FULL): later("Utan anmärkning"),
        (SymbolSubject.CONTROL, AreaAssessment.PARTIAL): later("Delvis tillfredsställande"),
        (SymbolSubject.CONTROL, AreaAssessment.NOT): later("Inte tillfredsställande"),
    }
)


@dataclass(frozen=True)
class Symbol:
    """One symbol of an edition.

    Attributes:
        subject: What it speaks of.
        code: The code that it stands for.
        shape: Its shape.
        word: What it means, in the language of the page: in Swedish the word printed beside it.
        printed: That word, where the page has another language and room for both.
    """

    subject: str
    code: str
    shape: Shape
    word: str
    printed: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether it stands for a symbol that we do not know."""
        return not self.code

    @property
    def colour(self) -> str:
        """Colour of the shape, as a hexadecimal code."""
        return COLOURS[TONES.get((self.subject, self.code), Tone.NEUTRAL)]

    def html(self) -> Markup:
        """The symbol with its word."""
        return render("symbol.html.j2", drawing=self.drawing(), word=self.word)

    def drawing(self) -> Markup:
        """The shape alone, for where its word stands beside it anyway."""
        shape = Markup(DRAWINGS[self.shape])  # noqa: S704 - our own drawings
        return render(
            "shape.html.j2", kind=self.subject, is_unknown=self.is_unknown, shape=shape, colour=token(self.colour)
        )


class SymbolSet:
    """The symbols of one edition, what is good first; others in the order of its printed legend.

    Args:
        legend: Rows of the view `legend` for one symbol set: `subject`, `code`, `shape`, `word`, `position`.
    """

    def __init__(self, legend: pl.DataFrame) -> None:
        self._symbols = {
            (row["subject"], row["code"]): _of_edition(row) for row in sorted(legend.iter_rows(named=True), key=_place)
        }

    def symbol(self, subject: SymbolSubject, code: str | None) -> Symbol:
        """Find a symbol.

        Args:
            subject: What it speaks of.
            code: The code, or nothing when it is not known.

        Returns:
            The edition's symbol; an empty shape for the unknown. A code that the edition never printed (a computed
            "better" for instance) gets our own shape and word.
        """
        if code is None:
            return Symbol(subject, "", Shape.EMPTY, _("Okänd"))
        return self._symbols.get((subject, code)) or _of_ours(subject, code)

    def words(self, heading: str, subject: SymbolSubject, column: str) -> Values:
        """A column of typed values that tells symbols by their words.

        Args:
            heading: What stands at its top.
            subject: What the symbols speak of.
            column: Name of the frame's column that holds the code.

        Returns:
            The column; a missing symbol is a missing value.
        """
        return texts(heading, lambda row: None if row[column] is None else self.symbol(subject, row[column]).word)

    def of(self, subject: SymbolSubject) -> list[Symbol]:
        """List an edition's symbols.

        Args:
            subject: What they speak of.

        Returns:
            The symbols in order.
        """
        return [symbol for (kind, _), symbol in self._symbols.items() if kind == subject]

    def legend(self, subjects: Sequence[SymbolSubject] = (), near: str = "") -> Fragment:
        """The legend of the edition, with the symbols for what is unknown and what cannot be judged.

        Args:
            subjects: What to explain; what the edition has symbols for when left out.
            near: What computed assessments call near, in a sentence.

        Returns:
            A list for each subject.
        """
        shown = subjects or [subject for subject in SymbolSubject if self.of(subject)]
        groups = [
            (subject, HEADINGS[subject], self._explained(subject), near if subject == SymbolSubject.ASSESSMENT else "")
            for subject in shown
        ]
        lines = [
            f"{heading}: {', '.join(symbol.word for symbol in symbols)}" for _kind, heading, symbols, _note in groups
        ]
        plain = "\n".join([*lines, *(note for *_group, note in groups if note)])
        return Fragment(render("legend.html.j2", groups=groups), plain)

    @staticmethod
    def remarks(heading: str, of: Callable[[Row], Sequence[str]]) -> Values:
        """A column of what is said beside symbols.

        Args:
            heading: What stands at the top of the column of the symbols.
            of: Gives the sentences of a row.

        Returns:
            The column, left out when nothing is said.
        """
        return texts(
            _("{heading}, anmärkning", heading=heading),
            lambda row: " ".join(text for text in of(row) if text),
            spare=True,
        )

    def _explained(self, subject: SymbolSubject) -> list[Symbol]:
        printed = self.of(subject)
        own = [self.symbol(subject, code) for code in OWN] if subject == SymbolSubject.ASSESSMENT else []
        unknown = replace(self.symbol(subject, None), word=_("Okänd, symbolen följde inte med i vårt textutdrag"))
        return [*printed, *(symbol for symbol in own if symbol not in printed), unknown]


def _place(row: Row) -> tuple[str, int]:
    order = GOOD_FIRST.get(row["subject"], ())
    return row["subject"], order.index(row["code"]) if row["code"] in order else len(order) + row["position"]


def _of_edition(row: Row) -> Symbol:
    subject, code, shape, printed = row["subject"], row["code"], Shape(row["shape"]), row["word"]
    if current() == SWEDISH:
        return Symbol(subject, code, shape, printed)
    if subject == SymbolSubject.COMPLETION:
        return Symbol(subject, code, shape, percentage(float(code)))
    return Symbol(subject, code, shape, MEANINGS.get((subject, code), printed), printed)


def _of_ours(subject: str, code: str) -> Symbol:
    shape, word = OWN.get(code, OWN[Assessment.NOT_EVALUATED])
    return Symbol(subject, code, shape, _(word))
