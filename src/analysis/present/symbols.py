"""Status symbols: a shape, a colour and a word, never colour alone."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import polars as pl

from analysis.base.scale import Shape, Tone, is_unknown, percent_of, tone_of
from analysis.base.vocabulary import (
    Assessment,
    SymbolSource,
    SymbolSubject,
)
from analysis.chapter.overview import Group, Legend
from analysis.chapter.pieces import Piece, Said, Sign, Symbol
from analysis.present.fragment import Fragment
from analysis.present.symbol_words import GOOD_FIRST, HEADINGS, MEANINGS, symbol_of_ours
from analysis.present.typed_values import Row, Values, texts
from analysis.words.current_language import SWEDISH, current
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import percentage
from analysis.words.translate import _

#: Sources of symbols that there are none of: nothing is unknown there.
UNSAID = (SymbolSource.NOT_PRINTED, SymbolSource.NOT_SET)
#: What stands in a cell that has nothing to say.
NONE = "–"


class SymbolSet:
    """The symbols of one edition, what is good first; others in the order of its printed legend.

    Args:
        legend: Rows of the view `legend` for one symbol set: `subject`, `code`, `shape`, `word`, `position`.
    """

    def __init__(self, legend: pl.DataFrame) -> None:
        rows = list(legend.iter_rows(named=True))
        self._own = {row["subject"] for row in rows if _is_own(row)}
        rows.sort(key=lambda row: _place(row, own=row["subject"] in self._own))
        self._rows = {(row["subject"], row["code"]): row for row in rows}
        self._symbols = {key: _of_edition(row) for key, row in self._rows.items()}

    def symbol(self, subject: SymbolSubject, code: str | None) -> Symbol:
        """Find a symbol.

        Args:
            subject: What it speaks of.
            code: The code, a step of the edition's own or a percent; nothing when it is not known.

        Returns:
            The edition's symbol; an empty shape for the unknown. A code that the edition never printed (a computed
            "better" for instance) gets the one step that means just that, or else our own shape and word.
        """
        if code is None:
            return Symbol(subject, "", Shape.EMPTY, _("Okänd"), Tone.NEUTRAL)
        return (
            self._symbols.get((subject, code))
            or self._reached(subject, code)
            or self._meaning(subject, code)
            or symbol_of_ours(subject, code)
        )

    def counted_as(self, subject: SymbolSubject, code: str | None) -> str | None:
        """The code that something is counted under: of a percent the step that it belongs to.

        Args:
            subject: What it speaks of.
            code: As `symbol` takes it.

        Returns:
            A code of `of`, or one beyond the edition's; nothing for the unknown.
        """
        if code is None:
            return None
        step = self._step_of_percent(subject, code)
        return step["code"] if step else self.symbol(subject, code).code

    def in_order(self, subject: SymbolSubject, codes: Collection[str | None]) -> list[str | None]:
        """Put codes in the order in which a reader looks for them, what is unknown last.

        Args:
            subject: What they speak of.
            codes: The codes.

        Returns:
            The same, each once: in the order of a scale of the edition's own, else what is good first.
        """
        printed, usual = [symbol.code for symbol in self.of(subject)], GOOD_FIRST.get(subject, ())
        order = [*printed, *usual] if subject in self._own else [*usual, *printed]
        return [code for code in dict.fromkeys([*order, *filter(None, codes), None]) if code in codes]

    def doubtful(self, subject: SymbolSubject, code: str | None) -> str:
        """Say of a step that may mean two things what those are.

        Args:
            subject: What it speaks of.
            code: The step.

        Returns:
            For example "nära målet eller ej utvärderad"; empty for every other step.
        """
        row = self._rows.get((subject, code or "")) or self._step_of_percent(subject, code or "")
        meant = row.get("meaning") if row else None
        if not meant or len(meant) == 1:
            return ""
        words = [MEANINGS.get((subject, each), _("Okänd")) for each in meant]
        return _("{some} eller {last}", some=", ".join(map(_small, words[:-1])), last=_small(words[-1]))

    def _step_of_percent(self, subject: str, code: str) -> Row | None:
        """The step that a percent belongs to."""
        percent = None if (subject, code) in self._rows else percent_of(code)
        if percent is None:
            return None
        limits = [(row["from_percent"], row) for row in self._of(subject) if row.get("from_percent") is not None]
        within = [(least, row) for least, row in limits if least <= percent]
        return max(within, key=lambda each: each[0])[1] if within else None

    def _reached(self, subject: SymbolSubject, code: str) -> Symbol | None:
        """The percent that is reached, as printed, in the manner of its step."""
        if (row := self._step_of_percent(subject, code)) is None:
            return None
        step, percent = self._symbols[subject, row["code"]], percent_of(code) or 0
        printed = f"{code.removesuffix('%').strip()}\N{NO-BREAK SPACE}%"
        word = filled("{percent} – {word}", percent=printed, word=_word(row))
        return replace(step, code=code, shape=_ring(row, percent), word=word, printed="")

    def _meaning(self, subject: SymbolSubject, code: str) -> Symbol | None:
        """The one step that means a code and nothing else; the edition's word for what it does not know says why."""
        rows = [row for row in self._of(subject) if (row.get("meaning") or [row["code"]]) == [code]]
        only = rows[0] if len(rows) == 1 and not is_unknown([code]) else None
        return None if only is None or only.get("from_percent") is not None else self._symbols[subject, only["code"]]

    def _of(self, subject: str) -> list[Row]:
        return [row for (kind, __), row in self._rows.items() if kind == subject]

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

        def word(row: Row) -> str | None:
            code = stated_code(row, column)
            return None if code is None else self.symbol(subject, code).word

        return texts(heading, word, spare=spare)

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
        self,
        subjects: Sequence[SymbolSubject] = (),
        near: str = "",
        lost: Collection[SymbolSubject] = (),
        used: Mapping[SymbolSubject, Collection[str | None]] = MappingProxyType({}),
    ) -> Fragment:
        """The legend of the edition, with the symbols for what is unknown and what cannot be judged.

        Args:
            subjects: What to explain; what the edition has symbols for when left out.
            near: What computed assessments call near, in a sentence.
            lost: What has symbols that are lost.
            used: Which codes stand on the page: a scale of an edition's own is followed by those of them that it lacks.

        Returns:
            A list for each subject.
        """
        shown = subjects or [subject for subject in SymbolSubject if self.of(subject)]
        groups = (
            Group(
                subject,
                HEADINGS[subject],
                tuple(self._explained(subject, used.get(subject, ()), lost=subject in lost)),
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

    def _explained(self, subject: SymbolSubject, used: Collection[str | None], *, lost: bool) -> list[Symbol]:
        printed = self.of(subject)
        unknown = self.symbol(subject, None)
        if lost:
            unknown = replace(unknown, word=_("Okänd, symbolen följde inte med i vårt textutdrag"))
        if subject in self._own:
            last = [unknown] if lost or None in used else []
            return [*map(self._with_doubt, printed), *self._beyond(subject, used), *last]
        own = [self.symbol(subject, code) for code in Assessment] if subject == SymbolSubject.ASSESSMENT else []
        return [*printed, *(symbol for symbol in own if symbol not in printed), unknown]

    def _with_doubt(self, symbol: Symbol) -> Symbol:
        may_mean = self.doubtful(SymbolSubject(symbol.subject), symbol.code)
        if not may_mean:
            return symbol
        return replace(symbol, word=filled("{word} ({may_mean})", word=symbol.word, may_mean=may_mean))

    def _beyond(self, subject: SymbolSubject, used: Collection[str | None]) -> Iterator[Symbol]:
        """What stands on the page and has no step of the scale: our own words for what figures give."""
        for code in GOOD_FIRST.get(subject, ()):
            symbol = self.symbol(subject, code)
            if code in used and symbol.code == code and (subject, code) not in self._symbols:
                yield replace(symbol, word=_("{word} (beräknat ur siffrorna)", word=symbol.word))


def stated_code(row: Row, column: str) -> str | None:
    """The code that a document states: its own step, where it has one.

    Args:
        row: A row with `<column>`, and `<column>_step` where steps may be the document's own.
        column: `assessment`, `trend` or `status`; `assessment_published` as well.

    Returns:
        The step, or what it means; nothing where nothing is stated.
    """
    step: str | None = row.get(f"{column.removesuffix('_published')}_step")
    return step or row[column]


def shown_codes(frame: pl.DataFrame, column: str, *others: str) -> pl.Series:
    """The codes that are shown of rows: steps of the document's own before what they mean.

    Args:
        frame: Rows.
        column: The column of what is shown, where the rows have it.
        others: What stands in its place, the first that the rows have.

    Returns:
        The codes, null where nothing is known.
    """
    return frame[next(name for name in (column, *others) if name in frame.columns)]


def _is_own(row: Row) -> bool:
    """Whether a step is a document's own, with a meaning or limit that is said."""
    return (row.get("meaning") or [row["code"]]) != [row["code"]] or row.get("from_percent") is not None


def _place(row: Row, *, own: bool) -> tuple[str, int]:
    order = () if own else GOOD_FIRST.get(row["subject"], ())
    return row["subject"], order.index(row["code"]) if row["code"] in order else len(order) + row["position"]


def _of_edition(row: Row) -> Symbol:
    subject, code, shape, printed = row["subject"], row["code"], Shape(row["shape"]), row["word"]
    tone = Tone(row.get("colour") or tone_of(SymbolSubject(subject), [code]))
    if (least := row.get("from_percent")) is not None:
        word = _("{word} (från {percent})", word=_word(row), percent=percentage(least))
        return Symbol(subject, code, _ring(row, least), word, tone)
    if current() == SWEDISH:
        return Symbol(subject, code, shape, printed, tone)
    if subject == SymbolSubject.COMPLETION:
        return Symbol(subject, code, shape, percentage(float(code)), tone)
    word = _word(row)
    return Symbol(subject, code, shape, word, tone, "" if word == printed else printed)


def _word(row: Row) -> str:
    """What a step is called: an own step by its own word, in English where the scale has one."""
    if current() == SWEDISH:
        return str(row["word"])
    return row.get("word_en") or MEANINGS.get((row["subject"], row["code"])) or swedish(row["word"])


def _ring(row: Row, percent: float) -> str:
    return f"{Shape.GAUGE}_{min(round(percent), 100)}" if row["shape"] == Shape.GAUGE else str(row["shape"])


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
