"""What checks say of whole documents, made up so that a reader sees what is wrong, beside others where nothing is."""

from collections.abc import Callable

import pytest
from tests.invented import WHO, Invented, asked

from analysis.base.project import Project
from analysis.chapter.markup.spoken import cell_words
from analysis.present.table import Table
from analysis.report import Report

STANDING = "En del av året kan inte vara mer än hela, om det inte är ett läge vid en tidpunkt (enhetens slag: «stock»)."
THIN, MINUS, HARD = "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"
BOTH = {"K": "kvinnor", "M": "män"}


def relation(made: Invented, code: str, kind: str, *members: str) -> None:
    """What an indicator is made of; each member is a role and an indicator."""
    for role, member in (each.split(":") for each in members):
        made.reference("indicator_relations", relation=code, kind=kind, indicator=code, role=role, member=member)


def by_sex(made: Invented, code: str, women: str, men: str, unit: str = "percent", **other: str) -> None:
    """An outcome of women and one of men."""
    for sex, value in (("K", women), ("M", men)):
        made.figure(code, "2023", value, unit, sex=sex, **other)


def sexes_only(made: Invented, code: str, women: str, men: str, **other: str) -> None:
    """A goal whose outcome is printed of women and men, and of nobody else, against 75 %."""
    made.indicator(code)
    made.goal(code, code, **{"assessment_source": "printed" if "assessment" in other else "lost"} | other)
    by_sex(made, code, women, men)
    made.target(code, "75")


def area(made: Invented, code: str, assessment: str) -> None:
    """An area that is judged."""
    made.reference("process_areas", process_area=code, name=f"Område {code}", perspective="p", position=2)
    told = {"assessment": assessment, "assessment_source": "prose", "trend_source": "lost"}
    made.source("process_areas", organisation=WHO, process_area=code, printed_name=f"Område {code}", position=2, **told)


def part(made: Invented, organisation: str, family: str) -> None:
    """A part of the document with symbols of its own."""
    made.reference("organisations", organisation=organisation, name=organisation, kind="board", parent=WHO)
    made.source("parts", organisation=organisation, title=organisation, symbol_set=family, place=organisation)


# ---- women and men without a total ----


def judged_by_sex(made: Invented) -> None:
    sexes_only(made, "sex-worse", "80", "77", assessment="worse")
    sexes_only(made, "sex-apart", "80", "70")
    area(made, "b", "full")
    sexes_only(made, "sex-area", "60", "55", assessment="worse", process_area="b")
    sexes_only(made, "sex-trend", "80", "77", trend="worse", trend_source="printed")
    made.figure("sex-trend", "2022", "70")
    sexes_only(made, "sex-near", "80", "77,2", trend="worse", trend_source="printed")
    made.figure("sex-near", "2022", "77")
    sexes_only(made, "sex-both", "80", "77", trend="worse", trend_source="printed")
    by_sex(made, "sex-both", "70", "69", period_start="2022-01-01", period_end="2022-12-31")
    made.indicator("sex-third", third_answer="yes")
    made.goal("sex-third", "sex-third", assessment="better", assessment_source="printed")
    by_sex(made, "sex-third", "80", "77")
    made.target("sex-third", "75")


def several_yardsticks(made: Invented) -> None:
    for code, outcome in (("yard-one", "90"), ("yard-two", "60")):
        made.indicator(code)
        made.figure(code, "2023", outcome)
    made.goal("yard", "yard-one", assessment="better", assessment_source="printed")
    made.target("yard", "80")
    made.source("goal_indicators", goal="yard", indicator="yard-two", measured_for=WHO)
    made.figure("yard-two", "2023", "80", measure="target")
    for code, limit in (("bare", ""), ("rough", "70")):
        made.indicator(f"{code}-one")
        made.figure(f"{code}-one", "2023", "90")
        made.goal(code, f"{code}-one", assessment="better", assessment_source="printed")
        made.target(code, "80")
        made.indicator(f"{code}-two")
        made.source("goal_indicators", goal=code, indicator=f"{code}-two", measured_for=WHO)
        made.figure(f"{code}-two", "2023", "80", measure="target")
        if limit:
            made.figure(f"{code}-two", "2023", limit, operator=">")


def two_words(made: Invented) -> None:
    for position, (code, shape) in enumerate((("better", "circle"), ("worse", "square")), start=1):
        said = {"subject": "assessment", "code": code, "shape": shape, "word": code, "position": position}
        made.reference("symbols", symbol_set="two", **said)
    part(made, "TW", "two")
    for code, outcome, assessment in (("two-near", "78", "worse"), ("two-wrong", "78", "better")):
        made.indicator(code)
        about = {"organisation": "TW", "place": "TW › mål"}
        made.goal(code, code, measured_for="TW", assessment=assessment, assessment_source="printed", **about)
        made.figure(code, "2023", outcome, **about)
        made.target(code, "80", **about)


# ---- units, periods, a third answer ----


def in_two_units(made: Invented) -> None:
    whole = {"measure": "change", "compared_to": "2022-12-31"}
    for code, first, last in (("step", "1,2", "1 300"), ("step-wrong", "1,2", "1 400")):
        made.indicator(code, "tkr")
        made.figure(code, "2022", first, "mnkr")
        made.figure(code, "2023", last, "tkr")
        made.figure(code, "2023", "100", "tkr", **whole)
    for code, percent in (("share-step", "8"), ("share-step-wrong", "20")):
        made.indicator(code, "tkr")
        made.figure(code, "2022", "1 200", "tkr")
        made.figure(code, "2023", "1,3", "mnkr")
        made.figure(code, "2023", percent, **whole | {"measure": "change_pct"})
    for code, total in (("sum", "1,5"), ("sum-wrong", "1,8")):
        relation(made, code, "sum", f"part:{code}-a", f"part:{code}-b")
        for name, value, unit in ((code, total, "mnkr"), (f"{code}-a", "1 000", "tkr"), (f"{code}-b", "500", "tkr")):
            made.indicator(name, "tkr")
            made.figure(name, "2023", value, unit)
    for code, percent in (("of", "20"), ("of-wrong", "30")):
        relation(made, code, "share", f"part:{code}-a", f"whole:{code}-b")
        for name, value, unit in (
            (code, percent, "percent"),
            (f"{code}-a", "500", "tkr"),
            (f"{code}-b", "2,5", "mnkr"),
        ):
            made.indicator(name, unit)
            made.figure(name, "2023", value, unit)
    for code, total in (("sexes", "1,3"), ("sexes-wrong", "1,5")):
        made.indicator(code, "tkr")
        by_sex(made, code, "700", "600", "tkr")
        made.figure(code, "2023", total, "mnkr")
    made.indicator("apart", "count")
    made.figure("apart", "2022", "40", "count")
    made.figure("apart", "2023", "44", "index")
    made.figure("apart", "2023", "9", "index", **whole)


def third_answers(made: Invented) -> None:
    made.indicator("third", "index", third_answer="yes")
    by_sex(made, "third", "70", "68", "index")
    made.figure("third", "2023", "66", "index")
    made.indicator("third-count", "count", third_answer="yes")
    by_sex(made, "third-count", "70", "68", "count")
    made.figure("third-count", "2023", "141", "count")


def months_and_years(made: Invented) -> None:
    december = {"period_type": "month"}
    made.indicator("december")
    for year, value in (("2022", "8,0"), ("2023", "9,0")):
        made.figure("december", f"{year}-12-01/{year}-12-31", value, **december)
    made.figure("december", "2023", "-0,4", measure="change", compared_to="2022-12-31")
    for code, kind, value, unit in (("month-sum", "sum", "120", "count"), ("month-share", "share", "50", "percent")):
        relation(made, code, kind, f"part:{code}-a", f"{'part' if kind == 'sum' else 'whole'}:{code}-b")
        made.indicator(code, unit)
        made.figure(code, "2023", value, unit)
        for name in (f"{code}-a", f"{code}-b"):
            made.indicator(name, "count")
            made.figure(name, "2023-12-01/2023-12-31", "7", "count", **december)
    relation(made, "few", "share", "part:few-a", "whole:few-b")
    made.indicator("few")
    made.figure("few", "2023", "36")
    made.indicator("few-a", "count")
    made.indicator("few-b", "count")
    made.figure("few-b", "2023-12-01/2023-12-31", "7", "count", **december)
    # What came and went during the year is what changed from its first day to its last.
    relation(made, "flow", "sum", "part:came", "minus:went")
    for row in made.rows["reference", "indicator_relations"][-2:]:
        made.rows["reference", "indicator_relations"].remove(row)
        made.reference("indicator_relations", **dict(row) | {"measure": "change"})
    for name, value in (("came", "9"), ("went", "8")):
        made.indicator(name, "count")
        made.figure(name, "2023", value, "count")
    made.indicator("flow", "count")
    day = {"period_type": "point", "measure": "change", "compared_to": "2022-12-31"}
    made.figure("flow", "2023-12-31/2023-12-31", "5", "count", **day)


# ---- what stands in two places ----


def two_targets(made: Invented) -> None:
    for code, printed, unit in (("aim", "85", "percent"), ("aim-same", "80", "percent"), ("aim-unit", "1,2", "mnkr")):
        own = ("80", "percent") if unit == "percent" else ("1 200", "tkr")
        made.indicator(code, own[1])
        made.goal(code, code, place=f"A › Mål › {code}")
        made.figure(code, "2023", own[0], own[1])
        made.target(code, *own, place=f"A › Mål › {code}")
        made.figure(code, "2023", printed, unit, measure="target", place=f"A › Nyckeltal › {code}")


def not_reported(made: Invented) -> None:
    for code, period in (("blank", "2023"), ("blank-other", "2022")):
        made.indicator(code)
        made.figure(code, period, "", missing="not_reported")
        made.figure(code, "2023", "55", place="A › Tabell › x")


def forecasts(made: Invented) -> None:
    made.document("int", 2023, kind="interim", period_end="2023-08-31")
    for code, forecast, unit in (
        ("fore-wrong", "70", "percent"),
        ("fore", "82", "percent"),
        ("fore-unit", "70", "count"),
    ):
        made.indicator(code)
        made.goal(code, code, document="int", assessment="better", assessment_source="printed")
        made.figure(code, "2023", forecast, unit, document="int", measure="forecast")
        made.target(code, "80", document="int")


def areas_missed(made: Invented) -> None:
    for code, outcomes in (("one", ("90",)), ("two", ("90", "91")), ("half", ("90", "70")), ("open", ("90", ""))):
        area(made, code, "not")
        for number, outcome in enumerate(outcomes):
            name = f"goal-{code}-{number}"
            made.indicator(name)
            made.goal(name, name, process_area=code)
            made.target(name, "80")
            if outcome:
                made.figure(name, "2023", outcome)


def carried(made: Invented) -> None:
    usual = {"organisation": WHO, "kind": "own", "perspective": "p", "process_area": "a", "owners": WHO}
    for code, status, completion, to in (
        *(("back", "ongoing", "50", 2022), ("now", "ongoing", "", 2023), ("on", "ongoing", "95", 2024)),
        *(("ended", "done", "100", 2024), ("said", "done", "", 2024)),
    ):
        about = {"commitment": code, "label": code, "status": status, "status_source": "printed", "carried_to": str(to)}
        made.source("commitments", **usual | about | {"completion": completion})
    for code, to in (("control-back", 2021), ("control-on", 2024)):
        about = {"control": code, "label": code, "risk": f"Risk {code}", "assessment": "not", "carried_to": str(to)}
        made.source(
            "controls", organisation=WHO, process_area="a", assessment_source="prose", action="Görs om", **about
        )
    made.document("plan", 2024, kind="plan")
    about = {"commitment": "planned", "label": "planned", "status_source": "not_set", "carried_to": "2024"}
    made.source("commitments", "plan", **usual | about)


def levels(made: Invented) -> None:
    said = {"subject": "status", "code": "done", "shape": "circle", "word": "Nivån nådd", "position": 1}
    made.reference("units", unit="hours", symbol="tim", name="timmar")
    made.reference("symbols", symbol_set="level", level="reached", **said)
    part(made, "LV", "level")
    usual = {"organisation": "LV", "kind": "own", "perspective": "p", "process_area": "a", "owners": WHO}
    for code, men in (("level-wrong", "66"), ("level", "80")):
        made.indicator(code)
        by_sex(made, code, "60", men)
        made.figure(code, "2023", "75", measure="target")
        about = {"commitment": code, "label": code, "indicator": code, "measured_for": WHO, "place": "LV › x"}
        made.source("commitments", **usual | about | {"status": "done", "status_source": "printed"})


# ---- parts of a year, variances ----

EIGHT_MONTHS = "2023-01-01/2023-08-31"
QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))


def parts_of_a_year(made: Invented) -> None:
    made.document("late", 2024)
    for code, unit, place, amount, year in (
        *(("part-over", "count", "late", "140", "120"), ("part", "count", "late", "80", "120")),
        *(("part-level", "percent", "late", "8,0", "7,4"), ("part-money", "tkr", "late", "140", "120")),
        *(("part-average", "count", "late", "10,5", "10,2"), ("part-hours", "hours", "late", "140", "120")),
    ):
        made.indicator(code, unit)
        made.figure(code, EIGHT_MONTHS, amount, unit)
        made.figure(code, "2023", year, unit, document=place)
    made.indicator("part-point", "count")
    made.figure("part-point", "2023-08-31/2023-08-31", "140", "count", period_type="point")
    made.figure("part-point", "2023", "120", "count")
    for code, expected in (("expected-over", "120"), ("expected", "180")):
        made.indicator(code, "count")
        made.figure(code, EIGHT_MONTHS, "140", "count", document="int")
        made.figure(code, "2023", expected, "count", document="int", measure="forecast")
    for code, year in (("quarters-wrong", "96"), ("quarters", "86"), ("quarters-average", "22")):
        made.indicator(code, "count")
        for value, (start, end) in enumerate(QUARTERS, start=20):
            made.figure(code, f"2023-{start}/2023-{end}", str(value), "count", period_type="quarter")
        made.figure(code, "2023", year, "count")
    made.indicator("quarters-three", "count")
    for value, (start, end) in enumerate(QUARTERS[:3], start=20):
        made.figure("quarters-three", f"2023-{start}/2023-{end}", str(value), "count", period_type="quarter")
    made.figure("quarters-three", "2023", "96", "count")


def variances(made: Invented) -> None:
    for code, outcome, measure, variance, unit in (
        *(("var-wrong", "90", "budget", "-5", "tkr"), ("var", "90", "budget", "-10", "tkr")),
        *(("var-plus", "90", "budget", "10", "tkr"), ("var-unit", "90", "budget", "0,01", "mnkr")),
        *(("var-share", "90", "budget", "-10", "percent"), ("var-share-wrong", "90", "budget", "-15", "percent")),
        *(("var-aim", "90", "target", "-10", "tkr"), ("var-aim-wrong", "90", "target", "-8", "tkr")),
        ("var-apart", "90", "budget", "-5", "count"),
    ):
        made.indicator(code, "tkr")
        made.figure(code, "2023", outcome, "tkr")
        made.figure(code, "2023", "100", "tkr", measure=measure)
        made.figure(code, "2023", variance, unit, measure="variance")


# ---- measured last year ----


def measured_late(made: Invented) -> None:
    made.indicator("late", lag_years="1")
    made.goal("late", "late", assessment="worse", assessment_source="printed")
    made.figure("late", "2022", "82")
    made.target("late", "80")


CASES: tuple[Callable[[Invented], None], ...] = (
    *(judged_by_sex, several_yardsticks, two_words, in_two_units, third_answers, months_and_years),
    *(two_targets, not_reported, forecasts, areas_missed, carried, levels, parts_of_a_year, variances, measured_late),
)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Invented(
        tmp_path_factory.mktemp("fynd"), "format: 2\nadding_up: {goal: weakest, area: share, whole: weakest}\n"
    )
    for fill in CASES:
        fill(made)
    return made.build()


def said_of(document: Project, about: str) -> list[tuple[str, str]]:
    """Severity and message of every finding whose subject has a word."""
    rows = asked(document, "SELECT severity, rule, subject, message FROM inconsistency ORDER BY ALL").rows()
    return [
        (severity, message) for severity, _rule, subject, message in rows if about in subject.replace(",", "").split()
    ]


NEAR = ", med Årshjuls gräns för nära, 5 % av målvärdet."


@pytest.mark.parametrize(
    ("about", "found"),
    [
        (
            "late",
            [
                (
                    "warning",
                    "Den publicerade bedömningen av Mål late är sämre än målet, men utfallet 82 (2022) mot målet 80 "
                    "är bättre än målet.",
                )
            ],
        ),
        (
            "sex-worse",
            [
                (
                    "warning",
                    "Den publicerade bedömningen av Mål sex-worse är sämre än målet, men utfallet kvinnor 80 och män "
                    "77 mot målet 75 är bättre än målet.",
                )
            ],
        ),
        ("sex-apart", []),
        ("sex-area", []),
        (
            "b",
            [
                (
                    "warning",
                    "Område b bedöms uppnå målen, men Mål sex-area gör det inte: utfallet kvinnor 60 och män 55 mot "
                    "målet 75.",
                )
            ],
        ),
        (
            "sex-trend",
            [
                (
                    "warning",
                    "Trenden för Mål sex-trend är publicerad som sämre, men värdet gick från 70 till kvinnor 80 och "
                    "män 77.",
                )
            ],
        ),
        ("sex-near", []),
        (
            "sex-both",
            [
                (
                    "warning",
                    "Trenden för Mål sex-both är publicerad som sämre, men värdet gick från kvinnor 70 och män 69 till "
                    "kvinnor 80 och män 77.",
                )
            ],
        ),
        (
            "sex-third",
            [
                (
                    "note",
                    "Den publicerade bedömningen av Mål sex-third är bättre än målet, men dokumentet har inget utfall "
                    "för kvinnor och män tillsammans.",
                )
            ],
        ),
    ],
)
def test_women_and_men_without_a_total_are_judged_as_far_as_they_go(
    document: Project, about: str, found: list[tuple[str, str]]
) -> None:
    assert said_of(document, about) == found


def test_a_goal_with_several_yardsticks_is_told_by_them_all(document: Project) -> None:
    assert said_of(document, "yard") == [
        (
            "warning",
            "Den publicerade bedömningen av Mål yard är bättre än målet, men måtten ger tillsammans sämre än målet "
            "(1 av 2 mått når målet).",
        )
    ]


def test_a_judgement_of_several_yardsticks_shows_no_figures_of_one(document: Project) -> None:
    table = Report(organisation=WHO, year=2023, database=document.database).judgements()
    assert isinstance(table, Table)
    (row,) = (row for row in table.value.rows if row.figures[0] == "Mål yard")
    told = "1 av 2 mått når målnivån, det svagaste avgör"
    assert [cell_words(cell) for cell in row.words[1:3]] == ["–", told]
    headings = [column.heading for column in table.value.columns]
    known = dict(zip(headings, row.figures, strict=True))
    assert (known["Målnivå"], known["Utfall"], known["Mått"]) == (None, None, told)


def test_what_the_yardsticks_of_a_goal_lack_is_told_of_each(document: Project) -> None:
    few = "bara 1 av 2 mått som går att bedöma"
    for code in ("bare", "rough"):
        told = f"Den publicerade bedömningen av Mål {code} är bättre än målet, men dokumentet har {few}."
        assert said_of(document, code) == [("note", told)]
    lacks = "Målet Mål bare: Mått bare-two har inget utfall för 2023."
    assert said_of(document, "bare-two") == [("note", lacks)]
    assert said_of(document, "rough-two") == []


def test_where_the_legend_has_no_word_for_near_what_is_near_is_missed(document: Project) -> None:
    assert said_of(document, "two-near") == []
    assert said_of(document, "two-wrong") == [
        (
            "warning",
            "Den publicerade bedömningen av Mål two-wrong är bättre än målet, men utfallet 78 mot målet 80 är sämre än "
            "målet.",
        )
    ]


@pytest.mark.parametrize(
    ("about", "message"),
    [
        (
            "step-wrong",
            f"Förändringen av Mått step-wrong är tryckt som 100 tkr, men 1,2 mnkr och 1{THIN}400 tkr ger 200 tkr.",
        ),
        (
            "share-step-wrong",
            f"Förändringen av Mått share-step-wrong är tryckt som 20 %, men 1{THIN}200 tkr och 1,3 mnkr ger 8,3 %.",
        ),
        (
            "sum-wrong",
            f"Mått sum-wrong är tryckt som 1,8 mnkr, men 1{THIN}000 tkr (Mått sum-wrong-a) plus 500 tkr "
            "(Mått sum-wrong-b) ger 1,5 mnkr.",
        ),
        (
            "of-wrong",
            "Mått of-wrong är tryckt som 30 %, men 500 tkr (Mått of-wrong-a) av 2,5 mnkr (Mått of-wrong-b) är 20 %.",
        ),
        (
            "sexes-wrong",
            "Mått sexes-wrong 2023: 700 tkr kvinnor och 600 tkr män är 1,3 mnkr, men totalt står 1,5 mnkr.",
        ),
    ],
)
def test_figures_are_brought_to_one_unit_before_they_are_compared(document: Project, about: str, message: str) -> None:
    assert said_of(document, about) == [("error", message)]
    assert said_of(document, about.removesuffix("-wrong")) == []


def test_what_has_no_common_ground_is_not_compared(document: Project) -> None:
    assert said_of(document, "apart") == [
        ("note", "Mått apart är tryckt både som st och som index, utan att bytet är märkt.")
    ]


@pytest.mark.parametrize("about", ["third", "third-count", "december", "month-sum", "month-share", "few"])
def test_a_third_answer_and_a_month_of_a_year_contradict_nothing(document: Project, about: str) -> None:
    assert said_of(document, about) == []


def test_what_came_and_went_since_the_first_day_is_the_change(document: Project) -> None:
    assert said_of(document, "flow") == [
        ("error", "Förändringen av Mått flow är tryckt som 5 st, men 9 (Mått came) minus 8 (Mått went) ger 1 st.")
    ]


@pytest.mark.parametrize(
    ("about", "severity", "message"),
    [
        ("aim", "error", "Målet 2023 för Mått aim, XK är 80 % på ett ställe men 85 % på ett annat."),
        ("blank", "note", "Mått blank, XK 2023 redovisas inte på ett ställe men är 55 % på ett annat."),
        (
            "fore-wrong",
            "note",
            "Den publicerade bedömningen av Mål fore-wrong är bättre än målet, men prognosen 70 mot målet 80 är sämre "
            f"än målet{NEAR}",
        ),
        (
            "fore-unit",
            "note",
            "Den publicerade bedömningen av Mål fore-unit är bättre än målet, men dokumentet har inget utfall "
            "i siffror.",
        ),
        ("one", "warning", "Område one bedöms inte uppnå målen, men målet når sitt målvärde: Mål goal-one-0."),
        (
            "two",
            "warning",
            "Område two bedöms inte uppnå målen, men alla 2 mål når sina målvärden: Mål goal-two-0 och Mål goal-two-1.",
        ),
        ("back", "warning", "Åtagandet back förs över till 2022, men dokumentet gäller 2023. Kontrollera årtalet."),
        ("now", "warning", "Åtagandet now förs över till 2023, men dokumentet gäller 2023. Kontrollera årtalet."),
        ("ended", "warning", "Åtagandet ended förs över till 2024, men är klart till 100 %."),
        (
            "control-back",
            "warning",
            "Kontrollen control-back förs över till 2021, men dokumentet gäller 2023. Kontrollera årtalet.",
        ),
        (
            "level-wrong",
            "warning",
            f"Åtagandet level-wrong har statusen «Nivån nådd», men Mått level-wrong är kvinnor 60{HARD}% och män "
            f"66{HARD}% 2023 mot målet 75{HARD}%.",
        ),
        (
            "part-over",
            "warning",
            f"Mått part-over, XK jan.–aug. 2023 är 140 st, men hela 2023 är 120 st i ”Dokument late”. {STANDING}",
        ),
        (
            "part-hours",
            "warning",
            f"Mått part-hours, XK jan.–aug. 2023 är 140 tim, men hela 2023 är 120 tim i ”Dokument late”. {STANDING}",
        ),
        (
            "expected-over",
            "warning",
            f"Mått expected-over, XK jan.–aug. 2023 är 140 st, men prognosen för 2023 är 120 st. {STANDING}",
        ),
        (
            "quarters-wrong",
            "error",
            "Mått quarters-wrong, XK 2023 är 96 st, men årets delar, 20 st, 21 st, 22 st och 23 st, är tillsammans "
            "86 st.",
        ),
        (
            "var-wrong",
            "error",
            f"Avvikelsen för Mått var-wrong, XK 2023 är tryckt som {MINUS}5 tkr, men utfallet 90 tkr mot budgeten "
            "100 tkr skiljer 10 tkr.",
        ),
        (
            "var-share-wrong",
            "error",
            f"Avvikelsen för Mått var-share-wrong, XK 2023 är tryckt som {MINUS}15 %, men utfallet 90 tkr mot budgeten "
            "100 tkr skiljer 10,0 %.",
        ),
        (
            "var-aim-wrong",
            "warning",
            f"Avvikelsen för Mått var-aim-wrong, XK 2023 är tryckt som {MINUS}8 tkr, men utfallet 90 tkr mot målet 100 "
            "tkr skiljer 10 tkr.",
        ),
    ],
)
def test_what_cannot_be_is_told(document: Project, about: str, severity: str, message: str) -> None:
    assert said_of(document, about) == [(severity, message)]


@pytest.mark.parametrize(
    "about",
    [
        *(
            "aim-same",
            "aim-unit",
            "blank-other",
            "fore",
            "half",
            "open",
            "on",
            "said",
            "control-on",
            "planned",
            "level",
        ),
        *("part", "part-level", "part-money", "part-average", "part-point", "expected", "quarters", "quarters-average"),
        *("quarters-three", "var", "var-plus", "var-unit", "var-share", "var-aim", "var-apart"),
    ],
)
def test_what_can_be_is_not(document: Project, about: str) -> None:
    assert said_of(document, about) == []
