"""The narrative table of goals: each thing a piece of its own, in its cell and in files."""

from datetime import date

import polars as pl
import pytest

from analysis.build.database import Built
from analysis.chapter import pieces
from analysis.chapter.pieces import Said, Sign
from analysis.chapter.table import Row, Table
from analysis.present import table as tables
from analysis.present.tables.goal_table import goal_table
from analysis.report import Report

HARD = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def klk(built: Built) -> Report:
    """KLK 2016."""
    return Report(organisation="KLK", year=2016, database=built.path)


@pytest.fixture(scope="module")
def table(klk: Report) -> Table:
    """Its goals."""
    shown = klk.goals()
    assert isinstance(shown, tables.Table)
    return shown.value


def row_of(table: Table, subject: str) -> Row:
    return next(row for row in table.rows if row.subject == subject)


def cell_of(table: Table, subject: str, heading: str) -> pieces.Cell:
    place = [column.heading for column in table.layout].index(heading)
    return row_of(table, subject).words[place]


def figures_of(table: Table, subject: str) -> dict[str, object]:
    return dict(zip((column.heading for column in table.columns), row_of(table, subject).figures, strict=True))


def with_goal(klk: Report, code: str, **changed: object) -> Table:
    """The table of one goal, with some of what is known of it changed."""
    goal = klk.goal_measures_frame().filter(goal=code)
    kept = goal.with_columns(pl.lit(value).cast(goal.schema[name]).alias(name) for name, value in changed.items())
    return goal_table(kept, klk.symbols, {}, "Processmål", "").value


def test_an_outcome_is_a_figure_and_what_is_to_be_known_of_it_a_line_each(table: Table) -> None:
    assert cell_of(table, "mal-sjukfranvaro", "Utfall") == (
        Said(f"4,4{HARD}%", "strong"),
        Said(f"2015: 2,1{HARD}%", "muted"),
        Said("2,9 procentenheter under målet", "muted"),
    )
    assert cell_of(table, "mal-delaktighet", "Utfall") == (Said("inget i siffror", "strong"),)


def test_a_target_of_somebody_else_says_whose_it_is(table: Table) -> None:
    assert cell_of(table, "mal-forbattringsforslag", "Målnivå") == (
        Said(f"400{HARD}st", "strong"),
        Said("för Eskilstuna kommun", "muted"),
    )
    assert cell_of(table, "mal-sjukfranvaro", "Målnivå") == (Said(f"7,3{HARD}%"),)


def test_published_and_computed_judgement_stand_together_where_they_differ(table: Table) -> None:
    published, computed = cell_of(table, "mal-etableringar", "Bedömning")
    assert isinstance(published, Sign)
    assert isinstance(computed, Sign)
    assert (published.symbol.word, published.label, published.differs) == ("Nära målet", "", False)
    assert published.remarks == ()
    assert (computed.symbol.word, computed.label, computed.differs) == ("Sämre än målet", "Beräknat", True)
    assert computed.remarks == (
        f"232{HARD}st mot målet 300{HARD}st, alltså 22,7{HARD}% under målet; publicerat Nära målet",
    )
    assert len(cell_of(table, "mal-sjukfranvaro", "Bedömning")) == 1


def test_a_decision_by_hand_stands_first_and_what_it_was_after_it(klk: Report) -> None:
    decided = {"by": "controller", "reason": "232 av 300 är långt från målet", "override": "worse"}
    changed = {f"assessment_{name}": value for name, value in decided.items()}
    made = with_goal(klk, "etableringar", **changed, assessment_on=date(2017, 2, 1))
    cell = cell_of(made, "mal-etableringar", "Bedömning")
    signs = [piece for piece in cell if isinstance(piece, Sign)]
    assert [(sign.label, sign.symbol.word, sign.differs) for sign in signs] == [
        ("", "Sämre än målet", False),
        ("Publicerat", "Nära målet", True),
        ("Beräknat", "Sämre än målet", True),
    ]
    assert signs[0].remarks == ("Ändrad för hand av controller, 1 februari 2017: 232 av 300 är långt från målet",)


def test_a_comment_made_of_figures_says_so_and_is_taken_away_without_that(klk: Report) -> None:
    made = with_goal(klk, "sjukfranvaro")
    sentence = f"Sjukfrånvaro, total: 4,4{HARD}%, bättre än målet 7,3{HARD}%."
    assert cell_of(made, "mal-sjukfranvaro", "Kommentar") == (
        Said(sentence),
        Said("Skriven av Årshjul ur siffrorna.", "muted"),
    )
    taken = figures_of(made, "mal-sjukfranvaro")
    assert taken["Kommentar"] == sentence
    assert taken["Kommentar, anmärkning"] == "Skriven av Årshjul ur siffrorna"


def test_written_comments_are_taken_away_without_remark(table: Table) -> None:
    taken = figures_of(table, "mal-nojd-inflytande")
    assert str(taken["Kommentar"]).startswith("SCB:s mätning hösten 2016")
    assert "Kommentar, anmärkning" not in taken


def test_figures_keep_their_printed_decimals(built: Built) -> None:
    shown = Report(organisation="KS", year=2022, database=built.path).goals()
    assert isinstance(shown, tables.Table)
    taken = figures_of(shown.value, "mal-ekonomi-i-balans")
    assert [taken[name] for name in ("Målnivå", "Utfall", "Föregående utfall")] == ["100.0", "86", "86.0"]
    assert [taken[f"Utfall {year}"] for year in (2020, 2021, 2022)] == ["100.0", "86.0", "86"]


def test_no_cell_of_figures_holds_the_words_of_several(table: Table) -> None:
    kinds = {column.heading: column.kind for column in table.columns}
    assert {kind.value for heading, kind in kinds.items() if heading.startswith("Utfall 20")} == {"number"}
    assert all("\n" not in str(figure) for row in table.rows for figure in row.figures[:-3])


def test_every_figure_says_of_which_row_of_which_file_it_is(table: Table) -> None:
    told = {spot: origin for origin in table.origins for spot in origin.figures}
    heads = [column.heading for column in table.columns]
    target, outcome, before = (heads.index(name) for name in ("Målnivå", "Utfall", "Föregående utfall"))
    assert {column for row, column in told if row == 0} >= {target, outcome, before}
    first = told[0, outcome]
    assert (first.what, first.file, first.row, first.origin_kind) == (
        "Nöjdhet med möjligheten att påverka: Utfall, Utfall 2016",
        "data/sources/annual-2016/observations.csv",
        18,
        "printed",
    )
    assert told[0, target].file == "data/sources/annual-2016/targets.csv"
    assert told[0, before].row != first.row
