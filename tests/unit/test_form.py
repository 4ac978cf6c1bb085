"""A form as its hidden sheet keeps it: the same cells come out, and whoever changes the sheet is found out."""

from datetime import date

import pytest

from analysis.collect.form import Field, FieldKind, Form, NoFormError, form_of, hidden_rows, row_of

KEY = {"indicator": "bad", "sex": "T"}
FIELD = Field("figures", row_of("observations", KEY), "T", "observations", KEY, "value", FieldKind.NUMBER, "Badindex")
ASKED = (
    FIELD,
    Field(
        "commitments",
        row_of("commitments", {"commitment": "brygga"}),
        "status",
        "commitments",
        {"commitment": "brygga"},
        "status",
        FieldKind.CHOICE,
        "En ny brygga; «Lillnäs» & =1+1",
        choices=(("done", "Klart"), ("ongoing", "Pågår, i fas")),
        issued="done",
        low=0.0,
        high=100.0,
        earlier=(4.4, 4.25),
    ),
)
FORM = Form("delar-hamn", "delar", "HAMN", date(2031, 9, 1), ASKED)


def test_a_form_comes_back_as_it_was() -> None:
    assert form_of(hidden_rows(FORM)) == FORM


def test_blank_ends_of_rows_may_be_lost() -> None:
    short = [row[: max((at for at, cell in enumerate(row, start=1) if cell), default=0)] for row in hidden_rows(FORM)]
    assert form_of(short) == FORM


def test_a_list_to_choose_from_may_be_longer_than_the_form() -> None:
    beside = [[*[""] * 30, f"Steg {number}"] for number in range(20)]
    assert form_of([*hidden_rows(FORM), *beside]) == FORM


@pytest.mark.parametrize("place", [(3, 1), (7, 1), (8, 4), (8, 11)])
def test_a_changed_sheet_is_found_out(place: tuple[int, int]) -> None:
    rows = hidden_rows(FORM)
    rows[place[0]][place[1]] += "x"
    with pytest.raises(NoFormError) as trouble:
        form_of(rows)
    assert trouble.value.altered


@pytest.mark.parametrize("rows", [[], [["a"]], [["layout", "2"]], hidden_rows(FORM)[1:]])
def test_another_sheet_is_no_form(rows: list[list[str]]) -> None:
    with pytest.raises(NoFormError) as trouble:
        form_of(rows)
    assert not trouble.value.altered


def test_a_row_is_named_by_what_tells_it_in_any_order() -> None:
    assert row_of("observations", {"sex": "T", "indicator": "bad"}) == FIELD.row
    assert row_of("ledger", KEY) != FIELD.row
