"""The memory of which reports have succeeded, in one small file."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from analysis.errors import UserError
from analysis.project import Project


class Remembered:
    """When each report last succeeded wholly.

    Args:
        project: The project; the memory lies in its `output/.arshjul/successes.json`.
    """

    def __init__(self, project: Project) -> None:
        self._path = project.state / "successes.json"

    def last_success(self, report: str) -> datetime | None:
        """Tell when the last run of a report that succeeded wholly began.

        Args:
            report: Id of the report.

        Returns:
            The moment in UTC; nothing when the report has never succeeded.

        Raises:
            UserError: If the memory cannot be read.
        """
        return self._read().get(report)

    def succeeded(self, report: str, begun: datetime) -> None:
        """Remember a run that succeeded wholly.

        Args:
            report: Id of the report.
            begun: When it began, with time zone.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._path.with_suffix(".lock")):
            known = self._read() | {report: begun.astimezone(UTC)}
            content = {name: moment.isoformat() for name, moment in sorted(known.items())}
            fresh = self._path.with_name(f".tmp-{self._path.name}-{os.getpid()}")
            fresh.write_text(json.dumps(content, indent=2), encoding="utf-8")
            fresh.replace(self._path)

    def _read(self) -> dict[str, datetime]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(name): _moment(text) for name, text in content.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, TypeError, AttributeError) as error:
            raise _unreadable(self._path) from error


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _unreadable(path: Path) -> UserError:
    return UserError(f"Minnet av tidigare körningar går inte att läsa: {path}.", "Ta bort filen; allt körs då om.")
