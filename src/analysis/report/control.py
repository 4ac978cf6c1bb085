"""Internal control: how the controls came out."""

from analysis.base.vocabulary import SubjectType, SymbolSubject
from analysis.present.fragment import Fragment, Several, nothing, overview
from analysis.present.table import Table
from analysis.present.tables.control_table import control_table, lost_symbols
from analysis.present.text.glance import tally
from analysis.present.text.running_text import comments
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import with_notes
from analysis.words.translate import _


def controls_at_a_glance(part: DocumentPart) -> Several | Fragment:
    """How many controls have which assessment.

    Returns:
        One line of symbols, and what figures say where the symbol is lost; a sentence when the document has no
        controls.
    """
    controls = part.rows("controls")
    if controls.is_empty():
        return nothing(_("Dokumentet redovisar {internal_control:ingen|inget} {internal_control.one}."))
    counted = tally(controls["assessment_step"], part.symbols, SymbolSubject.CONTROL)
    lost = lost_symbols(controls, part.rows("key_figures"))
    return Several([counted, overview(*lost)]) if lost else counted


def controls(part: DocumentPart) -> Table | Fragment:
    """Risks, controls, results and actions.

    Returns:
        One row a control, or a sentence when the document has none.
    """
    controls = part.rows("controls")
    if controls.is_empty():
        return nothing(_("Dokumentet redovisar {internal_control:ingen|inget} {internal_control.one}."))
    texts = part.texts(SubjectType.CONTROL)
    caption = _("{Internal_control.one} {where}", where=part.where)
    table = control_table(controls, part.symbols, comments(texts, named=True), caption, part.source)
    return with_notes(part, table, texts)
