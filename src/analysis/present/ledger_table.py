"""Financial tables as printed, and variances as bars."""

from collections.abc import Callable
from datetime import date

import polars as pl

from analysis.catalogue import _, later
from analysis.language import MEASURES, MISSING, number, period, signed, unit, with_unit
from analysis.marked import filled, joined, swedish
from analysis.present.charts import Chart, new_figure
from analysis.present.count_table import wrapped
from analysis.present.palette import COLOURS, INK, Tone
from analysis.present.tables import Column, Row, Table, file_row
from analysis.present.values import Values, numbers, texts
from analysis.vocabulary import LedgerMeasure, Missing, PeriodType

#: Order of the columns: what happened, what was meant to happen, the difference, then what funds have.
ORDER = {measure.value: place for place, measure in enumerate(LedgerMeasure)}
#: What tells lines apart; amounts in prose may share a number.
LINE = ("organisation", "line_no", "line")
KEYS = ("measure", "period_start", "period_end", "unit")


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
    keys = _columns(lines)
    cells = {_place(row, row): row for row in lines.iter_rows(named=True)}
    frame = lines.select(*LINE, "is_total").unique(maintain_order=True).sort("line_no", maintain_order=True)
    columns = [Column(_("Post"), lambda row: swedish(row["line"]), row_heading=True)]
    columns += [
        Column(_heading(key, until), _cell(cells, key), numeric=True, values=_amounts(cells, key, until))
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


def line_origins(lines: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Say where each amount comes from.

    Args:
        lines: Rows of the view `ledger_detail`.

    Returns:
        What `Table.origins` takes; an amount that stands in several places has a row for each.
    """
    told = lines.filter(pl.col("amount").is_not_null())
    return [
        (
            joined([swedish(row["line"]), number(row["amount"], row["decimals"])], " "),
            swedish(row["place"]),
            file_row(row),
        )
        for row in told.iter_rows(named=True)
    ]


def _place(line: Row, column: Row) -> tuple[object, ...]:
    return (*(line[name] for name in LINE), *(column[name] for name in KEYS))


def _heading(key: Row, until: date | None) -> str:
    return f"{what_and_when(key, until)}, {unit(key['unit'])}"


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
    heading, found = _heading(key, until), _cell(cells, key)

    def amount(row: Row) -> float | None:
        return (cells.get(_place(row, key)) or {"amount": None})["amount"]  # type: ignore[no-any-return]

    column = tuple(key[name] for name in KEYS)
    printed = [cell["decimals"] for place, cell in cells.items() if place[len(LINE) :] == column]
    decimals = max((each for each in printed if each is not None), default=0)
    return [
        numbers(heading, amount, unit(key["unit"]), decimals),
        texts(
            _("{heading}, anmärkning", heading=heading),
            lambda row: None if amount(row) is not None else found(row),
            spare=True,
        ),
    ]


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


def variance_chart(
    key: str, lines: pl.DataFrame, table: Table, source: str, good: int = 0, until: date | None = None
) -> Chart:
    """Draw the variance of each line as a bar to the right or left of zero.

    Args:
        key: Short name, unique on a page.
        lines: What `latest_variances` gives, in printed order.
        table: The same as a table.
        source: Where the figures come from.
        good: Which sign is to the good: 1 plus, -1 minus, 0 when it cannot be said.
        until: The day that the document reports to; a variance of a period that goes on is expected.

    Returns:
        The chart; its title names the largest variance, and bars carry amount and sign so that colour is not needed.
    """
    rows = lines.reverse()
    figure = new_figure(90 + 38 * rows.height)
    figure.add_bar(
        y=[wrapped(line) for line in rows["line"]],
        x=rows["amount"].to_list(),
        orientation="h",
        text=[signed(*cell) for cell in rows.select("amount", "decimals").iter_rows()],
        textposition="outside",
        cliponaxis=False,
        textfont={"color": INK},
        marker={"color": [_colour(amount, good) for amount in rows["amount"]]},
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    largest = max((abs(amount) for amount in rows["amount"]), default=1) * 1.5
    low = -largest if rows["amount"].min() < 0 else -largest * 0.05  # type: ignore[operator]
    figure.update_xaxes(range=[low, largest], showticklabels=False, showgrid=False, ticks="")
    spoken = [
        f"{line} {with_unit(signed(amount, decimals), tail)}"
        for line, amount, decimals, tail in lines.select("line", "amount", "decimals", "unit").iter_rows()
    ]
    return Chart(key, _largest(lines, good, until), figure, ". ".join(spoken) + ".", table, source)


def _colour(amount: float, good: int) -> str:
    return COLOURS[Tone.CAUTION if amount * (good or 1) < 0 else Tone.ACTIVE]


def _largest(lines: pl.DataFrame, good: int, until: date | None) -> str:
    top = lines.sort(pl.col("amount").abs(), descending=True).row(0, named=True)
    amount = with_unit(signed(top["amount"], top["decimals"]), top["unit"])
    told = {"when": _when(top), "line": swedish(top["line"]), "amount": amount}
    side = BETTER if top["amount"] * good > 0 else WORSE
    told["side"] = _(side)
    if _is_expected(top, until):
        sided, plain = _EXPECTED
    else:
        sided, plain = _LARGEST
    says_side = good != 0 and top["amount"] != 0
    said = sided if says_side else plain
    return _(said, **told)
