"""The history of runs."""

from rich.table import Table

from analysis.console import WELL, console, open_project
from analysis.errors import CallError, nearest
from analysis.runs.journal import Journal, RunEntry

OUTCOMES = {
    "running": "pågår",
    "made": "framtagen",
    "unchanged": "oförändrad",
    "partly": "delvis",
    "failed": "misslyckades",
    "busy": "upptagen",
    "broken": "avbruten",
    "stale": "på gamla data",
}
FAR_BACK = 1_000


def runs(run: str = "", *, limit: int = 20) -> int:
    """Visa de senaste körningarna, eller en av dem kapitel för kapitel.

    Args:
        run: Körningens id; början räcker.
        limit: Hur många körningar som visas.
    """
    journal = Journal(open_project().state)
    if run:
        return _one(journal, run)
    entries = journal.runs(limit)
    if not entries:
        console.print("Inget är kört än. Ta fram rapporter med «arshjul run».")
        return WELL
    table = Table("Körning", "Började (UTC)", "Tog", "Utfall", "Rapporter", "Nya kapitel", "Data", "Program")
    for entry in entries:
        reports = ", ".join(f"{report} {OUTCOMES[outcome]}" for report, outcome in entry.reports.items())
        began = f"{entry.began:%Y-%m-%d %H:%M:%S}"
        table.add_row(
            entry.run,
            began,
            _took(entry),
            OUTCOMES[entry.outcome],
            reports,
            str(entry.chapters),
            entry.data,
            entry.code,
        )
    console.print(table)
    return WELL


def _one(journal: Journal, run: str) -> int:
    entries = [entry for entry in journal.runs(FAR_BACK) if entry.run.startswith(run)]
    if len(entries) != 1:
        known = [entry.run for entry in journal.runs()]
        said = f"Flera körningar börjar med «{run}»." if entries else f"Okänd körning «{run}»."
        raise CallError(said, nearest(run, known))
    entry = entries[0]
    console.print(
        f"Körning {entry.run}, {entry.began:%Y-%m-%d %H:%M:%S} UTC, {OUTCOMES[entry.outcome]}, {_took(entry)}."
    )
    console.print(f"Data {entry.data}, program {entry.code}.")
    table = Table("Rapport", "Kapitel", "Utfall", "Sekunder", "Försök", "Svar", "Orsak")
    for chapter in journal.chapters(entry.run):
        seconds = f"{chapter.seconds:.1f}".replace(".", ",") if chapter.attempts else ""
        tried = str(chapter.attempts or "")
        table.add_row(
            chapter.report, chapter.title, OUTCOMES[chapter.outcome], seconds, tried, chapter.answers, chapter.reason
        )
    console.print(table)
    return WELL


def _took(entry: RunEntry) -> str:
    if entry.ended is None:
        return ""
    return f"{(entry.ended - entry.began).total_seconds():.1f} s".replace(".", ",")
