"""Small documents that went wrong: goals of every kind that one fact had several meanings for."""

from tests.invented import Invented

IN_MILLIONS = {"outcome_unit": "mnkr", "target_unit": "mnkr"}


def units(made: Invented) -> None:
    made.indicator("a1", "tkr")
    made.goal("a1", "a1")
    made.figure("a1", "2022", "1 200", "tkr")
    made.figure("a1", "2023", "1,3", "mnkr")
    in_money = {"outcome_unit": "mnkr", "target_unit": "mnkr", "tolerance": "50", "tolerance_kind": "absolute"}
    made.judged_goal("a2", "0,90", "1,00", "tkr", **in_money)
    made.judged_goal("a2-near", "0,96", "1,00", "tkr", **in_money)
    made.judged_goal("apart", "90", "100", "count", outcome_unit="percent")
    for unit in ("percent", "count", "tkr"):
        made.judged_goal(f"bare-{unit}", "85", "80", unit, outcome_unit="")
        made.figure(f"bare-{unit}", "2022", "70", "")
    made.judged_goal("bare-before", "85", "80")
    made.figure("bare-before", "2022", "70", "")
    made.judged_goal("bare-rough", "85", "80", outcome_unit="", outcome_operator="≈", about_width="5")


def signs(made: Invented) -> None:
    made.judged_goal("a3-below", "5", "3", direction="lower", outcome_operator="<")
    made.judged_goal("a3-above", "80", "95", outcome_operator=">")
    made.judged_goal("a3-same-below", "5", "5", direction="lower", outcome_operator="<", target_operator="<")
    made.judged_goal("a3-same-above", "95", "95", outcome_operator=">", target_operator=">")
    made.judged_goal("a3-limits", "5", "4", direction="lower", outcome_operator="<")
    made.figure("a3-limits", "2022", "7", operator="<")
    made.judged_goal("a12-over", "80", "80", outcome_operator="drygt", target_operator=">")
    made.judged_goal("a12-under", "80", "80", outcome_operator="knappt", tolerance="0")
    made.judged_goal("a12-about", "80", "80", outcome_operator="≈")
    for code, sign, value, way in (
        *(
            ("strict-below", "<", "5", "lower"),
            ("strict-above", ">", "95", "higher"),
            ("strict-over", "drygt", "80", "higher"),
        ),
    ):
        for tolerance in ("", "0", "5"):
            about = {"direction": way, "tolerance": tolerance, "tolerance_kind": "relative" if tolerance else ""}
            made.judged_goal(f"{code}-{tolerance}", value, value, target_operator=sign, **about)
    made.judged_goal("wide", "85", "80", outcome_operator="≈", about_width="5")
    made.judged_goal("wider", "85", "80", outcome_operator="≈", about_width="6")
    made.judged_goal("wide-unit", "1,1", "1", "tkr", outcome_operator="≈", about_width="50", **IN_MILLIONS)
    made.judged_goal("wider-unit", "1,1", "1", "tkr", outcome_operator="≈", about_width="200", **IN_MILLIONS)
    made.judged_goal("a13", "60", "75", target_operator="≤")


def periods(made: Invented) -> None:
    made.indicator("a4", "count")
    made.goal("a4", "a4")
    made.figure("a4", "2023-01-01/2023-09-30", "310", "count")
    made.figure("a4", "2022", "380", "count")
    made.figure("a4", "2022-01-01/2022-09-30", "280", "count")
    made.indicator("part", "count")
    made.goal("part", "part")
    made.figure("part", "2023-01-01/2023-04-30", "40", "count")
    made.target("part", "100", "count")
    made.indicator("part-target", "count")
    made.goal("part-target", "part-target")
    made.figure("part-target", "2023-01-01/2023-04-30", "40", "count")
    made.target("part-target", "100", "count")
    made.target("part-target", "30", "count", period_start="2023-01-01", period_end="2023-04-30")
    made.judged_goal("month", "80", "75")
    made.figure("month", "2023-12-01/2023-12-31", "10", period_type="month")


def yardsticks(made: Invented) -> None:
    for code, second in (("a6", "40"), ("a6-unknown", "")):
        made.judged_goal(code, "90", "80")
        made.indicator(f"{code}-2")
        made.source("goal_indicators", goal=code, indicator=f"{code}-2", measured_for="XK")
        made.figure(f"{code}-2", "2023", "80", measure="target")
        if second:
            made.figure(f"{code}-2", "2023", second)


def blank(made: Invented, file: str, why: str) -> None:
    """Say of the last row of a file why its value is missing."""
    rows = made.rows["sources/d", file]
    rows[-1] = {**rows[-1], "missing": why}


def targets(made: Invented) -> None:
    for code in ("listed", "unlisted"):
        made.indicator(code)
        made.goal(code, code)
        made.figure(code, "2023", "85")
        made.figure(code, "2023", "80", measure="target")
        made.figure(code, "2024", "90", measure="target")
    made.target("listed", "", missing="removed")
    made.reference("organisations", organisation="SJ", name="Sjökontoret", kind="administration", parent="XK")
    made.indicator("two-levels")
    made.goal("two-levels", "two-levels", measured_for="SJ")
    made.target("two-levels", "70")
    made.target("two-levels", "80", organisation="SJ")
    made.figure("two-levels", "2023", "75", organisation="SJ")
    for missing in ("secret", "not_yet", "not_applicable", "lost", "not_reported"):
        made.judged_goal(f"outcome-{missing}", "", "80")
        blank(made, "observations", missing)
        made.figure(f"outcome-{missing}", "2022", "70")
    for missing in ("removed", "not_yet", "lost", "not_reported"):
        made.judged_goal(f"target-{missing}", "80", "")
        blank(made, "targets", missing)
    made.judged_goal("neither", "", "")
    blank(made, "observations", "secret")
    blank(made, "targets", "removed")


def distances(made: Invented) -> None:
    in_hours = {"outcome_unit": "min", "target_unit": "h", "direction": "lower", "tolerance": "0"}
    made.judged_goal("hour", "60", "1", "h", **in_hours)
    made.judged_goal("endless", "125", "2", "h", **in_hours)
    made.judged_goal("a7", "0", "0", "count", direction="lower")
    made.judged_goal("a8-points", "6,97", "7,00", tolerance="0")
    made.judged_goal("a8-share", "9 999", "10 000", "count", tolerance="0")
    made.judged_goal("a8-money", "990", "1,0", "mnkr", outcome_unit="tkr", tolerance="0")
    made.judged_goal("a9-share", "391", "400", "count")
    made.judged_goal("a9-points", "4,75", "5,0")
    made.judged_goal("a10", "2 000 000 001", "2 000 000 000", "count", direction="lower", tolerance="0")
    made.judged_goal("edge", "0,285", "0,3", "index")
    made.judged_goal("edge-count", "57", "60", "count")
    made.judged_goal("rounding", "7", "6,8", direction="lower")
    in_money = {"outcome_unit": "tkr", "target_unit": "mnkr", "tolerance_kind": "absolute"}
    made.judged_goal("edge-near", "81", "90", tolerance="10")
    made.judged_goal("edge-money", "130", "0,1", "tkr", direction="lower", tolerance="30", **in_money)
    made.judged_goal("rough-over", "1", "2", "mnkr", direction="lower", outcome_operator="drygt")
    made.judged_goal("rough-under", "9", "5", direction="lower", outcome_operator="knappt")
    made.judged_goal("rough-near", "79", "80", outcome_operator="knappt", tolerance="2", tolerance_kind="absolute")
    made.judged_goal("rough-about", "83", "80", outcome_operator="≈", about_width="3")


def sexes(made: Invented) -> None:
    pairs = [("a11", "80", "77", "percent"), ("a11-apart", "80", "70", "percent"), ("a11-count", "80", "77", "count")]
    for code, women, men, unit in pairs:
        made.indicator(code, unit, third_answer="")
        made.goal(code, code)
        made.figure(code, "2023", women, unit, sex="K")
        made.figure(code, "2023", men, unit, sex="M")
        made.target(code, "150" if unit == "count" else "75", unit)
    for code, before, now, unit, other in (
        ("moved", ("72", "73"), ("80", "77"), "percent", {}),
        ("moved-count", ("70", "70"), ("80", "77"), "count", {}),
        ("overlapping", ("76", "79"), ("80", "77"), "percent", {}),
        ("moved-third", ("72", "73"), ("80", "77"), "percent", {"third_answer": "yes"}),
    ):
        made.indicator(code, unit, **other)
        made.goal(code, code)
        for when, pair in (("2022", before), ("2023", now)):
            for sex, value in zip("KM", pair, strict=True):
                made.figure(code, when, value, unit, sex=sex)
        made.target(code, "75", unit)
    for code, year in (("nearer-sexes", "2021"), ("nearer-total", "2022")):
        made.judged_goal(code, "80", "75")
        made.figure(code, year, "70")
        for sex, value in zip("KM", ("72", "73"), strict=True):
            made.figure(code, "2022", value, sex=sex)
    made.indicator("sex-units")
    made.goal("sex-units", "sex-units")
    made.figure("sex-units", "2023", "82", sex="K", operator="≈")
    made.figure("sex-units", "2023", "790", "promille", sex="M")
    made.target("sex-units", "75")
    made.indicator("only-women")
    made.goal("only-women", "only-women")
    made.figure("only-women", "2023", "82", sex="K")
    made.figure("only-women", "2022", "79")
    made.target("only-women", "75")
    made.indicator("late-sexes", lag_years="1")
    made.goal("late-sexes", "late-sexes")
    made.figure("late-sexes", "2022", "82", sex="K")
    made.figure("late-sexes", "2022", "79", sex="M")
    made.target("late-sexes", "75")
    made.indicator("a11-third", third_answer="yes")
    made.goal("a11-third", "a11-third")
    made.figure("a11-third", "2023", "80", sex="K")
    made.figure("a11-third", "2023", "77", sex="M")
    made.target("a11-third", "75")


def dated(made: Invented) -> None:
    for code, lag in (("a14", ""), ("a14-lag", "1")):
        made.indicator(code, lag_years=lag)
        made.goal(code, code)
        made.figure(code, "2022", "82")
        made.target(code, "80")
    for code, why, sexes in (
        *(("lag-secret", "secret", "T"), ("lag-sexes", "secret", "KM"), ("lag-none", "not_applicable", "T")),
        ("lag-not-yet", "not_yet", "T"),
    ):
        made.indicator(code, lag_years="1")
        made.goal(code, code)
        made.figure(code, "2022", "82")
        made.target(code, "80")
        for sex in sexes:
            made.figure(code, "2023", "", sex=sex, missing=why)
    half, month = "2022-01-01/2022-06-30", "2022-12-01/2022-12-31"
    ahead = {"period_start": "2023-01-01", "period_end": "2023-06-30"}
    for code, when, aimed in (
        *(("late-month", month, {}), ("late-half", half, {}), ("late-like", half, ahead), ("late-year", "2022", ahead)),
    ):
        made.indicator(code, "count", lag_years="1")
        made.goal(code, code)
        made.figure(code, when, "85", "count", period_type="month" if when == month else "year")
        made.target(code, "80", "count", **aimed)
    made.indicator("part-only", "count")
    made.goal("part-only", "part-only")
    made.figure("part-only", "2023", "100", "count")
    made.figure("part-only", "2023-01-01/2023-06-30", "60", "count")
    for code, change in (("anew", "2023-01-01"), ("anew-since", "2022-01-01")):
        made.judged_goal(code, "85", "80")
        made.figure(code, "2022" if code == "anew" else "2021", "70")
        made.reference("method_breaks", indicator=code, from_date=change, reason="Nya frågor")
    made.target("part-only", "50", "count", **ahead)


def doubted(made: Invented) -> None:
    made.judged_goal("two-values", "4,6", "5", direction="lower")
    made.figure("two-values", "2023", "5,6", source_line=9)
    for code in ("doubted", "preliminary"):
        made.indicator(code)
        made.goal(code, code)
        made.figure(code, "2023", "85", **{code: "yes"})
        made.figure(code, "2022", "80")
        made.target(code, "80")
    for code in ("doubted", "preliminary"):
        made.judged_goal(f"before-{code}", "85", "80")
        made.figure(f"before-{code}", "2022", "70", **{code: "yes"})
        made.indicator(f"only-{code}")
        made.goal(f"only-{code}", f"only-{code}")
        made.figure(f"only-{code}", "2022", "70", **{code: "yes"})
        made.target(f"only-{code}", "80")
        made.indicator(f"women-{code}")
        made.goal(f"women-{code}", f"women-{code}")
        made.figure(f"women-{code}", "2023", "85", sex="K", **{code: "yes"})
        made.figure(f"women-{code}", "2023", "82", sex="M")
        made.target(f"women-{code}", "80")
    made.judged_goal("before-two-values", "85", "80")
    made.figure("before-two-values", "2022", "70")
    made.figure("before-two-values", "2022", "7", source_line=9)
    made.indicator("women-two-values", "count")
    made.goal("women-two-values", "women-two-values")
    for sex, value, line in (("K", "16", 5), ("K", "61", 9), ("M", "15", 5)):
        made.figure("women-two-values", "2023", value, "count", sex=sex, source_line=line)
    made.target("women-two-values", "30", "count")
    # The goal stands at line 5: what is nearest judges it, and what most places print of the year before.
    made.indicator("near")
    made.goal("near", "near")
    for year, value, line in (("2023", "85", 1), ("2023", "58", 5), ("2022", "70", 1), ("2022", "7", 5)):
        made.figure("near", year, value, source_line=line)
    made.target("near", "80")
    made.judged_goal("most", "85", "80")
    for value, line in (("70", 1), ("70", 2), ("90", 5)):
        made.figure("most", "2022", value, source_line=line)
    made.indicator("near-women")
    made.goal("near-women", "near-women")
    for sex, value, line in (("K", "85", 1), ("K", "58", 5), ("M", "60", 5)):
        made.figure("near-women", "2023", value, sex=sex, source_line=line)
    made.target("near-women", "80")
    made.judged_goal("two-targets", "85", "80")
    made.figure("two-targets", "2023", "82", measure="target", source_line=9)
    made.indicator("early")
    for place in ("A › Nyckeltal › kolumn 2023", "A › B"):
        told = {"place": place, "preliminary": "yes"}
        made.figure("early", "2023", "80", **told)
        made.figure("early", "2023", "85", measure="forecast", **told)
        made.figure("early", "2023", "3", measure="change", compared_to="2022-12-31", **told)
        made.figure("early", "2023", "78", sex="K", **told)
        made.figure("early", "2023", "82", sex="M", place=place)


def named(made: Invented) -> None:
    made.reference("units", unit="number", symbol="", name="år")
    made.judged_goal("year", "2031", "2030", "number", direction="lower")
    made.figure("year", "2022", "2033", "number")


EVERY = (units, signs, periods, yardsticks, targets, distances, sexes, dated, doubted, named)
