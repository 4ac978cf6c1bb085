"""A living document begun from a plan: what the plan says that people will be asked about, and no answers yet."""

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
from analysis.errors import CallError, nearest
from analysis.intake.columns import is_added, is_optional
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
from analysis.intake.folders import Walk
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
        project: The project; its files have been found valid.
        begun: What it is.

    Returns:
        Its folder.

    Raises:
        CallError: If there is no such plan, or the document is there already.
    """
    folder = project.data / SOURCES / begun.document
    documents = read_rows(project.data / "reference" / Documents.read_from)
    known = {row["document"]: row for row in documents.rows}
    if begun.plan not in known:
        raise CallError(_("Dokumentet «{document}» finns inte.", document=begun.plan), nearest(begun.plan, [*known]))
    if folder.exists():
        raise CallError(
            _("Dokumentet «{document}» är redan påbörjat.", document=begun.document),
            _("Ta fram blanketter med «arshjul forms {document}».", document=begun.document),
        )
    rows = _rows_of_plan(project.data, begun)
    with fresh_folder(folder) as new:
        write_whole(new / HEADER_FILE, _header(begun))
        for contract, frame in rows.items():
            if frame.height:
                write_whole(new / contract.read_from, text_of(frame.columns, _cells(frame)))
        put_in_place(new, folder)
    _add_report(project, begun, rows[Parts]["organisation"].to_list())
    if begun.document not in known:
        documents.add(_entry(begun, known[begun.plan]))
        write_rows(project.data / "reference" / Documents.read_from, documents)
    return folder


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


def _entry(begun: Begun, plan: Mapping[str, str]) -> dict[str, str]:
    """Its row among the documents."""
    return {
        "document": begun.document,
        "kind": begun.kind.value,
        "year": str(begun.until.year),
        "title": _title(begun),
        "period_start": _start(begun).isoformat(),
        "period_end": begun.until.isoformat(),
    } | ({"reference": ""} if "reference" in plan else {})


def _title(begun: Begun) -> str:
    with speaking(SWEDISH):
        if begun.kind is DocumentKind.INTERIM:
            told = period(_start(begun), begun.until, PeriodType.PART_YEAR)
            return _("Delårsrapport {period}", period=told)
        return _("Årsredovisning {year}", year=str(begun.until.year))


def _start(begun: Begun) -> date:
    return date(begun.until.year, 1, 1)


def _rows_of_plan(data: Path, begun: Begun) -> Mapping[type[SourceRow], pl.DataFrame]:
    read = Walk(data, lambda rows, _contract: (rows, [])).take().read
    frames = {contract: _of_plan(read[contract], begun.plan) for contract in TAKEN}
    year = str(begun.until.year)
    if frames[Targets].height:
        frames[Targets] = frames[Targets].filter(pl.col("year") == year)
    if frames[Ledger].height:
        frames[Ledger] = frames[Ledger].filter(pl.col("measure") == LedgerMeasure.BUDGET.value)
    return {contract: _taken(frame, contract, begun) for contract, frame in frames.items() if frame.height}


def _of_plan(frames: list[pl.DataFrame], plan: str) -> pl.DataFrame:
    rows = [frame.filter(document=plan) for frame in frames if "document" in frame.columns]
    return pl.concat(rows, how="diagonal") if rows else pl.DataFrame()


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
