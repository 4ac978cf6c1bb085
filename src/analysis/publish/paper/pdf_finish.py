"""What Chromium leaves out of a PDF, put right: metadata, bookmarks, tags of pictures, lists and links."""

from collections import defaultdict, deque

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    Pdf,
    String,
)

from analysis.publish.paper.pdf_artifacts import mark_artifacts
from analysis.publish.paper.pdf_check import bookmarks
from analysis.publish.paper.pdf_tree import STANDARD, above, alternative, below, elements, kids, role
from analysis.publish.paper.printed_document import Outline
from analysis.words.translate import _

AUTHOR = "Årshjul"
#: Where a PDF keeps the fingerprint of the page that it was printed from.
FINGERPRINT = "/ArshjulPage"
#: What Chromium calls elements as PDF 2.0 does, in the words of PDF 1.7.
MEANT = {"Strong": "Span", "Em": "Span", "Sub": "Span", "Aside": "Sect", "Title": "P", "FENote": "Note"}


def finish(pdf: Pdf, page: Outline) -> None:
    """Put right what the browser leaves out.

    Args:
        pdf: The document as it was printed; changed in place.
        page: What the page that it was printed from has.
    """
    _set_properties(pdf, page)
    _name_bookmarks(pdf, page)
    _group_figures(pdf)
    _complete_lists(pdf)
    _describe_links(pdf, page)
    _say_what_types_mean(pdf)
    for each in pdf.pages:
        mark_artifacts(pdf, each.obj, page.hidden)


def claim(pdf: Pdf) -> None:
    """Say in the metadata that the document keeps PDF/UA-1; only for one that has been checked.

    Args:
        pdf: The document; changed in place.
    """
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfuaid:part"] = "1"


def _set_properties(pdf: Pdf, page: Outline) -> None:
    pdf.Root.Lang = String(page.language)
    if "/ViewerPreferences" not in pdf.Root:
        pdf.Root.ViewerPreferences = Dictionary()
    pdf.Root.ViewerPreferences.DisplayDocTitle = True
    for name, value in {"/Title": page.title, "/Author": AUTHOR, "/Creator": AUTHOR}.items():
        pdf.docinfo[name] = String(value)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata.load_from_docinfo(pdf.docinfo)
        metadata["dc:title"] = page.title
        metadata["dc:creator"] = [AUTHOR]
        metadata["dc:language"] = {page.language}
    pdf.docinfo[FINGERPRINT] = String(page.fingerprint)


def _name_bookmarks(pdf: Pdf, page: Outline) -> None:
    """Chromium drops the blank where a heading is broken over two lines."""
    words: defaultdict[str, deque[str]] = defaultdict(deque)
    for heading in page.headings:
        words["".join(heading.text.split())].append(heading.text)
    with pdf.open_outline() as outline:
        for item in bookmarks(outline.root):
            if known := words["".join(item.title.split())]:
                item.title = known.popleft()


def _group_figures(pdf: Pdf) -> None:
    """A figure around a picture, its caption and its table is a group; what a picture is made of is no picture."""
    bare = [element for element in elements(pdf) if role(element) == "Figure" and not alternative(element)]
    for element in bare:
        if any(alternative(inner) for inner in below(element) if role(inner) == "Figure"):
            element.S = Name.Div
        elif any(alternative(outer) for outer in above(element) if role(outer) == "Figure"):
            element.S = Name.NonStruct


def _complete_lists(pdf: Pdf) -> None:
    """What an item of a list says stands in a body of its own, beside its number or dot."""
    for item in [element for element in elements(pdf) if role(element) == "LI"]:
        own = kids(item)
        if not all(isinstance(kid, Dictionary) and "/S" in kid for kid in own):
            continue
        labels = [kid for kid in own if role(kid) in ("Lbl", "LBody")]
        rest = [kid for kid in own if role(kid) not in ("Lbl", "LBody")]
        if rest:
            body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array(rest)))
            for kid in rest:
                kid.P = body
            item.K = Array([*labels, body])


def _say_what_types_mean(pdf: Pdf) -> None:
    used = {role(element) for element in elements(pdf)} - STANDARD
    if meant := {f"/{name}": Name(f"/{MEANT[name]}") for name in sorted(used & MEANT.keys())}:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(meant)


def _describe_links(pdf: Pdf, page: Outline) -> None:
    """A link says where it leads, for those who do not see the text around it."""
    names = {f"/{heading.key}": heading.text for heading in page.headings if heading.key}
    for link in (link for each in pdf.pages for link in each.obj.get("/Annots", Array())):
        if "/Contents" not in link:
            link.Contents = String(_destination(link, names))


def _destination(link: Object, names: dict[str, str]) -> str:
    if "/A" in link:
        return _("Till {place}", place=link.A.get("/URI") or _("en annan plats"))
    place = names.get(str(link.get("/Dest", "")))
    return _("Till {place}", place=place or _("en annan plats i dokumentet"))
