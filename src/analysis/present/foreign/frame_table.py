"""Frames of Polars and Pandas as tables: numbers, days and headings the way of the language, and no cut words."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from analysis.chapter import table as chapter
from analysis.chapter.pieces import Said
from analysis.chapter.table import OWN, Kind
from analysis.present.foreign.frame_column import FrameColumn
from analysis.present.foreign.own_figures import is_from_database, own_figures
from analysis.present.table import Column, Row, Table
from analysis.present.typed_values import Values
from analysis.words.numbers import number
from analysis.words.translate import Words, _, later

#: So many rows are shown; whoever wants more writes a file.
MOST_ROWS = 1000
#: Names of columns that our own frames have.
HEADINGS = Words(
    {
        **dict.fromkeys(("label", "name"), later("Namn")),
        **dict.fromkeys(("document", "document_title"), later("Dokument")),
        **dict.fromkeys(("organisation", "organisation_name"), later("Organisation")),
        **dict.fromkeys(("previous", "previous_outcome"), later("Föregående utfall")),
        **dict.fromkeys(("period_start", "first_day"), later("Från och med")),
        **dict.fromkeys(("period_end", "last_day"), later("Till och med")),
        "year": later("År"),
        "title": later("Titel"),
        "indicator": later("{Key_figure.one}"),
        "process_area": later("{Area.one}"),
        "area": later("{Evaluation_area.one}"),
        "goal": later("{Goal.short.one}"),
        "commitment": later("{Commitment.one}"),
        "target": later("Målnivå"),
        "outcome": later("Utfall"),
        "unit": later("Enhet"),
        "value": later("Värde"),
        "amount": later("Belopp"),
        "figures": later("Antal"),
        "sex": later("Kön"),
        "measure": later("Mått"),
        "line": later("Post"),
        "is_total": later("Summarad"),
        "status": later("Status"),
        "assessment": later("Bedömning"),
        "trend": later("Trend"),
        "completion": later("Färdiggrad, %"),
        "percent": later("Procent"),
        "difference": later("Skillnad"),
        "printed": later("Tryckt"),
        "also_printed": later("Även tryckt"),
        "recomputed": later("Omräknat"),
        "other": later("Annan uppgift"),
        "note": later("Anmärkning"),
        "reason": later("Skäl"),
        "place": later("Plats i dokumentet"),
        "file": later("Fil"),
        "source": later("Källa"),
        "period": later("Period"),
        "kind": later("Slag"),
        "date": later("Dag"),
        "text": later("Text"),
        "risk": later("Risk"),
        "control": later("{Control.one}"),
        "method": later("Metod"),
        "frequency": later("Hur ofta"),
        "action": later("Åtgärd"),
        "responsible": later("Ansvarig"),
        "question": later("Fråga"),
        "achieved": later("Uppnått"),
        "max": later("Högst"),
        "view": later("Vy"),
        "column": later("Kolumn"),
        "meaning": later("Vad det är"),
        "strategic_goal": later("{Strategic_goal.one}"),
        "perspective": later("{Perspective.one}"),
    }
)
#: What follows such a name.
ENDINGS = Words(
    {
        "_published": later("{heading}, publicerad"),
        "_computed": later("{heading}, beräknad"),
        "_unit": later("{heading}, enhet"),
        "_start": later("{heading}, från och med"),
        "_end": later("{heading}, till och med"),
        "_operator": later("{heading}, tecken"),
    }
)


class _Complete(Values):
    """A column whose figures are written already."""

    def figure(self, row: Row) -> chapter.Figure:
        return self.of(row)  # type: ignore[return-value]


def frame_table(frame: Any, heading: str = "", lead: str = "", source: str = "") -> chapter.Table:  # noqa: ANN401
    """Lay out a frame.

    Args:
        frame: A frame or series of Polars or Pandas.
        heading: What it shows; "Tabell" when left out.
        lead: What must be known to read its figures.
        source: Where they come from.

    Returns:
        A table of its first thousand rows; below it stands how many are left out.
    """
    columns, rows = (_from_polars if is_polars(frame) else _from_pandas)(frame)
    table = table_of(columns, rows, heading, lead, source)
    return table if is_from_database(frame) else replace(table, origins=own_figures(table.heading), origin_kind=OWN)


def table_of(
    columns: Sequence[FrameColumn], rows: int, heading: str, lead: str = "", source: str = ""
) -> chapter.Table:
    """Lay out columns.

    Args:
        columns: The columns, cut after a thousand rows.
        rows: How many rows there are.
        heading: What they show; "Tabell" for nothing.
        lead: What must be known to read their figures.
        source: Where they come from.

    Returns:
        A table; below it stands how many rows are left out.
    """
    shown = pl.DataFrame({"row": range(min(rows, MOST_ROWS))})
    laid = [_laid(column, is_first=place == 0) for place, column in enumerate(columns)]
    left = _("Här står de första {shown} av {all} rader.", shown=number(MOST_ROWS), all=number(rows))
    return Table(heading or _("Tabell"), laid, shown, lead, [left] if rows > MOST_ROWS else [], source).value


def heading_of(name: str) -> str:
    """Name a column of a frame.

    Args:
        name: Its name in the frame.

    Returns:
        What readers call it; the name itself where it is none of ours.
    """
    if name in HEADINGS:
        return HEADINGS[name]
    base, mark, ending = name.rpartition("_")
    known = base in HEADINGS and mark + ending in ENDINGS
    return ENDINGS[mark + ending].format(heading=HEADINGS[base]) if known else name


def is_polars(frame: object) -> bool:
    """Say whether something is a frame or series of Polars."""
    return isinstance(frame, pl.DataFrame | pl.Series)


def _laid(column: FrameColumn, *, is_first: bool) -> Column:
    def content(row: Row) -> list[Said]:
        return [Said(line) for line in _lines(column.words(row["row"]))]

    figures = _Complete(
        column.heading,
        lambda row: column.figure(row["row"]),
        column.kind,
        decimals=column.decimals if column.kind is Kind.NUMBER and column.is_even else None,
    )
    names_rows = is_first and not column.is_number
    return Column(
        column.heading, content, column.is_number, names_rows, wide=column.is_long and not names_rows, values=[figures]
    )


def _lines(words: str) -> Sequence[str]:
    return words.splitlines() if "\n" in words else [words] if words else []


def _from_polars(frame: Any) -> tuple[list[FrameColumn], int]:  # noqa: ANN401 - a frame or series
    whole = frame.to_frame() if isinstance(frame, pl.Series) else frame
    columns = [
        FrameColumn(heading_of(series.name), series.to_list(), _usual(series.dtype)) for series in whole.head(MOST_ROWS)
    ]
    return columns, whole.height


def _usual(kind: pl.DataType) -> Kind:
    if kind.is_integer():
        return Kind.WHOLE
    if kind.is_numeric():
        return Kind.NUMBER
    if kind == pl.Boolean:
        return Kind.TRUTH
    return Kind.DAY if kind == pl.Date else Kind.LIST if kind.is_nested() and kind != pl.Struct else Kind.TEXT


def _from_pandas(frame: Any) -> tuple[list[FrameColumn], int]:  # noqa: ANN401 - Pandas is not imported for its types
    whole = frame if hasattr(frame, "columns") else frame.to_frame()
    shown = whole.head(MOST_ROWS)
    columns = [_column(_name(name), values.tolist(), values.dtype) for name, values in shown.items()]
    return [*_index(shown.index), *columns], len(whole)


def _index(index: Any) -> list[FrameColumn]:  # noqa: ANN401 - an index of Pandas
    """What rows are called, where that is more than their numbers."""
    if type(index).__name__ == "RangeIndex" and index.name is None:
        return []
    levels = [index.get_level_values(place) for place in range(index.nlevels)]
    return [_column(_name(level.name), level.tolist(), level.dtype) for level in levels]


def _name(name: object) -> str:
    """A name of Pandas, which may have several levels, be a number or nothing."""
    parts = name if isinstance(name, tuple) else (name,)
    return " ".join(heading_of(str(part)) for part in parts if part is not None and part != "")


def _column(heading: str, values: Sequence[Any], kind: Any) -> FrameColumn:  # noqa: ANN401 - a type of NumPy or Pandas
    usual = {"i": Kind.WHOLE, "u": Kind.WHOLE, "f": Kind.NUMBER, "b": Kind.TRUTH, "M": Kind.DAY}
    known = [_plain(value) for value in values]
    return FrameColumn(heading, known, usual.get(getattr(kind, "kind", ""), Kind.TEXT))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    """A value as Python has it: nothing for each of the ways in which Pandas says that it is missing."""
    if type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and math.isnan(value)):
        return None
    to_python: Callable[[], Any] | None = getattr(value, "item", None)
    return to_python() if type(value).__module__ == "numpy" and to_python else value
