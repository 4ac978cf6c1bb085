"""What a report's parameter file may say, and what is told when it says something else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from analysis.errors import ParameterError
from analysis.parameters import check_names, check_types, choose_area, choose_part, read_plan

PLAN: dict[str, Any] = {
    "report": "annual-2016-klk",
    "title": "Verksamhetsberättelse 2016",
    "parameters": {"organisation": "KLK", "year": 2016},
    "chapters": [{"notebook": "summary", "title": "Året i korthet"}],
}


def part(*values: object) -> dict[str, Any]:
    return dict(zip(("document", "kind", "year", "organisation"), values, strict=True))


PARTS = [part("annual-2016", "annual", 2016, "KLK"), part("interim1-2020", "interim", 2020, "KS")]
AREAS = [
    {"process_area": "demokrati", "name": "Att värna demokrati"},
    {"process_area": "ekonomi", "name": "Ekonomi"},
]

Told = Callable[[str], str]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Write a parameter file that must be rejected, and give the message."""

    def message(content: str) -> str:
        path = tmp_path / "annual-2016-klk.yaml"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ParameterError) as rejected:
            read_plan(path)
        return str(rejected.value)

    return message


def changed(**keys: object) -> str:
    return yaml.safe_dump(PLAN | keys, allow_unicode=True)


def chapter(**keys: object) -> str:
    return changed(chapters=[PLAN["chapters"][0] | keys])


def test_a_right_file_becomes_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "annual-2016-klk.yaml"
    path.write_text(changed(), encoding="utf-8")
    plan = read_plan(path)
    assert (plan.report, plan.parameters) == ("annual-2016-klk", {"organisation": "KLK", "year": 2016})
    assert [chapter.notebook for chapter in plan.chapters] == ["summary"]


@pytest.mark.parametrize(
    ("content", "nearest"),
    [
        (changed(titel="x"), "title"),
        (changed(paramters={}), "parameters"),
        (chapter(notbook="summary"), "notebook"),
        (chapter(foreach="process_area"), "for_each"),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_right_one(told: Told, content: str, nearest: str) -> None:
    message = told(content)
    assert message.startswith("annual-2016-klk.yaml: okänd nyckel ")
    assert f"Menade du «{nearest}»?" in message


@pytest.mark.parametrize("key", ["report", "title", "parameters", "chapters"])
def test_a_missing_key_is_named(told: Told, key: str) -> None:
    content = yaml.safe_dump({name: value for name, value in PLAN.items() if name != key})
    assert f"nyckeln {key} saknas" in told(content)


@pytest.mark.parametrize(
    ("content", "place", "value"),
    [
        (changed(title=2016), "title", "2016"),
        (changed(parameters=["KLK"]), "parameters", "['KLK']"),
        (changed(chapters=[]), "chapters", "[]"),
        (chapter(notebook="../summary"), "chapters.0.notebook", "../summary"),
        (chapter(notebook="summary.ipynb"), "chapters.0.notebook", "summary.ipynb"),
        (chapter(title=""), "chapters.0.title", ""),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_its_place(told: Told, content: str, place: str, value: str) -> None:
    assert f"{place} är «{value}»: " in told(content)


@pytest.mark.parametrize("report", ["annual-2017-klk", "../annual-2016-klk", "/etc", "Annual 2016", ".hidden", ""])
def test_the_id_is_the_name_of_the_file_and_never_a_path(told: Told, report: str) -> None:
    assert report in told(changed(report=report))


@pytest.mark.parametrize("content", ["", "[1, 2]", "report", "chapters: [", "\tx: 1", "!!python/object:os.system {}"])
def test_a_file_that_is_no_parameter_file_is_told_with_its_name(told: Told, content: str) -> None:
    assert told(content).startswith("annual-2016-klk.yaml")


@pytest.mark.parametrize("report", ["con", "nul", "lpt1", "index", "approved", "oppna-data"])
def test_a_report_is_not_called_what_no_folder_can_be(tmp_path: Path, report: str) -> None:
    path = tmp_path / f"{report}.yaml"
    path.write_text(changed(report=report), encoding="utf-8")
    with pytest.raises(ParameterError, match=r"så heter en enhet i Windows|är upptaget av något annat"):
        read_plan(path)


def test_a_notebook_is_not_called_as_a_device(told: Told) -> None:
    assert "notebook är «aux»: så heter en enhet i Windows" in told(chapter(notebook="aux"))


def test_a_monstrous_value_or_key_is_not_repeated_whole(told: Told) -> None:
    monster = "x" * 50_000
    for content in (changed(title=monster), changed(parameters=monster), chapter(**{monster[:900]: "x"})):
        assert len(told(content)) < 600


def test_bytes_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    path = tmp_path / "annual-2016-klk.yaml"
    path.write_bytes("title: Året".encode("latin-1"))
    with pytest.raises(ParameterError, match=r"annual-2016-klk\.yaml: filen är inte UTF-8"):
        read_plan(path)


def test_the_part_of_an_organisation_and_year_is_found() -> None:
    assert choose_part(PARTS, "KLK", 2016)["document"] == "annual-2016"


def test_an_annual_report_goes_before_an_interim_one_of_the_same_year() -> None:
    both = [part("interim2-2016", "interim", 2016, "KLK"), part("annual-2016", "annual", 2016, "KLK")]
    assert choose_part(both, "KLK", 2016)["document"] == "annual-2016"


def test_a_named_document_goes_before_the_annual_report() -> None:
    both = [part("interim2-2016", "interim", 2016, "KLK"), part("annual-2016", "annual", 2016, "KLK")]
    assert choose_part(both, "KLK", 2016, "interim2-2016")["kind"] == "interim"
    with pytest.raises(ParameterError) as rejected:
        choose_part(both, "KLK", 2016, "x")
    assert str(rejected.value) == (
        "KLK har inget dokument «x» för 2016. Dokument som finns: annual-2016, interim2-2016."
    )


@pytest.mark.parametrize(("word", "nearest"), [("KKL", "KLK"), ("klk", "KLK"), ("ks", "KS")])
def test_an_unknown_organisation_is_told_with_the_nearest(word: str, nearest: str) -> None:
    with pytest.raises(ParameterError) as rejected:
        choose_part(PARTS, word, 2016)
    assert str(rejected.value) == f"Okänd organisation «{word}». Menade du «{nearest}»?"


def test_an_organisation_that_is_near_none_gets_all_listed() -> None:
    with pytest.raises(ParameterError, match="Tillåtna: KLK, KS"):
        choose_part(PARTS, "Barn och utbildning", 2016)


def test_a_year_without_report_is_told_with_the_years_that_exist() -> None:
    with pytest.raises(ParameterError, match=r"KLK har ingen rapport för 2017\. År som finns: 2016\."):
        choose_part(PARTS, "KLK", 2017)


@pytest.mark.parametrize("given", ["demokrati", "Att värna demokrati"])
def test_an_area_is_found_by_code_and_by_name(given: str) -> None:
    assert choose_area(AREAS, given) == "demokrati"


def test_an_unknown_area_is_told_with_the_nearest() -> None:
    with pytest.raises(ParameterError) as rejected:
        choose_area(AREAS, "ekonmi")
    assert str(rejected.value) == "Okänt processområde «ekonmi». Menade du «ekonomi»?"


def test_a_parameter_that_the_notebook_lacks_is_told_with_the_nearest() -> None:
    with pytest.raises(ParameterError) as rejected:
        check_names({"organisaton": "KLK"}, ["organisation", "year"], "notebooken summary")
    assert str(rejected.value) == "notebooken summary har ingen parameter «organisaton». Menade du «organisation»?"


@pytest.mark.parametrize(
    ("value", "kind"), [("2016", "int"), (2016.0, "int"), (True, "int"), (2016, "str"), (1, "bool"), ("1", "float")]
)
def test_a_value_of_the_wrong_type_is_told_with_the_right_type(value: object, kind: str) -> None:
    with pytest.raises(ParameterError, match=f"summary: year är «{value}», ska vara av typen {kind}"):
        check_types({"year": value}, {"year": kind}, "summary")


@pytest.mark.parametrize(
    ("value", "kind"), [(2016, "int"), (2016, "float"), (1.5, "float"), ("KLK", "str"), (False, "bool"), (None, "")]
)
def test_a_value_of_the_right_type_passes(value: object, kind: str) -> None:
    check_types({"year": value}, {"year": kind}, "summary")
