"""Files that nobody could read to their end: pipes and devices in place of files, and files of any size."""

from pathlib import Path

from analysis.base.files import is_odd
from analysis.base.project import SETTINGS_FILE
from analysis.errors import Fault
from analysis.words.numbers import number
from analysis.words.translate import _

#: Endings of the files of a data folder.
READ = {".csv", ".md", ".yaml", ".xlsx"}
#: The largest file, in bytes: a thousand times as large as a year's figures of a municipality.
LARGEST = 100_000_000


def unreadable_files(data: Path) -> list[Fault]:
    """Look at the files of a data folder before any of them is opened.

    Args:
        data: The data folder.

    Returns:
        A fault for each file that is a pipe, a device or a socket, or is too large.
    """
    files = [data / SETTINGS_FILE, *(path for path in data.glob("*/**/*") if path.suffix.lower() in READ)]
    return [Fault(path.relative_to(data).as_posix(), 0, "", "", why) for path in sorted(files) if (why := _why(path))]


def _why(path: Path) -> str:
    if is_odd(path):
        return _("är ingen vanlig fil utan en enhet eller ett rör; lägg dit filen själv")
    if path.is_file() and path.stat().st_size > LARGEST:
        return _("är större än {size} MB; dela upp filen", size=number(LARGEST // 1_000_000))
    return ""
