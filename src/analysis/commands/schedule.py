"""The command `arshjul schedule`: the calendar as a service."""

import signal
from typing import Annotated

from cyclopts import Parameter

from analysis.commands.due import log_line, run_and_tell
from analysis.schedule.calendar import Calendar
from analysis.schedule.service import Service
from analysis.terminal import WELL, open_project
from analysis.words.translate import _


def schedule(*, build: Annotated[bool, Parameter(negative="")] = False) -> int:
    """Kör kalendern som tjänst: tar igen det som missats, kör sedan efter klockan tills den avslutas.

    Args:
        build: Bygg databasen före varje körning. Går det inte används den gamla, och det sägs.
    """
    project = open_project()

    def turn(calendar: Calendar) -> None:
        done = run_and_tell(project, calendar, build=build, wait=True)
        if done.verdicts:
            log_line(_("Körningen är klar.") if done.well else _("Körningen är klar, men något misslyckades."))

    service = Service(project, turn, log_line)
    former = {number: signal.signal(number, lambda *__: service.stop()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        service.serve()
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
    return WELL
