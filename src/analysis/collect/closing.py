"""A living document closed: frozen with its hash and the board's decision; later changes are corrections."""

from datetime import date
from pathlib import Path

from analysis.base.project import SOURCES, Project
from analysis.collect.csv_rows import CsvRows, read_rows, write_rows
from analysis.collect.trial import try_out
from analysis.errors import CallError
from analysis.intake.review_contracts import Closings
from analysis.intake.seals import seal_of
from analysis.words.translate import _

FILE = f"{Closings.folder}/{Closings.read_from}"
COLUMNS = ("document", "closed_on", "decision", "reason", "seal")


def close_document(project: Project, document: str, decision: str, reason: str, on: date) -> bool:
    """Close a document, or accept a change of a closed one as a correction.

    Args:
        project: The project.
        document: Its id.
        decision: The board's decision, as its minutes are referred to.
        reason: Why a closed document is corrected; empty where it is closed for the first time.
        on: The day of the decision.

    Returns:
        Whether it is a correction.

    Raises:
        CallError: If there is no such document, it is closed already and not changed, or a correction has no reason.
        InputFaults: If the data folder is not valid; then nothing is closed.
    """
    folder = project.data / SOURCES / document
    if not document or not folder.is_dir():
        raise CallError(_("Dokumentet «{document}» finns inte.", document=document))
    if not decision.strip():
        raise CallError(_("Ange beslutet med --decision, till exempel «KS § 101»."))
    there = read_rows(project.data / FILE)
    rows = there if there.columns else CsvRows([*COLUMNS], [])
    before = [row for row in rows.rows if row.get("document") == document]
    seal = seal_of(folder)
    if before and before[-1].get("seal") == seal:
        raise CallError(
            _("Dokumentet «{document}» är redan stängt, och inget är ändrat sedan dess.", document=document)
        )
    if before and not reason.strip():
        raise CallError(
            _("Dokumentet «{document}» är redan stängt.", document=document),
            _("Säg med --reason varför det rättas."),
        )
    rows.add(dict(zip(COLUMNS, (document, on.isoformat(), decision, reason if before else "", seal), strict=True)))
    try_out(project.data, lambda data: _write(data, rows))
    _write(project.data, rows)
    return bool(before)


def _write(data: Path, rows: CsvRows) -> None:
    path = data / FILE
    path.parent.mkdir(exist_ok=True)
    write_rows(path, rows)
