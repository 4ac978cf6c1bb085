"""Targets of every kind, and yardsticks of every kind: what each is judged to be, and how it is written."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.invented import Invented, asked, one
from tests.making import within, write_notebook, write_report
from tests.targets import COUNCIL, MINUS, fill, goal

from analysis.base.project import Project
from analysis.chapter.markup.spoken import cell_words
from analysis.errors import InputFaults
from analysis.intake.sources import read_sources
from analysis.judge.aims import measured
from analysis.judge.interval import Interval
from analysis.judge.limits import hold, limits_of
from analysis.judge.units import Units
from analysis.present.chart import Chart
from analysis.present.fragment import Several
from analysis.present.goal_text import mean_text, outcome_text, target_text
from analysis.present.sentences import distance, finding
from analysis.present.table import Table
from analysis.present.why_not import missing_reason
from analysis.report import Report
from analysis.words.current_language import ENGLISH, SWEDISH, speaking
from analysis.words.targets import written

HARD, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
FORMAT_2 = "format: 2\n"
STEPS = {"worse": 0, "near": 1, "better": 2}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = Invented(tmp_path_factory.mktemp("mal"), FORMAT_2)
    fill(folder)
    with speaking(SWEDISH):
        yield folder.build()


def row(made: Project, code: str, number: int = 1) -> dict[str, object]:
    return one(made, f"FROM goal_measure_detail WHERE goal = '{code}' AND measure_no = {number}")


# ---- one case a kind and outcome ----

PERCENT = f"{HARD}%"
CASES = [
    ("range-in", "better", f"80–90{PERCENT}", ""),
    ("range-low", "better", f"80–90{PERCENT}", ""),
    ("range-high", "better", f"80–90{PERCENT}", ""),
    ("range-under", "worse", f"80–90{PERCENT}", "1 procentenhet under målet"),
    ("range-over", "worse", f"80–90{PERCENT}", "1,5 procentenheter över målet"),
    ("range-near", "near", f"80–90{PERCENT}", "2 procentenheter under målet"),
    ("range-sign", "not_evaluated", f"80–90{PERCENT}", "utfallet är inte tillräckligt noga angivet"),
    ("range-none", "better", f"80–90{PERCENT}", ""),
    ("range-below", "better", f"{MINUS}5 till {MINUS}2{PERCENT}", ""),
    ("one-end", "not_evaluated", f"80{PERCENT}", "indikatorn är bäst inom ett intervall, men målet är ett tal"),
    ("rise-up", "better", f"ska öka från 74{PERCENT} (2021)", "2 procentenheter över utgångsvärdet"),
    ("rise-still", "worse", f"ska öka från 74{PERCENT} (2021)", ""),
    ("rise-down", "worse", f"ska öka från 74{PERCENT} (2021)", "2 procentenheter under utgångsvärdet"),
    ("fall-up", "worse", f"ska minska från 74{PERCENT} (2021)", "2 procentenheter över utgångsvärdet"),
    ("fall-still", "worse", f"ska minska från 74{PERCENT} (2021)", ""),
    ("fall-down", "better", f"ska minska från 74{PERCENT} (2021)", "2 procentenheter under utgångsvärdet"),
    ("keep-up", "better", f"ska inte minska från 74{PERCENT}", "2 procentenheter över utgångsvärdet"),
    ("keep-still", "better", f"ska inte minska från 74{PERCENT}", "precis på målet"),
    ("keep-down", "worse", f"ska inte minska från 74{PERCENT}", "2 procentenheter under utgångsvärdet"),
    ("rise-unit", "better", f"ska öka från 1{THIN}200{HARD}tkr (2021)", f"100{HARD}tkr över utgångsvärdet"),
    ("rise-part", "better", f"ska öka från 50{PERCENT} (2021)", "5 procentenheter över utgångsvärdet"),
    ("rise-apart", "not_evaluated", "ska öka från 2021", "inget utgångsvärde går att jämföra med"),
    ("rise-anew", "not_evaluated", f"ska öka från 74{PERCENT} (2021)", "åren är mätta på olika sätt"),
    ("rise-own", "better", f"ska öka från 74{PERCENT}", "2 procentenheter över utgångsvärdet"),
    ("rank-top", "better", "topp 50 av 290", ""),
    ("rank-edge", "better", "topp 50 av 290", ""),
    ("rank-far", "worse", "topp 50 av 290", ""),
    ("share-in", "better", f"bland de 25{PERCENT} bästa", ""),
    ("share-out", "worse", f"bland de 25{PERCENT} bästa", ""),
    ("share-among", "not_evaluated", f"bland de 25{PERCENT} bästa", "det står inte hur många som jämförs"),
    ("rank-none", "not_evaluated", "topp 50 av 290", "ingen placering är angiven"),
    ("rank-own", "better", "topp 5", ""),
    ("mean-met", "better", f"i snitt 3,0{PERCENT} 2022–2023", "precis på målet"),
    ("mean-missed", "worse", f"i snitt 3,0{PERCENT} 2022–2023", "0,005 procentenheter under målet"),
    ("mean-so-far", "not_evaluated", f"i snitt 3,0{PERCENT} 2022–2025", "alla år är inte kända än"),
    ("mean-gap", "not_evaluated", f"i snitt 3,0{PERCENT} 2022–2023", "alla år är inte kända än"),
    ("mean-anew", "not_evaluated", f"i snitt 3,0{PERCENT} 2022–2023", "åren är mätta på olika sätt"),
    ("words", "not_evaluated", "god ekonomisk hushållning", "målet är ord som inga siffror avgör"),
    ("words-figure", "not_evaluated", "god ekonomisk hushållning", "målet är ord som inga siffror avgör"),
    ("theirs", "worse", f"85{PERCENT}", "5 procentenheter under målet"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "assessment", "asks", "told"), CASES)
def test_each_kind_is_judged_and_written(made: Project, code: str, assessment: str, asks: str, told: str) -> None:
    found = row(made, code)
    assert (found["assessment_computed"], target_text(found)) == (assessment, asks)
    assert (distance(found) if found["unjudged"] is None else missing_reason(found)) == told


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("range-in", f"85{PERCENT}, når målet 80–90{PERCENT}"),
        ("range-over", f"91,5{PERCENT}, vilket är 1,5 procentenheter över målet 80–90{PERCENT}"),
        ("rise-up", f"76{PERCENT}, når målet: ska öka från 74{PERCENT} (2021)"),
        ("rise-still", f"74{PERCENT}, når inte målet: ska öka från 74{PERCENT} (2021)"),
        ("rank-top", "plats 34 av 290, når målet: topp 50 av 290"),
        ("rank-own", "plats 3 av 26, når målet: topp 5"),
        ("mean-met", f"i snitt 3,00{PERCENT} 2022–2023, når målet: i snitt 3,0{PERCENT} 2022–2023"),
        ("mean-missed", f"i snitt 2,995{PERCENT} 2022–2023, når inte målet: i snitt 3,0{PERCENT} 2022–2023"),
        ("mean-so-far", f"i snitt 3,25{PERCENT} 2022–2023, hittills, mål: i snitt 3,0{PERCENT} 2022–2025"),
        ("words-figure", f"85{PERCENT}, mål: god ekonomisk hushållning"),
    ],
)
def test_a_title_says_what_is_asked_for(made: Project, code: str, said: str) -> None:
    assert finding(row(made, code)) == f"Mål {code}: {said}"


def test_what_is_no_number_is_none_in_the_views(made: Project) -> None:
    kinds = asked(made, "SELECT kind, count(target) AS numbers, count(*) AS targets FROM goal_target GROUP BY kind")
    found = {kind: (numbers, targets) for kind, numbers, targets in kinds.iter_rows()}
    assert set(found) == {"level", "range", "direction", "rank", "mean", "words"}
    assert all(numbers == (targets if kind == "level" else 0) for kind, (numbers, targets) in found.items())
    range_ = one(made, "FROM goal_target WHERE goal = 'Mål range-in'")
    assert (range_["target"], range_["value"], range_["upper"]) == (None, 80.0, 90.0)
    yardstick = one(made, "FROM goal_yardstick WHERE goal = 'Mål rise-up'")
    asks = [yardstick[name] for name in ("target", "target_kind", "target_base", "target_base_year")]
    assert asks == [None, "direction", 74.0, 2021]
    mean = one(made, "FROM goal_yardstick WHERE goal = 'Mål mean-so-far'")
    assert (mean["mean"], mean["mean_years"], mean["outcome"]) == (3.25, 2, 3.3)
    place = one(made, "FROM goal_yardstick WHERE goal = 'Mål rank-top'")
    assert (place["outcome"], place["outcome_measure"], place["outcome_of"], place["unit"]) == (34.0, "rank", 290, None)


def test_words_are_judged_by_what_is_printed_and_nothing_is_said_to_be_lacking(made: Project) -> None:
    assert one(made, "FROM goal_status WHERE goal = 'Mål words'")["assessment_final"] == "better"
    told = asked(
        made, "SELECT message FROM inconsistency WHERE message LIKE '%Mål words%' OR subject LIKE 'Mål words%'"
    )
    assert told.rows() == []


# ---- yardsticks ----


def test_yardsticks_of_one_indicator_differ_by_sex_period_and_organisation(made: Project) -> None:
    rows = asked(
        made,
        "SELECT goal, yardstick, sex, period_type, measured_for, target, outcome, assessment_computed "
        "FROM goal_yardstick WHERE goal IN ('Mål y', 'Mål z') ORDER BY ALL",
    ).rows()
    assert rows == [
        ("Mål y", 1, "K", None, "XK", 75.0, 80.0, "better"),
        ("Mål y", 2, "M", None, "XK", 75.0, 70.0, "worse"),
        ("Mål z", 1, "T", "part_year", "XK", 40.0, 40.0, "better"),
        ("Mål z", 2, "T", "year", "XK", 60.0, 61.0, "better"),
        ("Mål z", 3, "T", None, "KF", 95.0, 90.0, "worse"),
    ]
    labels = asked(
        made, "SELECT measure_label FROM goal_measure_detail WHERE goal IN ('y', 'z') ORDER BY goal, measure_no"
    )
    assert labels["measure_label"].to_list() == [
        *("Mått y, kvinnor", "Mått y, män"),
        *("Mått z, del av året, Exempelkommun", "Mått z, helår, Exempelkommun", "Mått z, Fullmäktige"),
    ]


def test_a_published_yardstick_is_held_against_figures_and_counts_in_its_goal(made: Project) -> None:
    assert one(made, "FROM goal_status WHERE goal = 'Mål y'")["yardsticks_reached"] == 2
    (message,) = asked(made, "SELECT message FROM inconsistency WHERE subject = 'Mål y: Mått y, män'").rows()
    assert message == (
        "Den publicerade bedömningen av Mål y: Mått y, män är bättre än målet, "
        "men utfallet 70 mot målet 75 är sämre än målet.",
    )


def test_the_owners_target_judges_and_the_councils_is_shown_with_whose_it_is(made: Project) -> None:
    own, theirs = row(made, "y"), row(made, "theirs")
    assert (own["target"], own["target_set_by"], theirs["target"], theirs["target_set_by"]) == (
        75.0,
        "XK",
        85.0,
        COUNCIL,
    )
    cells = _cells(made)
    assert cells["Mål y: Mått y, kvinnor"][1] == f"75{PERCENT}\nFullmäktige: 85{PERCENT}"
    assert cells["Mål theirs"][1] == f"85{PERCENT}\nsatt av Fullmäktige"


def _report(made: Project, language: str = "sv") -> Report:
    return Report(organisation="XK", year=2023, database=made.database, language=language)


def _cells(made: Project) -> dict[str, list[str]]:
    table = _report(made).goals()
    assert isinstance(table, Table)
    rows = [[cell_words(cell) for cell in row.words] for row in table.value.rows]
    return {cells[0]: cells for cells in rows}


def test_each_yardstick_has_a_row_with_its_symbol(made: Project) -> None:
    men = _cells(made)["Mål y: Mått y, män"]
    assert men[4].startswith("Nått\nBeräknat: Missat")


# ---- charts and files ----


def _chart(made: Project, code: str) -> Chart:
    drawn = _report(made).goal_charts()
    assert isinstance(drawn, Several)
    charts = [chart for chart in drawn if chart.key == code]
    assert len(charts) == 1
    found: Chart = charts[0]
    return found


def test_a_range_is_a_band_and_a_movement_its_base(made: Project) -> None:
    band = _chart(made, "range-over").figure.data
    fills = [trace for trace in band if trace.fill == "tonexty"]
    assert [set(trace.y) for trace in fills] == [{90.0}]
    assert {90.0, 80.0} <= {y for trace in band if trace.name == "Mål" for y in trace.y}
    base = [trace for trace in _chart(made, "rise-up").figure.data if trace.name == "Utgångsvärde"]
    assert [(trace.line.dash, set(trace.y), min(trace.x)) for trace in base] == [("dot", {74.0}, 2021)]
    summary = _chart(made, "mean-so-far").summary
    assert "2022: i snitt 3" in summary
    assert "80–90" in _chart(made, "range-over").summary


def test_files_carry_the_numbers_of_every_kind(made: Project) -> None:
    table = _report(made).goals()
    assert isinstance(table, Table)
    heads = [column.heading for column in table.value.columns]
    rows = {row.subject: dict(zip(heads, row.figures, strict=True)) for row in table.value.rows}
    range_, rise, rank, mean = (rows[f"mal-{code}"] for code in ("range-over", "rise-up", "rank-top", "mean-so-far"))
    assert (range_["Målnivå"], range_["Målnivå, från"], range_["Målnivå, till"]) == (None, "80", "90")
    assert (range_["Målnivå, i ord"], range_["Utfall minus målnivå"]) == (f"80–90{PERCENT}", "1.5")
    assert (rise["Målnivå, utgångsvärde"], rise["Utfall minus målnivå"]) == ("74", "2")
    assert (rank["Målnivå, placering"], rank["Utfall"], rank["Utfall, plats av"]) == ("50", "34", 290)
    assert (mean["Målnivå, snitt"], mean["Utfall, snitt"]) == ("3", "3.25")


def test_a_page_with_every_kind_is_made_by_papermill(made: Project) -> None:
    for folder in (made.notebooks, made.parameters):
        folder.mkdir(exist_ok=True)
    start = "from analysis.report import Report\nreport = Report(organisation=organisation, year=year)"
    write_notebook(made, "allt", start, "report.goals()", "report.goal_charts()", "report.goals_chart()")
    write_report(made, "allt", {"notebook": "allt", "title": "Allt"}, organisation="XK", year=2023)
    ran = within(made, "run", "allt")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    made_pages = (made.output / "allt").glob("*.html")
    pages = "".join(path.read_text(encoding="utf-8") for path in made_pages).replace(HARD, " ")
    for words in (
        *("80–90 %", "ska öka från 74 % (2021)", "topp 50 av 290", "bland de 25 % bästa"),
        *("i snitt 3,25 % 2022–2023, hittills", "god ekonomisk hushållning", "Fullmäktige: 85 %"),
    ):
        assert words in pages


# ---- faults ----


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({"value": "90", "kind": "range", "upper": "80"}, "value ska vara mindre än upper"),
        ({"value": "80", "kind": "range"}, "kind range och upper hör ihop"),
        ({"value": "80", "upper": "90"}, "kind range och upper hör ihop"),
        ({"value": "80", "kind": "range", "upper": "90"}, "ett intervall, men för indikatorn står att högre är bättre"),
        ({"value": "", "kind": "direction", "base_year": 2021}, "det finns inget utfall för 2021 att jämföra med"),
        ({"value": "", "kind": "direction"}, "kind direction behöver base_year eller base_value"),
        ({"value": "", "kind": "direction", "base_value": "7", "operator": "<"}, "målet går åt fel håll"),
        ({"value": "", "kind": "direction", "base_value": "7", "operator": "≈"}, "tecknet för kind direction är"),
        ({"value": "", "kind": "direction", "base_year": 2024}, "base_year ska ligga före year"),
        ({"value": "7", "kind": "direction", "base_value": "7"}, "har inget tal i value"),
        ({"value": "7", "base_value": "7"}, "base_year och base_value hör till kind direction"),
        ({"value": "300", "unit": "", "kind": "rank", "of": 290}, "platsen är högre än antalet i of, 290"),
        ({"value": "2,5", "unit": "", "kind": "rank"}, "en plats är ett heltal från 1"),
        ({"value": "2", "unit": "tkr", "kind": "rank"}, "en plats har ingen enhet"),
        ({"value": "125", "kind": "rank"}, "en andel av alla ligger mellan 0 och 100 procent"),
        ({"value": "7", "of": 290}, "of hör till kind rank"),
        ({"value": "3", "kind": "mean"}, "kind mean behöver både first_year och last_year"),
        ({"value": "3", "kind": "mean", "first_year": 2023, "last_year": 2022}, "first_year ska ligga före last_year"),
        ({"value": "", "kind": "words"}, "kind words och words hör ihop"),
        ({"value": "7", "unit": ""}, "talet behöver en enhet i unit"),
        ({"value": "7", "yardstick": 3}, "målet har bara mått 1, 2"),
        ({"value": "7", "kind": "intervall"}, "tillåtna värden: level, range, direction, rank, mean, words"),
        ({"value": "7", "set_by": "XX"}, "okänd kod"),
    ],
)
def test_a_target_that_asks_for_nothing_that_can_be_shown_is_told_in_words(
    tmp_path: Path, target: dict[str, Any], said: str
) -> None:
    folder = Invented(tmp_path, FORMAT_2)
    goal(folder, "g", "85")
    folder.source("goal_indicators", goal="g", indicator="g", measured_for="XK", sex="K")
    folder.source("targets", **{"goal": "g", "organisation": "XK", "year": 2023, "unit": "percent", **target})
    with speaking(SWEDISH), pytest.raises(InputFaults) as refused:
        read_sources(folder.write().data)
    (fault,) = refused.value.faults
    assert said in fault.allowed
    assert (fault.file, fault.row) == ("sources/d/targets.csv", 2)


def test_a_yardstick_is_said_once_and_the_goals_own_row_is_number_one(tmp_path: Path) -> None:
    folder = Invented(tmp_path, FORMAT_2)
    goal(folder, "g", "85")
    for number in ("", "", 1):
        folder.source(
            "goal_indicators", goal="g", indicator="g", measured_for="XK", sex="M" if number else "K", yardstick=number
        )
    with speaking(SWEDISH), pytest.raises(InputFaults) as refused:
        read_sources(folder.write().data)
    told = {fault.allowed for fault in refused.value.faults}
    assert told == {"samma mått finns på en annan rad för målet; skilj dem åt med sex eller period_type"}


# ---- laws ----

UNITS = Units(pl.DataFrame({"unit": ["kr", "tkr", "%"], "scale_of": ["kr", "kr", None], "factor": [1.0, 1000.0, None]}))
numbers = st.integers(-100_000, 100_000).map(lambda cents: Decimal(cents) / 100)
tolerances = st.tuples(st.sampled_from([None, 0.0, 2.5, 10.0]), st.sampled_from(["relative", "absolute"]))


def judged(
    outcome: Decimal,
    target: dict[str, object],
    direction: str = "range",
    near: tuple[float | None, str] = (None, "relative"),
) -> str:
    about = {"direction": direction, "indicator_unit": "tkr", "tolerance": near[0], "tolerance_kind": near[1]}
    row = {"operator": None, "decimals": 2, "unit": "tkr", "width": None} | target
    return str(hold(Interval(outcome, outcome), limits_of(about, row, UNITS)))


@given(st.tuples(numbers, numbers).filter(lambda ends: ends[0] < ends[1]), numbers, numbers, tolerances)
def test_what_comes_nearer_a_range_is_never_worse_and_its_ends_reach_it(
    ends: tuple[Decimal, Decimal], one_way: Decimal, other: Decimal, near: tuple[float | None, str]
) -> None:
    target = {"kind": "range", "value": ends[0], "upper": ends[1]}
    assert [judged(end, target, near=near) for end in ends] == ["better", "better"]

    def missed(outcome: Decimal) -> Decimal:
        return max(ends[0] - outcome, outcome - ends[1], Decimal(0))

    if (one_way < ends[0]) == (other < ends[0]):
        nearer, further = sorted((one_way, other), key=missed)
        assert STEPS[judged(nearer, target, near=near)] >= STEPS[judged(further, target, near=near)]
    assert (judged(one_way, target, near=near) == "better") == (ends[0] <= one_way <= ends[1])


@given(numbers, numbers, st.sampled_from([">", "<", "≥", "≤"]))
def test_a_movement_is_reached_past_its_base_and_unchanged_is_none(base: Decimal, outcome: Decimal, way: str) -> None:
    target = {"kind": "direction", "value": base, "operator": way}
    moved = {">": outcome > base, "<": outcome < base, "≥": outcome >= base, "≤": outcome <= base}[way]
    assert judged(outcome, target, "none") == ("better" if moved else "worse")
    assert judged(base, target, "none") == ("better" if way in "≥≤" else "worse")


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 300))
def test_a_better_place_is_never_worse(aim: int, place: int, other: int) -> None:
    target = {"kind": "rank", "value": Decimal(aim), "unit": None}
    first, last = sorted((place, other))
    assert STEPS[judged(Decimal(first), target)] >= STEPS[judged(Decimal(last), target)]
    assert judged(Decimal(aim), target) == "better"


@given(numbers, numbers, numbers, st.sampled_from(["level", "range", "mean"]), tolerances)
def test_a_unit_of_another_scale_gives_the_same_judgement(
    outcome: Decimal, low: Decimal, high: Decimal, kind: str, near: tuple[float | None, str]
) -> None:
    low, high = sorted((low, high))
    way = "range" if kind == "range" else "higher"
    thousands = {"kind": kind, "value": low, "upper": high}
    ones = {"kind": kind, "value": low * 1000, "upper": high * 1000, "unit": "kr"}
    assert judged(outcome, thousands, way, near) == judged(outcome * 1000, ones, way, near)


@given(st.sampled_from(["better", "near", "worse"]), st.sampled_from(["K", "M"]))
def test_women_and_men_are_judged_as_all_are(step: str, sex: str) -> None:
    figures = [
        {"sex": who, "measure": "outcome", "period_type": "year", "value": step + who} for who in ("T", "K", "M")
    ]
    (own,) = measured({"sex": sex, "period_type": None}, figures)
    assert (own["sex"], own["value"]) == ("T", step + sex)
    assert measured({"sex": "T", "period_type": None}, figures) == figures


# ---- in words ----

BASE, YEARS = {"base": 74.0, "base_year": 2021}, {"first_year": 2022, "last_year": 2025}


@pytest.mark.parametrize(
    ("target", "swedish", "english"),
    [
        ({"kind": "range", "value": 80.0, "upper": 90.0, "symbol": "%"}, f"80–90{HARD}%", "80–90%"),
        ({"kind": "range", "value": 1.5, "decimals": 1, "upper": 2.0, "upper_decimals": 1}, "1,5–2,0", "1.5–2.0"),
        ({"kind": "range", "value": -5.0, "upper": 2.0}, f"{MINUS}5 till 2", f"{MINUS}5 to 2"),
        ({"kind": "direction", "operator": ">"} | BASE, "ska öka från 74 (2021)", "to rise from 74 (2021)"),
        ({"kind": "direction", "operator": "<"}, "ska minska", "to fall"),
        ({"kind": "rank", "value": 25.0, "symbol": "%"}, f"bland de 25{HARD}% bästa", "among the best 25%"),
        ({"kind": "rank", "value": 50.0, "of": 290}, "topp 50 av 290", "top 50 of 290"),
        ({"kind": "rank", "value": 50.0}, "topp 50", "top 50"),
        ({"kind": "mean", "value": 3.0, "decimals": 1} | YEARS, "i snitt 3,0 2022–2025", "on average 3.0 2022–2025"),
        ({"value": 7.3, "symbol": "%"}, f"7,3{HARD}%", "7.3%"),
        ({"value": None}, "", ""),
    ],
)  # fmt: skip
def test_targets_are_written_in_one_place(target: dict[str, object], swedish: str, english: str) -> None:
    with speaking(SWEDISH):
        assert written(target) == swedish
    with speaking(ENGLISH):
        assert written(target) == english


def test_a_mean_and_a_place_are_told_as_such(made: Project) -> None:
    assert mean_text(row(made, "mean-so-far")) == f"i snitt 3,25{PERCENT} 2022–2023, hittills"
    assert outcome_text(row(made, "rank-top")) == "plats 34 av 290"
