"""How a figure is printed is told by columns and by the steps of places, whatever words the places are written in."""

from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.making import SMALL, small_project

from analysis.base.project import Project
from analysis.base.vocabulary import STEP
from analysis.build.database import build_database
from analysis.intake.contracts import Claims, Commitments, Ledger, Observations, Targets
from analysis.intake.printed_form import above, with_form
from analysis.intake.rows import FileRow
from analysis.intake.sources import read_sources
from analysis.intake.tables import CONTRACTS
from analysis.present.fragment import Several
from analysis.present.table import Table
from analysis.report import Report
from analysis.store.connection import open_database
from analysis.store.query import ask_sql

SOURCE = "sources/annual-2031"
OBSERVATIONS = f"{SOURCE}/observations.csv"
HEADING = (
    "indicator;organisation;sex;period_type;period_start;period_end;measure;operator;value;missing;unit;compared_to;"
    "preliminary"
)
Edit = Callable[[str, str, str], int]


@pytest.fixture(params=[1, 2])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    """The harbour office, of either format."""
    made = small_project(tmp_path)
    if request.param > 1:
        (made.data / "project.yaml").write_text("format: 2\n", encoding="utf-8")
    return made


def of_format_2(project: Project) -> None:
    (project.data / "project.yaml").write_text("format: 2\n", encoding="utf-8")


def observe(project: Project, *rows: str, further: str = "") -> None:
    """Let the document print these figures of the year and no others: value, place and what further columns hold."""
    lines = [
        f"batplatser;HAMN;T;year;2031-01-01;2031-12-31;outcome;;{row.replace(';', ';;percent;;;', 1)}" for row in rows
    ]
    content = "\n".join([f"{HEADING};place;source_line;note{further}", *lines])
    (project.data / OBSERVATIONS).write_text(content, encoding="utf-8")
    (project.data / SOURCE / "texts" / "hamnen.md").unlink()


def tables_of(project: Project) -> list[str]:
    """The captions of the tables of key figures."""
    shown = Report(**SMALL, database=build_database(project).path).printed_tables()
    return [table.caption for table in shown if isinstance(table, Table)] if isinstance(shown, Several) else []


def figures(project: Project, sql: str) -> list[tuple[object, ...]]:
    with open_database(build_database(project).path) as connection:
        return ask_sql(connection, sql).rows()


def test_a_goals_own_table_is_not_repeated_among_the_key_figures(project: Project, edit: Edit) -> None:
    edit(f"{SOURCE}/goals.csv", "Del 1 › Hamnen › Mål;21", "M › A › Delmål 1;21")
    observe(project, "87;M › A › Delmål 1 › kolumn U;21;")
    assert tables_of(project) == []


def test_a_table_of_key_figures_is_one_whatever_its_columns_are_called(project: Project) -> None:
    of_format_2(project)
    observe(project, "87;Kapitel 3 › Nyckeltal › Utf. 31;77;", "85;Kapitel 3 › Nyckeltal › (reviderat);77;")
    assert tables_of(project) == ["Nyckeltal"]


def test_a_heading_of_its_own_goes_before_the_place(project: Project) -> None:
    observe(project, "87;Sidan 12;77;;table;Kapitel 3 › Båtar i siffror", further=";shown_in;heading")
    assert tables_of(project) == ["Båtar i siffror"]


@pytest.mark.parametrize(("shown_in", "captions"), [("table", ["Åtaganden"]), ("goal", []), ("text", [])])
def test_what_a_row_says_itself_goes_before_everything(project: Project, shown_in: str, captions: list[str]) -> None:
    observe(project, f"87;Del 1 › Åtaganden › kolumn Utfall;77;;{shown_in}", further=";shown_in")
    assert tables_of(project) == captions


def test_a_folder_of_the_first_format_is_read_by_its_words(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    places = ["A › kolumn U", "A › Åtaganden › kolumn U", "A › Processmål › B › kolumn U", "A › B › U"]
    observe(project, *(f"87;{place};{line};" for line, place in enumerate(places, 71)))
    assert figures(project, "SELECT shown_in, heading FROM observation ORDER BY source_line") == [
        ("table", "A"),
        ("goal", "A › Åtaganden"),
        ("goal", "A › Processmål › B"),
        ("text", None),
    ]


def test_what_is_the_first_of_its_kind_is_flagged_by_a_column_and_in_the_first_format_by_a_note(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    rows = ("87;A › B;71;Första mätningen;", "86;A › B;72;Ett tal;yes", "85;A › B;73;Ett tal;")
    observe(project, *rows, further=";first_of_its_kind")
    sql = "SELECT first_of_its_kind FROM observation ORDER BY source_line"
    assert figures(project, sql) == [("yes",), ("yes",), (None,)]
    of_format_2(project)
    assert figures(project, sql) == [(None,), ("yes",), (None,)]


def test_a_collective_is_written_by_its_name_whatever_its_code(project: Project, edit: Edit) -> None:
    edit("reference/organisations.csv", "BIB;", "X1;Samtliga kontor;collective;SJO\nBIB;")
    edit(f"{SOURCE}/commitments.csv", ";HAMN;done;", ";HAMN,X1;done;")
    report = Report(**SMALL, database=build_database(project).path)
    assert "HAMN och samtliga kontor" in report.commitments().plain
    assert "X1" not in report.abbreviations().plain


def test_codes_of_everybody_are_a_collective_in_the_first_format_only(tmp_path: Path, edit: Edit) -> None:
    project = small_project(tmp_path / "own")
    path = project.data / "reference" / "organisations.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\nALLA-KONTOR;Alla kontor;group;SJO", encoding="utf-8")
    sql = "SELECT kind FROM organisation WHERE organisation = 'ALLA-KONTOR'"
    assert figures(project, sql) == [("collective",)]
    of_format_2(project)
    assert figures(project, sql) == [("group",)]


@pytest.mark.parametrize("contract", [Observations, Ledger, Targets, Claims])
def test_the_real_documents_say_in_columns_what_the_first_format_read_from_words(
    contract: type[FileRow],
) -> None:
    """Without the columns and of the first format they are read as they are with them: the conversion lost nothing."""
    told = read_sources(ROOT / "data").frames[contract]
    frames = dict(read_sources(ROOT / "data").frames)
    bare = {
        kind: frame.with_columns(shown_in=pl.lit(None, frame.schema["shown_in"]), heading=pl.lit(None, pl.String))
        for kind, frame in frames.items()
        if "shown_in" in frame.columns
    }
    read = with_form({**frames, **bare}, 1)[contract]
    same = ["file", "file_row", "shown_in", "heading"]
    assert read.select(same).equals(told.select(same))


@given(st.lists(st.text("abcåäö 12", min_size=1, max_size=5), min_size=1, max_size=5))
def test_above_a_place_is_all_but_its_last_step(steps: list[str]) -> None:
    (found,) = pl.select(above(pl.lit(STEP.join(steps)))).to_series()
    assert found == STEP.join(steps[:-1] or steps)


WORDS = st.sampled_from(["kolumn U", "Processmål", "Åtaganden", "Utfall", "Delmål 1", "M", "A › B"])


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=4).map(STEP.join), min_size=1, max_size=6), st.permutations("pqrs")
)
def test_in_the_newest_format_no_word_of_a_place_means_anything(places: list[str], letters: list[str]) -> None:
    """Every step written in another word gives the same form, and headings with the same steps."""
    steps = sorted({step for place in places for step in place.split(STEP)})
    other = {step: f"p{number}" for number, step in enumerate(steps)}
    anew = [STEP.join(other[step] for step in place.split(STEP)) for place in places]
    one, two = (list(_formed(each)) for each in (places, anew))
    assert [form for form, _heading in one] == [form for form, _heading in two]
    assert [_written(heading, other) for _form, heading in one] == [heading for _form, heading in two]


def _written(heading: str | None, words: dict[str, str]) -> str | None:
    return heading and STEP.join(words[step] for step in heading.split(STEP))


def _formed(places: list[str]) -> Iterable[tuple[str, str | None]]:
    """How figures at these places are printed where a commitment stands at the first of them."""
    frames: dict[type[FileRow], pl.DataFrame] = {contract: contract.create_empty() for contract in CONTRACTS}
    rows = [{"document": "d", "indicator": "i", "place": place} for place in places]
    frames[Observations] = _rows(Observations, rows)
    frames[Commitments] = _rows(Commitments, rows[:1])
    return with_form(frames, 2)[Observations].select(pl.col("shown_in").cast(pl.String), "heading").iter_rows()


def _rows(contract: type[FileRow], rows: list[dict[str, str]]) -> pl.DataFrame:
    empty = contract.create_empty()
    return pl.DataFrame(rows, schema={name: empty.schema[name] for name in rows[0]}).select(
        pl.col(name) if name in rows[0] else pl.lit(None, kind).alias(name) for name, kind in empty.schema.items()
    )


def test_counts_of_commitments_are_told_by_columns_and_in_the_first_format_by_codes(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    rows = ["status-ataganden-antal;Alla", "ataganden-done;Bedöms bli klara, så bedöms de", "x;Fler"]
    lines = [
        "claim;organisation;label;printed;unit;support;place;source_line;counted;expected",
        *(f"{row.replace(';', ';HAMN;')};2;count;;Missiv;{number};;" for number, row in enumerate(rows, 10)),
        "y;HAMN;Pågår;2;count;;Missiv;20;ongoing;yes",
    ]
    (project.data / SOURCE / "claims.csv").write_text("\n".join(lines), encoding="utf-8")
    sql = "SELECT counted, expected FROM stated_claim ORDER BY source_line"
    assert figures(project, sql) == [("every", None), ("done", "yes"), (None, None), ("ongoing", "yes")]
    of_format_2(project)
    assert figures(project, sql) == [(None, None), (None, None), (None, None), ("ongoing", "yes")]
