"""The contract of the public views, and who asks for the others."""

import re
from importlib import resources
from pathlib import Path

import duckdb
import pytest

from analysis.store.named import named_queries, queries_in

ROOT = Path(__file__).parents[2]

#: Typed out from the contract; more columns may follow, none may be renamed or dropped.
CONTRACT = {
    "goal_status": "document year organisation perspective strategic_goal process_area goal indicator unit direction"
    " target outcome previous_outcome previous_period assessment_published assessment_computed assessment_final"
    " trend_published trend_computed trend_final yardsticks yardsticks_known yardsticks_reached level part_of"
    " assessment_step assessment_word trend_step trend_word target_kind",
    "goal_yardstick": "document year organisation perspective strategic_goal process_area goal yardstick indicator"
    " measured_for unit direction target outcome previous_outcome previous_period assessment_computed trend_computed"
    " target_unit outcome_unit previous_unit outcome_start outcome_end outcome_women outcome_men outcome_operator"
    " target_operator unjudged previous_women previous_men untrended target_missing outcome_missing"
    " sex period_type assessment_published assessment_final trend_published trend_final target_kind target_value"
    " target_upper target_base target_base_unit target_base_year target_of target_first_year target_last_year"
    " target_words target_set_by mean mean_years outcome_measure outcome_of"
    " assessment_step assessment_word trend_step trend_word",
    "goal_target": "document organisation process_area goal year target unit origin_kind origin yardstick set_by kind"
    " operator value upper base_year base_value of first_year last_year words",
    "commitment_status": "document year organisation perspective strategic_goal process_area commitment kind owners"
    " status completion_pct origin_kind origin status_step status_word",
    "process_area_status": "document year organisation perspective process_area assessment trend"
    " assessment_computed assessment_final goals goals_known goals_reached origin_kind origin"
    " assessment_step assessment_word trend_step trend_word",
    "key_figure": "document organisation indicator sex period_start period_end period_type measure operator value unit"
    " origin_kind origin of",
    "ledger": "document organisation statement line is_total measure period_start period_end amount unit plus_is_good"
    " origin_kind origin",
    "control_status": "document year process_area risk control frequency assessment action carried_over organisation"
    " origin_kind origin assessment_step assessment_word",
    "evaluation_score": "document area_no area question_no question achieved max percent origin_kind origin",
    "evaluation_finding": "document area_no kind finding origin_kind origin",
    "claim": "document place claim printed recomputed unit agrees",
    "inconsistency": "document kind severity subject printed other difference place other_place message"
    " rule finding part acknowledged_by acknowledged_on acknowledged_for file file_row"
    " other_document document_title other_title",
    "narrative": "document organisation subject_type subject section text",
    "node_status": "document year organisation level node name parent_level parent assessment_published"
    " assessment_computed assessment_final trend_published trend_final owners parts parts_known parts_reached rule"
    " goals goals_known goals_reached part_goals position assessment_step assessment_word trend_step trend_word",
    "tag_status": "document year organisation tag tag_name kind subject_type subject name",
}
NUMBERS = {
    "goal_status": {"target", "outcome", "previous_outcome"},
    "goal_yardstick": {"target", "outcome", "previous_outcome", "outcome_women", "outcome_men"}
    | {"previous_women", "previous_men", "target_value", "target_upper", "target_base", "mean"},
    "goal_target": {"target", "value", "upper", "base_value"},
    "commitment_status": {"completion_pct"},
    "key_figure": {"value"},
    "ledger": {"amount"},
    "evaluation_score": {"achieved", "max", "percent"},
    "claim": {"printed", "recomputed"},
    "inconsistency": {"difference"},
}


def columns(database: duckdb.DuckDBPyConnection, view: str) -> dict[str, str]:
    return dict(database.execute(f"SELECT column_name, column_type FROM (DESCRIBE {view})").fetchall())


@pytest.mark.parametrize("view", CONTRACT)
def test_a_view_has_exactly_the_columns_of_the_contract(database: duckdb.DuckDBPyConnection, view: str) -> None:
    assert list(columns(database, view)) == CONTRACT[view].split()


@pytest.mark.parametrize("view", NUMBERS)
def test_figures_are_doubles(database: duckdb.DuckDBPyConnection, view: str) -> None:
    kinds = columns(database, view)
    assert {column for column, kind in kinds.items() if kind == "DOUBLE"} == NUMBERS[view]


def test_owners_are_a_list(database: duckdb.DuckDBPyConnection) -> None:
    assert columns(database, "commitment_status")["owners"] == "VARCHAR[]"


@pytest.mark.parametrize("view", CONTRACT)
def test_a_view_carries_a_comment_of_its_own(database: duckdb.DuckDBPyConnection, view: str) -> None:
    (comment,) = database.execute(
        "SELECT comment FROM duckdb_views() WHERE view_name = $view", {"view": view}
    ).fetchall()[0]
    assert len(comment) > 10


@pytest.mark.parametrize("view", CONTRACT)
def test_every_column_of_a_view_carries_a_comment(database: duckdb.DuckDBPyConnection, view: str) -> None:
    found = database.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = $view", {"view": view}
    ).fetchall()
    assert [column for column, comment in found if not comment] == []
    assert len(found) == len(CONTRACT[view].split())


@pytest.mark.parametrize(
    ("view", "column", "codes"),
    [
        ("goal_status", "assessment_published", {"better", "near", "worse", "not_evaluated", None}),
        ("goal_status", "assessment_computed", {"better", "near", "worse", "not_evaluated"}),
        ("goal_status", "trend_published", {"increased", "unchanged", "decreased", "none", None}),
        ("commitment_status", "status", {"done", "ongoing", "delayed", "not_started", None}),
        ("commitment_status", "kind", {"annual_plan", "own"}),
        ("key_figure", "sex", {"K", "M", "T"}),
        ("narrative", "section", {"summary", "result", "analysis", "conclusion", "lesson"}),
    ],
)
def test_codes_are_those_of_the_contract(
    database: duckdb.DuckDBPyConnection, view: str, column: str, codes: set[str | None]
) -> None:
    found = database.execute(f"SELECT DISTINCT {column} FROM {view}").fetchall()
    assert {code for (code,) in found} <= codes


def test_what_was_decided_is_published_else_computed(database: duckdb.DuckDBPyConnection) -> None:
    wrong = database.execute(
        "SELECT organisation, goal, assessment_final FROM goal_status "
        "WHERE assessment_final IS DISTINCT FROM coalesce(assessment_published, assessment_computed)"
    ).fetchall()
    # The document has judged it, and the symbol is lost: that figures cannot judge it is no judgement.
    assert wrong == [("KoU", "Förnybara bränslen i fordonsflottan", None)]


ASKED = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")
#: Who asks for a view in code; everybody else asks named queries.
IN_CODE = {"ledger_detail": {"the build"}, "document_part": {"open data"}}


def without_comments(sql: str) -> str:
    return re.sub(r"--.*", "", sql)


@pytest.fixture(scope="module")
def told() -> dict[str, set[str]]:
    """What `docs/views.md` says of each view: who asks for it."""
    text = (ROOT / "docs" / "views.md").read_text(encoding="utf-8").partition("| macro |")[0]
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", text, flags=re.MULTILINE)
    return {view: set(re.sub(r"[`*]| \(.*?\)", "", askers).split(", ")) for view, askers in rows}


@pytest.fixture(scope="module")
def asked() -> dict[str, set[str]]:
    """Who asks for each view: other views, named queries and code."""
    sql = without_comments((resources.files("analysis.store") / "views.sql").read_text(encoding="utf-8"))
    views = dict(re.findall(r"CREATE VIEW (\w+) AS(.*?);\n", sql, flags=re.DOTALL))
    texts = views | {name: without_comments(query) for name, query in named_queries().items()}
    public = {view: {"public"} for view in CONTRACT}
    return {
        view: {name for name, text in texts.items() if view in ASKED.findall(text)}
        | public.get(view, set())
        | IN_CODE.get(view, set())
        for view in views
    }


def test_every_view_is_told_with_all_who_ask_for_it(told: dict[str, set[str]], asked: dict[str, set[str]]) -> None:
    assert told == asked


def test_every_view_is_public_or_asked_for(database: duckdb.DuckDBPyConnection, asked: dict[str, set[str]]) -> None:
    views = database.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {view for (view,) in views} == set(asked)
    assert [view for view, askers in asked.items() if not askers] == []


def test_two_queries_of_one_name_are_refused() -> None:
    assert queries_in("-- name: a\nFROM x;\n-- name: b\nFROM y;") == {"a": "FROM x;", "b": "FROM y;"}
    with pytest.raises(ValueError, match="a"):
        queries_in("-- name: a\nFROM x;\n-- name: a\nFROM y;")
