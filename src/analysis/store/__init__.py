"""The DuckDB file: its schema, its public views, its named queries, and how to open it."""
