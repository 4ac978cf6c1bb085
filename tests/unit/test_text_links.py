"""Links of texts: to other sites and to people, on pages and in files; anything else is words, and told."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import SMALL_DATA
from tests.pages import read_html

from analysis.chapter.markup.markdown import dead_links, passage, prose, words, words_with_addresses
from analysis.chapter.markup.place import Place
from analysis.errors import InputFaults
from analysis.intake.contracts import Narratives
from analysis.intake.sources import read_sources
from analysis.intake.text_links import link_faults

DEAD = {
    "sida.html": "https://…",
    "../hamn/index.html": "https://…",
    "/hamn": "https://…",
    "//example.org/hamn": "https://…",
    "#hamn": "https://…",
    "?a=1": "https://…",
    "ftp://example.org/fil": "https://…",
    "tel:+46123": "https://…",
    "C:%5Ckommun%5Cfil.docx": "https://…",
    "www.example.org/hamn": "https://www.example.org/hamn",
    "hamnen.se": "https://hamnen.se",
    "hamn@example.org": "mailto:hamn@example.org",
}
LIVE = ["https://example.org/a?b=1&c=2#d", "http://example.org", "HTTPS://EXAMPLE.ORG", "mailto:a@example.org"]


@pytest.mark.parametrize("address", LIVE)
def test_a_link_that_leads_abroad_leads_there_and_is_no_fault(address: str) -> None:
    (link,) = read_html(prose(f"Se [sidan]({address}).")).all("a")
    assert (link["href"], link.get_text()) == (address, "sidan")
    assert list(dead_links(f"[sidan]({address})")) == []
    assert words_with_addresses(f"Se **[sidan]({address})**.") == f"Se sidan ({address})."


@pytest.mark.parametrize("address", DEAD)
def test_any_other_link_is_its_words_and_is_told_with_what_was_meant(address: str) -> None:
    text = f"Se [*hela* sidan]({address})."
    page = read_html(prose(text))
    assert (page.all("a"), page.texts("em"), page.soup.get_text().strip()) == ([], ["hela"], "Se hela sidan.")
    assert words_with_addresses(text) == words(text) == "Se hela sidan."
    (fault,) = link_faults({Narratives: pl.DataFrame({"file": ["a.md"], "file_row": [7], "text": [text]})})
    assert str(fault) == (
        f"a.md, rad 7: «{address}» – en länk börjar med https://, http:// eller mailto:, till exempel {DEAD[address]}"
    )


def test_a_text_of_a_notebook_leads_abroad_and_within_its_page() -> None:
    page = read_html(passage("[ut](https://example.org) [ner](#mer) [bort](annan.ipynb)", Place()))
    assert [link["href"] for link in page.all("a")] == ["https://example.org", "#mer"]
    assert page.soup.get_text().strip() == "ut ner bort"


def test_an_address_that_is_written_out_is_not_repeated() -> None:
    assert words_with_addresses("<https://example.org> <a@example.org>") == "https://example.org a@example.org"


@given(st.text(st.sampled_from("[]()<>!*`#:/. ahtpsmailo\n"), max_size=60))
def test_no_text_leads_anywhere_else_and_its_words_stay(text: str) -> None:
    links = read_html(prose(text)).all("[href]")
    assert all(str(link["href"]).lower().startswith(("http://", "https://", "mailto:")) for link in links)
    if not links:
        assert words_with_addresses(text) == words(text)


def test_a_folder_of_the_newest_format_is_refused_and_an_older_one_is_warned(tmp_path: Path) -> None:
    data = Path(shutil.copytree(SMALL_DATA, tmp_path / "data"))
    text = next((data / "sources" / "annual-2031" / "texts").glob("*.md"))
    text.write_text(text.read_text(encoding="utf-8").replace("Bryggan", "[Bryggan](www.example.org)"), encoding="utf-8")
    told = "sources/annual-2031/texts/hamnen.md, rad 6: «www.example.org» – en länk börjar med https://"
    assert [str(fault)[: len(told)] for fault in read_sources(data).warnings] == [told]
    (data / "project.yaml").write_text("format: 2\n", encoding="utf-8")
    with pytest.raises(InputFaults) as refused:
        read_sources(data)
    assert told in str(refused.value)
