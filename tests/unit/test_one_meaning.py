"""One fact has one meaning: small documents that went wrong, built for real, and what is right of each."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.invented import Invented, asked, one
from tests.meanings import EVERY, yardsticks

from analysis.base.project import Project
from analysis.chapter.markup.line_drawing import words_of_lines
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.overview import Glance
from analysis.chapter.pieces import Mark, Piece
from analysis.present.chart import Chart
from analysis.present.fragment import Several
from analysis.present.goal_text import earlier_text, outcome_text
from analysis.present.sentences import assessment_reason, distance, finding, trend_reason
from analysis.present.table import Table
from analysis.present.why_not import missing_reason, without_trend
from analysis.report import Report
from analysis.words.current_language import SWEDISH, speaking

HARD, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
EDGE = "på gränsen för nära målet: avrundning kan avgöra"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    made = Invented(tmp_path_factory.mktemp("mening"))
    for fill in EVERY:
        fill(made)
    with speaking(SWEDISH):
        yield made.build()


def goal(document: Project, code: str) -> dict[str, object]:
    return one(document, f"FROM goal_measure_detail WHERE goal = '{code}' AND measure_no = 1")


@pytest.mark.parametrize(
    ("code", "assessment"),
    [
        *(("a2", "worse"), ("a2-near", "near"), ("apart", "not_evaluated")),
        *(("a3-below", "not_evaluated"), ("a3-above", "not_evaluated"), ("a3-same-below", "better")),
        *(("a3-same-above", "better"), ("a12-over", "better"), ("a12-under", "worse"), ("a12-about", "not_evaluated")),
        *(("a13", "not_evaluated"), ("part", "not_evaluated"), ("part-target", "better"), ("month", "better")),
        *(("a7", "better"), ("a8-points", "worse"), ("a8-share", "worse"), ("a8-money", "worse"), ("a10", "worse")),
        *(("edge", "near"), ("edge-count", "near"), ("a9-share", "near"), ("a9-points", "near")),
        *(("a11", "better"), ("a11-apart", "not_evaluated"), ("a11-count", "better"), ("a11-third", "not_evaluated")),
        *(("a14", "not_evaluated"), ("a14-lag", "better")),
        *(("lag-secret", "not_evaluated"), ("lag-sexes", "not_evaluated"), ("lag-none", "not_evaluated")),
        ("lag-not-yet", "better"),
        *(("late-month", "not_evaluated"), ("late-half", "not_evaluated"), ("late-year", "not_evaluated")),
        *(("late-like", "better"), ("part-only", "better"), ("hour", "better"), ("endless", "worse")),
        *(("sex-units", "better"), ("only-women", "not_evaluated"), ("late-sexes", "better")),
        *(("rough-over", "better"), ("rough-under", "worse"), ("rough-near", "near"), ("rough-about", "better")),
        *(("bare-percent", "better"), ("bare-count", "better"), ("bare-tkr", "better"), ("bare-rough", "better")),
        *(("wide", "better"), ("wider", "not_evaluated"), ("wide-unit", "better"), ("wider-unit", "not_evaluated")),
    ],
)
def test_an_outcome_is_judged_by_what_it_says(document: Project, code: str, assessment: str) -> None:
    assert goal(document, code)["assessment_computed"] == assessment
    assert one(document, f"FROM goal_status WHERE goal = 'Mål {code}'")["assessment_computed"] == assessment


@pytest.mark.parametrize(
    ("code", "trend", "previous"),
    [
        *(("a1", "better", 1200.0), ("a3-limits", None, 7.0), ("a4", "better", 280.0), ("month", None, None)),
        *(("bare-percent", "better", 70.0), ("bare-tkr", "better", 70.0), ("bare-before", "better", 70.0)),
    ],
)
def test_a_trend_compares_like_with_like(document: Project, code: str, trend: str | None, previous: float) -> None:
    assert (goal(document, code)["trend_computed"], goal(document, code)["previous_outcome"]) == (trend, previous)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("moved", ("better", f"kvinnor 72{HARD}%, män 73{HARD}%")),
        ("moved-count", ("better", f"kvinnor 70{HARD}st, män 70{HARD}st")),
        (
            "overlapping",
            ("Inget utfall för kvinnor och män tillsammans att jämföra.", f"kvinnor 76{HARD}%, män 79{HARD}%"),
        ),
        ("moved-third", ("Inget tidigare värde att jämföra med.", "")),
        ("nearer-sexes", ("better", f"kvinnor 72{HARD}%, män 73{HARD}%")),
        ("nearer-total", ("better", f"70{HARD}%")),
        ("anew", ("Tidigare värden är mätta på ett annat sätt.", "")),
        ("anew-since", ("Tidigare värden är mätta på ett annat sätt.", "")),
        ("a7", ("Inget tidigare värde att jämföra med.", "")),
    ],
)
def test_a_trend_or_why_there_is_none(document: Project, code: str, told: tuple[str, str]) -> None:
    row = goal(document, code)
    assert (row["trend_computed"] or without_trend(row), earlier_text(row)) == told


def test_what_women_and_men_had_before_adds_up_as_their_outcomes_do(document: Project) -> None:
    row = one(document, "FROM goal_status WHERE goal = 'Mål moved-count'")
    assert (row["outcome"], row["previous_outcome"], row["previous_period"]) == (157.0, 140.0, "2022")
    row = one(document, "FROM goal_yardstick WHERE goal = 'Mål moved'")
    assert (row["previous_outcome"], row["previous_women"], row["previous_men"]) == (None, 72.0, 73.0)
    assert trend_reason(goal(document, "moved-count")) == "140 (2022) → 157"
    told = f"kvinnor 72{HARD}%, män 73{HARD}% (2022) → kvinnor 80{HARD}%, män 77{HARD}%"
    assert trend_reason(goal(document, "moved")) == told


def test_figures_of_women_and_men_are_taken_along(document: Project) -> None:
    report = Report(organisation="XK", year=2023, database=document.database)
    table = report.goals()
    assert isinstance(table, Table)
    heads = [column.heading for column in table.value.columns]
    [row] = [dict(zip(heads, row.figures, strict=True)) for row in table.value.rows if row.subject == "mal-moved"]
    asked = [f"{figure}, {sex}" for figure in ("Utfall", "Föregående utfall") for sex in ("kvinnor", "män")]
    assert [row[heading] for heading in asked] == ["80", "77", "72", "73"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("a7", "precis på målet"),
        ("a8-points", "0,03 procentenheter under målet"),
        ("a8-share", f"0,01{HARD}% under målet"),
        ("a8-money", f"0,01{HARD}mnkr under målet"),
        ("a9-share", f"2,3{HARD}% under målet"),
        ("a9-points", f"0,25 procentenheter under målet, {EDGE}"),
        ("a3-below", ""),
        ("a3-same-below", ""),
        ("rounding", "0,2 procentenheter över målet, inom avrundning"),
        ("edge-near", f"9 procentenheter under målet, {EDGE}"),
        ("edge-money", f"0,03{HARD}mnkr över målet, {EDGE}"),
        ("hour", "precis på målet"),
        ("endless", f"0,08{HARD}h över målet"),
        *((f"rough-{how}", "") for how in ("over", "under", "near", "about")),
    ],
)
def test_a_distance_is_told_with_the_decimals_that_decide(document: Project, code: str, told: str) -> None:
    assert distance(goal(document, code)) == told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("a7", f"Mål a7: 0{HARD}st, når precis målet 0{HARD}st"),
        ("a3-same-below", f"Mål a3-same-below: <{THIN}5{HARD}%, når målet <{THIN}5{HARD}%"),
        ("a3-below", f"Mål a3-below: <{THIN}5{HARD}%, målet är 3{HARD}%"),
        ("a11", f"Mål a11: kvinnor 80{HARD}%, män 77{HARD}%, når målet 75{HARD}%"),
        ("a14", f"Mål a14: utfall 2022 82{HARD}%, mål 2023 80{HARD}%"),
        ("a14-lag", f"Mål a14-lag: utfall 2022 82{HARD}%, mål 2023 80{HARD}%"),
        ("sex-units", f"Mål sex-units: kvinnor cirka 82{HARD}%, män 790{HARD}‰, når målet 75{HARD}%"),
        ("only-women", f"Mål only-women: kvinnor 82{HARD}%, målet är 75{HARD}%"),
        ("late-sexes", f"Mål late-sexes: utfall 2022 kvinnor 82{HARD}%, män 79{HARD}%, mål 2023 75{HARD}%"),
        ("late-month", f"Mål late-month: utfall 2022 85{HARD}st, mål 2023 80{HARD}st"),
        ("part-only", f"Mål part-only: 60{HARD}st, bättre än målet 50{HARD}st"),
        ("a12-over", f"Mål a12-over: drygt 80{HARD}%, når målet >{THIN}80{HARD}%"),
        ("rounding", f"Mål rounding: 7{HARD}%, vilket är 0,2 procentenheter över målet 6,8{HARD}%, inom avrundning"),
        ("edge-near", f"Mål edge-near: 81{HARD}%, vilket är 9 procentenheter under målet 90{HARD}%, {EDGE}"),
        ("two-values", f"Mål two-values: 4,6{HARD}% (även tryckt: 5,6), bättre än målet 5{HARD}%"),
        ("doubted", f"Mål doubted: 85{HARD}% (tveksam), bättre än målet 80{HARD}%"),
        ("preliminary", f"Mål preliminary: 85{HARD}% (preliminär), bättre än målet 80{HARD}%"),
        (
            "women-two-values",
            f"Mål women-two-values: kvinnor 16{HARD}st (även tryckt: 61), män 15{HARD}st, bättre än målet 30{HARD}st",
        ),
        ("women-doubted", f"Mål women-doubted: kvinnor 85{HARD}% (tveksam), män 82{HARD}%, når målet 80{HARD}%"),
        (
            "women-preliminary",
            f"Mål women-preliminary: kvinnor 85{HARD}% (preliminär), män 82{HARD}%, når målet 80{HARD}%",
        ),
        ("two-targets", f"Mål two-targets: 85{HARD}%, bättre än målet 80{HARD}% (även tryckt: 82)"),
        ("only-doubted", f"Mål only-doubted: utfall 2022 70{HARD}% (tveksam), mål 2023 80{HARD}%"),
        ("only-preliminary", f"Mål only-preliminary: utfall 2022 70{HARD}% (preliminär), mål 2023 80{HARD}%"),
        ("year", "Mål year: 2031, vilket är 1 över målet 2030"),
        ("rough-over", f"Mål rough-over: drygt 1{HARD}mnkr, når målet 2{HARD}mnkr"),
        ("rough-under", f"Mål rough-under: knappt 9{HARD}%, når inte målet 5{HARD}%"),
    ],
)
def test_a_title_says_what_the_figures_say(document: Project, code: str, told: str) -> None:
    assert finding(goal(document, code)) == told


def test_a_judgement_without_distance_has_a_reason_too(document: Project) -> None:
    report = Report(organisation="XK", year=2023, database=document.database)
    table = report.goals()
    assert isinstance(table, Table)
    assert "Mål rough-under: knappt 9 % mot målet 5 %" in " ".join(report.unreached().plain.split())
    assert "< 5 % mot målet < 5 %" in " ".join(table.plain.split())
    judged = goal(document, "a3-same-below") | {"assessment_published": "worse"}
    said = f"<{THIN}5{HARD}% mot målet <{THIN}5{HARD}%; publicerat Missat"
    assert assessment_reason(judged, "Missat") == said


def test_a_series_has_the_sign_of_each_figure_and_what_casts_doubt_on_it(document: Project) -> None:
    report = Report(organisation="XK", year=2023, database=document.database)
    for code, told in (
        ("a3-below", f"<{THIN}5"),
        ("a12-over", "drygt 80"),
        ("wide", "cirka 85"),
        ("year", "2031"),
        ("doubted", "85 (tveksam)"),
    ):
        series = report.series(code, "XK")
        assert cell_words(series.table().value.rows[-1].words[2]) == told
        figure, *doubt = told.split(" (")
        unit = "" if code == "year" else f"{HARD}%"
        shown = " (".join([f"{figure}{unit}", *doubt])
        assert series.chart().title == f"Mått {code}, XK: {shown}, 2023"


def chart_of(report: Report, code: str) -> Chart:
    """The chart of a goal."""
    charts = report.goal_charts()
    assert isinstance(charts, Several)
    (chart,) = (chart for chart in charts if isinstance(chart, Chart) and chart.subject == f"mal-{code}")
    return chart


def test_a_target_for_a_part_of_the_year_is_drawn_and_told_of(document: Project) -> None:
    report = Report(organisation="XK", year=2023, database=document.database)
    chart = chart_of(report, "part-target")
    part = f"jan.–apr. 2023: 30{HARD}st"
    assert chart.summary == f"Totalt – jan.–apr. 2023: 40{HARD}st. Mål – 2023: 100{HARD}st; {part}."
    (line,) = chart.targets
    dots = [(dot.at, dot.value, dot.start, dot.end) for dot in line.points]
    assert dots[1:] == [("jan.–apr. 2023", "30", "2023-01-01", "2023-04-30")]
    assert [row.figures[4] for row in chart.table.value.rows] == ["40", "100", "30"]
    drawn = json.loads(chart.figure.to_json())
    (level,) = (trace for trace in drawn["data"] if trace.get("name") == "Mål" and 30.0 in trace["y"])
    assert [round(x, 2) for x in level["x"]] == [2023.0, 2023.33]
    assert "Mål jan.–apr. 2023: 30" in words_of_lines(drawn)


def test_what_names_something_has_nothing_between_its_thousands(document: Project) -> None:
    report = Report(organisation="XK", year=2023, database=document.database)
    chart, goals = chart_of(report, "year"), report.goals()
    assert isinstance(goals, Table)
    assert chart.summary == "Totalt – 2022: 2033; 2023: 2031. Mål – 2023: 2030."
    (row,) = (row for row in goals.value.rows if row.subject == "mal-year")
    shown = [cell_words(cell) for cell in row.words]
    assert [words for words in shown if THIN in words] == []
    drawn = words_of_lines(json.loads(chart.figure.to_json()))
    assert [words for words in drawn if THIN in words] == []


@pytest.mark.parametrize(
    ("code", "told"), [("two-values", "även tryckt: 5,6"), ("doubted", "tveksam"), ("preliminary", "preliminär")]
)
def test_doubt_follows_an_outcome_wherever_it_is_shown(document: Project, code: str, told: str) -> None:
    report = Report(organisation="XK", year=2023, database=document.database)
    for table in (report.goals(), report.scorecard()):
        assert isinstance(table, Table)
        (row,) = (row for row in table.value.rows if row.subject == f"mal-{code}")
        shown = {column.heading: figure for column, figure in zip(table.value.columns, row.figures, strict=True)}
        assert shown["Utfall, anmärkning"] == told
        assert f" ({told})" in cell_words(row.words[2])
    glance = report.at_a_glance().value
    assert isinstance(glance, Glance)
    (card,) = (card for card in glance.cards if any(code in mark.label for mark in card.marks))
    assert f"Mål {code} ({told})" in [mark.label for mark in card.marks]
    assert f" ({told})" in chart_of(report, code).summary


@pytest.mark.parametrize(
    ("code", "column", "told"),
    [
        ("before-two-values", "Föregående utfall", "även tryckt: 7"),
        ("before-doubted", "Föregående utfall", "tveksam"),
        ("before-preliminary", "Föregående utfall", "preliminär"),
        ("two-targets", "Målnivå", "även tryckt: 82"),
        ("women-doubted", "Utfall", "kvinnor: tveksam"),
    ],
)
def test_doubt_follows_every_figure_of_a_goal(document: Project, code: str, column: str, told: str) -> None:
    table = Report(organisation="XK", year=2023, database=document.database).goals()
    assert isinstance(table, Table)
    (row,) = (row for row in table.value.rows if row.subject == f"mal-{code}")
    taken = {column.heading: figure for column, figure in zip(table.value.columns, row.figures, strict=True)}
    assert taken[f"{column}, anmärkning"] == told
    shown = " ".join(" ".join(map(cell_words, row.words[1:3])).split())
    behind = {
        "Föregående utfall": f"2022: 70 % ({told})",
        "Målnivå": f"80 % ({told})",
        "Utfall": "kvinnor 85 % (tveksam), män 82 %",
    }
    assert behind[column] in shown


@pytest.mark.parametrize(
    ("code", "trend", "told", "drawn"),
    [
        (
            "near",
            "better",
            "utfall 58 (även tryckt: 85), före 7 (även tryckt: 70)",
            f"Totalt – 2022: 7{HARD}% (även tryckt: 70); 2023: 58{HARD}% (även tryckt: 85). Mål – 2023: 80{HARD}%.",
        ),
        (
            "most",
            "better",
            "utfall 85, före 70 (även tryckt: 90)",
            f"Totalt – 2022: 70{HARD}% (även tryckt: 90); 2023: 85{HARD}%. Mål – 2023: 80{HARD}%.",
        ),
    ],
)
def test_a_chart_draws_the_figures_that_its_goal_is_judged_by(
    document: Project, code: str, trend: str, told: str, drawn: str
) -> None:
    row = goal(document, code)
    outcome, before = (text.replace(f"{HARD}%", "") for text in (outcome_text(row), earlier_text(row)))
    assert (row["trend_computed"], f"utfall {outcome}, före {before}") == (trend, told)
    assert chart_of(Report(organisation="XK", year=2023, database=document.database), code).summary == drawn


def test_a_target_printed_twice_says_so_in_its_chart(document: Project) -> None:
    chart = chart_of(Report(organisation="XK", year=2023, database=document.database), "two-targets")
    assert chart.summary == f"Totalt – 2023: 85{HARD}%. Mål – 2023: 80{HARD}% (även tryckt: 82)."
    shown = [cell_words(row.words[2]) for row in chart.table.value.rows]
    assert shown == ["85", "80 (även tryckt: 82)"]


def test_a_chart_draws_the_figures_of_women_that_its_goal_is_judged_by(document: Project) -> None:
    chart = chart_of(Report(organisation="XK", year=2023, database=document.database), "near-women")
    women, men = f"kvinnor 58{HARD}% (även tryckt: 85)", f"män 60{HARD}%"
    assert chart.title == f"Mål near-women: {women}, {men}, når inte målet 80{HARD}%"
    assert chart.summary.startswith(f"Kvinnor – 2023: 58{HARD}% (även tryckt: 85). Män – 2023: 60{HARD}%.")


def unmarked(cell: Sequence[Piece]) -> list[Piece]:
    """A cell without the mark that follows its figure, which says the same in a word."""
    return [piece for piece in cell if not isinstance(piece, Mark)]


@pytest.mark.parametrize(("language", "word"), [("sv", "preliminär"), ("en", "preliminary")])
def test_a_preliminary_key_figure_says_so_in_tables_texts_and_charts(
    document: Project, language: str, word: str
) -> None:
    report = Report(organisation="XK", year=2023, database=document.database, language=language)
    tables = report.printed_tables()
    assert isinstance(tables, Several)
    rows = [row for table in tables for row in table.value.rows if row.measure == "early"]
    shown = [[" ".join(cell_words(unmarked(cell)).split()) for cell in row.words[1:]] for row in rows]
    percent = " %" if language == "sv" else "%"
    figures = [f"{figure}{percent} ({word})" for figure in ("80", "85", "+3", "78")]
    assert [shown[0], [shown[1][0]], [shown[2][0]]] == [figures[:3], figures[3:], [f"82{percent}"]]
    texts = report.text_figures("A › B")
    assert isinstance(texts, Table)
    what = [cell_words(unmarked(row.words[3])) for row in texts.value.rows if row.measure == "early"]
    assert [told.endswith(f", {word}") for told in what] == [True, True, True, True, False]
    chart = report.sex_chart("early")
    assert isinstance(chart, Chart)
    assert [line.points[0].words.endswith(f"({word})") for line in chart.series] == [True, False]


def test_the_public_view_has_its_figures_in_one_unit(document: Project) -> None:
    row = one(document, "FROM goal_status WHERE goal = 'Mål a8-money'")
    assert (row["unit"], row["target"], row["outcome"]) == ("mnkr", 1.0, 0.99)
    row = one(document, "FROM goal_status WHERE goal = 'Mål a1'")
    assert (row["unit"], row["outcome"], row["previous_outcome"]) == ("mnkr", 1.3, 1.2)
    apart = one(document, "FROM goal_yardstick WHERE goal = 'Mål apart'")
    assert (apart["unit"], apart["target_unit"], apart["outcome_unit"]) == (None, "count", "percent")


def test_a_goal_with_several_yardsticks_has_its_figures_in_a_row_each(document: Project) -> None:
    row = one(document, "FROM goal_status WHERE goal = 'Mål a6'")
    assert [row[name] for name in ("indicator", "unit", "target", "outcome")] == [None] * 4
    assert (row["assessment_computed"], row["assessment_final"], row["yardsticks"]) == ("worse", "worse", 2)
    rows = asked(document, "FROM goal_yardstick WHERE goal = 'Mål a6' ORDER BY yardstick")
    assert rows["outcome"].to_list() == [90.0, 40.0]
    assert rows["assessment_computed"].to_list() == ["better", "worse"]
    unknown = one(document, "FROM goal_status WHERE goal = 'Mål a6-unknown'")
    assert (unknown["assessment_computed"], unknown["yardsticks_known"]) == ("not_evaluated", 1)


@pytest.mark.parametrize(("tolerance", "judged"), [("", "worse"), ("0", "worse"), ("5", "near")])
@pytest.mark.parametrize("code", ["strict-below", "strict-above", "strict-over"])
def test_what_stands_at_a_strict_limit_is_near_only_where_that_is_allowed_and_never_on_it(
    document: Project, code: str, tolerance: str, judged: str
) -> None:
    row = goal(document, f"{code}-{tolerance}")
    assert (row["assessment_computed"], distance(row), row["shortfall"]) == (judged, "", None)
    assert f"{HARD}%, når inte målet" in finding(row)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("outcome-secret", "utfall i siffror saknas (sekretess)"),
        ("outcome-not_yet", "utfall i siffror saknas (ännu inget värde)"),
        ("outcome-not_applicable", "utfall i siffror saknas (ej tillämpligt)"),
        ("outcome-lost", "utfall i siffror saknas (saknas i vårt textutdrag)"),
        ("outcome-not_reported", "utfallet är från 2022"),
        ("target-removed", "mål i siffror saknas (borttaget)"),
        ("target-not_yet", "mål i siffror saknas (ännu inget värde)"),
        ("target-lost", "mål i siffror saknas (saknas i vårt textutdrag)"),
        ("target-not_reported", "mål i siffror saknas"),
        ("neither", "mål i siffror saknas (borttaget) och utfall i siffror saknas (sekretess)"),
    ],
)
def test_what_is_missing_says_why(document: Project, code: str, told: str) -> None:
    assert missing_reason(goal(document, code)) == told


def test_a_target_beside_the_goals_is_the_one_of_any_yardstick_that_lists_none(document: Project) -> None:
    unlisted, listed = goal(document, "unlisted"), goal(document, "listed")
    assert (unlisted["target"], unlisted["assessment_computed"]) == (80.0, "better")
    assert (listed["target"], listed["unjudged"]) == (None, "no_target")
    drawn = asked(document, "SELECT goal, year, target FROM goal_aim WHERE goal LIKE '%listed' ORDER BY ALL").rows()
    assert drawn == [("listed", 2024, 90.0), ("unlisted", 2023, 80.0), ("unlisted", 2024, 90.0)]


def test_two_levels_for_two_are_no_level_printed_twice(document: Project) -> None:
    found = asked(document, "SELECT severity, message FROM inconsistency WHERE message LIKE '%two-levels%'").rows()
    told = "Rubriken för Mål two-levels sätter målet 80 % för SJ 2023, tabellen 70 % för XK."
    assert found == [("note", told)]
    assert goal(document, "two-levels")["target"] == 70.0


def test_a_count_of_women_and_men_adds_up(document: Project) -> None:
    row = one(document, "FROM goal_status WHERE goal = 'Mål a11-count'")
    assert (row["outcome"], row["unit"]) == (157.0, "count")


def test_no_trend_of_figures_in_two_units_is_called_wrong(document: Project) -> None:
    assert asked(document, "FROM inconsistency WHERE subject LIKE '%a1' AND kind IN ('trend', 'unit')").is_empty()


def test_what_is_declared_decides_how_yardsticks_add_up(tmp_path: Path) -> None:
    made = Invented(tmp_path, "format: 2\nadding_up:\n  goal: share\n")
    yardsticks(made)
    project = made.build()
    rows = asked(project, "SELECT assessment_computed, yardsticks_reached FROM goal_status ORDER BY goal").rows()
    assert rows == [("near", 1), ("not_evaluated", 1)]
