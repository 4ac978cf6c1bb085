"""A change of the data folder tried on a copy first: what would not be valid is told, and nothing is written."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.errors import InputFaults
from analysis.intake.sources import read_sources
from analysis.words.translate import _

#: Where forms that have come in are kept as they came.
RECEIVED = "received"
#: What says nothing of whether the data are valid.
ASIDE = shutil.ignore_patterns("*.duckdb*", RECEIVED, "feeds")


def try_out(data: Path, change: Callable[[Path], None]) -> None:
    """See whether the data would still be valid.

    Args:
        data: The data folder; it is only read.
        change: What would be done to it, done to a copy.

    Raises:
        InputFaults: With everything that would be wrong.
    """
    with TemporaryDirectory() as place:
        copy = Path(place) / data.name
        shutil.copytree(data, copy, ignore=ASIDE)
        change(copy)
        try:
            read_sources(copy)
        except InputFaults as error:
            raise InputFaults(error.faults, _("Ingenting är skrivet.")) from error
