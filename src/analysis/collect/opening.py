"""A living document begun from a plan: what the plan says that people will be asked about, and no answers yet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import yaml

from analysis.base.files import fresh_folder, put_in_place, write_whole
from analysis.base.money import LedgerMeasure
from analysis.base.project import HEADER_FILE, SOURCES, Project
from analysis.base.vocabulary import DocumentKind, DocumentState, OriginKind, PeriodType
from analysis.collect.csv_rows import read_rows, text_of, write_rows
from analysis.collect.trial import try_out
from analysis.collect.written import Written, as_written
from analysis.errors import CallError, nearest
from analysis.intake.columns import CODE, is_added, is_optional
from analysis.intake.contracts import (
    Commitments,
    Controls,
    GoalIndicators,
    Goals,
    Ledger,
    Nodes,
    Parts,
    Roles,
    StatementConventions,
    Tagged,
    Targets,
)
from analysis.intake.origins import COLUMNS as ORIGINS
from analysis.intake.reference_contracts import Documents
from analysis.intake.rows import SourceRow
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.days import period
from analysis.words.translate import _

#: What a document takes over from its plan.
TAKEN: tuple[type[SourceRow], ...] = (
    Nodes,
    Goals,
    GoalIndicators,
    Targets,
    Commitments,
    Controls,
    Ledger,
    StatementConventions,
    Roles,
    Tagged,
    Parts,
)
#: What the new document is to say itself.
OWN = frozenset(
    {
        "document", "file", "file_row", "origin", "shown_in", "heading", "title", "carried_to",
        "assessment", "assessment_source", "assessment_step", "trend", "trend_source", "trend_step",
        "status", "status_source", "status_step", "completion", "completion_source",
    }
)  # fmt: skip
#: What nobody has judged or told yet; the file says so.
UNSAID = ("assessment", "trend", "status", "completion")


@dataclass(frozen=True)
class Begun:
    """What a living document is.

    Attributes:
        document: Its id.
        plan: The document that it begins from.
        kind: What it is.
        until: The last day that it is about.
    """

    document: str
    plan: str
    kind: DocumentKind
    until: date


def open_document(project: Project, begun: Begun) -> Path:
    """Begin a living document.

    Args:
        project: The project.
        begun: What it is.

    Returns:
        Its folder.

    Raises:
        CallError: If there is no such plan, the document is there already, or its id is none.
        InputFaults: If the data folder is not valid, or would not be afterwards; then nothing is written.
    """
    written = as_written(project.data)
    _refuse(project.data, begun, written(Documents)["document"].to_list())
    rows = _rows_of_plan(written, begun)
    try_out(project.data, lambda data: _lay_out(data, begun, rows))
    _lay_out(project.data, begun, rows)
    _add_report(project, begun, rows[Parts]["organisation"].to_list())
    return project.data / SOURCES / begun.document


def _refuse(data: Path, begun: Begun, known: list[str]) -> None:
    if begun.plan not in known:
        raise CallError(_("Dokumentet «{document}» finns inte.", document=begun.plan), nearest(begun.plan, known))
    if not re.fullmatch(CODE, begun.document):
        told = _("«{document}» kan inte vara ett dokuments id.", document=begun.document)
        raise CallError(told, _("Skriv bokstäver, siffror och bindestreck, till exempel delar2-2026."))
    if (data / SOURCES / begun.document).exists():
        raise CallError(
            _("Dokumentet «{document}» är redan påbörjat.", document=begun.document),
            _("Ta fram blanketter med «arshjul forms {document}».", document=begun.document),
        )


def _lay_out(data: Path, begun: Begun, rows: Mapping[type[SourceRow], pl.DataFrame]) -> None:
    """Its row among the documents first: whoever is interrupted then begins again."""
    listed = data / Documents.folder / Documents.read_from
    documents = read_rows(listed)
    if begun.document not in {row["document"] for row in documents.rows}:
        documents.add(_entry(begun))
        write_rows(listed, documents)
    folder = data / SOURCES / begun.document
    with fresh_folder(folder) as new:
        write_whole(new / HEADER_FILE, _header(begun))
        for contract, frame in rows.items():
            write_whole(new / contract.read_from, text_of(frame.columns, _cells(frame)))
        put_in_place(new, folder)


def _add_report(project: Project, begun: Begun, organisations: Sequence[str]) -> None:
    """A parameter file, where there is none of that name: the chapters that such a document usually has."""
    path = project.parameters / f"{begun.document}.yaml"
    if path.exists():
        return
    with speaking(SWEDISH):
        chapters: list[dict[str, object]] = [
            {"notebook": "interim" if begun.kind is DocumentKind.INTERIM else "summary", "title": _("Läget i korthet")},
            {"notebook": "process_area", "title": _("{Area.one}"), "for_each": "process_area"},
            {"notebook": "commitments", "title": _("Alla {commitment.many}")},
            {"notebook": "economy", "title": _("Utfall och prognos")},
            {"notebook": "review", "title": _("Granskning"), "in_document": False},
        ]
        told = {
            "report": begun.document,
            "title": _title(begun),
            "parameters": {"organisation": organisations[0], "year": begun.until.year, "document": begun.document},
            "chapters": chapters,
        }
    write_whole(path, yaml.safe_dump(told, allow_unicode=True, sort_keys=False))


def _header(begun: Begun) -> str:
    with speaking(SWEDISH):  # a file of the data folder has one language
        told = _(
            "Öppet dokument: uppgifter kommer in med blanketter. Det stängs med «arshjul close {document}».",
            document=begun.document,
        )
    return f"# {told}\nstate: {DocumentState.OPEN.value}\n"


def _entry(begun: Begun) -> dict[str, str]:
    """Its row among the documents."""
    return {
        "document": begun.document,
        "kind": begun.kind.value,
        "year": str(begun.until.year),
        "title": _title(begun),
        "period_start": _start(begun).isoformat(),
        "period_end": begun.until.isoformat(),
        "reference": "",
    }


def _title(begun: Begun) -> str:
    with speaking(SWEDISH):
        if begun.kind is DocumentKind.INTERIM:
            told = period(_start(begun), begun.until, PeriodType.PART_YEAR)
            return _("Delårsrapport {period}", period=told)
        return _("Årsredovisning {year}", year=str(begun.until.year))


def _start(begun: Begun) -> date:
    return date(begun.until.year, 1, 1)


def _rows_of_plan(written: Written, begun: Begun) -> Mapping[type[SourceRow], pl.DataFrame]:
    year = str(begun.until.year)
    # A plan may hold targets and budgets of other years, and what earlier ones came out as.
    budget = pl.col("measure") == LedgerMeasure.BUDGET.value
    of_year = pl.col("period_end").str.starts_with(year)
    own: dict[type[SourceRow], pl.Expr] = {Targets: pl.col("year") == year, Ledger: budget & of_year}
    frames = {contract: written(contract).filter(pl.col("document") == begun.plan) for contract in TAKEN}
    chosen = {contract: frame.filter(own.get(contract, pl.lit(value=True))) for contract, frame in frames.items()}
    return {contract: _taken(frame, contract, begun) for contract, frame in chosen.items() if frame.height}


def _taken(frame: pl.DataFrame, contract: type[SourceRow], begun: Begun) -> pl.DataFrame:
    """The rows as the new document has them: what the plan says of them, and that it comes from there."""
    known = contract.columns()
    there = [name for name in frame.columns if name not in (*OWN, *ORIGINS) and not is_added(known[name])]
    kept = [name for name in there if not is_optional(known[name]) or frame[name].null_count() < frame.height]
    unsaid = [name for name in UNSAID if name in known]
    return frame.select(
        *kept,
        *(pl.lit(None, pl.String).alias(name) for name in unsaid),
        *([pl.lit(_title(begun)).alias("title")] if contract is Parts else []),
        pl.lit(OriginKind.IMPORTED.value).alias("origin_kind"),
        pl.col("file").alias("from_file"),
        pl.col("file_row").alias("from_row"),
    )


def _cells(frame: pl.DataFrame) -> Iterator[list[str]]:
    for row in frame.iter_rows():
        yield ["" if cell is None else str(cell) for cell in row]
