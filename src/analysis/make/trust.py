"""Executed notebooks signed as our own: JupyterLab shows their style and drawings and strips them from those of others.

Signed is what stands in a file: a copy of it is trusted too, one that says something else is not. It holds for the user
who runs this and their JupyterLab, by the database that `jupyter trust` writes to.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hmac import HMAC
from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.paths import jupyter_data_dir
from nbformat.sign import NotebookNotary, SQLiteSignatureStore, signature_removed

DATABASE = "nbsignatures.db"
#: Seconds that a run waits for somebody else who signs.
PATIENCE = 1.0


class _Once(sqlite3.Connection):
    """Writes to disk once for all notebooks: the notary commits after each."""

    def commit(self) -> None:
        """Do nothing yet."""

    def commit_all(self) -> None:
        super().commit()


class _Signatures(SQLiteSignatureStore):
    """The database of signatures, never set aside, as nbformat does with one that is only busy."""

    def _connect_db(self, db_file: str) -> _Once:
        db = sqlite3.connect(db_file, timeout=PATIENCE, factory=_Once)
        try:
            self.init_db(db)  # type: ignore[no-untyped-call]
        except sqlite3.Error:
            db.close()
            raise
        return db


class Notary(NotebookNotary):
    """Signs what nbformat's own signs, at once rather than word by word: a report has a hundred thousand of them."""

    def compute_signature(self, nb: Any) -> str:  # noqa: ANN401 - a notebook node
        """Compute the signature of a notebook.

        Args:
            nb: The notebook.

        Returns:
            Hexadecimal digits.
        """
        words: list[str] = []
        with signature_removed(nb):
            _collect(nb, words)
        return HMAC(self.secret, "".join(words).encode(), digestmod=self.digestmod).hexdigest()


def _collect(value: Any, words: list[str]) -> None:  # noqa: ANN401 - whatever JSON has
    """Add everything in a value, in the order that nbformat signs it in."""
    if isinstance(value, str):
        words.append(value)
    elif isinstance(value, dict):
        for name in sorted(value):
            words.append(name)
            _collect(value[name], words)
    elif isinstance(value, list | tuple):
        for each in value:
            _collect(each, words)
    else:
        words.append(str(value))


def trust(*notebooks: Path) -> int:
    """Sign notebooks that we have made.

    Args:
        notebooks: The files, best all of a report in one call: they are written to the database in one step.

    Returns:
        How many are trusted now. A notebook that cannot be read or a database that cannot be written is no reason for a
        run to fail: the notebook is shown without its style.
    """
    try:
        return _sign(_read(notebooks))
    except Exception:  # whatever it is: a full disk, no home folder, a database that is none
        return 0


def _read(paths: Iterable[Path]) -> Iterator[Any]:
    for path in paths:
        try:
            # As JupyterLab reads it, but for the check against the schema, which takes longer than all the rest.
            yield nbformat.v4.reads(path.read_text(encoding="utf-8"))  # type: ignore[no-untyped-call]
        except Exception:  # noqa: S112 - whatever is wrong with one notebook, the others are signed
            continue


def _sign(notebooks: Iterable[Any]) -> int:
    """Sign notebooks, read one after another: all of a long report at once would fill the memory."""
    folder = Path(jupyter_data_dir())
    folder.mkdir(parents=True, exist_ok=True)
    with closing(_Signatures(str(folder / DATABASE))) as signatures:  # type: ignore[no-untyped-call]
        notary: Any = Notary(data_dir=str(folder), store_factory=lambda: signatures)  # type: ignore[no-untyped-call]
        signed = [notary.compute_signature(notebook) for notebook in notebooks]
        # Whoever else signs waits from the first of these to the last.
        for signature in signed:
            signatures.store_signature(signature, notary.algorithm)  # type: ignore[no-untyped-call]
        signatures.db.commit_all()
    return len(signed)
