"""What a reader chooses reports by."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.base.vocabulary import DocumentKind
from analysis.words.codes import DOCUMENT_KINDS


@dataclass(frozen=True)
class About:
    """What a reader chooses reports by.

    Attributes:
        kind: A `DocumentKind` code.
        year: The year that it is about.
        organisation: Name of whose report it is.
        areas: Names of its process areas.
    """

    kind: str
    year: int
    organisation: str
    areas: Sequence[str]

    @property
    def kind_name(self) -> str:
        """What such a document is called."""
        return DOCUMENT_KINDS[DocumentKind(self.kind)]
