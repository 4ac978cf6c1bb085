"""The words of the interface: found, translated, and none that escapes."""

import ast
import copy
import json
import re
import runpy
import string
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import Markup, escape
from tests.figure_words import COMMENTS_OF_FIGURES, MEANT_OTHERWISE

from analysis.base.money import LedgerMeasure
from analysis.base.vocabulary import Measure
from analysis.errors import ParameterError, known_language
from analysis.words.codes import MEASURES, SECTIONS
from analysis.words.current_language import ENGLISH, LANGUAGE_VARIABLE, SWEDISH, current, site_language, speaking
from analysis.words.mixed_language import MixedText, filled, in_swedish, swedish
from analysis.words.terms import FORMS, NEUTRAL, SHORT, named_by
from analysis.words.translate import Words, _, cell_text, later_as, n_, p_
from analysis.words.usual_terms import USUAL as USUAL_TERMS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "analysis"
TOOL = runpy.run_path(str(ROOT / "tools" / "messages.py"))
FIELD = re.compile(r"\{\w*\}")
#: What a message names a term by, and what of it: a form, or what agrees with it.
TERM = re.compile(r"\{(\w+)(?=[.:])((?:\.\w+)*)(:[^{}|]*\|[^{}|]*)?\}")
WORD = re.compile(r"[^\W\d_]{3,}")
#: Where somebody meets strings of ours: everywhere but in what the checks of figures find, which is data, in Swedish.
READ = [path for path in sorted(SOURCE.rglob("*.py")) if path.parent.name != "checks"]
SAYING = {"_", "n_", "p_", "later", "later_as", "either", "filled"}
#: What stays Swedish, or only looks so, and why.
ALLOWED = {
    # A file of a project.
    "new_project.py": {"docs/forsta-dokumentet.md"},
    "suite_files.py": {"docs/arets-siffror.md", "docs/nytt-dokument.md", "docs/egna-notebookar.md"},
    "first_values.py": {'"KOMMUN"'},  # a code of data
    "present/table.py": {"kontroll"},  # in addresses, which keep when the language changes
    "score_table.py": {"profil"},  # the same
    "report/money.py": {"avvikelser-"},  # the same
    "form.py": {"_rad:", "klar", "ingen uppgift"},  # what rows of a form are found by
    "form_workbook.py": {"Årshjul", "blankett_", "val_"},  # names in a workbook
    "subject_links.py": {"#kapitel-", "kapitel-"},  # the same
    "document.py": {"kapitel-", "svar"},  # the same
    "html/answer.py": {"i-korthet"},  # the same
    "guide.py": {'"nöjd"', 'figur, text="…"', '"min.xlsx", on="Mål"'},  # lines of code
    "markup/values.py": {"kapitel-review"},  # the same
    "report_names.py": {"hela.html"},  # the same
    "downloads.py": {"ursprung"},  # a column
    "drawing.py": {"var(--"},  # style
    "files/workbook.py": {"Årshjul"},  # our own name
    "chapter/schema.py": {"Årshjul, "},  # the same
    "exporter.py": {"Årshjul"},  # the same
    "pdf_finish.py": {"Årshjul"},  # the same
    "git_filter.py": {"Årshjul"},  # the same
    "differences.py": {"kontroll"},  # in addresses, as above
    "make/plan.py": {"kapitel"},  # the same
    "legacy_pages.py": {r"(data/[^\s,()]+), (?:rad|row) \d+"},  # as either language writes it
    "ssh_signature.py": {".sig"},  # how ssh-keygen ends the names of signatures
    "changes_page.py": {"del"},  # an element of a page
    "node_table.py": {"nod-"},  # where a page tells of a node
    "findings.py": {"utf-8-sig"},
    "signed_rows.py": {"utf-8-sig"},
    "plain_yaml.py": {"utf-8-sig"},
    "unread.py": {"utf-8-sig"},
    "csv_text.py": {"utf-8-sig"},
    "columns.py": {"^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9_-]{0,59}$"},  # letters
    "vocabulary.py": {"drygt", "knappt"},  # codes of the data
    "unit_kinds.py": {"tkr", "mnkr", "mil"},  # codes of the list
    # What folders of the first format write in places and notes.
    "format_1.py": {
        " › kolumn ",
        "› (Åtaganden|Processmål) ›",
        "Första mät",
        "ALLA-",
        "antal",
        "bedöms",
        r"ataganden-(antal|done|ongoing)$",
    },
    # What is stored of an origin is data, as a place is.
    # What people write in a form, and the file that only forms write.
    "collect/answers.py": {
        *("klar", "nej"),
        "(?P<operator>[<>≤≥]?) *(?P<digits>[-−+]?\\d{1,3}(?:[  ' ]\\d{3})+(?:,\\d+)?|[-−+]?\\d+(?:[.,]\\d+)?)"
        " *(?P<unit>%|[a-zåäöA-ZÅÄÖ/.²]{1,14})?",
    },
    "to_mend.py": {"att-ratta", "Årshjul"},
    "reported_texts.py": {"utf-8-sig", "Blankett ", "Plats: ", "^(#+ |Plats:)"},
    "intake/origins.py": {
        *("rad {}", "läst {}", "lämnad av {}", "hämtad ur {}", "fråga {}", "inläst ur {}", "profil {}", "blankett {}"),
        *("inrapporterad uppgift", "hämtad uppgift", "inläst uppgift"),
    },
    # Addresses of figures in doubt and of what the review says of them.
    "chapter/pieces.py": {"siffra-"},
    # Words that whoever writes texts and expressions uses.
    "intake/texts.py": {
        *(
            "Sammanfattning",
            "Resultat",
            "Analys",
            "Slutsats",
            "Lärdom",
            "Beslut",
            "Orsak",
            "Åtgärd",
            "Plats:",
            "utf-8-sig",
        ),
        r"^Plats: *(?P<place>(?! )(?:(?!· *rad\b).)+?)(?: *· *rad *(?P<line>[0-9]+))?$",
        "Plats: Bilaga 1 › Ekonomi · rad 812",
    },
    "live_text.py": {"{{ utfall(…) }}"},
    "live_words.py": {
        *("utfall", "mål", "prognos", "förändring", "belopp", "antal_mål", "antal_åtaganden", "nej"),
        *("perspektiv", "tabell", "tecken"),
    },
    "live_expression.py": {'utfall("nmi", 2016)'},
}
#: Words that texts of the data are searched for, and what things are called in either language.
UNREAD = {"delay.py", "usual_terms.py"}
#: Names.
PLAIN_WORDS = {"Årshjul", "Excel", "CSV"}


@pytest.fixture(autouse=True)
def neutral() -> Iterator[None]:
    """Nobody's words."""
    with named_by(NEUTRAL):
        yield


@cache
def messages() -> list[Any]:
    """What the English catalogue holds."""
    return [message for message in TOOL["known"]() if message.id]


def forms(words: object) -> tuple[str, ...]:
    return tuple(words) if isinstance(words, tuple | list) else (str(words),)


def keys(catalogue: Any) -> set[tuple[object, object]]:  # noqa: ANN401 - Babel's
    return {(message.context, forms(message.id)) for message in catalogue if message.id}


# ---- the translator ----


def test_an_underscore_is_the_translator_and_nothing_else() -> None:
    taken = [
        (path.name, node.lineno)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store))
        or (isinstance(node, ast.arg) and node.arg == "_")
    ]
    assert taken == []


# ---- the catalogue ----


def test_every_message_of_code_templates_and_notebooks_is_in_the_catalogue_and_none_is_stale() -> None:
    assert keys(TOOL["gathered"]()) == keys(TOOL["known"]())


def test_no_message_escapes_the_gatherer() -> None:
    # Babel passes over a message whose values hold a call of another keyword.
    said = {
        call.args[0].value
        for path in SOURCE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "later")
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert said - {forms(message.id)[0] for message in messages()} == set()


def test_every_message_has_an_english_translation() -> None:
    assert len(messages()) > 400
    assert [message.id for message in messages() if not TOOL["is_said"](message.string)] == []


def test_a_translation_has_the_same_values_as_its_message() -> None:
    for message in messages():
        for one in forms(message.string):
            assert sorted(FIELD.findall(one)) == sorted(FIELD.findall(forms(message.id)[0])), message.id


def test_a_translation_names_no_other_term_than_its_message() -> None:
    for message in [*messages(), *TOOL["known"]("sv")]:
        given = {found[1].lower() for found in TERM.finditer(" ".join(forms(message.id)))}
        for one in forms(message.string):
            named = {found[1].lower() for found in TERM.finditer(one)}
            assert named <= given or TOOL["USUAL"].search(forms(message.id)[0]), message.id


def test_every_term_that_a_message_names_is_known_and_has_that_form() -> None:
    said = [(message, one) for message in messages() for one in (*forms(message.id), *forms(message.string))]
    said += [(message, one) for message in TOOL["known"]("sv") for one in forms(message.string)]
    for message, one in said:
        for found in TERM.finditer(one):
            assert found[1].lower() in USUAL_TERMS[SWEDISH], message.id
            assert set(found[2].split(".")[1:]) <= {*FORMS, SHORT}, message.id
            assert found[2] or found[3], message.id


def test_no_value_of_a_message_is_called_as_a_term_that_it_names() -> None:
    for message in messages():
        for one in forms(message.id):
            named = {found[1] for found in TERM.finditer(one)}
            assert not named & {field[1:-1] for field in FIELD.findall(one)}, message.id


def test_a_message_names_what_an_owner_may_call_otherwise_by_its_term() -> None:
    texts = {forms(message.id)[0] for message in TOOL["known"]("sv") if message.id}
    said = {one for message in messages() if forms(message.id)[0] not in texts for one in forms(message.id)}
    usual = {one for one in said if TOOL["USUAL"].search(re.sub(r"\{[^{}]*\}", "", one))}
    assert usual == MEANT_OTHERWISE


def test_what_the_database_says_of_itself_names_things_by_their_terms() -> None:
    told = yaml.safe_load((SOURCE / "store" / "comments.yaml").read_text(encoding="utf-8"))
    comments = [comment for part in told.values() for comment in part.values()]
    usual = {comment for comment in comments if TOOL["USUAL"].search(re.sub(r"\{[^{}]*\}", "", comment))}
    assert usual == COMMENTS_OF_FIGURES
    for comment in comments:
        assert {found[1].lower() for found in TERM.finditer(comment)} <= USUAL_TERMS[SWEDISH].keys()


def test_every_text_of_a_notebook_that_names_something_has_its_terms() -> None:
    known = [message for message in TOOL["known"]("sv") if message.id]
    assert {str(message.id) for message in known} == {str(message.id) for message in TOOL["naming"]() if message.id}
    plain = [message.id for message in known if not TERM.search(str(message.string))]
    assert [text.partition(" enligt")[0] for text in plain] == ["Streckad linje är målet"]  # of figures
    for message in known:
        assert cell_text(str(message.id)) == str(message.id)


def test_a_heading_stays_a_heading_of_the_same_level() -> None:
    for message in messages():
        marks = [re.match(r"#* ?", words)[0] for words in (*forms(message.id), *forms(message.string))]  # type: ignore[index]
        assert len(set(marks)) == 1, message.id


def test_no_translation_has_swedish_letters() -> None:
    said = [" ".join(forms(message.string)).replace("Årshjul", "") for message in messages()]
    assert [words for words in said if set(words.lower()) & set("åäö")] == []


def test_the_legend_is_called_in_its_heading_what_the_pages_call_it() -> None:
    with speaking("en"):
        assert _("## Teckenförklaring") == f"## {_('Teckenförklaring')}"


# ---- nothing escapes ----


@cache
def swedish_words() -> frozenset[str]:
    """Words that Swedish messages have and English ones do not."""
    said = {
        word.lower() for message in messages() for one in forms(message.string) for word in WORD.findall(_bare(one))
    }
    said |= {word.lower() for written in USUAL_TERMS[ENGLISH].values() for word in WORD.findall(written)}
    own = {word.lower() for message in messages() for one in forms(message.id) for word in WORD.findall(_bare(one))}
    own |= {word.lower() for written in USUAL_TERMS[SWEDISH].values() for word in WORD.findall(written)}
    return frozenset(own - said)


def _bare(text: str) -> str:
    return TERM.sub("", FIELD.sub("", text))


def is_swedish(text: str) -> bool:
    words = {word.lower() for word in WORD.findall(text)}
    return bool(set(text.lower()) & set("åäö") or words & swedish_words())


def strings(tree: ast.AST) -> Iterator[str]:
    """Every string but docstrings and what the catalogue is asked for."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            for value in node.keywords:
                yield from strings(value)
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        yield from strings(node)


@pytest.mark.parametrize("path", READ, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_swedish_string_that_somebody_meets_escapes_the_catalogue(path: Path) -> None:
    found = {text for text in strings(ast.parse(path.read_text(encoding="utf-8"))) if is_swedish(text)}
    allowed = ALLOWED.get(path.name) or ALLOWED.get(f"{path.parent.name}/{path.name}", set())
    assert path.name in UNREAD or found == allowed


def test_no_message_is_asked_for_within_a_string_where_python_311_does_not_find_it() -> None:
    for path in READ:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            inside = [
                call.func.id
                for call in ast.walk(node)
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            ]
            literals = isinstance(node, ast.JoinedStr) and SAYING & set(inside) - {"n_"}
            assert not literals, (path.name, ast.unparse(node))


@pytest.mark.parametrize("path", [*SOURCE.rglob("*.j2")], ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "  ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    shown = re.sub(r"<!--.*?-->|<script.*?</script>|<[^>]*>", " ", text, flags=re.DOTALL)
    attributes = re.findall(r'(?:aria-label|title|alt|placeholder|data-label)="([^"]*)"', text)
    assert set(WORD.findall(" ".join([shown, *attributes]))) <= PLAIN_WORDS


@pytest.mark.parametrize("name", ["page.js", "site.js"])
def test_a_script_has_no_words_of_its_own(name: str) -> None:
    code = re.sub(
        r"^\s*//.*$", "", (SOURCE / "publish" / "html" / "assets" / name).read_text(encoding="utf-8"), flags=re.M
    )
    literals = re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", code)
    assert [text for found in literals for text in found if is_swedish(text)] == []


# ---- how it speaks ----


def test_swedish_is_what_is_written_and_english_is_asked_for() -> None:
    assert (current(), _("Utfall"), p_("mått", "Mål")) == ("sv", "Utfall", "Mål")
    with speaking("en"):
        assert (current(), _("Utfall"), _("{Goal.one}"), p_("mått", "Mål")) == ("en", "Outcome", "Goal", "Target")
    assert _("Utfall") == "Utfall"


def test_a_message_that_the_catalogue_lacks_stays_as_it_is() -> None:
    with speaking("en"):
        assert _("Finns i ingen katalog {value}", value=3) == "Finns i ingen katalog 3"
        assert n_("sak", "saker", 2) == "saker"


def test_words_of_codes_follow_the_language_of_the_moment() -> None:
    with speaking("en"):
        assert (MEASURES[Measure.OUTCOME], MEASURES[LedgerMeasure.ACTUAL], MEASURES[Measure.TARGET]) == (
            "Outcome", "Actual", "Target",
        )  # fmt: skip
        assert list(SECTIONS.values()) == [
            "Summary",
            "Result",
            "Analysis",
            "Conclusion",
            "Lesson",
            "Decision",
            "Reason",
            "Action",
        ]
    assert MEASURES[LedgerMeasure.ACTUAL] == "Utfall"
    assert Words({1: later_as("mått", "Mål")}).get(2, "ingen") == "ingen"


@pytest.mark.parametrize(("amount", "noun"), [(0, "commitments"), (1, "commitment"), (2, "commitments")])
def test_a_noun_is_one_or_several(amount: int, noun: str) -> None:
    with speaking("en"):
        assert n_("{commitment.one}", "{commitment.many}", amount) == noun


def test_threads_speak_each_their_own_language() -> None:
    heard: dict[str, str] = {}
    both = threading.Barrier(2)

    def speak(language: str) -> None:
        with speaking(language):
            both.wait()
            heard[language] = _("Utfall")
            both.wait()

    threads = [threading.Thread(target=speak, args=(language,)) for language in ("sv", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {"sv": "Utfall", "en": "Outcome"}


def test_an_unknown_language_is_told_with_the_nearest_one() -> None:
    with pytest.raises(ParameterError, match="Okänt språk «eng»") as told:
        known_language("eng")
    assert "en" in told.value.remedy


def test_the_language_of_the_first_page_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert site_language() == "sv"
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    assert site_language() == "en"


# ---- words of the data ----


def test_words_of_the_data_are_marked_in_english_only() -> None:
    assert (type(swedish("Demokrati")), in_swedish()) == (str, "")
    with speaking("en"):
        name = swedish("Demokrati & val")
        told = _("{Goal.many} {where}", where=name)
        assert (str(name), str(told)) == ("Demokrati & val", "Goals Demokrati & val")
        assert escape(told) == Markup('Goals <span lang="sv">Demokrati &amp; val</span>')
        assert in_swedish() == ' lang="sv"'


def test_marks_are_kept_through_sentences_and_lost_in_copies() -> None:
    with speaking("en"):
        told = filled("{one}: {two} <", one=swedish("å"), two="<b>")
    assert isinstance(told, MixedText)
    assert (told.runs[0], str(told)) == (("å", "sv"), "å: <b> <")
    assert escape(told) == Markup('<span lang="sv">å</span>: &lt;b&gt; &lt;')
    assert type(copy.deepcopy(told)) is str
    assert json.loads(json.dumps({"a": told})) == {"a": "å: <b> <"}


def test_every_value_of_a_message_has_a_name() -> None:
    for message in messages():
        for text in forms(message.id):
            named = [] if text.startswith("#") else [name for _text, name, *_rest in string.Formatter().parse(text)]
            assert "" not in named, text
