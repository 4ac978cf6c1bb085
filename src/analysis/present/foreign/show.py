"""What is not ours, shown all the same: frames, figures, pictures and HTML of libraries that are not imported here."""

import base64
import io
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from IPython import get_ipython
from markupsafe import Markup

from analysis.chapter.foreign import Hypertext, Picture
from analysis.chapter.markup.cells import HTML, PLAIN, PLOTLY, PNG, SVG
from analysis.chapter.markup.cleaning import cleaned, unshowable, words_of
from analysis.errors import ParameterError
from analysis.present.foreign.figure import chart_of
from analysis.present.foreign.frame_table import frame_table
from analysis.present.foreign.own_figures import own_figures
from analysis.present.foreign.remedy import REMEDY
from analysis.present.fragment import Fragment
from analysis.words.current_language import LANGUAGES, current, speaking
from analysis.words.translate import _

#: Classes of other libraries by module and name; a library's own name for its module changes with its version.
Names = tuple[tuple[str, str], ...]
POLARS: Names = (("polars.dataframe.frame", "DataFrame"), ("polars.series.series", "Series"))
PANDAS: Names = (
    *(("pandas", "DataFrame"), ("pandas.core.frame", "DataFrame")),
    *(("pandas", "Series"), ("pandas.core.series", "Series")),
)
FRAMES = (*POLARS, *PANDAS)
PLOTLY_FIGURES: Names = (("plotly.basedatatypes", "BaseFigure"),)
#: Those that a notebook shows by themselves; a widget shows itself in its own way.
BARE_FIGURES: Names = (("plotly.graph_objs._figure", "Figure"),)
MATPLOTLIB: Names = (("matplotlib.figure", "Figure"),)
#: Dots an inch of a picture: sharp on paper.
SHARP = 160


def show(thing: Any, text: str = "", title: str = "", source: str = "") -> Fragment:  # noqa: ANN401 - anything
    """Show something of another library in a chapter.

    Args:
        thing: A frame or series of Polars or Pandas; a figure of Plotly or matplotlib; a table of Great Tables; what
            shows itself as a picture or as HTML.
        text: What it shows, for those who do not see it: a figure and a picture must have it. Of a table, what must be
            known to read it.
        title: What stands above it: of a figure the finding.
        source: Where it comes from.

    Returns:
        The same as a value that a page can show.

    Raises:
        ParameterError: If it cannot be shown, or a figure has no text.
    """
    if isinstance(getattr(getattr(thing, "value", None), "kind", None), str):
        return Fragment(thing.value)
    if _is_one_of(thing, FRAMES):
        return Fragment(frame_table(thing, title, text, source))
    if _is_one_of(thing, PLOTLY_FIGURES):
        return Fragment(chart_of(thing, _needed(text), title, source))
    if (drawn := _drawn_by_matplotlib(thing)) is not None:
        return Fragment(_picture(PNG, _png_of(drawn, close=True), _needed(text), title, source))
    return _represented(thing, text, title, source)


def register(shell: Any) -> None:  # noqa: ANN401 - IPython has no types
    """Let a notebook show frames the way of the language, and figures by what can be told of them on a page.

    Args:
        shell: The IPython that runs the notebook; nothing is loaded for it.
    """
    formatter = shell.display_formatter
    for names in FRAMES:
        formatter.mimebundle_formatter.for_type_by_name(*names, _frame_bundle)
        # The table of the library itself cuts words and rows.
        formatter.formatters[HTML].for_type_by_name(*names, _nothing)
    for names in MATPLOTLIB:
        formatter.mimebundle_formatter.for_type_by_name(*names, _matplotlib_bundle)
    for names in BARE_FIGURES:
        formatter.ipython_display_formatter.for_type_by_name(*names, _display_plotly)


def load_ipython_extension(shell: Any) -> None:  # noqa: ANN401 - IPython has no types
    """Do so in a kernel that is started with this module as an extension: ours is.

    Args:
        shell: The IPython of the kernel.
    """
    register(shell)


def _frame_bundle(frame: Any) -> dict[str, Any]:  # noqa: ANN401 - a frame of any library
    with speaking(_language_of_notebook()):
        return Fragment(frame_table(frame))._repr_mimebundle_()


def _language_of_notebook() -> str:
    """The language that the notebook's parameter names; the one written now where it has none."""
    shell = get_ipython()
    named = shell.user_ns.get("language") if shell else None
    return named if named in LANGUAGES else current()


def _nothing(_frame: object) -> None:
    """A formatter that has nothing to say."""


def _matplotlib_bundle(figure: Any) -> dict[str, Any]:  # noqa: ANN401 - matplotlib is not imported for its types
    return {PNG: base64.b64encode(_png_of(figure, close=False)).decode(), PLAIN: repr(figure)}


def _display_plotly(figure: Any) -> None:  # noqa: ANN401 - Plotly has no types
    """Show a figure as Plotly's own form alone: neither its script, which is of 4 MB, nor words that it has none of."""
    from IPython.display import display  # noqa: PLC0415 - only a notebook shows anything

    display({PLOTLY: json.loads(figure.to_json()), PLAIN: _("Diagram (Plotly)")}, raw=True)  # type: ignore[no-untyped-call]


# ---- figures and pictures ----


def _drawn_by_matplotlib(thing: Any) -> Any:  # noqa: ANN401 - a figure, axes, or a grid of another library
    for figure in (thing, getattr(thing, "figure", None)):
        if _is_one_of(figure, MATPLOTLIB):
            return figure
    return None


def _png_of(figure: Any, *, close: bool) -> bytes:  # noqa: ANN401 - matplotlib is not imported for its types
    """Draw a figure; a closed one is not shown a second time by the notebook when its cell ends."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=SHARP, bbox_inches="tight", metadata={"Software": None})
    if close and (pyplot := sys.modules.get("matplotlib.pyplot")):
        pyplot.close(figure)
    return file.getvalue()


def _picture(media: Any, content: bytes | str, text: str, title: str, source: str) -> Picture:  # noqa: ANN401 - a literal
    data = base64.b64encode(content).decode() if isinstance(content, bytes) else content
    own = own_figures(title)
    return Picture(heading=title, text=text, media=media, data=data, source=source, origins=own)


def _needed(text: str) -> str:
    if not text.strip():
        raise ParameterError(_("Figuren saknar text."), _(REMEDY))
    return text


# ---- what shows itself ----


def _represented(thing: Any, text: str, title: str, source: str) -> Fragment:  # noqa: ANN401 - anything
    forms = _forms_of(thing)
    if drawn := next((media for media in (SVG, PNG) if forms.get(media)), ""):
        return Fragment(_picture(drawn, forms[drawn], _needed(text), title, source))
    if forms.get(HTML):
        return Fragment(_hypertext(forms[HTML], text, title, source))
    raise ParameterError(
        _("{what} går inte att visa i ett kapitel.", what=type(thing).__name__),
        _("Gör en tabell, ett diagram eller en bild av det."),
    )


def _forms_of(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - anything
    """What a thing says that it looks like, by media type; a table of Great Tables as it is sent to others."""
    if isinstance(thing, type):
        return {}
    ways = {HTML: ("as_raw_html", "_repr_html_"), SVG: ("_repr_svg_",), PNG: ("_repr_png_",)}
    forms = {
        media: next(filter(None, (_said_by(thing, name) for name in names)), None) for media, names in ways.items()
    }
    return (_said_by(thing, "_repr_mimebundle_") or {}) | {media: form for media, form in forms.items() if form}


def _said_by(thing: Any, name: str) -> Any:  # noqa: ANN401 - what the method gives, without metadata
    method: Callable[[], Any] | None = getattr(thing, name, None)
    said = method() if callable(method) else None
    return said[0] if isinstance(said, tuple) else said


def _hypertext(html: str, text: str, title: str, source: str) -> Hypertext:
    if found := unshowable(html):
        raise ParameterError(
            _("HTML med <{element}> går inte att visa i ett kapitel.", element=found),
            _("Gör en tabell, ett diagram eller en bild av det."),
        )
    around: Sequence[str] = [str(Markup("<p>{}</p>").format(words)) if words else "" for words in (text, source)]
    clean = cleaned(html.join(around))
    return Hypertext(heading=title, html=clean, text=words_of(clean), origins=own_figures(title))


def _is_one_of(thing: object, names: Names) -> bool:
    return any((kind.__module__, kind.__name__) in names for kind in type(thing).__mro__)
