"""A piece of a page: HTML for browsers, plain text for everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from IPython.display import display
from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from analysis.catalogue import FOR_TEMPLATES
from analysis.marked import plain
from analysis.speech import SWEDISH, current

_TEMPLATES = Environment(
    loader=PackageLoader("analysis.present"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(FOR_TEMPLATES)
_TEMPLATES.filters["plain"] = plain
# Texts come from data: their Markdown is rendered, any HTML in them is shown as written.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading"])


@dataclass(frozen=True)
class Fragment:
    """A piece of a page.

    Attributes:
        html: Escaped HTML.
        plain: The same in plain text.
    """

    html: Markup
    plain: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:  # noqa: ANN401 - IPython's protocol
        return {"text/html": str(self.html), "text/plain": self.plain}


class Several(Sequence[Any]):
    """Several things to show; a notebook cell shows them one by one.

    Args:
        things: Fragments, tables or charts, in order.
    """

    def __init__(self, things: Sequence[Any]) -> None:
        self._things = list(things)

    def __len__(self) -> int:
        return len(self._things)

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - index or slice, thing or things
        return self._things[index]

    def _ipython_display_(self) -> None:
        for thing in self._things:
            display(thing)  # type: ignore[no-untyped-call]


def prepare_templates() -> None:
    """Compile every template now instead of when it is first rendered."""
    for name in _TEMPLATES.list_templates():
        _TEMPLATES.get_template(name)


def render(template: str, **values: object) -> Markup:
    """Fill a template; every value is escaped unless it is Markup already.

    Args:
        template: File name below `present/templates`.
        values: What the template asks for.

    Returns:
        Safe HTML.
    """
    return Markup(_TEMPLATES.get_template(template).render(**values))  # noqa: S704 - the template escapes


def markdown(text: str) -> Markup:
    """Render a text from the data.

    Args:
        text: Markdown; HTML inside it is not trusted.

    Returns:
        Safe HTML.
    """
    if current() == SWEDISH:
        return Markup(_MARKDOWN.render(text))  # noqa: S704 - raw HTML is switched off above
    pieces = _MARKDOWN.parse(text)
    for piece in pieces:
        if piece.level == 0 and piece.nesting >= 0:
            piece.attrSet("lang", SWEDISH)
    return Markup(_MARKDOWN.renderer.render(pieces, _MARKDOWN.options, {}))  # noqa: S704 - as above


#: Class of a sentence about something that many documents simply do not have.
OPTIONAL = "optional"


def overview(*sentences: str) -> Fragment:
    """Say in a few words what the figures below show.

    Args:
        sentences: What is said; nothing is said by an empty one.

    Returns:
        A paragraph a sentence.
    """
    told = [sentence for sentence in sentences if sentence]
    return Fragment(render("overview.html.j2", sentences=told), "\n".join(told))


def remarks(sentences: Sequence[str]) -> Fragment:
    """Say what is to be known of what stands above.

    Args:
        sentences: What is said.

    Returns:
        A paragraph a sentence, toned down.
    """
    return Fragment(render("remarks.html.j2", sentences=sentences), "\n".join(sentences))


def together_with(*fragments: Fragment) -> Fragment:
    """Put pieces of a page together.

    Args:
        fragments: The pieces, in order.

    Returns:
        All as one.
    """
    html = Markup("").join(fragment.html for fragment in fragments)
    return Fragment(html, "\n".join(fragment.plain for fragment in fragments))


def nothing(sentence: str, *, optional: bool = False, log: bool = False) -> Fragment:
    """Say that there is nothing to show.

    Args:
        sentence: What is missing.
        optional: Whether many documents lack it: pages then leave the whole section out, notebooks say it.
        log: Whether it tells of builds and not of the organisation, as `Table.log`.

    Returns:
        The sentence, toned down.
    """
    return Fragment(render("nothing.html.j2", sentence=sentence, kind=OPTIONAL if optional else "", log=log), sentence)
