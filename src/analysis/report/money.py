"""The financial tables of a part of a document, as printed, with their variances and what is said of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from analysis.base.money import Statement
from analysis.base.vocabulary import DocumentKind, Missing, SubjectType
from analysis.errors import ParameterError, nearest
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment, Several, nothing, overview
from analysis.present.table import Table
from analysis.present.tables.amount_table import amount_table
from analysis.present.tables.ledger_table import LINE, latest_variances, ledger_table, variance_chart
from analysis.present.text.result_told import expected_told, result_told
from analysis.present.text.running_text import reading
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import doubts_of, errors_in, with_doubts
from analysis.words.codes import STATEMENTS
from analysis.words.mixed_language import joined, swedish
from analysis.words.phrases import enumerate_words
from analysis.words.translate import Words, _, later, n_

#: What a column of a financial table is about.
COLUMN = ("measure", "period_start", "period_end", "unit")
#: Fewer bars than this say no more than the table does.
FEW_BARS = 3
#: What printed variances say, by what is to the good (of a table with incomes and costs both) and what they are.
SIDES = Words(
    {
        ((1,), 0): later("Avvikelser mot budget: plus är bättre, minus sämre."),
        ((-1,), -1): later("Avvikelserna är tryckta som budget minus utfall: minus är bättre än budget, plus sämre."),
        ((-1,), 1): later("Avvikelserna är tryckta som utfall minus budget: minus är bättre än budget, plus sämre."),
        ((-1, 1), -1): later(
            "Avvikelserna är tryckta som budget minus utfall: plus är bättre för kostnader, minus för det övriga."
        ),
        ((-1, 1), 1): later(
            "Avvikelserna är tryckta som utfall minus budget: minus är bättre för kostnader, plus för det övriga."
        ),
    }
)
#: What a printed variance says of investments, where neither side is the good one: which sign is more than the budget.
AMOUNTS = Words(
    {
        1: later("Avvikelser mot budget: plus är mer investerat än budgeten, minus mindre."),
        -1: later("Avvikelser mot budget: minus är mer investerat än budgeten, plus mindre."),
    }
)


def statement_frame(part: DocumentPart, statement: str) -> pl.DataFrame:
    """One financial table as printed.

    Args:
        statement: Code, such as `income_statement`.

    Returns:
        Rows of the view `ledger_detail`; `in_table` tells whether a table of the document prints the amount.

    Raises:
        ParameterError: If there is no such kind of table.
    """
    known = [*Statement, *_own(part)]
    if statement not in known:
        raise ParameterError(_("Okänd tabell «{statement}».", statement=statement), nearest(statement, known))
    return part.rows("ledger", statement=statement)


def statement(part: DocumentPart, statement: str) -> Table | Several | Fragment:
    """A financial table laid out as printed; amounts that stand in running text are listed, one a row.

    Args:
        statement: Code, such as `income_statement`.

    Returns:
        The table, with a list of what the text adds to it, or a sentence when the document has none.
    """
    lines = statement_frame(part, statement)
    kind = _kind(part, statement)
    if kind == Statement.OTHER:
        # What a table of key figures prints is shown there.
        lines = lines.filter(~pl.col("in_table"))
    title = _title(part, statement)
    if lines.is_empty():
        return nothing(_("{title}: ingen sådan tabell finns i dokumentet.", title=title), optional=True)
    printed, empty = _with_amounts(lines)
    if printed.is_empty():
        return nothing(_("{title}: dokumentet har posten men inga belopp.", title=title), optional=True)
    laid_out, listed = _told_apart(printed, kind)
    below, doubts = _without_amounts(empty), doubts_of(errors_in(part, lines))
    shown = []
    if laid_out.height:
        table = ledger_table(laid_out, joined([title, part.where]), part.source, part.until)
        shown.append(replace(table, lead=_lead(lines, kind)))
    if listed.height:
        beside = _("{title}, belopp i texten", title=title) if laid_out.height else title
        shown.append(amount_table(listed, joined([beside, part.where]), part.source, part.until))
    said = shown[0].notes if len(shown) > 1 else ()
    notes = [*(note for note in shown[-1].notes if note not in said), *below]
    shown[-1] = replace(shown[-1], notes=notes, doubts=doubts)
    return shown[0] if len(shown) == 1 else Several(shown)


def own_statements(part: DocumentPart) -> Several | Fragment:
    """The financial tables that the owner has named, each as `statement` shows it.

    Returns:
        Every one that the document has, in the order of their names.
    """
    named = sorted(_own(part).values(), key=lambda each: str(each["name"]))
    there = [str(each["kind"]) for each in named if part.rows("ledger", statement=str(each["kind"])).height]
    shown = [value for code in there for value in _several(statement(part, code))]
    return Several(shown) if shown else nothing(_("Dokumentet har inga egna ekonomiska tabeller."), optional=True)


def _several(value: Table | Several | Fragment) -> Iterable[Table | Chart | Fragment]:
    return value if isinstance(value, Several) else (value,)


def variances(part: DocumentPart, statement: str) -> Chart | Fragment:
    """Draw the printed variances of a financial table.

    Args:
        statement: Code, such as `department`.

    Returns:
        A bar chart; its title names the largest variance.
    """
    lines = _of_part(part, statement_frame(part, statement))
    rows = latest_variances(lines)
    if rows.is_empty():
        return nothing(_("Inga avvikelser är redovisade."), optional=True)
    if rows["line"].n_unique() < FEW_BARS:
        return nothing(_("Avvikelserna är för få för ett diagram."), optional=True)
    title = joined([_title(part, statement), part.where])
    table = ledger_table(rows, _("{title}, siffrorna i diagrammet", title=title), "", part.until)
    # What is to be known of the lines is told below their table, above the picture; where they come from and a
    # doubt must stand beside what it concerns wherever that is shown.
    doubts = doubts_of(errors_in(part, rows))
    table = replace(table, lead=_lead(lines, _kind(part, statement)), notes=(), origins=(), doubts=doubts)
    return variance_chart(f"avvikelser-{statement}", rows, table, part.source, part.until)


def result_in_short(part: DocumentPart) -> Fragment:
    """The result so far and the one expected for the year, each against its budget.

    Returns:
        Two sentences at most; a sentence when the document prints no such results.
    """
    told = told_of_result(part)
    if not any(told):
        return nothing(_("Dokumentet har inget resultat att jämföra."), optional=True)
    return overview(*told, _("Hela resultaträkningen och {department.the_many} finns i ett senare kapitel."))


def told_of_result(part: DocumentPart) -> list[str]:
    """Say what the result is so far, and what it is expected to be; an empty sentence for what is not printed."""
    results = results_of(part)
    return [result_told(results, part.until), expected_told(results)]


def results_of(part: DocumentPart) -> pl.DataFrame:
    """The amounts of the last line of the income statement that is known to be a result, else of its last total."""
    lines = _of_part(part, statement_frame(part, Statement.INCOME_STATEMENT))
    return _results(lines.filter(pl.col("is_total") & pl.col("amount").is_not_null()))


def _of_part(part: DocumentPart, lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of whom the part is about, else of the first of its parts: those of several are never one's."""
    whose = lines.select("organisation", "own").unique(maintain_order=True).rows()
    first = min(whose, key=lambda each: (each[0] != part.row["organisation"], not each[1]), default=("", False))
    return lines.filter(organisation=first[0])


def _own(part: DocumentPart) -> Mapping[str, Mapping[str, object]]:
    """The financial tables that the owner has named."""
    return {row["kind"]: row for row in part.rows("own_statements").iter_rows(named=True)}


def _kind(part: DocumentPart, statement: str) -> str:
    """What kind of table one is: the owner's own behave like one of those that are known."""
    return str(_own(part).get(statement, {}).get("behaves_as", statement))


def _title(part: DocumentPart, statement: str) -> str:
    """What a table is called; what a plan prints for its departments is a budget first of all."""
    if own := _own(part).get(statement):
        return swedish(str(own["name"]))
    if statement == Statement.DEPARTMENT and part.row["kind"] == DocumentKind.PLAN:
        return _("Budget och resultat per {department.one}")
    return STATEMENTS[Statement(statement)]


def statement_text(part: DocumentPart, statement: str) -> Fragment:
    """What the document says about a financial table.

    Args:
        statement: Code, such as `investment`.

    Returns:
        Running text.
    """
    texts = part.texts(SubjectType.STATEMENT).filter(pl.col("subject") == statement)
    if texts.is_empty():
        return nothing(_("Dokumentet kommenterar inte tabellen."), optional=True)
    return with_doubts(part, reading(texts), texts)


def _with_amounts(lines: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Leave out lines and columns where the source prints no amount and says nothing of why; and name those lines."""
    told = pl.col("amount").is_not_null() | (pl.col("missing") != Missing.NOT_REPORTED.value)
    in_line, in_column = told.any().over("organisation", "line_no", "line"), told.any().over(COLUMN)
    empty = lines.filter(~in_line)["line"].unique(maintain_order=True).to_list()
    return lines.filter(in_line & in_column), empty


def _without_amounts(lines: Sequence[str]) -> list[str]:
    """Say which lines the document prints without any amount; nothing when there are none."""
    if not lines:
        return []
    told = enumerate_words([swedish(f"”{line}”") for line in lines])
    return [
        n_("Posten {lines} är tryckt utan belopp.", "Posterna {lines} är tryckta utan belopp.", len(lines), lines=told)
    ]


def _lead(lines: pl.DataFrame, statement: str) -> str:
    """What the sign of a variance says, where the table has variances and that is known."""
    variances = lines.filter((pl.col("measure") == "variance") & pl.col("amount").is_not_null())
    more, good, is_ = (_ways(variances, name) for name in ("plus_is_more", "plus_is_good", "variance_is"))
    if statement == Statement.INVESTMENT:
        return AMOUNTS.get(more[0], "") if len(more) == 1 else ""
    subtracted = is_[0] if len(is_) == 1 else 0
    return SIDES.get((good, 0 if good == (1,) else subtracted), "")


def _ways(variances: pl.DataFrame, name: str) -> tuple[int, ...]:
    """Which ways are known; what is known of a table is known of lines that are not judged."""
    return tuple(sorted({way for way in variances[name] if way}))


def _results(totals: pl.DataFrame) -> pl.DataFrame:
    """The last line that is known to be a result, else the last total."""
    known = totals.filter("is_result")
    chosen = totals if known.is_empty() else known
    return chosen.filter(pl.col("line_no") == pl.col("line_no").max())


def _told_apart(lines: pl.DataFrame, statement: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Part what is laid out as a table from what is listed: amounts in running text share no columns with others."""
    # Where no amount is known to stand in a table, all are laid out as one, but for those that belong to no statement
    # and those that would stand in a column each.
    listed = statement == Statement.OTHER or lines["in_table"].any() or _scattered(lines)
    of_table = pl.col("in_table") if listed else pl.lit(True)
    return lines.filter(of_table), lines.filter(~of_table)


def _scattered(lines: pl.DataFrame) -> bool:
    """Whether no two amounts would share a line or a column of a table."""
    return lines.height > 1 and all(lines.select(keys).is_unique().all() for keys in (LINE, COLUMN))
