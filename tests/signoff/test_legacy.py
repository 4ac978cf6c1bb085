"""Pages that an earlier program wrote: hashed as they were approved, and compared with those of today as text."""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.chapter.chapter import Chapter, Outputs, Passage
from analysis.chapter.pieces import Said
from analysis.chapter.table import Row, Shown, Table
from analysis.signoff.legacy_pages import (
    OldChapter,
    differences_in_text,
    figures_apart,
    lines_of,
    old_content_of,
    read_old_report,
    words_of,
)
from analysis.signoff.report_on_disk import ChapterText, ReportText, report_text

OLD = Path(__file__).parent / "old"
#: What the program of that time wrote down when the pages in `old` were approved.
APPROVED = "add0136875df2d5b89a9eae38f4c9a940b53e5abff57fd88da0c86617e6f0243"
TABLE = (
    '<div class="table"><table class="cards"><caption>Mål 2016</caption><thead><tr><th scope="col">Mål</th>'
    '<th class="number" scope="col">Utfall</th></tr></thead><tbody>'
    '<tr class="followed" data-subject="mal-a"><th rowspan="2" scope="row">NMI</th>'
    '<td class="number" data-label="Utfall"><span class="value">{figure}</span><br/><span class="muted">2015: 54</span>'
    '<div class="differs"><span class="computed">Beräknat: <span class="symbol"><svg aria-hidden="true"><path d="M0"/>'
    "</svg> <span>Nära målet</span></span></span></div></td></tr>"
    '<tr class="told"><td data-label="Kommentar"><div class="comment"><p>En text.</p>\n</div>\n</td></tr>'
    "</tbody></table></div>"
)


def old_report(*bodies: str) -> ReportText:
    chapters = [OldChapter(f"Kapitel {place}", f"{place}.html", True, body) for place, body in enumerate(bodies)]
    return ReportText("Prov", chapters, old_content_of("Prov", chapters), {"language": "sv"})


def new_report(*chapters: tuple[Table | Passage, ...]) -> ReportText:
    texts = []
    for place, shown in enumerate(chapters):
        blocks = tuple(each if isinstance(each, Passage) else Outputs((each,)) for each in shown)
        chapter = Chapter(title=f"Kapitel {place}", language="sv", blocks=blocks)
        texts.append(ChapterText(chapter.title, f"{place}.html", True, chapter))
    return report_text("Prov", texts, {"language": "sv"})


def goals(figure: str) -> Table:
    cell = (Said(figure, "strong"), Said("2015: 54", "muted"), Said("Beräknat: Nära målet"))
    row = Row((), ((Said("NMI"),), cell, (Said("En text."),)), "mal-a")
    layout = (Shown("Mål", "row"), Shown("Utfall", "number"), Shown("Kommentar", "below"))
    return Table(heading="Mål 2016", columns=(), layout=layout, rows=(row,))


def test_old_pages_have_the_hash_that_was_approved() -> None:
    old = read_old_report(OLD)
    assert old is not None
    assert (old.content, [each.title for each in old.chapters]) == (APPROVED, ["Att värna demokrati"])


def test_the_old_rule_counts_what_it_counted() -> None:
    body = '<p>sedd</p><script>1</script><table data-log><tr><td>dold</td></tr></table><svg aria-hidden="true">x</svg>'
    assert words_of(body) == "sedd"
    assert words_of("(data/sources/a/b.csv, rad 17)") == words_of("(data/sources/a/b.csv, rad 18)")
    assert words_of('<div role="img" aria-label="Totalt&#58; 4"></div>') == "Totalt: 4"


def test_a_report_of_today_is_no_old_one_and_neither_is_nothing(tmp_path: Path) -> None:
    assert read_old_report(tmp_path) is None
    (tmp_path / "chapters").mkdir()
    (tmp_path / "report.json").write_bytes((OLD / "report.json").read_bytes())
    assert read_old_report(tmp_path) is None


def test_a_row_is_one_line_with_the_text_below_it() -> None:
    assert lines_of(TABLE.format(figure="56")) == [
        "Mål 2016",
        "Mål Utfall",
        "NMI 56 2015: 54 Beräknat: Nära målet En text.",
    ]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<h2>Mål</h2><p>Ett <a href='#'>två</a>.</p><ul><li>tre</li></ul>", ["Mål", "Ett två .", "tre"]),
        ("<details id='a'><summary>Texten</summary><p>ett</p></details>", ["Texten", "ett"]),
        ("<details class='origins'><summary>Varifrån</summary><ul><li>ett</li></ul></details>", []),
        (
            "<figure class='chart'><h3>Fynd</h3><div role='img' aria-label='Läst'><svg><text>x</text></svg>"
            "<p class='note'>ritat</p></div><details><summary>Siffrorna</summary><p>i</p></details></figure>",
            ["Fynd", "Läst", "i"],
        ),
        ("</p></div>text", ["text"]),
    ],
)
def test_what_is_read_aloud_is_read_and_what_folds_or_is_drawn_is_not(body: str, lines: list[str]) -> None:
    assert lines_of(body) == lines


def test_the_same_words_in_another_layout_are_no_difference() -> None:
    old = old_report("<h2>Mål</h2><p>Ett <b>två</b> .</p>" + TABLE.format(figure="56"))
    new = new_report((goals("56"), Passage("## Mål\n\nEtt **två**.")))
    assert not differences_in_text(old, new)


def test_a_changed_figure_is_told_word_by_word_and_nothing_else_is() -> None:
    old = old_report("<p>Ett.</p>" + TABLE.format(figure="56"), "<p>Två.</p>")
    new = new_report((Passage("Ett."), goals("57")), (Passage("Två."),))
    found = differences_in_text(old, new)
    (entry,) = found.others
    (change,) = entry.changes
    assert (entry.heading, change.places) == ("Kapitel 0", ("Kapitel 0",))
    assert change.before == "NMI 56 2015: 54 Beräknat: Nära målet En text."
    assert change.after == "NMI 57 2015: 54 Beräknat: Nära målet En text."
    assert figures_apart(old, new, found) == ["56", "57"]


def test_a_text_that_came_or_went_has_no_figure_of_its_own_where_others_say_the_same() -> None:
    old = old_report("<p>Målet är 56.</p><p>Av 56 mål är 12 nådda.</p>")
    new = new_report((Passage("Målet är 56."),))
    assert figures_apart(old, new, differences_in_text(old, new)) == ["12"]
    repeated = old_report("<p>Målet är 56.</p><p>56</p>")
    assert figures_apart(repeated, new, differences_in_text(repeated, new)) == []


def test_chapters_and_titles_that_differ_are_told() -> None:
    old, new = old_report("<p>Ett.</p>", "<p>Två.</p>"), new_report((Passage("Ett."),))
    found = differences_in_text(old, replace(new, title="Provet"))
    assert found.title == ("Prov", "Provet")
    assert [(one and one.title, other) for one, other in found.chapters] == [("Kapitel 1", None)]
