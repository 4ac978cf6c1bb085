"""What plans, control reports, evaluations and series have beside the goals and commitments of an annual report."""

from collections import defaultdict
from dataclasses import replace

import polars as pl

from analysis.catalogue import _
from analysis.economy import Economy
from analysis.judge.assessment import assess
from analysis.marked import filled, swedish
from analysis.present.area_table import area_table
from analysis.present.charts import Chart
from analysis.present.commitment_table import commitment_table
from analysis.present.control_table import control_table
from analysis.present.fragment import Fragment, Several, nothing
from analysis.present.glance import tally
from analysis.present.plan_table import commitment_plan_table, plan_goal_table, role_notes
from analysis.present.score_table import (
    area_score_table,
    finding_table,
    followup_table,
    profile_chart,
    question_table,
    rounding_note,
)
from analysis.present.series import Series, course, sources
from analysis.present.tables import Row, Table
from analysis.present.texts import comments, headed, reading
from analysis.present.trend_chart import trend_chart
from analysis.review import ROW, told
from analysis.vocabulary import Assessment, Status, SubjectType, SymbolSubject

FEW = 5
#: Words with which follow-up texts tell that something takes longer or may not be done.
DELAY = (
    r"försen|senare än|senarelägg|skjut(s|it|its) (upp|fram)|uppskjut|avvakta|dröj|takten är|väntar på grund"
    r"|risken finns|ställ(d|t)s in|inte (kunnat|hunnit|bli klar)|på grund av coronaviruset"
    r"|pandemin (stör|påverkar|utvecklas)|har stoppat"
)


class Kinds(Economy):
    """The questions that belong to one kind of document, or to many documents at once."""

    def area_status(self) -> Table | Fragment:
        """Process areas with assessment and trend.

        Returns:
            A table, or a sentence when the document judges no areas.
        """
        areas = self._rows("area_status", **self._key)
        if areas.is_empty() or areas["assessment"].null_count() == areas.height == areas["trend"].null_count():
            return nothing(_("Bedömningen av processområden som helhet framgår inte av källan."), optional=True)
        return area_table(areas, self.symbols, _("Processområden {where}", where=self._where()), self.source)

    def area_text(self) -> Fragment:
        """What the document says about the process area as a whole.

        Returns:
            Running text, or a sentence when there is none.
        """
        texts = self._texts(SubjectType.AREA).filter(pl.col("subject") == self.process_area)
        below = self._texts(SubjectType.ORGANISATION).filter(
            pl.col("place").str.contains(f"› {self.title} ›", literal=True) & pl.lit(self.process_area is not None)
        )
        found = pl.concat([texts, below])
        return (
            reading(found)
            if found.height
            else nothing(_("Dokumentet säger inget om området som helhet."), optional=True)
        )

    def area_texts(self) -> Fragment:
        """What the document says about each process area as a whole.

        Returns:
            One disclosure an area, or a sentence when the document says nothing.
        """
        texts = self._texts(SubjectType.AREA)
        if texts.is_empty():
            return nothing(_("Dokumentet säger inget om områdena som helhet."), optional=True)
        names = dict(self.areas.select("process_area", "name").iter_rows())
        return headed(texts.with_columns(pl.col("subject").replace(names)))

    # ---- plans ----

    def plan_at_a_glance(self) -> Fragment:
        """How many goals reach the plan's target already, by their latest outcome.

        Returns:
            One line of symbols, or a sentence when the plan has no goals.
        """
        goals = self._standing()
        if goals.is_empty():
            return nothing(_("Planen har inga processmål i siffror."), optional=True)
        return tally(goals["standing"], self.symbols, SymbolSubject.ASSESSMENT)

    def plan_goals(self) -> Table | Fragment:
        """The goals of a plan: targets ahead, the latest outcome and how it stands against the plan's target.

        Returns:
            One row a goal, or a sentence when the plan has no goals.
        """
        goals = self._standing()
        if goals.is_empty():
            return nothing(_("Planen har inga processmål i siffror."), optional=True)
        targets = self._rows("all_targets", **self._key)
        outcomes = self._rows("latest_outcomes", **self._key)
        return plan_goal_table(
            goals, targets, outcomes, self.symbols, _("Processmål {where}", where=self._where()), self.source
        )

    def unreached(self) -> Table | Fragment:
        """The goals whose latest outcome does not reach the target of the plan's year.

        Returns:
            One row a goal, or a sentence when all are reached.
        """
        every = self._standing()
        if every.is_empty():
            return nothing(_("Planen har inga processmål i siffror."), optional=True)
        goals = every.filter(pl.col("standing").is_in([Assessment.NEAR.value, Assessment.WORSE.value]))
        if goals.is_empty():
            return nothing(_("Inga mål med siffror ligger under planens målnivå."))
        targets = self._rows("all_targets", **self._key).filter(pl.col("year") == self.part["year"])
        outcomes = self._rows("latest_outcomes", **self._key)
        caption = _("Mål som ännu inte är nådda {where}", where=self._where())
        return plan_goal_table(goals, targets, outcomes, self.symbols, caption, self.source)

    def without_target(self) -> Table | Fragment:
        """The goals that have no target in figures for the plan's year.

        Returns:
            One row a goal with the reason, or a sentence when every goal has one.
        """
        every = self._standing()
        if every.is_empty():
            return nothing(_("Planen har inga processmål i siffror."), optional=True)
        goals = every.filter(pl.col("target").is_null())
        if goals.is_empty():
            return nothing(_("Alla mål har en målnivå i siffror."))
        targets = self._rows("all_targets", **self._key)
        outcomes = self._rows("latest_outcomes", **self._key)
        caption = _("Mål utan målnivå i siffror {where}", where=self._where())
        return plan_goal_table(goals, targets, outcomes, self.symbols, caption, self.source)

    def commitment_plan(self) -> Table | Fragment:
        """The commitments of a plan: who is responsible and what will be done.

        Returns:
            One row a commitment, or a sentence when there are none.
        """
        commitments = self._commitments()
        if commitments.is_empty():
            return nothing(_("Planen har inga åtaganden."))
        by_commitment: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._rows("activities", **self._key).iter_rows(named=True):
            by_commitment[row["commitment"]].append(row)
        said = comments(self._texts(SubjectType.COMMITMENT))
        notes = role_notes(self._rows("roles", **self._key))
        caption = _("Åtaganden {where}", where=self._where())
        return commitment_plan_table(commitments, by_commitment, said, caption, self.source, notes)

    def without_owner(self) -> Table | Fragment:
        """The commitments that nobody is named for.

        Returns:
            One row a commitment, or a sentence when every commitment has an owner.
        """
        orphans = self._commitments().filter(pl.col("owners").list.len() == 0)
        if orphans.is_empty():
            return nothing(_("Alla åtaganden har minst en ansvarig."))
        return commitment_plan_table(
            orphans, {}, {}, _("Åtaganden utan ansvarig {where}", where=self._where()), self.source
        )

    # ---- interim reports ----

    def at_risk(self) -> Table | Fragment:
        """The commitments that may not be done at year end: by their status, or by what their text says.

        Returns:
            One row a commitment, or a sentence when nothing points that way.
        """
        commitments = self._commitments()
        texts = self._texts(SubjectType.COMMITMENT)
        worried = texts.filter(pl.col("text").str.to_lowercase().str.contains(DELAY))["subject"].unique()
        open_ones = [Status.DELAYED.value, Status.NOT_STARTED.value]
        found = commitments.filter(pl.col("status").is_in(open_ones) | pl.col("code").is_in(worried.implode()))
        if found.is_empty():
            return nothing(_("Varken status eller text säger att något åtagande är försenat."))
        caption = _("Åtaganden som är försenade, eller vars text talar om dröjsmål {where}", where=self._where())
        return commitment_table(found, self.symbols, comments(texts), caption, self.source)

    # ---- internal control ----

    def controls_at_a_glance(self) -> Fragment:
        """How many controls have which assessment.

        Returns:
            One line of symbols, or a sentence when the document has no controls.
        """
        controls = self._rows("controls", **self._key)
        if controls.is_empty():
            return nothing(_("Dokumentet redovisar ingen internkontroll."))
        return tally(controls["assessment"], self.symbols, SymbolSubject.CONTROL)

    def controls(self) -> Table | Fragment:
        """Risks, controls, results and actions.

        Returns:
            One row a control, or a sentence when the document has none.
        """
        controls = self._rows("controls", **self._key)
        if controls.is_empty():
            return nothing(_("Dokumentet redovisar ingen internkontroll."))
        results = comments(self._texts(SubjectType.CONTROL))
        return control_table(
            controls, self.symbols, results, _("Internkontroll {where}", where=self._where()), self.source
        )

    # ---- outside evaluation ----

    def evaluation_profile(self) -> Chart:
        """Draw what each area reached of what it could.

        Returns:
            The profile, its title naming the strongest and the weakest area.
        """
        areas = self._rows("score_areas", document=self.part["document"])
        table = self._noted(area_score_table(areas, _("Poäng per område"), ""))
        return profile_chart(areas, table, self.source)

    def evaluation_areas(self) -> Table:
        """The points of each area.

        Returns:
            One row an area.
        """
        areas = self._rows("score_areas", document=self.part["document"])
        caption = _("Poäng per område {year}", year=self.part["year"])
        return self._noted(area_score_table(areas, caption, self.source))

    def evaluation_questions(self, *, strongest: bool = False, weakest: bool = False) -> Table:
        """The points of each question.

        Args:
            strongest: Only the five with the highest share of their points.
            weakest: Only the five with the lowest.

        Returns:
            One row a question.
        """
        questions, year = self._rows("scores", document=self.part["document"]), self.part["year"]
        if strongest or weakest:
            questions = questions.sort("percent", descending=strongest, maintain_order=True).head(FEW)
        weak = _("De fem svagaste frågorna {year}", year=year) if weakest else _("Alla frågor {year}", year=year)
        caption = _("De fem starkaste frågorna {year}", year=year) if strongest else weak
        return self._noted(question_table(questions, caption, self.source))

    def evaluation_findings(self) -> Table:
        """Strengths, what is partly there and what to improve, area by area.

        Returns:
            One row an area.
        """
        findings = self._rows("findings", document=self.part["document"])
        return finding_table(findings, _("Iakttagelser per område {year}", year=self.part["year"]), self.source)

    def evaluation_followups(self) -> Table | Fragment:
        """What later documents show of what was to be improved.

        Returns:
            One row a finding and later document, or a sentence when nothing later is held.
        """
        rows = self._rows("finding_followups", document=self.part["document"])
        if rows.is_empty():
            return nothing(_("Inga senare dokument tar upp iakttagelserna."))
        caption = _("Vad senare dokument visar om iakttagelserna {year}", year=self.part["year"])
        return followup_table(rows, caption, self.source)

    # ---- all documents ----

    def development(self) -> Several | Fragment:
        """Every indicator with outcomes in two or more documents.

        Returns:
            One small trend chart an indicator and organisation, with targets as steps.
        """
        outcomes, targets = self._rows("long_series"), self._rows("long_targets")
        breaks = self._rows("indicator_breaks")
        charts = [
            _long_chart(rows, targets, breaks)
            for _key, rows in outcomes.group_by("indicator", "organisation", maintain_order=True)
        ]
        return Several(charts) if charts else nothing(_("Ingen indikator finns i två dokument än."))

    # ---- inside ----

    def _noted(self, table: Table) -> Table:
        """A table of points with what is to be known of its sums and shares."""
        errors = self._errors_in(table.frame)
        explained = table.frame.join(errors, on=ROW, how="anti")
        return replace(table, notes=[*table.notes, *rounding_note(explained), *told(errors)])

    def _commitments(self) -> pl.DataFrame:
        return self._rows("commitments", **self._key, process_area=self.process_area)

    def _standing(self) -> pl.DataFrame:
        """Goals with their latest outcome against the target of its own year, and against that of the plan's year."""
        goals = self._rows("goals", **self._key, process_area=self.process_area)
        latest = self._rows("latest_outcomes", **self._key).select(
            "goal",
            pl.when(~pl.col("partial")).then("value").alias("latest"),
            pl.col("period_end").dt.year().alias("latest_year"),
        )
        then = self._rows("all_targets", **self._key).select(
            "goal",
            "organisation",
            latest_year="year",
            target_then="target",
            operator_then="operator",
        )
        joined = goals.join(latest, on="goal", how="left", maintain_order="left").join(
            then, on=["goal", "organisation", "latest_year"], how="left", maintain_order="left"
        )
        return joined.with_columns(
            standing=_against("target", "target_operator"), standing_then=_against("target_then", "operator_then")
        )


def _against(target: str, operator: str) -> pl.Expr:
    return assess(
        pl.col("latest"),
        pl.col(target),
        pl.col("direction"),
        pl.col("tolerance"),
        pl.col("tolerance_kind"),
        pl.col(operator),
    )


def _long_chart(rows: pl.DataFrame, targets: pl.DataFrame, breaks: pl.DataFrame) -> Chart:
    about = rows.row(-1, named=True)
    own = (pl.col("indicator") == about["indicator"]) & (pl.col("organisation") == about["organisation"])
    series = Series(
        rows,
        targets.filter(own),
        breaks.filter(pl.col("indicator") == about["indicator"]),
        about["symbol"] or "",
        about["tolerance"],
        about["tolerance_kind"],
        about["direction"],
    )
    key = f"{about['indicator']}-{about['organisation']}".lower()
    name = filled("{label}, {organisation}", label=swedish(about["label"]), organisation=about["organisation"])
    title = filled("{name}: {told}", name=name, told=told) if (told := course(series)) else name
    return replace(
        trend_chart(key, title, series, sources(rows, about["source"]), caption=name), measure=about["indicator"]
    )
