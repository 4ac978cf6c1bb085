"""The templates that values are written by."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analysis.chapter.markup.course import told
from analysis.chapter.markup.markdown import prose
from analysis.chapter.markup.origins import by_place
from analysis.chapter.markup.pieces import cell, line, said
from analysis.chapter.markup.shapes import shape, with_word
from analysis.words.mixed_language import plain
from analysis.words.translate import FOR_TEMPLATES

_TEMPLATES = Environment(
    loader=PackageLoader("analysis.chapter.markup"),
    autoescape=True,
    undefined=StrictUndefined,
    # They come with the program: to look whether they have changed takes longer than to fill them.
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)
# No blanks between what a script reads.
_TEMPLATES.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
_TEMPLATES.globals.update(FOR_TEMPLATES)
_TEMPLATES.globals.update(cell=cell, line=line, said=said, shape=shape, symbol=with_word)
_TEMPLATES.globals.update(prose=prose, course=told, by_place=by_place)
_TEMPLATES.filters["plain"] = plain


def prepare_templates() -> None:
    """Compile every template now instead of when it is first filled."""
    for name in _TEMPLATES.list_templates():
        _TEMPLATES.get_template(name)


def fill(template: str, **values: object) -> Markup:
    """Fill a template; every value is escaped unless it is Markup already.

    Args:
        template: File name below `markup/templates`, without ending.
        values: What the template asks for.

    Returns:
        Safe HTML.
    """
    return Markup(_TEMPLATES.get_template(f"{template}.html.j2").render(**values))  # noqa: S704 - the template escapes
