"""What holds for all rows of a document is said once, and its tables may be sheets of a workbook: nothing differs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.invented import WHO, Invented, asked, one
from tests.workbooks import as_workbook, table

from analysis.base.project import HEADER_FILE, Project
from analysis.build.database import build_database
from analysis.errors import Fault, InputFaults
from analysis.intake.fingerprint import fingerprint_of
from analysis.intake.sources import Sources, read_sources

FORMAT_2 = "format: 2\n"
#: Where a row stands among the files is the only thing that may differ.
FILES = ("file", "file_row")
ALIKE = {"organisation": WHO, "unit": "percent", "sex": "T", "period_type": "year"}


def invented(folder: Path, figures: list[tuple[str, str]]) -> Invented:
    """A document with a goal a figure, and its outcome and target."""
    made = Invented(folder, FORMAT_2)
    made.indicator("i")
    for number, (outcome, target) in enumerate(figures):
        made.indicator(f"i{number}")
        spot: dict[str, Any] = {"place": "A › B", "source_line": 10 + number}
        made.goal(f"g{number}", f"i{number}", assessment_source="not_set", trend_source="not_set", **spot)
        made.target(f"g{number}", target, **spot)
        made.figure(f"i{number}", "2023", outcome, **spot)
    return made


def without(path: Path, left_out: set[str]) -> None:
    """Leave columns out of a table."""
    heading, *rows = table(path)
    kept = [place for place, name in enumerate(heading) if name not in left_out]
    lines = [";".join(row[place] for place in kept) for row in (heading, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def cells(path: Path) -> int:
    """How many cells of a row somebody types."""
    return sum(bool(cell) for cell in table(path)[1])


def rows_of(sources: Sources) -> dict[str, list[dict[str, object]]]:
    """All that a folder says, whatever its files are called."""
    found = {
        contract.__name__: frame.select(name for name in contract.stored_columns() if name not in FILES)
        for contract, frame in sources.frames.items()
    }
    return {name: sorted(frame.to_dicts(), key=str) for name, frame in found.items()}


FIGURES = st.decimals(min_value=0, max_value=9999, places=1).map(lambda value: f"{value:.1f}".replace(".", ","))


@examples(4)
@given(figures=st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=4))
def test_a_header_says_what_rows_would_say(
    tmp_path_factory: pytest.TempPathFactory, figures: list[tuple[str, str]]
) -> None:
    long = invented(tmp_path_factory.mktemp("lång"), figures).write()
    short = invented(tmp_path_factory.mktemp("kort"), figures).write()
    folder = short.data / "sources" / "d"
    without(folder / "observations.csv", {*ALIKE, "period_start", "period_end", "measure", "place", "missing"})
    without(folder / "targets.csv", {"organisation", "unit", "year", "place"})
    without(folder / "goals.csv", {"organisation", "perspective", "process_area", "measured_for", "assessment_source"})
    (folder / HEADER_FILE).write_text(
        f"organisation: {WHO}\nunit: percent\nplace: A › B\nyear: 2023\n"
        "perspective: p\nprocess_area: a\nperiod_start: 2023-01-01\nperiod_end: 2023-12-31\n"
        f"observations: {{measure: outcome, sex: T, period_type: year}}\n"
        f"goals: {{measured_for: {WHO}, assessment_source: not_set}}\n",
        encoding="utf-8",
    )
    assert rows_of(read_sources(short.data)) == rows_of(read_sources(long.data))


@examples(4)
@given(figures=st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=4), typed=st.booleans())
def test_a_workbook_says_what_its_tables_would_say(
    tmp_path_factory: pytest.TempPathFactory, figures: list[tuple[str, str]], typed: bool
) -> None:
    csvs = invented(tmp_path_factory.mktemp("csv"), figures).write()
    book = invented(tmp_path_factory.mktemp("bok"), figures).write()
    as_workbook(book.data / "sources" / "d", typed=typed)
    assert rows_of(read_sources(book.data)) == rows_of(read_sources(csvs.data))


@examples(4)
@given(figures=st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=4))
def test_figures_in_a_goals_row_are_rows_of_their_tables(
    tmp_path_factory: pytest.TempPathFactory, figures: list[tuple[str, str]]
) -> None:
    apart = invented(tmp_path_factory.mktemp("isär"), figures).write()
    together = invented(tmp_path_factory.mktemp("ihop"), figures).write()
    folder = together.data / "sources" / "d"
    for name in ("targets", "observations"):
        (folder / f"{name}.csv").unlink()
    heading, *rows = table(folder / "goals.csv")
    lines = [[*row, target, outcome] for row, (outcome, target) in zip(rows, figures, strict=True)]
    content = [";".join(line) for line in ([*heading, "target", "outcome"], *lines)]
    (folder / "goals.csv").write_text("\n".join(content) + "\n", encoding="utf-8-sig")
    assert rows_of(read_sources(together.data)) == rows_of(read_sources(apart.data))


@pytest.fixture
def short(tmp_path: Path) -> Iterator[Project]:
    """A document whose header says all that its rows share."""
    made = Invented(tmp_path, FORMAT_2)
    made.indicator("i")
    project = made.write()
    (project.data / "sources" / "d" / HEADER_FILE).write_text(
        f"organisation: {WHO}\nunit: percent\nsex: T\nperiod_type: year\nperiod_start: 2023-01-01\n"
        "period_end: 2023-12-31\nobservations: {measure: outcome}\ngoals: {perspective: p, process_area: a}\n",
        encoding="utf-8",
    )
    yield project


def test_an_observation_is_four_cells(short: Project) -> None:
    path = short.data / "sources" / "d" / "observations.csv"
    path.write_text("indicator;value;place;source_line\ni;93,5;A › T;7\n", encoding="utf-8")
    assert cells(path) == 4
    build_database(short)
    told = one(short, "FROM key_figure")
    assert (told["organisation"], told["sex"], told["measure"], told["value"]) == (WHO, "T", "outcome", 93.5)
    assert (str(told["period_start"]), str(told["period_end"])) == ("2023-01-01", "2023-12-31")
    assert (told["unit"], told["origin_kind"], told["origin"]) == ("percent", "printed", None)


def test_a_goal_with_target_and_outcome_is_eight_cells(short: Project) -> None:
    path = short.data / "sources" / "d" / "goals.csv"
    heading = "goal;label;indicator;target;outcome;assessment;place;source_line"
    path.write_text(f"{heading}\nm;Målet;i;80;91,5;better;A › T;7\n", encoding="utf-8")
    assert cells(path) == 8
    build_database(short)
    told = one(short, "FROM goal_status")
    assert (told["goal"], told["target"], told["outcome"], told["unit"]) == ("Målet", 80, 91.5, "percent")
    assert (told["assessment_published"], told["assessment_computed"]) == ("better", "better")
    figure = one(short, "SELECT place, source_line, origin_kind, shown_in, file, file_row, decimals FROM observation")
    assert figure == {
        "place": "A › T",
        "source_line": 7,
        "origin_kind": "printed",
        "shown_in": "goal",
        "file": "sources/d/goals.csv",
        "file_row": 2,
        "decimals": 1,
    }


def test_the_outcome_in_a_goals_row_goes_before_one_of_a_table_where_neither_has_a_line(short: Project) -> None:
    folder = short.data / "sources" / "d"
    heading = "goal;label;indicator;target;outcome;form;cell"
    (folder / "goals.csv").write_text(f"{heading}\nm;Målet;i;80;91,5;delår;C3\n", encoding="utf-8")
    (folder / "observations.csv").write_text("indicator;value;form;cell\ni;88;delår;B7\n", encoding="utf-8")
    build_database(short)
    assert one(short, "SELECT outcome FROM goal_status") == {"outcome": 91.5}
    assert one(short, "SELECT count(*) AS found FROM inconsistency") == {"found": 1}


def test_a_fault_in_a_goals_figure_names_its_own_column(short: Project) -> None:
    path = short.data / "sources" / "d" / "goals.csv"
    heading = "goal;label;indicator;target;outcome;outcome_operator;place"
    path.write_text(f"{heading}\nm;Målet;i;åttio;91.5;=;A › T\n", encoding="utf-8")
    assert [(fault.row, fault.column) for fault in faults_of(short)] == [
        (2, "outcome"),
        (2, "outcome_operator"),
        (2, "target"),
    ]


def faults_of(project: Project) -> list[Fault]:
    with pytest.raises(InputFaults) as told:
        read_sources(project.data)
    return told.value.faults


def test_a_hyphen_is_blank_where_the_header_has_a_value(short: Project) -> None:
    path = short.data / "sources" / "d" / "observations.csv"
    path.write_text("indicator;value;unit;place\ni;93,5;-;A › T\ni;94;;A › U\n", encoding="utf-8")
    build_database(short)
    assert asked(short, "SELECT value, unit FROM key_figure ORDER BY value").rows() == [(93.5, None), (94, "percent")]


def test_a_period_of_all_tables_is_no_part_of_a_year_for_targets(short: Project) -> None:
    folder = short.data / "sources" / "d"
    header = folder / HEADER_FILE
    header.write_text(header.read_text(encoding="utf-8").replace("2023-12-31", "2023-04-30"), encoding="utf-8")
    (folder / "goals.csv").write_text("goal;label;indicator;place\nm;Målet;i;A › T\n", encoding="utf-8")
    (folder / "targets.csv").write_text("goal;year;value;place\nm;2023;80;A › T\n", encoding="utf-8")
    build_database(short)
    assert [str(day) for day in asked(short, "SELECT period_start, period_end FROM target").row(0)] == [
        "2023-01-01",
        "2023-12-31",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("organistion: XK", "document.yaml, kolumn organistion: Menade du «organisation»?"),
        ("measure: outcome", "document.yaml, kolumn measure: kolumnen betyder olika saker i"),
        ("value: 3", "document.yaml, kolumn value: «3» – ett tal, eller varför det saknas, skrivs på sin egen rad"),
        ("missing: secret", "document.yaml, kolumn missing: «secret» – ett tal, eller varför det saknas"),
        ("sex: kvinnor", "document.yaml, kolumn sex: «kvinnor» – tillåtna värden: K, M, T"),
        ("goals: XK", "document.yaml, kolumn goals: «XK» – under tabellens namn står rader som «kolumn: värde»"),
        ("unit:", "document.yaml, kolumn unit: ett värde som gäller varje rad"),
        ("unit: [a, b]", "document.yaml, kolumn unit: ett värde som gäller varje rad"),
        ("origin_kind: tryckt", "kolumn origin_kind: «tryckt» – tillåtna värden: printed, reported, fetched, imported"),
        ("unit: a\nunit: b", "document.yaml"),
        ("- unit", "document.yaml: filen ska ha rader som «unit: percent»"),
    ],
)
def test_a_wrong_header_is_told(short: Project, line: str, told: str) -> None:
    (short.data / "sources" / "d" / HEADER_FILE).write_text(f"{line}\n", encoding="utf-8")
    assert told in str(faults_of(short)[0])


def test_a_header_and_a_workbook_count_in_the_fingerprint(short: Project) -> None:
    folder = short.data / "sources" / "d"
    first = fingerprint_of(short.data)
    header = folder / HEADER_FILE
    header.write_text(header.read_text(encoding="utf-8").replace("sex: T", "sex: K"), encoding="utf-8")
    second = fingerprint_of(short.data)
    as_workbook(folder)
    assert len({first, second, fingerprint_of(short.data)}) == 3
