"""A PDF held against what makes it readable for everyone: tags, language, title, bookmarks, texts for pictures."""

from collections import Counter
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, OutlineItem, Pdf, parse_content_stream

from analysis.publish.paper.pdf_artifacts import BEGIN, END
from analysis.publish.paper.pdf_tree import (
    STANDARD,
    alternative,
    below,
    elements,
    page_of,
    role,
    role_map,
)
from analysis.publish.paper.printed_document import Outline
from analysis.words.translate import _

SCOPES = {"/Column", "/Row", "/Both"}
EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")
#: Operators that write text.
TEXT = ("Tj", "TJ", "'", '"')
#: More of one kind than this are counted instead of listed.
LISTED = 5


def faults_of(pdf: Pdf, page: Outline) -> list[str]:
    """Check a PDF.

    Args:
        pdf: The document.
        page: What the page that it was printed from has.

    Returns:
        Every fault; nothing when the document is right.
    """
    rules = (_tags, _types, _language, _title, _bookmarks, _headings, _pictures, _tables, _pages, _fonts, _links)
    return [fault for rule in rules for fault in _shortened(list(rule(pdf, page)))]


def _tags(pdf: Pdf, _page: Outline) -> Iterator[str]:
    if not bool(pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False)) or "/StructTreeRoot" not in pdf.Root:
        yield _("PDF:en är inte taggad (MarkInfo eller StructTreeRoot saknas).")
    elif next(elements(pdf), None) is None:
        yield _("Strukturträdet är tomt.")


def _types(pdf: Pdf, _page: Outline) -> Iterator[str]:
    meant = role_map(pdf)
    used = {role(element) for element in elements(pdf)}
    for name in sorted(used - STANDARD):
        if meant.get(name) not in STANDARD:
            yield _("Taggen {name} är inte av PDF 1.7, och RoleMap säger inte vad den står för.", name=name)
    for name in sorted(meant.keys() & STANDARD):
        yield _("Taggen {name} är av PDF 1.7 och får inte stå för något annat (RoleMap).", name=name)


def _language(pdf: Pdf, page: Outline) -> Iterator[str]:
    language = str(pdf.Root.get("/Lang", ""))
    if language.partition("-")[0] != page.language:
        wrong = _("Språket är «{language}», sidans är «{page}».", language=language, page=page.language)
        yield wrong if language else _("Språket är inte angivet.")


def _title(pdf: Pdf, page: Outline) -> Iterator[str]:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        own, described = str(pdf.docinfo.get("/Title", "")), str(metadata.get("dc:title", ""))
    if own != page.title:
        wrong = _(
            "Titeln saknas eller är fel: dokumentets är «{title}», rapportens är «{right}».",
            title=own,
            right=page.title,
        )
        yield wrong
    if described != page.title:
        yield _(
            "Titeln saknas eller är fel: metadatas är «{title}», rapportens är «{right}».",
            title=described,
            right=page.title,
        )
    if not bool(pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield _("Titeln visas inte i fönstrets namnlist (DisplayDocTitle).")


def _bookmarks(pdf: Pdf, page: Outline) -> Iterator[str]:
    with pdf.open_outline() as outline:
        found = Counter(item.title for item in bookmarks(outline.root))
    wanted = Counter(heading.text for heading in page.headings)
    yield from (_("Bokmärket «{heading}» saknas.", heading=text) for text in (wanted - found).elements())


def _headings(pdf: Pdf, page: Outline) -> Iterator[str]:
    found = Counter(role(element) for element in elements(pdf))
    for level, wanted in sorted(Counter(heading.level for heading in page.headings).items()):
        if found[f"H{level}"] < wanted:
            yield _(
                "Bara {found} av {all} rubriker på nivå {level} är taggade som rubriker.",
                found=found[f"H{level}"],
                all=wanted,
                level=level,
            )


def _pictures(pdf: Pdf, page: Outline) -> Iterator[str]:
    figures = [element for element in elements(pdf) if role(element) == "Figure"]
    yield from (
        _("En bild{on_page} saknar alternativtext.", on_page=_on_page(pdf, figure))
        for figure in figures
        if not alternative(figure)
    )
    if len(figures) < page.pictures:
        yield _("Bara {found} av {all} bilder är taggade som bilder.", found=len(figures), all=page.pictures)


def _tables(pdf: Pdf, _page: Outline) -> Iterator[str]:
    for table in (element for element in elements(pdf) if role(element) == "Table"):
        headings = [cell for cell in below(table) if role(cell) == "TH"]
        if not headings:
            yield _("En tabell{on_page} saknar rubrikceller.", on_page=_on_page(pdf, table))
        elif not all(_scoped(cell) for cell in headings):
            yield _(
                "En tabell{on_page} har rubrikceller som inte säger vad de är rubrik för (Scope).",
                on_page=_on_page(pdf, table),
            )


def _pages(pdf: Pdf, _page: Outline) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        if _has_untagged_text(page.obj):
            yield _("Sidan {number} har text utan taggar.", number=number)
        elif "/StructParents" not in page.obj:
            yield _("Sidan {number} hör inte till strukturträdet.", number=number)


def _fonts(pdf: Pdf, _page: Outline) -> Iterator[str]:
    fonts = {font.objgen: font for page in pdf.pages for font in page.resources.get("/Font", Dictionary()).values()}
    loose = {str(font.get("/BaseFont", "?")) for font in fonts.values() if not _is_embedded(font)}
    yield from (_("Typsnittet {name} är inte inbäddat.", name=name.removeprefix("/")) for name in sorted(loose))


def _links(pdf: Pdf, _page: Outline) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        for link in page.obj.get("/Annots", Array()):
            if not str(link.get("/Contents", "")):
                yield _("En länk på sidan {number} säger inte vart den leder.", number=number)
            if str(link.get("/A", Dictionary()).get("/URI", "")).startswith("file:"):
                yield _("En länk på sidan {number} leder till en fil på datorn där PDF:en gjordes.", number=number)


def bookmarks(items: list[OutlineItem]) -> Iterator[OutlineItem]:
    """Walk through bookmarks.

    Args:
        items: Those of the first level.

    Yields:
        Every bookmark in order.
    """
    for item in items:
        yield item
        yield from bookmarks(item.children)


def _scoped(cell: Object) -> bool:
    attributes = cell.get("/A", Array())
    listed = [attributes] if isinstance(attributes, Dictionary) else list(attributes)
    return any(str(each.get("/Scope", "")) in SCOPES for each in listed if isinstance(each, Dictionary))


def _has_untagged_text(page: Object) -> bool:
    depth = 0
    for instruction in parse_content_stream(page, " ".join([*BEGIN, END, *TEXT])):
        operator = str(instruction.operator)
        depth += (operator in BEGIN) - (operator == END)
        if operator in TEXT and depth == 0:
            return True
    return False


def _is_embedded(font: Object) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # its glyphs are drawn in the file itself
    holders = [font, *font.get("/DescendantFonts", Array())]
    return any(key in holder.get("/FontDescriptor", Dictionary()) for holder in holders for key in EMBEDDED)


def _on_page(pdf: Pdf, element: Object) -> str:
    number = page_of(pdf, element)
    return _(" på sidan {number}", number=number) if number else ""


def _shortened(faults: list[str]) -> list[str]:
    if len(faults) <= LISTED:
        return faults
    return [*faults[:LISTED], _("… och {amount} till av samma slag.", amount=len(faults) - LISTED)]
