"""Status symbols: a shape, a colour and a word, never colour alone."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import AreaAssessment, Assessment, Shape, Status, SymbolSource, SymbolSubject, Trend
from analysis.chapter.markup.palette import Tone
from analysis.chapter.overview import Group, Legend
from analysis.chapter.pieces import Piece, Said, Sign, Symbol
from analysis.present.fragment import Fragment
from analysis.present.typed_values import Row, Values, texts
from analysis.words.current_language import SWEDISH, current
from analysis.words.numbers import percentage
from analysis.words.translate import Words, _, later, later_as

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
#: Sources of symbols that there are none of: nothing is unknown there.
UNSAID = (SymbolSource.NOT_PRINTED, SymbolSource.NOT_SET)
#: What stands in a cell that has nothing to say.
NONE = "–"
#: The order in which a reader looks for them: editions print their legends in several.
GOOD_FIRST: dict[str, tuple[str, ...]] = {
    SymbolSubject.ASSESSMENT: tuple(Assessment),
    SymbolSubject.AREA: tuple(AreaAssessment),
    SymbolSubject.CONTROL: tuple(AreaAssessment),
    SymbolSubject.STATUS: tuple(Status),
}
HEADINGS = Words(
    {
        SymbolSubject.ASSESSMENT: later("Bedömning av {goal.short.many}"),
        SymbolSubject.TREND: later("Trend"),
        SymbolSubject.STATUS: later("Status för {commitment.many}"),
        SymbolSubject.COMPLETION: later("Färdiggrad"),
        SymbolSubject.AREA: later("Bedömning av {area.many}"),
        SymbolSubject.CONTROL: later("Bedömning av {control.many}"),
    }
)
#: The shapes of codes that an edition has no symbol for, such as what is computed; a dash where none is listed.
SHAPES: dict[str, dict[str, Shape]] = {
    SymbolSubject.ASSESSMENT: dict(zip(Assessment, (Shape.CIRCLE, Shape.DIAMOND, Shape.SQUARE), strict=False)),
    SymbolSubject.STATUS: {Status.DONE: Shape.CIRCLE, Status.ONGOING: Shape.DIAMOND, Status.DELAYED: Shape.SQUARE},
    SymbolSubject.AREA: dict(zip(AreaAssessment, (Shape.CIRCLE, Shape.DIAMOND, Shape.SQUARE), strict=True)),
    SymbolSubject.CONTROL: dict(zip(AreaAssessment, (Shape.CIRCLE, Shape.DIAMOND, Shape.SQUARE), strict=True)),
    SymbolSubject.TREND: {
        Trend.INCREASED: Shape.ARROW_UP,
        Trend.BETTER: Shape.ARROW_UP,
        Trend.UNCHANGED: Shape.ARROW_FLAT,
        Trend.DECREASED: Shape.ARROW_DOWN,
        Trend.WORSE: Shape.ARROW_DOWN,
    },
}
#: What we call a goal that nobody judged, computed or not: an edition's own word says that it chose not to.
UNJUDGED = later("Går inte att bedöma")
#: What codes mean, each in words of its own subject: for pages in another language than the words that editions print,
#: and for codes that an edition has no symbol for. A printed percentage is its code.
MEANINGS: Words[tuple[str, str]] = Words(
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
        (SymbolSubject.STATUS, Status.DONE): later_as("status", "{commitment:Klar|Klart}"),
        (SymbolSubject.STATUS, Status.ONGOING): later_as("status", "Pågår"),
        (SymbolSubject.STATUS, Status.DELAYED): later_as("status", "{commitment:Försenad|Försenat}"),
        (SymbolSubject.STATUS, Status.NOT_STARTED): later_as("status", "{commitment:Ej påbörjad|Ej påbörjat}"),
        (SymbolSubject.AREA, AreaAssessment.FULL): later("Uppnår {goal.short.the_many}"),
        (SymbolSubject.AREA, AreaAssessment.PARTIAL): later("Uppnår delvis {goal.short.the_many}"),
        (SymbolSubject.AREA, AreaAssessment.NOT): later("Uppnår inte {goal.short.the_many}"),
        (SymbolSubject.CONTROL, AreaAssessment.FULL): later("Utan anmärkning"),
        (SymbolSubject.CONTROL, AreaAssessment.PARTIAL): later("Delvis tillfredsställande"),
        (SymbolSubject.CONTROL, AreaAssessment.NOT): later("Inte tillfredsställande"),
    }
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
            return Symbol(subject, "", Shape.EMPTY, _("Okänd"), Tone.NEUTRAL)
        return self._symbols.get((subject, code)) or _of_ours(subject, code)

    def words(self, heading: str, subject: SymbolSubject, column: str, *, spare: bool = False) -> Values:
        """A column of typed values that tells symbols by their words.

        Args:
            heading: What stands at its top.
            subject: What the symbols speak of.
            column: Name of the frame's column that holds the code.
            spare: Whether it is left out when no row has one.

        Returns:
            The column; a missing symbol is a missing value.
        """
        return texts(heading, lambda row: row[column] and self.symbol(subject, row[column]).word, spare=spare)

    def of(self, subject: SymbolSubject) -> list[Symbol]:
        """List an edition's symbols.

        Args:
            subject: What they speak of.

        Returns:
            The symbols in order.
        """
        return [symbol for (kind, __), symbol in self._symbols.items() if kind == subject]

    def stated(self, subject: SymbolSubject, code: str | None, source: str, remarks: Sequence[str]) -> list[Piece]:
        """What a document states with a symbol, or that it states nothing: only what is lost is unknown.

        Args:
            subject: What it speaks of.
            code: The code, or nothing.
            source: Where it comes from, or why there is none.
            remarks: What stands below.

        Returns:
            The symbol with its remarks; the remarks alone, or a dash, where the document has no symbol to know of.
        """
        if code is not None or source not in UNSAID:
            return [Sign(self.symbol(subject, code), remarks=tuple(remarks))]
        return [Said(remark, "muted") for remark in remarks] or [Said(NONE, "muted")]

    def legend(
        self, subjects: Sequence[SymbolSubject] = (), near: str = "", lost: Collection[SymbolSubject] = ()
    ) -> Fragment:
        """The legend of the edition, with the symbols for what is unknown and what cannot be judged.

        Args:
            subjects: What to explain; what the edition has symbols for when left out.
            near: What computed assessments call near, in a sentence.
            lost: What has symbols that are lost.

        Returns:
            A list for each subject.
        """
        shown = subjects or [subject for subject in SymbolSubject if self.of(subject)]
        groups = (
            Group(
                subject,
                HEADINGS[subject],
                tuple(self._explained(subject, lost=subject in lost)),
                note=near if subject == SymbolSubject.ASSESSMENT else "",
            )
            for subject in shown
        )
        return Fragment(Legend(groups=tuple(groups)))

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

    def _explained(self, subject: SymbolSubject, *, lost: bool) -> list[Symbol]:
        printed = self.of(subject)
        own = [self.symbol(subject, code) for code in Assessment] if subject == SymbolSubject.ASSESSMENT else []
        unknown = self.symbol(subject, None)
        if lost:
            unknown = replace(unknown, word=_("Okänd, symbolen följde inte med i vårt textutdrag"))
        return [*printed, *(symbol for symbol in own if symbol not in printed), unknown]


def _place(row: Row) -> tuple[str, int]:
    order = GOOD_FIRST.get(row["subject"], ())
    return row["subject"], order.index(row["code"]) if row["code"] in order else len(order) + row["position"]


def _of_edition(row: Row) -> Symbol:
    subject, code, shape, printed = row["subject"], row["code"], Shape(row["shape"]), row["word"]
    tone = _tone(subject, code)
    if current() == SWEDISH:
        return Symbol(subject, code, shape, printed, tone)
    if subject == SymbolSubject.COMPLETION:
        return Symbol(subject, code, shape, percentage(float(code)), tone)
    return Symbol(subject, code, shape, MEANINGS.get((subject, code), printed), tone, printed)


def _of_ours(subject: str, code: str) -> Symbol:
    """A shape and a word of the code's own: what says something of one subject says nothing of another."""
    unjudged = subject == SymbolSubject.ASSESSMENT and code == Assessment.NOT_EVALUATED
    word = _(UNJUDGED) if unjudged else MEANINGS.get((subject, code), code)
    return Symbol(subject, code, SHAPES.get(subject, {}).get(code, Shape.DASH), word, _tone(subject, code))


def _tone(subject: str, code: str) -> Tone:
    return TONES.get((subject, code), Tone.NEUTRAL)
