"""What a reader chooses reports by."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.base.vocabulary import DocumentKind
from analysis.words.codes import DOCUMENT_KINDS
from analysis.words.mixed_language import swedish


@dataclass(frozen=True)
class About:
    """What a reader chooses reports by.

    Attributes:
        kind: A `DocumentKind` code.
        year: The year that it is about.
        organisation: Name of whose report it is.
        areas: Names of its process areas.
        own_kind: What its owner calls such a document, where that is something else.
    """

    kind: str
    year: int
    organisation: str
    areas: Sequence[str]
    own_kind: str = ""

    @property
    def kind_name(self) -> str:
        """What such a document is called."""
        return swedish(self.own_kind) if self.own_kind else DOCUMENT_KINDS[DocumentKind(self.kind)]
