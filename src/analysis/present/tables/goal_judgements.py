"""What a row of the table of goals says of a judgement and a trend: published, computed, decided, and why."""

from analysis.base.vocabulary import Assessment, SymbolSource, SymbolSubject
from analysis.chapter.pieces import Piece, Said, Sign, Symbol
from analysis.present.sentences import (
    assessment_reason,
    distance,
    held_against,
    part_goals_told,
    trend_reason,
    yardsticks_told,
)
from analysis.present.symbols import UNSAID, SymbolSet, stated_code
from analysis.present.table import Content, Row
from analysis.present.typed_values import Values, texts
from analysis.present.why_not import missing_reason, without_trend
from analysis.words.codes import SYMBOL_REMARKS
from analysis.words.days import day
from analysis.words.mixed_language import filled, swedish
from analysis.words.translate import _

#: The steps that are published of a yardstick itself.
OF_YARDSTICK = {"assessment": "yardstick_step", "trend": "yardstick_trend_step"}
OWN_STEPS = tuple(OF_YARDSTICK.values())


def judgements(heading: str, symbols: SymbolSet, subject: SymbolSubject, field: str) -> list[Values]:
    """Lay out the three judgements of a goal, each in a column of its own, and what is to be known of them.

    Args:
        heading: What stands over the column.
        symbols: The symbols of the edition.
        subject: What they speak of.
        field: `assessment` or `trend`.
    """
    return [
        texts(
            _("{heading}, publicerad", heading=heading), lambda row: _word(row, symbols, subject, f"{field}_published")
        ),
        texts(_("{heading}, beräknad", heading=heading), lambda row: _word(row, symbols, subject, f"{field}_computed")),
        texts(
            _("{heading}, ändrad för hand", heading=heading),
            lambda row: _word(row, symbols, subject, f"{field}_override"),
            spare=True,
        ),
        symbols.remarks(heading, lambda row: _judgement_remarks(row, symbols, field)),
    ]


def _word(row: Row, symbols: SymbolSet, subject: SymbolSubject, column: str) -> str | None:
    code = _published(row, column.partition("_")[0]) if column.endswith("_published") else row[column]
    return None if code is None else symbols.symbol(subject, code).word


def _published(row: Row, field: str) -> str | None:
    """What is published of a yardstick; of the first one, where nothing is, what is published of the goal."""
    own = row[OF_YARDSTICK[field]]
    return own or (stated_code(row, f"{field}_published") if row["measure_no"] == 1 else None)


def _judgement_remarks(row: Row, symbols: SymbolSet, field: str) -> list[str]:
    if row[f"{field}_override"] is not None:
        return [f"{row[f'{field}_by']}, {day(row[f'{field}_on'])}: {row[f'{field}_reason']}"]
    if row["measure_no"] > 1 or (is_unjudged(row, field, symbols) and row[f"{field}_source"] not in UNSAID):
        return []
    return [SYMBOL_REMARKS[SymbolSource(row[f"{field}_source"])]]


def assessment(row: Row, symbols: SymbolSet) -> Content:
    """Say how a goal or yardstick is judged.

    Args:
        row: A row of the view `goal_measure_detail`.
        symbols: The symbols of the edition.
    """
    own = _of_yardstick(row, symbols)
    return own if row["yardsticks"] <= 1 or row["measure_no"] > 1 else [*_pieces(own), *_together(row, symbols)]


def _pieces(content: Content) -> list[Piece]:
    if isinstance(content, str):
        return [Said(content)]
    return list(content) if isinstance(content, tuple | list) else [content]  # type: ignore[list-item]


def _together(row: Row, symbols: SymbolSet) -> list[Piece]:
    """What the yardsticks of a goal say together, beside what the first of them says."""
    symbol = symbols.symbol(SymbolSubject.ASSESSMENT, row["goal_computed"])
    stated = stated_code(row, "assessment_published")
    published = stated is not None or row["assessment_override"] is not None
    whole = (
        _("{Goal.short.the} som helhet, {goal.short:beräknad|beräknat}")
        if published
        else _("{Goal.short.the} som helhet")
    )
    return [Sign(symbol, whole, (yardsticks_told(row),))]


def _of_yardstick(row: Row, symbols: SymbolSet) -> Content:
    if row["assessment_override"] is not None:
        return _decided(row, symbols, SymbolSubject.ASSESSMENT, "assessment")
    stated = stated_code(row, "assessment_published")
    published = symbols.symbol(SymbolSubject.ASSESSMENT, stated)
    computed = symbols.symbol(SymbolSubject.ASSESSMENT, row["assessment_computed"])
    if row["yardstick_step"] is not None:
        own = symbols.symbol(SymbolSubject.ASSESSMENT, row["yardstick_step"])
        reason = assessment_reason(row, own.word) if row["yardstick_otherwise"] else ""
        return _judgement(own, computed, row["yardstick_source"], reason)
    parts = part_goals_told(row) if row.get("goal_parts") else ""
    if row["measure_no"] > 1 or is_unjudged(row, "assessment", symbols):
        return _only_computed(computed, _("Går inte att bedöma: {reason}.", reason=parts or missing_reason(row)), parts)
    reason = (parts or assessment_reason(row, published.word)) if row["judged_otherwise"] else ""
    if stated is None and parts:
        reason = parts
    elif stated is None:
        if row["unjudged"] is not None:
            lost, why = SYMBOL_REMARKS[SymbolSource(row["assessment_source"])], missing_reason(row)
            remarks = (lost, _("Går inte heller att beräkna: {reason}.", reason=why))
            return Sign(published, remarks=tuple(filter(None, remarks)))
        reason = distance(row) or held_against(row)
    return _judgement(published, computed, row["assessment_source"], reason)


def trend(row: Row, symbols: SymbolSet) -> Content:
    """Say which way it goes.

    Args:
        row: A row of the view `goal_measure_detail`.
        symbols: The symbols of the edition.
    """
    if row["trend_override"] is not None:
        return _decided(row, symbols, SymbolSubject.TREND, "trend")
    computed = symbols.symbol(SymbolSubject.TREND, row["trend_computed"])
    if row["yardstick_trend_step"] is not None:
        otherwise = row["trend_computed"] not in (None, row["yardstick_trend"])
        own = symbols.symbol(SymbolSubject.TREND, row["yardstick_trend_step"])
        return _judgement(own, computed, row["yardstick_trend_source"], trend_reason(row) if otherwise else "")
    if row["measure_no"] > 1 or is_unjudged(row, "trend", symbols):
        return _only_computed(computed, "" if row["trend_computed"] else without_trend(row))
    published = symbols.symbol(SymbolSubject.TREND, stated_code(row, "trend_published"))
    differs = row["trend_computed"] is not None and row["trend_computed"] != row["trend_published"]
    return _judgement(published, computed, row["trend_source"], trend_reason(row) if differs else "")


def _decided(row: Row, symbols: SymbolSet, subject: SymbolSubject, field: str) -> list[Piece]:
    """What an analyst has set against the rule, and what it was."""
    known = {_("Publicerat"): stated_code(row, f"{field}_published"), _("Beräknat"): row[f"{field}_computed"]}
    said = _(
        "Ändrad för hand av {name}, {day}: {reason}",
        name=swedish(row[f"{field}_by"]),
        day=day(row[f"{field}_on"]),
        reason=swedish(row[f"{field}_reason"]),
    )
    symbol = symbols.symbol(subject, row[f"{field}_override"])
    others = (
        Sign(symbols.symbol(subject, code), word, differs=True) for word, code in known.items() if code is not None
    )
    return [Sign(symbol, remarks=(said,)), *others]


def is_unjudged(row: Row, field: str, symbols: SymbolSet) -> bool:
    """Say whether the document has not judged the goal, or the edition judges no single goals: then nothing is lost.

    Args:
        row: A row of the view `goal_measure_detail`.
        field: `assessment` or `trend`.
        symbols: The symbols of the edition.
    """
    judges = row[f"{field}_source"] not in UNSAID and symbols.of(SymbolSubject.ASSESSMENT)
    return stated_code(row, f"{field}_published") is None and not judges


def _only_computed(symbol: Symbol, why_not: str, reason: str = "") -> Piece:
    """A document judges a goal once or not at all; what its indicators show is computed."""
    if not symbol.code or symbol.code == Assessment.NOT_EVALUATED:
        return Said(why_not, "muted")
    told = filled("{reason}.", reason=reason) if reason else ""
    return Sign(symbol, remarks=tuple(filter(None, (_("Beräknat, inte publicerat."), told))))


def _judgement(published: Symbol, computed: Symbol, source: str, reason: str) -> list[Piece]:
    remark = SYMBOL_REMARKS[SymbolSource(source)]
    stated = Sign(published, remarks=(remark,) if remark else ())
    return [stated, Sign(computed, _("Beräknat"), (reason,), differs=True)] if reason else [stated]
