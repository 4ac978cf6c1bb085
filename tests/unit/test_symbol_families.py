"""A code that the edition has no symbol for is refused, or warned of in a folder of the first format, with a remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.making import said, small_project, within, write_notebook, write_report

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.errors import Fault, InputFaults
from analysis.intake.sources import read_sources

SOURCE = "sources/annual-2031"
SYMBOLS = "reference/symbols.csv"
Edit = Callable[[str, str, str], int]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The data of the harbour office, to be broken and built."""
    return small_project(tmp_path)


def of_format_2(project: Project) -> None:
    (project.data / "project.yaml").write_text("format: 2\n", encoding="utf-8")


def warnings_of(project: Project) -> list[Fault]:
    """What is warned of as the files are read; that a build hands it on, the commands show below."""
    return list(read_sources(project.data).warnings)


def without(project: Project, *subjects: str) -> None:
    """Take subjects out of the family."""
    path = project.data / SYMBOLS
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split(";")[1] not in subjects]
    path.write_text("\n".join(kept), encoding="utf-8")


def test_a_status_outside_its_family_is_told_with_row_column_and_remedy(project: Project, edit: Edit) -> None:
    edit(SYMBOLS, "flaggor;status;ongoing;diamond;Under segel;2;\n", "")
    edit(SYMBOLS, "flaggor;status;not_started;dash;Vid kaj;4;", "")
    (warning,) = warnings_of(project)
    assert str(warning) == (
        f"{SOURCE}/commitments.csv, rad 3, kolumn status: «ongoing» – symbolfamiljen flaggor har ingen sådan symbol "
        "(status), bara done, delayed. Lägg till symbolen i reference/symbols.csv om dokumentet har den, skriv prose i "
        "status_source om det är texten som säger så, eller rätta koden."
    )
    of_format_2(project)
    with pytest.raises(InputFaults) as rejected:
        build_database(project)
    assert rejected.value.faults == [warning]


@pytest.mark.parametrize(
    ("file", "old", "new", "subjects", "told"),
    [
        ("goals.csv", ";near;printed;", ";near;printed;", ("assessment",), [(2, "assessment"), (3, "assessment")]),
        ("goals.csv", ";increased;printed;", ";better;printed;", (), [(2, "trend")]),
        (
            "process_areas.csv",
            ";1;;;lost;lost;",
            ";1;full;better;printed;printed;",
            (),
            [(2, "assessment"), (2, "trend")],
        ),
        ("commitments.csv", ";done;printed;", ";done;printed;", ("status",), [(2, "status"), (3, "status")]),
    ],
    ids=["no assessments at all", "a trend of another scale", "areas", "no statuses at all"],
)
def test_every_code_that_a_symbol_shows_is_held_against_its_family(
    project: Project, edit: Edit, file: str, old: str, new: str, subjects: tuple[str, ...], told: list[tuple[int, str]]
) -> None:
    edit(f"{SOURCE}/{file}", old, new)
    without(project, *subjects)
    warned = warnings_of(project)
    assert [(each.row, each.column) for each in warned] == told
    assert {each.file for each in warned} == {f"{SOURCE}/{file}"}


def test_a_control_is_held_against_the_family_of_the_part_that_it_stands_in(project: Project, edit: Edit) -> None:
    edit(SYMBOLS, "flaggor;status;done", "kryss;control;full;circle;Utan anmärkning;1;\nflaggor;status;done")
    edit(f"{SOURCE}/parts.csv", "Del 1;10", "Del 1;10\nBIB;Bibliotekets del;kryss;Del 2;70")
    heading = "control;organisation;process_area;risk;label;frequency;method;assessment;assessment_source;action;"
    rows = [
        f"{code};HAMN;;Risken {code};Kontrollen {code};;;full;printed;;;{place};80"
        for code, place in (("one", "Del 1 › Internkontroll"), ("two", "Del 2 › Internkontroll"))
    ]
    path = project.data / SOURCE / "controls.csv"
    path.write_text("\n".join([heading + "carried_to;place;source_line", *rows]), encoding="utf-8")
    assert [(each.row, each.column) for each in warnings_of(project)] == [(2, "assessment")]


def test_what_only_the_text_says_needs_no_symbol(project: Project, edit: Edit) -> None:
    edit(SYMBOLS, "flaggor;status;ongoing;diamond;Under segel;2;\n", "")
    edit(f"{SOURCE}/commitments.csv", ";ongoing;printed;", ";ongoing;prose;")
    of_format_2(project)
    assert warnings_of(project) == []


def test_the_harbour_office_has_symbols_for_all_they_publish(project: Project) -> None:
    of_format_2(project)
    assert list(build_database(project).warnings) == []


def test_a_command_that_builds_says_what_it_put_up_with_and_ends_well(project: Project, edit: Edit) -> None:
    edit(SYMBOLS, "flaggor;status;ongoing;diamond;Under segel;2;\n", "")
    write_notebook(project, "hello", "print(organisation)")
    write_report(project, "tiny", {"notebook": "hello", "title": "Hej"}, organisation="HAMN", year=2031)
    for words in (("build",), ("run", "--build")):
        project.database.unlink(missing_ok=True)
        ran = within(project, *words)
        assert ran.returncode == 0, said(ran)
        assert "1 varning:\n  sources/annual-2031/commitments.csv, rad 3, kolumn status: «ongoing»" in said(ran)
        assert "eftersom data/project.yaml inte säger «format: 2»" in said(ran)


def test_a_folder_without_warnings_says_nothing_of_them(project: Project) -> None:
    assert "varning" not in said(within(project, "build"))
