"""Sources into database: validated frames, judged, and swapped in as one file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb
import polars as pl

from analysis.base.program import code_fingerprint
from analysis.base.project import Project
from analysis.build import computed_tables as computed
from analysis.build.claim_limits import in_space
from analysis.build.claim_support import check_claims
from analysis.build.commits import commit_of
from analysis.build.computed_tables import TABLES, table_definitions
from analysis.build.judgements import judge
from analysis.build.live_text import render_texts
from analysis.build.own_terms import term_rows
from analysis.build.reformed import reformed_tables
from analysis.build.tree_tables import tree_rows
from analysis.errors import Fault, InputFaults
from analysis.intake.contracts import Claims, Narratives, StatementConventions
from analysis.intake.fingerprint import fingerprint_of
from analysis.intake.project_settings import NEWEST, read_settings
from analysis.intake.reference_contracts import LedgerSums
from analysis.intake.rows import StoredRow
from analysis.intake.sources import Sources, read_sources
from analysis.intake.tables import INPUT_TABLES
from analysis.judge.checks import contradictions
from analysis.judge.claims import judge_prose
from analysis.judge.signs.convention import sign_conventions
from analysis.store.history import changes, previous
from analysis.store.named import named_queries
from analysis.store.query import ask, ask_sql
from analysis.store.snapshots import sweep
from analysis.store.writer import insert, replaced_database, settle_view, settle_views, write_comments
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.terms import named_by

#: How the names of queries begin that feed the checks.
CHECK = "check_"
#: Views of texts, claims and findings, which come last; everything before them asks the other views.
LATE = {
    *("narrative", "text_detail", "claim", "claim_detail", "inconsistency", "lapsed_acknowledgement"),
    "figure_doubt",
}


@dataclass(frozen=True)
class Built:
    """What a build put into the database.

    Attributes:
        path: The database file.
        fingerprint: Hash of all input files, the same for the same data.
        rows: Number of rows by input table.
        warnings: What was put up with, and a folder of the newest format is refused for.
        reformed: Tables that have changed form and not value since they were committed.
    """

    path: Path
    fingerprint: str
    rows: Mapping[str, int]
    warnings: tuple[Fault, ...] = ()
    reformed: tuple[Fault, ...] = ()


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
    with named_by(read_settings(project.data)[0].terms):
        return _built(project, read_sources(project.data))


def _built(project: Project, sources: Sources) -> Built:
    fingerprint = fingerprint_of(project.data)
    before, history = previous(project.database)
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    with replaced_database(project.database, table_definitions()) as connection:
        _fill(connection, computed.Build, _build_row(fingerprint, now))
        _fill(connection, computed.Terms, term_rows(sources.settings.terms))
        rows = _fill_from_files(connection, sources)
        refused = _compute(connection, sources)
        published = ask(connection, "published_values")
        _fill(connection, computed.Published, published)
        if history is not None:
            _fill(connection, computed.History, history)
        if before is not None:  # at the first build everything is new, and nothing has changed
            _fill(connection, computed.History, changes(before, published, now, fingerprint, commit_of(project.root)))
        settle_views(connection)
        with speaking(SWEDISH):  # open data of all documents have no other language
            write_comments(connection)
    sweep(project.database)
    reformed = tuple(reformed_tables(project.root))
    return Built(project.database, fingerprint, rows, (*sources.warnings, *refused), reformed)


def _fill(connection: duckdb.DuckDBPyConnection, contract: type[StoredRow], rows: pl.DataFrame) -> None:
    insert(connection, contract.stored_in, rows.select(list(contract.stored_columns())))


def _fill_from_files(connection: duckdb.DuckDBPyConnection, sources: Sources) -> Mapping[str, int]:
    """Fill every table that files decide, texts last: they may ask for any figure and judgement."""
    frames = {table: sources.frames[contract] for table, contract in INPUT_TABLES.items()}
    frames[computed.LedgerParts.stored_in] = _parts(sources.frames[LedgerSums])
    known = frames | {kind.stored_in: rows for kind, rows in _tree(sources).items()}
    for table, contract in TABLES.items():
        if table in known:
            _fill(connection, contract, known[table])
    _fill(connection, computed.SignConventions, _signs(connection))
    judge(connection, sources.settings.adding_up)
    settle_views(connection, but=LATE)
    signs = sources.settings.format == NEWEST
    frames[computed.Texts.stored_in] = _texts(connection, sources.frames[Narratives], signs=signs)
    _fill(connection, computed.Texts, frames[computed.Texts.stored_in])
    return {table: frame.height for table, frame in frames.items()}


def _tree(sources: Sources) -> Mapping[type[StoredRow], pl.DataFrame]:
    return tree_rows(sources.frames, sources.settings.levels, sources.settings.adding_up)


def _compute(connection: duckdb.DuckDBPyConnection, sources: Sources) -> list[Fault]:
    """Hold what is printed against what it should agree with; gives what only a newer format refuses."""
    # Claims ask this too.
    settle_view(connection, "narrative")
    strict = sources.settings.format == NEWEST
    # A query that fails would take all after it with it, were they asked within the transaction.
    connection.commit()
    with in_space(connection):
        checked, refused = check_claims(connection, sources.frames[Claims], strict=strict)
    connection.begin()
    _fill(connection, computed.ClaimChecks, checked)
    _fill(connection, computed.ProseClaims, judge_prose(ask(connection, "prose_figures")))
    _fill(connection, computed.Contradictions, _contradictions(connection))
    return refused


def _build_row(fingerprint: str, now: datetime) -> pl.DataFrame:
    code = {"code_version": [version("arshjul")], "code_fingerprint": [code_fingerprint()]}
    return pl.DataFrame({"built_at": [now], "fingerprint": [fingerprint]} | code)


def _parts(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a part: `1-3, -5` is 1, 2, 3 and 5 with changed sign; a row of the file is one way to a total."""
    each = frame.with_columns(pl.col("parts").str.split(",")).explode("parts")
    ends = pl.col("parts").str.strip_chars().str.strip_prefix("-").str.split("-").list.eval(pl.element().cast(pl.Int64))
    return each.with_columns(
        sign=pl.when(pl.col("parts").str.strip_chars().str.starts_with("-")).then(-1).otherwise(1),
        part=pl.int_ranges(ends.list.first(), ends.list.last() + 1),
        part_statement=pl.coalesce("part_statement", "statement"),
        way="file_row",
    ).explode("part")


def _signs(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    lines, sums = (ask_sql(connection, f"FROM {table}") for table in ("ledger_detail", computed.LedgerParts.stored_in))
    return sign_conventions(lines, sums, ask_sql(connection, f"FROM {StatementConventions.stored_in}"))


def _texts(connection: duckdb.DuckDBPyConnection, texts: pl.DataFrame, *, signs: bool) -> pl.DataFrame:
    rendered, faults = render_texts(connection, texts, signs=signs)
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
    asked = [name for name in named_queries() if name.startswith(CHECK)]
    return {name.removeprefix(CHECK): ask(connection, name) for name in asked}


def _contradictions(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Everything that contradicts itself, each with an id that changes when its figures do."""
    with speaking(SWEDISH):  # what is found is data, whoever builds
        found = contradictions(facts_of(connection))
    identity = pl.concat_str(
        pl.col("document", "rule", "subject", "printed", "other", "place").fill_null(""), separator="|"
    )
    ids = [hashlib.sha256(text.encode()).hexdigest()[:10] for text in found.select(identity).to_series()]
    return found.with_columns(finding=pl.Series(ids, dtype=pl.String)).unique("finding", maintain_order=True)
