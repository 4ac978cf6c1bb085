"""The command `arshjul receive`: forms that have come back."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import CallError
from analysis.terminal import FAILED, WELL, console, open_project
from analysis.words.translate import _

if TYPE_CHECKING:
    from analysis.collect.changes import Change
    from analysis.collect.received import Outcome

#: So many cells of a kind are told one by one.
MOST = 40


def receive(*files: Path, dry_run: bool = False, all_or_nothing: bool = False) -> int:
    """Ta emot ifyllda blanketter: visa vad som är nytt, ändrat eller ser fel ut, och för in det i data/sources.

    Args:
        files: Blanketter, eller mappar med blanketter.
        dry_run: Visa bara vad som skulle hända.
        all_or_nothing: Skriv ingenting om något inte går att ta emot.
    """
    from analysis.collect.received import receive as take_in
    from analysis.collect.to_mend import write_to_mend
    from analysis.commands.forms import FOLDER

    if not files:
        raise CallError(_("Säg vilka blanketter som ska tas emot."), _("Till exempel: arshjul receive inkorg/"))
    for file in files:
        if not file.exists():
            raise CallError(_("{file} finns inte.", file=file))
    project = open_project()
    outcomes = take_in(project, files, date.today(), dry=dry_run, whole=all_or_nothing)
    for outcome in outcomes:
        for line in _told(outcome):
            console.print(line, markup=False)
        if not dry_run and (mend := write_to_mend(project, project.output / FOLDER, outcome)):
            console.print(_("  att rätta, med svaren i och cellerna märkta: {file}", file=mend), markup=False)
    well = all(outcome.well for outcome in outcomes)
    if dry_run:
        console.print(_("Ingenting är skrivet."))
    elif all_or_nothing and not well:
        console.print(_("Ingenting är skrivet, för allt gick inte att ta emot."))
    elif any(outcome.writes for outcome in outcomes):
        console.print(_("Det syns på sidorna efter arshjul run --build."))
    return WELL if well else FAILED


def _told(outcome: "Outcome") -> Iterator[str]:
    from analysis.collect.changes import Kind

    if outcome.refused or outcome.answers is None:
        yield _("{file}: tas inte emot: {why}.", file=outcome.path.name, why=outcome.refused)
        return
    answers, form = outcome.answers, outcome.answers.returned.form
    amounts = {kind: [change for change in outcome.changes if change.kind is kind] for kind in Kind}
    yield _(
        "{file} ({owner}, {document}): {new} nya, {changed} ändrade, {same} redan mottagna, {conflict} i konflikt, "
        "{wrong} avvisade, {blank} tomma, {waiting} på blad som inte är klara.",
        file=outcome.path.name,
        owner=form.owner,
        document=form.document,
        new=len(amounts[Kind.NEW]),
        changed=len(amounts[Kind.CHANGED]),
        same=len(amounts[Kind.SAME]),
        conflict=len(amounts[Kind.CONFLICT]),
        wrong=len(answers.wrong),
        blank=len(answers.blank),
        waiting=len(answers.waiting),
    )
    yield from _few(map(_new, amounts[Kind.NEW]), len(amounts[Kind.NEW]))
    yield from _few(map(_changed, amounts[Kind.CHANGED]), len(amounts[Kind.CHANGED]))
    yield from (
        _("  konflikt {cell} {label}: {why}; svaret {value} är inte infört.", **_of(each), why=each.why)
        for each in amounts[Kind.CONFLICT]
    )
    for wrong in answers.wrong:
        cell = wrong.cell
        yield _(
            "  avvisad {cell} {label}: «{text}» {why}.",
            cell=cell.address,
            label=cell.asked.label,
            text=cell.text,
            why=wrong.why,
        )
    for place, words in outcome.doubts:
        yield _("  ser fel ut {cell}: {words}.", cell=place, words=words)


def _few(lines: Iterable[str], amount: int) -> Iterator[str]:
    for at, line in enumerate(lines):
        if at < MOST:
            yield line
    if amount > MOST:
        yield _("  … och {amount} till", amount=amount - MOST)


def _of(change: "Change") -> dict[str, str]:
    answer = change.answer
    return {"cell": answer.address, "label": answer.asked.label, "value": f"{answer.operator}{answer.value}"}


def _new(change: "Change") -> str:
    return _("  ny {cell} {label}: {value}", **_of(change))


def _changed(change: "Change") -> str:
    return _("  ändrad {cell} {label}: från {before} till {value}", **_of(change), before=change.before)
