"""One CSV file: what is accepted, and how a fault is told."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from analysis.errors import Fault
from analysis.intake.contracts import Parts, Targets
from analysis.intake.csv_file import read_csv
from analysis.intake.reference_contracts import Documents, Indicators, MethodBreaks, Units

NAME = "sources/annual-2016/targets.csv"
HEADING = "goal;organisation;year;operator;value;missing;unit;place;source_line"
SICK_LEAVE = "sjukfranvaro;KLK;2016;;7,3;;percent;Medarbetare › Målvärde;737"
BROADBAND = "bredband;KLK;2016;;;not_reported;percent;Bredband › Rubrik;449"

Read = Callable[..., tuple[pl.DataFrame, list[Fault]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write lines as a targets file and read it."""

    def written(*lines: str, encoding: str = "utf-8-sig", end: str = "\n") -> tuple[pl.DataFrame, list[Fault]]:
        path = tmp_path / "targets.csv"
        path.write_bytes((end.join(lines) + end).encode(encoding))
        return read_csv(path, Targets, NAME, "annual-2016")

    return written


def test_figures_become_values_with_their_place_in_the_file(read: Read) -> None:
    frame, faults = read(HEADING, SICK_LEAVE, BROADBAND)
    assert faults == []
    assert frame.select("document", "file_row", "goal", "year", "value", "missing").rows() == [
        ("annual-2016", 2, "sjukfranvaro", 2016, 7.3, None),
        ("annual-2016", 3, "bredband", 2016, None, "not_reported"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_byte_order_mark_of_windows_do_not_matter(read: Read, encoding: str, end: str) -> None:
    frame, faults = read(HEADING, SICK_LEAVE, encoding=encoding, end=end)
    assert (frame.height, faults) == (1, [])


def test_spaces_around_a_cell_do_not_count(read: Read) -> None:
    frame, faults = read(HEADING, SICK_LEAVE.replace("percent", " percent ").replace("7,3", " 7,3"))
    assert (frame["unit"].item(), frame["value"].item(), faults) == ("percent", 7.3, [])


def test_columns_may_stand_in_any_order(read: Read) -> None:
    frame, faults = read("unit;" + HEADING.replace(";unit", ""), "percent;" + SICK_LEAVE.replace(";percent", ""))
    assert (frame["unit"].item(), faults) == ("percent", [])


def test_a_heading_alone_is_an_empty_table(read: Read) -> None:
    frame, faults = read(HEADING)
    assert (frame.height, faults) == (0, [])


@pytest.mark.parametrize(
    ("right", "wrong", "column", "allowed"),
    [
        ("7,3", "7.3", "value", "ett tal med decimalkomma och högst 15 siffror, till exempel 1 234,5"),
        ("7,3", "sju", "value", "ett tal med decimalkomma och högst 15 siffror, till exempel 1 234,5"),
        (
            "7,3",
            "1 234 567 890 123 456",
            "value",
            "ett tal med decimalkomma och högst 15 siffror, till exempel 1 234,5",
        ),
        (";2016;", ";2016,5;", "year", "ett heltal, minst 1990 och högst 2100"),
        (";2016;", ";216;", "year", "ett heltal, minst 1990 och högst 2100"),
        (";737", ";0", "source_line", "ett heltal, minst 1"),
        (";737", ";2147483648", "source_line", "för stort; högst 2147483647"),
        (";;7,3", ";=;7,3", "operator", "tillåtna värden: >, <, ≥, ≤, ≈, drygt, knappt"),
    ],
)
def test_a_wrong_cell_is_told_with_row_column_value_and_what_is_allowed(
    read: Read, right: str, wrong: str, column: str, allowed: str
) -> None:
    frame, faults = read(HEADING, BROADBAND, SICK_LEAVE.replace(right, wrong))
    value = wrong.strip(";").removesuffix(";7,3")
    assert faults == [Fault(NAME, 3, column, value, allowed)]
    assert frame["goal"].to_list() == ["bredband"]


def test_a_wrong_code_is_told_with_the_allowed_codes(read: Read) -> None:
    _, faults = read(HEADING, BROADBAND.replace("not_reported", "unknown"))
    codes = "not_reported, not_applicable, secret, not_yet, removed, lost"
    assert faults == [Fault(NAME, 2, "missing", "unknown", f"tillåtna värden: {codes}")]


def test_an_empty_required_cell_is_told(read: Read) -> None:
    _, faults = read(HEADING, SICK_LEAVE.replace(";2016;", ";;"))
    assert faults == [Fault(NAME, 2, "year", "", "får inte vara tomt; ett heltal, minst 1990 och högst 2100")]


@pytest.mark.parametrize("row", [BROADBAND.replace("not_reported", ""), SICK_LEAVE.replace("7,3;", "7,3;not_yet")])
def test_a_figure_needs_a_value_or_a_reason_and_not_both(read: Read, row: str) -> None:
    _, faults = read(HEADING, row)
    rule = "antingen ett tal i value eller en orsak i missing, inte båda och inte ingendera"
    assert faults == [Fault(NAME, 2, "", "", rule)]


def test_a_key_used_twice_is_told_on_both_rows(read: Read) -> None:
    frame, faults = read(HEADING, SICK_LEAVE, BROADBAND, SICK_LEAVE.replace("7,3", "7,4"))
    told = "samma nyckel (goal, organisation, year) finns på en annan rad"
    assert faults == [Fault(NAME, row, "", "sjukfranvaro, KLK, 2016", told) for row in (2, 4)]
    assert frame.height == 1


def test_a_missing_column_is_named(read: Read) -> None:
    _, faults = read(HEADING.replace(";year", ""), SICK_LEAVE.replace(";2016", "", 1))
    assert faults == [Fault(NAME, 1, "year", "", "kolumnen saknas")]


def test_an_optional_column_may_be_left_out(data: Path) -> None:
    path = data / "sources" / "annual-2022" / "parts.csv"
    assert "note" not in path.read_text(encoding="utf-8-sig").splitlines()[0]
    frame, faults = read_csv(path, Parts, "parts.csv", "annual-2022")
    assert faults == []
    assert frame["note"].null_count() == frame.height == 1


def test_a_misspelt_column_is_told_with_the_nearest_one(read: Read) -> None:
    _, faults = read(HEADING.replace("organisation", "organistion"), SICK_LEAVE)
    assert faults == [
        Fault(NAME, 1, "organistion", "organistion", "Menade du «organisation»?"),
        Fault(NAME, 1, "organisation", "", "kolumnen saknas"),
    ]


def test_a_row_with_too_many_cells_is_told(read: Read) -> None:
    _, faults = read(HEADING, BROADBAND, SICK_LEAVE + ";en gång till")
    assert faults == [Fault(NAME, 3, "", "10 kolumner", "9 kolumner med semikolon emellan")]


def test_a_file_that_is_not_utf8_is_told(read: Read) -> None:
    _, faults = read(HEADING, SICK_LEAVE, encoding="cp1252")
    assert faults == [Fault(NAME, 0, "", "", "filen är inte UTF-8; spara om den som «CSV UTF-8»")]


@pytest.mark.parametrize("content", ["", "\n", "  \n\n"])
def test_an_empty_file_is_told(read: Read, content: str) -> None:
    _, faults = read(content)
    assert faults == [Fault(NAME, 1, "", "", "filen är tom; första raden ska vara kolumnnamnen")]


def test_a_quote_that_never_closes_is_told(read: Read) -> None:
    _, faults = read(HEADING, SICK_LEAVE.replace("Medarbetare", '"Medarbetare'), BROADBAND)
    assert faults == [Fault(NAME, 0, "", "", "filen går inte att läsa som CSV; kontrollera citattecken och semikolon")]


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    assert read_csv(tmp_path / "units.csv", Units, "reference/units.csv")[1] == [
        Fault("reference/units.csv", 0, "", "", "filen saknas")
    ]


def test_every_fault_of_a_file_is_told_at_once(read: Read) -> None:
    _, faults = read(HEADING, SICK_LEAVE.replace("7,3", "7.3").replace("2016", "16"), BROADBAND.replace("449", "x"))
    assert [(fault.row, fault.column, fault.value) for fault in sorted(faults)] == [
        (2, "value", "7.3"),
        (2, "year", "16"),
        (3, "source_line", "x"),
    ]


def test_the_real_indicators_keep_their_contract(data: Path) -> None:
    frame, faults = read_csv(data / "reference" / "indicators.csv", Indicators, "reference/indicators.csv")
    assert faults == []
    row = (
        frame.filter(pl.col("indicator") == "sjukfranvaro").select("unit", "decimals", "direction", "tolerance").row(0)
    )
    assert row == ("percent", 1, "lower", 5.0)


@pytest.mark.parametrize("lost", [1, 4])
def test_a_short_row_is_told_and_not_padded(read: Read, lost: int) -> None:
    short = SICK_LEAVE.rsplit(";", lost)[0]
    assert read(HEADING, short)[1] == [
        Fault(NAME, 2, "", f"{9 - lost} kolumner", "9 kolumner med semikolon emellan"),
    ]


def test_a_column_that_stands_twice_is_told(read: Read) -> None:
    assert read(HEADING + ";place", SICK_LEAVE + ";x")[1] == [
        Fault(NAME, 1, "place", "place", "kolumnen finns två gånger")
    ]


def test_digits_of_another_script_are_no_number(read: Read) -> None:
    assert [fault.value for fault in read(HEADING, SICK_LEAVE.replace("7,3", "٧"))[1]] == ["٧"]


def test_printed_decimals_are_kept_beside_the_value(read: Read) -> None:
    frame, _ = read(HEADING, SICK_LEAVE.replace("7,3", "7,0"), BROADBAND)
    assert frame.select("value", "decimals").rows() == [(7.0, 1), (None, 0)]


@pytest.mark.parametrize(
    ("mark", "name"), [(",", "komma"), ("\t", "tabb"), ("|", "lodstreck")], ids=["comma", "tab", "bar"]
)
def test_a_file_with_another_mark_between_columns_has_one_fault(read: Read, mark: str, name: str) -> None:
    lines = [line.replace(";", mark) for line in (HEADING, SICK_LEAVE, BROADBAND)]
    told = f"kolumnerna skiljs åt med {name}; spara om filen med semikolon"
    assert read(*lines)[1] == [Fault(NAME, 0, "", "", told)]


@pytest.mark.parametrize("line", ["sep=;", "sep=,", '"sep=;"', "SEP=;", "sep=;;;;;;;;;"])
def test_a_line_for_excel_has_one_fault(read: Read, line: str) -> None:
    told = "raden är bara till för Excel; ta bort den, så att kolumnnamnen står först"
    assert read(line, HEADING, SICK_LEAVE, BROADBAND)[1] == [Fault(NAME, 1, "", line, told)]


def test_empty_columns_last_have_one_fault_with_the_first_row(read: Read) -> None:
    told = "{} slutar med tomma kolumner (;;); ta bort dem, först här"
    whole = read(*(f"{line};;;" for line in (HEADING, SICK_LEAVE, BROADBAND)))[1]
    assert whole == [Fault(NAME, 1, "", "", told.format("3 rader"))]
    assert read(HEADING, SICK_LEAVE, f"{BROADBAND};;")[1] == [Fault(NAME, 3, "", "", told.format("1 rad"))]


def test_a_column_without_a_name_is_told(read: Read) -> None:
    assert read(HEADING + ";", SICK_LEAVE + ";x")[1] == [Fault(NAME, 1, "", "", "kolumn 10 saknar namn")]


def test_a_column_that_the_program_fills_in_is_told(read: Read) -> None:
    told = Fault(NAME, 1, "file_row", "file_row", "kolumnen fylls i av programmet; ta bort den")
    assert read(HEADING + ";file_row", SICK_LEAVE + ";2")[1] == [told]


@pytest.mark.parametrize("mark", ["\0", "\a", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\ufffd", "\u2028"])
def test_a_character_that_nobody_sees_is_told_and_not_repeated(read: Read, mark: str) -> None:
    (fault,) = read(HEADING, SICK_LEAVE.replace("Medarbetare", f"Med{mark}arbetare"), BROADBAND)[1]
    number = f"U+{ord(mark[0]):04X}"
    assert str(fault).startswith(f"{NAME}, rad 2, kolumn place: «Med‹{number}›")
    assert fault.allowed == f"tecknet {number} syns inte eller har gått förlorat; ta bort det"


@pytest.mark.parametrize("day", ["0001-01-01", "2916-12-31", "9999-12-31", "1899-12-31"])
def test_a_day_of_a_year_that_no_figure_is_of_is_told(tmp_path: Path, day: str) -> None:
    path = tmp_path / "method_breaks.csv"
    path.write_text(f"indicator;from_date;reason\na;{day};ny\n", encoding="utf-8")
    told = "ett datum som 2016-12-31, från 1900-01-01 till 2100-12-31"
    assert read_csv(path, MethodBreaks, "m")[1] == [Fault("m", 2, "from_date", day, told)]


def test_a_monstrous_value_is_not_repeated_whole(read: Read) -> None:
    (fault,) = read(HEADING, SICK_LEAVE.replace("Medarbetare › Målvärde", "x" * 100_000))[1]
    assert f"«{'x' * 80} … (100000 tecken)»" in str(fault)
    assert len(str(fault)) < 400


@pytest.mark.parametrize("document", ["con", "NUL", "com1", "index"])
def test_a_document_is_not_called_what_no_folder_can_be(tmp_path: Path, document: str) -> None:
    path = tmp_path / "documents.csv"
    row = f"{document};annual;2031;Titel;2031-01-01;2031-12-31;"
    path.write_text(f"document;kind;year;title;period_start;period_end;reference\n{row}\n", encoding="utf-8")
    assert [fault.allowed for fault in read_csv(path, Documents, "d")[1]] == [
        "så heter en enhet i Windows, eller en sida; välj ett annat id"
    ]
