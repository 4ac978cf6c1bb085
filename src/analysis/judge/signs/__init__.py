"""How signs of money are read: which way an amount is good, and what the sign of a variance says.

Nobody else decides signs: the build asks `convention` once, stores its answer and pages, charts and checks read that.

What is set in `statements.csv` goes first, then what arithmetic finds. No meaning is read from names of lines.

**Which way an amount is good** (`roles`). Of an *income statement* (and of a cash flow that has a budget) it follows
from how a printed total is made: from `ledger_sums.csv`, or, where that says nothing, from the only choice of lines
above a total, added, taken away or details of the line above them, that gives it in every column (`sums`, `choices`).
Where lines are taken away, costs are printed positive, and the total is a result of incomes less costs or a net cost
of costs less incomes: its variances say which (`sides`). Where all lines are added and some of them are below zero,
costs are printed negative and more is better on every line, if what cancels out is more than what is left, or if less
than nothing is left. A sum above zero in which little cancels out may be one of incomes, of costs with a correction
or a net cost, nobody knows which.

Lines *by department, unit or operation* are else of one kind: net costs, printed positive where all amounts are,
negative where all are. Where a result is said to be the sum of them they are results. With both signs and nothing
said of what they sum up to they may be net costs or results: that cannot be known. *Investments* and *funds* are
neither good nor bad, *balance sheets*, explanations and amounts that belong to no statement have nothing in common
that a sign could say.

**What the sign of a variance says** (`variances`). Every line with an outcome (else a forecast), a budget and a
variance of the same period votes for what fits it within rounding, where the opposite does not: `favourable` plus is
better, `outcome_less_budget` or `budget_less_outcome`. The one with most votes is the table's; favourable goes first
among equals where a statement has both incomes and costs, since that is one convention and the others would be it
with a misprint. A table without votes counts like the total of another table that its variances add up to.

A line whose role cannot be known is not judged: neither accused, nor coloured, nor called better or worse.
"""
