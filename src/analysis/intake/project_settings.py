"""What a project says of itself: `data/project.yaml`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.base.judged import USUAL_LEVELS, AddingUp, Level
from analysis.base.plain_yaml import read_yaml
from analysis.base.project import SETTINGS_FILE
from analysis.base.yaml_trouble import UnreadableYaml
from analysis.errors import FORMAT, Fault, nearest, told_of_yaml
from analysis.intake.columns import CODE
from analysis.intake.own_terms import first_terms, read_terms
from analysis.refusals import in_words
from analysis.words.terms import NEUTRAL, Terminology
from analysis.words.translate import _

#: The format of a folder that does not say.
OLDEST, NEWEST = 1, 2
_KEYS = ("format", "levels", "adding_up", "words")
#: What else a chapter is made for each of, or judged as: no level is called so.
_TAKEN = (Level.WHOLE.value, "process_area", "tag")
#: More levels than anybody's tree has.
_MOST_LEVELS = 12
#: Every goal is judged, one with several yardsticks too: no better than its weakest. Areas and the whole are judged
#: only where somebody says how.
_USUAL: Mapping[str, AddingUp] = {Level.GOAL: AddingUp.WEAKEST}


@dataclass(frozen=True)
class ProjectSettings:
    """The settings of a project.

    Attributes:
        format: Which rules the data folder keeps: 1 for a folder without the file.
        adding_up: How the judgements of a level become one, by level; a level that is left out is not judged.
        terms: What the owner calls things.
        levels: The levels of the goal tree, the highest first; those from `goal` on are measured by yardsticks.
        own_levels: Whether the project names its levels itself.
    """

    format: int = OLDEST
    adding_up: Mapping[str, AddingUp] = field(default_factory=lambda: _USUAL)
    terms: Terminology = field(default_factory=first_terms)
    levels: tuple[str, ...] = tuple(level.value for level in USUAL_LEVELS)
    own_levels: bool = False


def read_settings(data: Path) -> tuple[ProjectSettings, list[Fault]]:
    """Read what a project says of itself.

    Args:
        data: The data folder.

    Returns:
        Its settings, and what is wrong with the file; a folder without it is of the first format.
    """
    path = data / SETTINGS_FILE
    try:
        told = read_yaml(path)
    except FileNotFoundError:
        return ProjectSettings(), []
    except OSError as error:
        return ProjectSettings(), [_fault("", in_words(error, _("filen")).message.rstrip("."))]
    except UnreadableYaml as error:
        return ProjectSettings(), [told_of_yaml(SETTINGS_FILE, error)]
    if not isinstance(told, dict):
        return ProjectSettings(), [_fault("", _("filen ska ha rader som «{example}»", example=FORMAT))]
    return _checked(told)


def _checked(told: Mapping[Any, Any]) -> tuple[ProjectSettings, list[Fault]]:
    faults = [_fault(key, nearest(str(key), list(_KEYS))) for key in told if key not in _KEYS]
    number = told.get("format")
    if type(number) is not int or not OLDEST <= number <= NEWEST:
        faults.append(_fault(number, _("format ska vara {oldest} eller {newest}", oldest=OLDEST, newest=NEWEST)))
        number = OLDEST
    levels, amiss = _levels(told["levels"]) if "levels" in told else (ProjectSettings.levels, [])
    rules, wrong = _rules(told.get("adding_up") or {}, [*levels, Level.WHOLE.value])
    terms, unsaid = _terms(told.get("words"), number, levels)
    faults += [*amiss, *wrong, *unsaid]
    return ProjectSettings(number, rules, terms, levels, own_levels="levels" in told), faults


def _terms(told: object, number: int, levels: Sequence[str]) -> tuple[Terminology, list[Fault]]:
    """What the owner calls things; a folder of the first format that says nothing of it has the words of then."""
    if told is None:
        return (first_terms() if number == OLDEST else NEUTRAL), []
    terms, wrong = read_terms(told, levels)
    return terms, [_fault(value, allowed) for value, allowed in wrong]


def _levels(told: object) -> tuple[tuple[str, ...], list[Fault]]:
    """The levels of the tree in order, and what is wrong with them."""
    usual = ProjectSettings.levels
    if not isinstance(told, list) or not 0 < len(told) <= _MOST_LEVELS:
        form = _("en lista med nivåernas koder, den högsta först: [{levels}]", levels=", ".join(usual))
        return usual, [_fault("levels", form)]
    faults = [_fault(level, reason) for place, level in enumerate(told) if (reason := _amiss(level, told[:place]))]
    if Level.GOAL.value not in told:
        faults.append(_fault("levels", _("nivån goal saknas: där och nedanför står {goal.short.the_many}")))
    return (usual, faults) if faults else (tuple(told), [])


def _amiss(level: object, before: list[object]) -> str:
    if not isinstance(level, str) or not re.fullmatch(CODE, level):
        return _("en kod av bokstäver, siffror, bindestreck och understreck, högst 60 tecken")
    if level in _TAKEN:
        return _("koden är upptagen av något annat; välj en annan")
    return _("nivån står två gånger; ta bort den ena") if level in before else ""


def _rules(told: object, levels: list[str]) -> tuple[Mapping[str, AddingUp], list[Fault]]:
    rules = [rule.value for rule in AddingUp]
    if not isinstance(told, dict):
        return _USUAL, [_fault("adding_up", _("en rad för varje nivå: {levels}", levels=", ".join(levels)))]
    faults = [_fault(level, nearest(str(level), levels)) for level in told if level not in levels]
    faults += [_fault(rule, nearest(str(rule), rules)) for rule in told.values() if rule not in rules]
    good = {level: AddingUp(rule) for level, rule in told.items() if level in levels and rule in rules}
    return {**_USUAL, **good}, faults


def _fault(value: object, allowed: str) -> Fault:
    return Fault(SETTINGS_FILE, 0, "", "" if value is None else str(value), allowed)
