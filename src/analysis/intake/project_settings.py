"""What a project says of itself: `data/project.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.base.judged import AddingUp, Level
from analysis.base.plain_yaml import read_yaml
from analysis.base.project import SETTINGS_FILE
from analysis.base.yaml_trouble import UnreadableYaml
from analysis.errors import FORMAT, Fault, nearest, told_of_yaml
from analysis.intake.own_terms import first_terms, read_terms
from analysis.refusals import in_words
from analysis.words.terms import NEUTRAL, Terminology
from analysis.words.translate import _

#: The format of a folder that does not say.
OLDEST, NEWEST = 1, 2
_KEYS = ("format", "adding_up", "words")
#: Every goal is judged, one with several yardsticks too: no better than its weakest. Areas and the whole are judged
#: only where somebody says how.
_USUAL: Mapping[Level, AddingUp] = {Level.GOAL: AddingUp.WEAKEST}


@dataclass(frozen=True)
class ProjectSettings:
    """The settings of a project.

    Attributes:
        format: Which rules the data folder keeps: 1 for a folder without the file.
        adding_up: How the judgements of a level become one, by level; a level that is left out is not judged.
        terms: What the owner calls things.
    """

    format: int = OLDEST
    adding_up: Mapping[Level, AddingUp] = field(default_factory=lambda: _USUAL)
    terms: Terminology = field(default_factory=first_terms)


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
    rules, wrong = _rules(told.get("adding_up") or {})
    terms, unsaid = _terms(told.get("words"), number)
    return ProjectSettings(number, rules, terms), [*faults, *wrong, *unsaid]


def _terms(told: object, number: int) -> tuple[Terminology, list[Fault]]:
    """What the owner calls things; a folder of the first format that says nothing of it has the words of then."""
    if told is None:
        return (first_terms() if number == OLDEST else NEUTRAL), []
    terms, wrong = read_terms(told)
    return terms, [_fault(value, allowed) for value, allowed in wrong]


def _rules(told: object) -> tuple[Mapping[Level, AddingUp], list[Fault]]:
    levels, rules = [level.value for level in Level], [rule.value for rule in AddingUp]
    if not isinstance(told, dict):
        return _USUAL, [_fault("adding_up", _("en rad för varje nivå: {levels}", levels=", ".join(levels)))]
    faults = [_fault(level, nearest(str(level), levels)) for level in told if level not in levels]
    faults += [_fault(rule, nearest(str(rule), rules)) for rule in told.values() if rule not in rules]
    good = {Level(level): AddingUp(rule) for level, rule in told.items() if level in levels and rule in rules}
    return {**_USUAL, **good}, faults


def _fault(value: object, allowed: str) -> Fault:
    return Fault(SETTINGS_FILE, 0, "", "" if value is None else str(value), allowed)
