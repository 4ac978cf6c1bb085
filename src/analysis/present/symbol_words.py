"""What the codes of symbols mean in words, and which shapes they have where an edition has none."""

from analysis.base.scale import Shape, tone_of
from analysis.base.vocabulary import AreaAssessment, Assessment, Status, SymbolSubject, Trend
from analysis.chapter.pieces import Symbol
from analysis.words.translate import Words, _, later, later_as

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


def symbol_of_ours(subject: str, code: str) -> Symbol:
    """Draw a code that an edition has no symbol for: what says something of one subject says nothing of another.

    Args:
        subject: What it speaks of.
        code: One of the codes of the public views.

    Returns:
        A shape and a word of the code's own.
    """
    unjudged = subject == SymbolSubject.ASSESSMENT and code == Assessment.NOT_EVALUATED
    word = _(UNJUDGED) if unjudged else MEANINGS.get((subject, code), code)
    return Symbol(
        subject, code, SHAPES.get(subject, {}).get(code, Shape.DASH), word, tone_of(SymbolSubject(subject), [code])
    )
