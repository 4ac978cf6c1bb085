"""Figures of charts as data: what is drawn, with decimals as printed and in words; and figures of tables likewise."""

from datetime import date

import polars as pl

from analysis.base.scale import Tone
from analysis.build.database import Built
from analysis.chapter.chart import Line
from analysis.chapter.markup.palette import COLOURS
from analysis.chapter.pieces import Said, Share, Sign
from analysis.present.chart import Chart
from analysis.present.table import Table
from analysis.present.tables.ledger_table import ledger_table, variance_chart
from analysis.report import Report

HARD = "\N{NO-BREAK SPACE}"


def told(line: Line) -> list[tuple[str, object, str]]:
    return [(str(point.at), point.value, str(point.words)) for point in line.points]


def lines(*amounts: tuple[str, float, int], unit: str = "mnkr", good: int = 0) -> pl.DataFrame:
    """Printed variances of one year: line, amount and its decimals."""
    rows = [
        {"organisation": "KLK", "line_no": at, "line": line, "is_total": False, "measure": "variance", "unit": unit}
        | {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31), "amount": amount, "decimals": decimals}
        | {"in_ground": amount * {"mnkr": 1e6, "tkr": 1e3}[unit], "plus_is_good": good}
        | {
            "organisation_name": "Kontoret",
            "own": True,
            "symbol": unit,
            "missing": None,
            "note": None,
            "place": "Bilaga 1",
            "file": "sources/a/ledger.csv",
            "file_row": at,
        }
        for at, (line, amount, decimals) in enumerate(amounts, start=2)
    ]
    return pl.DataFrame(rows, schema_overrides={"missing": pl.String, "note": pl.String})


def test_variances_are_a_series_in_printed_order_with_their_signs_in_words() -> None:
    rows = lines(("HR", -3.0, 1), ("IT", 2.5, 1), good=1)
    chart = variance_chart("avvikelser", rows, ledger_table(rows, "Avvikelser", ""), "")
    (series,) = chart.value.series
    assert (series.name, series.code, series.unit) == ("Avvikelse 2016", "variance", "mnkr")
    assert told(series) == [("HR", "-3.0", "\N{MINUS SIGN}3,0 mnkr"), ("IT", "2.5", "+2,5 mnkr")]
    assert {(point.start, point.end) for point in series.points} == {("2016-01-01", "2016-12-31")}


def test_an_expected_variance_is_called_so_in_the_series_too() -> None:
    rows = lines(("HR", -3.0, 1))
    chart = variance_chart("avvikelser", rows, ledger_table(rows, "Avvikelser", ""), "", until=date(2016, 3, 31))
    assert [series.name for series in chart.value.series] == ["Väntad avvikelse 2016"]


def test_amounts_in_several_units_are_drawn_and_compared_in_one_and_written_each_in_its_own() -> None:
    rows = pl.concat([lines(("HR", -900.0, 0), unit="tkr", good=1), lines(("IT", 2.5, 1), good=1)])
    chart = variance_chart("avvikelser", rows, ledger_table(rows, "Avvikelser", ""), "")
    (bars,) = chart.figure.data
    assert list(bars.x) == [2_500_000.0, -900_000.0]
    assert list(bars.text) == ["+2,5 mnkr", "\N{MINUS SIGN}900 tkr"]
    assert chart.title == "Störst avvikelse 2016: IT, bättre än budget (+2,5 mnkr)"


def test_a_variance_of_unknown_sign_has_no_colour_and_no_side() -> None:
    rows = lines(("HR", -3.0, 1), ("IT", 2.5, 1))
    chart = variance_chart("avvikelser", rows, ledger_table(rows, "Avvikelser", ""), "")
    assert set(chart.figure.data[0].marker.color) == {COLOURS[Tone.NEUTRAL]}
    assert chart.title == "Störst avvikelse 2016: HR, \N{MINUS SIGN}3,0 mnkr"


def test_amounts_keep_the_decimals_that_each_is_printed_with() -> None:
    mixed = ledger_table(lines(("HR", 3.0, 1), ("IT", 2.0, 0)), "Avvikelser", "").value
    assert [row.figures[1] for row in mixed.rows] == ["3.0", "2"]
    assert mixed.columns[1].decimals is None
    alike = ledger_table(lines(("HR", 3.0, 1), ("IT", 2.0, 1)), "Avvikelser", "").value
    assert ([row.figures[1] for row in alike.rows], alike.columns[1].decimals) == (["3.0", "2.0"], 1)


def test_an_amount_says_of_which_row_of_which_file_it_is() -> None:
    (origin,) = ledger_table(lines(("HR", 3.0, 1)), "Avvikelser", "").value.origins
    assert (origin.what, origin.place, origin.file, origin.row, origin.origin_kind) == (
        *("HR 3,0", "Bilaga 1", "data/sources/a/ledger.csv", 2, "printed"),
    )


def test_the_profile_has_what_each_area_reached_and_what_it_could(built: Built) -> None:
    chart = Report(organisation="EK", year=2011, database=built.path).evaluation_profile()
    assert isinstance(chart, Chart)
    reached, most = chart.value.series
    assert [(line.name, line.code, line.unit) for line in (reached, most)] == [
        ("Uppnått", "achieved", "poäng"),
        ("Högst", "max", "poäng"),
    ]
    assert told(reached)[0] == ("1. Offentlighet och demokrati", "51", "51 poäng")
    assert told(most)[0] == ("1. Offentlighet och demokrati", "100", "100 poäng")
    assert len(reached.points) == len(most.points) == 8


def test_women_and_men_are_a_series_each(built: Built) -> None:
    chart = Report(organisation="KS", year=2022, database=built.path).sex_chart("sjukfranvaro")
    assert isinstance(chart, Chart)
    women, men = chart.value.series
    assert [(line.name, line.code, line.unit) for line in (women, men)] == [
        ("Kvinnor", "K", "%"),
        ("Män", "M", "%"),
    ]
    assert told(women) == [
        ("2020", "3.6", f"3,6{HARD}%"),
        ("2021", "3.9", f"3,9{HARD}%"),
        ("2022", "2.4", f"2,4{HARD}%"),
    ]
    assert not any(point.hollow for line in (women, men) for point in line.points)


def test_a_key_figure_with_another_value_is_one_line_whose_figures_stand_apart(built: Built) -> None:
    table = Report(organisation="KS", year=2022, database=built.path).key_figures("sjukfranvaro")
    assert isinstance(table, Table)
    (at,) = [at for at, column in enumerate(table.value.layout) if column.heading == "Utfall 2020"]
    row = table.value.rows[0]
    assert row.words[at][0] == Said(f"3,1{HARD}% (även tryckt: 2,8{HARD}%)")
    assert [row.figures[owned] for owned in table.value.layout[at].columns] == ["3.1", f"även tryckt: 2,8{HARD}%"]


def test_how_much_is_done_is_a_share_or_said_to_be_unknown(built: Built) -> None:
    made = Report(organisation="KLK", year=2016, database=built.path).commitments()
    assert isinstance(made, Table)
    (shown,) = [at for at, column in enumerate(made.value.layout) if column.heading == "Färdiggrad"]
    (figure,) = made.value.layout[shown].columns
    first = made.value.rows[0]
    assert (first.words[shown], first.figures[figure]) == ((Share(10, f"10{HARD}%"),), "10")
    for row in made.value.rows:
        (piece,) = row.words[shown]
        assert isinstance(piece, Share | Sign)
        assert isinstance(piece, Share) == (row.figures[figure] is not None)


def test_what_is_carried_over_says_to_which_year_in_another_language_too(built: Built) -> None:
    made = Report(organisation="KLK", year=2016, database=built.path, language="en").commitments()
    assert isinstance(made, Table)
    (status,) = [at for at, column in enumerate(made.value.layout) if column.heading == "Status"]
    (sign,) = made.value.rows[0].words[status]
    assert isinstance(sign, Sign)
    assert [str(remark) for remark in sign.remarks] == ["Carried over to 2017."]
