"""Which symbols a part of a document has: what none of them shows, and why there is none where a row has none."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import polars as pl

from analysis.base.scale import KNOWN_CODES, one_meaning, percent_of
from analysis.base.vocabulary import STEP, SymbolSource, SymbolSubject
from analysis.errors import Fault, nearest
from analysis.intake.contracts import Commitments, Controls, DocumentAreas, GoalIndicators, Goals, Nodes, Parts
from analysis.intake.reference_contracts import Symbols
from analysis.intake.rows import FileRow
from analysis.intake.scales import Key, Scale, scales_of, with_meanings
from analysis.words.numbers import number
from analysis.words.translate import _

Frames = Mapping[type[FileRow], pl.DataFrame]
#: What tells a row of an input file.
ROW = ("file", "file_row")


class Shown(NamedTuple):
    """A column whose codes are shown by symbols; the column `<column>_source` says where each comes from."""

    contract: type[FileRow]
    column: str
    subject: SymbolSubject


#: A completion is a number: its printed symbols are coarser than it is, and it need be none of them.
COMPLETION = Shown(Commitments, "completion", SymbolSubject.COMPLETION)
#: Every published code that a symbol shows.
SHOWN = (
    Shown(Goals, "assessment", SymbolSubject.ASSESSMENT),
    Shown(Goals, "trend", SymbolSubject.TREND),
    Shown(GoalIndicators, "assessment", SymbolSubject.ASSESSMENT),
    Shown(GoalIndicators, "trend", SymbolSubject.TREND),
    Shown(DocumentAreas, "assessment", SymbolSubject.AREA),
    Shown(DocumentAreas, "trend", SymbolSubject.TREND),
    Shown(Nodes, "assessment", SymbolSubject.AREA),
    Shown(Nodes, "trend", SymbolSubject.TREND),
    Shown(Commitments, "status", SymbolSubject.STATUS),
    Shown(Controls, "assessment", SymbolSubject.CONTROL),
)


def symbol_faults(frames: Frames) -> list[Fault]:
    """Find published codes that the family of their part has no symbol for.

    Args:
        frames: Validated frames by contract.

    Returns:
        One fault a cell, naming the codes that the family has. What only the text says needs no symbol.
    """
    return [fault for shown in SHOWN for fault in _outside(frames, shown)]


def step_faults(frames: Frames) -> list[Fault]:
    """Find steps of no scale: neither the part's own nor words of the public views.

    Args:
        frames: Validated frames by contract.

    Returns:
        One fault a cell. A folder of any format is refused for them: nobody knows what they mean.
    """
    scales = scales_of(frames[Symbols])
    return [fault for shown in SHOWN for fault in _of_no_scale(frames, shown, scales)]


def with_steps(frames: Frames) -> dict[type[FileRow], pl.DataFrame]:
    """Say of every step what it means in the codes of the public views, and keep it as written beside that.

    Args:
        frames: Validated frames by contract, without steps of no scale.

    Returns:
        The frames, `<column>_step` filled in; where a step may mean two things `<column>` is empty.
    """
    scales, told = scales_of(frames[Symbols]), dict(frames)
    for shown in SHOWN:
        told[shown.contract] = _with_meaning(frames, told[shown.contract], shown, scales)
    return {**told, Symbols: with_meanings(frames[Symbols])}


def _with_meaning(frames: Frames, rows: pl.DataFrame, shown: Shown, scales: Mapping[Key, Scale]) -> pl.DataFrame:
    families = _families(frames, shown.contract)
    steps, codes = [], []
    for file, row, written in rows.select(*ROW, shown.column).iter_rows():
        scale = scales.get((families.get((file, row), ""), shown.subject))
        step = None if written is None else written.removesuffix("%").strip()
        known = scale and step and scale.step(step)
        steps.append(step)
        codes.append(one_meaning(scale.means[known]) if scale and known else step)
    return rows.with_columns(
        pl.Series(f"{shown.column}_step", steps, pl.String), pl.Series(shown.column, codes, pl.String)
    )


def _families(frames: Frames, contract: type[FileRow]) -> dict[tuple[str, int], str]:
    """The family of each row of a part that the document has."""
    rows = with_family(frames, contract).select(*ROW, "symbol_set").iter_rows()
    return {(file, row): family for file, row, family in rows}


def _of_no_scale(frames: Frames, shown: Shown, scales: Mapping[Key, Scale]) -> Iterator[Fault]:
    families, known = _families(frames, shown.contract), KNOWN_CODES[shown.subject]
    rows = frames[shown.contract].filter(pl.col(shown.column).is_not_null()).sort(ROW)
    for file, row, written in rows.select(*ROW, shown.column).iter_rows():
        family = families.get((file, row), "")
        scale = scales.get((family, shown.subject))
        if written not in known and not (scale and scale.step(written)):
            yield Fault(file, row, shown.column, written, _no_step(written, shown, family, scale))


def _no_step(written: str, shown: Shown, family: str, scale: Scale | None) -> str:
    if scale is None:
        return nearest(written, [str(code) for code in KNOWN_CODES[shown.subject]])
    if scale.limits and percent_of(written) is not None:
        least = number(scale.limits[-1][0])
        return _("skalan {family} börjar vid {least} %; ge ett steg from_percent 0", family=family, least=least)
    named = {"family": family, "subject": shown.subject.value}
    return _("skalan {family} har inget sådant steg ({subject}).", **named) + f" {nearest(written, list(scale.means))}"


def with_sources(frames: Frames, *, untold: SymbolSource = SymbolSource.NOT_SET) -> dict[type[FileRow], pl.DataFrame]:
    """Say of every symbol where it comes from, or why there is none, where the files do not.

    Args:
        frames: Validated frames by contract.
        untold: Why there is no completion where nobody says, in a family that has symbols for it.

    Returns:
        The frames, every `…_source` filled in: an edition without symbols for a subject has printed none and lost none;
        where it has some, what is blank is not set yet.
    """
    told = dict(frames)
    for shown in (*SHOWN, COMPLETION):
        blank = untold if shown is COMPLETION else SymbolSource.NOT_SET
        told[shown.contract] = _with_source(frames, told[shown.contract], shown, blank)
    return told


def _with_source(frames: Frames, rows: pl.DataFrame, shown: Shown, blank: SymbolSource) -> pl.DataFrame:
    families = list(codes_of(frames, shown.subject))
    having = with_family(frames, shown.contract).filter(pl.col("symbol_set").is_in(families))
    known = rows.join(having.select(*ROW, has=True), on=ROW, how="left", maintain_order="left")
    source, has = pl.col(f"{shown.column}_source"), pl.col("has").fill_null(value=False)
    # A step that may mean two things is given all the same.
    kept = shown.column if shown is COMPLETION else f"{shown.column}_step"
    given, unsaid = pl.col(kept).is_not_null(), source.is_null()
    none = unsaid | (source.cast(pl.String) == SymbolSource.LOST.value)
    filled = (
        pl.when(given & unsaid)
        .then(_source(SymbolSource.PRINTED))
        .when(~given & none & ~has)
        .then(_source(SymbolSource.NOT_PRINTED))
        .when(~given & unsaid)
        .then(_source(blank))
        .otherwise(source.cast(pl.String))
    )
    kind = rows.schema[f"{shown.column}_source"]
    return known.with_columns(filled.cast(kind).alias(f"{shown.column}_source")).drop("has")


def _source(source: SymbolSource) -> pl.Expr:
    return pl.lit(source.value)


def with_family(frames: Frames, contract: type[FileRow]) -> pl.DataFrame:
    """Tell each row by which symbols it is shown.

    Args:
        frames: Validated frames by contract.
        contract: Whose rows.

    Returns:
        The rows of parts that the document has, with `symbol_set`.
    """
    rows = frames[contract]
    parts = frames[Parts].select("document", "symbol_set", whose="organisation", start="place", line="source_line")
    if contract is GoalIndicators:  # they belong where their goal does
        rows = rows.join(frames[Goals].select("document", "goal", "organisation"), on=["document", "goal"])
    if contract is not Controls:
        return rows.join(parts, left_on=["document", "organisation"], right_on=["document", "whose"])
    # A control belongs to the part that it stands in, whoever makes it.
    place = pl.col("place")
    inside = (place == pl.col("start")) | place.str.starts_with(pl.col("start") + STEP.rstrip())
    nearest = rows.join(parts, on="document").sort(
        [~inside, pl.col("organisation") != pl.col("whose"), "line"], maintain_order=True
    )
    return nearest.unique(ROW, keep="first", maintain_order=True)


def codes_of(frames: Frames, subject: SymbolSubject) -> dict[str, list[str]]:
    """List the codes that each family has symbols for.

    Args:
        frames: Validated frames by contract.
        subject: What the symbols speak of.

    Returns:
        Codes in the order of the legend, by family; no entry for a family that has none.
    """
    own = frames[Symbols].filter(pl.col("subject").cast(pl.String) == subject.value).sort("position")
    grouped = own.group_by("symbol_set", maintain_order=True).agg("code")
    return dict(grouped.iter_rows())


def _outside(frames: Frames, shown: Shown) -> Iterator[Fault]:
    known, scales = codes_of(frames, shown.subject), scales_of(frames[Symbols])
    rows = with_family(frames, shown.contract).sort(ROW)
    told = pl.col(f"{shown.column}_source").cast(pl.String) != SymbolSource.PROSE.value
    published = rows.filter(pl.col(shown.column).is_not_null() & told).select(*ROW, "symbol_set", shown.column)
    for file, row, family, code in published.iter_rows():
        scale = scales.get((family, shown.subject.value))
        if not (scale and scale.step(code)):
            yield Fault(file, row, shown.column, code, _remedy(shown, family, known.get(family, [])))


def _remedy(shown: Shown, family: str, known: list[str]) -> str:
    named = {"family": family, "subject": shown.subject.value, "column": f"{shown.column}_source"}
    has = (
        _("symbolfamiljen {family} har ingen sådan symbol ({subject}), bara {known}.", known=", ".join(known), **named)
        if known
        else _("symbolfamiljen {family} har inga symboler för {subject}.", **named)
    )
    remedy = _(
        "Lägg till symbolen i reference/symbols.csv om dokumentet har den, skriv prose i {column} om det är texten "
        "som säger så, eller rätta koden.",
        **named,
    )
    return f"{has} {remedy}"
