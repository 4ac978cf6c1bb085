"""What a project says of itself is read or refused in words, and a folder that says nothing is of the first format."""

from pathlib import Path

import pytest

from analysis.base.judged import AddingUp, Level
from analysis.intake.fingerprint import fingerprint_of
from analysis.intake.project_settings import read_settings


def faults_of(data: Path, content: bytes) -> list[str]:
    (data / "project.yaml").write_bytes(content)
    return [str(fault) for fault in read_settings(data)[1]]


def test_a_folder_without_the_file_is_of_the_first_format(tmp_path: Path) -> None:
    settings, faults = read_settings(tmp_path)
    assert (settings.format, faults) == (1, [])
    assert settings.adding_up == {Level.GOAL: AddingUp.WEAKEST}


def test_a_rule_is_declared_for_a_level_and_the_others_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text("format: 2\nadding_up:\n  area: share\n", encoding="utf-8")
    settings, faults = read_settings(tmp_path)
    assert (settings.format, faults) == (2, [])
    assert settings.adding_up == {Level.GOAL: AddingUp.WEAKEST, Level.AREA: AddingUp.SHARE}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"format: 3\n", "project.yaml: «3» – format ska vara 1 eller 2"),
        (b"format: '2'\n", "project.yaml: «2» – format ska vara 1 eller 2"),
        (b"format: true\n", "project.yaml: «True» – format ska vara 1 eller 2"),
        (b"", "project.yaml: filen ska ha rader som «format: 2»"),
        (b"format: 2\nformt: 1\n", "project.yaml: «formt» – Menade du «format»?"),
        (
            b"format: 2\nadding_up: [1]\n",
            "project.yaml: «adding_up» – en rad för varje nivå: perspective, strategic_goal, area, goal, whole",
        ),
        (
            b"format: 2\nlevels: goal\n",
            "project.yaml: «levels» – en lista med nivåernas koder, den högsta först: "
            "[perspective, strategic_goal, area, goal]",
        ),
        (b"levels: [area]\nformat: 2\n", "project.yaml: «levels» – nivån goal saknas: där och nedanför står målen"),
        (b"levels: [goal, goal]\nformat: 2\n", "project.yaml: «goal» – nivån står två gånger; ta bort den ena"),
        (
            b"levels: [whole, goal]\nformat: 2\n",
            "project.yaml: «whole» – koden är upptagen av något annat; välj en annan",
        ),
        (
            b"levels: [en vision, goal]\nformat: 2\n",
            "project.yaml: «en vision» – en kod av bokstäver, siffror, bindestreck och understreck, högst 60 tecken",
        ),
        (
            b"levels: [vision, goal]\nadding_up: {visoin: share}\nformat: 2\n",
            "project.yaml: «visoin» – Menade du «vision»?",
        ),
        (b"format: 2\nadding_up: {gaol: share}\n", "project.yaml: «gaol» – Menade du «goal»?"),
        (b"format: 2\nadding_up: {goal: [1]}\n", "project.yaml: «[1]» – Tillåtna: weakest, share."),
        (b"format: [\n", "project.yaml, rad 2: filen går inte att läsa som YAML"),
        (b"format: 2 # \xe5r\n", "project.yaml: filen är inte UTF-8; spara om den som UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_what_would_be_right(tmp_path: Path, content: bytes, told: str) -> None:
    assert faults_of(tmp_path, content) == [told]


def test_the_settings_count_among_the_data(tmp_path: Path) -> None:
    before = fingerprint_of(tmp_path)
    (tmp_path / "project.yaml").write_text("format: 2\n", encoding="utf-8")
    assert fingerprint_of(tmp_path) != before


def test_levels_are_read_in_order_and_each_may_have_a_rule(tmp_path: Path) -> None:
    told = "format: 2\nlevels: [vision, goal, steg]\nadding_up: {vision: share, steg: weakest}\n"
    (tmp_path / "project.yaml").write_text(told, encoding="utf-8")
    settings, faults = read_settings(tmp_path)
    assert (settings.levels, settings.own_levels, faults) == (("vision", "goal", "steg"), True, [])
    assert settings.adding_up == {"vision": AddingUp.SHARE, Level.GOAL: AddingUp.WEAKEST, "steg": AddingUp.WEAKEST}


def test_a_project_that_names_no_levels_has_the_usual_ones(tmp_path: Path) -> None:
    settings, __ = read_settings(tmp_path)
    assert (settings.levels, settings.own_levels) == (("perspective", "strategic_goal", "area", "goal"), False)
