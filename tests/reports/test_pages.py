"""What holds for every finished page: language, outline, landmarks, tables, links and legend."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import duckdb
import pytest
from tests.making import read_notebook
from tests.pages import Page, read_page, text_of

from analysis.base.project import Project
from analysis.store.query import ask

KLK, KOU = "annual-2016-klk", "annual-2016-kou"
EMPTY_LEGEND = {"Går inte att bedöma"}
UNKNOWN = "Okänd"

Pages = dict[str, list[Page]]


def broken(every_page: list[Page], rule: object) -> list[str]:
    assert callable(rule)
    return [page.path.name for page in every_page if not rule(page)]


def test_both_reports_came_out_with_a_page_for_every_chapter(pages: Pages) -> None:
    assert len(pages[KLK]) == 16
    assert len(pages[KOU]) == 14


def test_every_page_is_in_swedish(every_page: list[Page]) -> None:
    assert broken(every_page, lambda page: page.one("html")["lang"] == "sv") == []


def test_every_page_has_a_title_of_its_own_that_says_what_it_is_and_of_what(pages: Pages) -> None:
    for contents, *chapters in pages.values():
        report = [contents, *chapters]
        titles = [page.one("head > title").get_text() for page in report]
        assert len(set(titles)) == len(titles)
        assert titles == [f"Innehåll – {contents.title}", *(f"{page.title} – {contents.title}" for page in chapters)]


def test_every_page_has_one_main_heading_and_skips_no_level(every_page: list[Page]) -> None:
    for page in every_page:
        levels = [int(found.name[1]) for found in page.all("h1, h2, h3, h4, h5, h6")]
        assert (levels[0], levels.count(1)) == (1, 1), page.path
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), page.path


def test_every_page_has_a_skip_link_to_its_content(every_page: list[Page]) -> None:
    for page in every_page:
        first = page.all("body a")[0]
        assert page.one(str(first["href"])).name == "main", page.path


def test_every_page_has_landmarks_and_names_those_that_occur_twice(every_page: list[Page]) -> None:
    for page in every_page:
        assert [len(page.all(f"body {name}")) for name in ("main", "header", "footer")] == [1, 1, 1], page.path
        names = [navigation.get("aria-label") for navigation in page.all("nav")]
        assert None not in names
        assert len(set(names)) == len(names), page.path


def test_ids_on_a_page_are_unique(every_page: list[Page]) -> None:
    for page in every_page:
        ids = [str(found["id"]) for found in page.all("[id]")]
        assert len(set(ids)) == len(ids), page.path


def test_every_table_has_a_caption_and_every_heading_a_scope(every_page: list[Page]) -> None:
    for page in every_page:
        assert all(len(table.select("caption")) == 1 for table in page.all("table")), page.path
        assert all(text for text in page.texts("caption")), page.path
        assert [str(cell) for cell in page.all("th") if cell.get("scope") not in ("col", "row")] == [], page.path


def test_every_row_has_as_many_cells_as_there_are_headings(every_page: list[Page]) -> None:
    for page in every_page:
        for table in page.tables():
            assert {len(row) for row in table.rows} <= {len(table.headings)}, (page.path, table.caption)


def test_every_chart_has_a_text_a_finding_and_its_figures_in_a_table(every_page: list[Page]) -> None:
    charts = [chart for page in every_page for chart in page.all("figure.chart")]
    assert len(charts) > 40
    for chart in charts:
        assert chart.select("figcaption")[0].get_text().strip()
        assert len(str(chart.select("[role=img]")[0]["aria-label"])) > 5
        assert len(chart.select("details table")) == 1


def test_every_chart_has_its_picture(pages: Pages) -> None:
    for page in (page for report in pages.values() for page in report):
        assert len(page.all("figure.chart")) == len(page.all("script.plotly")), page.path


def test_code_is_shown_nowhere_but_folded_below_what_it_makes(every_page: list[Page]) -> None:
    code = re.compile(r"\b(import|report\.\w+\(|organisation: str)")
    for page in every_page:
        folds = page.all("details.code")
        assert not any(fold.has_attr("open") for fold in folds), page.path
        assert len(page.all("pre, .input, .jp-InputArea, .prompt")) == len(folds), page.path
        assert len(code.findall(page.text)) == sum(len(code.findall(fold.text)) for fold in folds), page.path


def test_nothing_is_fetched_from_another_host(every_page: list[Page]) -> None:
    allowed = {"", "data"}
    for page in every_page:
        outside = [address for address in page.addresses() if urlsplit(address).scheme not in allowed]
        assert outside == [], page.path
        assert [address for address in page.addresses() if address.startswith("//")] == [], page.path


def test_every_link_leads_to_something_that_exists(every_page: list[Page]) -> None:
    for page in every_page:
        files = {urlsplit(address).path for address in page.addresses() if not address.startswith("data:")} - {""}
        assert [file for file in files if not (page.path.parent / file).is_file()] == [], page.path


def test_scripts_are_ours_or_hold_only_figures(every_page: list[Page]) -> None:
    for page in every_page:
        inline = [script for script in page.all("script") if not script.get("src")]
        assert {script.get("type") for script in inline} <= {"application/json"}, page.path
        handlers = [name for tag in page.soup.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert handlers == [], page.path


def test_every_symbol_on_a_page_is_explained_on_it(every_page: list[Page]) -> None:
    for page in every_page:
        explained = {word.split(",")[0] for word in page.texts(".legend .symbol")} | EMPTY_LEGEND
        legend = {id(tag) for tag in page.all(".legend .symbol")}
        used = {tag.get_text().strip().split(",")[0] for tag in page.all(".symbol") if id(tag) not in legend}
        # A report's first page has each symbol's own word beside it, and leads to the chapter that explains it.
        assert "" not in used if page.all("section.first") and page.path.name == "index.html" else used <= explained, (
            page.path
        )


def symbols(data: object) -> Iterator[dict[str, str]]:
    """Every symbol within the JSON of a chapter, but those of legends."""
    if isinstance(data, list):
        for each in data:
            yield from symbols(each)
    elif isinstance(data, dict) and data.get("kind") != "legend":
        if {"shape", "code", "word"} <= set(data):
            yield data
        yield from symbols(list(data.values()))


def test_what_is_unknown_is_explained_exactly_where_something_is(every_page: list[Page]) -> None:
    found = set()
    chapters = [page for page in every_page if page.path.name[0].isdigit()]
    for page in chapters:
        text = (page.path.parent / "chapters" / f"{page.path.stem}.json").read_text(encoding="utf-8")
        shown = {each["subject"]: each["word"] for each in symbols(json.loads(text)) if not each["code"]}
        words = [word.split(",")[0] for word in page.texts(".legend .symbol")]
        assert [word for word in words if word == UNKNOWN] == [*shown.values()], page.path
        found |= set(shown)
    assert len(chapters) > 30
    assert found == {"assessment", "trend", "status", "control"}


def test_hollow_points_are_explained_exactly_where_there_are_any(pages: Pages) -> None:
    hollow = {page.title for page in pages[KLK] if page.all("svg[data-kind=hollow]")}
    told = {
        page.title for page in pages[KLK] if any(text.startswith("Ihåliga punkter gäller") for text in page.texts("p"))
    }
    assert told == hollow
    assert "Medarbetare" in told
    assert "Att värna demokrati" not in told


@pytest.mark.parametrize(("report", "organisation"), [(KLK, "KLK"), (KOU, "KoU")])
def test_every_goal_and_commitment_of_a_report_has_an_address(
    site: Project, pages: Pages, database: duckdb.DuckDBPyConnection, report: str, organisation: str
) -> None:
    part = {"document": "annual-2016", "organisation": organisation}
    everywhere = dict.fromkeys(("process_area", "level", "node", "tag"))
    wanted = {f"mal-{row['goal']}" for row in ask(database, "goals", **part, **everywhere).iter_rows(named=True)}
    commitments = ask(database, "commitments", **part, **everywhere)
    wanted |= {f"atagande-{row['code']}" for row in commitments.iter_rows(named=True)}
    found = [str(tag["id"]) for page in pages[report] for tag in page.all("tr[id]")]
    assert len(wanted) > 15
    assert wanted - set(found) == set()
    whole = read_page(site.output / report / "hela.html")
    assert {str(tag["data-subject"]) for tag in whole.all("tr[id]")} == set(found)


def test_pages_with_symbols_have_a_legend(pages: Pages) -> None:
    titles = {page.title for page in pages[KLK] if page.all(".legend")}
    assert {"Året i korthet", "Medarbetare", "Alla åtaganden", "Nyckeltal"} <= titles


def test_contents_lead_to_every_chapter_in_order(pages: Pages) -> None:
    for contents, *chapters in pages.values():
        listed = [str(link["href"]) for link in contents.all("main ol a")]
        assert listed == [page.path.name for page in chapters]
        assert contents.texts("main ol a") == [page.title for page in chapters]


def test_previous_and_next_form_one_chain(pages: Pages) -> None:
    for _, *chapters in pages.values():
        files = [page.path.name for page in chapters]
        forward = [str(link["href"]) for page in chapters for link in page.all("a[rel=next]")]
        backward = [str(link["href"]) for page in chapters for link in page.all("a[rel=prev]")]
        assert (forward, backward) == (files[1:], files[:-1])
        assert chapters[0].all("a[rel=prev]") == chapters[-1].all("a[rel=next]") == []


def test_a_chapter_marks_itself_in_the_navigation(pages: Pages) -> None:
    for report in pages.values():
        current = [str(page.one(".chapters [aria-current=page]")["href"]) for page in report[1:]]
        assert current == [page.path.name for page in report[1:]]


def test_a_reports_first_page_answers_before_it_lists(pages: Pages) -> None:
    contents, summary, *_rest = pages[KLK]
    answer = contents.one("section.first")
    headings = contents.texts("main h2")
    assert headings[:4] == ["Att besluta", "Ekonomi", "Nådde inte målnivån", "Nådde målnivån"]
    assert headings[-2:] == ["Innehåll", "Ladda ned"]
    ways = [str(link["href"]) for link in answer.select("a")]
    assert len(ways) > 30
    assert all((contents.path.parent / way.partition("#")[0]).exists() for way in ways)
    assert "Resultatet för jan.–dec. 2016 är 18 698 tkr" in text_of(answer)
    assert "Att besluta" not in summary.texts("main h3")  # it is told once


def test_the_first_page_leads_to_both_reports(every_page: list[Page]) -> None:
    links = {str(link["href"]) for link in every_page[0].all("main a")}
    assert {f"{KLK}/index.html", f"{KOU}/index.html"} <= links


def test_every_chapter_says_what_it_was_made_of(pages: Pages, site: Project) -> None:
    for report in (KLK, KOU):
        for page in pages[report][1:]:
            told = " ".join(page.texts("footer li"))
            assert "Data: " in told
            assert "organisation = " in told
            assert "year = 2016" in told


@pytest.mark.parametrize("report", [KLK, KOU])
def test_the_executed_notebooks_lie_beside_the_pages(site: Project, pages: Pages, report: str) -> None:
    folder = site.output / report / "notebooks"
    assert sorted(path.stem for path in folder.iterdir()) == [page.path.stem for page in pages[report][1:]]
    for path in folder.iterdir():
        counts = [cell.execution_count for cell in read_notebook(path).cells if cell.cell_type == "code"]
        assert counts == list(range(1, len(counts) + 1)), path


def test_nothing_unfinished_is_left(site: Project) -> None:
    assert [path for path in site.output.iterdir() if path.name.startswith(".")] == [site.state]
    assert [path.name for name in ("work",) for path in (site.state / name).iterdir()] == []


def test_no_page_names_a_folder_of_the_machine(every_page: list[Page], site: Project) -> None:
    assert [page.path for page in every_page if str(site.root) in page.html] == []
