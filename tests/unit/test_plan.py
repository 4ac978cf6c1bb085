"""From parameter file to the notebooks that will run."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import whole_project

from analysis.base.project import Project
from analysis.build.database import Built
from analysis.errors import DatabaseError, ParameterError, UserError
from analysis.make.declared import declared_parameters
from analysis.make.plan import (
    Job,
    plan_report,
    plan_reports,
    slug_of,
)
from analysis.make.report_ids import choose_reports, known_reports
from analysis.parameters import Chapter, ReportPlan

KLK_AREAS = [
    "demokrati",
    "vard-omsorg",
    "kultur-fritid",
    "miljo-samhallsbyggnad",
    "skydd-beredskap",
    "naringsliv-arbete",
    "medarbetare",
    "processkvalitet",
    "ekonomi",
]
KOU_AREAS = ["demokrati", "miljo-samhallsbyggnad", "samhallsvarden", "processkvalitet", "medarbetare", "ekonomi"]
EVERY_AREA = Chapter(notebook="process_area", title="Processområde", for_each="process_area")
SUMMARY = Chapter(notebook="summary", title="Året i korthet")

Plan = Callable[..., list[Job]]
Told = Callable[..., str]


@pytest.fixture(scope="module")
def planned_project(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The real data, database, notebooks and parameters."""
    return whole_project(tmp_path_factory.mktemp("plan"), built)


@pytest.fixture
def plan(planned_project: Project) -> Plan:
    """Plan a report of some chapters."""

    def jobs(*chapters: Chapter, **values: Any) -> list[Job]:  # noqa: ANN401 - right and wrong values
        parameters: dict[str, Any] = {"organisation": "KLK", "year": 2016} | values
        asked = ReportPlan(report="r", title="R", parameters=parameters, chapters=list(chapters))
        return plan_report(planned_project, asked).jobs

    return jobs


@pytest.fixture
def told(plan: Plan) -> Told:
    """Plan a report that must be rejected, and give the message."""

    def message(*chapters: Chapter, **values: Any) -> str:  # noqa: ANN401 - right and wrong values
        with pytest.raises(ParameterError) as rejected:
            plan(*chapters, **values)
        return str(rejected.value)

    return message


@pytest.mark.parametrize(("organisation", "areas"), [("KLK", KLK_AREAS), ("KoU", KOU_AREAS)])
def test_for_each_makes_one_page_for_every_area_of_the_data_in_printed_order(
    plan: Plan, organisation: str, areas: list[str]
) -> None:
    assert [job.parameters["process_area"] for job in plan(EVERY_AREA, organisation=organisation)] == areas


def test_a_page_made_for_an_area_is_called_as_the_document_calls_it(plan: Plan) -> None:
    assert plan(EVERY_AREA)[1].title == "Tillgodose behovet av vård och sociala tjänster"


def test_pages_are_numbered_in_the_order_of_the_chapters(plan: Plan) -> None:
    jobs = plan(SUMMARY, EVERY_AREA, SUMMARY)
    assert [job.slug[:3] for job in jobs] == [f"{number:02}-" for number in range(1, 12)]
    assert (jobs[0].slug, jobs[-1].slug) == ("01-aret-i-korthet", "11-aret-i-korthet")


def test_values_of_a_chapter_go_before_those_of_the_report(plan: Plan) -> None:
    own = Chapter(notebook="summary", title="KoU", parameters={"organisation": "KoU"})
    assert [job.parameters["organisation"] for job in plan(SUMMARY, own)] == ["KLK", "KoU"]


def test_a_misspelt_notebook_is_told_with_the_nearest(told: Told) -> None:
    assert told(Chapter(notebook="sumary", title="S")) == "okänd notebook «sumary». Menade du «summary»?"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"organisation": "KLKK"}, "Okänd organisation «KLKK». Menade du «KLK»?"),
        ({"year": 2015}, "KLK har ingen rapport för 2015. År som finns: 2016"),
        ({"organisaton": "KLK"}, "notebooken summary har ingen parameter «organisaton». Menade du «organisation»?"),
    ],
)
def test_a_value_that_the_data_lacks_is_told_with_the_nearest(told: Told, values: dict[str, Any], message: str) -> None:
    assert told(SUMMARY, **values).startswith(message)


def test_an_unknown_area_is_told_with_the_nearest(told: Told) -> None:
    chapter = Chapter(notebook="process_area", title="P", parameters={"process_area": "ekonmi"})
    assert told(chapter) == "Okänt processområde «ekonmi». Menade du «ekonomi»?"


@pytest.mark.parametrize(("name", "value"), [("year", "2016"), ("year", 2016.5), ("organisation", 5)])
def test_a_value_of_the_wrong_type_is_told(told: Told, name: str, value: object) -> None:
    assert str(value) in told(SUMMARY, **{name: value})


def test_an_area_of_the_wrong_type_is_told(told: Told) -> None:
    chapter = Chapter(notebook="process_area", title="P", parameters={"process_area": 5})
    assert "5" in told(chapter)


def test_each_area_needs_a_notebook_that_takes_an_area(told: Told) -> None:
    chapter = Chapter(notebook="summary", title="S", for_each="process_area")
    assert "har ingen parameter «process_area»" in told(chapter)


@pytest.mark.parametrize(
    ("level", "named"), [("perspective", ["hallbar-utveckling", "effektiv-organisation"]), ("area", KLK_AREAS)]
)
def test_for_each_level_makes_one_page_for_every_node_of_it(plan: Plan, level: str, named: list[str]) -> None:
    jobs = plan(Chapter(notebook="node", title="N", for_each=level))
    assert [(job.parameters["level"], job.parameters["node"]) for job in jobs] == [(level, node) for node in named]


def test_an_unknown_level_is_told_with_the_nearest(told: Told) -> None:
    asked = Chapter(notebook="node", title="N", for_each="processarea")
    assert told(asked) == "Okänd nivå «processarea» i for_each. Menade du «process_area»?"
    assert "har ingen parameter «level»" in told(Chapter(notebook="summary", title="S", for_each="area"))


def test_a_node_and_a_tag_that_are_not_there_are_told_before_anything_runs(told: Told) -> None:
    node = Chapter(notebook="node", title="N", parameters={"level": "area", "node": "ekonmi"})
    assert told(node) == "Okänd nod «ekonmi». Menade du «ekonomi»?"
    assert told(Chapter(notebook="tag", title="T", parameters={"tag": "g4"})).startswith("Okänd tagg «g4».")


def test_a_missing_database_is_told_with_the_command_that_builds_it(project: Project) -> None:
    asked = ReportPlan(report="r", title="R", parameters={}, chapters=[SUMMARY])
    with pytest.raises(DatabaseError, match="arshjul build"):
        plan_report(project, asked)


def test_both_reports_of_2016_are_known_and_can_be_planned(planned_project: Project) -> None:
    reports = known_reports(planned_project)
    planned, errors = plan_reports(planned_project, reports)
    assert {"annual-2016-klk", "annual-2016-kou"} <= {report.report for report in planned}
    assert errors == []


def test_no_wish_means_all_reports(planned_project: Project) -> None:
    assert choose_reports(planned_project, []) == known_reports(planned_project)


def test_an_unknown_report_is_told_with_the_nearest(planned_project: Project) -> None:
    with pytest.raises(UserError, match=r"Menade du «annual-2016-kou»\?"):
        choose_reports(planned_project, ["annual-2016-ko"])


def test_one_bad_file_does_not_stop_the_others(built: Built, tmp_path: Path) -> None:
    project = whole_project(tmp_path, built)
    (project.parameters / "annual-2016-bad.yaml").write_text("report: annual-2016-bad\n", encoding="utf-8")
    planned, errors = plan_reports(project, ["annual-2016-bad", "annual-2016-kou"])
    assert [report.report for report in planned] == ["annual-2016-kou"]
    assert [str(error)[:20] for error in errors] == ["annual-2016-bad.yaml"]


def test_the_declared_types_of_a_notebook_are_read(planned_project: Project) -> None:
    declared = declared_parameters(planned_project, planned_project.notebooks / "process_area.ipynb")
    assert declared == {
        "organisation": "str",
        "year": "int",
        "document": "str",
        "process_area": "str",
        "language": "str",
    }


def test_a_notebook_that_cannot_be_read_declares_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.ipynb").write_text("not JSON", encoding="utf-8")
    assert declared_parameters(Project(tmp_path), tmp_path / "broken.ipynb") is None


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Året i korthet", "aret-i-korthet"),
        ("Att tillgodose behovet av miljö - och samhällsbyggnadsarbete", None),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\system32", "c-windows-system32"),
        ("...", "kapitel"),
        ("漢字", "kapitel"),
        ("", "kapitel"),
    ],
)
def test_a_heading_becomes_a_file_name(title: str, slug: str | None) -> None:
    assert slug_of(title) == (slug or "att-tillgodose-behovet-av-miljo-och-samhallsbyggnadsarbete")


awkward = st.text(st.sampled_from("./\\:~%$ -_åÄöÉ\0\n\u202e漢ﬀaZ9"), max_size=90)


@given(st.one_of(st.text(max_size=200), awkward))
def test_no_heading_becomes_anything_but_a_plain_file_name(title: str) -> None:
    slug = slug_of(title)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", slug)
    assert Path(slug).name == slug


@given(awkward)
def test_a_file_name_is_its_own_file_name(title: str) -> None:
    assert slug_of(slug_of(title)) == slug_of(title)


def test_a_notebook_that_has_not_changed_is_not_read_again(
    planned_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = planned_project.notebooks / "process_area.ipynb"
    first = declared_parameters(planned_project, path)
    with monkeypatch.context() as patch:
        patch.setattr("papermill.inspect_notebook", lambda _: pytest.fail("read again"))
        assert declared_parameters(planned_project, path) == first
    other = tmp_path / "annan.ipynb"
    other.write_text(path.read_text(encoding="utf-8").replace("year: int", "year: str"), encoding="utf-8")
    assert declared_parameters(planned_project, other) == {**(first or {}), "year": "str"}


@pytest.mark.parametrize("kept", ["", "[]", '{"a": 1}', "{", '{"a": {"b": 2}}'])
def test_what_is_kept_of_notebooks_may_be_lost(planned_project: Project, kept: str) -> None:
    planned_project.state.mkdir(parents=True, exist_ok=True)
    (planned_project.state / "declared.json").write_text(kept, encoding="utf-8")
    declared = declared_parameters(planned_project, planned_project.notebooks / "process_area.ipynb")
    assert declared is not None
    assert declared["year"] == "int"
