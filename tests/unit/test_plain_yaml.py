"""Settings as people write them; what hides something or means something else than it looks like is refused."""

from pathlib import Path
from typing import Any

import pytest

from analysis.base.plain_yaml import read_yaml
from analysis.base.yaml_trouble import UnreadableYaml, YamlTrouble
from analysis.errors import told_of_yaml


def read(folder: Path, content: str, *, as_texts: bool = False) -> Any:  # noqa: ANN401 - whatever the file says
    path = folder / "a.yaml"
    path.write_text(content, encoding="utf-8")
    return read_yaml(path, as_texts=as_texts)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("\ufeffa: 1\r\nb: [x, 'y']\r\n", {"a": 1, "b": ["x", "y"]}),
        ("a: -3\nb: 1.5\nc: true\nd: no\ne: ~\nf:\n", {"a": -3, "b": 1.5, "c": True, "d": False, "e": None, "f": None}),
        # Others read these as 8, 11 420, 1 000, 31, infinity, a day that is none, and a number of 5 000 digits.
        ("a: 010\nb: 190:20\nc: 1_000\nd: 0x1F\n", {"a": "010", "b": "190:20", "c": "1_000", "d": "0x1F"}),
        ("a: .inf\nb: 2031-02-30\nc: 2031-01-01\n", {"a": ".inf", "b": "2031-02-30", "c": "2031-01-01"}),
        (f"a: {'9' * 5000}", {"a": "9" * 5000}),
        ("", None),
    ],
)
def test_what_is_written_is_what_is_meant(tmp_path: Path, content: str, said: object) -> None:
    assert read(tmp_path, content) == said


def test_every_value_may_stay_as_it_is_written(tmp_path: Path) -> None:
    assert read(tmp_path, "on: yes\na: 010\nb: ~\n", as_texts=True) == {"on": "yes", "a": "010", "b": "~"}


@pytest.mark.parametrize("as_texts", [False, True])
@pytest.mark.parametrize(
    ("content", "trouble", "line", "word"),
    [
        ("a: &x 1\nb: *x\n", YamlTrouble.ALIAS, 1, "x"),
        ("a: 1\nb: *x\n", YamlTrouble.ALIAS, 2, "x"),
        ("a: !!str 1\n", YamlTrouble.TAG, 1, "tag:yaml.org,2002:str"),
        ("a: !x 1\n", YamlTrouble.TAG, 1, "!x"),
        ("a: 1\nb: {c: 1, 'c': 2}\n", YamlTrouble.TWICE, 2, "c"),
        ("a: 1\nb: 2\na: 3\n", YamlTrouble.TWICE, 3, "a"),
        ("a: " + "[" * 5000, YamlTrouble.DEEP, 1, ""),
        ("[a, b]: 1\n", YamlTrouble.FORM, 1, ""),
        ("a: 1\n---\na: 2\n", YamlTrouble.FORM, 2, ""),
        ("a: 1\0\n", YamlTrouble.FORM, 0, ""),
        ("a: [\n", YamlTrouble.FORM, 2, ""),
    ],
)
def test_what_is_refused_is_told_with_its_line(
    tmp_path: Path, content: str, trouble: YamlTrouble, line: int, word: str, *, as_texts: bool
) -> None:
    with pytest.raises(UnreadableYaml) as refused:
        read(tmp_path, content, as_texts=as_texts)
    assert (refused.value.trouble, refused.value.line, refused.value.word) == (trouble, line, word)


def test_every_trouble_has_words() -> None:
    told = [str(told_of_yaml("a.yaml", UnreadableYaml(trouble, 3, "x"))) for trouble in YamlTrouble]
    assert len({*told}) == len(YamlTrouble)
    assert all(each.startswith("a.yaml, rad 3: «x» – ") for each in told)
