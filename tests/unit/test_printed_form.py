"""How a figure is printed is told by columns and by the steps of places, whatever words the places are written in."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.editions import FORMAT_2, Case, Edition, Editions
from tests.invented import asked

from analysis.base.vocabulary import STEP
from analysis.intake.contracts import Claims, Commitments, Ledger, Observations, Targets
from analysis.intake.printed_form import above, with_form
from analysis.intake.rows import FileRow
from analysis.intake.sources import read_sources
from analysis.intake.tables import CONTRACTS
from analysis.present.fragment import Several
from analysis.present.table import Table

Frames = Mapping[type[FileRow], pl.DataFrame]
HEADING = (
    "indicator;organisation;sex;period_type;period_start;period_end;measure;operator;value;missing;unit;compared_to;"
    "preliminary"
)
FORMATS = {1: "", 2: FORMAT_2}
Made = Callable[[int], Editions]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A folder of each format, with every edition."""

    @cache
    def of_format(number: int) -> Editions:
        return Editions(tmp_path_factory.mktemp("format"), EVERY, FORMATS[number])

    return of_format


def observe(edition: Edition, *rows: str, further: str = "") -> None:
    """Let the document print these figures of the year and no others: value, place and what further columns hold."""
    lines = [
        f"batplatser;HAMN;T;year;2031-01-01;2031-12-31;outcome;;{row.replace(';', ';;percent;;;', 1)}" for row in rows
    ]
    edition.write("observations.csv", f"{HEADING};place;source_line;note{further}", *lines)
    (edition.source / "texts" / "hamnen.md").unlink()


def tables_of(made: Editions, case: Case) -> list[str]:
    """The captions of the tables of key figures."""
    shown = made.report(case).printed_tables()
    return [table.caption for table in shown if isinstance(table, Table)] if isinstance(shown, Several) else []


def a_goals_own_table(edition: Edition) -> None:
    edition.edit("goals.csv", ("Del 1 › Hamnen › Mål;21", "M › A › Delmål 1;21"))
    observe(edition, "87;M › A › Delmål 1 › kolumn U;21;")


@pytest.mark.parametrize("number", FORMATS)
def test_a_goals_own_table_is_not_repeated_among_the_key_figures(made: Made, number: int) -> None:
    assert tables_of(made(number), a_goals_own_table) == []


def columns_of_one_table(edition: Edition) -> None:
    observe(edition, "87;Kapitel 3 › Nyckeltal › Utf. 31;77;", "85;Kapitel 3 › Nyckeltal › (reviderat);77;")


def test_a_table_of_key_figures_is_one_whatever_its_columns_are_called(made: Made) -> None:
    assert tables_of(made(2), columns_of_one_table) == ["Nyckeltal"]


def a_heading_of_its_own(edition: Edition) -> None:
    observe(edition, "87;Sidan 12;77;;table;Kapitel 3 › Båtar i siffror", further=";shown_in;heading")


@pytest.mark.parametrize("number", FORMATS)
def test_a_heading_of_its_own_goes_before_the_place(made: Made, number: int) -> None:
    assert tables_of(made(number), a_heading_of_its_own) == ["Båtar i siffror"]


def what_a_row_says(edition: Edition, shown_in: str) -> None:
    observe(edition, f"87;Del 1 › Åtaganden › kolumn Utfall;77;;{shown_in}", further=";shown_in")


SAID = {shown_in: partial(what_a_row_says, shown_in=shown_in) for shown_in in ("table", "goal", "text")}


@pytest.mark.parametrize("number", FORMATS)
@pytest.mark.parametrize(("shown_in", "captions"), [("table", ["Åtaganden"]), ("goal", []), ("text", [])])
def test_what_a_row_says_itself_goes_before_everything(
    made: Made, number: int, shown_in: str, captions: list[str]
) -> None:
    assert tables_of(made(number), SAID[shown_in]) == captions


def words_of_the_first_format(edition: Edition) -> None:
    places = ["A › kolumn U", "A › Åtaganden › kolumn U", "A › Processmål › B › kolumn U", "A › B › U"]
    observe(edition, *(f"87;{place};{line};" for line, place in enumerate(places, 71)))


def test_a_folder_of_the_first_format_is_read_by_its_words(made: Made) -> None:
    sql = "SELECT shown_in, heading FROM observation WHERE document = $document ORDER BY source_line"
    assert made(1).asked(words_of_the_first_format, sql) == [
        ("table", "A"),
        ("goal", "A › Åtaganden"),
        ("goal", "A › Processmål › B"),
        ("text", None),
    ]


def the_first_of_their_kind(edition: Edition) -> None:
    rows = ("87;A › B;71;Första mätningen;", "86;A › B;72;Ett tal;yes", "85;A › B;73;Ett tal;")
    observe(edition, *rows, further=";first_of_its_kind")


def test_what_is_the_first_of_its_kind_is_flagged_by_a_column_and_in_the_first_format_by_a_note(made: Made) -> None:
    sql = "SELECT first_of_its_kind FROM observation WHERE document = $document ORDER BY source_line"
    assert made(1).asked(the_first_of_their_kind, sql) == [("yes",), ("yes",), (None,)]
    assert made(2).asked(the_first_of_their_kind, sql) == [(None,), ("yes",), (None,)]


def a_collective(edition: Edition) -> None:
    edition.refer("organisations", "X1;Samtliga kontor;collective;SJO")
    edition.edit("commitments.csv", (";HAMN;done;", ";HAMN,X1;done;"))


@pytest.mark.parametrize("number", FORMATS)
def test_a_collective_is_written_by_its_name_whatever_its_code(made: Made, number: int) -> None:
    report = made(number).report(a_collective)
    assert "HAMN och samtliga kontor" in report.commitments().plain
    assert "X1" not in report.abbreviations().plain


def a_code_of_everybody(edition: Edition) -> None:
    edition.refer("organisations", "ALLA-KONTOR;Alla kontor;group;SJO")


def test_codes_of_everybody_are_a_collective_in_the_first_format_only(made: Made) -> None:
    sql = "SELECT kind FROM organisation WHERE organisation = 'ALLA-KONTOR'"
    assert asked(made(1).project, sql).rows() == [("collective",)]
    assert asked(made(2).project, sql).rows() == [("group",)]


def counts_of_commitments(edition: Edition) -> None:
    rows = ["status-ataganden-antal;Alla", "ataganden-done;Bedöms bli klara, så bedöms de", "x;Fler"]
    edition.write(
        "claims.csv",
        "claim;organisation;label;printed;unit;support;place;source_line;counted;expected",
        *(f"{row.replace(';', ';HAMN;')};2;count;;Missiv;{number};;" for number, row in enumerate(rows, 10)),
        "y;HAMN;Pågår;2;count;;Missiv;20;ongoing;yes",
    )


def test_counts_of_commitments_are_told_by_columns_and_in_the_first_format_by_codes(made: Made) -> None:
    sql = "SELECT counted, expected FROM stated_claim WHERE document = $document ORDER BY source_line"
    assert made(1).asked(counts_of_commitments, sql) == [
        ("every", None),
        ("done", "yes"),
        (None, None),
        ("ongoing", "yes"),
    ]
    assert made(2).asked(counts_of_commitments, sql) == [(None, None), (None, None), (None, None), ("ongoing", "yes")]


EVERY: list[Case] = [
    a_goals_own_table,
    columns_of_one_table,
    a_heading_of_its_own,
    *SAID.values(),
    words_of_the_first_format,
    the_first_of_their_kind,
    a_collective,
    a_code_of_everybody,
    counts_of_commitments,
]


@pytest.fixture(scope="module")
def real() -> Frames:
    """What the real files hold."""
    return read_sources(ROOT / "data").frames


@pytest.mark.parametrize("contract", [Observations, Ledger, Targets, Claims])
def test_the_real_documents_say_in_columns_what_the_first_format_read_from_words(
    real: Frames, contract: type[FileRow]
) -> None:
    """Without the columns and of the first format they are read as they are with them: the conversion lost nothing."""
    bare = {
        kind: frame.with_columns(shown_in=pl.lit(None, frame.schema["shown_in"]), heading=pl.lit(None, pl.String))
        for kind, frame in real.items()
        if "shown_in" in frame.columns
    }
    read = with_form({**real, **bare}, 1)[contract]
    same = ["file", "file_row", "shown_in", "heading"]
    assert read.select(same).equals(real[contract].select(same))


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


@cache
def nothing() -> Frames:
    """The files without rows."""
    return {contract: contract.create_empty() for contract in CONTRACTS}


def _formed(places: list[str]) -> Iterable[tuple[str, str | None]]:
    """How figures at these places are printed where a commitment stands at the first of them."""
    rows = [{"document": "d", "indicator": "i", "place": place} for place in places]
    told: Frames = {Observations: _rows(Observations, rows), Commitments: _rows(Commitments, rows[:1])}
    return (
        with_form({**nothing(), **told}, 2)[Observations]
        .select(pl.col("shown_in").cast(pl.String), "heading")
        .iter_rows()
    )


def _rows(contract: type[FileRow], rows: list[dict[str, str]]) -> pl.DataFrame:
    empty = nothing()[contract]
    return pl.DataFrame(rows, schema={name: empty.schema[name] for name in rows[0]}).select(
        pl.col(name) if name in rows[0] else pl.lit(None, kind).alias(name) for name, kind in empty.schema.items()
    )
