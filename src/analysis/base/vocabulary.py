"""The words of the field as types; the values are the codes used in files, database and views."""

from enum import StrEnum

#: Stands between the places of one finding that has several.
PLACES = "; "
#: Stands between the steps of a place: part, heading, table, column.
STEP = " › "


class Assessment(StrEnum):
    """Outcome of a goal against its target."""

    BETTER = "better"
    NEAR = "near"
    WORSE = "worse"
    NOT_EVALUATED = "not_evaluated"


class AreaAssessment(StrEnum):
    """Judgement of a whole process area."""

    FULL = "full"
    PARTIAL = "partial"
    NOT = "not"


class Trend(StrEnum):
    """Movement since an earlier period, in the scale of the document.

    Documents with words say how the *value* moved (increased, unchanged, decreased, none);
    documents with arrows say whether that was an *improvement* (better, unchanged, worse).
    """

    INCREASED = "increased"
    DECREASED = "decreased"
    NONE = "none"
    BETTER = "better"
    UNCHANGED = "unchanged"
    WORSE = "worse"


class Status(StrEnum):
    """How far a commitment has come."""

    DONE = "done"
    ONGOING = "ongoing"
    DELAYED = "delayed"
    NOT_STARTED = "not_started"


class LevelSaid(StrEnum):
    """What the legend of an edition makes a status say of a level that is to be reached."""

    REACHED = "reached"
    IMPROVED = "improved"


class Sex(StrEnum):
    """Swedish statistical codes for sex."""

    WOMEN = "K"
    MEN = "M"
    TOTAL = "T"


class PeriodType(StrEnum):
    """What kind of period a figure covers."""

    YEAR = "year"
    PART_YEAR = "part_year"
    QUARTER = "quarter"
    MONTH = "month"
    ROLLING_12 = "rolling_12"
    POINT = "point"


class Measure(StrEnum):
    """What an observation of an indicator is."""

    OUTCOME = "outcome"
    TARGET = "target"
    BUDGET = "budget"
    FORECAST = "forecast"
    VARIANCE = "variance"
    CHANGE = "change"
    CHANGE_PCT = "change_pct"
    RANK = "rank"


class Missing(StrEnum):
    """Why a figure is missing. Blank is not zero, unknown is not bad."""

    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    SECRET = "secret"  # noqa: S105 - a statistical code, not a password
    NOT_YET = "not_yet"
    REMOVED = "removed"
    LOST = "lost"


class Operator(StrEnum):
    """Comparison sign printed before a figure."""

    ABOVE = ">"
    BELOW = "<"
    AT_LEAST = "≥"
    AT_MOST = "≤"
    ABOUT = "≈"
    JUST_OVER = "drygt"
    JUST_UNDER = "knappt"


#: Signs of figures that say no more than which side of them something is on, and words before rough ones.
LIMITS = frozenset({Operator.ABOVE, Operator.BELOW, Operator.AT_LEAST, Operator.AT_MOST})
ROUGH = frozenset({Operator.ABOUT, Operator.JUST_OVER, Operator.JUST_UNDER})


class UnitKind(StrEnum):
    """What figures of a unit are: whether they grow with the year, add up over people, and are whole.

    A count is of whole things, an amount is measured; both grow with the year and add up. A stock is measured at a
    moment (full-time equivalents, kilowatts): it adds up and does not grow. A level (rates, indexes, lengths of time)
    does neither. A name is a number that names something, such as a year: it is not counted at all. A rank is a place
    among others, the first of which is the best.
    """

    COUNT = "count"
    AMOUNT = "amount"
    STOCK = "stock"
    LEVEL = "level"
    NAME = "name"
    RANK = "rank"


class Topic(StrEnum):
    """What an indicator is about, where a chapter shows all that are about it."""

    HEADCOUNT = "headcount"
    EMPLOYMENT = "employment"
    SICK_LEAVE = "sick_leave"


class Direction(StrEnum):
    """Which way an indicator should move."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    NONE = "none"


class ToleranceKind(StrEnum):
    """Whether "near the target" is a share of the target (percent) or steps of the unit."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"


class SymbolSource(StrEnum):
    """Where a published symbol comes from, or why there is none: lost in extraction is neither of the last two."""

    PRINTED = "printed"
    PROSE = "prose"
    LOST = "lost"
    NOT_PRINTED = "not_printed"
    NOT_SET = "not_set"


class KindSubject(StrEnum):
    """What the owner may name kinds of."""

    DOCUMENT = "document"
    ORGANISATION = "organisation"
    STATEMENT = "statement"


class OriginKind(StrEnum):
    """How a fact came to us: printed in a document, filled into a form, fetched from a source, imported from a file."""

    PRINTED = "printed"
    REPORTED = "reported"
    FETCHED = "fetched"
    IMPORTED = "imported"


class CommitmentKind(StrEnum):
    """Whether a commitment was given by the council's annual plan or is the board's own."""

    ANNUAL_PLAN = "annual_plan"
    OWN = "own"


class DocumentState(StrEnum):
    """Whether a part of a document still takes figures in; one that says nothing is as it was published."""

    OPEN = "open"


class DocumentKind(StrEnum):
    """The five kinds of document of the yearly wheel."""

    ANNUAL = "annual"
    INTERIM = "interim"
    PLAN = "plan"
    CONTROL = "control"
    EVALUATION = "evaluation"


class Counted(StrEnum):
    """Which commitments a printed number counts: every one, or those of a status."""

    EVERY = "every"
    DONE = "done"
    ONGOING = "ongoing"
    DELAYED = "delayed"
    NOT_STARTED = "not_started"


class ShownIn(StrEnum):
    """How a figure is printed: in a table of figures, beside a goal or commitment, or in running text."""

    TABLE = "table"
    GOAL = "goal"
    TEXT = "text"


class OrganisationKind(StrEnum):
    """Level in the organisation tree; a collective is several together, such as all boards, and no level."""

    COLLECTIVE = "collective"
    GROUP = "group"
    MUNICIPALITY = "municipality"
    BOARD = "board"
    ADMINISTRATION = "administration"
    DEPARTMENT = "department"
    COMPANY = "company"
    EXTERNAL = "external"


class TargetKind(StrEnum):
    """What a target asks for: a level, a place within two, a movement, a place among others, a mean, or words."""

    LEVEL = "level"
    RANGE = "range"
    DIRECTION = "direction"
    RANK = "rank"
    MEAN = "mean"
    WORDS = "words"


class TargetLevel(StrEnum):
    """Whose target it is: the measured organisation's own, or the council's for the whole municipality."""

    OWN = "own"
    MUNICIPALITY = "municipality"


class Contradiction(StrEnum):
    """What contradicts what in published figures."""

    SUM = "sum"
    VARIANCE = "variance"
    REPEAT = "repeat"
    COUNT = "count"
    PERCENTAGE = "percentage"
    ASSESSMENT = "assessment"
    TREND = "trend"
    STATUS = "status"
    UNIT = "unit"
    VALUE = "value"
    MISSING = "missing"


class Severity(StrEnum):
    """How grave a contradiction is."""

    ERROR = "error"
    WARNING = "warning"
    ROUNDING = "rounding"
    NOTE = "note"


class Judged(StrEnum):
    """What an analyst may set against the rule."""

    ASSESSMENT = "assessment"
    TREND = "trend"


class RelationKind(StrEnum):
    """How indicators hang together: a whole of its parts, or a share of one in another."""

    SUM = "sum"
    SHARE = "share"


class RelationRole(StrEnum):
    """What an indicator is in a relation."""

    PART = "part"
    MINUS = "minus"
    WHOLE = "whole"


class FindingKind(StrEnum):
    """What kind of finding an outside evaluation made."""

    STRENGTH = "strength"
    PARTLY = "partly"
    IMPROVEMENT = "improvement"


class SubjectType(StrEnum):
    """What a follow-up text is about."""

    GOAL = "goal"
    COMMITMENT = "commitment"
    AREA = "area"
    STATEMENT = "statement"
    ORGANISATION = "organisation"
    UNIT = "unit"
    CONTROL = "control"
    NODE = "node"


class TaggedType(StrEnum):
    """What may carry a tag."""

    GOAL = "goal"
    COMMITMENT = "commitment"
    AREA = "area"
    NODE = "node"
    CONTROL = "control"
    INDICATOR = "indicator"


class Section(StrEnum):
    """Part of a follow-up text."""

    SUMMARY = "summary"
    RESULT = "result"
    ANALYSIS = "analysis"
    CONCLUSION = "conclusion"
    LESSON = "lesson"
    DECISION = "decision"
    REASON = "reason"
    ACTION = "action"


class SymbolSubject(StrEnum):
    """What a symbol speaks of."""

    ASSESSMENT = "assessment"
    TREND = "trend"
    STATUS = "status"
    AREA = "area"
    COMPLETION = "completion"
    CONTROL = "control"


class EntryState(StrEnum):
    """How an entry of the calendar stands."""

    COMING = "coming"
    DUE = "due"
    LATE = "late"
    DONE = "done"
