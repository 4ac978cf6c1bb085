"""Totals of which nobody says what they sum, and the two sides of a balance sheet."""

import polars as pl
import pytest
from tests.rows import Row, cell, frame, parts_of

from analysis.judge.checks.balance import check_balance
from analysis.judge.checks.likely_totals import check_likely_totals

THIN = "\N{NARROW NO-BREAK SPACE}"
MEASURES = ("actual", "budget", "forecast")
#: Lines by name with an amount a column; a name that begins with = is a total.
Lines = dict[str, tuple[float | None, ...]]
NOTHING = parts_of(1)


def table(lines: Lines, **other: object) -> list[Row]:
    return [
        cell(number, amount, measure, line=name.lstrip("="), is_total=name.startswith("=")) | other
        for number, (name, amounts) in enumerate(lines.items(), start=1)
        for measure, amount in zip(MEASURES, amounts, strict=False)
    ]


def told(lines: Lines, sums: pl.DataFrame = NOTHING, **other: object) -> list[tuple[str, str]]:
    found = check_likely_totals(frame(*table(lines, **other)), sums)
    return [(str(each.severity), each.message) for each in found]


RESULT: Lines = {"Intäkter": (900, 880), "Personal": (-500, -490), "Övrigt": (-300, -310), "=Resultat": (110, 80)}
POSITIVE: Lines = {"Intäkter": (900, 880), "Personal": (500, 490), "Övrigt": (300, 310), "=Resultat": (110, 80)}
OFF = [("warning", "Resultat är 110 tkr, men raderna ovanför ger 100 (utfall 2016). I budget 2016 går summan ut.")]


@pytest.mark.parametrize("lines", [RESULT, POSITIVE], ids=["costs below zero", "costs above zero"])
def test_a_structure_that_comes_out_in_one_column_holds_for_the_others(lines: Lines) -> None:
    assert told(lines) == OFF
    assert told(lines | {"=Resultat": (100, 80)}) == []
    # In neither column, nobody knows what the total is of.
    assert told(lines | {"=Resultat": (110, 90)}) == []


def test_a_total_that_is_given_or_stands_in_a_text_is_not_guessed() -> None:
    assert told(RESULT, parts_of(4, 1, 2, 3)) == []
    assert told(RESULT, heading=None) == []
    assert told(RESULT, statement="other") == []


BLOCKS: Lines = {
    "Skola": (100, 110),
    "Förskola": (50, 55),
    "=Del barn": (160, 165),
    "Äldre": (70, 60),
    "Stöd": (20, 25),
    "=Del äldre": (90, 85),
    "=Totalt": (240, 250),
}


def test_a_total_counts_what_its_subtotals_were_meant_to_be() -> None:
    assert told(BLOCKS) == [
        ("warning", "Del barn är 160 tkr, men raderna ovanför ger 150 (utfall 2016). I budget 2016 går summan ut.")
    ]


def test_the_last_total_of_a_column_says_which_subtotal_is_wrong() -> None:
    single = {name: amounts[:1] for name, amounts in BLOCKS.items()}
    said = (
        "Del barn är 160 tkr, men raderna ovanför ger 150 (utfall 2016). Tabellens sista summa går ut med samma rader."
    )
    assert told(single) == [("warning", said)]
    # It is of 250, as the subtotals are: lines may be left out.
    assert told(single | {"=Totalt": (250,)}) == []


def test_the_only_total_of_the_only_column_is_a_note_where_it_is_near() -> None:
    lines: Lines = {"Skola": (100,), "Förskola": (50,), "Kultur": (30,), "=Summa": (190,)}
    said = "Summa är 190 tkr, men raderna ovanför ger 180 (utfall 2016). "
    assert told(lines) == [("note", f"{said}Kontrollera summan, om tabellen har alla rader som räknas.")]
    # Far from them it is of more lines than the table has.
    assert told(lines | {"=Summa": (260,)}) == []
    assert told(lines | {"=Summa": (180,)}) == []


@pytest.mark.parametrize(
    "lines",
    [
        {"Skola": (100,), "varav löner": (70,), "Kultur": (50,), "=Summa": (150,)},
        {"Skola": (100, 90), "varav löner": (70, 60), "Kultur": (50, 40), "=Summa": (150, 130)},
        # Of which there was nothing in the budget.
        {"Skola": (100, 90), "varav hyror": (70, 0), "Kultur": (50, 40), "=Summa": (150, 130)},
        {"Skola": (100, 90), "varav hyror": (70, None), "Kultur": (50, 40), "=Summa": (150, 130)},
        # Signs of all lines would give the budget by chance.
        {
            "Intäkter": (100, 90),
            "varav hyror": (40, 35),
            "varav bidrag": (50, 45),
            "Kostnader": (-90, -85),
            "=Resultat": (10, 5),
        },
        # Some of all lines are shown, and a line that was not printed is not nothing.
        {"Skola": (100, 90), "Kultur": (50, 40), "=Summa": (400, 390)},
        {"Skola": (None, 90), "Kultur": (50, 40), "=Summa": (150, 130)},
        # Rounding.
        {"Skola": (100, 90), "Kultur": (50, 40), "=Summa": (151, 130)},
        # One of three columns comes out by chance.
        {"Skola": (100, 90, 80), "Kultur": (50, 40, 30), "=Summa": (170, 130, 160)},
    ],
)
def test_what_may_be_right_is_not_accused(lines: Lines) -> None:
    assert told(lines) == []


def test_a_total_in_another_unit_is_told_in_its_own() -> None:
    rows = table(RESULT)
    rows[6] |= {"amount": 1.3, "decimals": 1, "unit": "mnkr", "factor": 1e6}
    (found,) = check_likely_totals(frame(*rows), NOTHING)
    assert (found.printed, found.other, found.difference) == ("1,3", "0,1", 1.2)


# ---- balance sheets ----

BALANCE: Lines = {
    "Anläggningar": (700, 690),
    "Kassa": (300, 280),
    "=Summa tillgångar": (1000, 970),
    "Eget kapital": (600, 590),
    "Skulder": (390, 380),
    "=Summa eget kapital och skulder": (990, 970),
}
UNEVEN = f"Summa tillgångar är 1{THIN}000 tkr, men Summa eget kapital och skulder är 990 (utfall 2016). "


def balanced(lines: Lines, sums: pl.DataFrame = NOTHING, statement: str = "balance_sheet") -> list[tuple[str, str]]:
    found = check_balance(frame(*table(lines, statement=statement)), sums)
    return [(str(each.severity), each.message) for each in found]


@pytest.mark.parametrize("columns", [1, 2])
def test_the_two_sides_of_a_balance_sheet_are_equal(columns: int) -> None:
    lines = {name: amounts[:columns] for name, amounts in BALANCE.items()}
    assert balanced(lines) == [("error", f"{UNEVEN}Skillnaden är 10 tkr.")]
    even = lines | {"Skulder": (400, 380)[:columns], "=Summa eget kapital och skulder": (1000, 970)[:columns]}
    assert balanced(even) == []
    below = {name: tuple(-(each or 0) for each in amounts) for name, amounts in list(even.items())[3:]}
    assert balanced(even | below) == []


def test_rounding_may_part_the_sides() -> None:
    assert balanced(BALANCE | {"=Summa eget kapital och skulder": (999, 970)}) == [
        ("rounding", f"{UNEVEN.replace('990', '999')}Avrundning kan förklara skillnaden.")
    ]


def test_other_totals_are_no_two_sides() -> None:
    halves: Lines = {"EK": (500,), "=Summa EK": (500,), "Lån": (100,), "=Summa skulder": (100,)}
    assert balanced(halves) == []
    assert balanced(BALANCE | {"=Ansvarsförbindelser": (20, 20)}) == []
    assert balanced(BALANCE, statement="income_statement") == []
    # What is given already is told by its own rule.
    assert balanced(BALANCE, parts_of(3, 6, statement="balance_sheet")) == []


def test_sides_of_several_levels_are_found() -> None:
    levels: Lines = {
        "Mark": (400,),
        "Hus": (300,),
        "=Anläggningar": (700,),
        "Lager": (100,),
        "Bank": (200,),
        "=Rörliga": (300,),
        "=Tillgångar": (1000,),
        "EK": (600,),
        "Lån": (350,),
        "Löner": (40,),
        "=Skulder": (390,),
        "=Summa": (990,),
    }
    assert [message for _severity, message in balanced(levels)] == [
        f"Tillgångar är 1{THIN}000 tkr, men Summa är 990 (utfall 2016). Skillnaden är 10 tkr."
    ]
