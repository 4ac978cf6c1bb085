"""Sources into database: validated frames, judged, and swapped in as one file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from analysis.base.program import code_fingerprint
from analysis.base.project import Project
from analysis.build.live_text import render_texts
from analysis.build.provenance import commit_of
from analysis.errors import Fault, InputFaults
from analysis.intake.fingerprint import fingerprint_of
from analysis.intake.sources import read_sources
from analysis.judge.checks import contradictions
from analysis.judge.claims import agrees, judge_prose
from analysis.judge.goals import judge_goals
from analysis.store.history import changes, previous
from analysis.store.query import ask, ask_sql
from analysis.store.writer import insert, replaced_database, settle_goals, settle_views
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.translate import _

#: Table that each input frame fills, in the order that foreign keys ask for.
TABLES = {
    "organisation": "organisation",
    "document": "document",
    "organisation_lineage": "organisation_lineage",
    "strategic_period": "strategic_period",
    "perspective": "perspective",
    "process_area": "process_area",
    "unit": "unit",
    "indicator": "indicator",
    "method_break": "method_break",
    "symbol": "symbol",
    "abbreviation": "abbreviation",
    "part": "part",
    "document_area": "document_area",
    "goal": "goal",
    "goal_indicator": "goal_indicator",
    "target": "target",
    "observation": "observation",
    "commitment": "commitment",
    "commitment_lineage": "commitment_lineage",
    "activity": "activity",
    "role": "role",
    "control": "control",
    "score": "score",
    "finding": "finding",
    "finding_lineage": "finding_lineage",
    "ledger": "ledger_line",
    "department_line": "department_line",
    "ledger_sum": "ledger_sum",
    "indicator_relation": "indicator_relation",
    "claim": "stated_claim",
    "narrative": "text",
    "acknowledgement": "acknowledgement",
    "override": "override",
}


#: Texts come last: they may ask for any figure.
TEXTS = "narrative"
#: What the checks look at, each by a query of its own.
CHECKED = (
    *("lines", "sums", "figures", "relations", "breaks", "scores"),
    *("goals", "measures", "areas", "targets", "commitments", "activities"),
    *("claims", "texts", "values", "symbols", "lost"),
)


@dataclass(frozen=True)
class Built:
    """What a build put into the database.

    Attributes:
        path: The database file.
        fingerprint: Hash of all input files, the same for the same data.
        rows: Number of rows by input table.
    """

    path: Path
    fingerprint: str
    rows: Mapping[str, int]


def build_database(project: Project) -> Built:
    """Build the database from the data folder.

    Args:
        project: Where data and database lie.

    Returns:
        What was built.

    Raises:
        InputFaults: If any file has faults; the old database is left as it was.
        DatabaseError: If the old database cannot be replaced.
    """
    sources = read_sources(project.data)
    fingerprint = fingerprint_of(project.data)
    frames = {name: _prepared(name, sources.frames[name]) for name in TABLES}
    before, history = previous(project.database)
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    with replaced_database(project.database) as connection:
        insert(connection, "build", _build_row(fingerprint, now))
        for name, table in TABLES.items():
            if name != TEXTS:
                insert(connection, table, frames[name])
        settle_goals(connection)
        insert(connection, "goal_judgement", judge_goals(ask_sql(connection, "FROM goal_basis")))
        insert(connection, TABLES[TEXTS], _texts(connection, frames[TEXTS]))
        insert(connection, "claim_check", _check_claims(connection, frames["claim"]))
        insert(connection, "prose_claim", judge_prose(ask(connection, "prose_figures")))
        insert(connection, "contradiction", _contradictions(connection))
        insert(connection, "history", history)
        published = ask(connection, "published_values")
        insert(connection, "published", published)
        insert(connection, "history", changes(before, published, now, fingerprint, commit_of(project.root)))
        settle_views(connection)
    return Built(project.database, fingerprint, {name: frame.height for name, frame in frames.items()})


def _build_row(fingerprint: str, now: datetime) -> pl.DataFrame:
    code = {"code_version": [version("arshjul")], "code_fingerprint": [code_fingerprint()]}
    return pl.DataFrame({"built_at": [now], "fingerprint": [fingerprint]} | code)


def _prepared(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Turn what files spell out into what the tables hold."""
    if name == "commitment":
        return frame.with_columns(_codes("owners"))
    if name == "activity":
        return frame.with_columns(_codes("responsible"))
    if name == "ledger":
        return frame.with_columns(pl.col("is_total").is_not_null())
    if name == "ledger_sum":
        return _parts(frame)
    if name == "indicator_relation":
        return frame.with_columns(pl.col("optional").is_not_null())
    return frame


def _parts(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a part: `1-3, -5` is 1, 2, 3 and 5 with changed sign."""
    each = frame.with_columns(pl.col("parts").str.split(",")).explode("parts")
    ends = pl.col("parts").str.strip_chars().str.strip_prefix("-").str.split("-").list.eval(pl.element().cast(pl.Int64))
    return each.with_columns(
        sign=pl.when(pl.col("parts").str.strip_chars().str.starts_with("-")).then(-1).otherwise(1),
        part=pl.int_ranges(ends.list.first(), ends.list.last() + 1),
        part_statement=pl.coalesce("part_statement", "statement"),
    ).explode("part")


def _codes(column: str) -> pl.Expr:
    """Split a cell of codes with commas between into a list."""
    each = pl.col(column).fill_null("").str.split(",").list.eval(pl.element().str.strip_chars())
    return each.list.eval(pl.element().filter(pl.element() != ""))


def _texts(connection: duckdb.DuckDBPyConnection, texts: pl.DataFrame) -> pl.DataFrame:
    rendered, faults = render_texts(connection, texts)
    if faults:
        raise InputFaults(faults)
    return rendered


def facts_of(connection: duckdb.DuckDBPyConnection) -> Mapping[str, pl.DataFrame]:
    """Fetch what the checks look at.

    Args:
        connection: A database whose base tables are filled.

    Returns:
        Frames by the names that `contradictions` asks for.
    """
    return {name: ask(connection, f"check_{name}") for name in CHECKED}


def _contradictions(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Everything that contradicts itself, each with an id that changes when its figures do."""
    with speaking(SWEDISH):  # what is found is data, whoever builds
        found = contradictions(facts_of(connection))
    identity = pl.concat_str(
        pl.col("document", "rule", "subject", "printed", "other", "place").fill_null(""), separator="|"
    )
    ids = [hashlib.sha256(text.encode()).hexdigest()[:10] for text in found.select(identity).to_series()]
    return found.with_columns(finding=pl.Series(ids, dtype=pl.String)).unique("finding", maintain_order=True)


def _check_claims(connection: duckdb.DuckDBPyConnection, claims: pl.DataFrame) -> pl.DataFrame:
    faults: list[Fault] = []
    answers = [_recompute(connection, row, faults) for row in claims.iter_rows(named=True)]
    if faults:
        raise InputFaults(faults)
    found = pl.DataFrame(answers, schema={"recomputed": pl.Float64, "slack": pl.Float64}, orient="row")
    verdict = agrees(pl.col("printed"), pl.col("decimals"), pl.col("recomputed"), pl.col("slack"))
    return pl.concat([claims, found], how="horizontal").with_columns(verdict.alias("agrees"))


def _recompute(
    connection: duckdb.DuckDBPyConnection, claim: Mapping[str, Any], faults: list[Fault]
) -> tuple[float | None, float]:
    """Run a claim's own query; it may only read, and must give one number, or a number and its rounding slack."""
    if claim["support"] is None:
        return None, 0.0
    try:
        (statement,) = connection.extract_statements(claim["support"])
        if statement.type is not duckdb.StatementType.SELECT:
            raise ValueError(statement.type)
        ((value, *slack),) = connection.execute(statement, {"document": claim["document"]}).fetchall()
        return (None if value is None else float(value)), float(sum(slack))
    except (duckdb.Error, ValueError, TypeError) as error:
        reason = str(error).splitlines()[0][:200]
        allowed = _("en SELECT mot de publika vyerna som ger ett tal ({reason})", reason=reason)
        faults.append(Fault(claim["file"], int(claim["file_row"]), "support", claim["support"], allowed))
        return None, 0.0
