"""The seal of an approved version, `approval.json`: who approved what after which version, and each file's hash."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import shown
from analysis.intake.approvals import HEADING, MORE, Approval
from analysis.signoff.kept_files import hashes
from analysis.words.translate import _

SEAL = "approval.json"
#: Of a seal that holds the one before it; an earlier program wrote those of the first form, without a number.
FORM = 2
#: What a seal says of its approval: all that the row says but the seal's own hash, which cannot stand in itself.
SEALED = [name for name in (*HEADING, *MORE) if name != "manifest"]


@dataclass(frozen=True)
class Seal:
    """What a seal says.

    Attributes:
        form: 1 or 2.
        values: What it says of its approval, by column.
        files: Hash of each file, by path below the copy's folder.
        digest: Hash of the seal itself.
    """

    form: int
    values: Mapping[str, object]
    files: Mapping[str, str]
    digest: str

    def differences(self, approval: Approval) -> Iterator[str]:
        """Say where the row of an approval says another thing.

        Args:
            approval: The row.

        Yields:
            A sentence a value.
        """
        for name in SEALED:
            row = getattr(approval, name)
            # An early seal said less; what it did not say is held by its hash alone.
            unsaid = row if self.form < FORM and name in HEADING else ""
            sealed = self.values.get(name, unsaid)
            if sealed != row:
                told = {"column": name, "row": shown(row), "sealed": shown(sealed)}
                yield _("approvals.csv, kolumn {column}: raden säger «{row}», det godkända «{sealed}»", **told)


def write_seal(folder: Path, approval: Approval) -> Path:
    """Seal a finished copy.

    Args:
        folder: The copy.
        approval: Its approval.

    Returns:
        The seal.
    """
    about = {name: getattr(approval, name) for name in SEALED}
    written = json.dumps({"form": FORM} | about | {"files": hashes(folder)}, ensure_ascii=False, indent=1)
    path = folder / SEAL
    path.write_text(written, encoding="utf-8", newline="\n")
    return path


def seal_of(folder: Path) -> Seal:
    """Read the seal of a copy.

    Args:
        folder: The copy.

    Returns:
        The seal, whoever wrote it.

    Raises:
        OSError: If it cannot be read.
        ValueError: If it is none.
    """
    path = folder / SEAL
    if path.exists() and not path.is_file():
        raise ValueError(SEAL)  # a pipe would never end
    content = path.read_bytes()
    try:
        about = json.loads(content)
        files = {str(name): str(value) for name, value in about["files"].items()}
        form = int(about.get("form", 1))
    except (KeyError, AttributeError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError(SEAL) from error
    values = {name: about[name] for name in SEALED if name in about}
    return Seal(form, values, files, hashlib.sha256(content).hexdigest())
