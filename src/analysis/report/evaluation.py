"""What is asked of an outside evaluation: points, what was found, and what later documents show of that."""

from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import FindingKind, SubjectType
from analysis.present.chart import Chart
from analysis.present.fragment import Fragment, Several, nothing, overview
from analysis.present.table import Table
from analysis.present.tables.score_table import (
    area_score_table,
    finding_table,
    followup_table,
    profile_chart,
    question_table,
    rounding_note,
    total,
)
from analysis.present.text.evaluation_text import evaluation_text as text_of_evaluators
from analysis.report.document_part import DocumentPart
from analysis.report.doubts import ROW, doubts_of, errors_in, with_doubts
from analysis.words.mixed_language import Source, joined, swedish
from analysis.words.translate import _

FEW = 5


def evaluation_total(part: DocumentPart, indicator: str = "") -> Fragment:
    """The points of the whole: as printed, or the areas' summed where the source lacks them.

    Args:
        indicator: Code of the indicator of the points that the evaluation gives to the whole.

    Returns:
        One sentence that says which, or that there are no points.
    """
    told = total_told(part, indicator)
    return overview(told) if told else nothing(_("Utvärderingen anger inga poäng."))


def total_told(part: DocumentPart, indicator: str = "") -> str:
    """Say the points of the whole; empty where there are none."""
    areas = score_areas(part)
    if areas.is_empty():
        return ""
    printed = part.rows("key_figures").filter((pl.col("indicator") == indicator) & pl.col("own"))
    summed, most = areas.select(pl.col("achieved", "max").sum()).row(0)
    return total(summed, most, printed["value"].drop_nulls().to_list())


def evaluation_profile(part: DocumentPart) -> Chart | Fragment:
    """Draw what each area reached of what it could.

    Returns:
        The profile, its title naming the strongest and the weakest area; a sentence when there are no points.
    """
    areas = score_areas(part)
    if areas["percent"].null_count() == areas.height:
        return nothing(_("Utvärderingen anger inga poäng per {evaluation_area.one}."), optional=True)
    table = _noted(part, area_score_table(areas, _("Poäng per {evaluation_area.one}"), "", sums=False))
    return profile_chart(areas, table, part.source)


def evaluation_areas(part: DocumentPart) -> Table | Fragment:
    """The points of each area.

    Returns:
        One row an area, or a sentence when there are no points.
    """
    areas = score_areas(part)
    if areas.is_empty():
        return nothing(_("Utvärderingen anger inga poäng per {evaluation_area.one}."), optional=True)
    caption = _("Poäng per {evaluation_area.one} {year}", year=part.row["year"])
    return _noted(part, area_score_table(areas, caption, part.source))


def evaluation_questions(part: DocumentPart, *, strongest: bool = False, weakest: bool = False) -> Table | Fragment:
    """The points of each question.

    Args:
        strongest: Only the five with the highest share of their points.
        weakest: Only the five with the lowest.

    Returns:
        One row a question, or a sentence when there are none.
    """
    questions, year = part.rows("scores"), part.row["year"]
    if questions.is_empty():
        return nothing(_("Utvärderingen har inga frågor med poäng."), optional=True)
    if strongest or weakest:
        questions = questions.sort("percent", descending=strongest, maintain_order=True).head(FEW)
    weak = _("De fem svagaste frågorna {year}", year=year) if weakest else _("Alla frågor {year}", year=year)
    caption = _("De fem starkaste frågorna {year}", year=year) if strongest else weak
    return _noted(part, question_table(questions, caption, part.source))


def evaluation_findings(part: DocumentPart) -> Table | Fragment:
    """Strengths, what is partly there and what to improve, area by area.

    Returns:
        One row an area, or a sentence when there are no findings.
    """
    findings = _findings(part)
    if findings.is_empty():
        return nothing(_("Utvärderingen har inga iakttagelser."), optional=True)
    caption = _("Iakttagelser per {evaluation_area.one} {year}", year=part.row["year"])
    return finding_table(findings, caption, part.source)


def evaluation_followups(part: DocumentPart) -> Several | Fragment:
    """What later documents show of what was partly there or to be improved.

    Returns:
        How many of the findings we have found in later documents, and a row for each of those, folded away; a
        sentence when there are none.
    """
    if _findings(part).is_empty():
        return nothing(_("Utvärderingen har inga iakttagelser."), optional=True)
    rows, sentence = part.rows("finding_followups"), followed_up(part)
    if rows.is_empty():
        return nothing(sentence)
    caption = _("Vad senare dokument visar om iakttagelserna {year}", year=part.row["year"])
    titles = [
        part.row["document_title"],
        *rows.sort("followed_year")["followed_title"].unique(maintain_order=True),
    ]
    source = Source.of(_("Källor: {titles}.", titles=joined(map(swedish, titles), "; ")), titles)
    return Several([overview(sentence), followup_table(rows, caption, source)])


def followed_up(part: DocumentPart) -> str:
    """Say of how many findings later documents tell something."""
    rows = part.rows("finding_followups")
    if rows.is_empty():
        return _("Vi har inte funnit iakttagelserna i något senare dokument.")
    lacking = _findings(part).filter(pl.col("kind") != FindingKind.STRENGTH.value).height
    found = rows.filter(pl.col("kind") != FindingKind.STRENGTH.value).select("area_no", "finding").n_unique()
    return _(
        "För {found} av de {all} iakttagelserna under Finns delvis och Att förbättra säger senare dokument något, "
        "senast {year}. Det betyder inte att de är åtgärdade. För de övriga {rest} har vi inte funnit något.",
        found=found,
        all=lacking,
        rest=lacking - found,
        year=rows["followed_year"].max(),
    )


def evaluation_text(part: DocumentPart) -> Fragment:
    """What the evaluators wrote, in our own words.

    Returns:
        Links to the areas, then each area with its points and its sections.
    """
    texts = part.texts(SubjectType.ORGANISATION)
    return with_doubts(part, text_of_evaluators(texts, score_areas(part), part.source), texts)


def score_areas(part: DocumentPart) -> pl.DataFrame:
    """The points of each area of an evaluation."""
    return part.rows("score_areas")


def _findings(part: DocumentPart) -> pl.DataFrame:
    return part.rows("findings")


def _noted(part: DocumentPart, table: Table) -> Table:
    """A table of points with what is to be known of its sums and shares."""
    errors = errors_in(part, table.frame)
    explained = table.frame.join(errors, on=ROW, how="anti")
    notes = [*table.notes, *rounding_note(explained)]
    return replace(table, notes=notes, doubts=doubts_of(errors))
