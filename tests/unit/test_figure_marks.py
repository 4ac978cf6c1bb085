"""Doubt follows the figure: one mark wherever it is shown, to what else is printed, to the review and back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from tests.invented import DOCUMENT, WHO, Invented, asked
from tests.workbooks import as_workbook

from analysis.base.project import Project
from analysis.build.database import Built, build_database
from analysis.chapter import chart as chapter_chart
from analysis.chapter import table as chapter
from analysis.chapter.chapter import Chapter, Outputs
from analysis.chapter.codec import to_json, value_from_json
from analysis.chapter.markup.place import Place
from analysis.chapter.markup.spoken import cell_words
from analysis.chapter.markup.values import html_of
from analysis.chapter.pieces import Cell, Course, Link, Listing, Mark, Said, figure_of, finding_of
from analysis.chapter.table import Origin
from analysis.chapter.text import Part, Text
from analysis.present.chart import Chart
from analysis.present.fragment import Several
from analysis.present.marks import marked_text
from analysis.present.table import Table
from analysis.publish.about import About
from analysis.publish.chapters.manifest import ReportManifest
from analysis.publish.files.workbook import write_table
from analysis.publish.html.subject_links import subjects_in
from analysis.publish.report_names import APPROVED
from analysis.report import Report
from analysis.signoff.late_doubts import found_since
from analysis.signoff.page_mark import look_of
from analysis.signoff.report_on_disk import ChapterText, ReportText, report_text
from analysis.signoff.visible_content import seen_in

LATER = "later-2024"
VALUES = {"2020": "4,1", "2021": "4,4", "2022": "4,6"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A goal with two values for 2021, of which a later document assumes that 2022 is the same measure."""
    made = Invented(tmp_path_factory.mktemp("marks"), "format: 2\n")
    made.judged_goal("g", "5,0", "4,5")
    for year, value in VALUES.items():
        made.figure("g", year, value, note="Antaget att måttet är samma" if year == "2022" else "", **_assumed(year))
    made.figure("g", "2021", "4,0", place="A › annan tabell")
    return made.build()


def _assumed(year: str) -> dict[str, str]:
    return {"assumed": "yes" if year == "2022" else ""}


@pytest.fixture(scope="module")
def report(project: Project) -> Report:
    return Report(organisation=WHO, year=2023, document=DOCUMENT, database=project.database)


@pytest.fixture(scope="module")
def goals(report: Report) -> chapter.Table:
    shown = report.goals()
    assert isinstance(shown, Table)
    return shown.value


def marks(table: chapter.Table | chapter_chart.Chart) -> Iterator[Mark]:
    yield from (piece for row in table.rows for cell in row.words for piece in cell if isinstance(piece, Mark))


def test_every_kind_of_doubt_of_a_figure_is_known_by_its_row(project: Project) -> None:
    found = asked(project, "SELECT doubt, count(*) AS figures FROM figure_doubt GROUP BY doubt ORDER BY doubt")
    assert dict(found.iter_rows()) == {"assumed": 1, "two_values": 2}


def test_doubt_follows_figures_of_a_workbook_too(tmp_path: Path) -> None:
    made = Invented(tmp_path, "format: 2\n")
    made.judged_goal("g", "5,0", "4,5")
    made.figure("g", "2021", "4,4")
    made.figure("g", "2021", "4,0", place="A › annan tabell")
    project = made.write()
    as_workbook(project.data / "sources" / DOCUMENT)
    build_database(project)
    found = asked(project, "SELECT doubt, file FROM figure_doubt").rows()
    assert found == [("two_values", f"sources/{DOCUMENT}/{DOCUMENT}.xlsx#observations")] * 2


def test_a_mark_stands_behind_the_figure_and_says_both_values_and_both_places(goals: chapter.Table) -> None:
    told = {str(mark.word): mark for mark in marks(goals)}
    assert set(told) == {"två värden", "antaget mått"}
    both = told["två värden"]
    assert "4,4" in both.told and "4,0" in both.told
    assert len(both.places) == 2
    assert any("annan tabell" in place for place in both.places)
    assert told["antaget mått"].told == "Antaget att måttet är samma"


def test_a_course_drops_no_year_in_doubt(goals: chapter.Table) -> None:
    (course,) = (piece for row in goals.rows for cell in row.words for piece in cell if isinstance(piece, Course))
    assert [(point.when, point.hollow) for point in course.points] == [
        ("2020", False),
        ("2021", True),
        ("2022", False),
        ("2023", False),
    ]


def test_a_chart_has_the_marks_of_its_points(report: Report) -> None:
    shown = report.goal_charts()
    assert isinstance(shown, Several)
    (chart,) = shown
    assert isinstance(chart, Chart)
    assert {str(mark.word) for mark in marks(chart.value)} == {"två värden", "antaget mått"}
    page = str(html_of(replace(chart.value, rows=chart.value.rows), Place()))
    before, _details, _figures = page.partition("Siffrorna i diagrammet")
    assert "<summary>två värden</summary>" in before


def test_the_review_leads_to_the_figure_and_the_figure_to_the_review(report: Report, goals: chapter.Table) -> None:
    (finding,) = {mark.finding for mark in marks(goals) if mark.finding}
    review = report.contradictions("error", "warning")
    assert isinstance(review, Table)
    found = [review.value]
    chapter_of = Chapter(title="T", language="sv", blocks=(Outputs((goals, *found)),))
    assert {figure_of(finding), finding_of(finding)} <= set(subjects_in(chapter_of))
    addresses = {subject: f"#{subject}" for subject in subjects_in(chapter_of)}
    place = Place(addresses=addresses)
    page = "".join(str(html_of(value, place)) for value in (goals, *found))
    for subject in (figure_of(finding), finding_of(finding)):
        assert page.count(f'id="{subject}"') == 1
        assert f'href="#{subject}"' in page
    # A file that stands alone leads nowhere.
    assert "href" not in str(html_of(goals, Place(single=True)))


def test_a_mark_is_no_part_of_what_is_approved(goals: chapter.Table) -> None:
    bare = replace(goals, rows=tuple(replace(row, words=tuple(map(_unmarked, row.words))) for row in goals.rows))
    assert list(seen_in(goals)) == list(seen_in(bare))
    assert cell_words(goals.rows[0].words[2]) != "" and value_from_json(to_json(goals)) == goals


def _unmarked(cell: Cell) -> Cell:
    return tuple(piece for piece in cell if not isinstance(piece, Mark))


def test_files_say_what_is_in_doubt_in_a_note_and_a_column(goals: chapter.Table, tmp_path: Path) -> None:
    at = [column.heading for column in goals.columns].index("Tvivel")
    assert "Utfall 2021: två värden (" in str(goals.rows[0].figures[at])
    write_table(tmp_path / "t.xlsx", goals)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    notes = [cell.comment.text for row in book.worksheets[0].iter_rows() for cell in row if cell.comment]
    assert any("två värden" in note and "annan tabell" in note for note in notes)


def test_paper_says_the_word_and_leads_to_the_review(goals: chapter.Table) -> None:
    page = str(html_of(goals, Place(paper=True)))
    assert '<span class="mark"' in page
    assert '<details class="mark"' not in page


def test_a_first_page_tells_of_doubt_behind_a_goal_that_says_a_figure(goals: chapter.Table) -> None:
    mark = next(marks(goals))
    told = (Link("mal-g", "Mål g"), Said(": 5,0 % mot målet 4,5 %."))
    text = Text(role="answer", parts=(Part("Vad som gick bra", (Listing((told, (Link("mal-g", "Mål g"),))),)),))
    (part,) = marked_text(text, {"mal-g": [mark]}).parts
    (listing,) = part.pieces
    assert isinstance(listing, Listing)
    assert [item[-1] for item in listing.items] == [mark, Link("mal-g", "Mål g")]


def test_a_judgement_that_figures_contradict_says_so_in_the_table_of_areas_and_at_the_figures(built: Built) -> None:
    report = Report(organisation="KS", year=2022, database=built.path)
    areas = report.area_status()
    assert isinstance(areas, Table)
    ((row, found),) = [(row, _words(row)) for row in areas.value.rows if _words(row)]
    assert (cell_words(row.words[0]), found) == ("Ekonomi", ["motsägs av siffrorna"])
    economy = Report(organisation="KS", year=2022, process_area="ekonomi", database=built.path).goals()
    assert isinstance(economy, Table)
    assert {word for row in economy.value.rows for word in _words(row)} == {"mot områdets bedömning"}


def test_a_caveat_of_one_document_follows_its_figure_into_the_report_of_another(built: Built) -> None:
    area = Report(organisation="KLK", year=2016, process_area="miljo-samhallsbyggnad", database=built.path)
    charts = area.goal_charts()
    assert isinstance(charts, Several)
    found = [mark for shown in charts if isinstance(shown, Chart) for mark in marks(shown.value)]
    assert {str(mark.word) for mark in found} == {"antaget mått"}
    assert all("plan 2019" in mark.places[0] for mark in found)


def _words(row: chapter.Row) -> list[str]:
    return [str(piece.word) for cell in row.words for piece in cell if isinstance(piece, Mark)]


def report_of(*marks: Mark) -> ReportText:
    origin = Origin("Utfall", "s. 1", "data/sources/d/observations.csv", 2, figures=((0, 1),))
    row = chapter.Row(("Mål g", "5.0"), ((Said("Mål g"),), (Said("5,0"), *marks)))
    columns = (chapter.Column("Mål"), chapter.Column("Utfall", chapter.Kind.NUMBER))
    layout = (chapter.Shown("Mål", "row", columns=(0,)), chapter.Shown("Utfall", "number", columns=(1,)))
    table = chapter.Table(heading="Mål", columns=columns, layout=layout, rows=(row,), origins=(origin,))
    shown = Chapter(title="Mål", language="sv", blocks=(Outputs((table,)),))
    return report_text("Rapport", [ChapterText("Mål", "01-mal.html", in_document=True, chapter=shown)], {})


def test_what_is_found_after_approval_is_told_as_such_and_changes_no_seal() -> None:
    known, new = Mark("preliminärt", "Slutligt i maj"), Mark("två värden", "4,4 är 4,0 på ett annat ställe", (), "f1")
    approved, today = report_of(known), report_of(known, new)
    assert approved.content == today.content
    assert list(found_since(approved, today)) == [
        "Upptäckt efter godkännandet: 1 tvivel om siffrorna.",
        "Två värden: 4,4 är 4,0 på ett annat ställe",
    ]
    assert list(found_since(today, today)) == []
    # No copy in place, so nobody knows what was known.
    assert list(found_since(None, today)) == []


def test_the_mark_of_an_approved_report_says_what_was_found_afterwards() -> None:
    approval = {"version": 1, "name": "chef", "at": "2026-01-02T03:04:05Z", "reason": "", "path": "x"}
    about = About("annual", 2026, "Nämnden", ())
    manifest = ReportManifest("r", "R", "2026-01-01", (), (), about, state=APPROVED, version=1, approvals=(approval,))
    told = look_of(replace(manifest, found_since=("Upptäckt efter godkännandet: 1 tvivel om siffrorna.",)))
    assert "Upptäckt efter godkännandet" in str(told)
    assert "Upptäckt" not in str(look_of(manifest))
