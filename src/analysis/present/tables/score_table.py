"""An outside evaluation: points by area and question, and what was found."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from analysis.base.scale import Tone
from analysis.base.vocabulary import FindingKind
from analysis.chapter.chart import Dot, Line
from analysis.chapter.markup.palette import COLOURS, INK, RULE
from analysis.chapter.pieces import Listing, Said
from analysis.chapter.table import Origin
from analysis.present.chart import Chart, new_figure
from analysis.present.origins import counted, of_row
from analysis.present.table import CellOf, Column, Row, Table
from analysis.present.tables.count_table import wrapped
from analysis.present.typed_values import Values, numbers, texts, whole
from analysis.words.mixed_language import swedish
from analysis.words.numbers import digits, number, percentage, with_unit
from analysis.words.translate import Words, _, later

KINDS = Words(
    {
        FindingKind.STRENGTH: later("Styrkor"),
        FindingKind.PARTLY: later("Finns delvis"),
        FindingKind.IMPROVEMENT: later("Att förbättra"),
    }
)


def area_score_table(areas: pl.DataFrame, caption: str, source: str, *, sums: bool = True) -> Table:
    """Lay out the points of each area.

    Args:
        areas: Rows of the view `evaluation_area`.
        caption: What the table shows.
        source: Where the points come from.
        sums: Whether the sum of its questions stands beside its printed points.

    Returns:
        One row an area.
    """
    columns = [_area(), *_points()]
    if sums:
        columns.append(_number(_("Frågornas summa"), "summed", _of_sum))
    return Table(
        caption, columns, areas, notes=_sum_note(areas) if sums else (), source=source, slim=True, row_origins=of_row
    )


def _sum_note(areas: pl.DataFrame) -> list[str]:
    """Say what the sum of an area's questions is, where it is not what the area has."""
    if areas.filter(pl.col("summed") != pl.col("achieved")).is_empty():
        return []
    return [
        _("Frågornas summa har vi räknat på tryckta, hela poäng: den kan skilja sig från {evaluation_area.the}s poäng.")
    ]


def total(summed: float, most: float, printed: list[float]) -> str:
    """Say what the whole reached.

    Args:
        summed: The points of all areas.
        most: What they could have been.
        printed: The total that the source prints, empty when it prints none.

    Returns:
        A sentence that says whose sum it is.
    """
    if printed:
        return _("Totalpoängen är {total} av {most}.", total=number(printed[0]), most=number(most))
    return _(
        "Summan av {evaluation_area.the_many}s poäng är {total} av {most} (vår summering; källans total saknas).",
        total=number(summed),
        most=number(most),
    )


def question_table(questions: pl.DataFrame, caption: str, source: str) -> Table:
    """Lay out the points of questions.

    Args:
        questions: Rows of the view `evaluation_score`.
        caption: What the table shows.
        source: Where the points come from.

    Returns:
        One row a question.
    """
    columns = [
        _question(),
        Column(_("{Evaluation_area.one}"), lambda row: swedish(row["area"])),
        *_points(),
    ]
    return Table(caption, columns, questions, source=source, cards=True, row_origins=of_row)


def _area() -> Column:
    values: list[Values] = [
        whole(_("{Evaluation_area.the}s nummer"), lambda row: row["area_no"]),
        texts(_("{Evaluation_area.one}"), lambda row: row["area"]),
    ]
    return Column(_("{Evaluation_area.one}"), _area_name, row_heading=True, values=values)


def _area_name(row: Row) -> str:
    return swedish(f"{row['area_no']}. {row['area']}")


def _question() -> Column:
    values = [
        texts(_("Frågans nummer"), lambda row: row["question_no"]),
        texts(_("Fråga"), lambda row: row["question"]),
    ]
    return Column(_("Fråga"), _question_name, row_heading=True, values=values)


def _question_name(row: Row) -> str:
    return swedish(f"{row['question_no']} {row['question']}")


def rounding_note(rows: pl.DataFrame) -> list[str]:
    """Say that points are printed whole, where that shows.

    Args:
        rows: `achieved`, `max`, `percent`, without those that rounding does not explain.

    Returns:
        A sentence where a share is not that of its points.
    """
    share = pl.col("achieved") / pl.col("max") * 100
    if rows.filter(share.round() != pl.col("percent").round()).is_empty():
        return []
    return [_("Poängen är tryckta i hela tal, andelarna är inte räknade på dem: de behöver inte gå jämnt ut.")]


def _points() -> list[Column]:
    """What was reached, what could be, and the share."""
    shares = numbers(_("Andel, %"), lambda row: row["percent"], "%")
    return [
        _number(_("Uppnått"), "achieved"),
        _number(_("Högst"), "max"),
        Column(_("Andel"), lambda row: _percent(row["percent"]), numeric=True, values=[shares]),
    ]


def _of_sum(_row: Row) -> list[Origin]:
    return [counted("evaluation_score", what=_("Frågornas summa"))]


def _number(heading: str, name: str, origins: Callable[[Row], list[Origin]] | None = None) -> Column:
    values = replace(numbers(heading, lambda row: row[name]), origins=origins)
    return Column(heading, lambda row: number(row[name]), numeric=True, values=[values])


def profile_chart(areas: pl.DataFrame, table: Table, source: str) -> Chart:
    """Draw the profile: what each area reached of what it could.

    Args:
        areas: Rows of the view `evaluation_area`.
        table: The points in a table.
        source: Where the points come from.

    Returns:
        A bar an area inside its greatest possible; the title names the strongest and the weakest area.
    """
    rows = areas.reverse()
    names = [wrapped(f"{number} {area}") for number, area in rows.select("area_no", "area").iter_rows()]
    figure = new_figure(110 + 46 * rows.height, barmode="overlay", bargap=0.35)
    figure.add_bar(y=names, x=rows["max"].to_list(), orientation="h", marker={"color": RULE}, hoverinfo="skip")
    figure.add_bar(
        y=names,
        x=rows["achieved"].to_list(),
        orientation="h",
        marker={"color": COLOURS[Tone.ACTIVE]},
        text=[_of(achieved, most) for achieved, most in rows.select("achieved", "max").iter_rows()],
        textposition="inside",
        insidetextanchor="end",
        textfont={"color": "#ffffff"},
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    figure.update_xaxes(title={"text": _("poäng"), "font": {"color": INK}})
    best, worst = areas.sort("percent", descending=True).row(0, named=True), areas.sort("percent").row(0, named=True)
    title = _(
        "Starkast: {best}, {highest}. Svagast: {worst}, {lowest}",
        best=swedish(best["area"]),
        highest=_percent(best["percent"]),
        worst=swedish(worst["area"]),
        lowest=_percent(worst["percent"]),
    )
    spoken = [f"{row['area']}: {_of(row['achieved'], row['max'])}" for row in areas.iter_rows(named=True)]
    series = [_series(areas, _("Uppnått"), "achieved"), _series(areas, _("Högst"), "max")]
    return Chart("profil", title, figure, ". ".join(spoken) + ".", table, source, series=series)


def _series(areas: pl.DataFrame, name: str, column: str) -> Line:
    points = _("poäng")
    dots = (
        Dot(_area_name(row), digits(row[column]), words=with_unit(number(row[column]), points))
        for row in areas.iter_rows(named=True)
    )
    return Line(name, column, points, tuple(dots))


def finding_table(findings: pl.DataFrame, caption: str, source: str) -> Table:
    """Lay out what was found in each area.

    Args:
        findings: `area_no`, `area`, `kind`, `finding`, and the area's `place`, `file`, `file_row` where it is printed.
        caption: What the table shows.
        source: Where the findings come from.

    Returns:
        One row an area with its strengths, what is partly there and what to improve.
    """
    frame = findings.unique(["area_no", "area"], keep="first", maintain_order=True).sort("area_no")
    columns = [_area()]
    columns += [Column(name, _listing(findings, kind)) for kind, name in KINDS.items()]
    return Table(caption, columns, frame, source=source, cards=True, row_origins=of_row)


def followup_table(rows: pl.DataFrame, caption: str, source: str) -> Table:
    """Lay out what later documents show of the findings, folded away: few need all of it.

    Args:
        rows: `area_no`, `area`, `finding`, `followed_year`, `note`.
        caption: What the table shows.
        source: Where findings and what is shown of them come from.

    Returns:
        One row a finding, with what later documents show of it, the oldest first.
    """
    frame = rows.select("area_no", "area", "finding").unique(maintain_order=True)
    columns = [
        Column(_("Iakttagelse"), lambda row: swedish(row["finding"]), row_heading=True),
        Column(_("{Evaluation_area.one}"), lambda row: swedish(row["area"])),
        Column(_("Vad senare dokument visar"), lambda row: _followups(row, rows), wide=True),
    ]
    return Table(caption, columns, frame, source=source, folded=True)


def _followups(row: Row, rows: pl.DataFrame) -> Listing:
    own = rows.filter((pl.col("area_no") == row["area_no"]) & (pl.col("finding") == row["finding"]))
    told = own.sort("followed_year").select("followed_year", "note").rows()
    # The pieces of an item stand on one line: the blank between them is theirs.
    return Listing(tuple((Said(f"{year}: ", "muted"), Said(swedish(note))) for year, note in told))


def _listing(findings: pl.DataFrame, kind: FindingKind) -> CellOf:
    def cell(row: Row) -> list[Listing]:
        own = findings.filter((pl.col("area_no") == row["area_no"]) & (pl.col("kind") == kind.value))
        items = tuple((Said(swedish(each)),) for each in own["finding"])
        return [Listing(items)] if items else []

    return cell


def _of(achieved: float, most: float) -> str:
    return _("{achieved} av {most}", achieved=number(achieved), most=number(most))


def _percent(value: float | None) -> str:
    return "" if value is None else percentage(value)
