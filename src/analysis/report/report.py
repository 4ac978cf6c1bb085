"""The one object that a notebook meets. Each of its questions is answered by a room of its own."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import MethodType
from typing import Any, Concatenate, ParamSpec, TypeVar

import polars as pl
from IPython import get_ipython

from analysis.base.project import find_project
from analysis.errors import DatabaseError, known_language, nearest
from analysis.present.foreign.own_figures import from_database
from analysis.present.foreign.show import register, show
from analysis.present.fragment import Fragment
from analysis.present.symbols import SymbolSet
from analysis.present.table import Table
from analysis.report import areas as area_questions
from analysis.report import audit as audit_questions
from analysis.report import commitments as commitment_questions
from analysis.report import control as control_questions
from analysis.report import development as development_questions
from analysis.report import doubts as doubt_questions
from analysis.report import evaluation as outside_evaluation
from analysis.report import first_page as first_pages
from analysis.report import goals as goal_questions
from analysis.report import interim as interim_questions
from analysis.report import key_figures as figure_questions
from analysis.report import money as money_questions
from analysis.report import movement as movement_questions
from analysis.report import other_first_pages, own_questions, own_sheets
from analysis.report import plan as plan_questions
from analysis.report import review as review_questions
from analysis.report import symbols as symbol_questions
from analysis.report import tags as tag_questions
from analysis.report import texts as text_questions
from analysis.report import tree as tree_questions
from analysis.report.document_part import DocumentPart
from analysis.report.figure_marks import in_doubt
from analysis.report.given import UnknownQuestionError, called_rightly, check_given
from analysis.report.guide import help_with, usage
from analysis.store.own_terms import terms_of
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.speaker import spoken
from analysis.words.terms import NEUTRAL, Terminology, named_by, usually_named
from analysis.words.translate import _

P = ParamSpec("P")
T = TypeVar("T")


def _asked(question: Callable[Concatenate[DocumentPart, P], T]) -> Callable[Concatenate["Report", P], T]:
    """Make a question about a part of a document a method of the report, answered in the report's language."""

    @wraps(question)
    def answer(report: "Report", /, *arguments: P.args, **options: P.kwargs) -> T:
        given = question(report.document_part, *arguments, **options)
        if isinstance(given, pl.DataFrame) and question is not own_sheets.join_excel:
            from_database(given)
        return in_doubt(report.document_part, given)

    return spoken(called_rightly(answer))


class Report:
    """What one organisation reported for one year, ready to be shown.

    Args:
        organisation: Code of the organisation, such as `KLK`.
        year: Reporting year.
        process_area: Code of a process area, to see that area only.
        document: Id of the document, where the organisation has several for the year; the annual report otherwise.
        place: How the place in the document begins of what is reviewed, such as `Bilaga 2` or, for several,
            `Missiv, Bilaga 1`; all of it when left out.
        database: The DuckDB file; found from the project folder when left out.
        language: `sv` or `en`, the language of everything that the notebook shows but the words of the data.
        level: Level of the node, needed only where several levels have a node of that code.
        node: Code of a node of the goal tree, to see what hangs below it only.
        tag: Code of a tag, to see what carries it only.

    Attributes:
        language: The language.
        terms: What the owner calls things.
        document_part: What all questions are about.

    Raises:
        ParameterError: If organisation, year, process area or document are not in the database, or papermill gave the
            notebook what it does not declare; the nearest is named.
        DatabaseError: If there is no database yet.
    """

    @called_rightly
    def __init__(
        self,
        *,
        organisation: str,
        year: int,
        process_area: str | None = None,
        document: str = "",
        place: str = "",
        database: Path | str | None = None,
        language: str = SWEDISH,
        level: str = "",
        node: str = "",
        tag: str = "",
    ) -> None:
        self.language = known_language(language)
        with speaking(language):
            check_given()
            _in_notebook()
            self.terms = terms_of(Path(database) if database else find_project().database)
        with speaking(language), named_by(self.terms):
            self.document_part = DocumentPart(
                organisation, year, process_area, document, place, database, (level, node), tag
            )

    # ---- what it is about ----

    about = _asked(text_questions.about)
    abbreviations = _asked(text_questions.abbreviations)
    legend = _asked(symbol_questions.legend)

    @property
    def part(self) -> dict[str, Any]:
        """The row of the view `document_part`."""
        return self.document_part.row

    @property
    def areas(self) -> pl.DataFrame:
        """The process areas in printed order."""
        return from_database(self.document_part.areas)

    @property
    def process_area(self) -> str | None:
        """The chosen area's code, or nothing for all."""
        return self.document_part.process_area

    @property
    def symbols(self) -> SymbolSet:
        """The edition's symbols."""
        return self.document_part.symbols

    @property
    @spoken
    def source(self) -> str:
        """Where the figures come from, as a line below tables and charts."""
        return self.document_part.source

    @property
    @spoken
    def title(self) -> str:
        """Heading of a page about this report, or about its process area."""
        return self.document_part.title

    # ---- the whole, and its areas ----

    first_page = _asked(first_pages.first_page)
    first_page_of_interim = _asked(first_pages.first_page_of_interim)
    first_page_of_plan = _asked(other_first_pages.first_page_of_plan)
    first_page_of_control = _asked(other_first_pages.first_page_of_control)
    first_page_of_evaluation = _asked(other_first_pages.first_page_of_evaluation)
    at_a_glance = _asked(area_questions.at_a_glance)
    area_status = _asked(area_questions.area_status)
    area_text = _asked(area_questions.area_text)
    area_texts = _asked(area_questions.area_texts)
    summary_text = _asked(text_questions.summary_text)
    unit_texts = _asked(text_questions.unit_texts)
    own_summary = _asked(interim_questions.own_summary)
    claims = _asked(text_questions.claims)
    headline_counts = _asked(text_questions.headline_counts)

    # ---- the goal tree, and tags ----

    nodes_frame = _asked(tree_questions.nodes_frame)
    goal_tree = _asked(tree_questions.goal_tree)
    node_path = _asked(tree_questions.node_path)
    node_state = _asked(tree_questions.node_state)
    node_text = _asked(tree_questions.node_text)
    node_parts = _asked(tree_questions.node_parts)
    tagged_frame = _asked(tag_questions.tagged_frame)
    tag_at_a_glance = _asked(tag_questions.tag_at_a_glance)
    tagged = _asked(tag_questions.tagged)

    # ---- goals and commitments ----

    goals_frame = _asked(goal_questions.goals_frame)
    goal_measures_frame = _asked(goal_questions.goal_measures_frame)
    goals = _asked(goal_questions.goals)
    goal_charts = _asked(goal_questions.goal_charts)
    goals_chart = _asked(goal_questions.goals_chart)
    worsened = _asked(movement_questions.worsened)
    improved = _asked(movement_questions.improved)
    rank = _asked(movement_questions.rank)
    scorecard = _asked(goal_questions.scorecard)
    commitments_frame = _asked(commitment_questions.commitments_frame)
    commitments = _asked(commitment_questions.commitments)
    commitments_with_status = _asked(commitment_questions.commitments_with_status)
    commitments_chart = _asked(commitment_questions.commitments_chart)

    # ---- plans, interim reports, internal control, evaluations ----

    plan_at_a_glance = _asked(plan_questions.plan_at_a_glance)
    plan_goals = _asked(plan_questions.plan_goals)
    unreached = _asked(plan_questions.unreached)
    without_target = _asked(plan_questions.without_target)
    commitment_plan = _asked(plan_questions.commitment_plan)
    without_owner = _asked(plan_questions.without_owner)
    expected_at_year_end = _asked(interim_questions.expected_at_year_end)
    late = _asked(interim_questions.late)
    late_or_said_to_be = _asked(interim_questions.late_or_said_to_be)
    controls = _asked(control_questions.controls)
    controls_at_a_glance = _asked(control_questions.controls_at_a_glance)
    evaluation_total = _asked(outside_evaluation.evaluation_total)
    evaluation_profile = _asked(outside_evaluation.evaluation_profile)
    evaluation_areas = _asked(outside_evaluation.evaluation_areas)
    evaluation_questions = _asked(outside_evaluation.evaluation_questions)
    evaluation_findings = _asked(outside_evaluation.evaluation_findings)
    evaluation_followups = _asked(outside_evaluation.evaluation_followups)
    evaluation_text = _asked(outside_evaluation.evaluation_text)

    # ---- figures and money ----

    key_figures_frame = _asked(figure_questions.key_figures_frame)
    key_figures = _asked(figure_questions.key_figures)
    printed_tables = _asked(figure_questions.printed_tables)
    text_figures = _asked(figure_questions.text_figures)
    sex_chart = _asked(figure_questions.sex_chart)
    sex_charts = _asked(figure_questions.sex_charts)
    by_sex = _asked(figure_questions.by_sex)
    series = _asked(figure_questions.series)
    indicators = _asked(figure_questions.indicators)
    over_the_years = _asked(development_questions.over_the_years)
    development = _asked(development_questions.development)
    statement_frame = _asked(money_questions.statement_frame)
    statement = _asked(money_questions.statement)
    own_statements = _asked(money_questions.own_statements)
    statement_text = _asked(money_questions.statement_text)
    variances = _asked(money_questions.variances)
    result_in_short = _asked(money_questions.result_in_short)

    # ---- what a reviewer asks ----

    contradictions_frame = _asked(doubt_questions.contradictions_frame)
    errors_in_brief = _asked(doubt_questions.errors_in_brief)
    contradictions = _asked(review_questions.contradictions)
    missing = _asked(review_questions.missing)
    typed_figures = _asked(review_questions.typed_figures)
    judgements = _asked(review_questions.judgements)
    overrides = _asked(review_questions.overrides)
    for_auditors = _asked(audit_questions.for_auditors)
    unsupported_claims = _asked(review_questions.unsupported_claims)
    changes = _asked(review_questions.changes)
    acknowledged = _asked(review_questions.acknowledged)

    # ---- questions of one's own, and what is not ours ----

    @spoken
    @called_rightly
    def help(self, word: str = "") -> Table | Fragment:
        """List the questions that a report answers, by what one wants to know.

        Args:
            word: Only questions that say this in name or words; å, ä, ö and case do not matter.

        Returns:
            One row a question: what it answers and how it is written. A sentence where none says the word.
        """
        return help_with(word)

    sql = _asked(own_questions.sql)
    schema = _asked(own_questions.schema)
    join_excel = _asked(own_sheets.join_excel)

    @spoken
    def show(self, thing: Any, text: str = "", title: str = "", source: str = "") -> Fragment:  # noqa: ANN401 - anything
        """Show something that is not ours: a frame, a figure, a picture, a table of another library.

        Args:
            thing: A frame of Polars or Pandas, a figure of Plotly or matplotlib, a table of Great Tables, anything that
                shows itself as a picture or as HTML.
            text: What it shows, for whoever does not see it; a figure and a picture must have it.
            title: What stands above it: of a figure the finding.
            source: Where it comes from.

        Returns:
            The same as something that a page can show.

        Raises:
            ParameterError: If it cannot be shown, or a figure has no text.
        """
        return show(thing, text, title, source)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - there is none
        if name.startswith("_") or "document_part" not in vars(self):
            raise AttributeError(name)
        with speaking(self.language), named_by(self.terms):
            known = [each for each in dir(self) if not each.startswith("_")]
            told = _("Rapporten har ingen fråga «{name}».", name=name)
            raise UnknownQuestionError(told, nearest(name, known))

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's protocol
        return self.about()._repr_mimebundle_()


def _in_notebook() -> None:
    if get_ipython() is not None:
        usually_named(_of_the_notebook)


def _of_the_notebook() -> Terminology:
    """What things are called in frames that a notebook shows by themselves: by the project that it stands in."""
    try:
        return terms_of(find_project().database)
    except DatabaseError:
        return NEUTRAL


def _named_only(method: MethodType, printer: Any, _cycle: bool) -> None:  # noqa: ANN401 - IPython's protocol
    """Show a question that is named without parentheses: how it is asked; other methods as they show themselves."""
    if isinstance(report := method.__self__, Report):
        with speaking(report.language), named_by(report.terms):
            printer.text(usage(method))
    else:
        printer.text(repr(method))


# A kernel of ours has done so before; in any other one, whoever imports this shows frames from then on as pages do.
if (shell := get_ipython()) is not None:
    register(shell)
    shell.display_formatter.formatters["text/plain"].for_type(MethodType, _named_only)
