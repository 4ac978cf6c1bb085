"""Departments keep one code whatever the documents call them."""

import duckdb

from analysis.store.query import ask_sql

SOCIAL = """SELECT document, line, amount FROM ledger_line JOIN department_line USING (document, line)
    WHERE statement = 'department' AND measure = 'actual'
    AND department = 'social-hallbarhet' AND year(period_end) IN (2016, 2022)
    ORDER BY document"""


def test_a_renamed_department_has_one_series(database: duckdb.DuckDBPyConnection) -> None:
    assert ask_sql(database, SOCIAL).rows() == [
        ("annual-2016", "4050 Valfärd", -25644.0),
        ("annual-2022", "Social hållbarhet", 1772.0),
    ]


def test_every_department_line_is_known(database: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT count(*) FROM ledger_detail AS l
        WHERE statement = 'department' AND NOT is_total AND line NOT LIKE 'KS/%'
        AND NOT EXISTS (SELECT 1 FROM department_line AS s WHERE s.document = l.document AND s.line = l.line)"""
    assert ask_sql(database, query).item() == 0
