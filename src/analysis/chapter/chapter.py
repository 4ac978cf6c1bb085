"""A whole chapter: the texts of its notebook and what its cells show, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from analysis.chapter.chart import Chart
from analysis.chapter.extensible import Extensible, Words
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.overview import Count, Glance, Legend
from analysis.chapter.table import Table
from analysis.chapter.text import Contradictions, Text

Value = Annotated[
    Table | Chart | Text | Contradictions | Legend | Count | Glance | Picture | Hypertext, Field(discriminator="kind")
]


@dataclass(frozen=True)
class Passage(Extensible):
    """A text of the notebook itself.

    Attributes:
        markdown: Markdown with headings, in the language of the chapter.
        explains: Kinds of marks that it explains; it is left out where none of them is shown.
    """

    markdown: str
    explains: tuple[str, ...] = ()
    kind: Literal["passage"] = "passage"


@dataclass(frozen=True)
class Outputs(Extensible):
    """What one cell shows.

    Attributes:
        values: One after the other.
        source: The code of the cell; empty where it is not known or not for everybody to read.
    """

    values: tuple[Value, ...]
    source: str = ""
    kind: Literal["outputs"] = "outputs"


Block = Annotated[Passage | Outputs, Field(discriminator="kind")]


@dataclass(frozen=True, kw_only=True)
class Chapter(Extensible):
    """A chapter.

    Attributes:
        title: Its heading.
        language: The language that it is written in: `sv` or `en`.
        blocks: Texts and outputs in the order of the notebook.
        notebook: Name of the notebook that it comes from, without ending.
        area: Code of the process area that all of it is about; empty for none.
    """

    title: Words
    language: str
    blocks: tuple[Block, ...]
    notebook: str = ""
    area: str = ""
    kind: Literal["chapter"] = "chapter"

    @property
    def values(self) -> Iterator[Value]:
        """Everything that its cells show, in order."""
        return (value for block in self.blocks if isinstance(block, Outputs) for value in block.values)
