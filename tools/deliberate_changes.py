"""Changes of rules that some test must notice: seven that none once did, and what stands outside functions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A deliberate change that some test must notice.

    Attributes:
        what: What it does.
        file: The file below `src/analysis`.
        old: What stands there, once.
        new: What is put in its place.
        tests: The tests that must notice.
    """

    what: str
    file: str
    old: str
    new: str
    tests: str


BASIS, SIGNS, MONEY = "test_laws_goal_basis.py", "test_laws_signs.py", "test_laws_money.py"
LEDGER, FIGURES, JUDGED = "test_laws_ledger.py", "test_laws_figures.py", "test_laws_judgements.py"
FOUND, WORDS, CHAPTER = "test_laws_findings.py", "test_laws_words.py", "test_laws_chapter.py"
VALUES, LISTS = "test_check_values.py", "test_check_lists.py"
CHANGES = (
    Change("trend noise becomes 2e-2", "judge/trend.py", "NOISE = 1e-9", "NOISE = 2e-2", SIGNS),
    Change("arrows look back two years", "judge/goals.py", 'pl.col("year") - 1', 'pl.col("year") - 2', BASIS),
    Change(
        "outcomes do not care how near to the goal they stand",
        "store/views.sql",
        "ORDER BY period_end DESC, near) = 1\n),\n-- Outcomes before",
        "ORDER BY period_end DESC, place) = 1\n),\n-- Outcomes before",
        BASIS,
    ),
    Change("the CSV guard forgets @", "publish/files/open_csv.py", r"[=+\-@\t\r]", r"[=+\-\t\r]", SIGNS),
    Change("minus zero is written", "words/numbers.py", "near if near else abs(near)", "near", SIGNS),
    Change(
        "a tie says something", "judge/signs/variances.py", "None if SUBTRACTED.keys() <= set(best) else ", "", SIGNS
    ),
    Change('"row 12" of an English page is content', "signoff/legacy_pages.py", "(?:rad|row)", "(?:rad)", SIGNS),
    # The same rules where they stand a second time.
    Change(
        "what is taken away is no cost", "judge/signs/components.py", "relative[name] * sign", "relative[name]", MONEY
    ),
    Change("departments are results", "judge/signs/roles.py", "-1 if above.pop() else 1", "1", MONEY),
    Change("earlier values do not care how near", "store/views.sql", "own DESC, near", "own DESC, place", BASIS),
    Change(
        "printed changes do not care how near",
        "store/views.sql",
        "ORDER BY near) = 1\n),\n-- The target",
        "ORDER BY place) = 1\n),\n-- The target",
        BASIS,
    ),
    # What stands outside functions, where mutmut does not look.
    Change("targets are noisy", "judge/assessment.py", "NOISE = 1e-9", "NOISE = 1e-6", JUDGED),
    Change("findings are noisy", "judge/checks/finding.py", "NOISE = 1e-9", "NOISE = 1e-7", FOUND),
    Change("claims are noisy", "judge/claims.py", "NOISE = 1e-9", "NOISE = 1e-7", FOUND),
    Change("units differ hundredfold", "judge/checks/sums.py", "THOUSAND = 1000", "THOUSAND = 100", LEDGER),
    Change("a krona is a cent", "judge/checks/repeats.py", "CENT = 0.005", "CENT = 0.5", LEDGER),
    Change(
        "a variance needs no forecast",
        "judge/signs/statement_lines.py",
        "BASES = (LedgerMeasure.ACTUAL, LedgerMeasure.FORECAST)",
        "BASES = (LedgerMeasure.ACTUAL,)",
        LEDGER,
    ),
    Change(
        "years of work are rates",
        "judge/checks/units.py",
        "{UnitKind.COUNT, UnitKind.STOCK}",
        "{UnitKind.COUNT}",
        FIGURES,
    ),
    Change(
        "targets have no sexes",
        "judge/checks/sexes.py",
        "Measure.FORECAST, Measure.TARGET}",
        "Measure.FORECAST}",
        FIGURES,
    ),
    Change("seven times is ten", "judge/checks/ranges.py", "ROOM = (0.8,", "ROOM = (0.7,", VALUES),
    Change("thirteen times is ten", "judge/checks/ranges.py", "1.25)", "1.3)", VALUES),
    Change("few things are many", "judge/checks/ranges.py", "FEW = 10", "FEW = 1", VALUES),
    Change("one neighbour is several", "judge/checks/ranges.py", "SEVERAL = 2", "SEVERAL = 1", VALUES),
    Change("a year ahead is soon", "judge/checks/dates.py", "days=184", "days=366", VALUES),
    Change("two figures are a series", "judge/checks/dates.py", "FIGURES = 1, 2", "FIGURES = 1, 1", VALUES),
    Change("limits are neighbours", "judge/checks/neighbours.py", "{Operator.ABOVE, Operator.BELOW, ", "{", VALUES),
    Change("of two hundred nothing is said", "judge/checks/few.py", "FEW = 200", "FEW = 20", LISTS),
    Change("an area counts for itself", "judge/checks/headings.py", 'ANNOUNCED = "area"', 'ANNOUNCED = ""', LISTS),
    Change("a rest is one thing", "judge/checks/repeats.py", 'NAMELESS = {"övrigt", ', "NAMELESS = {", LISTS),
    Change("five is a small number", "judge/checks/typed.py", "SMALL = 4", "SMALL = 5", FOUND),
    Change("1990 is no year", "judge/checks/typed.py", "range(1990, 2036)", "range(1991, 2036)", FOUND),
    Change("2036 is a year", "judge/checks/typed.py", "range(1990, 2036)", "range(1990, 2037)", FOUND),
    Change("nothing is told in millions", "judge/checks/typed.py", "1_000.0, 1_000_000.0)", "1_000.0)", FOUND),
    Change("a word more is shown", "judge/checks/typed.py", "SHOWN = 40", "SHOWN = 50", FOUND),
    Change("done is ninety-nine", "judge/checks/statuses.py", "FULL = 100.0", "FULL = 99.0", JUDGED),
    Change("conditions are delays", "judge/delay.py", r"\bom inte\b", r"\bom bara\b", FOUND),
    Change("any four digits are a year", "judge/delay.py", r"\b20\d\d\b", r"\b\d\d\d\d\b", FOUND),
    Change("three decimals are enough", "words/numbers.py", "MOST_DECIMALS = 4", "MOST_DECIMALS = 3", WORDS),
    Change("noise has digits", "words/numbers.py", "SURE_DIGITS = 15", "SURE_DIGITS = 17", WORDS),
    Change("bankers round", "words/numbers.py", ", ROUND_HALF_UP, ", ", None, ", WORDS),
    Change("large numbers fail", "words/numbers.py", "prec=400", "prec=40", WORDS),
    Change("fractions stand apart", "words/numbers.py", 'FRACTION = "/"', 'FRACTION = "#"', WORDS),
    Change("England is Sweden", "words/days.py", '"en_GB"', '"sv_SE"', WORDS),
)
