"""What a cell shows that is not ours, as a value of its chapter; or why it cannot stand on a page."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from analysis.chapter.chapter import Value
from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.cells import HTML, PLAIN, PLOTLY, PNG, SVG
from analysis.chapter.markup.cleaning import cleaned, unshowable, words_of
from analysis.chapter.markup.markdown import spoken
from analysis.chapter.pieces import Prose, Said
from analysis.chapter.text import Part, Text
from analysis.errors import UserError
from analysis.present.foreign.own_figures import own_figures
from analysis.present.foreign.remedy import REMEDY
from analysis.words.translate import Words, _, later

MARKDOWN, LATEX = "text/markdown", "text/latex"
CODE_LENGTH = 60
#: How a terminal is told to colour what follows.
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
#: What forms are called that cannot stand on a page by themselves, the first that an output has is told.
UNSHOWN = Words(
    {
        PLOTLY: later("ett diagram (Plotly) utan text"),
        SVG: later("en bild utan text"),
        PNG: later("en bild utan text"),
        "image/jpeg": later("en bild utan text"),
        "application/vnd.jupyter.widget-view+json": later("ett reglage (widget)"),
        "application/javascript": later("något som ritas med JavaScript"),
        LATEX: later("en formel (LaTeX)"),
    }
)
#: Figures and pictures: what they lack are words.
WORDLESS = (PLOTLY, SVG, PNG)
OTHERWISE = later("Visa det som tabell, diagram eller bild med report.show, eller ge cellen taggen notebook-only.")


@dataclass(frozen=True)
class Where:
    """The cell that an output stands in.

    Attributes:
        cell: Its number as Jupyter counts what it executed; where it was not, its place in the notebook, from 1.
        source: Its code.
        name: Name of the notebook; empty where it is told beside.
    """

    cell: int
    source: str = ""
    name: str = ""

    @property
    def words(self) -> str:
        """For example "Cell 7 (figur.show())": a cell shows what stands on its last line."""
        lines = [line.strip() for line in self.source.splitlines() if line.strip()]
        last = lines[-1] if lines else ""
        short = last if len(last) <= CODE_LENGTH else f"{last[:CODE_LENGTH]}…"
        told = ": ".join(filter(None, [self.name, short]))
        return _("Cell {number}", number=self.cell) + (f" ({told})" if told else "")


class Unshowable(UserError):  # noqa: N818 - what the user is told of is the output
    """A cell shows something that cannot stand on a page, or lacks its words."""


def foreign_value(output: Mapping[str, Any], where: Where) -> Value | None:
    """Read an output that is not ours.

    Args:
        output: As nbformat has it, without a value of ours.
        where: The cell that it stands in.

    Returns:
        The value; nothing for what is meant for analysts alone: what went to standard error.

    Raises:
        Unshowable: If it cannot be shown, or is a figure without text.
    """
    if output["output_type"] == "stream":
        return _printed(_joined(output["text"])) if output["name"] == "stdout" else None
    if output["output_type"] == "error":
        said = f"{output['ename']}: {output['evalue']}"
        raise Unshowable(_("{cell} slutade med ett fel: {said}", cell=where.words, said=said), _("Rätta koden."))
    data = {media: _joined(content) for media, content in output["data"].items()}
    return _value(data, output.get("metadata", {}), where)


def _value(data: Mapping[str, Any], metadata: Mapping[str, Any], where: Where) -> Value | None:
    if PLOTLY in data:
        raise _refusal(PLOTLY, where)
    for media, read in _READERS.items():
        if media in data:
            return read(data[media], where)
    for media in (SVG, PNG):
        if media in data:
            return _picture(media, data[media], metadata, where)
    others = [media for media in data if media != PLAIN]
    if others:
        raise _refusal(next((media for media in UNSHOWN if media in data), others[0]), where)
    return _printed(str(data.get(PLAIN, "")))


def _refusal(media: str, where: Where) -> Unshowable:
    what = UNSHOWN.get(media, media)
    return Unshowable(
        _("{cell} visar {what}, och det går inte att ge ut.", cell=where.words, what=what),
        _(REMEDY) if media in WORDLESS else _(OTHERWISE),
    )


def _joined(content: Any) -> Any:  # noqa: ANN401 - text, lines of text or JSON
    is_lines = isinstance(content, list) and all(isinstance(line, str) for line in content)
    return "".join(content) if is_lines else content


def _printed(words: str) -> Text | None:
    """What code printed, as a terminal leaves it: without colours, and lines that were written over gone."""
    lines = [line.rstrip("\r").rpartition("\r")[2] for line in COLOURS.sub("", words).split("\n")]
    left = "\n".join(lines).rstrip()
    return Text(role="printed", parts=(Part("", (Said(left),)),)) if left else None


def _picture(media: Any, content: str, metadata: Mapping[str, Any], where: Where) -> Picture:  # noqa: ANN401 - a literal
    """A picture whose words its maker gave, as `IPython.display.Image` does by `alt`."""
    own = metadata.get(media)
    words = (own if isinstance(own, Mapping) else {}).get("alt") or metadata.get("alt")
    if not words:
        raise _refusal(media, where)
    return Picture(heading="", text=str(words), media=media, data=content, origins=own_figures(""))


def _hypertext(html: str, where: Where) -> Hypertext | None:
    if found := unshowable(html):
        what = _("HTML med <{element}>", element=found)
        raise Unshowable(
            _("{cell} visar {what}, och det går inte att ge ut.", cell=where.words, what=what), _(OTHERWISE)
        )
    clean = cleaned(html)
    words = words_of(clean)
    return Hypertext(heading="", html=clean, text=words, origins=own_figures("")) if words else None


def _prose(markdown: str, where: Where) -> Value | None:
    """Running text, a part a heading; with tables in it HTML, for prose has none."""
    writer = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    tokens = writer.parse(markdown)
    if any(token.type == "table_open" for token in tokens):
        return _hypertext(writer.render(markdown), where)
    parts = tuple(_parts(markdown.splitlines(), tokens))
    return Text(role="reading", parts=parts) if parts else None


def _parts(lines: Sequence[str], tokens: Sequence[Token]) -> Iterator[Part]:
    opened = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    spans = [tokens[place].map or [0, 0] for place in opened]
    words = ["", *(spoken(tokens[place + 1]) for place in opened)]
    starts, ends = [0, *(last for _first, last in spans)], [*(first for first, _last in spans), len(lines)]
    for heading, start, end in zip(words, starts, ends, strict=True):
        prose = "\n".join(lines[start:end]).strip()
        if heading or prose:
            yield Part(heading, (Prose(prose),) if prose else ())


#: Forms that can stand on a page, the best first.
_READERS: dict[str, Callable[[str, Where], Value | None]] = {MARKDOWN: _prose, HTML: _hypertext}
