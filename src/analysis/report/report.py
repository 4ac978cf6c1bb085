"""The one object that a notebook meets: it asks the database and shows frames, tables, charts and texts."""

from dataclasses import replace
from typing import Any

import polars as pl
from IPython import get_ipython

from analysis.base.vocabulary import Assessment, Status, SubjectType, SymbolSubject
from analysis.chapter.overview import Group, Legend
from analysis.errors import ParameterError, nearest
from analysis.present.chart import Chart
from analysis.present.charts.goal_charts import GoalFigures, goal_charts
from analysis.present.foreign.show import register, show
from analysis.present.fragment import Fragment, Several, nothing
from analysis.present.sentences import near
from analysis.present.sparkline import Course, courses
from analysis.present.table import Table
from analysis.present.tables.claim_table import claim_table
from analysis.present.tables.commitment_table import commitment_table
from analysis.present.tables.count_table import count_chart, count_table
from analysis.present.tables.goal_table import goal_table, says_nothing
from analysis.present.text.glance import glance
from analysis.present.text.running_text import comments, headed, reading
from analysis.report.figures import Figures
from analysis.words.mixed_language import joined, swedish
from analysis.words.numbers import count_of
from analysis.words.translate import _, either, n_

#: The unit of what is counted.
COUNTED = "count"
#: So many goals are counted at a glance.
FEW_GOALS = 2
#: Statuses that one sentence names with "or".
BOTH = 2


class Report(Figures):
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

    Raises:
        ParameterError: If organisation, year, process area or document are not in the database; the nearest is named.
        DatabaseError: If there is no database yet.
    """

    def at_a_glance(self) -> Fragment:
        """What is better, worse and unknown: counts of the whole, and one card a process area.

        Returns:
            Symbols of areas, goals and commitments, each goal linked to its place.
        """
        areas = self.areas.select("process_area", "name").join(
            self._rows("area_status", **self._key).select("process_area", "assessment", "assessment_source", "trend"),
            on="process_area",
            how="left",
            maintain_order="left",
        )
        return glance(areas, self.goal_measures_frame(), self.commitments_frame(), self.symbols)

    # ---- goals ----

    def goals_frame(self) -> pl.DataFrame:
        """Goals with target, outcome and every judgement, one row a goal.

        Returns:
            Rows of the view `goal_detail`.
        """
        return self._rows("goals", **self._key, process_area=self.process_area)

    def goal_measures_frame(self) -> pl.DataFrame:
        """The same goals, one row an indicator: a goal that is measured by three has three rows.

        Returns:
            Rows of the view `goal_measure_detail`, the indicator named in `label` where a goal has several.
        """
        return self._rows("goal_measures", **self._key, process_area=self.process_area)

    def goals(self) -> Table | Fragment:
        """The narrative table of goals.

        Returns:
            A table with target, outcome, symbols and comment, or a sentence when there are no goals.
        """
        goals = self.goal_measures_frame()
        if goals.is_empty():
            return nothing(_("Processområdet har inga processmål."))
        texts = self._texts_about(SubjectType.GOAL, goals["goal"])
        caption = _("Processmål {where}", where=self._where())
        table = goal_table(goals, self.symbols, comments(texts), caption, self.source, self._courses())
        return self._with_notes(table, texts)

    def goal_charts(self) -> Several | Fragment:
        """One trend chart a goal that has any outcome.

        Returns:
            Charts with the finding as title, or a sentence when there is nothing to draw.
        """
        figures = GoalFigures(
            self._series_of_goals(),
            self._rows("goal_targets", **self._key),
            self._rows("indicator_breaks"),
        )
        charts = goal_charts(self.goal_measures_frame(), figures, self.symbols)
        return Several(charts) if charts else nothing(_("Det finns inga utfall att rita."), optional=True)

    def goals_by_assessment(self) -> Table | Fragment:
        """Count goals by published assessment per process area.

        Returns:
            A table with a total row.
        """
        counted = self._counted("goals", "assessment_final")
        if counted.is_empty() or not self.symbols.of(SymbolSubject.ASSESSMENT):
            return nothing(_("Utgåvan bedömer inga enskilda processmål."), optional=True)
        caption = _("Processmål efter bedömning {where}", where=self._where())
        return count_table(counted, self.symbols, SymbolSubject.ASSESSMENT, caption, self.source)

    def goals_chart(self) -> Chart | Fragment:
        """Draw the goals by assessment per process area.

        Returns:
            A stacked bar chart; its title counts the goals that reach their target, and those that miss it.
        """
        counted = self._counted("goals", "assessment_final")
        if counted.is_empty() or not self.symbols.of(SymbolSubject.ASSESSMENT):
            return nothing(_("Utgåvan bedömer inga enskilda processmål."), optional=True)
        if counted.height <= FEW_GOALS:
            return nothing(_("Så få processmål räknas i översikten."), optional=True)
        better = counted.filter(pl.col("code") == Assessment.BETTER.value).height
        every = count_of(counted.height, *either("processmål", "processmål"))
        worse = counted.filter(pl.col("code") == Assessment.WORSE.value).height
        title = _("{better} av {all} är bättre än målet, {worse} sämre", better=better, all=every, worse=worse)
        caption = _("Processmål efter bedömning {where}", where=self._where())
        return count_chart("mal", counted, self.symbols, SymbolSubject.ASSESSMENT, (title, caption), self.source)

    def scorecard(self) -> Table | Fragment:
        """The key figures of the goals: earlier outcome, outcome, target and assessment.

        Returns:
            One row a goal.
        """
        goals = self.goal_measures_frame()
        judged = goals["assessment_published"].count() + goals["outcome"].count()
        if not judged:
            return nothing(_("Inga processmål är bedömda eller har utfall för året."), optional=True)
        caption = _("Målens nyckeltal {where}", where=self._where())
        return goal_table(goals, self.symbols, None, caption, self.source, self._courses())

    # ---- commitments ----

    def commitments_frame(self) -> pl.DataFrame:
        """Commitments with status and completion.

        Returns:
            Rows of the view `commitment_detail`.
        """
        return self._rows("commitments", **self._key, process_area=self.process_area)

    def commitments(self, *, texts: bool = True) -> Table | Fragment:
        """The table of commitments.

        Args:
            texts: Whether the follow-up texts are shown.

        Returns:
            A table, or a sentence when there are no commitments.
        """
        rows = self.commitments_frame()
        if rows.is_empty():
            return nothing(_("Processområdet har inga åtaganden."))
        caption = _("Åtaganden {where}", where=self._where())
        if not texts:
            return commitment_table(rows, self.symbols, {}, caption, self.source)
        return self._followed_up(rows, caption)

    def commitments_with_status(self, *statuses: str) -> Table | Fragment:
        """The commitments that have one of some statuses.

        Args:
            statuses: Codes: `done`, `ongoing`, `delayed`, `not_started`.

        Returns:
            A table with texts, or a sentence when none has such a status.
        """
        unknown = [status for status in statuses if status not in list(Status)]
        if unknown:
            raise ParameterError(_("Okänd status «{status}».", status=unknown[0]), nearest(unknown[0], list(Status)))
        rows = self.commitments_frame().filter(pl.col("status").is_in(statuses))
        if rows.is_empty():
            return nothing(_("Inga åtaganden har den statusen."))
        found = [status for status in statuses if status in rows["status"]]
        words = [self.symbols.symbol(SymbolSubject.STATUS, status).word.lower() for status in found]
        which = _("{one} eller {other}", one=words[0], other=words[1]) if len(words) == BOTH else ", ".join(words)
        caption = _("Åtaganden {where}: {which}", where=self._where(), which=which)
        return self._followed_up(rows, caption)

    def commitments_by_status(self) -> Table | Fragment:
        """Count commitments by status per process area.

        Returns:
            A table with a total row, or a sentence when there are no commitments.
        """
        if self.commitments_frame().is_empty():
            return nothing(_("Dokumentet har inga åtaganden."), optional=True)
        caption = _("Åtaganden efter status {where}", where=self._where())
        return count_table(
            self._counted("commitments", "status"), self.symbols, SymbolSubject.STATUS, caption, self.source
        )

    def commitments_chart(self) -> Chart | Fragment:
        """Draw the commitments by status per process area.

        Returns:
            A stacked bar chart; its title counts the finished and the delayed ones. A sentence when there are none.
        """
        if self.commitments_frame().is_empty():
            return nothing(_("Dokumentet har inga åtaganden."), optional=True)
        counted = self._counted("commitments", "status")
        done, late = (counted.filter(pl.col("code") == code.value).height for code in (Status.DONE, Status.DELAYED))
        every = count_of(counted.height, *either("åtagande", "åtaganden"))
        title = _("{done} av {all} är klara", done=done, all=every)
        if late:
            title = joined([title, n_("{late} försenat", "{late} försenade", late, late=late)])
        caption = _("Åtaganden efter status {where}", where=self._where())
        return count_chart("ataganden", counted, self.symbols, SymbolSubject.STATUS, (title, caption), self.source)

    # ---- texts, claims, legend ----

    def summary_text(self, place: str = "") -> Fragment:
        """The organisation's own summary of the year.

        Args:
            place: How the place of the texts begins, such as `Bilaga 2`; all when left out.

        Returns:
            Running text.
        """
        texts = self._texts(SubjectType.ORGANISATION).filter(pl.col("place").str.starts_with(place))
        return self._with_doubts(reading(texts, self.source), texts)

    def unit_texts(self) -> Fragment:
        """What each unit did during the year.

        Returns:
            One disclosure a unit.
        """
        texts = self._texts(SubjectType.UNIT)
        return self._with_doubts(headed(texts), texts)

    def claims(self, *, counts: bool = True) -> Table | Fragment:
        """Figures stated in prose against what the rows give.

        Args:
            counts: Whether to show counts too, which `headline_counts` shows.

        Returns:
            One row a claim.
        """
        every = self._rows("claims", **self._key)
        claims = every if counts else every.filter(pl.col("unit") != COUNTED)
        if claims.is_empty():
            return nothing(_("Inga sådana uppgifter."))
        table = claim_table(claims, _("Upprepade uppgifter {where}", where=self._where()), self.source)
        if claims.height == every.height:
            return table
        return replace(table, lead=_("Antal som dokumentet anger jämförs i kapitlet som inleder rapporten."))

    def headline_counts(self) -> Table | Fragment:
        """The published counts of goals and commitments, recomputed from the lists.

        Returns:
            One row a published count.
        """
        claims = self._rows("claims", **self._key).filter(pl.col("unit") == COUNTED)
        if claims.is_empty():
            return nothing(_("Dokumentet anger inga antal."), optional=True)
        return claim_table(claims, _("Antal som dokumentet anger {where}", where=self._where()), self.source)

    def legend(self, *subjects: str) -> Fragment:
        """The symbols that the report uses and what they mean.

        Args:
            subjects: Only these, in this order: `assessment`, `trend`, `status`, `area`, `completion`, `control`.

        Returns:
            The edition's legend of what there is to be judged, with our own symbols for computed assessments where the
            edition has none; a sentence when the edition has no such symbols.
        """
        chosen = [SymbolSubject(subject) for subject in subjects] or list(SymbolSubject)
        goals, commitments = self.goal_measures_frame(), self.commitments_frame()
        judged = goals.height > 0 and not says_nothing(goals)
        used = {
            SymbolSubject.ASSESSMENT: judged,
            SymbolSubject.TREND: judged or (self.process_area is None and self.areas.height > 0),
            SymbolSubject.STATUS: commitments.height > 0,
            SymbolSubject.COMPLETION: commitments.height > 0,
        }
        shown = [
            subject
            for subject in chosen
            if used.get(subject, True) and (self.symbols.of(subject) or subject == SymbolSubject.ASSESSMENT)
        ]
        return (
            self.symbols.legend(shown, near(goals))
            if shown
            else nothing(_("Utgåvan har inga sådana symboler."), optional=True)
        )

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

    def abbreviations(self, place: str = "") -> Fragment:
        """What abbreviations and codes of organisations mean.

        Args:
            place: How the place of the texts begins, such as `Bilaga 2`; all when left out.

        Returns:
            A list of codes with names.
        """
        found = self._rows("abbreviations", **self._key, place=place)
        names = tuple((code, swedish(name)) for code, name in found.iter_rows())
        return Fragment(Legend(groups=(Group("", _("Förkortningar"), names=names),)))

    # ---- inside ----

    def _followed_up(self, commitments: pl.DataFrame, caption: str) -> Table:
        """Commitments with what is told of each."""
        texts = self._texts_about(SubjectType.COMMITMENT, commitments["code"])
        return self._with_notes(
            commitment_table(commitments, self.symbols, comments(texts), caption, self.source), texts
        )

    def _courses(self) -> dict[tuple[str, int], Course]:
        return courses(self._series_of_goals(), self._rows("indicator_breaks"))

    def _series_of_goals(self) -> pl.DataFrame:
        return self._rows("series_of_goals", **self._key, process_area=self.process_area)

    def _counted(self, query: str, code: str) -> pl.DataFrame:
        rows = self._rows(query, **self._key, process_area=self.process_area)
        in_order = rows.sort("area_position", nulls_last=True, maintain_order=True)
        return in_order.select("area", pl.col(code).alias("code"))


# A kernel of ours has done so before; in any other one, whoever imports this shows frames from then on as pages do.
if (shell := get_ipython()) is not None:
    register(shell)
