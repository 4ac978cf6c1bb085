"""Where HTML will stand: a page of a report, the whole document, or a cell of a notebook."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from analysis.base.slug import slug

#: The level of a chapter's sections.
SECTION = 2
#: Letters of a heading's words in its address.
HEADING_LENGTH = 60


@dataclass(frozen=True)
class Place:
    """Where values are written.

    Attributes:
        addresses: Address by subject, for links; a subject that is nowhere is no link. None in a cell of a notebook.
        prefix: What every anchor begins with, where several chapters share a page.
        deeper: How many steps headings are moved down.
        single: Whether nothing lies beside the page: no files, no other pages.
        in_cell: Whether it is a cell of a notebook: no anchors, no links, no files.
        paper: Whether it is printed: what is folded stands open.
        with_code: Whether it offers the code that makes a table or chart, folded.
        number: Number of the chapter in the whole document; its sections are numbered after it.
        headings: How often each address of a heading has been given on the page.
        sections: How many headings of the notebook's own stand above.
        met: Names that have been given on the page already; the first that is about something gets its name.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    deeper: int = 0
    single: bool = False
    in_cell: bool = False
    paper: bool = False
    with_code: bool = False
    number: int | None = None
    headings: Counter[str] = field(default_factory=Counter)
    sections: Counter[int] = field(default_factory=Counter)
    met: set[str] = field(default_factory=set)

    @property
    def opened(self) -> Markup:
        """The attribute of what is folded elsewhere and stands open here."""
        return Markup(" open") if self.paper else Markup("")

    def named(self, name: str) -> str:
        """Name something so that it is found on the page.

        Args:
            name: Its name, unique in its chapter.

        Returns:
            The name, unique on the page.
        """
        return f"{self.prefix}-{name}" if self.prefix else name

    def anchor(self, name: str) -> Markup:
        """Write the anchor of something.

        Args:
            name: Its name, unique in its chapter; empty for none.

        Returns:
            An attribute with a blank before it; nothing where the page has that name already, nor in a cell of a
            notebook, where several outputs share a page.
        """
        if not name or self.in_cell or name in self.met:
            return Markup("")
        self.met.add(name)
        return Markup(' id="{}"').format(self.named(name))

    def addressed(self, heading: str) -> Markup:
        """Write the anchor of a heading, an address of its words.

        Args:
            heading: Its words.

        Returns:
            An attribute with a blank before it, or nothing.
        """
        return Markup("") if self.in_cell else self.anchor(address_of(heading, self.headings))

    def heading(self, level: int) -> str:
        """Name the element of a heading.

        Args:
            level: Its level in its chapter, 2 to 5, below a section.

        Returns:
            The element's name; a step less deep where no section has begun, so that no level is left out.
        """
        outside = level > SECTION and not self.in_cell and not self.sections.total()
        return f"h{min(level - outside + self.deeper, 6)}"


def cell_place() -> Place:
    """Say where the value of a cell is written.

    Returns:
        The place: no anchors, no links, no files.
    """
    return Place(in_cell=True, deeper=1)


def address_of(heading: str, met: Counter[str]) -> str:
    """Give a heading an address of its words, which stays when sections before it come or go.

    Args:
        heading: Its words.
        met: How often each address has been given on the page.

    Returns:
        A name that no other heading of the page has.
    """
    key = f"avsnitt-{slug(heading, HEADING_LENGTH)}"
    met[key] += 1
    # Two hyphens: no heading's own words give those.
    return key if met[key] == 1 else f"{key}--{met[key]}"
