"""The scales of a project: what each of their steps means, and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from analysis.base.scale import Shape, Tone, is_unknown, meanings_of, meant, percent_of, tone_of
from analysis.base.vocabulary import SymbolSubject
from analysis.errors import Fault, nearest
from analysis.words.translate import _, later

Row = Mapping[str, Any]
#: What tells a scale: the family, and what it speaks of.
Key = tuple[str, str]
#: What tells the steps of a scale apart, and what to say where it does not.
_ALIKE = {
    "shape": later("ett annat steg i skalan har samma form; färgen får inte ensam skilja dem åt"),
    "word": later("ett annat steg i skalan heter likadant"),
    "from_percent": later("ett annat steg i skalan börjar vid samma procent; ett steg en gräns"),
}


@dataclass(frozen=True)
class Scale:
    """The steps of one family for one subject, in the order of its legend.

    Attributes:
        means: What each step means in the codes of the public views, by its code.
        limits: From which percent each step holds, the highest first; none where nothing is said in percent.
    """

    means: Mapping[str, Sequence[str]]
    limits: Sequence[tuple[float, str]]

    def step(self, written: str) -> str | None:
        """Find the step that a cell means.

        Args:
            written: A code, or the percent that is reached.

        Returns:
            The step's code; nothing where the scale has no such step.
        """
        if written in self.means:
            return written
        percent = percent_of(written) if self.limits else None
        return None if percent is None else next((code for least, code in self.limits if percent >= least), None)


def scales_of(symbols: pl.DataFrame) -> dict[Key, Scale]:
    """Read every scale.

    Args:
        symbols: Rows of `symbols.csv`.

    Returns:
        The scales by family and subject.
    """
    grouped: dict[Key, list[Row]] = {}
    for row in symbols.sort("position").iter_rows(named=True):
        grouped.setdefault((row["symbol_set"], row["subject"]), []).append(row)
    return {key: _scale(rows) for key, rows in grouped.items()}


def with_meanings(symbols: pl.DataFrame) -> pl.DataFrame:
    """Say of every step what it means in the codes of the public views, and in which colour role it is shown.

    Args:
        symbols: Rows of `symbols.csv`.

    Returns:
        The rows, `meaning` and `colour` filled in.
    """
    told = [_meant(row) for row in symbols.iter_rows(named=True)]
    tones = [
        row["colour"] or str(tone_of(SymbolSubject(row["subject"]), codes))
        for row, codes in zip(symbols.iter_rows(named=True), told, strict=True)
    ]
    return symbols.with_columns(
        pl.Series("meaning", told, symbols.schema["meaning"]), pl.Series("colour", tones, symbols.schema["colour"])
    )


def scale_faults(symbols: pl.DataFrame) -> list[Fault]:
    """Find what is wrong with scales.

    Args:
        symbols: Rows of `symbols.csv`.

    Returns:
        One fault a cell: steps without meaning, words that mean nothing, colour without knowledge, and steps that
        nobody could tell apart.
    """
    rows = symbols.sort("file_row").to_dicts()
    return [fault for row in rows for fault in _of_step(row)] + list(_alike(rows))


def has_own_steps(row: Row) -> bool:
    """Whether a step is said to be an owner's: it tells what it means, its colour or its percent."""
    return bool(row["meaning"]) or row["colour"] is not None or row["from_percent"] is not None


def _scale(rows: Sequence[Row]) -> Scale:
    limits = [(row["from_percent"], row["code"]) for row in rows if row["from_percent"] is not None]
    return Scale({row["code"]: _meant(row) for row in rows}, sorted(limits, reverse=True))


def _meant(row: Row) -> list[str]:
    return meant(SymbolSubject(row["subject"]), row["code"], row["meaning"])


def _of_step(row: Row) -> Iterator[Fault]:
    subject, code = SymbolSubject(row["subject"]), row["code"]
    words = meanings_of(subject)
    wrong = [word for word in row["meaning"] if word not in words]
    yield from (_fault(row, "meaning", word, nearest(word, words)) for word in wrong)
    codes = _meant(row)
    if not codes and not wrong:
        yield _without_meaning(row, words)
    elif [code] != codes and meant(subject, code, ()):
        told = _("koden är de publika vyernas ord; ge steget en annan kod, eller skriv {code} i meaning", code=code)
        yield _fault(row, "code", code, told)
    elif has_own_steps(row) and is_unknown(codes):
        yield from _coloured_unknown(row)


def _without_meaning(row: Row, words: Sequence[str]) -> Fault:
    if not words:
        return _fault(row, "code", row["code"], _("en färdiggrad i hela procent, 0–100"))
    told = _("steget betyder ingenting; skriv i meaning vad det betyder.")
    return _fault(row, "code", row["code"], f"{told} {nearest(row['code'], list(words))}")


def _coloured_unknown(row: Row) -> Iterator[Fault]:
    """What is unknown has one face: no colour without knowledge."""
    if row["colour"] not in (None, Tone.NEUTRAL):
        told = _("det som är okänt har ingen färg; skriv neutral eller lämna tomt")
        yield _fault(row, "colour", row["colour"], told)
    if row["shape"] != Shape.DASH:
        told = _("det som är okänt ser likadant ut överallt; skriv dash")
        yield _fault(row, "shape", row["shape"], told)


def _alike(rows: Sequence[Row]) -> Iterator[Fault]:
    """Steps of one scale that have the same shape, word or limit: colour alone tells nothing apart."""
    own = {_key(row) for row in rows if has_own_steps(row)}
    for column, told in _ALIKE.items():
        seen: set[tuple[object, ...]] = set()
        for row in (row for row in rows if _key(row) in own and _is_told_apart(row, column)):
            key = (*_key(row), row[column])
            if key in seen:
                yield _fault(row, column, _written(row[column]), _(told))
            seen.add(key)


def _is_told_apart(row: Row, column: str) -> bool:
    """The shape of what is unknown and the ring of a percent may stand for several steps: their words differ."""
    alike = column == "shape" and (row["shape"] == Shape.GAUGE or is_unknown(_meant(row)))
    return row[column] is not None and not alike


def _written(value: object) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def _key(row: Row) -> Key:
    return row["symbol_set"], row["subject"]


def _fault(row: Row, column: str, value: str, told: str) -> Fault:
    return Fault(row["file"], row["file_row"], column, value, told)
