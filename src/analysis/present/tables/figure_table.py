"""Key figures: one row an indicator, one column a period and measure, women and men beside the total."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import polars as pl

from analysis.base.vocabulary import ROUGH, STEP, Measure, Missing, PeriodType, Sex, UnitKind
from analysis.chapter.table import Origin
from analysis.present.doubts import remarks
from analysis.present.origins import origin_of, traced
from analysis.present.table import Column, Row, Table, indicator_of
from analysis.present.typed_values import Values, printed, texts
from analysis.present.whose import named_for, with_whose
from analysis.words.codes import MEASURES, MISSING, SEXES
from analysis.words.days import period
from analysis.words.mixed_language import filled, joined, swedish
from analysis.words.numbers import after_operator, quantity, signed, unit, with_unit
from analysis.words.phrases import enumerate_words
from analysis.words.targets import place
from analysis.words.translate import _, p_

#: More columns than this do not fit on a narrow screen.
FEW_COLUMNS = 3
#: Headings of so few letters are read together with the one above them.
SHORT = 7
#: Rows of one key figure: the total before women and men.
ROWS = (Sex.TOTAL, Sex.WOMEN, Sex.MEN)
#: What tells a difference, so that its sign must be seen.
CHANGES = {Measure.CHANGE, Measure.CHANGE_PCT}
#: A cell of the document without a figure.
DASH = "–"
Units = Mapping[tuple[object, ...], Mapping[str, None]]
NO_BREAK = "\N{NO-BREAK SPACE}"
KEYS = ("measure", "period_type", "period_start", "period_end")
#: What has a row of its own.
ROW = ("indicator", "organisation", "sex")


def key_figure_table(figures: pl.DataFrame, caption: str, source: str, *, by_sex: bool = False) -> Table:
    """Lay out key figures the way a printed table does.

    Args:
        figures: Rows of the view `key_figure_detail`.
        caption: What the table shows.
        source: Where the figures come from.
        by_sex: Whether women and men have rows of their own below the total.

    Returns:
        One row an indicator; columns run from the earliest period to the latest, changes and targets last.
    """
    figures = with_whose(figures)
    shown = figures if by_sex else figures.filter(pl.col("sex") == Sex.TOTAL.value)
    columns = _columns(shown)
    cells = _cells(figures)
    table = [Column(_("{Key_figure.one}"), _name, row_heading=True, values=_about(figures, columns))]
    units = _units(figures, columns)
    table += [
        Column(_heading(column), _cell(cells, column), numeric=True, values=_figures(cells, column, units))
        for column in columns
    ]
    cards = len(table) > FEW_COLUMNS
    lines, origins = _lines(shown), _origins(shown)
    notes = [*figure_notes(figures), *_breaks(shown), *_blanks(cells, lines, columns)]
    return Table(
        caption,
        table,
        lines,
        notes=notes,
        source=source,
        cards=cards,
        slim=True,
        origins=origins,
        measure=indicator_of,
    )


def _breaks(figures: pl.DataFrame) -> list[str]:
    """Say which rows have outcomes from before and after a change of method."""
    outcomes = figures.filter((pl.col("measure") == Measure.OUTCOME.value) & pl.col("value").is_not_null())
    ends = outcomes.group_by("indicator", "organisation", maintain_order=True).agg(
        pl.col("label", "whose", "measured_anew").first(),
        first=pl.col("period_end").min(),
        last=pl.col("period_end").max(),
    )
    return [
        _(
            "{name}: nytt mätsätt från {year}, går inte att jämföra med tidigare.",
            name=named_for(row, "label"),
            year=start.year,
        )
        for row in ends.iter_rows(named=True)
        for start in row["measured_anew"] or ()
        if row["first"] < start <= row["last"]
    ]


def _blanks(cells: Mapping[tuple[object, ...], list[Row]], lines: pl.DataFrame, columns: list[Row]) -> list[str]:
    """Say what a dash and a blank are, where a printed table has both: a cell without figure, and no cell at all."""
    shown = {_cell(cells, column)(line) for line in lines.iter_rows(named=True) for column in columns}
    printed_as_table = all(figure["in_table"] for figures in cells.values() for figure in figures)
    if not printed_as_table or not {DASH, ""} <= shown:
        return []
    return [_("– är en ruta utan tal i dokumentet. Där det är tomt har dokumentets tabell ingen sådan ruta.")]


def _about(figures: pl.DataFrame, columns: list[Row]) -> list[Values]:
    """What a row is about; its unit, once for all its figures unless they have several."""
    units = _units(figures, columns)
    return [
        texts(_("{Key_figure.one}"), lambda row: row["label"]),
        texts(p_("vem", "Gäller"), lambda row: row["whose"], spare=True),
        texts(_("Kön"), lambda row: SEXES[Sex(row["sex"])], ours=True),
        texts(_("Enhet"), lambda row: ", ".join(units.get(_row_key(row), {}))),
    ]


def _units(figures: pl.DataFrame, columns: list[Row]) -> Units:
    """The units of each row's figures, in order."""
    shown = {tuple(column[key] for key in KEYS) for column in columns}
    units: defaultdict[tuple[object, ...], dict[str, None]] = defaultdict(dict)
    for row in figures.iter_rows(named=True):
        if row["symbol"] and row["value"] is not None and tuple(row[key] for key in KEYS) in shown:
            units[_row_key(row)][unit(row["symbol"])] = None
    return units


def _figures(
    cells: Mapping[tuple[object, ...], list[Row]],
    column: Row,
    units: Units,
) -> list[Values]:
    """The figure that counts; its sign, its unit where the row has several, and what else is to be known of it."""

    def found(row: Row) -> list[Row]:
        return cells.get((*_row_key(row), *_column_key(column)), [])

    def last(row: Row, name: str) -> Any:  # noqa: ANN401 - a cell of a frame
        figures = found(row)
        return figures[-1][name] if figures else None

    def remarked(row: Row) -> str:
        figures = found(row)
        missing = [MISSING[Missing(figures[-1]["missing"])]] if figures and figures[-1]["value"] is None else []
        return "; ".join([*missing, *_other_values(figures)])

    def own_unit(row: Row) -> str:
        several = len(units.get(_row_key(row), {})) > 1
        return unit(last(row, "symbol")) if several and last(row, "value") is not None else ""

    def origins(row: Row) -> list[Origin]:
        return [origin_of(_told(figure), figure) for figure in found(row) if figure["value"] is not None]

    heading = _heading(column)
    figure = printed(
        heading,
        lambda row: last(row, "value"),
        lambda row: last(row, "operator"),
        lambda row: last(row, "printed_decimals"),
    )
    return [
        *traced(figure, origins),
        texts(_("{heading}, enhet", heading=heading), own_unit, spare=True),
        texts(_("{heading}, anmärkning", heading=heading), remarked, spare=True),
    ]


def _origins(figures: pl.DataFrame) -> list[Origin]:
    told = figures.filter(pl.col("value").is_not_null())
    return [origin_of(_told(row), row) for row in told.iter_rows(named=True)]


def _told(figure: Row) -> str:
    what = _heading(figure, low=True)
    return filled("{name}, {what} {figure}", name=_name(figure), what=what, figure=figure_text(figure))


def _lines(figures: pl.DataFrame) -> pl.DataFrame:
    order = pl.col("sex").replace_strict({sex.value: place for place, sex in enumerate(ROWS)})
    numbered = figures.with_row_index("row")
    first = [pl.col("row").min().over("indicator"), pl.col("row").min().over("indicator", "organisation")]
    ordered = numbered.sort(*first, order, maintain_order=True)
    return ordered.select(*ROW, "label", "whose").unique(maintain_order=True)


def _name(row: Row) -> str:
    label = named_for(row, "label")
    return label if row["sex"] == Sex.TOTAL else joined([label, SEXES[Sex(row["sex"])].lower()])


def printed_tables(figures: pl.DataFrame, source: str) -> list[Table]:
    """Rebuild the key-figure tables of a document, one for each heading that has a table.

    Args:
        figures: Rows of the view `key_figure_detail`.
        source: Where the figures come from.

    Returns:
        Tables in printed order; women and men get rows of their own where the document has them.
    """
    cells = figures.filter("in_table").with_columns(row_path="heading")
    headed = cells.with_columns(parent=_above("row_path")).with_columns(
        alone=pl.col("indicator").n_unique().over("row_path") == 1, rows=pl.col("row_path").n_unique().over("parent")
    )
    # A place may end with the row's name: paths beside each other with one key figure each are the rows of one table.
    named_rows = pl.col("alone").all().over("parent") & (pl.col("rows") > 1)
    headed = headed.with_columns(heading=pl.when(named_rows).then("parent").otherwise("row_path"))
    return [
        key_figure_table(
            rows, swedish(heading_of(str(heading[0]))), source, by_sex=(rows["sex"] != Sex.TOTAL.value).any()
        )
        for heading, rows in headed.group_by("heading", maintain_order=True)
    ]


def _above(path: str) -> pl.Expr:
    """The path without its last step."""
    steps = pl.col(path).str.split(STEP)
    return steps.list.head(steps.list.len() - 1).list.join(STEP)


def heading_of(heading: str) -> str:
    """Name a table by where it stands.

    Args:
        heading: Its place.

    Returns:
        The last step; with the step before where it is a word that says nothing alone, such as Ekonomi.
    """
    steps = heading.split(STEP)
    return STEP.join(steps[-2:] if len(steps[-1]) <= SHORT else steps[-1:])


def figure_notes(figures: pl.DataFrame) -> list[str]:
    """Say what is to be known of key figures.

    Args:
        figures: Rows of the view `key_figure_detail`, those that are shown.

    Returns:
        One sentence a note, each with the rows, columns or cells that it is about.
    """
    figures = with_whose(figures)
    told = figures.filter(pl.col("value").is_not_null() | (pl.col("missing") != Missing.NOT_REPORTED.value))
    several = pl.struct("value", "printed_decimals").n_unique().over(*ROW, *KEYS) > 1
    ordered = told.with_columns(several=several).sort("period_end", maintain_order=True)
    shown = {key: _with_others(every) for key, every in _cells(figures).items()}
    cells = [
        _Noted(_name(row), _heading(row, low=True), row, shown[_key(row)]) for row in ordered.iter_rows(named=True)
    ]
    notes = told["note"].drop_nulls().unique(maintain_order=True)
    return [filled("{about}: {note}.", about=_about_what(cells, note), note=swedish(note)) for note in notes]


class _Noted(NamedTuple):
    """A figure, by the names of its row and column."""

    row: str
    column: str
    figure: Row
    shown: str

    @property
    def cell(self) -> str:
        """Its column; with the value where the document prints several for the same, told as such if not shown."""
        if not self.figure["several"]:
            return self.column
        value = figure_text(self.figure)
        said = value if value in self.shown else _("även tryckt: {values}", values=value)
        return f"{self.column} ({said})"


def _about_what(cells: list[_Noted], note: str) -> str:
    """Name all figures, whole columns or whole rows where all that they show has the note, else single cells."""
    noted = [cell for cell in cells if cell.figure["note"] == note]
    others = [cell for cell in cells if cell.figure["note"] != note]
    if not others:
        return _("Alla siffror")
    columns = dict.fromkeys(cell.column for cell in noted)
    if len(noted) > len(columns) and columns.keys().isdisjoint(cell.column for cell in others):
        told = enumerate_words(list(columns))
        return told[:1].upper() + told[1:]
    partly = {cell.row for cell in others}
    rows: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for cell in noted:
        rows[cell.row][cell.cell] = None
    named = [joined([row, enumerate_words(list(each))]) if row in partly else row for row, each in rows.items()]
    return joined(named, "; ")


def _columns(figures: pl.DataFrame) -> list[Row]:
    order = {measure.value: place for place, measure in enumerate(Measure)}
    # A wholly blank column tells nothing.
    keys = figures.filter(pl.col("value").is_not_null().any().over(*KEYS))
    keys = keys.group_by(*KEYS).agg(pl.col("compared_to").drop_nulls().first())
    ordered = keys.sort(
        pl.col("measure").replace_strict(order),
        "period_end",
        "period_start",
        "period_type",
    )
    return list(ordered.iter_rows(named=True))


def _key(row: Row) -> tuple[object, ...]:
    return (*_row_key(row), *_column_key(row))


def _row_key(row: Row) -> tuple[object, ...]:
    return tuple(row[key] for key in ROW)


def _column_key(row: Row) -> tuple[object, ...]:
    return tuple(row[key] for key in KEYS)


def _heading(column: Row, *, low: bool = False) -> str:
    """Name a column; within a sentence with a small letter, which months have in Swedish only."""
    when = period(column["period_start"], column["period_end"], column["period_type"])
    measure = MEASURES[Measure(column["measure"])]
    heading = f"{measure.lower() if low else measure} {when}"
    if column["compared_to"] is None:
        return heading
    return _("{heading} från {earlier}", heading=heading, earlier=earlier_than(column))


def earlier_than(change: Row) -> str:
    """Say from when a change is counted.

    Args:
        change: `period_type`, `compared_to`.

    Returns:
        A year, or a day's month and year.
    """
    kind = PeriodType.YEAR if change["period_type"] == PeriodType.YEAR else PeriodType.POINT
    return period(change["compared_to"], change["compared_to"], kind)


def _cells(figures: pl.DataFrame) -> dict[tuple[object, ...], list[Row]]:
    """Every printed value of each cell; the one that counts comes last: not doubted, from the first place, as drawn."""
    cells: defaultdict[tuple[object, ...], list[Row]] = defaultdict(list)
    firm = pl.col("doubted").is_null(), ~pl.col("operator").is_in(list(ROUGH)).fill_null(value=False)
    for row in figures.reverse().sort(*firm, maintain_order=True).iter_rows(named=True):
        cells[_key(row)].append(row)
    return cells


def _cell(cells: Mapping[tuple[object, ...], list[Row]], column: Row) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        figures = cells.get((*_row_key(row), *_column_key(column)), [])
        return _with_others(figures) if figures else ""

    return cell


def _with_others(figures: list[Row]) -> str:
    """The figure that counts, with the other values that the document prints for the same; rough ones aside."""
    shown, told = figure_text(figures[-1]), _other_values(figures)
    return f"{shown} ({', '.join(told)})" if told else shown


def _other_values(figures: list[Row]) -> list[str]:
    if not figures:
        return []
    firm = [figure_text(figure) for figure in figures if figure["operator"] is None]
    others = [text for text in dict.fromkeys(firm) if text != figure_text(figures[-1])]
    told = [_("även tryckt: {values}", values=", ".join(others))] if others else []
    return told + remarks(figures[-1])


def figure_text(figure: Row) -> str:
    """Write one key figure.

    Args:
        figure: A row of the view `key_figure_detail`.

    Returns:
        The value with operator and unit, or why it is missing.
    """
    if figure["value"] is None and figure["missing"] == Missing.NOT_REPORTED:
        return DASH
    if figure["value"] is None:
        return MISSING[Missing(figure["missing"])]
    if figure["measure"] in CHANGES:
        step = with_unit(signed(figure["value"], figure["printed_decimals"]), figure["symbol"], NO_BREAK)
        return after_operator(step, figure["operator"])
    if figure["measure"] == Measure.RANK or figure["unit_kind"] == UnitKind.RANK:
        return place(figure["value"], figure["of"])
    decimals, symbol, kind = (figure[name] for name in ("printed_decimals", "symbol", "unit_kind"))
    return quantity(figure["value"], decimals, symbol, figure["operator"], kind)
