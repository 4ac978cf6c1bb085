"""Outcomes that a later document prints anew."""

from datetime import date

import pytest
from tests.rows import Row, cell, frame

from analysis.judge.checks.restated_amounts import check_restated_amounts

LATER: Row = {"document": "e", "document_title": "Nästa år"}
LATER |= {"document_start": date(2017, 1, 1), "document_end": date(2017, 12, 31)}
RESULT: Row = {"statement": "income_statement", "line": "Resultat"}
SAID = "Resultat, KLK 2016 är 498 tkr i ”Nästa år”, men 489 tkr i ”Året”"


def told(*rows: Row) -> list[tuple[str, str, str]]:
    found = check_restated_amounts(frame(*rows))
    return [(each.document, str(each.severity), each.message) for each in found]


def test_a_later_document_with_another_outcome_is_a_warning_with_both_named() -> None:
    first, later = cell(9, 489.0, **RESULT), cell(4, 498.0, **RESULT, **LATER)
    assert told(first, later) == told(later, first) == [("e", "warning", f"{SAID}.")]
    (found,) = check_restated_amounts(frame(first, later))
    assert (found.difference, found.other_document, found.rule) == (9.0, "d", "restated")


def test_a_remark_beside_it_makes_it_a_note() -> None:
    remarked = cell(1, 498.0, **RESULT, **LATER, note="Omräknat")
    assert told(cell(1, 489.0, **RESULT), remarked) == [("e", "note", f"{SAID} (Omräknat).")]


@pytest.mark.parametrize(
    "other",
    [
        {"amount": 489.0},
        {"amount": -489.0},  # another document may count costs without a minus
        {"amount": 0.5, "unit": "mnkr", "factor": 1e6, "decimals": 1},  # a coarser print
        {"measure": "budget"},
        {"measure": "variance"},
        {"statement": "department"},
        {"organisation": "KS"},
        {"line": "Annat"},
        {"period_start": date(2016, 2, 1)},
        {"document": "d"},
        {"amount": None},
    ],
)
def test_other_amounts_are_not_the_same_anew(other: Row) -> None:
    assert told(cell(1, 489.0, **RESULT), cell(1, 498.0, **RESULT | LATER) | other) == []


def test_a_name_that_a_document_uses_twice_is_no_name() -> None:
    twice = [cell(1, 10.0, **RESULT), cell(2, 20.0, **RESULT)]
    assert told(*twice, cell(1, 30.0, **RESULT, **LATER)) == []


def test_each_document_is_held_against_the_one_before_that_has_the_line() -> None:
    third: Row = {"document": "f", "document_title": "Sist", "document_end": date(2018, 12, 31)}
    rows = cell(1, 489.0, **RESULT), cell(1, 498.0, **RESULT, **LATER), cell(1, 498.0, **RESULT, **third)
    assert [document for document, *_ in told(*rows)] == ["e"]
    assert [document for document, *_ in told(rows[0], rows[2])] == ["f"]


def test_a_table_without_a_line_in_common_is_worked_out_anew_and_told_once() -> None:
    first = [cell(n, 10.0 * n) for n in (1, 2, 3)]
    later = [cell(n, 10.0 * n + 5, **LATER) for n in (1, 2, 3)]
    assert told(*first, *later) == [
        (
            "e",
            "note",
            "Inget av 3 belopp för 2016 i Tabell 1 är detsamma i ”Nästa år” som i ”Året”: Rad 1, KLK 2016 är 15 tkr "
            "mot 10 tkr. Kontrollera om tabellen är omräknad.",
        )
    ]
    one_agrees = [*later[:2], later[2] | {"amount": 30.0}]
    assert [severity for _document, severity, _message in told(*first, *one_agrees)] == ["warning"] * 2
