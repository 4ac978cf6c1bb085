"""Figures in texts: put in from the database, and told with file and line when they cannot be."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest
from tests.making import small_project

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.build.live_text import render_texts
from analysis.errors import Fault, InputFaults
from analysis.store.connection import open_database
from analysis.store.query import ask_sql

FILE = "sources/annual-2016/texts/klk-demokrati.md"
TEXT = "data/sources/annual-2031/texts/hamnen.md"
HARD, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

Rendered = Callable[[str], tuple[str, list[Fault]]]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small data in a folder of its own."""
    return small_project(tmp_path)


@pytest.fixture
def rendered(database: duckdb.DuckDBPyConnection) -> Rendered:
    """What a sentence in a text of annual-2016 becomes, and what is told of it."""

    def render(sentence: str) -> tuple[str, list[Fault]]:
        row = {"document": "annual-2016", "source_line": 1, "text": f"En rad.\n{sentence}", "file": FILE, "text_row": 6}
        frame, faults = render_texts(database, pl.DataFrame([row]))
        return frame["text"].item().partition("\n")[2], faults

    return render


def add(project: Project, sentence: str) -> None:
    path = project.root / TEXT
    lines = path.read_text(encoding="utf-8").split("\n")
    at = lines.index("### Analys") + 1 if "### Analys" in lines else lines.index("### Resultat") + 1
    path.write_text("\n".join([*lines[:at], f"PROV: {sentence}", *lines[at:]]), encoding="utf-8")


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ('Index {{ utfall("nmi", 2016, "EK") }}.', "Index 56."),
        ('Kvinnor {{ utfall("nmi", 2016, "EK", "K") }}.', "Kvinnor 60."),
        ('Sjuka {{ utfall("sjukfranvaro", 2016, "KLK") }}.', f"Sjuka 4,4{HARD}%."),
        ('I augusti {{ utfall("fornybara-branslen", "2016-08") }}.', f"I augusti 25{HARD}%."),
        ('Målet {{ mål("foretagsklimat", 2016) }}.', "Målet 3,2."),
        ('Plus {{ förändring("internportal-nytta", 2016) }}.', "Plus 11,9."),
        ('{{ belopp("department", "4040 HR", "variance", 2016) }} tkr', f"3{THIN}075 tkr"),
        ('{{ belopp("department", "4040 HR", "variance", 2016, "mnkr") }} mnkr', "3,1 mnkr"),
        ('{{ antal_mål(organisation="KLK") }} mål', "31 mål"),
        ('{{ antal_mål(perspektiv="effektiv-organisation", organisation="KLK") }} mål', "14 mål"),
        ('{{ antal_åtaganden("done", organisation="KLK") }} klara', "18 klara"),
        ('{{ utfall("effektiviseringsforslag", 2016) }} eller så', "16 eller så"),
        ("Inga uttryck alls: { och }.", "Inga uttryck alls: { och }."),
    ],
)
def test_an_expression_becomes_the_figure_as_printed(rendered: Rendered, sentence: str, shown: str) -> None:
    assert rendered(sentence) == (shown, [])


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ('{{ utfal("nmi", 2016) }}', "okänt ord i uttrycket. Menade du «utfall»?"),
        ('{{ utfall("nmmi", 2016) }}', "«nmmi» har inget sådant tal i dokumentet. Menade du «nmi»?"),
        ('{{ utfall("nmi", 2011) }}', "talet finns inte för den perioden, organisationen och det könet"),
        ('{{ utfall("anstallda", 2016) }}', "flera tal passar (KLK till 2016-12-31, KoU till 2016-12-31)"),
        ('{{ utfall("nmi") }}', "fel antal värden"),
        ('{{ belopp("department", "4041 HR", "actual", 2016) }}', "beloppet «4041 HR» i department finns inte"),
        ('{{ belopp("department", "4040 HR", "actual", 2016, "mdkr") }}', "okänd enhet «mdkr»"),
        ("{{ 1 / 0 }}", "uttrycket går inte att läsa"),
        ("{{ utfall( }}", "uttrycket går inte att läsa"),
        ("{{ utfall }}", 'uttrycket går inte att läsa; skriv ett ord med sina värden, som utfall("nmi", 2016)'),
        ("{{ range(3)|list }}", "uttrycket går inte att läsa"),
        ("{{ lipsum() }}", "okänt ord i uttrycket. Tillåtna: utfall, mål"),
        ('{{ utfall("nmi", 2016)|random }}', "uttrycket går inte att läsa"),
        ('{{ antal_åtaganden("don") }}', "okänt värde på status: «don». Menade du «done»?"),
        ('{{ antal_åtaganden(stat="done") }}', "okänt namn i antal_åtaganden: «stat». Menade du «status»?"),
        ('{{ antal_mål("bettre") }}', "okänt värde på bedomning: «bettre». Menade du «better»?"),
        ('{{ antal_mål(organisation="KLKK") }}', "okänt värde på organisation: «KLKK». Menade du «KLK»?"),
        ('{{ antal_mål(perspektiv="effektiv-org") }}', "Menade du «effektiv-organisation»?"),
        ('{{ utfall("nmi", 2016, "EKK") }}', "okänt värde på organisation: «EKK»"),
        ('{{ utfall("nmi", 2016, kon="Q") }}', "okänt värde på kon: «Q». Tillåtna: K, M, T."),
        ('{{ utfall("nmi", 20) }}', "perioden «20» ska vara ett år"),
        ('{{ utfall(2016, "nmi") }}', "indikator ska stå inom citattecken"),
        ('{{ belopp("departmentt", "4040 HR", "variance", 2016) }}', "okänt värde på tabell"),
        ('{{ belopp("department", "4040 HR", "varians", 2016) }}', "okänt värde på matt: «varians»"),
        ('{{ belopp("department", "4040 HR", "variance", 2016, "mnkr", 99) }}', "högst 6 decimaler"),
        ('{{ "a"|center(10**9) }}', "uttrycket går inte att läsa"),
        ("{{ 9**(9**9) }}", "uttrycket går inte att läsa"),
        ("{{ " + "(" * 150 + " }}", "uttrycket går inte att läsa"),
        ('{{ utfall("nmi", 2016)', "uttrycket saknar }}"),
        ('{{ utfall("nmi", 2016) }', "uttrycket saknar }}"),
        ('utfall("nmi", 2016) }}', "uttrycket saknar {{"),
        ("{% for x in y %}", "bara uttryck som {{ utfall(…) }} får stå i texter, inga satser"),
        ("{{ ''.__class__.__mro__ }}", "uttryck"),
    ],
)
def test_an_expression_that_cannot_be_answered_is_told_with_file_and_line(
    rendered: Rendered, sentence: str, told: str
) -> None:
    text, (fault, *_) = rendered(sentence)
    assert (fault.file, fault.row) == (FILE, 7)
    assert told in fault.allowed
    assert text == sentence


def test_an_expression_that_is_never_closed_takes_no_other_with_it(rendered: Rendered) -> None:
    shown, faults = rendered('Index {{ utfall("nmi", 2016, "EK") och\nkvinnor {{ utfall("nmi", 2016, "EK", "K") }}.')
    assert shown.endswith("kvinnor 60.")
    assert [(fault.row, fault.value) for fault in faults] == [(7, '{{ utfall("nmi", 2016, "EK") och')]


def test_a_line_is_counted_in_the_file(project: Project) -> None:
    """Blank lines stand after a heading in most Markdown."""
    path = project.root / TEXT
    heading = path.read_text(encoding="utf-8").split("\n### ")[0]
    path.write_text(f"{heading}\n### Analys\n\n\nEn rad.\n{{{{ lipsum() }}}}\n", encoding="utf-8")
    line = path.read_text(encoding="utf-8").split("\n").index("{{ lipsum() }}") + 1
    with pytest.raises(InputFaults) as told:
        build_database(project)
    assert [fault.row for fault in told.value.faults] == [line]


@pytest.mark.parametrize("written", ["4711", "{{ 4711 }}", '{{ "4711" }}', "{{'4711'}}"])
def test_a_figure_in_braces_is_typed_all_the_same(project: Project, written: str) -> None:
    add(project, f"Hela {written} personer kom.")
    with open_database(build_database(project).path) as connection:
        sql = "SELECT printed FROM inconsistency WHERE rule = 'typed' AND file LIKE '%hamnen.md'"
        assert ask_sql(connection, sql).to_series().to_list() == ["4711"]
        assert ask_sql(connection, "SELECT count(*) FROM text WHERE text LIKE '%Hela 4711 personer%'").item() == 1


def test_a_wrong_expression_stops_the_build_and_leaves_the_old_database(small: Built, project: Project) -> None:
    shutil.copy(small.path, project.database)
    before = project.database.read_bytes()
    add(project, '{{ utfall("badvattn", 2031) }}')
    with pytest.raises(InputFaults, match=r"hamnen\.md, rad 7: «\{\{ utfall"):
        build_database(project)
    assert project.database.read_bytes() == before


def test_a_corrected_figure_corrects_every_sentence_that_tells_it(small: Built, project: Project) -> None:
    path = project.data / "sources" / "annual-2031" / "observations.csv"
    before = texts_of(small)
    content = path.read_text(encoding="utf-8")
    berths = "batplatser;HAMN;T;year;2031-01-01;2031-12-31;outcome;;87;"
    assert content.count(berths) == 1
    path.write_text(content.replace(berths, berths.replace("87", "89")), encoding="utf-8")
    after = texts_of(build_database(project))
    changed = {key for key, text in after.items() if text != before[key]}
    assert len(changed) == 2
    assert all(after[key] == before[key].replace("87", "89") for key in changed)
    assert not any("87" in text for text in after.values())


def texts_of(built: Built) -> dict[tuple[object, ...], str]:
    with open_database(built.path) as connection:
        sql = "SELECT document, subject_type, subject, section, place, source_line, text FROM text"
        return {row[:-1]: row[-1] for row in ask_sql(connection, sql).rows()}


def test_hundreds_of_figures_are_live(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT sum(length(template) - length(replace(template, '{{', ''))) / 2 FROM text"
    assert ask_sql(database, sql).item() >= 364
    assert ask_sql(database, "SELECT count(*) FROM text WHERE text LIKE '%{{%'").item() == 0


def test_a_typed_figure_that_nothing_supports_is_told(project: Project) -> None:
    add(project, "Hela 4711 personer kom den 12 maj 2031, mot 3 åren innan.")
    with open_database(build_database(project).path) as connection:
        sql = "SELECT printed FROM inconsistency WHERE rule = 'typed' AND file LIKE '%hamnen.md'"
        assert ask_sql(connection, sql).to_series().to_list() == ["4711"]


def test_few_figures_in_the_texts_lack_support(database: duckdb.DuckDBPyConnection) -> None:
    assert ask_sql(database, "SELECT count(*) FROM inconsistency WHERE rule = 'typed'").item() < 12


@pytest.mark.parametrize(("said", "texts"), [("108 tillsvidareanställda", 2), ("98 tillsvidareanställda,", 1)])
def test_a_text_retells_its_own_lines_even_where_they_are_doubted(
    database: duckdb.DuckDBPyConnection, said: str, texts: int
) -> None:
    sql = "SELECT count(*) FROM text WHERE document = 'interim1-2020' AND contains(text, $said)"
    assert ask_sql(database, sql, said=said).item() == texts
