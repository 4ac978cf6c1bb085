"""The structure tree of a PDF: what assistive technology reads."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

#: The types of elements that PDF 1.7 knows (ISO 32000-1, 14.8.4), which PDF/UA-1 builds on.
STANDARD = frozenset(
    {
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *("Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH"),
        *("TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    }
)


def kids(element: Object) -> list[Any]:
    """List what is directly below an element.

    Args:
        element: An element of the structure tree, or its root.

    Returns:
        Elements, references, and numbers of marked content.
    """
    below = element.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, Array) else [below]


def elements(pdf: Pdf) -> Iterator[Object]:
    """Walk through the structure tree in reading order.

    Args:
        pdf: The document.

    Yields:
        Every element, parents before what is below them; none when there is no tree.
    """
    root = pdf.Root.get("/StructTreeRoot")
    waiting = [] if root is None else _elements_below(root)[::-1]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(_elements_below(element)[::-1])


def below(element: Object) -> Iterator[Object]:
    """Walk through what is below an element.

    Args:
        element: An element of the structure tree.

    Yields:
        Every element below it, in reading order.
    """
    for kid in _elements_below(element):
        yield kid
        yield from below(kid)


def above(element: Object) -> Iterator[Object]:
    """Walk from an element to the root.

    Args:
        element: An element of the structure tree.

    Yields:
        Its parent, the parent's parent and so on, without the root.
    """
    parent = element.get("/P")
    while isinstance(parent, Dictionary) and "/S" in parent:
        yield parent
        parent = parent.get("/P")


def role(element: Object) -> str:
    """Say what an element is.

    Args:
        element: An element of the structure tree.

    Returns:
        For example `H1` or `TD`.
    """
    return str(element.get("/S", Name("/NonStruct"))).removeprefix("/")


def role_map(pdf: Pdf) -> dict[str, str]:
    """Say what a document's own types of elements stand for.

    Args:
        pdf: The document.

    Returns:
        Type by type, as the root of the tree has them.
    """
    named = pdf.Root.get("/StructTreeRoot", Dictionary()).get("/RoleMap", Dictionary())
    return {name.removeprefix("/"): str(meant).removeprefix("/") for name, meant in named.items()}


def alternative(element: Object) -> str:
    """Give the alternative text of an element.

    Args:
        element: An element of the structure tree.

    Returns:
        The text; empty when it has none.
    """
    return str(element.get("/Alt", "")).strip()


def page_of(pdf: Pdf, element: Object) -> int | None:
    """Find the page that an element begins on.

    Args:
        pdf: The document.
        element: An element of the structure tree.

    Returns:
        The page's number counted from 1; nothing when it does not say.
    """
    for each in (element, *below(element)):
        found = [each.get("/Pg"), *(kid.get("/Pg") for kid in kids(each) if isinstance(kid, Dictionary))]
        for page in found:
            if page is not None:
                return next(n for n, other in enumerate(pdf.pages, start=1) if other.obj.objgen == page.objgen)
    return None


def _elements_below(element: Object) -> list[Object]:
    return [kid for kid in kids(element) if isinstance(kid, Dictionary) and "/S" in kid]
