"""Data packages: what CSV files hold, told the way of Frictionless Data so that programs can read and check them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.chapter.table import Column, Table
from analysis.publish.files.open_csv import DIALECT, ENCODING, GUARDED, csv_text
from analysis.publish.files.takeaway import sentences_of
from analysis.publish.files.terms_of_use import Terms
from analysis.words.translate import _, later

PACKAGE = "datapackage.json"
ABOUT = later("Tomma celler är uppgifter som saknas, inte noll.")


@dataclass(frozen=True)
class Resource:
    """One CSV file of a data package.

    Attributes:
        name: Its name, lower-case letters, digits, hyphens and underscores.
        path: The file, below the package's folder.
        table: What it holds.
        content: The file's bytes.
    """

    name: str
    path: str
    table: Table
    content: bytes

    @property
    def described(self) -> dict[str, Any]:
        """The resource as a data package tells it."""
        about = " ".join(sentences_of(self.table))
        return {
            "profile": "tabular-data-resource",
            "name": self.name,
            "path": self.path,
            "title": str(self.table.heading),
            **({"description": about} if about else {}),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": ENCODING,
            "bytes": len(self.content),
            "hash": f"sha256:{hashlib.sha256(self.content).hexdigest()}",
            "dialect": DIALECT,
            "schema": {"fields": [_described(column) for column in self.table.columns], "missingValues": [""]},
        }


def write_resource(folder: Path, name: str, path: str, table: Table) -> Resource:
    """Write a table as a CSV file of a package.

    Args:
        folder: The package's folder.
        name: Name of the resource.
        path: The file, below the folder.
        table: What it holds.

    Returns:
        What the package says of it.
    """
    content = csv_text(table.columns, [row.figures for row in table.rows]).encode(ENCODING)
    (folder / path).write_bytes(content)
    return Resource(name, path, table, content)


def write_package(
    folder: Path,
    name: str,
    title: str,
    resources: Sequence[Mapping[str, Any]],
    terms: Terms,
    facts: Mapping[str, str],
    sources: Sequence[str] = (),
) -> None:
    """Write `datapackage.json`.

    Args:
        folder: Where it is put; paths of resources start here.
        name: Name of the package.
        title: Its title.
        resources: What it says of each file.
        terms: On what terms the data may be used, as far as anyone has said.
        facts: What the data come from: fingerprint, run.
        sources: Titles of the documents.
    """
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": " ".join([_(ABOUT), _(GUARDED), *([] if terms.licences else [_("Ingen licens är angiven.")])]),
        "version": facts["data"],
        **terms.described,
        **({"sources": [{"title": source} for source in sources]} if sources else {}),
        "arshjul": dict(facts),
        "resources": list(resources),
    }
    (folder / PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _described(column: Column) -> dict[str, Any]:
    told = {
        "name": str(column.heading),
        "type": column.kind.value,
        "unit": column.unit,
        "language": column.language,
        "description": str(column.about),
    }
    return {key: value for key, value in told.items() if value}
