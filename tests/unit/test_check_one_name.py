"""Amounts of one name in a document: which are of one thing, and which are not."""

import pytest
from tests.rows import Row, cell, frame

from analysis.judge.checks.amounts import check_amounts

THIN, MINUS = "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"
Amounts = dict[str, float]


def table(statement: str, amounts: Amounts, heading: str = "", start: int = 1, **other: object) -> list[Row]:
    """A table of lines, by name; one that begins with = is a total."""
    told: Row = {"statement": statement, "heading": heading or f"Del › {statement}"} | other
    return [
        cell(number, amount, line=name.lstrip("="), is_total=name.startswith("=")) | told
        for number, (name, amount) in enumerate(amounts.items(), start=start)
    ]


def said(*tables: list[Row]) -> list[tuple[str, str]]:
    return [
        (str(found.severity), found.message)
        for found in check_amounts(frame(*(row for rows in tables for row in rows)))
    ]


def two_places(name: str, later: str, first: str) -> list[tuple[str, str]]:
    return [("error", f"{name}, KLK 2016 är {later} på ett ställe men {first} på ett annat.")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("department", {"Kultur": 50.0}), ("investment", {"Kultur": 20.0})),
        (("investment", {"Bro": 40.0}), ("project_fund", {"Bro": 140.0})),
        (("department", {"Kultur": 2.0}), ("variance_explanation", {"Kultur": 3.0})),
        (("income_statement", {"Avskrivningar": -45.0, "Resultat": 1.0}), ("cash_flow", {"Avskrivningar": 47.0})),
        (("income_statement", {"Resultat": -45.0}), ("cash_flow", {"Resultat": 45.0})),
        (("balance_sheet", {"Kortfristiga skulder": 100.0}), ("cash_flow", {"Kortfristiga skulder": 20.0})),
        (("income_statement", {"Pensioner": 9.0, "Resultat": 1.0}), ("balance_sheet", {"Pensioner": 90.0})),
        (("department", {"Löner": 55.0}), ("unit", {"Löner": 31.0})),
        # No name of several agrees: net costs in the one table, gross ones in the other.
        (("department", {"Kultur": 50.0, "Gator": 80.0}), ("operating_account", {"Kultur": 20.0, "Gator": 35.0})),
    ],
)  # fmt: skip
def test_two_statements_may_have_two_things_of_one_name(one: tuple[str, Amounts], other: tuple[str, Amounts]) -> None:
    assert said(table(*one), table(*other)) == []
    assert said(table(*other), table(*one)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("income_statement", {"Resultat": 512.0}), ("operating_account", {"Resultat": 521.0})),
        (("income_statement", {"Resultat": 512.0}), ("cash_flow", {"Resultat": 521.0, "Annat": 3.0})),
        (("income_statement", {"=Resultat": 512.0, "Not": 1.0}), ("balance_sheet", {"Resultat": 521.0, "Lån": 3.0})),
        (("department", {"=Resultat": 512.0}), ("unit", {"=Resultat": 521.0})),
        # Another name of the same tables agrees.
        (("department", {"Resultat": 512.0, "Gator": 80.0}), ("operating_account", {"Resultat": 521.0, "Gator": 80.0})),
    ],
)  # fmt: skip
def test_what_two_statements_share_is_held_together(one: tuple[str, Amounts], other: tuple[str, Amounts]) -> None:
    assert said(table(*one), table(*other)) == two_places("Resultat", "521 tkr", "512 tkr")


def test_a_text_leaves_the_sign_to_words_and_rounds() -> None:
    statement = table("income_statement", {"Finansiella kostnader": -8250.0})
    text: Row = {"unit": "mnkr", "factor": 1e6, "decimals": 1}
    assert said(statement, table("other", {"Finansiella kostnader": 8.3}, **text)) == []
    told = two_places("Finansiella kostnader", "8,4 mnkr", f"{MINUS}8{THIN}250 tkr")
    assert said(statement, table("other", {"Finansiella kostnader": 8.4}, **text)) == told


def test_a_text_means_that_of_several_things_which_it_agrees_with() -> None:
    tables = table("investment", {"Bro": 40.0}), table("project_fund", {"Bro": 140.0})
    assert said(*tables, table("other", {"Bro": 140.0})) == []
    assert said(*tables, table("other", {"Bro": 150.0})) == two_places("Bro", "150 tkr", "40 tkr")


def test_two_headings_are_two_things() -> None:
    income = table("operating_account", {"Kultur": 12.0, "Skola": 30.0}, "Drift › Intäkter")
    costs = table("operating_account", {"Kultur": 62.0, "Skola": 230.0}, "Not 3 › Kostnader", start=11)
    assert said(income, costs) == []


def test_a_table_printed_twice_is_one() -> None:
    one = table("operating_account", {"Kultur": 12.0, "Skola": 30.0, "Gator": 8.0}, "Bilaga 1 › Drift")
    again = table("operating_account", {"Kultur": 12.0, "Skola": 33.0, "Gator": 8.0}, "Sammandrag › Drift", start=11)
    assert said(one, again) == two_places("Skola", "33 tkr", "30 tkr")


def blocks(*names: str) -> list[tuple[str, str]]:
    """A table of lines with amounts of their own; one that begins with = is a total."""
    rows = [
        cell(number, 10.0 * number, line=name.lstrip("="), is_total=name.startswith("="))
        for number, name in enumerate(names, start=1)
    ]
    return said(rows)


def test_names_repeat_in_blocks_that_a_total_ends_each() -> None:
    assert blocks("Intäkter", "Kostnader", "=Netto KS", "Intäkter", "Kostnader", "=Netto skola") == []
    assert blocks("Intäkter", "Kostnader", "=Netto", "Intäkter", "Kostnader", "=Netto", "=Summa") == []


def test_details_of_two_lines_may_be_called_the_same() -> None:
    """Internal incomes and internal costs, or staff of each department: a note, for nobody knows."""
    rows = [("Intäkter", 100.0), ("varav internt", 30.0), ("Kostnader", 90.0), ("varav internt", 20.0)]
    cells = [cell(at, amount, line=line) for at, (line, amount) in enumerate(rows, start=1)]
    severities = [found.severity for found in check_amounts(frame(*cells))]
    assert severities == ["note"]
    rows[1] = ("varav internt", 130.0)
    cells = [cell(at, amount, line=line) for at, (line, amount) in enumerate(rows, start=1)]
    assert [found.severity for found in check_amounts(frame(*cells))] == ["warning"]


@pytest.mark.parametrize(
    "names",
    [
        ("Kultur", "Kultur", "Skola"),
        ("Kultur", "Skola", "Kultur", "=Summa"),
        ("Kultur", "Skola", "=Summa", "Kultur"),  # no total ends the second
    ],
)
def test_a_name_twice_in_one_block_is_a_warning(names: tuple[str, ...]) -> None:
    first, second = (10 * (at + 1) for at, name in enumerate(names) if name == "Kultur")
    assert blocks(*names) == [
        (
            "warning",
            f"Två rader i samma tabell heter Kultur: Kultur, KLK 2016 är {second} tkr på den ena och {first} tkr på "
            "den andra. Ge raderna olika namn, eller rätta det belopp som är fel.",
        )
    ]
