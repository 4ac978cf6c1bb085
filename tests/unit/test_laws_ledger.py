"""What the checks of financial tables say, to the letter, and which amounts they hold together."""

from collections.abc import Iterable
from datetime import date

import pytest
from tests.rows import Row, cell, frame, told, with_signs

from analysis.judge.checks.amounts import check_amounts
from analysis.judge.checks.finding import Finding
from analysis.judge.checks.sums import check_sums
from analysis.judge.checks.variances import check_variances

THIN, MINUS = "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"


def part(total: int, number: int, **other: object) -> Row:
    """One line that a total sums."""
    row: Row = {"document": "d", "organisation": "KLK", "statement": "department", "total": total, "measure": None}
    row |= {"way": 2}
    return row | {"part_statement": "department", "part": number, "sign": 1, "part_measure": None} | other


def summed(cells: Iterable[Row], *parts: Row) -> list[Finding]:
    sums = frame(*(parts or (part(3, 1), part(3, 2))))
    return list(check_sums(with_signs(frame(*cells), sums), sums))


def messages(findings: Iterable[Finding]) -> list[str]:
    return [found.message for found in findings]


# ---- totals ----


def test_a_wrong_total_is_told_with_everything_that_is_known_of_it() -> None:
    found = summed([cell(1, 3), cell(2, 4, place="Tabell 7"), cell(3, 9.0)])
    assert told(found) == [
        {
            "document": "d",
            "kind": "sum",
            "severity": "error",
            "rule": "sum",
            "subject": "Rad 3, utfall 2016",
            "printed": "9",
            "other": "7",
            "message": "Rad 3 är 9 tkr, men 2 poster ger 7 (utfall 2016). Skillnaden är 2 tkr.",
            "difference": 2.0,
            "place": "Tabell 1 › kolumn 3",
            "other_place": "Tabell 1 › kolumn 1",
            "file": "f.csv",
            "file_row": 3,
        }
    ]


def test_a_total_of_one_line_names_it_and_writes_all_of_its_decimals() -> None:
    found = summed([cell(1, 3.25, decimals=2, place="Tabell 2", heading=None), cell(3, 9.0)], part(3, 1))
    assert messages(found) == ["Rad 3 är 9 tkr, men Rad 1 i Tabell 2 ger 3,25 (utfall 2016). Skillnaden är 5,75 tkr."]


def test_a_total_of_several_lines_is_written_as_precisely_as_it_is_printed() -> None:
    found = summed([cell(1, 3.25, decimals=2, place="Tabell 2", heading=None), cell(2, 4.0), cell(3, 9.0)])
    assert messages(found) == ["Rad 3 är 9 tkr, men 2 poster i Tabell 2 ger 7 (utfall 2016). Skillnaden är 1,75 tkr."]


@pytest.mark.parametrize(
    ("total", "severity"), [(7.0, None), (8.0, "rounding"), (8.5, "rounding"), (8.51, "error"), (5.5, "rounding")]
)
def test_half_a_step_of_every_figure_explains_a_total(total: float, severity: str | None) -> None:
    found = summed([cell(1, 3), cell(2, 4), cell(3, total)])
    assert [each.severity for each in found] == ([severity] if severity else [])
    if severity == "rounding":
        assert found[0].message.endswith("(utfall 2016). Avrundning av posterna kan förklara skillnaden.")


@pytest.mark.parametrize(
    ("measure", "kind", "column"), [("actual", "sum", "utfall"), ("variance", "variance", "avvikelse")]
)
def test_an_opposite_sign_is_a_matter_of_variances_in_their_column_only(measure: str, kind: str, column: str) -> None:
    (found,) = summed([cell(1, 3, measure), cell(2, 4, measure), cell(3, -8.5, measure)])
    assert found.kind == kind
    assert found.message == (
        f"Rad 3 är {MINUS}9 tkr, men 2 poster ger 7 ({column} 2016). Talen är lika men har omvänt tecken."
    )
    (other,) = summed([cell(1, 3, measure), cell(2, 4, measure), cell(3, -8.6, measure)])
    assert other.kind == "sum"


@pytest.mark.parametrize(
    ("total", "parts", "unit"),
    [
        (7000.0, (3, 4), True),
        (7.0, (3000, 4000), True),
        (-7000.0, (-3, -4), True),
        (8500.0, (3, 4), True),  # as far as rounding of the thousands goes
        (8501.0, (3, 4), False),
        (5500.0, (3, 4), True),
        (5499.0, (3, 4), False),
        (7.0, (3000, 5500), True),
        (7.0, (3000, 5501), False),
        (9.0, (3, -4), False),  # nobody knows what minus one is a thousandth of
        (1.0, (3, 4), False),
        (2.0, (998, 999), True),
        (1.5, (998, 999), False),
    ],
)
def test_a_thousand_times_is_a_matter_of_units_where_figures_are_large_enough(
    total: float, parts: tuple[float, float], unit: bool
) -> None:
    (found,) = summed([cell(1, parts[0]), cell(2, parts[1]), cell(3, total)])
    assert (found.kind == "unit") is unit
    assert ("Samma siffror, tryckta i enheter som skiljer tusen gånger." in found.message) is unit
    assert ("Skillnaden är" in found.message) is not unit


def test_a_total_of_zero_has_no_sign_and_no_unit_to_mistake() -> None:
    assert messages(summed([cell(1, 3), cell(2, 4), cell(3, 0.0)])) == [
        f"Rad 3 är 0 tkr, men 2 poster ger 7 (utfall 2016). Skillnaden är {MINUS}7 tkr."
    ]


def test_a_difference_is_written_without_the_noise_of_the_machine() -> None:
    (found,) = summed([cell(1, 0.1, decimals=1), cell(2, 0.2, decimals=1), cell(3, 0.6, decimals=1)])
    assert (found.other, found.difference) == ("0,3", 0.3)
    (found,) = summed([cell(1, 0.1, decimals=1), cell(2, 0.2000004, decimals=1), cell(3, 0.6, decimals=1)])
    assert found.difference == 0.3
    (found,) = summed([cell(1, 0.1, decimals=1), cell(2, 0.200004, decimals=1), cell(3, 0.6, decimals=1)])
    assert found.difference == 0.299996


def test_amounts_are_counted_in_the_unit_of_their_total() -> None:
    millions: Row = {"factor": 1e6, "unit": "mnkr", "decimals": 1}
    assert summed([cell(1, 3.2, **millions), cell(2, 400), cell(3, 3600.0)]) == []
    assert messages(summed([cell(1, 3.2, **millions), cell(2, 400), cell(3, 3900.0)])) == [
        f"Rad 3 är 3{THIN}900 tkr, men 2 poster ger 3{THIN}600 (utfall 2016). Skillnaden är 300 tkr."
    ]
    # Fifty thousand kronor of the millions and half a thousand of each other figure.
    near = [summed([cell(1, 3.2, **millions), cell(2, 400), cell(3, total)]) for total in (3651.0, 3651.1)]
    assert [[each.severity for each in found] for found in near] == [[], ["error"]]


@pytest.mark.parametrize(
    ("decimals", "found"),
    [((0, 0), ["rounding"]), ((1, 0), ["rounding"]), ((1, 1), ["rounding"]), ((0, 1), []), ((1, None), ["rounding"])],
)
def test_only_figures_printed_alike_have_a_rounding_to_tell(decimals: tuple[int, int | None], found: list[str]) -> None:
    """Coarser lines under a finer total, or the other way round, are the same figures."""
    total, line = decimals
    lines = [cell(1, 3, decimals=line), cell(3, 3.05 if 1 in decimals else 4.0, decimals=total)]
    expected = found if total == (line or 0) else []
    assert [each.severity for each in summed(lines, part(3, 1))] == expected


def test_lines_of_other_documents_parts_tables_measures_and_periods_are_not_summed() -> None:
    right = [cell(1, 3), cell(2, 4), cell(3, 7.0)]
    others: list[Row] = [
        {"document": "e"},
        {"organisation": "SLK"},
        {"statement": "unit"},
        {"measure": "budget"},
        {"period_start": date(2016, 2, 1)},
        {"period_end": date(2016, 11, 30)},
    ]
    wrong = [row | {"amount": 100.0} | other for other in others for row in right]
    found = summed([*right, *wrong])
    assert [(each.subject, each.other) for each in found] == [
        ("Rad 3, budget 2016", "200"),
        ("Rad 3, utfall feb.–dec. 2016", "200"),
        ("Rad 3, utfall jan.–nov. 2016", "200"),
    ]
    assert summed([*right, *wrong[:9]]) == []


def test_a_sum_may_be_of_one_measure_or_of_all_and_take_parts_of_another_table_and_measure() -> None:
    cells = [cell(n, 10.0 * n, m) for n in (1, 2, 3) for m in ("actual", "budget")]
    cells[-2:] = [cell(3, 50.0), cell(3, 50.0, "budget")]
    budget = part(3, 1, measure="budget"), part(3, 2, measure="budget")
    assert [each.subject for each in summed(cells)] == ["Rad 3, utfall 2016", "Rad 3, budget 2016"]
    assert [each.subject for each in summed(cells, *budget)] == ["Rad 3, budget 2016"]
    elsewhere = [cell(8, 6.0, statement="unit"), cell(9, 1.0, "forecast"), cell(5, 9.0)]
    found = summed(elsewhere, part(5, 8, part_statement="unit"), part(5, 9, part_measure="forecast", sign=-1))
    # What another table holds of it is a sum of its own.
    assert [(each.printed, each.other) for each in found] == [("9", "6"), ("9", f"{MINUS}1")]


def test_each_way_to_a_total_is_tried_by_itself() -> None:
    balance = [cell(n, float(amount)) for n, amount in enumerate((700, 300, 1000, 600, 390, 990), start=1)]
    ways = [part(3, 1), part(3, 2), part(3, 6, way=3), part(6, 4), part(6, 5)]
    assert messages(summed(balance, *ways)) == [
        f"Rad 3 är 1{THIN}000 tkr, men Rad 6 ger 990 (utfall 2016). Skillnaden är 10 tkr."
    ]
    even = [*balance[:4], cell(5, 400.0), cell(6, 1000.0)]
    assert summed(even, *ways) == []


def test_a_total_whose_lines_are_all_blank_or_unknown_is_not_compared_and_known_ones_count() -> None:
    assert summed([cell(1, None), cell(3, 9.0)]) == []
    assert [each.other for each in summed([cell(1, None), cell(2, 4), cell(3, 9.0)])] == ["4"]
    assert summed([cell(1, 3), cell(2, 4), cell(3, None)]) == []


ASSUMED = " En tom cell är räknad som utfallet, för raden har ingen budget."


def blank(line_no: int, outcome: float | None, budget: float | None = None, **other: object) -> list[Row]:
    """A line whose variance is blank."""
    return [cell(line_no, outcome) | other, cell(line_no, budget, "budget"), cell(line_no, None, "variance")]


def test_a_blank_variance_of_a_line_without_budget_is_its_outcome_and_said_to_be() -> None:
    total = cell(3, 9.0, "variance")
    assert messages(summed([*blank(1, 3.0), cell(2, 4, "variance"), total])) == [
        f"Rad 3 är 9 tkr, men 2 poster ger 7 (avvikelse 2016). Skillnaden är 2 tkr.{ASSUMED}"
    ]
    assert messages(summed([*blank(1, 3.0), *blank(2, 4.25, decimals=2), total])) == [
        "Rad 3 är 9 tkr, men 2 poster ger 7 (avvikelse 2016). Skillnaden är 1,75 tkr. "
        "2 tomma celler är räknade som utfallet, för raderna har ingen budget."
    ]
    # As precise as the outcome that stands for it.
    assert summed([*blank(1, 4.4, decimals=1), cell(3, 4.0, "variance")], part(3, 1)) == []


def test_no_other_blank_is_filled() -> None:
    total = cell(3, 9.0, "variance")
    known = cell(2, 4, "variance")
    assert [each.other for each in summed([*blank(1, 3.0, budget=2.0), known, total])] == ["4"]
    assert [each.other for each in summed([cell(1, 3), cell(1, None, "variance"), known, total])] == ["4"]
    assert [each.other for each in summed([*blank(1, None), known, total])] == ["4"]
    assert [each.other for each in summed([*blank(1, 3.0)[1:], known, total])] == ["4"]
    forecast = [cell(1, 3), cell(1, None, "budget"), cell(1, None, "forecast"), cell(2, 4, "forecast")]
    assert [each.other for each in summed([*forecast, cell(3, 9.0, "forecast")])] == ["4"]


# ---- variances ----


VARIED = ("actual", "budget", "variance")


def line(number: int, *amounts: float, measures: tuple[str, ...] = VARIED, **more: object) -> list[Row]:
    return [cell(number, float(a), m) | more for a, m in zip(amounts, measures, strict=True)]


def varied(*lines: list[Row]) -> list[Finding]:
    return list(check_variances(with_signs(frame(*(row for each in lines for row in each)))))


def test_a_variance_that_does_not_follow_is_told_with_everything_that_is_known_of_it() -> None:
    wrong = [row | {"place": f"Tabell › {row['measure']}"} for row in line(3, 7, 4, -3)]
    assert told(varied(line(1, 10, 8, 2), line(2, 20, 25, -5), wrong)) == [
        {
            "document": "d",
            "kind": "variance",
            "severity": "error",
            "rule": "variance",
            "subject": "Rad 3, avvikelse 2016",
            "printed": f"{MINUS}3",
            "other": "3",
            "message": f"Avvikelsen för Rad 3 är tryckt som {MINUS}3 tkr, men 7 mot budget 4 ger 3. "
            "Tecknet är omvänt mot de andra raderna.",
            "difference": -6.0,
            "place": "Tabell › variance",
            "other_place": "Tabell › actual",
            "file": "f.csv",
            "file_row": 3,
        }
    ]


def test_a_variance_that_is_merely_wrong_gets_no_reason() -> None:
    assert messages(varied(line(1, 10, 8, 5.0))) == [
        "Avvikelsen för Rad 1 är tryckt som 5 tkr, men 10 mot budget 8 ger 2."
    ]


def test_rounding_of_all_three_figures_explains_a_variance() -> None:
    rows = line(1, 9, 5, 3.6)
    rows[1]["decimals"] = rows[2]["decimals"] = 1
    assert messages(varied(rows)) == [
        "Avvikelsen för Rad 1 är tryckt som 3,6 tkr, men 9 mot budget 5,0 ger 4,0. Avrundning kan förklara skillnaden."
    ]
    assert [[each.severity for each in varied(line(1, 9, 5, printed))] for printed in (5.5, 2.5, 5.6, 2.4, 4)] == [
        *(["rounding"], ["rounding"], ["error"], ["error"], [])
    ]


def test_decimals_are_those_of_the_most_precise_figure() -> None:
    rows = line(1, 9, 5, 1)
    assert [each.other for each in varied(rows)] == ["4"]
    rows[0]["decimals"] = 2
    assert [each.other for each in varied(rows)] == ["4,00"]
    for row in rows:
        row["decimals"] = None
    assert [each.other for each in varied(rows)] == ["4"]


def test_a_line_without_outcome_is_held_against_its_forecast_and_one_without_either_against_nothing() -> None:
    forecast = line(1, 9, 5, 1, measures=("forecast", "budget", "variance"))
    assert messages(varied(forecast)) == ["Avvikelsen för Rad 1 är tryckt som 1 tkr, men 9 mot budget 5 ger 4."]
    assert messages(varied([*forecast, cell(1, 8.0)])) == [
        "Avvikelsen för Rad 1 är tryckt som 1 tkr, men 8 mot budget 5 ger 3."
    ]
    assert varied(forecast[1:]) == varied(forecast[:2]) == varied([forecast[0], forecast[2]]) == []
    assert varied(forecast[1:], [cell(1, None)]) == []


@pytest.mark.parametrize(
    "other", [{"document": "e"}, {"organisation": "SLK"}, {"statement": "unit"}], ids=["document", "part", "table"]
)
def test_every_table_counts_with_a_sign_of_its_own(other: Row) -> None:
    ours, theirs = line(1, 10, 8, 2), line(1, 10, 8, -2, **other)
    assert varied(ours, line(2, 10, 4, 6), theirs) == []
    assert len(varied(ours, line(2, 10, 4, 6), line(3, 10, 8, -2))) == 1


@pytest.mark.parametrize(
    "other",
    [{"line_no": 7}, {"line": "Annan"}, {"period_start": date(2016, 2, 1)}, {"period_end": date(2016, 11, 30)}],
    ids=["line", "name", "start", "end"],
)
def test_only_figures_of_one_line_and_period_belong_together(other: Row) -> None:
    outcome, budget, variance = line(1, 10, 8, 5)
    assert varied([outcome, budget, variance | other]) == []


def test_lines_whose_variance_rounding_could_turn_say_nothing_of_the_sign() -> None:
    # Nothing is within a step and a half of one, and of one less.
    undecided = [line(n, 9, 8, 0) for n in (1, 2, 3)]
    assert errors(*undecided, line(4, 20, 10, 10)) == []
    # Half of that on either side is just within, a little more decides.
    assert errors(*(line(n, 9.75, 9, -0.75, decimals=0) for n in (1, 2, 3)), line(4, 20, 10, 10)) == []
    assert errors(*(line(n, 9.8, 9, -0.8, decimals=0) for n in (1, 2, 3)), line(4, 20, 10, 10)) == [4]


def errors(*lines: list[Row]) -> list[int]:
    return [int(each.subject.split(",")[0].removeprefix("Rad ")) for each in varied(*lines) if each.severity == "error"]


def test_lines_that_could_be_accused_of_their_sign_have_a_vote() -> None:
    decided = [line(n, 9, 8, -1) for n in (1, 2, 3)]
    assert [each.subject for each in varied(*decided, line(4, 20, 10, 10))] == ["Rad 4, avvikelse 2016"]


ANNUAL = ("actual", "budget", "forecast", "variance")


def test_variances_are_reckoned_from_what_most_lines_of_their_table_follow() -> None:
    # Outcomes stand beside, and variances are budget less forecast.
    rows = (70, 100, 105, -5), (30, 50, 45, 5), (20, 40, 40, 0)
    annual = [line(n, *amounts, measures=ANNUAL) for n, amounts in enumerate(rows, start=1)]
    assert varied(*annual) == []
    wrong = line(4, 10, 60, 55, 9, measures=ANNUAL)
    assert messages(varied(*annual, wrong)) == ["Avvikelsen för Rad 4 är tryckt som 9 tkr, men 55 mot budget 60 ger 5."]
    # The outcome goes first where both explain as many.
    assert messages(varied(line(1, 70, 100, 105, 9, measures=ANNUAL))) == [
        "Avvikelsen för Rad 1 är tryckt som 9 tkr, men 70 mot budget 100 ger 30."
    ]


def test_a_variance_that_follows_to_its_last_digit_needs_no_rounding() -> None:
    coarse: Row = {"unit": "mnkr", "factor": 1e6, "decimals": 1}
    outcome, budget, variance = line(1, 1049, 1299, -0.3)
    assert varied([outcome, budget, variance | coarse]) == []
    assert messages(varied([outcome | {"amount": 1050.0}, budget, variance | coarse])) == [
        f"Avvikelsen för Rad 1 är tryckt som {MINUS}0,3 mnkr, men 1{THIN}050 tkr mot budget 1{THIN}299 tkr ger "
        f"{MINUS}0,2. Avrundning kan förklara skillnaden."
    ]


# ---- the same amount in several places ----


def repeated(*rows: Row) -> list[Finding]:
    return list(check_amounts(frame(*rows)))


def test_an_amount_that_differs_from_the_first_one_printed_is_told() -> None:
    found = repeated(
        cell(1, 9.9, decimals=1, line="Rad", source_line=9, place="sid. 9", heading=None),
        cell(2, 9.4, decimals=1, line="rad", source_line=8, place="sid. 8", heading=None),
    )
    assert told(found) == [
        {
            "document": "d",
            "kind": "repeat",
            "severity": "error",
            "rule": "repeat",
            "subject": "Rad, KLK 2016",
            "printed": "9,9 tkr",
            "other": "9,4 tkr",
            "message": "Rad, KLK 2016 är 9,9 tkr på ett ställe men 9,4 tkr på ett annat.",
            "difference": 0.5,
            "place": "sid. 9",
            "other_place": "sid. 8",
            "file": "f.csv",
            "file_row": 1,
        }
    ]


def test_totals_go_before_what_stands_earlier() -> None:
    early, total = cell(1, 5.0, line="Rad"), cell(2, 6.0, line="Rad", is_total=True)
    assert [(each.printed, each.other) for each in repeated(early, total)] == [("5 tkr", "6 tkr")]


@pytest.mark.parametrize(
    ("amount", "decimals", "factor", "same"),
    [
        (5000.0, 0, 1000.0, True),
        (5.0, 0, 1e6, True),
        (5.1, 1, 1e6, False),  # a hundred thousand kronor is more than half a step of either
        (5000.4, 1, 1000.0, True),  # a finer print of the same
        (5000.6, 1, 1000.0, False),
        (5000.000004, 0, 1000.0, True),  # less than a cent
        (5000.00001, 0, 1000.0, False),
        (5001.0, 0, 1000.0, False),
    ],
)
def test_amounts_are_the_same_where_the_coarser_is_the_finer_rounded(
    amount: float, decimals: int, factor: float, same: bool
) -> None:
    first = cell(1, 5000.0, line="Rad")
    assert (repeated(first, cell(2, amount, line="Rad", decimals=decimals, factor=factor)) == []) is same


def test_a_difference_is_told_in_the_unit_of_the_later_amount() -> None:
    (found,) = repeated(cell(1, 5000.0, line="Rad"), cell(2, 6.5, line="Rad", factor=1e6, unit="mnkr", decimals=1))
    assert (found.difference, found.printed, found.other) == (1.5, "6,5 mnkr", f"5{THIN}000 tkr")
    (found,) = repeated(cell(1, 0.1, line="Rad"), cell(2, 0.4, line="Rad"))
    assert found.difference == 0.3


@pytest.mark.parametrize(
    "other",
    [
        {"document": "e"},
        {"organisation": "SLK"},
        {"measure": "budget"},
        {"period_start": date(2016, 2, 1)},
        {"period_end": date(2016, 11, 30)},
        {"line": "Annan"},
        {"amount": None},
    ],
    ids=lambda other: next(iter(other)),
)
def test_other_amounts_are_not_repeats(other: Row) -> None:
    assert repeated(cell(1, 5.0, line="Rad"), cell(2, 6.0, line="Rad") | other) == []


def test_every_later_amount_is_held_against_the_first() -> None:
    found = repeated(*(cell(n, amount, line="Rad") for n, amount in enumerate((5.0, 6.0, 5.0, 7.0), start=1)))
    assert [(each.printed, each.other) for each in found] == [("6 tkr", "5 tkr"), ("7 tkr", "5 tkr")]


# ---- precision and order ----

TENTHS = {"decimals": 1}


def test_amounts_are_told_as_they_are_printed() -> None:
    assert messages(summed([cell(1, 3), cell(2, 4), cell(3, 9.0) | TENTHS])) == [
        "Rad 3 är 9,0 tkr, men 2 poster ger 7,0 (utfall 2016). Skillnaden är 2 tkr."
    ]
    assert [each.printed for each in summed([cell(1, 3), cell(2, 4), cell(3, 9.0) | TENTHS])] == ["9,0"]
    assert messages(varied([row | TENTHS for row in line(1, 10, 8, 5)])) == [
        "Avvikelsen för Rad 1 är tryckt som 5,0 tkr, men 10,0 mot budget 8,0 ger 2,0."
    ]
    row = {"line": "Rad", "heading": None} | TENTHS
    here, there = row | {"place": "sid. 8"}, row | {"place": "sid. 9"}
    assert messages(repeated(cell(1, 5.0) | here, cell(2, 6.0) | there)) == [
        "Rad, KLK 2016 är 6,0 tkr på ett ställe men 5,0 tkr på ett annat."
    ]


def test_half_a_step_is_that_of_each_figure() -> None:
    tenths = [row | TENTHS for row in (cell(1, 3), cell(2, 4), cell(3, 7.2))]
    assert [each.severity for each in summed(tenths)] == ["error"]
    assert [each.severity for each in summed([*tenths[:2], tenths[2] | {"amount": 7.1}])] == ["rounding"]
    assert [each.severity for each in varied([row | TENTHS for row in line(1, 9, 5, 4.1)])] == ["rounding"]
    assert [each.severity for each in varied([row | TENTHS for row in line(1, 9, 5, 4.2)])] == ["error"]


def test_what_is_told_of_amounts_has_six_decimals_at_most() -> None:
    seventh = {"decimals": 2, "unit": "mnkr"}
    (found,) = summed([cell(1, 1.00000014) | seventh, cell(3, 9.0) | seventh], part(3, 1))
    assert (found.difference, found.other) == (8.0, "1")
    (found,) = summed([cell(1, 1.0000016) | seventh, cell(3, 9.0) | seventh], part(3, 1))
    assert found.difference == 7.999998
    (found,) = varied([row | {"decimals": 4} for row in line(1, 1.00000014, 0.5, 3)])
    assert found.difference == 2.5
    (found,) = varied([row | {"decimals": 4} for row in line(1, 1.123456, 0, 3)])
    assert (found.difference, found.other) == (1.876544, "1,1235")
    assert "ger 1,1235." in found.message
    (found,) = repeated(cell(1, 0.0000001, line="Rad"), cell(2, 5.0, line="Rad"))
    assert found.difference == 5.0


def test_a_matter_of_units_is_told_and_nothing_else() -> None:
    assert messages(summed([cell(1, 3), cell(2, 4), cell(3, 7000.0)])) == [
        f"Rad 3 är 7{THIN}000 tkr, men 2 poster ger 7 (utfall 2016). "
        "Samma siffror, tryckta i enheter som skiljer tusen gånger."
    ]


@pytest.mark.parametrize(
    ("factor", "severities"),
    [(1300.0, ["rounding"]), (1499.0, ["rounding"]), (1500.0, []), (1600.0, []), (501.0, ["rounding"]), (500.0, [])],
)
def test_a_line_half_a_step_coarser_or_finer_than_its_total_is_not_printed_like_it(
    factor: float, severities: list[str]
) -> None:
    line_below = cell(1, 4.4 * 1000 / factor, factor=factor)
    assert [each.severity for each in summed([line_below, cell(3, 5.0)], part(3, 1))] == severities


def test_a_variance_on_the_edge_of_rounding_still_says_its_sign() -> None:
    # Two lines print budget less outcome, one and a half away from it, which rounding explains.
    edge = [line(n, 20, 10, -8.5) for n in (1, 2)]
    assert [each.file_row for each in varied(*edge, line(3, 20, 10, 10)) if each.severity == "error"] == [3]
    (found,) = varied(line(1, 20, 10, 10), line(2, 20, 10, 10), line(3, 20, 10, -8.5))
    assert found.message.endswith("Tecknet är omvänt mot de andra raderna.")
    # What could be accused of the other sign has a vote, however small it is.
    assert [each.file_row for each in varied(*(line(n, 1.5, 0, -1.5) for n in (1, 2)), line(3, 20, 10, 10))] == [3]


def test_amounts_of_one_name_in_two_documents_and_of_two_names_in_one_do_not_mix() -> None:
    ours = [cell(1, 5.0, line="Rad"), cell(2, 5.0, line="Rad")]
    theirs = [row | {"document": "e", "amount": 6.0} for row in ours]
    others = [row | {"line": "Annan", "amount": 7.0} for row in ours]
    assert repeated(*ours, *theirs, *others) == []


MANY = range(60)


def test_findings_of_amounts_come_in_the_order_of_the_document() -> None:
    rows = [cell(n, amount, line=f"Rad {n}", source_line=n) for n in reversed(MANY) for amount in (1.0, 2.0)]
    assert [each.subject for each in repeated(*rows)] == [f"Rad {n}, KLK 2016" for n in MANY]


# ---- the very edge ----


def test_half_an_ore_is_no_difference() -> None:
    kronor = {"factor": 1.0, "unit": "kr"}
    amounts = [cell(n, amount, line="Rad") | kronor for n, amount in enumerate((0.0, 0.005, 0.00501))]
    assert repeated(*amounts[:2]) == []
    assert len(repeated(amounts[0], amounts[2])) == 1


def test_a_total_in_tenths_is_like_lines_in_tenths_alone() -> None:
    threefold = cell(1, 4.1, decimals=1, factor=3000.0)
    assert summed([threefold, cell(3, 12.4) | TENTHS], part(3, 1)) == []
    assert [each.severity for each in summed([cell(1, 12.3) | TENTHS, cell(3, 12.4) | TENTHS], part(3, 1))] == [
        "rounding"
    ]
