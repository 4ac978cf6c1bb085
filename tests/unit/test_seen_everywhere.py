"""What is counted is shown: goals of areas without a list, areas judged by goals, tiny figures, signs in texts."""

from pathlib import Path

import pytest
from tests.invented import WHO, Invented, asked

from analysis.base.project import Project
from analysis.build.database import build_database
from analysis.errors import InputFaults
from analysis.present.chart import Chart
from analysis.present.table import Table
from analysis.report import Report
from analysis.words.current_language import SWEDISH, speaking
from analysis.words.numbers import number

HARD = "\N{NO-BREAK SPACE}"
WHOLE = "format: 2\nadding_up: {goal: weakest, area: weakest, whole: weakest}\n"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Invented(tmp_path_factory.mktemp("sedd"), WHOLE)
    made.reference("process_areas", process_area="z", name="Det olistade", perspective="p", position=2)
    made.judged_goal("listed", "90", "80")
    made.judged_goal("apart", "70", "80", process_area="z")
    made.indicator("both", "percent", "higher", topic="sick_leave", charted="yes")
    made.figure("both", "2023", "6", sex="K", operator="<")
    made.figure("both", "2023", "40", "promille", sex="M")
    made.indicator("tiny", "index")
    made.goal("tiny", "tiny", process_area="z")
    for year, value in (("2022", "0,00003"), ("2023", "0,00001")):
        made.figure("tiny", year, value, "index")
    return made.build()


@pytest.fixture(scope="module")
def report(document: Project) -> Report:
    return Report(organisation=WHO, year=2023, database=document.database)


def test_goals_of_an_area_that_the_document_does_not_list_are_shown_under_its_usual_name(
    document: Project, report: Report
) -> None:
    counted = asked(document, "SELECT count(*) AS n FROM goal_status").item()
    goals = report.goals()
    assert isinstance(goals, Table)
    assert goals.frame.height == counted == 3
    glance = report.at_a_glance().plain
    assert "Det olistade: 2 mål: missat 1 · okänd 1" in glance


def test_an_area_that_only_its_goals_judge_says_so(report: Report) -> None:
    areas = report.area_status()
    assert isinstance(areas, Table)
    assert "Beräknat, inte publicerat." in areas.plain


def test_bars_side_by_side_are_of_one_unit_and_keep_their_signs(report: Report) -> None:
    chart = report.sex_charts("sick_leave")
    assert isinstance(chart, Chart)
    assert chart.title == f"Mått both: kvinnor <\N{NARROW NO-BREAK SPACE}6{HARD}%, män 4{HARD}%, 2023"
    assert [bar.y[0] for bar in chart.figure.data] == [6.0, 4.0]


def test_what_is_nearly_nothing_is_not_told_as_nothing(report: Report) -> None:
    goals = report.goals()
    assert isinstance(goals, Table)
    assert "2022: 0,00003" in goals.plain
    with speaking(SWEDISH):
        assert [number(value) for value in (0.00003, 0.000034567, 0.0, 0.25, 1 / 3)] == [
            *("0,00003", "0,000035", "0", "0,25", "0,3333"),
        ]


def write_text(project: Project, expression: str) -> None:
    path = project.data / "sources" / "d" / "texts" / "t.md"
    path.parent.mkdir(exist_ok=True)
    text = (
        f"# Texter\n\n## organisation XK (XK)\nPlats: A › B · rad 5\n\n### Sammanfattning\nAndelen är {expression}.\n"
    )
    path.write_text(text, encoding="utf-8")


def test_a_text_has_the_sign_of_its_figure_unless_it_says_it_itself(tmp_path: Path) -> None:
    made = Invented(tmp_path, "format: 2\n")
    made.indicator("s")
    made.figure("s", "2023", "5", operator="<")
    project = made.write()
    for told, said in (('"s", 2023', f"<\N{NARROW NO-BREAK SPACE}5{HARD}%"), ('"s", 2023, tecken="nej"', f"5{HARD}%")):
        write_text(project, f"{{{{ utfall({told}) }}}}")
        build_database(project)
        assert asked(project, "SELECT text FROM narrative").item() == f"Andelen är {said}."
    write_text(project, '{{ utfall("s", 2023, tecken="nja") }}')
    with pytest.raises(InputFaults, match="okänt värde på tecken: «nja»"):
        build_database(project)
    (project.data / "project.yaml").unlink()
    write_text(project, '{{ utfall("s", 2023) }}')
    build_database(project)
    assert asked(project, "SELECT text FROM narrative").item() == f"Andelen är 5{HARD}%."
