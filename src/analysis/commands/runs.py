"""The history of runs."""

from rich.table import Table

from analysis.errors import CallError, nearest
from analysis.memory.journal import Journal, RunEntry
from analysis.terminal import WELL, console, open_project
from analysis.words.numbers import number
from analysis.words.translate import Words, _, later, later_as

OUTCOMES = Words(
    {
        "running": later_as("körning", "pågår"),
        "made": later("framtagen"),
        "unchanged": later("oförändrad"),
        "partly": later("delvis"),
        "failed": later("misslyckades"),
        "busy": later("upptagen"),
        "broken": later("avbruten"),
        "stale": later("på gamla data"),
    }
)
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
        console.print(_("Inget är kört än. Ta fram rapporter med «arshjul run»."))
        return WELL
    began_at, took = _("Började (UTC)"), _("Tog")
    made, program = _("Nya kapitel"), _("Program")
    table = Table(_("Körning"), began_at, took, _("Utfall"), _("Rapporter"), made, "Data", program)
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
        several, unknown = _("Flera körningar börjar med «{run}».", run=run), _("Okänd körning «{run}».", run=run)
        said = several if entries else unknown
        raise CallError(said, nearest(run, known))
    entry = entries[0]
    told = _(
        "Körning {run}, {began} UTC, {outcome}, {took}.",
        run=entry.run,
        began=f"{entry.began:%Y-%m-%d %H:%M:%S}",
        outcome=OUTCOMES[entry.outcome],
        took=_took(entry),
    )
    console.print(told)
    console.print(_("Data {data}, program {program}.", data=entry.data, program=entry.code))
    names = (_("Rapport"), _("Kapitel"), _("Utfall"), _("Sekunder"), _("Försök"), _("Svar"), _("Orsak"))
    table = Table(*names)
    for chapter in journal.chapters(entry.run):
        seconds = number(chapter.seconds, 1) if chapter.attempts else ""
        tried = str(chapter.attempts or "")
        table.add_row(
            chapter.report, chapter.title, OUTCOMES[chapter.outcome], seconds, tried, chapter.answers, chapter.reason
        )
    console.print(table)
    return WELL


def _took(entry: RunEntry) -> str:
    if entry.ended is None:
        return ""
    return f"{number((entry.ended - entry.began).total_seconds(), 1)} s"
