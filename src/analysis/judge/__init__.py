"""The rules: pure functions over frames and expressions, no files and no database."""
