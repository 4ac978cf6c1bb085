"""What a user is told when something is wrong."""

import pytest

from analysis.errors import CallError, DatabaseError, Fault, InputFaults, ParameterError, UserError, nearest

GOALS = "sources/annual-2016/goals.csv"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (
            Fault(GOALS, 3, "trend", "up", "tillåtna: increased"),
            f"{GOALS}, rad 3, kolumn trend: «up» – tillåtna: increased",
        ),
        (Fault(GOALS, 3, "", "", "samma nyckel"), f"{GOALS}, rad 3: samma nyckel"),
        (Fault(GOALS, 0, "", "", "filen saknas"), f"{GOALS}: filen saknas"),
    ],
)
def test_a_fault_says_where_what_and_what_is_allowed(fault: Fault, told: str) -> None:
    assert str(fault) == told


def test_faults_are_listed_by_file_and_row_each_once() -> None:
    later, earlier = Fault(GOALS, 9, "", "", "b"), Fault(GOALS, 2, "", "", "a")
    assert InputFaults([later, earlier, later]).faults == [earlier, later]


def test_the_message_counts_the_faults_and_says_that_the_database_is_untouched() -> None:
    told = str(InputFaults([Fault(GOALS, 2, "", "", "a"), Fault(GOALS, 9, "", "", "b")]))
    assert told.startswith("2 fel i filerna:\n")
    assert told.endswith("Databasen är orörd.")


def test_one_fault_is_not_counted_as_many() -> None:
    assert str(InputFaults([Fault(GOALS, 2, "", "", "a")])).startswith("1 fel:\n")


@pytest.mark.parametrize("kind", [InputFaults, DatabaseError, ParameterError, CallError])
def test_every_error_for_the_user_is_a_user_error(kind: type[Exception]) -> None:
    assert issubclass(kind, UserError)


def test_a_message_ends_with_what_to_do() -> None:
    assert str(DatabaseError("Databasen finns inte.", "Bygg den.")) == "Databasen finns inte. Bygg den."


def test_a_notebook_shows_the_message_and_not_the_call_stack() -> None:
    assert ParameterError("Okänt område.", "Välj ett annat.")._render_traceback_() == [
        "Fel: Okänt område. Välj ett annat."
    ]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("ekonmi", "Menade du «ekonomi»?"),
        ("EKONOMI", "Menade du «ekonomi»?"),
        ("kou", "Menade du «KoU»?"),
        ("xyz", "Tillåtna: demokrati, ekonomi, KoU."),
    ],
)
def test_the_nearest_known_word_is_named_else_all_of_them(word: str, told: str) -> None:
    assert nearest(word, ["demokrati", "ekonomi", "KoU"]) == told


def test_nothing_known_is_said_plainly() -> None:
    assert nearest("ekonomi", []) == "Det finns inget att välja på."
