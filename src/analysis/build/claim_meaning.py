"""Whether a claim's query means what the claim says: the unit, the rounding, the words and the document."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, EnumType
from functools import cached_property
from typing import Any

import duckdb

from analysis.base import vocabulary
from analysis.build.claim_arithmetic import refuse_typed
from analysis.build.claim_moves import answer_of, within_document
from analysis.build.no_support import NoSupportError
from analysis.judge.claims import slack_of
from analysis.store.select import Node, compared_words, nodes_of, parsed, selected, sources_of
from analysis.words.numbers import number, rounded
from analysis.words.translate import _

#: What gives a figure in the unit of those that it is made of.
KEEPING = {"sum", "max", "min", "avg", "mean", "any_value", "first", "last", "abs"}
COUNTING = {"count", "count_star", "count_if"}
#: What leaves digits out.
CUTTING = {"ceil", "ceiling", "floor", "trunc"}
#: Which column has the unit of which figure.
UNITS = {
    **dict.fromkeys([("goal_status", name) for name in ("target", "outcome", "previous_outcome")], "unit"),
    **{("goal_yardstick", name): f"{name.split('_')[0]}_unit" for name in ("target", "outcome", "previous_outcome")},
    **dict.fromkeys([("goal_yardstick", name) for name in ("target_value", "target_upper", "mean")], "target_unit"),
    ("goal_yardstick", "target_base"): "target_base_unit",
    **dict.fromkeys([("goal_target", name) for name in ("target", "value", "upper", "base_value")], "unit"),
    **dict.fromkeys([("key_figure", "value"), ("ledger", "amount")], "unit"),
}
#: Codes that may be asked for though no row has them.
CODES = frozenset(
    str(code.value) for kind in vars(vocabulary).values() if isinstance(kind, EnumType) for code in list[Enum](kind)
)
#: Tables of codes, each with a column of its own name.
REGISTERS = {"unit", "indicator", "organisation", "process_area", "perspective"}
DOCUMENT = "document"
#: No printed figure is the sum of more.
MOST_ROWS = 100_000
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Meanings:
    """What queries are held against.

    Attributes:
        connection: A database whose views can be asked.
        known: The words of columns that have been asked for.
    """

    connection: duckdb.DuckDBPyConnection
    known: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    @cached_property
    def factors(self) -> frozenset[float]:
        """What brings figures from one unit of the project to another."""
        rows = self.connection.execute("SELECT DISTINCT factor FROM unit_conversion").fetchall()
        return frozenset(float(factor) for (factor,) in rows)

    def refuse_others(self, claim: Row, value: float | None, slack: float) -> None:
        """Refuse a query that means something else.

        Args:
            claim: `support`, `document`, `unit`, `decimals`.
            value: What the query gives.
            slack: How far it lets rounding move that.

        Raises:
            NoSupportError: If it gives nothing, reckons with numbers of its own, counts with rounding, cuts digits that
                are printed, gives another unit, asks for words that stand nowhere, or reads other documents.
        """
        tree = parsed(self.connection, claim["support"])
        self._refuse_unknown_words(tree)
        refuse_typed(tree, self.factors)
        if value is None:
            why = _("frågan hittar inget tal i dokumentet. Kontrollera villkoren, eller lämna cellen tom")
            raise NoSupportError(why)
        _refuse_rounded_count(tree, slack)
        _refuse_cut(tree, claim["decimals"])
        self._refuse_wide(tree, claim, slack)
        self._refuse_unit(tree, claim)
        self._refuse_other_documents(tree, claim, value)

    def _refuse_wide(self, tree: Node, claim: Row, slack: float) -> None:
        """Rounding moves a sum of printed figures by no more than half of the last digit of each."""
        column = _bare(selected(tree))
        if not slack or not column or "from_table" not in tree:
            return
        asked = _asking_for(self.connection, claim["support"], column, once=False)
        found = self.connection.execute(asked, _asked(claim)).fetchmany(MOST_ROWS)
        rows = [row for (row,) in found if row is not None]
        most = slack_of(rows) if all(isinstance(row, float | int) for row in rows) else slack
        if slack > most:
            told = _(
                "avrundningen får flytta talet med {slack}, men de rader som läses ({amount}) kan inte flytta det med "
                "mer än {most}",
                slack=number(slack),
                amount=number(len(rows)),
                most=number(rounded(most, 6)),
            )
            raise NoSupportError(told)

    def _refuse_unit(self, tree: Node, claim: Row) -> None:
        table = (tree.get("from_table") or {}).get("table_name", "")
        unit = UNITS.get((table.lower(), _bare(selected(tree))))
        if unit is None or not claim.get("unit"):
            return
        rows = self.connection.execute(_asking_for(self.connection, claim["support"], unit), _asked(claim)).fetchall()
        for (read,) in rows:
            if read not in (None, claim["unit"]) and self._factor(read, claim["unit"]) != 1:
                told = _(
                    "frågan ger ett tal i {read}, men talet är tryckt i {printed}. Räkna om det i frågan, eller rätta "
                    "enheten",
                    read=read,
                    printed=claim["unit"],
                )
                raise NoSupportError(told)

    def _factor(self, unit: str, to: str) -> float | None:
        sql = "SELECT factor FROM unit_conversion WHERE unit = ? AND to_unit = ?"
        found = self.connection.execute(sql, [unit, to]).fetchone()
        return None if found is None else float(found[0])

    def _refuse_unknown_words(self, tree: Node) -> None:
        for column, word in compared_words(tree):
            # A code may be one that the project knows and no row of the view has.
            tables = [*sources_of(tree), *({column} & REGISTERS)]
            held = [words for table in tables if (words := self._words(table, column))]
            if held and word not in CODES and not any(word in words for words in held):
                told = _(
                    "frågan letar efter {word}, som inte finns i kolumnen {column}", word=f"«{word}»", column=column
                )
                raise NoSupportError(told)

    def _words(self, view: str, column: str) -> frozenset[str]:
        """All words of a column; none where the view has no such column, or it holds something else."""
        if (view, column) not in self.known:
            types = {row[0]: row[1] for row in self.connection.execute(f"DESCRIBE {view}").fetchall()}
            asked = f"SELECT DISTINCT {column} FROM {view}" if types.get(column) == "VARCHAR" else "SELECT NULL"  # noqa: S608
            self.known[view, column] = frozenset(word for (word,) in self.connection.execute(asked).fetchall() if word)
        return self.known[view, column]

    def _refuse_other_documents(self, tree: Node, claim: Row, value: float) -> None:
        """A query that names the document once reads no other."""
        columns = (node["column_names"][-1] for node in nodes_of(tree) if node.get("class") == "COLUMN_REF")
        if sum(column == DOCUMENT for column in columns) == 1:
            return
        own = within_document(claim["support"], sources_of(tree))
        if answer_of(self.connection, own, _asked(claim)) != value:
            why = _("frågan räknar med rader ur andra dokument. Skriv «document = $document» för varje vy")
            raise NoSupportError(why)


def _asked(claim: Row) -> dict[str, str]:
    return {DOCUMENT: claim["document"]}


def _refuse_rounded_count(tree: Node, slack: float) -> None:
    if slack and selected(tree).get("function_name") in COUNTING:
        why = _("frågan räknar rader, och ett antal är inte avrundat. Ta bort det andra talet ur frågan")
        raise NoSupportError(why)


def _refuse_cut(tree: Node, decimals: int | None) -> None:
    for node in nodes_of(tree.get("select_list")):
        name = node.get("function_name")
        if name in CUTTING or (name == "round" and _decimals(node) < (decimals or 0)):
            told = _("frågan avrundar mer än det tryckta talet ({name}). Låt talet vara som det är", name=name)
            raise NoSupportError(told)


def _decimals(rounding: Node) -> float:
    """How many decimals a rounding leaves: none where nothing is said; what is worked out says nothing."""
    *__, last = (argument["expression"] for argument in rounding["arguments"])
    if len(rounding["arguments"]) == 1:
        return 0
    numbers = [float(node["literal"]["text"]) for node in nodes_of(last) if node.get("class") == "CONSTANT"]
    sign = 1 if last["class"] == "CONSTANT" else -1
    return sign * numbers[0] if len(numbers) == 1 else 0


def _bare(expression: Node) -> str:
    """The column that an expression gives as it is, or the sum or extreme of; empty where it is worked out."""
    while expression["class"] in ("FUNCTION", "CAST"):
        if expression["class"] == "CAST":
            expression = expression["child"]
        elif expression["function_name"] in KEEPING and len(expression["arguments"]) == 1:
            expression = expression["arguments"][0]["expression"]
        else:
            return ""
    return str(expression["column_names"][-1]).lower() if expression["class"] == "COLUMN_REF" else ""


def _asking_for(connection: duckdb.DuckDBPyConnection, sql: str, column: str, *, once: bool = True) -> str:
    """The query that gives another column of the rows that a query reads."""
    ((text,),) = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()
    tree: dict[str, Any] = json.loads(text)
    node: Node = tree["statements"][0]["node"]
    kept = {name: node[name] for name in ("type", "cte_map", "from_table", "where_clause", "aggregate_handling")}
    bare: dict[str, Any] = {name: [] if isinstance(value, list) else None for name, value in node.items()}
    wanted = {"class": "COLUMN_REF", "type": "COLUMN_REF", "alias": "", "column_names": [column]}
    distinct = [{"type": "DISTINCT_MODIFIER", "distinct_on_targets": []}] if once else []
    tree["statements"][0]["node"] = bare | kept | {"select_list": [wanted], "modifiers": distinct}
    ((made,),) = connection.execute("SELECT json_deserialize_sql(?::JSON)", [json.dumps(tree)]).fetchall()
    return str(made)
