"""An owner's theme: colours that are seen, typefaces of the system, a logo that is a picture and nothing else."""

import re
import struct
import zlib
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.making import SMALL_DATA

from analysis.base.contrast import contrast
from analysis.base.logo import LARGEST, LogoTrouble, NoLogoError, cleaned_logo
from analysis.base.project import ROOT_VARIABLE
from analysis.base.theme import NEEDED, USUAL, current_theme, read_theme
from analysis.chapter.markup.palette import COLOURS, TOKENS
from analysis.chapter.markup.theme_style import cell_theme, page_theme, themed
from analysis.intake.sources import read_sources
from analysis.intake.theme_faults import theme_faults

PAGE = Path(__file__).parents[2] / "src/analysis/publish/html/assets/page.css"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
CIRCLE = '<circle cx="5" cy="5" r="4"/>'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*more: bytes) -> bytes:
    """A picture of one grey point."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's data folder, which the user stands in."""
    for name in ("data", "notebooks", "parameters"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    return tmp_path / "data"


def themed_as(data: Path, text: str) -> list[str]:
    """Write a theme, and say what is wrong with it."""
    (data / "theme.yaml").write_text(text, encoding="utf-8")
    return [str(fault) for fault in theme_faults(data)]


def test_the_usual_colours_are_those_of_the_pages_and_are_seen() -> None:
    style = PAGE.read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", part)) for part in style.split("@media screen", 1))
    for role, pair in USUAL.items():
        assert (light[role].replace("#fff", "#ffffff") if len(light[role]) == 4 else light[role], dark[role]) == pair
    assert {TOKENS[colour]: colour for colour in COLOURS.values()}.items() <= {
        role: pair[0] for role, pair in USUAL.items()
    }.items()
    for (role, ground, needed), at in product(NEEDED, (0, 1)):
        assert contrast(USUAL[role][at], USUAL[ground][at]) >= needed, (role, ground, at)


def test_black_on_white_and_grey_on_white_are_as_everybody_reckons_them() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_without_a_theme_nothing_is_added(project: Path) -> None:
    assert read_theme(project) == (current_theme(), ())
    assert (page_theme(), str(cell_theme()), themed("<a fill='#00695c'/>")) == ("", "", "<a fill='#00695c'/>")


def test_a_theme_is_worn_by_pages_cells_and_pictures(project: Path) -> None:
    told = themed_as(
        project,
        'colours:\n  good: {light: "#1b5e20", dark: "#81c784"}\n  link: {light: "#4a148c", dark: "#ce93d8"}\n'
        "typeface: {body: Verdana, headings: Georgia}\n",
    )
    assert told == []
    assert page_theme() == (
        "\n/* The owner's theme */\n"
        ':root { --good: #1b5e20; --link: #4a148c; --body: "Verdana", system-ui, -apple-system, "Segoe UI", Roboto, '
        '"Helvetica Neue", Arial, sans-serif; --display: "Georgia", Charter, "Bitstream Charter", "Sitka Text", '
        "Cambria, Georgia, serif; }\n"
        "@media screen and (prefers-color-scheme: dark) { :root { --good: #81c784; --link: #ce93d8; } }\n"
    )
    assert str(cell_theme()) == (
        ".arshjul.arshjul{--good:light-dark(#1b5e20,#81c784);--link:light-dark(#4a148c,#ce93d8);}"
    )
    assert themed("fill:#00695c;stroke:#b3261e;fill:#fff") == "fill:#1b5e20;stroke:#b3261e;fill:#fff"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'colours: {good: {light: "#7a8f00"}}',
            "good syns för dåligt mot paper (#ffffff) i ljust läge: 3,64:1, det behövs 4,5:1",
        ),
        (
            'colours: {focus: {dark: "#202020"}}',
            "focus syns för dåligt mot paper (#14181c) i mörkt läge: 1,09:1, det behövs 3,0:1",
        ),
        ('colours: {gron: "#00695c"}', "«colours: gron» – "),
        ('colours: {good: {ljus: "#00695c"}}', "«colours.good: ljus» – "),
        ("colours:\n  good: #00695c\n", "en färg skrivs med sex siffror inom citattecken"),
        ('colours: {good: "grön"}', "en färg skrivs med sex siffror inom citattecken"),
        ('typeface: {body: "Comic; } body { display: none"}', "namnet på ett typsnitt"),
        ("typeface: {rubrik: Georgia}", "«typeface: rubrik» – "),
        ("färger: {}", "«färger» – "),
        ("- good", "filen ska ha rader som"),
        ("colours: &a {}", "filen ska ha rader som"),
        ("logo: {file: logo.svg, alt: Vapnet}", "filen finns inte"),
        ("logo: {file: ../logo.svg, alt: Vapnet}", "filen finns inte"),
        ("logo: {file: bild.svg}", "skriv i alt vad logotypen visar"),
        ("logo: bild.svg", "filen ska ha rader som"),
        ("logo: {file: brev.txt, alt: Vapnet}", "ska vara en SVG- eller PNG-fil"),
        ("logo: {file: trasig.png, alt: Vapnet}", "filen är ingen hel bild"),
        ("logo: {file: trasig.svg, alt: Vapnet}", "filen är ingen hel bild"),
        ("logo: {file: kor.svg, alt: Vapnet}", "har något som körs eller hämtas (script)"),
        ("logo: {file: stor.png, alt: Vapnet}", "logotypen är för stor; högst 100 kB"),
    ],
)
def test_what_is_wrong_is_told_in_words(project: Path, text: str, told: str) -> None:
    (project / "brev.txt").write_text("Hej", encoding="utf-8")
    (project / "bild.svg").write_text(SVG.format(CIRCLE), encoding="utf-8")
    (project / "kor.svg").write_text(SVG.format("<script>1</script>"), encoding="utf-8")
    (project / "trasig.svg").write_text("<svg>", encoding="utf-8")
    (project / "trasig.png").write_bytes(png()[:-20])
    (project / "stor.png").write_bytes(b"\0" * (LARGEST + 1))
    found = themed_as(project, text)
    assert len(found) == 1, found
    assert told in found[0]


def test_a_build_refuses_what_nobody_can_read(tmp_path: Path) -> None:
    for name in ("reference", "sources"):
        (tmp_path / name).symlink_to(SMALL_DATA / name)
    (tmp_path / "theme.yaml").write_text('colours: {ink: "#999999"}', encoding="utf-8")
    with pytest.raises(Exception, match=r"ink syns för dåligt mot paper"):
        read_sources(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        *(
            "<script>alert(1)</script>",
            '<circle onclick="x()" r="1"/>',
            "<foreignObject/>",
            "<style>@import 'x'</style>",
        ),
        *('<image href="https://x.se/a.png"/>', '<use href="https://x.se/a.svg#b"/>', '<a href="https://x.se">x</a>'),
        *('<rect fill="url(https://x.se/a)"/>', "<style>a{background:url(//x.se/b)}</style>", '<use href="data:x"/>'),
        *('<animate attributeName="x"/>', '<set attributeName="href" to="javascript:1"/>'),
    ],
)
def test_a_logo_that_runs_or_fetches_something_is_refused(content: str) -> None:
    with pytest.raises(NoLogoError) as refused:
        cleaned_logo("a.svg", SVG.format(content).encode())
    assert refused.value.why == LogoTrouble.ACTIVE


def test_what_an_editor_or_a_camera_leaves_in_a_logo_is_left_out() -> None:
    own = (
        '<!DOCTYPE svg><!-- Anna --><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:i" width="9" height="9" '
        'i:version="1"><metadata>Anna</metadata><i:view/><linearGradient id="b"/><rect fill="url(#b)" i:name="Anna"/>'
        "</svg>"
    )
    cleaned = cleaned_logo("a.SVG", own.encode()).decode()
    assert "Anna" not in cleaned
    assert "urn:i" not in cleaned
    assert 'fill="url(#b)"' in cleaned
    assert cleaned_logo("a.png", png(chunk(b"tEXt", b"Author\0Anna"))) == png()


@examples(100)
@given(st.binary(max_size=300), st.sampled_from(["a.svg", "a.png", "a.gif"]), st.booleans())
def test_no_bytes_are_a_logo_by_mistake(content: bytes, name: str, begins: bool) -> None:
    head = png()[:8] if name.endswith("png") else b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
    try:
        cleaned = cleaned_logo(name, head + content if begins else content)
    except NoLogoError:
        return
    assert cleaned_logo(name, cleaned) == cleaned


colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@examples(60)
@given(st.dictionaries(st.sampled_from(sorted(USUAL)), st.tuples(colour, colour), max_size=4))
def test_every_theme_is_accepted_or_told_where_it_is_too_weak(
    tmp_path_factory: pytest.TempPathFactory, colours: dict[str, tuple[str, str]]
) -> None:
    data = tmp_path_factory.mktemp("tema")
    lines = [f'  {role}: {{light: "{light}", dark: "{dark}"}}' for role, (light, dark) in colours.items()]
    (data / "theme.yaml").write_text("\n".join(["colours:", *lines, ""]), encoding="utf-8")
    theme, wrong = read_theme(data)
    assert theme.colours == colours
    weak = {
        (f"colours.{role}.{mode}", on)
        for (role, on, needed), (at, mode) in product(NEEDED, enumerate(("light", "dark")))
        if {role, on} & {*colours}
        and contrast(colours.get(role, USUAL[role])[at], colours.get(on, USUAL[on])[at]) < needed
    }
    assert {(each.where, each.known[0]) for each in wrong} == weak
