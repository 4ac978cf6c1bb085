"""What plans, interim reports, control reports and series have beside the goals and commitments of an annual report."""

from collections import defaultdict
from dataclasses import replace

import polars as pl

from analysis.base.vocabulary import Status, SubjectType, SymbolSubject
from analysis.judge.assessment import assess
from analysis.judge.delay import delayed_sentences, due_year
from analysis.present.chart import Chart
from analysis.present.charts.trend_chart import trend_chart
from analysis.present.fragment import Fragment, Several, nothing, overview
from analysis.present.series import Series, course, sources
from analysis.present.table import Row, Table
from analysis.present.tables.area_table import area_table
from analysis.present.tables.commitment_plan_table import (
    commitment_plan_table,
    role_notes,
    unowned_activities,
    with_roles,
)
from analysis.present.tables.control_table import control_table, lost_symbols
from analysis.present.tables.delay_table import delay_table
from analysis.present.tables.plan_table import BELOW, amounts, plan_goal_table, unreached_goals, untargeted_goals
from analysis.present.text.glance import tally
from analysis.present.text.running_text import comments, headed, reading
from analysis.report.evaluation import Evaluation
from analysis.words.mixed_language import filled, swedish
from analysis.words.numbers import number
from analysis.words.translate import _

#: How claims of a document name its own counts of commitments.
COUNTED = r"ataganden-(antal|done|ongoing)$"
#: How the label of a count tells that it is expected.
EXPECTED = "bedöms"
#: Where the texts of a covering letter stand.
LETTER = "Missiv"


class Kinds(Evaluation):
    """The questions that belong to one kind of document, or to many documents at once."""

    def area_status(self) -> Table | Fragment:
        """Process areas with assessment and trend.

        Returns:
            A table, or a sentence when the document judges no areas.
        """
        areas = self._rows("area_status", **self._key)
        if areas.is_empty() or areas["assessment"].null_count() == areas.height == areas["trend"].null_count():
            return nothing(
                _("Bedömningen av processområden som helhet framgår inte av vårt textutdrag."), optional=True
            )
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
        if found.is_empty():
            return nothing(_("Dokumentet säger inget om området som helhet."), optional=True)
        return self._with_doubts(reading(found), found)

    def area_texts(self) -> Fragment:
        """What the document says about each process area as a whole.

        Returns:
            One disclosure an area, or a sentence when the document says nothing.
        """
        texts = self._texts(SubjectType.AREA)
        if texts.is_empty():
            return nothing(_("Dokumentet säger inget om områdena som helhet."), optional=True)
        names = dict(self.areas.select("process_area", "name").iter_rows())
        return self._with_doubts(headed(texts.with_columns(pl.col("subject").replace(names))), texts)

    # ---- plans ----

    def plan_at_a_glance(self) -> Several | Fragment:
        """How many goals reach the plan's target already, by their latest outcome, and how much it is going to do.

        Returns:
            One line of symbols and what it rests on, where the plan has goals, and one line of counts; a sentence when
            the plan has neither goals nor commitments.
        """
        goals, commitments = self._standing(), self._commitments()
        found = self._goals_at_a_glance(goals) if goals.height else []
        if commitments.height:
            found.append(amounts(commitments.height, self._rows("activities", **self._key).height))
        return Several(found) if found else nothing(_("Planen har varken processmål eller åtaganden."))

    def _goals_at_a_glance(self, goals: pl.DataFrame) -> list[Fragment]:
        years, year = goals.filter(pl.col("latest").is_not_null())["latest_year"].unique().to_list(), self.part["year"]
        basis = _("senaste utfall mot mål {year}, vår beräkning", year=year)
        if len(years) == 1:
            basis = _("utfall {then} mot mål {year}, vår beräkning", then=years[0], year=year)
        said = _(
            "Läget är vår beräkning: planens senaste utfall mot målen för {year}. Under Mål står också läget mot målen "
            "för utfallets eget år.",
            year=year,
        )
        return [tally(goals["standing"], self.symbols, SymbolSubject.ASSESSMENT, basis), overview(said)]

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
        told = [filled("{note}.", note=swedish(self.part["note"]))] if self.part["note"] else []
        caption = _("Processmål {where}", where=self._where())
        return plan_goal_table(goals, targets, outcomes, self.symbols, caption, self.source, told)

    def unreached(self) -> Fragment:
        """The goals whose latest outcome does not reach the target of the plan's year.

        Returns:
            Links with how far each is from its target, or a sentence when all are reached.
        """
        every = self._standing()
        if every.is_empty():
            return nothing(_("Planen har inga processmål i siffror."), optional=True)
        goals = every.filter(pl.col("standing").is_in([code.value for code in BELOW]))
        if goals.is_empty():
            return nothing(_("Inga mål med siffror ligger under planens målnivå."))
        return unreached_goals(goals, self.symbols)

    def without_target(self) -> Fragment:
        """The goals that have no target in figures for the plan's year.

        Returns:
            How many they are of all, and links with the reason for each; a sentence when every goal has a target.
        """
        every = self._standing()
        if every.is_empty():
            return nothing(_("Planen har inga processmål i siffror."), optional=True)
        goals = every.filter(pl.col("target").is_null())
        if goals.is_empty():
            return nothing(_("Alla mål har en målnivå i siffror."))
        return untargeted_goals(goals, every.height, self.part["year"])

    def commitment_plan(self) -> Table | Fragment:
        """The commitments of a plan: who is responsible and what will be done.

        Returns:
            One row a commitment, or a sentence when there are none.
        """
        commitments = self._commitments()
        if commitments.is_empty():
            return nothing(_("Planen har inga åtaganden."))
        by_commitment: defaultdict[str, list[Row]] = defaultdict(list)
        roles = self._rows("roles", **self._key)
        for row in self._rows("activities", **self._key).iter_rows(named=True):
            by_commitment[row["commitment"]].append(with_roles(row, roles))
        texts = self._texts_about(SubjectType.COMMITMENT, commitments["code"])
        caption, notes = _("Åtaganden {where}", where=self._where()), role_notes(roles)
        table = commitment_plan_table(commitments, by_commitment, comments(texts), caption, self.source, notes)
        return self._with_notes(table, texts)

    def without_owner(self) -> Table | Several | Fragment:
        """The commitments and activities that nobody is named for.

        Returns:
            One row a commitment or a sentence when every one has an owner, and the activities that name nobody.
        """
        commitments, activities = self._commitments(), self._rows("activities", **self._key)
        orphans = commitments.filter(pl.col("owners").list.len() == 0)
        caption = _("Åtaganden utan ansvarig {where}", where=self._where())
        owners = (
            commitment_plan_table(orphans, {}, {}, caption, self.source)
            if orphans.height
            else nothing(_("Alla åtaganden har minst en ansvarig."))
        )
        idle = activities.filter(pl.col("responsible").list.len().fill_null(0) == 0)
        return Several([owners, unowned_activities(idle, activities.height)]) if idle.height else owners

    # ---- interim reports ----

    def expected_at_year_end(self) -> Fragment:
        """How many commitments the document itself expects to be done, where nobody can see which.

        Returns:
            What the document says in figures; a sentence when symbols tell more, or when it says nothing.
        """
        commitments = self._commitments()
        counts = self._rows("claims", **self._key).filter(pl.col("unit") == "count")
        counts = counts.with_columns(what=pl.col("code").str.extract(COUNTED)).filter(pl.col("what").is_not_null())
        whole = {row["what"]: row["printed"] for row in counts.reverse().iter_rows(named=True)}
        expected = set(counts.filter(pl.col("label").str.contains(EXPECTED))["what"])
        if commitments["status"].count() or not {"done", "ongoing"} <= expected:
            return nothing(_("Dokumentet anger inga väntade antal."), optional=True)
        told = _(
            "Enligt rapporten bedöms {done} åtaganden bli klara {year} och {ongoing} inte. "
            "Vilka framgår inte, för symbolerna följde inte med i vårt textutdrag.",
            done=number(whole["done"]),
            ongoing=number(whole["ongoing"]),
            year=self.part["year"],
        )
        stated, listed = whole.get("antal", commitments.height), commitments.height
        apart = _("Rapporten uppger {stated} åtaganden men räknar upp {listed}.", stated=number(stated), listed=listed)
        return overview(told, apart if stated != listed else "")

    def late_or_said_to_be(self) -> Table | Fragment:
        """The commitments that are late or not begun by their status, or whose text tells of delay.

        Returns:
            One row a commitment with the sentences that tell so, or a sentence when nothing points that way.
        """
        commitments, texts = self._commitments(), self._texts(SubjectType.COMMITMENT)
        due = {row["code"]: due_year(row["label"], self.part["year"]) for row in commitments.iter_rows(named=True)}
        told = {
            str(code): delayed_sentences(rows["text"], due.get(code, self.part["year"]))
            for (code,), rows in texts.group_by("subject", maintain_order=True)
        }
        reasons = {code: sentences for code, sentences in told.items() if sentences}
        late = [Status.DELAYED.value, Status.NOT_STARTED.value]
        found = commitments.filter(pl.col("status").is_in(late) | pl.col("code").is_in(list(reasons)))
        if found.is_empty():
            return nothing(self._none_late(commitments))
        return delay_table(found, self.symbols, reasons, self._caption_of_late(commitments), self.source)

    def _caption_of_late(self, commitments: pl.DataFrame) -> str:
        """What the table of late commitments shows: where no status is known, none is known to be late."""
        if commitments["status"].count():
            return _("Åtaganden vars status eller text nämner försening {where}", where=self._where())
        return _("Åtaganden vars text tyder på försening {where}", where=self._where())

    @staticmethod
    def _none_late(commitments: pl.DataFrame) -> str:
        if commitments["status"].count():
            return _("Varken status eller text säger att något åtagande är försenat.")
        return _("Ingen text tyder på att något åtagande är försenat.")

    def own_summary(self) -> Fragment:
        """The summary of the document itself; that of its covering letter says the same over again.

        Returns:
            Running text.
        """
        texts = self._texts(SubjectType.ORGANISATION)
        own = texts.filter(~pl.col("place").str.starts_with(LETTER))
        shown = own if own.height else texts
        return self._with_doubts(reading(shown, self.source), shown)

    # ---- internal control ----

    def controls_at_a_glance(self) -> Several | Fragment:
        """How many controls have which assessment.

        Returns:
            One line of symbols, and what figures say where the symbol is lost; a sentence when the document has no
            controls.
        """
        controls = self._rows("controls", **self._key)
        if controls.is_empty():
            return nothing(_("Dokumentet redovisar ingen internkontroll."))
        counted = tally(controls["assessment"], self.symbols, SymbolSubject.CONTROL)
        lost = lost_symbols(controls, self._rows("key_figures", **self._key))
        return Several([counted, overview(*lost)]) if lost else counted

    def controls(self) -> Table | Fragment:
        """Risks, controls, results and actions.

        Returns:
            One row a control, or a sentence when the document has none.
        """
        controls = self._rows("controls", **self._key)
        if controls.is_empty():
            return nothing(_("Dokumentet redovisar ingen internkontroll."))
        texts = self._texts(SubjectType.CONTROL)
        caption = _("Internkontroll {where}", where=self._where())
        table = control_table(controls, self.symbols, comments(texts, named=True), caption, self.source)
        return self._with_notes(table, texts)

    # ---- all documents ----

    def development(self, *, ended: bool = False) -> Several | Fragment:
        """Every indicator with outcomes in two or more documents.

        Args:
            ended: Whether to show those whose last outcome is of a year before the report's, instead of those that
                reach it.

        Returns:
            One small trend chart an indicator and organisation, with targets as steps.
        """
        outcomes, targets = self._rows("long_series"), self._rows("long_targets")
        breaks = self._rows("indicator_breaks")
        if outcomes.is_empty() and not ended:
            return nothing(_("Ingen indikator finns i två dokument än."))
        reached = pl.col("period_end").dt.year().max().over("indicator", "organisation") >= self.part["year"]
        shown = outcomes.filter(~reached if ended else reached)
        charts = [
            _long_chart(rows, targets, breaks)
            for _key, rows in shown.group_by("indicator", "organisation", maintain_order=True)
        ]
        return Several(charts) if charts else nothing(_("Det finns inga sådana serier."), optional=True)

    # ---- inside ----

    def _commitments(self) -> pl.DataFrame:
        return self._rows("commitments", **self._key, process_area=self.process_area)

    def _standing(self) -> pl.DataFrame:
        """Goals with their latest outcome against the target of its own year, and against that of the plan's year."""
        goals = self._rows("goals", **self._key, process_area=self.process_area)
        latest = self._rows("latest_outcomes", **self._key).select(
            "goal",
            pl.when(~pl.col("partial")).then("value").alias("latest"),
            pl.col("printed_decimals").alias("latest_decimals"),
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
