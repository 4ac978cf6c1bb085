"""What rules say of what is printed, and how they are asked to."""

from enum import StrEnum


class DistanceKind(StrEnum):
    """What a distance from a target is counted in."""

    PERCENT = "percent"
    POINTS = "points"
    UNIT = "unit"


class Turn(StrEnum):
    """The limit that an outcome is so close to that rounding for print may have moved it across."""

    TARGET = "target"
    NEAR = "near"


class Unjudged(StrEnum):
    """Why an outcome is not held against its target."""

    NO_FIGURES = "no_figures"
    NO_OUTCOME = "no_outcome"
    OLD_OUTCOME = "old_outcome"
    NO_TARGET = "no_target"
    OTHER_TARGET = "other_target"
    PART_OF_YEAR = "part_of_year"
    UNITS = "units"
    NO_DIRECTION = "no_direction"
    ONE_END = "one_end"
    LIMIT = "limit"
    BASE = "base"
    NO_RANK = "no_rank"
    AMONG = "among"
    YEARS = "years"
    METHOD = "method"
    WORDS = "words"
    SEXES = "sexes"
    ROUGH = "rough"


class Untrended(StrEnum):
    """Why no figures say which way an outcome goes."""

    NO_EARLIER = "no_earlier"
    METHOD = "method"
    NO_OUTCOME = "no_outcome"
    SEXES = "sexes"
    UNITS = "units"
    OLD = "old"
    ROUGH = "rough"
    NO_DIRECTION = "no_direction"
    RANGE = "range"


class Level(StrEnum):
    """What judgements are added up to, of what the program knows by name: levels of the goal tree, and the whole.

    A project may have other levels; a goal is added up of its yardsticks, and one without figures of its part goals.
    """

    PERSPECTIVE = "perspective"
    STRATEGIC_GOAL = "strategic_goal"
    AREA = "area"
    GOAL = "goal"
    WHOLE = "whole"


#: The levels of a project that names none, the highest first.
USUAL_LEVELS = (Level.PERSPECTIVE, Level.STRATEGIC_GOAL, Level.AREA, Level.GOAL)


class AddingUp(StrEnum):
    """How several judgements become one: the weakest decides, or how many of them reach their target."""

    WEAKEST = "weakest"
    SHARE = "share"
