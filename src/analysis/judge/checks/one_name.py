"""Whether two amounts of one name in a document are of one thing: their statements, headings and blocks say it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from analysis.base.money import Statement
from analysis.base.vocabulary import STEP
from analysis.judge.checks.finding import Row, heading_of
from analysis.judge.checks.rounding import Printed
from analysis.judge.signs.roles import BY_ORGANISATION, SPENT
from analysis.judge.statement_kinds import behaviour

#: Names that say nothing of what is counted: something else in each table.
NAMELESS = {"övrigt", "övriga", "annat", "andra", "diverse", "ofördelat", "summa", "delsumma", "total", "totalt"}
#: Statements of what comes and goes in a year; the others tell what there is, what is paid or what is spent for long.
RUNNING = {Statement.INCOME_STATEMENT, *BY_ORGANISATION}
#: Statements that share no more than results with those.
RESULTS_ONLY = {Statement.BALANCE_SHEET, Statement.CASH_FLOW}
#: Statements whose signs are left to words, or are of payments.
SIGNLESS = {Statement.OTHER, Statement.CASH_FLOW}
#: So many names must agree before two tables are taken to be one printed twice, or disagree to be of other things.
SEVERAL = 2
#: Amounts are compared in kronor.
CENT = Decimal("0.005")
Table = tuple[object, ...]
Line = tuple[int, str, bool]


def table_key(row: Row) -> Table:
    """What tells printed tables of a document apart.

    Args:
        row: An amount.

    Returns:
        Document, organisation, statement and heading.
    """
    return row["document"], row["organisation"], row["statement"], heading_of(row)


def same_amount(row: Row, other: Row) -> bool:
    """Whether two amounts of one name can be the same one.

    Args:
        row: `amount`, `decimals`, `factor` and `statement` of one.
        other: The same of the other.

    Returns:
        Whether the coarser print is the finer one rounded, apart from the sign where a text or a payment has none.
    """
    one, two = (Printed(cell["amount"], cell["decimals"], factor=cell["factor"]) for cell in (row, other))
    signless = {row["statement"], other["statement"]} & SIGNLESS
    apart = abs(one.worth) - abs(two.worth) if signless else one.worth - two.worth
    return abs(apart) <= (0 if one.slack == two.slack else max(one.slack, two.slack)) + CENT


@dataclass(frozen=True)
class Names:
    """All amounts of the documents, as far as they say which of one name are of one thing.

    Attributes:
        cells: Rows of the view `ledger_detail` that have an amount, each with its `name`.
    """

    cells: tuple[Row, ...]

    def are_one(self, row: Row, other: Row) -> bool:
        """Whether two amounts of one name are of the same thing, or look so.

        Args:
            row: One.
            other: Another of the same document, organisation, measure and period.
        """
        if self.are_two_lines(row, other):
            return self._one_line_twice(row, other)
        if row["statement"] == other["statement"]:
            return True
        if row["name"] in NAMELESS:
            return False
        statements = {behaviour(row), behaviour(other)}
        return Statement.OTHER in statements or self._across(row, other)

    def are_two_lines(self, row: Row, other: Row) -> bool:
        """Whether two amounts stand on two lines of one statement; amounts told here and there in texts do not.

        Args:
            row: One.
            other: Another.
        """
        told = behaviour(row) == Statement.OTHER and not _both_in_tables(row, other)
        return bool(row["statement"] == other["statement"] and row["line_no"] != other["line_no"] and not told)

    def is_detail(self, row: Row) -> bool:
        """Whether an amount may be a part of the line above it: less than that, which is called otherwise.

        Args:
            row: An amount of a table.
        """
        above = max((line for line in self._lines[table_key(row)] if line[0] < row["line_no"]), default=None)
        whole = above and self._amounts.get((table_key(row), above[0], _column(row)))
        return bool(whole and whole["name"] != row["name"] and abs(row["amount"]) <= abs(whole["amount"]))

    def _one_line_twice(self, row: Row, other: Row) -> bool:
        """One heading is one table; under two headings a name is two things, but for a table that is printed twice."""
        own, theirs = (heading_of(each) for each in (row, other))
        if own == theirs:
            return not self._in_blocks_of_their_own(row, other)
        if _both_in_tables(row, other):
            return len(self._agreeing(row, other)) >= SEVERAL
        beside = STEP in own and own.rpartition(STEP)[0] == theirs.rpartition(STEP)[0]
        return not beside

    def _in_blocks_of_their_own(self, row: Row, other: Row) -> bool:
        blocks = self._blocks[table_key(row)]
        own, theirs = (blocks.get(each["line_no"]) for each in (row, other))
        return own is not None and theirs is not None and own != theirs

    def _across(self, row: Row, other: Row) -> bool:
        """Whether two statements can count one thing under one name."""
        statements = {behaviour(row), behaviour(other)}
        if statements & (SPENT | {Statement.VARIANCE_EXPLANATION}) or not statements & RUNNING:
            return False
        if statements & RESULTS_ONLY:
            return self._is_result(row if behaviour(row) in RUNNING else other)
        # A unit is one of a department's: another department may have one of the same name.
        if Statement.UNIT in statements:
            return bool(row["is_total"] and other["is_total"])
        return not self._are_of_two_kinds(row, other)

    def _is_result(self, row: Row) -> bool:
        """Whether a line can be a result: a total, or what its statement ends in."""
        return bool(row["is_total"] or row["line_no"] == max(self._lines[table_key(row)])[0])

    def _are_of_two_kinds(self, row: Row, other: Row) -> bool:
        """Whether tables agree on no name of several: gross and net, or two years' organisations."""
        shared = self._names[table_key(row)].keys() & self._names[table_key(other)].keys()
        return len(shared) >= SEVERAL and not self._agreeing(row, other)

    def _agreeing(self, row: Row, other: Row) -> set[str]:
        """Names on which two tables agree: on any amount, or on its digits where the unit is another."""
        own, theirs = (self._names[table_key(each)] for each in (row, other))
        return {name for name in own.keys() & theirs.keys() if _agree(own[name], theirs[name])}

    @cached_property
    def _names(self) -> Mapping[Table, Mapping[str, list[Row]]]:
        found: defaultdict[Table, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self.cells:
            found[table_key(row)][row["name"]].append(row)
        return found

    @cached_property
    def _amounts(self) -> Mapping[tuple[object, ...], Row]:
        return {(table_key(row), row["line_no"], _column(row)): row for row in self.cells}

    @cached_property
    def _lines(self) -> Mapping[Table, set[Line]]:
        found: defaultdict[Table, set[Line]] = defaultdict(set)
        for row in self.cells:
            found[table_key(row)].add((row["line_no"], row["line"], bool(row["is_total"])))
        return found

    @cached_property
    def _blocks(self) -> Mapping[Table, Mapping[int, int]]:
        return {table: dict(_blocks(lines)) for table, lines in self._lines.items()}


def _both_in_tables(row: Row, other: Row) -> bool:
    return row["heading"] is not None and other["heading"] is not None


def _agree(own: Iterable[Row], theirs: Iterable[Row]) -> bool:
    pairs = [(one, two) for one in own for two in theirs if _column(one) == _column(two)]
    return any(one["amount"] == two["amount"] or same_amount(one, two) for one, two in pairs)


def _column(row: Row) -> tuple[object, ...]:
    return row["measure"], row["period_start"], row["period_end"]


def _blocks(lines: Iterable[Line]) -> Iterator[tuple[int, int]]:
    """Number the blocks of a table by line: lines and the totals that end them. Others are in none."""
    runs = [list(run) for _total, run in groupby(sorted(lines), key=lambda line: line[2])]
    ended = [run for run, after in zip(runs, [*runs[1:], []], strict=True) if run[0][2] or after]
    for at, run in enumerate(ended):
        before = at > 0 and run[0][2] and not ended[at - 1][0][2]
        yield from ((line[0], at - before) for line in run)
