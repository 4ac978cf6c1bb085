"""Where facts come from: printed in a document, reported in a form, fetched from a source, imported from a file.

A row says it in columns; what it leaves out follows from the columns that it has, or from the document's header.
"""

from collections.abc import Mapping

import polars as pl

from analysis.base.vocabulary import OriginKind

#: What each kind brings beside a place, where it is known.
TOLD: Mapping[OriginKind, tuple[str, ...]] = {
    OriginKind.PRINTED: ("source_line", "page", "web", "read_on"),
    OriginKind.REPORTED: ("form", "cell", "reported_by", "reported_on"),
    OriginKind.FETCHED: ("source", "question", "fetched_on", "revision"),
    OriginKind.IMPORTED: ("from_file", "from_row", "profile"),
}
KIND, PLACE, LINE, WORDS = "origin_kind", "place", "source_line", "origin"
#: Every column that says where a row comes from.
COLUMNS = (PLACE, KIND, *(column for told in TOLD.values() for column in told))
#: Those that came after place and line, none of which a file needs.
LATER = tuple(column for column in COLUMNS if column not in (PLACE, LINE))
#: What the line of a fact that is printed on none is read from, and what it becomes, as row 0 of a fault is no row.
BLANK, NO_LINE = "", 0
#: How each column is said, in Swedish as all that is stored.
SAID = {
    "source_line": "rad {}",
    "page": "sid. {}",
    "web": "{}",
    "read_on": "läst {}",
    "form": "blankett {}",
    "cell": "cell {}",
    "reported_by": "lämnad av {}",
    "reported_on": "{}",
    "source": "hämtad ur {}",
    "question": "fråga {}",
    "fetched_on": "{}",
    "revision": "revision {}",
    "from_file": "inläst ur {}",
    "from_row": "rad {}",
    "profile": "profil {}",
}
#: What is said of a kind that brings nothing.
BARE = {
    OriginKind.REPORTED: "inrapporterad uppgift",
    OriginKind.FETCHED: "hämtad uppgift",
    OriginKind.IMPORTED: "inläst uppgift",
}


def is_of_one_kind(kind: OriginKind) -> str:
    """Write the condition that only columns of a row's own kind are filled.

    Args:
        kind: The kind.

    Returns:
        SQL; of a printed row's line only that it is there, since every row has one.
    """
    own = [column for column in TOLD[kind] if column != LINE]
    filled = [f"{column} IS NULL" for column in own] + ([f"{LINE} = {NO_LINE}"] if kind is OriginKind.PRINTED else [])
    return f"(origin_kind = '{kind}' OR ({' AND '.join(filled)}))"


def with_origins(cells: pl.DataFrame, usual: Mapping[str, str]) -> pl.DataFrame:
    """Say of every row where it comes from.

    Args:
        cells: Texts with the columns of a contract of a document's file.
        usual: What the document's header says of its rows.

    Returns:
        The same with `origin_kind`, and `origin`, its words beyond the place; a row without a place has those for one,
        and no line is line 0. What says nothing of its origin has no place.
    """
    header = _header_kind(usual)
    kind = pl.coalesce(KIND, *_from_columns(), pl.lit(header), _if_filled(PLACE, OriginKind.PRINTED))
    kinded = cells.with_columns(kind.alias(KIND))
    # What the header says is said of rows of its own kind; a row that comes from elsewhere says so itself.
    alike = pl.col(KIND).is_in([header]) if header else pl.col(KIND).is_not_null()
    given = kinded.with_columns(
        pl.when(alike).then(pl.coalesce(name, pl.lit(value))).otherwise(name).alias(name)
        for name, value in usual.items()
        if name in COLUMNS and name != KIND
    )
    given = given.with_columns(pl.coalesce(KIND, _if_filled(PLACE, OriginKind.PRINTED)).alias(KIND))
    # A place alone needs no more words; without one, the little that is known stands for it.
    poor = pl.when(pl.col(PLACE).is_null()).then(pl.coalesce(*_bare(), pl.format(SAID[LINE], pl.col(LINE))))
    return given.with_columns(pl.coalesce(_words(), poor).alias(WORDS)).with_columns(
        pl.coalesce(PLACE, WORDS).alias(PLACE),
        pl.col(LINE).fill_null(BLANK),
        # What is wrong with a row that says nothing is told of its place.
        pl.col(KIND).fill_null(OriginKind.PRINTED.value),
    )


def tells_origin(usual: Mapping[str, str]) -> bool:
    """Say whether a document's header tells where its rows come from.

    Args:
        usual: What it says of them.

    Returns:
        Whether a row need not say it.
    """
    return PLACE in usual or _header_kind(usual) is not None


def unplaced() -> pl.Expr:
    """Tell the rows that have no place of their own, only words of their origin.

    Returns:
        Boolean expression.
    """
    return (pl.col(PLACE) == pl.col(WORDS)).fill_null(value=False)


def _header_kind(usual: Mapping[str, str]) -> str | None:
    if KIND in usual:
        return usual[KIND]
    return next((kind.value for kind, told in TOLD.items() if any(column in usual for column in told)), None)


def _from_columns() -> list[pl.Expr]:
    """The kind by what only that kind brings."""
    return [_if_filled(column, kind) for kind, told in TOLD.items() for column in told]


def _if_filled(column: str, kind: OriginKind) -> pl.Expr:
    return pl.when(pl.col(column).is_not_null()).then(pl.lit(kind.value))


def _words() -> pl.Expr:
    """What a row's columns say; its line says nothing to whoever has the document itself."""
    said = [pl.format(words, pl.col(column)) for column, words in SAID.items() if column != LINE]
    words = pl.concat_str(said, separator=", ", ignore_nulls=True)
    return pl.when(words != "").then(words)


def _bare() -> list[pl.Expr]:
    return [pl.when(pl.col(KIND) == kind.value).then(pl.lit(words)) for kind, words in BARE.items()]
