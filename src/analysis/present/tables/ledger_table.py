"""Financial tables as printed, and variances as bars."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from analysis.base.money import LedgerMeasure
from analysis.base.scale import Tone
from analysis.base.vocabulary import Missing, PeriodType
from analysis.chapter.chart import Dot, Line
from analysis.chapter.markup.palette import COLOURS, INK
from analysis.chapter.table import Kind, Origin
from analysis.present.chart import Chart, new_figure
from analysis.present.origins import origin_of, traced
from analysis.present.table import Column, Row, Table
from analysis.present.tables.count_table import wrapped
from analysis.present.typed_values import Values, texts
from analysis.present.whose import named_for, with_whose
from analysis.words.codes import MEASURES, MISSING
from analysis.words.days import period
from analysis.words.mixed_language import filled, joined, swedish
from analysis.words.numbers import digits, number, signed, unit, with_unit
from analysis.words.translate import _, later, p_

#: Order of the columns: what happened, what was meant to happen, the difference, then what funds have.
ORDER = {measure.value: place for place, measure in enumerate(LedgerMeasure)}
#: What tells lines apart; amounts in prose may share a number.
LINE = ("organisation", "line_no", "line")
KEYS = ("measure", "period_start", "period_end", "unit", "symbol")


def ledger_table(lines: pl.DataFrame, caption: str, source: str, until: date | None = None) -> Table:
    """Lay out a financial table the way it is printed.

    Args:
        lines: Rows of the view `ledger_detail`, one statement of one organisation.
        caption: What the table shows.
        source: Where the figures come from.
        until: The day that the document reports to; a variance of a period that goes on is expected.

    Returns:
        One row a line in printed order; one column a measure and period, amounts with their printed sign.
    """
    lines = with_whose(lines)
    keys = _columns(lines)
    cells = {_place(row, row): row for row in lines.iter_rows(named=True)}
    several = lines_by(lines, (*LINE, *KEYS))
    frame = lines.select(*LINE, "is_total", "whose", "own").unique(maintain_order=True)
    frame = frame.sort(~pl.col("own"), "whose", "line_no", maintain_order=True)
    columns = [Column(_("Post"), lambda row: named_for(row, "line"), row_heading=True, values=_about())]
    columns += [
        Column(
            _heading(key, until),
            _cell(cells, key),
            numeric=True,
            values=traced(_amounts(cells, key, until), _origins_at(several, key)),
        )
        for key in keys.iter_rows(named=True)
    ]
    return Table(
        caption,
        columns,
        frame,
        notes=line_notes(lines),
        source=source,
        is_total=lambda row: bool(row["is_total"]),
        slim=True,
        origins=line_origins(lines),
    )


def line_notes(lines: pl.DataFrame) -> list[str]:
    """Say what is to be known of the amounts.

    Args:
        lines: Rows of the view `ledger_detail`.

    Returns:
        One sentence a note, each once.
    """
    return [filled("{note}.", note=swedish(note)) for note in lines["note"].drop_nulls().unique(maintain_order=True)]


def _columns(lines: pl.DataFrame) -> pl.DataFrame:
    """Measure by measure, as most tables print them; by time where every column has a time of its own."""
    keys = lines.select(KEYS).unique()
    measure = pl.col("measure").replace_strict(ORDER)
    alone = keys["period_end"].n_unique() == keys.height
    return keys.sort("period_end") if alone else keys.sort(measure, "period_end", "unit")


def line_origins(lines: pl.DataFrame) -> list[Origin]:
    """Say where each amount comes from.

    Args:
        lines: Rows of the view `ledger_detail`.

    Returns:
        What `Table.origins` takes; an amount that stands in several places has a row for each.
    """
    told = lines.filter(pl.col("amount").is_not_null())
    return [
        origin_of(joined([swedish(row["line"]), number(row["amount"], row["decimals"])], " "), row)
        for row in told.iter_rows(named=True)
    ]


def lines_by(lines: pl.DataFrame, keys: Sequence[str]) -> dict[tuple[object, ...], list[Origin]]:
    """Sort out where amounts come from that are the same and stand in several places.

    Args:
        lines: Rows of the view `ledger_detail`.
        keys: What makes them the same.

    Returns:
        Their origins by what makes them the same.
    """
    told: defaultdict[tuple[object, ...], list[Origin]] = defaultdict(list)
    known = lines.filter(pl.col("amount").is_not_null())
    for row, origin in zip(known.iter_rows(named=True), line_origins(lines), strict=True):
        told[tuple(row[key] for key in keys)].append(origin)
    return told


def _origins_at(known: Mapping[tuple[object, ...], list[Origin]], key: Row) -> Callable[[Row], list[Origin]]:
    return lambda row: known.get(_place(row, key), [])


def _place(line: Row, column: Row) -> tuple[object, ...]:
    return (*(line[name] for name in LINE), *(column[name] for name in KEYS))


def _about() -> list[Values]:
    return [
        texts(_("Post"), lambda row: row["line"]),
        texts(p_("vem", "Gäller"), lambda row: row["whose"], spare=True),
    ]


def _heading(key: Row, until: date | None) -> str:
    return f"{what_and_when(key, until)}, {unit(key['symbol'])}"


def what_and_when(key: Row, until: date | None) -> str:
    """Say what an amount is, and of which time.

    Args:
        key: `measure`, `period_start`, `period_end`.
        until: The day that the document reports to; a variance of a period that goes on is expected.

    Returns:
        For example "Budget 2019".
    """
    when, measure = _when(key), LedgerMeasure(key["measure"])
    expected = measure == LedgerMeasure.VARIANCE and _is_expected(key, until)
    what = _("Väntad avvikelse") if expected else MEASURES[measure]
    return f"{what} {when}"


def _is_expected(key: Row, until: date | None) -> bool:
    return until is not None and key["period_end"] > until


def _when(key: Row) -> str:
    start, end = key["period_start"], key["period_end"]
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return period(start, end, PeriodType.YEAR if whole else PeriodType.PART_YEAR)


def _cell(cells: dict[tuple[object, ...], Row], key: Row) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        found = cells.get(_place(row, key))
        if found is None:
            return ""
        if found["amount"] is None:
            return "" if found["missing"] == Missing.NOT_REPORTED else MISSING[Missing(found["missing"])]
        return number(found["amount"], found["decimals"])

    return cell


def _amounts(cells: dict[tuple[object, ...], Row], key: Row, until: date | None) -> list[Values]:
    """The amounts as numbers, and why one is missing in a column of its own."""
    heading, shown = _heading(key, until), _cell(cells, key)

    def found(row: Row, name: str) -> Any:  # noqa: ANN401 - a cell of a frame
        return (cells.get(_place(row, key)) or {name: None})[name]

    def decimals(row: Row) -> int | None:
        return found(row, "decimals")  # type: ignore[no-any-return]

    amounts = Values(
        heading,
        lambda row: found(row, "amount"),
        Kind.NUMBER,
        unit(key["symbol"]),
        _shared_decimals(cells, key),
        decimals,
    )
    missing = texts(
        _("{heading}, anmärkning", heading=heading),
        lambda row: None if found(row, "amount") is not None else shown(row),
        spare=True,
    )
    return [amounts, missing]


def _shared_decimals(cells: dict[tuple[object, ...], Row], key: Row) -> int | None:
    """How many decimals the amounts of a column are printed with; nothing where they have several numbers of them."""
    column = tuple(key[name] for name in KEYS)
    printed = {
        cell["decimals"] for place, cell in cells.items() if place[len(LINE) :] == column and cell["amount"] is not None
    }
    return printed.pop() if len(printed) == 1 else None


BETTER, WORSE = later("bättre än budget"), later("sämre än budget")
#: How the largest variance is told where its sign says which side is the good one, and where it does not.
_EXPECTED = (
    later("Störst väntad avvikelse {when}: {line}, {side} ({amount})"),
    later("Störst väntad avvikelse {when}: {line}, {amount}"),
)
_LARGEST = (
    later("Störst avvikelse {when}: {line}, {side} ({amount})"),
    later("Störst avvikelse {when}: {line}, {amount}"),
)


def latest_variances(lines: pl.DataFrame) -> pl.DataFrame:
    """Choose the variances that a chart draws.

    Args:
        lines: Rows of the view `ledger_detail`, one statement of one organisation.

    Returns:
        Those of single lines, totals left out, for the longest of the latest periods.
    """
    rows = lines.filter((pl.col("measure") == "variance") & pl.col("is_leaf") & pl.col("amount").is_not_null())
    latest = rows.filter(pl.col("period_end") == pl.col("period_end").max())
    return latest.filter(pl.col("period_start") == pl.col("period_start").min())


def variance_chart(key: str, lines: pl.DataFrame, table: Table, source: str, until: date | None = None) -> Chart:
    """Draw the variance of each line as a bar to the right or left of zero.

    Args:
        key: Short name, unique on a page.
        lines: What `latest_variances` gives, in printed order, with what `plus_is_good` on each.
        table: The same as a table.
        source: Where the figures come from.
        until: The day that the document reports to; a variance of a period that goes on is expected.

    Returns:
        The chart; its title names the largest variance, and bars carry amount and sign so that colour is not needed.
    """
    rows = lines.reverse()
    one_unit = rows["unit"].n_unique() == 1
    amounts = rows["amount" if one_unit else "in_ground"].to_list()
    figure = new_figure(90 + 38 * rows.height)
    figure.add_bar(
        y=[wrapped(line) for line in rows["line"]],
        x=amounts,
        orientation="h",
        text=[_signed(row) if one_unit else _variance(row) for row in rows.iter_rows(named=True)],
        textposition="outside",
        cliponaxis=False,
        textfont={"color": INK},
        marker={"color": [_colour(row) for row in rows.iter_rows(named=True)]},
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    largest = max((abs(amount) for amount in amounts), default=1) * 1.5
    low = -largest if min(amounts) < 0 else -largest * 0.05
    figure.update_xaxes(range=[low, largest], showticklabels=False, showgrid=False, ticks="")
    spoken = [f"{row['line']} {_variance(row)}" for row in lines.iter_rows(named=True)]
    summary, series = ". ".join(spoken) + ".", _series(lines, until)
    return Chart(key, _largest(lines, until), figure, summary, table, source, series=series)


def _series(lines: pl.DataFrame, until: date | None) -> list[Line]:
    """The variances by unit: their column of the printed table."""
    return [
        Line(
            what_and_when(rows.row(0, named=True), until),
            LedgerMeasure.VARIANCE,
            unit(str(symbol)),
            tuple(_dot(row) for row in rows.iter_rows(named=True)),
        )
        for (__, symbol), rows in lines.group_by("unit", "symbol", maintain_order=True)
    ]


def _dot(row: Row) -> Dot:
    return Dot(
        swedish(row["line"]),
        digits(row["amount"], row["decimals"]),
        row["period_start"].isoformat(),
        row["period_end"].isoformat(),
        words=_variance(row),
    )


def _variance(row: Row) -> str:
    return with_unit(_signed(row), row["symbol"])


def _signed(row: Row) -> str:
    return signed(row["amount"], row["decimals"])


def _colour(row: Row) -> str:
    """Neither good nor bad where that is not known."""
    if not row["plus_is_good"]:
        return COLOURS[Tone.NEUTRAL]
    return COLOURS[Tone.CAUTION if row["amount"] * row["plus_is_good"] < 0 else Tone.ACTIVE]


def _largest(lines: pl.DataFrame, until: date | None) -> str:
    top = lines.row(lines["in_ground"].abs().arg_max() or 0, named=True)
    told = {"when": _when(top), "line": swedish(top["line"]), "amount": _variance(top)}
    better = top["amount"] * top["plus_is_good"]
    told["side"] = _(BETTER if better > 0 else WORSE)
    if _is_expected(top, until):
        sided, plain = _EXPECTED
    else:
        sided, plain = _LARGEST
    said = sided if better else plain
    return _(said, **told)
