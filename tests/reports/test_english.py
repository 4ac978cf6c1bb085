"""A report in English: every notebook, word for word where it matters, and the Swedish of the data marked."""

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
import yaml
from tests.english import CHAPTERS, swedish_in, unmarked
from tests.making import ROOT, whole_project, within, write_report
from tests.pages import Page, read_page, text_of
from tests.unit.test_catalogue import swedish_words

from analysis.base.project import Project
from analysis.build.database import Built
from analysis.errors import ParameterError
from analysis.make.plan import plan_reports
from analysis.parameters import read_plan
from analysis.publish.html.contents import write_site
from analysis.words.current_language import LANGUAGE_VARIABLE

Pages = dict[str, Page]


@pytest.fixture(scope="module")
def english_pages(english: Project) -> Pages:
    """Its pages by name."""
    return {path.stem: read_page(path) for path in (english.output / "english").glob("*.html")}


def chapter(pages: Pages, title: str) -> Page:
    return next(page for page in pages.values() if page.title == title and page.path.stem[0].isdigit())


def test_every_notebook_of_a_report_is_among_its_chapters() -> None:
    notebooks = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {str(each["notebook"]) for each in CHAPTERS} == notebooks - {"explore"}


def test_every_page_says_that_it_is_in_english(english_pages: Pages) -> None:
    assert len(english_pages) == 25
    assert {page.one("html")["lang"] for page in english_pages.values()} == {"en"}


def test_what_is_swedish_is_marked_as_swedish(english_pages: Pages) -> None:
    words = swedish_words()
    for name, page in english_pages.items():
        assert swedish_in(page, words) == [], name


def test_no_attribute_holds_the_mark_of_another_language(english_pages: Pages) -> None:
    for page in english_pages.values():
        values = [str(value) for element in page.tags for value in element.attrs.values()]
        assert [value for value in values if "<" in value or "lang=" in value] == []


def test_swedish_pages_have_no_marks(site: Project) -> None:
    for path in (site.output / "annual-2016-klk").glob("*.html"):
        # That of the page itself is the only one, wherever it may stand.
        assert re.findall(r"\blang\s*=\S+", path.read_text(encoding="utf-8")) == ['lang="sv"'], path.name


def test_a_goal_is_told_in_english_with_the_words_of_the_data_in_swedish(english_pages: Pages) -> None:
    page = chapter(english_pages, "Employees")
    row = page.table("Process goals KLK 2016, Medarbetare").row("Sjukfrånvaro, total")
    assert row["Target"] == "7.3%"
    assert row["Outcome"] == "4.4% 2015: 2.1% 2.9 percentage points below the target"
    assert row["Assessment"].startswith("Better than the target")
    assert row["Trend"].startswith("Decreased Computed: Increased")
    assert "Sjukfrånvaro, total: 4.4%, better than the target 7.3%" in [
        " ".join(found.get_text().split()) for found in page.all(".finding")
    ]
    (name,) = [found for found in page.all("th [lang=sv]") if found.get_text() == "Sjukfrånvaro, total"]
    assert name.name == "span"
    assert all(found["lang"] == "sv" for found in page.all("td.wide .comment > p:not(.part)"))


def test_headings_and_intros_of_notebooks_are_in_english(english_pages: Pages) -> None:
    page = chapter(english_pages, "Employees")
    assert page.texts("main h2") == ["The area as a whole", "Goals", "Development by goal", "Commitments", "Legend"]
    assert "One process area: the goals with outcome, assessment and trend" in page.text


def test_the_legend_has_the_english_meaning_and_the_printed_word(english_pages: Pages) -> None:
    page = chapter(english_pages, "The year in brief")
    assert "Better than the target (Bättre än målet)" in page.texts(".legend li")
    assert "Done (Klart, avslutat)" in page.texts(".legend li")
    assert {found["lang"] for found in page.all(".legend .muted")} == {"sv"}


def test_counts_are_told_in_english(english_pages: Pages) -> None:
    page = chapter(english_pages, "The year in brief")
    assert "10 of 31 process goals are better than the target, 10 worse" in page.texts(".finding")
    assert "18 of 49 commitments are done, 2 delayed" in page.texts(".finding")
    assert page.table("Commitments by status KLK 2016").row("Total")["Total"] == "49"


def test_amounts_have_commas_and_english_units(english_pages: Pages) -> None:
    table = chapter(english_pages, "Economy").table("Income statement, KLK 2016")
    assert table.headings[1] == "Actual 2015, SEK thousand"
    assert table.row("Försäljningsintäkter")["Actual 2016, SEK thousand"] == "40,047"
    assert table.row("Personalkostnader")["Actual 2015, SEK thousand"] == "−82,820"


def test_periods_have_english_months(english_pages: Pages) -> None:
    texts = " ".join(unmarked(chapter(english_pages, "Development")))
    assert "January–August 2018" in texts
    assert "aug." not in texts


def test_women_and_men_are_named_in_english(english_pages: Pages) -> None:
    page = chapter(english_pages, "Staff and sick leave")
    assert any("women" in title and "men" in title for title in page.texts(".finding"))
    assert "Women" in page.texts("ul.key li")


def test_charts_are_drawn_with_english_signs(english_pages: Pages) -> None:
    found = [script for page in english_pages.values() for script in page.all("script.plotly")]
    pictures = [json.loads(script.get_text()) for script in found if script.find_parent(lang="sv") is None]
    assert len(pictures) > 50
    assert {picture["layout"]["separators"] for picture in pictures} == {".,"}


def test_chapters_turn_and_the_frame_speaks_english(english_pages: Pages) -> None:
    page = chapter(english_pages, "Employees")
    assert page.texts(".turn a") == ["Previous: The year in brief", "Next: All commitments"]
    assert page.texts(".skip") == ["To the content", "To the chapters"]
    assert page.one("html")["data-live"] == "Explore the chart"
    assert re.match(r"Made [0-9]+ [A-Z][a-z]+ [0-9]{4} with Årshjul", page.texts("footer li")[0])
    assert page.texts("footer a") == ["The executed notebook"]


def test_names_of_process_areas_are_swedish_in_headings_and_lists(english_pages: Pages) -> None:
    page = chapter(english_pages, "Att värna demokrati")
    assert page.one("h1 span")["lang"] == "sv"
    assert page.one("nav.chapters a[aria-current] span")["lang"] == "sv"
    assert english_pages["hela"].texts("h2 span[lang=sv]") != []
    assert english_pages["index"].texts("ol.contents span[lang=sv]") != []


def test_a_notebook_that_knows_of_no_language_is_marked_as_swedish_whole(english_pages: Pages) -> None:
    page = chapter(english_pages, "A notebook of our own")
    assert page.texts("main > div[lang=sv] .finding") == ["18 av 49 åtaganden är klara, 2 försenade"]


def test_the_whole_document_has_one_legend_first_and_unnumbered(english_pages: Pages) -> None:
    document = english_pages["hela"]
    headings = document.texts("main section > h2")
    assert headings[:2] == ["In brief", "Legend"]
    assert sum("Legend" in heading for heading in headings) == 1
    assert headings[2].startswith("1 ")
    assert document.texts("main section > h3").count("Legend") == 0


def test_tables_are_taken_away_with_english_headings_and_untouched_figures(english: Project) -> None:
    folder = english.output / "english"
    (path,) = (folder / "tables").glob("*-economy-1-income-statement-klk-2016.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith('Item,"Actual 2015, SEK thousand","Actual 2016, SEK thousand"')
    assert lines[1].startswith("Försäljningsintäkter,35048,40047,35994,4053")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["description"].startswith("Empty cells are missing values, not zero.")
    assert {"title": "Kommunstyrelsens verksamhetsberättelse 2016, KSKF/2017:75"} in package["sources"]
    assert not [source for source in package["sources"] if "Source" in source["title"]]


def test_links_to_files_name_their_table_with_its_swedish_words_marked(english_pages: Pages) -> None:
    page = chapter(english_pages, "Employees")
    links = page.all("p.files a")
    assert [text_of(link).partition(" : ")[0] for link in links[:2]] == ["Excel", "CSV"]
    assert page.all("p.files [aria-label]") == []
    assert "Sjukfrånvaro, total" in page.texts("p.files [lang=sv]")


def test_the_workbook_is_in_english(english: Project) -> None:
    book = openpyxl.load_workbook(english.output / "english" / "english.xlsx", read_only=True)
    assert (book.sheetnames[0], book.sheetnames[-1]) == ("Contents", "Origin")
    assert [cell.value for cell in next(book["Origin"].iter_rows(min_row=2, max_row=2))][:2] == ["Table", "Item"]


def test_the_first_page_is_swedish_and_says_which_reports_are_in_english(english: Project) -> None:
    page = read_page(english.output / "index.html")
    assert page.one("html")["lang"] == "sv"
    assert page.one("h3 a")["lang"] == page.one("h3 a")["hreflang"] == "en"
    assert "Verksamhetsberättelse 2016, Kommunledningskontoret, på engelska" in page.text


def test_the_first_page_is_in_english_where_that_is_the_setting(
    english: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(english.output, tmp_path / "output", ignore=shutil.ignore_patterns(".arshjul", "tables"))
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    page = read_page(write_site(tmp_path / "output"))
    assert (page.one("html")["lang"], page.title) == ("en", "Follow-up of goals")
    assert "Annual report 2016, Kommunledningskontoret" in page.text
    assert page.one(".finder")["data-none"] == "Nothing was found. {reports}"
    assert page.texts("select[name=area] option[lang=sv]") != []
    assert swedish_in(page, swedish_words()) == []


def test_search_finds_what_an_english_page_says(english: Project) -> None:
    rows = json.loads((english.output / "english" / "search.json").read_text(encoding="utf-8"))
    titles = {title: languages for _address, title, _text, *languages in rows}
    assert titles["Sjukfrånvaro, total"][:1] == ["sv"]
    assert titles["Employees"] == []
    assert "Legend" not in titles


def test_a_second_run_finds_an_english_report_unchanged(english: Project) -> None:
    ran = within(english, "run")
    assert "oförändrad" in ran.stdout.lower()


# ---- where the language is said ----


def test_a_language_that_there_is_not_is_told_with_those_that_there_are(english: Project, tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    content = yaml.safe_load((english.parameters / "english.yaml").read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(content | {"report": "other", "language": "de"}), encoding="utf-8")
    with pytest.raises(ParameterError, match="language är «de»: tillåtet är sv eller en"):
        read_plan(path)


def test_the_language_is_of_the_report_and_not_of_a_chapter(built: Built, tmp_path: Path) -> None:
    project = whole_project(tmp_path, built)
    own = {"notebook": "summary", "title": "Summary", "parameters": {"language": "en"}}
    write_report(project, "mixed", own)
    planned, (error,) = plan_reports(project, ["mixed"])
    assert (planned, str(error)) == (
        [],
        "mixed.yaml: Språket gäller hela rapporten. Skriv language bredvid title, inte under parameters.",
    )


def test_a_swedish_report_gives_its_notebooks_no_language(built: Built, tmp_path: Path) -> None:
    project = whole_project(tmp_path, built)
    summary = {"notebook": "summary", "title": "Summary"}
    write_report(project, "svensk", summary)
    write_report(project, "english", summary, language="en")
    (swedish, english), errors = plan_reports(project, ["svensk", "english"])
    assert errors == []
    assert "language" not in swedish.jobs[0].parameters
    assert (english.language, english.jobs[0].parameters["language"], english.jobs[0].language) == ("en", "en", "en")
