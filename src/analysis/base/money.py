"""The words of financial tables: which there are, what they measure, and how they print signs."""

from enum import StrEnum


class LedgerMeasure(StrEnum):
    """What an amount in a financial table is."""

    ACTUAL = "actual"
    BUDGET = "budget"
    FORECAST = "forecast"
    VARIANCE = "variance"
    VARIANCE_PERCENT = "variance_percent"
    TARGET = "target"
    APPROPRIATION = "appropriation"
    USED = "used"
    REQUESTED = "requested"
    LIMIT = "limit"


class Statement(StrEnum):
    """Which financial table a line belongs to."""

    INCOME_STATEMENT = "income_statement"
    OPERATING_ACCOUNT = "operating_account"
    BALANCE_SHEET = "balance_sheet"
    CASH_FLOW = "cash_flow"
    DEPARTMENT = "department"
    UNIT = "unit"
    INVESTMENT = "investment"
    PROJECT_FUND = "project_fund"
    DEVELOPMENT_FUND = "development_fund"
    VARIANCE_EXPLANATION = "variance_explanation"
    OTHER = "other"


class CostSign(StrEnum):
    """How a financial table prints what something costs."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class VarianceSign(StrEnum):
    """What the sign of a printed variance says: more is better, or which of two figures is taken from the other."""

    FAVOURABLE = "favourable"
    OUTCOME_LESS_BUDGET = "outcome_less_budget"
    BUDGET_LESS_OUTCOME = "budget_less_outcome"
